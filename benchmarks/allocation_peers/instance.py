"""An instance of the generalised assignment problem, and how a tool tells what it finds."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import NamedTuple

WORKERS = 2


class Instance(NamedTuple):
    """`costs` and `loads` by unit and task, `capacities` by unit."""

    units: int
    tasks: int
    costs: list[list[int]]
    loads: list[list[int]]
    capacities: list[int]


def read(path: Path) -> Instance:
    """Read an instance from its file."""
    numbers = [int(word) for word in path.read_text(encoding="utf-8").split()]
    units, tasks, rest = numbers[0], numbers[1], numbers[2:]
    lines = [rest[at * tasks : (at + 1) * tasks] for at in range(2 * units)]
    return Instance(units, tasks, lines[:units], lines[units:], rest[2 * units * tasks :][:units])


def asked() -> tuple[Instance, float]:
    """The instance and the seconds that the command line names; tells that the clock may start."""
    instance = read(Path(sys.argv[1]))
    print(json.dumps({"begin": True}), flush=True)
    return instance, float(sys.argv[2])


def tell(objective: float | None = None, bound: float | None = None) -> None:
    """Tell of a solution, of a bound, or of both."""
    print(json.dumps({"objective": objective, "bound": bound}), flush=True)
