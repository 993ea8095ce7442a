"""Why a rule came out as it did: the sub-expressions with their values, and what was counted."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from pejl.engine.evaluate.frames import Frame
from pejl.engine.evaluate.shown import bit, column, shown
from pejl.engine.evaluate.walk import Walk
from pejl.engine.findings import Counted, Evidence
from pejl.engine.language import terms as t
from pejl.engine.language.rules import parts_of
from pejl.engine.language.terms import Stream, Term

MOST_COUNTED = 100


def evidence(term: Term, frame: Frame, walk: Walk) -> list[tuple[Evidence, ...]]:
    """For each row of a frame, the values that decided a term: the leaves of its logic."""
    leaves = list(dict.fromkeys(leaf for leaf in _leaves(term) if not _constant(leaf)))
    columns = [_explained(leaf, frame, walk, deep=False) for leaf in leaves]
    return [tuple(column[row] for column in columns) for row in range(frame.n)]


def tree(term: Term, frame: Frame, walk: Walk) -> list[Evidence]:
    """For each row of a frame, the whole tree of a term and its parts."""
    return _explained(term, frame, walk, deep=True)


def _leaves(term: Term) -> Iterator[Term]:
    """The parts of a truth that are values of their own: sides of comparisons, memberships, aggregates."""
    match term:
        case t.Logic():
            for part in term.parts:
                yield from _leaves(part)
        case t.Not() | t.IsNone() if not isinstance(term.part, t.Field):
            yield from _leaves(term.part)
        case t.Compare():
            yield from _leaves(term.left)
            yield from _leaves(term.right)
        case t.Arithmetic():
            yield from _leaves(term.left)
            yield from _leaves(term.right)
        case t.IsNone():
            yield term.part
        case _:
            yield term


def _constant(term: Term) -> bool:
    return isinstance(term, t.Constant | t.Variable)


def _explained(term: Term, frame: Frame, walk: Walk, deep: bool) -> list[Evidence]:
    values = column(term, frame, walk)
    counted: list[tuple[Counted, ...]] = [()] * frame.n
    children: list[list[Evidence]] = [[] for _ in range(frame.n)]
    for part in parts_of(term):
        if isinstance(part, Stream):
            found = _counted(part, frame, walk)
            counted = [before + more for before, more in zip(counted, found, strict=True)]
        elif deep and isinstance(part, Term) and not _constant(part):
            for row, one in enumerate(_explained(part, frame, walk, deep)):
                children[row].append(one)
    return [Evidence(term.text, values[row], counted[row], tuple(children[row])) for row in range(frame.n)]


def _counted(stream: Stream, frame: Frame, walk: Walk) -> list[tuple[Counted, ...]]:
    """The members of a stream for each row, each with the entity it is about and its value."""
    members = walk.members(stream, frame)
    entities = [generator for generator in stream.generators if generator.type.table]
    element = walk.value(stream.element, members.frame)
    subject = None
    if entities:
        last = entities[-1]
        subject = t.Variable(last.variable, type=last.type, free=frozenset([last.variable]))
    about = element if subject is None else walk.value(subject, members.frame)
    type_ = stream.type if subject is None else subject.type
    itself = isinstance(stream.element, t.Variable)
    lists: list[list[Counted]] = [[] for _ in range(frame.n)]
    for at, row in enumerate(members.up):
        if len(lists[row]) < MOST_COUNTED and bit(members.guard.possible, at):
            entity = shown(about, at, type_, walk.design)
            value = entity if itself else shown(element, at, stream.type, walk.design)
            lists[row].append(Counted(entity, value, bit(members.guard.certain, at)))
    return [tuple(items) for items in lists]


def rows_kept(frame: Frame, rows: list[int]) -> Frame:
    """A frame with some of its rows only."""
    return frame.kept(np.array(rows, dtype=np.int64))
