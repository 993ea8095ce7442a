"""The budget lines before and after."""

from __future__ import annotations

from collections.abc import Sequence

from pejl.engine.diff.figures import less
from pejl.engine.diff.money import Row, Sum
from pejl.engine.findings import Shown
from pejl.engine.report.paper.blocks import Block, Cell, Column, Section, Table, Value
from pejl.engine.report.paper.telling import Telling
from pejl.engine.report.values import show


def money(t: Telling) -> Section | None:
    """The budget lines by year, and by year and area where those are other."""
    first = t.found[0].money
    if not first.years and not any(one.money.years for one in t.found):
        return None
    blocks: list[Block] = [_sums(t, "Budget by year", [one.money.years for one in t.found], "budget-years")]
    areas = [tuple(row for row in one.money.areas if row.before != row.after) for one in t.found]
    if any(areas):
        keys = {(str(row.year), str(row.area)) for rows in areas for row in rows}
        each = [
            tuple(row for row in one.money.areas if (str(row.year), str(row.area)) in keys) for one in t.found
        ]
        blocks.append(_sums(t, "Budget by year and area, where it is other", each, "budget-areas"))
    return Section(t.say("Budget"), tuple(blocks), "budget")


def _sums(t: Telling, caption: str, each: Sequence[Sequence[Row]], id_: str) -> Table:
    """Rows of sums: what there was, then what there is and how much more, for each design."""
    keys = list(dict.fromkeys((row.year, row.area) for rows in each for row in rows))
    by_area = any(area is not None for _, area in keys)
    rows: list[tuple[Cell, ...]] = []
    for key in keys:
        for part, label in (
            ("total", ""),
            ("external", "of which external"),
            ("excepted", "of which outside the frame"),
        ):
            cells = _sum_cells(t, [{(row.year, row.area): row for row in rows_} for rows_ in each], key, part)
            if not label or any(cells_ not in (Value(0), Value(None), Value("±0")) for cells_ in cells):
                head: list[Cell] = [_year(t, key[0])]
                head += [t.value(key[1])] if by_area else []
                head += [t.say(label) if label else t.say("in all")]
                rows.append((*head, *cells))
    heads = [Column(t.say("year")), *([Column(t.say("area"))] if by_area else []), Column(t.say("part"))]
    heads += [Column(t.say("before"), True)]
    for title in t.after_heads():
        heads += [Column(title, True), Column(t.say("change"), True)]
    return Table(t.say(caption), tuple(heads), tuple(rows), id_)


def _sum_cells(
    t: Telling, each: Sequence[dict[tuple[Shown, Shown], Row]], key: tuple[Shown, Shown], part: str
) -> list[Value]:
    some = next(rows[key] for rows in each if key in rows)
    cells = [_amount(t, some.before, part)]
    for rows in each:
        row = rows.get(key)
        after = row.after if row else some.before
        cells += [
            _amount(t, after, part),
            t.signed(less(_part(after, part), _part(some.before, part))),
        ]
    return cells


def _amount(t: Telling, of: Sum | None, part: str) -> Value:
    return Value(_part(of, part))


def _year(t: Telling, value: Shown) -> str:
    return show(value, t.language)


def _part(of: Sum | None, part: str) -> Shown:
    """A part of a sum; 0 where there are no lines."""
    found: Shown = 0 if of is None else getattr(of, part)
    return found
