"""The line of an input file that a place points at, with a caret under the column."""

from __future__ import annotations

import re

from pejl.engine.errors import Place
from pejl.engine.model.file_names import file_of
from pejl.engine.model.personal import mask
from pejl.engine.report.letters import printable, take, width
from pejl.engine.report.screen import Screen

LARGEST = 20_000_000
"""A larger file is not read for the sake of showing a line of it."""

BREAKS = re.compile("\r\n|[\r\n\x85\u2028\u2029]")
"""What PyYAML counts as a line, so that our lines have its numbers."""

GUTTER = 6


class Sources:
    """The lines of input files, each file read at most once."""

    def __init__(self) -> None:
        self._files: dict[str, list[str]] = {}

    def line(self, place: Place) -> str | None:
        """The line at a place, its CPR numbers masked, or None if it cannot be read as text."""
        if place.file not in self._files:
            self._files[place.file] = _lines(place.file)
        lines = self._files[place.file]
        return mask(lines[place.line - 1]) if 0 < place.line <= len(lines) else None

    def excerpt(self, screen: Screen, place: Place) -> None:
        """Add the line and its caret to a page; nothing if the line cannot be read."""
        text = self.line(place)
        if text is None or not text.strip():
            return
        shown, caret = window(text, place.column, screen.width - GUTTER - 3)
        screen.line((f"{place.line:>{GUTTER}} │ ", "dim"), shown)
        if caret is not None:
            screen.line((f"{'':>{GUTTER}} │ ", "dim"), " " * caret, ("^", "red"))


def _lines(file: str) -> list[str]:
    try:
        path = file_of(file)
        if not path.is_file() or path.stat().st_size > LARGEST:
            return []
        data = path.read_bytes()
    except (OSError, ValueError):
        return []
    if b"\0" in data[:8192] or data[:4] == b"PK\x03\x04":
        return []
    return BREAKS.split(data.decode("utf-8-sig", errors="replace"))


def window(text: str, column: int, limit: int) -> tuple[str, int | None]:
    """The part of a line around a column that fits in `limit` columns of a terminal.

    Args:
        text: the line as it is in the file.
        column: the character pointed at, counted from 1; 0 is none.
        limit: the columns there are.

    Returns:
        The part, escaped, and how many columns stand before the character (None if it is not there).
    """
    at = min(max(column - 1, 0), len(text))
    # Only what can come into view is escaped and measured: the line may be a megabyte long.
    start, end = max(0, at - limit), min(len(text), at + limit)
    before, after = _escaped(text[start:at]), _escaped(text[at:end])
    room = limit - min(limit // 3, width(after))
    if start or width(before) > room:
        while before and width(before) > room - 1:
            before = before[1:]
        before = "…" + before
    left = limit - width(before)
    if end < len(text) or width(after) > left:
        after = take(after, left - 1) + "…"
    return before + after, width(before) if 0 < column <= len(text) + 1 else None


def _escaped(text: str) -> str:
    return printable(text.replace("\t", "    "))
