"""How the reorganisation was heard, decided and put into effect; and what follows it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pejl.engine.example.process import COUNCIL, FINANCE, INWARD, MAIN, NEW, OUTWARD, action, event_row

UNITS = ("vej-park", "ejendomme", "projektkontoret", "oekonomi", "sekretariat")
STAFF, CITIZENS, UNIONS = "medarbejdere", "borgere", "faglige organisationer"


def decided() -> Iterator[dict[str, Any]]:
    """The changes that add events and actions."""
    yield {"event": dict(_heard())}
    yield {"event": dict(_settled())}
    yield {"add": {"actions": dict(_actions())}}


def _heard() -> Iterator[tuple[str, Any]]:
    yield "dialog-drift", event_row("Dialogmøder om driften", "dialog", "2026-09-22", "hr",
        groups=(STAFF, "ledere"),
                                    units=UNITS, follows=("evaluering-2026", "analyse-drift"))  # fmt: skip
    yield "orientering", event_row("Møde for de berørte enheder", "informeret", "2026-10-06", "hr",
        groups=(STAFF,),
                                   units=UNITS)  # fmt: skip
    yield "hoering", event_row("Høring om forslaget", "høring", "2026-10-12", "sekretariat",
                               groups=(STAFF, CITIZENS, UNIONS), units=UNITS,
                               follows=("dialog-drift",))  # fmt: skip
    yield "hoeringssvar", event_row("Samlede høringssvar", "høringssvar", "2026-11-02", "sekretariat",
                                    groups=(STAFF, CITIZENS, UNIONS), follows=("hoering",))  # fmt: skip
    yield "med", event_row("Drøftelse i Hovedudvalget", "MED-drøftet", "2026-11-05", "hr", body=MAIN,
        groups=(STAFF,),
                           units=UNITS, follows=("hoeringssvar",))  # fmt: skip
    yield (
        "amo",
        event_row("Arbejdsmiljøorganisationen inddraget", "AMO inddraget", "2026-11-05", "hr", body=MAIN),
    )
    yield "opgoerelse", event_row("Økonomisk opgørelse", "økonomisk opgørelse", "2026-11-10", "oekonomi",
                                  follows=("hoeringssvar",))  # fmt: skip
    yield "partshoering", event_row("Partshøring af chefen for Ejendomme", "partshøring", "2026-11-13", "hr",
                                    units=("ejendomme",))  # fmt: skip


def _settled() -> Iterator[tuple[str, Any]]:
    basis = ("evaluering-2026", "hoering", "med", "opgoerelse")
    yield "indstilling", event_row("Indstilling til Kommunalbestyrelsen", "indstilling", "2026-11-17",
        "sekretariat",
                                   committee=FINANCE, follows=basis)  # fmt: skip
    yield (
        "behandling-oeu",
        event_row(
            "Behandling i Økonomiudvalget", "behandlet", "2026-11-17", "sekretariat", committee=FINANCE
        ),
    )
    yield (
        "behandling-kb",
        event_row(
            "Behandling i Kommunalbestyrelsen", "behandlet", "2026-11-26", "sekretariat", committee=COUNCIL
        ),
    )
    yield "beslutning", event_row("Beslutning om Drift og Ejendomme", "besluttet", "2026-11-26",
        "sekretariat",
                                  committee=COUNCIL, groups=(STAFF, CITIZENS), affected=(STAFF, CITIZENS),
                                  units=("drift-ejendomme", "oekonomi", "sekretariat"),
                                  follows=("indstilling", *basis))  # fmt: skip
    yield "indre", event_row("Indre organisering af Plan og Økonomi", "indre organisering", "2027-01-15",
        "teknik-miljoe",
                             units=("vej-park", "ejendomme"),
                             follows=("dialog-drift", "beslutning"))  # fmt: skip
    yield (
        "bemanding",
        event_row("Bemanding på plads", "bemanding", "2027-03-01", "hr", follows=("beslutning",)),
    )
    yield (
        "med-struktur",
        event_row("MED-aftalen tilpasset", "MED-struktur tilpasset", "2027-03-09", "hr", body=MAIN),
    )
    yield (
        "ikraft",
        event_row(
            "Omstillingen træder i kraft", "ikrafttræden", "2027-04-01", "direktion", follows=("beslutning",)
        ),
    )
    yield "flytning", event_row("Fælles plads i Teknikhuset", "flytning", "2027-05-03", "teknik-miljoe")
    yield "apv", event_row("Arbejdspladsvurdering efter omstillingen", "APV", "2027-10-01", "hr", body=MAIN)
    yield (
        "navngivning",
        event_row("Nye navne på mødelokaler og postkasser", "åbent punkt", "2027-04-15", "sekretariat"),
    )
    yield "systemer", event_row("Fælles system til opgaver i driften", "åbent punkt", "2027-06-01", None)


def _actions() -> Iterator[tuple[str, Any]]:
    yield "sammenlaegning", action(
        "Sammenlægning af to centre", "strukturændring", "politisk", NEW, INWARD, ("sammenhæng", "kvalitet"),
        "teknik-miljoe", "2026-12-01", "2027-12-31", ("faelles-drift",), status="2026-12-01",
        evaluation="2028-04-01",
        based_on=("beslutning",),
    )  # fmt: skip
    yield "uddannelse", action(
        "Uddannelse i projektledelse", "kompetenceudvikling", "organisatorisk", NEW, OUTWARD,
        ("kvalitet", "nærhed"),
        "hr", "2027-01-15", "2027-11-30", ("sammenlaegning",), status="2027-01-15", evaluation="2027-12-15",
        based_on=("beslutning",), professions=("projektledelse",),
    )  # fmt: skip
