"""A chart in sheets: one that a sheet can hold as it is; a larger one as an overview and its branches."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from pejl.engine.report.chart.layout import SHEET, drawing
from pejl.engine.report.chart.tree import Chart, Unit
from pejl.engine.report.letters import cut

HIGHEST = 0.85 * SHEET
"""How high a drawing may be: on A3 across, names are then still 2 mm high."""
LONGEST = 120
"""How many letters of the names of its branches a sheet is called by."""

Units = tuple[Unit, ...]


def sheets(chart: Chart) -> list[Chart]:
    """The sheets of a chart, the overview first.

    The overview ends at the last level for which it has room, and says how many units are below. The branches
    that end there follow in their order, small ones together on a sheet.
    """
    return list(_sheets(chart, chart.title))


def _sheets(chart: Chart, title: str) -> Iterator[Chart]:
    def fits(units: Units) -> bool:
        return drawing(replace(chart, tops=units)).height <= HIGHEST

    tops = chart.tops
    if fits(tops) or size(tops) == 1:
        yield chart
        return
    depth = _depth(tops, fits)
    if depth > 1 or (depth == 1 and len(tops) > 1):
        yield replace(chart, tops=_folded(tops, depth))
        branches = tuple(one for one in _at(tops, depth) if one.below)
        parts = [(part, part) for part in _filled(branches, fits)]
    elif len(tops) == 1:  # it leads more than there is room for
        top = tops[0]
        several = _filled(top.below, lambda units: fits((replace(top, below=units),)))
        parts = [((replace(top, below=part),), part) for part in several]
    else:
        parts = [(part, part) for part in _filled(tops, fits)]
    for part, called in parts:
        names = cut(", ".join(one.name for one in called), LONGEST)
        yield from _sheets(replace(chart, title=f"{title}: {names}", tops=part), title)


def size(units: Units) -> int:
    """How many units are drawn: these and those under them."""
    return sum(1 + size(one.below) for one in units)


def _depth(tops: Units, fits: Callable[[Units], bool]) -> int:
    """How many levels there is room for."""
    depth = 0
    while _at(tops, depth + 1) and fits(_folded(tops, depth + 1)):
        depth += 1
    return depth


def _at(units: Units, level: int) -> Units:
    """The units of a level, from 1."""
    for _ in range(level - 1):
        units = tuple(part for one in units for part in one.below)
    return units


def _folded(units: Units, depth: int) -> Units:
    """Units with so many levels, their own counted."""
    if depth > 1:
        return tuple(replace(one, below=_folded(one.below, depth - 1)) for one in units)
    return tuple(one.alone() for one in units)


def _filled(branches: Sequence[Unit], fits: Callable[[Units], bool]) -> Iterator[Units]:
    """Branches that go on a sheet together, in their order; one that is too large stands alone."""
    sheet: Units = ()
    for one in branches:
        if sheet and not fits((*sheet, one)):
            yield sheet
            sheet = ()
        sheet = (*sheet, one)
    if sheet:
        yield sheet
