"""A universe: an open design in which nearly everything is to be decided, so that it is every small design.

Each table that some rules read has a few rows, each of which may be there or not; each field that they read
may have any of a few values, each link any target or none. Nothing in it is unknown. Where the rules compare
with a base, that is a second universe whose rows have the same ids. Rules are grounded on it as on any open
design.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

import numpy as np
from msgspec.structs import replace

from pejl.engine.errors import Place
from pejl.engine.evaluate.design_table import with_design_table
from pejl.engine.language.names import DESIGN
from pejl.engine.model.hierarchies import TREES, ending
from pejl.engine.model.kinds import EPOCH
from pejl.engine.model.specs import Schema
from pejl.engine.model.tables import Design, Table
from pejl.engine.search.universe.columns import Choice, Column, Columns, Part, pairs_of
from pejl.engine.search.universe.reads import ID, Reads
from pejl.engine.values.exact import Bits, Literals, literal_ids
from pejl.engine.values.linear import OPEN, TRUE, Ints, LinearModel

EFFECTIVE = (DESIGN.name, "effective")
PER_ROW = 20
"""How many values a row weighs, where designs are to be small."""
MOST_NAMED = 20
"""How many ids that rules name are given to rows of a table."""


@dataclass(frozen=True)
class Size:
    """How large a universe is: the rows of each table, besides those whose ids the rules name.

    Attributes:
        rows: how many rows a table has at least.
        most: how many at most: as many as the rules tell apart and one more.
        roomy: whether each rule is to have rows of its own, in every table.
        rich: whether numbers and dates may also be sums, halves and doubles of those that rules name.
    """

    rows: int
    most: int
    roomy: bool = False
    rich: bool = False

    def of(self, table: str, read: Reads) -> int:
        """The rows of a table."""
        # What one table has to hold may be asked of each row of another, so that it needs as many.
        counted = max(read.together.values(), default=0) if self.roomy else read.counted.get(table, 0)
        return min(self.most, max(self.rows, counted + 1))


@dataclass
class Side:
    """A design of a universe, now or before.

    Attributes:
        presence: for each table, whether each row is there.
        choices: for each table and field, its column.
        effective: when it takes effect, if rules read that.
    """

    presence: dict[str, Ints] = field(default_factory=dict)
    choices: dict[Column, Choice] = field(default_factory=dict)
    effective: Choice | None = None


@dataclass(frozen=True)
class Needed:
    """What has to hold whatever is asked, and variables with weights whose sum is small for small designs."""

    structure: list[Ints]
    choices: list[Ints]
    variables: Ints
    weights: Ints


@dataclass
class Universe:
    """An open design, its model, and what its literals mean.

    Attributes:
        design: the design, with its base if rules compare with one.
        model: the model; what has to hold of each column stands in `parts`.
        ids: the ids of the rows of each table.
        now, before: what is decided by which literals.
        parts: what has to hold of each column.
        common: what has to hold besides.
    """

    design: Design
    model: LinearModel
    ids: dict[str, list[str]]
    now: Side
    before: Side | None
    parts: dict[Column, Part]
    common: Part

    def needed(self, fields: Collection[Column], compares: bool) -> Needed:
        """What a question about some fields needs of the universe.

        Args:
            fields: the fields that it is about; all others are left as they are, with nothing in them.
            compares: whether it is about the base, too.
        """
        variables, weights = [np.zeros(0, dtype=np.int64)], [np.zeros(0, dtype=np.int64)]
        for side in (self.now, self.before if compares else None):
            for ids in side.presence.values() if side is not None else ():
                variables.append(ids)
                weights.append(np.full(len(ids), PER_ROW))
            for column, choice in side.choices.items() if side is not None else ():
                if column in fields:
                    variables.append(choice.literals.ravel())
                    weights.append(np.ones(choice.literals.size, dtype=np.int64))
        parts = [self.common, *(part for column, part in self.parts.items() if column in fields)]
        structure = [literals for part in parts for literals in part.structure]
        if self.before is not None and not compares:
            structure += [-ids for ids in self.before.presence.values()]
        choices = [literals for part in parts for literals in part.choices]
        return Needed(structure, choices, np.concatenate(variables), np.concatenate(weights))


def universe(read: Reads, schema: Schema, size: Size, as_of: dt.date) -> Universe:
    """The universe of some rules.

    Args:
        read: what the rules read.
        schema: what designs hold, with the fields that packs declare.
        size: how large it is.
        as_of: the day on which the designs are looked at.
    """
    return _Builder(read, schema, size, as_of).built()


class _Builder:
    """Builds a universe."""

    def __init__(self, read: Reads, schema: Schema, size: Size, as_of: dt.date) -> None:
        self.read, self.schema, self.size, self.as_of = read, schema, size, as_of
        ids = {name: self._ids(name) for name in sorted(self._tables())}
        others = min(max(2, size.rows), 4)
        self.columns = Columns(ids, as_of.toordinal() - EPOCH, others, size.rich)
        self.model, self.common = self.columns.model, Part()

    def built(self) -> Universe:
        """The universe."""
        sides = [Side() for _ in range(1 + self.read.compares)]
        designs = [self._design(side) for side in sides]
        for design, side in zip(designs, sides, strict=True):
            with_design_table(design, self.as_of)
            self._effective(design, side)
            self._placed(design, designs[-1])
            self._without_circles(design)
        self._in_order(designs)
        now, before = designs[0], None
        if len(sides) == 2:
            now, before = replace(now, before=designs[1], retold=True), sides[1]
        parts = dict(self.columns.parts)
        return Universe(now, self.model, self.columns.ids, sides[0], before, parts, self.common)

    def _tables(self) -> set[str]:
        """The tables that the rules read, and those that what they read links to."""
        links = (self.schema[table].fields[name].link for table, name in self.read.fields if name != ID)
        return (self.read.tables | {link.to for link in links if link is not None}) - {DESIGN.name}

    def _ids(self, table: str) -> list[str]:
        """The ids of a table's rows: those that the rules name, and others."""
        named = sorted(self.read.fields[table, ID].texts) if (table, ID) in self.read.fields else []
        stem = self.schema[table].en.replace(" ", "-")
        rows = self.size.of(table, self.read)
        return [*named[:MOST_NAMED], *(f"{stem}-{row + 1}" for row in range(rows))]

    def _design(self, side: Side) -> Design:
        design = Design(
            "design", {}, "", None, Place("universe"), (), self.schema, {}, self.columns.texts, ["universe"]
        )
        for name, spec in self.schema.items():
            ids = self.columns.ids.get(name, [])
            table = Table(spec, ids, np.ones(len(ids), dtype=np.bool_), {}, {})
            if ids:
                side.presence[name] = self.columns.decide(name, OPEN, len(ids))
                table.presence = Literals(side.presence[name], self.model)
            design.tables[name] = table
        for column, named in sorted(self.read.fields.items()):
            name, field_ = column
            if name != DESIGN.name and field_ != ID:
                table = design.tables[name]
                table.columns[field_], side.choices[column] = self.columns.column(table, field_, named)
        return design

    def _placed(self, design: Design, earlier: Design) -> None:
        """Links lead to what is there; those that tell of the past, perhaps to what was there before."""
        for name, field_ in sorted(self.read.fields):
            spec = self.schema[name].fields.get(field_)
            column = design.tables[name].columns.get(field_)
            if spec is None or spec.link is None or column is None:
                continue
            there: Bits = _there(design, spec.link.to)
            if spec.link.past and earlier is not design:
                there = there | _there(earlier, spec.link.to)
            literals, targets = pairs_of(column)
            self.columns.parts[name, field_].implies(literals, literal_ids(there)[targets], self.model)

    def _without_circles(self, design: Design) -> None:
        for name, link in TREES:
            if (name, link) in self.read.fields:
                self.columns.parts[name, link].structure.append(ending(design.tables[name], link))

    def _in_order(self, designs: Sequence[Design]) -> None:
        """Of rows that nobody could tell apart, the first are there."""
        for name in self.columns.ids:
            there: Bits = _there(designs[0], name)
            if len(designs) == 2:
                there = there | _there(designs[1], name)
            rows = literal_ids(there)[-self.size.of(name, self.read) :]
            self.common.implies(rows[1:], rows[:-1], self.model)

    def _effective(self, design: Design, side: Side) -> None:
        """The day on which the design takes effect, where rules read it."""
        if EFFECTIVE in self.read.fields:
            spec = DESIGN.fields["effective"]
            values = self.columns.days(self.read.fields[EFFECTIVE])
            number, literals = self.columns.stepped(DESIGN.name, spec, 1, values)
            design.tables[DESIGN.name].columns["effective"] = number
            side.effective = Choice(spec, np.column_stack([literals, [TRUE]]), values)


def _there(design: Design, table: str) -> Literals:
    """Whether each row of a table is there."""
    found = design.tables[table].presence
    assert isinstance(found, Literals)
    return found
