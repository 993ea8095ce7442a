"""A design in memory: tables whose columns are arrays, and the relations derived from them.

A row of a table has the same number in a proposal and in the design it is based on, so that an
entity is compared with its earlier self by number; `exists` tells in which of the two it is.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice

import numpy as np
from msgspec import Struct, field

from pejl.engine.errors import Place
from pejl.engine.findings import Bilingual, Change, Note
from pejl.engine.model import relations
from pejl.engine.model.kinds import Cell, Interval
from pejl.engine.model.nodes import Mapping
from pejl.engine.model.specs import Schema, TableSpec
from pejl.engine.values.codes import Codes, Pairs
from pejl.engine.values.exact import Bits, Bools
from pejl.engine.values.linear import Ints
from pejl.engine.values.numbers import Number
from pejl.engine.values.truth import Truth

Value = Number | Truth | Codes | Pairs
"""A column, or what an expression gives: one value a row."""


class Vocabulary:
    """The texts of a design and its base, each with one code."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self._codes: dict[str, int] = {}

    def codes(self, texts: Iterable[str]) -> list[int]:
        """The codes of many texts; see `code`."""
        known, before = self._codes, len(self._codes)
        codes = [known.setdefault(text, len(known)) for text in texts]
        self.texts.extend(islice(known, before, None))
        return codes

    def code(self, text: str) -> int:
        """The code of a text, given out at its first use."""
        known = self._codes.get(text)
        if known is None:
            known = self._codes[text] = len(self.texts)
            self.texts.append(text)
        return known


class Spots(Struct, eq=False):
    """A place for each row, as arrays: number of the file, line and column."""

    file: Ints
    line: Ints
    column: Ints


class Table(Struct, eq=False):
    """The entities of one kind.

    Attributes:
        spec: what the schema says about the table.
        ids: the id of each row.
        exists: whether each row is in this design (else only in its base, or only in what is based on it).
        columns: the value of each field that some row gives; fields that none gives are left out.
        spots: the place of each row under "", and of each field's values where the file gives one a value.
        loose: whether the design says of the whole table that there may be more rows than are written.
        unlisted: whether there may be more rows at all: the table is loose, or a row of some table says so
            of the rows that link to it, as a unit does by `unknown: [positions]`.
        loose_ways_back: for an inverse relation, the rows that declare it incomplete.
        presence: whether each row is in this design, where that is still to be decided; None where it is
            known of every row. A row that may be there counts as one that `exists`.
    """

    spec: TableSpec
    ids: list[str]
    exists: Bools
    columns: dict[str, Value]
    spots: dict[str, Spots]
    loose: bool = False
    unlisted: bool = False
    loose_ways_back: dict[str, Bools] = field(default_factory=dict)
    presence: Bits | None = None

    def __len__(self) -> int:
        return len(self.ids)


class WaiverSpec(Struct, frozen=True):
    """A permission to violate a rule, as written; `limit` is how far, in the measure of the rule."""

    id: str
    rule: str
    entity: str
    owner: str
    reason: str
    decision: str
    starts: Interval | None
    until: Interval | None
    limit: Interval | None
    place: Place | None


class Default(Struct, frozen=True):
    """An assumption that a design makes for all rows of a table that say nothing."""

    table: str
    field: str
    value: str
    place: Place | None


class Design(Struct, eq=False):
    """One organisation at one time, with the design it is based on, if it is a proposal.

    `defaults` are the assumptions that some row has taken; `assumed` holds all that are written, by
    table and field, with their cells, for the rows that a proposal adds. `search` is what a search may
    change, as written. `retold` proposals write all
    their tables beside those of their base, so that what the base does not list may still have been there.
    """

    id: str
    title: Bilingual
    municipality: str
    effective: Interval | None
    place: Place
    rules: tuple[str, ...]
    schema: Schema
    tables: dict[str, Table]
    texts: Vocabulary
    files: list[str]
    waivers: tuple[WaiverSpec, ...] = ()
    defaults: tuple[Default, ...] = ()
    notes: tuple[Note, ...] = ()
    before: Design | None = None
    retold: bool = False
    ledger: tuple[Change, ...] = ()
    assumed: dict[tuple[str, str], tuple[Cell, Default]] = field(default_factory=dict)
    search: Mapping | None = None
    _derived: dict[tuple[str, str], Value] = field(default_factory=dict)

    def relation(self, table: str, name: str) -> Value | None:
        """The column of a field, an inverse relation or a closure; None where nobody gives the field."""
        owner = self.tables[table]
        if name in owner.spec.fields:
            return owner.columns.get(name)
        key = (table, name)
        if key not in self._derived:
            self._derived[key] = self._derive(owner, name)
        return self._derived[key]

    def _derive(self, owner: Table, name: str) -> Value:
        if name in owner.spec.inverses:
            return relations.inverse(self, *owner.spec.inverses[name], to=owner, name=name)
        link, direction = owner.spec.closures[name]
        return relations.closure(self, owner, link, direction)

    def place_of(self, table: str, row: int, name: str = "") -> Place | None:
        """Where a row, or the value of one of its fields, is written."""
        return self.places_of(table, np.array([row]), name)[0]

    def places_of(self, table: str, rows: Ints, name: str = "") -> list[Place | None]:
        """Where each of some rows, or the value of one of its fields, is written."""
        places: list[Place | None] = [None] * len(rows)
        for key in dict.fromkeys(("", name)):
            spots = self.tables[table].spots.get(key)
            if spots is None:
                continue
            cells = (spots.file[rows].tolist(), spots.line[rows].tolist(), spots.column[rows].tolist())
            for at, (file, line, column) in enumerate(zip(*cells, strict=True)):
                if line > 0:
                    places[at] = Place(self.files[file], line, column)
        return places

    def name_of(self, table: str, row: int) -> str:
        """The name of a row, or its id where it has none."""
        return self.names_of(table, np.array([row]))[0]

    def names_of(self, table: str, rows: Ints) -> list[str]:
        """The names of some rows, or their ids where they have none."""
        names, ids, texts = self.tables[table].columns.get("name"), self.tables[table].ids, self.texts.texts
        if not isinstance(names, Codes) or names.open:
            return [ids[row] for row in rows.tolist()]
        codes = names.codes[rows].tolist()
        return [
            texts[code] if code >= 0 else ids[row] for code, row in zip(codes, rows.tolist(), strict=True)
        ]


def everywhere(n: int) -> Bools:
    """True for n rows."""
    return np.ones(n, dtype=np.bool_)
