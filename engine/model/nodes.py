"""YAML values that keep their place: texts, lists and mappings of them.

A scalar is always the text as written: whether `no` is a truth value or a name is for the kind of the
field to say, not for YAML.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from pejl.engine.errors import Place
from pejl.engine.model.offsets import offsets


@dataclass(eq=False, slots=True)
class SourceText:
    """One file that was read: its name as shown to people, its text, and what looks like a CPR number.

    Attributes:
        file: the name, relative to the current directory where it lies below that.
        text: the whole text; "" for tables in other formats.
        suspects: offset, line and column of ten bare digits that may be a CPR number, until a number
            field has been found to own them.
    """

    file: str
    text: str
    suspects: list[tuple[int, int, int]] = field(default_factory=list)

    def excuse(self, start: int, end: int) -> None:
        """Forget the suspects between two offsets: they are amounts."""
        self.suspects = [suspect for suspect in self.suspects if not start <= suspect[0] < end]


class Node:
    """A value and the place where it begins."""

    __slots__ = ("column", "line", "source")

    def __init__(self, source: SourceText, line: int, column: int) -> None:
        self.source, self.line, self.column = source, line, column

    @property
    def place(self) -> Place:
        return Place(self.source.file, self.line, self.column)


class Scalar(Node):
    """A text; `quoted` when it stood in quotes or as a block, and so can only be a text."""

    __slots__ = ("end", "quoted", "start", "style", "text")

    def __init__(
        self, text: str, style: str, source: SourceText, line: int, column: int, start: int, end: int
    ) -> None:
        self.text, self.style, self.quoted = text, style, style != ""
        self.source, self.line, self.column, self.start, self.end = source, line, column, start, end

    @property
    def empty(self) -> bool:
        """Whether nothing at all is written, as in `key:`."""
        return not self.quoted and not self.text

    def place_at(self, offset: int) -> Place:
        """The place in the file of a character of the text, counted from 0.

        The end of the text, and anything beyond, is the place just after its last character.
        """
        places = offsets(self.source.text, self.style, self.start, self.end, self.text)
        at = places[max(0, min(offset, len(places) - 1))]
        before = self.source.text[self.start : at]
        lines = before.replace("\r\n", "\n").splitlines(keepends=True) if before else [""]
        # splitlines also breaks at form feeds and the like, which cannot stand in a source text.
        full = lines if lines[-1][-1:] in BREAKS else lines[:-1]
        if not full:
            return Place(self.source.file, self.line, self.column + at - self.start)
        rest = 0 if lines[-1][-1:] in BREAKS else len(lines[-1])
        return Place(self.source.file, self.line + len(full), rest + 1)


BREAKS = ("\n", "\r", "\x85", "\u2028", "\u2029")


class Sequence(Node):
    """A list of values."""

    __slots__ = ("items",)

    def __init__(self, items: list[Node], source: SourceText, line: int, column: int) -> None:
        self.items, self.source, self.line, self.column = items, source, line, column


class Mapping(Node):
    """Values by name, in the order of the file; no name stands twice."""

    __slots__ = ("_by_name", "entries")

    def __init__(
        self, entries: list[tuple[Scalar, Node]], source: SourceText, line: int, column: int
    ) -> None:
        self.entries, self.source, self.line, self.column = entries, source, line, column
        self._by_name: dict[str, Node] | None = None

    def get(self, name: str) -> Node | None:
        """The value of a name, or None if the name is not there."""
        if self._by_name is None:
            self._by_name = {key.text: value for key, value in self.entries}
        return self._by_name.get(name)

    def key(self, name: str) -> Scalar | None:
        """The name as it is written, with its place."""
        return next((key for key, _ in self.entries if key.text == name), None)
