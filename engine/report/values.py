"""Values as a reader in a language writes them (`show`), and as a program reads them (`plain`)."""

from __future__ import annotations

import calendar
import datetime as dt
import math
from collections import Counter
from collections.abc import Sequence
from decimal import Decimal

from pejl.engine.errors import Place
from pejl.engine.findings import Filled, Named, Range, Shown, Unknown, Withheld, Year
from pejl.engine.report.texts import say

# fmt: off
MONTHS = {
    "da": (
        "januar", "februar", "marts", "april", "maj", "juni",
        "juli", "august", "september", "oktober", "november", "december",
    ),
    "en": (
        "January", "February", "March", "April", "May", "June",
        "July", "August", "September", "October", "November", "December",
    ),
}
# fmt: on
LISTED = 8
"""How many items of a list are written before the rest becomes a number."""


def show(value: Shown, language: str, *, iso: bool = False) -> str:
    """A value in words and figures of a language.

    Args:
        value: what evidence carries.
        language: "da" or "en".
        iso: write dates as 2014-05-01, for formats that are data.

    Returns:
        Text as it came from the input: the format that prints it has to escape it.
    """
    match value:
        case bool():
            return say("yes", language) if value else say("no", language)
        case Year():
            return str(int(value))
        case int() | float():
            return number(value, language)
        case str():
            return value or '""'
        case dt.date():
            return value.isoformat() if iso else date(value, language)
        case Range():
            return _range(value, language, iso)
        case Named():
            return value.name or value.id
        case Unknown():
            return say("unknown", language)
        case Withheld():
            return say("(not shown)", language)
        case None:
            return say("none", language)
        case tuple():
            return _items(value, language, iso)
    raise TypeError(f"no way to show {type(value).__name__}")


def told(text: Filled, language: str) -> str:
    """A rule's message in a language (else in one that there is), with its values shown in that language."""
    pieces = text.get(language) or text.get("en") or next((other for other in text.values() if other), ())
    return "".join(piece if isinstance(piece, str) else show(piece, language) for piece in pieces)


def number(value: int | float, language: str) -> str:
    """3.478 and 4,5 in Danish; 3,478 and 4.5 in English; at most six decimals."""
    if isinstance(value, float) and not math.isfinite(value):
        return say("unknown", language) if math.isnan(value) else "∞" if value > 0 else "-∞"
    digits = f"{value:,}" if isinstance(value, int) else f"{Decimal(repr(round(value, 6))):,f}"
    if "." in digits:
        digits = digits.rstrip("0").rstrip(".")
    digits = "0" if digits == "-0" else digits
    return digits.translate(str.maketrans(",.", ".,")) if language == "da" else digits


def plain_number(value: int | float, language: str) -> str:
    """A number without marks between thousands: 3478 and 4,5 in Danish."""
    text = number(value, language)
    return text.replace("." if language == "da" else ",", "")


def date(value: dt.date, language: str, *, article: bool = True) -> str:
    """A date in running text: den 1. maj 2014 (after a preposition without `den`), or 1 May 2014."""
    if language == "da":
        return f"{'den ' if article else ''}{value.day}. {MONTHS['da'][value.month - 1]} {value.year}"
    return f"{value.day} {MONTHS['en'][value.month - 1]} {value.year}"


def _range(value: Range, language: str, iso: bool) -> str:
    low, high = _bound(value.low), _bound(value.high)
    if low is None and high is None:
        return say("unknown", language)
    if low == high:
        return show(low, language, iso=iso)
    shown = {"low": show(low, language, iso=iso), "high": show(high, language, iso=iso)}
    dates = isinstance(low, dt.date) or isinstance(high, dt.date)
    if high is None:
        template = say("no earlier than {low}", language, **shown) if dates else ""
        return template or say("at least {low}", language, **shown)
    if low is None:
        template = say("no later than {high}", language, **shown) if dates else ""
        return template or say("at most {high}", language, **shown)
    if isinstance(low, dt.date) and isinstance(high, dt.date):
        period = "" if iso else _period(low, high, language)
        return period or f"{shown['low']} – {shown['high']}"
    negative = isinstance(low, int | float) and low < 0
    return say("{low} to {high}", language, **shown) if negative else f"{shown['low']}–{shown['high']}"


def _bound(bound: int | float | dt.date | None) -> int | float | dt.date | None:
    return None if isinstance(bound, float) and not math.isfinite(bound) else bound


def _period(low: dt.date, high: dt.date, language: str) -> str:
    """The year or the month that the range is exactly, because that is how the author wrote it."""
    if low.year != high.year or low.day != 1:
        return ""
    if (low.month, high.month, high.day) == (1, 12, 31):
        return str(low.year)
    last = calendar.monthrange(high.year, high.month)[1]
    whole = low.month == high.month and high.day == last
    return f"{MONTHS.get(language, MONTHS['en'])[low.month - 1]} {low.year}" if whole else ""


def _items(values: tuple[Shown, ...], language: str, iso: bool) -> str:
    if not values:
        return say("an empty list", language)
    shown = [show(value, language, iso=iso) for value in values[:LISTED]]
    nested = [
        f"({text})" if isinstance(value, tuple) else text for value, text in zip(values, shown, strict=False)
    ]
    return listed(nested, len(values), language)


def listed(shown: list[str], count: int, language: str) -> str:
    """The first items of a list of `count`, and the number of those that are left out."""
    text = ", ".join(shown)
    rest = count - len(shown)
    return say("{items} and {rest} more", language, items=text, rest=number(rest, language)) if rest else text


def together(names: Sequence[str], language: str, most: int | None = None) -> str:
    """Names, each once, with how many there are of those that several have; at most so many."""
    counts = Counter(names)
    texts = [name if n == 1 else f"{name} ({number(n, language)})" for name, n in counts.items()]
    return listed(texts[:most], len(texts), language)


def plain_place(place: Place | None) -> dict[str, object] | None:
    """A place for JSON, or null."""
    return {"file": place.file, "line": place.line, "column": place.column} if place else None


def plain(value: Shown) -> object:
    """A value for JSON: numbers as numbers, dates in ISO form, and objects for what JSON lacks."""
    match value:
        case float() if not math.isfinite(value):
            return {"unknown": True}
        case bool() | int() | float() | str() | None:
            return value
        case dt.date():
            return value.isoformat()
        case Range():
            return {"low": plain(_bound(value.low)), "high": plain(_bound(value.high))}
        case Named():
            return {
                "table": value.table,
                "id": value.id,
                "name": value.name,
                "place": plain_place(value.place),
            }
        case Unknown():
            return {"unknown": True}
        case Withheld():
            return {"withheld": True}
        case tuple():
            return [plain(item) for item in value]
    raise TypeError(f"no JSON for {type(value).__name__}")
