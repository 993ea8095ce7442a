"""The cells of delimited text, found and compared in arrays: a million rows are no million Python objects."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from pejl.engine.values.linear import Ints

Hashes = npt.NDArray[np.uint64]

WORD = 8
WORDS_OF_BYTES = np.array([(1 << (8 * n)) - 1 for n in range(WORD + 1)], dtype=np.uint64)
"""The bits of the first 0 to 8 bytes of a word."""
MULTIPLIER = np.uint64(0x9E3779B97F4A7C15)
LONGEST = 256
"""The longest cell, in bytes, that is compared in arrays."""
BREAK = ord("\n")


@dataclass(frozen=True, eq=False)
class Distinct:
    """A column as its different texts, and which of them each row has."""

    texts: Sequence[str]
    at: Ints


class Uneven(ValueError):  # noqa: N818 (it names the text, not the mishap)
    """The text has rows with too few or too many cells, or cells that have to be read one by one."""


class Cells:
    """The cells of some rows of delimited text without quotes.

    Args:
        text: whole rows, in UTF-8, without the last line break.
        delimiter: what stands between cells.
        width: how many cells each row has.

    Raises:
        Uneven: a row has another number of cells, or none that says anything, or the text has quotes or NUL.
    """

    def __init__(self, text: bytes, delimiter: str, width: int) -> None:
        if b'"' in text or b"\0" in text:
            raise Uneven
        self.text = text.decode("ascii") if text.isascii() else text
        self.data = np.frombuffer(text + bytes(WORD), dtype=np.uint8)
        inner = self.data[: len(text)]
        breaks = inner == BREAK
        ends = np.append(np.flatnonzero(breaks | (inner == ord(delimiter))), len(text))
        self.height = len(ends) // width
        last_of_rows = ends[width - 1 :: width][:-1]
        even = len(ends) == self.height * width and int(breaks.sum()) == self.height - 1
        if not even or not breaks[last_of_rows].all() or (width == 1 and b"\n\n" in b"\n" + text + b"\n"):
            raise Uneven
        starts = np.concatenate([[0], ends[:-1] + 1])
        self.starts = starts.reshape(self.height, width)
        self.lengths = (ends - starts).reshape(self.height, width)
        if not self.lengths.any(axis=1).all():
            raise Uneven

    def texts(self, column: int, rows: Ints | slice = slice(None)) -> list[str]:
        """The texts of a column, or of some rows of it."""
        starts, ends = self.starts[rows, column], self.starts[rows, column] + self.lengths[rows, column]
        spans = zip(starts.tolist(), ends.tolist(), strict=True)
        text = self.text
        if isinstance(text, str):
            return [text[start:end] for start, end in spans]
        return [text[start:end].decode("utf-8") for start, end in spans]

    def distinct(self, column: int) -> Distinct:
        """A column by its different texts, in the order in which they first stand there."""
        starts, lengths = np.ascontiguousarray(self.starts[:, column]), self.lengths[:, column]
        if int(lengths.max(initial=0)) > LONGEST:
            known: dict[str, int] = {}
            at = [known.setdefault(text, len(known)) for text in self.texts(column)]
            return Distinct(list(known), np.array(at, dtype=np.int64))
        words = self._words(starts, lengths)
        first = _first_alike(words)
        standing = np.flatnonzero(first == np.arange(len(first)))
        number = np.empty(len(first), dtype=np.int64)
        number[standing] = np.arange(len(standing))
        return Distinct(self.texts(column, standing), number[first])

    def _words(self, starts: Ints, lengths: Ints) -> list[Hashes]:
        """The cells as words of eight bytes: all first words, all second words, and so on."""
        overlapping = np.ndarray(len(self.data) - WORD + 1, dtype="<u8", buffer=self.data, strides=(1,))
        words = []
        for begin in range(0, max(int(lengths.max(initial=0)), 1), WORD):
            there = np.clip(lengths - begin, 0, WORD)
            at = np.minimum(starts + begin, len(overlapping) - 1)
            words.append(overlapping[at] & WORDS_OF_BYTES[there])
        return words


def _first_alike(words: list[Hashes]) -> Ints:
    """For each row the first row with the same words.

    Rows are put into the places of a table by a hash of their words; the first row of each place stands
    for those that have its words, and the others are put into the places of another table.
    """
    hashes = words[0] * MULTIPLIER
    for word in words[1:]:
        hashes = (hashes ^ (hashes >> np.uint64(29)) ^ word) * MULTIPLIER
    first = np.empty(len(hashes), dtype=np.int64)
    left = np.arange(len(hashes))
    while len(left):
        hashes = (hashes ^ (hashes >> np.uint64(32))) * MULTIPLIER
        bits = max(len(left), 8).bit_length() + 1
        place = (hashes >> np.uint64(64 - bits)).astype(np.int64)
        table = np.empty(1 << bits, dtype=np.int64)
        table[place[::-1]] = np.arange(len(left) - 1, -1, -1)
        standing = table[place]
        same = words[0][left] == words[0][left[standing]]
        for word in words[1:]:
            same &= word[left] == word[left[standing]]
        first[left[same]] = left[standing[same]]
        left, hashes = left[~same], hashes[~same]
    return first
