"""A table file as read, whatever its format: columns of texts, each different text once."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np

from pejl.engine.errors import Place, Problems, nearest
from pejl.engine.model import personal
from pejl.engine.model.cells import Distinct
from pejl.engine.model.csv_places import CsvPlaces
from pejl.engine.model.nodes import SourceText
from pejl.engine.model.source import CONTROL, unseen_character
from pejl.engine.model.specs import TableSpec
from pejl.engine.model.written import Written, WrittenColumn, WrittenTable, items_of, unknown_field
from pejl.engine.values.linear import Ints

BLANK = re.compile("[ \t\xa0]")
NOTHING = re.compile(r"^\s*$", re.MULTILINE)
MOST_ROWS = 5_000_000
MOST_PLACES = 20


@dataclass(eq=False)
class Column:
    """A column of a table file while it is read: its texts, and which of them each row has.

    A text that comes again has the number it was given first, but in parts where most texts are different
    nobody looks: there a text may stand twice.
    """

    texts: list[Written] = field(default_factory=list)
    parts: list[Ints] = field(default_factory=list)
    numbers: dict[Written, int] = field(default_factory=dict)

    def take(self, part: Iterable[Written] | Distinct) -> None:
        """Add some rows."""
        if not isinstance(part, Distinct):
            self.parts.append(self.numbered(part))
        elif len(part.texts) * 2 > len(part.at):
            self.parts.append(part.at + len(self.texts))
            self.texts.extend(part.texts)
        else:
            self.parts.append(self.numbered(part.texts)[part.at])

    def numbered(self, cells: Iterable[Written]) -> Ints:
        """The number of each of some texts."""
        numbers, texts, cells = self.numbers, self.texts, list(cells)
        found = list(map(numbers.get, cells))
        new = [at for at, number in enumerate(found) if number is None]
        for at in new:
            cell = cells[at]
            found[at] = number = numbers.setdefault(cell, len(texts))
            if number == len(texts):
                texts.append(cell)
        return np.array(found, dtype=np.int64)


@dataclass(eq=False)
class Grid:
    """The columns of a table file while it is read.

    Attributes:
        source: the file.
        names: the names of the columns, as the first row has them.
        problems: receives what is wrong.
        places: for a CSV file, what finds the places of its cells.
        lines: the row of the file of each row of the table, where they do not just follow each other.
    """

    source: SourceText
    names: list[str]
    problems: Problems
    places: CsvPlaces | None = None
    columns: list[Column] = field(default_factory=list)
    ids: list[str] = field(default_factory=list)
    lines: list[Ints] = field(default_factory=list)
    size: int = 0

    def __post_init__(self) -> None:
        self.columns = [Column() for _ in self.names]

    @property
    def id_column(self) -> int:
        """The number of the column that holds the ids; -1 if there is none."""
        return self.names.index("id") if "id" in self.names else -1

    def place(self, row: int, column: int = 0) -> Place:
        """A place in the file, from the row as people count it and the column counted from 0."""
        if self.places:
            return self.places.place(row, column + 1)
        return Place(self.source.file, row, column + 1)

    def take(self, columns: Iterable[Iterable[Written] | Distinct], lines: Ints) -> bool:
        """Add some rows, given by columns; false when there are too many."""
        n = len(lines)
        self.size += n
        if self.size > MOST_ROWS:
            self.problems.add(
                Place(self.source.file), "the table has more than {most} rows", most=f"{MOST_ROWS:,}"
            )
            return False
        self.lines.append(lines)
        for number, column in enumerate(columns):
            if number == self.id_column:
                self.ids.extend(column)  # type: ignore[arg-type]
            else:
                self.columns[number].take(column)
        return True


def check_names(grid: Grid, spec: TableSpec) -> bool:
    """Note what is wrong with the first row; false when the table cannot be read for it."""
    usable = True
    for number, name in enumerate(grid.names):
        first = grid.names.index(name) + 1
        if first <= number:
            grid.problems.add(
                grid.place(1, number),
                "two columns are named {name!r}; the first is column {first}",
                name=name,
                first=first,
            )
            usable = False
        elif not name:
            grid.problems.add(
                grid.place(1, number), "the column has no name", "name it after a field, or take it out"
            )
        elif name not in spec.fields and name not in ("id", "unknown"):
            unknown_field(spec, name, grid.place(1, number), grid.problems)
    if "id" not in grid.names:
        near = nearest("id", [name.strip().lower() for name in grid.names])
        grid.problems.add(
            grid.place(1),
            "no column is named id",
            "write it in small letters: id" if near == "id" else "the first column holds the id of each row",
        )
        usable = False
    return usable


def table_of(grid: Grid, spec: TableSpec) -> WrittenTable:
    """The written table that a grid holds; what is wrong with it is noted."""
    lines = np.concatenate([np.zeros(0, dtype=np.int64), *grid.lines])
    ids = grid.ids
    joined = "\n".join(ids)
    if BLANK.search(joined):
        ids = [id_.strip() for id_ in ids]
    index = dict(zip(ids, range(len(ids)), strict=True))
    kept = np.arange(len(ids)) if len(index) == len(ids) else _without_repeats(grid, ids, lines)
    where = {name: number + 1 for number, name in enumerate(grid.names)}
    begins = np.full(len(ids), 1 if grid.places else where["id"])
    table = WrittenTable(spec.name, grid.source, ids, lines, begins, {}, where, index, grid.places)
    if len(kept) < len(ids):
        table.ids, table.lines, table.columns = [ids[row] for row in kept], lines[kept], table.columns[kept]
        table.rows = {id_: row for row, id_ in enumerate(table.ids)}
    _check_texts(grid, "id", ids, joined, np.arange(len(ids)), lines)
    for name, column in zip(grid.names, grid.columns, strict=True):
        if name == "id" or (name not in spec.fields and name != "unknown"):
            continue
        at = np.concatenate([np.zeros(0, dtype=np.int64), *column.parts])
        amounts = name in spec.fields and spec.fields[name].numeric
        texts = _plain(column.texts)
        joined = "\n".join(texts)
        _check_texts(grid, name, texts, joined, at, lines, amounts)
        at = at if len(kept) == len(ids) else at[kept]
        table.fields[name] = (
            _without_blanks(column.texts, at) if NOTHING.search(joined) else WrittenColumn(column.texts, at)
        )
    return table


def _plain(cells: list[Written]) -> list[str]:
    """The cells as texts, lists in one line."""
    if set(map(type, cells)) <= {str}:
        return cells  # type: ignore[return-value]
    return [cell if isinstance(cell, str) else "|".join(word for word, _ in items_of(cell)) for cell in cells]


def _without_repeats(grid: Grid, ids: list[str], lines: Ints) -> Ints:
    """The rows whose id stands there for the first time; the others are problems."""
    first: dict[str, int] = {}
    kept = []
    for row, id_ in enumerate(ids):
        if first.setdefault(id_, row) == row:
            kept.append(row)
        elif row - len(kept) < MOST_PLACES:
            grid.problems.add(
                grid.place(int(lines[row]), grid.id_column),
                "the id {id!r} stands twice; the first is in row {first}",
                "give one of them another id",
                id=id_,
                first=int(lines[first[id_]]),
            )
    return np.array(kept, dtype=np.int64)


def _without_blanks(texts: list[Written], at: Ints) -> WrittenColumn:
    """The column in which blank cells say nothing."""
    blank = [code for code, text in enumerate(texts) if isinstance(text, str) and not text.strip()]
    said = np.ones(len(texts), dtype=np.bool_)
    said[blank] = False
    code = np.where(said, np.cumsum(said) - 1, -1)
    return WrittenColumn([text for text, kept in zip(texts, said, strict=True) if kept], code[at])


def _check_texts(
    grid: Grid, name: str, texts: list[str], joined: str, at: Ints, lines: Ints, amounts: bool = False
) -> None:
    """Note characters that cannot be seen, and CPR numbers; ten bare digits may be an amount."""
    if CONTROL.search(joined) is None and not any(personal.cpr_numbers(joined)):
        return
    column = grid.names.index(name)
    for code, text in enumerate(texts):
        unseen = CONTROL.search(text)
        forbidden = any(not (bare and amounts) for _, bare in personal.cpr_numbers(text))
        for row in np.flatnonzero(at == code)[:MOST_PLACES] if unseen or forbidden else ():
            place = grid.place(int(lines[row]), column)
            if forbidden:
                personal.refuse(grid.problems, place)
            if unseen:
                unseen_character(place, unseen.group(), grid.problems)
