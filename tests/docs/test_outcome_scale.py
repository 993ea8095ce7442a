"""docs/outcomes.md says what the program says: its words, and its exit codes."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from pejl import cli
from pejl.engine.findings import Norm, Outcome, Severity
from pejl.engine.report import words
from pejl.engine.report.standing import WORST_FIRST
from pejl.engine.report.texts import translated
from pejl.engine.report.texts_da import DANISH
from pejl.tests.docs.guides import ROOT

TEXT = (ROOT / "docs" / "outcomes.md").read_text(encoding="utf-8")


def table(first_row: str) -> list[list[str]]:
    """The rows of the table whose header begins with some cells."""
    lines = TEXT.partition(f"\n| {first_row} |")[2].splitlines()[2:]
    rows = []
    for line in lines:
        if not line.startswith("|"):
            break
        rows.append([cell.strip().strip("`") for cell in line.split("|")[1:-1]])
    return rows


def test_the_outcomes_are_those_of_the_program() -> None:
    told = {row[3]: row[:3] for row in table("sign | in English | in Danish | in JSON")}
    assert told == {
        one.value: [shape, english, DANISH[english]] for one, (shape, english) in words.OUTCOMES.items()
    }
    assert set(told) == {one.value for one in Outcome}


def test_the_severities_are_those_of_the_program() -> None:
    told = {row[3]: row[:3] for row in table("sign | in English | in Danish | in a rule")}
    assert told == {
        one.value: [shape, english, DANISH[english]] for one, (shape, english) in words.SEVERITIES.items()
    }
    assert set(told) == {one.value for one in Severity}


def test_the_norms_are_those_of_the_program() -> None:
    told = {row[2]: row[:2] for row in table("in English | in Danish | in a rule")}
    assert told == {one.value: [english, DANISH[english]] for one, english in words.NORMS.items()}
    assert set(told) == {one.value for one in Norm}


@pytest.mark.parametrize("name, language", [("planlaegger.md", "da"), ("planner.md", "en")])
def test_the_guides_call_the_outcomes_as_the_program_does(name: str, language: str) -> None:
    text = (ROOT / "docs" / name).read_text(encoding="utf-8")
    told = re.findall(r"^\| ([^ \w`]) \| ([^|]+) \|", text, re.MULTILINE)
    assert set(told) == {(shape, translated(word, language)) for shape, word in words.OUTCOMES.values()}


def test_a_principle_stands_as_its_worst_outcome_in_the_order_that_is_told() -> None:
    told = re.search(r"A principle stands as its worst outcome, in this order: (.*)\.", TEXT)
    assert told is not None
    order = [words.OUTCOMES[one][1] for one in WORST_FIRST if one is not Outcome.NOT_APPLICABLE]
    assert told[1].split(", ") == order


def test_the_parts_of_the_page_are_called_as_in_the_program() -> None:
    named = re.findall(r"\*([A-Z][^*]+)\*", TEXT)
    assert len(named) > 5
    assert [name for name in named if name not in DANISH] == []


DESIGN = "design: d\nrules: [pack]\nunits: {a: {kind: %s}}\n"
PACK = "pack: pack\ntitle: {da: p, en: p}\nrules:\n  one:\n    title: {da: t, en: t}\n    severity: %s\n    "
REQUIRE = "for: u in units\n    require: u.kind == 'team'\n"
ATTEST = "attest: {da: s, en: q}\n"
WAIVED = "waivers: {w: {rule: one, entity: a, owner: o, reason: r, decision: d, until: 2026-12-31}}\n"
ATTESTED = "attestations: {x: {rule: one, holds: %s, by: b, date: 2026-01-01, document: d}}\n"


def status(folder: Path, design: str, pack: str, *options: str, as_of: str = "2026-03-02") -> int:
    (folder / "design.yaml").write_text(design, encoding="utf-8")
    (folder / "pack").mkdir(exist_ok=True)
    (folder / "pack" / "pack.yaml").write_text(pack, encoding="utf-8")
    arguments = ["check", str(folder / "design.yaml"), "--as-of", as_of, *options]
    return CliRunner(catch_exceptions=False).invoke(cli.main, arguments).exit_code


@pytest.mark.parametrize("severity", ["error", "warning", "info"])
def test_only_errors_give_1_by_default_and_remarks_never_do(tmp_path: Path, severity: str) -> None:
    broken = DESIGN % "staff", PACK % severity + REQUIRE
    assert status(tmp_path, *broken) == (severity == "error")
    assert status(tmp_path, *broken, "--fail-on", "warning") == (severity != "info")
    assert status(tmp_path, *broken, "--fail-on", "never") == 0


@pytest.mark.parametrize(
    "design, rule",
    [
        pytest.param(DESIGN % "team", REQUIRE, id="met"),
        pytest.param(DESIGN % "unknown", REQUIRE, id="undecidable"),
        pytest.param(DESIGN % "staff", "where: u.kind == 'no'\n    " + REQUIRE, id="not relevant"),
        pytest.param(DESIGN % "staff" + WAIVED, REQUIRE, id="waived"),
        pytest.param(DESIGN % "staff" + ATTESTED % "true", ATTEST, id="attested"),
        pytest.param(DESIGN % "staff", ATTEST, id="not attested"),
    ],
)
def test_whatever_is_no_violation_gives_0(tmp_path: Path, design: str, rule: str) -> None:
    assert status(tmp_path, design, PACK % "error" + rule, "--fail-on", "warning") == 0


def test_an_attestation_that_it_does_not_hold_breaks_the_rule(tmp_path: Path) -> None:
    assert status(tmp_path, DESIGN % "staff" + ATTESTED % "false", PACK % "error" + ATTEST) == 1


def test_a_waiver_that_has_expired_or_is_not_used_is_a_warning(tmp_path: Path) -> None:
    for kind, as_of in (("staff", "2027-01-01"), ("team", "2026-03-02")):
        waived = DESIGN % kind + WAIVED, PACK % "info" + REQUIRE
        assert status(tmp_path, *waived, as_of=as_of) == 0
        assert status(tmp_path, *waived, "--fail-on", "warning", as_of=as_of) == 1


def test_what_cannot_be_used_gives_2(tmp_path: Path) -> None:
    assert status(tmp_path, "design: [", PACK % "error" + REQUIRE) == 2
    assert status(tmp_path, DESIGN % "team", "pack: [") == 2
    assert (
        status(tmp_path, DESIGN % "team", PACK % "error" + REQUIRE, "-o", str(tmp_path / "no" / "where")) == 2
    )
