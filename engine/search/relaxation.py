"""The linear relaxation of a program: a bound that nothing can beat, and what each choice costs beside it.

The relaxation lets a variable be anything between false and true. Its dual prices give a bound by
Lagrangian duality (Geoffrion 1974): whatever the prices are, the bound is right; the better they are, the
higher it is. So an answer that is not quite exact, or not quite finished, costs quality and not honesty.
A variable whose reduced cost is higher than what is left between the bound and the best known value cannot
change in a better solution, and may be fixed (reduced-cost fixing).
"""

from __future__ import annotations

import datetime as dt
import math
import threading
from collections.abc import Callable
from threading import Event
from typing import Any

import numpy as np
import numpy.typing as npt
from msgspec import Struct

from pejl.engine.search.improve_values import always, of_groups
from pejl.engine.search.program import Objective, Program
from pejl.engine.values.linear import Ints, Rows

Floats = npt.NDArray[np.float64]

SAFE = 1e-9
"""How far floating-point sums may be off, as a part of what was summed."""


class Relaxed(Struct, frozen=True):
    """What a relaxation told.

    Attributes:
        bound: no solution is better, in steps of the objective.
        shares: how true each variable is in the relaxation, 0 to 1, by number.
        prices: the dual price of each row of the program, not negative.
        excess: how much more than the bound a solution costs at least if it turns the variable on.
        saving: the same if it turns the variable off; 0 in a group, where `excess` says it all.
        least: the lower bound before it was rounded up.
    """

    bound: int
    shares: Floats
    prices: Floats
    excess: Floats
    saving: Floats
    least: float


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
    answer = _glop(_model(program, objective), seconds, stop)
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
    rows, size = _plain(program), program.size
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
    return Relaxed(rounded(program, objective, least_value), shares, prices, excess, saving, least_value)


def grain(program: Program, objective: Objective) -> tuple[int, int]:
    """Every value of an objective is base + a multiple of step: (base, step)."""
    state = program.fixed[objective.variables]
    base = objective.constant + int(objective.coefficients[state > 0].sum())
    free = objective.coefficients[state == 0]
    if len(free) == 0:
        return base, 1
    step = int(np.gcd.reduce(free))
    return base, step


def rounded(program: Program, objective: Objective, least: float) -> int:
    """The smallest value that the objective can have and that is not below a bound."""
    base, step = grain(program, objective)
    return base + step * math.ceil((least - base) / step - 1e-9)


def fixings(program: Program, relaxed: Relaxed, below: float) -> Ints:
    """What is fixed in every solution whose objective is at most a value: as `Program.fixed`."""
    fixed = program.fixed.copy()
    room = below - relaxed.least + 1e-6 * max(1.0, abs(below)) * 1e-3
    single = fixed == 0
    fixed[single & (relaxed.excess > room)] = -1
    fixed[single & (relaxed.saving > room)] = 1
    for group in program.groups:
        free = group[fixed[group] == 0]
        if len(free) == 1 and not (fixed[group] > 0).any():
            fixed[free] = 1
    return fixed


def _plain(program: Program) -> Rows:
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


def _model(program: Program, objective: Objective) -> Any:
    """The relaxation as a message of MathOpt: first the rows of the program, then a row for each group."""
    from ortools.math_opt import model_pb2

    rows, size, n = _plain(program), program.size, len(program.rows)
    model = model_pb2.ModelProto()
    model.variables.ids.extend(range(size + 1))
    model.variables.lower_bounds.extend((program.fixed > 0).astype(np.float64).tolist())
    upper = (program.fixed >= 0).astype(np.float64)
    upper[0] = 0.0
    model.variables.upper_bounds.extend(upper.tolist())
    model.variables.integers.extend([False] * (size + 1))
    goal = model.objective.linear_coefficients
    goal.ids.extend(objective.variables.tolist())
    goal.values.extend(objective.coefficients.astype(np.float64).tolist())
    kept = ~of_groups(program)
    lower = np.where(kept, rows.bounds.astype(np.float64), -np.inf)
    count = n + len(program.groups)
    model.linear_constraints.ids.extend(range(count))
    model.linear_constraints.lower_bounds.extend(lower.tolist() + [1.0] * len(program.groups))
    model.linear_constraints.upper_bounds.extend([math.inf] * n + [1.0] * len(program.groups))
    up = np.repeat(np.arange(n), np.diff(rows.indptr))
    inside = kept[up] & (rows.coefficients != 0)
    up, variables, coefficients = up[inside], rows.variables[inside], rows.coefficients[inside]
    if program.groups:
        lengths = [len(group) for group in program.groups]
        up = np.concatenate([up, np.repeat(np.arange(n, count), lengths)])
        variables = np.concatenate([variables, *program.groups])
        coefficients = np.concatenate([coefficients, np.ones(sum(lengths), dtype=np.int64)])
    order = np.lexsort((variables, up))
    matrix = model.linear_constraint_matrix
    matrix.row_ids.extend(up[order].tolist())
    matrix.column_ids.extend(variables[order].tolist())
    matrix.coefficients.extend(coefficients[order].astype(np.float64).tolist())
    return model


def _glop(model: Any, seconds: float | None, stop: Event | None) -> tuple[Floats, Floats] | None:
    """The values of the variables and the dual prices of the rows; None if there are none.

    The messages are given and taken as they are: wrapped as objects, each variable costs more than solving.
    """
    from ortools.math_opt.core.python import solver
    from ortools.math_opt.python import mathopt

    parameters = mathopt.SolveParameters(lp_algorithm=mathopt.LPAlgorithm.DUAL_SIMPLEX, threads=1)
    if seconds is not None:
        parameters.time_limit = dt.timedelta(seconds=max(seconds, 0.01))
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
        raise RuntimeError("the linear relaxation ended without an answer")
    return answers[0]


def dense(sparse: Any, size: int) -> Floats:
    """A sparse vector of MathOpt as an array."""
    values = np.zeros(size)
    values[np.array(sparse.ids, dtype=np.int64)] = np.array(sparse.values, dtype=np.float64)
    return values
