"""What each choice of a component costs beside its best pattern, at prices for the groups.

A component with an alternative forced on, or forced off, is worth less than with its best pattern. By so
much a solution with that choice is above the bound that the prices prove, which fixes many times more than
the reduced costs of the linear relaxation do (M. Posta, J. Ferland and P. Michelon, "An exact method with
variable fixing for solving the generalized assignment problem", Computational Optimization and Applications
2012).
"""

from __future__ import annotations

import numpy as np

from pejl.engine.search.program import Program
from pejl.engine.search.race.components import LARGEST_TABLE, Component
from pejl.engine.search.race.field import Floats, entrance
from pejl.engine.search.race.relaxation import Reduced
from pejl.engine.values.linear import Ints


def probed(program: Program, pieces: list[Component], prices: Floats, least: float) -> Reduced:
    """The reduced costs that go with a bound.

    Args:
        program: what has to hold.
        pieces: its components.
        prices: what serving each group is worth; any are right.
        least: the bound that they prove.
    """
    on, off = np.zeros(program.size + 1), np.zeros(program.size + 1)
    for piece in pieces:
        if piece.loads is not None:
            on[piece.variables], off[piece.variables] = _losses(piece, piece.loads, prices)
    for group in program.groups:  # where one alternative is on, the others are off
        on[group] += off[group].sum() - off[group]
        off[group] = 0.0
    return Reduced(least, on, off)


def _losses(piece: Component, loads: Ints, prices: Floats) -> tuple[Floats, Floats]:
    """How much less a knapsack is worth with each of its variables on, and with each off."""
    worth: Floats = prices[piece.groups] - piece.costs
    on, off = np.where(loads <= piece.capacity, 0.0, np.inf), np.zeros(len(loads))
    wanted = np.flatnonzero((worth > 0.0) & (loads <= piece.capacity))
    if 2 * (len(wanted) + 1) * (piece.capacity + 1) > LARGEST_TABLE:
        return on, off
    without, with_, full = probe(worth[wanted], loads[wanted], piece.capacity)
    best = full[-1]
    rest = np.flatnonzero((worth <= 0.0) & (loads <= piece.capacity))
    on[rest] = best - (worth[rest] + full[piece.capacity - loads[rest]])
    on[wanted], off[wanted] = best - with_, best - without
    return np.maximum(on, 0.0), np.maximum(off, 0.0)


@entrance
def probe(worth: Floats, loads: Ints, capacity: int) -> tuple[Floats, Floats, Floats]:
    """A knapsack with each item left out, with each taken, and with all free at every capacity.

    Returns:
        the best worth without each item, that with each item, and the best worth for capacities 0, 1, 2...
    """
    count = len(worth)
    before, after = np.zeros((count + 1, capacity + 1)), np.zeros((count + 1, capacity + 1))
    for item in range(count):
        load = loads[item]
        before[item + 1] = before[item]
        before[item + 1, load:] = np.maximum(
            before[item, load:], before[item, : capacity + 1 - load] + worth[item]
        )
        back = count - 1 - item
        load = loads[back]
        after[back] = after[back + 1]
        after[back, load:] = np.maximum(
            after[back + 1, load:], after[back + 1, : capacity + 1 - load] + worth[back]
        )
    without, with_ = np.zeros(count), np.zeros(count)
    for item in range(count):
        left = capacity - loads[item]
        without[item] = (before[item] + after[item + 1][::-1]).max()
        with_[item] = (before[item, : left + 1] + after[item + 1, : left + 1][::-1]).max() + worth[item]
    return without, with_, before[count]
