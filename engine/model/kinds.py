"""What a field can hold, and the one reading of its text: YAML, CSV, Parquet and Excel alike.

A kind turns a written value into a cell. `unknown` and `none` are words that every kind reads:
the first means that nobody has told, the second that there is known to be nothing.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import Enum
from fractions import Fraction
from math import inf
from typing import Any

from pejl.engine.errors import nearest


class Void(Enum):
    """The two cells without a value."""

    UNKNOWN = "unknown"
    NONE = "none"


UNKNOWN, NONE = Void.UNKNOWN, Void.NONE
VOIDS = {"none": NONE, "null": NONE, "~": NONE, "unknown": UNKNOWN}
"""The plain words that stand for no value."""


@dataclass(frozen=True, slots=True)
class Interval:
    """A number in whole units of its kind, or a date in days since 1970, known between two bounds."""

    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Listing:
    """The items of a list; `open` when more may belong to it than are written."""

    items: tuple[str, ...]
    open: bool = False


Cell = Void | Interval | Listing | str | bool
"""A read value: text and ids are str, truth is bool, numbers and dates are intervals."""


class Unreadable(ValueError):  # noqa: N818 (it names the text, not the mishap)
    """A written value does not fit its kind; carries a message template with values, and a hint."""

    def __init__(self, template: str, hint: str | None = None, **values: object) -> None:
        super().__init__(template.format(**values))
        self.template, self.hint, self.values = template, hint, values


def void(text: str) -> Void | None:
    """The cell that a plain word stands for, if it is one of those without a value."""
    return VOIDS.get(text)


@dataclass(frozen=True)
class Kind:
    """The common part of all kinds; `many` kinds read lists and a `Listing` is their cell."""

    name = "value"
    many = False

    def read(self, text: str, quoted: bool = False) -> Cell:
        """Read one written value.

        Args:
            text: the value as written.
            quoted: whether it stood in quotes, and so is text even if it looks like something else.

        Raises:
            Unreadable: the text is no value of this kind.
        """
        plain = None if quoted else void(text.strip())
        return plain if plain is not None else self.value(text.strip())

    def value(self, text: str) -> Cell:
        raise NotImplementedError

    def json_schema(self) -> dict[str, Any]:
        """The JSON Schema of what may be written, for editors."""
        return {"type": "string"}

    def __get_pydantic_core_schema__(self, source: object, handler: object) -> Any:
        from pydantic_core import core_schema  # only where the models are used, not in every command

        def validate(written: object) -> object:
            if isinstance(written, list | tuple) and self.many:
                return listing(self, [str(item) for item in written])
            return self.read(str(written).lower() if isinstance(written, bool) else str(written))

        return core_schema.no_info_plain_validator_function(validate)

    def __get_pydantic_json_schema__(self, schema: object, handler: object) -> dict[str, Any]:
        return self.json_schema()


@dataclass(frozen=True)
class Text(Kind):
    """Any text; with `options`, one of a fixed set."""

    options: tuple[str, ...] = ()
    name = "text"

    def value(self, text: str) -> Cell:
        if self.options and text not in self.options:
            hint = "did you mean {near!r}?" if nearest(text, self.options) else "one of: {options}"
            raise Unreadable(
                "{text!r} is not one of the values that are allowed here",
                hint,
                text=text,
                near=nearest(text, self.options),
                options=", ".join(self.options),
            )
        return text

    def json_schema(self) -> dict[str, Any]:
        return (
            {"enum": [*self.options, "unknown", "none", None]}
            if self.options
            else {"type": ["string", "number", "null"]}
        )


@dataclass(frozen=True)
class Pattern(Kind):
    """Text of a fixed form, such as a KLE number."""

    pattern: str = ""
    example: str = ""
    name = "text"

    def value(self, text: str) -> Cell:
        if not re.fullmatch(self.pattern, text):
            raise Unreadable(
                "{text!r} does not have the form of {example!r}", text=text, example=self.example
            )
        return text

    def json_schema(self) -> dict[str, Any]:
        return {"type": "string", "pattern": f"^({self.pattern}|unknown|none)$"}


@dataclass(frozen=True)
class Flag(Kind):
    """True or false, in just these two words."""

    name = "flag"

    def value(self, text: str) -> Cell:
        if text in ("true", "false"):
            return text == "true"
        raise Unreadable("{text!r} is neither true nor false", "write true or false", text=text)

    def json_schema(self) -> dict[str, Any]:
        return {"enum": [True, False, "unknown", "none", None]}


NUMBER = re.compile(r"[-+]?\d+(?:[.,]\d+)?")
GROUPED = re.compile(r"(?P<whole>[-+]?[1-9]\d{0,2}(?:[., \xa0'’]\d{3})+)(?P<rest>[.,]\d+)?")
"""A number with separators of thousands, or one with three decimals."""
BOUNDS = re.compile(r"(?P<low>.*?)\s*\.\.\s*(?P<high>.*)")


@dataclass(frozen=True)
class Number(Kind):
    """A number counted in whole `unit`s, so that arithmetic is exact; or a range of numbers.

    `45.000` is 45 thousand to a Danish reader and 45 to others, so it is refused, except in a field that
    has thousandths, such as full-time equivalents.
    """

    label: str = ""
    unit: Fraction = Fraction(1)
    minimum: float = -inf
    name = "number"

    def value(self, text: str) -> Cell:
        bounds = BOUNDS.fullmatch(text)
        if not bounds:
            number = self._whole(text)
            return Interval(number, number)
        low, high = bounds["low"], bounds["high"]
        interval = Interval(self._whole(low) if low else self.minimum, self._whole(high) if high else inf)
        if interval.low > interval.high:
            raise Unreadable("the range {text!r} ends before it begins", text=text)
        return interval

    def _whole(self, text: str) -> float:
        grouped = GROUPED.fullmatch(text)
        if grouped and not (NUMBER.fullmatch(text) and self.unit <= Fraction(1, 1000)):
            raise Unreadable(
                "{text!r} may be read as thousands or as decimals",
                "write {plain}, without a separator",
                text=text,
                plain=re.sub(r"[^-\d]", "", grouped["whole"]) + re.sub(r"\D", ".", grouped["rest"] or ""),
            )
        if not NUMBER.fullmatch(text):
            raise Unreadable(
                "{text!r} is not a number", "write 4.5, a range 3..5, unknown or none", text=text
            )
        if re.match(r"[-+]?0\d", text):
            raise Unreadable(
                "{text!r} begins with a zero, so it is unclear which number is meant",
                "leave the zero out, or quote it where text is expected",
                text=text,
            )
        units = Fraction(text.replace(",", ".")) / self.unit
        if units.denominator != 1:
            raise Unreadable(
                "{text!r} is finer than {unit}, the smallest step of this field",
                text=text,
                unit=str(self.unit),
            )
        if units < self.minimum:
            raise Unreadable(
                "{text!r} is less than the least value, {least}", text=text, least=f"{self.minimum:g}"
            )
        if abs(units) > 2**53:
            raise Unreadable("{text!r} is too large to be counted exactly", text=text)
        return float(units)

    def json_schema(self) -> dict[str, Any]:
        return {"type": ["number", "string", "null"]}


EPOCH = dt.date(1970, 1, 1).toordinal()


@dataclass(frozen=True)
class Day(Kind):
    """A date; a month (2014-05), a year (2014) or a range of these is a date between two bounds."""

    name = "date"
    unit = Fraction(1)

    def value(self, text: str) -> Cell:
        bounds = BOUNDS.fullmatch(text)
        if not bounds:
            return Interval(self._first(text), self._last(text))
        low, high = bounds["low"], bounds["high"]
        interval = Interval(self._first(low) if low else -inf, self._last(high) if high else inf)
        if interval.low > interval.high:
            raise Unreadable("the range {text!r} ends before it begins", text=text)
        return interval

    def _first(self, text: str) -> float:
        return self._date(text + "-01-01"[3 * text.count("-") :]).toordinal() - EPOCH

    def _last(self, text: str) -> float:
        first = self._date(text + "-01-01"[3 * text.count("-") :])
        match text.count("-"):
            case 0:
                return dt.date(first.year, 12, 31).toordinal() - EPOCH
            case 1:
                following = dt.date(first.year + first.month // 12, first.month % 12 + 1, 1)
                return following.toordinal() - 1 - EPOCH
        return first.toordinal() - EPOCH

    @staticmethod
    def _date(text: str) -> dt.date:
        try:
            if re.fullmatch(r"\d{4}-\d\d-\d\d", text):
                return dt.date.fromisoformat(text)
        except ValueError:
            pass
        raise Unreadable(
            "{text!r} is not a date", "write 2014-05-01, 2014-05, 2014, or a range of these", text=text
        )

    def json_schema(self) -> dict[str, Any]:
        return {"type": ["string", "integer", "null"]}


@dataclass(frozen=True)
class Link(Kind):
    """The id of an entity in another table; `inverse` is what that table calls the way back.

    `past` links may point to what is closed: an event of March may concern a unit that closed in May.
    """

    to: str = ""
    inverse: str = ""
    past: bool = False
    name = "link"

    def value(self, text: str) -> Cell:
        return text

    def json_schema(self) -> dict[str, Any]:
        return {"type": ["string", "number", "null"]}


@dataclass(frozen=True)
class Many(Kind):
    """A list of texts or links; the word `unknown` among the items says that there may be more.

    Attributes:
        of: what the items are.
        ordered: whether it is another list in another order.
    """

    of: Kind = field(default_factory=Text)
    ordered: bool = False
    name = "list"
    many = True

    def value(self, text: str) -> Cell:
        return listing(self, [part for part in (part.strip() for part in text.split("|")) if part])

    def json_schema(self) -> dict[str, Any]:
        alone = {"type": ["string", "number", "null"]}
        return {"anyOf": [{"type": "array", "items": self.of.json_schema()}, alone]}


def free_texts(written: Iterable[str]) -> list[Cell]:
    """The cells of unquoted texts in a field that takes any text; quicker than reading each."""
    return [VOIDS.get(text, text) for text in map(str.strip, written)]


def listing(kind: Kind, written: list[str], quoted: list[bool] | None = None) -> Listing:
    """The cell of a list of written items, each read by the kind of the items."""
    assert isinstance(kind, Many)
    cells = [item(kind, text, bool(quoted and quoted[at])) for at, text in enumerate(written)]
    items = tuple(cell for cell in cells if isinstance(cell, str))
    return Listing(tuple(dict.fromkeys(items)), UNKNOWN in cells)


def item(kind: Many, text: str, quoted: bool = False) -> Cell:
    """The cell of one item of a list."""
    cell = kind.of.read(text, quoted)
    if cell is NONE:
        raise Unreadable(
            "{text!r} cannot stand in a list", "write none alone, or [], for an empty list", text=text
        )
    return cell
