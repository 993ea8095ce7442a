"""Makes charts: reads a design, checks it if it names rules, and marks what is found and what changes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from pejl.engine.diff.compare import Difference, differences
from pejl.engine.errors import fail
from pejl.engine.model.tables import Design
from pejl.engine.report.chart.changes import marks
from pejl.engine.report.chart.tree import Chart, chart
from pejl.engine.run import Loaded, load_with_rules, run_check


@dataclass(frozen=True)
class Asked:
    """What a chart is asked for.

    Attributes:
        design: the file of the design.
        packs: the rule packs instead of its own.
        as_of: the day on which it is looked at.
        language: "da" or "en".
        both: whether the design that it is based on is drawn too.
        depth: how many levels are drawn; None draws all.
    """

    design: Path
    packs: Sequence[str]
    as_of: dt.date
    language: str
    both: bool
    depth: int | None


def charts(asked: Asked) -> list[Chart]:
    """The chart of a design; with the one before it first, if that is asked for.

    Raises:
        PejlError: with what is wrong in the design or the packs, or if there is nothing before it.
    """
    design, rules = load_with_rules(asked.design, asked.packs)
    if not asked.both:
        result = run_check(Loaded(design, rules), asked.as_of) if rules is not None else None
        return [chart(design, design.title, asked.language, asked.as_of, result=result, depth=asked.depth)]
    if design.before is None:
        raise fail(design.place, "the design is not based on another", "leave out --before-after")
    (found,) = differences(design.before, [design], rules, asked.as_of)
    return before_and_after(design, design.before, found, asked.language, asked.as_of, asked.depth)


def before_and_after(
    design: Design, before: Design, found: Difference, language: str, as_of: dt.date, depth: int | None = None
) -> list[Chart]:
    """The charts of a design before and after: what changes is marked where it can be seen, findings in both.

    A unit stands in the same order in both, and new ones after the others.
    """
    changed = found.entities.get("units", ())
    now = {one.was: one.itself.id for one in changed if one.was}
    order = [now.get(id_, id_) for id_ in before.tables["units"].ids]
    results = found.checks or (None, None)
    return [
        chart(one, one.title, language, as_of, result=result, marks=marked, order=ids, depth=depth)
        for one, result, marked, ids in zip(
            (before, design), results, marks(changed, language), ((), order), strict=True
        )
    ]
