"""Every format says the whole result, in both languages, and can be read back by a reader of its kind."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import jsonschema
import pytest
from msgspec.structs import replace

from pejl import cli
from pejl.engine import run
from pejl.engine.errors import Place
from pejl.engine.findings import CheckResult, Outcome, Severity
from pejl.engine.report import github, json_format, sarif
from pejl.engine.report.csv_format import cell
from pejl.engine.report.formats import FORMATS, render
from pejl.tests.report.conftest import HOSTILE, RAW, RESULT, finding, hostile, summary
from pejl.tests.work import calls

# The schema of OASIS, as in the npm package @microsoft/sarif-multitool-linux 5.7.0.
SARIF_SCHEMA = Path(__file__).with_name("sarif-2.1.0.schema.json")
DESIGNS = Path(cli.__file__).resolve().parent / "designs"
NAMES = [known.name for known in FORMATS]
EMPTY = replace(
    RESULT, title={}, base=None, packs=(), rules=(), findings=(), blocking=(), principles=(), documents=(),
    assumptions=(), notes=(),
)  # fmt: skip


def as_json(result: CheckResult, language: str = "da") -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(render("json", result, language))
    jsonschema.validate(loaded, json_format.schema(), jsonschema.Draft202012Validator)
    return loaded


def as_sarif(result: CheckResult, language: str = "da") -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(render("sarif", result, language))
    jsonschema.validate(loaded, json.loads(SARIF_SCHEMA.read_text(encoding="utf-8-sig")))
    (run,) = loaded["runs"]
    return dict(run)


def as_csv(result: CheckResult, language: str = "da") -> list[dict[str, str]]:
    text = render("csv", result, language)
    assert text.startswith("\ufeff")
    return list(csv.DictReader(io.StringIO(text[1:], newline=""), delimiter=";"))


def as_xml(result: CheckResult, language: str = "da") -> ET.Element:
    return ET.fromstring(render("junit", result, language).encode())


@pytest.mark.parametrize("language", ["da", "en"])
@pytest.mark.parametrize("name", NAMES)
def test_the_same_result_gives_the_same_bytes(name: str, language: str) -> None:
    first = render(name, RESULT, language).encode()
    assert first == render(name, replace(RESULT), language).encode()
    assert first.endswith(b"\n")


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("language", ["da", "en"])
def test_an_empty_result_can_be_written(name: str, language: str) -> None:
    render(name, EMPTY, language)


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
@pytest.mark.parametrize("name", NAMES)
def test_hostile_text_comes_out_as_text(name: str, text: str) -> None:
    written = render(name, hostile(text), "da", colour=False)
    written.encode("utf-8")
    assert not set(RAW) & set(written)


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_text_is_still_valid_data(text: str) -> None:
    result = hostile(text)
    assert as_json(result)["findings"][0]["name"] == text
    assert len(as_sarif(result)["results"]) == 4
    assert len(list(as_xml(result).iter("testcase"))) == 5
    assert [row["udfald"] for row in as_csv(result)] == [
        "ikke opfyldt", "kan ikke afgøres", "dispenseret", "attesteret",
    ]  # fmt: skip
    assert all(len(line.split("::")) >= 3 for line in render("github", result, "da").splitlines())


def test_an_unknown_format_is_refused_with_those_there_are() -> None:
    with pytest.raises(ValueError, match="text, json, sarif"):
        render("pdf", RESULT, "da")


def test_a_terminal_format_alone_knows_colour() -> None:
    coloured = {name for name in NAMES if "\x1b[" in render(name, RESULT, "da", colour=True)}
    assert coloured == {"text"}
    assert re.sub(r"\x1b\[[\d;]*m", "", render("text", RESULT, "da", colour=True)) == render(
        "text", RESULT, "da"
    )


def test_json_has_the_published_shape() -> None:
    data = as_json(RESULT)
    assert (data["schema"], data["as_of"], data["base"]) == (
        "pejl-findings-1",
        "2014-05-01",
        "designs/before.yaml",
    )
    first = data["findings"][0]
    assert (first["principle"], first["principles"]) == ("RO-13", ["RO-13", "RO-29"])
    assert first["place"] == {"file": "design.yaml", "line": 2, "column": 5}
    assert data["findings"][4]["principle"] is None
    assert [child["value"] for child in first["evidence"][0]["children"]] == [
        {"low": 4.5, "high": None},
        "2014-05-01",
        {"unknown": True},
        ["a", {"table": "units", "id": "b", "name": "", "place": None}, None, True],
    ]


def test_json_lists_what_blocks_most_first() -> None:
    assert [(item["field"], item["blocks"], item["decides"]) for item in as_json(RESULT)["missing"]] == [
        ("manager", 3, 2),
        ("max_span", 1, 0),
    ]


def test_json_says_which_rules_never_applied() -> None:
    assert {rule["rule"]: rule["never_applied"] for rule in as_json(RESULT)["rules"]} == {
        "span-too-wide": False,
        "no-manager": False,
        "silent": True,
    }


def test_json_tells_how_each_principle_stands() -> None:
    assert [(p["id"], p["outcome"], p["rules"]) for p in as_json(RESULT)["principles"]] == [
        ("RO-13", "violated", ["span-too-wide"]),
        ("RO-29", "violated", ["span-too-wide", "silent"]),
        ("RO-30", None, []),
    ]


def test_json_speaks_the_language_that_is_asked_for() -> None:
    assert as_json(RESULT, "en")["findings"][0]["remedy"] == "Split the unit"
    assert as_json(RESULT, "da")["findings"][0]["remedy"] == "Del enheden"


def test_every_object_in_the_json_schema_is_closed_and_described() -> None:
    def objects(node: Any) -> Iterator[dict[str, Any]]:
        if isinstance(node, dict):
            if node.get("type") == "object":
                yield node
            node = list(node.values())
        if isinstance(node, list):
            for item in node:
                yield from objects(item)

    jsonschema.Draft202012Validator.check_schema(json_format.schema())
    for found in objects(json_format.schema()):
        assert found["additionalProperties"] is False
        assert found["required"] == list(found["properties"])
        assert found["description"]


@pytest.mark.parametrize("name", NAMES)
def test_ten_times_as_many_findings_are_ten_times_as_much_work(name: str) -> None:
    def work(count: int) -> int:
        many = tuple(finding(entity=f"u{at}", name=f"Enhed {at}") for at in range(count))
        return calls(lambda: render(name, replace(RESULT, findings=many), "da"))

    work(1)
    assert work(2000) < 11 * work(200)


def test_sarif_is_valid_and_points_at_its_rules() -> None:
    run = as_sarif(RESULT)
    rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    assert [rules[found["ruleIndex"]] == found["ruleId"] for found in run["results"]] == [True] * 5
    assert [(found["kind"], found["level"]) for found in run["results"]] == [
        ("fail", "error"), ("open", "none"), ("fail", "error"), ("pass", "none"), ("fail", "warning"),
    ]  # fmt: skip
    assert run["results"][2]["suppressions"][0]["justification"] == "Byrådet 12. marts, punkt 7"
    assert run["results"][0]["locations"][0]["physicalLocation"]["region"] == {
        "startLine": 2,
        "startColumn": 5,
    }


def test_a_sarif_fingerprint_stays_when_lines_move() -> None:
    assert sarif.fingerprint(finding()) == sarif.fingerprint(finding(place=Place("other.yaml", 99, 1)))
    assert sarif.fingerprint(finding()) != sarif.fingerprint(finding(entity="unge"))


@pytest.mark.parametrize(
    ("file", "uri"),
    [
        ("designs/rød ovre.yaml", "designs/r%C3%B8d%20ovre.yaml"),
        ("/a/b#c.yaml", "file:///a/b%23c.yaml"),
        ("C:\\a\\b.yaml", "file:///C:/a/b.yaml"),
        ("a:b.yaml", "a%3Ab.yaml"),
    ],
)
def test_a_path_becomes_a_uri(file: str, uri: str) -> None:
    assert sarif.uri(file) == uri


def test_junit_has_a_suite_for_each_rule() -> None:
    root = as_xml(RESULT)
    assert [(suite.get("name"), suite.get("tests")) for suite in root] == [
        ("span-too-wide", "5"),
        ("no-manager", "1"),
        ("silent", "1"),
    ]
    assert (root.get("tests"), root.get("failures"), root.get("skipped")) == ("7", "2", "3")
    assert root[0][0].get("name") == "1.200 opfyldt"
    assert [skipped.get("message") for skipped in root.iter("skipped")] == [
        "mangler: positions.manager (p7), leder (head), parameter max_span",
        "dispenseret: Byrådet 12. marts, punkt 7",
        "reglen silent fandt ikke noget at tjekke",
    ]


def test_junit_does_not_fail_for_a_remark() -> None:
    remark = replace(RESULT, findings=(finding(severity=Severity.INFO),))
    assert as_xml(remark).get("failures") == "0"


def test_github_gets_an_annotation_for_each_violation_errors_first() -> None:
    lines = render("github", RESULT, "en").splitlines()
    assert lines[0] == (
        "::error file=design.yaml,line=2,col=5,title=span-too-wide · Span of control too wide"
        "::Ældre has 41 employees, at most 30%0ARemedy: Split the unit"
    )
    assert [line.split(" ")[0] for line in lines] == ["::error", "::warning", "::notice", "::warning"]
    assert lines[1].startswith("::warning file=data.xlsx,title=")


def test_github_commands_are_escaped() -> None:
    written = github.command("error", Place("a,b:c%.yaml", 1, 1), "x: y", "100 %\r\n::done, ok")
    assert written == "::error file=a%2Cb%3Ac%25.yaml,line=1,col=1,title=x%3A y::100 %25%0D%0A::done, ok"


def test_csv_has_a_row_for_each_finding() -> None:
    rows = as_csv(RESULT)
    assert len(rows) == 5
    assert rows[0]["besked"] == "Ældre har 41 medarbejdere, højst 30"
    assert rows[1]["mangler"] == "positions p7: manager | units unge: leder (head) | parameter max_span"
    assert list(as_csv(RESULT, "en")[0])[:3] == ["outcome", "severity", "norm"]


@pytest.mark.parametrize("text", ["=1+1", "+1+1", "-1+1", "@SUM(A1)", "\t=1", "\r=1", " =1+1", "＝1"])
def test_a_cell_is_never_a_formula(text: str) -> None:
    assert cell(text).startswith("'")


@pytest.mark.parametrize("text", ["-5", "+4,5", "1.234", "Ældre", ""])
def test_a_cell_that_is_harmless_stays_as_it_is(text: str) -> None:
    assert cell(text) == text


def test_markdown_tables_hold_together() -> None:
    for text in HOSTILE:
        blocks = re.split(r"\n\n", render("markdown", hostile(text), "da"))
        for block in (block for block in blocks if block.startswith("|")):
            columns = {len(re.findall(r"(?<!\\)\|", row)) for row in block.strip().split("\n")}
            assert len(columns) == 1, block[:300]


def test_markdown_shows_html_as_text() -> None:
    written = render("markdown", hostile("<script>alert(1)</script>"), "da")
    assert "<script" not in written
    assert "&lt;script&gt;" in written


def test_markdown_keeps_the_kinds_of_norm_apart() -> None:
    written = render("markdown", RESULT, "da")
    assert written.index("### Lov\n") < written.index("### Lokalt princip\n")
    assert "| Alvor | Hvem | Hvad | Regel | Principper | Afhjælpning |" in written


def test_every_outcome_can_be_written_in_every_format() -> None:
    every = replace(RESULT, findings=tuple(map(finding, Outcome)), rules=(summary(),))
    for name in NAMES:
        render(name, every, "en")


def test_oscal_is_read_by_the_tools_that_read_oscal(tmp_path: Path) -> None:
    trestle = pytest.importorskip(
        "trestle.oscal.assessment_results", reason="compliance-trestle is not installed"
    )
    path = tmp_path / "results.json"
    path.write_text(render("oscal", RESULT, "en"), encoding="utf-8")
    found = trestle.AssessmentResults.oscal_read(path)
    assert len(found.results[0].observations) == len(RESULT.findings)


@pytest.mark.slow
@pytest.mark.parametrize("design", ["lejre-2014", "eksempelby"])
def test_oscal_of_shipped_designs_is_read_too(design: str, tmp_path: Path) -> None:
    trestle = pytest.importorskip(
        "trestle.oscal.assessment_results", reason="compliance-trestle is not installed"
    )
    loaded = run.load(DESIGNS / design / "proposal.yaml")
    result = run.run_check(loaded, dt.date(2026, 12, 1))
    path = tmp_path / "results.json"
    path.write_text(render("oscal", result, "da"), encoding="utf-8")
    (found,) = trestle.AssessmentResults.oscal_read(path).results
    assert len(found.observations) == len(result.findings)
    assert {one.target.target_id for one in found.findings} <= {rule.rule for rule in result.rules}


def test_oscal_says_what_it_has_no_word_for() -> None:
    (one,) = json.loads(render("oscal", RESULT, "en"))["assessment-results"]["results"]
    told = {
        finding["target"]["target-id"]: (finding["target"]["status"]["reason"], finding["props"][0]["value"])
        for finding in one["findings"]
    }
    assert {reason for reason, outcome in told.values() if outcome in ("undecidable", "waived")} <= {"other"}
    seen = {observation["props"][0]["value"] for observation in one["observations"]}
    assert seen >= {"violated", "undecidable", "waived", "attested"}
    known = {observation["uuid"] for observation in one["observations"]}
    asked = {
        link["observation-uuid"]
        for finding in one["findings"]
        for link in finding.get("related-observations", ())
    }
    assert asked <= known
