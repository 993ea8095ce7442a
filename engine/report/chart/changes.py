"""What is other between two designs -> the marks of their charts: what became of a unit, and whence it is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pejl.engine.diff.compare import Changed
from pejl.engine.findings import Named
from pejl.engine.report.texts import say, translated

LEFT = ("closed", "merged", "split")
"""What becomes of a unit that is not there any more: it can only be marked where it still is."""
STAYED = ("opened", "renamed", "moved")
INTO = {"merged": "merged into {units}", "split": "split into {units}"}
FROM = {"merged": "merged from {units}", "split": "split from {units}"}
WITH = {"merged": "merged with {units}", "split": "split from {units}"}
"""In the order of what a unit became, what a new one came from, and what went into one that was there."""


@dataclass(frozen=True)
class Badge:
    """A short mark: its text has a shape or a word beside its colour.

    Attributes:
        text: the mark, as short as a picture needs it.
        style: error, warning or change.
        whole: all that there is to say, for lists and for who points at it.
    """

    text: str
    style: str
    whole: str


@dataclass(frozen=True)
class Marks:
    """The marks of one chart.

    Attributes:
        badges: by unit, what is other.
        gone: the units that are only there before.
    """

    badges: Mapping[str, tuple[Badge, ...]]
    gone: frozenset[str] = frozenset()


NO_MARKS = Marks({})


def marks(changed: Sequence[Changed], language: str) -> tuple[Marks, Marks]:
    """The marks of the chart before and of the one after.

    What is left behind is marked before, all else after. A unit that came out of a merger or a split is
    called so, and not only new.
    """
    before: dict[str, tuple[Badge, ...]] = {}
    sources: dict[str, dict[str, list[Named]]] = defaultdict(lambda: defaultdict(list))
    for one in changed:
        if one.what in LEFT:
            before[one.itself.id] = (_badge(one.what, INTO, one.into, language),)
            for part in one.into:
                sources[part.id][one.what].append(one.itself)
    after: dict[str, tuple[Badge, ...]] = {}
    own = {one.itself.id: one.what for one in changed if one.what in STAYED}
    for id_ in dict.fromkeys([*own, *sources]):
        new = own.get(id_) == "opened"
        came = tuple(
            _badge(what, FROM if new else WITH, units, language) for what, units in sources[id_].items()
        )
        what = own.get(id_)
        after[id_] = came if what is None or (new and came) else (_badge(what, {}, (), language), *came)
    return Marks(before, frozenset(before)), Marks(after)


def _badge(what: str, templates: Mapping[str, str], units: Sequence[Named], language: str) -> Badge:
    word = translated(what, language)
    names = ", ".join(one.name or one.id for one in units)
    whole = say(templates[what], language, units=names) if units and what in templates else word
    return Badge(word, "change", whole)
