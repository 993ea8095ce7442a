"""The budget lines of two designs, by year and kind; what is external or outside the frame apart.

Lines of different kinds are never added up: what is set free, what it is spent on and a total that a design
writes as a line of its own are not parts of one sum.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from pejl.engine.diff.entities import Entities, Entity, alike
from pejl.engine.diff.figures import added
from pejl.engine.diff.salaries import Posts, certain, few
from pejl.engine.findings import Named, Shown, Unknown

PARTS = ("area", "unit")
"""What the sums of a year and kind are also told by."""
BeforeOf = Mapping[str, Mapping[str, str]]
"""By table, the earlier ids of renamed entities."""


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
    """The lines of a year and a kind, or those of them that have the same area or unit.

    Attributes:
        year, kind: what the lines have in common.
        part: the area or the unit; None for all lines of the year and kind.
        before, after: what they come to; None where there is none.
        few: whether it tells what so few people cost, or perhaps so few, that it may tell a salary.
    """

    year: Shown
    kind: Shown
    part: Shown
    before: Sum | None
    after: Sum | None
    few: bool


@dataclass(frozen=True)
class Money:
    """The budget lines.

    Attributes:
        years: by year and kind.
        parts: by year, kind and what else `PARTS` says.
        of_posts: the ids of the lines that are about a position.
    """

    years: tuple[Row, ...]
    parts: dict[str, tuple[Row, ...]]
    of_posts: frozenset[str]


@dataclass(frozen=True)
class Lines:
    """The budget lines of a design.

    Attributes:
        listed: the lines that are written.
        more: whether there may be more.
        posts: the positions that lines can be about.
    """

    listed: Entities
    more: bool
    posts: Posts


def money(before: Lines, after: Lines, before_of: BeforeOf) -> Money:
    """Add up the budget lines of two designs.

    Args:
        before, after: the lines.
        before_of: by table, the earlier ids of renamed entities.
    """
    of_posts = {id_ for side in (before, after) for id_, one in side.listed.items() if _post(one)}
    return Money(
        _rows(before, after, before_of, None),
        {part: _rows(before, after, before_of, part) for part in PARTS},
        frozenset(of_posts),
    )


Group = tuple[Shown, Shown, Shown]


def _rows(before: Lines, after: Lines, before_of: BeforeOf, part: str | None) -> tuple[Row, ...]:
    names: dict[Group, Shown] = {}
    old, new = (_grouped(side, was, part, names) for side, was in ((before, {}), (after, before_of)))
    return tuple(
        Row(
            *key[:2],
            names[key],
            _sum(old.get(key, {}), before.more),
            _sum(new.get(key, {}), after.more),
            _few((old.get(key, {}), before.posts), (new.get(key, {}), after.posts), before_of),
        )
        for key in sorted(names, key=lambda key: [_order(one) for one in (*key[:2], names[key])])
    )


def _grouped(
    lines: Lines, was: BeforeOf, part: str | None, names: dict[Group, Shown]
) -> dict[Group, Entities]:
    """The lines of each group; a unit that is called otherwise now is in the group of the earlier one."""
    found: dict[Group, Entities] = defaultdict(dict)
    for id_, one in lines.listed.items():
        value = one.of(part) if part else None
        same = was.get("units", {}).get(value.id, value.id) if isinstance(value, Named) else value
        key = (one.of("year"), one.of("kind"), same)
        names[key] = value
        found[key][id_] = one
    return found


def _order(value: Shown) -> tuple[int, float, str]:
    """Numbers first, by size; then texts and names; then what is none or not known."""
    if certain(value):
        return 0, float(value), ""  # type: ignore[arg-type]
    if isinstance(value, str):
        return 1, 0.0, value
    return (2, 0.0, value.name) if isinstance(value, Named) else (3, 0.0, str(value))


def _sum(lines: Entities, more: bool) -> Sum | None:
    if not lines and not more:
        return None
    rest: list[Shown] = [Unknown()] if more else []
    return Sum(
        added([*(one.of("amount") for one in lines.values()), *rest]),
        added([*(_if(one, "external") for one in lines.values()), *rest]),
        added([*(_if(one, "excepted") for one in lines.values()), *rest]),
    )


def _if(line: Entity, field: str) -> Shown:
    """The amount of a line if something holds of it."""
    holds, amount = line.of(field), line.of("amount")
    if holds is True:
        return amount
    return 0 if holds is False or amount == 0 else Unknown()


def _few(before: tuple[Entities, Posts], after: tuple[Entities, Posts], before_of: BeforeOf) -> bool:
    """Whether lines about too few people make up a sum, or the difference of two sums."""
    sides = [
        {was.get("budget_lines", {}).get(id_, id_): one for id_, one in lines.items()}
        for (lines, _), was in ((before, {}), (after, before_of))
    ]
    changed = [
        id_
        for id_ in dict.fromkeys([*sides[0], *sides[1]])
        if not all(id_ in side for side in sides)
        or not alike(sides[0][id_].of("amount"), sides[1][id_].of("amount"), {})
    ]
    for side, posts in zip(sides, (before[1], after[1]), strict=True):
        own = [one for one in side.values() if _post(one)]
        alone = len(own) == len(side) and own
        differ = [side[id_] for id_ in changed if id_ in side and _post(side[id_])]
        if any(lines and few(_people(lines, posts)) for lines in (alone, differ)):
            return True
    return False


def _post(line: Entity) -> str:
    """The id of the position that a line is about, if it is about one and tells an amount."""
    position = line.of("position")
    return position.id if isinstance(position, Named) and line.of("amount") != Unknown() else ""


def _people(lines: list[Entity], posts: Posts) -> Shown:
    """How many people some lines are about."""
    ids = {_post(one) for one in lines}
    return added([posts[id_].heads if id_ in posts else Unknown() for id_ in sorted(ids)])
