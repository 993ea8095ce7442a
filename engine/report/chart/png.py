"""A chart as a picture, drawn by typst from the SVG."""

from __future__ import annotations

from collections.abc import Sequence

from pejl.engine.report.chart.layout import drawing
from pejl.engine.report.chart.svg import render as drawn
from pejl.engine.report.chart.tree import Chart
from pejl.engine.report.extras import extra

DENSITY = 144
"""Points of the picture to an inch of the sheet: two to a pixel of the drawing."""
SOURCE = """\
#set page(width: {width}pt, height: {height}pt, margin: 0pt)
#image(bytes(sys.inputs.svg), format: "svg", width: 100%)
"""


def render(charts: Sequence[Chart]) -> bytes:
    """Draw charts, one below the other.

    Raises:
        PejlError: typst is not installed.
    """
    typst = extra("typst", "a picture needs the extra `pdf`", "pip install 'pejl[pdf]', or write .svg")
    sheets = [drawing(one) for one in charts]
    source = SOURCE.format(width=max(one.width for one in sheets), height=sum(one.height for one in sheets))
    fonts = typst.Fonts(include_system_fonts=False)
    found = typst.compile(
        source.encode(), format="png", ppi=DENSITY, sys_inputs={"svg": drawn(charts)}, font_paths=fonts
    )
    assert isinstance(found, bytes)
    return found
