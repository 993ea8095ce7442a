"""Values from a dictionary: texts and entities, as integer codes.

Code -1 is none (known to be absent), code -2 is unknown. Where a decision is open, a row has several
alternatives, each with the literal under which it holds; exactly one of them does.
"""

from __future__ import annotations

import numpy as np
from msgspec import Struct

from pejl.engine.values.exact import (
    Bits,
    Literals,
    any_of,
    concatenated,
    pointers,
    settled,
    spread,
)
from pejl.engine.values.linear import Ints
from pejl.engine.values.truth import Truth, known

NONE, UNKNOWN = -1, -2


class Codes(Struct, frozen=True, eq=False):
    """One code a row; or, where decisions are open, alternatives in compressed rows.

    Attributes:
        codes: the code of each row, or of each alternative.
        indptr: where the alternatives of each row begin; None where there is one code a row.
        guard: whether each alternative holds; None where there is one code a row.
    """

    codes: Ints
    indptr: Ints | None = None
    guard: Bits | None = None

    def __len__(self) -> int:
        return len(self.codes) if self.indptr is None else len(self.indptr) - 1

    @property
    def open(self) -> bool:
        """Whether some row has alternatives."""
        return self.indptr is not None

    def alternatives(self) -> tuple[Ints, Ints, Bits]:
        """The row, the code and the guard of each alternative."""
        if self.indptr is None or self.guard is None:
            return np.arange(len(self.codes)), self.codes, np.ones(len(self.codes), dtype=np.bool_)
        return np.repeat(np.arange(len(self)), np.diff(self.indptr)), self.codes, self.guard

    def take(self, rows: Ints) -> Codes:
        """The values of these rows; row -1 is none, row -2 is unknown."""
        if self.indptr is None or self.guard is None:
            if len(rows) == 0 or rows.min() >= 0:
                return Codes(self.codes[rows])
            if len(self.codes) == 0:
                return Codes(rows)
            return Codes(np.where(rows >= 0, self.codes[np.maximum(rows, 0)], rows))
        if len(rows) and rows.min() < 0:
            n = len(self)
            up, codes, guard = self.alternatives()
            up, codes = np.concatenate([up, [n, n + 1]]), np.concatenate([codes, [UNKNOWN, NONE]])
            padded = alternatives(n + 2, up, codes, concatenated(guard, np.ones(2, dtype=np.bool_)))
            return padded.take(np.where(rows < 0, rows + n + 2, rows))
        up, at = spread(self.indptr, rows)
        return alternatives(len(rows), up, self.codes[at], self.guard[at])

    def equal(self, other: Codes) -> Truth:
        """Whether the values are the same; none equals none, unknown may equal anything."""
        if not self.open and not other.open:
            a, b = self.codes, other.codes
            unknown = (a == UNKNOWN) | (b == UNKNOWN)
            certain = (a == b) & ~unknown
            return Truth(certain, certain | unknown) if unknown.any() else known(certain)
        up, codes, guard = self.alternatives()
        up2, codes2, guard2 = other.take(up).alternatives()
        same = Codes(codes[up2]).equal(Codes(codes2))
        both = guard[up2] & guard2
        return (known(both) & same).any(up[up2], len(self))

    def known(self) -> Truth:
        """Whether the value is known (it may be known to be none)."""
        if not self.open:
            return known(self.codes != UNKNOWN)
        up, codes, guard = self.alternatives()
        return known(guard & (codes != UNKNOWN)).any(up, len(self))


def alternatives(n: int, up: Ints, codes: Ints, guard: Bits) -> Codes:
    """Codes from alternatives in the order of their rows; one code a row where nothing is open."""
    if isinstance(guard, Literals):
        kept = guard.ids != -1
        up, codes, guard = up[kept], codes[kept], settled(guard.ids[kept], guard.model)
    if isinstance(guard, np.ndarray):
        result = np.full(n, NONE, dtype=np.int64)
        result[up[guard]] = codes[guard]
        return Codes(result)
    return Codes(codes, pointers(up, n), guard)


def choose(condition: Truth, then: Codes, otherwise: Codes) -> Codes:
    """`then` where the condition holds, else `otherwise`; where that is undecided, their common value."""
    n = len(condition)
    parts = [
        _part(then, condition.certain),
        _part(otherwise, ~condition.possible),
    ]
    if not condition.exact:
        maybe = condition.possible & ~condition.certain
        same = then.equal(otherwise).certain
        parts.append(_part(then, maybe & same))
        parts.append(_part(Codes(np.full(n, UNKNOWN, dtype=np.int64)), maybe & ~same))
    return joined(n, parts)


