"""A paper as a Word document, because case papers are edited in Word before they are sent."""

from __future__ import annotations

import datetime as dt
import html
import io
from collections.abc import Iterator, Sequence
from typing import Any

from pejl.engine.errors import PejlError
from pejl.engine.report.chart import png
from pejl.engine.report.chart.tree import Unit
from pejl.engine.report.extras import extra
from pejl.engine.report.letters import cut, line, piece
from pejl.engine.report.paper.blocks import (
    Blank,
    Block,
    Cell,
    Facts,
    Fold,
    Inline,
    Items,
    Paper,
    Paragraph,
    Picture,
    Section,
    Span,
    Table,
    Value,
    shown,
    spans,
    widths,
)
from pejl.engine.report.texts import say
from pejl.engine.report.zips import fixed

COLOURS = {
    "error": "A11A12", "warning": "7A4F00", "info": "1D5580", "met": "1D6B35", "undecidable": "6B2B84",
    "waived": "265B66", "dim": "4C5661",
}  # fmt: skip
SMALL = 8.5
"""The size of the text in tables, in points."""
PROPERTY = 250
"""How long a property of a document may be."""
PAGE = 9_600
"""How wide a table is, in twentieths of a point: the text of an A4 page."""
ACROSS = (235, 140)
"""How wide and how high a picture is at most on a page across, in millimetres: A4 and Letter have room."""
MANY = 12
"""A list of more items than these is written as running text."""


def render(paper: Paper) -> bytes:
    """Write a paper.

    Raises:
        PejlError: python-docx is not installed.
    """
    docx = extra("docx", "Word needs the extra `office`", "pip install 'pejl[office]', or write .html")
    return _Writer(docx.Document(), paper).written()


