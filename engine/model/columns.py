"""Turns read cells into columns, and joins, pads and overwrites columns, all in arrays.

Every function gives columns in their plainest form: where nothing is unknown there is no second array.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import inf

import numpy as np
from msgspec.structs import replace

from pejl.engine.model import kinds
from pejl.engine.model.kinds import Cell, Interval, Kind, Listing
from pejl.engine.model.tables import Value
from pejl.engine.values.codes import NONE, UNKNOWN, Codes, Pairs
from pejl.engine.values.exact import Bits, Bools, pointers, row_pointers, spread
from pejl.engine.values.linear import Ints
from pejl.engine.values.numbers import Number
from pejl.engine.values.truth import Truth, known

Coder = Callable[[Iterable[str]], list[int]]
"""Gives the codes of texts, or the rows that ids name."""


@dataclass(frozen=True)
class Absent:
    """The cell of a row that is not in the design: never looked at, so it costs nothing."""


ABSENT = Absent()

AnyCell = Cell | Absent


def column(kind: Kind, cells: Sequence[AnyCell], at: Ints, code: Coder) -> Value:
    """The column of a field.

    Args:
        kind: the kind of the field.
        cells: the distinct cells.
        at: for each row, which of the cells it has.
        code: gives the code of a text or id.
    """
    if isinstance(kind, kinds.Many):
        return _pairs(cells, at, code)
    if isinstance(kind, kinds.Flag):
        return _truth(cells, at)
    if isinstance(kind, kinds.Number | kinds.Day):
        return _number(kind, cells, at)
    return Codes(_codes(cells, code)[at])


def _codes(cells: Sequence[AnyCell], code: Coder) -> Ints:
    void = [at for at, cell in enumerate(cells) if not isinstance(cell, str)]
    codes = np.empty(len(cells), dtype=np.int64)
    codes[void] = [UNKNOWN if cells[at] is kinds.UNKNOWN else NONE for at in void]
    said = np.ones(len(cells), dtype=np.bool_)
    said[void] = False
    codes[said] = code(cell for cell in cells if isinstance(cell, str))
    return codes


def _truth(cells: Sequence[AnyCell], at: Ints) -> Truth:
    certain = np.array([cell is True for cell in cells], dtype=np.bool_)
    unsure = np.array([cell is kinds.UNKNOWN for cell in cells], dtype=np.bool_)
    return _plain_truth(Truth(certain[at], (certain | unsure)[at]))


def _number(kind: kinds.Number | kinds.Day, cells: Sequence[AnyCell], at: Ints) -> Number:
    intervals = [cell if isinstance(cell, Interval) else None for cell in cells]
    low = np.array([_finite(cell.low) if cell else 0 for cell in intervals], dtype=np.int64)
    high = np.array([_finite(cell.high) if cell else 0 for cell in intervals], dtype=np.int64)
    unknown = np.array([cell is kinds.UNKNOWN for cell in cells], dtype=np.bool_)
    there = np.array([cell is not kinds.NONE for cell in cells], dtype=np.bool_)
    natural = isinstance(kind, kinds.Number) and kind.minimum >= 0
    above = np.array([cell is not None and cell.high == inf for cell in intervals], dtype=np.bool_) | unknown
    below = np.array([cell is not None and cell.low == -inf for cell in intervals], dtype=np.bool_)
    return _plain_number(
        Number(
            low[at],
            high[at],
            kind.unit,
            Truth((there & ~unknown)[at], there[at]),
            (below if natural else below | unknown)[at],
            above[at],
            natural,
        )
    )


def _finite(bound: float) -> int:
    return 0 if bound in (inf, -inf) else int(bound)


def _pairs(cells: Sequence[AnyCell], at: Ints, code: Coder) -> Pairs:
    lists = [cell.items if isinstance(cell, Listing) else () for cell in cells]
    indptr = row_pointers(np.array([len(items) for items in lists], dtype=np.int64))
    codes = np.array(code(item for items in lists for item in items), dtype=np.int64)
    loose = np.array(
        [cell is kinds.UNKNOWN or (isinstance(cell, Listing) and cell.open) for cell in cells], dtype=np.bool_
    )
    return _taken_pairs(Pairs(indptr, codes, None, loose), at)


def blank(kind: Kind, n: int, cell: AnyCell = kinds.UNKNOWN) -> Value:
    """A column of n rows that all have one cell, unknown if nothing else is said."""
    return column(kind, [cell], np.zeros(n, dtype=np.int64), _no_code)


def _no_code(texts: Iterable[str]) -> list[int]:
    assert not list(texts), "only cells without a text"
    return []


def taken(value: Value, rows: Ints) -> Value:
    """The values of these rows, in their plainest form."""
    return _taken_pairs(value, rows) if isinstance(value, Pairs) else plain(value.take(rows))


def _taken_pairs(value: Pairs, rows: Ints) -> Pairs:
    up, at = spread(value.indptr, rows)
    guard = None if value.guard is None else value.guard.take(at)
    loose = None if value.loose is None else value.loose[rows]
    return Pairs(pointers(up, len(rows)), value.codes[at], guard, _flag(loose))


def joined(first: Value, second: Value) -> Value:
    """The rows of one column and then those of another of the same kind."""
    if isinstance(first, Number) and isinstance(second, Number):
        return plain(_joined_numbers(first, second))
    if isinstance(first, Truth) and isinstance(second, Truth):
        return plain(Truth(_both(first.certain, second.certain), _both(first.possible, second.possible)))
    if isinstance(first, Codes) and isinstance(second, Codes):
        return Codes(np.concatenate([first.codes, second.codes]))
    assert isinstance(first, Pairs) and isinstance(second, Pairs)
    return Pairs(
        np.concatenate([first.indptr, second.indptr[1:] + len(first.codes)]),
        np.concatenate([first.codes, second.codes]),
        None,
        _flag(_both(_bits(first.loose, len(first)), _bits(second.loose, len(second)))),
    )


def _joined_numbers(first: Number, second: Number) -> Number:
    n, m = len(first), len(second)
    return replace(
        first,
        low=_sums(first.low, second.low),
        high=_sums(first.high, second.high),
        present=Truth(
            _both(first.there.certain, second.there.certain),
            _both(first.there.possible, second.there.possible),
        ),
        below=_both(_bits(first.below, n), _bits(second.below, m)),
        above=_both(_bits(first.above, n), _bits(second.above, m)),
    )


def overwritten(value: Value, rows: Ints, new: Value) -> Value:
    """The column with the values of some rows replaced; `new` has one value for each of them."""
    order = np.arange(len(value))
    order[rows] = len(value) + np.arange(len(rows))
    return taken(joined(value, new), order)


def redirected(value: Value, old: Ints, new: int) -> Value:
    """A link or list of links in which each of the old targets is replaced by a new one."""
    if isinstance(value, Codes):
        return Codes(np.where(np.isin(value.codes, old), new, value.codes))
    assert isinstance(value, Pairs)
    codes = np.where(np.isin(value.codes, old), new, value.codes)
    return without_repeats(Pairs(value.indptr, codes, value.guard, value.loose))


def without_repeats(value: Pairs) -> Pairs:
    """The lists with each target once, where it stood first."""
    rows = value.rows
    width = int(value.codes.max(initial=0)) + 1
    _, first = np.unique(rows * width + value.codes, return_index=True)
    if len(first) == len(value.codes):
        return value
    kept = np.sort(first)
    return Pairs(pointers(rows[kept], len(value)), value.codes[kept], None, value.loose)


def plain(value: Value) -> Value:
    """The column without arrays that say nothing."""
    if isinstance(value, Number):
        return _plain_number(value)
    return _plain_truth(value) if isinstance(value, Truth) else value


def _plain_truth(value: Truth) -> Truth:
    same = value.exact or np.array_equal(_known(value.certain), _known(value.possible))
    return known(value.certain) if same else value


def _plain_number(value: Number) -> Number:
    present = None if value.present is None else _plain_truth(value.present)
    everywhere = present is not None and bool(_known(present.certain).all())
    same = value.low is value.high or np.array_equal(_ints(value.low), _ints(value.high))
    return replace(
        value,
        high=value.low if same else value.high,
        present=None if everywhere else present,
        below=_flag(value.below),
        above=_flag(value.above),
    )


def _flag(bits: Bits | None) -> Bits | None:
    return None if bits is None or not _known(bits).any() else bits


def _bits(bits: Bits | None, n: int) -> Bools:
    return np.zeros(n, dtype=np.bool_) if bits is None else _known(bits)


def _both(first: Bits, second: Bits) -> Bools:
    return np.concatenate([_known(first), _known(second)])


def _sums(first: object, second: object) -> Ints:
    return np.concatenate([_ints(first), _ints(second)])


def _known(bits: object) -> Bools:
    """The bits as an array; a loaded design has nothing open."""
    assert isinstance(bits, np.ndarray)
    return bits


def _ints(values: object) -> Ints:
    assert isinstance(values, np.ndarray)
    return values


def decimal(units: int, unit: Fraction) -> str:
    """A number of whole units as people write it: 4.5, 1000."""
    value = units * unit
    if value.denominator == 1:
        return str(value.numerator)
    return f"{float(value):.10f}".rstrip("0").rstrip(".")
