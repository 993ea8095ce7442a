"""Where the boxes of a chart stand: the hanging layout that municipalities print.

Units that follow each other one by one stand in the middle at the top. What stands under the last of them
heads columns, and in each column its units hang as an indented list. Columns are about as high as each other,
and wrap where the sheet ends. A box is as high as its text needs at a width that is counted, for a drawing
cannot measure.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pejl.engine.report.chart.tree import Badge, Chart, Unit, folded_text
from pejl.engine.report.letters import cut, line, wrap
from pejl.engine.report.texts import say

MOST_PEERS = 5
"""How many units may stand in a row with the one that leads all others."""
SPARE = 60
"""By how much a column may be higher than the others before it is broken."""
SHEET = 1480
"""How wide a sheet is: A3 and a screen at the size at which the text is readable."""
TALL, SHORT = 900, 160
"""How high a column may be before it goes on in the next; how high it is at least, if there is enough."""
COLUMN, INDENT, GAP, APART = 214, 14, 8, 22
"""How wide a column is, how far a level is indented, what stands between boxes and between columns."""
MARGIN, TITLE = 20, 34
LINE, SMALL, BADGE, PADDING = 15, 12, 16, 6
"""How high a line of a name, a line under it and a badge are, and how much stands around the text."""
LETTER, SMALL_LETTER, BADGE_LETTER = 7.7, 6.0, 6.6
"""How wide a letter is at most on the average, of a name, of what stands under it, and of a badge."""
MOST_LINES = 3
DEEPEST = 6
"""Levels that are indented further; deeper ones stand as far in."""


@dataclass(frozen=True)
class Box:
    """A unit as it is drawn; positions and sizes in pixels from the upper left corner.

    Attributes:
        unit: the unit.
        name, lines: its texts, in lines that fit.
        badges: its badges.
        parent: the number of the box that it hangs under; None under nothing.
        top: where its column begins; None for a box that stands in none.
        column: the number of its column.
    """

    unit: Unit
    x: float
    y: float
    width: float
    height: float
    name: tuple[str, ...]
    lines: tuple[str, ...]
    badges: tuple[Badge, ...]
    parent: int | None
    top: float | None
    column: int


@dataclass(frozen=True)
class Label:
    """What stands over a column that goes on from another: the unit under which it goes on."""

    x: float
    y: float
    text: str


@dataclass(frozen=True)
class Drawing:
    """Boxes and labels on a sheet, with how large it is."""

    title: str
    boxes: tuple[Box, ...]
    labels: tuple[Label, ...]
    width: float
    height: float


def drawing(chart: Chart) -> Drawing:
    """Lay out a chart."""
    return _Layout(chart).drawing()


class _Layout:
    """Puts the boxes one after the other: from the top down, then column by column."""

    def __init__(self, chart: Chart) -> None:
        self.chart = chart
        self.boxes: list[Box] = []
        self.labels: list[Label] = []
        self.per_row = int((SHEET - 2 * MARGIN + APART) // (COLUMN + APART))
        self.column, self.tall = 0, float(TALL)
        self.top = self.low = self.bottom = float(MARGIN + TITLE)

    def drawing(self) -> Drawing:
        heads, parent = list(self.chart.tops), None
        while (main := _main(heads)) is not None:
            parent = self.level(heads, main, parent)
            heads = list(main.below)
        heights = [_hanging(one, 0, self.chart.language) for one in heads]
        self.tall = min(max(1.1 * sum(heights) / self.per_row, SHORT), TALL)
        leading = sum(1 for one in heads if one.below)
        own = leading + (leading < len(heads)) <= self.per_row  # a column for each that leads others
        for head, height in zip(heads, heights, strict=True):
            room = self.tall - (self.low - self.top)
            if (own and head.below) or height > room:
                self.next_column()
            self.hang(head, 0, parent)
            if own and head.below:
                self.next_column()
        return Drawing(self.chart.title, tuple(self.boxes), tuple(self.labels), SHEET, self.bottom + MARGIN)

    def level(self, units: list[Unit], main: Unit, parent: int | None) -> int:
        """Put the unit that leads all others in the middle, and its few peers beside it; gives its number."""
        width = COLUMN * 1.4
        number = self.put(main, (SHEET - width) / 2, self.low, width, parent)
        end = self.boxes[number].height
        left, right = (SHEET - width) / 2 - APART - COLUMN, (SHEET + width) / 2 + APART
        for at, one in enumerate(unit for unit in units if unit is not main):
            x = right + at // 2 * (COLUMN + APART) if at % 2 == 0 else left - at // 2 * (COLUMN + APART)
            beside = self.put(one, x, self.low, COLUMN, parent, self.low)
            end = max(end, self.boxes[beside].height)
        self.top = self.low = self.bottom = self.low + end + APART
        return number

    def hang(self, unit: Unit, level: int, parent: int | None) -> None:
        """Put a unit into the column, and all under it further in.

        In a column that goes on from another, a unit has its parent named above it and no line to it.
        """
        inset = min(level, DEEPEST) * INDENT
        height = _height(unit, COLUMN - inset, self.chart.language)
        if self.low > self.top and self.low - self.top + height > self.tall + SPARE:
            self.next_column()
        x = MARGIN + (self.column % self.per_row) * (COLUMN + APART) + inset
        if level > 0 and self.low == self.top and parent is not None:
            above = cut(line(self.boxes[parent].unit.name), int((COLUMN - inset) / SMALL_LETTER) - 12)
            text = say("{unit}, continued", self.chart.language, unit=above)
            self.labels.append(Label(x, self.low + SMALL, text))
            self.low += SMALL + GAP
        joined = parent is not None and (level == 0 or self.boxes[parent].column == self.column)
        number = self.put(unit, x, self.low, COLUMN - inset, parent if joined else None, self.top)
        self.low += height + GAP
        self.bottom = max(self.bottom, self.low)
        for part in unit.below:
            self.hang(part, level + 1, number)

    def next_column(self) -> None:
        """Go on at the top of the next column; in a new row of columns, if the sheet has no more room."""
        if self.low == self.top:
            return
        self.column += 1
        if self.column % self.per_row == 0:
            self.top = self.bottom + APART
        self.low = self.top

    def put(
        self, unit: Unit, x: float, y: float, width: float, parent: int | None, top: float | None = None
    ) -> int:
        name, lines = _texts(unit, width, self.chart.language)
        height = _height(unit, width, self.chart.language)
        self.boxes.append(Box(unit, x, y, width, height, name, lines, unit.badges, parent, top, self.column))
        return len(self.boxes) - 1


def _main(units: list[Unit]) -> Unit | None:
    """The one unit that all others stand under, if there is one: its peers lead nobody, and are few."""
    leading = [one for one in units if one.below]
    single = units[0] if len(units) == 1 else None
    return leading[0] if len(leading) == 1 and len(units) <= MOST_PEERS else single


def _texts(unit: Unit, width: float, language: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The name, and what stands under it, in lines that fit a box."""
    room = width - 2 * PADDING
    name = wrap(line(unit.name), int(room / LETTER))
    if len(name) > MOST_LINES:
        name = [*name[: MOST_LINES - 1], cut(" ".join(name[MOST_LINES - 1 :]), int(room / LETTER))]
    lines = [*unit.lines, *filter(None, [folded_text(unit, language)])]
    return tuple(name), tuple(cut(line(one), int(room / SMALL_LETTER)) for one in lines)


def _height(unit: Unit, width: float, language: str) -> float:
    name, lines = _texts(unit, width, language)
    badges = len(badge_rows(unit.badges, width))
    return 2 * PADDING + len(name) * LINE + len(lines) * SMALL + badges * (BADGE + 2)


def badge_rows(badges: Sequence[Badge], width: float) -> list[list[tuple[Badge, float, float]]]:
    """Badges in rows that fit a box: each with how far from the left it begins, and how wide it is."""
    rows: list[list[tuple[Badge, float, float]]] = []
    x = width
    for badge in badges:
        own = len(badge.text) * BADGE_LETTER + 10
        if x + own > width - PADDING:
            rows.append([])
            x = float(PADDING)
        rows[-1].append((badge, x, own))
        x += own + 4
    return rows


def _hanging(unit: Unit, level: int, language: str) -> float:
    """How high a unit is with all that hangs under it."""
    own = _height(unit, COLUMN - min(level, DEEPEST) * INDENT, language) + GAP
    return own + sum(_hanging(one, level + 1, language) for one in unit.below)
