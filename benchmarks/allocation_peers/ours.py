"""Ours: the program of the instance, given to the portfolio."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
from instance import WORKERS, Instance, asked, tell

from pejl.engine.search.portfolio import Portfolio
from pejl.engine.search.program import Objective, Program, objective, program
from pejl.engine.search.solver import Limits, Progress
from pejl.engine.values.linear import Goal, LinearModel, Rows


def allocation(instance: Instance) -> tuple[Program, Objective]:
    """Each task has one responsible unit, no unit has more than its capacity, the sum of costs is small."""
    units, tasks = instance.units, instance.tasks
    model = LinearModel()
    unit_ids = [f"u{at}" for at in range(units)]
    rows, targets = np.repeat(np.arange(tasks), units), np.tile(np.arange(units), tasks)
    task_ids = [f"t{at}" for at in range(tasks)]
    variables = model.decide("tasks", "responsible", rows, targets, task_ids, unit_ids).reshape(tasks, units)
    for group in variables:
        model.choose(group)
    by_unit = variables.T.ravel()
    loads, costs = np.array(instance.loads).ravel(), np.array(instance.costs).ravel()
    used = loads != 0
    counts = np.bincount(np.repeat(np.arange(units), tasks)[used], minlength=units)
    indptr = np.concatenate([[0], np.cumsum(counts)])
    limits = Rows(indptr, by_unit[used], -loads[used], -np.array(instance.capacities))
    literals = model.defined(limits)
    model.require(literals, "capacity", unit_ids)
    model.goals.append(Goal({"en": "cost"}, 1, 0, by_unit, costs, Fraction(1), Fraction(1)))
    return program(model, literals), objective(model.goals)


def watch(progress: Progress) -> None:
    tell(progress.best, progress.bound)


if __name__ == "__main__":
    instance, seconds = asked()
    whole, goal = allocation(instance)
    solved = Portfolio().solve(whole, goal, Limits(seconds=seconds, workers=WORKERS), watch=watch)
    tell(solved.best, solved.bound)
