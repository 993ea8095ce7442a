"""Frames: the rows for which an expression is evaluated, all at once.

The outermost frame has one row and binds nothing. Each generator expands a frame: every row becomes
as many rows as the generator gives it, and one more variable is bound.
"""

from __future__ import annotations

import numpy as np
from msgspec import Struct, field

from pejl.engine.findings import Shown
from pejl.engine.language.terms import Term
from pejl.engine.model.tables import Value
from pejl.engine.values.codes import Codes
from pejl.engine.values.linear import Ints


class Frame(Struct, eq=False):
    """Rows of one nesting level.

    Attributes:
        n: how many rows.
        parent: the frame that was expanded; None for the outermost.
        up: the row of the parent that each row comes from, in rising order.
        variable, values: the variable bound here, and its entity for each row.
        memo: what was evaluated here, by the identity of the term (kept, so that no other gets its id).
        shown: what was shown of it, by the text of the term: messages in two languages show the same.
    """

    n: int
    parent: Frame | None = None
    up: Ints = field(default_factory=lambda: np.zeros(0, dtype=np.int64))
    variable: str = ""
    values: Codes | None = None
    memo: dict[int, tuple[Term, Value]] = field(default_factory=dict)
    bound: frozenset[str] = frozenset()
    shown: dict[tuple[str, frozenset[str]], list[Shown]] = field(default_factory=dict)

    def expanded(self, up: Ints, variable: str, values: Codes) -> Frame:
        """The frame whose rows come from rows `up` of this one and bind one more variable."""
        return Frame(len(up), self, up, variable, values, {}, self.bound | {variable})

    def kept(self, rows: Ints) -> Frame:
        """This frame with some of its rows only."""
        assert self.values is not None
        return Frame(
            len(rows), self.parent, self.up[rows], self.variable, self.values.take(rows), {}, self.bound
        )

    def home(self, free: frozenset[str]) -> Frame:
        """The outermost frame in which these variables are bound: where a term is evaluated just once."""
        frame = self
        while frame.parent is not None and free <= frame.parent.bound:
            frame = frame.parent
        return frame

    def rows_of(self, ancestor: Frame) -> Ints | None:
        """For each row, the row of an ancestor that it comes from; None if they are one frame."""
        rows: Ints | None = None
        frame = self
        while frame is not ancestor:
            rows = frame.up if rows is None else frame.up[rows]
            assert frame.parent is not None, "a term is evaluated where its variables are bound"
            frame = frame.parent
        return rows


def outermost() -> Frame:
    """The frame of one row in which nothing is bound."""
    return Frame(1)
