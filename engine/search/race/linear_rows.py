"""A program as a solver of linear programs reads it: rows that hang on nothing, and a row for each group."""

from __future__ import annotations

import numpy as np

from pejl.engine.search.program import Program
from pejl.engine.search.race.field import Floats
from pejl.engine.search.race.truth import always, of_groups
from pejl.engine.values.exact import row_pointers
from pejl.engine.values.linear import Rows


def unconditional(program: Program) -> Rows:
    """The rows with those that hang on a literal made plain: they gain what they miss where it is false.

    A row under a literal, sum >= bound, is sum + (bound - least) * (1 - literal) >= bound: the same for
    variables that are true or false.
    """
    rows, n = program.rows, len(program.rows)
    counts = np.diff(rows.indptr)
    up = np.repeat(np.arange(n), counts)
    least = np.bincount(up, weights=np.minimum(rows.coefficients, 0), minlength=n).astype(np.int64)
    hanging = np.flatnonzero(~always(program))
    literal = program.enforcing[hanging]
    missing = np.maximum(rows.bounds[hanging] - least[hanging], 0)
    bounds = rows.bounds.copy()
    bounds[hanging] -= np.where(literal > 0, missing, 0)
    where = rows.indptr[hanging + 1]
    return Rows(
        np.concatenate([[0], np.cumsum(counts + np.bincount(hanging, minlength=n))]).astype(np.int64),
        np.insert(rows.variables, where, np.abs(literal)),
        np.insert(rows.coefficients, where, np.where(literal > 0, -missing, missing)),
        bounds,
    )


def linear_rows(program: Program) -> tuple[Rows, Floats, Floats]:
    """The rows of a program, then a row for each group; and the least and the most that each may sum up to.

    A row that says what a group says is empty and asks for nothing; it is there for its number.
    """
    rows, groups = unconditional(program), program.groups
    up = np.repeat(np.arange(len(rows)), np.diff(rows.indptr))
    kept = ~of_groups(program)
    inside = kept[up] & (rows.coefficients != 0)
    members = np.concatenate([rows.variables[inside], *groups])
    coefficients = np.concatenate([rows.coefficients[inside], np.ones(len(members) - int(inside.sum()))])
    lengths = [len(group) for group in groups]
    counts = np.concatenate([np.bincount(up[inside], minlength=len(rows)), np.array(lengths, dtype=np.int64)])
    lower = np.concatenate([np.where(kept, rows.bounds.astype(np.float64), -np.inf), np.ones(len(groups))])
    upper = np.concatenate([np.full(len(rows), np.inf), np.ones(len(groups))])
    bounds = np.concatenate([rows.bounds, np.ones(len(groups), dtype=np.int64)])
    return Rows(row_pointers(counts), members, coefficients.astype(np.int64), bounds), lower, upper
