"""What a solver reads: boolean variables, linear rows that may hang on a literal, groups, an objective.

A program is made from a linear model and the assertions that are to hold. What follows from them at once
is already drawn: a variable that can only be true or only be false is fixed, rows that always hold are left
out, and a row whose literal is fixed hangs on nothing any more. So a rule such as "exactly one responsible
unit for each task" arrives at every solver as the plain group that it is.
"""

from __future__ import annotations

from fractions import Fraction
from math import lcm

import numpy as np
from msgspec import Struct
from msgspec.structs import replace

from pejl.engine.errors import fail
from pejl.engine.values.exact import pointers, row_pointers, totals
from pejl.engine.values.linear import TRUE, Goal, Ints, LinearModel, Rows, joined

Values = np.ndarray[tuple[int], np.dtype[np.bool_]]
"""The truth of each variable, by its number; number 0 is none, number 1 is true. Shape (size + 1,)."""


LARGEST = 2**52
"""The largest objective, in its steps: solvers tell bounds as floating-point numbers, which must be exact."""


class Objective(Struct, frozen=True):
    """What is to be small: constant + sum(coefficients * variables), in steps of a number of people."""

    constant: int
    variables: Ints
    coefficients: Ints
    step: Fraction


class Program(Struct, frozen=True):
    """Boolean variables 1 to `size`, and what has to hold for them.

    Attributes:
        size: the number of variables; variable 1 is true.
        decisions: the variables that are decided; every other follows from them.
        fixed: 1 where a variable is true in every solution, -1 where false, 0 where it is open; by number.
        rows: sum(coefficients * variables) >= bound, over open variables only.
        enforcing: the literal under which each row has to hold; 0 where it always has to.
        groups: open decision variables of which exactly one is true; no variable is in two.
        infeasible: whether it is plain that nothing can hold.
    """

    size: int
    decisions: Ints
    fixed: Ints
    rows: Rows
    enforcing: Ints
    groups: list[Ints]
    infeasible: bool

    @property
    def open_decisions(self) -> Ints:
        """The decision variables that are not fixed."""
        found: Ints = self.decisions[self.fixed[self.decisions] == 0]
        return found


def asserted(model: LinearModel) -> Ints:
    """All that the rules of a model ask for."""
    return np.concatenate([np.zeros(0, dtype=np.int64), *(one.literals for one in model.assertions)])


def program(model: LinearModel, wanted: Ints) -> Program:
    """The program of a linear model.

    Args:
        model: the model.
        wanted: the literals that have to be true, besides those of the model's structure.
    """
    defined, rows = model.definitions()
    rows, enforcing = _both_ways(defined, rows)
    if model.choices:
        chosen = _choice_rows(model.choices)
        rows = joined([rows, chosen])
        enforcing = np.concatenate([enforcing, np.zeros(len(chosen), dtype=np.int64)])
    fixed = np.zeros(model.size + 1, dtype=np.int64)
    true = np.concatenate([[TRUE], wanted, *model.structure]).astype(np.int64)
    if not _fix(fixed, true):
        return Program(model.size, model.decisions, fixed, joined([]), enforcing[:0], [], True)
    while True:  # every round fixes something, so it ends
        rows, enforcing, follows = _drawn(rows, enforcing, fixed)
        if follows is None or not _fix(fixed, follows):
            return Program(model.size, model.decisions, fixed, joined([]), enforcing[:0], [], True)
        if len(follows) == 0:
            break
    decided = np.zeros(model.size + 1, dtype=np.bool_)
    decided[model.decisions] = True
    groups = _groups(rows, enforcing, decided)
    return Program(model.size, model.decisions, fixed, rows, enforcing, groups, False)


def objective(goals: list[Goal]) -> Objective:
    """The weighted sum of goals, in steps that make every coefficient a whole number."""
    factors = [goal.weight * goal.step for goal in goals]
    denominator = lcm(1, *(factor.denominator for factor in factors))
    whole = [int(factor * denominator) for factor in factors]
    none = np.zeros(0, dtype=np.int64)
    variables = np.concatenate([none, *(goal.variables for goal in goals)])
    parts = [goal.coefficients * factor for goal, factor in zip(goals, whole, strict=True)]
    coefficients = np.concatenate([none, *parts])
    unique, at = np.unique(variables, return_inverse=True)
    summed = totals(coefficients, at.reshape(-1), len(unique), in_order=False)
    reach = sum(
        int(np.abs(goal.coefficients.astype(object)).sum()) * abs(factor)
        for goal, factor in zip(goals, whole, strict=True)
    )
    if reach > LARGEST:
        raise fail(None, "the numbers that are to be small are too large to be added up exactly")
    constant = sum(goal.constant * factor for goal, factor in zip(goals, whole, strict=True))
    kept = summed != 0
    return Objective(constant, unique[kept], summed[kept], Fraction(1, denominator))


