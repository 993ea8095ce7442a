"""The answers that `pejl ask` prints: a row for each entity, a column for each expression."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from pejl.engine.findings import Named, Shown
from pejl.engine.report.tables import table
from pejl.engine.report.values import plain, show


def render(
    headers: Sequence[str],
    rows: Sequence[Sequence[Shown]],
    format: Literal["text", "csv", "json", "markdown"],  # noqa: A002 - the word users know
    language: str,
) -> str:
    """Write answers as a table.

    Args:
        headers: the names of the columns.
        rows: the values, the entity of each row first.
        format: as of `tables.table`; JSON has numbers and objects, the others have texts.
        language: "da" or "en".

    Returns:
        The table, ending with a line break.
    """
    if format == "json":
        return _json(headers, rows)
    return table(headers, [[_cell(value, language, format) for value in row] for row in rows], format)


def _json(headers: Sequence[str], rows: Sequence[Sequence[Shown]]) -> str:
    from pejl.engine.report.json_format import dump

    objects = []
    for first, *rest in rows:
        entity = first.id if isinstance(first, Named) else plain(first)
        objects.append(dump(dict(zip(headers, (entity, *map(plain, rest)), strict=True))))
    return "[\n " + ",\n ".join(objects) + "\n]\n" if objects else "[]\n"


def _cell(value: Shown, language: str, format_: str) -> str:
    """A value as people read it, but entities by their id; in CSV, numbers without thousands separators."""
    if isinstance(value, Named):
        return value.id
    if isinstance(value, tuple):
        return ", ".join(_cell(one, language, format_) for one in value)
    text = show(value, language, iso=True)
    if format_ == "csv" and isinstance(value, int | float):
        return text.replace("." if language == "da" else ",", "")
    return text
