"""An answer of a search beside a design that somebody decided: where the two agree, and what each difference
costs.

The price of a difference is exact: the search is solved again with that one point as it was decided and all
else free, so it tells how much better or worse the best design gets for giving in on it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from pejl.engine.findings import Bilingual, Change
from pejl.engine.model.kinds import Many
from pejl.engine.model.tables import Design
from pejl.engine.prepare import Search
from pejl.engine.search.conflict import conflicts
from pejl.engine.search.deadline import Deadline
from pejl.engine.search.decide import Completion, completion_of
from pejl.engine.search.program import Values, asserted, objective, program
from pejl.engine.search.proposals import targets_of
from pejl.engine.search.reasons import Member
from pejl.engine.search.solver import Limits, Solver, Status
from pejl.engine.values.codes import NONE
from pejl.engine.values.linear import OPEN, Decided, Ints


@dataclass(frozen=True)
class Point:
    """One thing that was open: what the answer says of it, and what was decided.

    Attributes:
        table, entity, relation: what is open; the relation `open` is whether the entity is there.
        before, found, decided: the ids of its targets in the design that the search began with, in the answer
            and in the decision; for `open` the entity itself, or nothing. None is not known.
    """

    table: str
    entity: str
    relation: str
    before: tuple[str, ...] | None
    found: tuple[str, ...]
    decided: tuple[str, ...] | None

    @property
    def agrees(self) -> bool:
        """Whether the answer is as was decided."""
        return self.decided is not None and set(self.found) == set(self.decided)

    @property
    def moves(self) -> bool:
        """Whether the answer or the decision changes anything."""
        return self.before is None or set(self.before) != set(self.found) or self.decided != self.before


@dataclass(frozen=True)
class Price:
    """What it costs to give in on a point.

    Attributes:
        point: the point.
        extra: how much the objective of the first rank grows; None where no design exists, or none was found.
        breaks: the rules and entities that cannot be kept then, as a minimal conflict.
        outside: whether the search could not choose what was decided.
        proven: whether the price is exact; else it is the best that was found.
    """

    point: Point
    extra: Fraction | None
    breaks: tuple[Member, ...] = ()
    outside: bool = False
    proven: bool = True


@dataclass(frozen=True)
class Beside:
    """An answer beside a decision.

    Attributes:
        design: the design that was decided.
        title: what it is called.
        agreed: the points on which they agree.
        prices: the price of each difference.
        elsewhere: what was decided besides, of things that the search could not choose.
    """

    design: str
    title: Bilingual
    agreed: tuple[Point, ...]
    prices: tuple[Price, ...]
    elsewhere: tuple[Change, ...]


def beside(search: Search, values: Values, decided: Design, solver: Solver, limits: Limits) -> Beside:
    """Compare an answer with a design that was decided.

    Args:
        search: the search.
        values: the answer.
        decided: the design; its rows are known by their ids.
        solver: what solves for the prices.
        limits: how long all of that may take.
    """
    decisions = search.model.decisions
    completion = completion_of(search.model, decisions[values[decisions]])
    points = [point for point in _points(search, completion, decided) if point.moves]
    deadline = Deadline(limits)
    best = _objective(search, values)
    prices = [_price(search, point, best, solver, deadline) for point in points if not point.agrees]
    agreed = tuple(point for point in points if point.agrees)
    return Beside(
        decided.id, decided.title, agreed, tuple(prices), tuple(_elsewhere(search, completion, decided))
    )


def _elsewhere(search: Search, completion: Completion, decided: Design) -> Iterator[Change]:
    """What the decision changes, but neither the search nor what it began with."""
    begun = search.asked.design
    open_ = {
        (table, begun.tables[table].ids[row], relation)
        for (table, relation), rows in completion.items()
        for row in rows
    }
    known = {(one.table, one.entity, one.detail, one.after) for one in begun.ledger}
    for one in decided.ledger:
        written = one.what not in ("followed", "ambiguous", "unresolved")
        point = (one.table, one.entity, one.detail or OPEN)
        if written and point not in open_ and (one.table, one.entity, one.detail, one.after) not in known:
            yield one


def _points(search: Search, completion: Completion, decided: Design) -> Iterator[Point]:
    """Everything that was open and is in all designs, with what each says of it."""
    begun = search.asked.design
    for (table, relation), rows in completion.items():
        ids = begun.tables[table].ids
        numbers = {id_: row for row, id_ in enumerate(decided.tables[table].ids)}
        there = decided.tables[table].exists
        candidates = {id_ for name, id_ in search.asked.candidates.rows if name == table}
        for row, targets in rows.items():
            id_, now = ids[row], numbers.get(ids[row])
            present = now is not None and bool(there[now])
            if relation == OPEN:
                before = () if id_ in candidates else (id_,)
                yield Point(table, id_, OPEN, before, (id_,) if targets else (), (id_,) if present else ())
            elif now is not None and present:
                link = begun.tables[table].spec.fields[relation].link
                assert link is not None
                names = begun.tables[link.to].ids
                yield Point(
                    table,
                    id_,
                    relation,
                    _named(begun, table, relation, row),
                    tuple(names[target] for target in targets),
                    _named(decided, table, relation, now),
                )


def _named(design: Design, table: str, relation: str, row: int) -> tuple[str, ...] | None:
    """The ids of the targets of a row; None if they are not known."""
    targets, loose = targets_of(design, table, relation, row)
    link = design.tables[table].spec.fields[relation].link
    assert link is not None
    return None if loose else tuple(design.tables[link.to].ids[target] for target in targets)


def _objective(search: Search, values: Values) -> Fraction:
    goal = objective(search.first_goals)
    return (goal.constant + int(goal.coefficients[values[goal.variables]].sum())) * goal.step


def _price(search: Search, point: Point, best: Fraction, solver: Solver, deadline: Deadline) -> Price:
    """Solve again with one point as it was decided."""
    literals = _literals(search, point)
    if literals is None:
        return Price(point, None, outside=True)
    model = search.model
    wanted = np.concatenate([literals, asserted(model)])
    goal = objective(search.first_goals)
    solved = solver.solve(program(model, wanted), goal, deadline.part(0.2))
    if solved.values is not None:
        assert solved.best is not None
        return Price(point, solved.best * goal.step - best, proven=solved.status is Status.OPTIMAL)
    if solved.status is Status.UNKNOWN:
        return Price(point, None, proven=False)
    model.structure.append(literals)
    try:
        found = conflicts(model, solver, deadline.part(0.2), 1)
    finally:
        model.structure.pop()
    return Price(point, None, breaks=found[0].members if found else ())


def _literals(search: Search, point: Point) -> Ints | None:
    """The literals that say a point is as it was decided; None if the search could not choose that."""
    block = search.model.block(point.table, point.relation)
    at = np.flatnonzero(block.rows == list(block.ids).index(point.entity))
    if point.decided is None:
        return None
    if point.relation == OPEN:
        return (at + block.first) * (1 if point.decided else -1)
    one = not isinstance(search.asked.design.tables[point.table].spec.fields[point.relation].kind, Many)
    wanted: set[int | None] = {_target(block, id_) for id_ in point.decided} or ({NONE} if one else set())
    if not wanted <= set(block.targets[at].tolist()):
        return None
    return np.where(np.isin(block.targets[at], sorted(wanted)), at + block.first, -(at + block.first))


def _target(block: Decided, id_: str) -> int | None:
    ids = list(block.target_ids)
    return ids.index(id_) if id_ in ids else None
