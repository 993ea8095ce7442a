"""The local search, the relaxation and the neighbourhoods: what each of them may promise alone."""

from __future__ import annotations

import itertools
import threading
import time
from threading import Event

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from random_programs import allocation, optimum, programs, solutions

from pejl.engine.search.cp_sat import CpSat
from pejl.engine.search.program import Objective, Program, value_of
from pejl.engine.search.race.components import best_pattern, components, knapsack
from pejl.engine.search.race.field import BEST, OBJECTIVE, VIOLATED
from pejl.engine.search.race.landscape import landscape
from pejl.engine.search.race.neighbourhoods import Neighbourhoods
from pejl.engine.search.race.part import part
from pejl.engine.search.race.patterns import Master, dive
from pejl.engine.search.race.probe import probe, probed
from pejl.engine.search.race.race import Race
from pejl.engine.search.race.relaxation import fixings, grain, priced, relax
from pejl.engine.search.race.truth import completed, defined, holds
from pejl.engine.search.race.walk import Improver
from pejl.engine.search.race.worker import Worker
from pejl.engine.search.solver import Limits, Status

MANY = settings(max_examples=120, deadline=None)
FEW = settings(max_examples=40, deadline=None)


@given(programs())
@MANY
def test_nothing_is_better_than_the_bound_of_the_relaxation(case: tuple[Program, Objective]) -> None:
    whole, goal = case
    best = optimum(whole, goal)
    relaxed = None if whole.infeasible else relax(whole, goal, 10.0, None)
    if best is not None:
        assert relaxed is not None
        assert relaxed.bound <= best


@given(programs(), st.integers(0, 2**32))
@MANY
def test_any_prices_prove_a_bound(case: tuple[Program, Objective], seed: int) -> None:
    whole, goal = case
    best = optimum(whole, goal)
    if best is not None:
        prices = np.random.default_rng(seed).uniform(0.0, 9.0, len(whole.rows))
        assert priced(whole, goal, prices, np.zeros(whole.size + 1)).bound <= best


@given(programs(), st.integers(0, 2**32))
@MANY
def test_reduced_costs_fix_nothing_that_a_good_solution_needs(
    case: tuple[Program, Objective], seed: int
) -> None:
    whole, goal = case
    found = solutions(whole)
    if found:
        prices = np.random.default_rng(seed).uniform(0.0, 5.0, len(whole.rows))
        reduced = priced(whole, goal, prices, np.zeros(whole.size + 1)).reduced
        best = min(value_of(goal, values) for values in found)
        fixed = fixings(whole, [reduced], best)
        for values in found:
            if value_of(goal, values) == best:
                assert (values[fixed > 0]).all()
                assert not (values[fixed < 0]).any()


@given(programs())
@MANY
def test_the_objective_moves_in_its_steps(case: tuple[Program, Objective]) -> None:
    whole, goal = case
    base, step = grain(whole, goal)
    assert all((value_of(goal, values) - base) % step == 0 for values in solutions(whole))


@given(programs())
@MANY
def test_the_landscape_knows_every_solution(case: tuple[Program, Objective]) -> None:
    whole, goal = case
    land = None if whole.infeasible else landscape(whole, goal, None)
    if land is not None:
        for values in solutions(whole):
            field = land.field(land.chosen(values), 1)
            assert np.array_equal(field.variables["on"][:-1].astype(bool), values)
            assert field.numbers[VIOLATED] == 0
            assert field.numbers[OBJECTIVE] == value_of(goal, values)


