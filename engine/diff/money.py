"""The budget lines of two designs, by year and by area; what is external or outside the frame apart."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass

from pejl.engine.diff.entities import Entities, Entity
from pejl.engine.diff.figures import added
from pejl.engine.findings import Shown, Unknown


@dataclass(frozen=True)
class Sum:
    """What some lines come to, in kr.

    Attributes:
        total: all of them.
        external: those that others pay.
        excepted: those that stand outside the frame.
    """

    total: Shown
    external: Shown
    excepted: Shown


@dataclass(frozen=True)
class Row:
    """The lines of a year and an area; None where there is none."""

    year: Shown
    area: Shown
    before: Sum | None
    after: Sum | None


@dataclass(frozen=True)
class Money:
    """The budget lines, by year, and by year and area."""

    years: tuple[Row, ...]
    areas: tuple[Row, ...]


@dataclass(frozen=True)
class Lines:
    """The budget lines of a design, and whether there may be more of them than are written."""

    listed: Entities
    more: bool


def money(before: Lines, after: Lines) -> Money:
    """Add up the budget lines of two designs."""
    return Money(
        _rows(before, after, lambda one: (one.of("year"), None)),
        _rows(before, after, lambda one: (one.of("year"), one.of("area"))),
    )


Group = tuple[Shown, Shown]


def _rows(before: Lines, after: Lines, group: Callable[[Entity], Group]) -> tuple[Row, ...]:
    sides = [_grouped(one.listed, group) for one in (before, after)]
    each = list(zip(sides, (before.more, after.more), strict=True))
    keys = sorted({*sides[0], *sides[1]}, key=lambda key: (str(key[0]), str(key[1])))
    return tuple(
        Row(*key, *(_sum(side[key], more) if key in side else None for side, more in each)) for key in keys
    )


def _grouped(lines: Entities, group: Callable[[Entity], Group]) -> dict[Group, list[Entity]]:
    found: dict[Group, list[Entity]] = defaultdict(list)
    for one in lines.values():
        found[group(one)].append(one)
    return found


def _sum(lines: list[Entity], more: bool) -> Sum:
    rest: list[Shown] = [Unknown()] if more else []
    return Sum(
        added([*(one.of("amount") for one in lines), *rest]),
        added([*(_if(one, "external") for one in lines), *rest]),
        added([*(_if(one, "excepted") for one in lines), *rest]),
    )


def _if(line: Entity, field: str) -> Shown:
    """The amount of a line if something holds of it."""
    holds, amount = line.of(field), line.of("amount")
    if holds is True:
        return amount
    return 0 if holds is False or amount == 0 else Unknown()
