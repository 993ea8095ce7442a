"""HiGHS through highspy: a mixed-integer program, two threads."""

from __future__ import annotations

import highspy
import numpy as np
from instance import WORKERS, asked, tell

if __name__ == "__main__":
    instance, seconds = asked()
    units, tasks = instance.units, instance.tasks
    size = units * tasks
    model = highspy.HighsLp()
    model.num_col_, model.num_row_ = size, tasks + units
    model.col_cost_ = np.array(instance.costs, dtype=np.float64).ravel()
    model.col_lower_, model.col_upper_ = np.zeros(size), np.ones(size)
    model.integrality_ = [highspy.HighsVarType.kInteger] * size
    model.row_lower_ = np.concatenate([np.ones(tasks), np.full(units, -highspy.kHighsInf)])
    model.row_upper_ = np.concatenate([np.ones(tasks), np.array(instance.capacities, dtype=np.float64)])
    matrix = model.a_matrix_
    matrix.format_ = highspy.MatrixFormat.kColwise
    matrix.start_ = 2 * np.arange(size + 1)
    unit_of, task_of = np.divmod(np.arange(size), tasks)
    matrix.index_ = np.stack([task_of, tasks + unit_of], axis=1).ravel()
    matrix.value_ = np.stack(
        [np.ones(size), np.array(instance.loads, dtype=np.float64).ravel()], axis=1
    ).ravel()
    solver = highspy.Highs()
    solver.setOptionValue("output_flag", False)
    solver.setOptionValue("time_limit", seconds)
    solver.setOptionValue("threads", WORKERS)
    solver.passModel(model)
    solver.cbMipImprovingSolution += lambda event: tell(event.data_out.objective_function_value)
    solver.solve()
    info = solver.getInfo()
    if info.primal_solution_status == 2:
        tell(info.objective_function_value, info.mip_dual_bound)