class _Writer:
    def __init__(self, document: Any, paper: Paper) -> None:
        self.document, self.paper, self.language = document, paper, paper.language

    def written(self) -> bytes:
        from docx.oxml.ns import qn

        about = self.document.core_properties
        about.title, about.author, about.language = line(self.paper.title)[:PROPERTY], "Pejl", self.language
        about.comments = ""
        about.created = about.modified = dt.datetime.combine(self.paper.day, dt.time())
        style = self.document.styles["Normal"].element.get_or_add_rPr()
        tongue = style.makeelement(qn("w:lang"), {qn("w:val"): "da-DK" if self.language == "da" else "en-GB"})
        style.append(tongue)
        self.document.add_heading(line(self.paper.title), 0)
        for block in (*self.paper.about, *self.paper.blocks):
            self.block(block, 1)
        page = io.BytesIO()
        self.document.save(page)
        return fixed(page.getvalue())

    def block(self, block: Block | Section, level: int) -> None:
        match block:
            case Section():
                self.document.add_heading(line(block.title), min(level, 9))
                for part in block.blocks:
                    self.block(part, level + 1)
            case Paragraph():
                self.runs(self.document.add_paragraph(), block.text, strong=block.style == "strong")
            case Items() if len(block.items) > MANY:
                joined = "; ".join("".join(one.text for one in spans(item)) for item in block.items)
                self.document.add_paragraph(line(joined))
            case Items():
                for item in block.items:
                    self.runs(self.document.add_paragraph(style="List Bullet"), item)
            case Facts():
                for label, text in block.rows:
                    paragraph = self.document.add_paragraph()
                    paragraph.add_run(f"{line(label)}: ").bold = True
                    self.runs(paragraph, text)
            case Blank():
                table = self.document.add_table(1, 1, style="Table Grid")
                table.cell(0, 0).text = line(block.label) + "\n\n\n"
            case Fold():
                self.document.add_paragraph().add_run(line(block.title)).bold = True
                for part in block.blocks:
                    self.block(part, level)
            case Picture():
                self.picture(block)
                for unit in block.chart.tops:
                    self.unit(unit, 0)
            case Table():
                self.table(block)

    def picture(self, picture: Picture) -> None:
        """A chart on a page across of its own, where it can be drawn; the units follow as a list anyway."""
        from docx.shared import Mm

        try:
            drawn = png.render([picture.chart])
        except PejlError:  # the extra that draws is not installed
            self.document.add_paragraph(line(picture.caption), style="Caption")
            return
        self.turn()
        self.document.add_paragraph(line(picture.caption), style="Caption")
        shape = self.document.add_picture(io.BytesIO(drawn))
        share = min(Mm(part) / size for part, size in zip(ACROSS, (shape.width, shape.height), strict=True))
        shape.width, shape.height = round(shape.width * share), round(shape.height * share)
        alt = say("Organisation chart: {title}", self.language, title=picture.caption)
        shape._inline.docPr.set("descr", cut(line(alt), PROPERTY))
        self.turn()

    def turn(self) -> None:
        """Begin a page that lies across, or stands upright again."""
        from docx.enum.section import WD_ORIENT

        old = self.document.sections[-1]
        new = self.document.add_section()
        new.orientation = WD_ORIENT.PORTRAIT if old.orientation else WD_ORIENT.LANDSCAPE
        new.page_width, new.page_height = old.page_height, old.page_width

    def table(self, table: Table) -> None:
        """A caption and a table whose head is repeated on every page.

        The rows are written as XML: to ask the library for each cell takes seconds for a few hundred rows.
        """
        from docx.oxml import parse_xml
        from docx.oxml.ns import nsdecls

        self.document.add_paragraph(line(table.caption), style="Caption")
        shares = widths(table, self.language)
        sizes = [round(PAGE * share / sum(shares)) for share in shares]
        grid = "".join(f'<w:gridCol w:w="{size}"/>' for size in sizes)
        heads = "".join(
            _cell(one.title, self.language, size, strong=True)
            for one, size in zip(table.columns, sizes, strict=True)
        )
        rows = "".join(f"<w:tr>{''.join(self.cells(row, table, sizes))}</w:tr>" for row in table.rows)
        xml = (
            f'<w:tbl {nsdecls("w")}><w:tblPr><w:tblStyle w:val="TableGrid"/><w:tblW w:w="5000" w:type="pct"/>'
            f'<w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>'
            f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{heads}</w:tr>{rows}</w:tbl>"
        )
        paragraph = self.document.add_paragraph()
        paragraph._p.addprevious(parse_xml(xml))

    def cells(self, row: tuple[Cell, ...], table: Table, sizes: Sequence[int]) -> Iterator[str]:
        for content, column, size in zip(row, table.columns, sizes, strict=True):
            yield _cell(content, self.language, size, right=column.number)

    def runs(self, paragraph: Any, text: Inline, *, strong: bool = False) -> None:
        """Add text in pieces, each in its style."""
        from docx.shared import RGBColor

        for one in spans(text):
            run = paragraph.add_run(piece(one.text))
            run.bold = strong or (one.style in ("strong", *COLOURS) and one.style != "dim") or None
            if one.style in COLOURS:
                run.font.color.rgb = RGBColor.from_string(COLOURS[one.style])
            if one.style == "code":
                run.font.name = "Consolas"

    def unit(self, unit: Unit, level: int) -> None:
        """A unit of a chart as an item of an indented list."""
        from docx.shared import Mm

        paragraph = self.document.add_paragraph(style="List Bullet")
        paragraph.paragraph_format.left_indent = Mm(6 + 6 * min(level, 8))
        paragraph.add_run(line(unit.name)).bold = True
        about = " · ".join(unit.texts(self.language))
        paragraph.add_run(f" {line(about)}" if about else "")
        for part in unit.below:
            self.unit(part, level + 1)


def _cell(content: Cell, language: str, size: int, *, strong: bool = False, right: bool = False) -> str:
    """A cell of a table as XML."""
    text = shown(content, language) if isinstance(content, Value) else content
    place = '<w:pPr><w:jc w:val="right"/></w:pPr>' if right else ""
    runs = "".join(_run(one, strong) for one in spans(text) if one.text)
    width = f'<w:tcPr><w:tcW w:w="{size}" w:type="dxa"/></w:tcPr>'
    return f"<w:tc>{width}<w:p>{place}{runs}</w:p></w:tc>"


def _run(one: Span, strong: bool) -> str:
    bold = strong or one.style == "strong" or (one.style in COLOURS and one.style != "dim")
    font = '<w:rFonts w:ascii="Consolas" w:hAnsi="Consolas"/>' if one.style == "code" else ""
    colour = f'<w:color w:val="{COLOURS[one.style]}"/>' if one.style in COLOURS else ""
    properties = f'{font}{"<w:b/>" if bold else ""}{colour}<w:sz w:val="{round(2 * SMALL)}"/>'
    said = html.escape(piece(one.text), quote=False)
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{said}</w:t></w:r>'
