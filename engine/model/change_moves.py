"""The change `move`: tasks to another responsible unit, with the positions that follow; positions; units."""

from __future__ import annotations

import numpy as np

from pejl.engine.errors import Place
from pejl.engine.model import columns, specs
from pejl.engine.model.draft import Draft
from pejl.engine.model.nodes import Mapping, Scalar
from pejl.engine.model.plain_values import check_keys, entries, scalars
from pejl.engine.values.codes import NONE, UNKNOWN, Codes, Pairs
from pejl.engine.values.linear import Ints

KINDS = ("tasks", "positions", "units")


def move(draft: Draft, change: Mapping) -> None:
    """Move tasks, positions or units to a unit."""
    what = change.get("move")
    if not isinstance(what, Mapping):
        entries(what, draft.problems)
        return
    check_keys(what, specs.form("moved"), draft.problems)
    if not any(what.get(kind) for kind in KINDS):
        draft.problems.add(what.place, "the move says nothing to move", "write tasks, positions or units")
    if what.get("tasks") is None:
        for name in ("from", "stay"):
            key = what.key(name)
            if key is not None:
                draft.problems.add(key.place, "{name!r} goes with tasks only", name=name)
    to = draft.find_all("units", scalars(what.get("to"), draft.problems)[:1])
    named = {kind: draft.find_all(kind, scalars(what.get(kind), draft.problems)) for kind in KINDS}
    origin = draft.find_all("units", scalars(what.get("from"), draft.problems)[:1])
    stay = draft.find_all("positions", scalars(what.get("stay"), draft.problems))
    if not to or (what.get("from") is not None and not origin):
        return
    target = to[0][0]
    _move_units(draft, named["units"], target)
    _move_positions(draft, named["positions"], target)
    giving = origin[0] if origin else None
    moved = [row for row, name in named["tasks"] if _move_task(draft, row, name, giving, target)]
    draft.staying.update(row for row, _ in stay)
    if moved:
        _follow(draft, moved, target, what.place)


def _move_units(draft: Draft, named: list[tuple[int, Scalar]], target: int) -> None:
    for row, name in named:
        before = draft.shown("units", "parent", row)
        draft.put_code("units", "parent", np.array([row]), target, name.place)
        draft.log("moved", "units", row, name.place, "parent", before, draft.table("units").ids[target])


def _move_positions(draft: Draft, named: list[tuple[int, Scalar]], target: int) -> None:
    for row, name in named:
        _place_positions(draft, np.array([row]), target, name.place, "moved")


def _place_positions(draft: Draft, rows: Ints, target: int, place: Place, what: str) -> None:
    """Place positions in a unit; they report to its head, or it is not known to whom."""
    before = [draft.shown("positions", "unit", int(row)) for row in rows]
    superiors = [draft.shown("positions", "reports_to", int(row)) for row in rows]
    draft.put_code("positions", "unit", rows, target, place)
    heads, _ = draft.codes_of("units", "head", target)
    head = heads[0] if heads else UNKNOWN
    draft.put(
        "positions", "reports_to", rows, Codes(np.where(rows == head, UNKNOWN, head).astype(np.int64)), place
    )
    unit = draft.table("units").ids[target]
    for row, old, superior in zip(rows.tolist(), before, superiors, strict=True):
        draft.settle(row)
        draft.log(what, "positions", row, place, "unit", old, unit)
        now = draft.shown("positions", "reports_to", row)
        if now != superior:
            draft.log("followed", "positions", row, place, "reports_to", superior, now)


