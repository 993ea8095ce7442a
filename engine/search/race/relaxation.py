"""The linear relaxation of a program: a bound that nothing can beat, and what each choice costs beside it.

The relaxation lets a variable be anything between false and true. Its dual prices give a bound by
Lagrangian duality (Geoffrion 1974): whatever the prices are, the bound is right; the better they are, the
higher it is. So an answer that is not quite exact, or not quite finished, costs quality and not honesty.
A variable whose reduced cost is higher than what is left between the bound and the best known value cannot
change in a better solution, and may be fixed (reduced-cost fixing).
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from threading import Event

import numpy as np
from msgspec import Struct

from pejl.engine.search.program import Objective, Program
from pejl.engine.search.race.field import Floats
from pejl.engine.search.race.glop import relaxation
from pejl.engine.search.race.linear_rows import unconditional
from pejl.engine.values.linear import Ints

SAFE = 1e-9
"""How far floating-point sums may be off, as a part of what was summed."""


class Reduced(Struct, frozen=True):
    """A lower bound, and what each choice costs beside it.

    Attributes:
        least: no solution is better, in steps of the objective; not rounded.
        excess: how much more than that a solution costs at least if it turns the variable on, by number.
        saving: the same if it turns the variable off; 0 in a group, where `excess` says it all.
    """

    least: float
    excess: Floats
    saving: Floats


class Relaxed(Struct, frozen=True):
    """What a relaxation told.

    Attributes:
        bound: no solution is better, in steps of the objective.
        shares: how true each variable is in the relaxation, 0 to 1, by number.
        prices: the dual price of each row of the program, not negative.
        reduced: the bound before it was rounded up, and the reduced costs.
    """

    bound: int
    shares: Floats
    prices: Floats
    reduced: Reduced


def relax(
    program: Program, objective: Objective, seconds: float | None, stop: Event | None
) -> Relaxed | None:
    """Solve the linear relaxation with GLOP (OR-Tools); None if it was not solved in time.

    Args:
        program: what has to hold.
        objective: what is to be small.
        seconds: the most wall-clock time; None is no limit.
        stop: set from outside to end at once.
    """
    answer = relaxation(program, objective, seconds, stop)
    if answer is None:
        return None
    shares = np.zeros(program.size + 1)
    shares[: len(answer[0])] = answer[0]
    prices = np.maximum(answer[1][: len(program.rows)], 0.0)
    return priced(program, objective, prices, shares)


def priced(program: Program, objective: Objective, prices: Floats, shares: Floats) -> Relaxed:
    """The bound that prices of rows prove, and the reduced costs that go with it.

    Args:
        program: what has to hold.
        objective: what is to be small.
        prices: one for each row, not negative; any are right.
        shares: how true each variable is in the relaxation.
    """
    rows, size = unconditional(program), program.size
    costs = np.zeros(size + 1)
    costs[objective.variables] = objective.coefficients
    worth = np.repeat(prices, np.diff(rows.indptr)) * rows.coefficients
    reduced = costs - np.bincount(rows.variables, weights=worth, minlength=size + 1)
    fixed, excess, saving = program.fixed, np.zeros(size + 1), np.zeros(size + 1)
    parts = [reduced[fixed > 0]]
    single = fixed == 0
    single[0] = False
    for group in program.groups:
        least = reduced[group].min()
        excess[group] = reduced[group] - least
        parts.append(least[None])
        single[group] = False
    parts.append(np.minimum(reduced[single], 0.0))
    excess[single] = np.maximum(reduced[single], 0.0)
    saving[single] = np.maximum(-reduced[single], 0.0)
    terms = np.concatenate([*parts, prices * rows.bounds])
    size_of = float(np.abs(terms).sum() + np.abs(worth).sum() + np.abs(costs).sum())
    least_value = float(math.fsum(terms)) + objective.constant - SAFE * size_of
    bound = rounded(program, objective, least_value)
    return Relaxed(bound, shares, prices, Reduced(least_value, excess, saving))


def grain(program: Program, objective: Objective) -> tuple[int, int]:
    """Every value of an objective is base + a multiple of step: (base, step)."""
    state = program.fixed[objective.variables]
    base = objective.constant + int(objective.coefficients[state > 0].sum())
    free = objective.coefficients[state == 0]
    if len(free) == 0:
        return base, 1
    step = int(np.gcd.reduce(free))
    return base, step


def rounded(program: Program, objective: Objective, least: float | int) -> int:
    """The smallest value that the objective can have and that is not below a bound."""
    base, step = grain(program, objective)
    if isinstance(least, int):
        return base - step * ((base - least) // step)
    return base + step * math.ceil((least - base) / step - 1e-9)


def fixings(program: Program, known: Iterable[Reduced], below: float) -> Ints:
    """What is fixed in every solution whose objective is at most a value: as `Program.fixed`.

    Args:
        program: what has to hold.
        known: bounds with their reduced costs; each fixes what it can.
        below: the value.
    """
    fixed = program.fixed.copy()
    single = fixed == 0
    for reduced in known:
        room = below - reduced.least + SAFE * max(1.0, abs(below))
        fixed[single & (reduced.excess > room)] = -1
        fixed[single & (reduced.saving > room)] = 1
    for group in program.groups:
        free = group[fixed[group] == 0]
        if len(free) == 1 and not (fixed[group] > 0).any():
            fixed[free] = 1
    return fixed
