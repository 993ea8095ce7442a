"""Puts units, posts and tasks in their place."""

from __future__ import annotations

from collections.abc import Sequence

from pejl.engine.example.records import Post, Task, Town, Unit

FULL = 1000
WORK_SHARE = 9, 10
"""How much of the time of its people a task takes; the rest is slack."""


def unit(
    town: Town, id_: str, name: str, kind: str, parent: Unit | None, *, site: str = "", committee: str = "",
    area: str = "", standard: str = "",
) -> Unit:  # fmt: skip
    """Open a unit; what is not said of it is as in its parent."""
    made = Unit(
        id_,
        name,
        kind,
        parent,
        site or (parent.site if parent else ""),
        committee or (parent.committee if parent else ""),
        area or (parent.area if parent else ""),
        standard or (parent.standard if parent else ""),
    )
    town.units[id_] = made
    return made


def post(
    where: Unit,
    slug: str,
    title: str,
    kind: str,
    boss: Post | None,
    profession: str,
    cost: int,
    fte: int = FULL,
) -> Post:
    """Open a post in a unit."""
    professions = (profession,) if profession else ()
    made = Post(
        f"{where.id}-{slug}", title, kind, where, boss, professions, cost * fte // FULL // 1000 * 1000, fte
    )
    where.posts.append(made)
    return made


def several(
    where: Unit, slug: str, title: str, kind: str, boss: Post, profession: str, cost: int, number: int
) -> list[Post]:
    """Open some posts of one kind in a unit."""
    named = f"{title} {where.inside}"
    return [post(where, f"{slug}-{at}", named, kind, boss, profession, cost) for at in range(1, number + 1)]


def task(
    where: Unit, slug: str, name: str, function: str, holders: Sequence[Post], kind: str = "drift",
    measure: str = "Andel opgaver løst til tiden", citizen: bool = False,
    needs: tuple[str, ...] | None = None,
) -> Task:  # fmt: skip
    """Give a unit a task; unless it is said, it needs what those who hold it all can."""
    if needs is None:
        shared = holders[0].professions if holders else ()
        needs = tuple(one for one in shared if all(one in holder.professions for holder in holders))
        needs = tuple(one for one in needs if one != "ledelse")
    made = Task(f"{where.id}-{slug}", name, function, kind, where, needs, measure, citizen)
    where.tasks.append(made)
    for holder in holders:
        hold(holder, made)
    return made


def hold(holder: Post, held: Task) -> None:
    """Let a post work on a task."""
    holder.tasks.append(held)


def weigh(town: Town) -> None:
    """Work out how much work each task takes: most of the time of its people, shared over their tasks."""
    for one in town.units.values():
        for each in one.posts:
            for held in each.tasks:
                if held.unit is one:  # what others take part in is no work of theirs
                    held.workload += each.fte * WORK_SHARE[0] // WORK_SHARE[1] // len(each.tasks)
