"""Open values: a literal that a comparison defines is true exactly when the comparison holds.

Every assignment of a few decisions is tried, the definitions are worked out in their order, and the
result is compared with the same arithmetic on plain numbers.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import product as every
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pejl.engine.values import exact as x
from pejl.engine.values.codes import NONE, UNKNOWN, Codes, choose
from pejl.engine.values.exact import Bits, Exact, Literals, Sums, UnsearchableError
from pejl.engine.values.linear import FALSE, TRUE, LinearModel
from pejl.engine.values.numbers import Number
from pejl.engine.values.truth import Truth, known

CASES = settings(
    deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck), max_examples=120
)
DECISIONS, ROWS = 4, 3
World = dict[int, bool]


def model_of(size: int = DECISIONS) -> LinearModel:
    model = LinearModel()
    rows = np.arange(size)
    model.decide("t", "r", rows, np.full(size, NONE), [str(row) for row in rows], ())
    return model


def worlds(model: LinearModel) -> Iterator[World]:
    """Every assignment of the decisions, with what the definitions come to in it."""
    for values in every([False, True], repeat=len(model.decisions)):
        world: World = {TRUE: True, **dict(zip(model.decisions.tolist(), values, strict=True))}
        defined, rows = model.definitions()
        for at, variable in enumerate(defined.tolist()):
            part = slice(rows.indptr[at], rows.indptr[at + 1])
            terms, weights = rows.variables[part].tolist(), rows.coefficients[part].tolist()
            reached = sum(weight for term, weight in zip(terms, weights, strict=True) if world[term])
            world[variable] = reached >= rows.bounds[at]
        yield world


def true_in(bits: Bits, world: World) -> list[bool]:
    if isinstance(bits, np.ndarray):
        return [bool(bit) for bit in bits]
    return [world[abs(int(one))] == (one > 0) for one in bits.ids]


def worth(values: Exact, world: World) -> list[int]:
    if isinstance(values, np.ndarray):
        return [int(value) for value in values]
    found = [int(constant) for constant in values.constant]
    for row, variable, weight in zip(values.rows, values.variables, values.coefficients, strict=True):
        found[row] += int(weight) * world[int(variable)]
    return found


LITERALS = st.sampled_from([TRUE, FALSE, *range(2, DECISIONS + 2), *range(-DECISIONS - 1, -1)])
ROW_LITERALS = st.lists(LITERALS, min_size=ROWS, max_size=ROWS)
TERMS = st.lists(st.tuples(LITERALS, st.integers(-3, 3)), max_size=4)
ROW_TERMS = st.lists(st.tuples(st.integers(-3, 3), TERMS), min_size=ROWS, max_size=ROWS)


def bits_of(ids: list[int], model: LinearModel) -> Bits:
    return x.settled(np.array(ids, dtype=np.int64), model)


def sums_of(rows: list[tuple[int, list[tuple[int, int]]]], model: LinearModel) -> Sums:
    flat = [(row, literal, weight) for row, (_, terms) in enumerate(rows) for literal, weight in terms]
    columns = [np.array([one[at] for one in flat], dtype=np.int64) for at in range(3)]
    return x.add_terms(np.array([constant for constant, _ in rows], dtype=np.int64), *columns, model)


def meant(rows: list[tuple[int, list[tuple[int, int]]]], world: World) -> list[int]:
    """What sums come to, worked out from how they were given."""
    return [
        constant + sum(weight * (world[abs(literal)] == (literal > 0)) for literal, weight in terms)
        for constant, terms in rows
    ]


@CASES
@given(ROW_TERMS)
def test_a_sum_is_worth_its_terms_and_lies_within_its_bounds(rows: Any) -> None:
    model = model_of()
    sums = sums_of(rows, model)
    low, high = x.bounds(sums)
    for world in worlds(model):
        assert worth(sums, world) == meant(rows, world)
        assert all(a <= b <= c for a, b, c in zip(low, worth(sums, world), high, strict=True))


@CASES
@given(ROW_TERMS, ROW_TERMS)
def test_a_comparison_defines_a_literal_that_is_true_exactly_when_it_holds(rows: Any, others: Any) -> None:
    model = model_of()
    reached = x.not_negative(sums_of(rows, model) - sums_of(others, model))
    for world in worlds(model):
        expected = [a >= b for a, b in zip(meant(rows, world), meant(others, world), strict=True)]
        assert true_in(reached, world) == expected


@CASES
@given(ROW_LITERALS, ROW_LITERALS, st.lists(st.booleans(), min_size=ROWS, max_size=ROWS))
def test_and_or_and_not_mean_what_they_say(a: list[int], b: list[int], plain: list[bool]) -> None:
    model = model_of()
    left, right, fixed = bits_of(a, model), bits_of(b, model), np.array(plain)
    both, either, neither, some = left & right, left | right, ~left, left | fixed
    held = fixed & right
    for world in worlds(model):
        p, q = true_in(left, world), true_in(right, world)
        assert true_in(both, world) == [one and other for one, other in zip(p, q, strict=True)]
        assert true_in(either, world) == [one or other for one, other in zip(p, q, strict=True)]
        assert true_in(neither, world) == [not one for one in p]
        assert true_in(some, world) == [one or other for one, other in zip(p, plain, strict=True)]
        assert true_in(held, world) == [one and other for one, other in zip(q, plain, strict=True)]


UP = np.array([0, 0, 2])


@CASES
@given(ROW_LITERALS, ROW_TERMS, ROW_TERMS)
def test_the_reductions_and_products_are_worth_what_they_say(ids: list[int], rows: Any, others: Any) -> None:
    model = model_of()
    bits, left, right = bits_of(ids, model), sums_of(rows, model), sums_of(others, model)
    results: dict[str, Exact] = {
        "weighed": x.weighed(bits, left),
        "total": x.total(left, UP, 3),
        "product": x.product(left, right),
        "greatest": x.greatest(bits, left, UP, 3),
        "sum": left + right,
        "difference": left - right,
        "scaled": left * 3,
    }
    some, all_ = x.any_of(bits, UP, 3), x.all_of(bits, UP, 3)
    for world in worlds(model):
        inside, a, b = true_in(bits, world), meant(rows, world), meant(others, world)
        members = [[at for at in range(ROWS) if UP[at] == row] for row in range(3)]
        expected: dict[str, list[int]] = {
            "weighed": [value * held for value, held in zip(a, inside, strict=True)],
            "total": [sum(a[at] for at in own) for own in members],
            "product": [one * other for one, other in zip(a, b, strict=True)],
            "greatest": [max((a[at] for at in own if inside[at]), default=0) for own in members],
            "sum": [one + other for one, other in zip(a, b, strict=True)],
            "difference": [one - other for one, other in zip(a, b, strict=True)],
            "scaled": [3 * one for one in a],
        }
        assert {what: worth(result, world) for what, result in results.items()} == expected
        assert true_in(some, world) == [any(inside[at] for at in own) for own in members]
        assert true_in(all_, world) == [all(inside[at] for at in own) for own in members]


@CASES
@given(ROW_TERMS)
def test_the_steps_of_a_value_end_at_the_value(rows: Any) -> None:
    model = model_of()
    sums = sums_of(rows, model)
    up, reached, bits = x.steps(sums)
    for world in worlds(model):
        held = [
            literal == TRUE if literal in (TRUE, FALSE) else world[abs(int(literal))] == (literal > 0)
            for literal in bits.ids
        ]
        found = [
            max(int(value) for value, row, one in zip(reached, up, held, strict=True) if row == at and one)
            for at in range(ROWS)
        ]
        assert found == meant(rows, world)


def test_a_number_with_too_many_values_is_refused() -> None:
    model = model_of(10)
    row = [(0, [(literal, 2**at) for at, literal in enumerate(range(2, 12))])]
    with pytest.raises(UnsearchableError, match="more than 256 possible values"):
        x.steps(sums_of(row, model))


def test_the_same_definition_is_the_same_variable() -> None:
    model = model_of()
    first = x.not_negative(sums_of([(-2, [(2, 1), (3, 1)])], model))
    again = x.not_negative(sums_of([(-4, [(3, 2), (2, 2)])], model))
    assert isinstance(first, Literals) and isinstance(again, Literals)
    assert first.ids.tolist() == again.ids.tolist()
    assert model.size == DECISIONS + 2


def test_what_cannot_fail_or_cannot_hold_defines_nothing() -> None:
    model = model_of()
    found = x.not_negative(
        sums_of([(0, [(2, 1)]), (-3, [(2, 1), (3, 1)]), (-1, [(4, 1)]), (0, [(5, -1)])], model)
    )
    assert isinstance(found, Literals)
    assert found.ids.tolist() == [TRUE, FALSE, 4, -5]
    assert model.size == DECISIONS + 1


# ---------------------------------------------------------------- the values that are made of these


@st.composite
def open_codes(draw: st.DrawFn, first: int) -> tuple[list[list[int]], int]:
    """For each row the codes of two choices of one decision, or one code alone."""
    return [
        draw(st.lists(st.sampled_from([NONE, UNKNOWN, 0, 1, 2]), min_size=1, max_size=2)) for _ in range(2)
    ], first


def codes_of(
    drawn: list[list[int]], first: int, model: LinearModel
) -> tuple[Codes, Callable[[World], list[int]]]:
    up, codes, guard = [], [], []
    for row, choices in enumerate(drawn):
        literals = [TRUE] if len(choices) == 1 else [first + row, -(first + row)]
        up += [row] * len(choices)
        codes += choices
        guard += literals
    indptr = np.concatenate([[0], np.cumsum([len(choices) for choices in drawn])])
    value = Codes(np.array(codes), indptr, bits_of(guard, model))

    def chosen(world: World) -> list[int]:
        return [
            choices[0] if len(choices) == 1 or world[first + row] else choices[1]
            for row, choices in enumerate(drawn)
        ]

    return value, chosen


@CASES
@given(open_codes(2), open_codes(4), ROW_LITERALS)
def test_open_codes_behave_as_the_codes_that_are_chosen(a: Any, b: Any, ids: list[int]) -> None:
    model = model_of()
    (left, of_left), (right, of_right) = codes_of(*a, model), codes_of(*b, model)
    condition = known(bits_of(ids[:2], model))
    same, is_known = left.equal(right), left.known()
    either = choose(condition, left, right)
    taken = left.take(np.array([1, NONE, UNKNOWN, 0]))
    for world in worlds(model):
        p, q = Codes(np.array(of_left(world))), Codes(np.array(of_right(world)))
        chosen = Truth(*(np.array(true_in(condition.certain, world)),) * 2)
        for result, plain in (
            (same, p.equal(q)),
            (is_known, p.known()),
        ):
            assert true_in(result.certain, world) == true_in(plain.certain, world)
            assert true_in(result.possible, world) == true_in(plain.possible, world)
        assert decided(either, world) == choose(chosen, p, q).codes.tolist()
        assert decided(taken, world) == p.take(np.array([1, NONE, UNKNOWN, 0])).codes.tolist()


def decided(codes: Codes, world: World) -> list[int]:
    """The one code of each row whose guard is true."""
    up, values, guard = codes.alternatives()
    held = true_in(guard, world)
    found = [
        [int(code) for row, code, one in zip(up, values, held, strict=True) if one and row == at]
        for at in range(len(codes))
    ]
    assert all(len(one) == 1 for one in found)
    return [one[0] for one in found]


@CASES
@given(ROW_TERMS, ROW_TERMS, ROW_LITERALS, ROW_LITERALS)
def test_open_numbers_behave_as_the_numbers_that_are_decided(a: Any, b: Any, here: Any, inside: Any) -> None:
    model = model_of()
    sums, others = sums_of(a, model), sums_of(b, model)
    left = Number(sums, sums, present=known(bits_of(here, model)))
    right = Number(others, others)
    guard = known(bits_of(inside, model))

    def results(p: Number, q: Number, held: Truth) -> list[Number]:
        return [p + q, p - q, p * q, p.total(held, UP, 3, None), p.greatest(held, UP, 3, None)]

    def truths(p: Number, q: Number) -> list[Truth]:
        return [p.at_most(q), p.less(q), p.equal(q)]

    open_, compared = results(left, right, guard), truths(left, right)
    for world in worlds(model):
        first, second = np.array(meant(a, world)), np.array(meant(b, world))
        plain = Number(first, first, present=known(np.array(true_in(left.there.certain, world))))
        other = Number(second, second)
        held = known(np.array(true_in(guard.certain, world)))
        for found, expected in zip(open_, results(plain, other, held), strict=True):
            there = true_in(expected.there.certain, world)
            assert true_in(found.there.certain, world) == there
            pairs = zip(worth(found.low, world), worth(expected.low, world), there, strict=True)
            assert all(one == two for one, two, counts in pairs if counts)
        for result, decided_ in zip(compared, truths(plain, other), strict=True):
            assert true_in(result.certain, world) == true_in(decided_.certain, world)
