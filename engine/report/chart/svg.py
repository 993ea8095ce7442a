"""A chart as SVG: boxes, lines and text, and nothing that has to be fetched."""

from __future__ import annotations

import html
from collections.abc import Iterator, Sequence

from pejl.engine.report.chart.layout import (
    BADGE,
    LINE,
    PADDING,
    SMALL,
    TITLE,
    Box,
    Drawing,
    Line,
    badge_rows,
    drawing,
)
from pejl.engine.report.chart.tree import Chart
from pejl.engine.report.letters import line

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
    for way in one.lines:
        yield _line(way)
    for box in one.boxes:
        yield _box(box)
    for label in one.labels:
        yield f'<text {SMALLS} x="{label.x:g}" y="{label.y + SMALL - 2:g}">{text(label.text)}</text>\n'


def _line(way: Line) -> str:
    """A line from point to point."""
    (x, y), *rest = way.points
    steps, at = [f"M{x:g} {y:g}"], (x, y)
    for x, y in rest:
        steps += [f"H{x:g}"] * (x != at[0]) + [f"V{y:g}"] * (y != at[1])
        at = (x, y)
    return f'<path {LINES} d="{"".join(steps)}"/>\n'


def _box(box: Box) -> str:
    """A box; one that is only there before has a broken line."""
    dashed = ' stroke-dasharray="5 3"' if box.unit.gone else ""
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
    for row in badge_rows(box.unit.badges, box.width):
        for badge, inset, width in row:
            x = box.x + inset
            whole = f"<title>{text(badge.whole)}</title>" if badge.whole != badge.text else ""
            mark = (
                f'<rect x="{x:g}" y="{y + 3:g}" width="{width:g}" height="{BADGE - 1}" rx="3" '
                f'fill="{COLOURS[badge.style]}"/>'
                f'<text {BADGES} x="{x + 5:g}" y="{y + 14:g}">{text(badge.text)}</text>'
            )
            parts.append(f"<g>{whole}{mark}</g>\n" if whole else f"{mark}\n")
        y += BADGE + 2
    return "".join(parts)


def text(plain: str) -> str:
    """Text as XML shows it."""
    return html.escape(line(plain))
