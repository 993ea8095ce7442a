"""What a paper is made of: sections with paragraphs, lists, facts and tables, in one language.

Texts are plain: they come from designs as they are, and each format escapes them.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from pejl.engine.findings import Named, Shown
from pejl.engine.report.chart.tree import Chart
from pejl.engine.report.values import show


@dataclass(frozen=True)
class Span:
    """Some text of its own kind.

    Attributes:
        text: the text.
        style: strong, dim or code; or a kind of outcome (error, warning, info, met, undecidable, waived),
            for which the text has its shape and its word, since colour alone says nothing to many.
        link: the id of the section or table that it leads to.
    """

    text: str
    style: str = ""
    link: str = ""


NO_DAY = dt.date(1970, 1, 1)
Inline = str | Span | tuple[str | Span, ...]
"""Text in a line, of one kind or of several."""


@dataclass(frozen=True)
class Value:
    """A number, a date or the like in a table.

    Attributes:
        shown: the value.
        unit: what it is counted in.
        signed: whether it is by how much something grew, and is told with its sign.
    """

    shown: Shown
    unit: str = ""
    signed: bool = False


Cell = str | Span | tuple[str | Span, ...] | Value


@dataclass(frozen=True)
class Column:
    """A column of a table; numbers stand to the right."""

    title: str
    number: bool = False


@dataclass(frozen=True)
class Paragraph:
    """Some sentences."""

    text: Inline
    style: str = ""


@dataclass(frozen=True)
class Items:
    """A list."""

    items: tuple[Inline, ...]


@dataclass(frozen=True)
class Facts:
    """Labels, each with what is to be said about it."""

    rows: tuple[tuple[str, Inline], ...]


@dataclass(frozen=True)
class Table:
    """A table.

    Attributes:
        caption: what it shows.
        columns: its columns.
        rows: its rows; the first cell of each is what the row is about.
        id: what it is called in links and as a sheet.
    """

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    id: str = ""


@dataclass(frozen=True)
class Blank:
    """Room for somebody to write in, such as the answer of the management."""

    label: str


@dataclass(frozen=True)
class Fold:
    """What few will read, and is folded away where a format can."""

    title: str
    blocks: tuple[Paragraph | Items | Facts | Table, ...]


@dataclass(frozen=True)
class Picture:
    """An organisation chart, with what it shows: a drawing where a format has room, and always a list."""

    chart: Chart
    caption: str


Block = Paragraph | Items | Facts | Table | Blank | Fold | Picture


@dataclass(frozen=True)
class Section:
    """A part with a heading of its own, and parts within it."""

    title: str
    blocks: tuple[Block | Section, ...]
    id: str = ""


@dataclass(frozen=True)
class Paper:
    """A whole paper.

    Attributes:
        title: its heading.
        language: "da" or "en".
        about: what stands under the heading.
        blocks: the rest.
        day: the day on which things are looked at: the date of the paper, whenever it is written.
        sheets: tables for a spreadsheet, which stand before those in the blocks.
    """

    title: str
    language: str
    about: tuple[Block, ...]
    blocks: tuple[Block | Section, ...]
    day: dt.date = NO_DAY
    sheets: tuple[Table, ...] = ()


def spans(text: Inline) -> tuple[Span, ...]:
    """The pieces of a text."""
    parts = text if isinstance(text, tuple) else (text,)
    return tuple(Span(one) if isinstance(one, str) else one for one in parts)


def plain(cell: Cell, language: str) -> str:
    """A cell as one text."""
    if isinstance(cell, Value):
        return shown(cell, language)
    return "".join(one.text for one in spans(cell))


def shown(value: Value, language: str) -> str:
    """A value as people in a language write it, with its unit; nothing for what is not there."""
    if value.shown is None:
        return ""
    text = show(value.shown, language)
    if not isinstance(value.shown, int | float) or isinstance(value.shown, bool):
        return text
    if value.signed:
        sign = "+" if value.shown > 0 else "−" if value.shown < 0 else "±"
        text = f"{sign}{show(abs(value.shown), language)}"
    return f"{text} {value.unit}" if value.unit else text


def names(entities: Sequence[Named], joint: str = ", ") -> str:
    """The names of entities, all of them."""
    return joint.join(one.name or one.id for one in entities)


def places(blocks: Iterable[Block | Section]) -> Iterator[str]:
    """The ids of the sections: what links can lead to."""
    for one in blocks:
        if isinstance(one, Section):
            if one.id:
                yield one.id
            yield from places(one.blocks)


def widths(table: Table, language: str) -> list[float]:
    """How wide the columns of a table are beside each other, by their longest texts and longest words."""
    columns = zip(*([column.title for column in table.columns], *table.rows), strict=True)
    texts = [[one if isinstance(one, str) else plain(one, language) for one in column] for column in columns]
    longest = [min(max([6, *map(len, column)]), 90) for column in texts]
    words = [max([4, *(len(word) for text in column for word in text.split())]) for column in texts]
    return [round(max(text**0.6, 0.62 * min(word, 24)), 2) for text, word in zip(longest, words, strict=True)]
