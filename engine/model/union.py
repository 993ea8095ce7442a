"""Gives a proposal and the design it is based on the same rows."""

from __future__ import annotations

import numpy as np
from msgspec.structs import replace

from pejl.engine.model import columns
from pejl.engine.model.tables import Design, Spots, Table


def widened(design: Design, ids: dict[str, list[str]]) -> Design:
    """The design with further rows, which do not exist in it.

    Args:
        design: the design.
        ids: for each table all ids, first those of the design and then the new ones.
    """
    tables = {name: _widened_table(table, ids[name]) for name, table in design.tables.items()}
    return replace(design, tables=tables, _derived={})


def _widened_table(table: Table, ids: list[str]) -> Table:
    more = len(ids) - len(table)
    values = {
        name: columns.joined(value, columns.blank(table.spec.fields[name].kind, more, columns.ABSENT))
        for name, value in table.columns.items()
    }
    none = np.zeros(more, dtype=np.bool_)
    return Table(
        table.spec,
        ids,
        np.concatenate([table.exists, none]),
        values if more else dict(table.columns),
        {name: _widened_spots(spots, more) for name, spots in table.spots.items()},
        table.loose,
        table.unlisted,
        {name: np.concatenate([flags, none]) for name, flags in table.loose_ways_back.items()},
    )


def _widened_spots(spots: Spots, more: int) -> Spots:
    zero = np.zeros(more, dtype=np.int64)
    return Spots(
        np.concatenate([spots.file, zero]),
        np.concatenate([spots.line, zero]),
        np.concatenate([spots.column, zero]),
    )
