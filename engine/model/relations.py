"""Relations that follow from others: the way back of a link, and the chains of a link."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from pejl.engine.model.hierarchies import merged, open_chains, open_depth, open_roots
from pejl.engine.values.codes import NONE, UNKNOWN, Codes, Pairs, pairs
from pejl.engine.values.exact import Bits, Bools, Exact, concatenated, literal_ids, row_pointers, weighed
from pejl.engine.values.linear import FALSE, Ints
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
        return _with_maybe(
            n, _nothing(), every, if_there(table, every, _rows_all_true(len(every))), to, loose
        )
    if isinstance(column, Codes):
        row, target, guard = column.alternatives()
        held = table.exists[row]
        pointing = np.flatnonzero(held & (target >= 0))
        unsure = np.flatnonzero(held & (target == UNKNOWN))
        held_by, lost_by = row[pointing], row[unsure]
        listed = (target[pointing], held_by, known(if_there(table, held_by, guard[pointing])))
        return _with_maybe(n, listed, lost_by, if_there(table, lost_by, guard[unsure]), to, loose)
    assert isinstance(column, Pairs)
    row = column.rows
    pointing = np.flatnonzero(table.exists[row] & (column.codes >= 0))
    guard_of = _rows_true(len(pointing)) if column.guard is None else column.guard.take(pointing)
    if table.presence is not None:
        guard_of = guard_of & known(table.presence[row[pointing]])
    listed = (column.codes[pointing], row[pointing], guard_of)
    flags: Bits = np.zeros(len(every), dtype=np.bool_)
    if column.loose is not None:
        flags = if_there(table, every, column.loose[every])
    return _with_maybe(n, listed, every, flags, to, loose)


def if_there(table: Table, rows: Ints, bits: Bits) -> Bits:
    """Bits that belong to rows which may be in the design: true only where the row is in it."""
    return bits if table.presence is None else bits & table.presence[rows]


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
        possible = if_there(to, maybe_target, guard[np.repeat(np.arange(len(unsure)), len(targets))])
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
        UnsearchableError: the link itself is to be decided, and its choices are too many to be followed.
    """
    if direction.startswith("self and "):
        others = closure(design, table, link, direction.removeprefix("self and "))
        assert isinstance(others, Pairs)
        return _with_self(others, table)
    if direction == "depth":
        return _depth(design, table, link)
    up = _up(design, table, link)
    if direction == "up":
        return up
    if direction == "down":
        back = table.spec.fields[link].link
        open_ended = _unfinished(table, table, back.inverse if back else "")
        return _below(table, up, open_ended)
    return _root(table, link, up)


def _up(design: Design, table: Table, link: str) -> Pairs:
    """The chains of a link, made once; a row that is not in the design has none."""
    key = (table.spec.name, f"up {link}")
    if key not in design._derived:
        up = open_chains(table, link) if _decided(table, link) else chains(_codes(table, link))
        if table.presence is not None:
            guard = _rows_true(len(up.codes)) if up.guard is None else up.guard
            loose = None if up.loose is None else up.loose & table.presence
            up = Pairs(up.indptr, up.codes, guard & known(table.presence[up.rows]), loose)
        design._derived[key] = up
    up_ = design._derived[key]
    assert isinstance(up_, Pairs)
    return up_


def _decided(table: Table, link: str) -> bool:
    column = table.columns.get(link)
    return isinstance(column, Codes) and column.open


def _codes(table: Table, link: str) -> Ints:
    """What each row links to, where nothing of it is to be decided."""
    column = table.columns.get(link)
    assert column is None or isinstance(column, Codes)
    codes = np.full(len(table), UNKNOWN) if column is None else column.codes
    return np.where(table.exists, codes, NONE)


def _depth(design: Design, table: Table, link: str) -> Number:
    lengths: Exact
    present = loose = None
    if _decided(table, link):
        lengths = open_depth(table, link)
        if (table.columns[link].codes == UNKNOWN).any():  # type: ignore[union-attr]
            loose = _up(design, table, link).loose
    else:
        up, endless = _up(design, table, link), circular(_codes(table, link))
        lengths, loose = np.diff(up.indptr), up.loose
        present = known(~endless) if endless.any() else None
    if table.presence is not None:
        lengths = weighed(table.presence, lengths)
    return Number(lengths, lengths, present=present, above=loose, natural=True)


