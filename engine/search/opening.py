"""What may be decided: a relation with its rows and their possible targets, and columns under literals."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from pejl.engine.values.codes import Codes, Pairs, alternatives
from pejl.engine.values.exact import Bits, Sums, add_terms, pointers, settled
from pejl.engine.values.linear import Ints, LinearModel
from pejl.engine.values.truth import known

Parts = list[tuple[Ints, Ints, Ints]]
"""Rows, codes and literals, in any order."""


@dataclass(frozen=True)
class Opening:
    """A relation that is to be decided for some entities, or which of them are in the design at all.

    Attributes:
        table: the table of the entities.
        relation: a field that links to one entity or to many; `open` for whether they are there.
        rows, targets: every row with every target that it may get, in the order of the rows; NONE among
            the targets allows none, for a link to one. For `open` the targets are all NONE.
        fewest, most: how many targets a row of a link to many gets; None is as many as there are.
    """

    table: str
    relation: str
    rows: Ints
    targets: Ints
    fewest: int = 0
    most: int | None = None

    @property
    def each(self) -> Ints:
        """The rows that are open, each once."""
        return np.unique(self.rows)


def every_pair(table: str, relation: str, rows: Iterable[int], targets: Iterable[int]) -> Opening:
    """An opening in which each row may get each target."""
    sources, ends = np.array(list(rows), dtype=np.int64), np.array(list(targets), dtype=np.int64)
    return Opening(table, relation, np.repeat(sources, len(ends)), np.tile(ends, len(sources)))


def counted(rows: Ints, literals: Ints, model: LinearModel) -> tuple[Ints, Sums]:
    """How many of its literals are true for each row that stands in `rows`, which are in rising order.

    Returns:
        for each literal the number of its row among those, and the counts.
    """
    fresh = np.diff(rows, prepend=-1) != 0
    up = np.cumsum(fresh) - 1
    none = np.zeros(int(fresh.sum()), dtype=np.int64)
    return up, add_terms(none, up, literals, np.ones_like(literals), model)


def as_codes(n: int, parts: Parts, model: LinearModel) -> Codes:
    """One value a row from alternatives in any order: row, code and literal."""
    up, codes, ids = (np.concatenate([part[at] for part in parts]) for at in range(3))
    order = np.argsort(up, kind="stable")
    return alternatives(n, up[order], codes[order], settled(ids[order], model))


def as_pairs(n: int, parts: Parts, loose: Bits | None, model: LinearModel) -> Pairs:
    """A relation to many from pairs in any order: row, target and literal."""
    up, codes, ids = (np.concatenate([part[at] for part in parts]) for at in range(3))
    order = np.argsort(up, kind="stable")
    guard = known(settled(ids[order], model))
    return Pairs(pointers(up, n), codes[order], guard, loose)
