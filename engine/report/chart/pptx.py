"""A chart as a PowerPoint file: boxes are shapes with text, lines are connectors that follow them.

A connector has three parts and no more, for others are drawn otherwise by each program: down, across and down
from a unit to what stands below, or out, down and in beside a list. A label stands for a unit of which a row
goes on, so that no line has to pass around a row.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

from pejl.engine.report.chart.layout import APART, INDENT, SHEET, Box, Drawing, Label, drawing
from pejl.engine.report.chart.sheets import sheets
from pejl.engine.report.chart.svg import COLOURS
from pejl.engine.report.chart.tree import Chart
from pejl.engine.report.extras import extra
from pejl.engine.report.letters import line, printable
from pejl.engine.report.zips import fixed

WIDE, HIGH = 12_192_000, 6_858_000
"""A slide of 13.33 by 7.5 inches, in the units of the format."""
ABOVE = 420_000
FIRST = 2
"""Where the shapes of a slide begin: behind all others."""
NAME, SMALL = 110_000, 82_000
"""How high text is at full size."""
TOP, SIDE, BOTTOM = 0, 1, 2
"""Where a connector can meet a rectangle, as the format counts them."""
THINNEST = 12_700
"""How wide a connector is at least: its middle is told in shares of that."""
WHOLE, QUARTER = 100_000, 90.0
"""A whole in the shares of the format, and a quarter of a turn in degrees."""


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
    title.text_frame.text = line(sheet.title)
    title.text_frame.paragraphs[0].runs[0].font.size = Emu(228_600)
    scale = min(WIDE / sheet.width, (HIGH - ABOVE) / sheet.height)
    shapes = {box.id: _box(slide, box, scale) for box in sheet.boxes}
    shapes |= {label.id: _label(slide, label, scale) for label in sheet.labels}
    labels = {label.id for label in sheet.labels}
    for way in sheet.lines:
        if way.below not in labels:
            _line(slide, shapes[way.above], shapes[way.below], scale, hanging=way.hanging)


def _box(slide: Any, box: Box, scale: float) -> Any:
    """A box with its texts; what is only there before has a broken line, and badges stand in words."""
    from pptx.dml.color import RGBColor
    from pptx.enum.dml import MSO_LINE
    from pptx.enum.shapes import MSO_SHAPE
    from pptx.enum.text import PP_ALIGN
    from pptx.util import Emu

    shape = slide.shapes.add_shape(MSO_SHAPE.RECTANGLE, *_place(box, scale))
    _flat(shape)
    shape.fill.solid()
    shape.fill.fore_color.rgb = RGBColor(255, 255, 255)
    shape.line.color.rgb = RGBColor.from_string("4C5661")
    shape.line.width = Emu(6_350)
    if box.unit.gone:
        shape.line.dash_style = MSO_LINE.DASH
    frame = shape.text_frame
    frame.word_wrap = True
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = Emu(20_000)
    texts = [
        (" ".join(box.name), NAME, True, "1B1F24"),
        *((one, SMALL, False, "4C5661") for one in box.lines),
    ]
    lines = [[one] for one in texts]
    badges = box.unit.badges
    if badges:
        lines.append([(one.text + "  ", SMALL, True, COLOURS[one.style].lstrip("#")) for one in badges])
    for at, parts in enumerate(lines):
        paragraph = frame.paragraphs[0] if at == 0 else frame.add_paragraph()
        paragraph.alignment = PP_ALIGN.LEFT
        for text, size, bold, colour in parts:
            run = paragraph.add_run()
            run.text = printable(text)
            run.font.size, run.font.bold = _size(size, scale), bold
            run.font.color.rgb = RGBColor.from_string(colour.upper())
    return shape


def _label(slide: Any, label: Label, scale: float) -> Any:
    """What stands for a unit where those under it go on."""
    from pptx.dml.color import RGBColor
    from pptx.util import Emu

    shape = slide.shapes.add_textbox(*_place(label, scale))
    frame = shape.text_frame
    frame.word_wrap = False
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = Emu(0)
    run = frame.paragraphs[0].add_run()
    run.text = printable(label.text)
    run.font.size = _size(SMALL, scale)
    run.font.color.rgb = RGBColor.from_string("4C5661")
    return shape


def _place(place: Box | Label, scale: float) -> tuple[Any, ...]:
    """Left, top, width and height on the slide."""
    from pptx.util import Emu

    left, top, width, height = (round(one * scale) for one in (place.x, place.y, place.width, place.height))
    return Emu(left), Emu(top + ABOVE // 2), Emu(width), Emu(height)


def _size(height: int, scale: float) -> Any:
    """How high text is on a sheet of a scale; never so small that the format refuses it."""
    from pptx.util import Emu

    return Emu(max(round(height * min(scale / (WIDE / SHEET), 1.0)), 38_100))


def _line(slide: Any, above: Any, below: Any, scale: float, *, hanging: bool) -> None:
    """A line with corners that keeps its ends when the boxes are moved; it runs behind the boxes.

    The connector of the format runs across, down and across. Beside a list its middle part is outside; down
    to a box it is turned by a quarter, and its place and size are those before the turn.
    """
    from pptx.dml.color import RGBColor
    from pptx.enum.shapes import MSO_CONNECTOR

    found = slide.shapes.add_connector(MSO_CONNECTOR.ELBOW, 0, 0, 0, 0)
    found.begin_connect(above, SIDE if hanging else BOTTOM)
    found.end_connect(below, SIDE if hanging else TOP)
    (x, y), (end, low) = (_site(one, hanging=hanging, end=one is below) for one in (above, below))
    across, down = end - x, low - y
    form = found._element.spPr
    if hanging:
        wide, high, share = max(across, THINNEST), down, -INDENT / 2 * scale
        left, top, turn = x, y, 0.0
    else:
        wide, high, share = down, abs(across), down - APART / 2 * scale
        left, top = x + across // 2 - wide // 2, y + down // 2 - high // 2
        turn = 3 * QUARTER if across > 0 else QUARTER
    place = form.get_or_add_xfrm()
    place.rot, place.flipH, place.flipV = turn, turn == 3 * QUARTER, False
    place.off.x, place.off.y, place.ext.cx, place.ext.cy = left, top, wide, high
    form.prstGeom.rewrite_guides([("adj1", round(WHOLE * share / wide))])
    found.line.color.rgb = RGBColor.from_string("8A94A0")
    found.line.width = 6_350
    _flat(found)
    slide.shapes._spTree.insert(FIRST, found._element)


def _flat(shape: Any) -> None:
    """Take the shadow away that the style of the slide gives."""
    shape._element.xpath("./p:style/a:effectRef")[0].set("idx", "0")


def _site(shape: Any, *, hanging: bool, end: bool) -> tuple[int, int]:
    """Where a connector meets a shape."""
    if hanging:
        return shape.left, shape.top + shape.height // 2
    return shape.left + shape.width // 2, shape.top + (0 if end else shape.height)
