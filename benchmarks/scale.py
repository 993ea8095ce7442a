"""How time and memory grow with the size of a design: 10,000, 100,000 and 1,000,000 positions, twenty rules.

    python benchmarks/scale.py                  # CSV, three sizes
    python benchmarks/scale.py --parquet 100000

A design has a fifth as many tasks and a fiftieth as many units as positions; few of them violate a rule. Each
size is a process of its own: `evaluate` is the time of all rules over all rows, with findings and evidence,
`command` that of `pejl check` from its start to its last line, `memory` the most that it held.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from peers.processes import run

SIZES = (10_000, 100_000, 1_000_000)
AS_OF = dt.date(2026, 1, 1)
PROFESSIONS = [f"profession {at}" for at in range(30)]
HEADER = """\
design: scale
title: {da: "Genereret organisation", en: "Generated organisation"}
rules: [scale.yaml]
"""
UNITS = "id;name;kind;parent;budget;head;site;reserve;swing"
POSITIONS = "id;name;unit;reports_to;fte;heads;cost;professions;site;vacant;temporary;ends;tasks"
TASKS = "id;name;function;responsible;performs;needs;workload;citizen_facing;priority"


def generate(folder: Path, positions: int, seed: int = 1) -> Path:
    """Write a design of this many positions with its rules; returns its file."""
    rng = random.Random(seed)
    units, tasks = positions // 50, positions // 5
    kinds = ("fagcenter", "stab", "institution", "team")
    with (folder / "sites.csv").open("w", encoding="utf-8") as out:
        out.write("id;name\n" + "".join(f"s{at};Site {at}\n" for at in range(200)))
    with (folder / "units.csv").open("w", encoding="utf-8") as out:
        out.write(UNITS + "\n")
        for at in range(units):
            parent = "none" if at == 0 else f"u{(at - 1) // 8}"
            out.write(f"u{at};Unit {at};{kinds[at % 4]};{parent};60000000;p{at};s{at % 200};100000;50000\n")
    with (folder / "positions.csv").open("w", encoding="utf-8") as out:
        out.write(POSITIONS + "\n")
        for at in range(positions):
            unit = at % units
            boss = "none" if at == 0 else f"p{(at - 1) // 8}" if at < units else f"p{unit}"
            held = PROFESSIONS[unit % 30] + (f"|{PROFESSIONS[(unit + 1) % 30]}" if rng.random() < 0.3 else "")
            task = f"t{unit + units * (at // units % 10)}" if at % 3 == 0 else "none"
            out.write(
                f"p{at};With {PROFESSIONS[unit % 30]};u{unit};{boss};{rng.choice(('1', '0,8', '0,5'))};1;"
                f"{rng.randint(300, 800)}000;{held};s{unit % 200};{'true' if at % 50 == 7 else 'false'};"
                f"false;none;{task}\n"
            )
    with (folder / "tasks.csv").open("w", encoding="utf-8") as out:
        out.write(TASKS + "\n")
        for at in range(tasks):
            unit = at % units
            owners = f"u{unit}|u{(unit + 1) % units}" if at % 2003 == 5 else f"u{unit}"
            out.write(
                f"t{at};Task {unit % 30};g{at // 4};{owners};u{unit};{PROFESSIONS[unit % 30]};0,5;"
                f"{'true' if at % 2 else 'false'};{at % 5}\n"
            )
    return _header(folder, "csv")


def _header(folder: Path, suffix: str) -> Path:
    tables = ("units", "positions", "tasks", "sites")
    design = folder / "design.yaml"
    design.write_text(HEADER + "".join(f"{name}: {name}.{suffix}\n" for name in tables), encoding="utf-8")
    rules = Path(__file__).with_name("scale.yaml")
    (folder / rules.name).write_text(rules.read_text(encoding="utf-8"), encoding="utf-8")
    return design


def as_parquet(folder: Path) -> Path:
    """Write the tables once more, as Parquet; returns the file of the design."""
    from pyarrow import csv, parquet, string

    for path in folder.glob("*.csv"):
        names = path.open(encoding="utf-8").readline().strip().split(";")
        table = csv.read_csv(
            path,
            parse_options=csv.ParseOptions(delimiter=";"),
            convert_options=csv.ConvertOptions(column_types=dict.fromkeys(names, string())),
        )
        parquet.write_table(table, path.with_suffix(".parquet"))
    return _header(folder, "parquet")


def measured(design: Path) -> dict[str, float]:
    """Seconds of each phase of a check in this process, and how much came out."""
    began = time.perf_counter()
    from pejl.engine import run
    from pejl.engine.report import formats

    imported = time.perf_counter()
    loaded = run.load(design)
    read = time.perf_counter()
    result = run.run_check(loaded, AS_OF)
    checked = time.perf_counter()
    formats.render("text", result, "en")
    rendered = time.perf_counter()
    return {
        "import": imported - began,
        "load": read - imported,
        "evaluate": checked - read,
        "render": rendered - checked,
        "findings": len(result.findings),
    }


def command(design: Path) -> tuple[float, float]:
    """Seconds and gigabytes of the whole command."""
    arguments = [sys.executable, "-m", "pejl.cli", "check", str(design), "--as-of", AS_OF.isoformat()]
    seconds, kilobytes = run(arguments)
    return seconds, kilobytes / 1e6


def row(positions: int, parquet: bool) -> list[str]:
    """The measured line of one size."""
    with tempfile.TemporaryDirectory() as name:
        design = generate(Path(name), positions)
        if parquet:
            design = as_parquet(Path(name))
        took, memory = command(design)
        inner = subprocess.run(
            [sys.executable, __file__, "--inside", str(design)], capture_output=True, text=True, check=True
        )
    phases = json.loads(inner.stdout)
    seconds = [phases[phase] for phase in ("import", "load", "evaluate", "render")]
    per_position = phases["evaluate"] / positions * 1e6
    return [
        f"{positions:,}", *(f"{one:.2f}" for one in seconds), f"{took:.2f}", f"{memory:.2f}",
        f"{phases['findings']:.0f}", f"{per_position:.1f}",
    ]  # fmt: skip


HEADERS = [
    "positions", "import s", "load s", "evaluate s", "render s", "command s", "memory GB", "findings",
    "evaluate us a position",
]  # fmt: skip


def main() -> None:
    """Measure, size by size, and print a table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("sizes", nargs="*", type=int, default=SIZES)
    parser.add_argument("--parquet", action="store_true", help="read Parquet files instead of CSV")
    parser.add_argument("--inside", type=Path, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.inside:
        print(json.dumps(measured(given.inside)))
        return
    print("| " + " | ".join(HEADERS) + " |\n|" + "--:|" * len(HEADERS), flush=True)
    for positions in given.sizes:
        print("| " + " | ".join(row(positions, given.parquet)) + " |", flush=True)


if __name__ == "__main__":
    main()
