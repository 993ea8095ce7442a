"""Random small programs with groups, single decisions, definitions and rows; and all their solutions."""

from __future__ import annotations

import itertools
from fractions import Fraction

import numpy as np
from hypothesis import strategies as st

from pejl.engine.search.program import Objective, Program, Values, objective, program, value_of
from pejl.engine.search.race.truth import completed, defined, holds
from pejl.engine.values.linear import Goal, LinearModel, Rows


@st.composite
def programs(draw: st.DrawFn) -> tuple[Program, Objective]:
    """At most 3 groups of 3 and 3 single decisions, up to 4 definitions, some of them asserted."""
    model = LinearModel()
    for _ in range(draw(st.integers(0, 3))):
        model.choose(decide(model, draw(st.integers(1, 3))))
    single = draw(st.integers(0, 3))
    if single:
        decide(model, single)
    asserted = []
    for _ in range(draw(st.integers(0, 4)) if model.size > 1 else 0):
        literal = int(model.defined(draw(rows(model.size)))[0])
        if draw(st.booleans()):
            asserted.append(draw(st.sampled_from([literal, literal, -literal])))
    terms = draw(st.lists(st.integers(2, model.size), unique=True, max_size=6)) if model.size > 1 else []
    costs = [draw(st.sampled_from([-7, -3, -1, 1, 2, 5, 12])) for _ in terms]
    goal = Goal(
        {"en": "cost"},
        1,
        draw(st.integers(-3, 3)),
        np.array(terms, dtype=np.int64),
        np.array(costs, dtype=np.int64),
        Fraction(1),
        Fraction(1),
    )
    return program(model, np.array(asserted, dtype=np.int64)), objective([goal])


def decide(model: LinearModel, count: int) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    """New decisions of a table of their own."""
    rows = np.arange(count)
    ids = [f"r{at}" for at in range(count)]
    return model.decide("tasks", "responsible", rows, rows, ids, ids)


@st.composite
def rows(draw: st.DrawFn, size: int) -> Rows:
    """One row over earlier variables."""
    variables = sorted(draw(st.lists(st.integers(2, size), unique=True, min_size=1, max_size=5)))
    coefficients = [draw(st.sampled_from([-3, -2, -1, 1, 1, 2, 4])) for _ in variables]
    return Rows(
        np.array([0, len(variables)]),
        np.array(variables),
        np.array(coefficients),
        np.array([draw(st.integers(-3, 4))]),
    )


def solutions(whole: Program) -> list[Values]:
    """Every solution, by trying all."""
    if whole.infeasible:
        return []
    definitions, found = defined(whole), []
    for choice in itertools.product([False, True], repeat=len(whole.decisions)):
        values = np.zeros(whole.size + 1, dtype=np.bool_)
        values[whole.decisions] = choice
        if (whole.fixed[whole.decisions] * np.where(choice, 1, -1) < 0).any():
            continue
        values = completed(whole, definitions, values)
        if holds(whole, values):
            found.append(values)
    return found


def optimum(whole: Program, goal: Objective) -> int | None:
    """The best objective of all solutions."""
    return min((value_of(goal, values) for values in solutions(whole)), default=None)


def allocation(units: int, tasks: int, seed: int, opening: int = 40) -> tuple[Program, Objective]:
    """Tasks with loads and costs, one unit each; a unit is open if anything is in it, and that costs too.

    If opening costs nothing, whether a unit is open is not asked.
    """
    random = np.random.default_rng(seed)
    model = LinearModel()
    unit_ids, task_ids = [f"u{at}" for at in range(units)], [f"t{at}" for at in range(tasks)]
    targets = np.tile(np.arange(units), tasks)
    placed = model.decide(
        "tasks", "responsible", np.repeat(np.arange(tasks), units), targets, task_ids, unit_ids
    ).reshape(tasks, units)
    for group in placed:
        model.choose(group)
    loads = random.integers(5, 26, (tasks, units))
    capacities = (loads.sum(axis=0) * 1.0 / units).astype(np.int64)
    indptr = np.arange(units + 1) * tasks
    by_unit = placed.T.ravel().astype(np.int64)
    within = model.defined(Rows(indptr, by_unit, -loads.T.ravel(), -capacities))
    open_units = np.zeros(0, dtype=np.int64)
    if opening:
        any_of = Rows(indptr, by_unit, np.ones_like(by_unit), np.ones(units, dtype=np.int64))
        open_units = model.defined(any_of)
    costs = 60 - 2 * loads + random.integers(0, 15, (tasks, units))
    goal = Goal(
        {"en": "cost"},
        1,
        0,
        np.concatenate([by_unit, open_units]),
        np.concatenate([costs.T.ravel(), np.full(len(open_units), opening)]),
        Fraction(1),
        Fraction(1),
    )
    return program(model, within), objective([goal])
