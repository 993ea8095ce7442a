"""Who permits, who attests, what a proposal changes and what many entities lack is in every report."""

from __future__ import annotations

import datetime as dt
import json

import jsonschema
import pytest
from msgspec.structs import replace

from pejl.engine.findings import Blocking, Change, Evidence, Finding, Missing, Outcome, Waiver
from pejl.engine.report import json_format
from pejl.engine.report.formats import render
from pejl.engine.report.words import fate_word
from pejl.tests.report.conftest import HOSTILE, PLACED, RAW, RESULT, finding

WAIVER = Waiver(
    "w1", "span-too-wide", "skole", "Direktionen", "Flytning er i gang", "Punkt 7",
    dt.date(2014, 1, 1), dt.date(2014, 12, 31), 41, "used", PLACED,
)  # fmt: skip
SIGNED = (
    Evidence("holds", True),
    Evidence("by", "Borgmesteren"),
    Evidence("date", dt.date(2014, 3, 2)),
    Evidence("document", "Referat 12"),
)
LEDGER = (
    Change("moved", "tasks", "plan", "responsible", "a", "b", "", PLACED),
    Change("moved", "tasks", "pay", "responsible", "a", "b"),
    *(Change("followed", "positions", f"p{at}", "unit", "a", "b") for at in range(25)),
    Change("ambiguous", "positions", "boss", "tasks", "plan", "pay", "note", PLACED),
)
WHOLE = replace(
    RESULT,
    findings=(
        finding(Outcome.WAIVED, entity="skole", name="Skole", waiver="w1"),
        finding(Outcome.ATTESTED, entity="stab", name="Stab", evidence=SIGNED, explained=False),
    ),
    waivers=(WAIVER,),
    ledger=LEDGER,
)


@pytest.mark.parametrize("name", ["text", "markdown", "csv", "sarif", "junit", "json"])
@pytest.mark.parametrize(
    "said",
    ["Direktionen", "Flytning er i gang", "Punkt 7", "2014", "41", "Borgmesteren", "Referat 12"],
)
def test_who_answers_is_told_in_every_format(name: str, said: str) -> None:
    bare = replace(WHOLE, as_of=dt.date(2013, 1, 1), ledger=(), documents=(), notes=())
    assert said in render(name, bare, "da")


def test_a_waiver_is_told_in_one_line() -> None:
    page = " ".join(render("text", WHOLE, "da", width=140).split())
    assert (
        "Skole — Flytning er i gang (ansvarlig: Direktionen; beslutning: Punkt 7; "
        "til og med: den 31. december 2014; grænse: 41) [w1]"
    ) in page
    assert "attesteret af Borgmesteren, den 2. marts 2014: Referat 12" in page


def test_json_has_the_waivers_the_ledger_and_what_was_explained() -> None:
    data = json.loads(render("json", WHOLE, "en"))
    jsonschema.validate(data, json_format.schema(), jsonschema.Draft202012Validator)
    assert data["waivers"][0]["until"] == "2014-12-31"
    assert [one["what"] for one in data["ledger"]] == ["moved"] * 2 + ["followed"] * 25 + ["ambiguous"]
    assert [one["explained"] for one in data["findings"]] == [True, False]
    assert {(one["incomplete"], one["needs_base"]) for one in data["rules"]} == {(False, False)}


def test_every_named_entity_in_json_has_a_place() -> None:
    named = RESULT.findings[0].related[0]
    counted = replace(RESULT.findings[0].evidence[0].counted[0], entity=named)
    proof = Evidence("count(x)", named, (counted,))
    data = json.loads(render("json", replace(RESULT, findings=(finding(evidence=(proof,)),)), "en"))
    jsonschema.validate(data, json_format.schema(), jsonschema.Draft202012Validator)
    evidence = data["findings"][0]["evidence"][0]
    place = {"file": "design.yaml", "line": 3, "column": 5}
    assert evidence["value"]["place"] == evidence["counted"][0]["entity"]["place"] == place


