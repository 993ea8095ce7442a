"""A paper as one HTML file: nothing is fetched, it reads on paper and on a telephone, and by ear.

WCAG 2.1 AA: the language is set, headings go down step by step, tables have captions and scopes, wide ones
can be scrolled with the keys, no meaning is in colour alone. Without its script it is complete.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import html
from collections.abc import Iterable, Iterator
from importlib import resources

from pejl.engine.report.chart.svg import render as drawn
from pejl.engine.report.chart.tree import Unit
from pejl.engine.report.letters import line, piece, token
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
    places,
    shown,
    spans,
)
from pejl.engine.report.texts import say

SORTABLE, FILTERED = 4, 20
"""From how many rows a table can be sorted, and filtered."""
HEADINGS = 6
BADGES = {"error": "error", "warning": "warning", "change": "info"}
"""How the badges of a chart look in a list."""
FOLDED = 8
"""More entries of the contents than these are folded away."""


def render(paper: Paper) -> str:
    """Write a paper."""
    return "".join(_Page(paper).parts())


class _Page:
    """Writes one page."""

    def __init__(self, paper: Paper) -> None:
        self.paper, self.language = paper, paper.language
        self.places = {_name(one) for one in places(paper.blocks)}
        self.ids: set[str] = set()
        self.tables = 0

    def parts(self) -> Iterator[str]:
        title, style, script = text(self.paper.title), _asset("paper.css"), _asset("paper.js")
        body = "".join(self.blocks(self.paper.blocks, 2))
        policy = (
            f"default-src 'none'; style-src 'sha256-{_digest(style)}'; script-src 'sha256-{_digest(script)}'"
        )
        yield f'<!doctype html>\n<html lang="{self.language}">\n<head>\n<meta charset="utf-8">\n'
        yield f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        yield '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        yield f"<title>{title}</title>\n<style>{style}</style>\n</head>\n<body>\n"
        yield f'<a class="skip" href="#content">{text(say("To the content", self.language))}</a>\n'
        yield f'<header class="head"><h1>{title}</h1>\n{"".join(self.blocks(self.paper.about, 2))}</header>\n'
        yield self.contents()
        yield f'<main id="content">\n{body}</main>\n'
        yield f"<script>{script}</script>\n</body>\n</html>\n"

    def contents(self) -> str:
        """The contents: the sections and the sections within them."""
        sections = [one for one in self.paper.blocks if isinstance(one, Section)]
        if len(sections) < 2:
            return ""
        label = text(say("Contents", self.language))
        return f'<nav class="contents" aria-label="{label}">\n{self.entries(sections, 2)}</nav>\n'

    def entries(self, sections: Iterable[Section], depth: int) -> str:
        items = []
        for one in sections:
            inner = [part for part in one.blocks if isinstance(part, Section) and part.id]
            below = self.entries(inner, depth - 1) if inner and depth > 1 else ""
            if len(inner) > FOLDED and below:
                label = text(say("{count} parts", self.language, count=len(inner)))
                below = f"<details><summary>{label}</summary>\n{below}</details>"
            name = f'<a href="#{_name(one.id)}">{text(one.title)}</a>' if one.id else text(one.title)
            items.append(f"<li>{name}{below}</li>\n")
        return f"<ul>\n{''.join(items)}</ul>\n"

    def blocks(self, blocks: Iterable[Block | Section], level: int) -> Iterator[str]:
        for block in blocks:
            yield self.block(block, level)

    def block(self, block: Block | Section, level: int) -> str:
        match block:
            case Section():
                return self.section(block, level)
            case Paragraph():
                kind = f' class="{block.style}"' if block.style else ""
                return f"<p{kind}>{self.inline(block.text)}</p>\n"
            case Items():
                items = (f"<li>{self.inline(one)}</li>\n" for one in block.items)
                return f"<ul>\n{''.join(items)}</ul>\n"
            case Facts():
                rows = (f"<dt>{text(name)}</dt><dd>{self.inline(said)}</dd>\n" for name, said in block.rows)
                return f"<dl>\n{''.join(rows)}</dl>\n"
            case Blank():
                return f'<div class="blank">{text(block.label)}</div>\n'
            case Fold():
                inner = "".join(self.blocks(block.blocks, level))
                return f"<details><summary>{text(block.title)}</summary>\n{inner}</details>\n"
            case Table():
                return self.table(block)
            case Picture():
                return self.picture(block)

    def section(self, section: Section, level: int) -> str:
        head = min(level, HEADINGS)
        name = f' id="{self.own(section.id)}"' if section.id else ""
        inner = "".join(self.blocks(section.blocks, level + 1))
        return f"<section{name}>\n<h{head}>{text(section.title)}</h{head}>\n{inner}</section>\n"

    def own(self, id_: str) -> str:
        """An id that nothing else on the page has."""
        name, count = _name(id_), 1
        while name in self.ids:
            count += 1
            name = f"{_name(id_)}-{count}"
        self.ids.add(name)
        return name

    def table(self, table: Table) -> str:
        """A table in a region of its own, which scrolls where it is wider than the page."""
        name = self.own(table.id or "table")
        several = len(table.rows) >= SORTABLE
        kind = ' class="sortable"' if several else ""
        heads = "".join(
            f'<th scope="col"{_number(one.number)}>{text(one.title) or "<span aria-hidden=true></span>"}</th>'
            for one in table.columns
        )
        rows = "".join(self.row(row, table) for row in table.rows)
        found = (
            f'<div class="wide" role="region" aria-labelledby="{name}-caption" tabindex="0">\n'
            f'<table id="{name}"{kind}>\n<caption id="{name}-caption">{text(table.caption)}</caption>\n'
            f"<thead><tr>{heads}</tr></thead>\n<tbody>\n{rows}</tbody>\n</table>\n</div>\n"
        )
        return self.filter(name, table) + found if len(table.rows) >= FILTERED else found

    def picture(self, picture: Picture) -> str:
        """A chart: drawn for the eye, which no reader has to look at, and as a list for everybody."""
        svg = drawn([picture.chart])
        label = text(say("{caption}: as a list", self.language, caption=picture.caption))
        listed = "".join(self.unit(one) for one in picture.chart.tops)
        return (
            f'<figure><div class="wide" aria-hidden="true">{svg}</div>\n'
            f"<figcaption>{text(picture.caption)}</figcaption></figure>\n"
            f'<details class="chart"><summary>{label}</summary>\n<ul>\n{listed}</ul>\n</details>\n'
        )

    def unit(self, unit: Unit) -> str:
        """A unit of a chart, with those under it."""
        about = " · ".join(unit.about(self.language))
        badges = "".join(
            f' <span class="{BADGES[one.style]}">{text(one.whole)}</span>' for one in unit.badges
        )
        below = "".join(self.unit(one) for one in unit.below)
        inner = f"\n<ul>\n{below}</ul>" if below else ""
        said = f' <span class="dim">{text(about)}</span>' if about else ""
        return f'<li><span class="strong">{text(unit.name)}</span>{said}{badges}{inner}</li>\n'

    def filter(self, name: str, table: Table) -> str:
        label = text(say("Show only rows with", self.language))
        return (
            f'<p class="filter" data-table="{name}" hidden><label>{label} '
            f'<input type="search" aria-controls="{name}"></label> <span role="status"></span></p>\n'
        )

    def row(self, row: tuple[Cell, ...], table: Table) -> str:
        cells = []
        for at, (cell, column) in enumerate(zip(row, table.columns, strict=True)):
            tag = 'th scope="row"' if at == 0 else "td"
            cells.append(f"<{tag}{_number(column.number)}{_value(cell)}>{self.cell(cell)}</{tag.split()[0]}>")
        return f"<tr>{''.join(cells)}</tr>\n"

    def inline(self, text_: Inline) -> str:
        """Text in a line."""
        return "".join(map(self.span, spans(text_)))

    def span(self, one: Span) -> str:
        """A piece of text; it is a link if what it leads to is in this paper."""
        found = html.escape(piece(one.text))
        if one.style == "code":
            found = f"<code>{found}</code>"
        elif one.style:
            found = f'<span class="{one.style}">{found}</span>'
        leads = one.link and _name(one.link) in self.places
        return f'<a href="#{_name(one.link)}">{found}</a>' if leads else found

    def cell(self, cell: Cell) -> str:
        return text(shown(cell, self.language)) if isinstance(cell, Value) else self.inline(cell)


def text(plain: str) -> str:
    """Text as HTML shows it: nothing in it is markup, and nothing invisible turns it round."""
    return html.escape(line(plain))


def _number(number: bool) -> str:
    return ' class="n"' if number else ""


def _value(cell: Cell) -> str:
    """What a table is sorted by, where the text would sort otherwise."""
    if isinstance(cell, Value):
        value = cell.shown
        if isinstance(value, int | float) and not isinstance(value, bool):
            return f' data-value="{value}"'
        if isinstance(value, dt.date):
            return f' data-value="{value.isoformat()}"'
    return ""


def _name(id_: str) -> str:
    """An id that a link can lead to."""
    return token(id_) or "x"


def _asset(name: str) -> str:
    return (resources.files("pejl.engine.report.paper") / "assets" / name).read_text(encoding="utf-8")


def _digest(source: str) -> str:
    """What a content security policy knows a style or a script by."""
    import base64

    return base64.b64encode(hashlib.sha256(source.encode()).digest()).decode()
