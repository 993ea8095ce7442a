"""Whether one thing is among the members of a relation, looked up instead of compared with every member.

`a.unit in a.task.responsible` for a hundred thousand rows `a`, where each task may get any of eighty units,
would compare eight million pairs; the relation itself has only as many as there are tasks times eighty.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from pejl.engine.evaluate import sources
from pejl.engine.evaluate.frames import Frame
from pejl.engine.evaluate.operations import loosened
from pejl.engine.language import terms as t
from pejl.engine.values.codes import UNKNOWN, Codes, Pairs, literal_taken
from pejl.engine.values.linear import Ints
from pejl.engine.values.truth import Truth, known

if TYPE_CHECKING:
    from pejl.engine.evaluate.walk import Walk

WORTH = 4
"""How many times as many comparisons there must be as pairs and rows, before looking up is quicker."""


def looked_up(term: t.Member, frame: Frame, walk: Walk) -> Truth | None:
    """Whether the element of each row is among the members of a relation; None where that has to be compared.

    Only what is closed can be looked up: the element, and where the relation starts from. What is open is
    whether each pair of the relation belongs.
    """
    *before, generator = term.stream.generators
    plain = not before and not generator.conditions and isinstance(term.stream.element, t.Variable)
    if not plain or not isinstance(generator.source, t.OfRelation | t.OfChain | t.OfDuplicates):
        return None
    base, element = walk.codes(generator.source.base, frame), walk.value(term.element, frame)
    if base.open or not isinstance(element, Codes) or element.open or (element.codes == UNKNOWN).any():
        return None
    column = sources.relation(generator.source, walk)
    if not _is_worth_while(column, base):
        return None
    walk.spend(frame.n)
    return _found(column, base.codes, element.codes)


def _is_worth_while(column: Pairs, base: Codes) -> bool:
    if len(column.codes) == 0 or column.codes.min() < 0:
        return False
    there = base.codes[base.codes >= 0]
    return int(np.diff(column.indptr)[there].sum()) > WORTH * (len(column.codes) + len(base))


def _found(column: Pairs, rows: Ints, codes: Ints) -> Truth:
    """Whether each row of a relation has a code among its targets."""
    width = int(max(column.codes.max(), codes.max(initial=0))) + 1
    pairs, number = np.unique(column.rows * width + column.codes, return_inverse=True)
    every = known(np.ones(len(column.codes), dtype=np.bool_)) if column.guard is None else column.guard
    held = _by_pair(every, number.reshape(-1), len(pairs))
    wanted = np.where((rows >= 0) & (codes >= 0), rows * width + codes, -1)
    at = np.minimum(np.searchsorted(pairs, wanted), len(pairs) - 1)
    found = held.take(np.where(pairs[at] == wanted, at, -1))
    unknown = rows == UNKNOWN
    if column.loose is None and not unknown.any():
        return found
    lax = unknown if column.loose is None else literal_taken(column.loose, rows) | unknown
    return loosened(found, lax)


def _by_pair(held: Truth, number: Ints, n: int) -> Truth:
    """Whether each of n different pairs belongs, from members that may repeat one."""
    if len(number) > n:
        return held.any(number, n)
    order = np.argsort(number)
    return held.take(order)
