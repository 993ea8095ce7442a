"""`pejl rules`: listing, showing and testing rules, coverage of principles, schemas."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import jsonschema
import pytest

from pejl.engine.language.packs import shipped
from pejl.engine.report import rule_page
from pejl.engine.run import load_rule_packs
from pejl.tests.cli.small_design import Run, edit

PAGE = """\
one · One is responsible
pack pack · house default · error

Why
  Because

Principles
  P1 · Responsibility
    The paper (The board, 1 April 2014), section 2, page 3
    “One”

The rule
  for        t in tasks
  require    count(t.responsible) == 1

Message
  {t.name} has {count(t.responsible)}

Remedy
  Choose

Waiver
  A violation can be waived. The limit is how far off this may be: count(t.responsible)

Examples
  good: 1, bad: 1, unclear: 0

Written in
  pack/one.yaml:1:1
"""


def test_a_rule_is_shown_as_a_page(run: Run, folder: Path) -> None:
    assert run("rules", "show", "one", "--rules", "pack", "--lang", "en").stdout == PAGE


def test_the_page_tells_an_assumed_and_an_unknown_parameter(run: Run, folder: Path) -> None:
    shown = run("rules", "show", "span", "--rules", "pack", "--lang", "da").stdout
    assert "3 people [antaget] · Højst" in shown
    edit(folder / "pack" / "pack.yaml", "value: 3", "value: unknown, type: number")
    assert "ukendt · Højst" in run("rules", "show", "span", "--rules", "pack", "--lang", "da").stdout


def test_the_page_of_a_judged_rule_shows_the_question(run: Run, folder: Path) -> None:
    shown = run("rules", "show", "judged", "--rules", "pack", "--lang", "en").stdout
    assert "A human judges\n  Is it good?" in shown
    assert "The rule has no examples." in shown


def test_the_page_says_when_a_rule_cannot_be_waived(run: Run, folder: Path) -> None:
    shown = run("rules", "show", "lost", "--rules", "pack", "--lang", "da").stdout
    assert "Der kan ikke dispenseres fra denne regel." in shown
    assert "Intet princip kræver denne regel." in shown


@pytest.mark.slow
@pytest.mark.parametrize("pack", shipped())
def test_every_shipped_rule_has_a_page(pack: str) -> None:
    found = load_rule_packs([pack])
    assert found.rules
    for rule in found.rules:
        for language in ("da", "en"):
            assert rule_page.render(rule, found, language).startswith(f"{rule.id} · ")


def test_every_shipped_rule_is_listed(run: Run) -> None:
    listed = json.loads(run("rules", "list", "--format", "json", "--lang", "en").stdout)
    packs = {rule["pack"] for rule in listed}
    assert packs == set(shipped())


def test_a_shipped_rule_is_shown_with_the_parameters_of_its_own_pack(run: Run) -> None:
    assert "2 hoveder" in run("rules", "show", "minimum-environment", "--lang", "da").stdout


def test_rules_are_listed(run: Run, folder: Path) -> None:
    text = run("rules", "list", "pack", "--format", "csv", "--lang", "en").stdout
    rows = list(csv.reader(io.StringIO(text.removeprefix("\ufeff")), delimiter=";"))
    assert rows[0] == ["rule", "pack", "severity", "norm", "principles", "title"]
    assert rows[1] == ["judged", "pack", "remark", "house default", "P2", "Judged"]
    assert [row[0] for row in rows[1:]] == ["judged", "lost", "one", "span"]


def test_examples_that_hold_give_exit_code_0(run: Run, folder: Path) -> None:
    result = run("rules", "test", "pack", "--lang", "en")
    assert result.exit_code == 0
    assert result.stdout == "without examples: judged, lost, span\n2 of 2 examples hold\n"


def test_an_example_that_does_not_hold_gives_exit_code_1_and_its_place(run: Run, folder: Path) -> None:
    edit(folder / "pack" / "one.yaml", "responsible: [x, y]", "responsible: [x]")
    result = run("rules", "test", "pack", "--lang", "en")
    assert result.exit_code == 1
    assert "pack/one.yaml:12:" in result.stdout
    assert "expected: bad: a\n  found:    good: nothing" in result.stdout


def test_the_examples_of_all_shipped_rules_hold(run: Run) -> None:
    result = run("rules", "test")
    assert result.exit_code == 0, result.stdout


def test_the_parameters_of_one_pack_do_not_disturb_the_examples_of_another(run: Run) -> None:
    assert run("rules", "test", "basis", "lejre-2014").exit_code == 0


def test_a_principle_without_a_rule_gives_exit_code_1(run: Run, folder: Path) -> None:
    assert run("rules", "coverage", "pack").exit_code == 0
    edit(folder / "pack" / "one.yaml", "principles: [P1]\n", "")
    result = run("rules", "coverage", "pack", "--lang", "en")
    assert result.exit_code == 1
    assert "NONE" in result.stdout
    assert "1 of 2 principles are served" in result.stdout


def test_coverage_is_a_table_for_programs_too(run: Run, folder: Path) -> None:
    rows = json.loads(run("rules", "coverage", "pack", "--format", "json", "--lang", "en").stdout)
    assert rows[1]["rules"] == "judged (attestation), span"


@pytest.mark.parametrize("form", ["design", "pack", "rule", "findings"])
def test_every_schema_is_one(run: Run, form: str) -> None:
    result = run("rules", "schema", form)
    assert result.exit_code == 0
    jsonschema.Draft202012Validator.check_schema(json.loads(result.stdout))


def test_the_findings_fit_their_schema(run: Run, folder: Path) -> None:
    schema = json.loads(run("rules", "schema", "findings").stdout)
    jsonschema.validate(json.loads(run("check", "design.yaml", "--format", "json").stdout), schema)
