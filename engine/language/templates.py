"""Messages with expressions in braces: `{t.name} has {count(t.responsible)} responsible units`."""

from __future__ import annotations

import re
from collections.abc import Callable

from msgspec import Struct

from pejl.engine.errors import Place
from pejl.engine.language.names import Names
from pejl.engine.language.parse import Expression
from pejl.engine.language.resolve import Resolved, resolve

BRACES = re.compile(r"\{([^{}]*)\}")


class Template(Struct, frozen=True):
    """A text in pieces: plain text, and terms whose values are filled in."""

    pieces: tuple[str | Resolved, ...]

    @property
    def terms(self) -> list[Resolved]:
        """The terms to be filled in, in their order."""
        return [piece for piece in self.pieces if not isinstance(piece, str)]

    def filled(self, values: list[str]) -> str:
        """The text with a value for each term."""
        following = iter(values)
        return "".join(piece if isinstance(piece, str) else next(following) for piece in self.pieces)


def template(text: str, place_at: Callable[[int], Place], names: Names) -> Template:
    """Resolve the expressions of a text; PejlError points at the character that is wrong."""
    pieces: list[str | Resolved] = []
    end = 0
    for found in BRACES.finditer(text):
        pieces.append(text[end : found.start()])
        start = found.start(1)

        def place(offset: int, start: int = start) -> Place:
            return place_at(start + offset)

        pieces.append(resolve(Expression(found[1], place), names))
        end = found.end()
    return Template((*pieces, text[end:]))
