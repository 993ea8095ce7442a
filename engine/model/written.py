"""Tables as they are written, before anything is understood: each distinct text once, and who has it.

YAML mappings and table files both become `WrittenTable`s, so that one reading serves them all and a
million cells cost a million look-ups but only as many readings as there are different texts.
"""

from __future__ import annotations

from collections.abc import Sequence as Items
from dataclasses import dataclass, field

import numpy as np

from pejl.engine.errors import Place, Problems
from pejl.engine.model import kinds
from pejl.engine.model.csv_places import CsvPlaces
from pejl.engine.model.kinds import Cell, Kind, Many, Unreadable
from pejl.engine.model.near import meant
from pejl.engine.model.nodes import Mapping, Node, Scalar, Sequence, SourceText
from pejl.engine.model.specs import TableSpec
from pejl.engine.values.linear import Ints

Words = tuple[str, bool]
"""A text, and whether it was quoted."""

Written = str | Words | tuple[Words, ...]
"""What a cell says: one text without quotes, one text, or a list of them."""


@dataclass(eq=False)
class WrittenColumn:
    """A field of a table as written.

    Attributes:
        distinct: the different things that are written.
        at: for each row, which of them it has; -1 where it says nothing.
        nodes: for a table in YAML, the value of each row that says something, by row.
    """

    distinct: Items[Written]
    at: Ints
    nodes: dict[int, Node] = field(default_factory=dict)


@dataclass(eq=False)
class WrittenTable:
    """A table as written.

    Attributes:
        name: the table.
        source: the file.
        ids: the id of each row.
        lines, columns: where each row begins.
        fields: the fields that are written, by name.
        where: for a table file, the number of the column that each field stands in.
        places: for a CSV file, what finds the places of its cells.
        rows: the row of each id.
    """

    name: str
    source: SourceText
    ids: list[str]
    lines: Ints
    columns: Ints
    fields: dict[str, WrittenColumn]
    where: dict[str, int] = field(default_factory=dict)
    rows: dict[str, int] = field(default_factory=dict)
    places: CsvPlaces | None = None

    def place(self, row: int, name: str = "", item: int | None = None) -> Place:
        """Where a row, one of its fields, or an item of the list in a field is written."""
        node = self.fields[name].nodes.get(row) if name in self.fields else None
        if isinstance(node, Sequence) and item is not None:
            node = node.items[item]
        if node is not None:
            return node.place
        if self.places:
            return self.places.place(int(self.lines[row]), self.where.get(name, self.where["id"]))
        return Place(self.source.file, int(self.lines[row]), self.where.get(name, int(self.columns[row])))


def rows_of(spec: TableSpec, node: Mapping, problems: Problems) -> WrittenTable:
    """The table that a mapping of rows by id holds."""
    table = WrittenTable(spec.name, node.source, [], _none(), _none(), {})
    rows: list[Scalar] = []
    builders: dict[str, _Builder] = {}
    for key, value in node.entries:
        if not isinstance(value, Mapping):
            problems.add(
                value.place,
                "{id!r} is to be a mapping of its fields",
                "write {{}} for a row of which nothing more is known",
                id=key.text,
            )
            continue
        for name, cell in value.entries:
            if _half_a_number(name, cell, problems):
                continue
            builder = builders.get(name.text)
            if builder is None:
                builder = builders[name.text] = _Builder(name)
            builder.put(len(rows), cell, problems)
        rows.append(key)
    table.ids = [key.text for key in rows]
    table.rows = {key.text: row for row, key in enumerate(rows)}
    table.lines = np.array([key.line for key in rows], dtype=np.int64)
    table.columns = np.array([key.column for key in rows], dtype=np.int64)
    for name_, builder in builders.items():
        table.fields[name_] = builder.column(len(rows))
    _check_names(spec, {name: builder.first for name, builder in builders.items()}, table, problems)
    return table


def _half_a_number(name: Scalar, cell: Node, problems: Problems) -> bool:
    """Whether a name is what follows the comma in `{fte: 0,5}`."""
    if not (name.text.isdigit() and isinstance(cell, Scalar) and cell.empty):
        return False
    problems.add(
        name.place,
        "a comma separates fields here, so {digits} stands alone",
        "write decimals with a point, as in 0.5",
        digits=name.text,
    )
    return True


