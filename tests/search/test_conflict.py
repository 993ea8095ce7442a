"""Why there is no design: conflicts are minimal, and as few rules as possible are given up."""

from __future__ import annotations

from threading import Event

import numpy as np
import pytest
from hypothesis import HealthCheck, assume, given, settings

from pejl.engine.search import conflict, give_up
from pejl.engine.search.backtracking import Backtracking
from pejl.engine.search.claims import claims
from pejl.engine.search.conflict import conflicts
from pejl.engine.search.cp_sat import CpSat
from pejl.engine.search.give_up import to_give_up
from pejl.engine.search.reasons import Conflict, GiveUp, Member
from pejl.engine.search.solver import Limits, Solver
from pejl.engine.values.linear import LinearModel, Rows
from pejl.tests.search.random_models import kept_sets, models, possible

SOLVERS: list[Solver] = [CpSat(), Backtracking()]
NO_LIMIT = Limits()
random_models = settings(
    max_examples=60, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True
)
each_solver = pytest.mark.parametrize("solver", SOLVERS, ids=lambda one: one.name)


def two_of_three() -> LinearModel:
    """Three decisions, of which at most two may be taken."""
    model = LinearModel()
    rows = np.arange(3)
    model.decide("tasks", "responsible", rows, rows, ["s", "t", "u"], ["a", "b", "c"])
    every = Rows(np.array([0, 3]), np.array([2, 3, 4]), np.array([-1, -1, -1]), np.array([-2]))
    model.structure.append(model.defined(every))
    return model


def members(*written: str) -> tuple[Member, ...]:
    return tuple(Member(*one.split()) for one in written)


@each_solver
def test_rules_that_can_hold_together_have_no_conflict(solver: Solver) -> None:
    model = two_of_three()
    model.require(np.array([2, 3]), "R", ["s", "t"])
    assert conflicts(model, solver, NO_LIMIT) == ()


@each_solver
def test_a_conflict_names_only_what_is_needed_for_it(solver: Solver) -> None:
    model = two_of_three()
    model.require(np.array([2, 3]), "R", ["s", "t"])
    model.require(np.array([-2, 3]), "S", ["s", "t"])
    assert conflicts(model, solver, NO_LIMIT) == (Conflict(members("R s", "S s"), True),)


@each_solver
def test_what_a_rule_asks_of_one_entity_is_one_member(solver: Solver) -> None:
    model = two_of_three()
    model.require(np.array([2, 3, 4]), "R", ["s", "s", "u"])
    assert conflicts(model, solver, NO_LIMIT) == (Conflict(members("R s", "R u"), True),)


@each_solver
def test_a_rule_that_nothing_can_keep_is_a_conflict_by_itself(solver: Solver) -> None:
    model = two_of_three()
    model.require(np.array([2, -1]), "R", ["s", "t"])
    assert conflicts(model, solver, NO_LIMIT) == (Conflict(members("R t"), True),)


@each_solver
def test_where_nothing_can_be_decided_at_all_no_rule_is_blamed(solver: Solver) -> None:
    model = two_of_three()
    model.structure += [np.array([2, 3, 4])]
    model.require(np.array([2]), "R", ["s"])
    assert conflicts(model, solver, NO_LIMIT) == (Conflict((), True),)


@each_solver
def test_conflicts_that_have_nothing_to_do_with_each_other_are_all_told(solver: Solver) -> None:
    model = two_of_three()
    model.require(np.array([2, 3]), "R", ["s", "t"])
    model.require(np.array([-2, -3]), "S", ["s", "t"])
    assert {one.members for one in conflicts(model, solver, NO_LIMIT)} == {
        members("R s", "S s"),
        members("R t", "S t"),
    }


def test_without_time_nothing_is_called_minimal() -> None:
    model = two_of_three()
    model.require(np.array([2, 3, 4]), "R", ["s", "t", "u"])
    stop = Event()
    stop.set()
    assert not any(one.minimal for one in conflicts(model, CpSat(), Limits(stop=stop)))


@pytest.mark.slow
@pytest.mark.parametrize("small", [0, 16], ids=["with QuickXplain", "by deletion"])
@each_solver
@random_models
@given(model=models())
def test_conflicts_are_minimal_as_all_ways_to_decide_say(
    solver: Solver, small: int, model: LinearModel
) -> None:
    asked, ways = kept_sets(model)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(conflict, "SMALL", small)
        found = conflicts(model, solver, NO_LIMIT)
    named = [[asked.members.index(one) for one in each.members] for each in found]
    if not ways:
        assert found == (Conflict((), True),)
        return
    assert bool(found) != possible(ways, range(len(asked.members)))
    for positions in named:
        assert not possible(ways, positions)
        assert all(possible(ways, {*positions} - {one}) for one in positions)
    assert all(one.minimal for one in found)
    assert len({at for each in named for at in each}) == sum(len(each) for each in named)


@each_solver
def test_the_fewest_rules_are_given_up_and_each_way_to_do_so_is_told(solver: Solver) -> None:
    model = two_of_three()
    model.require(np.array([2, 3, 4]), "R", ["s", "t", "u"])
    found = to_give_up(claims(model), solver, NO_LIMIT)
    assert {one.members for one in found} == {members("R s"), members("R t"), members("R u")}
    assert all(one.smallest for one in found)


@each_solver
def test_a_rule_that_may_be_waived_is_given_up_before_one_that_may_not(solver: Solver) -> None:
    model = two_of_three()
    model.require(np.array([2]), "R", ["s"])
    model.require(np.array([-2]), "S", ["s"])
    assert to_give_up(claims(model), solver, NO_LIMIT, {"R"}, most=1) == (GiveUp(members("S s"), True),)


@each_solver
def test_where_fewer_rules_would_do_that_may_not_be_waived_both_ways_are_told(solver: Solver) -> None:
    model = two_of_three()
    model.require(np.array([2]), "R", ["s"])
    model.require(np.array([-2, -2]), "S", ["s", "t"])
    assert to_give_up(claims(model), solver, NO_LIMIT, {"R"}) == (
        GiveUp(members("R s"), True),
        GiveUp(members("S s", "S t"), True),
    )


@pytest.mark.slow
@pytest.mark.parametrize("rounds", [0, 200], ids=["by dropping", "by hitting conflicts"])
@each_solver
@random_models
@given(model=models())
def test_as_few_are_given_up_as_all_ways_to_decide_allow(
    solver: Solver, rounds: int, model: LinearModel
) -> None:
    asked, ways = kept_sets(model)
    every = frozenset(range(len(asked.members)))
    assume(ways and not possible(ways, every))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(give_up, "ROUNDS", rounds)
        found = to_give_up(asked, solver, NO_LIMIT)
    fewest = min(len(every - way) for way in ways)
    smallest = {
        frozenset(asked.members[at] for at in every - way) for way in ways if len(every - way) == fewest
    }
    given_up = {frozenset(one.members) for one in found}
    assert given_up <= smallest
    assert len(given_up) == len(found) == min(3, len(smallest))
    assert all(one.smallest for one in found)
