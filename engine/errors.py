"""Trouble that an author of a design or a rule pack has to mend: where, what, and a hint.

A problem is data: a template in English and the values that fill it. Whoever shows it
translates the template first, so nothing below `report` has to know a language.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable

from msgspec import Struct, field


class Place(Struct, frozen=True, order=True):
    """A spot in an input file; line and column count from 1, and 0 means the whole file."""

    file: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}" if self.line else self.file


class Phrase(Struct, frozen=True):
    """A value of a problem that is itself a text of ours, and so translated with it."""

    template: str
    values: dict[str, object] = field(default_factory=dict)

    def __str__(self) -> str:
        return self.template.format(**self.values)


class Problem(Struct, frozen=True):
    """One mistake in an input, as a translatable template with its values."""

    place: Place | None
    template: str
    values: dict[str, object] = field(default_factory=dict)
    hint: str | None = None

    @property
    def message(self) -> str:
        return self.template.format(**self.values)

    def __str__(self) -> str:
        text = f"{self.place}: {self.message}" if self.place else self.message
        return f"{text} ({self.hint.format(**self.values)})" if self.hint else text


class PejlError(Exception):
    """The input cannot be used. Carries every problem that was found, in the order of the files."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


class DefectError(Exception):
    """Pejl itself is wrong: two of its parts do not agree. Carries what each of them says."""


class Problems:
    """Collects problems, so that one run tells them all; `raise_any` ends the stage."""

    def __init__(self) -> None:
        self.found: list[Problem] = []

    def add(self, place: Place | None, template: str, hint: str | None = None, **values: object) -> None:
        """Note one problem; the same one at the same place is told once."""
        problem = Problem(place, template, values, hint)
        if problem not in self.found[-50:]:
            self.found.append(problem)

    def raise_any(self) -> None:
        """Raise a PejlError with all that was collected, if anything was."""
        if self.found:
            raise PejlError(sorted(self.found, key=lambda problem: problem.place or Place("")))

    def __bool__(self) -> bool:
        return bool(self.found)


def fail(place: Place | None, template: str, hint: str | None = None, **values: object) -> PejlError:
    """A PejlError of a single problem, for trouble after which nothing more can be read."""
    return PejlError([Problem(place, template, values, hint)])


REASONS = (
    Phrase("No such file or directory"),
    Phrase("Permission denied"),
    Phrase("Is a directory"),
    Phrase("Not a directory"),
    Phrase("File exists"),
    Phrase("File name too long"),
    Phrase("No space left on device"),
    Phrase("Read-only file system"),
)
"""What a system says most often where a file cannot be read or written; it says it in English."""


def reason(error: Exception) -> Phrase:
    """Why a file cannot be read or written, in words that are translated if they are among `REASONS`."""
    text = getattr(error, "strerror", None) or str(error)
    return next((one for one in REASONS if one.template == text), Phrase("{text}", {"text": text}))


def nearest(name: str, candidates: Iterable[str]) -> str | None:
    """The candidate that looks most like `name`, or None if nothing is near."""
    known = sorted(set(candidates))
    folded = {candidate.casefold(): candidate for candidate in reversed(known)}
    match = difflib.get_close_matches(name.casefold(), folded, n=1, cutoff=0.6)
    return folded[match[0]] if match else None
