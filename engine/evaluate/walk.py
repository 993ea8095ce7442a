"""The one walk over terms: evaluates a rule for all rows of its scope at once.

It never asks whether the design is fully decided. Where it is, every value is a plain array and the
result is a verdict for each row; where relations are still open, the same operations give literals
and sums of a linear model.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import singledispatch

import numpy as np

from pejl.engine.evaluate import membership, sharing, sources
from pejl.engine.evaluate.aggregates import AGGREGATES, Members
from pejl.engine.evaluate.frames import Frame, outermost
from pejl.engine.evaluate.operations import (
    ParameterValue,
    absent,
    decided,
    equal,
    follow,
    is_none,
    literal,
    loosened,
    possible_rows,
    taken,
    unknown,
)
from pejl.engine.language import terms as t
from pejl.engine.language.terms import Stream, Term
from pejl.engine.model.columns import blank
from pejl.engine.model.tables import Design, Table, Value
from pejl.engine.values import codes as coded
from pejl.engine.values import numbers
from pejl.engine.values.codes import NONE, UNKNOWN, Codes, Pairs
from pejl.engine.values.exact import UnsearchableError, stretches
from pejl.engine.values.linear import Ints
from pejl.engine.values.numbers import Number
from pejl.engine.values.truth import Truth, both, constant, known
from pejl.engine.values.truth import choose as choose_truth

BUDGET = 100_000_000
"""The most rows that the comprehensions of one rule may run over."""

SHARED = t.Aggregate | t.Member | t.SameSet | t.After
"""The terms that run over streams."""
SHARED_FROM = 500
"""From how many rows on it is worth looking for rows that must have the same value."""


class TooManyStepsError(Exception):
    """A rule ran over more rows than its budget allows."""


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
        rows = frame.rows_of(home)
        if id(term) not in home.memo:
            if rows is not None and home.n >= SHARED_FROM and home.bound and isinstance(term, SHARED):
                reached = np.zeros(home.n, dtype=np.bool_)
                reached[rows] = True
                needed = np.flatnonzero(reached)
                if len(needed) * 2 <= home.n:  # most rows of its home were filtered out on the way here
                    value = self._evaluated(term, home.kept(needed))
                    return taken(value, (np.cumsum(reached) - 1)[rows])
            home.memo[id(term)] = term, self._evaluated(term, home)
        _, value = home.memo[id(term)]
        return value if rows is None else taken(value, rows)

    def _evaluated(self, term: Term, frame: Frame) -> Value:
        """The value of a term in its home; of rows that must have the same value, only one is evaluated."""
        if frame.n >= SHARED_FROM and isinstance(term, SHARED):
            alike = sharing.alike(sharing.decided_by(term), frame, self)
            if alike is not None:
                rows, which = alike
                return taken(evaluate(term, frame.kept(rows), self), which)
        return evaluate(term, frame, self)

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
        guard: Truth | None = None  # none: all belong
        loose, last = None, True
        for generator in stream.generators:
            found = sources.expand(generator, inner, self)
            if found.loose is not None:
                last = last and found.last and inner is frame
                more = found.loose if guard is None else guard.possible & found.loose
                loose = numbers.either(loose, known(more).any(up, frame.n).certain)
            self.spend(len(found.up))
            up = found.up if inner is frame else up[found.up]
            inner = inner.expanded(found.up, generator.variable, found.values)
            guard = both(None if guard is None else guard.take(found.up), found.guard)
            for condition in generator.conditions:
                guard = both(guard, self.truth(condition, inner))
            if guard is not None:
                inner, up, guard = _pruned(inner, up, guard)
        there = self._there(stream.element, inner)
        if there is not None:
            inner, up, guard = _pruned(inner, up, there if guard is None else guard & there)
        return Members(inner, up, constant(True, inner.n) if guard is None else guard, loose, last)

    def _there(self, element: Term, frame: Frame) -> Truth | None:
        """None is never an element of a stream; nothing is returned where all are something."""
        value = None if isinstance(element, t.Variable) else self.value(element, frame)
        if isinstance(value, Number):
            return value.present
        return ~is_none(value) if isinstance(value, Codes) else None

    def spend(self, rows: int) -> None:
        """Take rows from the budget of the rule."""
        self.left -= rows
        if self.left < 0:
            raise TooManyStepsError


def _pruned(frame: Frame, up: Ints, guard: Truth) -> tuple[Frame, Ints, Truth]:
    """Leave out the members that cannot belong, so that nothing more is done for them."""
    keep = possible_rows(guard)
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
        table = earlier.tables[owner.table]
        absent_then = UNKNOWN if table.unlisted and walk.design.retold else NONE
        return follow(_themselves(table, absent_then), base)
    table = sources.design_of(owner, walk.design).tables[owner.table]
    column = sources.design_of(owner, walk.design).relation(owner.table, term.name)
    if column is None:
        column = blank(table.spec.fields[term.name].kind, len(table))
    assert not isinstance(column, Pairs)
    return follow(column, base)


def _themselves(table: Table, absent: int) -> Codes:
    """The rows of a table that are in its design, each as itself; the others as what is absent."""
    every, n = np.arange(len(table)), len(table)
    listed = Codes(np.where(table.exists, every, absent))
    if table.presence is None:
        return listed
    return coded.choose(known(table.presence), listed, coded.constant(absent, n))


@evaluate.register(t.IsNone)
def _(term: t.IsNone, frame: Frame, walk: Walk) -> Value:
    value = walk.value(term.part, frame)
    if isinstance(value, Number):
        return ~value.there
    assert isinstance(value, Codes | Truth)
    return is_none(value)


@evaluate.register(t.Compare)
def _(term: t.Compare, frame: Frame, walk: Walk) -> Value:
    left, right = walk.value(term.left, frame), walk.value(term.right, frame)
    if term.op == "==":
        return equal(left, right)
    assert isinstance(left, Number) and isinstance(right, Number)
    return left.at_most(right) if term.op == "<=" else left.less(right)


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


@evaluate.register(t.Remainder)
def _(term: t.Remainder, frame: Frame, walk: Walk) -> Value:
    return walk.number(term.part, frame).remainder(term.divisor)


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


@evaluate.register(t.Member)
def _(term: t.Member, frame: Frame, walk: Walk) -> Value:
    joined = sharing.as_join(term)
    if joined is not None:
        found = walk.members(joined, frame)
        return loosened(found.guard.any(found.up, frame.n), found.loose)
    listed = membership.looked_up(term, frame, walk)
    if listed is not None:
        return listed
    members = walk.members(term.stream, frame)
    element = taken(walk.value(term.element, frame), members.up)
    same = equal(element, walk.value(term.stream.element, members.frame))
    return loosened((members.guard & same).any(members.up, frame.n), members.loose)


@evaluate.register(t.After)
def _(term: t.After, frame: Frame, walk: Walk) -> Value:
    """The member behind the first one that is the same; unknown where the order of the members is."""
    members = walk.members(term.stream, frame)
    values = walk.value(term.stream.element, members.frame)
    assert isinstance(values, Codes)
    same = equal(taken(walk.value(term.element, frame), members.up), values)
    found = members.guard & same
    certain = found.certain
    lost = known((found.possible & ~certain) | (members.guard.possible & ~members.guard.certain))
    unsure = numbers.either(lost.any(members.up, frame.n).certain, members.loose)
    if values.open or not isinstance(certain, np.ndarray) or not isinstance(unsure, np.ndarray):
        raise UnsearchableError("what comes after an element of a list that is to be decided")
    rows = np.flatnonzero(certain)
    rows = rows[np.diff(members.up[rows], prepend=-1) != 0]
    rows = rows[rows + 1 < len(values)]
    rows = rows[members.up[rows + 1] == members.up[rows]]
    codes = np.full(frame.n, NONE, dtype=np.int64)
    codes[members.up[rows]] = values.codes[rows + 1]
    return Codes(np.where(unsure, UNKNOWN, codes))


@evaluate.register(t.SameSet)
def _(term: t.SameSet, frame: Frame, walk: Walk) -> Value:
    left, right = walk.members(term.left, frame), walk.members(term.right, frame)
    first, second = _row_pairs(left.up, right.up, frame.n)
    walk.spend(len(first))
    mine = taken(walk.value(term.left.element, left.frame), first)
    theirs = taken(walk.value(term.right.element, right.frame), second)
    same = equal(mine, theirs)
    order = np.lexsort((first, second))
    in_right = (same & right.guard.take(second)).any(first, len(left.up))
    in_left = (same & left.guard.take(first)).take(order).any(second[order], len(right.up))
    all_left = (in_right | ~left.guard).all(left.up, frame.n)
    all_right = (in_left | ~right.guard).all(right.up, frame.n)
    result = loosened(all_left, right.loose) & loosened(all_right, left.loose)
    for loose in (left.loose, right.loose):
        if loose is not None:
            result = Truth(result.certain & ~loose, result.possible)
    return result


def _row_pairs(left: Ints, right: Ints, n: int) -> tuple[Ints, Ints]:
    """Every pair of a left and a right member of the same row."""
    starts = np.searchsorted(right, np.arange(n + 1))
    return stretches(starts[left], np.diff(starts)[left])


@evaluate.register(t.Aggregate)
def _(term: t.Aggregate, frame: Frame, walk: Walk) -> Value:
    term = sharing.nested(term)
    members = walk.members(term.stream, frame)
    if term.op == "count":
        return numbers.count(members.guard, members.up, frame.n, members.loose)
    element = walk.value(term.stream.element, members.frame)
    return AGGREGATES[term.op](element, members, frame.n)
