"""The figures that two designs are compared by, each an expression of the rule language.

To add one, add a line. What is not known stays unknown: a sum is a range where some do not give it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from fractions import Fraction

from pejl.engine.diff.entities import asked
from pejl.engine.diff.salaries import MANAGER, certain
from pejl.engine.findings import Bilingual, Named, Range, Shown, Unknown
from pejl.engine.model.tables import Design


@dataclass(frozen=True)
class Measure:
    """Something that can be counted.

    Attributes:
        id: what programs call it.
        title: what it is called.
        unit: what it is counted in; "" for plain numbers.
        expression: how, of the whole design; or of the unit `u`.
    """

    id: str
    title: Bilingual
    unit: str
    expression: str


def _measure(id_: str, da: str, en: str, expression: str, unit: str = "") -> Measure:
    return Measure(id_, {"da": da, "en": en}, unit, expression)


# fmt: off
OF_DESIGN = (
    _measure("units", "Enheder", "Units", "count(u for u in units)"),
    _measure("levels", "Niveauer af enheder", "Levels of units", "max(u.depth + 1 for u in units)"),
    _measure("tasks", "Opgaver", "Tasks", "count(t for t in tasks)"),
    _measure("shared_tasks", "Opgaver med flere ansvarlige", "Tasks with several responsible units",
             "count(t for t in tasks if count(t.responsible) > 1)"),
    _measure("heads", "Stillinger", "Head count", "sum(p.heads for p in positions)"),
    _measure("vacant", "heraf ledige", "of which vacant", "sum(p.heads for p in positions if p.vacant)"),
    _measure("fte", "Årsværk", "Full-time equivalents", "sum(p.fte for p in positions)", "FTE"),
    _measure("managers", "Ledere", "Managers", f"count(p for p in positions if {MANAGER})"),
    _measure("widest", "Største ledelsesspænd", "Widest span of control",
             "max(sum(r.heads for r in p.reports) for p in positions)"),
    _measure("lines", "Led fra top til bund", "Steps from top to bottom",
             "max(count(p.superiors_or_self) for p in positions)"),
    _measure("cost", "Udgift til stillinger pr. år", "Cost of positions a year",
             "sum(p.cost for p in positions)", "kr."),
    _measure("temporary_cost", "heraf midlertidige stillinger", "of which temporary positions",
             "sum(p.cost for p in positions if p.temporary)", "kr."),
    _measure("external", "Ekstern finansiering pr. år", "External funding a year",
             "sum(p.external_income for p in positions)", "kr."),
    _measure("management_cost", "Udgift til ledere pr. år", "Cost of managers a year",
             f"sum(p.cost for p in positions if {MANAGER})", "kr."),
)
OF_UNIT = (
    _measure("tasks", "Opgaver", "Tasks", "count(u.tasks)"),
    _measure("heads", "Stillinger", "Head count", "sum(p.heads for p in u.positions)"),
    _measure("fte", "Årsværk", "Full-time equivalents", "sum(p.fte for p in u.positions)", "FTE"),
    _measure("managers", "Ledere", "Managers", f"count(p for p in u.positions if {MANAGER})"),
    _measure("cost", "Udgift pr. år", "Cost a year", "sum(p.cost for p in u.positions)", "kr."),
    _measure("budget", "Enhedens budget", "Budget of the unit", "u.budget", "kr."),
)
# fmt: on
REPORTS = "sum(r.heads for p in positions for r in p.reports)"
"""The staff who have a manager: what the mean span is worked out from."""
MEAN_SPAN = _measure("mean", "Ledelsesspænd i gennemsnit", "Mean span of control", "")


@dataclass(frozen=True)
class Figure:
    """A measure before and after.

    Attributes:
        measure: what was counted.
        before, after: the values; None where there was nothing to count them of.
        private_before, private_after: whether it tells, beside what else is told, perhaps a salary.
    """

    measure: Measure
    before: Shown
    after: Shown
    private_before: bool
    private_after: bool

    @property
    def change(self) -> int | float | None:
        """By how much it grew; None if that is not known for certain."""
        return less(self.after, self.before)


Measured = dict[str, Shown]
"""The values of measures, by their ids."""


def of_design(design: Design, as_of: dt.date | None) -> Measured:
    """The measures of a whole design."""
    asking = {one.id: one.expression for one in OF_DESIGN}
    _, columns = asked(design, None, [*asking.values(), REPORTS], as_of)
    counted = {name: column[0] for name, column in zip(asking, columns[:-1], strict=True)}
    counted[MEAN_SPAN.id] = _mean(columns[-1][0], counted["managers"])
    return counted


def of_units(design: Design, as_of: dt.date | None) -> dict[str, Measured]:
    """The measures of each unit, by its id."""
    asking = {one.id: one.expression for one in OF_UNIT}
    subjects, columns = asked(design, "u in units", list(asking.values()), as_of)
    found: dict[str, Measured] = {}
    for row, subject in enumerate(subjects):
        assert isinstance(subject, Named)
        found[subject.id] = {name: column[row] for name, column in zip(asking, columns, strict=True)}
    return found


def compared(
    before: Measured, after: Measured, private_before: Collection[str], private_after: Collection[str]
) -> tuple[Figure, ...]:
    """The measures of two designs, one beside the other.

    Args:
        before, after: the measures.
        private_before, private_after: the ids of those that may tell a salary.
    """
    at = next(n for n, one in enumerate(OF_DESIGN) if one.id == "widest")
    order = (*OF_DESIGN[:at], MEAN_SPAN, *OF_DESIGN[at:])
    return tuple(
        Figure(one, before[one.id], after[one.id], one.id in private_before, one.id in private_after)
        for one in order
    )


def _mean(reports: Shown, managers: Shown) -> Shown:
    if not certain(reports) or not certain(managers):
        return Unknown()
    return round(float(reports) / managers, 2) if managers else None  # type: ignore[arg-type, operator]


def less(one: Shown, other: Shown) -> int | float | None:
    if not certain(one) or not certain(other):
        return None
    exact = Fraction(str(one)) - Fraction(str(other))
    return int(exact) if exact.denominator == 1 else float(exact)


def added(values: list[Shown]) -> Shown:
    """The sum of some values; a range where some of them are not known."""
    low: Fraction | None = Fraction(0)
    high: Fraction | None = Fraction(0)
    for value in values:
        first, last = _bounds(value)
        low = None if low is None or first is None else low + first
        high = None if high is None or last is None else high + last
    if low is not None and low == high:
        return _plain(low)
    if low is None and high is None:
        return Unknown()
    return Range(None if low is None else _plain(low), None if high is None else _plain(high))


def _bounds(value: Shown) -> tuple[Fraction | None, Fraction | None]:
    match value:
        case bool() | None:
            return Fraction(0), Fraction(0)
        case int() | float():
            return Fraction(str(value)), Fraction(str(value))
        case Range(low, high) if not isinstance(low, dt.date) and not isinstance(high, dt.date):
            return (None if low is None else Fraction(str(low))), (
                None if high is None else Fraction(str(high))
            )
    return None, None


def _plain(value: Fraction) -> int | float:
    return int(value) if value.denominator == 1 else float(value)
