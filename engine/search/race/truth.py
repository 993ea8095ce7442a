"""What a program says of given values: whether they hold, and what the defined variables are."""

from __future__ import annotations

import numpy as np
from msgspec import Struct

from pejl.engine.search.program import Program, Values
from pejl.engine.values.exact import totals
from pejl.engine.values.linear import Ints, Rows


class Defined(Struct, frozen=True):
    """Which row defines each defined variable that is open.

    Attributes:
        variables: the defined variables, in rising order.
        rows: for each the row of the program that it follows from.
        signs: 1 where it is true exactly when its row holds, -1 where it is false exactly then.
        spare: the rows that hang on a literal and define nothing.
    """

    variables: Ints
    rows: Ints
    signs: Ints
    spare: Ints


def defined(program: Program) -> Defined:
    """The definitions of a program; a row that repeats one from the other side is not spare."""
    literals = np.where(_is_open(program, program.enforcing), program.enforcing, 0)
    decided = np.zeros(program.size + 1, dtype=np.bool_)
    decided[program.decisions] = True
    literals[decided[np.abs(literals)]] = 0
    hanging = np.flatnonzero(literals)
    order = hanging[np.lexsort((hanging, -literals[hanging], np.abs(literals[hanging])))]
    variables, first = np.unique(np.abs(literals[order]), return_index=True)
    rows = order[first]
    other = np.setdiff1d(np.flatnonzero(_hangs(program)), rows)
    of = np.searchsorted(variables, np.abs(program.enforcing[other]))
    known = np.isin(np.abs(program.enforcing[other]), variables)
    mirrored = [
        bool(known[at]) and _mirrored(program, int(rows[of[at]]), int(row))
        for at, row in enumerate(other.tolist())
    ]
    return Defined(variables, rows, np.sign(literals[rows]), other[~np.array(mirrored, dtype=np.bool_)])


def completed(program: Program, definitions: Defined, values: Values) -> Values:
    """Values with every fixed variable as it is fixed and every defined one as it follows.

    Args:
        program: what the values are of.
        definitions: the definitions of the program, from `defined`.
        values: only those of decisions are looked at.
    """
    values = np.where(program.fixed == 0, values, program.fixed > 0)
    rows = program.rows.some(definitions.rows)
    positive = definitions.signs > 0
    for _ in range(len(definitions.variables) + 1):
        now = (activities(rows, values) >= rows.bounds) == positive
        if np.array_equal(values[definitions.variables], now):
            break
        values[definitions.variables] = now
    return values


def holds(program: Program, values: Values) -> bool:
    """Whether values satisfy everything that a program asks for."""
    if program.infeasible or len(values) != program.size + 1:
        return False
    if not np.array_equal(values[program.fixed != 0], program.fixed[program.fixed != 0] > 0):
        return False
    literals = program.enforcing
    asked = (literals == 0) | (values[np.abs(literals)] == (literals > 0))
    if (asked & (activities(program.rows, values) < program.rows.bounds)).any():
        return False
    return all(int(values[group].sum()) == 1 for group in program.groups)


def activities(rows: Rows, values: Values) -> Ints:
    """The sum of each row."""
    up = np.repeat(np.arange(len(rows)), np.diff(rows.indptr))
    return totals(np.where(values[rows.variables], rows.coefficients, 0), up, len(rows))


def always(program: Program) -> Values:
    """The rows that always have to hold, whatever is decided."""
    literals = program.enforcing
    enforced: Values = (literals == 0) | (program.fixed[np.abs(literals)] * np.sign(literals) > 0)
    return enforced


def of_groups(program: Program) -> Values:
    """The rows that say no more than that exactly one of a group is true."""
    rows, size = program.rows, program.size
    group_of, length = np.full(size + 1, -1), np.zeros(len(program.groups) + 1, dtype=np.int64)
    for at, group in enumerate(program.groups):
        group_of[group], length[at] = at, len(group)
    counts = np.diff(rows.indptr)
    up = np.repeat(np.arange(len(rows)), counts)
    first = (
        group_of[rows.variables[np.minimum(rows.indptr[:-1], max(len(rows.variables) - 1, 0))]]
        if len(rows.variables)
        else np.full(len(rows), -1)
    )
    strange = (group_of[rows.variables] != first[up]) | (rows.coefficients != rows.bounds[up])
    same = totals(strange.astype(np.int64), up, len(rows)) == 0
    whole: Values = (
        same & (counts > 0) & (first >= 0) & (counts == length[first]) & (np.abs(rows.bounds) == 1)
    )
    whole &= program.enforcing == 0
    return whole


def _is_open(program: Program, literals: Ints) -> Values:
    there: Values = (literals != 0) & (program.fixed[np.abs(literals)] == 0)
    return there


def _hangs(program: Program) -> Values:
    """The rows that hang on an open literal."""
    return _is_open(program, program.enforcing)


def _mirrored(program: Program, one: int, other: int) -> bool:
    """Whether the second row holds exactly when the first does not, and hangs on the opposite literal."""
    rows = program.rows
    mine = slice(int(rows.indptr[one]), int(rows.indptr[one + 1]))
    yours = slice(int(rows.indptr[other]), int(rows.indptr[other + 1]))
    return (
        bool(program.enforcing[one] == -program.enforcing[other])
        and bool(rows.bounds[other] == 1 - rows.bounds[one])
        and np.array_equal(rows.variables[mine], rows.variables[yours])
        and np.array_equal(rows.coefficients[mine], -rows.coefficients[yours])
    )
