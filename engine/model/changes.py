"""Applies the changes of a proposal, in order, to a copy of the design it is based on.

Rows are numbered before the first change is applied, so that a change may name what a later one opens;
whether a row is in the design at a given point is told by `exists`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np

from pejl.engine.errors import Problems
from pejl.engine.model import columns, specs
from pejl.engine.model.change_moves import move
from pejl.engine.model.change_rows import add, alter, decide, event, programme, remove
from pejl.engine.model.change_units import close_units, merge_units, open_units, rename_units, split_unit
from pejl.engine.model.draft import Draft, copied
from pejl.engine.model.header import Header
from pejl.engine.model.incomplete import note_unlisted
from pejl.engine.model.nodes import Mapping, Scalar
from pejl.engine.model.plain_values import bilingual, check_keys, entries, no_such_key
from pejl.engine.model.reading import Reading
from pejl.engine.model.specs import Schema
from pejl.engine.model.tables import Design
from pejl.engine.model.union import widened


@dataclass(frozen=True)
class Operation:
    """What a kind of change does, and where it writes new rows.

    Attributes:
        apply: carries out one change.
        rows: the key that holds new rows by id; "" if there is none.
        table: the table that they go into; "" if the rows are grouped by table.
    """

    apply: Callable[[Draft, Mapping], None]
    rows: str = ""
    table: str = ""


OPERATIONS: dict[str, Operation] = {
    "open": Operation(open_units, "open", "units"),
    "close": Operation(close_units),
    "merge": Operation(merge_units, "into", "units"),
    "split": Operation(split_unit, "into", "units"),
    "rename": Operation(rename_units),
    "move": Operation(move),
    "add": Operation(add, "add"),
    "remove": Operation(remove),
    "alter": Operation(alter),
    "decide": Operation(decide, "decide", "decisions"),
    "programme": Operation(programme, "programme", "programmes"),
    "event": Operation(event, "event", "events"),
}


def apply_changes(design: Design, base: Design, header: Header, problems: Problems) -> Design:
    """Carry out the changes of a proposal.

    Args:
        design: the proposal with its header, still without tables.
        base: the design it is based on.
        header: the header with the changes.
        problems: receives what is wrong with the changes.

    Returns:
        the proposal with tables, ledger, and its base with the same rows.
    """
    changes = list(_checked(header, problems))
    ids = _all_ids(changes, base)
    design.before = widened(base, ids)
    design.tables = {name: copied(table) for name, table in design.before.tables.items()}
    index = {name: {id_: row for row, id_ in enumerate(rows)} for name, rows in ids.items()}
    reading = Reading(
        design.schema, index, design.texts, design.files, problems, {**base.assumed, **header.defaults}
    )
    draft = Draft(design, reading, problems)
    _make_new_rows_unknown(draft, base)
    for name, change in changes:
        draft.note = next(iter(bilingual(change.get("note"), problems).values()), "")
        OPERATIONS[name].apply(draft, change)
    for item in header.loose:
        if item.text in design.tables:
            design.tables[item.text].loose = True
    note_unlisted(design.tables)
    design.ledger = tuple(draft.ledger)
    design.defaults = tuple(dict.fromkeys((*base.defaults, *reading.taken())))
    design.assumed = {**base.assumed, **header.defaults}
    return design


def _checked(header: Header, problems: Problems) -> Iterator[tuple[str, Mapping]]:
    """The changes that name one operation, with its name."""
    for node in header.changes.items if header.changes else []:
        if not isinstance(node, Mapping):
            problems.add(node.place, "a change is a mapping", "write `- operation: ...`")
            continue
        names = [key for key, _ in node.entries if key.text in OPERATIONS]
        if len(names) == 1:
            name = names[0].text
            check_keys(node, specs.form(name), problems)
            yield name, node
        elif names:
            problems.add(
                names[1].place,
                "one change does one thing: {names}",
                "begin the second with a dash of its own",
                names=", ".join(key.text for key in names),
            )
        else:
            first: Scalar | None = node.entries[0][0] if node.entries else None
            if first is None:
                problems.add(node.place, "the change is empty")
            else:
                no_such_key(first, OPERATIONS, problems)


def _all_ids(changes: list[tuple[str, Mapping]], base: Design) -> dict[str, list[str]]:
    """The ids of every table: those of the base, then those that the changes bring."""
    ids = {name: dict.fromkeys(table.ids) for name, table in base.tables.items()}
    for name, change in changes:
        for table, new in _new_ids(OPERATIONS[name], change, base.schema):
            ids[table][new] = None
    return {name: list(rows) for name, rows in ids.items()}


def _new_ids(operation: Operation, change: Mapping, schema: Schema) -> Iterator[tuple[str, str]]:
    quiet = Problems()
    held = change.get(operation.rows) if operation.rows else None
    if operation.table:
        for key, _ in entries(held, quiet):
            yield operation.table, key.text
        return
    for table, rows in entries(held, quiet):
        if table.text in schema:
            for key, _ in entries(rows, quiet):
                yield table.text, key.text


def _make_new_rows_unknown(draft: Draft, base: Design) -> None:
    for name, table in draft.design.tables.items():
        rows = np.arange(len(base.tables[name]), len(table))
        if len(rows):
            for field, value in table.columns.items():
                unknown = columns.blank(table.spec.fields[field].kind, len(rows))
                table.columns[field] = columns.overwritten(value, rows, unknown)
