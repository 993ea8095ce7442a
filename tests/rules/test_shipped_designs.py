"""The shipped designs: what checking them finds, and which notes tell of what is contested in the sources."""

from __future__ import annotations

import datetime as dt
from functools import cache
from pathlib import Path

import pytest

from pejl import cli
from pejl.engine.findings import CheckResult, Outcome
from pejl.engine.run import load, run_check

DESIGNS = Path(cli.__file__).resolve().parent / "designs"
DAYS = {"lejre-2014": "2014-04-02", "roedovre": "2026-01-01", "slagelse-2018": "2018-12-01"}
"""The day at which each organisation is looked at."""

COUNTS = [
    # met, violated, undecidable, not applicable
    pytest.param("lejre-2014", "as-is", (79, 39, 106, 1491), id="lejre as-is"),
    pytest.param("lejre-2014", "proposal", (371, 11, 91, 1879), id="lejre proposal"),
    pytest.param("roedovre", "as-is", (7, 4, 66, 35), id="roedovre as-is"),
    pytest.param("roedovre", "proposal", (84, 2, 179, 149), id="roedovre proposal"),
    pytest.param("slagelse-2018", "as-is", (4, 0, 50, 68), id="slagelse as-is"),
    pytest.param("slagelse-2018", "proposal", (26, 2, 85, 157), id="slagelse proposal"),
]

VIOLATED = {
    "lejre-2014": {
        ("LE-11b", "direktoer-oekonomi"): {"A3"},
        ("LE-11b", "afdelingsleder-realkapital"): {"A4"},
        ("LE-24a", "digitalisering"): set(),
        ("LE-24a", "erhverv-vaekst"): set(),
        ("LE-32", "indre-organisering-koa"): {"A12"},
        ("LE-32", "indre-organisering-te"): set(),
        ("LE-36", "veje-trafik"): {"A10"},
        ("LE-41a", "direktoer-oekonomi"): {"A3"},
        ("LE-47b", "koncernoekonomi-analyse"): {"A7", "A12"},
        ("LE-47b", "trafik-ejendom"): set(),
        ("LE-52c", "veje-trafik"): {"A10"},
    },
    "roedovre": {
        ("RO-04b", "organisering"): set(),
        ("RO-04c", "decentrale"): set(),
    },
    "slagelse-2018": {
        ("SL-21b", "forsoeg-levedygtige"): {"C3"},
        ("SL-21b", "forsoeg-myndighed"): {"C3"},
    },
}
"""What each proposal violates, and the contested points of its source that are told beside it."""


def numbered(letter: str, last: int) -> set[str]:
    return {f"{letter}{number}" for number in range(1, last + 1)}


CONTESTED = {
    "lejre-2014": numbered("A", 24),
    "roedovre": numbered("B", 6),
    "slagelse-2018": numbered("C", 7),
}
"""The points in which the source of each proposal contradicts itself or leaves something open."""
NOT_BY_A_FINDING = {
    # what these points are about is met, or belongs to the organisation as it is
    "lejre-2014": {"A1", "A5", "A15", "A17", "A18"},
    "roedovre": set(),
    "slagelse-2018": set(),
}


@cache
def checked(name: str, design: str) -> CheckResult:
    return run_check(load(DESIGNS / name / f"{design}.yaml"), dt.date.fromisoformat(DAYS[name]))


@pytest.mark.parametrize(("name", "design", "counts"), COUNTS)
def test_checking_the_design_gives_these_outcomes(
    name: str, design: str, counts: tuple[int, int, int, int]
) -> None:
    rules = checked(name, design).rules
    outcomes = ("met", "violated", "undecidable", "not_applicable")
    assert tuple(sum(getattr(rule, outcome) for rule in rules) for outcome in outcomes) == counts


@pytest.mark.parametrize("name", VIOLATED)
def test_what_the_proposal_violates_is_told_with_the_contested_points_behind_it(name: str) -> None:
    violated = [one for one in checked(name, "proposal").findings if one.outcome is Outcome.VIOLATED]
    told = {(one.rule, one.entity): set(one.notes) & CONTESTED[name] for one in violated}
    assert told == VIOLATED[name]


@pytest.mark.parametrize("name", CONTESTED)
def test_every_contested_point_of_the_source_is_a_note_of_the_proposal(name: str) -> None:
    assert CONTESTED[name] <= {note.id for note in checked(name, "proposal").notes}


@pytest.mark.parametrize("name", CONTESTED)
def test_every_contested_point_that_keeps_a_rule_from_being_met_is_cited(name: str) -> None:
    cited = {note for one in checked(name, "proposal").findings for note in one.notes}
    assert CONTESTED[name] - cited == NOT_BY_A_FINDING[name]


@pytest.mark.parametrize("name", CONTESTED)
def test_every_note_speaks_both_languages(name: str) -> None:
    for design in ("as-is", "proposal"):
        for note in checked(name, design).notes:
            assert set(note.text) == {"da", "en"}, note.id
            assert all(text.strip() for text in note.text.values()), note.id
