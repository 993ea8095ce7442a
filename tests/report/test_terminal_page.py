"""The terminal page reads well: what is broken first and in full, then what is open, then the whole."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from msgspec.structs import replace

from pejl.engine.errors import Place
from pejl.engine.findings import Missing, Outcome, Severity
from pejl.engine.report.letters import width
from pejl.engine.report.source import window
from pejl.engine.report.text import render
from pejl.tests.report.conftest import HOSTILE, RESULT, finding, hostile


def test_a_violation_is_shown_with_its_source_and_its_reasons(in_design: Path) -> None:
    page = render(RESULT, "da")
    start = page.index("✗ FEJL")
    assert page[start : page.index("\n\n", start)] == (
        "✗ FEJL  span-too-wide · For bredt ledelsesspænd\n"
        "  Ældre har 41 medarbejdere, højst 30\n"
        "  design.yaml:2:5  Ældre (units aeldre)\n"
        "     2 │   - {id: aeldre, name: Ældre}\n"
        "       │     ^\n"
        "  Fordi    count(reports) = 41\n"
        "             talt med: Person 0, måske Person 1, Person 2, Person 3, Person 4, Person 5 og 35 mere\n"
        "             unit.fte = mindst 4,5\n"
        "             unit.opened = den 1. maj 2014\n"
        "             unit.closed = ukendt\n"
        "             unit.tags = a, b, ingen, ja\n"
        "  Afhjælp  Del enheden\n"
        "  Se også  Person 0 design.yaml:3:5\n"
        "           p1\n"
        "  Krav fra lokalt princip: RO-13 Klare rammer, RO-29 Effektiv ledelse\n"
        "  Note     n1: Tre eller fire?"
    )


def test_parts_come_in_the_order_of_urgency() -> None:
    page = render(RESULT, "da")
    headings = re.findall(r"^(.+)\n─", page, re.MULTILINE)
    assert headings == [
        "Ikke opfyldt: 1 fejl, 1 advarsel",
        "Kan ikke afgøres: 1",
        "Dispenseret: 1",
        "Attesteret: 1",
        "Princip for princip",
        "Regler, der ikke fandt noget at tjekke",
        "Antagelser",
        "Modsigelser og tvivl i kilderne",
        "Manglende oplysninger, der ville afgøre mest",
        "I alt",
    ]


def test_the_page_ends_with_the_counts_by_kind_of_norm() -> None:
    assert render(RESULT, "en").endswith(
        "  ✗ 1 error (local principle 1)\n"
        "  ▲ 1 warning (law 1)\n"
        "  ? 1 cannot be decided · ⊘ 1 waived · ✎ 1 attested · ✓ 1,200 met · – 2 not relevant\n"
        "  2 of 3 rules found something to check\n"
    )


def test_errors_come_before_warnings() -> None:
    mixed = (finding(severity=Severity.WARNING, rule="b"), finding(rule="a"))
    page = render(replace(RESULT, findings=mixed), "da")
    assert page.index("✗ FEJL") < page.index("▲ ADVARSEL")


def test_sixty_undecidable_findings_stay_short() -> None:
    many = tuple(
        finding(
            Outcome.UNDECIDABLE,
            entity=f"u{at}",
            name=f"Enhed {at}",
            missing=(Missing("units", f"u{at}", "head"),),
        )
        for at in range(60)
    )
    page = render(replace(RESULT, findings=many), "da")
    assert page.count("mangler: leder (head)") == 5
    assert "… og 55 mere af span-too-wide; --format json har dem alle" in page


def test_a_rule_broken_a_thousand_times_is_written_twenty_times() -> None:
    many = tuple(finding(entity=f"u{at}") for at in range(1020))
    page = render(replace(RESULT, findings=many), "da")
    assert page.count("✗ FEJL") == 20
    assert "… og 1.000 mere af span-too-wide" in page


def test_every_principle_stands_in_the_table_of_its_document() -> None:
    page = render(RESULT, "da")
    assert "Serviceetjek (Rødovre Kommune, 1. marts 2014)" in page
    assert re.search(r"✗ RO-13  Klare rammer \(✎ 1 attesteret, ⊘ 1 dispenseret\) +1\.200 +1 +1 +2\n", page)
    assert "Ingen regel tjekker: RO-30" in page


def test_rules_without_a_principle_are_not_left_out() -> None:
    page = render(RESULT, "da")
    assert re.search(
        r"Regler, som intet princip kræver\n(.*\n){3}  ✗ no-manager  Medarbejder uden leder", page
    )


def test_only_fifteen_missing_data_are_listed_and_the_rest_counted() -> None:
    block = RESULT.blocking[0]
    page = render(replace(RESULT, findings=(), blocking=(block,) * 17), "da")
    assert page.count("parameter max_span\n") == 15
    assert "… og 2 mere; --format json har dem alle" in page


@pytest.mark.parametrize("columns", [80, 100, 160])
def test_no_line_of_ordinary_text_is_wider_than_the_terminal(columns: int) -> None:
    page = render(RESULT, "da", width=columns)
    assert [text for text in page.splitlines() if width(text) > columns] == []


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_no_input_makes_the_page_endless(text: str) -> None:
    assert len(render(hostile(text), "da")) < 80_000


def test_a_file_that_is_no_text_is_not_shown(in_design: Path) -> None:
    in_design.write_bytes(b"PK\x03\x04 not text\n" * 3)
    assert "not text" not in render(RESULT, "da")


def test_a_place_outside_the_file_is_only_named(in_design: Path) -> None:
    page = render(replace(RESULT, findings=(finding(place=Place("design.yaml", 99, 1)),)), "da")
    assert "design.yaml:99:1" in page
    assert "99 │" not in page


@pytest.mark.parametrize(
    ("text", "column", "shown", "caret"),
    [
        ("id: a", 5, "id: a", 4),
        ("\tid: a", 2, "    id: a", 4),
        ("日本: a", 5, "日本: a", 6),
        ("x" * 99, 50, "…" + "x" * 18 + "…", 14),
        ("x" * 99, 1, "x" * 19 + "…", 0),
        ("x" * 99, 99, "…" + "x" * 19, 19),
        ("\x1b[1m", 2, "\\x1b[1m", 4),
        ("short", 0, "short", None),
        ("short", 6, "short", 5),
        ("short", 99, "short", None),
    ],
)
def test_a_source_line_is_cut_around_its_column(
    text: str, column: int, shown: str, caret: int | None
) -> None:
    assert window(text, column, 20) == (shown, caret)
