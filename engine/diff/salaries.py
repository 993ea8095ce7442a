"""What may tell the salary of a single person: a figure of few people, and a change that few people make.

Figures before and after, one beside the other, also tell their difference. So what changes the cost of a
group is told only if at least `FEWEST` people make the change, and not only if the group is so large.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from pejl.engine.diff.entities import asked
from pejl.engine.findings import Named, Shown, Unknown
from pejl.engine.model.tables import Design

FEWEST = 3
"""What fewer people cost is only shown where single persons may be."""
MANAGER = "count(p.reports) >= 1 or count(p.leads) >= 1"
"""A manager leads a unit, or somebody reports to them."""


@dataclass(frozen=True)
class Post:
    """What a position costs, and what it counts among.

    Attributes:
        heads: how many people hold it.
        cost, external: what it costs a year, and what of it others pay.
        temporary, manager: whether it is.
        unit: the id of its unit; "" if nobody says.
    """

    heads: Shown
    cost: Shown
    external: Shown
    temporary: Shown
    manager: Shown
    unit: str


Posts = Mapping[str, Post]
Counted = Callable[[Post], Shown]
"""What a position counts in a figure: None if it does not count in it."""

COUNTED: dict[str, Counted] = {
    "cost": lambda post: post.cost,
    "temporary_cost": lambda post: post.cost if post.temporary else None,
    "external": lambda post: post.external,
    "management_cost": lambda post: post.cost if post.manager else None,
}
"""The figures of a design that tell what people cost."""


def posts(design: Design, as_of: dt.date | None) -> dict[str, Post]:
    """The positions of a design, by id."""
    fields = ("p.heads", "p.cost", "p.external_income", "p.temporary", MANAGER, "p.unit")
    subjects, columns = asked(design, "p in positions", list(fields), as_of)
    found: dict[str, Post] = {}
    for row, subject in enumerate(subjects):
        assert isinstance(subject, Named)
        heads, cost, external, temporary, manager, unit = (column[row] for column in columns)
        home = unit.id if isinstance(unit, Named) else ""
        found[subject.id] = Post(heads, cost, external, temporary, manager, home)
    return found


def few(people: Shown) -> bool:
    """Whether so few people, or perhaps so few, that what they cost may tell a salary."""
    return people != 0 and not (certain(people) and people >= FEWEST)  # type: ignore[operator]


def certain(value: Shown) -> bool:
    """Whether a value is a number, known exactly."""
    return isinstance(value, int | float) and not isinstance(value, bool)


def few_change(counted: Counted, before: Posts, after: Posts, was: Mapping[str, str]) -> bool:
    """Whether a figure changes, and so few people make the change that it may tell a salary.

    Args:
        counted: what a position counts in the figure.
        before, after: the positions.
        was: the earlier id of positions that have another now.
    """
    pairs: list[tuple[Post | None, Post | None]] = [
        (before.get(was.get(id_, id_)), one) for id_, one in after.items()
    ]
    kept = {was.get(id_, id_) for id_ in after}
    pairs += [(one, None) for id_, one in before.items() if id_ not in kept]
    changed = [pair for pair in pairs if _counts(counted, pair[0]) != _counts(counted, pair[1])]
    return bool(changed) and sum(map(_people, changed)) < FEWEST


def too_few_untold(told: Iterable[Shown], all_: Shown) -> bool:
    """Whether what some groups cost tells, beside the sum of all, what the few people outside of them cost.

    Args:
        told: how many people each group has of which the cost is told.
        all_: how many people there are.
    """
    rest = _least(all_) - sum(map(_least, told))
    return 0 < rest < FEWEST


def _counts(counted: Counted, post: Post | None) -> Shown:
    value = None if post is None else counted(post)
    return None if value in (0, Unknown()) else value


def _people(pair: tuple[Post | None, Post | None]) -> float:
    """How many people a position has for certain, before or after."""
    return max(_least(post.heads) for post in pair if post is not None)


def _least(value: Shown) -> float:
    return float(value) if certain(value) else 0.0  # type: ignore[arg-type]
