"""CPR numbers: found wherever they stand, so that a design stays free of personal data.

A number is told by its place and never repeated, neither in a message nor in any other problem.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import numpy as np

from pejl.engine.errors import Place, Problem, Problems

DATED = r"(?:[06][1-9]|[1278]\d|[39][01])(?:0[1-9]|1[0-2])\d\d"
LIKELY = re.compile(rf"{DATED}[- ]?\d{{4}}(?!\d)")
SHORT = 1_000
WEIGHTS = (4, 3, 2, 7, 6, 5, 4, 3, 2, 1)


def cpr_numbers(text: str) -> Iterator[tuple[int, bool]]:
    """Where a text seems to hold a CPR number.

    Yields:
        the offset of each, and whether it is ten bare digits, which may also be an amount.
    """
    if len(text) > SHORT and not _may_hold(text):
        return
    at = 0
    while match := LIKELY.search(text, at):
        at = match.end()
        if text[match.start() - 1 : match.start()].isdigit():
            at = match.start() + 1
            continue
        bare = match.group().isdigit()
        if not bare or sum(w * int(d) for w, d in zip(WEIGHTS, match.group(), strict=True)) % 11 == 0:
            yield match.start(), bare


def _may_hold(text: str) -> bool:
    """Whether six digits stand anywhere with four digits after them: the quick look at a large text."""
    data = np.frombuffer(text.encode("utf-8"), dtype=np.uint8)
    digit = (data >= ord("0")) & (data <= ord("9"))
    two = digit[:-1] & digit[1:]
    four = two[:-2] & two[2:]
    six = four[:-2] & two[4:]
    return bool((six[:-4] & four[6:]).any() or (six[:-5] & four[7:]).any())


def refuse(problems: Problems, place: Place) -> None:
    """Note that a CPR number stands at a place."""
    problems.add(
        place,
        "this looks like a CPR number (ddmmyy-****)",
        "Pejl works on positions, not persons: take the number out, also from comments and older versions",
    )


def mask(text: str) -> str:
    """The text with all that looks like a CPR number made unreadable."""
    for at, _ in list(cpr_numbers(text)):
        text = text[:at] + re.sub(r"\d", "*", text[at : at + 11]) + text[at + 11 :]
    return text


def masked(problem: Problem) -> Problem:
    """The problem without CPR numbers among its values."""
    values = {
        name: mask(value) if isinstance(value, str) else value for name, value in problem.values.items()
    }
    return Problem(problem.place, problem.template, values, problem.hint)
