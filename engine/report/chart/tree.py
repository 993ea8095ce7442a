"""What stands in an organisation chart: units under each other, with head, size, span, findings, changes."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from pejl.engine.diff.compare import Changed
from pejl.engine.diff.entities import asked
from pejl.engine.findings import Bilingual, CheckResult, Named, Outcome, Severity, Shown
from pejl.engine.model.tables import Design
from pejl.engine.report.texts import said, say, translated
from pejl.engine.report.values import number, show
from pejl.engine.report.words import SEVERITIES, severity_count

FIELDS = (
    "u.kind",
    "u.parent",
    "u.head",
    "sum(p.fte for p in u.positions)",
    "sum(p.heads for p in u.positions)",
    "sum(r.heads for r in u.head.reports)",
)
MOST_LEVELS = 60
"""So many levels are drawn at most; nobody can read more, and no organisation has them."""
SHOWN_CHANGES = ("opened", "closed", "merged", "split", "renamed", "moved")


@dataclass(frozen=True)
class Badge:
    """A short mark: its text has a shape or a word beside its colour."""

    text: str
    style: str


@dataclass(frozen=True)
class Unit:
    """A unit of a chart.

    Attributes:
        id: its id.
        name: its name.
        lines: what stands under the name: kind, head, size and span.
        badges: findings and changes.
        below: the units under it.
        folded: how many units under it are not drawn.
    """

    id: str
    name: str
    lines: tuple[str, ...]
    badges: tuple[Badge, ...]
    below: tuple[Unit, ...]
    folded: int = 0


@dataclass(frozen=True)
class Chart:
    """The chart of a design: its title, and the units that stand under no other."""

    title: str
    tops: tuple[Unit, ...]
    language: str


def chart(
    design: Design,
    title: Bilingual,
    language: str,
    as_of: dt.date,
    *,
    result: CheckResult | None = None,
    changed: Sequence[Changed] = (),
    depth: int | None = None,
) -> Chart:
    """The chart of a design.

    Args:
        design: the design.
        title: what it is called.
        language: "da" or "en".
        as_of: the day on which it is looked at.
        result: a check, whose violations about units and those in them are marked.
        changed: what is other than in another design, to be marked.
        depth: how many levels are drawn; None draws all.
    """
    subjects, columns = asked(design, "u in units", list(FIELDS), as_of)
    units = [one for one in subjects if isinstance(one, Named)]
    rows = {one.id: [column[at] for column in columns] for at, one in enumerate(units)}
    below: dict[str, list[Named]] = defaultdict(list)
    for one in units:
        parent = rows[one.id][1]
        below[parent.id if isinstance(parent, Named) and parent.id in rows else ""].append(one)
    writer = _Writer(rows, below, _findings(design, result), _changes(changed), language, depth)
    return Chart(
        said(title, language) or design.id, tuple(writer.unit(one, 1) for one in below[""]), language
    )


@dataclass(frozen=True)
class _Writer:
    rows: dict[str, list[Shown]]
    below: dict[str, list[Named]]
    findings: dict[str, Counter[Severity]]
    changes: dict[str, str]
    language: str
    depth: int | None

    def unit(self, one: Named, level: int) -> Unit:
        under = self.below.get(one.id, [])
        drawn = level < min(self.depth or MOST_LEVELS, MOST_LEVELS)
        return Unit(
            one.id,
            one.name or one.id,
            tuple(self.lines(one)),
            tuple(self.badges(one)),
            tuple(self.unit(part, level + 1) for part in under) if drawn else (),
            0 if drawn else self.count(one),
        )

    def count(self, one: Named) -> int:
        """How many units there are under one."""
        waiting, found = [one], -1
        while waiting:
            found += 1
            waiting += self.below.get(waiting.pop().id, [])
        return found

    def lines(self, one: Named) -> list[str]:
        kind, _, head, fte, heads, span = self.rows[one.id]
        lines = [kind] if isinstance(kind, str) and kind else []
        if isinstance(head, Named):
            lines.append(head.name or head.id)
        sizes = []
        if _told(fte):
            sizes.append(say("{fte} FTE", self.language, fte=show(fte, self.language)))
        elif _told(heads):
            sizes.append(say("{heads} staff", self.language, heads=show(heads, self.language)))
        if _told(span):
            sizes.append(say("span {span}", self.language, span=show(span, self.language)))
        return [*lines, " · ".join(sizes)] if sizes else lines

    def badges(self, one: Named) -> list[Badge]:
        found = []
        if one.id in self.changes:
            found.append(Badge(translated(self.changes[one.id], self.language), "change"))
        counts = self.findings.get(one.id, Counter())
        for severity in (Severity.ERROR, Severity.WARNING):
            if counts[severity]:
                text = (
                    f"{SEVERITIES[severity][0]} {severity_count(severity, counts[severity], self.language)}"
                )
                found.append(Badge(text, severity.value))
        return found


def _told(value: Shown) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and value != 0


def _changes(changed: Sequence[Changed]) -> dict[str, str]:
    """What became of each unit, by its id."""
    return {
        one.itself.id: one.what
        for one in changed
        if one.itself.table == "units" and one.what in SHOWN_CHANGES
    }


def _findings(design: Design, result: CheckResult | None) -> dict[str, Counter[Severity]]:
    """How many violations there are about each unit, and about the positions and tasks in it."""
    found: dict[str, Counter[Severity]] = defaultdict(Counter)
    if result is None:
        return found
    homes = {
        table: _homes(design, table, field)
        for table, field in (("positions", "unit"), ("tasks", "responsible"))
    }
    for finding in result.findings:
        if finding.outcome is Outcome.VIOLATED:
            homes_of = homes.get(finding.table, {}).get(finding.entity, ())
            for unit in (finding.entity,) if finding.table == "units" else homes_of:
                found[unit][finding.severity] += 1
    return found


def _homes(design: Design, table: str, field: str) -> dict[str, tuple[str, ...]]:
    """The units in which each entity of a table is."""
    if field not in design.tables[table].columns:
        return {}
    subjects, (column,) = asked(design, f"x in {table}", [f"x.{field}"])
    found: dict[str, tuple[str, ...]] = {}
    for subject, value in zip(subjects, column, strict=True):
        assert isinstance(subject, Named)
        parts = value if isinstance(value, tuple) else (value,)
        found[subject.id] = tuple(one.id for one in parts if isinstance(one, Named))
    return found


def folded_text(unit: Unit, language: str) -> str:
    """How many units under one are not drawn; nothing if all are."""
    return say("+ {count} units below", language, count=number(unit.folded, language)) if unit.folded else ""
