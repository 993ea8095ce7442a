"""A chart as SVG: boxes, lines and text, and nothing that has to be fetched."""

from __future__ import annotations

import html
from collections.abc import Iterator, Sequence

from pejl.engine.report.chart.layout import (
    APART,
    BADGE,
    LINE,
    PADDING,
    SMALL,
    TITLE,
    Box,
    Drawing,
    badge_rows,
    drawing,
)
from pejl.engine.report.chart.tree import Chart
from pejl.engine.report.letters import line, printable

EDGE = 6.0
"""Where lines to a further row of columns go down."""
COLOURS = {"error": "#b3261e", "warning": "#7a4f00", "change": "#0b4f9e"}
"""White text is readable on each of them."""
INK, DIM = "#1b1f24", "#4c5661"
TITLES = f'font-size="18" font-weight="600" fill="{INK}"'
NAMES = f'font-size="12" font-weight="600" fill="{INK}"'
SMALLS = f'font-size="10" fill="{DIM}"'
BADGES = 'font-size="10" font-weight="600" fill="#fff"'
BOX = f'rx="4" fill="#fff" stroke="{DIM}"'
LINES = 'fill="none" stroke="#8a94a0"'
"""Attributes and no style sheet: in a page a style would reach other texts, and its policy would refuse it.
Text of 12 pixels on a sheet of 1,480 is 2.4 mm high on A3."""


def render(charts: Sequence[Chart]) -> str:
    """Draw charts, one below the other."""
    drawings = [drawing(one) for one in charts]
    width, height = max(one.width for one in drawings), sum(one.height for one in drawings)
    title = text(" / ".join(one.title for one in drawings))
    body, y = [], 0.0
    for one in drawings:
        body.append(f'<g transform="translate(0 {y:g})">\n{"".join(_drawn(one))}</g>\n')
        y += one.height
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {height:g}" width="{width:g}" '
        f'height="{height:g}" lang="{charts[0].language}" role="img" aria-label="{title}" '
        f'font-family="DejaVu Sans, Segoe UI, sans-serif">\n'
        f"<title>{title}</title>\n"
        f'<rect width="100%" height="100%" fill="#fff"/>\n{"".join(body)}</svg>\n'
    )


def _drawn(one: Drawing) -> Iterator[str]:
    yield f'<text {TITLES} x="20" y="{TITLE - 4}">{text(one.title)}</text>\n'
    for box in one.boxes:
        if box.parent is not None:
            yield _line(one.boxes[box.parent], box)
    for box in one.boxes:
        yield _box(box)
    for label in one.labels:
        yield f'<text {SMALLS} x="{label.x:g}" y="{label.y:g}">{text(label.text)}</text>\n'


def _line(above: Box, box: Box) -> str:
    """From the box above to this one.

    In a column it goes down from the left side of the box above, and into the side of this one. From a box
    above all columns, or in another column, it goes along the top of the column and down beside it; to a
    further row of columns it goes down beside the sheet.
    """
    y, start = box.y + 14, above.y + above.height
    if above.top is not None and above.column == box.column and above.x < box.x < above.x + above.width:
        return f'<path {LINES} d="M{above.x + 6:g} {start:g}V{y:g}H{box.x:g}"/>\n'
    if box.top is None:
        return f'<path {LINES} d="M{above.x + above.width / 2:g} {start:g}V{box.y:g}"/>\n'
    middle, rail, beside = above.x + above.width / 2, box.top - APART / 2, box.x - APART / 2 + 2
    if start <= box.top <= start + APART:
        way = f"M{middle:g} {start:g}V{rail:g}H{beside:g}"
    else:
        way = f"M{middle:g} {start:g}V{start + APART / 2:g}H{EDGE:g}V{rail:g}H{beside:g}"
    return f'<path {LINES} d="{way}V{y:g}H{box.x:g}"/>\n'


def _box(box: Box) -> str:
    dashed = ' stroke-dasharray="5 3"' if any(one.style == "change" for one in box.badges) else ""
    parts = [
        f'<rect {BOX} x="{box.x:g}" y="{box.y:g}" width="{box.width:g}" height="{box.height:g}"{dashed}/>\n'
    ]
    y = box.y + PADDING
    for part in box.name:
        y += LINE
        parts.append(f'<text {NAMES} x="{box.x + PADDING:g}" y="{y - 3:g}">{text(part)}</text>\n')
    for part in box.lines:
        y += SMALL
        parts.append(f'<text {SMALLS} x="{box.x + PADDING:g}" y="{y - 2:g}">{text(part)}</text>\n')
    for row in badge_rows(box.badges, box.width):
        for badge, inset, width in row:
            x = box.x + inset
            parts.append(
                f'<rect x="{x:g}" y="{y + 3:g}" width="{width:g}" height="{BADGE - 1}" rx="3" '
                f'fill="{COLOURS[badge.style]}"/>'
                f'<text {BADGES} x="{x + 5:g}" y="{y + 14:g}">{text(badge.text)}</text>\n'
            )
        y += BADGE + 2
    return "".join(parts)


def text(plain: str) -> str:
    """Text as XML shows it."""
    return html.escape(printable(line(plain)))
