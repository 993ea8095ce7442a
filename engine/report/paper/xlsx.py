"""A paper as an Excel workbook: a sheet for each table, with filters and a head that stays in sight.

Text is never a formula, whatever it begins with.
"""

from __future__ import annotations

import datetime as dt
import io
import re
from collections.abc import Iterable, Iterator

from pejl.engine.findings import Year
from pejl.engine.report.extras import extra
from pejl.engine.report.letters import cut, line
from pejl.engine.report.paper.blocks import (
    Block,
    Cell,
    Facts,
    Fold,
    Paper,
    Section,
    Table,
    Value,
    plain,
    spans,
)
from pejl.engine.report.texts import say

LONGEST = 32_000
"""Excel takes texts of 32,767 characters."""
TITLE = 255
"""And as many in what a workbook says of itself."""
WIDEST, NARROWEST = 60, 8
MEASURED = 1_000
"""From so many rows the width of a column is taken."""
NUMBERS = {
    "number": "#,##0",
    "number in parts": "#,##0.0##",
    "change": "+#,##0;−#,##0;±0",
    "change in parts": "+#,##0.0##;−#,##0.0##;±0",
    "year": "0",
}
"""How numbers are written; Excel would end a whole one with a comma if it could have decimals."""
FORBIDDEN = re.compile(r"[\[\]:*?/\\']")


def render(paper: Paper) -> bytes:
    """Write a paper.

    Raises:
        PejlError: xlsxwriter is not installed.
    """
    xlsxwriter = extra(
        "xlsxwriter", "Excel needs the extra `office`", "pip install 'pejl[office]', or write .csv"
    )
    page = io.BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    book = xlsxwriter.Workbook(page, options)
    created = dt.datetime.combine(paper.day, dt.time())
    book.set_properties({"title": cut(line(paper.title), TITLE), "created": created})
    head = book.add_format({"bold": True, "bottom": 2, "text_wrap": True, "valign": "top"})
    body = book.add_format({"text_wrap": True, "valign": "top"})
    numbers = {name: book.add_format({"num_format": text, "valign": "top"}) for name, text in NUMBERS.items()}
    date = book.add_format({"num_format": "yyyy-mm-dd", "valign": "top"})
    formats = {"head": head, "body": body, **numbers, "date": date}
    names: set[str] = set()
    _about(book.add_worksheet(_name(say("About", paper.language), names)), paper, formats)
    for name, table in tables(paper):
        sheet = book.add_worksheet(_name(name, names))
        _fill(sheet, table, paper.language, formats)
    book.close()
    return page.getvalue()


def tables(paper: Paper) -> Iterator[tuple[str, Table]]:
    """The sheets of a paper with their names: its lists, then the tables in it.

    A table that has a section to itself is called as that is. Those of single rules a list has already.
    """
    yield from ((one.caption, one) for one in paper.sheets)
    for name, table in _tables(paper.blocks, ""):
        if not (paper.sheets and table.id.startswith("observed")):
            yield name, table


def _tables(blocks: Iterable[Block | Section], title: str) -> Iterator[tuple[str, Table]]:
    listed = list(blocks)
    alone = sum(1 for one in listed if isinstance(one, Table)) == 1
    for one in listed:
        if isinstance(one, Table):
            yield (title if alone and title else one.caption), one
        elif isinstance(one, Section | Fold):
            yield from _tables(one.blocks, one.title)


def _about(sheet, paper: Paper, formats) -> None:  # type: ignore[no-untyped-def]
    """What stands under the title."""
    sheet.write_string(0, 0, _text(paper.title, paper.language), formats["head"])
    row = 2
    for block in paper.about:
        for label, text in block.rows if isinstance(block, Facts) else ():
            sheet.write_string(row, 0, _text(label, paper.language), formats["body"])
            told = _text("".join(one.text for one in spans(text)), paper.language)
            sheet.write_string(row, 1, told, formats["body"])
            row += 1
    sheet.set_column(0, 0, 24)
    sheet.set_column(1, 1, 100)


def _fill(sheet, table: Table, language: str, formats) -> None:  # type: ignore[no-untyped-def]
    """Write a table: its heads in the first row, which stays and filters."""
    for at, column in enumerate(table.columns):
        sheet.write_string(0, at, _text(column.title, language), formats["head"])
    for number, row in enumerate(table.rows, 1):
        for at, cell in enumerate(row):
            _cell(sheet, number, at, cell, language, formats)
    sheet.freeze_panes(1, 0)
    if table.rows:
        sheet.autofilter(0, 0, len(table.rows), len(table.columns) - 1)
    for at, column in enumerate(table.columns):
        longest = max([len(column.title), *(len(plain(row[at], language)) for row in table.rows[:MEASURED])])
        sheet.set_column(at, at, min(max(longest + 2, NARROWEST), WIDEST))


def _cell(sheet, row: int, at: int, cell: Cell, language: str, formats) -> None:  # type: ignore[no-untyped-def]
    value = cell.shown if isinstance(cell, Value) else None
    if isinstance(value, int | float) and not isinstance(value, bool):
        kind = "change" if isinstance(cell, Value) and cell.signed else "number"
        name = "year" if isinstance(value, Year) else f"{kind}{'' if value == int(value) else ' in parts'}"
        sheet.write_number(row, at, value, formats[name])
    elif isinstance(value, dt.date) and value.year >= 1900:
        sheet.write_datetime(row, at, dt.datetime.combine(value, dt.time()), formats["date"])
    else:
        sheet.write_string(row, at, _text(plain(cell, language), language), formats["body"])


def _text(text: str, language: str) -> str:
    """A text that a cell takes; one that is too long says so at its end."""
    whole = line(text)
    return whole if len(whole) <= LONGEST else whole[:LONGEST] + say("… (cut)", language)


def _name(title: str, taken: set[str]) -> str:
    """A name of a sheet that Excel takes: at most 31 characters, none of some, and no two alike."""
    short = FORBIDDEN.sub(" ", line(title)).strip()[:31].strip() or "?"
    name, count = short, 1
    while name.casefold() in taken:
        count += 1
        name = f"{short[: 30 - len(str(count))]} {count}"
    taken.add(name.casefold())
    return name
