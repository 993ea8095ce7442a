"""Reduces the members of a stream to one value a row: sum, min, max, any, all, first, distinct."""

from __future__ import annotations

import numpy as np
from msgspec import Struct
from msgspec.structs import replace

from pejl.engine.evaluate.frames import Frame
from pejl.engine.evaluate.operations import decided, loosened
from pejl.engine.model.tables import Value
from pejl.engine.values import codes as coded
from pejl.engine.values import numbers
from pejl.engine.values.codes import NONE, UNKNOWN, Codes
from pejl.engine.values.exact import Bits, Sums, concatenated, steps, stretches
from pejl.engine.values.linear import Ints
from pejl.engine.values.numbers import Number
from pejl.engine.values.truth import Truth, known, undecided


class Members(Struct, eq=False):
    """What a stream gives for each row of a frame.

    Attributes:
        frame: the frame of its innermost generator, one row a member.
        up: the row of the frame for which the stream was run that each member belongs to.
        guard: whether each member really belongs.
        loose: the rows that may have members which are not listed; None if no row may.
        last: whether those stand behind the listed ones, as where a chain is lost.
    """

    frame: Frame
    up: Ints
    guard: Truth
    loose: Bits | None
    last: bool = False


def _sum(element: Value, members: Members, n: int) -> Value:
    assert isinstance(element, Number)
    return element.total(members.guard, members.up, n, members.loose)


def _max(element: Value, members: Members, n: int) -> Value:
    assert isinstance(element, Number)
    return element.greatest(members.guard, members.up, n, members.loose)


def _min(element: Value, members: Members, n: int) -> Value:
    assert isinstance(element, Number)
    least = -(-element).greatest(members.guard, members.up, n, members.loose)
    return replace(least, natural=element.natural)


def _any(element: Value, members: Members, n: int) -> Value:
    assert isinstance(element, Truth)
    return loosened((members.guard & element).any(members.up, n), members.loose)


def _all(element: Value, members: Members, n: int) -> Value:
    assert isinstance(element, Truth)
    held = (~members.guard | element).all(members.up, n)
    return held if members.loose is None else Truth(held.certain & ~members.loose, held.possible)


def _first(element: Value, members: Members, n: int) -> Value:
    """The first member that certainly belongs, if none that possibly does stands before it."""
    up, guard = members.up, members.guard
    earlier = _any_earlier(guard.possible, up)
    chosen = guard.certain & ~earlier
    found = known(chosen).any(up, n).certain
    lost = guard.any(up, n).possible & ~found
    if members.loose is not None:
        if members.last:
            lost = lost | (members.loose & ~found)
        else:
            chosen, lost = chosen & ~members.loose[up], lost | members.loose
    if isinstance(element, Truth):
        return (known(chosen) & element).any(up, n) | Truth(lost & ~lost, lost)
    if isinstance(element, Number):
        return element.pick(chosen, lost, up, n)
    assert isinstance(element, Codes)
    return coded.pick(element, chosen, lost, up, n)


def _any_earlier(bits: Bits, up: Ints) -> Bits:
    """For each member, whether a member before it in the same row is true."""
    starts = np.flatnonzero(np.diff(up, prepend=-1))
    if isinstance(bits, np.ndarray):
        run: Ints = np.cumsum(bits) - bits
        base: Ints = np.repeat(run[starts], np.diff(np.append(starts, len(up))))
        return run - base > 0
    start_of = np.repeat(starts, np.diff(np.append(starts, len(up))))
    member, at = stretches(start_of, np.arange(len(up)) - start_of)
    return known(bits[at]).any(member, len(up)).certain


def _distinct(element: Value, members: Members, n: int) -> Value:
    """Group the members of each row by value; an unknown value may be one more."""
    member, codes, guard = _alternatives(element)
    up = members.up[member]
    held = members.guard.take(member) & guard
    lost = codes == UNKNOWN
    order = np.lexsort((codes, up))
    up, codes, held, lost = up[order], codes[order], held.take(order), lost[order]
    alone = lost | (np.diff(up, prepend=-1) != 0) | (np.diff(codes, prepend=UNKNOWN) != 0)
    group = np.cumsum(alone) - 1
    groups = int(alone.sum())
    present = held.any(group, groups)
    firsts = np.flatnonzero(alone)
    if lost.any():
        present = present & (known(~lost[firsts]) | undecided(lost[firsts]))
    return numbers.count(present, up[firsts], n, members.loose)


def _alternatives(value: Value) -> tuple[Ints, Ints, Truth]:
    """The possible values of each row as codes, with the truth of each; none is left out."""
    if isinstance(value, Codes):
        row, codes, guard = value.alternatives()
        return row, codes, known(guard & (codes != NONE))
    if isinstance(value, Truth):
        row = np.repeat(np.arange(len(value)), 2)
        either = np.tile([1, 0], len(value))
        both = value.take(row)
        certain = (both.certain & (either == 1)) | (~both.possible & (either == 0))
        unsure = both.possible & ~both.certain
        codes = np.concatenate([either, np.full(len(value), UNKNOWN)])
        every = np.arange(len(value))
        return _in_rows(np.concatenate([row, every]), codes, known(concatenated(certain, unsure[every * 2])))
    assert isinstance(value, Number)
    sure = decided(value).certain & value.there.certain
    every = np.arange(len(value))
    lost = (every, np.full(len(value), UNKNOWN), value.there.possible & ~sure)
    low = value.low
    if not isinstance(low, Sums):
        parts = (every, low - low.min(initial=0), sure)
    else:
        row, reached, bit = steps(low)
        last = np.append(np.diff(row) != 0, True) if len(row) else np.zeros(0, dtype=np.bool_)
        beyond = concatenated(bit[np.arange(1, len(row))], np.zeros(min(len(row), 1), dtype=np.bool_))
        parts = (row, reached - reached.min(initial=0), bit & ~(beyond & ~last) & sure[row])
    joined = [np.concatenate([parts[at], lost[at]]) for at in (0, 1)]
    return _in_rows(joined[0], joined[1], known(concatenated(parts[2], lost[2])))


def _in_rows(row: Ints, codes: Ints, guard: Truth) -> tuple[Ints, Ints, Truth]:
    order = np.argsort(row, kind="stable")
    return row[order], codes[order], guard.take(order)


AGGREGATES = {
    "sum": _sum,
    "max": _max,
    "min": _min,
    "any": _any,
    "all": _all,
    "first": _first,
    "distinct": _distinct,
}
