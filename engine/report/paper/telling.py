"""What the parts of a paper about differences share: the designs, the words for changes and values."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence

from pejl.engine.diff.compare import Changed, Difference, FieldChange
from pejl.engine.findings import Finding, Shown, Unknown
from pejl.engine.model.personal import tells_of_a_person
from pejl.engine.report.paper.blocks import Block, Cell, Column, Section, Table, Value, names
from pejl.engine.report.texts import said, say, translated
from pejl.engine.report.values import number, show
from pejl.engine.report.words import CHANGES, change_count, field_word, mark, observed


class Telling:
    """Tells differences, all from the same design, in a language.

    Attributes:
        found: the differences.
        language: "da" or "en".
        before, titles: what the earlier and the later designs are called.
        shows_names: whether what may tell of a single person is shown: the cost of a post, and the fields
            that a design itself declares for posts.
    """

    def __init__(self, found: Sequence[Difference], language: str, names: bool = True) -> None:
        self.shows_names = names
        self.found, self.language = found, language
        self.titles = [said(one.after.title, language) or one.after.id for one in found]
        self.before = said(found[0].before.title, language) or found[0].before.id

    def say(self, text: str, **values: object) -> str:
        return say(text, self.language, **values)

    def unit(self, unit: str) -> str:
        return translated(unit, self.language) if unit else ""

    def signed(self, change: int | float | None) -> Value:
        """By how much something grew; "?" if nobody knows."""
        return Value("?") if change is None else Value(change, signed=True)

    def after_heads(self) -> list[str]:
        """What the columns of the later designs are called."""
        return [self.say("after")] if len(self.found) == 1 else self.titles

    def to_heads(self) -> list[str]:
        return [self.say("to")] if len(self.found) == 1 else self.titles

    def each(self, write: Callable[[Difference], Iterable[Block]]) -> tuple[Block | Section, ...]:
        """What is to be said of each later design: under its own heading, if there are several."""
        if len(self.found) == 1:
            return tuple(write(self.found[0]))
        parts = ((title, tuple(write(one))) for title, one in zip(self.titles, self.found, strict=True))
        return tuple(Section(title, blocks) for title, blocks in parts if blocks)

    def section(self, title: str, blocks: tuple[Block | Section, ...], id_: str) -> Section | None:
        return Section(title, blocks, id_) if blocks else None

    def in_order(self, changed: Iterable[Changed]) -> list[Changed]:
        return sorted(changed, key=lambda one: CHANGES.index(one.what))

    def counted(self, changed: Sequence[Changed]) -> str:
        """How many entities became what: "2 åbnet · 1 nedlagt"."""
        counts = Counter(one.what for one in changed)
        ordered = sorted(counts, key=CHANGES.index)
        return " · ".join(change_count(what, counts[what], self.language) for what in ordered)

    def name(self, change: Changed) -> str:
        text = change.itself.name or change.itself.id
        return self.say("{name} (was {id})", name=text, id=change.was) if change.was else text

    def details(self, change: Changed) -> str:
        """What became of an entity: what it became, and the fields that have other values."""
        parts = [self.say("became {names}", names=names(change.into))] if change.into else []
        for one in change.fields:
            label = field_word(one.spec, self.language)
            hidden = self.hidden(change, one.field)
            parts.append(f"{label}: {self.say('not shown') if hidden else self.became(one)}")
        return "; ".join(parts)

    def private(self) -> str:
        """What stands where a number could tell a salary."""
        return self.say("not shown: could tell a salary")

    def hidden(self, change: Changed, field: str) -> bool:
        """Whether a field may tell of a single person, and that is not to be shown."""
        if self.shows_names:
            return False
        paid = change.itself.table == "budget_lines" and field == "amount"
        of_a_post = paid and any(change.itself.id in one.money.of_posts for one in self.found)
        return of_a_post or tells_of_a_person(change.itself.table, field)

    def became(self, one: FieldChange) -> str:
        """The value before and after; of a list what came and what went, if only some of it did."""
        if one.before and one.after and (one.came or one.went):
            went = [f"− {show(item, self.language)}" for item in one.went]
            return ", ".join([*went, *(f"+ {show(item, self.language)}" for item in one.came)])
        return f"{self.value(one.before)} → {self.value(one.after)}"

    def value(self, value: Shown) -> str:
        """A value of a field; of a list all its items."""
        if isinstance(value, tuple):
            return ", ".join(show(one, self.language) for one in value) or self.say("none")
        return show(value, self.language)

    def there(self, value: Shown) -> str:
        return "–" if value is None else show(value, self.language)

    def finding(self, one: Finding) -> tuple[Cell, ...]:
        shape, word = mark(one, self.language)
        message = observed(one, self.language)
        return f"{shape} {one.rule}", word, one.name or one.entity, message

    def altered(
        self, one: Difference, table: str, besides: Sequence[str] = ("responsible",)
    ) -> Iterator[Block]:
        """What else is other in a table that has a section of its own.

        Args:
            one: the difference.
            table: the table.
            besides: the fields that are told already; what goes the same way as they do is not told twice.
        """
        rows: list[tuple[Cell, ...]] = []
        for change in one.entities.get(table, ()):
            told = [part for part in change.fields if part.field in besides]
            along = {(part.before, part.after) for part in told if part.before != Unknown()}
            fields = tuple(
                part for part in change.fields if part not in told and (part.before, part.after) not in along
            )
            if fields:
                rest = Changed(change.itself, change.what, fields, change.into, change.was)
                rows.append((self.name(rest), self.details(rest)))
        if rows:
            count = number(len(rows), self.language)
            caption = self.say("Other changes: {count}", count=count)
            yield Table(
                caption, (Column(self.say("who")), Column(self.say("how"))), tuple(rows), f"altered-{table}"
            )
