"""Plain tables of text, as commands such as `pejl ask` and `pejl rules list` print them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from pejl.engine.report.letters import cut, line, pad, width

WIDEST = 60
"""A column of a text table is cut to so many terminal columns; the other formats have all of it."""


def table(
    headers: Sequence[str],
    rows: Sequence[Sequence[str]],
    format: Literal["text", "csv", "json", "markdown"],  # noqa: A002 - the word users know
) -> str:
    """Write rows of texts under their headers.

    Args:
        headers: the names of the columns; in JSON they are the keys.
        rows: the cells, each row as long as the headers.
        format: text has aligned columns; csv has semicolons and a byte order mark for Excel; json is a
            list of objects; markdown is a table.

    Returns:
        The table, ending with a line break.
    """
    match format:
        case "text":
            return _text(headers, rows)
        case "csv":
            from pejl.engine.report.csv_format import write

            return write(headers, rows)
        case "json":
            from pejl.engine.report.json_format import dump

            objects = (dump(dict(zip(headers, row, strict=True))) for row in rows)
            return "[\n " + ",\n ".join(objects) + "\n]\n" if rows else "[]\n"
        case "markdown":
            from pejl.engine.report import markdown

            cells = ([markdown.escape(text) for text in row] for row in rows)
            return "\n".join(markdown.rows(map(markdown.escape, headers), cells))
    raise ValueError(f"no table format {format!r}")


def _text(headers: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [[cut(line(text), WIDEST) for text in row] for row in (headers, *rows)]
    sizes = [max(map(width, column)) for column in zip(*lines, strict=True)]
    lines.insert(1, ["─" * size for size in sizes])
    return "".join(
        "  ".join(pad(text, size) for text, size in zip(row, sizes, strict=True)).rstrip(" ") + "\n"
        for row in lines
    )
