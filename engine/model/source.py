"""Reads a YAML file into nodes that keep their place, and refuses what is unsafe, ambiguous or personal.

Events are read, not composed trees: they come one at a time, so a hostile file is told by its depth or
size before it has cost anything.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from pathlib import Path
from typing import Any

import yaml

from pejl.engine.errors import Place, Problems, reason
from pejl.engine.model import collector, personal
from pejl.engine.model.file_names import shown_name
from pejl.engine.model.nodes import Node, SourceText
from pejl.engine.model.yaml_reader import Reader, StopReadingError

LARGEST_FILE = 20_000_000
MOST_CPR_PLACES = 100

LOADER: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x80-\x84\x86-\x9f\ufffe\uffff]")
INDENTING_TAB = re.compile("^ *\t", re.MULTILINE)


def read_yaml(path: Path, problems: Problems) -> Node | None:
    """The value that a file holds.

    Args:
        path: the file.
        problems: receives everything that is wrong with the file.

    Returns:
        the value, or None if the file cannot be read; a value may come with problems.
    """
    shown = shown_name(path)
    text = read_text(path, shown, problems)
    return None if text is None else parse_yaml(text, shown, problems)


def read_text(path: Path, shown: str, problems: Problems, largest: int = LARGEST_FILE) -> str | None:
    """The text of a file, or None with a problem."""
    data = read_bytes(path, shown, problems, largest)
    if data is None:
        return None
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        problems.add(
            Place(shown, line),
            "the file is not in UTF-8: a character on this line cannot be read",
            "save the file as UTF-8",
        )
        return None


def read_bytes(path: Path, shown: str, problems: Problems, largest: int) -> bytes | None:
    """The content of a plain file of a reasonable size, or None with a problem."""
    place = Place(shown)
    try:
        if not path.exists():
            problems.add(place, "there is no such file", "check the name and the folder")
        elif not path.is_file():
            problems.add(place, "this is not a file", "name a file, not a folder or a device")
        elif path.stat().st_size > largest:
            problems.add(place, "the file is larger than {most} MB", most=largest // 1_000_000)
        else:
            return path.read_bytes()
    except (OSError, ValueError) as error:
        problems.add(place, "the file cannot be opened: {reason}", reason=reason(error))
    return None


def parse_yaml(text: str, file: str, problems: Problems) -> Node | None:
    """The value that a YAML text holds, as `read_yaml`; `file` is the name shown for it."""
    source = SourceText(file, text)
    _note_cpr_numbers(source, problems)
    before = len(problems.found)
    _check_characters(source, problems)
    if len(problems.found) > before:
        return None
    reader = Reader(source, problems)
    try:
        with collector.paused():
            reader.read(yaml.parse(text, Loader=LOADER))
    except yaml.MarkedYAMLError as error:
        _note_syntax_error(error, source, problems)
        return None
    except yaml.YAMLError:
        problems.add(Place(file), "the file cannot be read as YAML")
        return None
    except StopReadingError:
        return None
    if reader.root is None:
        problems.add(Place(file), "the file is empty")
    return reader.root


def _note_cpr_numbers(source: SourceText, problems: Problems) -> None:
    found = list(personal.cpr_numbers(source.text))
    lines = line_starts(source.text) if found else []
    for offset, bare in found:
        line = bisect_right(lines, offset)
        column = offset - lines[line - 1] + 1
        if bare:
            source.suspects.append((offset, line, column))
        elif len(problems.found) < MOST_CPR_PLACES:
            personal.refuse(problems, Place(source.file, line, column))


def refuse_suspects(source: SourceText, problems: Problems) -> None:
    """Note the numbers that may be CPR numbers and that no number field has owned."""
    for _, line, column in source.suspects[:MOST_CPR_PLACES]:
        personal.refuse(problems, Place(source.file, line, column))


LINE_BREAK = re.compile("\r\n|[\n\r\x85\u2028\u2029]")


def line_starts(text: str) -> list[int]:
    """The offset at which each line begins; lines end where YAML says that they do."""
    return [0, *(found.end() for found in LINE_BREAK.finditer(text))]


def place_of(source: SourceText, offset: int) -> Place:
    """The place of a character of a file."""
    lines = line_starts(source.text[:offset])
    return Place(source.file, len(lines), offset - lines[-1] + 1)


def _check_characters(source: SourceText, problems: Problems) -> None:
    for found in _at_most(20, CONTROL, source.text):
        unseen_character(place_of(source, found.start()), found.group(), problems)
    for found in _at_most(20, INDENTING_TAB, source.text):
        problems.add(place_of(source, found.end() - 1), "the line is indented by a tab", "indent with spaces")


def unseen_character(place: Place, character: str, problems: Problems) -> None:
    """Note a control character."""
    problems.add(
        place,
        "a character that cannot be seen, {code}, stands here",
        "take it out",
        code=f"U+{ord(character):04X}",
    )


def _at_most(most: int, pattern: re.Pattern[str], text: str) -> list[re.Match[str]]:
    return [found for found, _ in zip(pattern.finditer(text), range(most), strict=False)]


def _note_syntax_error(error: yaml.MarkedYAMLError, source: SourceText, problems: Problems) -> None:
    mark = error.problem_mark or error.context_mark
    place = Place(source.file, mark.line + 1, mark.column + 1) if mark else Place(source.file)
    what = error.problem or ""
    if "mapping values are not allowed" in what:
        problems.add(
            place,
            "a colon stands where no name can be",
            "put a text that holds a colon in quotes, and check the indentation",
        )
    elif "did not find expected ',' or" in what:
        problems.add(
            place,
            "the brackets that open at line {line} go wrong here",
            "look for a missing comma or bracket",
            line=error.context_mark.line + 1 if error.context_mark else place.line,
        )
    elif "cannot start any token" in what:
        problems.add(place, "a text cannot begin with this character", "put the text in quotes")
    elif "could not find expected ':'" in what or "did not find expected key" in what:
        problems.add(
            place, "a name with a colon was expected here", "check the indentation, quotes and colons"
        )
    elif "unexpected end of stream" in what:
        problems.add(place, "the file ends inside a quoted text", "look for a missing quote")
    else:
        problems.add(place, "this is not YAML: {reason}", reason=what)
