"""What must hold of any design: usable ids, no circles, and no links to what is not there any more."""

from __future__ import annotations

import datetime as dt
import re

import numpy as np

from pejl.engine.errors import Place, Problems
from pejl.engine.model.hierarchies import TREES
from pejl.engine.model.kinds import EPOCH, Interval
from pejl.engine.model.relations import circular
from pejl.engine.model.tables import Design, Table
from pejl.engine.model.written import WrittenTable
from pejl.engine.values.codes import NONE, Codes, Pairs
from pejl.engine.values.exact import Bits, Bools, Exact
from pejl.engine.values.linear import Ints
from pejl.engine.values.numbers import Number
from pejl.engine.values.truth import Truth

ID = re.compile(r"[\w.:-]+")
ALL_IDS = re.compile(r"[\w.:\n-]*")
MEANT = ("none", "unknown", "null")
MOST_PLACES = 20


def check_ids(table: WrittenTable, problems: Problems) -> None:
    """Note ids that a link could not name."""
    joined = "\n".join(["", *table.ids, ""])
    usable = ALL_IDS.fullmatch(joined) and "\n\n" not in joined and joined.count("\n") == len(table.ids) + 1
    if not table.ids or (usable and not any(f"\n{word}\n" in joined for word in MEANT)):
        return
    for row, id_ in enumerate(table.ids):
        if not ID.fullmatch(id_):
            problems.add(
                table.place(row),
                "{id!r} cannot be an id",
                "use letters, digits, and - _ . : only",
                id=id_,
            )
        elif id_ in MEANT:
            problems.add(
                table.place(row), "{id!r} cannot be an id: the word has a meaning of its own", id=id_
            )


def check_design(design: Design, problems: Problems) -> None:
    """Note circles in the trees, and links from what is in the design to what is not."""
    for tree, field in TREES:
        _check_circles(design, tree, field, problems)
    if design.before is not None:
        for name in design.tables:
            _check_links(design, name, problems)
    for name, table in design.tables.items():
        _check_days(design, name, table, problems)


def check_follows(place: Place, effective: Interval | None, base: Design, problems: Problems) -> None:
    """Note a proposal that takes effect before the day that the design it is based on describes.

    Args:
        place: where the day of the proposal is written.
        effective: that day; None if nobody says.
        base: the design that it is based on.
        problems: receives the mistake.
    """
    if effective is None or base.effective is None or effective.high >= base.effective.low:
        return
    problems.add(
        place,
        "the proposal takes effect before {day}, the day of the design that it is based on",
        "look at `effective` in both",
        day=dt.date.fromordinal(int(base.effective.low) + EPOCH).isoformat(),
    )


def _check_days(design: Design, name: str, table: Table, problems: Problems) -> None:
    """Note what surely ends before it starts."""
    starts, ends = (table.columns.get(field) for field in ("starts", "ends"))
    if not (isinstance(starts, Number) and isinstance(ends, Number)):
        return
    wrong = table.exists & (np.asarray(starts.low) > np.asarray(ends.high))
    wrong &= _known_day(starts.low, starts.below, starts.present)
    wrong &= _known_day(ends.high, ends.above, ends.present)
    for row in np.flatnonzero(wrong)[:MOST_PLACES].tolist():
        problems.add(
            design.place_of(name, row, "ends"),
            "{table}: {id!r} ends before it starts",
            "look at `starts` and `ends`",
            table=name,
            id=table.ids[row],
        )


def _known_day(bound: Exact, open_: Bits | None, present: Truth | None) -> Bools:
    """The rows that surely have a day, and a bound for it."""
    known = np.ones(len(bound), dtype=np.bool_) if open_ is None else ~np.asarray(open_, dtype=np.bool_)
    return known if present is None else known & np.asarray(present.certain, dtype=np.bool_)


def _check_circles(design: Design, name: str, field: str, problems: Problems) -> None:
    table = design.tables[name]
    column = table.columns.get(field)
    if not isinstance(column, Codes):
        return
    codes = np.where(table.exists, column.codes, NONE)
    seen: set[int] = set()
    for row in np.flatnonzero(circular(codes)).tolist():
        circle = _circle(codes, row, seen)
        if circle:
            _tell_circle(design, table, field, circle, problems)


def _circle(codes: Ints, start: int, seen: set[int]) -> list[int]:
    """The circle that a chain runs into, unless it runs into rows that were seen before."""
    chain: dict[int, None] = {}
    at = start
    while at not in chain:
        if at in seen:
            return []
        seen.add(at)
        chain[at] = None
        at = int(codes[at])
    steps = list(chain)
    return steps[steps.index(at) :]


def _tell_circle(design: Design, table: Table, field: str, circle: list[int], problems: Problems) -> None:
    place = design.place_of(table.spec.name, circle[0], field)
    if len(circle) == 1:
        problems.add(
            place,
            "{table}.{field} of {id!r} is itself",
            "write none if there is nothing above it",
            table=table.spec.name,
            field=field,
            id=table.ids[circle[0]],
        )
        return
    names = [table.ids[row] for row in [*circle, circle[0]]]
    shown = names if len(names) <= 12 else [*names[:11], "…"]
    problems.add(
        place,
        "{table}.{field} goes in a circle: {circle}",
        "each must end at one that has none above it",
        table=table.spec.name,
        field=field,
        circle=" -> ".join(shown),
    )


def _check_links(design: Design, name: str, problems: Problems) -> None:
    table = design.tables[name]
    for field, spec in table.spec.fields.items():
        if spec.link is None or spec.link.past or field not in table.columns:
            continue
        target = design.tables[spec.link.to]
        for row, to in links_to(table, field, ~target.exists)[:MOST_PLACES]:
            written = design.place_of(name, row, field)
            problems.add(
                _departure(design, spec.link.to, target.ids[to]) or written,
                "{table}.{field} of {id!r} is {target!r}, which is no longer in {other}",
                "move it before {target!r} is closed or removed; the link is written at {written}",
                table=name,
                field=field,
                id=table.ids[row],
                target=target.ids[to],
                other=spec.link.to,
                written=str(written),
            )


def _departure(design: Design, table: str, id_: str) -> Place | None:
    """Where a change takes a row out of the design."""
    leaving = ("closed", "removed", "merged", "split")
    moves = (move for move in design.ledger if move.what in leaving)
    return next((move.place for move in moves if (move.table, move.entity) == (table, id_)), None)


def links_to(table: Table, field: str, targets: Bools) -> list[tuple[int, int]]:
    """The rows that exist and whose link leads to one of the targets, each with the target."""
    column = table.columns.get(field)
    if isinstance(column, Codes):
        rows, codes = np.arange(len(column.codes)), column.codes
    elif isinstance(column, Pairs):
        rows, codes = column.rows, column.codes
    else:
        return []
    held = table.exists[rows] & (codes >= 0)
    held[held] = targets[codes[held]]
    return list(zip(rows[held].tolist(), codes[held].tolist(), strict=True))
