"""Changes to rows of any table: add, remove, alter, and the short forms decide, programme and event."""

from __future__ import annotations

import numpy as np

from pejl.engine.model.draft import Draft
from pejl.engine.model.nodes import Mapping, Node, Scalar
from pejl.engine.model.plain_values import entries, no_such_table, scalars
from pejl.engine.model.written import rows_of


def add(draft: Draft, change: Mapping) -> None:
    """Put new rows in tables."""
    for table, rows in _by_table(draft, change.get("add")):
        if isinstance(rows, Mapping):
            draft.add(table.text, rows, "opened" if table.text == "units" else "added")
        else:
            entries(rows, draft.problems)


def remove(draft: Draft, change: Mapping) -> None:
    """Take rows out of tables; a link that still leads to one is told when all changes are made."""
    for table, names in _by_table(draft, change.get("remove")):
        for row, name in draft.find_all(table.text, scalars(names, draft.problems)):
            draft.table(table.text).exists[row] = False
            draft.log("removed", table.text, row, name.place)


def alter(draft: Draft, change: Mapping) -> None:
    """Write fields anew; a list replaces the list."""
    for table, rows in _by_table(draft, change.get("alter")):
        if isinstance(rows, Mapping):
            alter_rows(draft, table.text, rows)
        else:
            entries(rows, draft.problems)


def decide(draft: Draft, change: Mapping) -> None:
    """Settle who may decide what."""
    _put(draft, "decisions", change.get("decide"))


def programme(draft: Draft, change: Mapping) -> None:
    """Set up or alter programmes."""
    _put(draft, "programmes", change.get("programme"))


def event(draft: Draft, change: Mapping) -> None:
    """Add or alter events."""
    _put(draft, "events", change.get("event"))


def _by_table(draft: Draft, node: Node | None) -> list[tuple[Scalar, Node]]:
    found = entries(node, draft.problems)
    for table, _ in found:
        if table.text not in draft.design.schema:
            no_such_table(table, draft.design.schema, draft.problems)
    return [(table, rows) for table, rows in found if table.text in draft.design.schema]


def _put(draft: Draft, table: str, node: Node | None) -> None:
    """Add the rows that are new and alter those that are there."""
    if not isinstance(node, Mapping):
        entries(node, draft.problems)
        return
    exists, index = draft.table(table).exists, draft.reading.index[table]
    old = [(key, value) for key, value in node.entries if exists[index[key.text]]]
    new = [(key, value) for key, value in node.entries if not exists[index[key.text]]]
    if old:
        alter_rows(draft, table, Mapping(old, node.source, node.line, node.column))
    if new:
        draft.add(table, Mapping(new, node.source, node.line, node.column), "added")


def alter_rows(draft: Draft, table: str, node: Mapping) -> None:
    """Write fields of rows that are in the design."""
    there = [(key, value) for key, value in node.entries if draft.find(table, key) is not None]
    written = rows_of(
        draft.design.schema[table], Mapping(there, node.source, node.line, node.column), draft.problems
    )
    rows = np.array([draft.reading.index[table][id_] for id_ in written.ids], dtype=np.int64)
    fields = [name for name in written.fields if name != "unknown"]
    before = {
        (name, row): draft.shown(table, name, int(rows[row]))
        for name in fields
        for row in written.fields[name].nodes
    }
    given = draft.write_all(written, rows, defaults=False)
    for name, said in given.items():
        for at in said.tolist():
            row = int(rows[at])
            after = draft.shown(table, name, row)
            draft.log("altered", table, row, written.place(at, name), name, before[name, at], after)
