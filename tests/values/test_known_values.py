"""Truth, numbers, codes and pairs with unknowns in them: what they say encloses whatever may be."""
# ruff: noqa: E501 (a case stands on one line)

from __future__ import annotations

import random
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pejl.engine.values import numbers as n
from pejl.engine.values import truth as tr
from pejl.engine.values.codes import NONE, UNKNOWN, Codes, alternatives, choose, pairs, pick
from pejl.engine.values.numbers import Number, TooLargeError
from pejl.engine.values.truth import Truth

CASES = settings(deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck))
ROWS = 4

# ---------------------------------------------------------------- truth

F, U, T = (False, False), (False, True), (True, True)
THREE = (F, U, T)


def truth(*values: tuple[bool, bool]) -> Truth:
    certain, possible = (np.array([value[at] for value in values], dtype=np.bool_) for at in (0, 1))
    return Truth(certain, certain) if np.array_equal(certain, possible) else Truth(certain, possible)


def rows(value: Truth) -> list[tuple[bool, bool]]:
    return [(bool(a), bool(b)) for a, b in zip(value.certain, value.possible, strict=True)]  # type: ignore[call-overload]


TRUTHS = st.lists(st.sampled_from(THREE), min_size=ROWS, max_size=ROWS).map(lambda values: truth(*values))


@CASES
@given(TRUTHS, TRUTHS, TRUTHS)
def test_truth_obeys_the_laws_of_kleene(a: Truth, b: Truth, c: Truth) -> None:
    assert rows(a & b) == rows(b & a)
    assert rows(a | b) == rows(b | a)
    assert rows(a & (b & c)) == rows((a & b) & c)
    assert rows(a | (b | c)) == rows((a | b) | c)
    assert rows(a & (b | c)) == rows((a & b) | (a & c))
    assert rows(a | (b & c)) == rows((a | b) & (a | c))
    assert rows(~(a & b)) == rows(~a | ~b)
    assert rows(~~a) == rows(a)
    assert rows(a & (a | b)) == rows(a)
    assert rows(a & a) == rows(a | a) == rows(a)


@CASES
@given(TRUTHS, TRUTHS, TRUTHS)
def test_what_is_certain_is_possible(a: Truth, b: Truth, c: Truth) -> None:
    up = np.array([0, 0, 2, 2])
    for value in (
        a & b,
        a | b,
        ~a,
        a.take(np.array([0, -1, -2, 3])),
        a.any(up, 3),
        a.all(up, 3),
        tr.choose(a, b, c),
    ):
        assert all(possible or not certain for certain, possible in rows(value))


@pytest.mark.parametrize("a", THREE)
@pytest.mark.parametrize("b", THREE)
def test_and_and_or_are_the_least_and_the_greatest(a: tuple[bool, bool], b: tuple[bool, bool]) -> None:
    assert rows(truth(a) & truth(b)) == [min(a, b)]
    assert rows(truth(a) | truth(b)) == [max(a, b)]


def test_any_of_none_is_false_and_all_of_none_true() -> None:
    nothing = truth()
    assert rows(nothing.any(np.zeros(0, dtype=np.int64), 2)) == [F, F]
    assert rows(nothing.all(np.zeros(0, dtype=np.int64), 2)) == [T, T]


def test_a_choice_between_equals_does_not_turn_on_the_condition() -> None:
    condition, then = truth(U, U, U, U), truth(T, F, T, F)
    assert rows(tr.choose(condition, then, truth(T, F, F, T))) == [T, F, U, U]


def test_a_missing_row_is_false_and_an_unknown_one_undecided() -> None:
    assert rows(truth(T, F).take(np.array([0, 1, -1, -2]))) == [T, F, F, U]
    assert rows(truth().take(np.array([-1, -2]))) == [F, U]


# ---------------------------------------------------------------- numbers


