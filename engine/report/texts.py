"""The translations of everything that Pejl itself says; English is the key, and so never missing.

A text that an author wrote (a title, a message) carries its own languages: see `said`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from pejl.engine.report.texts_da import DANISH

if TYPE_CHECKING:
    from pejl.engine.errors import Problem
    from pejl.engine.findings import Bilingual, Filled

LANGUAGES = ("da", "en")

WORDS = frozenset(("found", "expected", "left_type", "right_type"))
"""The values of problems that are words of ours; all others are quoted from an input and stay."""

CATALOGUES: Mapping[str, Mapping[str, str]] = {"da": DANISH}


def translated(template: str, language: str) -> str:
    """The template in a language, or as it is where there is no translation."""
    return CATALOGUES.get(language, {}).get(template, template)


def say(template: str, language: str, **values: object) -> str:
    """A text of ours in a language, with its values filled in (numbers formatted by the caller)."""
    return translated(template, language).format(**values)


def said(text: Bilingual | Filled, language: str) -> str:
    """An author's text in a language; else in English, else in whatever language there is."""
    chosen = text.get(language) or text.get("en") or next((other for other in text.values() if other), "")
    if isinstance(chosen, str):
        return chosen
    from pejl.engine.report.values import show  # which itself says things in a language

    return "".join(piece if isinstance(piece, str) else show(piece, language) for piece in chosen)


def problem_text(problem: Problem, language: str) -> tuple[str, str]:
    """What a problem says in a language: the message, and the hint ("" if there is none)."""
    values = {name: _value(name, value, language) for name, value in problem.values.items()}
    return _filled(problem.template, language, values), _filled(problem.hint or "", language, values)


def _value(name: str, value: object, language: str) -> object:
    from pejl.engine.errors import Phrase  # a command that is only asked for help does without it

    if isinstance(value, Phrase):
        return _filled(value.template, language, value.values)
    return _word(value, language) if name in WORDS and isinstance(value, str) else value


def _word(value: str, language: str) -> str:
    """A kind of thing in a language: "a number or an entity of units"."""
    one, either, other = value.partition(" or ")
    if either:
        return say("{one} or {other}", language, one=_word(one, language), other=_word(other, language))
    if value.startswith("an entity of "):
        return say("an entity of {table}", language, table=value.removeprefix("an entity of "))
    return translated(value, language)


def _filled(template: str, language: str, values: Mapping[str, object]) -> str:
    # A slip in a template must not hide the author's mistake that it was to tell about.
    for candidate in (translated(template, language), template):
        try:
            return candidate.format(**values)
        except (LookupError, ValueError, AttributeError, TypeError):
            continue
    return template
