"""Figures before and after: of the whole design, and of the units of which one is other."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from pejl.engine.diff.compare import Difference, UnitFigures
from pejl.engine.diff.figures import OF_UNIT, Measure, tells
from pejl.engine.diff.salaries import too_few_untold
from pejl.engine.report.paper.blocks import Block, Cell, Column, Section, Table, Value
from pejl.engine.report.paper.telling import Telling
from pejl.engine.report.texts import said


def figures(t: Telling) -> Section:
    """Every measure, before and after."""
    rows: list[tuple[Cell, ...]] = []
    for at, first in enumerate(t.found[0].figures):
        each = [one.figures[at] for one in t.found]
        unit = t.unit(first.measure.unit)
        cells: list[Cell] = [said(first.measure.title, t.language)]
        if not t.shows_names and any(one.few for one in each):
            cells += [t.too_few(), *[""] * 2 * len(each)]
        else:
            cells.append(Value(first.before, unit))
            for one in each:
                cells += [Value(one.after, unit), t.signed(one.change)]
        rows.append(tuple(cells))
    heads = [Column(t.say("figure")), Column(t.say("before"), True)]
    for title in t.after_heads():
        heads += [Column(title, True), Column(t.say("change"), True)]
    table = Table(t.say("Figures before and after"), tuple(heads), tuple(rows), "figures")
    return Section(t.say("In figures"), (table,), "in-figures")


def unit_figures(t: Telling) -> Section | None:
    return t.section(t.say("Units in figures"), t.each(partial(_unit_figures_of, t)), "unit-figures")


def _unit_figures_of(t: Telling, one: Difference) -> Iterator[Block]:
    """The measures of the units of which some are other."""
    rows: list[tuple[Cell, ...]] = []
    hides = _tells_the_rest(t, one)
    for unit in one.units:
        cells = [_both(t, unit, measure, hides) for measure in OF_UNIT]
        if any(cells):
            rows.append((unit.unit.name or unit.unit.id, *cells))
    if rows:
        heads = (Column(t.say("unit")), *(Column(said(m.title, t.language), True) for m in OF_UNIT))
        yield Table(
            t.say("Units of which a figure is other: before → after"),
            heads,
            tuple(rows),
            "figures-of-units",
        )


def _tells_the_rest(t: Telling, one: Difference) -> bool:
    """Whether the costs that would be told leave so few people out that their cost is the rest of the sum."""
    (cost,) = (measure for measure in OF_UNIT if measure.people)
    heads = next(figure for figure in one.figures if figure.measure.id == "heads")
    for side, all_ in (("before", heads.before), ("after", heads.after)):
        told = [
            getattr(unit, side)["heads"]
            for unit in one.units
            if getattr(unit, side) and _both(t, unit, cost, hides=False) not in ("", t.too_few())
        ]
        if told and too_few_untold(told, all_):
            return True
    return False


def _both(t: Telling, unit: UnitFigures, measure: Measure, hides: bool) -> str:
    """A measure before and after; nothing if it is the same."""
    before = unit.before[measure.id] if unit.before else None
    after = unit.after[measure.id] if unit.after else None
    if before == after or {before, after} <= {None, 0}:
        return ""
    told = measure.people and (hides or unit.few)
    if not t.shows_names and (told or tells(measure, unit.before, unit.after)):
        return t.too_few()
    return f"{t.there(before)} → {t.there(after)}"
