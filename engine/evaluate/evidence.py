"""Why a rule came out as it did: the sub-expressions with their values, and what was counted."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import numpy as np

from pejl.engine.evaluate.frames import Frame
from pejl.engine.evaluate.shown import column, known_bits, known_rows, shown
from pejl.engine.evaluate.walk import Walk
from pejl.engine.findings import Counted, Evidence
from pejl.engine.language import terms as t
from pejl.engine.language.terms import Stream, Term, parts_of
from pejl.engine.values.exact import pointers

MOST_COUNTED = 50
"""How many counted elements are told for each value."""


def evidence(term: Term, frame: Frame, walk: Walk) -> list[tuple[Evidence, ...]]:
    """For each row of a frame, the values that decided a term: the leaves of its logic."""
    leaves = {leaf.text: leaf for leaf in _leaves(term) if not _constant(leaf)}
    columns = [_explained(leaf, frame, walk, deep=False) for leaf in leaves.values()]
    return [tuple(column[row] for column in columns) for row in range(frame.n)]


def tree(term: Term, frame: Frame, walk: Walk) -> list[Evidence]:
    """For each row of a frame, the whole tree of a term and its parts."""
    return _explained(term, frame, walk, deep=True)


def _leaves(part: Term | Stream) -> Iterator[Term | Stream]:
    """The parts of a truth that are values of their own, such as the two sides of a comparison."""
    if isinstance(part, t.Logic | t.Not | t.Compare | t.Arithmetic | t.SameSet | t.Member | t.IsNone):
        for inner in parts_of(part):
            if isinstance(inner, Term | Stream):
                yield from _leaves(inner)
    else:
        yield part


def _constant(part: Term | Stream) -> bool:
    """Whether a value says nothing beyond its own text."""
    if isinstance(part, Stream):
        return not part.free and not any(_is_parameter(generator.source) for generator in part.generators)
    return isinstance(part, t.Constant | t.Variable)


def _is_parameter(source: t.Source) -> bool:
    """Whether a source is a value of the pack."""
    if isinstance(source, t.OfValue):
        return isinstance(source.value, t.Parameter)
    return isinstance(source, t.OfList) and source.parameter is not None


def _explained(part: Term | Stream, frame: Frame, walk: Walk, deep: bool) -> list[Evidence]:
    values = column(part, frame, walk)
    counted: list[tuple[Counted, ...]] = [()] * frame.n
    children: list[list[Evidence]] = [[] for _ in range(frame.n)]
    for inner in _inside(part):
        if isinstance(inner, Stream) and isinstance(part, t.Aggregate | t.Known):
            counted = _counted(inner, frame, walk)
        elif deep and not _constant(inner):
            for row, one in enumerate(_explained(inner, frame, walk, deep)):
                children[row].append(one)
    return [Evidence(part.text, values[row], counted[row], tuple(children[row])) for row in range(frame.n)]


def _inside(part: Term | Stream) -> Iterator[Term | Stream]:
    """The parts of a term, one level down; `a != b` is written as `not a == b`, and shown as one."""
    for inner in parts_of(part) if isinstance(part, Term) else ():
        if isinstance(part, t.Not) and isinstance(inner, Term) and inner.text == part.text:
            yield from _inside(inner)
        elif isinstance(inner, Term | Stream):
            yield inner


def _counted(stream: Stream, frame: Frame, walk: Walk) -> list[tuple[Counted, ...]]:
    """The members of a stream for each row, each with the entity it is about and its value."""
    members = walk.members(stream, frame)
    rows = known_rows(members.guard.possible)
    rank = np.arange(len(rows)) - np.searchsorted(members.up[rows], members.up[rows])
    rows = rows[rank < MOST_COUNTED]
    values = shown(walk.value(stream.element, members.frame), rows, stream.type, walk.design)
    entities = values
    about = [generator for generator in stream.generators if generator.type.table]
    if about and not isinstance(stream.element, t.Variable):
        last = about[-1]
        subject = last.itself
        entities = shown(walk.value(subject, members.frame), rows, last.type, walk.design)
    items = list(map(Counted, entities, values, known_bits(members.guard.certain)[rows].tolist()))
    begins = pointers(members.up[rows], frame.n).tolist()
    return [tuple(items[begin:end]) for begin, end in pairwise(begins)]
