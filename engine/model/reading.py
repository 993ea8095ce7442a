"""Turns written tables into columns: reads each distinct text by its kind and resolves the links."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from pejl.engine.errors import Place, Problems, nearest
from pejl.engine.model import columns, kinds
from pejl.engine.model.columns import ABSENT, AnyCell
from pejl.engine.model.incomplete import declare_incomplete, open_lists
from pejl.engine.model.kinds import Cell, Link, Many, Unreadable
from pejl.engine.model.nodes import Node, Scalar, Sequence
from pejl.engine.model.specs import FieldSpec, Schema, TableSpec
from pejl.engine.model.tables import Default, Spots, Table, Value, Vocabulary
from pejl.engine.model.written import Words, WrittenColumn, WrittenTable, items_of, read_cell
from pejl.engine.values.codes import Pairs, pairs
from pejl.engine.values.linear import Ints

ANY_TEXT = kinds.Text()
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
        defaults: what a row has where it says nothing, by table and field.
        used: the defaults that some row has taken.
        problems: receives what is wrong.
    """

    schema: Schema
    index: dict[str, dict[str, int]]
    texts: Vocabulary
    files: list[str]
    problems: Problems
    defaults: dict[tuple[str, str], tuple[Cell, Default]] = field(default_factory=dict)
    used: set[tuple[str, str]] = field(default_factory=set)

    def taken(self) -> tuple[Default, ...]:
        """The defaults that some row has taken."""
        return tuple(default for key, (_, default) in self.defaults.items() if key in self.used)

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


def read_field(written: WrittenTable, spec: FieldSpec, rows: Ints, n: int, reading: Reading) -> Value:
    """The column of a field, of n rows.

    Args:
        written: the table as written.
        spec: the field.
        rows: the row that each written row becomes; the others do not exist.
        n: how many rows there are.
        reading: what the tables of the design share.
    """
    column = written.fields.get(spec.name)
    if column is None:
        column = WrittenColumn([], np.full(len(written.ids), -1, dtype=np.int64))
    _excuse_amounts(column, spec)
    missing = len(column.distinct)
    extra: list[AnyCell] = [_missing(written, column, spec, reading), ABSENT]
    at = np.full(n, missing + 1, dtype=np.int64)
    at[rows] = np.where(column.at < 0, missing, column.at)
    code = coder(spec, reading)
    if isinstance(spec.kind, Many):
        lists = read_lists(Occurrences(written, column, spec), reading)
        others = columns.column(spec.kind, extra, np.arange(2), code)
        return columns.taken(columns.joined(lists, others), at)
    cells = read_cells(Occurrences(written, column, spec), reading)
    return columns.column(spec.kind, [*cells, *extra], at, code)


def coder(spec: FieldSpec, reading: Reading) -> columns.Coder:
    """What gives the texts of a field their codes."""
    if spec.link:
        rows = reading.index[spec.link.to]
        return lambda ids: [rows[id_] for id_ in ids]
    return reading.texts.codes


def _missing(written: WrittenTable, column: WrittenColumn, spec: FieldSpec, reading: Reading) -> Cell:
    key = (written.name, spec.name)
    if key not in reading.defaults or not (column.at < 0).any():
        return kinds.UNKNOWN
    reading.used.add(key)
    return reading.defaults[key][0]


@dataclass(frozen=True)
class Occurrences:
    """Where the different texts of a column stand."""

    written: WrittenTable
    column: WrittenColumn
    spec: FieldSpec

    def places(self, code: int, item: int | None = None) -> list[Place]:
        """Where a text, or an item of it, is written; the first of them if there are many."""
        rows = np.flatnonzero(self.column.at == code)[:MOST_PLACES]
        return [self.written.place(int(row), self.spec.name, item) for row in rows]

    def tell(self, problems: Problems, error: Unreadable, code: int, item: int | None = None) -> None:
        """Note wherever it stands that a text cannot be read."""
        for place in self.places(code, item):
            problems.add(place, error.template, error.hint, **error.values)


