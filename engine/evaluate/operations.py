"""What can be done with values of any type: constants, following a field, equality, being known."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
from msgspec.structs import replace

from pejl.engine.language import terms as t
from pejl.engine.language.terms import DATE, NUMBER, TRUTH
from pejl.engine.model.tables import Design, Value
from pejl.engine.values import codes as coded
from pejl.engine.values import numbers
from pejl.engine.values.codes import NONE, UNKNOWN, Codes, Pairs
from pejl.engine.values.exact import Bits, Bools
from pejl.engine.values.linear import FALSE, Ints
from pejl.engine.values.numbers import Number
from pejl.engine.values.truth import Truth, constant, known

ParameterValue = Fraction | int | bool | str | tuple[str, ...] | None
"""The value of a parameter: a number, a date as its day, a truth, a text, a list; None is unknown."""


def literal(value: ParameterValue, type_: t.Type, n: int, design: Design) -> Value:
    """The same known value for n rows."""
    if isinstance(value, bool):
        return constant(value, n)
    if isinstance(value, Fraction | int):
        return numbers.constant(Fraction(value), n)
    if isinstance(value, str):
        return coded.constant(design.texts.code(value), n)
    return absent(type_, n)


def absent(type_: t.Type, n: int) -> Value:
    """None, for n rows, as a value of a type."""
    return empty(type_).take(np.full(n, NONE))


def unknown(type_: t.Type, n: int) -> Value:
    """An unknown value of a type, for n rows; a number may well be negative."""
    value = empty(type_)
    if isinstance(value, Number):
        value = replace(value, natural=False)
    return value.take(np.full(n, UNKNOWN))


def empty(type_: t.Type) -> Truth | Number | Codes:
    """A value of a type for no rows."""
    if type_ == TRUTH:
        return constant(False, 0)
    if type_ in (NUMBER, DATE):
        return numbers.constant(Fraction(0), 0)
    return coded.constant(NONE, 0)


def follow(column: Truth | Number | Codes, base: Codes) -> Value:
    """The value of a column for entities, some of which may be none, unknown or still to be decided."""
    if not base.open:
        return column.take(base.codes)
    up, rows, guard = base.alternatives()
    values, n = column.take(rows), len(base)
    if isinstance(values, Truth):
        return (known(guard) & values).any(up, n)
    never = np.zeros(n, dtype=np.bool_)
    if isinstance(values, Number):
        return values.pick(guard, never, up, n)
    return coded.pick(values, guard, never, up, n)


def is_none(value: Codes | Truth) -> Truth:
    if isinstance(value, Truth):
        return constant(False, len(value))
    return value.equal(coded.constant(NONE, len(value)))


def equal(left: Value, right: Value) -> Truth:
    """Whether the values of each row are the same."""
    if isinstance(left, Truth) and isinstance(right, Truth):
        return (left & right) | (~left & ~right)
    if isinstance(left, Number) and isinstance(right, Number):
        return left.equal(right)
    assert isinstance(left, Codes) and isinstance(right, Codes)
    return left.equal(right)


def decided(value: Value) -> Truth:
    """Whether each value is known to a point."""
    if isinstance(value, Truth):
        return known(value.certain | ~value.possible)
    if isinstance(value, Codes):
        return value.known()
    assert isinstance(value, Number)
    result = value.there
    result = known(result.certain | ~result.possible)
    if value.low is not value.high:
        exact = Number(value.low, value.low).equal(Number(value.high, value.high))
        result = result & (exact | ~value.there)
    for flag in (value.below, value.above):
        result = result if flag is None else result & known(~flag)
    return result


def loosened(found: Truth, loose: Bits | None) -> Truth:
    """Possibly true where there may be members that are not listed."""
    return found if loose is None else Truth(found.certain, found.possible | loose)


def taken(value: Value, rows: Ints) -> Value:
    assert not isinstance(value, Pairs)
    return value.take(rows)


def possible_rows(guard: Truth) -> Bools:
    """The rows in which something can hold, whatever is unknown or decided."""
    possible = guard.possible
    return possible if isinstance(possible, np.ndarray) else possible.ids != FALSE


def keys_of(value: Value) -> Ints | None:
    """Values as whole numbers from UNKNOWN on, equal where they are equal; None if nobody can tell."""
    if isinstance(value, Codes):
        return None if value.open else value.codes
    if isinstance(value, Truth) and value.exact and isinstance(value.certain, np.ndarray):
        return value.certain.astype(np.int64)
    if isinstance(value, Number) and value.exact and isinstance(value.low, np.ndarray):
        there = value.there
        if there.exact and isinstance(there.certain, np.ndarray):
            return np.where(there.certain, value.low - value.low.min(initial=0), NONE)
    return None