@given(programs(), st.integers(1, 1000))
@MANY
def test_after_a_walk_everything_is_as_if_calculated_anew(case: tuple[Program, Objective], seed: int) -> None:
    whole, goal = case
    land = None if whole.infeasible else landscape(whole, goal, None)
    if land is None:
        return
    improver = Improver(land, None, seed)
    improver.round(200, lambda: True, slice_moves=50)
    field, again = improver.field, land.field(improver.field.blocks["chosen"][:-1], 1)
    assert np.array_equal(field.variables["on"][:-1].astype(bool), again.variables["on"][:-1].astype(bool))
    assert np.array_equal(field.rows["sum"], again.rows["sum"])
    assert np.array_equal(field.rows["met"][land.space.plain], again.rows["met"][land.space.plain])
    assert field.numbers[OBJECTIVE] == again.numbers[OBJECTIVE]
    assert field.numbers[VIOLATED] == again.numbers[VIOLATED]
    assert np.array_equal(field.rows["count"], again.rows["count"])


@given(programs(), st.integers(1, 1000))
@MANY
def test_what_a_walk_finds_holds_and_is_worth_what_it_says(
    case: tuple[Program, Objective], seed: int
) -> None:
    whole, goal = case
    land = None if whole.infeasible else landscape(whole, goal, None)
    if land is None:
        return
    improver = Improver(land, None, seed)
    improver.round(500, lambda: True, slice_moves=100)
    found = improver.solution()
    if found is not None:
        assert holds(whole, found)
        assert value_of(goal, found) == improver.field.numbers[BEST]


def test_a_walk_finds_the_best_of_a_small_allocation() -> None:
    whole, goal = allocation(3, 4, seed=1)
    land = landscape(whole, goal, relax(whole, goal, 10.0, None))
    assert land is not None
    improver = Improver(land, None, 1)
    for _ in range(10):
        improver.round(1000, lambda: True, slice_moves=100)
    found = improver.solution()
    assert found is not None
    assert holds(whole, found)
    assert value_of(goal, found) == optimum(whole, goal)


def test_the_same_seed_walks_the_same_way() -> None:
    whole, goal = allocation(4, 12, seed=2)
    land = landscape(whole, goal, None)
    assert land is not None
    ends = []
    for _ in range(2):
        improver = Improver(land, None, 7)
        improver.round(600, lambda: True, slice_moves=100)
        improver.round(600, lambda: True, slice_moves=100)
        ends.append((improver.field.blocks["chosen"].tolist(), improver.best))
    assert ends[0] == ends[1]


@given(programs(), st.data())
@FEW
def test_a_part_has_exactly_the_solutions_of_the_whole_with_what_is_given(
    case: tuple[Program, Objective], data: st.DataObject
) -> None:
    whole, goal = case
    if whole.infeasible:
        return
    fixed = whole.fixed.copy()
    for variable in whole.open_decisions.tolist():
        fixed[variable] = data.draw(st.sampled_from([-1, 0, 0, 1]))
    wanted = {
        values.tobytes()
        for values in solutions(whole)
        if values[fixed > 0].all() and not values[fixed < 0].any()
    }
    smaller = part(whole, goal, fixed)
    found = solutions(smaller.program) if smaller is not None else []
    assert smaller is not None or not wanted
    for values in found:
        assert smaller is not None
        all_values = smaller.whole(values)
        assert value_of(smaller.objective, values) == value_of(goal, all_values)
        assert np.array_equal(smaller.narrowed(all_values), values)
    assert {smaller.whole(values).tobytes() for values in found if smaller} == wanted


@given(programs())
@FEW
def test_a_neighbourhood_gives_a_better_solution_or_none(case: tuple[Program, Objective]) -> None:
    whole, goal = case
    land = None if whole.infeasible else landscape(whole, goal, None)
    found = solutions(whole)
    if land is None or not found:
        return
    worst = max(found, key=lambda values: value_of(goal, values))
    better = Neighbourhoods(land, 1).step(worst, Limits(seconds=5.0))
    if better is None:
        assert value_of(goal, worst) == optimum(whole, goal)
    else:
        assert holds(whole, better)
        assert value_of(goal, better) < value_of(goal, worst)


@given(programs())
@FEW
def test_defined_variables_follow_from_decisions(case: tuple[Program, Objective]) -> None:
    whole, _ = case
    for values in solutions(whole):
        muddled = values.copy()
        muddled[defined(whole).variables] ^= True
        assert np.array_equal(completed(whole, defined(whole), muddled), values)


