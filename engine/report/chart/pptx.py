"""A chart as a PowerPoint file: boxes are shapes with text, lines are connectors that follow them."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

from pejl.engine.report.chart.layout import Box, Drawing, drawing
from pejl.engine.report.chart.sheets import sheets
from pejl.engine.report.chart.svg import COLOURS
from pejl.engine.report.chart.tree import Chart
from pejl.engine.report.extras import extra
from pejl.engine.report.letters import line, printable
from pejl.engine.report.paper.docx import fixed

WIDE, HIGH = 12_192_000, 6_858_000
"""A slide of 13.33 by 7.5 inches, in the units of the format."""
ABOVE = 420_000
FIRST = 2
"""Where the shapes of a slide begin: behind all others."""
NAME, SMALL = 110_000, 82_000
"""How high text is at full size."""


def render(charts: Sequence[Chart]) -> bytes:
    """Write charts, each sheet on a slide of its own, as large as the slide allows.

    Raises:
        PejlError: python-pptx is not installed.
    """
    pptx = extra(
        "pptx", "PowerPoint needs the extra `office`", "pip install 'pejl[office]', or write .drawio"
    )
    show: Any = pptx.Presentation()
    show.slide_width, show.slide_height = WIDE, HIGH
    for chart in charts:
        for sheet in sheets(chart):
            _slide(show, drawing(sheet))
    page = io.BytesIO()
    show.save(page)
    return fixed(page.getvalue())


def _slide(show: Any, sheet: Drawing) -> None:
    from pptx.util import Emu

    slide = show.slides.add_slide(show.slide_layouts[5])
    title = slide.shapes.title
    title.left, title.top, title.width, title.height = (
        Emu(150_000),
        Emu(60_000),
        Emu(WIDE - 300_000),
        Emu(ABOVE),
    )
    title.text_frame.text = printable(line(sheet.title))
    title.text_frame.paragraphs[0].runs[0].font.size = Emu(228_600)
    scale = min(WIDE / sheet.width, (HIGH - ABOVE) / sheet.height)
    shapes = [_box(slide, box, scale) for box in sheet.boxes]
    for box, shape in zip(sheet.boxes, shapes, strict=True):
        if box.parent is not None:
            _line(slide, shapes[box.parent], shape)


def _box(slide: Any, box: Box, scale: float) -> Any:
    """A box with its texts; what changes has a broken line, and badges stand in words."""
    from pptx.dml.color import RGBColor
    from pptx.enum.dml import MSO_LINE
    from pptx.enum.shapes import MSO_SHAPE
    from pptx.enum.text import PP_ALIGN
    from pptx.util import Emu

    where = (round(one * scale) for one in (box.x, box.y, box.width, box.height))
    left, top, width, height = where
    shape = slide.shapes.add_shape(
        MSO_SHAPE.RECTANGLE, Emu(left), Emu(top + ABOVE // 2), Emu(width), Emu(height)
    )
    shape.shadow.inherit = False
    shape.fill.solid()
    shape.fill.fore_color.rgb = RGBColor(255, 255, 255)
    shape.line.color.rgb = RGBColor.from_string("4C5661")
    shape.line.width = Emu(6_350)
    if any(badge.style == "change" for badge in box.badges):
        shape.line.dash_style = MSO_LINE.DASH
    frame = shape.text_frame
    frame.word_wrap = True
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = Emu(20_000)
    share = min(scale / (WIDE / 1480), 1.0)
    texts = [
        (" ".join(box.name), NAME, True, "1B1F24"),
        *((one, SMALL, False, "4C5661") for one in box.lines),
    ]
    lines = [[one] for one in texts]
    if box.badges:
        lines.append([(one.text + "  ", SMALL, True, COLOURS[one.style].lstrip("#")) for one in box.badges])
    for at, parts in enumerate(lines):
        paragraph = frame.paragraphs[0] if at == 0 else frame.add_paragraph()
        paragraph.alignment = PP_ALIGN.LEFT
        for text, size, bold, colour in parts:
            run = paragraph.add_run()
            run.text = printable(text)
            run.font.size, run.font.bold = Emu(max(round(size * share), 38_100)), bold
            run.font.color.rgb = RGBColor.from_string(colour.upper())
    return shape


def _line(slide: Any, above: Any, below: Any) -> None:
    """A line with corners that keeps its ends when the boxes are moved; it runs behind the boxes."""
    from pptx.dml.color import RGBColor
    from pptx.enum.shapes import MSO_CONNECTOR
    from pptx.util import Emu

    found = slide.shapes.add_connector(MSO_CONNECTOR.ELBOW, 0, 0, 0, 0)
    found.begin_connect(above, 2)
    found.end_connect(below, 0)
    found.line.color.rgb = RGBColor.from_string("8A94A0")
    found.line.width = Emu(6_350)
    slide.shapes._spTree.insert(FIRST, found._element)
