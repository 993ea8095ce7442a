"""`pejl check`: exit codes, formats, files and languages."""

from __future__ import annotations

import csv
import hashlib
import io
import json
from pathlib import Path
from xml.etree import ElementTree

import pytest

from pejl.commands.options import FORMATS
from pejl.engine.errors import Place
from pejl.engine.model.file_names import SHIPPED, file_of, shown_name
from pejl.engine.report.source import Sources
from pejl.tests.cli.small_design import LEJRE, Run, edit


def test_a_violated_error_gives_exit_code_1(run: Run, folder: Path) -> None:
    result = run("check", "design.yaml", "--lang", "en")
    assert result.exit_code == 1
    assert "Pay has 2" in result.stdout
    assert result.stderr == ""


def test_a_warning_gives_exit_code_1_only_where_warnings_count(run: Run, folder: Path) -> None:
    edit(folder / "design.yaml", "[top, a]", "[a]")
    assert run("check", "design.yaml").exit_code == 0
    assert run("check", "design.yaml", "--fail-on", "warning").exit_code == 1
    assert run("check", "design.yaml", "--fail-on", "never").exit_code == 0


def test_not_even_an_error_fails_on_never(run: Run, folder: Path) -> None:
    assert run("check", "design.yaml", "--fail-on", "never").exit_code == 0


def test_what_cannot_be_decided_is_no_failure(run: Run, folder: Path) -> None:
    edit(folder / "design.yaml", "[top, a]", "[a]")
    edit(folder / "design.yaml", "heads: 5", "heads: 2")
    result = run("check", "design.yaml", "--fail-on", "warning", "--lang", "en")
    assert result.exit_code == 0
    assert "Cannot be decided: 2" in result.stdout


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_is_written_whole_to_a_file(run: Run, folder: Path, name: str) -> None:
    printed = run("check", "design.yaml", "--format", name)
    written = run("check", "design.yaml", "--format", name, "-o", "out")
    assert (printed.exit_code, written.exit_code) == (1, 1)
    assert written.stdout == ""
    assert (folder / "out").read_bytes() == printed.stdout_bytes
    assert sorted(path.name for path in folder.iterdir()) == ["design.yaml", "out", "pack"]


def test_programs_can_read_what_is_written_for_them(run: Run, folder: Path) -> None:
    found = {name: run("check", "design.yaml", "--format", name).stdout for name in FORMATS}
    assert json.loads(found["json"])["design"]
    assert json.loads(found["sarif"])["version"] == "2.1.0"
    assert ElementTree.fromstring(found["junit"]).tag == "testsuites"
    assert len(list(csv.reader(io.StringIO(found["csv"]), delimiter=";"))) > 2


def test_a_file_that_cannot_be_written_gives_exit_code_2_and_leaves_nothing(run: Run, folder: Path) -> None:
    before = sorted(folder.rglob("*"))
    for target in ("no/such/folder/out", "pack"):
        result = run("check", "design.yaml", "-o", target)
        assert result.exit_code == 2
        assert target in result.stderr
    assert sorted(folder.rglob("*")) == before


def test_a_file_is_written_through_a_link_and_the_link_stays(run: Run, folder: Path) -> None:
    (folder / "link").symlink_to(folder / "real")
    run("check", "design.yaml", "-o", "link")
    assert (folder / "link").is_symlink()
    assert (folder / "real").is_file()


def test_packs_can_be_named_instead_of_those_of_the_design(run: Run, folder: Path) -> None:
    edit(folder / "design.yaml", "rules: [pack]\n", "")
    assert run("check", "design.yaml").exit_code == 2
    assert run("check", "design.yaml", "--rules", "pack").exit_code == 1


def test_the_language_can_be_chosen(run: Run, folder: Path) -> None:
    assert "Pay har 2" in run("check", "design.yaml", "--lang", "da").stdout
    assert "Pay has 2" in run("check", "design.yaml", "--lang", "en").stdout


def test_the_day_is_shown_and_is_today_if_left_out(run: Run, folder: Path) -> None:
    day = json.loads(run("check", "design.yaml", "--format", "json", "--as-of", "2020-02-29").stdout)
    assert "2020-02-29" in json.dumps(day)


@pytest.mark.parametrize("name", ["as-is.yaml", "proposal.yaml"])
@pytest.mark.parametrize("language", ["da", "en"])
def test_the_designs_of_lejre_are_checked(run: Run, name: str, language: str) -> None:
    result = run("check", LEJRE / name, "--lang", language, "--as-of", "2014-05-01")
    assert result.exit_code in (0, 1)
    assert "LE-" in result.stdout
    assert result.stderr == ""


def test_a_shipped_rule_has_one_name_everywhere_and_its_lines_are_found_by_it() -> None:
    file = SHIPPED / "basis" / "pack.yaml"
    name = shown_name(file)
    assert name == "pejl/rules/basis/pack.yaml"
    assert file_of(name) == file
    assert Sources().line(Place(name, 1)) == file.read_text(encoding="utf-8").splitlines()[0]


@pytest.mark.parametrize("command", ["check", "report"])
def test_json_says_by_digest_which_files_were_checked(run: Run, folder: Path, command: str) -> None:
    to = ("--format", "json", "--fail-on", "never") if command == "check" else ()
    assert run(command, "design.yaml", *to, "-o", "x.json").exit_code == 0
    inputs = json.loads((folder / "x.json").read_text(encoding="utf-8"))["inputs"]
    told = {one["file"]: (one["pack"], one["sha256"]) for one in inputs}
    assert {"design.yaml", "pack/pack.yaml", "pack/one.yaml"} <= told.keys()
    for file, (pack, digest) in told.items():
        assert pack == (None if file == "design.yaml" else "pack")
        assert digest == hashlib.sha256((folder / file).read_bytes()).hexdigest()


def test_oscal_links_to_each_file_with_its_digest(run: Run, folder: Path) -> None:
    whole = json.loads(run("check", "design.yaml", "--format", "oscal").stdout)["assessment-results"]
    links = [link for one in whole["back-matter"]["resources"] for link in one["rlinks"]]
    assert {"design.yaml", "pack/pack.yaml"} <= {link["href"] for link in links}
    for link in links:
        digest = hashlib.sha256((folder / link["href"]).read_bytes()).hexdigest()
        assert link["hashes"] == [{"algorithm": "SHA-256", "value": digest}]
