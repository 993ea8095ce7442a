"""A page of docs/ as its reader follows it: files are written, commands are run, what they print is compared.

A page is a list of steps, done in one folder, one after the other:

- A line that holds nothing but a file name in bold (**`units.csv`**) says that the block or the table below
  is that file. A table becomes an Excel workbook.
- A ```diff block below such a line changes the file: its lines begin with `-`, `+` or a space.
- A ```console block holds commands, each behind `$ `, and what they print. A line of three dots stands for
  one or more lines that are left out.
- A ```sh block is not run: it installs something.
- What a search tells of itself while it runs is no part of what a command prints: it differs every time.

    PYTHONPATH=.src python tests/docs/guides.py docs/planner.md

writes into the page what its commands print today.
"""

from __future__ import annotations

import difflib
import importlib.util
import os
import re
import shlex
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType

from click.testing import CliRunner

from pejl import cli
from pejl.commands.options import in_our_language

ROOT = Path(__file__).resolve().parents[2]
FILE = re.compile(r"\*\*`([^`]+)`\*\*")
DOTS = "..."
PROGRESS = re.compile(r"\d[\d.,]* s · ")


@dataclass(frozen=True)
class Step:
    """Something that the reader does, and the line of the page (from 1) where it stands."""

    line: int


@dataclass(frozen=True)
class Write(Step):
    """A file that the reader saves."""

    name: str
    text: str


@dataclass(frozen=True)
class Sheet(Step):
    """An Excel workbook that the reader saves."""

    name: str
    rows: list[list[str]]


@dataclass(frozen=True)
class Edit(Step):
    """A file in which the reader changes some lines."""

    name: str
    lines: list[str]


@dataclass(frozen=True)
class Command(Step):
    """A command that the reader runs, and what the page says that it prints, from line `line` on."""

    text: str
    prints: list[str]


@dataclass(frozen=True)
class NotRun(Step):
    """A block that is only to be read: its language, and its text."""

    language: str
    text: str


@dataclass
class Page:
    """A page and its steps."""

    path: Path
    lines: list[str] = field(default_factory=list)
    steps: list[Step] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.lines = self.path.read_text(encoding="utf-8").splitlines()
        self.steps = list(self._steps())

    @property
    def commands(self) -> list[Command]:
        """The commands of the page, in order."""
        return [step for step in self.steps if isinstance(step, Command)]

    def _steps(self) -> Iterator[Step]:
        at, name = 0, ""
        while at < len(self.lines):
            line = self.lines[at]
            if opened := re.fullmatch(r"```(\w*)(.*)", line):
                end = self.lines.index("```", at + 1)
                yield from self._block(opened[1], name, at + 1, self.lines[at + 1 : end])
                at, name = end + 1, ""
            elif name and line.startswith("|"):
                end = next(n for n in range(at, len(self.lines) + 1) if not self._is_row(n))
                cells = [
                    [cell.strip().strip("`") for cell in row.split("|")[1:-1]] for row in self.lines[at:end]
                ]
                yield Sheet(at + 1, name, [cells[0], *cells[2:]])
                at, name = end, ""
            else:
                found = FILE.fullmatch(line)
                name = found[1] if found else name if not line.strip() else ""
                at += 1

    def _is_row(self, at: int) -> bool:
        return at < len(self.lines) and self.lines[at].startswith("|")

    def _block(self, language: str, name: str, start: int, lines: list[str]) -> Iterator[Step]:
        if language == "console":
            yield from _commands(start, lines)
        elif name and language == "diff":
            yield Edit(start, name, lines)
        elif name:
            yield Write(start, name, "".join(f"{line}\n" for line in lines))
        else:
            yield NotRun(start, language, "\n".join(lines))


def _commands(start: int, lines: list[str]) -> Iterator[Command]:
    at = 0
    while at < len(lines):
        assert lines[at].startswith("$ "), f"line {start + at + 1}: a console block begins with a command"
        text = lines[at][2:]
        at += 1
        while text.endswith("\\"):
            text = text[:-1] + lines[at].strip()
            at += 1
        end = next((n for n in range(at, len(lines)) if lines[n].startswith("$ ")), len(lines))
        yield Command(start + at + 1, text, lines[at:end])
        at = end


@contextmanager
def command_line(language: str) -> Iterator[ModuleType]:
    """The command line as a process has it in which PEJL_LANG is set."""
    before = os.environ.get("PEJL_LANG")
    os.environ["PEJL_LANG"] = language
    ours = {name: sys.modules.pop(name) for name in list(sys.modules) if name.startswith("pejl.commands")}
    try:
        spec = importlib.util.spec_from_file_location("pejl_of_a_reader", cli.__file__)
        assert spec is not None and spec.loader is not None
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        yield module
    finally:
        sys.modules.update(ours)
        in_our_language()
        if before is None:
            del os.environ["PEJL_LANG"]
        else:
            os.environ["PEJL_LANG"] = before


