"""An author's mistakes are told like a good linter tells them."""

from __future__ import annotations

from pathlib import Path

import pytest

from pejl.engine.errors import PejlError, Place, Problem
from pejl.engine.report.problems import render
from pejl.tests.report.conftest import HOSTILE, RAW

MISTAKE = Problem(
    Place("design.yaml", 2, 16), "{text!r} is not a date", {"text": "Ældre"}, "write true or false"
)


def test_a_problem_points_into_its_file(in_design: Path) -> None:
    assert render(PejlError([MISTAKE]), "en") == (
        "design.yaml:2:16: error: 'Ældre' is not a date\n"
        "     2 │   - {id: aeldre, name: Ældre}\n"
        "       │                ^\n"
        "  hint: write true or false\n"
        "\n"
        "1 error\n"
    )


def test_a_problem_speaks_danish(in_design: Path) -> None:
    written = render(PejlError([MISTAKE, MISTAKE]), "da")
    assert written.startswith("design.yaml:2:16: fejl: 'Ældre' er ikke en dato\n")
    assert written.endswith("\n  tip: skriv true eller false\n\n2 fejl\n")


def test_a_problem_without_a_file_is_told_all_the_same() -> None:
    written = render(
        PejlError([Problem(None, "no such pack"), Problem(Place("gone.yaml", 3, 1), "bad")]), "en"
    )
    assert written == "error: no such pack\n\ngone.yaml:3:1: error: bad\n\n2 errors\n"


@pytest.mark.parametrize("number", ["010190-1234", "010190 1234", "0101900010"])
def test_the_line_of_a_problem_hides_a_cpr_number(tmp_path: Path, number: str) -> None:
    file = tmp_path / "design.yaml"
    file.write_text(f"  head: Jens {number}, chef\n", encoding="utf-8")
    for column in range(len(number) + 20):  # wherever the line is cut
        for width in (60, 24, 14):
            written = render(PejlError([Problem(Place(str(file), 1, column), "bad")]), "da", width=width)
            shown = written.split(" │ ")[1]
            assert not any(character.isdigit() for character in shown.split("\n")[0]), shown
    whole = render(PejlError([Problem(Place(str(file), 1, 14), "bad")]), "da")
    stars = "".join("*" if character.isdigit() else character for character in number)
    assert f"     1 │   head: Jens {stars}, chef\n       │              ^\n" in whole


def test_no_problem_repeats_a_cpr_number() -> None:
    problem = Problem(None, "{text!r} is not a date", {"text": "Jens 010190-1234"}, "did you mean {text!r}?")
    written = render(PejlError([problem]), "da")
    assert written.startswith("fejl: 'Jens ******-****' er ikke en dato\n  tip: ")
    assert "1234" not in written


def test_a_flood_of_problems_is_counted() -> None:
    written = render(PejlError([Problem(Place("a", at), "bad") for at in range(1, 1201)]), "da")
    assert written.count("fejl: bad") == 100
    assert written.endswith("1.200 fejl (1.100 af dem er ikke vist)\n")


def test_hostile_text_never_reaches_the_terminal_raw(tmp_path: Path) -> None:
    for text in HOSTILE:
        file = tmp_path / "hostile.yaml"
        file.write_text(f"a: {text}\n", encoding="utf-8", errors="replace", newline="")
        place = Place(str(file), 1, 4)
        written = render(PejlError([Problem(place, "{x} in {y!r}", {"x": text, "y": text}, "{x}")]), "da")
        assert not set(RAW) & set(written)
        assert max(map(len, written.splitlines()[1:3])) <= 200


def test_colour_is_only_paint() -> None:
    written = render(PejlError([MISTAKE]), "da", colour=True)
    assert "\x1b[1;31m" in written
    assert "\x1b" not in render(PejlError([MISTAKE]), "da")