def pick(values: Codes, chosen: Bits, unknown: Bits, up: Ints, n: int) -> Codes:
    """For each row the value of its one chosen member; unknown where `unknown`, none where none is."""
    member, codes, guard = values.alternatives()
    some = any_of(chosen, up, n) | unknown
    every = np.arange(n)
    return joined(
        n,
        [
            (up[member], codes, chosen[member] & guard),
            (every, np.full(n, UNKNOWN, dtype=np.int64), unknown),
            (every, np.full(n, NONE, dtype=np.int64), ~some),
        ],
    )


def joined(n: int, parts: list[tuple[Ints, Ints, Bits]]) -> Codes:
    """One value from parts of (row, code, guard) that exclude each other."""
    up = np.concatenate([part[0] for part in parts])
    codes = np.concatenate([part[1] for part in parts])
    guard = concatenated(*(part[2] for part in parts))
    order = np.argsort(up, kind="stable")
    return alternatives(n, up[order], codes[order], guard[order])


def _part(values: Codes, condition: Bits) -> tuple[Ints, Ints, Bits]:
    up, codes, guard = values.alternatives()
    return up, codes, condition[up] & guard


class Pairs(Struct, frozen=True, eq=False):
    """A relation to any number of targets, in compressed rows.

    Attributes:
        indptr: where the pairs of each row begin.
        codes: the target of each pair.
        guard: whether each pair belongs; None where all do.
        loose: the rows that may have more pairs than are listed; None where no row does.
    """

    indptr: Ints
    codes: Ints
    guard: Truth | None = None
    loose: Bits | None = None

    def __len__(self) -> int:
        return len(self.indptr) - 1

    @property
    def rows(self) -> Ints:
        """The row of each pair."""
        return np.repeat(np.arange(len(self)), np.diff(self.indptr))

    def expand(self, sources: Codes) -> tuple[Ints, Ints, Truth | None, Bits | None]:
        """Follow the relation from each source.

        Returns:
            the position among the sources that each pair found belongs to, in rising order; its
            target; whether it holds (None: all do); and which sources may have more (None: none may).
        """
        if not sources.open and self.loose is None and (len(sources) == 0 or sources.codes.min() >= 0):
            if len(sources) == len(self) and np.array_equal(sources.codes, np.arange(len(self))):
                return self.rows, self.codes, self.guard, None
            up, at = spread(self.indptr, sources.codes)
            return up, self.codes[at], None if self.guard is None else self.guard.take(at), None
        up, codes, guard = sources.alternatives()
        n = len(sources)
        unknown = codes == UNKNOWN
        there = np.flatnonzero(codes >= 0)
        found, at = spread(self.indptr, codes[there])
        member = there[found]
        held = None if self.guard is None else self.guard.take(at)
        if not isinstance(guard, np.ndarray) or not guard.all():
            own = known(guard[member])
            held = own if held is None else held & own
        loose: Bits | None = None
        if self.loose is not None or unknown.any():
            lax = unknown
            if self.loose is not None:
                listed = literal_taken(self.loose, codes)
                lax = listed | unknown
            loose = any_of(lax & guard, up, n)
            if isinstance(loose, np.ndarray) and not loose.any():
                loose = None
        return up[member], self.codes[at], held, loose


def literal_taken(bits: Bits, rows: Ints) -> Bits:
    """The bits of these rows, false for rows that are none or unknown."""
    if len(bits) == 0:
        return np.zeros(len(rows), dtype=np.bool_)
    return bits[np.maximum(rows, 0)] & (rows >= 0)


def pairs(n: int, up: Ints, codes: Ints, guard: Truth | None = None, loose: Bits | None = None) -> Pairs:
    """Pairs given in any order; those of a row keep their order."""
    if len(up) and np.any(up[1:] < up[:-1]):
        order = np.argsort(up, kind="stable")
        up, codes = up[order], codes[order]
        guard = None if guard is None else guard.take(order)
    if guard is not None and guard.exact and isinstance(guard.certain, np.ndarray) and guard.certain.all():
        guard = None
    if isinstance(loose, np.ndarray) and not loose.any():
        loose = None
    return Pairs(pointers(up, n), codes, guard, loose)


def constant(code: int, n: int) -> Codes:
    """The same code for n rows."""
    return Codes(np.full(n, code, dtype=np.int64))
