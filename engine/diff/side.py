"""All that is read of designs to compare them, and which of it may be told."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from pejl.engine.diff import figures
from pejl.engine.diff.entities import Entities, Entity, entities, renamed_ids
from pejl.engine.diff.money import Lines
from pejl.engine.diff.salaries import COUNTED, Post, Sum, Told, certain, left_out, posts, sums
from pejl.engine.findings import Bilingual, Change, Named, Shown
from pejl.engine.language.rules import RuleSet
from pejl.engine.model.tables import Design
from pejl.engine.run import Loaded, run_check


@dataclass(frozen=True)
class About:
    """A design that is compared."""

    id: str
    title: Bilingual


Tables = Mapping[str, Entities]
"""By table its entities."""


class Side:
    """A design with all that is read of it."""

    def __init__(self, design: Design, rules: RuleSet | None, as_of: dt.date) -> None:
        self.design = design
        self.about = About(design.id, design.title)
        self.tables = {name: entities(design, name, as_of) for name in design.schema if name != "design"}
        self.figures = figures.of_design(design, as_of)
        self.units = figures.of_units(design, as_of)
        self.posts = posts(design, as_of)
        self.homes: dict[str, dict[str, Post]] = defaultdict(dict)
        for id_, post in self.posts.items():
            self.homes[post.unit][id_] = post
        unlisted = design.tables["budget_lines"].unlisted
        self.lines = Lines(self.tables["budget_lines"], unlisted, self.posts)
        self.check = run_check(Loaded(design, rules), as_of) if rules is not None else None

    def cost_of(self, unit: str) -> Shown:
        """What the positions of a unit cost; None where there is no such unit."""
        return self.units[unit]["cost"] if unit else None

    def money_of(self, unit: str, was: Mapping[str, str]) -> tuple[Sum, ...]:
        """What the cost of a unit adds up: its own positions, and those of which nobody knows the unit.

        Args:
            unit: its id.
            was: the earlier id of positions that have another now.
        """
        homes = (self.homes.get(home, {}) for home in (unit, ""))
        return tuple(part for home in homes for part in sums(home, "cost", was))


class Pair:
    """The earlier design and a later one.

    Attributes:
        one, other: the two.
        was: by table, the earlier ids of what is called otherwise now.
    """

    def __init__(self, one: Side, other: Side) -> None:
        self.one, self.other = one, other
        self.was = {
            name: renamed_ids(one.tables.get(name, {}), there) for name, there in other.tables.items()
        }

    def entities(self, table: str) -> Iterator[tuple[Entity | None, Entity | None]]:
        """Every entity of a table before and after, None where it is not there: first as the later design has
        them, then those that are gone."""
        before, after, was = self.one.tables.get(table, {}), self.other.tables[table], self.was[table]
        for id_, one in after.items():
            yield before.get(was.get(id_, id_)), one
        old = set(was.values())
        for id_, one in before.items():
            if id_ not in after and id_ not in old:
                yield one, None

    def units(self) -> Iterator[tuple[Named, str, str]]:
        """Every unit of either, and its id before and after; "" where it is not there."""
        for before, after in self.entities("units"):
            there = after or before
            assert there is not None, "it is in one of the two"
            yield there.itself, before.itself.id if before else "", after.itself.id if after else ""

    def ledgers(self) -> list[tuple[Change, ...]]:
        """The ledgers of the proposals that lead from the one to the other, in order; none if none do."""
        found: list[tuple[Change, ...]] = []
        design: Design | None = self.other.design
        while design is not None and design.id != self.one.design.id:
            found.insert(0, tuple(design.ledger))
            design = design.before
        return found if design is not None else []

    def dearer(self, side: Side) -> Iterator[str]:
        """The units of one of the two whose cost is another in the other, by the ids that they have there."""
        for _, before, after in self.units():
            id_ = before if side is self.one else after
            if id_ and self.one.cost_of(before) != self.other.cost_of(after):
                yield id_


@dataclass(frozen=True)
class Private:
    """What papers leave out so as not to tell a salary.

    Attributes:
        figures: the ids of figures.
        units: the ids of units, of which it is the cost.
    """

    figures: frozenset[str]
    units: frozenset[str]


BEFORE = -1
"""The place of the earlier design among the later ones."""


def private(pairs: Sequence[Pair]) -> tuple[Private, list[Private]]:
    """What papers about some differences have to leave out: of the earlier design, and of each later one.

    What is told of a single unit is left out rather than a figure of the whole, and of that rather what there
    is after than what there was before.

    Args:
        pairs: the earlier design with each of the later ones.
    """
    sides: list[tuple[int, Side, dict[str, str]]] = [(BEFORE, pairs[0].one, {})]
    sides += [(at, pair.other, pair.was["positions"]) for at, pair in enumerate(pairs)]
    heads: dict[str, Shown] = {}
    told: list[Told] = []
    for at, side, was in sides:
        for id_, post in side.posts.items():
            before = was.get(id_, id_)
            heads[before] = _more(heads.get(before), post.heads)
        rank = 2 if at == BEFORE else 1
        told += [Told((at, "figure", one), rank, sums(side.posts, one, was)) for one in COUNTED]
        own = [pair for pair in pairs if side in (pair.one, pair.other)]
        units = dict.fromkeys(id_ for pair in own for id_ in pair.dearer(side))
        told += [Told((at, "unit", id_), 0, side.money_of(id_, was)) for id_ in units]
    out = left_out(told, heads)

    def of(at: int) -> Private:
        ids = {
            kind: frozenset(id_ for n, of, id_ in out if (n, of) == (at, kind)) for kind in ("figure", "unit")
        }
        return Private(ids["figure"], ids["unit"])

    return of(BEFORE), [of(at) for at in range(len(pairs))]


def _more(one: Shown, other: Shown) -> Shown:
    """The larger of two numbers of people, of which one may not be known."""
    if certain(one) and certain(other):
        return max(one, other)  # type: ignore[type-var]
    return one if certain(one) else other