def test_the_page_counts_changes_and_shows_what_nobody_wrote() -> None:
    page = render("text", WHOLE, "da", width=140)
    assert "Ændringer: 28" in page
    assert "2 flyttet · 25 fulgt med · 1 flertydig" in page
    assert "flertydig: positions boss: tasks plan → pay design.yaml:3:5" in page
    assert page.count("fulgt med: positions") == 19
    assert "… og 6 mere" in page
    assert "flyttet: tasks" not in page


def test_markdown_has_a_table_of_the_changes() -> None:
    page = render("markdown", WHOLE, "da")
    assert "## Ændringer" in page
    assert "| flyttet | tasks plan | responsible | a | b |  |" in page


@pytest.mark.parametrize("name", ["text", "markdown", "csv", "sarif", "junit", "json"])
@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_no_waiver_or_change_gets_through_raw(name: str, text: str) -> None:
    waiver = replace(WAIVER, id=text, owner=text, reason=text, decision=text, until=text)
    change = Change("ambiguous", text, text, text, text, text, text)
    signed = tuple(replace(one, value=text) for one in SIGNED)
    hostile = replace(
        WHOLE,
        findings=(finding(Outcome.WAIVED, waiver=text), finding(Outcome.ATTESTED, evidence=signed)),
        waivers=(waiver,),
        ledger=(change,),
    )
    written = render(name, hostile, "da")
    assert [char for char in RAW if char in written] == []


def lacking(*fields: tuple[str, str]) -> Finding:
    missing = tuple(Missing("tasks", entity, name) for entity, name in fields)
    return finding(Outcome.UNDECIDABLE, missing=missing)


def test_what_many_lack_is_one_line_and_what_decides_comes_first() -> None:
    findings = [lacking((f"t{at}", "contact")) for at in range(7)]
    findings += [lacking(("t1", "contact"), ("t2", "contact")), lacking(("t1", "contact"), ("t1", "kle"))]
    blocks = [Blocking(Missing("tasks", f"t{at}", "contact"), 2, 1, ()) for at in range(7)]
    blocks += [
        Blocking(Missing("tasks", "t1", "kle"), 90, 0, ()),
        Blocking(Missing("units", "a", "head"), 9, 9, ()),
    ]
    result = replace(RESULT, findings=tuple(findings), blocking=tuple(blocks))
    page = render("text", result, "da")
    start = page.index("Manglende oplysninger")
    rows = page[start:].splitlines()[3:6]
    assert [row.split()[:2] for row in rows] == [["9", "9"], ["8", "9"], ["0", "90"]]
    assert "(contact) på 7 opgaver" in rows[1]
    assert "(contact) på 7 opgaver: indgår i 9, afgør alene 8" in render("markdown", result, "da").replace(
        "\\", ""
    )


@pytest.mark.parametrize(
    ("state", "status", "told"),
    [
        ("used", "deviation-approved", "tillader bruddet"),
        ("unused", "open", "Dispensationen bruges ikke"),
        ("expired", "open", "Dispensationen gælder ikke længere"),
        ("not-begun", "open", "Dispensationen gælder ikke endnu"),
        ("exceeded", "open", "Overtrædelsen er større end dispensationen"),
        ("may-be-exceeded", "open", "Overtrædelsen er måske større end dispensationen"),
        ("unmeasured", "open", "Reglen måler intet, som dispensationens grænse kan sammenlignes med"),
        ("refused", "open", "Reglen kan ikke dispenseres"),
        ("unknown", "open", "Dispensationen nævner noget, der ikke findes"),
    ],
)
def test_oscal_approves_only_what_a_waiver_permits(state: str, status: str, told: str) -> None:
    result = replace(WHOLE, waivers=(replace(WAIVER, fate=state),))
    (page,) = json.loads(render("oscal", result, "da"))["assessment-results"]["results"]
    (risk,) = page["risks"]
    assert risk["status"] == status
    assert {one["name"]: one["value"] for one in risk["props"]}["fate"] == state
    assert fate_word(state, "da") == told
    jsonschema.validate(
        json.loads(render("json", result, "da")), json_format.schema(), jsonschema.Draft202012Validator
    )


def test_a_waiver_without_a_decision_says_so() -> None:
    page = " ".join(render("text", replace(WHOLE, waivers=(replace(WAIVER, decision=""),)), "da").split())
    assert "beslutning: ingen beslutning angivet" in page
