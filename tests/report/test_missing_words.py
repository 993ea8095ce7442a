"""Missing data is told by what the schema calls a field, and by the name it has in the file."""

from __future__ import annotations

import pytest

from pejl.engine.findings import Missing, Outcome
from pejl.engine.report.words import missing_word, missing_words
from pejl.tests.report.conftest import finding

CHIEF = Missing("positions", "chef-veje-trafik", "reports_to")


@pytest.mark.parametrize(
    ("missing", "language", "shown"),
    [
        (CHIEF, "da", "positions chef-veje-trafik: refererer til (reports_to)"),
        (CHIEF, "en", "positions chef-veje-trafik: reports_to"),
        (Missing("units", "aeldre", "kind"), "en", "units aeldre: kind of unit (kind)"),
        (Missing("units", "aeldre", "budget"), "da", "units aeldre: budget pr. år (budget)"),
        (Missing("units", "aeldre", "positions"), "da", "units aeldre: positions"),
        (Missing("units", "aeldre", "own_field"), "da", "units aeldre: own_field"),
        (Missing("design", "lejre", "effective"), "da", "design lejre: effective"),
        (Missing("units", None, ""), "da", "resten af enheder (units)"),
        (Missing("parameters", "lejre-2014", "max_span"), "da", "parameter max_span"),
        (Missing("attestations", None, "LE-01"), "da", "en attestation af LE-01"),
        (Missing("attestations", "a1", "by"), "da", "attestations a1: afgivet af (funktion) (by)"),
    ],
)
def test_a_missing_field_has_its_label_beside_its_name(missing: Missing, language: str, shown: str) -> None:
    assert missing_word(missing, language) == shown


def test_the_name_of_an_entity_comes_before_what_it_lacks() -> None:
    name = "Chef for Veje & Trafik"
    assert (
        missing_word(CHIEF, "da", name) == f"{name}: refererer til (positions chef-veje-trafik, reports_to)"
    )
    inverse = Missing("units", "ksu", "positions")
    assert missing_word(inverse, "da", "KSU") == "KSU: positions (units ksu, positions)"
    assert missing_word(Missing("parameters", "p", "max_span"), "da", name) == "parameter max_span"


def test_a_finding_gathers_what_it_lacks_by_field() -> None:
    lacking = (
        Missing("units", "aeldre", "head"),
        Missing("units", "aeldre", "positions"),
        *(Missing("positions", f"p{at}", "reports_to") for at in range(5)),
        Missing("units", "b", "children"),
        Missing("parameters", "lejre-2014", "max_span"),
    )
    found = finding(Outcome.UNDECIDABLE, missing=lacking)
    assert missing_words(found, "da", 6) == (
        "leder (head), positions, refererer til (positions.reports_to: p0, p1, p2, p3, p4), "
        "units.children (b), parameter max_span"
    )
    assert missing_words(found, "en", 3) == (
        "head, positions, positions.reports_to (p0, p1, p2 and 2 more) and 2 more"
    )
