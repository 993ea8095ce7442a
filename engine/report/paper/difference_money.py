"""The budget lines before and after."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from pejl.engine.diff.figures import less
from pejl.engine.diff.money import Row, Sum
from pejl.engine.findings import Named, Shown
from pejl.engine.report.paper.blocks import Block, Cell, Column, Paragraph, Section, Table, Value
from pejl.engine.report.paper.telling import Telling
from pejl.engine.report.values import show

CAPTIONS = {
    "area": "Budget by year, kind and area, where it is other",
    "unit": "Budget by year, kind and unit, where it is other",
}
"""By what a table adds up besides year and kind, its caption."""
SUMS = (("total", "in all"), ("external", "of which external"), ("excepted", "of which outside the frame"))
"""The fields of a sum, and what they are called."""
NOTHING = (Value(0), Value(None), Value(0, signed=True))
Key = tuple[str, str, str]
Rows = Mapping[Key, Row]


def money(t: Telling) -> Section | None:
    """The budget lines by year and kind; also by area and by unit where those are other."""
    years = [one.money.years for one in t.found]
    if not any(years):
        return None
    blocks: list[Block] = []
    if len({show(row.kind, t.language) for rows in years for row in rows}) > 1:
        blocks.append(Paragraph(t.say("Lines of different kinds are not added up.")))
    blocks.append(_table(t, "Budget by year and kind", "", years))
    for part, caption in CAPTIONS.items():
        each = [one.money.parts[part] for one in t.found]
        other = {_key(row) for rows in each for row in rows if row.before != row.after}
        if other:
            only = [[row for row in rows if _key(row) in other] for rows in each]
            blocks.append(_table(t, caption, part, only))
    return Section(t.say("Budget"), tuple(blocks), "budget")


def _key(row: Row) -> Key:
    """What is added up in a row, whatever the design."""
    part = row.part.id if isinstance(row.part, Named) else str(row.part)
    return str(row.year), str(row.kind), part


def _table(t: Telling, caption: str, part: str, each: Sequence[Sequence[Row]]) -> Table:
    """Rows of sums: what there was, then what there is and how much more, for each design.

    Args:
        t: the differences.
        caption: what is added up.
        part: by what besides year and kind; "" for nothing.
        each: the sums of each difference.
    """
    sides = [{_key(row): row for row in rows} for rows in each]
    rows: list[tuple[Cell, ...]] = []
    for key in dict.fromkeys(key for side in sides for key in side):
        some = next(side[key] for side in sides if key in side)
        head: list[Cell] = [Value(some.year), t.value(some.kind)]
        head += [t.value(some.part)] if part else []
        rows += [(*head, *cells) for cells in _sums(t, [side.get(key) for side in sides])]
    heads = [Column(t.say(word)) for word in ("year", "kind", *([part] if part else []), "part")]
    heads.append(Column(t.say("before"), True))
    for title in t.after_heads():
        heads += [Column(title, True), Column(t.say("change"), True)]
    return Table(t.say(caption), tuple(heads), tuple(rows), f"budget-{part or 'year'}s")


def _sums(t: Telling, each: Sequence[Row | None]) -> Iterator[list[Cell]]:
    """The sum of some lines in each design, and what of it is external or outside the frame, if anything."""
    some = next(row for row in each if row)
    if not t.shows_names and any(row and row.few for row in each):
        yield [t.say("in all"), t.private(), *[""] * 2 * len(each)]
        return
    for part, label in SUMS:
        cells: list[Cell] = [Value(_part(some.before, part))]
        for row in each:
            after = _part(row.after if row else some.before, part)
            cells += [Value(after), t.signed(less(after, _part(some.before, part)))]
        if part == "total" or any(cell not in NOTHING for cell in cells):
            yield [t.say(label), *cells]


def _part(of: Sum | None, part: str) -> Shown:
    """A part of a sum; 0 where there are no lines."""
    found: Shown = 0 if of is None else getattr(of, part)
    return found
