"""Reads CSV files: with `;`, `,` or tabs, with or without a BOM, quoted or not."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import numpy as np

from pejl.engine.errors import Place, Problems
from pejl.engine.model.csv_places import CsvPlaces
from pejl.engine.model.grid import Grid
from pejl.engine.model.nodes import SourceText
from pejl.engine.values.linear import Ints

DELIMITERS = (";", "\t", ",")
BLOCK = 1 << 17
"""Characters read at a time: so few that all of them stay in the processor's cache."""
BATCH = 5_000
MOST_PLACES = 20


class NotPlainError(Exception):
    """The file has quotes or uneven rows, for which the `csv` module is needed."""


def read_csv(path: Path, shown: str, problems: Problems) -> Grid | None:
    """The columns of a CSV file, or None with a problem."""
    try:
        header = _header(path, shown, problems)
        if header is None:
            return None
        names, delimiter = header
        try:
            return _read_plain(path, shown, names, delimiter, problems)
        except NotPlainError:
            return _read_any(path, shown, names, delimiter, problems)
    except UnicodeDecodeError:
        problems.add(
            Place(shown, _undecodable_line(path)),
            "the file is not in UTF-8: a character on this line cannot be read",
            "save the file as UTF-8 (in Excel: CSV UTF-8)",
        )
    except csv.Error as error:
        problems.add(Place(shown), "the file cannot be read as CSV: {reason}", reason=str(error))
    except OSError as error:
        problems.add(Place(shown), "the file cannot be opened: {reason}", reason=error.strerror)
    return None


def _header(path: Path, shown: str, problems: Problems) -> tuple[list[str], str] | None:
    with path.open(encoding="utf-8-sig", newline="") as file:
        first = file.readline(1_000_000)
        if not first.strip():
            problems.add(Place(shown, 1), "the file is empty", "the first row holds the names of the columns")
            return None
        delimiter = max(DELIMITERS, key=first.count)
        file.seek(0)
        names = next(csv.reader(file, delimiter=delimiter, strict=True))
    return [name.strip() for name in names], delimiter


def _read_plain(path: Path, shown: str, names: list[str], delimiter: str, problems: Problems) -> Grid:
    """The fast way: cells are what stands between delimiters."""
    grid = Grid(SourceText(shown, ""), names, problems, CsvPlaces(path, shown, delimiter))
    width, line = len(names), 2
    with path.open(encoding="utf-8-sig") as file:
        if '"' in file.readline():
            raise NotPlainError
        while block := file.read(BLOCK):
            block = (block + file.readline()).removesuffix("\n")
            height = _height(block, delimiter, width)
            cells = block.replace("\n", delimiter).split(delimiter)
            lines = np.arange(line, line + height)
            if not grid.take((cells[number::width] for number in range(width)), lines):
                break
            line += height
    return grid


def _height(block: str, delimiter: str, width: int) -> int:
    """How many rows a block has, if each of them has the same number of cells and none is blank."""
    data = np.frombuffer(block.encode("utf-8"), dtype=np.uint8)
    breaks = data[(data == ord(delimiter)) | (data == ord("\n"))] == ord("\n")
    height = int(breaks.sum()) + 1
    even = len(breaks) + 1 == height * width and bool(breaks[width - 1 :: width].all())
    if not even or '"' in block or (width == 1 and "\n\n" in f"\n{block}\n"):
        raise NotPlainError
    return height


def _read_any(path: Path, shown: str, names: list[str], delimiter: str, problems: Problems) -> Grid:
    """The sure way: quotes, line breaks within quotes, blank rows, and rows that are too short or long."""
    grid = Grid(SourceText(shown, ""), names, problems, CsvPlaces(path, shown, delimiter))
    with path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.reader(file, delimiter=delimiter, strict=True)
        next(reader)
        line = reader.line_num + 1
        try:
            for rows, lines in _batches(reader, line):
                whole, kept = _of_equal_length(grid, rows, lines)
                if not grid.take(zip(*whole, strict=True) if whole else (), kept):
                    break
        except csv.Error as error:
            _note_csv_error(error, grid, reader.line_num)
    return grid


def _note_csv_error(error: csv.Error, grid: Grid, line: int) -> None:
    if "unexpected end" in str(error):
        grid.problems.add(
            grid.place(line), "the file ends inside a quoted cell", "look for a quote that is never closed"
        )
    else:
        grid.problems.add(grid.place(line), "the row cannot be read as CSV: {reason}", reason=str(error))


def _batches(reader: Iterator[list[str]], line: int) -> Iterator[tuple[list[list[str]], Ints]]:
    """Rows, some at a time, each with the line of the file that it begins on."""
    while rows := list(islice(reader, BATCH)):
        heights = [1 + sum(cell.count("\n") for cell in row) for row in rows]
        lines = line + np.cumsum([0, *heights])
        line = int(lines[-1])
        yield rows, lines[:-1]


def _of_equal_length(grid: Grid, rows: list[list[str]], lines: Ints) -> tuple[list[list[str]], Ints]:
    """The rows that have a cell for each column; blank rows are passed over."""
    width = len(grid.names)
    kept = [at for at, row in enumerate(rows) if len(row) == width and any(row)]
    for at, row in enumerate(rows):
        if len(row) != width and any(row):
            grid.problems.add(
                grid.place(int(lines[at])),
                "the row has {cells} cells, but there are {columns} columns",
                "put a cell that holds the delimiter in quotes",
                cells=len(row),
                columns=width,
            )
    return [rows[at] for at in kept], lines[kept]


def _undecodable_line(path: Path) -> int:
    with path.open("rb") as file:
        for number, line in enumerate(file, start=1):
            try:
                line.decode("utf-8")
            except UnicodeDecodeError:
                return number
    return 0