def _move_task(draft: Draft, row: int, name: Scalar, origin: tuple[int, Scalar] | None, target: int) -> bool:
    """Make the target responsible for a task in the place of one unit; tells whether the unit gave it up."""
    units = draft.table("units").ids
    responsible, loose = draft.codes_of("tasks", "responsible", row)
    if origin is None and len(responsible) > 1:
        draft.problems.add(
            name.place,
            "{id!r} has several responsible units: {units}",
            "say which one gives it up: `from: {first}`",
            id=name.text,
            units=", ".join(units[code] for code in responsible),
            first=units[responsible[0]],
        )
        return False
    if origin is not None and origin[0] not in responsible and not loose:
        draft.problems.add(
            origin[1].place,
            "{unit!r} is not responsible for {id!r}",
            "responsible are: {units}",
            unit=origin[1].text,
            id=name.text,
            units=", ".join(units[code] for code in responsible) or "none",
        )
        return False
    before = draft.shown("tasks", "responsible", row)
    giving = origin[0] if origin else responsible[0] if responsible else UNKNOWN if loose else NONE
    still_loose = loose and bool(responsible)
    _replace(draft, "responsible", row, giving, target, name.place, still_loose)
    if giving >= 0 and giving in draft.codes_of("tasks", "performs", row)[0]:
        _replace(draft, "performs", row, giving, target, name.place)
    after = draft.shown("tasks", "responsible", row)
    draft.log("moved", "tasks", row, name.place, "responsible", before, after)
    if giving == target:
        return False
    draft.gave.setdefault(row, set()).add(giving)
    return True


def _replace(
    draft: Draft, field: str, row: int, old: int, new: int, place: Place, loose: bool | None = None
) -> None:
    """Put a unit where another stood in a list, or at its end if it did not stand there."""
    codes, was_loose = draft.codes_of("tasks", field, row)
    listed = [new if code == old else code for code in codes]
    unique = list(dict.fromkeys(listed if old in codes else [*codes, new]))
    flags = np.array([was_loose if loose is None else loose])
    value = Pairs(np.array([0, len(unique)]), np.array(unique, dtype=np.int64), None, flags)
    draft.put("tasks", field, np.array([row]), columns.taken(value, np.array([0])), place)


def _follow(draft: Draft, tasks: list[int], target: int, place: Place) -> None:
    """Let positions follow the tasks that the unit they are in has given up."""
    table = draft.table("positions")
    held = table.columns.get("tasks")
    if not isinstance(held, Pairs):
        return
    touched = np.unique(held.rows[np.isin(held.codes, tasks)])
    rows = [row for row in touched.tolist() if table.exists[row] and row not in draft.staying]
    follows = [row for row in rows if _follows(draft, row, target, place)]
    if follows:
        _place_positions(draft, np.array(follows), target, place, "followed")


def _follows(draft: Draft, row: int, target: int, place: Place) -> bool:
    """Whether a position goes along to the unit that has taken over tasks of it; what is unclear is told.

    It does if all its tasks are now with that unit, and none is left with the unit that it is in.
    """
    mine, more = draft.codes_of("positions", "tasks", row)
    units, unknown = draft.codes_of("positions", "unit", row)
    unit = units[0] if units else NONE
    gave = set().union(*(draft.gave.get(task, set()) for task in mine))
    if unit == target:
        if all(unit in draft.codes_of("tasks", "responsible", task)[0] for task in mine):
            draft.settle(row)
        return False
    if unknown or (unit >= 0 and UNKNOWN in gave and unit not in gave):
        draft.settle(row)
        new = draft.table("units").ids[target]
        draft.log("ambiguous", "positions", row, place, "unit", draft.shown("positions", "unit", row), new)
        return False
    if unit not in gave:
        return False
    gone = [task for task in mine if _has_gone(draft, task, unit, target)]
    if len(gone) == len(mine) and not more:
        return True
    draft.settle(row)
    ids = draft.table("tasks").ids
    rest = [*(ids[task] for task in mine if task not in gone), *(["unknown"] if more else [])]
    moved = ", ".join(ids[task] for task in gone)
    draft.log("ambiguous", "positions", row, place, "tasks", moved, ", ".join(rest))
    return False


def _has_gone(draft: Draft, task: int, unit: int, target: int) -> bool:
    responsible, _ = draft.codes_of("tasks", "responsible", task)
    return target in responsible and unit not in responsible
