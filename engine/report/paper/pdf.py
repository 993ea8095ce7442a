"""A paper as PDF by typst: PDF/UA-1, which screen readers can follow, and PDF/A-2a, which archives take.

Only fonts that come with typst are used, so that the same paper gives the same bytes on every machine.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from importlib import resources

from pejl.engine.report.chart.svg import render as drawn
from pejl.engine.report.extras import extra
from pejl.engine.report.json_format import Object
from pejl.engine.report.letters import cut, escaped, line, piece
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
    Table,
    Value,
    places,
    shown,
    spans,
    widths,
)
from pejl.engine.report.texts import say

DRAWN = ((0x20, 0x24F), (0x370, 0x3FF), (0x400, 0x45F), (0x2010, 0x2027), (0x2030, 0x203A), (0x2190, 0x2199))
DRAWN_TOO = "€✗✓✎⊘▲●–—…−±≥≤≠×·°§→←↑↓↕"
"""What the fonts can draw; other characters are written as escapes, for PDF/A allows no empty boxes."""
MANY = 12
"""A list of more items than these is written as running text."""
LONGEST = 15_000
"""How many letters there is room for in a text of the data of the file, at two bytes each of 32,767."""


def render(paper: Paper) -> bytes:
    """Write a paper.

    Raises:
        PejlError: typst is not installed.
    """
    typst = extra(
        "typst", "PDF needs the extra `pdf`", "pip install 'pejl[pdf]', or write .html and print it"
    )
    source = (resources.files("pejl.engine.report.paper") / "assets" / "paper.typ").read_bytes()
    fonts = typst.Fonts(include_system_fonts=False)
    inputs = {"paper": json.dumps(_paper(paper), ensure_ascii=False)}
    compiled = typst.compile(source, sys_inputs=inputs, font_paths=fonts, pdf_standards=["ua-1", "a-2a"])
    assert isinstance(compiled, bytes)
    return compiled


def _paper(paper: Paper) -> Object:
    sections = [one for one in paper.blocks if isinstance(one, Section)]
    return {
        "title": _text(paper.title),
        "language": paper.language,
        "day": [paper.day.year, paper.day.month, paper.day.day],
        "places": dict.fromkeys(places(paper.blocks), True),
        "contents": say("Contents", paper.language) if len(sections) > 1 else "",
        "about": [_block(one, paper.language, set()) for one in paper.about],
        "blocks": _blocks(paper.blocks, paper.language, set()),
    }


def _blocks(blocks: Iterable[Block | Section], language: str, seen: set[str]) -> list[Object]:
    return [_block(one, language, seen) for one in blocks]


def _block(block: Block | Section, language: str, seen: set[str]) -> Object:
    match block:
        case Section():
            name = "" if block.id in seen else block.id
            seen.add(block.id)
            inner = _blocks(block.blocks, language, seen)
            return {"kind": "section", "title": _text(block.title), "id": name, "blocks": inner}
        case Paragraph():
            return {"kind": "paragraph", "text": _inline(block.text)}
        case Items():
            kind = "run" if len(block.items) > MANY else "items"
            return {"kind": kind, "items": [_inline(one) for one in block.items]}
        case Facts():
            rows = [{"label": _text(label), "text": _inline(text)} for label, text in block.rows]
            return {"kind": "facts", "rows": rows}
        case Blank():
            return {"kind": "blank", "label": _text(block.label)}
        case Fold():
            return {
                "kind": "fold",
                "title": _text(block.title),
                "blocks": _blocks(block.blocks, language, seen),
            }
        case Picture():
            alt = say("Organisation chart: {title}", language, title=block.caption)
            return {
                "kind": "picture",
                "svg": _drawable(drawn([block.chart])),
                "alt": _text(alt),
                "caption": _text(block.caption),
            }
        case Table():
            return _table(block, language)


def _table(table: Table, language: str) -> Object:
    return {
        "kind": "table",
        "caption": _text(table.caption),
        "columns": [{"title": _text(one.title), "number": one.number} for one in table.columns],
        "widths": widths(table, language),
        "rows": [[_cell(cell, language) for cell in row] for row in table.rows],
    }


def _cell(cell: Cell, language: str) -> list[Object]:
    return _inline(shown(cell, language) if isinstance(cell, Value) else cell)


def _inline(text: Inline) -> list[Object]:
    return [{"text": _fit(piece(one.text)), "style": one.style, "link": one.link} for one in spans(text)]


def _text(text: str) -> str:
    """A text on one line; titles and captions stand in the data of the file too, where room is less."""
    return _fit(line(text))


def _fit(text: str) -> str:
    return cut(_drawable(text), LONGEST)


def _drawable(text: str) -> str:
    """Text of characters that the fonts can draw, and escapes for the others."""
    return text if text.isascii() else "".join(one if _known(one) else escaped(one) for one in text)


def _known(char: str) -> bool:
    code = ord(char)
    return code < 0x80 or char in DRAWN_TOO or any(low <= code <= high for low, high in DRAWN)
