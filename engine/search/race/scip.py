"""SCIP (inside OR-Tools): looks for a better solution where few variables are open.

It calculates with floating-point numbers. So what it finds is a hint that the caller sees through, and that
it finds nothing proves nothing: proofs are left to those who count in whole numbers.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

import numpy as np

from pejl.engine.search.program import Objective, Program, Values
from pejl.engine.search.race.linear_rows import linear_rows
from pejl.engine.search.solver import Limits

PARAMETERS = (
    "misc/catchctrlc = FALSE\nlimits/gap = 0\nlimits/absgap = 0\nrandomization/randomseedshift = {seed}"
)
"""An interruption is for the main thread to hear of, not for SCIP; and nearly the best is not the best."""
SEEDS = 2**31


def improve(
    program: Program,
    objective: Objective,
    most: int,
    limits: Limits,
    stopped: Callable[[], bool] = lambda: False,
) -> tuple[Values | None, bool]:
    """The best solution that SCIP finds among those whose objective is at most a value.

    Args:
        program: what has to hold.
        objective: what is to be small.
        most: the value, in steps of the objective.
        limits: the time and the seed; it works in one thread.
        stopped: is asked twenty times a second; it ends when that says so.

    Returns:
        values that should hold, None if none were found; and whether SCIP holds that there are none better.

    Raises:
        RuntimeError: SCIP is not there, or cannot read the program.
    """
    from ortools.linear_solver import pywraplp

    solver = pywraplp.Solver.CreateSolver("SCIP")
    if solver is None:
        raise RuntimeError("OR-Tools has been built without SCIP")
    trouble = solver.LoadModelFromProto(_message(program, objective, most))
    if trouble:
        raise RuntimeError(f"SCIP cannot read the program: {trouble}")
    solver.SetSolverSpecificParametersAsString(PARAMETERS.format(seed=limits.seed % SEEDS))
    if limits.seconds is not None:
        solver.set_time_limit(max(int(1000 * limits.seconds), 10))
    status = _solve(solver, stopped)
    found = status in (pywraplp.Solver.OPTIMAL, pywraplp.Solver.FEASIBLE)
    ended = status in (pywraplp.Solver.OPTIMAL, pywraplp.Solver.INFEASIBLE)
    if not found:
        return None, ended
    shares = np.array([variable.solution_value() for variable in solver.variables()])
    return shares > 0.5, ended


def _solve(solver: Any, stopped: Callable[[], bool]) -> int:
    """Solve in a thread of its own, so that it can be stopped."""
    answers: list[int] = []
    thread = threading.Thread(target=lambda: answers.append(solver.Solve()), daemon=True)
    thread.start()
    while thread.is_alive():
        thread.join(0.05)
        if stopped():
            solver.InterruptSolve()
    if not answers:
        raise RuntimeError("SCIP ended without an answer")
    return answers[0]


def _message(program: Program, objective: Objective, most: int) -> Any:
    """The program with a row that asks for a better objective; variable i is the variable of index i."""
    from ortools.linear_solver import linear_solver_pb2

    message = linear_solver_pb2.MPModelProto()
    costs = np.zeros(program.size + 1)
    costs[objective.variables] = objective.coefficients
    lower, upper = (program.fixed > 0).astype(np.float64), (program.fixed >= 0).astype(np.float64)
    upper[0] = 0.0
    for least, highest, cost in zip(lower.tolist(), upper.tolist(), costs.tolist(), strict=True):
        message.variable.add(
            lower_bound=least, upper_bound=highest, objective_coefficient=cost, is_integer=True
        )
    rows, least_of, most_of = linear_rows(program)
    starts, variables, coefficients = (
        rows.indptr.tolist(),
        rows.variables.tolist(),
        rows.coefficients.tolist(),
    )
    for row, (least, highest) in enumerate(zip(least_of.tolist(), most_of.tolist(), strict=True)):
        members = slice(starts[row], starts[row + 1])
        message.constraint.add(
            var_index=variables[members],
            coefficient=coefficients[members],
            lower_bound=least,
            upper_bound=highest,
        )
    message.constraint.add(
        var_index=objective.variables.tolist(),
        coefficient=objective.coefficients.tolist(),
        lower_bound=-np.inf,
        upper_bound=float(most - objective.constant),
    )
    return message
