"""Where the boxes of a chart stand: the hanging layout that municipalities print.

Units that follow each other one by one stand in the middle at the top. What stands under the last of them
heads columns, side by side and in as many rows as they need, and in each column its units hang as an
indented list: what looks like a list under a unit is one. Where a column or a row goes on from another, a
label stands for the unit that it goes on under, and carries its lines. A box is as high as its text needs at
a width that is counted, for a drawing cannot measure.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from pejl.engine.report.chart.changes import Badge
from pejl.engine.report.chart.tree import Chart, Unit
from pejl.engine.report.letters import cut, line, wrap
from pejl.engine.report.texts import say

MOST_PEERS = 5
"""How many units may stand in a row with the one that leads all others."""
SPARE = 60
"""By how much a column may be higher than the others before it is broken."""
SHEET = 1480
"""How wide a sheet is: A3 and a screen at the size at which the text is readable."""
TALL, SHORT = 900, 480
"""How high a column may be before it goes on in the next; below how many it never goes on."""
COLUMN, INDENT, GAP, APART = 214, 14, 8, 22
EDGE, TRUNK = 6, 6
"""Where lines to a further row go down beside all columns, and how far in those to hanging units begin."""
"""How wide a column is, how far a level is indented, what stands between boxes and between columns."""
MARGIN, TITLE = 20, 34
LINE, SMALL, BADGE, PADDING = 15, 12, 16, 6
"""How high a line of a name, a line under it and a badge are, and how much stands around the text."""
LETTER, SMALL_LETTER, BADGE_LETTER = 7.7, 6.0, 6.6
"""How wide a letter is at most on the average, of a name, of what stands under it, and of a badge."""
MOST_LINES = 3
DEEPEST = 6
"""Levels that are indented further; deeper ones stand as far in."""
CONTINUED = 11
"""How many letters of a label are not the name of a unit."""


@dataclass(frozen=True)
class Box:
    """A unit as it is drawn; positions and sizes in pixels from the upper left corner.

    Attributes:
        id: what lines know it by.
        unit: the unit.
        name, lines: its texts, in lines that fit.
    """

    id: str
    unit: Unit
    x: float
    y: float
    width: float
    height: float
    name: tuple[str, ...]
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Label:
    """What stands for a unit where the units under it go on: in a further column, or in a further row."""

    id: str
    x: float
    y: float
    width: float
    height: float
    text: str


@dataclass(frozen=True)
class Line:
    """What ties a box or a label to the one above it.

    Attributes:
        above, below: the ids of the two.
        points: where it runs: from point to point, straight across or down.
        hanging: whether it comes to the side of what is below, as in a list; else to its top.
    """

    above: str
    below: str
    points: tuple[tuple[float, float], ...]
    hanging: bool


@dataclass(frozen=True)
class Drawing:
    """Boxes, labels and lines on a sheet, with how large it is."""

    title: str
    boxes: tuple[Box, ...]
    labels: tuple[Label, ...]
    lines: tuple[Line, ...]
    width: float
    height: float


def drawing(chart: Chart) -> Drawing:
    """Lay out a chart."""
    return _Layout(chart).drawing()


class _Layout:
    """Puts the boxes one after the other: from the top down, then column by column.

    Attributes:
        here: by box, what stands for it in this column: itself, or a label.
        over: what the heads of this row of columns hang under, if anything yet.
        first: where the first row of columns begins.
    """

    def __init__(self, chart: Chart) -> None:
        self.chart = chart
        self.boxes: list[Box] = []
        self.labels: list[Label] = []
        self.lines: list[Line] = []
        self.per_row = int((SHEET - 2 * MARGIN + APART) // (COLUMN + APART))
        self.column, self.tall = 0, float(TALL)
        self.top = self.low = self.bottom = float(MARGIN + TITLE)
        self.here: dict[str, Box | Label] = {}
        self.over: Box | Label | None = None
        self.first = self.top

    def drawing(self) -> Drawing:
        heads, parent = list(self.chart.tops), None
        while (main := _main(heads)) is not None:
            parent = self.level(heads, main, parent)
            heads = list(main.below)
        self.over, self.first = parent, self.top
        heights = [_hanging(one, 0, self.chart.language) for one in heads]
        self.tall = min(max(1.1 * sum(heights) / self.per_row, SHORT), TALL)
        for head in heads:
            self.head(head, parent)
        height = self.bottom + MARGIN
        return Drawing(
            self.chart.title, tuple(self.boxes), tuple(self.labels), tuple(self.lines), SHEET, height
        )

    def level(self, units: list[Unit], main: Unit, parent: Box | None) -> Box:
        """Put the unit that leads all others in the middle, and its few peers beside it; gives its box."""
        width = COLUMN * 1.4
        at_middle, middle = len(self.boxes), self.put(main, (SHEET - width) / 2, width)
        left, right = middle.x - APART - COLUMN, middle.x + width + APART
        row = [middle]
        for at, one in enumerate(unit for unit in units if unit is not main):
            x = right + at // 2 * (COLUMN + APART) if at % 2 == 0 else left - at // 2 * (COLUMN + APART)
            row.append(self.put(one, x, COLUMN))
        if parent is not None:
            for box in row:
                self.drop(parent, box)
        end = max(box.height for box in row)
        self.boxes[at_middle] = middle = replace(middle, height=end)  # lines from it begin below its peers
        self.top = self.low = self.bottom = self.low + end + APART
        return middle

    def head(self, unit: Unit, parent: Box | None) -> None:
        """Put a unit at the top of a column of its own, and all under it into that."""
        self.next_column()
        if parent is not None and self.over is None:
            self.over = self.further_row(parent)
        box = self.put(unit, self.left(0), COLUMN)
        if self.over is not None:
            self.drop(self.over, box)
        self.fill(unit, 0, box)

    def fill(self, unit: Unit, level: int, box: Box) -> None:
        """Go on below the box of a unit with those under it."""
        self.here[box.id] = box
        self.low += box.height + GAP
        self.bottom = max(self.bottom, self.low)
        for part in unit.below:
            self.hang(part, level + 1, box)

    def hang(self, unit: Unit, level: int, parent: Box) -> None:
        """Put a unit into the column, further in than its parent, and all under it further in again."""
        width = COLUMN - _inset(level)
        height = _height(unit, width, self.chart.language)
        if self.low > self.top and self.low - self.top + height > self.tall + SPARE:
            self.next_column()
        if parent.id not in self.here:
            self.here[parent.id] = label = self.label(parent, self.left(level - 1), self.low)
            self.low += label.height + GAP
        above, box = self.here[parent.id], self.put(unit, self.left(level), width)
        trunk, side = above.x + TRUNK, box.y + PADDING + LINE / 2
        way = ((trunk, above.y + above.height), (trunk, side), (box.x, side))
        self.lines.append(Line(above.id, box.id, way, True))
        self.fill(unit, level, box)

    def further_row(self, parent: Box) -> Label:
        """A label over a further row of heads, with a line from their parent that passes the rows before."""
        label = self.label(parent, self.left(0), self.top - APART - SMALL - GAP)
        start, side = parent.y + parent.height, label.y + label.height / 2
        middle, rail = parent.x + parent.width / 2, self.first - APART / 2
        way = ((middle, start), (middle, rail), (EDGE, rail), (EDGE, side), (label.x, side))
        self.lines.append(Line(parent.id, label.id, way, True))
        return label

    def drop(self, above: Box | Label, box: Box) -> None:
        """Draw a line down to the top of a box, along the rail that those beside it share."""
        start = above.x + (above.width / 2 if isinstance(above, Box) else TRUNK)
        end, rail = box.x + box.width / 2, box.y - APART / 2
        way = ((start, above.y + above.height), (start, rail), (end, rail), (end, box.y))
        self.lines.append(Line(above.id, box.id, way, False))

    def next_column(self) -> None:
        """Go on at the top of the next column; in a new row of columns, if the sheet has no more room."""
        if self.low == self.top:
            return
        self.column += 1
        self.here = {}
        if self.column % self.per_row == 0:
            self.top, self.over = self.bottom + 2 * APART + SMALL + GAP, None
        self.low = self.top

    def left(self, level: int) -> float:
        """Where a box of a level of this column begins."""
        return MARGIN + (self.column % self.per_row) * (COLUMN + APART) + _inset(level)

    def put(self, unit: Unit, x: float, width: float) -> Box:
        name, lines = _texts(unit, width, self.chart.language)
        height = _height(unit, width, self.chart.language)
        box = Box(f"b{len(self.boxes)}", unit, x, self.low, width, height, name, lines)
        self.boxes.append(box)
        return box

    def label(self, parent: Box, x: float, y: float) -> Label:
        """A label that stands for a box."""
        room = self.left(0) + COLUMN - x
        name = cut(line(parent.unit.name), int(room / SMALL_LETTER) - CONTINUED)
        text = say("{unit}, continued", self.chart.language, unit=name)
        width = min(len(text) * SMALL_LETTER, room)
        label = Label(f"l{len(self.labels)}", x, y, width, SMALL + 2, text)
        self.labels.append(label)
        return label


def _inset(level: int) -> int:
    """How far in a level stands."""
    return min(level, DEEPEST) * INDENT


def _main(units: list[Unit]) -> Unit | None:
    """The one unit that all others stand under, if there is one: its peers lead nobody, and are few."""
    leading = [one for one in units if one.below or one.folded.units]
    single = units[0] if len(units) == 1 else None
    return leading[0] if len(leading) == 1 and len(units) <= MOST_PEERS else single


def _texts(unit: Unit, width: float, language: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The name, and what stands under it, in lines that fit a box."""
    room = width - 2 * PADDING
    name = wrap(line(unit.name), int(room / LETTER))
    if len(name) > MOST_LINES:
        name = [*name[: MOST_LINES - 1], cut(" ".join(name[MOST_LINES - 1 :]), int(room / LETTER))]
    return tuple(name), tuple(cut(line(one), int(room / SMALL_LETTER)) for one in unit.about(language))


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
    own = _height(unit, COLUMN - _inset(level), language) + GAP
    return own + sum(_hanging(one, level + 1, language) for one in unit.below)
