"""Where a generator's rows come from: a table, a relation, a chain, duplicates, a list or one value."""

from __future__ import annotations

from functools import singledispatch
from typing import TYPE_CHECKING

import numpy as np
from msgspec import Struct

from pejl.engine.evaluate.frames import Frame
from pejl.engine.evaluate.operations import equal, is_none, keys_of, possible_rows
from pejl.engine.language import terms as t
from pejl.engine.model import relations
from pejl.engine.model.tables import Design, Table
from pejl.engine.values.codes import NONE, UNKNOWN, Codes, Pairs, pairs
from pejl.engine.values.exact import Bits, Bools, stretches
from pejl.engine.values.linear import Ints
from pejl.engine.values.numbers import Number
from pejl.engine.values.truth import Truth, known

if TYPE_CHECKING:
    from pejl.engine.evaluate.walk import Walk


class Found(Struct, eq=False):
    """The rows that a generator gives: the row each comes from, its value, whether it belongs, which rows
    may have more, and whether those stand last."""

    up: Ints
    values: Codes
    guard: Truth | None = None
    loose: Bits | None = None
    last: bool = False


def design_of(type_: t.Type, design: Design) -> Design:
    """The design in which entities of this type live: now, or before."""
    if not type_.before:
        return design
    assert design.before is not None, "a rule that reads before is not applied to a design without a base"
    return design.before


def expand(generator: t.Generator, frame: Frame, walk: Walk) -> Found:
    """The rows of a generator for each row of a frame."""
    if isinstance(generator.source, t.OfTable) and frame.n > 1:
        joined = _join(generator, generator.source, frame, walk)
        return joined if joined is not None else _crossed(generator, generator.source, frame, walk)
    return rows(generator.source, frame, walk)


@singledispatch
def rows(source: t.Source, frame: Frame, walk: Walk) -> Found:
    """The rows that a source gives for each row of a frame."""
    raise NotImplementedError(type(source).__name__)


@rows.register(t.OfTable)
def _(source: t.OfTable, frame: Frame, walk: Walk) -> Found:
    table = design_of(t.entity(source.table, source.before), walk.design).tables[source.table]
    every = np.flatnonzero(table.exists)
    loose = np.ones(frame.n, dtype=np.bool_) if table.unlisted else None
    codes = np.tile(every, frame.n)
    guard = None if table.presence is None else known(table.presence[codes])
    return Found(np.repeat(np.arange(frame.n), len(every)), Codes(codes), guard, loose)


@rows.register(t.OfRelation)
def _(source: t.OfRelation, frame: Frame, walk: Walk) -> Found:
    closures = walk.design.tables[source.base.type.table].spec.closures
    up = source.name in closures and closures[source.name][1].endswith("up")
    return _expanded(relation(source, walk), walk.codes(source.base, frame), last=up)


@rows.register(t.OfChain)
def _(source: t.OfChain, frame: Frame, walk: Walk) -> Found:
    return _expanded(relation(source, walk), walk.codes(source.base, frame), last=source.direction == "up")


@rows.register(t.OfDuplicates)
def _(source: t.OfDuplicates, frame: Frame, walk: Walk) -> Found:
    return _expanded(relation(source, walk), walk.codes(source.base, frame))


def _expanded(column: Pairs, base: Codes, last: bool = False) -> Found:
    up, codes, guard, loose = column.expand(base)
    return Found(up, Codes(codes), guard, loose, last)


@singledispatch
def relation(source: t.Source, walk: Walk) -> Pairs:
    """The pairs of a source that leads from the entities of one table to others."""
    raise NotImplementedError(type(source).__name__)


@relation.register(t.OfRelation)
def _(source: t.OfRelation, walk: Walk) -> Pairs:
    owner = source.base.type
    column = design_of(owner, walk.design).relation(owner.table, source.name)
    if column is None:
        n = len(walk.design.tables[owner.table])
        column = pairs(n, *(np.zeros(0, dtype=np.int64),) * 2, loose=np.ones(n, dtype=np.bool_))
    assert isinstance(column, Pairs)
    return column


@relation.register(t.OfChain)
def _(source: t.OfChain, walk: Walk) -> Pairs:
    owner = source.base.type
    design = design_of(owner, walk.design)
    table = design.tables[owner.table]
    key = (owner.table, f"{source.direction} {source.link}")
    if key not in design._derived:
        design._derived[key] = relations.closure(design, table, source.link, source.direction)
    column = design._derived[key]
    assert isinstance(column, Pairs)
    return column


@relation.register(t.OfDuplicates)
def _(source: t.OfDuplicates, walk: Walk) -> Pairs:
    owner = source.base.type
    design = design_of(owner, walk.design)
    key = (owner.table, f"duplicates {source.name}")
    if key not in design._derived:
        design._derived[key] = _duplicates(design, owner.table, source.name, walk)
    column = design._derived[key]
    assert isinstance(column, Pairs)
    return column


