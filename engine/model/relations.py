"""Relations that follow from others: the way back of a link, and the chains of a link."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from pejl.engine.values.codes import NONE, UNKNOWN, Codes, Pairs, pairs
from pejl.engine.values.exact import Bits, Bools, concatenated, row_pointers
from pejl.engine.values.linear import Ints
from pejl.engine.values.numbers import Number
from pejl.engine.values.truth import Truth, known

if TYPE_CHECKING:
    from pejl.engine.model.tables import Design, Table, Value

MOST_MAYBE_PAIRS = 200_000
"""How many "may belong to any of them" pairs are written out before the rows are just marked loose."""


def inverse(design: Design, source: str, link: str, to: Table, name: str) -> Pairs:
    """Turn a link round: for each row of the target table, the rows of the source table that point to it.

    A source whose target is unknown may belong to every target. A source that is not written may belong
    to the targets that declare the relation incomplete, or to every target if none declares it.
    """
    table = design.tables[source]
    n = len(to)
    column = table.columns.get(link)
    every = np.flatnonzero(table.exists)
    loose = _unfinished(table, to, name)
    if column is None:
        return _with_maybe(n, _nothing(), every, _rows_all_true(len(every)), to, loose)
    if isinstance(column, Codes):
        row, target, guard = column.alternatives()
        held = table.exists[row]
        pointing = np.flatnonzero(held & (target >= 0))
        unsure = np.flatnonzero(held & (target == UNKNOWN))
        listed = (target[pointing], row[pointing], known(guard[pointing]))
        return _with_maybe(n, listed, row[unsure], guard[unsure], to, loose)
    assert isinstance(column, Pairs)
    row = column.rows
    pointing = np.flatnonzero(table.exists[row] & (column.codes >= 0))
    guard_of = _rows_true(len(row)) if column.guard is None else column.guard
    listed = (column.codes[pointing], row[pointing], guard_of.take(pointing))
    flags: Bits = np.zeros(len(every), dtype=np.bool_)
    if column.loose is not None:
        flags = column.loose[every]
    return _with_maybe(n, listed, every, flags, to, loose)


def _unfinished(source: Table, to: Table, name: str) -> Bools | None:
    """The rows to which sources may point that are not written; None if there are no such rows.

    Where some row declares the way back incomplete, the rows that do not declare it have it complete.
    """
    declared = to.loose_ways_back.get(name)
    if source.loose or (source.unlisted and declared is None):
        return _rows_all_true(len(to))
    return declared


def _nothing() -> tuple[Ints, Ints, Truth]:
    none = np.zeros(0, dtype=np.int64)
    return none, none, _rows_true(0)


def _rows_true(n: int) -> Truth:
    return known(np.ones(n, dtype=np.bool_))


def _rows_all_true(n: int) -> Bools:
    return np.ones(n, dtype=np.bool_)


def _with_maybe(
    n: int,
    listed: tuple[Ints, Ints, Truth],
    unsure: Ints,
    guard: Bits,
    to: Table,
    loose: Bools | None,
) -> Pairs:
    """The listed pairs (target, source), and a possible one of each unsure source with every other target."""
    target, source, held = listed
    if isinstance(guard, np.ndarray):
        unsure, guard = unsure[guard], guard[guard]
    targets = np.flatnonzero(to.exists)
    if len(unsure) * len(targets) > MOST_MAYBE_PAIRS:
        unsure, guard = unsure[:0], guard[np.arange(0)]
        loose = _rows_all_true(n)
    if len(unsure):
        maybe_target = np.tile(targets, len(unsure))
        maybe_source = np.repeat(unsure, len(targets))
        possible = guard[np.repeat(np.arange(len(unsure)), len(targets))]
        width = int(max(source.max(initial=0), unsure.max(initial=0))) + 1
        new = np.flatnonzero(~np.isin(maybe_target * width + maybe_source, target * width + source))
        target = np.concatenate([target, maybe_target[new]])
        source = np.concatenate([source, maybe_source[new]])
        never = np.zeros(len(new), dtype=np.bool_)
        certain = concatenated(held.certain, never)
        held = Truth(certain, concatenated(held.possible, possible[new]))
    order = np.lexsort((source, target))
    return pairs(n, target[order], source[order], held.take(order), loose)


def closure(design: Design, table: Table, link: str, direction: str) -> Value:
    """What the chains of a link give: up (all above, nearest first), down, the root, or the depth.

    "self and up" and "self and down" begin with the row itself.

    Raises:
        UnsearchableError: the link itself is to be decided.
    """
    from pejl.engine.values.exact import UnsearchableError

    if direction.startswith("self and "):
        others = closure(design, table, link, direction.removeprefix("self and "))
        assert isinstance(others, Pairs)
        return _with_self(others, np.flatnonzero(table.exists))
    column = table.columns.get(link)
    n = len(table)
    codes = np.full(n, UNKNOWN) if column is None else column.codes if isinstance(column, Codes) else None
    if codes is None or (isinstance(column, Codes) and column.open):
        raise UnsearchableError(f"the chain of {table.spec.name}.{link}, which is to be decided")
    codes = np.where(table.exists, codes, NONE)
    up = chains(codes)
    if direction == "up":
        return up
    endless = circular(codes)
    if direction == "down":
        unsure = np.flatnonzero(up.loose) if isinstance(up.loose, np.ndarray) else np.zeros(0, dtype=np.int64)
        back = table.spec.fields[link].link
        open_ended = _unfinished(table, table, back.inverse if back else "")
        return _below(table, up, unsure, open_ended)
    lengths = np.diff(up.indptr)
    loose = np.zeros(n, dtype=np.bool_) if up.loose is None else np.asarray(up.loose)
    if direction == "depth":
        present = None if not endless.any() else known(~endless)
        return Number(lengths, lengths, present=present, above=loose if loose.any() else None, natural=True)
    last = np.where(
        lengths > 0, up.codes[np.maximum(up.indptr[1:] - 1, 0)] if len(up.codes) else 0, np.arange(n)
    )
    return Codes(np.where(loose, UNKNOWN, np.where(endless, NONE, last)))


def chains(codes: Ints) -> Pairs:
    """For each row, the rows that its link leads to, nearest first, each once; loose where it is lost."""
    n = len(codes)
    limit = np.full(n, n)
    for row in np.flatnonzero(circular(codes)):  # circles are refused in a loaded design: rare
        seen: list[int] = []
        step_from = int(codes[row])
        while step_from not in seen:
            seen.append(step_from)
            step_from = int(codes[step_from])
        limit[row] = len(seen)
    loose = codes == UNKNOWN
    rows, at = np.flatnonzero(codes >= 0), codes[codes >= 0]
    found: list[tuple[Ints, Ints]] = []
    lengths = np.zeros(n, dtype=np.int64)
    while len(rows):
        found.append((rows, at))
        lengths[rows] = len(found)
        following = codes[at]
        loose[rows[following == UNKNOWN]] = True
        on = (following >= 0) & (len(found) < limit[rows])
        rows, at = rows[on], following[on]
    indptr = row_pointers(lengths)
    to = np.empty(int(indptr[-1]), dtype=np.int64)
    for step, (rows, at) in enumerate(found):
        to[indptr[rows] + step] = at
    return Pairs(indptr, to, None, loose if loose.any() else None)


def circular(codes: Ints) -> Bools:
    """The rows whose chain never ends."""
    ahead = codes.copy()
    for _ in range(max(len(codes), 1).bit_length()):
        on = ahead >= 0
        ahead[on] = ahead[ahead[on]]
    return ahead >= 0


def _with_self(others: Pairs, every: Ints) -> Pairs:
    """Each row before those that its chain gives."""
    rows = np.concatenate([every, others.rows])
    codes = np.concatenate([every, others.codes])
    guard = None
    if others.guard is not None:
        certain = concatenated(_rows_all_true(len(every)), others.guard.certain)
        possible = concatenated(_rows_all_true(len(every)), others.guard.possible)
        guard = Truth(certain, possible)
    return pairs(len(others), rows, codes, guard, others.loose)


def _below(table: Table, up: Pairs, unsure: Ints, open_ended: Bools | None) -> Pairs:
    """Turn chains round; a row whose chain is lost may be below all rows that are not below itself.

    `open_ended` rows may have rows right below them that are not written; so has, then, all above them.
    """
    above, below = up.codes, up.rows
    n = len(up)
    targets = np.flatnonzero(table.exists)
    loose = None if open_ended is None else open_ended & table.exists
    sure = len(above)
    if len(unsure) * len(targets) > MOST_MAYBE_PAIRS:
        loose = np.ones(n, dtype=np.bool_)
    elif len(unsure):
        maybe_above, maybe_below = np.tile(targets, len(unsure)), np.repeat(unsure, len(targets))
        known_pairs = np.concatenate([above * n + below, below * n + above])
        new = ~np.isin(maybe_above * n + maybe_below, known_pairs) & (maybe_above != maybe_below)
        above = np.concatenate([above, maybe_above[new]])
        below = np.concatenate([below, maybe_below[new]])
    if loose is not None:
        loose = loose | (np.bincount(above[loose[below]], minlength=n) > 0)
    order = np.lexsort((below, above))
    certain = np.arange(len(above)) < sure
    guard = Truth(certain[order], np.ones(len(above), dtype=np.bool_))
    return pairs(n, above[order], below[order], known(guard.certain) if certain.all() else guard, loose)
