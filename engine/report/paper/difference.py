"""The paper of a difference: what one design, or several, has other than another.

With several designs, what can stand side by side does: figures, task distribution, budget, principles.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence

from pejl.engine.diff.compare import Changed, Difference, FieldChange, Placement, UnitFigures, targets
from pejl.engine.diff.compliance import Kept
from pejl.engine.diff.figures import OF_UNIT, Figure, less
from pejl.engine.diff.money import Row, Sum
from pejl.engine.findings import Finding, Shown, Unknown
from pejl.engine.model.specs import Schema
from pejl.engine.report.paper.blocks import (
    Block,
    Cell,
    Column,
    Facts,
    Paper,
    Paragraph,
    Section,
    Table,
    Value,
    names,
)
from pejl.engine.report.texts import said, say, translated
from pejl.engine.report.values import number, show, told
from pejl.engine.report.words import CHANGES, mark

OWN_SECTIONS = ("units", "positions", "tasks")
"""The tables that have a section of their own; of the others what is other is listed together."""


def paper(found: Sequence[Difference], schema: Schema, language: str) -> Paper:
    """The paper of one or several designs beside another.

    Args:
        found: the differences, all from the same design.
        schema: the tables and fields of the designs.
        language: "da" or "en".
    """
    return _Writer(found, schema, language).paper()


class _Writer:
    """Writes the paper, with all that is needed for it at hand."""

    def __init__(self, found: Sequence[Difference], schema: Schema, language: str) -> None:
        self.found, self.schema, self.language = found, schema, language
        self.titles = [said(one.after.title, language) or one.after.id for one in found]
        self.before = said(found[0].before.title, language) or found[0].before.id

    def say(self, text: str, **values: object) -> str:
        return say(text, self.language, **values)

    def paper(self) -> Paper:
        title = self.say("{before} → {after}", before=self.before, after="; ".join(self.titles))
        parts: list[Section | None] = [
            self.figures(),
            self.units(),
            self.tasks(),
            self.positions(),
            self.unit_figures(),
            self.money(),
            self.others(),
            self.compliance(),
        ]
        sections = tuple(one for one in parts if one is not None)
        none = Paragraph(self.say("Nothing is other: the two designs say the same."))
        same = not any(one.entities for one in self.found)
        return Paper(title, self.language, (none,) if same else (), sections)

    # figures

    def figures(self) -> Section:
        """Every measure, before and after."""
        rows: list[tuple[Cell, ...]] = []
        for at, first in enumerate(self.found[0].figures):
            each = [one.figures[at] for one in self.found]
            unit = self.unit(first.measure.unit)
            cells: list[Cell] = [said(first.measure.title, self.language), Value(first.before, unit)]
            for one in each:
                cells += [Value(one.after, unit), self.change(one)]
            rows.append(tuple(cells))
        heads = [Column(self.say("figure")), Column(self.say("before"), True)]
        for title in self.after_heads():
            heads += [Column(title, True), Column(self.say("change"), True)]
        table = Table(self.say("Figures before and after"), tuple(heads), tuple(rows), "figures")
        return Section(self.say("In figures"), (table,), "in-figures")

    def unit(self, unit: str) -> str:
        return translated(unit, self.language) if unit else ""

    def change(self, one: Figure) -> Value:
        return self.signed(one.change)

    def signed(self, change: int | float | None) -> Value:
        """By how much something grew: with its sign, or unknown."""
        if change is None:
            return Value("?")
        sign = "+" if change > 0 else "−" if change < 0 else "±"
        return Value(f"{sign}{number(abs(change), self.language)}")

    def after_heads(self) -> list[str]:
        """What the columns of the later designs are called."""
        return [self.say("after")] if len(self.found) == 1 else self.titles

    def each(self, write: Callable[[Difference], Iterable[Block]]) -> tuple[Block | Section, ...]:
        """What is to be said of each later design: under its own heading, if there are several."""
        if len(self.found) == 1:
            return tuple(write(self.found[0]))
        parts = ((title, tuple(write(one))) for title, one in zip(self.titles, self.found, strict=True))
        return tuple(Section(title, blocks) for title, blocks in parts if blocks)

    def section(self, title: str, blocks: tuple[Block | Section, ...], id_: str) -> Section | None:
        return Section(title, blocks, id_) if blocks else None

    # units

    def units(self) -> Section | None:
        return self.section(self.say("Units"), self.each(self.units_of), "units")

    def units_of(self, one: Difference) -> Iterator[Block]:
        changed = one.entities.get("units", ())
        if not changed:
            return
        rows = tuple(
            (translated(change.what, self.language), self.name(change), self.details(change))
            for change in self.in_order(changed)
        )
        heads = (Column(self.say("what")), Column(self.say("unit")), Column(self.say("how")))
        yield Table(self.counted(changed), heads, rows, "changed-units")

    def in_order(self, changed: Iterable[Changed]) -> list[Changed]:
        return sorted(changed, key=lambda one: CHANGES.index(one.what))

    def counted(self, changed: Sequence[Changed]) -> str:
        """How many entities became what: "2 åbnet · 1 nedlagt"."""
        counts = Counter(one.what for one in changed)
        ordered = sorted(counts, key=CHANGES.index)
        return " · ".join(
            f"{number(counts[what], self.language)} {translated(what, self.language)}" for what in ordered
        )

    def name(self, change: Changed) -> str:
        text = change.itself.name or change.itself.id
        return self.say("{name} (was {id})", name=text, id=change.was) if change.was else text

    def details(self, change: Changed) -> str:
        """What became of an entity: what it became, and the fields that have other values."""
        parts = [self.say("became {names}", names=names(change.into))] if change.into else []
        for one in change.fields:
            spec = self.schema[change.itself.table].fields[one.field]
            label = spec.da if self.language == "da" else spec.en
            parts.append(f"{label}: {self.became(one)}")
        return "; ".join(parts)

    def became(self, one: FieldChange) -> str:
        """The value before and after; of a list what came and what went."""
        if isinstance(one.before, tuple) and isinstance(one.after, tuple) and one.before and one.after:
            old, new = ([show(item, self.language) for item in side] for side in (one.before, one.after))
            came = [f"+ {item}" for item in new if item not in old]
            went = [f"− {item}" for item in old if item not in new]
            return ", ".join([*went, *came])
        return f"{self.value(one.before)} → {self.value(one.after)}"

    def value(self, value: Shown) -> str:
        """A value of a field; of a list all its items."""
        if isinstance(value, tuple):
            return ", ".join(show(one, self.language) for one in value) or self.say("none")
        return show(value, self.language)

    # tasks

    def tasks(self) -> Section | None:
        """Where each task goes that somebody else gets, by function."""
        first = {one.task.id: one for one in self.found[0].placements}
        afters = [{one.task.id: one for one in found.placements} for found in self.found]
        ids = dict.fromkeys(id_ for found in afters for id_, one in found.items() if self.is_other(one))
        if not ids:
            return None
        rows = []
        for id_ in sorted(ids, key=lambda id_: self.function_of(id_, afters)):
            some = next(found[id_] for found in afters if id_ in found)
            before = first.get(id_, some)
            after = [self.place(found[id_].after) if id_ in found else "" for found in afters]
            rows.append(
                (self.function_of(id_, afters)[0], some.task.name or id_, self.place(before.before), *after)
            )
        heads = [self.say("function"), self.say("task"), self.say("from"), *self.to_heads()]
        blocks: list[Block] = [
            Table(self.moved_tasks(), tuple(map(Column, heads)), tuple(rows), "moved-tasks")
        ]
        for one in self.found:
            blocks += self.altered(one, "tasks")
        return Section(self.say("Tasks"), tuple(blocks), "tasks")

    def to_heads(self) -> list[str]:
        return [self.say("to")] if len(self.found) == 1 else self.titles

    def moved_tasks(self) -> str:
        counts = [sum(map(self.is_other, one.placements)) for one in self.found]
        each = " · ".join(number(count, self.language) for count in counts)
        return self.say("Tasks that get another responsible unit, come or go: {count}", count=each)

    @staticmethod
    def is_other(one: Placement) -> bool:
        return one.moved or one.before is None or one.after is None

    def function_of(self, id_: str, afters: list[dict[str, Placement]]) -> tuple[str, str]:
        """The function of a task, or its area; those that have none come last."""
        one = next(found[id_] for found in afters if id_ in found)
        text = next((str(said_) for said_ in (one.function, one.area) if isinstance(said_, str)), "")
        return (text or "–", one.task.name) if text else ("–", one.task.name)

    def place(self, value: Shown) -> str:
        """Who is responsible; nothing where the task is not there."""
        if value is None:
            return self.say("(is not there)")
        found = targets(value)
        loose = value == Unknown() or (isinstance(value, tuple) and any(one == Unknown() for one in value))
        parts = [names(found)] if found else []
        return ", ".join([*parts, *([self.say("unknown")] if loose else [])]) or self.say("none")

    # positions

    def positions(self) -> Section | None:
        return self.section(self.say("Positions"), self.each(self.positions_of), "positions")

    def positions_of(self, one: Difference) -> Iterator[Block]:
        """Those that move, by from where to where with how many; then the rest, one by one."""
        changed = one.entities.get("positions", ())
        for field, caption in (
            ("unit", "Positions that get another unit: {count}"),
            ("reports_to", "Positions that get another superior: {count}"),
            ("site", "Positions that get another site: {count}"),
        ):
            table = self.routes(changed, field, caption)
            if table is not None:
                yield table
        rest = [one for one in changed if one.what in ("added", "removed")]
        if rest:
            rows = tuple((translated(one.what, self.language), self.name(one)) for one in rest)
            yield Table(self.counted(rest), (Column(self.say("what")), Column(self.say("position"))), rows)
        yield from self.altered(one, "positions", ("unit", "reports_to", "site"))

    def routes(self, changed: Sequence[Changed], field: str, caption: str) -> Table | None:
        """The positions of which a field has another value, those from and to the same together."""
        groups: dict[tuple[str, str], list[str]] = {}
        for one in changed:
            for part in one.fields:
                if part.field == field:
                    way = self.value(part.before), self.value(part.after)
                    groups.setdefault(way, []).append(one.itself.name or one.itself.id)
        if not groups:
            return None
        count = sum(map(len, groups.values()))
        rows: list[tuple[Cell, ...]] = [
            (before, after, Value(len(members)), self.together(members))
            for (before, after), members in groups.items()
        ]
        heads = (
            Column(self.say("from")),
            Column(self.say("to")),
            Column(self.say("number"), True),
            Column(self.say("which")),
        )
        return Table(
            self.say(caption, count=number(count, self.language)), heads, tuple(rows), f"positions-{field}"
        )

    def together(self, members: Sequence[str]) -> str:
        """Names, each once with how many have it."""
        counts = Counter(members)
        return ", ".join(
            name if n == 1 else f"{name} ({number(n, self.language)})" for name, n in counts.items()
        )

    def altered(
        self, one: Difference, table: str, besides: Sequence[str] = ("responsible",)
    ) -> Iterator[Block]:
        """What else is other in a table that has a section of its own."""
        rows: list[tuple[Cell, ...]] = []
        for change in one.entities.get(table, ()):
            fields = tuple(part for part in change.fields if part.field not in besides)
            if fields:
                rest = Changed(change.itself, change.what, fields, change.into, change.was)
                rows.append((self.name(rest), self.details(rest)))
        if rows:
            count = number(len(rows), self.language)
            caption = self.say("Other changes: {count}", count=count)
            yield Table(
                caption, (Column(self.say("who")), Column(self.say("how"))), tuple(rows), f"altered-{table}"
            )

    # units in figures

    def unit_figures(self) -> Section | None:
        return self.section(self.say("Units in figures"), self.each(self.unit_figures_of), "unit-figures")

    def unit_figures_of(self, one: Difference) -> Iterator[Block]:
        """The measures of the units of which some are other."""
        rows: list[tuple[Cell, ...]] = []
        for unit in one.units:
            cells = [self.both(unit, measure.id) for measure in OF_UNIT]
            if any(cells):
                rows.append((unit.unit.name or unit.unit.id, *cells))
        if rows:
            heads = (Column(self.say("unit")), *(Column(said(m.title, self.language), True) for m in OF_UNIT))
            yield Table(
                self.say("Units of which a figure is other: before → after"),
                heads,
                tuple(rows),
                "figures-of-units",
            )

    def both(self, unit: UnitFigures, measure: str) -> str:
        """A measure before and after; nothing if it is the same."""
        before = unit.before[measure] if unit.before else None
        after = unit.after[measure] if unit.after else None
        if before == after or {before, after} <= {None, 0}:
            return ""
        return f"{self.there(before)} → {self.there(after)}"

    def there(self, value: Shown) -> str:
        return "–" if value is None else show(value, self.language)

    # money

    def money(self) -> Section | None:
        """The budget lines by year, and by year and area where those are other."""
        first = self.found[0].money
        if not first.years and not any(one.money.years for one in self.found):
            return None
        blocks: list[Block] = [
            self.sums("Budget by year", [one.money.years for one in self.found], "budget-years")
        ]
        areas = [tuple(row for row in one.money.areas if row.before != row.after) for one in self.found]
        if any(areas):
            keys = {(str(row.year), str(row.area)) for rows in areas for row in rows}
            each = [
                tuple(row for row in one.money.areas if (str(row.year), str(row.area)) in keys)
                for one in self.found
            ]
            blocks.append(self.sums("Budget by year and area, where it is other", each, "budget-areas"))
        return Section(self.say("Budget"), tuple(blocks), "budget")

    def sums(self, caption: str, each: Sequence[Sequence[Row]], id_: str) -> Table:
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
                cells = self.sum_cells(
                    [{(row.year, row.area): row for row in rows_} for rows_ in each], key, part
                )
                if not label or any(cells_ not in (Value(0), Value(None), Value("±0")) for cells_ in cells):
                    head: list[Cell] = [self.year(key[0])]
                    head += [self.value(key[1])] if by_area else []
                    head += [self.say(label) if label else self.say("in all")]
                    rows.append((*head, *cells))
        heads = [Column(self.say("year")), *([Column(self.say("area"))] if by_area else []), Column("")]
        heads += [Column(self.say("before"), True)]
        for title in self.after_heads():
            heads += [Column(title, True), Column(self.say("change"), True)]
        return Table(self.say(caption), tuple(heads), tuple(rows), id_)

    def sum_cells(
        self, each: Sequence[dict[tuple[Shown, Shown], Row]], key: tuple[Shown, Shown], part: str
    ) -> list[Value]:
        some = next(rows[key] for rows in each if key in rows)
        cells = [self.amount(some.before, part)]
        for rows in each:
            row = rows.get(key)
            after = row.after if row else some.before
            cells += [
                self.amount(after, part),
                self.signed(less(_part(after, part), _part(some.before, part))),
            ]
        return cells

    def amount(self, of: Sum | None, part: str) -> Value:
        return Value(_part(of, part))

    def year(self, value: Shown) -> str:
        return show(value, self.language)

    # the other tables

    def others(self) -> Section | None:
        return self.section(self.say("Other"), self.each(self.others_of), "other")

    def others_of(self, one: Difference) -> Iterator[Block]:
        """What is other in the tables that have no section of their own."""
        for table, changed in one.entities.items():
            if table in OWN_SECTIONS:
                continue
            rows = tuple(
                (translated(change.what, self.language), self.name(change), self.details(change))
                for change in self.in_order(changed)
            )
            heads = (Column(self.say("what")), Column(self.say("who")), Column(self.say("how")))
            title = translated(table, self.language).replace("_", " ").capitalize()
            yield Table(f"{title}: {self.counted(changed)}", heads, rows, f"changed-{table}")

    # compliance

    def compliance(self) -> Section | None:
        """What became of each principle, and the findings that came and went."""
        if not any(one.compliance for one in self.found):
            return None
        each = [{self.id_of(one): one for one in found.compliance} for found in self.found]
        touched = [
            id_
            for id_ in dict.fromkeys(id_ for kept in each for id_ in kept)
            if any(id_ in kept and (kept[id_].touched or kept[id_].unchanged) for kept in each)
        ]
        rows = [self.principle_row(id_, each) for id_ in touched]
        heads = [Column(self.say("principle")), Column(self.say("before"), True)]
        for title in [""] if len(self.found) == 1 else self.titles:
            heads += [
                Column(" ".join(filter(None, (title, self.say(word)))), True)
                for word in ("after", "mended", "newly broken", "unchanged", "newly undecidable")
            ]
        blocks: list[Block | Section] = [Facts(tuple(self.in_all()))]
        if rows:
            caption = self.say("Violations by principle, where there are any or anything is other")
            blocks.append(Table(caption, tuple(heads), tuple(rows), "principles"))
        blocks += self.each(self.findings_of)
        return Section(self.say("Principles"), tuple(blocks), "compliance")

    def in_all(self) -> Iterator[tuple[str, str]]:
        """The counts of each design, without a finding that serves several principles counting twice."""
        for title, one in zip(self.after_heads(), self.found, strict=True):
            counts = {
                word: len({(f.rule, f.entity) for kept in one.compliance for f in getattr(kept, name)})
                for word, name in (
                    ("mended", "mended"),
                    ("gone with what they were about", "gone"),
                    ("newly broken", "broken"),
                    ("asked of proposals only", "asked"),
                    ("unchanged", "unchanged"),
                    ("newly undecidable", "unsettled"),
                )
            }
            label = self.say("Violations") if len(self.found) == 1 else title
            yield (
                label,
                " · ".join(f"{self.say(word)}: {number(n, self.language)}" for word, n in counts.items()),
            )

    @staticmethod
    def id_of(one: Kept) -> str:
        return one.principle.id if one.principle else ""

    def principle_row(self, id_: str, each: Sequence[dict[str, Kept]]) -> tuple[Cell, ...]:
        some = next(kept[id_] for kept in each if id_ in kept)
        title = self.say("(rules that serve no principle)")
        if some.principle is not None:
            title = f"{some.principle.id} {said(some.principle.title, self.language)}"
        cells: list[Cell] = [title, Value(some.before)]
        for kept in each:
            one = kept.get(id_)
            if one is None:
                cells += [""] * 5
                continue
            broken = len(one.broken) + len(one.asked)
            cells += [
                Value(n)
                for n in (
                    one.after,
                    len(one.mended) + len(one.gone),
                    broken,
                    len(one.unchanged),
                    len(one.unsettled),
                )
            ]
        return tuple(cells)

    def findings_of(self, one: Difference) -> Iterator[Block]:
        for caption, name in (
            ("Newly broken: {count}", "broken"),
            ("Asked of proposals only, and not met: {count}", "asked"),
            ("Mended: {count}", "mended"),
            ("Gone with what they were about: {count}", "gone"),
            ("Newly undecidable: {count}", "unsettled"),
        ):
            found = {(f.rule, f.entity): f for kept in one.compliance for f in getattr(kept, name)}
            if found:
                rows = tuple(self.finding(f) for f in found.values())
                heads = tuple(Column(self.say(word)) for word in ("rule", "what", "who", "finding"))
                yield Table(
                    self.say(caption, count=number(len(rows), self.language)), heads, rows, f"findings-{name}"
                )

    def finding(self, one: Finding) -> tuple[Cell, ...]:
        shape, word = mark(one, self.language)
        message = told(one.message, self.language) or said(one.title, self.language)
        return f"{shape} {one.rule}", word, one.name or one.entity, message


def _part(of: Sum | None, part: str) -> Shown:
    """A part of a sum; 0 where there are no lines."""
    return 0 if of is None else getattr(of, part)
