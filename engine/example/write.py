"""The municipality as the files of a folder: large tables as CSV, all else in YAML."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path

from pejl.engine.example.proposal import proposal
from pejl.engine.example.records import Cell, Post, Row, Task, Town, Unit
from pejl.engine.example.text import csv_lines, in_csv
from pejl.engine.model.columns import decimal
from pejl.engine.model.schema import FTE_STEP, MODELS
from pejl.engine.model.yaml_writer import yaml_lines

COLUMNS = {model.table: list(model.model_fields) for model in MODELS}
AS_CSV = (
    "units", "positions", "tasks", "decisions", "pathways", "bodies", "interfaces", "sites", "budget_lines",
    "allocations",
)  # fmt: skip
IN_YAML = ("committees", "programmes", "networks", "events", "attestations", "actions", "arenas")
EFFECTIVE = "2026-10-01"
READMES = Path(__file__).parent / "readme"
HEADER = """\
# {title} er en opdigtet kommune: ingen kommune ser sådan ud, og ingen personer er nævnt.
# Skrevet af: pejl init MAPPE --example {size} --seed {seed}
"""
POSTS_SINCE = "2023-01-01"
"""The day that permanent posts are counted from."""
OFFICE = (
    "stab",
    "forvaltning",
    "direktion",
    "område",
    "distrikt",
    "storområde",
    "uafhængig",
    "projektkontor",
)
SHARES = {"manager": "32", "office": "20", "clerk": "60", "other": "10"}
"""How much of the time of posts goes to administration, in percent."""


def files(town: Town, language: str) -> Iterator[tuple[str, Iterable[str]]]:
    """Each file of the folder with its text, in pieces because some are large."""
    header = HEADER.format(title="Eksempelby", size=town.size, seed=town.seed)
    yield "README.md", [_readme(town, language)]
    yield "as-is.yaml", [header, *_as_is(town)]
    yield "proposal.yaml", [header, *proposal(town)]
    units = town.units.values()
    yield "units.csv", csv_lines(COLUMNS["units"], {unit.id: _unit(unit) for unit in units})
    yield "positions.csv", _lines("positions", (_post(post) for unit in units for post in unit.posts))
    yield "tasks.csv", _lines("tasks", (_task(task) for unit in units for task in unit.tasks))
    for table in AS_CSV[3:]:
        yield f"{table}.csv", csv_lines(COLUMNS[table], town.tables[table])


def _readme(town: Town, language: str) -> str:
    text = (READMES / f"{language}.md").read_text(encoding="utf-8")
    grouped = f"{town.size:,}".replace(",", "." if language == "da" else ",")
    return (
        text.replace("{positions}", grouped)
        .replace("{size}", str(town.size))
        .replace("{seed}", str(town.seed))
    )


def _as_is(town: Town) -> Iterator[str]:
    yield "design: eksempelby\n"
    yield from yaml_lines("title", {"da": "Eksempelby (opdigtet)", "en": "Eksempelby (composed)"}, 0)
    yield f"municipality: Eksempelby\neffective: {EFFECTIVE}\nrules: [eksempelby, law]\n\n"
    yield from yaml_lines("notes", NOTES)
    yield "\n"
    for table in AS_CSV:
        yield f"{table}: {table}.csv\n"
    for table in IN_YAML:
        yield "\n"
        rows = {
            id_: {name: row.get(name) for name in COLUMNS[table]} for id_, row in town.tables[table].items()
        }
        yield f"{table}:\n"
        for id_, row in rows.items():
            yield from yaml_lines(id_, row, 2)


NOTES: Mapping[str, Mapping[str, Cell]] = {
    "opdigtet": {
        "da": "Eksempelby findes ikke. Alt er opdigtet, og nogle få fejl er lagt ind med vilje.",
        "en": "There is no Eksempelby. Everything is composed, and a few faults are planted on purpose.",
        "about": ["units/kommunalbestyrelsen"],
    },
    "projektkontoret": {
        "da": "Projektkontoret blev oprettet i 2024 uden en leder. Forslaget nedlægger det.",
        "en": "The project office was opened in 2024 without a head. The proposal closes it.",
        "about": ["units/projektkontoret"],
    },
}  # fmt: skip


def _lines(table: str, rows: Iterable[str]) -> Iterator[str]:
    yield ";".join(["id", *COLUMNS[table]]) + "\n"
    yield from rows


def _unit(unit: Unit) -> Row:
    return {
        "name": unit.name, "kind": unit.kind, "parent": unit.parent.id if unit.parent else None,
        "head": unit.head.id if unit.head else None, "site": unit.site, **unit.more,
    }  # fmt: skip


@cache
def _fte(thousandths: int) -> str:
    return decimal(thousandths, FTE_STEP)


class Line:
    """A line of a large table: what most rows have, in the order of the schema."""

    def __init__(self, table: str, usual: Row) -> None:
        names = ["id", *COLUMNS[table]]
        self.places = {name: at for at, name in enumerate(names)}
        self.usual = [in_csv(usual.get(name)) for name in names]

    def of(self, own: Mapping[str, str], more: Row | None) -> str:
        """The line of a row, with what it says itself and with what is rare."""
        cells, places = self.usual.copy(), self.places
        for name, cell in own.items():
            cells[places[name]] = cell
        if more:
            for name, value in more.items():
                cells[places[name]] = in_csv(value)
        return ";".join(cells) + "\n"


POSITIONS = Line("positions", {
    "source": "Stillingsoversigt 2026", "external_income": 0, "funding": "driftsbudgettet",
    "temporary": False, "starts": POSTS_SINCE, "vacant": False, "essential_change": False, "notice": 90,
})  # fmt: skip
TASKS = Line("tasks", {"source": "Opgavekatalog 2026", "cross_cutting": False, "provisional": False})


def _post(post: Post) -> str:
    unit = post.unit
    if post.manager:
        share = "manager"
    elif post.professions == ("administration",):
        share = "clerk"
    else:
        share = "office" if unit.kind in OFFICE else "other"
    own = {
        "id": post.id, "name": post.title, "kind": post.kind, "unit": unit.id,
        "reports_to": post.boss.id if post.boss else "none",
        "tasks": "|".join([task.id for task in post.tasks]) or "none", "site": unit.site,
        "fte": _fte(post.fte), "heads": str(post.heads),
        "professions": "|".join(post.professions) or "none", "cost": str(post.cost),
        "administrative_share": SHARES[share],
    }  # fmt: skip
    return POSITIONS.of(own, post.more)


def _task(task: Task) -> str:
    unit = task.unit
    own = {
        "id": task.id, "name": task.name, "function": task.function, "area": unit.area, "kind": task.kind,
        "responsible": unit.id, "performs": unit.id, "standard_owner": unit.standard,
        "committees": unit.committee, "needs": "|".join(task.needs) or "none",
        "workload": _fte(task.workload), "volume": str(task.workload * 60 // 1000 + 12),
        "citizen_facing": in_csv(task.citizen), "priority": "1" if task.citizen else "2",
        "administrative": in_csv(not task.citizen and task.kind != "ledelse"),
        "contact": f"{unit.id}@eksempelby.example", "outcome_measure": task.measure,
    }  # fmt: skip
    return TASKS.of(own, task.more)
