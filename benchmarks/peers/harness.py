"""What the Python peers share: reading the tables, and measuring preparation and evaluation.

Each peer is a script of its own:

    python benchmarks/peers/by_NAME.py FOLDER OUT RUNS [VARIANT]

reads the design in FOLDER, evaluates the four rules RUNS times, and writes the times and the findings to
OUT as JSON. Preparation is all that comes before the first evaluation: importing the peer's library,
reading the tables and the rules, and what must be worked out in Python because the peer's own language
cannot say it. Peers therefore import their library inside `prepare`.
"""

from __future__ import annotations

import csv
import json
import sys
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

HERE = Path(__file__).parent
BEGAN = time.perf_counter()
WIDEST, SMALLEST = 15, 2

Prepared = TypeVar("Prepared")
Found = Iterable[tuple[str, str]]
"""Findings: the rule and the id of the entity."""


@dataclass(slots=True)
class Position:
    """One row of positions.csv, as far as the rules read it."""

    id: str
    unit: str
    reports_to: str | None
    heads: int
    professions: list[str]


@dataclass(slots=True)
class Task:
    """One row of tasks.csv, as far as the rules read it."""

    id: str
    responsible: list[str]
    needs: list[str]


def positions(folder: Path) -> list[Position]:
    """The positions of the design."""
    return [
        Position(row[0], row[2], None if row[3] == "none" else row[3], int(row[5]), _items(row[6]))
        for row in _rows(folder / "positions.csv")
    ]


def tasks(folder: Path) -> list[Task]:
    """The tasks of the design."""
    return [Task(row[0], _items(row[2]), _items(row[3])) for row in _rows(folder / "tasks.csv")]


def _rows(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file, delimiter=";"))[1:]


def _items(cell: str) -> list[str]:
    return [] if cell == "none" else cell.split("|")


def variant() -> str:
    """Which of several ways of using a peer is measured."""
    return sys.argv[4] if len(sys.argv) > 4 else ""


def measure(
    prepare: Callable[[Path], Prepared],
    evaluate: Callable[[Prepared], Found],
    anew: Callable[[Path, Prepared], Prepared] | None = None,
) -> None:
    """Prepare once, evaluate RUNS times, and write the times and the findings.

    Args:
        prepare: makes what is evaluated from the folder of the design.
        evaluate: what is measured.
        anew: makes, outside the clock, what a second evaluation would otherwise find done.
    """
    folder, out, runs = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])
    prepared = prepare(folder)
    ready = time.perf_counter() - BEGAN
    times: list[float] = []
    found: Found = ()
    for at in range(runs):
        if at and anew:
            prepared = anew(folder, prepared)
        began = time.perf_counter()
        found = list(evaluate(prepared))
        times.append(time.perf_counter() - began)
    result = {"prepare": ready, "evaluate": times, "findings": sorted(set(found))}
    out.write_text(json.dumps(result), encoding="utf-8")