def _root(table: Table, link: str, up: Pairs) -> Codes:
    if _decided(table, link) or table.presence is not None:
        return open_roots(table, link, up)
    n, lengths = len(table), np.diff(up.indptr)
    last = np.where(
        lengths > 0, up.codes[np.maximum(up.indptr[1:] - 1, 0)] if len(up.codes) else 0, np.arange(n)
    )
    last[circular(_codes(table, link))] = NONE
    if up.loose is not None:
        last[np.asarray(up.loose)] = UNKNOWN
    return Codes(last)


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


def _with_self(others: Pairs, table: Table) -> Pairs:
    """Each row before those that its chain gives."""
    every = np.flatnonzero(table.exists)
    rows = np.concatenate([every, others.rows])
    codes = np.concatenate([every, others.codes])
    guard = None
    if others.guard is not None or table.presence is not None:
        self_ = if_there(table, every, _rows_all_true(len(every)))
        rest = _rows_true(len(others.codes)) if others.guard is None else others.guard
        certain = concatenated(self_, rest.certain)
        guard = Truth(certain, certain if rest.exact else concatenated(self_, rest.possible))
    return pairs(len(others), rows, codes, guard, others.loose)


def _below(table: Table, up: Pairs, open_ended: Bools | None) -> Pairs:
    """Turn chains round; a row whose chain is lost may be below all rows that are not below itself.

    `open_ended` rows may have rows right below them that are not written; so has, then, all above them.
    """
    n = len(up)
    above, below, held = merged(up)
    lost = np.zeros(n, dtype=np.bool_) if up.loose is None else up.loose
    unsure, targets = np.flatnonzero(literal_ids(lost) != FALSE), np.flatnonzero(table.exists)
    present = table.exists if table.presence is None else table.presence
    loose: Bits | None = None if open_ended is None else open_ended & present
    guard = known(held)
    if len(unsure) * len(targets) > MOST_MAYBE_PAIRS:
        loose = np.ones(n, dtype=np.bool_)
    elif len(unsure):
        above, below, guard = _perhaps_below(table, (above, below, held), unsure, lost)
    if loose is not None:
        through = known(guard.possible & loose[below]).any(above, n)
        loose = loose | through.possible
    return pairs(n, above, below, guard, loose)


def _perhaps_below(
    table: Table, listed: tuple[Ints, Ints, Bits], unsure: Ints, lost: Bits
) -> tuple[Ints, Ints, Truth]:
    """The listed pairs (above, below), and the possible ones of rows whose chain is lost."""
    n = len(table)
    above, below, held = listed
    targets = np.flatnonzero(table.exists)
    maybe_above, maybe_below = np.tile(targets, len(unsure)), np.repeat(unsure, len(targets))
    others = np.flatnonzero(maybe_above != maybe_below)
    maybe_above, maybe_below = maybe_above[others], maybe_below[others]
    sure, upside_down = above * n + below, maybe_below * n + maybe_above
    possible = if_there(table, maybe_above, lost[maybe_below]) & ~_looked_up(upside_down, sure, held)
    keys = np.union1d(sure, maybe_above * n + maybe_below)
    certain = _looked_up(keys, sure, held)
    maybe = maybe_above * n + maybe_below
    order = np.argsort(maybe)
    return (
        keys // n,
        keys % n,
        Truth(certain, certain | _looked_up(keys, maybe[order], possible[order])),
    )


def _looked_up(keys: Ints, ranked: Ints, bits: Bits) -> Bits:
    """The bits of some keys among others that are in rising order; false for those that are not there."""
    if len(ranked) == 0:
        return np.zeros(len(keys), dtype=np.bool_)
    at = np.minimum(np.searchsorted(ranked, keys), len(ranked) - 1)
    listed: Bools = ranked[at] == keys
    found: Bits = bits[at] & listed
    return found