def read_cells(found: Occurrences, reading: Reading) -> list[Cell]:
    """The cell that each distinct text of a column stands for, unknown where it cannot be read."""
    kind, link = found.spec.kind, found.spec.link
    texts = [text for text in found.column.distinct if isinstance(text, str)]
    if kind == ANY_TEXT and len(texts) == len(found.column.distinct):
        return kinds.free_texts(texts)
    index = reading.index[link.to] if link else {}
    cells: list[Cell] = []
    for code, text in enumerate(found.column.distinct):
        try:
            cell = read_cell(kind, text)
        except Unreadable as error:
            found.tell(reading.problems, error, code)
            cell = kinds.UNKNOWN
        if link and isinstance(cell, str) and cell not in index:
            for place in found.places(code):
                unknown_id(link, cell, place, reading)
            cell = kinds.UNKNOWN
        cells.append(cell)
    return cells


LOOSE, DROPPED = -1, -2
"""In the place of an item's code: it says that there may be more, or it cannot be read."""


def read_lists(found: Occurrences, reading: Reading) -> Pairs:
    """The list that each distinct text of a column stands for; each different item is read once."""
    lists = [items_of(text) for text in found.column.distinct]
    codes = dict.fromkeys((word for items in lists for word in items), 0)
    index = reading.index[found.spec.link.to] if found.spec.link else {}
    for words in codes:
        row = None if words[0] in kinds.VOIDS else index.get(words[0])
        codes[words] = _read_item(words, lists, found, reading) if row is None else row
    counts = np.array([len(items) for items in lists], dtype=np.int64)
    flat = np.array([codes[words] for items in lists for words in items], dtype=np.int64)
    rows = np.repeat(np.arange(len(lists)), counts)
    loose = np.zeros(len(lists), dtype=np.bool_)
    loose[rows[flat < 0]] = True
    kept = flat >= 0
    return columns.without_repeats(pairs(len(lists), rows[kept], flat[kept], loose=loose))


def _read_item(words: Words, lists: list[tuple[Words, ...]], found: Occurrences, reading: Reading) -> int:
    """The code of an item of a list; what is wrong with it is told wherever it stands."""
    kind, link = found.spec.kind, found.spec.link
    assert isinstance(kind, Many)
    try:
        cell = kinds.item(kind, *words)
    except Unreadable as error:
        for code, item in _holding(words, lists):
            found.tell(reading.problems, error, code, item)
        return DROPPED
    if not isinstance(cell, str):
        return LOOSE
    if link is None:
        return reading.texts.code(cell)
    row = reading.index[link.to].get(cell)
    if row is not None:
        return row
    for code, item in _holding(words, lists):
        for place in found.places(code, item):
            unknown_id(link, cell, place, reading)
    return DROPPED


def _holding(words: Words, lists: list[tuple[Words, ...]]) -> list[tuple[int, int]]:
    """The lists that hold an item, and where in them it stands."""
    return [(code, items.index(words)) for code, items in enumerate(lists) if words in items][:MOST_PLACES]


def unknown_id(
    link: Link,
    id_: str,
    place: Place,
    reading: Reading,
    hint: str = "add it to {table}, or write unknown or none",
) -> None:
    """Note that no row of a table has an id, with a hint where no other is near."""
    near = nearest(id_, reading.index[link.to])
    reading.problems.add(
        place,
        "{table} has no {id!r}",
        "did you mean {near!r}?" if near else hint,
        table=link.to,
        id=id_,
        near=near,
    )


def _excuse_amounts(column: WrittenColumn, spec: FieldSpec) -> None:
    """Let number fields own the ten-digit amounts in them, which are no CPR numbers."""
    if spec.numeric:
        for node in column.nodes.values():
            if node.source.suspects:
                _excuse(node)


def _excuse(node: Node) -> None:
    for scalar in node.items if isinstance(node, Sequence) else [node]:
        if isinstance(scalar, Scalar):
            scalar.source.excuse(scalar.start, scalar.end)


def _row_spots(written: WrittenTable, rows: Ints, n: int, reading: Reading) -> Spots:
    file = np.full(n, reading.file(written.source.file), dtype=np.int64)
    line, column = np.zeros(n, dtype=np.int64), np.zeros(n, dtype=np.int64)
    line[rows], column[rows] = written.lines, written.columns
    return Spots(file, line, column)


def _field_spots(written: WrittenTable, name: str, rows: Ints, n: int, reading: Reading) -> Spots | None:
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
