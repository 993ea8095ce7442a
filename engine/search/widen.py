"""More freedom than a search gives: what else could be decided, and how little of it a design needs.

What could be decided besides: each entity of a table that is decided about may also keep what it has today,
or get what another one may get; and what is not decided about at all may be. Every entity that makes use
of such a freedom counts one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from pejl.engine.model.kinds import Many
from pejl.engine.model.tables import Design, Table
from pejl.engine.search.opening import Opening
from pejl.engine.search.program import Objective, Values, objective
from pejl.engine.search.reasons import Free
from pejl.engine.values.codes import NONE, Codes, Pairs
from pejl.engine.values.exact import any_of, literal_ids, settled
from pejl.engine.values.linear import OPEN, TRUE, Goal, Ints, LinearModel

Pair = tuple[int, int]
"""A row and a target."""


@dataclass(frozen=True)
class Widened:
    """An opening, and what could be open besides.

    Attributes:
        narrow: the opening as it was asked for.
        wide: the same with all that could be open.
        today: what the rows of the wide one have today.
    """

    narrow: Opening
    wide: Opening
    today: frozenset[Pair]

    @property
    def extra(self) -> int:
        """How many pairs more there are."""
        return len(self.wide.rows) - len(self.narrow.rows)

    def with_some(self, used: set[int], taken: set[Pair]) -> Opening:
        """The narrow opening with the freedom that some rows need for some pairs."""
        narrow = set(_pairs(self.narrow))
        fresh = used - {row for row, _ in narrow}
        wanted = {pair for pair in taken if pair[0] in used}
        wanted |= {pair for pair in (self.today if self.narrow.relation != OPEN else ()) if pair[0] in fresh}
        if self.narrow.relation == OPEN:
            wanted = {(row, NONE) for row in fresh}
        return _opening(self.narrow, narrow | wanted)


def widened(design: Design, opening: Opening, others: bool) -> Widened:
    """What else could be decided of a relation.

    Args:
        design: the design that the search begins with.
        opening: what is decided of it.
        others: whether what is not decided about yet is let in, and the targets of others; else those that
            are decided about may only keep what they have.
    """
    table = design.tables[opening.table]
    rows = set(opening.each.tolist())
    pairs = set(_pairs(opening))
    every = np.flatnonzero(table.exists).tolist() if others else sorted(rows)
    if opening.relation == OPEN:
        wide = pairs | {(row, NONE) for row in every}
        return Widened(opening, _opening(opening, wide), frozenset())
    pool = {target for _, target in pairs} if others else set()
    today: set[Pair] = set()
    wide = set(pairs)
    for row, held in zip(every, _held(table, opening.relation, every), strict=True):
        if held is None or (row not in rows and not _may_stay(opening, len(held))):
            continue
        today |= {(row, target) for target in held}
        wide |= {(row, target) for target in pool} | {(row, target) for target in held}
    return Widened(opening, _opening(opening, wide), frozenset(today))


def _pairs(opening: Opening) -> list[Pair]:
    return list(zip(opening.rows.tolist(), opening.targets.tolist(), strict=True))


def _opening(like: Opening, pairs: set[Pair]) -> Opening:
    rows, targets = np.array(sorted(pairs), dtype=np.int64).reshape(-1, 2).T
    return Opening(like.table, like.relation, rows, targets, like.fewest, like.most)


def _may_stay(opening: Opening, held: int) -> bool:
    """Whether a row that has so many targets today could be decided about and stay as it is."""
    return opening.fewest <= held and (opening.most is None or held <= opening.most)


def _held(table: Table, relation: str, rows: Sequence[int]) -> list[list[int] | None]:
    """The targets of some rows today; None where they are not known, or may be others."""
    column = table.columns.get(relation)
    many = isinstance(table.spec.fields[relation].kind, Many)
    if isinstance(column, Codes) and not many:
        codes = column.codes.tolist()
        return [[codes[row]] if codes[row] >= NONE else None for row in rows]
    if not isinstance(column, Pairs):
        return [None for _ in rows]
    loose = column.loose
    return [
        None
        if loose is not None and bool(np.asarray(loose)[row])
        else column.codes[column.indptr[row] : column.indptr[row + 1]].tolist()
        for row in rows
    ]


@dataclass(frozen=True)
class Cost:
    """What the freedoms cost that a solution makes use of.

    Attributes:
        objective: as few entities as can be; among those as many as can be that keep what they have.
        rows: for each opening the rows that could make use of one.
        uses: for each of those the literal that says so.
    """

    objective: Objective
    rows: list[Ints]
    uses: list[Ints]

    def used(self, at: int, values: Values) -> set[int]:
        """The rows of an opening that make use of a freedom."""
        literals = self.uses[at]
        true = values[np.abs(literals)] == (literals > 0)
        return set(self.rows[at][true].tolist())


def cost(model: LinearModel, wide: Sequence[Widened]) -> Cost:
    """What freedoms cost in a model in which all of them are open; the model grows by some literals."""
    rows, uses, strange = [], [], [np.zeros(0, dtype=np.int64)]
    for one in wide:
        each, literals, new = _uses(model, one)
        rows.append(each)
        uses.append(literals)
        strange.append(new)
    entities, targets = np.concatenate([np.zeros(0, dtype=np.int64), *uses]), np.concatenate(strange)
    weight = len(targets) + 1
    goals = [_count(entities, weight), _count(targets, 1)]
    return Cost(objective(goals), rows, uses)


def _count(literals: Ints, weight: int) -> Goal:
    """How many literals are true."""
    signs = np.sign(literals)
    constant = int((signs < 0).sum())
    return Goal({}, 1, constant, np.abs(literals), signs, Fraction(1), Fraction(weight))


def _uses(model: LinearModel, one: Widened) -> tuple[Ints, Ints, Ints]:
    """The rows that could use a freedom, for each the literal that says so, and the targets that are new."""
    block = model.block(one.wide.table, one.wide.relation)
    narrow, decided = set(_pairs(one.narrow)), set(one.narrow.rows.tolist())
    up: list[int] = []
    literals: list[int] = []
    strange: list[int] = []
    for at, pair in enumerate(_pairs(one.wide)):
        literal = block.first + at
        if pair in narrow:
            continue
        kept = pair in one.today or one.wide.relation == OPEN
        fresh = pair[0] not in decided
        up.append(pair[0])
        literals.append(-literal if kept and fresh else literal)
        if not kept:
            strange.append(literal)
    rows, numbered = np.unique(np.array(up, dtype=np.int64), return_inverse=True)
    bits = settled(np.array(literals, dtype=np.int64), model)
    found = literal_ids(any_of(bits, numbered.reshape(-1), len(rows))) if len(rows) else rows
    assert not np.any(np.abs(found) == TRUE), "a decision is no constant"
    return rows, found, np.array(strange, dtype=np.int64)


def taken(model: LinearModel, one: Widened, values: Values) -> set[Pair]:
    """The pairs of a wide opening that a solution takes."""
    true = values[model.block(one.wide.table, one.wide.relation).variables]
    return {pair for pair, held in zip(_pairs(one.wide), true.tolist(), strict=True) if held}


def told(design: Design, one: Widened, used: set[int], pairs: set[Pair]) -> list[Free]:
    """The freedoms that some rows make use of, in words."""
    opening = one.narrow
    table = design.tables[opening.table]
    narrow, decided = set(_pairs(opening)), set(opening.rows.tolist())
    found = []
    for row in sorted(used):
        if opening.relation == OPEN:
            found.append(Free(opening.table, table.ids[row], OPEN, (), False, False))
            continue
        link = table.spec.fields[opening.relation].link
        assert link is not None, "only a relation is open"
        ids = design.tables[link.to].ids
        known = row in decided
        gets = [
            target for of, target in sorted(pairs) if of == row and not (known and (of, target) in narrow)
        ]
        today = known and all((row, target) in one.today for target in gets)
        names = tuple(ids[target] for target in gets if target != NONE)
        found.append(Free(opening.table, table.ids[row], opening.relation, names, today, known))
    return found
