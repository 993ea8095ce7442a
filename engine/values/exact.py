"""The two kinds of exact values, with the same operations: known arrays and open ones.

*Bits* are a numpy bool array where nothing is open, else `Literals`. *Sums* are a numpy int64 array
where nothing is open, else `Sums`: a constant plus coefficient x literal, in compressed rows. Operators
(`&`, `|`, `~`, `+`, `-`, indexing by rows) work on both and on any mixture, so whoever calculates
with them never asks which it has.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from msgspec import Struct

from pejl.engine.errors import Phrase
from pejl.engine.values.linear import FALSE, TRUE, Ints, LinearModel, Rows

Bools = npt.NDArray[np.bool_]


class Literals(Struct, frozen=True, eq=False):
    """One literal a row of a linear model."""

    ids: Ints
    model: LinearModel

    __array_ufunc__ = None

    def __len__(self) -> int:
        return len(self.ids)

    def __getitem__(self, rows: Ints | Bools) -> Bits:
        return settled(self.ids[rows], self.model)

    def __invert__(self) -> Literals:
        return Literals(-self.ids, self.model)

    def __and__(self, other: Bits) -> Bits:
        if isinstance(other, np.ndarray):
            return settled(np.where(other, self.ids, FALSE), self.model)
        both = add_terms(
            np.full(len(self), -2, dtype=np.int64),
            np.tile(np.arange(len(self)), 2),
            np.concatenate([self.ids, other.ids]),
            np.ones(2 * len(self), dtype=np.int64),
            self.model,
        )
        return not_negative(both)

    def __or__(self, other: Bits) -> Bits:
        neither: Bits = ~self & ~other
        return ~neither

    __rand__ = __and__
    __ror__ = __or__


class Sums(Struct, frozen=True, eq=False):
    """A constant plus a sparse sum of coefficient x variable for each row.

    Within a row the variables are positive, distinct and rising, and no coefficient is zero.
    """

    constant: Ints
    indptr: Ints
    variables: Ints
    coefficients: Ints
    model: LinearModel

    __array_ufunc__ = None

    def __len__(self) -> int:
        return len(self.constant)

    @property
    def rows(self) -> Ints:
        """The row of each term."""
        return np.repeat(np.arange(len(self)), np.diff(self.indptr))

    def __getitem__(self, rows: Ints | Bools) -> Exact:
        rows = np.flatnonzero(rows) if rows.dtype == np.bool_ else rows.astype(np.int64, copy=False)
        up, at = spread(self.indptr, rows)
        return Sums(
            self.constant[rows],
            pointers(up, len(rows)),
            self.variables[at],
            self.coefficients[at],
            self.model,
        )

    def __neg__(self) -> Sums:
        return Sums(-self.constant, self.indptr, self.variables, -self.coefficients, self.model)

    def __mul__(self, factors: int | Ints) -> Sums:
        of_terms = factors[self.rows] if isinstance(factors, np.ndarray) else factors
        scaled = self.coefficients * of_terms
        return add_terms(self.constant * factors, self.rows, self.variables, scaled, self.model)

    def __add__(self, other: Exact) -> Sums:
        if isinstance(other, np.ndarray):
            constant = self.constant + other
            return Sums(constant, self.indptr, self.variables, self.coefficients, self.model)
        return add_terms(
            self.constant + other.constant,
            np.concatenate([self.rows, other.rows]),
            np.concatenate([self.variables, other.variables]),
            np.concatenate([self.coefficients, other.coefficients]),
            self.model,
        )

    def __sub__(self, other: Exact) -> Sums:
        return self + -other

    def __rsub__(self, other: Ints) -> Sums:
        return -self + other

    __radd__ = __add__
    __rmul__ = __mul__


Bits = Bools | Literals
Exact = Ints | Sums


def settled(ids: Ints, model: LinearModel) -> Bits:
    """Literals, or a plain array where all of them are constants."""
    constant: Bools = ids == TRUE
    return constant if np.all(constant | (ids == FALSE)) else Literals(ids, model)


def spread(indptr: Ints, rows: Ints) -> tuple[Ints, Ints]:
    """The members of compressed rows: for each, its position among `rows`, and where it stands."""
    starts = indptr[rows]
    return stretches(starts, indptr[rows + 1] - starts)


def stretches(starts: Ints, counts: Ints) -> tuple[Ints, Ints]:
    """Stretches laid one after the other: for each member its stretch, and where it stands."""
    up = np.repeat(np.arange(len(counts)), counts)
    offsets = starts - (np.cumsum(counts) - counts)
    return up, np.arange(len(up)) + offsets[up]


def row_pointers(counts: Ints) -> Ints:
    """Row pointers of rows with so many members."""
    return np.concatenate([[0], np.cumsum(counts)])


def pointers(up: Ints, n: int) -> Ints:
    """Row pointers of members that belong to the rows `up`."""
    return row_pointers(np.bincount(up, minlength=n))


def add_terms(constant: Ints, rows: Ints, literals: Ints, coefficients: Ints, model: LinearModel) -> Sums:
    """The normal form of constants and terms coefficient x literal, given in any order."""
    n = len(constant)
    negative = literals < 0
    fixed = np.where(negative | (literals == TRUE), coefficients, 0)
    fixed = np.where(literals == FALSE, 0, fixed)
    constant = constant + totals(fixed, rows, n, in_order=False)
    free = np.abs(literals) != TRUE
    rows, coefficients = rows[free], np.where(negative, -coefficients, coefficients)[free]
    variables = np.abs(literals[free])
    order = np.lexsort((variables, rows))
    rows, variables, coefficients = rows[order], variables[order], coefficients[order]
    new = np.ones(len(rows), dtype=np.bool_)
    new[1:] = (rows[1:] != rows[:-1]) | (variables[1:] != variables[:-1])
    starts = np.flatnonzero(new)
    summed = np.add.reduceat(coefficients, starts) if len(starts) else coefficients
    kept = summed != 0
    rows, variables = rows[starts][kept], variables[starts][kept]
    return Sums(constant, pointers(rows, n), variables, summed[kept], model)


def totals(values: Ints, up: Ints, n: int, in_order: bool = True) -> Ints:
    """The sum of the values of each row; exact, unlike bincount, which counts in floats."""
    if not in_order:
        order = np.argsort(up, kind="stable")
        values, up = values[order], up[order]
    run = np.concatenate([[0], np.cumsum(values)])
    indptr = pointers(up, n)
    summed: Ints = run[indptr[1:]] - run[indptr[:-1]]
    return summed


def total(values: Exact, up: Ints, n: int) -> Exact:
    """Reduce members to rows: the sum of each row's members. `up` is in rising order."""
    if isinstance(values, np.ndarray):
        return totals(values, up, n)
    constant = totals(values.constant, up, n)
    return add_terms(constant, up[values.rows], values.variables, values.coefficients, values.model)


