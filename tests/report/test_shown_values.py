"""Values read as Danes and Britons write them, and as JSON has them."""

from __future__ import annotations

import datetime as dt
from math import inf, nan

import pytest

from pejl.engine.findings import Named, Range, Shown, Unknown
from pejl.engine.report.values import plain, show, told

MAY = dt.date(2014, 5, 1)


@pytest.mark.parametrize(
    ("value", "danish", "english"),
    [
        (3478, "3.478", "3,478"),
        (-2325750, "-2.325.750", "-2,325,750"),
        (4.5, "4,5", "4.5"),
        (30.0, "30", "30"),
        (0.1 + 0.2, "0,3", "0.3"),
        (1e16, "10.000.000.000.000.000", "10,000,000,000,000,000"),
        (-0.0, "0", "0"),
        (True, "ja", "yes"),
        (False, "nej", "no"),
        (None, "ingen", "none"),
        (Unknown(), "ukendt", "unknown"),
        (nan, "ukendt", "unknown"),
        ("stab", "stab", "stab"),
        ("", '""', '""'),
        (MAY, "den 1. maj 2014", "1 May 2014"),
        (Range(3, 5), "3–5", "3–5"),
        (Range(3, None), "mindst 3", "at least 3"),
        (Range(None, 4.5), "højst 4,5", "at most 4.5"),
        (Range(3, inf), "mindst 3", "at least 3"),
        (Range(-5, -3), "-5 til -3", "-5 to -3"),
        (Range(7, 7), "7", "7"),
        (Range(None, None), "ukendt", "unknown"),
        (Range(MAY, None), "tidligst den 1. maj 2014", "no earlier than 1 May 2014"),
        (Range(None, MAY), "senest den 1. maj 2014", "no later than 1 May 2014"),
        (Range(MAY, dt.date(2014, 5, 31)), "maj 2014", "May 2014"),
        (Range(dt.date(2014, 1, 1), dt.date(2014, 12, 31)), "2014", "2014"),
        (Range(MAY, dt.date(2014, 6, 2)), "den 1. maj 2014 – den 2. juni 2014", "1 May 2014 – 2 June 2014"),
        (Named("units", "a", "Ældre"), "Ældre", "Ældre"),
        (Named("units", "a", ""), "a", "a"),
        ((), "en tom liste", "an empty list"),
        ((1, (2, 3), None), "1, (2, 3), ingen", "1, (2, 3), none"),
        (tuple(range(1200)), "0, 1, 2, 3, 4, 5, 6, 7 og 1.192 mere", "0, 1, 2, 3, 4, 5, 6, 7 and 1,192 more"),
    ],
)
def test_a_value_is_shown(value: Shown, danish: str, english: str) -> None:
    assert (show(value, "da"), show(value, "en")) == (danish, english)


def test_dates_are_iso_in_data() -> None:
    assert (
        show((MAY, Range(MAY, dt.date(2014, 5, 31))), "da", iso=True) == "2014-05-01, 2014-05-01 – 2014-05-31"
    )


@pytest.mark.parametrize(
    ("value", "data"),
    [
        (3, 3),
        (4.5, 4.5),
        (True, True),
        (None, None),
        ("a", "a"),
        (MAY, "2014-05-01"),
        (Range(3, inf), {"low": 3, "high": None}),
        (Range(MAY, None), {"low": "2014-05-01", "high": None}),
        (Unknown(), {"unknown": True}),
        (Named("units", "a", "A"), {"table": "units", "id": "a", "name": "A", "place": None}),
        ((1, (Unknown(),)), [1, [{"unknown": True}]]),
    ],
)
def test_a_value_is_plain_in_json(value: Shown, data: object) -> None:
    assert plain(value) == data


def test_a_message_shows_its_values_in_its_own_language() -> None:
    message = {"da": ("Spændet er ", 4.5, " siden ", MAY), "en": ("The span is ", 4.5, " since ", MAY)}
    assert told(message, "da") == "Spændet er 4,5 siden den 1. maj 2014"
    assert told(message, "en") == "The span is 4.5 since 1 May 2014"
    assert told({"da": ("Kun ", 1000)}, "en") == "Kun 1,000"
    assert told({}, "da") == ""
