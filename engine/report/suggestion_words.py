"""How a search is told: names instead of ids, how good an answer is, and the moves grouped by their way."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from msgspec.structs import replace

from pejl.engine.findings import Change
from pejl.engine.model.tables import Design
from pejl.engine.report.letters import cut, line
from pejl.engine.report.texts import say, translated
from pejl.engine.report.values import listed, number, together
from pejl.engine.report.words import CHANGES, LONGEST, field_word
from pejl.engine.search.solver import Status
from pejl.engine.suggest import Answer, Stage, Suggestion

MOST_NAMES = 12
SMALLEST_SHARE = 0.0001


@dataclass
class Names:
    """The names of the entities of a design.

    Attributes:
        design: the design, with everything in it that may be opened.
        language: "da" or "en".
    """

    design: Design
    language: str
    _rows: dict[str, dict[str, int]] = field(default_factory=dict)

    def of(self, table: str, id_: str) -> str:
        """The name of an entity; its id where there is no such entity, or where it has no name."""
        row = self.row(table, id_)
        name = self.design.name_of(table, row) if row is not None else id_
        return cut(line(name), LONGEST)

    def row(self, table: str, id_: str) -> int | None:
        """The row of an entity."""
        if table not in self._rows:
            there = self.design.tables.get(table)
            self._rows[table] = {one: row for row, one in enumerate(there.ids)} if there else {}
        return self._rows[table].get(id_)

    def table(self, table: str) -> str:
        """What the entities of a table are called: "opgaver"."""
        return translated(table, self.language)

    def field(self, table: str, name: str) -> str:
        """What a field is called: "ansvarlig"."""
        spec = self.design.schema[table].fields.get(name) if table in self.design.schema else None
        if spec is None:
            return ", ".join(line(translated(one, self.language)) for one in name.split(", "))
        return line(field_word(spec, self.language))

    def targets(self, table: str, name: str, written: str) -> str:
        """The value of a field as the ledger has it, with the names of what it links to."""
        spec = self.design.schema[table].fields.get(name) if table in self.design.schema else None
        if written in ("none", "unknown", ""):
            return translated(written or "none", self.language)
        if spec is None or spec.link is None:
            return cut(line(written), LONGEST)
        found = [self._target(spec.link.to, one) for one in written.split(", ")]
        return listed(found[:3], len(found), self.language)

    def _target(self, table: str, id_: str) -> str:
        return translated(id_, self.language) if id_ == "unknown" else self.of(table, id_)


@dataclass(frozen=True)
class Way:
    """Entities to which the same happened.

    Attributes:
        what: as in the ledger: opened, moved, followed, ...
        table: what they are called.
        field: what became another value; "" if that is plain from `what`.
        became: the value before and after.
        names: their names.
    """

    what: str
    table: str
    field: str
    became: str
    names: tuple[str, ...]

    def lines(self, language: str) -> list[str]:
        """One line about one entity; about several what happened to them, and a line with their names."""
        how = ": ".join(filter(None, (self.field, self.became)))
        if len(self.names) == 1:
            return [" · ".join(filter(None, (self.names[0], how)))]
        many = f"{self.table} ({number(len(self.names), language)})"
        return [" · ".join(filter(None, (many, how))), together(self.names, language, MOST_NAMES)]


def ways(moves: Sequence[Change], names: Names) -> list[Way]:
    """The moves of an answer, those from and to the same together; what follows comes after what is moved."""
    groups: dict[tuple[str, str, str, str, str], list[str]] = {}
    for move in at_once(moves):
        key = (move.what, move.table, move.detail, move.before, move.after)
        groups.setdefault(key, []).append(names.of(move.table, move.entity))
    order = {what: at for at, what in enumerate(CHANGES)}
    found = []
    for key in sorted(groups, key=lambda key: order.get(key[0], len(order))):
        what, table, detail, before, after = key
        label = names.field(table, detail) if detail else ""
        values = [names.targets(table, detail, one) for one in (before, after)] if before or after else []
        if len(set(values)) == 1:  # namesakes
            values = [
                f"{name} ({cut(line(id_), LONGEST)})"
                for name, id_ in zip(values, (before, after), strict=True)
            ]
        found.append(Way(what, names.table(table), label, " → ".join(values), tuple(groups[key])))
    return found


def at_once(moves: Sequence[Change]) -> list[Change]:
    """The moves, with those that one field of an entity makes one after the other as a single one."""
    found: dict[object, Change] = {}
    for at, move in enumerate(moves):
        key = (move.what, move.table, move.entity, move.detail) if move.before or move.after else at
        first = found.get(key)
        found[key] = replace(first, after=move.after) if first else move
    return list(found.values())


def figure(value: Fraction, language: str) -> str:
    """A number of an objective."""
    return number(int(value) if value.denominator == 1 else float(value), language)


def share(gap: float, language: str) -> str:
    """How far something may be from the best, in percent."""
    if 0 < gap < SMALLEST_SHARE:
        return say("less than {share} %", language, share=number(100 * SMALLEST_SHARE, language))
    return f"{number(round(100 * gap, 2), language)} %"


def headline(found: Suggestion, *, every: bool, language: str) -> str:
    """How the search ended, in a sentence."""
    count = number(len(found.answers), language)
    if found.status is Status.NONE:
        return say("None exists: the principles cannot all be kept here, whatever is decided", language)
    if found.status is Status.UNKNOWN:
        return say("None found in time; whether one exists is not settled", language)
    if every and found.status is Status.FOUND:
        text = "Designs that keep the principles, so far: {count}; there was no time to find all"
        return say(text, language, count=count)
    if every:
        return say("Every design that keeps the principles: {count}", language, count=count)
    if found.status is Status.OPTIMAL:
        return say("Found, and proven to be the best", language)
    gap = gap_of(found.answers[0])
    if gap is None:
        return say("Found; how far from the best possible is not known", language)
    return say("Found; at most {share} from the best possible", language, share=share(gap, language))


def gap_of(answer: Answer) -> float | None:
    """The gap of the first rank that is not proven; 0 if all are, None if it is not known."""
    gaps = [stage.gap for stage in stages_of(answer)]
    return next((gap for gap in gaps if gap != 0), 0.0)


def stages_of(answer: Answer) -> tuple[Stage, ...]:
    """The objective of each rank; of an answer that was listed and not searched for, without a bound."""
    if answer.stages:
        return answer.stages
    totals: dict[int, Fraction] = {}
    for amount in answer.amounts:
        totals[amount.rank] = totals.get(amount.rank, Fraction(0)) + amount.value * amount.weight
    return tuple(Stage(rank, total, None) for rank, total in sorted(totals.items()))


Files = Mapping[str, str]
"""The file that each answer was written to, by the name of the answer."""
