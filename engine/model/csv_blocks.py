"""Reads plain CSV in blocks of bytes: finds all cells of a block at once and tells equal ones by their bytes.

Only for files without quotes in which every line has the same number of cells, as exports of large
tables are. Anything else is left to the `csv` module, which also knows what to say about it.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import numpy.typing as npt

from pejl.engine.values.linear import Ints

BLOCK = 1 << 24
WIDEST = 64
"""Longer cells are compared as texts: as numbers they would take too many words."""

Words = npt.NDArray[np.uint64]
MASKS = np.array([(1 << (8 * size)) - 1 for size in range(9)], dtype=np.uint64)


class NotPlainError(Exception):
    """The file has quotes, lines of different lengths or characters that only `csv` can deal with."""


class Column:
    """The cells of one column: each different text once, in the order in which they first appear."""

    def __init__(self) -> None:
        self.codes: dict[str, int] = {}
        self.parts: list[Ints] = []

    def add(self, texts: list[str], at: Ints) -> None:
        """Take the rows of a block: its different texts, and which of them each row has."""
        known = np.array([self.codes.setdefault(text, len(self.codes)) for text in texts], dtype=np.int64)
        self.parts.append(known[at])

    @property
    def distinct(self) -> list[str]:
        return list(self.codes)

    @property
    def at(self) -> Ints:
        return np.concatenate([np.zeros(0, dtype=np.int64), *self.parts])


def read_blocks(path: Path, delimiter: str, width: int, id_column: int) -> tuple[list[Column], list[str]]:
    """The columns of a plain CSV file, without its header.

    Args:
        path: the file.
        delimiter: what separates the cells.
        width: how many cells the header has.
        id_column: the column whose texts are all different, and are given as they are.

    Returns:
        the columns (that of the ids empty), and the ids.

    Raises:
        NotPlainError: the file is not so plain.
        UnicodeDecodeError: it is not in UTF-8.
    """
    columns = [Column() for _ in range(width)]
    ids: list[str] = []
    for block in _blocks(path):
        starts, ends = _cells(block, ord(delimiter), width)
        for number in range(width):
            start, end = starts[:, number], ends[:, number]
            if number == id_column:
                ids += _texts(block, start, end)
            else:
                columns[number].add(*_factored(block, start, end))
    return columns, ids


def _blocks(path: Path) -> Iterator[bytes]:
    """The lines after the first, some megabytes at a time."""
    with path.open("rb") as file:
        file.readline()
        while block := file.read(BLOCK):
            block = (block + file.readline()).replace(b"\r\n", b"\n")
            if b'"' in block or b"\r" in block or b"\0" in block:
                raise NotPlainError
            if not block.isascii():
                block.decode("utf-8")
            yield block if block.endswith(b"\n") else block + b"\n"


def _cells(block: bytes, delimiter: int, width: int) -> tuple[Ints, Ints]:
    """Where the cells begin and end, a row for each line."""
    data = np.frombuffer(block, dtype=np.uint8)
    ends = np.flatnonzero((data == delimiter) | (data == 10))
    lines = np.flatnonzero(data[ends] == 10)
    if len(ends) != len(lines) * width or np.any(lines[1:] - lines[:-1] != width) or lines[0] != width - 1:
        raise NotPlainError
    starts = np.concatenate([[0], ends[:-1] + 1])
    return starts.reshape(-1, width), ends.reshape(-1, width)


def _texts(block: bytes, starts: Ints, ends: Ints) -> list[str]:
    parts = [block[start:end] for start, end in zip(starts.tolist(), ends.tolist(), strict=True)]
    return b"\n".join(parts).decode("utf-8").split("\n")


def _factored(block: bytes, starts: Ints, ends: Ints) -> tuple[list[str], Ints]:
    """The different texts of a column of a block, in order, and which of them each row has."""
    sizes = ends - starts
    widest = int(sizes.max(initial=0))
    if widest > WIDEST:
        column = Column()
        texts = _texts(block, starts, ends)
        at = np.fromiter((column.codes.setdefault(text, len(column.codes)) for text in texts), np.int64)
        return column.distinct, at
    codes = _codes(block, starts, sizes, max(1, -(-widest // 8)))
    first = np.zeros(int(codes.max(initial=-1)) + 1, dtype=np.int64)
    first[codes[::-1]] = np.arange(len(codes))[::-1]
    order = np.argsort(first)
    place = np.empty_like(order)
    place[order] = np.arange(len(order))
    return _texts(block, starts[first[order]], ends[first[order]]), place[codes]


def _codes(block: bytes, starts: Ints, sizes: Ints, words: int) -> Ints:
    """A number for each cell, the same for equal cells: their bytes, eight at a time, made dense."""
    padded = block + bytes(8 * words + 8)
    window: Words = np.ndarray((len(padded) - 8,), dtype="<u8", buffer=padded, strides=(1,))
    codes: Ints | None = None
    for word in range(words):
        left = np.clip(sizes - 8 * word, 0, 8)
        part = _dense(window[starts + 8 * word] & MASKS[left])
        codes = part if codes is None else _dense(codes * (int(part.max(initial=0)) + 1) + part)
    assert codes is not None
    return codes


def _dense(values: npt.NDArray[np.uint64] | Ints) -> Ints:
    different = np.unique(values)
    return np.searchsorted(different, values)
