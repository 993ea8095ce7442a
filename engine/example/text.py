"""Rows as the text of YAML and of CSV."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from pejl.engine.example.records import Cell

PLAIN = re.compile(r"[\wæøåÆØÅ§.][\wæøåÆØÅ§./()@ -]*", re.ASCII)
RESERVED = frozenset(("none", "unknown", "true", "false", "null", "yes", "no", "on", "off", "y", "n"))
WIDE = 150


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


def in_yaml(value: Any) -> str:
    """A value in one line of YAML."""
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{in_yaml(key)}: {in_yaml(one)}" for key, one in value.items()) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(in_yaml(one) for one in value) + "]"
    if isinstance(value, str) and value != "unknown":
        plain = PLAIN.fullmatch(value) and value.lower() not in RESERVED and not value.endswith(" ")
        return value if plain else '"' + value.replace('"', '\\"') + '"'
    return in_csv(value)


def yaml_lines(key: str, value: Any, indent: int = 0) -> Iterator[str]:
    """A key with its value, in one line if it is short, else in a line for each part."""
    margin = " " * indent
    whole = f"{margin}{key}: {in_yaml(value)}"
    if isinstance(value, Mapping) and value and (len(whole) > WIDE or indent == 0):
        yield f"{margin}{key}:\n"
        for name, one in value.items():
            yield from yaml_lines(in_yaml(name), one, indent + 2)
    else:
        yield whole + "\n"
