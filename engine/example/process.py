"""What happens over time: events, actions, programmes and attestations."""

from __future__ import annotations

from pejl.engine.example.money import REVIEW, YEARS
from pejl.engine.example.records import Cell, Town

COUNCIL, FINANCE, MAIN = "kommunalbestyrelsen", "oekonomiudvalget", "med-hovedudvalg"
GOALS = ("nærhed", "kvalitet", "sammenhæng")


def add_process(town: Town) -> None:
    """Add what is under way before the reorganisation."""
    _events(town)
    _programmes(town)
    _actions(town)
    _attestations(town)


def event(
    town: Town, id_: str, name: str, kind: str, date: str, owner: str, *, body: str | None = None,
    committee: str | None = None, groups: tuple[str, ...] = (), units: tuple[str, ...] = (),
    follows: tuple[str, ...] = (),
) -> None:  # fmt: skip
    """Add an event."""
    town.add("events", id_, **event_row(
        name, kind, date, owner, body=body, committee=committee, groups=groups, units=units, follows=follows
    ))  # fmt: skip


def event_row(
    name: str, kind: str, date: str | None, owner: str | None, *, body: str | None = None,
    committee: str | None = None, groups: tuple[str, ...] = (), affected: tuple[str, ...] = (),
    units: tuple[str, ...] = (), follows: tuple[str, ...] = (),
) -> dict[str, Cell]:  # fmt: skip
    """An event with all its fields."""
    return {
        "name": name, "kind": kind, "date": date, "body": body, "committee": committee, "groups": groups,
        "affected": affected, "units": units, "owner": owner, "document": f"{name} (opdigtet)",
        "follows": follows,
    }  # fmt: skip


def _events(town: Town) -> None:
    event(town, "evaluering-2026", "Evaluering af organisationen", "evaluering", "2026-03-20", "udvikling",
          groups=("ledere", "medarbejdere"))  # fmt: skip
    event(
        town,
        "analyse-drift",
        "Analyse af driften",
        "analyse",
        "2026-05-29",
        "oekonomi",
        follows=("evaluering-2026",),
    )
    event(
        town,
        "politik-naerhed",
        "Politik for nærhed",
        "politik",
        "2026-06-18",
        "sekretariat",
        committee=COUNCIL,
    )
    event(town, "budget-2027", "Budget 2027", "budget", "2026-10-08", "oekonomi", committee=COUNCIL)
    event(
        town, "revision-2025", "Bemærkning om afstemninger", "revisionsbemærkning", "2026-06-15", "oekonomi"
    )
    event(town, "svar-2025", "Svar på bemærkning om afstemninger", "svar på revisionsbemærkning",
        "2026-08-27",
          "oekonomi", committee=COUNCIL, follows=("revision-2025",))  # fmt: skip
    event(
        town,
        REVIEW,
        "Budgetopfølgning i foråret 2027",
        "budgetopfølgning",
        "2027-05-20",
        "oekonomi",
        committee=FINANCE,
    )
    event(town, "apv-2026", "Arbejdspladsvurdering 2026", "trivselsmåling", "2026-04-10", "hr", body=MAIN)
    event(town, "ny-placering", "Ny vurdering af ungevejledningen", "genvurdering", "2027-09-01", "job")


def _programmes(town: Town) -> None:
    leads = [post.id for post in town.units["udvikling"].posts if post.kind == "udviklingskonsulent"]
    for key, name, area, receiver, lead in (
        ("digital", "Det digitale løft", "social-arbejde", "digitalisering", leads[0]),
        ("groen", "Grøn drift", "teknik-miljoe", "vej-park", leads[1]),
    ):
        town.add(
            "programmes", key, name=name, unit=["udvikling"], sponsor=[f"direktion-direktoer-{area}"],
            lead=[lead],
            steering=[f"styregruppe-{key}"], anchored_in=[receiver], resources=2.5, starts="2026-01-01",
            ends="2028-12-31",
        )  # fmt: skip


def action(
    name: str, kind: str, track: str, sort: str, scope: str, goals: tuple[str, ...], owner: str, starts: str,
    ends: str,
    linked_to: tuple[str, ...], *, status: str, evaluation: str, outcome: str | None = None,
    based_on: tuple[str, ...] = ("politik-naerhed",), professions: tuple[str, ...] = (),
    tags: tuple[str, ...] = (),
    lines: tuple[str, ...] = (f"sekretariat-{YEARS[0]}",),
) -> dict[str, Cell]:  # fmt: skip
    """An action with all its fields."""
    return {
        "name": name, "kind": kind, "track": track, "principles": goals, "owner": owner, "starts": starts,
        "ends": ends, "status_date": status, "evaluation_date": evaluation, "outcome": outcome,
        "criterion": "Mindst to af tre deltagere vil fortsætte", "based_on": based_on, "linked_to": linked_to,
        "budget_lines": lines, "knowledge_owner": "udvikling", "professions": professions,
        "tags": [sort, scope, *tags],
    }  # fmt: skip


NEW, KNOWN = "ny praksis", "eksisterende praksis"
INWARD, OUTWARD = "indadtil", "udadtil"


def _actions(town: Town) -> None:
    for id_, row in {
        "faelles-drift": action(
            "Forsøg med fælles drift i to byer", "forsøg", "organisatorisk", NEW, INWARD,
            ("sammenhæng", "kvalitet"),
            "vej-park", "2025-09-01", "2026-06-30", ("naerhedsplan",), status="2026-06-30",
            evaluation="2026-08-15",
            outcome="udbredes", based_on=("evaluering-2026",), tags=("forsøg",),
        ),
        "naerhedsplan": action(
            "Handleplan for nærhed", "handleplan", "politisk", NEW, OUTWARD, ("nærhed", "sammenhæng"),
            "sekretariat",
            "2026-07-01", "2027-12-31", ("faelles-drift",), status="2026-09-30", evaluation="2027-12-31",
        ),
        "faste-teams": action(
            "Faste teams i hjemmeplejen", "forsøg", "organisatorisk", KNOWN, OUTWARD, ("kvalitet",), "omsorg",
            "2026-02-01", "2027-06-30", ("naerhedsplan",), status="2026-09-15", evaluation="2027-06-30",
            based_on=("evaluering-2026",), tags=("forsøg",),
        ),
        "ledelse-paa-afstand": action(
            "Nærmere ledelse", "analyse", "organisatorisk", KNOWN, INWARD, ("nærhed",), "hr", "2026-08-01",
            "2027-01-31",
            ("naerhedsplan",), status="2026-09-20", evaluation="2027-02-28",
        ),
    }.items():  # fmt: skip
        town.add("actions", id_, **row)


def _attestations(town: Town) -> None:
    for id_, rule, statement, by, date in (
        ("vaerdier", "EB-26e", "Kerneopgaven er drøftet i alle centre", "kommunaldirektør", "2026-09-10"),
        ("upartisk", "WBL-upartisk", "Borgerrådgivningen modtager ingen instrukser i enkeltsager",
            "sekretariatschef",
         "2026-09-24"),
    ):  # fmt: skip
        town.add(
            "attestations", id_, name=statement, rule=rule, holds=True, statement=statement, by=by, date=date,
            until="2029-12-31", document="Notat til Direktionen (opdigtet)",
        )  # fmt: skip
