"""The reorganisation: two centres become one, two groups of staff are gathered, an office is closed."""

from __future__ import annotations

from collections.abc import Iterator

from pejl.engine.example.decided import decided
from pejl.engine.example.rearranged import (
    GROWTH,
    MOVED,
    NEW,
    STAYS,
    UNSETTLED,
    Change,
    closed,
    gathered,
    merged,
)
from pejl.engine.example.records import Town
from pejl.engine.example.sections import CENTRES
from pejl.engine.model.yaml_writer import in_yaml, yaml_lines

FREED = {2027: 180_000, 2028: 240_000}
MENDED = (("EB-02k", "projektkontoret"), ("EB-19a", "oekonomi-udviklingskonsulent-1"))
"""The planted faults that the proposal mends."""
ADDED = (
    ("EB-02f", "oekonomi-personalekonsulent-1"), ("EB-02f", "oekonomi-personalekonsulent-2"),
    ("EB-05a", STAYS),
    ("EB-05l", GROWTH), ("EB-12l", "digitaliseringskonsulent"), ("EB-17a", STAYS), ("EB-17b", STAYS),
    ("EB-17c", UNSETTLED), ("EB-17c", MOVED), ("EB-17d", "projektkontoret"), ("EB-23n", "systemer"),
    ("KSL-kompetenceplan", "eksempelby-forslag"),
)  # fmt: skip
"""The faults that it brings itself: a rule of the pack, and what breaks it or cannot be decided."""


def proposal(town: Town) -> Iterator[str]:
    """The proposal, line by line."""
    yield "design: eksempelby-forslag\n"
    title = {"da": "Forslag om Drift og Ejendomme i Eksempelby (opdigtet)",
             "en": "Proposal on Operations and Properties in Eksempelby (composed)"}  # fmt: skip
    yield from yaml_lines("title", title)
    yield "municipality: Eksempelby\nbased_on: as-is.yaml\neffective: 2027-04-01\n"
    yield "rules: [eksempelby, law]\n\n"
    yield from yaml_lines("notes", NOTES)
    yield "\nchanges:\n"
    for heading, changes in (
        ("Processen", decided()),
        ("To centre bliver til ét", merged(town)),
        ("Udviklingskonsulenter og personalekonsulenter samles", gathered(town)),
        ("Projektkontoret nedlægges", closed(town)),
        ("Nye stillinger", _posts()),
        ("Penge", _money(town)),
        ("Beslutninger tættere på borgeren", _decisions(town)),
    ):
        yield f"  # {heading}\n"
        for change in changes:
            yield from _change(change)


NOTES = {
    "plads": {
        "da": "To projektkonsulenters nye plads er uafklaret: én er ikke valgt, én er uden aftale.",
        "en": "The places of two project consultants are not settled: one is open, one not agreed.",
        "about": [f"positions/{UNSETTLED}", f"positions/{MOVED}"],
    },
}  # fmt: skip


def _change(change: Change) -> Iterator[str]:
    """One change: its operation on the first line, the rest below it."""
    lines = [line for key, value in change.items() for line in yaml_lines(key, value, 4)]
    whole = in_yaml(change)[1:-1]
    if len(whole) < 140 and len(change) > 1:
        lines = [f"    {key}: {in_yaml(value)}\n" for key, value in change.items()]
    yield "  - " + lines[0][4:]
    yield from lines[1:]


def _new_post(
    name: str, kind: str, unit: str, tasks: list[str], profession: str, cost: int, **more: object
) -> Change:
    """A new post with all that is known of it."""
    return {
        "name": name, "kind": kind, "unit": unit, "reports_to": f"{unit}-leder", "tasks": tasks,
        "site": "raadhuset",
        "fte": 1, "heads": 1, "professions": [profession], "cost": cost, "external_income": 0,
        "self_financing_from": None, "funding": None, "temporary": False, "starts": "2027-04-01",
        "ends": None,
        "vacant": True, "areas": [], "reviewed_at": [], "agreement": None, "administrative_share": 20,
        "essential_change": False, "notified": None, "notice": None, "tags": [],
        "source": "Beslutningsoplæg 2026 (opdigtet)", **more,
    }  # fmt: skip