def any_of(bits: Bits, up: Ints, n: int) -> Bits:
    """Reduce members to rows: whether any of a row's members is true."""
    if isinstance(bits, np.ndarray):
        found = np.zeros(n, dtype=np.bool_)
        found[up[bits]] = True
        return found
    least = add_terms(np.full(n, -1, dtype=np.int64), up, bits.ids, np.ones_like(bits.ids), bits.model)
    return not_negative(least)


def all_of(bits: Bits, up: Ints, n: int) -> Bits:
    """Reduce members to rows: whether all of a row's members are true."""
    return ~any_of(~bits, up, n)


def as_sums(bits: Bits) -> Exact:
    """1 where true, 0 where not."""
    return weighed(bits, np.ones(len(bits), dtype=np.int64))


def weighed(bits: Bits, values: Exact) -> Exact:
    """The values where the bits are true, 0 where not."""
    if isinstance(bits, np.ndarray):
        if isinstance(values, np.ndarray):
            return np.where(bits, values, 0)
        kept = bits[values.rows]
        return add_terms(
            np.where(bits, values.constant, 0),
            values.rows[kept],
            values.variables[kept],
            values.coefficients[kept],
            values.model,
        )
    n = len(bits)
    constant = values if isinstance(values, np.ndarray) else values.constant
    rows, literals, coefficients = np.arange(n), bits.ids, constant
    if isinstance(values, Sums):
        both = Literals(bits.ids[values.rows], bits.model) & Literals(values.variables, values.model)
        rows = np.concatenate([rows, values.rows])
        literals = np.concatenate([literals, literal_ids(both)])
        coefficients = np.concatenate([coefficients, values.coefficients])
    return add_terms(np.zeros(n, dtype=np.int64), rows, literals, coefficients, bits.model)


def literal_ids(bits: Bits) -> Ints:
    """The literals, known bits as the constants TRUE and FALSE."""
    return np.where(bits, TRUE, FALSE) if isinstance(bits, np.ndarray) else bits.ids


def concatenated(*parts: Bits) -> Bits:
    """Bits one after the other."""
    model = next((part.model for part in parts if isinstance(part, Literals)), None)
    if model is None:
        return np.concatenate(parts)  # type: ignore[arg-type]
    return settled(np.concatenate([literal_ids(part) for part in parts]), model)


def not_negative(values: Exact) -> Bits:
    """Whether each value is at least 0: the one place where a literal gets defined."""
    if isinstance(values, np.ndarray):
        return values >= 0
    low, high = bounds(values)
    ids = np.where(low >= 0, TRUE, FALSE).astype(np.int64)
    undecided = np.flatnonzero((low < 0) & (high >= 0))
    counts = np.diff(values.indptr)[undecided]
    alone = undecided[counts == 1]
    at = values.indptr[alone]
    ids[alone] = values.variables[at] * np.sign(values.coefficients[at])
    several = undecided[counts > 1]
    if len(several):
        ids[several] = values.model.defined(_in_lowest_terms(values, several))
    return settled(ids, values.model)


