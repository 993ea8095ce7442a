"""A design while changes are applied to it: finding rows, adding them, writing fields, keeping the ledger."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np
from msgspec.structs import replace

from pejl.engine.errors import Place, Problems
from pejl.engine.findings import Change
from pejl.engine.model import columns, kinds
from pejl.engine.model.checks import check_ids
from pejl.engine.model.incomplete import declare_incomplete, open_lists
from pejl.engine.model.kinds import Link
from pejl.engine.model.nodes import Mapping, Node, Scalar
from pejl.engine.model.reading import Reading, read_field, unknown_id
from pejl.engine.model.tables import Design, Spots, Table, Value
from pejl.engine.model.written import WrittenTable, rows_of
from pejl.engine.values.codes import NONE, UNKNOWN, Codes, Pairs
from pejl.engine.values.linear import Ints
from pejl.engine.values.numbers import Number
from pejl.engine.values.truth import Truth


@dataclass(eq=False)
class Draft:
    """A design that is being changed.

    Attributes:
        design: the design; its tables are copies that may be written to.
        reading: how texts become columns, with the row of every id, also of those still to be opened.
        problems: receives what is wrong.
        ledger: what the changes did so far.
        note: the note of the change that is being applied.
        gave: the units that have given up a task so far, by task.
        staying: the positions that changes so far have let stay where they are.
    """

    design: Design
    reading: Reading
    problems: Problems
    ledger: list[Change] = field(default_factory=list)
    note: str = ""
    gave: dict[int, set[int]] = field(default_factory=dict)
    staying: set[int] = field(default_factory=set)

    def table(self, name: str) -> Table:
        """A table of the design."""
        return self.design.tables[name]

    def log(
        self,
        what: str,
        table: str,
        row: int,
        place: Place,
        detail: str = "",
        before: str = "",
        after: str = "",
    ) -> None:
        """Add a line to the ledger."""
        entity = self.table(table).ids[row]
        self.ledger.append(Change(what, table, entity, detail, before, after, self.note, place))

    def settle(self, row: int) -> None:
        """Take back that it is not known whether a position follows its tasks."""
        doubt = ("ambiguous", "positions", self.table("positions").ids[row])
        self.ledger = [move for move in self.ledger if (move.what, move.table, move.entity) != doubt]

    def find(self, table: str, name: Scalar) -> int | None:
        """The row of an id that is in the design at this point; None with a problem if it is not."""
        row = self.reading.index[table].get(name.text)
        if row is None:
            hint = "name one that the design has at this point"
            unknown_id(Link(table), name.text, name.place, self.reading, hint)
        elif not self.table(table).exists[row]:
            self.problems.add(
                name.place,
                "{id!r} is not in {table} at this point",
                "changes are applied in order: is it opened below, or closed above?",
                id=name.text,
                table=table,
            )
            row = None
        return row

    def find_all(self, table: str, names: Iterable[Scalar]) -> list[tuple[int, Scalar]]:
        """The rows of several ids, each with where it is written."""
        found = [(self.find(table, name), name) for name in names]
        return [(row, name) for row, name in found if row is not None]

    def add(self, table: str, node: Mapping, what: str) -> Ints:
        """Put new rows in a table, with their fields and the defaults; gives their row numbers."""
        written = rows_of(self.design.schema[table], node, self.problems)
        check_ids(written, self.problems)
        rows = np.array([self.reading.index[table][id_] for id_ in written.ids], dtype=np.int64)
        owner = self.table(table)
        self._refuse_existing(owner, written, rows)
        again = rows[owner.exists[rows]] if len(rows) else rows
        if len(again):
            return rows[:0]
        self._forget(owner, rows)
        owner.exists[rows] = True
        self._spot(owner, "", rows, written.lines, written.columns, written.source.file)
        self.write_all(written, rows)
        for at, row in enumerate(rows):
            self.log(what, table, int(row), written.place(at))
        return rows

    def _refuse_existing(self, owner: Table, written: WrittenTable, rows: Ints) -> None:
        for at in np.flatnonzero(owner.exists[rows]):
            self.problems.add(
                written.place(int(at)),
                "{id!r} is already in {table}",
                "give the new one another id, or change the old one with `alter`",
                id=written.ids[at],
                table=written.name,
            )

    def _forget(self, owner: Table, rows: Ints) -> None:
        """Make every field of rows unknown that were in the design before and come back."""
        assert self.design.before is not None
        for flags in owner.loose_ways_back.values():
            flags[rows] = False
        if not self.design.before.tables[owner.spec.name].exists[rows].any():
            return
        for name, value in owner.columns.items():
            unknown = columns.blank(owner.spec.fields[name].kind, len(rows))
            owner.columns[name] = columns.overwritten(value, rows, unknown)

    def write_all(self, written: WrittenTable, rows: Ints, defaults: bool = True) -> dict[str, Ints]:
        """Write the fields that are given, and the defaults of those that are not.

        Returns:
            for each field, which of the written rows give it.
        """
        owner = self.table(written.name)
        declare_incomplete(written, rows, owner, self.problems)
        given: dict[str, Ints] = {}
        for name, spec in owner.spec.fields.items():
            column = written.fields.get(name)
            by_default = defaults and (written.name, name) in self.reading.defaults
            if column is None and not by_default:
                continue
            value = read_field(written, spec, np.arange(len(rows)), len(rows), self.reading)
            said = np.arange(len(rows)) if column is None else np.flatnonzero(column.at >= 0)
            kept = np.arange(len(rows)) if by_default else said
            self.put(written.name, name, rows[kept], columns.taken(value, kept))
            if column is not None and len(said):
                given[name] = said
                self._spot_nodes(owner, name, rows, column.nodes)
        open_lists(owner)
        return given

    def put(self, table: str, name: str, rows: Ints, value: Value, place: Place | None = None) -> None:
        """Give some rows new values of a field; the place is where the change is written."""
        owner = self.table(table)
        old = owner.columns.get(name)
        if old is None:
            old = columns.blank(owner.spec.fields[name].kind, len(owner))
        owner.columns[name] = columns.overwritten(old, rows, value)
        if place is not None:
            self._spot(owner, name, rows, place.line, place.column, place.file)

    def put_code(self, table: str, name: str, rows: Ints, code: int, place: Place) -> None:
        """Let a link of some rows lead to one row, or to none or unknown."""
        self.put(table, name, rows, Codes(np.full(len(rows), code, dtype=np.int64)), place)

    def put_text(self, table: str, name: str, row: int, text: str, place: Place) -> None:
        """Give one row a text."""
        code = self.reading.texts.code(text)
        self.put(table, name, np.array([row]), Codes(np.array([code])), place)

    def _spot_nodes(self, owner: Table, name: str, rows: Ints, nodes: dict[int, Node]) -> None:
        lines = np.array([node.line for node in nodes.values()])
        starts = np.array([node.column for node in nodes.values()])
        file = next(iter(nodes.values())).source.file
        self._spot(owner, name, rows[list(nodes)], lines, starts, file)

    def _spot(
        self, owner: Table, name: str, rows: Ints, lines: Ints | int, starts: Ints | int, file: str
    ) -> None:
        zero = np.zeros(len(owner), dtype=np.int64)
        old = owner.spots.get(name) or Spots(zero, zero, zero)
        spots = Spots(old.file.copy(), old.line.copy(), old.column.copy())
        spots.file[rows], spots.line[rows], spots.column[rows] = self.reading.file(file), lines, starts
        owner.spots[name] = spots

    def codes_of(self, table: str, name: str, row: int) -> tuple[list[int], bool]:
        """The targets of a row's link or list, and whether there may be others."""
        value = self.table(table).columns.get(name)
        if isinstance(value, Codes):
            code = int(value.codes[row])
            return ([code] if code >= 0 else []), code == UNKNOWN
        if isinstance(value, Pairs):
            loose = value.loose is not None and bool(np.asarray(value.loose)[row])
            return value.codes[value.indptr[row] : value.indptr[row + 1]].tolist(), loose
        return [], True

    def shown(self, table: str, name: str, row: int) -> str:
        """The value of a field as it would be written in a design."""
        value, spec = self.table(table).columns.get(name), self.table(table).spec.fields[name]
        if isinstance(value, Truth):
            return _shown_truth(value, row)
        if isinstance(value, Number):
            return _shown_number(value, row, isinstance(spec.kind, kinds.Day))
        if isinstance(value, Codes) and value.codes[row] == NONE:
            return "none"
        codes, loose = self.codes_of(table, name, row)
        names = self.table(spec.link.to).ids if spec.link else self.reading.texts.texts
        shown = [*(names[code] for code in codes), *(["unknown"] if loose else [])]
        return ", ".join(shown) or "none"


