"""Reads CSV files: with `;`, `,` or tabs, with or without a BOM, quoted or not."""

from __future__ import annotations

import csv
from collections import deque
from collections.abc import Callable, Iterator
from itertools import chain, islice
from pathlib import Path
from typing import BinaryIO, TypeVar

import numpy as np

from pejl.engine.errors import Place, Problems, reason
from pejl.engine.model.cells import Cells, Distinct, Uneven
from pejl.engine.model.csv_places import CsvPlaces
from pejl.engine.model.grid import Grid
from pejl.engine.model.nodes import SourceText
from pejl.engine.values.linear import Ints

Done = TypeVar("Done")

DELIMITERS = (";", "\t", ",")
BLOCK = 1 << 24
"""Bytes read at a time."""
AT_ONCE = 2
"""How many blocks are worked on at the same time."""
BATCH = 5_000
MOST_PLACES = 20


def read_csv(path: Path, shown: str, problems: Problems) -> Grid | None:
    """The columns of a CSV file, or None with a problem."""
    try:
        header = _header(path, shown, problems)
        if header is None:
            return None
        names, delimiter = header
        try:
            return _read_plain(path, shown, names, delimiter, problems)
        except Uneven:
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
        problems.add(Place(shown), "the file cannot be opened: {reason}", reason=reason(error))
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
    """The fast way: cells are what stands between delimiters.

    Raises:
        Uneven: it takes the sure way.
    """
    grid = Grid(SourceText(shown, ""), names, problems, CsvPlaces(path, shown, delimiter))
    line = 2

    def cells_of(block: bytes) -> tuple[list[list[str] | Distinct], int]:
        cells = Cells(block.removesuffix(b"\n"), delimiter, len(names))
        columns = [
            cells.texts(number) if number == grid.id_column else cells.distinct(number)
            for number in range(len(names))
        ]
        return columns, cells.height

    with path.open("rb") as file:
        header = file.readline()
        if b'"' in header or b"\r" in header.rstrip(b"\r\n"):  # lines that end with CR alone
            raise Uneven
        for columns, height in _in_turn(cells_of, _blocks(file)):
            if not grid.take(columns, np.arange(line, line + height)):
                break
            line += height
    return grid


def _blocks(file: BinaryIO) -> Iterator[bytes]:
    """Whole lines, many at a time, with plain line breaks."""
    while block := file.read(BLOCK):
        block += file.readline()
        yield block.replace(b"\r\n", b"\n").replace(b"\r", b"\n") if b"\r" in block else block


def _in_turn(work: Callable[[bytes], Done], blocks: Iterator[bytes]) -> Iterator[Done]:
    """Work on blocks, several at once where there are several: most of the work is numpy's, which lets go of
    the interpreter."""
    first, second = next(blocks, None), next(blocks, None)
    if first is None:
        return
    if second is None:
        yield work(first)
        return
    from concurrent.futures import Future, ThreadPoolExecutor  # only for large files

    waiting: deque[Future[Done]] = deque()
    with ThreadPoolExecutor(AT_ONCE) as pool:
        for block in chain((first, second), blocks):
            waiting.append(pool.submit(work, block))
            if len(waiting) > AT_ONCE:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()


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
