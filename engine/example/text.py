"""Rows as the text of CSV."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from pejl.engine.example.records import Cell


def in_csv(value: Cell) -> str:
    """A value as a cell of a CSV file."""
    if value is None or value == ():
        return "none"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list | tuple):
        return "|".join(value) or "none"
    return str(value)


def csv_lines(columns: Iterable[str], rows: Mapping[str, Mapping[str, Cell]]) -> Iterator[str]:
    """A table as lines of CSV; a field that a row does not have is `none`."""
    names = list(columns)
    yield ";".join(["id", *names]) + "\n"
    for id_, row in rows.items():
        yield ";".join([id_, *(in_csv(row.get(name)) for name in names)]) + "\n"
