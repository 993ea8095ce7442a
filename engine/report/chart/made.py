"""Makes charts: reads a design, checks it if it names rules, and marks what is found and what changes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from pejl.engine.diff.compare import Changed, differences
from pejl.engine.errors import fail
from pejl.engine.findings import CheckResult
from pejl.engine.model.tables import Design
from pejl.engine.report.chart.tree import Chart, chart
from pejl.engine.run import Loaded, load_with_rules, run_check

LEFT = ("closed", "merged", "split")
"""What can only be marked where a unit still is: before."""


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
    result = run_check(Loaded(design, rules), asked.as_of) if rules is not None else None
    if not asked.both:
        return [chart(design, design.title, asked.language, asked.as_of, result=result, depth=asked.depth)]
    if design.before is None:
        raise fail(design.place, "the design is not based on another", "leave out --before-after")
    (found,) = differences(design.before, [design], None, asked.as_of)
    changed = found.entities.get("units", ())
    return before_and_after(design, design.before, changed, result, asked.language, asked.as_of, asked.depth)


def before_and_after(
    design: Design,
    before: Design,
    changed: Sequence[Changed],
    result: CheckResult | None,
    language: str,
    as_of: dt.date,
    depth: int | None = None,
) -> list[Chart]:
    """The charts of a design before and after, with what changes marked where it can be seen."""
    gone = [one for one in changed if one.what in LEFT]
    new = [one for one in changed if one.what not in LEFT]
    return [
        chart(before, before.title, language, as_of, changed=gone, depth=depth),
        chart(design, design.title, language, as_of, result=result, changed=new, depth=depth),
    ]
