"""Which rows turn on something that is still to be decided, even where their verdict is already plain.

"At least forty posts" is out of reach for every unit of a small design, whatever is decided, and yet a
decision touches it; that a post lacks its funding is touched by no decision about tasks. A search tells the
two apart: the first is a principle that cannot be kept, the second is none of its business.
"""

from __future__ import annotations

from functools import singledispatch
from typing import TYPE_CHECKING

import numpy as np

from pejl.engine.evaluate.frames import Frame
from pejl.engine.language import terms as t
from pejl.engine.language.terms import Node, Stream, Term, parts_of
from pejl.engine.values.codes import Codes
from pejl.engine.values.exact import Bools, Literals, Sums
from pejl.engine.values.linear import TRUE
from pejl.engine.values.numbers import Number
from pejl.engine.values.truth import Truth

if TYPE_CHECKING:
    from pejl.engine.evaluate.walk import Walk


def touched(term: Term, frame: Frame, walk: Walk) -> Bools:
    """For each row of a frame, whether a decision enters what a term says of it."""
    found = undecided(walk.value(term, frame))
    for part in parts_of(term):
        if isinstance(part, Stream):
            found = found | _members(part, frame, walk)
        elif isinstance(part, Term) and not isinstance(part, t.Variable):
            found = found | touched(part, frame, walk)
    return found


def _members(stream: Stream, frame: Frame, walk: Walk) -> Bools:
    """For each row, whether a decision enters who its members are, or what they are."""
    members = walk.members(stream, frame)
    inside = undecided(members.guard)
    inside = inside | touched(stream.element, members.frame, walk)
    found = np.zeros(frame.n, dtype=np.bool_)
    found[members.up[inside]] = True
    if isinstance(members.loose, Literals):
        found |= undecided(members.loose)
    for generator in stream.generators[:1]:
        found |= _source(generator.source, frame, walk)
    return found


def _source(source: Node, frame: Frame, walk: Walk) -> Bools:
    base = getattr(source, "base", None) or getattr(source, "value", None)
    if isinstance(base, Term):
        return undecided(walk.value(base, frame))
    return np.zeros(frame.n, dtype=np.bool_)


@singledispatch
def undecided(value: object) -> Bools:
    """For each row of a value, whether it depends on a decision."""
    return np.zeros(len(value), dtype=np.bool_)  # type: ignore[arg-type]


@undecided.register(Literals)
def _(value: Literals) -> Bools:
    found: Bools = np.abs(value.ids) != TRUE
    return found


@undecided.register(Sums)
def _(value: Sums) -> Bools:
    return np.diff(value.indptr) > 0


@undecided.register(Truth)
def _(value: Truth) -> Bools:
    return undecided(value.certain) | undecided(value.possible)


@undecided.register(Number)
def _(value: Number) -> Bools:
    found = undecided(value.low) | undecided(value.high)
    for part in (value.present, value.below, value.above):
        found = found if part is None else found | undecided(part)
    return found


@undecided.register(Codes)
def _(value: Codes) -> Bools:
    if value.indptr is None:
        return np.zeros(len(value), dtype=np.bool_)
    return np.diff(value.indptr) > 1
