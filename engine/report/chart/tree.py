"""What stands in an organisation chart: units under each other, with head, size, span, findings, changes."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from pejl.engine.diff.entities import asked
from pejl.engine.findings import Bilingual, CheckResult, Named, Outcome, Severity, Shown
from pejl.engine.model.tables import Design
from pejl.engine.report.chart.changes import NO_MARKS, Badge, Marks
from pejl.engine.report.texts import said, say
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
MARKED = ("error", "warning", "change")
"""The styles of badges, the worst first."""


SINGLE = ("+ {count} unit below", "✗ it has errors", "▲ it has warnings", "→ it is changed")
SEVERAL = (
    "+ {count} units below",
    "✗ {count} of them with errors",
    "▲ {count} of them with warnings",
    "→ {count} of them changed",
)
"""What is said of units that are not drawn, of one and of several: how many there are, and how they are."""


@dataclass(frozen=True)
class Folded:
    """What stands under a unit and is not drawn.

    Attributes:
        units: how many units.
        errors, warnings: how many of them have errors, and how many have only warnings.
        changed: how many of them are other than in the other design.
    """

    units: int = 0
    errors: int = 0
    warnings: int = 0
    changed: int = 0

    def __add__(self, other: Folded) -> Folded:
        return Folded(
            self.units + other.units,
            self.errors + other.errors,
            self.warnings + other.warnings,
            self.changed + other.changed,
        )


@dataclass(frozen=True)
class Unit:
    """A unit of a chart.

    Attributes:
        id: its id.
        name: its name.
        lines: what stands under the name: kind, head, size and span.
        badges: findings and changes.
        below: the units under it.
        folded: what stands under it and is not drawn.
        gone: whether it is not there any more after what changes.
    """

    id: str
    name: str
    lines: tuple[str, ...]
    badges: tuple[Badge, ...]
    below: tuple[Unit, ...]
    folded: Folded = Folded()
    gone: bool = False

    def about(self, language: str) -> tuple[str, ...]:
        """What stands under the name in words: its lines, and what is not drawn under it."""
        return (*self.lines, *_folded_lines(self.folded, language))

    def texts(self, language: str) -> tuple[str, ...]:
        """All that a list says of it after its name."""
        return (*self.about(language), *(one.whole for one in self.badges))

    def alone(self) -> Unit:
        """The same without the units under it, which it counts."""
        return replace(self, below=(), folded=self.folded + counted(self.below))


def counted(units: Iterable[Unit]) -> Folded:
    """Units and all under them, in numbers."""
    found = Folded()
    for one in units:
        found += _counted({badge.style for badge in one.badges}) + one.folded + counted(one.below)
    return found


def _counted(styles: set[str]) -> Folded:
    """A unit with badges of some styles, in numbers."""
    worst = next((style for style in MARKED if style in styles), "")
    return Folded(1, worst == "error", worst == "warning", "change" in styles)


def _folded_lines(folded: Folded, language: str) -> list[str]:
    """What is not drawn under a unit, in words; nothing if all is."""
    if not folded.units:
        return []
    counts = (folded.units, folded.errors, folded.warnings, folded.changed)
    texts = SINGLE if folded.units == 1 else SEVERAL
    return [
        say(text, language, count=number(count, language))
        for text, count in zip(texts, counts, strict=True)
        if count
    ]


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
    marks: Marks = NO_MARKS,
    order: Sequence[str] = (),
    depth: int | None = None,
) -> Chart:
    """The chart of a design.

    Args:
        design: the design.
        title: what it is called.
        language: "da" or "en".
        as_of: the day on which it is looked at.
        result: a check, whose violations about units and those in them are marked.
        marks: what is other than in another design.
        order: the ids of units that stand before their other siblings, in this order.
        depth: how many levels are drawn; None draws all.
    """
    subjects, columns = asked(design, "u in units", list(FIELDS), as_of)
    units = [one for one in subjects if isinstance(one, Named)]
    rows = {one.id: [column[at] for column in columns] for at, one in enumerate(units)}
    place = {id_: at for at, id_ in enumerate(order)}
    below: dict[str, list[Named]] = defaultdict(list)
    for one in sorted(units, key=lambda one: place.get(one.id, len(place))):
        parent = rows[one.id][1]
        below[parent.id if isinstance(parent, Named) and parent.id in rows else ""].append(one)
    writer = _Writer(rows, below, _findings(design, result), marks, language, depth)
    return Chart(
        said(title, language) or design.id, tuple(writer.unit(one, 1) for one in below[""]), language
    )


@dataclass(frozen=True)
class _Writer:
    rows: dict[str, list[Shown]]
    below: dict[str, list[Named]]
    findings: dict[str, Counter[Severity]]
    marks: Marks
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
            Folded() if drawn else self.count(one),
            one.id in self.marks.gone,
        )

    def count(self, one: Named) -> Folded:
        """What there is under a unit, in numbers."""
        waiting, found = list(self.below.get(one.id, [])), Folded()
        while waiting:
            part = waiting.pop()
            found += _counted({badge.style for badge in self.badges(part)})
            waiting += self.below.get(part.id, [])
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
        found = list(self.marks.badges.get(one.id, ()))
        counts = self.findings.get(one.id, Counter())
        for severity in (Severity.ERROR, Severity.WARNING):
            if counts[severity]:
                text = (
                    f"{SEVERITIES[severity][0]} {severity_count(severity, counts[severity], self.language)}"
                )
                found.append(Badge(text, severity.value, text))
        return found


def _told(value: Shown) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and value != 0


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
