"""Turns written tables into columns: reads each distinct text by its kind and resolves the links."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np

from pejl.engine.errors import Place, Problems, nearest
from pejl.engine.model import columns, kinds, personal
from pejl.engine.model.columns import ABSENT, AnyCell
from pejl.engine.model.kinds import Cell, Kind, Link, Listing, Many, Unreadable
from pejl.engine.model.nodes import Node, Scalar, Sequence
from pejl.engine.model.specs import FieldSpec, Schema, TableSpec
from pejl.engine.model.tables import Spots, Table, Value, Vocabulary
from pejl.engine.model.written import WrittenColumn, WrittenTable
from pejl.engine.model.written import Written as WrittenCell
from pejl.engine.values.exact import Bools
from pejl.engine.values.linear import Ints

MOST_PLACES = 20
"""At how many places the same mistake is told."""


@dataclass
class Reading:
    """What the reading of one design shares.

    Attributes:
        schema: the tables and fields there are.
        index: the row of each id, by table.
        texts: the vocabulary of the design and its base.
        files: the files that places point into, by number.
        defaults: the cell that a row has where it says nothing, by table and field.
        used: the defaults that some row has taken.
        problems: receives what is wrong.
    """

    schema: Schema
    index: dict[str, dict[str, int]]
    texts: Vocabulary
    files: list[str]
    problems: Problems
    defaults: dict[tuple[str, str], Cell] = field(default_factory=dict)
    used: set[tuple[str, str]] = field(default_factory=set)

    def file(self, name: str) -> int:
        """The number of a file."""
        if name not in self.files:
            self.files.append(name)
        return self.files.index(name)


def read_table(written: WrittenTable, rows: Ints, ids: list[str], reading: Reading) -> Table:
    """A table of a design.

    Args:
        written: what is written.
        rows: the row that each written row becomes.
        ids: the ids of all rows, also of those that are not written: they do not exist.
        reading: what the tables of the design share.
    """
    spec = reading.schema[written.name]
    n = len(ids)
    exists = np.zeros(n, dtype=np.bool_)
    exists[rows] = True
    table = Table(spec, ids, exists, {}, {"": _row_spots(written, rows, n, reading)})
    declare_incomplete(written, rows, table, reading.problems)
    for name in fields_given(written, spec, reading):
        table.columns[name] = read_field(written, spec.fields[name], rows, n, reading)
        spots = _field_spots(written, name, rows, n, reading)
        if spots is not None:
            table.spots[name] = spots
    open_lists(table)
    return table


def fields_given(written: WrittenTable, spec: TableSpec, reading: Reading) -> list[str]:
    """The fields that some row gives or gets by default, in the order of the schema."""
    return [
        name
        for name in spec.fields
        if len(written.ids) and (name in written.fields or (written.name, name) in reading.defaults)
    ]


def read_field(
    written: WrittenTable, spec: FieldSpec, rows: Ints, n: int, reading: Reading
) -> Value:
    """The column of a field, of n rows."""
    column = written.fields.get(spec.name)
    if column is None:
        column = WrittenColumn([], np.full(len(written.ids), -1, dtype=np.int64))
    cells: list[AnyCell] = list(read_cells(written, column, spec, reading))
    missing = len(cells)
    cells += [_missing(written, column, spec, reading), ABSENT]
    at = np.full(n, missing + 1, dtype=np.int64)
    at[rows] = np.where(column.at < 0, missing, column.at)
    return columns.column(spec.kind, cells, at, coder(spec, reading))


def coder(spec: FieldSpec, reading: Reading) -> columns.Coder:
    """What gives the texts of a field their codes."""
    if spec.link:
        return reading.index[spec.link.to].__getitem__
    return reading.texts.code


def _missing(written: WrittenTable, column: WrittenColumn, spec: FieldSpec, reading: Reading) -> Cell:
    key = (written.name, spec.name)
    if key not in reading.defaults or not (column.at < 0).any():
        return kinds.UNKNOWN
    reading.used.add(key)
    return reading.defaults[key]


def read_cells(
    written: WrittenTable, column: WrittenColumn, spec: FieldSpec, reading: Reading
) -> list[Cell]:
    """The cell that each distinct text of a column stands for, unknown where it cannot be read."""
    _look_for_cpr(written, column, spec, reading)
    cells: list[Cell] = []
    for code, text in enumerate(column.distinct):
        try:
            cell = read_cell(spec.kind, text)
        except Unreadable as error:
            item = _faulty_item(spec.kind, text)
            for place in _places(written, column, spec.name, code, item):
                reading.problems.add(place, error.template, error.hint, **error.values)
            cell = kinds.UNKNOWN
        cells.append(cell if spec.link is None else _resolved(cell, written, column, code, spec, reading))
    return cells


def read_cell(kind: Kind, text: WrittenCell) -> Cell:
    """The cell that a text or list stands for.

    Raises:
        Unreadable: it is no value of the kind.
    """
    if len(text) == 2 and isinstance(text[0], str):
        return kind.read(text[0], bool(text[1]))
    items = [item for item in text if isinstance(item, tuple)]
    if not isinstance(kind, Many):
        raise Unreadable("a list stands where one value is expected", "write the value without brackets")
    return kinds.listing(kind, [word for word, _ in items], [quoted for _, quoted in items])


def _faulty_item(kind: Kind, text: WrittenCell) -> int | None:
    """Which item of a list cannot be read, if it is one item."""
    if not isinstance(kind, Many) or isinstance(text[0] if text else "", str):
        return None
    for at, item in enumerate(text):
        try:
            read_cell(kind, (item,))  # type: ignore[arg-type]
        except Unreadable:
            return at
    return None


def _places(
    written: WrittenTable, column: WrittenColumn, name: str, code: int, item: int | None = None
) -> Iterable[Place]:
    """Where a distinct text of a column is written."""
    rows = np.flatnonzero(column.at == code)[:MOST_PLACES]
    return [written.place(int(row), name, item) for row in rows]


def _resolved(
    cell: Cell, written: WrittenTable, column: WrittenColumn, code: int, spec: FieldSpec, reading: Reading
) -> Cell:
    """The cell without the ids that name nothing, each of which is a problem."""
    assert spec.link
    index = reading.index[spec.link.to]
    items = cell.items if isinstance(cell, Listing) else (cell,) if isinstance(cell, str) else ()
    lost = [item for item in items if item not in index]
    for item in lost:
        at = _item_of(column.distinct[code], item)
        for place in _places(written, column, spec.name, code, at):
            unknown_id(spec.link, item, place, reading)
    if not lost:
        return cell
    if isinstance(cell, Listing):
        return Listing(tuple(item for item in cell.items if item in index), True)
    return kinds.UNKNOWN


def _item_of(text: WrittenCell, item: str) -> int | None:
    words = [word[0] for word in text if isinstance(word, tuple)]
    stripped = [word.strip() for word in words]
    return stripped.index(item) if item in stripped else None


def unknown_id(link: Link, id_: str, place: Place, reading: Reading) -> None:
    """Note that no row of a table has an id."""
    near = nearest(id_, reading.index[link.to])
    reading.problems.add(
        place,
        "{table} has no {id!r}",
        "did you mean {near!r}?" if near else "add it to {table}, or write unknown or none",
        table=link.to,
        id=id_,
        near=near,
    )


def _look_for_cpr(
    written: WrittenTable, column: WrittenColumn, spec: FieldSpec, reading: Reading
) -> None:
    """Let number fields own the ten-digit amounts in them; look through what is not in a YAML text."""
    amount = isinstance(spec.kind, kinds.Number)
    if written.source.text:
        if written.source.suspects and amount:
            for node in column.nodes.values():
                _excuse(node)
        return
    for code, text in enumerate(column.distinct):
        words = text[0] if isinstance(text[0], str) else ""
        if any(not (bare and amount) for _, bare in personal.cpr_numbers(words)):
            for place in _places(written, column, spec.name, code):
                personal.refuse(reading.problems, place)


def _excuse(node: Node) -> None:
    for scalar in node.items if isinstance(node, Sequence) else [node]:
        if isinstance(scalar, Scalar):
            scalar.source.excuse(scalar.start, scalar.end)


def _row_spots(written: WrittenTable, rows: Ints, n: int, reading: Reading) -> Spots:
    file = np.full(n, reading.file(written.source.file), dtype=np.int64)
    line, column = np.zeros(n, dtype=np.int64), np.zeros(n, dtype=np.int64)
    line[rows], column[rows] = written.lines, written.columns
    return Spots(file, line, column)


def _field_spots(
    written: WrittenTable, name: str, rows: Ints, n: int, reading: Reading
) -> Spots | None:
    nodes = written.fields[name].nodes if name in written.fields else {}
    if not nodes:
        return None
    at = rows[list(nodes)]
    file = np.zeros(n, dtype=np.int64)
    line, column = np.zeros(n, dtype=np.int64), np.zeros(n, dtype=np.int64)
    file[at] = [reading.file(node.source.file) for node in nodes.values()]
    line[at] = [node.line for node in nodes.values()]
    column[at] = [node.column for node in nodes.values()]
    return Spots(file, line, column)


NAMES = Many(kinds.Text())


def declare_incomplete(written: WrittenTable, rows: Ints, table: Table, problems: Problems) -> None:
    """Note the lists that rows declare to be incomplete by `unknown: [name]`."""
    column = written.fields.pop("unknown", None)
    if column is None:
        return
    for code, text in enumerate(column.distinct):
        found = read_cell(NAMES, text)
        for name in found.items if isinstance(found, Listing) else ():
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
        at = _item_of(column.distinct[code], name)
        if isinstance(node, Sequence) and at is not None:
            node = node.items[at]
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


def opened(value: Value, kind: Kind, flags: Bools) -> Value:
    """The column with the lists of some rows made incomplete; a single value becomes unknown."""
    if isinstance(value, columns.Pairs):
        loose = flags if value.loose is None else value.loose | flags
        return columns.Pairs(value.indptr, value.codes, value.guard, loose)
    rows = np.flatnonzero(flags)
    return columns.overwritten(value, rows, columns.blank(kind, len(rows)))
