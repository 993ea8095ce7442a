"""Numbers and dates: exact integers of a fixed unit, known between two bounds, possibly absent."""

from __future__ import annotations

from fractions import Fraction
from math import gcd

import numpy as np
from msgspec import Struct
from msgspec.structs import replace

from pejl.engine.values.exact import (
    Bits,
    Exact,
    UnsearchableError,
    as_sums,
    bounds,
    greatest,
    modulo,
    not_negative,
    product,
    total,
    weighed,
)
from pejl.engine.values.linear import Ints
from pejl.engine.values.truth import Truth, both, known, undecided

LARGEST = 2**61


class TooLargeError(ArithmeticError):
    """A number outgrew 64 bits, and so would no longer be exact."""


class Number(Struct, frozen=True, eq=False):
    """One number a row.

    Attributes:
        low, high: the bounds in whole units; one and the same where nothing is unknown.
        unit: what one step is worth, e.g. 1/1000 FTE; 1 day for dates.
        present: whether there is a number at all; None means everywhere.
        below, above: whether there is no lower or upper bound (then low or high mean nothing).
        natural: whether it is never negative, even where it is unknown.
    """

    low: Exact
    high: Exact
    unit: Fraction = Fraction(1)
    present: Truth | None = None
    below: Bits | None = None
    above: Bits | None = None
    natural: bool = False

    def __len__(self) -> int:
        return len(self.low)

    @property
    def exact(self) -> bool:
        """Whether every value is known to a point."""
        return self.low is self.high and self.below is None and self.above is None

    @property
    def there(self) -> Truth:
        """Whether there is a number."""
        return known(np.ones(len(self), dtype=np.bool_)) if self.present is None else self.present

    def take(self, rows: Ints) -> Number:
        """The values of these rows; row -1 is none, row -2 is unknown."""
        if len(rows) and rows.min() < 0:
            if len(self) == 0:
                return self._void(rows)
            taken = self.take(np.maximum(rows, 0))
            unknown, there = rows == -2, rows >= 0
            return replace(
                taken,
                low=weighed(there, taken.low),
                high=weighed(there, taken.high),
                present=taken.there & known(there) | undecided(unknown),
                below=None if self.natural and taken.below is None else either(taken.below, unknown),
                above=either(taken.above, unknown),
            )
        low = self.low[rows]
        return replace(
            self,
            low=low,
            high=low if self.low is self.high else self.high[rows],
            present=None if self.present is None else self.present.take(rows),
            below=None if self.below is None else self.below[rows],
            above=None if self.above is None else self.above[rows],
        )

    def _void(self, rows: Ints) -> Number:
        zero = np.zeros(len(rows), dtype=np.int64)
        unknown = rows == -2
        return replace(
            self,
            low=zero,
            high=zero,
            present=undecided(unknown),
            below=None if self.natural else unknown,
            above=unknown,
        )

    def scaled(self, factor: Fraction) -> Number:
        """The number times a constant."""
        if factor < 0:
            return (-self).scaled(-factor)
        if factor == 0:
            zero = np.zeros(len(self), dtype=np.int64)
            return replace(self, low=zero, high=zero, unit=Fraction(1), below=None, above=None, natural=True)
        return replace(self, unit=self.unit * factor)

    def __neg__(self) -> Number:
        low = -self.high
        high = low if self.low is self.high else -self.low
        return replace(self, low=low, high=high, below=self.above, above=self.below, natural=False)

    def __add__(self, other: Number) -> Number:
        a, b = aligned(self, other)
        low = checked(a.low + b.low)
        return Number(
            low,
            low if a.low is a.high and b.low is b.high else checked(a.high + b.high),
            a.unit,
            both(a.present, b.present),
            either(a.below, b.below),
            either(a.above, b.above),
            a.natural and b.natural,
        )

    def __sub__(self, other: Number) -> Number:
        return self + -other

    def __mul__(self, other: Number) -> Number:
        unit, present = self.unit * other.unit, both(self.present, other.present)
        below, above = either(self.below, other.below), either(self.above, other.above)
        if self.low is self.high and other.low is other.high:
            low = high = multiplied(self.low, other.low)
        elif self.natural and other.natural:
            low, high = multiplied(self.low, other.low), multiplied(self.high, other.high)
        else:
            ends = [multiplied(a, b) for a in (self.low, self.high) for b in (other.low, other.high)]
            high = _extreme(ends)
            low = -_extreme([-end for end in ends])
        if not (self.natural and other.natural):
            below = above = either(below, above)
        return Number(low, high, unit, present, below, above, self.natural and other.natural)

    def remainder(self, divisor: Fraction) -> Number:
        """What is left when a constant above 0 is taken away as often as it goes."""
        a, unit = aligned(self, constant(divisor, len(self)))
        steps = int(divisor / unit.unit)
        if self.exact:
            low = modulo(a.low, steps)
            return replace(a, low=low, high=low, natural=True)
        if not isinstance(a.low, np.ndarray) or not isinstance(a.high, np.ndarray):
            raise UnsearchableError("the remainder of a number that is both to be decided and unknown")
        unsure = a.low // steps != a.high // steps
        for flag in (a.below, a.above):
            unsure = unsure if flag is None else unsure | (flag if isinstance(flag, np.ndarray) else True)
        low, high = np.where(unsure, 0, a.low % steps), np.where(unsure, steps - 1, a.high % steps)
        return replace(a, low=low, high=high, below=None, above=None, natural=True)

    def at_most(self, other: Number) -> Truth:
        """Whether each number is at most the other; false where either is absent."""
        a, b = aligned(self, other)
        certain = not_negative(b.low - a.high)
        possible = certain if a.low is a.high and b.low is b.high else not_negative(b.high - a.low)
        return _bounded(certain, possible, (a.above, b.below), (a.below, b.above)) & a.there & b.there

    def less(self, other: Number) -> Truth:
        """Whether each number is less than the other; false where either is absent."""
        return ~other.at_most(self) & self.there & other.there

    def equal(self, other: Number) -> Truth:
        """Whether the numbers are equal; two absent ones are."""
        same = self.at_most(other) & other.at_most(self)
        if self.present is None and other.present is None:
            return same
        return same | (~self.there & ~other.there)

    def total(self, guard: Truth, up: Ints, n: int, loose: Bits | None) -> Number:
        """The sum of the members that the guard lets through, for each of n rows.

        Args:
            guard: whether each member belongs.
            up: the row of each member, in rising order.
            n: how many rows.
            loose: the rows that may have members which are not listed.
        """
        if self.present is not None:
            guard = guard & self.present
        _refuse_overflow((self.low, self.high), up, n)
        low = high = checked(total(weighed(guard.certain, self.low), up, n))
        if self.low is not self.high or not guard.exact:
            maybe = guard.possible & ~guard.certain
            high = total(weighed(guard.certain, self.high), up, n)
            high = high + total(weighed(maybe, _not_below_zero(self.high)), up, n)
            low = low - total(weighed(maybe, _not_below_zero(-self.low)), up, n)
        below = None if self.below is None else known(guard.possible & self.below).any(up, n).certain
        above = None if self.above is None else known(guard.possible & self.above).any(up, n).certain
        if loose is not None:
            above = either(above, loose)
            below = below if self.natural else either(below, loose)
        return Number(low, high, self.unit, None, below, above, self.natural)

    def greatest(self, guard: Truth, up: Ints, n: int, loose: Bits | None) -> Number:
        """The greatest of the members that the guard lets through, absent where there is none."""
        if self.present is not None:
            guard = guard & self.present
        present = guard.any(up, n)
        bounded_below = guard.certain if self.below is None else guard.certain & ~self.below
        low = high = greatest(bounded_below, self.low, up, n)
        if not self.exact or not guard.exact:
            some = known(bounded_below).any(up, n).certain
            least = -greatest(guard.possible, -self.low, up, n)
            low = weighed(some, low) + weighed(~some, least)
            high = greatest(guard.possible, self.high, up, n)
        below = None
        if self.below is not None:
            below = known(guard.possible & self.below).any(up, n).certain
            below = below & ~known(bounded_below).any(up, n).certain
        above = None if self.above is None else known(guard.possible & self.above).any(up, n).certain
        if loose is not None:
            present = Truth(present.certain, present.possible | loose)
            above = either(above, loose)
            low_open = loose & ~present.certain
            below = below if self.natural else either(below, low_open)
            if self.natural:
                low = weighed(~low_open, low)
        return Number(low, high, self.unit, present, below, above, self.natural)

    def pick(self, chosen: Bits, unknown: Bits, up: Ints, n: int) -> Number:
        """For each row the value of its one chosen member; unknown where `unknown`, absent where none is."""
        low = total(weighed(chosen, self.low), up, n)
        high = low if self.low is self.high else total(weighed(chosen, self.high), up, n)
        there = (known(chosen) & self.there).any(up, n)
        lost = [
            known(chosen & flag).any(up, n).certain for flag in (self.below, self.above) if flag is not None
        ]
        below = lost[0] if self.below is not None else None
        above = lost[-1] if self.above is not None else None
        return Number(
            low,
            high,
            self.unit,
            there | Truth(unknown & ~unknown, unknown),
            below if self.natural else either(below, unknown),
            either(above, unknown),
            self.natural,
        )


