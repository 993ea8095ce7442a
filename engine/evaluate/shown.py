"""Values of an evaluation -> values to be shown: python numbers, dates, texts and named entities."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction

import numpy as np

from pejl.engine.evaluate import sources
from pejl.engine.evaluate.frames import Frame
from pejl.engine.evaluate.walk import Walk
from pejl.engine.findings import Named, Range, Shown, Unknown
from pejl.engine.language.terms import DATE, Stream, Term, Type
from pejl.engine.model.kinds import EPOCH
from pejl.engine.model.tables import Design, Value
from pejl.engine.values.codes import NONE, UNKNOWN, Codes
from pejl.engine.values.exact import Bits, Exact
from pejl.engine.values.linear import Ints
from pejl.engine.values.numbers import Number
from pejl.engine.values.truth import Truth


def shown(value: Value, row: int, type_: Type, design: Design) -> Shown:
    """The value of one row. Only for values in which nothing is to be decided."""
    if isinstance(value, Truth):
        if bit(value.certain, row):
            return True
        return Unknown() if bit(value.possible, row) else False
    if isinstance(value, Number):
        return _number(value, row, type_)
    assert isinstance(value, Codes)
    return entity_or_text(int(value.codes[row]), type_, design)


def entity_or_text(code: int, type_: Type, design: Design) -> Shown:
    """What a code stands for."""
    if code == NONE:
        return None
    if code == UNKNOWN:
        return Unknown()
    if not type_.table:
        return design.texts.texts[code]
    if type_.table == "design":
        return Named("design", design.id, design.id, design.place)
    owner = sources.design_of(type_, design)
    ids = owner.tables[type_.table].ids
    return Named(type_.table, ids[code], owner.name_of(type_.table, code), owner.place_of(type_.table, code))


def _number(value: Number, row: int, type_: Type) -> Shown:
    there = value.there
    if not bit(there.possible, row):
        return None
    low = None if value.below is not None and bit(value.below, row) else _units(value.low, row) * value.unit
    high = None if value.above is not None and bit(value.above, row) else _units(value.high, row) * value.unit
    if low is not None and low == high and bit(there.certain, row):
        return _point(low, type_)
    if high is None and (low is None or (low == 0 and value.natural)):
        return Unknown()
    return Range(None if low is None else _point(low, type_), None if high is None else _point(high, type_))


def _units(values: Exact, row: int) -> int:
    assert isinstance(values, np.ndarray)
    return int(values[row])


def _point(value: Fraction, type_: Type) -> int | float | dt.date:
    if type_ == DATE:
        return dt.date.fromordinal(int(value) + EPOCH)
    return int(value) if value.denominator == 1 else float(value)


def column(part: Term | Stream, frame: Frame, walk: Walk) -> list[Shown]:
    """The value of a term for each row of a frame; of a stream, the list of its members."""
    if isinstance(part, Term):
        value = walk.value(part, frame)
        return [shown(value, row, part.type, walk.design) for row in range(frame.n)]
    members = walk.members(part, frame)
    element = walk.value(part.element, members.frame)
    lists: list[list[Shown]] = [[] for _ in range(frame.n)]
    for at, row in enumerate(members.up):
        if bit(members.guard.certain, at):
            lists[row].append(shown(element, at, part.type, walk.design))
        elif bit(members.guard.possible, at):
            lists[row].append(Unknown())
    for row in range(frame.n):
        if members.loose is not None and bit(members.loose, row):
            lists[row].append(Unknown())
    return [tuple(items) for items in lists]


def bit(bits: Bits, row: int) -> bool:
    """One known bit."""
    assert isinstance(bits, np.ndarray)
    return bool(bits[row])


def known_rows(bits: Bits) -> Ints:
    """The rows in which known bits are true."""
    assert isinstance(bits, np.ndarray)
    return np.flatnonzero(bits)
