"""The design itself as a table of one row, so that a rule can be about it like about anything else."""

from __future__ import annotations

import datetime as dt

import numpy as np

from pejl.engine.language.names import DESIGN
from pejl.engine.model import kinds
from pejl.engine.model.columns import blank
from pejl.engine.model.kinds import EPOCH, Day, Interval
from pejl.engine.model.tables import Design, Spots, Table, Value
from pejl.engine.values import codes as coded


def with_design_table(design: Design, as_of: dt.date | None = None) -> None:
    """Give a design, and its base, the table of one row that stands for itself.

    Args:
        design: the design.
        as_of: the day on which it is looked at; None is not known.
    """
    for one in (design, design.before):
        if one is not None:
            one.tables["design"] = _design_table(one, as_of)


def _design_table(design: Design, as_of: dt.date | None) -> Table:
    one = np.ones(1, dtype=np.int64)
    day = None if as_of is None else as_of.toordinal() - EPOCH
    columns: dict[str, Value] = {
        "name": coded.constant(design.texts.code(design.title.get("da") or design.id), 1),
        "effective": _date(design.effective),
        "as_of": _date(None if day is None else Interval(day, day)),
    }
    if design.municipality:
        columns["municipality"] = coded.constant(design.texts.code(design.municipality), 1)
    spots = {"": Spots(0 * one, design.place.line * one, design.place.column * one)}
    return Table(DESIGN, [design.id], np.ones(1, dtype=np.bool_), columns, spots)


def _date(interval: Interval | None) -> Value:
    known = interval is not None and np.isfinite([interval.low, interval.high]).all()
    return blank(Day(), 1, interval if interval is not None and known else kinds.UNKNOWN)
