"""Values of an evaluation -> values to be shown: python numbers, dates, texts and named entities."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction

import numpy as np

from pejl.engine.evaluate import sources
from pejl.engine.evaluate.frames import Frame
from pejl.engine.evaluate.walk import Walk
from pejl.engine.findings import Named, Range, Shown, Unknown, Year
from pejl.engine.language.terms import DATE, NUMBER, Field, Stream, Term, Type
from pejl.engine.model import kinds
from pejl.engine.model.kinds import EPOCH
from pejl.engine.model.tables import Design, Value
from pejl.engine.values.codes import NONE, Codes
from pejl.engine.values.exact import Bits, Bools
from pejl.engine.values.linear import Ints
from pejl.engine.values.numbers import Number, TooLargeError
from pejl.engine.values.truth import Truth


def shown(value: Value, rows: Ints, type_: Type, design: Design) -> list[Shown]:
    """The values of some rows. Only for values in which nothing is to be decided."""
    if isinstance(value, Truth):
        certain, possible = (
            known_bits(value.certain)[rows].tolist(),
            known_bits(value.possible)[rows].tolist(),
        )
        return [
            True if sure else Unknown() if maybe else False
            for sure, maybe in zip(certain, possible, strict=True)
        ]
    if isinstance(value, Number):
        return _numbers(value.take(rows), type_)
    assert isinstance(value, Codes)
    codes, which = np.unique(value.codes[rows], return_inverse=True)
    meaning = entities_or_texts(codes, type_, design)
    return [meaning[at] for at in which.reshape(-1).tolist()]


def entities_or_texts(codes: Ints, type_: Type, design: Design) -> list[Shown]:
    """What codes stand for."""
    meaning: list[Shown] = [None if code == NONE else Unknown() for code in codes.tolist()]
    at = np.flatnonzero(codes >= 0)
    there = codes[at]
    found: list[Shown]
    if not type_.table:
        found = [design.texts.texts[code] for code in there.tolist()]
    elif type_.table == "design":
        found = [Named("design", design.id, design.id, design.place) for _ in there]
    else:
        owner, table = sources.design_of(type_, design), type_.table
        ids = owner.tables[table].ids
        named = zip(there.tolist(), owner.names_of(table, there), owner.places_of(table, there), strict=True)
        found = [Named(table, ids[row], name, place) for row, name, place in named]
    for row, one in zip(at.tolist(), found, strict=True):
        meaning[row] = one
    return meaning


def _numbers(value: Number, type_: Type) -> list[Shown]:
    """Numbers and dates: points where both bounds are the same, else ranges."""
    assert isinstance(value.low, np.ndarray) and isinstance(value.high, np.ndarray)
    there = value.there
    never = np.zeros(len(value), dtype=np.bool_)
    flags = [never if flag is None else known_bits(flag) for flag in (value.below, value.above)]
    rows = zip(
        known_bits(there.certain).tolist(),
        known_bits(there.possible).tolist(),
        _points(value.low, value.unit, type_),
        _points(value.high, value.unit, type_),
        flags[0].tolist(),
        flags[1].tolist(),
        strict=True,
    )
    return [_number(*row, natural=value.natural) for row in rows]


def _points(values: Ints, unit: Fraction, type_: Type) -> list[int | float | dt.date]:
    """Whole units as numbers, or days as dates."""
    whole = values.tolist()
    if type_ == DATE:
        return [dt.date.fromordinal(min(max(day + EPOCH, 1), dt.date.max.toordinal())) for day in whole]
    top, bottom = unit.numerator, unit.denominator
    try:
        return [one * top // bottom if one * top % bottom == 0 else one * top / bottom for one in whole]
    except OverflowError:
        raise TooLargeError from None


def _number(
    certain: bool,
    possible: bool,
    low: int | float | dt.date,
    high: int | float | dt.date,
    below: bool,
    above: bool,
    *,
    natural: bool,
) -> Shown:
    if not possible:
        return None
    if certain and not below and not above and low == high:
        return low
    if above and (below or (low == 0 and natural)):
        return Unknown()
    return Range(None if below else low, None if above else high)


def column(part: Term | Stream, frame: Frame, walk: Walk) -> list[Shown]:
    """The value of a term for each row of a frame; of a stream, the list of its members."""
    key = (part.text, part.free)
    if not part.text:
        return _column(part, frame, walk)
    if key not in frame.shown:
        frame.shown[key] = _column(part, frame, walk)
    return frame.shown[key]


def _column(part: Term | Stream, frame: Frame, walk: Walk) -> list[Shown]:
    if isinstance(part, Term):
        values = shown(walk.value(part, frame), np.arange(frame.n), part.type, walk.design)
        return [Year(one) if type(one) is int else one for one in values] if _is_year(part, walk) else values
    members = walk.members(part, frame)
    rows = known_rows(members.guard.possible)
    elements = shown(walk.value(part.element, members.frame), rows, part.type, walk.design)
    lists: list[list[Shown]] = [[] for _ in range(frame.n)]
    for row, element, sure in zip(
        members.up[rows].tolist(), elements, known_bits(members.guard.certain)[rows].tolist(), strict=True
    ):
        lists[row].append(element if sure else Unknown())
    if members.loose is not None:
        for row in known_rows(members.loose).tolist():
            lists[row].append(Unknown())
    return [tuple(items) for items in lists]


def _is_year(part: Term, walk: Walk) -> bool:
    """Whether a term is a field that holds a calendar year."""
    if not isinstance(part, Field) or part.type != NUMBER:
        return False
    field = walk.design.tables[part.base.type.table].spec.fields.get(part.name)
    return field is not None and isinstance(field.kind, kinds.Number) and field.kind.label == "year"


def bit(bits: Bits, row: int) -> bool:
    """One known bit."""
    return bool(known_bits(bits)[row])


def known_rows(bits: Bits) -> Ints:
    """The rows in which known bits are true."""
    return np.flatnonzero(known_bits(bits))


def known_bits(bits: Bits) -> Bools:
    """Bits in a check, where nothing is open."""
    assert isinstance(bits, np.ndarray)
    return bits
