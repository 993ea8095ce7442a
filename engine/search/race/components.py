"""A program in components: pieces that have no row in common and meet only in groups.

Where tasks go to units and every rule is about one unit, a unit is a component. What a component can hold at
once, at prices for the groups, is a small problem of its own: a knapsack where one row limits it, solved by
dynamic programming (Martello and Toth 1990), and a program for CP-SAT where there is more to it.
"""

from __future__ import annotations

from fractions import Fraction
from threading import Event

import numpy as np
from msgspec import Struct

from pejl.engine.search.cp_sat import CpSat
from pejl.engine.search.program import Objective, Program, Values
from pejl.engine.search.race.field import Floats, entrance
from pejl.engine.search.race.landscape import Landscape
from pejl.engine.search.solver import Limits, Status
from pejl.engine.values.exact import pointers
from pejl.engine.values.linear import Ints, Rows, joined

_ONE = Fraction(1)
LARGEST_TABLE = 20_000_000
"""The most cells of a table of dynamic programming."""
PRICE_STEPS = 1000
"""CP-SAT counts in whole numbers: prices are rounded to this part of a step of the objective."""


class Component(Struct, frozen=True):
    """One piece of a program.

    Attributes:
        variables: its open variables, in rising order.
        groups: for each the group that it is an alternative of; -1 if of none.
        costs: for each what it costs in the objective.
        loads: for each how much of the capacity it takes; None if this is not one knapsack.
        capacity: how much there is.
        program: the piece as a program, its variables numbered from 2; None if this is one knapsack.
    """

    variables: Ints
    groups: Ints
    costs: Ints
    loads: Ints | None
    capacity: int
    program: Program | None


class Pattern(Struct, frozen=True):
    """What a component may hold at once.

    Attributes:
        component: which one.
        variables: the decisions that are on; defined variables are left out.
        groups: the groups that are served.
        cost: what it costs.
        price: cost - the prices of the groups: the least of all patterns.
    """

    component: int
    variables: Ints
    groups: Ints
    cost: int
    price: float


def components(land: Landscape) -> list[Component] | None:
    """The components of a program; None if it does not fall apart."""
    program, space = land.program, land.space
    owners = np.repeat(np.arange(len(space.columns) - 1), np.diff(space.columns))
    rows, variables = space.column_rows, owners
    hanging = space.defines[rows] != 0
    rows = np.concatenate([rows, np.flatnonzero(space.defines)])
    variables = np.concatenate([variables, np.abs(space.defines[space.defines != 0])])
    label = np.arange(program.size + 1)
    while True:
        least = np.full(len(space.bounds), program.size + 1)
        np.minimum.at(least, rows, label[variables])
        lower = label.copy()
        np.minimum.at(lower, variables, least[rows])
        lower = lower[lower]
        if np.array_equal(lower, label):
            break
        label = lower
    opened = np.flatnonzero(program.fixed[2:] == 0) + 2
    labels, of, sizes = np.unique(label[opened], return_inverse=True, return_counts=True)
    if len(labels) < 2 or 2 * int(sizes.max()) > len(opened) or not program.groups:
        return None
    simple = np.ones(len(labels), dtype=np.bool_)
    inverse = np.zeros(program.size + 1, dtype=np.int64)
    inverse[opened] = of
    simple[inverse[owners[hanging]]] = False
    order = np.argsort(of, kind="stable")
    ends = np.cumsum(sizes)
    return [
        _component(land, np.sort(opened[order[end - size : end]]), bool(plain))
        for end, size, plain in zip(ends.tolist(), sizes.tolist(), simple.tolist(), strict=True)
    ]


def best_pattern(
    at: int, component: Component, prices: Floats, allowed: Values, stop: Event | None
) -> Pattern | None:
    """The pattern that is cheapest at prices; None if there is none or it was not found.

    Args:
        at: the number of the component.
        component: the component.
        prices: what serving each group is worth.
        allowed: which groups may be served.
        stop: set from outside to give up.
    """
    inside = component.groups >= 0
    worth: Floats = np.where(inside, prices[component.groups], 0.0) - component.costs
    free = ~inside | allowed[component.groups]
    if component.loads is not None:
        items = np.flatnonzero((worth > 1e-9) & free & (component.loads <= component.capacity))
        items = items[np.argsort(-worth[items] / (component.loads[items] + 1e-3), kind="stable")]
        taken = items[knapsack(worth[items], component.loads[items], component.capacity)]
        return _pattern(at, component, np.sort(taken), float(-worth[taken].sum()))
    assert component.program is not None
    fixed = component.program.fixed.copy()
    fixed[2:][~free] = -1
    whole = np.rint(-worth * PRICE_STEPS).astype(np.int64)
    at_prices = Objective(0, np.flatnonzero(whole) + 2, whole[whole != 0], _ONE)
    asked = Program(
        component.program.size,
        component.program.decisions,
        fixed,
        component.program.rows,
        component.program.enforcing,
        [],
        False,
    )
    solved = CpSat().solve(asked, at_prices, Limits(seconds=20.0, workers=1, stop=stop))
    if solved.status is not Status.OPTIMAL or solved.values is None or solved.best is None:
        return None
    on = np.flatnonzero(solved.values[2:])
    rounding = len(worth) / PRICE_STEPS
    return _pattern(at, component, on, solved.best / PRICE_STEPS - rounding)


