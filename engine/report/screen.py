"""A page of terminal lines: text is escaped when it is written, so nothing raw can reach a terminal."""

from __future__ import annotations

from pejl.engine.report.letters import pad, printable, wrap

CODES = {
    "bold": "1",
    "dim": "2",
    "red": "1;31",
    "green": "32",
    "yellow": "1;33",
    "magenta": "35",
    "cyan": "36",
}

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

    def paragraph(self, text: str, indent: int = 2, style: str = "") -> None:
        """Add text, wrapped to the page."""
        for part in wrap(text, self.width - indent):
            self.line(" " * indent, (part, style))

    def field(self, label: str, text: str, size: int) -> None:
        """Add a label of `size` columns with text beside it, wrapped to the page."""
        first, *rest = wrap(text, max(self.width - size - 3, 20))
        self.line("  ", (pad(label, size), "dim"), " ", first)
        for part in rest:
            self.line(" " * (size + 3), part)

    def _painted(self, span: Span) -> str:
        text, style = (span, "") if isinstance(span, str) else span
        safe = printable(text)
        return f"\x1b[{CODES[style]}m{safe}\x1b[0m" if self._colour and style and safe else safe

    def __str__(self) -> str:
        return "\n".join(self._lines).rstrip("\n") + "\n"
