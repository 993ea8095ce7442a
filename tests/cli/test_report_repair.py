"""`pejl report --repair`: the smallest change that mends every error, in the report."""

from __future__ import annotations

from pathlib import Path

import pytest

from pejl.tests.cli.small_design import Run, edit

AS_OF = ("--as-of", "2014-04-02")


def written(run: Run, folder: Path, *more: str, language: str = "en") -> str:
    """The compliance report of the small design as Markdown."""
    result = run("report", "design.yaml", *AS_OF, *more, "-o", "r.md", "--lang", language)
    assert result.exit_code == 0, result.stderr
    return (folder / "r.md").read_text(encoding="utf-8")


def test_nothing_is_searched_for_unless_it_is_asked_for(run: Run, folder: Path) -> None:
    assert "The smallest repair" not in written(run, folder)


@pytest.mark.parametrize(
    "language, heading, sentence",
    [
        (
            "en",
            "## The smallest repair",
            "Errors that can be mended without a new one: 1 of 1. Changes it takes: 1.",
        ),
        (
            "da",
            "## Den mindste udbedring",
            "Fejl, der kan bringes i orden uden en ny: 1 af 1. Ændringer, det kræver: 1.",
        ),
    ],
)
def test_the_changes_stand_in_the_report_the_same_each_time(
    run: Run, folder: Path, language: str, heading: str, sentence: str
) -> None:
    edit(folder / "design.yaml", "  build: {name: Build}\n", "")
    text = written(run, folder, "--repair", language=language)
    assert heading in text
    assert sentence in text
    assert "| Pay |" in text[text.index(heading) :]
    assert written(run, folder, "--repair", language=language) == text


def test_why_nothing_can_be_searched_for_is_said(run: Run, folder: Path) -> None:
    edit(folder / "design.yaml", "responsible: [top, a]", "responsible: [top]")
    text = written(run, folder, "--repair")
    assert "the design has no errors to mend" in text[text.index("## The smallest repair") :]


def test_it_goes_with_a_compliance_report(run: Run, folder: Path) -> None:
    result = run("report", "design.yaml", "--kind", "proposal", "--repair", "-o", "r.md", "--lang", "en")
    assert result.exit_code == 2
    assert "--repair goes with --kind compliance" in result.stderr
