"""A paper for reading in a terminal."""

from __future__ import annotations

from pejl.engine.report.chart.tree import Unit
from pejl.engine.report.letters import cut, line, pad, width, wrap
from pejl.engine.report.paper.blocks import (
    Blank,
    Block,
    Facts,
    Fold,
    Inline,
    Items,
    Paper,
    Paragraph,
    Picture,
    Section,
    Table,
    plain,
    spans,
)
from pejl.engine.report.screen import Screen
from pejl.engine.report.texts import say
from pejl.engine.report.values import number

MOST_ROWS = 60
"""How many rows of a table are written before the rest becomes a number."""
NARROWEST = 12
LONGEST = 240


def render(paper: Paper, *, colour: bool = False, width: int = 100) -> str:
    """Write a paper.

    Args:
        paper: the paper.
        colour: whether to use ANSI colours.
        width: the columns of the terminal.

    Returns:
        The page. Of a long table the first rows; what is left out is said.
    """
    screen = Screen(width, colour)
    screen.line((line(paper.title), "bold"))
    for block in (*paper.about, *paper.blocks):
        _block(screen, block, paper.language, top=True)
    return str(screen)


def _block(screen: Screen, block: Block | Section, language: str, *, top: bool = False) -> None:
    match block:
        case Section():
            if top:
                screen.heading(line(block.title))
            else:
                screen.blank()
                screen.line((line(block.title), "bold"))
            for part in block.blocks:
                _block(screen, part, language)
        case Paragraph():
            screen.paragraph(_text(block.text), indent=0 if top else 2, style=block.style)
        case Items():
            for item in block.items:
                screen.field("•", _text(item), 1)
        case Facts():
            size = max((width(line(label)) for label, _ in block.rows), default=0)
            for label, text in block.rows:
                screen.field(line(label), _text(text), min(size, 30))
        case Blank():
            screen.paragraph(f"{block.label}: ........")
        case Fold():
            screen.blank()
            screen.paragraph(block.title, style="bold")
            for part in block.blocks:
                _block(screen, part, language)
        case Picture():
            screen.paragraph(block.caption, style="bold")
            for unit in block.chart.tops:
                _unit(screen, unit, 0, language)
        case Table():
            _table(screen, block, language)


def _unit(screen: Screen, unit: Unit, level: int, language: str) -> None:
    """A unit of a chart on a line, and those under it further in."""
    screen.paragraph(" · ".join([unit.name, *unit.texts(language)]), indent=2 + 2 * level)
    for one in unit.below:
        _unit(screen, one, level + 1, language)


def _text(text: Inline) -> str:
    return "".join(one.text for one in spans(text))


def _table(screen: Screen, table: Table, language: str) -> None:
    """The caption, and rows under their heads, in columns as wide as they need and the page has room for."""
    screen.blank()
    screen.paragraph(table.caption, style="bold")
    heads = [line(one.title) for one in table.columns]
    rows = [[cut(line(plain(one, language)), LONGEST) for one in row] for row in table.rows[:MOST_ROWS]]
    sizes = _sizes([heads, *rows], screen.width - 2)
    for at, row in enumerate([heads, *rows]):
        cells = [wrap(text, size) for text, size in zip(row, sizes, strict=True)]
        for part in range(max(map(len, cells))):
            pieces = [
                pad(cell[part] if part < len(cell) else "", size, right=column.number)
                for cell, size, column in zip(cells, sizes, table.columns, strict=True)
            ]
            screen.line("  ", ("  ".join(pieces), "dim" if at == 0 else ""))
    if len(table.rows) > MOST_ROWS:
        rest = number(len(table.rows) - MOST_ROWS, language)
        text = say("… and {rest} more rows; the other formats have them all", language, rest=rest)
        screen.paragraph(text, style="dim")


def _sizes(rows: list[list[str]], room: int) -> list[int]:
    """How wide each column is: what it needs, if there is room; else the widest give in first."""
    sizes = [max(map(width, column)) for column in zip(*rows, strict=True)]
    room -= 2 * (len(sizes) - 1)
    while sum(sizes) > room and max(sizes) > NARROWEST:
        widest = max(sizes)
        at = sizes.index(widest)
        second = max((one for n, one in enumerate(sizes) if n != at), default=0)
        least = max(NARROWEST, second if second < widest else widest - 1)
        sizes[at] = max(least, widest - (sum(sizes) - room))
    return sizes