def _posts() -> Iterator[Change]:
    yield {"add": {
        "tasks": {"omstilling": {
            "name": "Ledelse af omstillingen", "function": "programledelse", "area": "digitalisering",
            "kle": None,
            "kind": "projekt", "responsible": [GROWTH], "performs": [GROWTH], "advises": [], "informed": [],
            "standard_owner": ["sekretariat"], "committees": ["oekonomiudvalget"],
            "needs": ["projektledelse"],
            "workload": 0.8, "volume": 1, "citizen_facing": False, "cross_cutting": False,
            "administrative": True,
            "priority": 1, "contact": "omstilling@eksempelby.example",
            "outcome_measure": "Trin nået til tiden",
            "provisional": False, "reviewed_at": [], "tags": [], "source": "Beslutningsoplæg 2026 (opdigtet)",
        }},
        "positions": {
            "projektleder-omstilling": _new_post(
                "Projektleder for omstillingen", "projektleder", GROWTH, ["omstilling"], "projektledelse",
                690_000,
                external_income=700_000, self_financing_from="2028-04-01", funding="omstillingspuljen",
                temporary=True, ends="2028-12-31", reviewed_at=["budgetopfoelgning"],
            ),
            "digitaliseringskonsulent": _new_post(
                "Digitaliseringskonsulent", "digitaliseringskonsulent", "digitalisering",
                ["digitalisering-digitalisering"], "it", 600_000,
            ),
        },
    }}  # fmt: skip
    yield {"programme": {"omstilling": {
        "name": "Omstillingen af driften", "unit": [GROWTH], "sponsor": ["direktion-direktoer-teknik-miljoe"],
        "lead": ["projektleder-omstilling"], "steering": ["styregruppe-groen"], "anchored_in": [NEW],
        "resources": 1,
        "starts": "2027-04-01", "ends": "2028-12-31", "tags": [], "source": None,
    }}}  # fmt: skip


def _money(town: Town) -> Iterator[Change]:
    def line(name: str, unit: str, year: int, amount: int, kind: str, area: str, **more: object) -> Change:
        return {
            "name": name, "unit": unit, "position": None, "year": year, "amount": amount, "kind": kind,
            "area": area,
            "principles": ["EB-12"], "external": False, "excepted": False, "system": "Fælles økonomisystem",
            "tags": [], "source": "Beslutningsoplæg 2026 (opdigtet)", **more,
        }  # fmt: skip

    added: Change = {"netto": line("Nettoændring", "direktion", 2027, 0, "nettoændring", "alle")}
    for year, amount in FREED.items():
        added[f"frigjort-{year}"] = line(f"Frigjort ledelse {year}", NEW, year, amount, "frigjort", "ledelse")
        added[f"anvendt-{year}"] = line(
            f"Digitalisering {year}",
            "digitalisering",
            year,
            amount,
            "anvendt",
            "digitalisering",
            principles=["EB-27"],
        )
        added[f"omstilling-{year}"] = line(
            f"Projektleder {year}", GROWTH, year, 690_000, "administration", "digitalisering",
            position="projektleder-omstilling", excepted=True,
        )  # fmt: skip
    yield {"add": {"budget_lines": added}}
    lines = town.tables["budget_lines"]
    yield {"alter": {"budget_lines": {
        f"ejendomme-{year}": {"amount": int(str(lines[f"ejendomme-{year}"]["amount"])) - amount}
        for year, amount in FREED.items()
    }}}  # fmt: skip


def _decisions(town: Town) -> Iterator[Change]:
    decisions = town.tables["decisions"]
    faster = {id_: row for id_, row in decisions.items() if row["kind"] == "svar"}
    yield {"alter": {"decisions": {
        id_: {"lead_time": int(str(row["lead_time"])) - 2, **({"level": 2} if at < len(CENTRES) // 3 else {})}
        for at, (id_, row) in enumerate(faster.items())
    }}}  # fmt: skip
    yield {"decide": {"skole-1-ledelse-personer": {
        "name": f"Ansættelse af medarbejdere {town.units['skole-1'].inside}", "task": "skole-1-ledelse",
        "kind": "ansættelse", "holder": ["skole-1"], "level": 2, "minimum_level": 2, "lead_time": 14,
        "reason": "Besluttes så tæt på borgeren, som loven tillader", "communicator": ["skole-1"],
        "affects_staff": False, "med_body": None, "tags": [], "source": "Kompetenceplan 2027 (opdigtet)",
    }}}  # fmt: skip
    tasks = {task.id: task for unit in town.units.values() for task in unit.tasks}
    more, less = tasks["digitalisering-digitalisering"], tasks["oekonomi-styring"]
    yield {"alter": {"tasks": {
        more.id: {"workload": (more.workload + 200) / 1000},
        less.id: {"workload": (less.workload - 200) / 1000},
    }}}  # fmt: skip
