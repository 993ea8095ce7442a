"""The one walk over terms: evaluates a rule for all rows of its scope at once.

It never asks whether the design is fully decided. Where it is, every value is a plain array and the
result is a verdict for each row; where relations are still open, the same operations give literals
and sums of a linear model.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field, replace
from fractions import Fraction
from functools import singledispatch

import numpy as np

from pejl.engine.evaluate import sources
from pejl.engine.evaluate.frames import Frame, outermost
from pejl.engine.language import terms as t
from pejl.engine.language.terms import DATE, NUMBER, TRUTH, Stream, Term
from pejl.engine.model.tables import Design, Value
from pejl.engine.values import codes as coded
from pejl.engine.values import numbers
from pejl.engine.values.codes import NONE, UNKNOWN, Codes, Pairs
from pejl.engine.values.exact import Bits, concatenated, steps
from pejl.engine.values.exact import Sums as OpenSums
from pejl.engine.values.linear import Ints
from pejl.engine.values.numbers import Number
from pejl.engine.values.truth import Truth, constant, known, undecided
from pejl.engine.values.truth import choose as choose_truth

ParameterValue = Fraction | int | bool | str | tuple[str, ...] | None
"""The value of a parameter: a number, a date as its day, a truth, a text, a list; None is unknown."""

BUDGET = 100_000_000
"""The most rows that the comprehensions of one rule may run over."""


class TooManyStepsError(Exception):
    """A rule ran over more rows than its budget allows."""


@dataclass(eq=False)
class Members:
    """What a stream gives for each row of a frame.

    Attributes:
        frame: the frame of its innermost generator, one row a member.
        up: the row of the frame for which the stream was run that each member belongs to.
        guard: whether each member really belongs.
        loose: the rows that may have members which are not listed; None if no row may.
    """

    frame: Frame
    up: Ints
    guard: Truth
    loose: Bits | None


@dataclass(eq=False)
class Walk:
    """An evaluation of terms over one design, with the parameters of one rule."""

    design: Design
    parameters: dict[str, ParameterValue]
    root: Frame = field(default_factory=outermost)
    left: int = BUDGET

    def value(self, term: Term, frame: Frame) -> Value:
        """The value of a term for each row of a frame, evaluated where its variables are bound."""
        home = frame.home(term.free)
        value = home.memo.get(id(term))
        if value is None:
            value = home.memo[id(term)] = evaluate(term, home, self)
        rows = frame.rows_of(home)
        return value if rows is None else _taken(value, rows)

    def truth(self, term: Term, frame: Frame) -> Truth:
        """The value of a term of type truth."""
        value = self.value(term, frame)
        assert isinstance(value, Truth)
        return value

    def number(self, term: Term, frame: Frame) -> Number:
        """The value of a term of type number or date."""
        value = self.value(term, frame)
        assert isinstance(value, Number)
        return value

    def codes(self, term: Term, frame: Frame) -> Codes:
        """The value of a term of type text or entity."""
        value = self.value(term, frame)
        assert isinstance(value, Codes)
        return value

    def members(self, stream: Stream, frame: Frame) -> Members:
        """Run a stream for each row of a frame."""
        inner, up = frame, np.arange(frame.n)
        guard, loose = constant(True, frame.n), None
        for generator in stream.generators:
            found = sources.expand(generator, inner, self)
            if found.loose is not None:
                more = known(guard.possible & found.loose).any(up, frame.n).certain
                loose = numbers.either(loose, more)
            self.spend(len(found.up))
            inner = inner.expanded(found.up, generator.variable, found.values)
            up, guard = up[found.up], guard.take(found.up)
            guard = guard if found.guard is None else guard & found.guard
            for condition in generator.conditions:
                guard = guard & self.truth(condition, inner)
            inner, up, guard = _pruned(inner, up, guard)
        return Members(inner, up, guard & self._there(stream.element, inner), loose)

    def _there(self, element: Term, frame: Frame) -> Truth:
        """None is never an element of a stream."""
        if isinstance(element, t.Variable):
            return constant(True, frame.n)
        value = self.value(element, frame)
        if isinstance(value, Number):
            return value.there
        return ~_is_none(value) if isinstance(value, Codes) else constant(True, frame.n)

    def spend(self, rows: int) -> None:
        """Take rows from the budget of the rule."""
        self.left -= rows
        if self.left < 0:
            raise TooManyStepsError


def _taken(value: Value, rows: Ints) -> Value:
    assert not isinstance(value, Pairs)
    return value.take(rows)


def _pruned(frame: Frame, up: Ints, guard: Truth) -> tuple[Frame, Ints, Truth]:
    """Leave out the members that cannot belong, so that nothing more is done for them."""
    possible = guard.possible
    keep = possible if isinstance(possible, np.ndarray) else possible.ids != -1
    if keep.all():
        return frame, up, guard
    rows = np.flatnonzero(keep)
    return frame.kept(rows), up[rows], guard.take(rows)


@singledispatch
def evaluate(term: Term, frame: Frame, walk: Walk) -> Value:
    """The value of a term for each row of the frame that binds its variables."""
    raise NotImplementedError(f"no evaluation of {type(term).__name__}: {term.text}")


@evaluate.register(t.Constant)
def _(term: t.Constant, frame: Frame, walk: Walk) -> Value:
    return literal(term.value, term.type, frame.n, walk.design)


@evaluate.register(t.Parameter)
def _(term: t.Parameter, frame: Frame, walk: Walk) -> Value:
    value = walk.parameters[term.name]
    if value is None:
        return unknown(term.type, frame.n)
    assert not isinstance(value, tuple)
    return literal(value, term.type, frame.n, walk.design)


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
    """An unknown value of a type, for n rows."""
    return empty(type_).take(np.full(n, UNKNOWN))


def empty(type_: t.Type) -> Truth | Number | Codes:
    """A value of a type for no rows."""
    if type_ == TRUTH:
        return constant(False, 0)
    if type_ in (NUMBER, DATE):
        return numbers.constant(Fraction(0), 0)
    return coded.constant(NONE, 0)


@evaluate.register(t.Variable)
def _(term: t.Variable, frame: Frame, walk: Walk) -> Value:
    assert frame.variable == term.name and frame.values is not None
    return frame.values


@evaluate.register(t.Field)
def _(term: t.Field, frame: Frame, walk: Walk) -> Value:
    base = walk.codes(term.base, frame)
    owner = term.base.type
    if term.name == "id":
        ids = walk.design.tables[owner.table].ids
        return follow(Codes(np.array([walk.design.texts.code(one) for one in ids], dtype=np.int64)), base)
    if term.name == "before":
        earlier = walk.design.before
        assert earlier is not None, "a rule that reads before is not applied to a design without a base"
        there = earlier.tables[owner.table].exists
        return follow(Codes(np.where(there, np.arange(len(there)), NONE)), base)
    column = sources.design_of(owner, walk.design).relation(owner.table, term.name)
    if column is None:
        known_rows = base.codes if not base.open else None
        if known_rows is not None:
            return empty(term.type).take(np.where(known_rows == NONE, NONE, UNKNOWN))
        rows = len(walk.design.tables[owner.table])
        column = unknown(term.type, rows)
    assert not isinstance(column, Pairs)
    return follow(column, base)


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


@evaluate.register(t.IsNone)
def _(term: t.IsNone, frame: Frame, walk: Walk) -> Value:
    value = walk.value(term.part, frame)
    if isinstance(value, Number):
        return ~value.there
    assert isinstance(value, Codes | Truth)
    return _is_none(value)


def _is_none(value: Codes | Truth) -> Truth:
    if isinstance(value, Truth):
        return constant(False, len(value))
    return value.equal(coded.constant(NONE, len(value)))


@evaluate.register(t.Compare)
def _(term: t.Compare, frame: Frame, walk: Walk) -> Value:
    left, right = walk.value(term.left, frame), walk.value(term.right, frame)
    if term.op == "==":
        return equal(left, right)
    assert isinstance(left, Number) and isinstance(right, Number)
    return left.at_most(right) if term.op == "<=" else left.less(right)


def equal(left: Value, right: Value) -> Truth:
    """Whether the values of each row are the same."""
    if isinstance(left, Truth) and isinstance(right, Truth):
        return (left & right) | (~left & ~right)
    if isinstance(left, Number) and isinstance(right, Number):
        return left.equal(right)
    assert isinstance(left, Codes) and isinstance(right, Codes)
    return left.equal(right)


@evaluate.register(t.Logic)
def _(term: t.Logic, frame: Frame, walk: Walk) -> Value:
    result = walk.truth(term.parts[0], frame)
    for part in term.parts[1:]:
        value = walk.truth(part, frame)
        result = result & value if term.op == "and" else result | value
    return result


@evaluate.register(t.Not)
def _(term: t.Not, frame: Frame, walk: Walk) -> Value:
    return ~walk.truth(term.part, frame)


@evaluate.register(t.Arithmetic)
def _(term: t.Arithmetic, frame: Frame, walk: Walk) -> Value:
    left, right = walk.number(term.left, frame), walk.number(term.right, frame)
    if term.op == "*":
        return left * right
    return left + right if term.op == "+" else left - right


@evaluate.register(t.Scaled)
def _(term: t.Scaled, frame: Frame, walk: Walk) -> Value:
    return walk.number(term.part, frame).scaled(term.factor)


@evaluate.register(t.Days)
def _(term: t.Days, frame: Frame, walk: Walk) -> Value:
    return walk.number(term.last, frame) - walk.number(term.first, frame)


@evaluate.register(t.Conditional)
def _(term: t.Conditional, frame: Frame, walk: Walk) -> Value:
    condition = walk.truth(term.condition, frame)
    parts = []
    for part in (term.then, term.otherwise):
        nothing = part.type == t.NOTHING
        parts.append(absent(term.type, frame.n) if nothing else walk.value(part, frame))
    then, otherwise = parts
    if isinstance(then, Truth) and isinstance(otherwise, Truth):
        return choose_truth(condition, then, otherwise)
    if isinstance(then, Number) and isinstance(otherwise, Number):
        return numbers.choose(condition, then, otherwise)
    assert isinstance(then, Codes) and isinstance(otherwise, Codes)
    return coded.choose(condition, then, otherwise)


@evaluate.register(t.Known)
def _(term: t.Known, frame: Frame, walk: Walk) -> Value:
    if isinstance(term.part, Stream):
        members = walk.members(term.part, frame)
        unsure = members.guard.possible & ~members.guard.certain
        complete = ~known(unsure).any(members.up, frame.n)
        return complete if members.loose is None else complete & known(~members.loose)
    return decided(walk.value(term.part, frame))


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


@evaluate.register(t.Member)
def _(term: t.Member, frame: Frame, walk: Walk) -> Value:
    members = walk.members(term.stream, frame)
    element = _taken(walk.value(term.element, frame), members.up)
    same = equal(element, walk.value(term.stream.element, members.frame))
    return _loosened((members.guard & same).any(members.up, frame.n), members.loose)


def _loosened(found: Truth, loose: Bits | None) -> Truth:
    """Possibly true where there may be members that are not listed."""
    return found if loose is None else Truth(found.certain, found.possible | loose)


@evaluate.register(t.SameSet)
def _(term: t.SameSet, frame: Frame, walk: Walk) -> Value:
    left, right = walk.members(term.left, frame), walk.members(term.right, frame)
    first, second = _row_pairs(left.up, right.up, frame.n)
    walk.spend(len(first))
    mine = _taken(walk.value(term.left.element, left.frame), first)
    theirs = _taken(walk.value(term.right.element, right.frame), second)
    same = equal(mine, theirs)
    order = np.lexsort((first, second))
    in_right = (same & right.guard.take(second)).any(first, len(left.up))
    in_left = (same & left.guard.take(first)).take(order).any(second[order], len(right.up))
    all_left = (in_right | ~left.guard).all(left.up, frame.n)
    all_right = (in_left | ~right.guard).all(right.up, frame.n)
    result = _loosened(all_left, right.loose) & _loosened(all_right, left.loose)
    for loose in (left.loose, right.loose):
        if loose is not None:
            result = Truth(result.certain & ~loose, result.possible)
    return result


def _row_pairs(left: Ints, right: Ints, n: int) -> tuple[Ints, Ints]:
    """Every pair of a left and a right member of the same row."""
    starts = np.searchsorted(right, np.arange(n + 1))
    counts = np.diff(starts)[left]
    first = np.repeat(np.arange(len(left)), counts)
    at = np.arange(len(first)) - np.repeat(np.cumsum(counts) - counts, counts)
    return first, at + starts[left][first]


@evaluate.register(t.Aggregate)
def _(term: t.Aggregate, frame: Frame, walk: Walk) -> Value:
    members = walk.members(term.stream, frame)
    if term.op == "count":
        return numbers.count(members.guard, members.up, frame.n, members.loose)
    element = walk.value(term.stream.element, members.frame)
    return AGGREGATES[term.op](element, members, frame.n)


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
    return _loosened((members.guard & element).any(members.up, n), members.loose)


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
        chosen = chosen & ~members.loose[up]
        lost = lost | members.loose
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
        run = np.cumsum(bits) - bits
        base = np.repeat(run[starts], np.diff(np.append(starts, len(up))))
        return run - base > 0
    start_of = np.repeat(starts, np.diff(np.append(starts, len(up))))
    counts = np.arange(len(up)) - start_of
    member = np.repeat(np.arange(len(up)), counts)
    at = np.arange(len(member)) - np.repeat(np.cumsum(counts) - counts, counts) + start_of[member]
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
    if not isinstance(low, OpenSums):
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


def day(date: dt.date) -> int:
    """A date as its day since 1970."""
    from pejl.engine.model.kinds import EPOCH

    return date.toordinal() - EPOCH
