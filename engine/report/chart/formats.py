"""The formats in which a chart can be written, by the ending of its file; to add one, add a line."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pejl.engine.report.chart.tree import Chart

FORMATS = {
    ".svg": "pejl.engine.report.chart.svg",
    ".html": "pejl.engine.report.paper.chart_page",
    ".png": "pejl.engine.report.chart.png",
    ".pptx": "pejl.engine.report.chart.pptx",
    ".mmd": "pejl.engine.report.chart.mermaid",
    ".dot": "pejl.engine.report.chart.dot",
    ".drawio": "pejl.engine.report.chart.drawio",
}


def written(charts: Sequence[Chart], suffix: str) -> str | bytes:
    """Some charts in the format of an ending, one below the other."""
    found: str | bytes = import_module(FORMATS[suffix]).render(charts)
    return found
