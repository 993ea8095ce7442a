"""A part of a program: some of its variables are given, the others are numbered anew.

A solver that is asked about a few open variables among a hundred thousand should not have to read all.
"""

from __future__ import annotations

from fractions import Fraction

import numpy as np
from msgspec import Struct

from pejl.engine.search.program import Objective, Program, Values
from pejl.engine.values.exact import pointers, totals
from pejl.engine.values.linear import Ints, Rows


class Part(Struct, frozen=True):
    """What is left of a program when some variables are given.

    Attributes:
        program, objective: over the open variables, numbered anew; the value is that of the whole.
        kept: for each new number from 2 the old one.
        given: the values of the whole program where they are given.
    """

    program: Program
    objective: Objective
    kept: Ints
    given: Values

    def whole(self, values: Values) -> Values:
        """Values of the whole program from values of the part."""
        all_values = self.given.copy()
        all_values[self.kept] = values[2:]
        return all_values

    def narrowed(self, values: Values) -> Values:
        """Values of the part from values of the whole program."""
        return np.concatenate([[False, True], values[self.kept]])


def part(program: Program, objective: Objective, fixed: Ints) -> Part | None:
    """The part of a program that is open; None if it is plain that nothing can hold.

    Args:
        program: the whole.
        objective: its objective.
        fixed: 1, -1 or 0 for each variable, as in the program, and at least what is fixed there.
    """
    kept = np.flatnonzero(fixed[2:] == 0) + 2
    number = np.zeros(program.size + 1, dtype=np.int64)
    number[kept] = np.arange(2, len(kept) + 2)
    rows, enforcing, broken = _open_rows(program, fixed, number)
    groups = [number[group[fixed[group] == 0]] for group in program.groups if not (fixed[group] > 0).any()]
    if broken or any(len(group) == 0 for group in groups):
        return None
    size = len(kept) + 1
    state = np.zeros(size + 1, dtype=np.int64)
    state[1] = 1
    decisions = number[program.decisions[fixed[program.decisions] == 0]]
    smaller = Program(size, decisions, state, rows, enforcing, groups, False)
    return Part(smaller, _open_objective(objective, fixed, number), kept, fixed > 0)


def _open_rows(program: Program, fixed: Ints, number: Ints) -> tuple[Rows, Ints, bool]:
    """The rows that can still fail, over open variables; and whether one that has to hold cannot."""
    rows, n = program.rows, len(program.rows)
    literal = program.enforcing
    state = np.where(literal == 0, 1, fixed[np.abs(literal)] * np.sign(literal))
    up = np.repeat(np.arange(n), np.diff(rows.indptr))
    at = fixed[rows.variables]
    bounds = rows.bounds - totals(np.where(at > 0, rows.coefficients, 0), up, n)
    free = at == 0
    up, variables, coefficients = up[free], rows.variables[free], rows.coefficients[free]
    least = totals(np.minimum(coefficients, 0), up, n)
    most = totals(np.maximum(coefficients, 0), up, n)
    kept = (state >= 0) & (least < bounds)
    place = np.cumsum(kept) - 1
    inside = kept[up]
    smaller = Rows(
        pointers(place[up[inside]], int(kept.sum())),
        number[variables[inside]],
        coefficients[inside],
        bounds[kept],
    )
    open_literal = np.where(state == 0, np.sign(literal) * number[np.abs(literal)], 0)
    return smaller, open_literal[kept], bool(((state > 0) & (most < bounds)).any())


def _open_objective(objective: Objective, fixed: Ints, number: Ints) -> Objective:
    state = fixed[objective.variables]
    constant = objective.constant + int(objective.coefficients[state > 0].sum())
    free = state == 0
    step: Fraction = objective.step
    return Objective(constant, number[objective.variables[free]], objective.coefficients[free], step)
