"""`pejl ask`: questions to a design, as tables for people and for programs."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

from pejl.tests.cli.small_design import LEJRE, Run, edit

QUESTION = ("--for", "p in positions", "p.heads", "p.reports_to", "p.unit.tasks")


def test_people_get_a_table(run: Run, folder: Path) -> None:
    result = run("ask", "design.yaml", *QUESTION, "--lang", "en")
    assert result.exit_code == 0
    header, rule, *rows = result.stdout.splitlines()
    assert header.split() == ["id", "p.heads", "p.reports_to", "p.unit.tasks"]
    assert set(rule) == {"─", " "}
    assert [row.split(maxsplit=3) for row in rows] == [
        ["boss", "1", "none", "pay, unknown"],
        ["many", "5", "boss", "pay, plan, unknown"],
    ]


def test_programs_get_numbers_and_objects(run: Run, folder: Path) -> None:
    rows = json.loads(run("ask", "design.yaml", *QUESTION, "--format", "json").stdout)
    assert rows[0]["id"] == "boss"
    assert rows[0]["p.heads"] == 1
    assert rows[0]["p.reports_to"] is None
    boss = rows[1]["p.reports_to"]
    assert (boss["table"], boss["id"], boss["name"]) == ("positions", "boss", "Boss")
    assert boss["place"]["file"] == "design.yaml"


def test_a_range_in_json_has_two_bounds(run: Run, folder: Path) -> None:
    edit(folder / "design.yaml", "heads: 5", "heads: 3..5")
    rows = json.loads(run("ask", "design.yaml", *QUESTION, "--format", "json").stdout)
    assert rows[1]["p.heads"] == {"low": 3, "high": 5}


def test_spreadsheets_get_numbers_that_they_can_count_with(run: Run, folder: Path) -> None:
    edit(folder / "design.yaml", "heads: 5", "heads: 1234567")
    for language, half in (("da", "617283,5"), ("en", "617283.5")):
        arguments = (
            "--for",
            "p in positions",
            "p.heads",
            "p.heads / 2",
            "--format",
            "csv",
            "--lang",
            language,
        )
        text = run("ask", "design.yaml", *arguments).stdout
        rows = list(csv.reader(io.StringIO(text.removeprefix("\ufeff")), delimiter=";"))
        assert rows == [
            ["id", "p.heads", "p.heads / 2"],
            ["boss", "1", rows[1][2]],
            ["many", "1234567", half],
        ]


def test_without_a_scope_the_design_itself_is_asked(run: Run, folder: Path) -> None:
    rows = json.loads(run("ask", "design.yaml", "count(units)", "--format", "json").stdout)
    assert rows == [{"id": "small", "count(units)": 2}]


def test_a_scope_without_entities_gives_an_empty_table(run: Run, folder: Path) -> None:
    arguments = ("--for", "c in committees", "c.name")
    assert run("ask", "design.yaml", *arguments, "--format", "json").stdout == "[]\n"
    assert run("ask", "design.yaml", *arguments).exit_code == 0


def test_the_answer_can_be_written_to_a_file(run: Run, folder: Path) -> None:
    result = run("ask", "design.yaml", "count(units)", "--format", "markdown", "-o", "out.md")
    assert (result.exit_code, result.stdout) == (0, "")
    assert "| small |" in (folder / "out.md").read_text(encoding="utf-8")


def test_the_base_of_a_proposal_can_be_asked(run: Run) -> None:
    arguments = ("count(units)", "count(before.units)", "--format", "json")
    rows = json.loads(run("ask", LEJRE / "proposal.yaml", *arguments).stdout)
    assert rows[0]["count(units)"] != rows[0]["count(before.units)"]
