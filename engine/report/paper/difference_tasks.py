"""Where each task goes that somebody else gets."""

from __future__ import annotations

from pejl.engine.diff.compare import Placement, targets
from pejl.engine.findings import Shown, Unknown
from pejl.engine.report.paper.blocks import Block, Column, Section, Table, names
from pejl.engine.report.paper.difference_entities import BY_THE_WAY
from pejl.engine.report.paper.telling import Telling
from pejl.engine.report.values import number


def tasks(t: Telling) -> Section | None:
    """Where each task goes that somebody else gets, by function."""
    first = {one.task.id: one for one in t.found[0].placements}
    afters = [{one.task.id: one for one in found.placements} for found in t.found]
    ids = dict.fromkeys(id_ for found in afters for id_, one in found.items() if _is_other(one))
    if not ids:
        return None
    rows = []
    for id_ in sorted(ids, key=lambda id_: _function_of(id_, afters)):
        some = next(found[id_] for found in afters if id_ in found)
        before = first.get(id_, some)
        after = [_place(t, found[id_].after if id_ in found else None) for found in afters]
        rows.append((_function_of(id_, afters)[0], some.task.name or id_, _place(t, before.before), *after))
    heads = [t.say("function"), t.say("task"), t.say("from"), *t.to_heads()]
    blocks: list[Block] = [Table(_moved_tasks(t), tuple(map(Column, heads)), tuple(rows), "moved-tasks")]
    rest = t.each(lambda one: t.altered(one, "tasks"))
    return Section(t.say("Tasks"), (*blocks, *rest), "tasks")


WHAT = {
    "added": "new",
    "removed": "no longer",
    "unchanged": "as before",
    "moved": "moves",
    "placed": "gets a unit",
    "partly": "moves in part",
    "unsettled": "not settled",
}
"""What became of a task, in words."""


def _moved_tasks(t: Telling) -> str:
    counts = [sum(map(_is_other, one.placements)) for one in t.found]
    each = " · ".join(number(count, t.language) for count in counts)
    return t.say("Tasks that get another responsible unit, come or go: {count}", count=each)


def _is_other(one: Placement) -> bool:
    return one.other


def _function_of(id_: str, afters: list[dict[str, Placement]]) -> tuple[str, str]:
    """The function of a task, or its area, or a dash; and its name."""
    one = next(found[id_] for found in afters if id_ in found)
    texts = [text for text in (one.function, one.area) if isinstance(text, str) and text]
    return (texts[0] if texts else "–"), one.task.name


def _place(t: Telling, value: Shown) -> str:
    """Who is responsible; nothing where the task is not there."""
    if value is None:
        return t.say("(is not there)")
    found = targets(value)
    loose = value == Unknown() or (isinstance(value, tuple) and any(one == Unknown() for one in value))
    parts = [names(found)] if found else []
    return ", ".join([*parts, *([t.say("unknown")] if loose else [])]) or t.say("none")


def every_task(t: Telling) -> Section:
    """Every task with who is responsible before and after, by function; then what else is other in tasks."""
    found = t.found[0].placements
    one = {placement.task.id: placement for placement in found}
    order = sorted(one, key=lambda id_: _function_of(id_, [one]))
    rows = tuple(
        (
            _function_of(id_, [one])[0],
            one[id_].task.name or id_,
            _place(t, one[id_].before),
            _place(t, one[id_].after),
            t.say(WHAT[one[id_].what]),
        )
        for id_ in order
    )
    heads = tuple(Column(t.say(word)) for word in ("function", "task", "before", "after", "what"))
    table = Table(t.say("All tasks: {count}", count=number(len(rows), t.language)), heads, rows, "all-tasks")
    altered = t.altered(t.found[0], "tasks", ("responsible", *BY_THE_WAY))
    return Section(t.say("Task distribution"), (table, *altered), "tasks")
