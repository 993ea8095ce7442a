"""Figures before and after: of the whole design, and of the units of which one is other."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from pejl.engine.diff.compare import Difference, UnitFigures
from pejl.engine.diff.figures import OF_UNIT, Measure
from pejl.engine.findings import Range, Shown, Unknown
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
        cells.append(_shown(t, first.before, unit, first.private_before))
        for one in each:
            cells.append(_shown(t, one.after, unit, one.private_after))
            secret = one.private_before or one.private_after
            cells.append("" if secret and not t.shows_names else t.signed(one.change))
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
    for unit in one.units:
        cells = [_both(t, unit, measure) for measure in OF_UNIT]
        if any(cells):
            rows.append((unit.unit.name or unit.unit.id, *cells))
    if rows:
        heads = (Column(t.say("unit")), *(Column(said(m.title, t.language), True) for m in OF_UNIT))
        used = [at for at in range(len(heads)) if any(row[at] for row in rows)]
        caption = t.say("Units of which a figure is other: before → after")
        told = tuple(tuple(row[at] for at in used) for row in rows)
        yield Table(caption, tuple(heads[at] for at in used), told, "figures-of-units")


def _both(t: Telling, unit: UnitFigures, measure: Measure) -> str:
    """A measure before and after; nothing if it is the same for all that is known.

    Where positions or tasks do not say where they belong, any unit may have them. That some do so now changes
    what a unit may have at most, and nothing about the unit.
    """
    before = unit.before[measure.id] if unit.before else None
    after = unit.after[measure.id] if unit.after else None
    if before == after or {before, after} <= {None, 0} or {before, after} <= {None, Unknown()}:
        return ""
    if unit.before and unit.after and _at_least(before) == _at_least(after) is not None:
        return ""
    hides = measure.id == "cost" and not t.shows_names
    parts = ((before, unit.private_before), (after, unit.private_after))
    return " → ".join(t.private() if hides and private else t.there(value) for value, private in parts)


def _at_least(value: Shown) -> Shown:
    """What a number is for certain; None if nobody knows."""
    return value.low if isinstance(value, Range) else None if value == Unknown() else value


def _shown(t: Telling, value: Shown, unit: str, private: bool) -> Cell:
    """A figure, if it does not tell a salary."""
    return t.private() if private and not t.shows_names else Value(value, unit)
