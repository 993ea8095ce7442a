"""Differences as JSON, in the published shape `pejl-difference-1` (see difference-1.schema.json)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from pejl.engine.diff.compare import Changed, Difference, Placement, UnitFigures
from pejl.engine.diff.compliance import Became, Kept
from pejl.engine.diff.figures import OF_UNIT, Figure, Measured
from pejl.engine.diff.money import Row, Sum
from pejl.engine.findings import Finding, Named, Shown
from pejl.engine.report.json_format import Object, page, published
from pejl.engine.report.values import plain

SCHEMA = "pejl-difference-1"


def schema() -> Object:
    """The JSON Schema of what `render` writes."""
    return published("difference-1")


def render(found: Sequence[Difference], as_of: dt.date) -> str:
    """Write differences, all from the same design."""
    return page(
        {
            "schema": SCHEMA,
            "as_of": as_of.isoformat(),
            "before": _about(found[0].before.id, found[0].before.title),
            "differences": [_difference(one) for one in found],
        }
    )


def _about(id_: str, title: object) -> Object:
    return {"design": id_, "title": title}


def _difference(one: Difference) -> Object:
    return {
        "after": _about(one.after.id, one.after.title),
        "figures": [_figure(figure) for figure in one.figures],
        "entities": {table: [_changed(change) for change in found] for table, found in one.entities.items()},
        "tasks": [_placement(placement) for placement in one.placements],
        "units": [_unit(unit) for unit in one.units],
        "budget": {
            "years": [_row(row) for row in one.money.years],
            **{f"{part}s": [_row(row, part) for row in rows] for part, rows in one.money.parts.items()},
        },
        "principles": [_kept(kept) for kept in one.compliance] if one.checks else None,
    }


def _figure(one: Figure) -> Object:
    return {
        "figure": one.measure.id,
        "title": one.measure.title,
        "unit": one.measure.unit,
        "before": plain(one.before),
        "after": plain(one.after),
        "change": one.change,
    }


def _changed(one: Changed) -> Object:
    return {
        "entity": one.itself.id,
        "name": one.itself.name,
        "what": one.what,
        "was": one.was or None,
        "into": [part.id for part in one.into],
        "fields": {
            field.field: {"before": _ids(field.before), "after": _ids(field.after)} for field in one.fields
        },
    }


def _placement(one: Placement) -> Object:
    return {
        "entity": one.task.id,
        "name": one.task.name,
        "function": plain(one.function),
        "area": plain(one.area),
        "before": _ids(one.before),
        "after": _ids(one.after),
        "what": one.what,
    }


def _ids(value: Shown) -> object:
    """A value, entities as their ids; null where there is none."""
    if isinstance(value, Named):
        return value.id
    if isinstance(value, tuple):
        return [_ids(one) for one in value]
    return plain(value)


def _unit(one: UnitFigures) -> Object:
    return {"entity": one.unit.id, "before": _measured(one.before), "after": _measured(one.after)}


def _measured(one: Measured | None) -> Object | None:
    return None if one is None else {measure.id: plain(one[measure.id]) for measure in OF_UNIT}


def _row(one: Row, part: str = "") -> Object:
    return {
        "year": plain(one.year),
        "kind": plain(one.kind),
        **({part: _ids(one.part)} if part else {}),
        "before": _sum(one.before),
        "after": _sum(one.after),
    }


def _sum(one: Sum | None) -> Object | None:
    if one is None:
        return None
    return {"total": plain(one.total), "external": plain(one.external), "excepted": plain(one.excepted)}


def _kept(one: Kept) -> Object:
    return {
        "principle": one.principle.id if one.principle else None,
        "before": one.before,
        "after": one.after,
        **{became.value: _findings(one.of(became)) for became in Became},
    }


def _findings(found: Sequence[Finding]) -> list[Object]:
    return [{"rule": one.rule, "table": one.table, "entity": one.entity} for one in found]
