"""Finds the characters at which the cells of a CSV file begin, for the places of problems."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from pejl.engine.errors import Place

LARGEST = 200_000_000
"""Above this size a problem is told by its line alone, so that the file need not be held in memory."""


@dataclass(eq=False)
class CsvPlaces:
    """The places of the cells of a CSV file, which is read again only if there is a problem in it.

    Attributes:
        path: the file.
        shown: its name as shown to people.
        delimiter: what stands between its cells.
    """

    path: Path
    shown: str
    delimiter: str

    def place(self, line: int, number: int) -> Place:
        """Where the cell of a number, counted from 1, begins in the row that begins on a line."""
        if number <= 1:
            return Place(self.shown, line, 1)
        for at, (row, column) in enumerate(self._starts(line), start=1):
            if at == number:
                return Place(self.shown, row, column)
        return Place(self.shown, line)

    def _starts(self, line: int) -> Iterator[tuple[int, int]]:
        """The line and column at which each cell of a row begins."""
        yield line, 1
        quoted, begins = False, True
        for number in range(line, len(self._lines) + 1):
            for column, character in enumerate(self._lines[number - 1], start=1):
                if character == '"' and (quoted or begins):
                    quoted = not quoted
                elif character == self.delimiter and not quoted:
                    yield number, column + 1
                begins = character == self.delimiter or (character == '"' and not quoted)
            if not quoted:
                return

    @cached_property
    def _lines(self) -> list[str]:
        try:
            if self.path.stat().st_size > LARGEST:
                return []
            with self.path.open(encoding="utf-8-sig", errors="replace", newline="") as file:
                return list(file)
        except OSError:
            return []