def _in_lowest_terms(values: Sums, rows: Ints) -> Rows:
    """Some values as rows `sum >= bound`: divided by what divides all of a row, no coefficient too large."""
    up, at = spread(values.indptr, rows)
    indptr = pointers(up, len(rows))
    weights, bounds_ = values.coefficients[at], -values.constant[rows]
    divisors = np.gcd.reduceat(weights, indptr[:-1])
    weights, bounds_ = weights // divisors[up], -(-bounds_ // divisors)
    rising = np.minimum.reduceat(weights, indptr[:-1]) > 0
    weights = np.where(rising[up], np.minimum(weights, bounds_[up]), weights)
    return Rows(indptr, values.variables[at], weights, bounds_)


def bounds(values: Exact) -> tuple[Ints, Ints]:
    """The least and the greatest that each value can be, whatever is decided."""
    if isinstance(values, np.ndarray):
        return values, values
    falling = totals(np.minimum(values.coefficients, 0), values.rows, len(values))
    rising = totals(np.maximum(values.coefficients, 0), values.rows, len(values))
    return values.constant + falling, values.constant + rising


def steps(values: Sums) -> tuple[Ints, Ints, Literals]:
    """Open values as steps: the row of each step, the value it reaches, and whether it is reached.

    The least value of a row is always reached, so a value is its greatest step. Lets products, extremes
    and distinct values of open numbers be written with literals.

    Raises:
        UnsearchableError: a value has more than `STEPS` steps.
    """
    reachable = [_reachable(values, row) for row in range(len(values))]
    up = np.repeat(np.arange(len(values)), [len(sums) for sums in reachable])
    reached = np.concatenate(
        [np.array(sums, dtype=np.int64) for sums in reachable] or [np.zeros(0, np.int64)]
    )
    return up, reached, Literals(literal_ids(not_negative(values[up] - reached)), values.model)


def _reachable(values: Sums, row: int) -> list[int]:
    """Every value that one row can have, if each of its variables is free; in rising order."""
    sums = {int(values.constant[row])}
    for weight in values.coefficients[values.indptr[row] : values.indptr[row + 1]]:
        sums |= {one + int(weight) for one in sums}
        if len(sums) > STEPS:
            raise UnsearchableError("a number with more than {steps} possible values", steps=STEPS)
    return sorted(sums)


STEPS = 256


class UnsearchableError(Exception):
    """A rule uses a decided value in a way that has no linear form of reasonable size.

    Attributes:
        reason: what the rule turns on, as a part of a sentence.
    """

    def __init__(self, template: str, **values: object) -> None:
        self.reason = Phrase(template, values)
        super().__init__(str(self.reason))


def greatest(bits: Bits, values: Exact, up: Ints, n: int) -> Exact:
    """Reduce members to rows: the greatest value among the true members of each row, 0 if there are none."""
    if isinstance(values, Sums):
        row, value, reached = steps(values)
        return greatest(bits[row] & reached, value, up[row], n)
    if isinstance(bits, np.ndarray):
        kept = np.flatnonzero(bits)
        result = np.zeros(n, dtype=np.int64)
        if len(kept):
            starts = np.flatnonzero(np.diff(up[kept], prepend=-1))
            result[up[kept][starts]] = np.maximum.reduceat(values[kept], starts)
        return result
    order = np.lexsort((values, up))
    up, values, bits = up[order], values[order], Literals(bits.ids[order], bits.model)
    every = np.arange(len(up))
    member, at = stretches(every, pointers(up, n)[1:][up] - every)
    at_least = any_of(bits[at], member, len(up))
    return total(weighed(at_least, rises(up, values)), up, n)


def rises(row: Ints, values: Ints) -> Ints:
    """How much each step of a row adds to the one before; the first step of a row is its value."""
    first = np.diff(row, prepend=-1) != 0
    return np.where(first, values, np.diff(values, prepend=0))


def product(left: Exact, right: Exact) -> Exact:
    """The product of each pair of values."""
    if isinstance(left, Sums) and isinstance(right, Sums):
        row, value, reached = steps(left)
        return total(weighed(reached, right[row] * rises(row, value)), row, len(left))
    return left * right  # type: ignore[operator]


def modulo(values: Exact, divisor: int) -> Exact:
    """What is left of each value when a divisor above 0 is taken away as often as it goes."""
    if isinstance(values, np.ndarray):
        return values % divisor
    row, value, reached = steps(values)
    return total(weighed(reached, rises(row, value % divisor)), row, len(values))
