"""python-constraint as a solver: lists every solution of a small program, and so is a second opinion.

A group of which exactly one is true is one variable with a value for each choice; any other decision is a
variable of two values. Defined variables are no variables here: each row is a function of the decisions
that it depends on.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from math import prod

import constraint
import numpy as np

from pejl.engine.errors import fail
from pejl.engine.search.deadline import Deadline
from pejl.engine.search.program import Objective, Program, Values, value_of
from pejl.engine.search.solver import Limits, Progress, Solved, Status, Unfinished, Watch
from pejl.engine.values.linear import Rows

TRIES_BETWEEN_LOOKS = 2000
"""How often a condition is tried before the clock is looked at again."""
MOST_WAYS = 10**9
"""How many ways to decide there may be, before the rules are looked at."""


class Backtracking:
    """See `Solver`."""

    name = "python-constraint"

    def solve(
        self,
        program: Program,
        objective: Objective,
        limits: Limits,
        start: Values | None = None,
        watch: Watch | None = None,
    ) -> Solved:
        """The best of all solutions, found by listing them; see `Solver.solve`."""
        began = time.monotonic()
        best: tuple[int, Values] | None = None
        complete = True
        try:
            for values in self.every(program, limits):
                value = value_of(objective, values)
                if best is None or value < best[0]:
                    best = value, values
                    if watch:
                        watch(Progress(time.monotonic() - began, value, None))
        except Unfinished:
            complete = False
        if best is None:
            return Solved(Status.NONE if complete else Status.UNKNOWN)
        status = Status.OPTIMAL if complete else Status.FOUND
        return Solved(status, best[1], best[0], best[0] if complete else None)

    def every(self, program: Program, limits: Limits) -> Iterator[Values]:
        """Every solution, each once; see `Solver.every`.

        Raises:
            PejlError: there are too many ways to decide to try them.
        """
        deadline = Deadline(limits)
        if program.infeasible:
            return
        grouped = {int(variable) for group in program.groups for variable in group}
        single = [int(one) for one in program.open_decisions if int(one) not in grouped]
        ways = prod([len(group) for group in program.groups]) * 2 ** len(single)
        if ways > MOST_WAYS:
            raise fail(
                None,
                "there are {ways} ways to decide, too many for python-constraint, which tries them",
                "let fewer things be decided, or use --solver cp-sat",
                ways=f"{ways:.1g}",
            )
        follow = Following(program)
        problem = constraint.Problem(constraint.OptimizedBacktrackingSolver())
        owner: dict[int, str] = {}
        for at, group in enumerate(program.groups):
            problem.addVariable(f"choice {at}", group.tolist())
            owner.update(dict.fromkeys(group.tolist(), f"choice {at}"))
        for variable in single:
            owner[variable] = f"decision {variable}"
            problem.addVariable(owner[variable], [variable, -variable])
        for depends, holds in follow.asked():
            names = sorted({owner[variable] for variable in depends})
            problem.addConstraint(constraint.FunctionConstraint(_in_time(holds, deadline)), names)
        if not owner:
            yield follow.values(())
            return
        for solution in problem.getSolutionIter():
            if deadline.over:
                raise Unfinished
            yield follow.values([literal for literal in solution.values() if literal > 0])


class Following:
    """How the other variables of a program follow from its decisions."""

    def __init__(self, program: Program) -> None:
        self.program = program
        decided = set(program.open_decisions.tolist())
        rows = program.rows
        self.rows: dict[int, tuple[list[tuple[int, int]], int]] = {}
        """Each variable that follows is true exactly when the sum of these terms reaches the bound."""
        self.bare: list[int] = []
        for row, enforcing in enumerate(program.enforcing.tolist()):
            if enforcing == 0:
                self.bare.append(row)
            elif enforcing > 0 and enforcing not in decided:
                self.rows[enforcing] = _as_python(rows, row)
        self.decided = decided
        self.fixed = program.fixed

    def asked(self) -> Iterator[tuple[set[int], Callable[..., bool]]]:
        """What has to hold: the decisions each part depends on, and whether it holds for their literals."""
        rows = self.program.rows
        groups = {group.tobytes() for group in self.program.groups}
        for row in self.bare:
            variables = rows.variables[rows.indptr[row] : rows.indptr[row + 1]]
            if variables.tobytes() in groups:
                continue  # the choice of one value says it already
            terms, bound = _as_python(rows, row)
            needed = self._needed(abs(variable) for variable, _ in terms)
            yield self._decisions(needed, terms), self._holds(needed, terms, bound)

    def values(self, taken: list[int] | tuple[()]) -> Values:
        """The truth of every variable, given the decisions that are taken."""
        values = np.zeros(self.program.size + 1, dtype=np.bool_)
        values[self.fixed > 0] = True
        values[list(taken)] = True
        for variable in sorted(self.rows):
            terms, bound = self.rows[variable]
            values[variable] = sum(weight for term, weight in terms if values[term]) >= bound
        return values

    def _needed(self, variables: Iterator[int]) -> list[int]:
        """The variables that have to be worked out, in an order in which each uses only earlier ones."""
        found: set[int] = set()
        left = [variable for variable in variables if variable in self.rows]
        while left:
            variable = left.pop()
            if variable not in found:
                found.add(variable)
                left += [term for term, _ in self.rows[variable][0] if term in self.rows]
        return sorted(found)

    def _decisions(self, needed: list[int], terms: list[tuple[int, int]]) -> set[int]:
        every = [term for term, _ in terms]
        every += [term for variable in needed for term, _ in self.rows[variable][0]]
        return {variable for variable in every if variable in self.decided}

    def _holds(self, needed: list[int], terms: list[tuple[int, int]], bound: int) -> Callable[..., bool]:
        steps = [(variable, *self.rows[variable]) for variable in needed]

        def holds(*literals: int) -> bool:
            true = {literal for literal in literals if literal > 0}
            for variable, parts, least in steps:
                if sum(weight for term, weight in parts if term in true) >= least:
                    true.add(variable)
            return sum(weight for term, weight in terms if term in true) >= bound

        return holds


def _in_time(holds: Callable[..., bool], deadline: Deadline) -> Callable[..., bool]:
    """A condition that looks at the clock now and then, for it may be tried for long without a solution."""
    tried = 0

    def timed(*literals: int) -> bool:
        nonlocal tried
        tried += 1
        if tried % TRIES_BETWEEN_LOOKS == 0 and deadline.over:
            raise Unfinished
        return holds(*literals)

    return timed


def _as_python(rows: Rows, row: int) -> tuple[list[tuple[int, int]], int]:
    """A row in Python's own numbers, which are faster one at a time than numpy's."""
    part = slice(rows.indptr[row], rows.indptr[row + 1])
    terms = zip(rows.variables[part].tolist(), rows.coefficients[part].tolist(), strict=True)
    return list(terms), int(rows.bounds[row])
