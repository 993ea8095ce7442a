"""A principle is written once: searching with a rule and checking with it are the same evaluation.

Each case is a small design with some relations left open, and rules drawn from the whole grammar. The
rules are grounded once and python-constraint lists every way to decide that they allow; beside it
every way is tried by hand and checked. The two sets have to be the same.
"""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, event, given, settings
from random_cases import Case, cases

from pejl.engine.evaluate import walk
from pejl.engine.evaluate.check import check
from pejl.engine.search.backtracking import solutions
from pejl.engine.search.decide import Completion, completed, completion_of, opened
from pejl.engine.search.ground import ground
from pejl.engine.values.codes import NONE, Codes

TODAY = dt.date(2014, 5, 1)


def frozen(completion: Completion) -> frozenset[tuple[tuple[str, str], int, frozenset[int]]]:
    return frozenset(
        (relation, row, frozenset(targets))
        for relation, rows in completion.items()
        for row, targets in rows.items()
    )


def every_way(case: Case) -> Iterator[Completion]:
    """All ways to decide, from nothing but the openings."""
    slots = []
    for opening in case.openings:
        single = isinstance(case.design.tables[opening.table].columns[opening.relation], Codes)
        if single:
            choices = [(target,) if target != NONE else () for target in opening.targets]
        else:
            choices = [
                subset
                for size in range(len(opening.targets) + 1)
                for subset in itertools.combinations(opening.targets, size)
            ]
        slots += [((opening.table, opening.relation), row, choices) for row in opening.rows]
    for chosen in itertools.product(*(choices for _, _, choices in slots)):
        completion: dict[tuple[str, str], dict[int, tuple[int, ...]]] = {}
        for (relation, row, _), targets in zip(slots, chosen, strict=True):
            completion.setdefault(relation, {})[row] = targets
        yield completion


def by_checking(case: Case) -> set[frozenset[object]]:
    """The ways to decide in which `check` finds no violation."""
    found = set()
    for completion in every_way(case):
        verdicts = check(completed(case.design, completion), case.rules, TODAY).verdicts
        if not any(verdict.summary.violated for verdict in verdicts):
            found.add(frozen(completion))
    return found


def by_searching(case: Case) -> list[frozenset[object]]:
    """The ways to decide that the grounded rules allow."""
    design, model = opened(case.design, case.openings)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(walk, "SHARED_FROM", 1)  # checking such small designs shares nothing
        ground(design, case.rules, model)
    return [
        frozen(
            completion_of(
                case.design,
                case.openings,
                frozenset(
                    (one.table, one.entity, one.relation, one.target)
                    for one in (model.decisions[literal] for literal in taken)
                ),
            )
        )
        for taken in solutions(model)
    ]


@pytest.mark.slow
@settings(max_examples=600, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
@given(cases())
def test_searching_finds_exactly_the_designs_that_checking_accepts(case: Case) -> None:
    found = by_searching(case)
    accepted = by_checking(case)
    event(
        "all ways" if len(accepted) == len(list(every_way(case))) else "some ways" if accepted else "no way"
    )
    assert len(found) == len(set(found))
    assert set(found) == accepted
