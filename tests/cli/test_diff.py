"""`pejl diff`: two designs, a proposal and its base, or one design and several proposals."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import jsonschema
import pytest

from pejl.commands.diff import FORMATS
from pejl.engine.report import difference_formats, difference_json
from pejl.tests.cli.small_design import LEJRE, ROOT, Run, edit
from pejl.tests.cli.small_search import DESIGN

AS_OF = ("--as-of", "2014-04-02")
EKSEMPELBY = ROOT / "designs" / "eksempelby"


@pytest.fixture
def two(here: Path) -> Path:
    """A folder with a design and two proposals for it."""
    text = DESIGN[: DESIGN.index("search:")]
    (here / "d.yaml").write_text(text, encoding="utf-8")
    for name, to in (("one", "a"), ("other", "b")):
        (here / f"{name}.yaml").write_text(
            f"design: {name}\ntitle: {{da: Forslag {to}, en: Proposal {to}}}\nbased_on: d.yaml\n"
            f"rules: [p.yaml]\nchanges:\n- alter: {{tasks: {{t1: {{responsible: [{to}]}}}}}}\n",
            encoding="utf-8",
        )
    return here


def test_a_proposal_alone_is_compared_with_its_base(run: Run, two: Path) -> None:
    alone, both = run("diff", "one.yaml", "--lang", "en"), run("diff", "d.yaml", "one.yaml", "--lang", "en")
    assert alone.exit_code == 0
    assert alone.stdout == both.stdout
    assert alone.stdout.startswith("Small → Proposal a\n")
    assert "T1" in alone.stdout and "Unit A, Unit B" in alone.stdout


def test_several_proposals_stand_side_by_side(run: Run, two: Path) -> None:
    text = run("diff", "d.yaml", "one.yaml", "other.yaml", "--format", "markdown", "--lang", "en").stdout
    assert "| function | task | from | Proposal a | Proposal b |" in text
    assert "| – | T1 | Unit A, Unit B | Unit A | Unit B |" in text


def test_what_is_mended_and_newly_broken_is_told_by_principle(run: Run, two: Path) -> None:
    data = json.loads(run("diff", "one.yaml", "--format", "json").stdout)
    (found,) = data["differences"]
    kept = {one["principle"]: one for one in found["principles"]}
    assert kept["P1"]["mended"] == [{"rule": "ONE", "table": "tasks", "entity": "t1"}]


def test_rules_can_be_named_and_may_be_missing(run: Run, two: Path) -> None:
    (two / "one.yaml").write_text("design: one\nbased_on: d.yaml\nchanges: []\n", encoding="utf-8")
    edit(two / "d.yaml", "rules: [p.yaml]\n", "")
    without = json.loads(run("diff", "d.yaml", "one.yaml", "--format", "json").stdout)
    named = json.loads(run("diff", "d.yaml", "one.yaml", "--rules", "p.yaml", "--format", "json").stdout)
    assert without["differences"][0]["principles"] is None
    assert [one["principle"] for one in named["differences"][0]["principles"]] == ["P1", None]


def test_csv_has_a_row_for_each_thing_that_is_other(run: Run, two: Path) -> None:
    text = run("diff", "one.yaml", "--format", "csv", "--lang", "en").stdout
    rows = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff")), delimiter=";"))
    (task,) = [row for row in rows if row["table"] == "tasks" and row["field"] == "responsible"]
    assert (task["what"], task["entity"], task["before"], task["after"]) == (
        "moved",
        "t1",
        "Unit A, Unit B",
        "Unit A",
    )


@pytest.mark.parametrize(
    "arguments, told",
    [
        (("d.yaml",), "is not based on another"),
        (("nothing.yaml",), "nothing.yaml"),
        (("d.yaml", "nothing.yaml"), "nothing.yaml"),
        (("d.yaml", "one.yaml", "--rules", "nothing"), "nothing"),
    ],
)
def test_what_cannot_be_compared_gives_exit_code_2(
    run: Run, two: Path, arguments: tuple[str, ...], told: str
) -> None:
    result = run("diff", *arguments, "--lang", "en")
    assert (result.exit_code, result.stdout) == (2, "")
    assert told in result.stderr and "Traceback" not in result.stderr


def test_hostile_names_stay_text(run: Run, two: Path) -> None:
    hostile = (two / "d.yaml").read_text(encoding="utf-8").replace("name: T1", 'name: "=1+1|<script>\\e[31m"')
    (two / "d.yaml").write_text(hostile, encoding="utf-8")
    pages = {one: run("diff", "one.yaml", "--format", one).stdout for one in ("text", "markdown", "csv")}
    assert all("\x1b" not in page for page in pages.values())
    assert "<script>" not in pages["markdown"] and "=1+1\\|" in pages["markdown"]
    assert "'=1+1" in pages["csv"]


@pytest.mark.parametrize(
    "path", [LEJRE / "proposal.yaml", EKSEMPELBY / "proposal.yaml"], ids=["lejre", "eksempelby"]
)
@pytest.mark.parametrize("format_", ["text", "markdown", "csv", "json"])
def test_shipped_proposals_are_told_in_danish_and_the_same_each_time(
    run: Run, path: Path, format_: str, untranslated: Callable[[], set[str]]
) -> None:
    first = run("diff", path, *AS_OF, "--format", format_, "--lang", "da")
    unsaid = untranslated()
    assert run("diff", path, *AS_OF, "--format", format_, "--lang", "da").stdout == first.stdout
    assert unsaid == set()


def test_lejre_moves_the_tasks_that_its_paper_says(run: Run) -> None:
    data = json.loads(run("diff", LEJRE / "proposal.yaml", *AS_OF, "--format", "json").stdout)
    (found,) = data["differences"]
    what = [one["what"] for one in found["entities"]["units"]]
    assert [what.count(word) for word in ("opened", "closed", "merged", "renamed")] == [2, 2, 2, 1]
    figures = {one["figure"]: (one["before"], one["after"]) for one in found["figures"]}
    assert figures["units"] == (12, 10)
    became = [one["what"] for one in found["tasks"]]
    words = ("moved", "partly", "placed", "unsettled", "unchanged")
    assert [became.count(word) for word in words] == [26, 1, 18, 2, 20]


@pytest.mark.parametrize(
    "path", [LEJRE / "proposal.yaml", EKSEMPELBY / "proposal.yaml"], ids=["lejre", "eksempelby"]
)
def test_the_data_have_the_published_shape(run: Run, path: Path) -> None:
    data = json.loads(run("diff", path, *AS_OF, "--format", "json").stdout)
    jsonschema.validate(data, difference_json.schema(), jsonschema.Draft202012Validator)


def test_the_data_of_several_proposals_and_of_none_but_rules_have_it_too(run: Run, two: Path) -> None:
    edit(two / "d.yaml", "rules: [p.yaml]\n", "")
    for designs in (("d.yaml", "one.yaml", "other.yaml"), ("d.yaml", "d.yaml")):
        data = json.loads(run("diff", *designs, "--format", "json").stdout)
        jsonschema.validate(data, difference_json.schema(), jsonschema.Draft202012Validator)


def test_the_shape_is_a_schema_and_says_what_each_part_is() -> None:
    schema = difference_json.schema()
    jsonschema.Draft202012Validator.check_schema(schema)
    parts = [schema, *schema["$defs"].values()]
    unsaid = [
        name
        for part in parts
        for name, one in part.get("properties", {}).items()
        if "description" not in one and "$ref" not in one and "const" not in one
    ]
    assert unsaid == []


def test_a_violation_that_a_waiver_permits_is_not_mended(run: Run, two: Path) -> None:
    waiver = "waivers:\n  w: {rule: ONE, entity: t1, owner: O, reason: R, decision: D, from: 2014-01-01}\n"
    (two / "one.yaml").write_text(
        f"design: one\nbased_on: d.yaml\nrules: [p.yaml]\n{waiver}changes: []\n", encoding="utf-8"
    )
    data = json.loads(run("diff", "one.yaml", *AS_OF, "--format", "json").stdout)
    (found,) = data["differences"]
    kept = {one["principle"]: one for one in found["principles"]}["P1"]
    assert kept["mended"] == []
    assert kept["waived"] == [{"rule": "ONE", "table": "tasks", "entity": "t1"}]
    text = run("diff", "one.yaml", *AS_OF, "--format", "markdown", "--lang", "en").stdout
    assert "now permitted by a waiver: 1" in text


OWN = "fields: {positions: {note: {type: text, da: Note, en: Note}}}\n"


@pytest.mark.parametrize("format_", ["text", "csv", "markdown", "json"])
def test_a_field_that_only_one_of_the_designs_declares_is_told(run: Run, two: Path, format_: str) -> None:
    (two / "old.yaml").write_text("design: old\n" + OWN + "positions: {p: {name: P, note: before}}\n")
    (two / "new.yaml").write_text("design: new\npositions: {p: {name: P, unit: unknown}}\n")
    for order in (("old.yaml", "new.yaml"), ("new.yaml", "old.yaml"), ("new.yaml", "new.yaml", "old.yaml")):
        result = run("diff", *order, "--format", format_, "--names", "--lang", "en", *AS_OF)
        assert (result.exit_code, result.stderr) == (0, "")
        assert "before" in result.stdout and "note" in result.stdout.lower()


def test_designs_with_fields_that_a_pack_declares_are_compared(run: Run, two: Path) -> None:
    text = (two / "p.yaml").read_text(encoding="utf-8")
    (two / "p.yaml").write_text(text + OWN, encoding="utf-8")
    for name, note in (("a", "before"), ("b", "after")):
        design = f"design: {name}\nrules: [p.yaml]\npositions: {{p: {{name: P, note: {note}}}}}\n"
        (two / f"{name}.yaml").write_text(design, encoding="utf-8")
    result = run("diff", "a.yaml", "b.yaml", "--names", "--lang", "en", *AS_OF)
    assert (result.exit_code, result.stderr) == (0, "")
    assert "before → after" in result.stdout
    for command in (
        ("ask", "a.yaml", "--for", "p in positions", "p.note"),
        ("chart", "a.yaml", "-o", "c.svg"),
    ):
        result = run(*command, *AS_OF)
        assert (result.exit_code, result.stderr) == (0, "")


def test_a_question_is_answered_though_a_rule_pack_has_a_mistake(run: Run, two: Path) -> None:
    (two / "p.yaml").write_text("pack: p\nrules: {X: {for: nonsense}}\n", encoding="utf-8")
    result = run("ask", "d.yaml", "--for", "u in units", "u.name")
    assert (result.exit_code, result.stderr) == (0, "")


def test_the_command_offers_the_formats_that_there_are() -> None:
    assert tuple(difference_formats.FORMATS) == FORMATS


def test_numbers_in_csv_are_those_of_a_danish_spreadsheet(run: Run) -> None:
    text = run(
        "diff", LEJRE.parent / "eksempelby" / "proposal.yaml", "--as-of", "2026-12-01", "--format", "csv"
    ).stdout
    assert "Årsværk;3741,724;3743,724;2" in text
    assert "Udgift til ledere pr. år;185750000;185510000;-240000" in text
    assert "ændret;enheder;borgerservice;" in text
