"""A question about a few rules concerns few of the literals of a universe: only those are handed on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
from msgspec.structs import replace as changed

from pejl.engine.search.program import Objective, Program, Values
from pejl.engine.search.solver import Limits, Solved, Solver, Watch
from pejl.engine.values.exact import spread
from pejl.engine.values.linear import TRUE, Ints, LinearModel, Rows


class Fragment(LinearModel):
    """A part of a model, with the definitions that it needs; the variables keep their numbers."""

    kept: tuple[Ints, Rows] | None = None

    def definitions(self) -> tuple[Ints, Rows]:
        """See `LinearModel.definitions`."""
        assert self.kept is not None
        return self.kept


def fragment(model: LinearModel, structure: list[Ints], choices: list[Ints], asked: Ints) -> Fragment:
    """The part of a model that some literals depend on.

    Args:
        model: the model.
        structure: the literals that have to be true whatever is asked.
        choices: the groups of which one literal is true.
        asked: the literals that are asked about.
    """
    defined, rows = model.definitions()
    row_of = np.full(model.size + 1, -1)
    row_of[defined] = np.arange(len(defined))
    wanted = np.zeros(len(defined), dtype=np.bool_)
    fresh = np.abs(np.concatenate([asked, *structure])).astype(np.int64)
    while True:
        found = np.unique(row_of[fresh])
        found = found[found >= 0]
        found = found[~wanted[found]]
        if len(found) == 0:
            break
        wanted[found] = True
        fresh = rows.variables[spread(rows.indptr, found)[1]]
    where = np.flatnonzero(wanted)
    return Fragment(
        decided=model.decided,
        choices=choices,
        structure=structure,
        size=model.size,
        kept=(defined[where], rows.some(where)),
    )


class Compact:
    """See `Solver`. Variables that stand in no row, group or objective are false in its solutions."""

    def __init__(self, solver: Solver) -> None:
        self.solver, self.name = solver, solver.name

    def solve(
        self,
        program: Program,
        objective: Objective,
        limits: Limits,
        start: Values | None = None,
        watch: Watch | None = None,
    ) -> Solved:
        """The best solution within the limits; see `Solver.solve`."""
        kept, smaller = _compacted(program, objective.variables)
        numbers = _numbers(kept, program.size)
        goal = changed(objective, variables=numbers[objective.variables])
        begin = None if start is None else np.concatenate([[False], start[kept]])
        solved = self.solver.solve(smaller, goal, limits, begin, watch)
        if solved.values is None:
            return solved
        values = program.fixed > 0
        values[kept] = solved.values[1:]
        return replace(solved, values=values)

    def every(self, program: Program, limits: Limits) -> Iterator[Values]:
        """Every solution."""
        return self.solver.every(program, limits)


def _compacted(program: Program, wanted: Ints) -> tuple[Ints, Program]:
    """The variables that something depends on, and the program of these."""
    used = np.zeros(program.size + 1, dtype=np.bool_)
    for variables in (program.rows.variables, np.abs(program.enforcing), wanted, *program.groups):
        used[variables] = True
    used[0], used[TRUE] = False, True
    kept = np.flatnonzero(used)
    numbers = _numbers(kept, program.size)
    smaller = changed(
        program,
        size=len(kept),
        decisions=numbers[program.decisions[used[program.decisions]]],
        fixed=np.concatenate([[0], program.fixed[kept]]),
        rows=changed(program.rows, variables=numbers[program.rows.variables]),
        enforcing=numbers[np.abs(program.enforcing)] * np.sign(program.enforcing),
        groups=[numbers[group] for group in program.groups],
    )
    return kept, smaller


def _numbers(kept: Ints, size: int) -> Ints:
    """The new number of each variable that is kept; the first is 1 and stays true."""
    numbers = np.zeros(size + 1, dtype=np.int64)
    numbers[kept] = np.arange(1, len(kept) + 1)
    return numbers