@entrance
def knapsack(worth: Floats, loads: Ints, capacity: int) -> Ints:
    """Which items to take so that they are worth most and their loads fit."""
    count = len(worth)
    best = np.zeros(capacity + 1)
    taken = np.zeros((count, capacity + 1), dtype=np.bool_)
    for item in range(count):
        load = loads[item]
        with_item = best[: capacity + 1 - load] + worth[item]
        better = with_item > best[load:]
        taken[item, load:] = better
        best[load:] = np.where(better, with_item, best[load:])
    chosen = np.zeros(count, dtype=np.int64)
    size, left = 0, capacity
    for back in range(count):
        item = count - 1 - back
        if taken[item, left]:
            chosen[size] = item
            size += 1
            left -= loads[item]
    return chosen[:size]


def _pattern(at: int, component: Component, on: Ints, price: float) -> Pattern:
    variables, groups = component.variables[on], component.groups[on]
    return Pattern(at, variables, groups[groups >= 0], int(component.costs[on].sum()), price)


def _component(land: Landscape, variables: Ints, simple: bool) -> Component:
    program, space = land.program, land.space
    block = space.block[variables]
    groups = np.where(block < len(program.groups), block, -1)
    costs = space.costs[variables]
    number = np.zeros(program.size + 1, dtype=np.int64)
    number[variables] = np.arange(2, len(variables) + 2)
    entries = np.concatenate(
        [np.arange(space.columns[one], space.columns[one + 1]) for one in variables.tolist()]
    )
    rows = np.unique(space.column_rows[entries])
    served = groups[groups >= 0]
    single = len(np.unique(served)) == len(served) == len(groups)
    if simple and single and len(rows) <= 1:
        loads, capacity = np.zeros(len(variables), dtype=np.int64), 0
        if len(rows):
            owner = np.searchsorted(variables, _owners(space.columns, entries))
            loads[owner] = -space.column_coefficients[entries]
            capacity = int(-space.bounds[rows[0]])
        if capacity >= 0 and (loads >= 0).all():
            scale = int(np.gcd.reduce(np.append(loads, 0))) or 1
            if len(loads) * (capacity // scale + 1) <= LARGEST_TABLE:
                return Component(variables, groups, costs, loads // scale, capacity // scale, None)
    return Component(variables, groups, costs, None, 0, _piece(land, variables, groups, number, entries))


def _piece(land: Landscape, variables: Ints, groups: Ints, number: Ints, entries: Ints) -> Program:
    """A component as a program; of two alternatives of one group at most one is on."""
    space = land.space
    owners = number[_owners(space.columns, entries)]
    rows, up = np.unique(space.column_rows[entries], return_inverse=True)
    defines = space.defines[rows]
    literals = np.sign(defines) * number[np.abs(defines)]
    order = np.lexsort((owners, up))
    up, owners, coefficients = up[order], owners[order], space.column_coefficients[entries][order]
    plain = Rows(pointers(up, len(rows)), owners, coefficients, space.bounds[rows])
    defining = np.flatnonzero(defines)
    inside = np.isin(up, defining)
    renumbered = np.searchsorted(defining, up[inside])
    opposite = Rows(
        pointers(renumbered, len(defining)),
        owners[inside],
        -coefficients[inside],
        1 - space.bounds[rows[defining]],
    )
    served, counts = np.unique(groups[groups >= 0], return_counts=True)
    twice = [np.flatnonzero(groups == group) + 2 for group in served[counts > 1].tolist()]
    none = np.zeros(0, dtype=np.int64)
    at_most = Rows(
        np.concatenate([[0], np.cumsum([len(one) for one in twice])]).astype(np.int64),
        np.concatenate([none, *twice]),
        -np.ones(sum(len(one) for one in twice), dtype=np.int64),
        -np.ones(len(twice), dtype=np.int64),
    )
    size = len(variables) + 1
    fixed = np.zeros(size + 1, dtype=np.int64)
    fixed[1] = 1
    return Program(
        size,
        np.arange(2, size + 1),
        fixed,
        joined([plain, opposite, at_most]),
        np.concatenate([literals, -literals[defining], np.zeros(len(twice), dtype=np.int64)]),
        [],
        False,
    )


def _owners(columns: Ints, entries: Ints) -> Ints:
    """The variable that each entry is of."""
    owners: Ints = np.searchsorted(columns, entries, side="right") - 1
    return owners
