"""CP-SAT (OR-Tools) as its manual writes an assignment."""

from __future__ import annotations

from instance import WORKERS, asked, tell
from ortools.sat.python import cp_model


class Told(cp_model.CpSolverSolutionCallback):
    def on_solution_callback(self) -> None:
        tell(self.objective_value, self.best_objective_bound)


if __name__ == "__main__":
    instance, seconds = asked()
    units, tasks = range(instance.units), range(instance.tasks)
    model = cp_model.CpModel()
    placed = [[model.new_bool_var("") for _ in tasks] for _ in units]
    for task in tasks:
        model.add_exactly_one(placed[unit][task] for unit in units)
    for unit in units:
        model.add(
            cp_model.LinearExpr.weighted_sum(placed[unit], instance.loads[unit]) <= instance.capacities[unit]
        )
    flat = [variable for row in placed for variable in row]
    model.minimize(cp_model.LinearExpr.weighted_sum(flat, [cost for row in instance.costs for cost in row]))
    solver = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds = seconds
    solver.parameters.num_workers = WORKERS
    if solver.solve(model, Told()) in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        tell(solver.objective_value, solver.best_objective_bound)
