"""Checks a generated organisation of a given size and prints how long each phase takes.

    python benchmarks/generated.py 100000

writes the tables as CSV into a temporary folder (positions; a fifth as many tasks, a fiftieth as many
units) and checks eight rules, nested comprehensions among them. One run, one process; no verdict on the
figures.
"""

from __future__ import annotations

import datetime as dt
import random
import resource
import sys
import tempfile
import time
from pathlib import Path

PACK = """
pack: benchmark
parameters:
  minimum: {value: 3, unit: hoveder, source: assumed}
  widest: {value: 30, unit: hoveder, source: assumed}
rules:
  one-responsible:
    title: &t {da: "x", en: "x"}
    for: t in tasks
    require: count(t.responsible) == 1
  span:
    title: *t
    for: u in units
    require: sum(p.heads for p in u.positions) <= widest
  environment:
    title: *t
    for: u in units
    require: >-
      all(count(p for p in u.positions if n in p.professions) >= minimum for t in u.tasks for n in t.needs)
  cover:
    title: *t
    for: t in tasks
    require: all(any(n in p.professions for u in t.responsible for p in u.positions) for n in t.needs)
  superior:
    title: *t
    for: p in positions
    where: p.reports_to != None
    require: p.reports_to.unit == p.unit or p.reports_to.unit in p.unit.ancestors
  cost:
    title: *t
    for: u in units
    require: sum(p.cost for p in u.positions) <= u.budget
  levels:
    title: *t
    for: u in units
    require: u.depth <= 5
  same-function:
    title: *t
    for: t in tasks
    require: >-
      count(duplicates(t.function)) >= 0
      and distinct(q.responsible for q in tasks if q.function == t.function) >= 1
"""


def generate(folder: Path, positions: int, seed: int = 1) -> Path:
    """Write a design of this many positions; returns its file."""
    rng = random.Random(seed)
    units, tasks = max(positions // 50, 2), max(positions // 5, 2)
    professions = [f"f{at}" for at in range(30)]
    with (folder / "units.csv").open("w") as out:
        out.write("id;name;kind;parent;budget;head\n")
        for at in range(units):
            parent = "none" if at == 0 else f"u{(at - 1) // 8}"
            out.write(
                f"u{at};Unit {at};{'stab' if at % 9 == 0 else 'fagcenter'};{parent};"
                f"{rng.randint(20, 40)}000000;p{at}\n"
            )
    with (folder / "positions.csv").open("w") as out:
        out.write("id;unit;reports_to;fte;heads;cost;professions\n")
        for at in range(positions):
            unit = at if at < units else rng.randrange(units)
            boss = "none" if at == 0 else f"p{(at - 1) // 8}" if at < units else f"p{unit}"
            chosen = "|".join(rng.sample(professions, rng.randint(1, 2)))
            out.write(
                f"p{at};u{unit};{boss};{rng.choice(['1', '0.8', '0.5'])};1;"
                f"{rng.randint(300, 800)}000;{chosen}\n"
            )
    with (folder / "tasks.csv").open("w") as out:
        out.write("id;function;responsible;needs\n")
        for at in range(tasks):
            owners = "|".join(f"u{rng.randrange(units)}" for _ in range(1 if at % 20 else 2))
            out.write(f"t{at};g{rng.randrange(tasks // 4 + 1)};{owners};{rng.choice(professions)}\n")
    design = folder / "design.yaml"
    design.write_text(
        "design: generated\nrules: [pack.yaml]\n"
        "units: units.csv\npositions: positions.csv\ntasks: tasks.csv\n"
    )
    (folder / "pack.yaml").write_text(PACK)
    return design


def main() -> None:
    """Generate, load, check and render; print seconds and memory."""
    positions = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    with tempfile.TemporaryDirectory() as name:
        design = generate(Path(name), positions)
        began = time.perf_counter()
        from pejl.engine import run
        from pejl.engine.report import formats

        imported = time.perf_counter()
        loaded = run.load(design)
        read = time.perf_counter()
        result = run.run_check(loaded, dt.date(2014, 5, 1))
        checked = time.perf_counter()
        text = formats.render("json", result, "en")
        rendered = time.perf_counter()
    for rule in result.rules:
        print(
            f"{rule.rule:16} checked {rule.checked:8} "
            f"violated {rule.violated:8} undecidable {rule.undecidable}"
        )
    print(
        f"positions {positions}: import {imported - began:.2f} s, load {read - imported:.2f} s, "
        f"check {checked - read:.2f} s, json {rendered - checked:.2f} s ({len(text) / 1e6:.1f} MB), "
        f"memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6:.2f} GB"
    )


if __name__ == "__main__":
    main()
