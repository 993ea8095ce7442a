"""A principle is written once: searching with a rule and checking with it are the same evaluation.

Each case is a small design with some relations left open, and rules drawn from the whole grammar. The
rules are grounded once, and each solver lists every way to decide that they allow, and finds the best;
beside it every way is tried by hand and checked. The sets, and the best of them, have to be the same.
"""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Iterator
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import HealthCheck, assume, event, given, settings
from random_cases import Case, cases

from pejl.engine.evaluate import membership, walk
from pejl.engine.evaluate.check import Check, check
from pejl.engine.evaluate.design_table import with_design_table
from pejl.engine.evaluate.waivers import Waivers
from pejl.engine.findings import Outcome
from pejl.engine.language.rules import Rule
from pejl.engine.model.checks import links_to
from pejl.engine.model.hierarchies import TREES
from pejl.engine.model.relations import circular
from pejl.engine.model.tables import Design
from pejl.engine.search.backtracking import Backtracking
from pejl.engine.search.cp_sat import CpSat
from pejl.engine.search.decide import Completion, completed, completion_of, opened
from pejl.engine.search.ground import ground
from pejl.engine.search.program import Objective, Values, asserted, program, value_of
from pejl.engine.search.solver import Limits, Status
from pejl.engine.values.codes import NONE, Codes
from pejl.engine.values.exact import literal_ids
from pejl.engine.values.linear import OPEN, TRUE, Ints, LinearModel

TODAY = dt.date(2014, 5, 1)


def frozen(completion: Completion) -> frozenset[tuple[tuple[str, str], int, frozenset[int]]]:
    return frozenset(
        (relation, row, frozenset(targets))
        for relation, rows in completion.items()
        for row, targets in rows.items()
    )


def every_way(case: Case) -> Iterator[Completion]:
    """All ways to decide, from nothing but the openings."""
    slots: list[tuple[tuple[str, str], int, list[tuple[int, ...]]]] = []
    for opening in case.openings:
        key = (opening.table, opening.relation)
        if opening.relation == OPEN:
            slots += [(key, row, [(), (row,)]) for row in opening.each.tolist()]
            continue
        targets = np.unique(opening.targets).tolist()
        single = isinstance(case.design.tables[opening.table].columns[opening.relation], Codes)
        if single:
            choices = [(target,) if target != NONE else () for target in targets]
        else:
            choices = [
                subset
                for size in range(len(opening.targets) + 1)
                for subset in itertools.combinations(targets, size)
            ]
        slots += [(key, row, choices) for row in opening.each.tolist()]
    for chosen in itertools.product(*(choices for _, _, choices in slots)):
        completion: dict[tuple[str, str], dict[int, tuple[int, ...]]] = {}
        for (relation, row, _), targets in zip(slots, chosen, strict=True):
            completion.setdefault(relation, {})[row] = targets
        yield completion


def is_a_design(design: Design) -> bool:
    """Whether the loader would accept it: no hierarchy in a circle, no link to what is not there."""
    for name, link in TREES:
        table = design.tables[name]
        column = table.columns.get(link)
        if isinstance(column, Codes) and circular(np.where(table.exists, column.codes, NONE)).any():
            return False
    return not any(
        links_to(table, field.name, ~design.tables[field.link.to].exists)
        for table in design.tables.values()
        for field in table.spec.fields.values()
        if field.link and not field.link.past
    )


def violations(design: Design, rules: list[Rule]) -> set[tuple[str, str]]:
    """The rule and the entity of everything that a check calls violated."""
    return {
        (finding.rule, finding.entity)
        for verdict in check(design, rules, TODAY).verdicts
        for finding in verdict.findings
        if finding.outcome is Outcome.VIOLATED
    }


def by_checking(case: Case, untouched: set[tuple[str, str]]) -> set[frozenset[object]]:
    """The ways to decide that give a design in which `check` finds no violation.

    Args:
        case: the case.
        untouched: the rule and the entity of violations that stand in every one of them.
    """
    found = set()
    for completion in every_way(case):
        design = completed(case.design, completion)
        if not is_a_design(design):
            continue
        violated = violations(design, case.rules)
        assert untouched <= violated
        if violated == untouched:
            found.add(frozen(completion))
    return found


def grounded(case: Case) -> tuple[LinearModel, set[tuple[str, str]]]:
    """The model of a case, and the violations that no decision touches."""
    design, model = opened(case.design, case.openings)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(walk, "SHARED_FROM", 1)  # checking such small designs shares nothing,
        patch.setattr(membership, "WORTH", 0)  # and looks up nothing
        found = ground(design, case.rules, model)
    assume(not found.problems)
    return model, set(found.untouched)


def costs(model: LinearModel) -> Objective:
    """Something to make small: each decision costs or saves a little."""
    decisions = model.decisions
    return Objective(0, decisions, decisions * 7 % 11 - 4, Fraction(1))


@pytest.mark.slow
@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
@given(cases())
def test_searching_finds_exactly_the_designs_that_checking_accepts(case: Case) -> None:
    model, untouched = grounded(case)
    accepted = by_checking(case, untouched)
    event("some ways" if accepted else "no way")
    for opening in case.openings:
        event(f"{opening.table}.{opening.relation}")
    whole, goal, decisions = program(model, asserted(model)), costs(model), model.decisions
    for solver in (Backtracking(), CpSat()):
        values = list(solver.every(whole, Limits()))
        found = [frozen(completion_of(model, decisions[one[decisions]])) for one in values]
        assert len(found) == len(set(found))
        assert set(found) == accepted
        best = solver.solve(whole, goal, Limits())
        assert (best.status is Status.OPTIMAL) == bool(accepted)
        assert best.best == min((value_of(goal, one) for one in values), default=None)


def values_of(model: LinearModel, completion: Completion) -> Values:
    """The truth of every variable when it is decided so."""
    values = np.zeros(model.size + 1, dtype=np.bool_)
    values[TRUE] = True
    for block in model.decided:
        chosen = completion[(block.table, block.relation)]
        targets = block.rows if block.relation == OPEN else block.targets
        for at, (row, target) in enumerate(zip(block.rows.tolist(), targets.tolist(), strict=True)):
            values[block.first + at] = target in (chosen[row] or (NONE,))
    defined, rows = model.definitions()
    for at, variable in enumerate(defined.tolist()):
        part = slice(rows.indptr[at], rows.indptr[at + 1])
        values[variable] = rows.coefficients[part] @ values[rows.variables[part]] >= rows.bounds[at]
    return values


def true_among(literals: Ints, values: Values) -> Values:
    found: Values = values[np.abs(literals)] == (literals > 0)
    return found


@pytest.mark.slow
@settings(max_examples=120, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
@given(cases())
def test_what_a_literal_says_of_a_row_is_what_checking_says_however_it_is_decided(case: Case) -> None:
    design, model = opened(case.design, case.openings)
    with_design_table(design)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(membership, "WORTH", 0)
        kept = [Check(rule, design, Waivers((), TODAY)).not_violated() for rule in case.more]
    for completion in every_way(case):
        values, decided = values_of(model, completion), completed(case.design, completion)
        stands = all(true_among(literals, values).all() for literals in model.structure)
        assert stands == is_a_design(decided)
        event("a design" if stands else "no design")
        for rule, rows in zip(case.more, kept if stands else [], strict=False):
            said = true_among(literal_ids(rows.literals), values)
            lost = {(rule.id, one) for one, true in zip(rows.entities, said, strict=True) if not true}
            event("violated" if lost else "not violated")
            assert lost == violations(decided, [rule])
