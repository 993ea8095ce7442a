"""What is about single persons: CPR numbers, which no design may hold, and fields that papers do not show.

CPR numbers are found wherever they stand, so that a design stays free of personal data. A number is told by
its place and never repeated, neither in a message nor in any other problem.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import numpy as np

from pejl.engine.errors import Place, Problem, Problems
from pejl.engine.model.specs import core_schema

SALARY = ("cost", "external_income")
"""Fields of a position that tell a salary."""
DATED = r"(?:[06][1-9]|[1278]\d|[39][01])(?:0[1-9]|1[0-2])\d\d"
LIKELY = re.compile(rf"{DATED} ?-? ?\d{{4}}(?!\d)")
CASE = re.compile(r"(?<!\w)(?:sag|sagsnr|j\.nr|journalnr)[.: ]{0,3}\Z", re.IGNORECASE)
"""What stands before a number of a case, which has the form of a CPR number in some archives."""
IDENTIFIER = re.compile(
    r"(?<![0-9a-f])(?:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9a-f]{32,})(?![0-9a-f])", re.I
)
"""A UUID or a digest, in which dates turn up by chance; organisation systems name everything by UUIDs."""
LIKENESSES = {
    **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212\uff0d", "-"),
    **dict.fromkeys("\xa0\u2007\u2009\u202f\u3000", " "),
    **{chr(0xFF10 + digit): str(digit) for digit in range(10)},
}
"""Dashes, spaces and digits that look like those of the keyboard."""
SHORT = 1_000
WIDEST_IDENTIFIER = 128
WEIGHTS = (4, 3, 2, 7, 6, 5, 4, 3, 2, 1)


def cpr_numbers(text: str) -> Iterator[tuple[int, bool]]:
    """Where a text seems to hold a CPR number; a number right after `sag` or `j.nr` is that of a case.

    Yields:
        the offset of each, and whether it is ten bare digits, which may also be an amount.
    """
    for match in _found(text):
        yield match.start(), match.group().isdigit()


def _found(text: str) -> Iterator[re.Match[str]]:
    text = _on_keyboard(text)
    if len(text) > SHORT and not _may_hold(text):
        return
    at = 0
    while match := LIKELY.search(text, at):
        at = match.end()
        if text[match.start() - 1 : match.start()].isdigit():
            at = match.start() + 1
            continue
        digits = match.group()
        bare = digits.isdigit()
        likely = not bare or sum(w * int(d) for w, d in zip(WEIGHTS, digits, strict=True)) % 11 == 0
        case = CASE.search(text[max(0, match.start() - 20) : match.start()])
        if likely and not case and not _within_identifier(text, match):
            yield match


def _within_identifier(text: str, match: re.Match[str]) -> bool:
    start = max(0, match.start() - WIDEST_IDENTIFIER)
    around = text[start : match.end() + WIDEST_IDENTIFIER]
    return any(
        start + found.start() <= match.start() and match.end() <= start + found.end()
        for found in IDENTIFIER.finditer(around)
    )


def _on_keyboard(text: str) -> str:
    """The text with plain dashes, spaces and digits; every character keeps its offset."""
    if not text.isascii():
        for likeness, plain in LIKENESSES.items():
            text = text.replace(likeness, plain)
    return text


def _may_hold(text: str) -> bool:
    """Whether six digits stand anywhere with four digits soon after them: the quick look at a large text."""
    data = np.frombuffer(text.encode("utf-8"), dtype=np.uint8)
    digit = (data >= ord("0")) & (data <= ord("9"))
    two = digit[:-1] & digit[1:]
    four = two[:-2] & two[2:]
    six = four[:-2] & two[4:]
    between = (data == ord(" ")) | (data == ord("-"))
    for gap in range(4):
        near = six[: -4 - gap] & four[6 + gap :]
        for at in range(6, 6 + gap):
            near = near & between[at : at + len(near)]
        if near.any():
            return True
    return False


def refuse(problems: Problems, place: Place) -> None:
    """Note that a CPR number stands at a place."""
    problems.add(
        place,
        "this looks like a CPR number (ddmmyy-****)",
        "Pejl works on positions, not persons: take the number out, also from comments and older versions",
    )


def mask(text: str) -> str:
    """The text with all that looks like a CPR number made unreadable."""
    for match in list(_found(text)):
        start, end = match.span()
        text = text[:start] + re.sub(r"\d", "*", text[start:end]) + text[end:]
    return text


def masked(problem: Problem) -> Problem:
    """The problem without CPR numbers among its values."""
    values = {
        name: mask(value) if isinstance(value, str) else value for name, value in problem.values.items()
    }
    return Problem(problem.place, problem.template, values, problem.hint)


def tells_of_a_person(table: str, field: str) -> bool:
    """Whether a field may tell of a single person: a salary, or what a design itself declares for posts."""
    return table == "positions" and (field in SALARY or field not in core_schema()["positions"].names)
