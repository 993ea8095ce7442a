"""Truth values that may be undecided: certain and possible, one and the same where nothing is unknown."""

from __future__ import annotations

import numpy as np
from msgspec import Struct

from pejl.engine.values.exact import Bits, Bools, all_of, any_of
from pejl.engine.values.linear import Ints


class Truth(Struct, frozen=True, eq=False):
    """One truth value a row; certain implies possible."""

    certain: Bits
    possible: Bits

    def __len__(self) -> int:
        return len(self.certain)

    @property
    def exact(self) -> bool:
        """Whether certain and possible are one array: nothing unknown anywhere."""
        return self.certain is self.possible

    def __and__(self, other: Truth) -> Truth:
        certain = self.certain & other.certain
        return Truth(certain, certain if self.exact and other.exact else self.possible & other.possible)

    def __or__(self, other: Truth) -> Truth:
        certain = self.certain | other.certain
        return Truth(certain, certain if self.exact and other.exact else self.possible | other.possible)

    def __invert__(self) -> Truth:
        certain = ~self.possible
        return Truth(certain, certain if self.exact else ~self.certain)

    def take(self, rows: Ints) -> Truth:
        """The values of these rows; row -1 is false (none), row -2 is undecided (unknown)."""
        if len(rows) == 0 or rows.min() >= 0:
            certain = self.certain[rows]
            return Truth(certain, certain if self.exact else self.possible[rows])
        padded = np.maximum(rows, 0)
        there = known(rows >= 0)
        if len(self) == 0:
            return known(rows >= 0) | Truth(np.zeros(len(rows), dtype=np.bool_), rows == -2)
        return (self.take(padded) & there) | Truth(np.zeros(len(rows), dtype=np.bool_), rows == -2)

    def any(self, up: Ints, n: int) -> Truth:
        """Whether any member of each row is true; `up` tells the row of each member, in rising order."""
        certain = any_of(self.certain, up, n)
        return Truth(certain, certain if self.exact else any_of(self.possible, up, n))

    def all(self, up: Ints, n: int) -> Truth:
        """Whether all members of each row are true."""
        certain = all_of(self.certain, up, n)
        return Truth(certain, certain if self.exact else all_of(self.possible, up, n))


def known(bits: Bits) -> Truth:
    """A truth value in which nothing is unknown."""
    return Truth(bits, bits)


def both(first: Truth | None, second: Truth | None) -> Truth | None:
    """Whether both hold, where what holds everywhere is None."""
    if first is None or second is None:
        return second if first is None else first
    return first & second


def constant(value: bool, n: int) -> Truth:
    """The same known truth for n rows."""
    return known(np.full(n, value))


def undecided(rows: Bools) -> Truth:
    """False, but possibly true in the given rows."""
    return Truth(np.zeros(len(rows), dtype=np.bool_), rows)


def choose(condition: Truth, then: Truth, otherwise: Truth) -> Truth:
    """`then` where the condition holds, else `otherwise`."""
    chosen = (condition & then) | (~condition & otherwise)
    return chosen if condition.exact else chosen | (then & otherwise)