def _none() -> Ints:
    return np.zeros(0, dtype=np.int64)


def _check_names(spec: TableSpec, first: dict[str, Scalar], table: WrittenTable, problems: Problems) -> None:
    for name, key in first.items():
        if name != "unknown" and name not in spec.fields:
            unknown_field(spec, name, key.place, problems)
            del table.fields[name]


def unknown_field(spec: TableSpec, name: str, place: Place, problems: Problems) -> None:
    """Note that a table has no field of a name, or that it is one that follows from others."""
    if name in spec.inverses:
        owner, field_name = spec.inverses[name]
        problems.add(
            place,
            "{table}.{field} is not written: it follows from {other}",
            "write {other} instead",
            table=spec.name,
            field=name,
            other=f"{owner}.{field_name}",
        )
    elif name in spec.closures or name in ("before", "id"):
        problems.add(
            place, "{table}.{field} is not written: it follows from the rest", table=spec.name, field=name
        )
    else:
        labels = {label: field.name for field in spec.fields.values() for label in (field.en, field.da)}
        near = meant(name, spec.fields, labels)
        problems.add(
            place,
            "{table} has no field {field!r}",
            "did you mean {near!r}?" if near else "fields of your own are declared under `fields`",
            table=spec.name,
            field=name,
            near=near,
        )


class _Builder:
    """Collects the cells of one field."""

    def __init__(self, first: Scalar) -> None:
        self.first = first
        self.known: dict[Written, int] = {}
        self.nodes: dict[int, Node] = {}
        self.codes: list[int] = []

    def put(self, row: int, cell: Node, problems: Problems) -> None:
        text: Written
        if type(cell) is Scalar:
            text = (cell.text, True) if cell.quoted else cell.text
            if not cell.text and not cell.quoted:
                empty_value(cell, self.first.text, problems)
                return
        elif isinstance(cell, Sequence):
            items = _items(cell, self.first.text, problems)
            if items is None:
                return
            text = items
        else:
            problems.add(
                cell.place, "{field!r} is to be a value or a list, not a mapping", field=self.first.text
            )
            return
        self.codes.append(self.known.setdefault(text, len(self.known)))
        self.nodes[row] = cell

    def column(self, n: int) -> WrittenColumn:
        at = np.full(n, -1, dtype=np.int64)
        at[list(self.nodes)] = self.codes
        return WrittenColumn(list(self.known), at, self.nodes)


def _items(cell: Sequence, name: str, problems: Problems) -> tuple[Words, ...] | None:
    before = len(problems.found)
    for item in cell.items:
        if not isinstance(item, Scalar):
            problems.add(item.place, "a list here holds single values, not lists or mappings")
        elif item.empty:
            empty_value(item, name, problems)
    if len(problems.found) > before:
        return None
    return tuple((item.text, item.quoted) for item in cell.items if isinstance(item, Scalar))


def empty_value(cell: Node, name: str, problems: Problems) -> None:
    """Note that a key has nothing after it."""
    problems.add(
        cell.place,
        "nothing is written for {field!r}",
        "write none if there is known to be nothing, unknown if it is not known, or leave the key out",
        field=name,
    )


def read_cell(kind: Kind, text: Written) -> Cell:
    """The cell that a text or list stands for.

    Raises:
        Unreadable: it is no value of the kind.
    """
    single = single_text(text)
    if single is not None:
        return kind.read(*single)
    items = [item for item in text if isinstance(item, tuple)]
    if not isinstance(kind, Many):
        raise Unreadable("a list stands where one value is expected", "write the value without brackets")
    return kinds.listing(kind, [word for word, _ in items], [quoted for _, quoted in items])


def items_of(text: Written) -> tuple[Words, ...]:
    """The items of a list; in a table file and in a plain text they are separated by `|`."""
    single = single_text(text)
    if single is None:
        return tuple(item for item in text if isinstance(item, tuple))
    word, quoted = single[0].strip(), single[1]
    if not quoted and kinds.void(word) is kinds.NONE:
        return ()
    return tuple((part.strip(), quoted) for part in word.split("|") if part.strip())


def single_text(text: Written) -> Words | None:
    """What a cell says in one text, and whether that was quoted; None if it is a list."""
    if isinstance(text, str):
        return text, False
    if len(text) == 2 and isinstance(text[0], str):
        return text[0], bool(text[1])
    return None
