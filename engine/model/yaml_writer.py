"""Values as the text of YAML that the loader reads back as the same values."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from collections.abc import Mapping as Items
from typing import Any

from pejl.engine.model.nodes import Mapping, Node, Scalar, Sequence

PLAIN = re.compile(r"[\wæøåÆØÅ§.][\wæøåÆØÅ§./()@ -]*", re.ASCII)
UNQUOTED = re.compile(r"[^\s,\[\]{}#&*!|>'\"%@`:?][^,\[\]{}#:\"'\n\\]*")
RESERVED = frozenset(("none", "unknown", "true", "false", "null", "yes", "no", "on", "off", "y", "n"))
WIDE = 150


def in_yaml(value: Any) -> str:
    """A value in one line of YAML: a mapping, a list, a text, a number, a truth value or None."""
    if isinstance(value, Node):
        return _node(value)
    if isinstance(value, Items):
        return "{" + ", ".join(f"{in_yaml(key)}: {in_yaml(one)}" for key, one in value.items()) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(in_yaml(one) for one in value) + "]"
    if value is None:
        return "none"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str) and value != "unknown":
        plain = PLAIN.fullmatch(value) and value.lower() not in RESERVED and not value.endswith(" ")
        return value if plain else json.dumps(value, ensure_ascii=False)
    return str(value)


def _node(node: Node) -> str:
    if isinstance(node, Mapping):
        return "{" + ", ".join(f"{_node(key)}: {_node(one)}" for key, one in node.entries) + "}"
    if isinstance(node, Sequence):
        return "[" + ", ".join(_node(one) for one in node.items) + "]"
    assert isinstance(node, Scalar)
    bare = not node.quoted and UNQUOTED.fullmatch(node.text) and not node.text.endswith(" ")
    return node.text if bare else json.dumps(node.text, ensure_ascii=False)


def yaml_lines(key: str, value: Any, indent: int = 0) -> Iterator[str]:
    """A key with its value, in one line if it is short, else in a line for each part."""
    margin = " " * indent
    whole = f"{margin}{key}: {in_yaml(value)}"
    entries = _entries(value)
    if entries and (len(whole) > WIDE or indent == 0):
        yield f"{margin}{key}:\n"
        for name, one in entries:
            yield from yaml_lines(in_yaml(name), one, indent + 2)
    else:
        yield whole + "\n"


def change_lines(change: Items[str, Any] | Mapping) -> Iterator[str]:
    """A change of a proposal as an item of a list."""
    lines = [line for name, value in _entries(change) for line in yaml_lines(in_yaml(name), value, 4)]
    yield "  - " + lines[0].lstrip()
    yield from lines[1:]


def _entries(value: Any) -> list[tuple[Any, Any]]:
    if isinstance(value, Mapping):
        return list(value.entries)
    return list(value.items()) if isinstance(value, Items) else []