def _shown_truth(value: Truth, row: int) -> str:
    assert isinstance(value.certain, np.ndarray) and isinstance(value.possible, np.ndarray)
    if value.certain[row]:
        return "true"
    return "unknown" if value.possible[row] else "false"


def _shown_number(value: Number, row: int, date: bool) -> str:
    one = value.take(np.array([row]))
    assert isinstance(one.low, np.ndarray) and isinstance(one.high, np.ndarray)
    if not np.asarray(one.there.possible)[0]:
        return "none"
    low = "" if one.below is not None and np.asarray(one.below)[0] else _point(one, int(one.low[0]), date)
    high = "" if one.above is not None and np.asarray(one.above)[0] else _point(one, int(one.high[0]), date)
    if not np.asarray(one.there.certain)[0]:
        return "unknown"
    return low if low == high else f"{low}..{high}"


def _point(value: Number, units: int, date: bool) -> str:
    return str(np.datetime64(units, "D")) if date else columns.decimal(units, value.unit)


def copied(table: Table) -> Table:
    """A table that may be written to without changing the first."""
    return replace(
        table,
        exists=table.exists.copy(),
        columns=dict(table.columns),
        spots=dict(table.spots),
        loose_ways_back={name: flags.copy() for name, flags in table.loose_ways_back.items()},
    )
