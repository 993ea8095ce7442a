"""Small designs as values: taken from a solution, written as the examples of rules are, and made smaller."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Iterator
from copy import deepcopy
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from pejl.engine.errors import Problems
from pejl.engine.language.names import DESIGN
from pejl.engine.model import kinds, nodes
from pejl.engine.model.columns import decimal
from pejl.engine.model.kinds import EPOCH
from pejl.engine.model.load import design_from_node
from pejl.engine.model.source import parse_yaml
from pejl.engine.model.tables import Design
from pejl.engine.model.yaml_writer import in_yaml
from pejl.engine.search.program import Values
from pejl.engine.search.universe.columns import Choice, Column
from pejl.engine.search.universe.universe import Side, Universe

Cell = str | bool | list[str] | None
Tables = dict[str, dict[str, dict[str, Cell]]]
"""Rows by table and id, with their fields; None is known to be nothing."""


@dataclass(frozen=True)
class Example:
    """A small design.

    Attributes:
        tables: its rows.
        before: the rows of the design that it is based on; None if there is none.
        effective: the day on which it takes effect, "" if it does not say; and that of its base.
    """

    tables: Tables
    before: Tables | None = None
    effective: str = ""
    effective_before: str = ""
    _design: list[Design] = field(default_factory=list, compare=False, repr=False)

    @property
    def plain(self) -> dict[str, Any]:
        """The design in the form that the `tests:` of a rule have."""
        found: dict[str, Any] = {"effective": self.effective} if self.effective else {}
        found |= {name: rows for name, rows in self.tables.items() if rows}
        if self.before is not None:
            base: dict[str, Any] = {"effective": self.effective_before} if self.effective_before else {}
            found["before"] = base | {name: rows for name, rows in self.before.items() if rows}
            if not any(self.tables.values()):  # else nothing would be told apart from the base
                found[next(iter(self.before), "units")] = {}
        return found

    @property
    def text(self) -> str:
        """The design in one line of YAML."""
        return in_yaml(self.plain)

    @property
    def size(self) -> int:
        """How many rows and values it has."""
        sides = [self.tables, self.before or {}]
        return sum(1 + len(row) for side in sides for rows in side.values() for row in rows.values())

    def design(self, fields: tuple[nodes.Mapping, ...]) -> Design:
        """The design, loaded as any other; PejlError if it is none.

        Args:
            fields: the fields that packs declare.
        """
        if not self._design:
            problems = Problems()
            node = parse_yaml(self.text, "example", problems)
            problems.raise_any()
            assert isinstance(node, nodes.Mapping)
            self._design.append(design_from_node(node, "example", fields))
        return self._design[0]


def example_of(found: Universe, values: Values, fields: Collection[Column], compares: bool) -> Example:
    """The design that a solution of a universe is, as far as some fields of it go.

    Args:
        found: the universe.
        values: the solution.
        fields: the fields that were asked about; those of the others are known to be empty.
        compares: whether the base was asked about, too.
    """
    before = found.before if compares else None
    dated = (DESIGN.name, "effective") in fields
    return Example(
        _tables(found, found.now, values, fields),
        None if before is None else _tables(found, before, values, fields),
        _effective(found.now, values) if dated else "",
        _effective(before, values) if dated and before is not None else "",
    )


def _effective(side: Side, values: Values) -> str:
    if side.effective is None:
        return ""
    found = _cell(side.effective, 0, values)
    assert isinstance(found, str)
    return found


def _tables(found: Universe, side: Side, values: Values, fields: Collection[Column]) -> Tables:
    tables: Tables = {
        name: {id_: {} for id_, there in zip(found.ids[name], values[presence], strict=True) if there}
        for name, presence in side.presence.items()
    }
    nothing = np.zeros_like(values)
    for (table, name), choice in side.choices.items():
        for row, id_ in enumerate(found.ids[table]):
            if id_ in tables[table]:
                said = values if (table, name) in fields else nothing
                tables[table][id_][name] = _cell(choice, row, said)
    return tables


def _cell(choice: Choice, row: int, values: Values) -> Cell:
    held, kind = values[choice.literals[row]], choice.spec.kind
    if isinstance(kind, kinds.Flag):
        return bool(held[0])
    if isinstance(kind, kinds.Number | kinds.Day):
        if not held[-1]:
            return None
        value = choice.labels[int(held[:-1].sum())]
        assert isinstance(value, int)
        if isinstance(kind, kinds.Day):
            return dt.date.fromordinal(value + EPOCH).isoformat()
        return decimal(value, kind.unit)
    labels = [str(label) for label, true in zip(choice.labels, held, strict=True) if true]
    if isinstance(kind, kinds.Many):
        return labels
    return labels[0] if labels else None


def smaller(one: Example, still: Callable[[Example], bool], over: Callable[[], bool]) -> Example:
    """An example from which nothing can be left out, unless time is short.

    Args:
        one: the example.
        still: whether a design still shows what it is to show.
        over: whether there is no time left.
    """
    again = True
    while again and not over():
        again = False
        for part in [*_tables_of(one), *_rows(one), *_cells(one)]:
            if over():
                break
            less = _without(one, part)
            if less is not None and still(less):
                one, again = less, True
    return one


def _without(one: Example, part: Less) -> Example | None:
    """The example without a part; None if it has no such part any more."""
    tables, before = deepcopy(one.tables), deepcopy(one.before)
    side = before if part.base else tables
    if not part.table:
        return Example(tables, before)
    if side is None or not part.made(side):
        return None
    return Example(tables, before, one.effective, one.effective_before)


@dataclass(frozen=True)
class Less:
    """Something that is left out: a table, a row, a value or an item of that, in the design or in its base.

    Without a table, it is the days on which they take effect.
    """

    base: bool
    table: str = ""
    row: str = ""
    field: str = ""
    item: str = ""

    def made(self, tables: Tables) -> bool:
        """Leave it out; tells whether it was there."""
        if not self.row:
            for row in list(tables.get(self.table, ())):
                _without_row(tables, self.table, row)
            return tables.pop(self.table, None) is not None
        rows = tables.get(self.table, {})
        if self.row not in rows:
            return False
        if not self.field:
            _without_row(tables, self.table, self.row)
            return True
        cell = rows[self.row].get(self.field, "")
        if self.item:
            there = isinstance(cell, list) and self.item in cell
            if there:
                cell.remove(self.item)  # type: ignore[union-attr]
            return there
        return rows[self.row].pop(self.field, "") != ""


def _sides(one: Example) -> list[tuple[bool, Tables]]:
    return [(False, one.tables)] if one.before is None else [(True, one.before), (False, one.tables)]


def _tables_of(one: Example) -> Iterator[Less]:
    if one.effective or one.effective_before:
        yield Less(False)
    for base, tables in _sides(one):
        for table in tables:
            yield Less(base, table)


def _rows(one: Example) -> Iterator[Less]:
    for base, tables in _sides(one):
        for table, rows in tables.items():
            for row in reversed(rows):
                yield Less(base, table, row)


def _cells(one: Example) -> Iterator[Less]:
    for base, tables in _sides(one):
        for table, rows in tables.items():
            for row, cells in rows.items():
                for name, cell in cells.items():
                    yield Less(base, table, row, name)
                    for item in cell if isinstance(cell, list) else []:
                        yield Less(base, table, row, name, item)


def _without_row(tables: Tables, table: str, id_: str) -> None:
    """Take a row away; what links to it is caught by the loader, or is tried without it later."""
    del tables[table][id_]
    for rows in tables.values():
        for row in rows.values():
            for name, cell in row.items():
                if isinstance(cell, list) and id_ in cell:
                    cell.remove(id_)
                elif cell == id_:
                    row[name] = None
