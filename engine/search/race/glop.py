"""The linear relaxation by GLOP, through MathOpt (both of OR-Tools).

The messages are given and taken as they are: wrapped as objects, each variable costs more than solving.
"""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Callable
from threading import Event
from typing import Any

import numpy as np

from pejl.engine.search.program import Objective, Program
from pejl.engine.search.race.field import Floats
from pejl.engine.search.race.linear_rows import linear_rows


def _message(program: Program, objective: Objective) -> Any:
    """The linear relaxation as a message; the constant of the objective is left out."""
    from ortools.math_opt import model_pb2

    size = program.size
    rows, lower, upper = linear_rows(program)
    model = model_pb2.ModelProto()
    model.variables.ids.extend(range(size + 1))
    model.variables.lower_bounds.extend((program.fixed > 0).astype(np.float64).tolist())
    most = (program.fixed >= 0).astype(np.float64)
    most[0] = 0.0
    model.variables.upper_bounds.extend(most.tolist())
    model.variables.integers.extend([False] * (size + 1))
    goal = model.objective.linear_coefficients
    goal.ids.extend(objective.variables.tolist())
    goal.values.extend(objective.coefficients.astype(np.float64).tolist())
    model.linear_constraints.ids.extend(range(len(rows)))
    model.linear_constraints.lower_bounds.extend(lower.tolist())
    model.linear_constraints.upper_bounds.extend(upper.tolist())
    up = np.repeat(np.arange(len(rows)), np.diff(rows.indptr))
    order = np.lexsort((rows.variables, up))
    matrix = model.linear_constraint_matrix
    matrix.row_ids.extend(up[order].tolist())
    matrix.column_ids.extend(rows.variables[order].tolist())
    matrix.coefficients.extend(rows.coefficients[order].astype(np.float64).tolist())
    return model


def relaxation(
    program: Program, objective: Objective, seconds: float | None, stop: Event | None
) -> tuple[Floats, Floats] | None:
    """The linear relaxation by GLOP: variables by number, dual prices of rows; None if it was not solved."""
    from ortools.math_opt.core.python import solver
    from ortools.math_opt.python import mathopt

    parameters = mathopt.SolveParameters(lp_algorithm=mathopt.LPAlgorithm.DUAL_SIMPLEX, threads=1)
    if seconds is not None:
        parameters.time_limit = dt.timedelta(seconds=max(seconds, 0.01))
    model = _message(program, objective)
    asked = (
        model,
        mathopt.SolverType.GLOP.value,
        mathopt.StreamableSolverInitArguments().to_proto(),
        parameters.to_proto(),
        mathopt.ModelSolveParameters().to_proto(),
        None,
        mathopt.CallbackRegistration().to_proto(),
        None,
    )
    answer = interruptible(lambda interrupter: solver.solve(*asked, interrupter), stop)
    if not answer.solutions:
        return None
    solution = answer.solutions[0]
    if not solution.HasField("primal_solution") or not solution.HasField("dual_solution"):
        return None
    return (
        dense(solution.primal_solution.variable_values, len(model.variables.ids)),
        dense(solution.dual_solution.dual_values, len(model.linear_constraints.ids)),
    )


def interruptible(ask: Callable[[Any], Any], stop: Event | None) -> Any:
    """What a solver of MathOpt answers, asked in a thread of its own so that it can be interrupted.

    Args:
        ask: asks it, given what interrupts it.
        stop: set from outside to end at once.
    """
    from ortools.util.python.solve_interrupter import SolveInterrupter

    interrupter, answers = SolveInterrupter(), []
    asker = threading.Thread(target=lambda: answers.append(ask(interrupter.pybind_interrupter)), daemon=True)
    asker.start()
    try:
        while asker.is_alive():
            asker.join(0.05)
            if stop is not None and stop.is_set():
                interrupter.interrupt()
    except KeyboardInterrupt:
        interrupter.interrupt()
        asker.join()
        raise
    if not answers:
        raise RuntimeError("the solver ended without an answer")
    return answers[0]


def dense(sparse: Any, size: int) -> Floats:
    """A sparse vector of MathOpt as an array."""
    values = np.zeros(size)
    values[np.array(sparse.ids, dtype=np.int64)] = np.array(sparse.values, dtype=np.float64)
    return values
