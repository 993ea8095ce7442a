"""Doing things once: rows that must have the same value, and parts of an aggregate that depend on less.

`sum(q.heads for q in p.unit.positions)` depends on the unit of `p` alone: it is evaluated once for each
unit, not for each position. `any(q.vacant for u in t.responsible for q in u.positions)` depends, from `u`
on, on `u` alone: as `any(any(q.vacant for q in u.positions) for u in t.responsible)` it, too, is evaluated
once for each unit. So the cost of a nested comprehension grows with the tables, not with their product.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np
from msgspec.structs import replace

from pejl.engine.evaluate.frames import Frame
from pejl.engine.evaluate.operations import keys_of
from pejl.engine.language import terms as t
from pejl.engine.language.terms import NUMBER, TEXT, TRUTH, Node, Stream, Term, Variable, parts_of
from pejl.engine.values.codes import UNKNOWN
from pejl.engine.values.linear import Ints

if TYPE_CHECKING:
    from pejl.engine.evaluate.walk import Walk

NESTABLE = {"count": NUMBER, "sum": NUMBER, "any": TRUTH, "all": TRUTH}
WORTH = 2
"""How many rows must have each value, on average, for it to be worth while."""
DENSE = 4
"""Up to how many codes a row a table of all codes is quicker than sorting."""

KEPT = 10_000
"""For how many terms it is kept what decides them."""
DEEPEST = 10
"""The most generators that are nested; each takes some of Python's stack."""


@lru_cache(KEPT)
def decided_by(term: Term) -> tuple[Term, ...]:
    """The parts of a term that decide its value: entities, texts and fields outside its comprehensions."""
    found = {(part.text or id(part), part.free): part for part in _outer(term, term.free)}
    variables = {part.name for part in found.values() if isinstance(part, Variable)}
    return tuple(part for part in found.values() if isinstance(part, Variable) or not part.free <= variables)


def _outer(node: Node, free: frozenset[str]) -> Iterator[Term]:
    for part in parts_of(node):
        if isinstance(part, Term) and part.free <= free and _comparable(part):
            if part.free:
                yield part
        else:
            yield from _outer(part, free)


def _comparable(part: Term) -> bool:
    return bool(part.type.table) or part.type == TEXT or isinstance(part, t.Field)


def alike(decisive: tuple[Term, ...], frame: Frame, walk: Walk) -> tuple[Ints, Ints] | None:
    """Rows of which each stands for all rows in which some terms have the same values.

    Returns:
        the standing rows, in rising order, and for each row of the frame which of them stands for it;
        None if there are too few alike, or if values are still to be decided.
    """
    variables = {part.name for part in decisive if isinstance(part, Variable)}
    if not decisive or frame.bound <= variables:
        return None
    keys, size = np.zeros(frame.n, dtype=np.int64), 1
    for part in decisive:
        codes = keys_of(walk.value(part, frame))
        if codes is None:
            return None
        own, number = _numbered(codes - UNKNOWN)
        if number * WORTH > frame.n:
            return None
        keys, size = (own, number) if size == 1 else _numbered(keys * number + own)
        if size * WORTH > frame.n:
            return None
    first = np.full(size, frame.n)
    first[keys[::-1]] = np.arange(frame.n - 1, -1, -1)
    order = np.argsort(first, kind="stable")
    which = np.empty(size, dtype=np.int64)
    which[order] = np.arange(size)
    return first[order], which[keys]


def _numbered(keys: Ints) -> tuple[Ints, int]:
    """Keys that are not negative as numbers without gaps, and how many different ones there are."""
    most = int(keys.max()) + 1
    if most > DENSE * len(keys):
        different, number = np.unique(keys, return_inverse=True)
        return number.reshape(-1), len(different)
    present = np.zeros(most, dtype=np.bool_)
    present[keys] = True
    number = np.cumsum(present) - 1
    return number[keys], int(number[-1]) + 1


@lru_cache(KEPT)
def nested(term: t.Aggregate) -> t.Aggregate:
    """An aggregate over several generators, with the generators as an aggregate of their own that
    do not depend on every variable before them."""
    generators, element = term.stream.generators, term.stream.element
    if term.op not in NESTABLE or len(generators) > DEEPEST:
        return term
    bound = term.free
    for at in range(1, len(generators)):
        bound |= {generators[at - 1].variable}
        inner = Stream(generators[at:], element)
        if not bound <= inner.free:
            type_ = NESTABLE[term.op]
            within = t.Aggregate(term.op, inner, type=type_, free=inner.free)
            outer = Stream(generators[:at], within)
            return t.Aggregate("sum" if term.op == "count" else term.op, outer, type=type_, free=term.free)
    return term


@lru_cache(KEPT)
def as_join(term: t.Member) -> Stream | None:
    """The members of a whole table that are the element, where that is what is looked for.

    `x in units` would else compare every `x` with every unit.
    """
    *before, last = term.stream.generators
    if before or not isinstance(last.source, t.OfTable):
        return None
    same = t.Compare(
        "==", term.stream.element, term.element, type=TRUTH, free=term.stream.element.free | term.element.free
    )
    return Stream((replace(last, conditions=(*last.conditions, same)),), term.stream.element)
