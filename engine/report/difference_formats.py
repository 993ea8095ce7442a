"""The formats of `pejl diff`, in one visible table; to add one, write a function and add its line here."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace

from pejl.engine.diff.compare import Difference
from pejl.engine.language.rules import RuleSet
from pejl.engine.report import difference_csv, difference_json
from pejl.engine.report.paper import difference, markdown, text
from pejl.engine.report.paper.blocks import Paper
from pejl.engine.report.withheld import Withholding


@dataclass(frozen=True)
class Asked:
    """What is to be told, and how.

    Attributes:
        found: the differences, all from the same design.
        rules: what the designs were checked with; None if with nothing.
        as_of: the day on which they are looked at.
        language: "da" or "en".
        names: whether what may tell of a single person is shown.
        colour: whether a terminal is told in colours.
        width: how many columns it has.
    """

    found: Sequence[Difference]
    rules: RuleSet | None
    as_of: dt.date
    language: str
    names: bool
    colour: bool = False
    width: int = 100


def _paper(asked: Asked) -> Paper:
    if not asked.names and asked.rules is not None:
        kept_back = Withholding(asked.rules)
        asked = replace(asked, found=tuple(map(kept_back.difference, asked.found)))
    return difference.paper(asked.found, asked.language, names=asked.names)


FORMATS = {
    "text": lambda asked: text.render(_paper(asked), colour=asked.colour, width=asked.width),
    "json": lambda asked: difference_json.render(asked.found, asked.as_of),
    "markdown": lambda asked: markdown.render(_paper(asked)),
    "csv": lambda asked: difference_csv.render(asked.found, asked.language),
}
"""How each is written; text and Markdown leave out what may tell of a person, unless names are asked for."""


def render(name: str, asked: Asked) -> str:
    """Write differences in one format."""
    return str(FORMATS[name](asked))