@given(st.lists(st.tuples(st.integers(1, 30), st.integers(0, 9)), max_size=8), st.integers(0, 25))
@MANY
def test_a_knapsack_is_filled_as_well_as_can_be(items: list[tuple[int, int]], capacity: int) -> None:
    worth = np.array([float(value) for value, load in items if load <= capacity])
    loads = np.array([load for _, load in items if load <= capacity], dtype=np.int64)
    taken = knapsack(worth, loads, capacity)
    subsets = itertools.product([0, 1], repeat=len(loads))
    best = max(
        float(worth @ one) for one in map(np.array, subsets) if not len(one) or loads @ one <= capacity
    )
    assert len(set(taken.tolist())) == len(taken)
    assert loads[taken].sum() <= capacity
    assert worth[taken].sum() == pytest.approx(best)


@given(st.lists(st.tuples(st.integers(1, 30), st.integers(0, 9)), min_size=1, max_size=7), st.integers(9, 25))
@MANY
def test_a_probe_knows_what_each_item_left_out_or_taken_costs(
    items: list[tuple[int, int]], capacity: int
) -> None:
    worth = np.array([float(value) for value, _ in items])
    loads = np.array([load for _, load in items], dtype=np.int64)
    subsets = [np.array(one) for one in itertools.product([0, 1], repeat=len(loads))]
    fits = [one for one in subsets if loads @ one <= capacity]
    without, with_, full = probe(worth, loads, capacity)
    for item in range(len(items)):
        assert without[item] == pytest.approx(max(float(worth @ one) for one in fits if not one[item]))
        assert with_[item] == pytest.approx(max(float(worth @ one) for one in fits if one[item]))
    assert full.tolist() == pytest.approx(
        [max(float(worth @ one) for one in subsets if loads @ one <= least) for least in range(capacity + 1)]
    )


@given(st.integers(1, 200), st.sampled_from([0, 40]), st.floats(0.0, 3.0))
@MANY
def test_a_probe_fixes_nothing_that_a_good_solution_needs(seed: int, opening: int, spread: float) -> None:
    whole, goal = allocation(3, 4, seed, opening)
    land = landscape(whole, goal, None)
    found = solutions(whole)
    pieces = components(land) if land is not None else None
    if pieces is None or not found:
        return
    prices = 60.0 * spread * np.random.default_rng(seed).random(len(whole.groups))
    allowed = np.ones(len(whole.groups), dtype=np.bool_)
    patterns = [best_pattern(at, piece, prices, allowed, None) for at, piece in enumerate(pieces)]
    least = prices.sum() + goal.constant + sum(one.price for one in patterns if one is not None)
    reduced = probed(whole, pieces, prices, least)
    for values in found:
        value = value_of(goal, values)
        assert least <= value + 1e-6
        fixed = fixings(whole, [reduced], value)
        assert values[fixed > 0].all()
        assert not values[fixed < 0].any()


@pytest.mark.parametrize("opening", [0, 40])
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_patterns_prove_a_bound_that_is_right_and_not_below_the_relaxation(opening: int, seed: int) -> None:
    whole, goal = allocation(3, 4, seed, opening)
    best = optimum(whole, goal)
    relaxed = relax(whole, goal, 10.0, None)
    land = landscape(whole, goal, relaxed)
    assert land is not None
    assert relaxed is not None
    pieces = components(land)
    assert pieces is not None
    assert any(piece.program is not None for piece in pieces) == (opening > 0)
    master = Master(land, pieces, relaxed, Event())
    master.generate(lambda: True)
    if best is None:
        return
    assert master.settled
    assert relaxed.reduced.least - 0.1 <= master.bound <= best
    values = dive(master, np.random.default_rng(seed), lambda: True)
    if holds(whole, values):
        assert value_of(goal, values) >= best


