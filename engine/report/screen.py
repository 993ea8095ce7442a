"""A page of terminal lines: text is escaped when it is written, so nothing raw can reach a terminal."""

from __future__ import annotations

from pejl.engine.report.letters import cut, line, pad, printable, wrap

CODES = {
    "bold": "1",
    "dim": "2",
    "red": "1;31",
    "green": "32",
    "yellow": "1;33",
    "magenta": "35",
    "cyan": "36",
}

LONGEST = 2000
"""No ordinary text is so long; the rest of a longer one would only push the findings off the screen."""

Span = str | tuple[str, str]
"""A text, or a text with its style."""


class Screen:
    """Collects lines of styled text; `str()` gives the page."""

    def __init__(self, width: int, colour: bool) -> None:
        self.width = max(width, 40)
        self._colour = colour
        self._lines: list[str] = []

    def line(self, *spans: Span) -> None:
        """Add one line, put together of its spans."""
        self._lines.append("".join(map(self._painted, spans)).rstrip(" "))

    def blank(self) -> None:
        """Add an empty line, but never two in a row or one at the top."""
        if self._lines and self._lines[-1]:
            self._lines.append("")

    def heading(self, text: str) -> None:
        """Add a heading with a rule under it."""
        self.blank()
        self.line((text, "bold"))
        self.line(("─" * min(self.width, 100), "dim"))

    def paragraph(self, text: str, indent: int = 2, style: str = "", longest: int = LONGEST) -> None:
        """Add text, wrapped to the page."""
        for part in wrap(cut(line(text), longest), self.width - indent):
            self.line(" " * indent, (part, style))

    def field(self, label: str, text: str, size: int) -> None:
        """Add a label of `size` columns with text beside it, wrapped to the page."""
        inset = " " * (len(text) - len(text.lstrip(" ")))
        first, *rest = wrap(cut(line(text), LONGEST), max(self.width - size - 3 - len(inset), 20))
        self.line("  ", (pad(label, size), "dim"), " ", inset, first)
        for part in rest:
            self.line(" " * (size + 3), inset, part)

    def _painted(self, span: Span) -> str:
        text, style = (span, "") if isinstance(span, str) else span
        safe = cut(printable(text), LONGEST)
        return f"\x1b[{CODES[style]}m{safe}\x1b[0m" if self._colour and style and safe else safe

    def __str__(self) -> str:
        return "\n".join(self._lines).rstrip("\n") + "\n"
