"""Chains of a link that is to be decided: followed step by step, with a literal for each place they may lead.

Where the design says that a row has exactly one of several parents, step k of its chain leads to exactly one
of several rows, or to none. Every step is defined by the step before it, so that the definitions are in order
whatever circles the choices would allow; a hierarchy that is decided is then forbidden to have any.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np
from msgspec import Struct
from msgspec.structs import replace

from pejl.engine.values.codes import NONE, UNKNOWN, Codes, Pairs, joined, pairs
from pejl.engine.values.exact import (
    Bits,
    Exact,
    UnsearchableError,
    any_of,
    as_sums,
    concatenated,
    literal_ids,
    pointers,
    spread,
    stretches,
    total,
)
from pejl.engine.values.linear import TRUE, Ints
from pejl.engine.values.truth import known

if TYPE_CHECKING:
    from pejl.engine.model.tables import Table

TREES = (("units", "parent"), ("positions", "reports_to"))
"""The links that lead upwards: no design has a circle of them."""

MOST_STEPS = 1_000_000
"""How many (row, choice, place) may be written out for one hierarchy."""
MOST_ENTANGLED = 2_000
"""How many rows there may be that could stand above each other in a circle."""


class Choices(Struct, frozen=True):
    """The rows that each row may link to.

    Attributes:
        n: how many rows the table has.
        row, target: each row with each target; `n` stands for one that is not known.
        guard: whether each of them is chosen; the targets of a row exclude each other.
        ends: whether each row links to none.
        ways: how many targets each row may have, none among them; one of them is chosen.
        tree: whether there are no circles in the end.
    """

    n: int
    row: Ints
    target: Ints
    guard: Bits
    ends: Bits
    ways: Ints
    tree: bool


Level = tuple[Ints, Ints, Bits]
"""Where one step leads: the rows in rising order, the place, and whether it leads there."""


def choices(table: Table, link: str) -> Choices:
    """What the rows of a table may link to, whether or not they are in the design."""
    n, column = len(table), table.columns.get(link)
    column = Codes(np.full(n, UNKNOWN)) if column is None else column
    assert isinstance(column, Codes)
    row, target, guard = column.alternatives()
    target = np.where(table.exists[row], target, NONE)
    on = np.flatnonzero(target != NONE)
    off = np.flatnonzero(target == NONE)
    return Choices(
        n,
        row[on],
        np.where(target[on] == UNKNOWN, n, target[on]),
        guard[on],
        any_of(guard[off], row[off], n),
        np.bincount(row, minlength=n),
        (table.spec.name, link) in TREES,
    )


def open_chains(table: Table, link: str) -> Pairs:
    """For each row, what its link may lead to, nearest first; the places of one step exclude each other.

    Raises:
        UnsearchableError: the choices are too entangled to be followed.
    """
    name, chosen = f"{table.spec.name}.{link}", choices(table, link)
    n = chosen.n
    most, circular = _longest(chosen, name)
    row, place, held = _all(_steps(chosen, True, most, name))
    on, lost = np.flatnonzero(place < n), np.flatnonzero(place == n)
    loose = any_of(held[lost], row[lost], n) if len(lost) else None
    row, place, held = row[on], place[on], held[on]
    if circular and not chosen.tree:
        held = _only_once(row * n + place, held)
    return pairs(n, row, place, known(held), loose)


def open_depth(table: Table, link: str) -> Exact:
    """How many steps the chain of each row may have, a chain that is lost as far as it goes."""
    name, chosen = f"{table.spec.name}.{link}", choices(table, link)
    chosen = _some(chosen, np.flatnonzero(chosen.target < chosen.n))
    most, _ = _longest(chosen, name)
    row, _, held = _all(_steps(chosen, False, most, name))
    order = np.argsort(row, kind="stable")
    return total(as_sums(held[order]), row[order], chosen.n)


def open_roots(table: Table, link: str, up: Pairs) -> Codes:
    """Where the chain of each row ends: at itself, where nothing is above it.

    Args:
        table, link: the link that the chains follow.
        up: the chains, empty for rows that are not in the design.
    """
    n, ends = len(table), choices(table, link).ends
    on_top = _held(up) & ends[up.codes]
    itself = ends if table.presence is None else ends | ~table.presence
    every = np.arange(n)
    parts = [(every, every, itself), (up.rows, up.codes, on_top)]
    if up.loose is not None:
        parts.append((every, np.full(n, UNKNOWN), up.loose))
    return joined(n, parts)


def ending(table: Table, link: str) -> Ints:
    """Literals that all have to be true, if no chain of a link that is to be decided may go in a circle.

    Raises:
        UnsearchableError: too many rows could stand above each other.
    """
    name, chosen = f"{table.spec.name}.{link}", choices(table, link)
    group, size = _groups(chosen, name)
    listed = np.flatnonzero(chosen.target < chosen.n)
    listed = listed[group[chosen.row[listed]] == group[chosen.target[listed]]]
    found = [np.zeros(0, dtype=np.int64)]
    for steps in np.unique(size[chosen.row[listed]]).tolist():
        within = _some(chosen, listed[size[chosen.row[listed]] == steps])
        levels = list(_steps(within, False, steps, name))
        if len(levels) == steps:  # who can go so many steps within so few has met one of them twice
            row, _, held = levels[-1]
            found.append(literal_ids(~held if table.presence is None else ~held | ~table.presence[row]))
    return np.concatenate(found)


def merged(up: Pairs) -> tuple[Ints, Ints, Bits]:
    """The pairs (above, below) of chains in rising order, each once, and whether it holds."""
    n, above, below = len(up), up.codes, up.rows
    if up.guard is None:
        order = np.lexsort((below, above))
        return above[order], below[order], _trues(len(above))
    keys, number = np.unique(above * n + below, return_inverse=True)
    return keys // max(n, 1), keys % max(n, 1), any_of(_held(up), number.reshape(-1), len(keys))


def _held(up: Pairs) -> Bits:
    return _trues(len(up.codes)) if up.guard is None else up.guard.certain


def _trues(n: int) -> Bits:
    return np.ones(n, dtype=np.bool_)


def _some(chosen: Choices, kept: Ints) -> Choices:
    return replace(chosen, row=chosen.row[kept], target=chosen.target[kept], guard=chosen.guard[kept])


def _all(levels: Iterator[Level]) -> Level:
    """The levels one after the other."""
    none = np.zeros(0, dtype=np.int64)
    rows, places, bits = zip((none, none, none > 0), *levels, strict=True)
    return np.concatenate(rows), np.concatenate(places), concatenated(*bits)


def _steps(chosen: Choices, whereto: bool, most: int, name: str) -> Iterator[Level]:
    """Where step 1, 2, ... of each row may lead, until none leads anywhere.

    Args:
        chosen: what each row may link to.
        whereto: whether the places are told apart; if not, all are 0, and it is told whether there is a step.
        most: how many steps are looked at.
        name: the link, for a refusal.
    """
    _refuse_too_many(chosen, whereto, most, name)
    width = chosen.n + 1
    row = np.arange(width)
    label, held = row * whereto, _trues(width)
    for _ in range(most):
        up, at = spread(pointers(row, width), chosen.target)
        if len(up) == 0:
            return
        below, place = chosen.row[up], label[at]
        taken = chosen.guard[up] & held[at]
        sure = literal_ids(held[at]) == TRUE
        if chosen.tree and whereto:  # to come back to oneself is forbidden
            on = np.flatnonzero(below != place)
            below, place, taken, sure = below[on], place[on], taken[on], sure[on]
        keys, number = np.unique(below * width + place, return_inverse=True)
        number = number.reshape(-1)
        row, label = keys // width, keys % width
        always = np.bincount(number[sure], minlength=len(keys)) == chosen.ways[row]
        held = any_of(taken | always[number], number, len(keys))
        yield row, label, held


def _refuse_too_many(chosen: Choices, whereto: bool, most: int, name: str) -> None:
    """Go the same ways as `_steps`, but without a literal for any of them."""
    width, spent = chosen.n + 1, 0
    row = np.arange(width)
    label = row * whereto
    for _ in range(most):
        up, at = spread(pointers(row, width), chosen.target)
        spent += len(up)
        if spent > MOST_STEPS:
            raise UnsearchableError(
                "the chain of {relation}, which has more than {most} ways to go with so much to be decided",
                relation=name,
                most=MOST_STEPS,
            )
        below, place = chosen.row[up], label[at]
        on = below != place if chosen.tree and whereto else slice(None)
        keys = np.unique(below[on] * width + place[on])
        if len(keys) == 0:
            return
        row, label = keys // width, keys % width


def _longest(chosen: Choices, name: str) -> tuple[int, bool]:
    """How many steps a chain can have before it meets a row again, and whether one can."""
    group, size = _groups(chosen, name)
    listed = np.flatnonzero(chosen.target < chosen.n)
    below, above = group[chosen.row[listed]], group[chosen.target[listed]]
    circular = bool((below == above).any())
    onward = below != above
    below, above = below[onward], above[onward]
    longest = size.copy()
    while True:
        further = longest.copy()
        np.maximum.at(further, below, size[below] + longest[above])
        if np.array_equal(further, longest):
            simple = chosen.tree and len(onward) == len(chosen.target)  # no step out into what is not known
            return int(longest.max(initial=1)) - simple, circular
        longest = further


def _groups(chosen: Choices, name: str) -> tuple[Ints, Ints]:
    """For each row, the first of those that may stand above it and below it, and how many they are."""
    group = np.arange(chosen.n)
    listed = np.flatnonzero(chosen.target < chosen.n)
    row, target = chosen.row[listed], chosen.target[listed]
    while True:  # who has none above, or none below, is in no circle
        kept = (np.bincount(target, minlength=chosen.n)[row] > 0) & (
            np.bincount(row, minlength=chosen.n)[target] > 0
        )
        if kept.all():
            break
        row, target = row[kept], target[kept]
    rows, number = np.unique(np.concatenate([row, target]), return_inverse=True)
    if len(rows) > MOST_ENTANGLED:
        raise UnsearchableError(
            "the circles of {relation}, where more than {most} rows could stand above each other",
            relation=name,
            most=MOST_ENTANGLED,
        )
    reach = np.eye(len(rows), dtype=np.float32)
    reach[number.reshape(-1)[: len(row)], number.reshape(-1)[len(row) :]] = 1
    while len(rows):
        further = np.minimum(reach @ reach, 1)
        if np.array_equal(further, reach):
            break
        reach = further
    if len(rows):
        group[rows] = rows[np.argmax((reach > 0) & (reach.T > 0), axis=1)]
    return group, np.bincount(group, minlength=chosen.n)[group]


def _only_once(keys: Ints, held: Bits) -> Bits:
    """Whether each member holds and none before it with the same key does."""
    order = np.argsort(keys, kind="stable")
    starts = np.flatnonzero(np.diff(keys[order], prepend=-1))
    before = np.arange(len(keys)) - np.repeat(starts, np.diff(np.append(starts, len(keys))))
    member, at = stretches(np.arange(len(keys)) - before, before)
    ranked = held[order]
    first = ranked & ~any_of(ranked[at], member, len(keys))
    back = np.empty(len(keys), dtype=np.int64)
    back[order] = np.arange(len(keys))
    return first[back]
