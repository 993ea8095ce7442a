"""What a search makes small, as linear sums: the terms of its `minimise`, and the warnings that remain."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from fractions import Fraction

import numpy as np

from pejl.engine.errors import Problem
from pejl.engine.evaluate.walk import TooManyStepsError, Walk
from pejl.engine.findings import Bilingual
from pejl.engine.model.tables import Design
from pejl.engine.search.spec import Minimise
from pejl.engine.values.codes import UNKNOWN, Codes, Pairs
from pejl.engine.values.exact import (
    Exact,
    Literals,
    Sums,
    UnsearchableError,
    as_sums,
    literal_ids,
    settled,
    total,
)
from pejl.engine.values.linear import OPEN, TRUE, Goal, Ints, LinearModel
from pejl.engine.values.numbers import TooLargeError

WARNINGS = {"da": "Advarsler", "en": "Warnings"}
CHANGES = {"da": "Ændringer", "en": "Changes"}
UNUSUAL = {"da": "Uvante forbindelser", "en": "Unusual links"}

Entity = tuple[str, str]
"""A table and the id of one of its rows."""
Relation = Codes | Pairs


def goals(design: Design, wanted: Sequence[Minimise]) -> tuple[list[Goal], list[Problem]]:
    """The goals of an open design, and why some of them cannot be searched with.

    A term whose value is not known for certain counts as little as it may: unknown head counts are moved
    for nothing.
    """
    walk = Walk(design, {})
    found, problems = [], []
    for one in wanted:
        try:
            found.append(_goal(one, walk))
        except UnsearchableError as error:
            template = "{text} cannot be made small: it turns on {reason}"
            values: dict[str, object] = {"text": one.value.text, "reason": error.reason}
            problems.append(Problem(one.place, template, values))
        except (TooManyStepsError, TooLargeError):
            template = "{text} grows too large to be searched with"
            problems.append(Problem(one.place, template, {"text": one.value.text}))
    return found, problems


def _goal(one: Minimise, walk: Walk) -> Goal:
    number = walk.number(one.value, walk.root)
    exact = number.exact and number.present is None
    return linear(one.title, one.rank, number.low, number.unit, one.weight, exact)


def linear(
    title: Bilingual,
    rank: int,
    value: Exact,
    step: Fraction = Fraction(1),
    weight: Fraction = Fraction(1),
    exact: bool = True,
) -> Goal:
    """The goal that a sum of one row is small; see `Goal`."""
    if isinstance(value, Sums):
        constant, variables, coefficients = int(value.constant[0]), value.variables, value.coefficients
    else:
        none = np.zeros(0, dtype=np.int64)
        constant, variables, coefficients = int(value[0]), none, none
    return Goal(title, rank, constant, variables, coefficients, step, weight, exact)


def warnings(literals: Iterable[Ints], model: LinearModel, weight: Fraction, rank: int) -> Goal:
    """How many rows do not keep a rule that should be kept.

    Args:
        literals: for each such rule, whether each row keeps it.
        model: the model of the literals.
        weight: what each of them counts.
        rank: the rank of the goal.
    """
    ids = np.concatenate([np.zeros(0, dtype=np.int64), *literals])
    broken = settled(-ids, model)
    count = total(as_sums(broken), np.zeros(len(ids), dtype=np.int64), 1)
    return linear(WARNINGS, rank, count, Fraction(1), weight)


def changes(
    design: Design, before: Design, model: LinearModel, rank: int, candidates: Collection[Entity] = ()
) -> Goal:
    """How much is other than before: rows that open or close, targets that come or go, and what follows.

    Of a link to one target only the new one counts, for the old one goes by itself.

    Args:
        design: the open design.
        before: the design that was opened.
        model: the model of the literals.
        rank: the rank of the goal.
        candidates: those of its rows that were not there before, by table and id.
    """
    found = [np.zeros(0, dtype=np.int64)]
    for name, table in design.tables.items():
        if isinstance(table.presence, Literals):
            new = np.array([(name, id_) in candidates for id_ in table.ids], dtype=np.bool_)
            there = before.tables[name].exists & ~new
            found.append(np.where(there, -table.presence.ids, table.presence.ids))
    for _, _, column, held in _relations(design, before):
        found += [_coming(column, held)[2], _going(column, held)]
    return _count(CHANGES, rank, np.concatenate(found), model)


def unusual(design: Design, before: Design, model: LinearModel, rank: int) -> Goal:
    """How many new targets nothing has today, or nothing of the same kind a target of that kind.

    The smallest change is often one of many that are as small: this prefers those that a planner would
    think of, so that a nurse gets another head nurse and not the mayor.

    Args:
        design, before, model, rank: as for `changes`.
    """
    found = [np.zeros(0, dtype=np.int64)]
    for name, field, column, held in _relations(design, before):
        link = design.tables[name].spec.fields[field].link
        kinds = before.tables[name].columns.get("kind")
        others = before.tables[link.to].columns.get("kind") if link is not None else None
        if held is None:
            continue
        rows, codes = _listed(held)
        coming, targets, ids = _coming(column, held)
        at = np.flatnonzero(targets >= 0)
        strange = ~np.isin(targets[at], codes)
        if isinstance(kinds, Codes) and isinstance(others, Codes):
            width = int(max(kinds.codes.max(initial=0), others.codes.max(initial=0))) + 3  # none, unknown
            usual = np.unique(kinds.codes[rows] * width + others.codes[codes])
            strange |= ~np.isin(kinds.codes[coming[at]] * width + others.codes[targets[at]], usual)
        found.append(ids[at][strange])
    return _count(UNUSUAL, rank, np.concatenate(found), model)


def _count(title: Bilingual, rank: int, literals: Ints, model: LinearModel) -> Goal:
    """The goal that few literals are true."""
    none = np.zeros(len(literals), dtype=np.int64)
    return linear(title, rank, total(as_sums(settled(literals, model)), none, 1))


def _relations(design: Design, before: Design) -> Iterator[tuple[str, str, Relation, Relation | None]]:
    """What is open, by table and field, beside what it was."""
    for name, table in design.tables.items():
        old = before.tables.get(name, table)
        for field, column in table.columns.items():
            held = old.columns.get(field)
            if column is not held and isinstance(column, Codes | Pairs):
                yield name, field, column, held if isinstance(held, Codes | Pairs) else None


def _coming(column: Relation, held: Relation | None) -> tuple[Ints, Ints, Ints]:
    """The rows and targets that may be new, and the literals that say so."""
    if isinstance(column, Codes):
        rows, codes, guard = column.alternatives()
        ids = literal_ids(guard)
        now = held.codes if isinstance(held, Codes) else np.full(len(column), UNKNOWN)
        new = codes != now[rows]
    else:
        rows, codes, ids = column.rows, column.codes, _guards(column)
        new = (
            ~np.isin(_places(column), _places(held)) if isinstance(held, Pairs) else np.ones_like(rows, bool)
        )
    return rows[new], codes[new], ids[new]


def _going(column: Relation, held: Relation | None) -> Ints:
    """The literals that say that a target of several is there no more."""
    if not isinstance(column, Pairs) or not isinstance(held, Pairs):
        return np.zeros(0, dtype=np.int64)
    lost = ~np.isin(_places(held), _places(column))
    stays = np.isin(_places(column), _places(held))
    return np.concatenate([-_guards(column)[stays], np.full(int(lost.sum()), TRUE)])


def _listed(held: Relation) -> tuple[Ints, Ints]:
    """The rows with the targets that they have."""
    rows = np.arange(len(held)) if isinstance(held, Codes) else held.rows
    there = held.codes >= 0
    return rows[there], held.codes[there]


def _guards(pairs: Pairs) -> Ints:
    return literal_ids(
        np.ones(len(pairs.codes), dtype=np.bool_) if pairs.guard is None else pairs.guard.certain
    )


def _places(pairs: Pairs) -> Ints:
    """A number for each pair."""
    places: Ints = pairs.rows * 2**32 + pairs.codes
    return places


def today(model: LinearModel, design: Design, candidates: Collection[Entity] = ()) -> Ints:
    """The decision variables that are true today.

    Args:
        model: the model of the decisions.
        design: the design that the search begins with.
        candidates: those of its rows that are not there today, by table and id.
    """
    found = []
    for block in model.decided:
        table = design.tables[block.table]
        literals = block.variables
        column = table.columns.get(block.relation)
        if block.relation == OPEN:
            opened = [(block.table, block.ids[row]) not in candidates for row in block.rows.tolist()]
            found.append(literals[table.exists[block.rows] & np.array(opened, dtype=np.bool_)])
        elif isinstance(column, Codes):
            found.append(literals[column.codes[block.rows] == block.targets])
        elif isinstance(column, Pairs):
            width = int(max(column.codes.max(initial=0), block.targets.max(initial=0))) + 1
            held = column.rows * width + column.codes
            found.append(literals[np.isin(block.rows * width + block.targets, held)])
    return np.concatenate([np.zeros(0, dtype=np.int64), *found])