@dataclass(frozen=True)
class Cell:
    """What is known of one number: whether it may be there and may be missing, and its bounds."""

    there: bool
    missing: bool
    low: int | None
    high: int | None

    def points(self, unit: Fraction, natural: bool) -> list[Fraction | None]:
        """Some of the values that it may turn out to have."""
        low = (0 if natural else -40) if self.low is None else self.low
        high = low + 40 if self.high is None else self.high
        inside = sorted({low, high, (low + high) // 2, min(max(0, low), high)})
        return [None] * self.missing + [one * unit for one in inside if self.there]


UNITS = (Fraction(1), Fraction(1, 1000), Fraction(1, 3), Fraction(7, 2))


@st.composite
def cells(draw: st.DrawFn, natural: bool) -> Cell:
    low = draw(st.integers(0 if natural else -6, 6))
    high = low + draw(st.sampled_from([0, 0, 1, 5]))
    form = draw(st.integers(0, 9))
    if form == 0:
        return Cell(False, True, 0, 0)
    if form == 1:
        return Cell(True, True, None, None)
    if form == 2:
        return Cell(True, False, low, None)
    if form == 3:
        return Cell(True, False, None, high)
    return Cell(True, form == 4, low, high)


@st.composite
def known_numbers(draw: st.DrawFn) -> tuple[Number, list[list[Fraction | None]]]:
    """Some numbers, and for each the values that it may turn out to have."""
    natural, unit = draw(st.booleans()), draw(st.sampled_from(UNITS))
    drawn = [draw(cells(natural)) for _ in range(ROWS)]
    low = np.array([one.low or 0 for one in drawn], dtype=np.int64)
    high = np.array([one.high or 0 for one in drawn], dtype=np.int64)
    below = np.array([one.low is None and not natural for one in drawn])
    above = np.array([one.high is None for one in drawn])
    present = Truth(np.array([not one.missing for one in drawn]), np.array([one.there for one in drawn]))
    number = Number(
        low,
        low if np.array_equal(low, high) else high,
        unit,
        None if present.certain.all() else present,  # type: ignore[union-attr]
        below if below.any() else None,
        above if above.any() else None,
        natural,
    )
    return number, [one.points(unit, natural) for one in drawn]


def told(number: Number, row: int) -> tuple[Any, Any, Fraction | None, Fraction | None]:
    there: Any = number.there
    low, high = (
        None if flag is not None and flag[row] else int(end[row]) * number.unit  # type: ignore[call-overload,index]
        for flag, end in ((number.below, number.low), (number.above, number.high))
    )
    return bool(there.certain[row]), bool(there.possible[row]), low, high


def encloses(number: Number, row: int, value: Fraction | None) -> bool:
    certain, possible, low, high = told(number, row)
    if value is None:
        return not certain
    return possible and (low is None or low <= value) and (high is None or value <= high)


def one_of(points: list[list[Fraction | None]], luck: random.Random) -> list[Fraction | None]:
    return [luck.choice(choices) for choices in points]


def both(a: Fraction | None, b: Fraction | None, how: Any) -> Fraction | None:
    return None if a is None or b is None else how(a, b)


@CASES
@given(
    known_numbers(),
    known_numbers(),
    st.sampled_from([Fraction(2), Fraction(-1, 3), Fraction(0)]),
    st.randoms(),
)
def test_arithmetic_encloses_every_value_that_may_be(
    a: Any, b: Any, factor: Fraction, luck: random.Random
) -> None:
    (left, lefts), (right, rights) = a, b
    results = {
        "+": (left + right, lambda x, y: x + y),
        "-": (left - right, lambda x, y: x - y),
        "*": (left * right, lambda x, y: x * y),
        "scaled": (left.scaled(factor), lambda x, y: x * factor),
        "negative": (-left, lambda x, y: -x),
    }
    for _ in range(20):
        xs, ys = one_of(lefts, luck), one_of(rights, luck)
        for op, (result, how) in results.items():
            for row, (x, y) in enumerate(zip(xs, ys, strict=True)):
                alone = op in ("scaled", "negative")
                value = (None if x is None else how(x, x)) if alone else both(x, y, how)
                assert encloses(result, row, value), (op, row, x, y, told(result, row))


@CASES
@given(known_numbers(), known_numbers(), st.randoms())
def test_a_comparison_that_is_decided_is_so_for_every_value(a: Any, b: Any, luck: random.Random) -> None:
    (left, lefts), (right, rights) = a, b
    results = (
        (left.at_most(right), lambda x, y: x is not None and y is not None and x <= y),
        (left.less(right), lambda x, y: x is not None and y is not None and x < y),
        (left.equal(right), lambda x, y: x == y),
    )
    for _ in range(20):
        xs, ys = one_of(lefts, luck), one_of(rights, luck)
        for result, how in results:
            for (certain, possible), x, y in zip(rows(result), xs, ys, strict=True):
                assert certain <= how(x, y) <= possible


UP = np.array([0, 0, 0, 2])


@CASES
@given(
    known_numbers(), TRUTHS, st.sampled_from([None, (True, False, False), (False, True, True)]), st.randoms()
)
def test_sum_max_min_and_count_enclose_every_choice_of_members(
    a: Any, guard: Truth, more: Any, luck: random.Random
) -> None:
    number, points = a
    loose = None if more is None else np.array(more)
    least = -(-number).greatest(guard, UP, 3, loose)
    results = {
        "sum": number.total(guard, UP, 3, loose),
        "max": number.greatest(guard, UP, 3, loose),
        "min": least,
        "count": n.count(guard & number.there, UP, 3, loose),
    }
    for _ in range(20):
        values = one_of(points, luck)
        taken = [certain or (possible and luck.random() < 0.5) for certain, possible in rows(guard)]
        for row in range(3):
            members = [
                value for value, inside, at in zip(values, taken, UP, strict=True)
                if inside and at == row and value is not None
            ]  # fmt: skip
            if loose is not None and loose[row]:
                members += [Fraction(luck.choice([0, 1, 50])) for _ in range(luck.randint(0, 2))]
                members += [Fraction(-50)] if not number.natural and luck.random() < 0.3 else []
            found = {
                "sum": sum(members, Fraction(0)),
                "max": max(members, default=None),
                "min": min(members, default=None),
                "count": Fraction(len(members)),
            }
            for what, result in results.items():
                assert encloses(result, row, found[what]), (what, row, members, told(result, row))


@CASES
@given(known_numbers(), known_numbers(), TRUTHS, st.randoms())
def test_a_choice_encloses_both_ways(a: Any, b: Any, condition: Truth, luck: random.Random) -> None:
    (left, lefts), (right, rights) = a, b
    result = n.choose(condition, left, right)
    for _ in range(20):
        xs, ys = one_of(lefts, luck), one_of(rights, luck)
        for row, (certain, possible) in enumerate(rows(condition)):
            yes = certain or (possible and luck.random() < 0.5)
            assert encloses(result, row, xs[row] if yes else ys[row])


@CASES
@given(known_numbers(), st.lists(st.integers(-2, ROWS - 1), max_size=6), st.randoms())
def test_taking_rows_keeps_what_is_known_of_them(a: Any, taken: list[int], luck: random.Random) -> None:
    number, points = a
    result = number.take(np.array(taken, dtype=np.int64))
    anything = [None, Fraction(0), Fraction(3)] + ([] if number.natural else [Fraction(-3)])
    for row, at in enumerate(taken):
        for value in points[at] if at >= 0 else [None] if at == -1 else anything:
            assert encloses(result, row, value)


def test_thirds_add_up_exactly() -> None:
    third = n.constant(Fraction(1, 3), 1)
    assert rows((third + third + third).equal(n.constant(Fraction(1), 1))) == [T]
    assert rows(n.constant(Fraction(1, 10), 1).scaled(Fraction(3)).equal(n.constant(Fraction(3, 10), 1))) == [
        T
    ]
    assert rows((third + n.constant(Fraction(1, 7), 1)).equal(n.constant(Fraction(10, 21), 1))) == [T]


def test_a_sum_that_outgrows_64_bits_is_refused_rather_than_wrong() -> None:
    large = n.constant(Fraction(2**61), 8)
    inside = truth(*[T] * 8)
    with pytest.raises(TooLargeError):
        large.total(inside, np.zeros(8, dtype=np.int64), 1, None)
    assert told(large.total(inside, np.arange(8), 8, None), 7)[2] == 2**61


def test_a_sum_of_possible_members_that_outgrows_64_bits_is_refused() -> None:
    large = n.constant(Fraction(2**61), 8)
    with pytest.raises(TooLargeError):
        large.total(truth(*[U] * 8), np.zeros(8, dtype=np.int64), 1, None)


@pytest.mark.parametrize("how", [lambda a: a + a, lambda a: a * a, lambda a: a - (-a)])
def test_arithmetic_that_outgrows_64_bits_is_refused(how: Any) -> None:
    with pytest.raises(TooLargeError):
        how(n.constant(Fraction(2**62), 1))


def test_units_too_far_apart_to_be_exact_are_refused() -> None:
    with pytest.raises(TooLargeError):
        n.constant(Fraction(1), 1) + n.constant(Fraction(1, 10**300), 1)


# ---------------------------------------------------------------- codes and pairs

CODES = st.lists(st.sampled_from([NONE, UNKNOWN, 0, 1, 2]), min_size=ROWS, max_size=ROWS)


def coded(values: list[int]) -> Codes:
    return Codes(np.array(values, dtype=np.int64))


@CASES
@given(CODES, CODES)
def test_codes_are_equal_when_they_are_and_undecided_when_unknown(a: list[int], b: list[int]) -> None:
    expected = [U if UNKNOWN in pair else T if pair[0] == pair[1] else F for pair in zip(a, b, strict=True)]
    assert rows(coded(a).equal(coded(b))) == expected
    assert rows(coded(b).equal(coded(a))) == expected


@CASES
@given(CODES, CODES, TRUTHS)
def test_an_undecided_choice_is_unknown_unless_both_are_the_same(
    a: list[int], b: list[int], condition: Truth
) -> None:
    def expected(x: int, y: int, holds: tuple[bool, bool]) -> int:
        return x if holds == T else y if holds == F or (x == y and x != UNKNOWN) else UNKNOWN

    found = choose(condition, coded(a), coded(b)).codes.tolist()
    assert found == [expected(*three) for three in zip(a, b, rows(condition), strict=True)]


@CASES
@given(CODES, st.lists(st.booleans(), min_size=3, max_size=3))
def test_picking_gives_the_chosen_member_or_none_or_unknown(a: list[int], lost: list[bool]) -> None:
    up = np.array([0, 0, 0, 2])
    chosen = np.array([False, not lost[0], False, not lost[2]])
    expected = [UNKNOWN if lost[0] else a[1], UNKNOWN if lost[1] else NONE, UNKNOWN if lost[2] else a[3]]
    assert pick(coded(a), chosen, np.array(lost), up, 3).codes.tolist() == expected


@CASES
@given(CODES, st.lists(st.integers(-2, ROWS - 1), max_size=6))
def test_taking_codes_gives_none_and_unknown_for_rows_that_are_so(a: list[int], taken: list[int]) -> None:
    found = coded(a).take(np.array(taken, dtype=np.int64)).codes.tolist()
    assert found == [a[at] if at >= 0 else at for at in taken]


@CASES
@given(
    st.lists(st.tuples(st.integers(0, 2), st.integers(0, 3), st.sampled_from([U, T])), max_size=8, unique_by=lambda p: p[:2]),
    st.lists(st.booleans(), min_size=3, max_size=3),
    st.lists(st.sampled_from([NONE, UNKNOWN, 0, 1, 2]), max_size=5),
)  # fmt: skip
def test_following_pairs_gives_those_of_each_source_in_their_order(
    listed: list[tuple[int, int, tuple[bool, bool]]], lax: list[bool], sources: list[int]
) -> None:
    guard = truth(*[held for _, _, held in listed])
    relation = pairs(
        3,
        np.array([row for row, _, _ in listed], dtype=np.int64),
        np.array([code for _, code, _ in listed], dtype=np.int64),
        guard if listed else None,
        np.array(lax),
    )
    up, codes, held, loose = relation.expand(coded(sources))
    found = list(zip(up.tolist(), codes.tolist(), [T] * len(up) if held is None else rows(held), strict=True))
    assert found == [
        (at, code, is_held)
        for at, source in enumerate(sources)
        for row, code, is_held in listed
        if row == source
    ]
    expected = [source == UNKNOWN or (source >= 0 and lax[source]) for source in sources]
    assert ([False] * len(sources) if loose is None else loose.tolist()) == expected  # type: ignore[union-attr]


def test_alternatives_that_are_decided_are_plain_codes() -> None:
    found = alternatives(2, np.array([0, 0, 1]), np.array([5, 6, 7]), np.array([False, True, True]))
    assert not found.open
    assert found.codes.tolist() == [6, 7]