@dataclass
class Reader:
    """Someone who follows a page in a folder."""

    folder: Path
    language: str = "da"
    status: int = 0

    def do(self, step: Step) -> list[str]:
        """Do a step; gives what a command prints, line by line."""
        match step:
            case Write():
                path = self.folder / step.name
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(step.text, encoding="utf-8")
            case Sheet():
                write_sheet(self.folder / step.name, step.rows)
            case Edit():
                path = self.folder / step.name
                path.write_text(edited(path.read_text(encoding="utf-8"), step.lines), encoding="utf-8")
            case Command():
                return self._run(step.text)
        return []

    def _run(self, text: str) -> list[str]:
        name, *arguments = shlex.split(text)
        if name == "cd":
            self.folder = (self.folder / arguments[0]).resolve(strict=True)
            return []
        if name == "export":
            variable, _, value = arguments[0].partition("=")
            assert variable == "PEJL_LANG", text
            self.language = value
            return []
        if text == "echo $?":
            return [str(self.status)]
        assert name == "pejl", f"a reader cannot run {text!r} here"
        with command_line(self.language) as commands, _inside(self.folder):
            result = CliRunner(catch_exceptions=False).invoke(commands.main, arguments, prog_name="pejl")
        self.status = result.exit_code
        return [line.rstrip() for line in result.output.splitlines() if not PROGRESS.match(line)]


@contextmanager
def _inside(folder: Path) -> Iterator[None]:
    """The current folder, on a terminal of a hundred columns."""
    before, columns = Path.cwd(), os.environ.get("COLUMNS")
    os.chdir(folder)
    os.environ["COLUMNS"] = "100"
    try:
        yield
    finally:
        os.chdir(before)
        if columns is None:
            del os.environ["COLUMNS"]
        else:
            os.environ["COLUMNS"] = columns


def write_sheet(path: Path, rows: Sequence[Sequence[str]]) -> None:
    """Write a workbook: numbers as numbers, and nothing where a cell is blank."""
    import xlsxwriter

    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet()
        for row, cells in enumerate(rows):
            for column, cell in enumerate(cells):
                if re.fullmatch(r"\d+([.,]\d+)?", cell):
                    sheet.write_number(row, column, float(cell.replace(",", ".")))
                elif cell:
                    sheet.write_string(row, column, cell)


def edited(text: str, lines: Sequence[str]) -> str:
    """A text after the changes of a diff, whose lines have to stand together in it, once."""
    before = text.splitlines()
    old = [line[1:] for line in lines if line[:1] != "+"]
    new = [line[1:] for line in lines if line[:1] != "-"]
    places = [at for at in range(len(before)) if before[at : at + len(old)] == old]
    assert len(places) == 1, "the file does not hold once:\n" + "\n".join(old)
    (at,) = places
    return "".join(f"{line}\n" for line in [*before[:at], *new, *before[at + len(old) :]])


def segments(lines: Sequence[str]) -> list[list[str]]:
    """The lines between those of three dots."""
    found: list[list[str]] = [[]]
    for line in lines:
        if line.strip() == DOTS:
            found.append([])
        else:
            found[-1].append(line)
    return found


def agrees(says: Sequence[str], prints: Sequence[str]) -> bool:
    """Whether a command prints what the page says; dots stand for one line or more."""
    first, *others = segments(says)
    if not others:
        return first == list(prints)
    if list(prints[: len(first)]) != first:
        return False
    at = len(first)
    *middle, last = others
    for part in middle:
        at = next((n for n in range(at + 1, len(prints)) if list(prints[n : n + len(part)]) == part), -1)
        if at < 0:
            return False
        at += len(part)
    return len(prints) - len(last) > at and list(prints[len(prints) - len(last) :]) == last


def complaint(page: Page, step: Command, prints: Sequence[str]) -> str:
    """How what a command prints differs from what the page says; "" if it does not."""
    if agrees(step.prints, prints):
        return ""
    differences = difflib.unified_diff(step.prints, list(prints), "the page", "the program", lineterm="", n=1)
    return "\n".join([f"{page.path.name}:{step.line}: $ {step.text}", *differences])


def follow(page: Page, folder: Path) -> list[str]:
    """Do all steps of a page in a folder; gives what does not agree with the page."""
    reader = Reader(folder)
    told = []
    for step in page.steps:
        prints = reader.do(step)
        if isinstance(step, Command):
            told.append(complaint(page, step, prints))
    return [one for one in told if one]


def nearest_window(part: list[str], prints: list[str], start: int) -> list[str]:
    """The lines that look most like some others, as many of them."""
    places = range(start, max(len(prints) - len(part), start) + 1)
    wanted = "\n".join(part)
    best = max(
        places,
        key=lambda at: difflib.SequenceMatcher(
            None, wanted, "\n".join(prints[at : at + len(part)]), False
        ).ratio(),
    )
    return prints[best : best + len(part)]


def rewritten(step: Command, prints: list[str]) -> list[str]:
    """What the page should say that a command prints, with as much left out as before."""
    first, *others = segments(step.prints)
    if not others:
        return prints
    *middle, last = others
    shown = prints[: len(first)]
    for part in middle:
        shown += [DOTS, *nearest_window(part, prints, len(first) + 1)]
    return [*shown, DOTS, *(prints[len(prints) - len(last) :] if last else [])]


def rewrite(page: Page, folder: Path) -> None:
    """Write into a page what its commands print."""
    reader = Reader(folder)
    lines, moved = list(page.lines), 0
    for step in page.steps:
        prints = reader.do(step)
        if isinstance(step, Command) and not agrees(step.prints, prints):
            start = step.line - 1 + moved
            new = rewritten(step, prints)
            lines[start : start + len(step.prints)] = new
            moved += len(new) - len(step.prints)
    page.path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")


if __name__ == "__main__":
    for name in sys.argv[1:]:
        given = Page(Path(name))
        with tempfile.TemporaryDirectory() as temporary:
            rewrite(given, ROOT if given.path.name == "README.md" else Path(temporary))
