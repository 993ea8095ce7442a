"""CP-SAT (OR-Tools) as a solver: optimises with proof, lists solutions, and tells why there are none."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
from ortools.sat.python import cp_model

from pejl.engine.errors import DefectError
from pejl.engine.search.program import Objective, Program, Values, value_of
from pejl.engine.search.solver import Limits, Progress, Solved, Status, Unfinished, Watch
from pejl.engine.values.linear import Ints

UNBOUNDED = 2**62
"""Stands for no upper bound in a linear constraint of CP-SAT."""

EASY = 20_000
"""So many open variables can CP-SAT be given in one piece, and often prove the best in seconds."""

STATUS = {
    cp_model.OPTIMAL: Status.OPTIMAL,
    cp_model.FEASIBLE: Status.FOUND,
    cp_model.INFEASIBLE: Status.NONE,
    cp_model.UNKNOWN: Status.UNKNOWN,
}


class CpSat:
    """See `Solver`."""

    name = "cp-sat"

    def solve(
        self,
        program: Program,
        objective: Objective,
        limits: Limits,
        start: Values | None = None,
        watch: Watch | None = None,
    ) -> Solved:
        """The best solution within the limits; see `Solver.solve`."""
        if program.infeasible:
            return Solved(Status.NONE)
        model = model_of(program)
        if len(objective.variables):
            goal = model.proto.objective
            goal.vars.extend(objective.variables.tolist())
            goal.coeffs.extend(objective.coefficients.tolist())
        if start is not None:
            hint = model.proto.solution_hint
            hint.vars.extend(range(1, program.size + 1))
            hint.values.extend(start[1 : program.size + 1].astype(np.int64).tolist())
        solver = _solver(limits)
        status = _run(solver, model, limits, _Improvements(objective, watch) if watch else None)
        if not status.exists:
            return Solved(status)
        values = _values(solver.response_proto.solution, program.size)
        bound = round(solver.best_objective_bound) + objective.constant
        return Solved(status, values, value_of(objective, values), bound)

    def every(self, program: Program, limits: Limits) -> Iterator[Values]:
        """Every solution; all of them are found before the first is given. See `Solver.every`."""
        if program.infeasible:
            return
        solver = _solver(replace(limits, workers=1))
        solver.parameters.enumerate_all_solutions = True
        solver.parameters.interleave_search = False  # which it cannot do together
        found = _Listed(program.size)
        status = _run(solver, model_of(program), limits, found)
        yield from found.solutions
        if status not in (Status.OPTIMAL, Status.NONE):
            raise Unfinished

    def core(self, program: Program, assumed: Ints, limits: Limits) -> list[int] | None:
        """Some of the literals that cannot all be true; None if they can, or if the time was too short.

        Args:
            program: what holds anyway.
            assumed: the literals in question.

        Returns:
            positions in `assumed`; the set need not be minimal. An empty list says that nothing holds anyway.
        """
        if program.infeasible:
            return []
        model = model_of(program)
        chosen = [_literal(literal) for literal in assumed.tolist()]
        model.proto.assumptions.extend(chosen)
        solver = _solver(limits)
        if _run(solver, model, limits, None) is not Status.NONE:
            return None
        blamed = set(solver.response_proto.sufficient_assumptions_for_infeasibility)
        return [at for at, literal in enumerate(chosen) if literal in blamed]


def model_of(program: Program) -> cp_model.CpModel:
    """The program as a model of CP-SAT: variable i is the variable of index i, index 0 is nothing."""
    model = cp_model.CpModel()
    domains = {0: [0, 1], 1: [1, 1], -1: [0, 0]}
    add_variable = model.proto.variables.add
    for state in [-1, *program.fixed[1:].tolist()]:
        add_variable().domain.extend(domains[state])
    rows = program.rows
    variables, coefficients = rows.variables.tolist(), rows.coefficients.tolist()
    starts, bounds = rows.indptr.tolist(), rows.bounds.tolist()
    add_row = model.proto.constraints.add
    for row, enforcing in enumerate(program.enforcing.tolist()):
        constraint = add_row()
        linear, first, last = constraint.linear, starts[row], starts[row + 1]
        linear.vars.extend(variables[first:last])
        linear.coeffs.extend(coefficients[first:last])
        linear.domain.extend((bounds[row], UNBOUNDED))
        if enforcing:
            constraint.enforcement_literal.append(_literal(enforcing))
    for group in program.groups:
        add_row().exactly_one.literals.extend(group.tolist())
    return model


def _literal(literal: int) -> int:
    """A literal as CP-SAT writes it: the negation of index i is -i - 1."""
    return literal if literal > 0 else literal - 1


def _solver(limits: Limits) -> cp_model.CpSolver:
    solver = cp_model.CpSolver()
    parameters = solver.parameters
    parameters.num_workers = limits.workers
    parameters.random_seed = limits.seed
    parameters.catch_sigint_signal = False  # the main thread decides, see `_run`
    if limits.seconds is not None:
        parameters.max_time_in_seconds = max(limits.seconds, 0.01)
    if limits.steps is not None:
        parameters.max_deterministic_time = limits.steps
        parameters.interleave_search = True  # else several workers race, and the faster one wins
    return solver


def _run(
    solver: cp_model.CpSolver,
    model: cp_model.CpModel,
    limits: Limits,
    callback: cp_model.CpSolverSolutionCallback | None,
) -> Status:
    """Solve in a thread of its own, so that the main thread hears of an interruption and can stop it."""
    ended: list[Any] = []
    thread = threading.Thread(target=lambda: ended.append(solver.solve(model, callback)), daemon=True)
    thread.start()
    try:
        while thread.is_alive():
            thread.join(0.05)
            if limits.stop is not None and limits.stop.is_set():
                solver.stop_search()
    except KeyboardInterrupt:
        solver.stop_search()
        thread.join()
        if limits.stop is None:
            raise
        limits.stop.set()
    if not ended:
        raise RuntimeError("CP-SAT ended without a status")
    if ended[0] not in STATUS:
        raise DefectError(f"CP-SAT cannot read the program: {model.validate()}")
    return STATUS[ended[0]]


def _values(solution: Sequence[int], size: int) -> Values:
    values = np.zeros(size + 1, dtype=np.bool_)
    values[: size + 1] = np.array(list(solution), dtype=np.int64)[: size + 1] == 1
    return values


class _Improvements(cp_model.CpSolverSolutionCallback):
    """Tells of every better solution."""

    def __init__(self, objective: Objective, watch: Watch) -> None:
        super().__init__()
        self.objective, self.watch, self.began = objective, watch, time.monotonic()

    def on_solution_callback(self) -> None:
        constant = self.objective.constant
        best, bound = round(self.objective_value) + constant, round(self.best_objective_bound) + constant
        self.watch(Progress(time.monotonic() - self.began, best, bound))


class _Listed(cp_model.CpSolverSolutionCallback):
    """Keeps every solution."""

    def __init__(self, size: int) -> None:
        super().__init__()
        self.size = size
        self.solutions: list[Values] = []

    def on_solution_callback(self) -> None:
        self.solutions.append(_values(self.response_proto.solution, self.size))