def test_a_pattern_serves_only_what_it_is_allowed_to() -> None:
    whole, goal = allocation(3, 5, seed=1)
    land = landscape(whole, goal, relax(whole, goal, 10.0, None))
    assert land is not None
    pieces = components(land)
    assert pieces is not None
    allowed = np.array([True, False, True, False, True])
    pattern = best_pattern(0, pieces[0], np.full(5, 500.0), allowed, None)
    assert pattern is not None
    assert pattern.price < 0
    assert set(pattern.groups.tolist()) <= {0, 2, 4}


def test_a_program_that_hangs_together_has_no_components() -> None:
    whole, goal = allocation(1, 4, seed=1)
    land = landscape(whole, goal, None)
    assert land is None or components(land) is None


# The race as a whole


def worker(whole: Program, goal: Objective, at: int, count: int) -> Worker:
    """One of the workers of a race that has not begun."""
    race = Race(whole, goal, Limits(seconds=20.0, workers=count), time.monotonic(), None)
    relaxed = relax(whole, goal, 10.0, None)
    assert relaxed is not None
    race.prove(relaxed.bound)
    race.reduced.append(relaxed.reduced)
    land = landscape(whole, goal, relaxed)
    assert land is not None
    return Worker(race, land, relaxed, at, count)


@given(programs())
@FEW
def test_what_is_narrowed_keeps_every_solution_better_than_the_one_asked_for(
    case: tuple[Program, Objective],
) -> None:
    whole, goal = case
    found = solutions(whole)
    relaxed = relax(whole, goal, 10.0, None) if found else None
    if relaxed is None:
        return
    race = Race(whole, goal, Limits(seconds=20.0), time.monotonic(), None)
    race.reduced.append(relaxed.reduced)
    assert race.narrowed(None) is whole.fixed
    for best in {value_of(goal, values) for values in found}:
        fixed = race.narrowed(best)
        for values in found:
            if value_of(goal, values) < best:
                assert values[fixed > 0].all()
                assert not values[fixed < 0].any()


def test_where_nothing_better_is_left_the_best_is_proven() -> None:
    whole, goal = allocation(3, 4, seed=1)
    one = worker(whole, goal, 1, 2)
    best = min(solutions(whole), key=lambda values: value_of(goal, values))
    one.race.offer(best)
    one.prove(time.monotonic() + 10.0)
    assert one.race.solved().status is Status.OPTIMAL
    assert one.race.bound == value_of(goal, best)


def test_when_scip_sees_nothing_better_only_a_proof_is_left() -> None:
    whole, goal = allocation(4, 16, seed=2)
    one = worker(whole, goal, 0, 2)
    solved = CpSat().solve(whole, goal, Limits(seconds=20.0))
    assert solved.values is not None
    one.opened = 10**9  # so that whatever is open is little
    one.race.bound = None
    one.race.offer(solved.values)
    one.closing(time.monotonic() + 10.0)
    assert one.race.exhausted in (None, solved.best) and one.race.best == solved.best


def test_the_race_goes_on_when_scip_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("no")

    monkeypatch.setattr("pejl.engine.search.race.worker.improve", broken)
    whole, goal = allocation(4, 16, seed=2)
    one = worker(whole, goal, 0, 2)
    one.opened = 10**9
    solved = CpSat().solve(whole, goal, Limits(seconds=20.0))
    assert solved.values is not None
    one.race.bound = None
    one.race.offer(solved.values)
    one.race.ended.clear()
    one.closing(time.monotonic() + 10.0)
    assert one.race.failed is None
    assert one.race.best == solved.best


def test_a_worker_with_nothing_to_do_leaves_the_processor_to_the_others() -> None:
    whole, goal = allocation(3, 4, seed=1)
    one = worker(whole, goal, 2, 3)
    turns: list[float] = []
    one.turns = [turns.append]
    threading.Timer(1.0, one.race.ended.set).start()
    one.work()
    assert 1 < len(turns) < 100