def either(a: Bits | None, b: Bits | None) -> Bits | None:
    """Whether one of two flags is set, where a flag that is nowhere set is None."""
    if a is None or b is None:
        return b if a is None else a
    return a | b


def aligned(a: Number, b: Number) -> tuple[Number, Number]:
    """The two numbers in one unit that divides both of theirs."""
    if a.unit == b.unit:
        return a, b
    unit = Fraction(
        gcd(a.unit.numerator * b.unit.denominator, b.unit.numerator * a.unit.denominator),
        a.unit.denominator * b.unit.denominator,
    )
    return _in_unit(a, unit), _in_unit(b, unit)


def _in_unit(number: Number, unit: Fraction) -> Number:
    factor = int(number.unit / unit)
    if factor > LARGEST:
        raise TooLargeError
    low = multiplied(number.low, np.full(len(number), factor, dtype=np.int64))
    high = low
    if number.low is not number.high:
        high = multiplied(number.high, np.full(len(number), factor, dtype=np.int64))
    return replace(number, low=low, high=high, unit=unit)


def checked(values: Exact) -> Exact:
    """The values, if all are small enough to stay exact in the next step."""
    low, high = bounds(values)
    if len(low) and (low.min() < -LARGEST or high.max() > LARGEST):
        raise TooLargeError
    return values


