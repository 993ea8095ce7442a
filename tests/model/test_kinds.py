"""What a written value means for each kind, and what is refused."""

from __future__ import annotations

from fractions import Fraction
from math import inf

import pytest

from pejl.engine.model.kinds import (
    NONE,
    UNKNOWN,
    Day,
    Flag,
    Interval,
    Link,
    Listing,
    Many,
    Number,
    Pattern,
    Text,
    Unreadable,
)

FTE = Number("FTE", Fraction(1, 1000), 0)


@pytest.mark.parametrize("kind", [Text(), FTE, Day(), Flag(), Link("units"), Many(Text())])
def test_every_kind_reads_the_words_none_and_unknown(kind) -> None:
    assert [kind.read(word) for word in ("none", "null", "~", "unknown")] == [NONE, NONE, NONE, UNKNOWN]


def test_a_quoted_word_is_a_text() -> None:
    assert Text().read("unknown", quoted=True) == "unknown"


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [("4.5", 4500, 4500), ("4,5", 4500, 4500), ("3..5", 3000, 5000), ("3..", 3000, inf), ("..5", 0, 5000)],
)
def test_a_number_is_an_interval_in_whole_units(text: str, low: float, high: float) -> None:
    assert FTE.read(text) == Interval(low, high)


@pytest.mark.parametrize(
    ("text", "days"), [("2014-05-01", (16191, 16191)), ("2014-02", (16102, 16129)), ("2014", (16071, 16435))]
)
def test_a_month_or_year_is_a_date_between_two_bounds(text: str, days: tuple[int, int]) -> None:
    assert Day().read(text) == Interval(*days)


@pytest.mark.parametrize(
    ("kind", "text", "message"),
    [
        (FTE, "0123", "'0123' begins with a zero, so it is unclear which number is meant"),
        (FTE, "12:30", "'12:30' is not a number"),
        (FTE, "1e3", "'1e3' is not a number"),
        (FTE, "1.000,5", "'1.000,5' may be read as thousands or as decimals"),
        (FTE, "1.250.000", "'1.250.000' may be read as thousands or as decimals"),
        (FTE, "-1", "'-1' is less than the least value, 0"),
        (FTE, "0.0001", "'0.0001' is finer than 1/1000, the smallest step of this field"),
        (FTE, "5..3", "the range '5..3' ends before it begins"),
        (FTE, "9" * 30, f"'{'9' * 30}' is too large to be counted exactly"),
        (Flag(), "no", "'no' is neither true nor false"),
        (Day(), "2014-13-01", "'2014-13-01' is not a date"),
        (Day(), "01-05-2014", "'01-05-2014' is not a date"),
        (Pattern(r"\d\d", "02"), "2", "'2' does not have the form of '02'"),
        (Text(("a", "b")), "c", "'c' is not one of the values that are allowed here"),
    ],
)  # fmt: skip
def test_what_does_not_fit_a_kind_is_refused(kind, text: str, message: str) -> None:
    with pytest.raises(Unreadable) as raised:
        kind.read(text)
    assert str(raised.value) == message


KRONER, COUNT = Number("kr.", Fraction(1, 100)), Number("", Fraction(1), 0)


@pytest.mark.parametrize(
    ("kind", "text", "plain"),
    [
        (KRONER, "45.000", "45000"),
        (KRONER, "-45.000", "-45000"),
        (KRONER, "45.000,50", "45000.50"),
        (KRONER, "1.250.000", "1250000"),
        (KRONER, "45,000", "45000"),
        (KRONER, "45 000", "45000"),
        (KRONER, "3..45.000", "45000"),
        (COUNT, "1.500", "1500"),
        (FTE, "1.000,5", "1000.5"),
    ],
)
def test_a_separator_of_thousands_is_refused_with_the_number_to_write(kind, text: str, plain: str) -> None:
    with pytest.raises(Unreadable) as raised:
        kind.read(text)
    assert (raised.value.hint, raised.value.values["plain"]) == ("write {plain}, without a separator", plain)


def test_three_decimals_are_decimals_where_thousandths_are_counted() -> None:
    assert [FTE.read(text) for text in ("1.250", "1,250", "0.125")] == [
        Interval(1250, 1250),
        Interval(1250, 1250),
        Interval(125, 125),
    ]


def test_a_list_may_say_that_there_is_more() -> None:
    assert Many(Text()).read("a|b|unknown") == Listing(("a", "b"), open=True)
