"""Two designs -> everything that is other: entities, task distribution, figures, money, compliance."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from pejl.engine.diff import figures
from pejl.engine.diff.compliance import Kept, kept
from pejl.engine.diff.entities import Entities, Entity, alike, came_and_went, in_common, named
from pejl.engine.diff.figures import Figure, Measured
from pejl.engine.diff.money import Money, money
from pejl.engine.diff.side import About, Pair, Private, Side, Tables, private
from pejl.engine.findings import CheckResult, Named, Shown
from pejl.engine.language.rules import RuleSet
from pejl.engine.model.kinds import Many
from pejl.engine.model.specs import FieldSpec
from pejl.engine.model.tables import Design

PLACES = {"units": "parent", "positions": "unit", "tasks": "responsible"}
"""By table, the relation that says where an entity belongs."""


@dataclass(frozen=True)
class FieldChange:
    """A field that has another value than before; `Unknown` is not given.

    Attributes:
        spec: the field, as the later design has it; as the earlier, if the later does not declare it.
        before, after: the values.
        came, went: of a list the items that were not there before, and those that are not any more.
    """

    spec: FieldSpec
    before: Shown
    after: Shown
    came: tuple[Shown, ...] = ()
    went: tuple[Shown, ...] = ()

    @property
    def field(self) -> str:
        """The name of the field."""
        return self.spec.name


@dataclass(frozen=True)
class Changed:
    """An entity that is other than before.

    Attributes:
        itself: the entity, as it is called now; as it was called, if it is gone.
        what: how, in the words of a ledger: opened, closed, merged, split, renamed, moved, altered, ...
        fields: what has another value.
        into: what a merged or split unit became.
        was: its id before, if that was another.
    """

    itself: Named
    what: str
    fields: tuple[FieldChange, ...] = ()
    into: tuple[Named, ...] = ()
    was: str = ""


@dataclass(frozen=True)
class Placement:
    """A task, and who is responsible for it.

    Attributes:
        task: the task.
        function, area: what it belongs to.
        before, after: the responsible units; None where the task is not in the design.
        moved: whether they are others than before.
        kept: whether some of them are the same.
    """

    task: Named
    function: Shown
    area: Shown
    before: Shown
    after: Shown
    moved: bool
    kept: bool

    @property
    def other(self) -> bool:
        """Whether the responsible units are others than before, or known now, or the task is new or gone."""
        return self.moved or self.before is None or self.after is None

    @property
    def what(self) -> str:
        """What became of it: added, removed, unchanged, placed, partly (moved), moved or unsettled.

        A task is placed where nobody was known to have it before, partly moved where some units keep it, and
        unsettled where nobody is known to have it now.
        """
        if self.before is None or self.after is None:
            return "added" if self.before is None else "removed"
        if not targets(self.after) and self.after != ():
            return "unsettled"
        if not self.moved:
            return "unchanged"
        if self.kept:
            return "partly"
        return "moved" if targets(self.before) else "placed"


@dataclass(frozen=True)
class UnitFigures:
    """The measures of a unit.

    Attributes:
        unit: the unit.
        before, after: the measures; None where it is not in the design.
        private_before, private_after: whether its cost tells, beside what else is told, perhaps a salary.
    """

    unit: Named
    before: Measured | None
    after: Measured | None
    private_before: bool
    private_after: bool


@dataclass(frozen=True)
class Difference:
    """What one design has other than another.

    Attributes:
        before, after: the two.
        entities: by table, what is other.
        placements: every task with who is responsible, in the order of the designs.
        figures: the measures of both.
        units: the measures of each unit of either.
        money: the budget lines of both.
        compliance: what became of each principle; empty without rules.
        checks: the checks of both; None without rules.
        tables: the entities of both.
        notes: what the author of a proposal says of its changes, with what each is said of.
    """

    before: About
    after: About
    entities: dict[str, tuple[Changed, ...]]
    placements: tuple[Placement, ...]
    figures: tuple[Figure, ...]
    units: tuple[UnitFigures, ...]
    money: Money
    compliance: tuple[Kept, ...]
    checks: tuple[CheckResult, CheckResult] | None
    tables: tuple[Tables, Tables]
    notes: Mapping[str, tuple[Named, ...]]


def differences(
    before: Design, afters: Sequence[Design], rules: RuleSet | None, as_of: dt.date
) -> tuple[Difference, ...]:
    """Compare one design with others.

    Args:
        before: the one.
        afters: the others.
        rules: what all of them are checked with; None compares no compliance.
        as_of: the day on which they are looked at.

    Raises:
        PejlError: a design is too large to be counted exactly.
    """
    own = Side(before, rules, as_of)
    pairs = [Pair(own, Side(after, rules, as_of)) for after in afters]
    before_private, privates = private(pairs)
    return tuple(_difference(pair, (before_private, own)) for pair, own in zip(pairs, privates, strict=True))


def _difference(pair: Pair, hidden: tuple[Private, Private]) -> Difference:
    one, other, was = pair.one, pair.other, pair.was
    changed = {name: tuple(_changed(name, pair)) for name in other.tables}
    checks = (one.check, other.check) if one.check is not None and other.check is not None else None
    return Difference(
        one.about,
        other.about,
        {name: found for name, found in changed.items() if found},
        tuple(_placements(pair)),
        figures.compared(one.figures, other.figures, hidden[0].figures, hidden[1].figures),
        tuple(
            UnitFigures(
                unit,
                one.units.get(before),
                other.units.get(after),
                before in hidden[0].units,
                after in hidden[1].units,
            )
            for unit, before, after in pair.units()
        ),
        money(one.lines, other.lines, was),
        kept(*checks, (one.tables, other.tables), was) if checks else (),
        checks,
        (one.tables, other.tables),
        _notes(pair),
    )


def _notes(pair: Pair) -> dict[str, tuple[Named, ...]]:
    """What the author of a proposal says of its changes, in their order."""
    found: dict[str, dict[str, Named]] = {}
    for ledger in pair.ledgers():
        for move in ledger:
            sides = (side.tables.get(move.table, {}) for side in (pair.other, pair.one))
            entity = next((side[move.entity].itself for side in sides if move.entity in side), None)
            if move.note and entity is not None:
                found.setdefault(move.note, {})[f"{move.table}/{move.entity}"] = entity
    return {note: tuple(about.values()) for note, about in found.items()}


def _changed(table: str, pair: Pair) -> Iterator[Changed]:
    """What is other in a table: what is new first, then what is gone, then what has other values."""
    found = list(pair.entities(table))
    came, went = ("opened", "closed") if table == "units" else ("added", "removed")
    yield from (Changed(after.itself, came) for before, after in found if after and not before)
    became, there = _became(pair, table), pair.other.tables[table]
    for before, after in found:
        if before and not after:
            id_ = before.itself.id
            what = became[id_][0] if id_ in became else went
            into = tuple(there[part].itself for part in _into(id_, became, there))
            yield Changed(before.itself, what, (), into)
    specs = {
        name: spec
        for side in (pair.one, pair.other)
        for name, spec in side.design.schema[table].fields.items()
    }
    for before, after in found:
        if before and after:
            fields = tuple(_fields(specs, before, after, pair))
            was = before.itself.id if before.itself.id != after.itself.id else ""
            if fields or was:
                yield Changed(after.itself, _what(table, fields, bool(was)), fields, (), was)


Became = dict[str, tuple[str, list[str]]]
"""What merged and split entities became: which of the two, and the ids."""


def _became(pair: Pair, table: str) -> Became:
    moves = (move for ledger in pair.ledgers() for move in ledger if move.table == table)
    return {
        move.entity: (move.what, move.after.split(", ")) for move in moves if move.what in ("merged", "split")
    }


def _into(id_: str, became: Became, there: Entities) -> list[str]:
    """What an entity became that is there in the end, however often that was merged and split again."""
    found: dict[str, None] = {}
    waiting, seen = [id_], {id_}
    while waiting:
        for part in became.get(waiting.pop(0), ("", []))[1]:
            if part in there:
                found[part] = None
            elif part not in seen:
                seen.add(part)
                waiting.append(part)
    return list(found)


def _fields(specs: Mapping[str, FieldSpec], one: Entity, other: Entity, pair: Pair) -> Iterator[FieldChange]:
    """What has another value; a field of its own may be declared by either design alone."""
    for field in dict.fromkeys([*one.values, *other.values]):
        before, after = one.of(field), other.of(field)
        kind = specs[field].kind
        ordered = isinstance(kind, Many) and kind.ordered
        if field == "renamed_from" or alike(before, after, pair.was, ordered):
            continue
        lists = isinstance(before, tuple) and isinstance(after, tuple)
        items = came_and_went(before, after, pair.was) if lists else ((), ())  # type: ignore[arg-type]
        yield FieldChange(specs[field], before, after, *items)


def _what(table: str, fields: Sequence[FieldChange], renamed: bool) -> str:
    """The most that happened to an entity: it belongs elsewhere, is called otherwise, or has other values."""
    names = {one.field for one in fields}
    if PLACES.get(table) in names:
        return "moved"
    return "renamed" if renamed or "name" in names else "altered"


def _placements(pair: Pair) -> Iterator[Placement]:
    """Every task of either design: first as the later has them, then those that are gone."""
    for before, after in pair.entities("tasks"):
        one = after or before
        assert one is not None, "it is in one of the two"
        then, now = (side.of("responsible") if side else None for side in (before, after))
        moved = before is not None and after is not None and not alike(then, now, pair.was)
        kept = moved and in_common(then, now, pair.was)
        yield Placement(one.itself, one.of("function"), one.of("area"), then, now, moved, kept)


def targets(value: Shown) -> tuple[Named, ...]:
    """The entities that a value names."""
    return named(value) if isinstance(value, tuple) else named([value])
