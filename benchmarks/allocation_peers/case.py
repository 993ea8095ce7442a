"""An allocation problem as an ordinary design, rule pack and search: what a planner would write."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

PACK = """\
pack: allocation
title: {da: Fordeling af opgaver, en: Allocation of tasks}
fields:
  units:
    capacity: {type: number, da: kapacitet, en: capacity}
  allocations:
    task: {type: tasks, da: opgave, en: task, inverse: options}
    cost: {type: number, da: udgift, en: cost}
    load: {type: number, da: belastning, en: load}
rules:
  ONE-RESPONSIBLE:
    title: {da: Hver opgave har én ansvarlig enhed, en: Every task has one responsible unit}
    for: t in tasks
    require: count(t.responsible) == 1
  WITHIN-CAPACITY:
    title: {da: Ingen enhed har mere at lave end den kan, en: No unit has more than it can do}
    for: u in units
    require: sum(a.load for a in u.allocations if u in a.task.responsible) <= u.capacity
"""
DESIGN = """\
design: allocation
rules: [pack.yaml]
units: units.csv
tasks: tasks.csv
allocations: allocations.csv
search:
  decide:
    - relation: tasks.responsible
      for: t in tasks
      among: u in units
  minimise:
    - title: {da: Udgift, en: Cost}
      value: "sum(a.cost for a in allocations if a.unit in a.task.responsible)"
"""


def write(
    folder: Path, cost: Sequence[Sequence[int]], load: Sequence[Sequence[int]], capacity: Sequence[int]
) -> Path:
    """Write the files of an allocation problem; cost and load have a row for each unit.

    Returns:
        the file of the design.
    """
    units, tasks = len(capacity), len(cost[0])
    _table(folder / "units.csv", "id;capacity", (f"u{unit};{most}" for unit, most in enumerate(capacity)))
    _table(folder / "tasks.csv", "id;responsible", (f"t{task};none" for task in range(tasks)))
    options = (
        f"o{unit}-{task};u{unit};t{task};{cost[unit][task]};{load[unit][task]}"
        for unit in range(units)
        for task in range(tasks)
    )
    _table(folder / "allocations.csv", "id;unit;task;cost;load", options)
    (folder / "pack.yaml").write_text(PACK, encoding="utf-8")
    design = folder / "design.yaml"
    design.write_text(DESIGN, encoding="utf-8")
    return design


def _table(path: Path, header: str, rows: object) -> None:
    path.write_text("\n".join([header, *rows]) + "\n", encoding="utf-8")  # type: ignore[misc]
