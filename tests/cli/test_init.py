"""`pejl init`: a folder that can be checked at once, or nothing."""

from __future__ import annotations

import json
import os
from pathlib import Path

import jsonschema
import pytest
import yaml

from pejl.engine import start as starting
from pejl.engine.findings import Outcome
from pejl.tests.cli.small_design import Run, edit

LANGUAGES = pytest.mark.parametrize("language", ["da", "en"])


@pytest.fixture
def made(run: Run, tmp_path: Path, language: str, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "new" / "folder"
    result = run("init", folder, "--lang", language)
    assert result.exit_code == 0
    assert len(result.stdout.splitlines()) == len([path for path in folder.rglob("*") if path.is_file()])
    monkeypatch.chdir(folder)
    return folder


@LANGUAGES
def test_the_proposal_shows_a_violation_a_met_and_an_undecidable_one(run: Run, made: Path) -> None:
    result = run("check", "proposal.yaml", "--format", "json")
    assert result.exit_code == 1
    rules = json.loads(result.stdout)["rules"]
    for outcome in (Outcome.VIOLATED, Outcome.MET, Outcome.UNDECIDABLE):
        assert outcome.value in json.dumps(rules)
    found = {finding["outcome"] for finding in json.loads(result.stdout)["findings"]}
    assert {Outcome.VIOLATED.value, Outcome.UNDECIDABLE.value} <= found


@LANGUAGES
def test_the_examples_of_its_rules_hold_and_all_principles_are_served(run: Run, made: Path) -> None:
    assert run("rules", "test", "rules").exit_code == 0
    assert run("rules", "coverage", "rules").exit_code == 0


@LANGUAGES
def test_every_command_of_its_readme_runs(run: Run, made: Path, language: str) -> None:
    import shlex

    text = (made / "README.md").read_text(encoding="utf-8")
    commands = [shlex.split(line)[1:] for line in text.splitlines() if line.startswith("pejl ")]
    assert len(commands) == 7
    for command in commands:
        assert run(*command, "--lang", language).exit_code in (0, 1)
    edit(made / "proposal.yaml", "rules: [rules]", "rules: [rules]\nwaivers: [waivers.yaml]")
    assert run("check", "proposal.yaml").exit_code == 0


@LANGUAGES
def test_every_file_fits_the_schema_that_its_first_line_names(made: Path) -> None:
    for path in made.rglob("*.yaml"):
        first = path.read_text(encoding="utf-8").splitlines()[0]
        name = first.removeprefix("# yaml-language-server: $schema=")
        schema = json.loads((path.parent / name).read_text(encoding="utf-8"))
        written = yaml.safe_load(path.read_text(encoding="utf-8"))
        jsonschema.validate(json.loads(json.dumps(written, default=str)), schema)


def test_an_empty_folder_is_filled(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert run("init", ".").exit_code == 0
    assert (tmp_path / "proposal.yaml").is_file()


def test_a_folder_that_holds_something_is_left_alone(run: Run, folder: Path) -> None:
    before = sorted(folder.rglob("*"))
    for name in (".", "pack", "design.yaml"):
        result = run("init", name, "--lang", "en")
        assert result.exit_code == 2
        assert "the folder is not empty" in result.stderr
    assert sorted(folder.rglob("*")) == before


def test_nothing_is_left_where_a_file_cannot_be_written(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written = Path.write_text

    def full(path: Path, text: str, *args: str, **options: str) -> int:
        if path.name == "pack.yaml":
            raise OSError(28, os.strerror(28))
        return written(path, text, *args, **options)

    monkeypatch.setattr(starting.Path, "write_text", full)
    result = run("init", tmp_path / "new")
    assert result.exit_code == 2
    assert os.strerror(28) in result.stderr
    assert list(tmp_path.iterdir()) == []
