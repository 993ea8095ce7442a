"""`pejl init`: a folder that can be checked at once, or nothing."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

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


@pytest.mark.parametrize(("arguments", "last"), [((), "pack.yaml"), (("--example", 200), "allocations.csv")])
def test_nothing_is_left_where_a_file_cannot_be_written(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[object, ...], last: str
) -> None:
    opened = Path.open

    def full(path: Path, *args: Any, **options: Any) -> Any:
        if path.name == last:
            raise OSError(28, os.strerror(28))
        return opened(path, *args, **options)

    monkeypatch.setattr(starting.Path, "open", full)
    result = run("init", tmp_path / "new", *arguments)
    assert result.exit_code == 2
    assert "der er ikke mere plads på disken" in result.stderr
    assert list(tmp_path.iterdir()) == []


@LANGUAGES
def test_an_example_of_any_size_is_written_and_says_so(run: Run, tmp_path: Path, language: str) -> None:
    folder = tmp_path / "example"
    result = run("init", folder, "--example", 250, "--lang", language)
    assert result.exit_code == 0
    assert sorted(result.stdout.splitlines()) == sorted(str(path) for path in folder.iterdir())
    assert len((folder / "positions.csv").read_text(encoding="utf-8").splitlines()) == 251
    first = (folder / "README.md").read_text(encoding="utf-8")
    assert ("Composed" if language == "en" else "Opdigtet") in first


@LANGUAGES
def test_every_command_of_the_readme_of_an_example_runs(
    run: Run, tmp_path: Path, language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    import shlex

    folder = tmp_path / "example"
    run("init", folder, "--example", 250, "--lang", language)
    monkeypatch.chdir(folder)
    lines = (folder / "README.md").read_text(encoding="utf-8").splitlines()
    commands = [shlex.split(line)[1:] for line in lines if line.startswith("pejl ")]
    assert len(commands) == 5
    for command in commands:
        assert run(*command, "--lang", language).exit_code in (0, 1)


def test_a_seed_makes_another_example(run: Run, tmp_path: Path) -> None:
    for seed in (1, 2):
        assert run("init", tmp_path / str(seed), "--example", 200, "--seed", seed).exit_code == 0
    one, two = ((tmp_path / seed / "units.csv").read_bytes() for seed in ("1", "2"))
    assert one != two


@pytest.mark.parametrize("size", ["199", "1000001", "many", "-1"])
def test_a_size_that_cannot_be_is_refused(run: Run, tmp_path: Path, size: str) -> None:
    result = run("init", tmp_path / "new", f"--example={size}")
    assert result.exit_code == 2
    assert "--example" in result.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_seed_goes_with_an_example(run: Run, tmp_path: Path) -> None:
    result = run("init", tmp_path / "new", "--seed", 3, "--lang", "en")
    assert result.exit_code == 2
    assert "--seed goes with --example" in result.stderr
    assert list(tmp_path.iterdir()) == []


def test_an_example_does_not_go_into_a_folder_that_holds_something(run: Run, folder: Path) -> None:
    before = sorted(folder.rglob("*"))
    assert run("init", ".", "--example", 200).exit_code == 2
    assert sorted(folder.rglob("*")) == before
