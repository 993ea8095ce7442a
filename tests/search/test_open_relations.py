"""Relations that are left open: what may be chosen, what the rules allow, and what is refused aloud."""

from __future__ import annotations

import numpy as np

from pejl.engine.errors import Problems
from pejl.engine.model.load import design_from_node
from pejl.engine.model.nodes import Mapping
from pejl.engine.model.source import parse_yaml
from pejl.engine.model.tables import Design
from pejl.engine.search.backtracking import Backtracking
from pejl.engine.search.decide import completed, completion_of, opened
from pejl.engine.search.ground import ground
from pejl.engine.search.opening import Opening, every_pair
from pejl.engine.search.program import asserted, program
from pejl.engine.search.solver import Limits
from pejl.engine.values.codes import NONE
from pejl.engine.values.linear import LinearModel
from pejl.tests.agree.random_cases import typed

THREE_UNITS = """
units: {a: {parent: none}, b: {parent: a}, c: {parent: a}}
positions: {p: {unit: a, fte: 2}, q: {unit: a, fte: 1}}
tasks: {s: {responsible: []}, t: {responsible: []}}
"""


def design(text: str) -> Design:
    problems = Problems()
    node = parse_yaml(text, "design.yaml", problems)
    problems.raise_any()
    assert isinstance(node, Mapping)
    return design_from_node(node, "design.yaml")


def grounded(base: Design, openings: list[Opening], *rules: tuple[str, str]) -> LinearModel:
    open_design, model = opened(base, openings)
    ground(open_design, [typed(*rule) for rule in rules], model)
    return model


def taken(model: LinearModel) -> set[str]:
    """Every solution, in words."""
    decisions = model.decisions
    return {
        ", ".join(sorted(str(model.decision(one)) for one in decisions[values[decisions]].tolist()))
        for values in Backtracking().every(program(model, asserted(model)), Limits())
    }


def test_exactly_one_of_three_units_for_each_of_two_tasks_gives_nine_designs() -> None:
    opening = every_pair("tasks", "responsible", [0, 1], [0, 1, 2])
    model = grounded(design(THREE_UNITS), [opening], ("t in tasks", "count(t.responsible) == 1"))
    assert len(taken(model)) == 9


def test_a_link_to_one_gets_exactly_one_of_its_targets_or_none_where_that_is_among_them() -> None:
    model = grounded(design(THREE_UNITS), [every_pair("positions", "unit", [0], [0, 1, NONE])])
    assert taken(model) == {
        "positions/p.unit = a",
        "positions/p.unit = b",
        "positions/p.unit = None",
    }


def test_a_rule_over_the_way_back_of_an_open_link_counts_who_would_be_there() -> None:
    opening = every_pair("positions", "unit", [0, 1], [1, 2])
    rule = ("u in units if u.id == 'b'", "sum(p.fte for p in u.positions) >= 2")
    assert taken(grounded(design(THREE_UNITS), [opening], rule)) == {
        "positions/p.unit = b, positions/q.unit = b",
        "positions/p.unit = b, positions/q.unit = c",
    }


def test_a_rule_that_nothing_can_meet_has_no_solution() -> None:
    opening = every_pair("tasks", "responsible", [0], [0, 1])
    model = grounded(design(THREE_UNITS), [opening], ("t in tasks", "count(t.responsible) == 3"))
    assert taken(model) == set()


def test_a_verdict_that_stays_undecidable_is_not_enforced() -> None:
    base = design(THREE_UNITS.replace("fte: 2", "fte: unknown"))
    opening = every_pair("positions", "unit", [0], [1, 2])
    rule = ("u in units if u.id == 'b'", "sum(p.fte for p in u.positions) <= 1")
    assert len(taken(grounded(base, [opening], rule))) == 2


def test_equal_sub_expressions_share_a_literal() -> None:
    base, opening = design(THREE_UNITS), every_pair("tasks", "responsible", [0, 1], [0, 1, 2])
    rule = ("t in tasks", "count(t.responsible) == 1")
    assert grounded(base, [opening], rule, rule).size == grounded(base, [opening], rule).size


def test_a_completion_closes_what_was_open_and_leaves_the_rest() -> None:
    base = design(THREE_UNITS)
    opening = every_pair("positions", "unit", [1], [0, 2])
    _, model = opened(base, [opening])
    [to_c] = [one for one in model.decisions if model.decision(one).target == "c"]
    chosen = completion_of(model, np.array([to_c]))
    column = completed(base, chosen).tables["positions"].columns["unit"]
    assert column.codes.tolist() == [0, 2]  # type: ignore[union-attr]


def test_what_has_no_linear_form_is_refused_and_named() -> None:
    opening = every_pair("tasks", "responsible", [0], [1, 2])
    rule = ("t in tasks", "after('b', (u.id for u in t.responsible)) == 'c'")
    base, model = opened(design(THREE_UNITS), [opening])
    [problem] = ground(base, [typed(*rule)], model).problems
    assert "what comes after an element of a list that is to be decided" in str(problem)
