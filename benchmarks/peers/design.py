"""Generates the design that all peers check: 500 units, 5,100 positions and 4,000 tasks.

    python benchmarks/peers/design.py FOLDER

writes `design.yaml`, three tables as CSV, and a copy of `pejl.yaml`, which the design names. The seed is
fixed: every run gives the same files. From two to five in a hundred of the entities that a rule is about
violate it, as in an organisation that was not drawn with the rules in mind.
"""

from __future__ import annotations

import random
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path

UNITS, POSITIONS, TASKS = 500, 5_100, 4_000
CHILDREN = 6
"""How many units each unit has right below it, until there are enough."""
INNER = (UNITS - 2) // CHILDREN + 1
"""How many units have units below them; they come first."""
PROFESSIONS = [f"profession-{at}" for at in range(40)]

HEADER = """\
design: peers
title: {da: "Genereret organisation", en: "Generated organisation"}
effective: 2014-05-01
rules: [pejl.yaml]
units: units.csv
positions: positions.csv
tasks: tasks.csv
"""


@dataclass
class Position:
    """A post of one or several people."""

    unit: int
    reports_to: int | None
    heads: int
    professions: list[str]


@dataclass
class Task:
    """A task with the units that answer for it and the professions that it takes."""

    responsible: list[int]
    needs: list[str]


def positions_of(rng: random.Random, pools: list[list[str]]) -> list[Position]:
    """The head of every unit first, then the others, who report to the head of their unit."""
    places = list(range(UNITS)) + _places(rng)
    found = []
    for at, unit in enumerate(places):
        superior = unit if at >= UNITS else None if unit == 0 else (unit - 1) // CHILDREN
        heads = 1 if at < UNITS or rng.random() > 0.05 else rng.randint(2, 4)
        held = rng.sample(pools[unit], rng.choice((1, 1, 2)))
        if rng.random() < 0.018:
            held.append(rng.choice(PROFESSIONS))
        found.append(Position(unit, superior, heads, sorted(set(held))))
    return found


def _places(rng: random.Random) -> list[int]:
    """The unit of everyone who is not head of one: few where there are units below, else about ten."""
    places = [unit for unit in range(INNER) for _ in range(rng.randint(3, 7))]
    leaves = list(range(INNER, UNITS))
    wide = set(rng.sample(leaves, 8))
    rest = POSITIONS - UNITS - len(places) - 6 * len(wide)
    places += [unit for unit in wide for _ in range(6)]
    share, more = divmod(rest, len(leaves))
    sizes = [share + (at < more) for at in range(len(leaves))]
    for _ in range(len(leaves)):  # one from a unit to another keeps the sum
        giver, taker = rng.sample(range(len(leaves)), 2)
        if sizes[giver] > 6 and sizes[taker] < 13:
            sizes[giver], sizes[taker] = sizes[giver] - 1, sizes[taker] + 1
    places += [unit for unit, size in zip(leaves, sizes, strict=True) for _ in range(size)]
    return places


def tasks_of(rng: random.Random, positions: list[Position]) -> list[Task]:
    """Tasks that mostly have one responsible unit, and mostly need what is held there."""
    held: list[set[str]] = [set() for _ in range(UNITS)]
    for position in positions:
        held[position.unit].update(position.professions)
    found = []
    for _ in range(TASKS):
        unit, chance = rng.randrange(UNITS), rng.random()
        responsible = [] if chance < 0.01 else [unit, (unit + 1) % UNITS] if chance < 0.03 else [unit]
        known = sorted(held[unit])
        needs = rng.sample(known, min(len(known), rng.choice((1, 1, 2, 3))))
        if rng.random() < 0.025:
            needs.append(rng.choice(PROFESSIONS))
        found.append(Task(responsible, sorted(set(needs))))
    return found


def generate(folder: Path, seed: int = 1) -> Path:
    """Write the design into a folder; returns its file."""
    rng = random.Random(seed)
    pools = [rng.sample(PROFESSIONS, 2 if unit < INNER else rng.randint(2, 4)) for unit in range(UNITS)]
    positions = positions_of(rng, pools)
    tasks = tasks_of(rng, positions)
    with (folder / "units.csv").open("w", encoding="utf-8") as out:
        out.write("id;name;kind;parent;head\n")
        for at in range(UNITS):
            parent = "none" if at == 0 else f"u{(at - 1) // CHILDREN}"
            kind = "direktion" if at == 0 else "fagcenter" if at < INNER else "team"
            out.write(f"u{at};Enhed {at};{kind};{parent};p{at}\n")
    with (folder / "positions.csv").open("w", encoding="utf-8") as out:
        out.write("id;name;unit;reports_to;fte;heads;professions\n")
        for at, one in enumerate(positions):
            superior = "none" if one.reports_to is None else f"p{one.reports_to}"
            held = _items(one.professions)
            out.write(f"p{at};Stilling {at};u{one.unit};{superior};{one.heads};{one.heads};{held}\n")
    with (folder / "tasks.csv").open("w", encoding="utf-8") as out:
        out.write("id;name;responsible;needs\n")
        for at, task in enumerate(tasks):
            units = _items([f"u{unit}" for unit in task.responsible])
            out.write(f"t{at};Opgave {at};{units};{_items(task.needs)}\n")
    design = folder / "design.yaml"
    design.write_text(HEADER, encoding="utf-8")
    shutil.copy(Path(__file__).with_name("pejl.yaml"), folder)
    return design


def _items(items: list[str]) -> str:
    """A list as it stands in a cell."""
    return "|".join(items) or "none"


if __name__ == "__main__":
    print(generate(Path(sys.argv[1])))
