"""What a search makes small, as linear sums: the terms of its `minimise`, and the warnings that remain."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from fractions import Fraction

import numpy as np

from pejl.engine.errors import Problem
from pejl.engine.evaluate.walk import TooManyStepsError, Walk
from pejl.engine.findings import Bilingual
from pejl.engine.model.kinds import Many
from pejl.engine.model.tables import Design
from pejl.engine.search.spec import Minimise
from pejl.engine.values.codes import Codes, Pairs
from pejl.engine.values.exact import Exact, Sums, UnsearchableError, as_sums, settled, total
from pejl.engine.values.linear import OPEN, Goal, Ints, LinearModel
from pejl.engine.values.numbers import TooLargeError

WARNINGS = {"da": "Advarsler", "en": "Warnings"}
CHANGES = {"da": "Ændringer", "en": "Changes"}

Entity = tuple[str, str]
"""A table and the id of one of its rows."""


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


def changes(model: LinearModel, design: Design, rank: int, candidates: Collection[Entity] = ()) -> Goal:
    """How much is other than today: targets that go or come, rows that open or close.

    Of a link to one target only the new one counts, for the old one goes by itself.

    Args:
        model: the model of the decisions.
        design: the design that the search begins with.
        rank: the rank of the goal.
        candidates: those of its rows that are not there today, by table and id.
    """
    now = np.zeros(model.size + 1, dtype=np.bool_)
    now[today(model, design, candidates)] = True
    none = np.zeros(0, dtype=np.int64)
    variables, signs, gone = [none], [none], 0
    for block in model.decided:
        own = block.variables
        held = now[own]
        relation = design.tables[block.table].spec.fields.get(block.relation)
        several = relation is None or isinstance(relation.kind, Many)
        variables.append(own if several else own[~held])
        signs.append(np.where(held, -1, 1) if several else np.ones(int((~held).sum()), dtype=np.int64))
        gone += int(held.sum()) if several else 0
    return Goal(
        CHANGES, rank, gone, np.concatenate(variables), np.concatenate(signs), Fraction(1), Fraction(1)
    )


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
