"""The master problem of column generation: which patterns, to what part, so that each group is served once.

It is kept in GLOP (OR-Tools) from one round to the next: with a few columns more, the last basis is nearly
right.
"""

from __future__ import annotations

from collections.abc import Sequence
from threading import Event
from typing import Any

import numpy as np

from pejl.engine.search.program import Values
from pejl.engine.search.race.components import Pattern
from pejl.engine.search.race.field import Floats
from pejl.engine.search.race.glop import dense, interruptible
from pejl.engine.values.linear import Ints


class Choice:
    """A linear program with a column for each pattern; its length is the number of patterns.

    The first columns leave a group unserved, each at a price that no solution would pay.
    """

    def __init__(self, groups: Values, pieces: Values, filled: Values, missing: Floats) -> None:
        """A master problem without patterns.

        Args:
            groups: which groups have to be served.
            pieces: which components may hold a pattern.
            filled: which components have to hold one, if they may.
            missing: what it costs not to serve each group.
        """
        from ortools.math_opt import model_pb2
        from ortools.math_opt.core.python import solver
        from ortools.math_opt.python import mathopt

        self.groups, self.count = len(groups), 0
        model = model_pb2.ModelProto()
        _columns(model.variables, model.objective.linear_coefficients, 0, missing)
        needed, held = groups.astype(np.float64), pieces.astype(np.float64)
        self.rows = len(needed) + len(held)
        model.linear_constraints.ids.extend(range(self.rows))
        model.linear_constraints.lower_bounds.extend([*needed.tolist(), *(held * filled).tolist()])
        model.linear_constraints.upper_bounds.extend([*needed.tolist(), *held.tolist()])
        own = np.arange(len(needed))
        _cells(model.linear_constraint_matrix, own, own)
        start = mathopt.StreamableSolverInitArguments().to_proto()
        self.solver = solver.new(mathopt.SolverType.GLOP.value, model, start)

    def __len__(self) -> int:
        return self.count

    def add(self, patterns: Sequence[Pattern]) -> None:
        """Add patterns."""
        from ortools.math_opt import model_update_pb2

        if not patterns:
            return
        update = model_update_pb2.ModelUpdateProto()
        first = self.groups + self.count
        costs = np.array([one.cost for one in patterns], dtype=np.float64)
        _columns(update.new_variables, update.objective_updates.linear_coefficients, first, costs)
        lengths = [len(one.groups) for one in patterns]
        columns = first + np.arange(len(patterns))
        pieces = np.array([one.component for one in patterns], dtype=np.int64)
        rows = np.concatenate([*(one.groups for one in patterns), self.groups + pieces])
        _cells(update.linear_constraint_matrix_updates, rows, np.append(np.repeat(columns, lengths), columns))
        if not self.solver.update(update):
            raise RuntimeError("GLOP refused new columns")
        self.count += len(patterns)

    def solve(self, stop: Event | None) -> tuple[float, Floats, Floats] | None:
        """The least cost, the share of each pattern, the prices of groups and of components; or None."""
        from ortools.math_opt.python import mathopt

        parameters = mathopt.SolveParameters(lp_algorithm=mathopt.LPAlgorithm.PRIMAL_SIMPLEX)
        asked = (mathopt.ModelSolveParameters().to_proto(), None, mathopt.CallbackRegistration().to_proto())
        answer = interruptible(
            lambda interrupter: self.solver.solve(parameters.to_proto(), *asked, None, interrupter), stop
        )
        if not answer.solutions or not answer.solutions[0].HasField("dual_solution"):
            return None
        solution = answer.solutions[0]
        shares = dense(solution.primal_solution.variable_values, self.groups + self.count)
        duals = dense(solution.dual_solution.dual_values, self.rows)
        return float(solution.primal_solution.objective_value), shares[self.groups :], duals


def _columns(variables: Any, objective: Any, first: int, costs: Floats) -> None:
    ids = range(first, first + len(costs))
    variables.ids.extend(ids)
    variables.lower_bounds.extend([0.0] * len(costs))
    variables.upper_bounds.extend([float("inf")] * len(costs))
    variables.integers.extend([False] * len(costs))
    kept = np.flatnonzero(costs)
    objective.ids.extend((first + kept).tolist())
    objective.values.extend(costs[kept].tolist())


def _cells(matrix: Any, rows: Ints, columns: Ints) -> None:
    order = np.lexsort((columns, rows))
    matrix.row_ids.extend(rows[order].tolist())
    matrix.column_ids.extend(columns[order].tolist())
    matrix.coefficients.extend([1.0] * len(rows))