def _duplicates(design: Design, name: str, link: str, walk: Walk) -> Pairs:
    """For each row of a table, the other rows with the same value of a field."""
    table = design.tables[name]
    n = len(table)
    column = design.relation(name, link)
    column = Codes(np.full(n, UNKNOWN)) if column is None else column
    every = np.flatnonzero(table.exists)
    keys = None if isinstance(column, Pairs) else keys_of(column)
    if keys is not None and (keys == UNKNOWN).any():
        keys = None
    loose = table.exists if table.unlisted else None
    if keys is None:  # undecided or open values: compare every pair
        walk.spend(len(every) ** 2)
        first, second = np.repeat(every, len(every)), np.tile(every, len(every))
        other = first != second
        first, second = first[other], second[other]
        assert not isinstance(column, Pairs)
        mine = column.take(first)
        there = mine.there if isinstance(mine, Number) else ~is_none(mine)
        alike = there & equal(mine, column.take(second))
        return _both_there(table, pairs(n, first, second, alike, loose))
    if loose is not None:
        loose = loose & (keys != NONE)
    keys = keys[every]
    order = np.argsort(keys, kind="stable")
    ranked, rows_ = keys[order], every[order]
    starts = np.searchsorted(ranked, ranked, side="left")
    ends = np.searchsorted(ranked, ranked, side="right")
    up, at = stretches(starts, np.where(ranked == NONE, 0, ends - starts))
    other = up != at
    return _both_there(table, pairs(n, rows_[up[other]], rows_[at[other]], loose=loose))


def _both_there(table: Table, found: Pairs) -> Pairs:
    """Pairs of rows of one table, of which both are in the design."""
    if table.presence is None:
        return found
    guard = known(table.presence[found.rows] & table.presence[found.codes])
    loose = None if found.loose is None else found.loose & table.presence
    return Pairs(found.indptr, found.codes, guard if found.guard is None else found.guard & guard, loose)


@rows.register(t.OfList)
def _(source: t.OfList, frame: Frame, walk: Walk) -> Found:
    texts = source.texts
    if source.parameter is not None:
        value = walk.parameters[source.parameter]
        if value is None:
            none = np.zeros(0, dtype=np.int64)
            return Found(none, Codes(none), None, np.ones(frame.n, dtype=np.bool_))
        assert isinstance(value, tuple)
        texts = value
    codes = np.array([walk.design.texts.code(text) for text in texts], dtype=np.int64)
    return Found(np.repeat(np.arange(frame.n), len(codes)), Codes(np.tile(codes, frame.n)))


@rows.register(t.OfValue)
def _(source: t.OfValue, frame: Frame, walk: Walk) -> Found:
    value = walk.codes(source.value, frame)
    up, codes, guard = value.alternatives()
    there = codes != NONE
    found = np.flatnonzero(there)
    held = Truth(guard[found] & (codes[found] != UNKNOWN), guard[found])
    return Found(up[found], Codes(codes[found]), held)


def _crossed(generator: t.Generator, source: t.OfTable, frame: Frame, walk: Walk) -> Found:
    """Every row of a table for each row of a frame, but for those that no row of the frame lets through."""
    whole = rows(source, walk.root, walk)
    values, guard = whole.values, whole.guard
    table = walk.root.expanded(whole.up, generator.variable, values)
    for condition in generator.conditions:
        if condition.free <= {generator.variable}:
            kept = np.flatnonzero(possible_rows(walk.truth(condition, table)))
            values, table = values.take(kept), table.kept(kept)
            guard = None if guard is None else guard.take(kept)
    walk.spend(frame.n * len(values))
    loose = None if whole.loose is None else np.ones(frame.n, dtype=np.bool_)
    up, at = np.repeat(np.arange(frame.n), len(values)), np.tile(np.arange(len(values)), frame.n)
    return Found(up, values.take(at), None if guard is None else guard.take(at), loose)


def _join(generator: t.Generator, source: t.OfTable, frame: Frame, walk: Walk) -> Found | None:
    """Rows of a table by a key: `q in tasks if q.function == t.function` without every pair.

    The condition itself is still evaluated on the rows found, so this may give too many, never too few.
    """
    for condition in generator.conditions:
        if not isinstance(condition, t.Compare) or condition.op != "==":
            continue
        for inner, outer in ((condition.left, condition.right), (condition.right, condition.left)):
            if inner.free != {generator.variable} or generator.variable in outer.free:
                continue
            if not (inner.type.table or inner.type == t.TEXT):
                continue
            return _matched(generator, source, inner, outer, frame, walk)
    return None


def _matched(
    generator: t.Generator, source: t.OfTable, inner: t.Term, outer: t.Term, frame: Frame, walk: Walk
) -> Found | None:
    whole = rows(source, walk.root, walk)
    table = walk.root.expanded(whole.up, generator.variable, whole.values)
    keys, wanted = walk.codes(inner, table), walk.codes(outer, frame)
    if keys.open or wanted.open:
        return None
    order = np.argsort(keys.codes, kind="stable")
    ranked = keys.codes[order]
    starts = np.searchsorted(ranked, wanted.codes, side="left")
    counts = np.searchsorted(ranked, wanted.codes, side="right") - starts
    counts[wanted.codes == UNKNOWN] = 0
    up, at = stretches(starts, counts)
    up, at = _with_unknown(up, order[at], wanted.codes == UNKNOWN, keys.codes == UNKNOWN)
    loose = None if whole.loose is None else np.ones(frame.n, dtype=np.bool_)
    return Found(up, whole.values.take(at), None if whole.guard is None else whole.guard.take(at), loose)


def _with_unknown(up: Ints, at: Ints, outer: Bools, inner: Bools) -> tuple[Ints, Ints]:
    """The pairs of a join, and those of an unknown key with every other: it may be equal to any."""
    if not outer.any() and not inner.any():
        return up, at
    lost, rows = np.flatnonzero(inner), np.flatnonzero(~inner)
    unsure = np.flatnonzero(outer)
    up = np.concatenate([up, np.repeat(np.arange(len(outer)), len(lost)), np.repeat(unsure, len(rows))])
    at = np.concatenate([at, np.tile(lost, len(outer)), np.tile(rows, len(unsure))])
    order = np.lexsort((at, up))
    return up[order], at[order]
