"""Everything that the command line says has a Danish translation."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from pejl import cli
from pejl.engine.report.texts_da import DANISH
from pejl.tests.cli.small_design import Run


def said() -> Iterator[str]:
    """The texts of the commands: arguments of `_` and `say`, and what `say` gets from a tuple."""
    top = Path(cli.__file__)
    sources = [top, *(top.parent / "commands").glob("*.py")]
    trees = [ast.parse(path.read_text(encoding="utf-8")) for path in sources]
    for node in (node for tree in trees for node in ast.walk(tree)):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") in ("_", "say"):
            if isinstance(node.args[0], ast.Constant):
                yield node.args[0].value
        elif isinstance(node, ast.comprehension) and isinstance(node.iter, ast.Tuple):
            yield from (item.value for item in node.iter.elts if isinstance(item, ast.Constant))
        elif isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "text":
            yield from (part.value for part in ast.walk(node.value) if isinstance(part, ast.Constant))


def test_every_text_has_danish() -> None:
    texts = [text for text in said() if isinstance(text, str)]
    assert len(texts) > 40
    assert [text for text in texts if text not in DANISH] == []


def commands(group: click.Command, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    yield path
    for name, command in getattr(group, "commands", {}).items():
        yield from commands(command, (*path, name))


@pytest.mark.parametrize("path", list(commands(cli.main)), ids=" ".join)
def test_every_command_has_help_and_every_option_too(run: Run, path: tuple[str, ...]) -> None:
    result = run(*path, "--help")
    assert result.exit_code == 0
    command: click.Command = cli.main
    for name in path:
        command = command.commands[name]  # type: ignore[attr-defined]
    assert command.help
    assert [one.name for one in command.params if isinstance(one, click.Option) and not one.help] == []


def test_a_wrong_date_and_a_file_that_cannot_be_written_are_told_in_danish(run: Run, folder: Path) -> None:
    wrong = run("check", "design.yaml", "--as-of", "i dag")
    assert wrong.exit_code == 2 and "'i dag' er ingen dato; skriv den som 2014-05-01" in wrong.stderr
    assert "--as-of ÅÅÅÅ-MM-DD" in run("check", "--help").stdout
    unwritten = run("check", "design.yaml", "-o", "ingen/svar.txt")
    assert unwritten.exit_code == 2
    assert unwritten.stderr == "ingen/svar.txt kan ikke skrives: filen eller mappen findes ikke\n"
