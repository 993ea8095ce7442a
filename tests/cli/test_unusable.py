"""Input that cannot be used: exit code 2, a message that says where, and never a traceback."""

from __future__ import annotations

from pathlib import Path

import pytest

from pejl.tests.cli.small_design import LEJRE, Run, edit

COMMANDS = {
    "check": ("check", "{design}"),
    "ask": ("ask", "{design}", "1"),
    "explain": ("explain", "one", "{design}"),
    "freeze": ("freeze", "{design}", "--owner", "o", "--reason", "r", "--decision", "d"),
}


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("design", ["missing.yaml", "pack", "broken.yaml", "empty.yaml", "binary.yaml"])
def test_a_design_that_cannot_be_read(run: Run, folder: Path, command: str, design: str) -> None:
    (folder / "broken.yaml").write_text("design: x\nunits: {a: [\n", encoding="utf-8")
    (folder / "empty.yaml").write_text("", encoding="utf-8")
    (folder / "binary.yaml").write_bytes(b"\xff\xfe\x00\x01")
    result = run(*(part.format(design=design) for part in COMMANDS[command]))
    assert result.exit_code == 2
    assert result.stdout == ""
    assert design in result.stderr
    assert "Traceback" not in result.stderr


def test_all_mistakes_are_told_at_once_with_their_places(run: Run, folder: Path) -> None:
    edit(folder / "design.yaml", "parent: top", "parent: tip")
    edit(folder / "design.yaml", "heads: 5", "heds: 5")
    result = run("check", "design.yaml", "--lang", "en")
    assert result.exit_code == 2
    assert "design.yaml:5:" in result.stderr
    assert "design.yaml:8:" in result.stderr
    assert "2 errors" in result.stderr


@pytest.mark.parametrize("language, hint", [("da", "mente du"), ("en", "did you mean")])
def test_an_unknown_pack_is_told_with_the_nearest(run: Run, folder: Path, language: str, hint: str) -> None:
    result = run("check", "design.yaml", "--rules", "lejre-2104", "--lang", language)
    assert result.exit_code == 2
    assert hint in result.stderr and "lejre-2014" in result.stderr


def test_an_unknown_pack_of_the_design_is_told_with_its_place(run: Run, folder: Path) -> None:
    edit(folder / "design.yaml", "[pack]", "[nothing-like-it]")
    result = run("check", "design.yaml")
    assert result.exit_code == 2
    assert "design.yaml:" in result.stderr


def test_a_mistake_in_a_rule_is_told_with_its_place(run: Run, folder: Path) -> None:
    edit(folder / "pack" / "one.yaml", "require: count(t.responsible)", "require: count(t.responsibl)")
    result = run("check", "design.yaml", "--lang", "en")
    assert result.exit_code == 2
    assert "pack/one.yaml:6:" in result.stderr and "responsible" in result.stderr


@pytest.mark.parametrize(
    "command", [("explain", "LE-17x", LEJRE / "proposal.yaml"), ("rules", "show", "LE-17x")]
)
def test_an_unknown_rule_is_told_with_the_nearest(run: Run, command: tuple[object, ...]) -> None:
    result = run(*command, "--lang", "en")
    assert result.exit_code == 2
    assert "LE-17x" in result.stderr and "did you mean 'LE-17'" in result.stderr


def test_an_entity_that_the_rule_is_not_about(run: Run, folder: Path) -> None:
    near = run("explain", "one", "plam", "design.yaml", "--lang", "en")
    far = run("explain", "one", "boss-of-all", "design.yaml", "--lang", "en")
    assert (near.exit_code, far.exit_code) == (2, 2)
    assert "did you mean 'plan'" in near.stderr
    assert "it is about: pay, plan, build" in far.stderr


@pytest.mark.parametrize("date", ["2014-13-01", "tomorrow", "2014"])
def test_a_bad_date(run: Run, folder: Path, date: str) -> None:
    result = run("check", "design.yaml", "--as-of", date)
    assert result.exit_code == 2
    assert date in result.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        ("check",),
        ("check", "design.yaml", "--format", "pdf"),
        ("check", "design.yaml", "--lang", "sv"),
        ("check", "design.yaml", "--fail-on", "info"),
        ("ask", "design.yaml"),
        ("explain", "one"),
        ("explain", "one", "a", "b", "design.yaml"),
        ("freeze", "design.yaml"),
        ("rules", "schema", "nothing"),
        ("nothing",),
    ],
)
def test_a_command_that_is_not_understood(run: Run, folder: Path, arguments: tuple[str, ...]) -> None:
    result = run(*arguments)
    assert result.exit_code == 2
    assert result.stderr.strip()
    assert "Traceback" not in result.stderr


@pytest.mark.parametrize(
    "arguments, place",
    [
        (("count(",), "EXPRESSION:1:"),
        (("count(unitz)",), "EXPRESSION:1:7"),
        (("--for", "u in unitz", "u.name"), "--for:1:6"),
        (("before.units",), "design.yaml"),
        (("__import__('os')",), "EXPRESSION:1:"),
    ],
)
def test_a_question_that_is_wrong(run: Run, folder: Path, arguments: tuple[str, ...], place: str) -> None:
    result = run("ask", "design.yaml", *arguments)
    assert result.exit_code == 2
    assert place in result.stderr
