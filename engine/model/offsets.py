"""Where each character of a YAML scalar stands in the file: undoes quotes, escapes, folds and indentation.

An error inside a rule's expression must point at the character, and the expression may be written in
any of YAML's five styles. Each function gives one offset for each character of the text, and one more
for its end.
"""

from __future__ import annotations

import re

BREAK = re.compile("\r\n|[\r\n\x85\u2028\u2029]")
FOLD = re.compile("[ \t]*(?:\r\n|[\r\n\x85\u2028\u2029])(?:[ \t]*(?:\r\n|[\r\n\x85\u2028\u2029]))*[ \t]*")
ESCAPE = re.compile(r"\\(?:x[0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|.)")


def offsets(source: str, style: str, start: int, end: int, text: str) -> list[int]:
    """Where each character of a scalar stands.

    Args:
        source: the whole file.
        style: how the scalar is written: "", "'", '"', "|" or ">".
        start, end: where the scalar begins and ends in the file, quotes included.
        text: what the scalar says.

    Returns:
        an offset into `source` for each character of `text`, and one for what follows the last.
    """
    if style in ("|", ">"):
        found = _block(source, style, start, end, text)
    else:
        found = _flow(source, style, start + len(style), end - len(style), text)
    last = min(found[-1] + 1, end) if found else start + len(style)
    return found[: len(text)] + [last] * (len(text) + 1 - len(found[: len(text)]))


def _flow(source: str, style: str, start: int, end: int, text: str) -> list[int]:
    found: list[int] = []
    at = start
    while at < end:
        fold = FOLD.match(source, at, end)
        if fold:
            breaks = len(BREAK.findall(fold.group()))
            found.extend([at] * max(1, breaks - 1))
            at = fold.end()
        elif style == '"' and source[at] == "\\":
            at = _escape(source, at, end, found)
        else:
            found.append(at)
            at += 2 if style == "'" and source[at] == "'" else 1
    return found


def _escape(source: str, at: int, end: int, found: list[int]) -> int:
    """Note what an escape stands for, and say where the text goes on."""
    broken = FOLD.match(source, at + 1, end)
    if broken and BREAK.match(source, at + 1):
        found.extend([at] * (len(BREAK.findall(broken.group())) - 1))
        return broken.end()
    found.append(at)
    escape = ESCAPE.match(source, at, end)
    return escape.end() if escape else at + 1


def _block(source: str, style: str, start: int, end: int, text: str) -> list[int]:
    lines = _lines(source, start, end)
    indent = _indent(source, lines, text)
    found: list[int] = []
    empty: list[int] = []
    ended: list[int] = []
    for begin, stop in lines:
        if stop - begin <= indent:
            empty.append(stop)
            continue
        found += _joint(text, len(found), ended, empty)
        found.extend(range(begin + indent, stop))
        ended, empty = [stop], []
    return found + _joint(text, len(found), ended, empty)


def _joint(text: str, at: int, ended: list[int], empty: list[int]) -> list[int]:
    """What the ends of a line and of the empty lines after it became: a space, newlines, or nothing."""
    newlines = len(text[at:]) - len(text[at:].lstrip("\n"))
    if newlines == 0:
        return ended if text[at : at + 1] == " " else []
    return (ended + empty)[-newlines:] if newlines <= len(empty) else (ended + empty)[:newlines]


def _lines(source: str, start: int, end: int) -> list[tuple[int, int]]:
    """Begin and end of each line of a block, after the line that announces it."""
    ends = [(match.start(), match.end()) for match in BREAK.finditer(source, start, end)]
    begins = [after for _, after in ends]
    stops = [before for before, _ in ends[1:]] + [end]
    return [(begin, stop) for begin, stop in zip(begins, stops, strict=True) if begin < end]


def _indent(source: str, lines: list[tuple[int, int]], text: str) -> int:
    """How far the block is indented: what its first line has in the file beyond what it has in the text."""
    body = text.lstrip("\n")
    for begin, stop in lines:
        line = source[begin:stop]
        if line.strip(" "):
            return (len(line) - len(line.lstrip(" "))) - (len(body) - len(body.lstrip(" ")))
    return max((stop - begin for begin, stop in lines), default=0)
