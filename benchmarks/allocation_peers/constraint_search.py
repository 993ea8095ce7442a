"""python-constraint2: it has no objective, so its solutions are gone through and the best is kept."""

from __future__ import annotations

from typing import Any

from constraint import Problem
from instance import asked, tell


def within(loads: list[int], capacity: int, unit: int) -> Any:
    """The rule that what is placed in a unit fits into it."""

    def fits(*places: int) -> bool:
        return sum(load for load, place in zip(loads, places, strict=True) if place == unit) <= capacity

    return fits


if __name__ == "__main__":
    instance, _ = asked()
    problem = Problem()
    tasks = list(range(instance.tasks))
    problem.addVariables(tasks, list(range(instance.units)))
    for unit in range(instance.units):
        problem.addConstraint(within(instance.loads[unit], instance.capacities[unit], unit), tasks)
    best: int | None = None
    for solution in problem.getSolutionIter():
        value = sum(instance.costs[solution[task]][task] for task in tasks)
        if best is None or value < best:
            best = value
            tell(value)
