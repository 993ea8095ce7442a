"""Builds nodes from the events of a YAML parser, and stops at what is unsafe: depth, size, aliases, tags."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import yaml

from pejl.engine.errors import Place, Problems
from pejl.engine.model.nodes import Mapping, Node, Scalar, Sequence, SourceText

MOST_NODES = 1_000_000
DEEPEST = 60


class StopReadingError(Exception):
    """The rest of a file is not worth reading, or not safe to read."""


@dataclass
class Open:
    """A list or mapping that has begun and not yet ended."""

    node: Sequence | Mapping
    anchor: str | None
    size: int = 1
    key: Scalar | None = None
    refused_key: bool = False
    seen: dict[str, Scalar] = field(default_factory=dict)


class Reader:
    """Builds nodes from events."""

    def __init__(self, source: SourceText, problems: Problems) -> None:
        self.source, self.problems = source, problems
        self.root: Node | None = None
        self.stack: list[Open] = []
        self.anchors: dict[str, tuple[Node, int]] = {}
        self.nodes = 0
        self.documents = 0

    def read(self, events: Any) -> None:
        """Take all events of a file."""
        for event in events:
            kind = type(event)
            if kind is yaml.ScalarEvent:
                self.scalar(event)
            elif kind is yaml.MappingStartEvent or kind is yaml.SequenceStartEvent:
                self.begin(event, kind is yaml.MappingStartEvent)
            elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
                self.end()
            elif kind is yaml.AliasEvent:
                self.alias(event)
            elif kind is yaml.DocumentStartEvent:
                self.document(event)

    def document(self, event: Any) -> None:
        self.documents += 1
        if self.documents > 1:
            self._add(event, "a second document begins here", "keep one document in a file: take out the ---")
            raise StopReadingError

    def scalar(self, event: Any) -> None:
        mark = event.start_mark
        style = event.style or ""
        if event.tag is not None:
            self._refuse_tag(event)
        node = Scalar(
            event.value, style, self.source, mark.line + 1, mark.column + 1, mark.index, event.end_mark.index
        )
        if event.anchor:
            self.anchors[event.anchor] = (node, 1)
        self.put(node, 1)

    def begin(self, event: Any, mapping: bool) -> None:
        mark = event.start_mark
        if event.tag is not None:
            self._refuse_tag(event)
        if len(self.stack) >= DEEPEST:
            self._add(event, "lists and mappings are nested more than {most} deep", most=DEEPEST)
            raise StopReadingError
        kind = Mapping if mapping else Sequence
        self.stack.append(Open(kind([], self.source, mark.line + 1, mark.column + 1), event.anchor))
        if event.anchor:
            self.anchors.pop(event.anchor, None)

    def end(self) -> None:
        done = self.stack.pop()
        if done.anchor:
            self.anchors[done.anchor] = (done.node, done.size)
        self.put(done.node, done.size, grown=False)

    def alias(self, event: Any) -> None:
        if event.anchor not in self.anchors:
            inside = any(open_.anchor == event.anchor for open_ in self.stack)
            if inside:
                self._add(event, "*{name} stands inside what it names, which never ends", name=event.anchor)
            else:
                self._add(event, "*{name} names nothing above it", name=event.anchor)
            raise StopReadingError
        node, size = self.anchors[event.anchor]
        self.put(node, size)

    def put(self, node: Node, size: int, grown: bool = True) -> None:
        """Place a finished node in what is open; `grown` when its size is not yet counted."""
        self.nodes += size if grown else 1
        if self.nodes > MOST_NODES:
            self.problems.add(
                node.place,
                "the file holds more than {most} values",
                "put large tables in table files, and use fewer aliases",
                most=MOST_NODES,
            )
            raise StopReadingError
        if not self.stack:
            self.root = node
            return
        top = self.stack[-1]
        top.size += size
        if isinstance(top.node, Sequence):
            top.node.items.append(node)
        elif top.key is None and not top.refused_key:
            self._key(top, node)
        else:
            if top.key is not None:
                top.node.entries.append((top.key, node))
            top.key, top.refused_key = None, False

    def _key(self, top: Open, node: Node) -> None:
        if not isinstance(node, Scalar):
            self.problems.add(
                node.place,
                "a list or mapping cannot be a name",
                "put a text that begins with a bracket in quotes",
            )
            top.refused_key = True
        elif node.text == "<<" and not node.quoted:
            self.problems.add(
                node.place, "<< (merging mappings) is not used here", "write the values out, or use an alias"
            )
            top.refused_key = True
        elif node.text in top.seen:
            self.problems.add(
                node.place,
                "{name!r} stands twice; the first is at {first}",
                "keep one of them, or give one another name",
                name=node.text,
                first=str(top.seen[node.text].place),
            )
            top.refused_key = True
        else:
            top.seen[node.text] = top.key = node

    def _refuse_tag(self, event: Any) -> None:
        self._add(
            event,
            "{tag} (a YAML tag) is not used here",
            "write the value alone; in quotes if it begins with !",
            tag=event.tag,
        )

    def _add(self, event: Any, template: str, hint: str | None = None, **values: object) -> None:
        mark = event.start_mark
        self.problems.add(Place(self.source.file, mark.line + 1, mark.column + 1), template, hint, **values)