def _refuse_overflow(members: tuple[Exact, ...], up: Ints, n: int) -> None:
    """Refuse members whose sum could outgrow 64 bits, and so come round to a wrong small number."""
    for values in members:
        reach = np.maximum(*(np.abs(bound.astype(np.float64)) for bound in bounds(values)))
        if len(up) and reach.max() * len(up) > LARGEST and np.bincount(up, reach, n).max() > LARGEST:
            raise TooLargeError


def multiplied(left: Exact, right: Exact) -> Exact:
    """The product of each pair; refused where it would outgrow 64 bits."""
    reach = 1
    for values in (left, right):
        low, high = bounds(values)
        reach *= max(int(-low.min()), int(high.max()), 1) if len(low) else 1
    if reach > LARGEST:
        raise TooLargeError
    return product(left, right)


def _extreme(ends: list[Exact]) -> Exact:
    result = ends[0]
    for end in ends[1:]:
        result = result + _not_below_zero(end - result)
    return result


def _not_below_zero(values: Exact) -> Exact:
    """The values, 0 where they are negative."""
    low, high = bounds(values)
    if len(low) == 0 or low.min() >= 0:
        return values
    n = len(values)
    if high.max() <= 0:
        return np.zeros(n, dtype=np.int64)
    return greatest_of_two(values, np.zeros(n, dtype=np.int64))


def greatest_of_two(left: Exact, right: Exact) -> Exact:
    """The greater of each pair."""
    if isinstance(left, np.ndarray) and isinstance(right, np.ndarray):
        return np.maximum(left, right)
    larger = not_negative(left - right)
    return weighed(larger, left) + weighed(~larger, right)


def _bounded(
    certain: Bits, possible: Bits, spoils: tuple[Bits | None, ...], opens: tuple[Bits | None, ...]
) -> Truth:
    if not any(flag is not None for flag in (*spoils, *opens)):
        return Truth(certain, possible)
    for flag in spoils:
        certain = certain if flag is None else certain & ~flag
    for flag in opens:
        possible = possible if flag is None else possible | flag
    return Truth(certain, possible)


def choose(condition: Truth, then: Number, otherwise: Number) -> Number:
    """`then` where the condition holds, else `otherwise`; anything between where that is undecided."""
    a, b = aligned(then, otherwise)
    yes, no = condition.certain, ~condition.possible
    low = high = weighed(yes, a.low) + weighed(no, b.low)
    if not condition.exact or a.low is not a.high or b.low is not b.high:
        high = weighed(yes, a.high) + weighed(no, b.high)
        maybe = condition.possible & ~yes
        low = low - weighed(maybe, greatest_of_two(-a.low, -b.low))
        high = high + weighed(maybe, greatest_of_two(a.high, b.high))
    present = None
    if a.present is not None or b.present is not None:
        present = (condition & a.there) | (~condition & b.there) | (a.there & b.there)
    below = _chosen_flag(condition, a.below, b.below)
    above = _chosen_flag(condition, a.above, b.above)
    return Number(low, high, a.unit, present, below, above, a.natural and b.natural)


def _chosen_flag(condition: Truth, then: Bits | None, otherwise: Bits | None) -> Bits | None:
    first = None if then is None else condition.possible & then
    second = None if otherwise is None else ~condition.certain & otherwise
    return either(first, second)


def constant(value: Fraction, n: int) -> Number:
    """The same number for n rows."""
    values = np.full(n, value.numerator, dtype=np.int64)
    return Number(values, values, Fraction(1, value.denominator), natural=value >= 0)


def count(guard: Truth, up: Ints, n: int, loose: Bits | None) -> Number:
    """How many members of each row the guard lets through."""
    low = total(as_sums(guard.certain), up, n)
    high = low if guard.exact else total(as_sums(guard.possible), up, n)
    return Number(low, high, above=loose, natural=True)
