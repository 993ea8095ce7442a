"""Reads `unknown: [names]` of a row: which of its lists, and so which tables, may have more than written."""

from __future__ import annotations

import numpy as np

from pejl.engine.errors import Problems, nearest
from pejl.engine.model import columns
from pejl.engine.model.kinds import Kind
from pejl.engine.model.nodes import Sequence
from pejl.engine.model.specs import TableSpec
from pejl.engine.model.tables import Table, Value
from pejl.engine.model.written import WrittenColumn, WrittenTable, items_of
from pejl.engine.values.codes import Pairs
from pejl.engine.values.exact import Bools
from pejl.engine.values.linear import Ints

MOST_PLACES = 20


def declare_incomplete(written: WrittenTable, rows: Ints, table: Table, problems: Problems) -> None:
    """Note the lists that rows declare to be incomplete by `unknown: [name]`."""
    column = written.fields.pop("unknown", None)
    if column is None:
        return
    for code, text in enumerate(column.distinct):
        for name in dict.fromkeys(word for word, _ in items_of(text)):
            if name in table.spec.inverses or name in table.spec.fields:
                flags = table.loose_ways_back.setdefault(name, np.zeros(len(table), dtype=np.bool_))
                flags[rows[column.at == code]] = True
            else:
                _no_such_list(table.spec, name, written, column, code, problems)


def _no_such_list(
    spec: TableSpec, name: str, written: WrittenTable, column: WrittenColumn, code: int, problems: Problems
) -> None:
    near = nearest(name, [*spec.inverses, *spec.fields])
    # `unknown` has left the table by now, so the place comes from its column.
    for row in np.flatnonzero(column.at == code)[:MOST_PLACES]:
        node = column.nodes.get(int(row))
        if isinstance(node, Sequence):
            node = node.items[[word for word, _ in items_of(column.distinct[code])].index(name)]
        problems.add(
            node.place if node else written.place(int(row), "unknown"),
            "{table} has no list {name!r} that could be incomplete",
            "did you mean {near!r}?" if near else "name a list of {table}, such as {example!r}",
            table=spec.name,
            name=name,
            near=near,
            example=next(iter(spec.inverses), "tags"),
        )


def open_lists(table: Table) -> None:
    """Make the fields loose, or unknown, that rows declare incomplete; what is left are ways back."""
    for name in [name for name in table.loose_ways_back if name in table.spec.fields]:
        flags: Bools = table.loose_ways_back.pop(name)
        value = table.columns.get(name)
        if value is not None:
            table.columns[name] = opened(value, table.spec.fields[name].kind, flags)


def note_unlisted(tables: dict[str, Table]) -> None:
    """Mark the tables that may have rows which are not written; a mark once made stays."""
    for table in tables.values():
        table.unlisted = table.unlisted or table.loose
        for name, flags in table.loose_ways_back.items():
            if (flags & table.exists).any():
                tables[table.spec.inverses[name][0]].unlisted = True


def opened(value: Value, kind: Kind, flags: Bools) -> Value:
    """The column with the lists of some rows made incomplete; a single value becomes unknown."""
    if isinstance(value, Pairs):
        loose = flags if value.loose is None else value.loose | flags
        return Pairs(value.indptr, value.codes, value.guard, loose)
    rows = np.flatnonzero(flags)
    return columns.overwritten(value, rows, columns.blank(kind, len(rows)))
