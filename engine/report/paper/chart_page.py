"""A chart as a page: a nested list, which every reader can follow, and beside it the drawing as a picture."""

from __future__ import annotations

from collections.abc import Sequence

from pejl.engine.report.chart.sheets import sheets
from pejl.engine.report.chart.tree import Chart
from pejl.engine.report.paper import html
from pejl.engine.report.paper.blocks import Paper, Picture, Section


def render(charts: Sequence[Chart]) -> str:
    """Write charts as a page of their own."""
    title = " / ".join(one.title for one in charts)
    sections = tuple(
        Section(one.title, tuple(Picture(part, part.title) for part in sheets(one)), f"chart-{at}")
        for at, one in enumerate(charts)
    )
    blocks = sections if len(charts) > 1 else sections[0].blocks
    return html.render(Paper(title, charts[0].language, (), blocks))
