"""Hjørring Kommune: a span of control report that others wrote, asked for in the rule language.

    python -m tests.real.hjoerring DIR

converts `units.csv` and `functions.csv` in DIR to a design, asks it for the five columns of
`expected_span_report.csv`, and ends with the line `equal N of M`. The counting rules:

1. A manager does not count himself among salaried staff.
2. Salaried staff and managers add up upwards, each person once.
3. Hourly paid staff add up upwards on their own; a manager who is paid by the hour stands among them.
4. Direct staff of a unit without a manager belong to the nearest manager above.
5. So do the managers of the units below.
6. A person counts once within a unit's report; who manages several units gets the sum of their reports.
"""

from __future__ import annotations

import csv
import sys
import tempfile
from pathlib import Path

from click.testing import CliRunner

from pejl import cli
from pejl.tests.real.data import rows, told, written

PAY_TREE = "Lønorganisation"
HOURLY_PAID = ("8", "9")

DESIGN = """\
design: hjoerring
title: {da: Hjørring Kommune, en: The municipality of Hjørring}
fields:
  positions:
    person: {type: text, da: person, en: person}
    hourly: {type: flag, da: timelønnet, en: paid by the hour}
units: units.csv
positions: positions.csv
"""

MANAGED = "any(l.kind == 'manager' for l in a.positions)"
"""Whether the unit `a` has a manager."""

IS_DIRECT = f"""\
first(a for a in d.ancestors if {MANAGED}) == n.unit if q.kind == 'manager'
else first(a for a in d.ancestors_or_self if {MANAGED}) == n.unit"""
"""Whether the manager `n` is the nearest one above the post `q` in the unit `d`: rules 4 and 5."""

BELOW = "for d in n.unit.descendants_or_self for q in d.positions"


def summed(condition: str) -> str:
    """The persons in and below a manager's units of whom a condition holds: rules 2 and 6."""
    return (
        f"sum(distinct(q.person {BELOW} if {condition})"
        " for n in positions if n.kind == 'manager' and n.person == m.person)"
    )


MANAGERS = f"m in positions if m.kind == 'manager' and m.unit.root.name != '{PAY_TREE}'"
COLUMNS = {
    "manager_uuid": "m.person",
    "direct_salaried": summed(f"not q.hourly and q.person != n.person and ({IS_DIRECT})"),
    "of_which_managers": summed(f"q.kind == 'manager' and q.person != n.person and ({IS_DIRECT})"),
    "direct_hourly": summed(f"q.hourly and ({IS_DIRECT})"),
    "total_salaried": summed("not q.hourly and q.person != n.person"),
    "total_hourly": summed("q.hourly"),
}


def convert(source: Path, target: Path) -> Path:
    """Write the organisation as a design; a post is an engagement, or a unit that somebody manages.

    Returns:
        The file of the design.
    """
    units = [
        (unit["uuid"], unit["name"], unit["parent_uuid"] or "none") for unit in rows(source / "units.csv")
    ]
    written(target / "units.csv", ("id", "name", "parent"), units)
    kinds = {"Engagement": "employee", "Leder": "manager"}
    posts = [
        (
            one["uuid"],
            kinds[one["kind"]],
            one["unit_uuid"],
            one["person_uuid"],
            str(one["kind"] == "Engagement" and one["user_key"].startswith(HOURLY_PAID)).lower(),
        )
        for one in rows(source / "functions.csv")
        if one["kind"] in kinds and one["person_uuid"]
    ]
    written(target / "positions.csv", ("id", "kind", "unit", "person", "hourly"), posts)
    design = target / "design.yaml"
    design.write_text(DESIGN, encoding="utf-8")
    return design


def report(design: Path) -> dict[str, dict[str, str]]:
    """What `pejl ask` answers, by manager."""
    answer = design.parent / "answer.csv"
    arguments = [
        "ask",
        str(design),
        *COLUMNS.values(),
        "--for",
        MANAGERS,
        "--format",
        "csv",
        "-o",
        str(answer),
    ]
    result = CliRunner(catch_exceptions=False).invoke(cli.main, arguments)
    if result.exit_code:
        raise SystemExit(result.output)
    with answer.open(encoding="utf-8-sig", newline="") as file:
        _, *lines = csv.reader(file, delimiter=";")
    return {line[1]: dict(zip(COLUMNS, line[1:], strict=True)) for line in lines}


def compare(source: Path) -> tuple[list[str], int, int]:
    """Compare the answers with the expected report.

    Returns:
        A line for each manager whose row differs, the number of equal rows, and the number of rows.
    """
    given = rows(source / "expected_span_report.csv")
    expected = {row["manager_uuid"]: {column: row[column] for column in COLUMNS} for row in given}
    with tempfile.TemporaryDirectory() as folder:
        found = report(convert(source, Path(folder)))
    managers = list(dict.fromkeys([*expected, *found]))
    differ = [one for one in managers if found.get(one) != expected.get(one)]
    lines = [f"{one}: expected {expected.get(one)}, found {found.get(one)}" for one in differ]
    return lines, len(managers) - len(differ), len(managers)


if __name__ == "__main__":
    print(told(*compare(Path(sys.argv[1]))))
