"""Text from an input, made safe to show: escaped, measured in terminal columns, cut and wrapped.

An input may hold escape sequences, marks that turn the reading direction, or ten thousand letters.
Here they become visible text, so that no report can be made to lie by a name in a design.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

JOINER = "\u200d"
"""Joins emoji into one; harmless, so it is the one format character that stays."""

SPACE = re.compile(r"[ \t\r\n]+")


def _hidden(char: str) -> bool:
    if char == JOINER:
        return False
    return unicodedata.category(char) in ("Cc", "Cf", "Cs", "Zl", "Zp") or ord(char) & 0xFFFE == 0xFFFE


def printable(text: str) -> str:
    """The text with control, direction and other invisible characters written as escapes (`\\x1b`)."""
    if text.isprintable():
        return text
    return "".join(escaped(char) if _hidden(char) else char for char in text)


def escaped(char: str) -> str:
    """One character as an escape in ASCII, as Python would write it."""
    code = ord(char)
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def line(text: str) -> str:
    """The text on one line: breaks and tabs become spaces, and the rest is `printable`."""
    return printable(SPACE.sub(" ", text).strip(" "))


def piece(text: str) -> str:
    """A piece of a line: as `line`, but a space stays at an end where the text has one."""
    found = line(text)
    if not found:
        return " " if text else ""
    return f"{' ' if text[0].isspace() else ''}{found}{' ' if text[-1].isspace() else ''}"


def token(text: str, kept: str = "-") -> str:
    """An id of letters, figures and some other characters, another for each text: `A.B` is `A_2e_B`.

    Args:
        text: what it is the id of.
        kept: the characters that stay as they are besides letters and figures; `_` is none of them.
    """
    return "".join(char if char.isalnum() or char in kept else f"_{ord(char):x}_" for char in text)


@cache
def _columns(char: str) -> int:
    if char == JOINER or unicodedata.category(char) in ("Mn", "Me"):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def width(text: str) -> int:
    """How many columns of a terminal the text takes."""
    return len(text) if text.isascii() else sum(map(_columns, text))


def take(text: str, limit: int) -> str:
    """The longest beginning of the text that takes at most `limit` columns."""
    if text.isascii():
        return text[:limit]
    used = 0
    for at, char in enumerate(text):
        used += _columns(char)
        if used > limit:
            return text[:at]
    return text


def cut(text: str, limit: int) -> str:
    """The text in at most `limit` columns; an ellipsis stands for what was left out."""
    if len(text) <= limit // 2 or width(text) <= limit:
        return text
    return take(text, max(limit - 1, 0)).rstrip(" ") + "…"


def pad(text: str, size: int, *, right: bool = False) -> str:
    """The text filled with spaces to `size` columns, standing to the left or to the right."""
    filling = " " * (size - width(text))
    return filling + text if right else text + filling


def wrap(text: str, limit: int) -> list[str]:
    """The text on lines of at most `limit` columns, broken at spaces; a longer word is broken anywhere."""
    lines: list[str] = []
    now = ""
    for word in line(text).split(" "):
        joined = f"{now} {word}" if now else word
        if width(joined) <= limit:
            now = joined
            continue
        if now:
            lines.append(now)
        while width(word) > limit:
            part = take(word, limit) or word[0]
            lines.append(part)
            word = word[len(part) :]
        now = word
    return [*lines, now] if now or not lines else lines