def at_most(program_: Program, objective_: Objective, most: int) -> Program:
    """The program with an objective that must not grow beyond a value, in its steps."""
    row = Rows(
        np.array([0, len(objective_.variables)]),
        objective_.variables,
        -objective_.coefficients,
        np.array([objective_.constant - most]),
    )
    return _with_row(program_, row)


def different(program_: Program, variables: Ints, values: Values) -> Program:
    """The program with a solution, and all that are like it in some variables, ruled out."""
    row = Rows(
        np.array([0, len(variables)]),
        variables,
        np.where(values[variables], -1, 1),
        np.array([1 - int(values[variables].sum())]),
    )
    return _with_row(program_, row)


def _with_row(program_: Program, row: Rows) -> Program:
    """The program with one more row that always has to hold."""
    rows, enforcing, follows = _drawn(row, np.zeros(1, dtype=np.int64), program_.fixed)
    if follows is None:
        return replace(program_, infeasible=True)
    return replace(
        program_,
        rows=joined([program_.rows, rows]),
        enforcing=np.concatenate([program_.enforcing, enforcing]),
    )


def value_of(objective_: Objective, values: Values) -> int:
    """The value of an objective, in its steps."""
    return objective_.constant + int(objective_.coefficients[values[objective_.variables]].sum())


def _both_ways(defined: Ints, rows: Rows) -> tuple[Rows, Ints]:
    """The two half-reified rows of each definition: it holds if the variable is true, and only then."""
    opposite = Rows(rows.indptr, rows.variables, -rows.coefficients, 1 - rows.bounds)
    return joined([rows, opposite]), np.concatenate([defined, -defined])


def _choice_rows(choices: list[Ints]) -> Rows:
    """Exactly one of each group: at least one, and at most one."""
    indptr = row_pointers(np.array([len(group) for group in choices]))
    variables = np.concatenate(choices)
    ones = np.ones(len(choices), dtype=np.int64)
    least = Rows(indptr, variables, np.ones_like(variables), ones)
    return joined([least, Rows(indptr, variables, -np.ones_like(variables), -ones)])


def _fix(fixed: Ints, literals: Ints) -> bool:
    """Fix literals; tells whether none of them is already fixed the other way."""
    signs = np.sign(literals)
    fixed[np.abs(literals[signs > 0])] |= 1
    clash = (signs < 0) & (fixed[np.abs(literals)] > 0)
    if clash.any():
        return False
    negative = np.abs(literals[signs < 0])
    fixed[negative] = -1
    return bool(np.all(fixed[np.abs(literals)] == signs))


def _drawn(rows: Rows, enforcing: Ints, fixed: Ints) -> tuple[Rows, Ints, Ints | None]:
    """The rows over open variables, and what follows from one row each; None if one cannot hold."""
    n = len(rows)
    on = fixed[np.abs(enforcing)] * np.sign(enforcing)  # 1 holds, -1 need not, 0 open or always
    up = np.repeat(np.arange(n), np.diff(rows.indptr))
    state = fixed[rows.variables]
    bounds = rows.bounds - totals(np.where(state > 0, rows.coefficients, 0), up, n)
    free = state == 0
    up, variables, coefficients = up[free], rows.variables[free], rows.coefficients[free]
    most = totals(np.maximum(coefficients, 0), up, n)
    least = totals(np.minimum(coefficients, 0), up, n)
    enforcing = np.where(on > 0, 0, enforcing)
    always = enforcing == 0
    broken = most < bounds
    if (always & broken).any():
        return rows, enforcing, None
    kept = (on >= 0) & (least < bounds) & ~broken
    forced = always[up] & kept[up] & (most[up] - np.abs(coefficients) < bounds[up])
    follows = np.concatenate(
        [-enforcing[broken & ~always & (on == 0)], variables[forced] * np.sign(coefficients[forced])]
    )
    where = np.flatnonzero(kept)
    open_rows = Rows(pointers(up, n), variables, coefficients, bounds)
    return open_rows.some(where), enforcing[where], np.unique(follows)


def _groups(rows: Rows, enforcing: Ints, decided: Values) -> list[Ints]:
    """Sets of decision variables of which one row asks for at least one, and another for at most one."""
    n = len(rows)
    up = np.repeat(np.arange(n), np.diff(rows.indptr))
    wanted = (enforcing == 0) & (np.abs(rows.bounds) == 1)
    fits = (rows.coefficients == rows.bounds[up]) & decided[rows.variables]
    wanted &= totals((~fits).astype(np.int64), up, n) == 0
    seen: dict[bytes, int] = {}
    groups, taken = [], np.zeros(len(decided), dtype=np.bool_)
    for row in np.flatnonzero(wanted).tolist():
        variables = rows.variables[rows.indptr[row] : rows.indptr[row + 1]]
        sign = int(rows.bounds[row])
        if seen.setdefault(variables.tobytes(), sign) == -sign and not taken[variables].any():
            groups.append(variables)
            taken[variables] = True
    return groups
