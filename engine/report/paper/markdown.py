"""A paper as Markdown, which agenda systems and wikis take."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pejl.engine.report.chart.tree import Unit
from pejl.engine.report.letters import line
from pejl.engine.report.markdown import escape, rows
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
)

MARKS = {"strong": "**{text}**"}


def render(paper: Paper) -> str:
    """Write a paper."""
    lines = [f"# {escape(paper.title)}", ""]
    for block in (*paper.about, *paper.blocks):
        lines += _block(block, 2, paper.language)
    return "\n".join(lines).rstrip("\n") + "\n"


def _block(block: Block | Section, level: int, language: str) -> Iterator[str]:
    match block:
        case Section():
            yield f"{'#' * min(level, 6)} {escape(block.title)}"
            yield ""
            for part in block.blocks:
                yield from _block(part, level + 1, language)
        case Paragraph():
            yield _inline(block.text)
            yield ""
        case Items():
            yield from (f"- {_inline(one)}" for one in block.items)
            yield ""
        case Facts():
            yield from (f"- **{escape(label)}**: {_inline(text)}" for label, text in block.rows)
            yield ""
        case Blank():
            yield f"{escape(block.label)}: \\_\\_\\_\\_\\_\\_\\_\\_"
            yield ""
        case Fold():
            yield f"**{escape(block.title)}**"
            yield ""
            for part in block.blocks:
                yield from _block(part, level, language)
        case Picture():
            yield f"**{escape(block.caption)}**"
            yield ""
            yield from (part for one in block.chart.tops for part in _unit(one, 0, language))
            yield ""
        case Table():
            yield f"**{escape(block.caption)}**"
            yield ""
            heads = (escape(one.title) for one in block.columns)
            yield from rows(heads, [[_cell(one, language) for one in row] for row in block.rows])


def _unit(unit: Unit, level: int, language: str) -> Iterator[str]:
    """A unit of a chart as an item of a nested list, and those under it."""
    about = " · ".join(map(escape, unit.texts(language)))
    yield f"{'  ' * level}- **{escape(unit.name)}**{' ' if about else ''}{about}"
    for one in unit.below:
        yield from _unit(one, level + 1, language)


def _cell(cell: Cell, language: str) -> str:
    return escape(shown(cell, language)) if isinstance(cell, Value) else _inline(cell, in_table=True)


def _inline(text: Inline, *, in_table: bool = False) -> str:
    return "".join(_span(one, in_table) for one in spans(text) if one.text)


def _span(one: Span, in_table: bool) -> str:
    """A piece of a line; the spaces around it stay, outside of its marks."""
    before, after = (" " if one.text[at].isspace() else "" for at in (0, -1))
    if one.style == "code":
        return before + _code(one.text, in_table) + after
    text = escape(one.text)
    return before + (MARKS.get(one.style, "{text}").format(text=text) + after if text else "")


def _code(text: str, in_table: bool) -> str:
    """Text between so many backticks that those in it are text; in a table a bar ends a cell even there."""
    plain = line(text)
    marks = "`" * (1 + max((len(run) for run in re.findall("`+", plain)), default=0))
    space = " " if plain.startswith("`") or plain.endswith("`") else ""
    shown_ = plain.replace("|", "\\|") if in_table else plain
    return f"{marks}{space}{shown_}{space}{marks}" if plain else ""
