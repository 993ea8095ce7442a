"""The columns of a universe: each cell may have any of a few values."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from msgspec.structs import replace

from pejl.engine.model import kinds
from pejl.engine.model.kinds import Kind
from pejl.engine.model.specs import FieldSpec
from pejl.engine.model.tables import Table, Value, Vocabulary
from pejl.engine.search.opening import as_codes, as_pairs
from pejl.engine.search.universe.reads import ID, Named
from pejl.engine.search.universe.values import days_of, numbers_of, texts_of
from pejl.engine.values.codes import NONE, Codes, Pairs
from pejl.engine.values.exact import Literals, add_terms, literal_ids
from pejl.engine.values.linear import Ints, LinearModel
from pejl.engine.values.numbers import Number
from pejl.engine.values.truth import Truth, known

Column = tuple[str, str]
"""A table and a field of it."""


@dataclass(frozen=True)
class Choice:
    """What the cells of a column are decided by.

    Attributes:
        spec: the field.
        literals: one row of literals for each row of the table.
        labels: what each of them stands for. In a column of numbers and dates these are values in rising
            order, all but the first have a literal that says that the value is reached, and the last literal
            of a row says that there is a value.
    """

    spec: FieldSpec
    literals: Ints
    labels: Sequence[str | int | None]


@dataclass
class Part:
    """What has to hold of a column in every design: literals that are true, and groups of which one is."""

    structure: list[Ints] = field(default_factory=list)
    choices: list[Ints] = field(default_factory=list)

    def implies(self, first: Ints, second: Ints, model: LinearModel) -> None:
        """Where the first of two literals is true, the second is."""
        self.structure.append(literal_ids(~Literals(first, model) | Literals(second, model)))


@dataclass
class Columns:
    """Makes the columns of one universe.

    Attributes:
        ids: the ids of the rows of each table.
        today: the day on which the designs are looked at, as days since 1970.
        others: how many texts that no rule names a field may have.
        rich: whether numbers and dates may also be sums, halves and doubles of those that rules name.
        parts: what has to hold of each column.
    """

    ids: dict[str, list[str]]
    today: int
    others: int
    rich: bool
    model: LinearModel = field(default_factory=LinearModel)
    texts: Vocabulary = field(default_factory=Vocabulary)
    parts: dict[Column, Part] = field(default_factory=lambda: defaultdict(Part))

    def decide(self, table: str, relation: str, count: int) -> Ints:
        """New literals of a column."""
        names = [str(at) for at in range(count)]
        return self.model.decide(table, relation, np.arange(count), np.full(count, NONE), names, ())

    def column(self, table: Table, name: str, named: Named) -> tuple[Value, Choice]:
        """The column of a field; a row that is not there has no values in it.

        Args:
            table: the table; it is known already which of its rows are there.
            name: the field.
            named: what rules compare it with.
        """
        spec = table.spec.fields[name]
        kind = spec.kind.of if isinstance(spec.kind, kinds.Many) else spec.kind
        found: tuple[Value, Choice]
        if isinstance(kind, kinds.Number | kinds.Day):
            found = self._number(table, spec, self._values(kind, named))
        elif isinstance(kind, kinds.Flag):
            found = self._flag(table, spec)
        else:
            found = self._coded(table, spec, self._labels(kind, named))
        assert isinstance(table.presence, Literals)
        literals = found[1].literals
        there = np.repeat(table.presence.ids, literals.shape[1])
        self.parts[table.spec.name, name].implies(literals.ravel(), there, self.model)
        return found

    def stepped(self, table: str, spec: FieldSpec, n: int, values: list[int]) -> tuple[Number, Ints]:
        """Numbers that climb by steps: each step is taken only where the one before it is."""
        steps = np.diff(np.array(values))
        literals = self.decide(table, spec.name, n * len(steps)).reshape(n, len(steps))
        for at in range(1, len(steps)):
            self.parts[table, spec.name].implies(literals[:, at], literals[:, at - 1], self.model)
        up = np.repeat(np.arange(n), len(steps))
        low = add_terms(np.full(n, values[0]), up, literals.ravel(), np.tile(steps, n), self.model)
        kind = spec.kind
        assert isinstance(kind, kinds.Number | kinds.Day)
        natural = isinstance(kind, kinds.Number) and kind.minimum >= 0
        return Number(low, low, kind.unit, natural=natural), literals

    def days(self, named: Named) -> list[int]:
        """The dates that a field may have."""
        return days_of(named, self.today, self.rich)

    def _values(self, kind: kinds.Number | kinds.Day, named: Named) -> list[int]:
        return numbers_of(kind, named, self.rich) if isinstance(kind, kinds.Number) else self.days(named)

    def _labels(self, kind: Kind, named: Named) -> list[str]:
        if isinstance(kind, kinds.Link):
            return self.ids[kind.to]
        ids = [id_ for table, name in sorted(named.fields) if name == ID for id_ in self.ids[table]]
        return texts_of(kind, named, ids, self.others)

    def _number(self, table: Table, spec: FieldSpec, values: list[int]) -> tuple[Number, Choice]:
        number, literals = self.stepped(table.spec.name, spec, len(table), values)
        present = self.decide(table.spec.name, spec.name, len(table))
        self.parts[table.spec.name, spec.name].implies(literals[:, 0], present, self.model)
        number = replace(number, present=known(Literals(present, self.model)))
        return number, Choice(spec, np.column_stack([literals, present]), values)

    def _flag(self, table: Table, spec: FieldSpec) -> tuple[Truth, Choice]:
        literals = self.decide(table.spec.name, spec.name, len(table))
        return known(Literals(literals, self.model)), Choice(spec, literals[:, None], ["true"])

    def _coded(self, table: Table, spec: FieldSpec, labels: list[str]) -> tuple[Value, Choice]:
        """A link or a text, or a list of them."""
        n, m = len(table), len(labels)
        literals = self.decide(table.spec.name, spec.name, n * m).reshape(n, m)
        codes = np.arange(m)
        if spec.link is None:
            codes = np.array(self.texts.codes(labels), dtype=np.int64)
        parts = [(np.repeat(np.arange(n), m), np.tile(codes, n), literals.ravel())]
        choice = Choice(spec, literals, labels)
        if isinstance(spec.kind, kinds.Many):
            return as_pairs(n, parts, None, self.model), choice
        nothing = self.decide(table.spec.name, spec.name, n)
        groups = np.column_stack([literals, nothing])
        self.parts[table.spec.name, spec.name].choices += list(groups)
        parts.append((np.arange(n), np.full(n, NONE), nothing))
        return as_codes(n, parts, self.model), choice


def pairs_of(column: Value) -> tuple[Ints, Ints]:
    """The literals of a column of links, each with its target."""
    if isinstance(column, Codes):
        _, codes, guard = column.alternatives()
        kept = codes != NONE
        return literal_ids(guard)[kept], codes[kept]
    assert isinstance(column, Pairs) and column.guard is not None
    return literal_ids(column.guard.certain), column.codes
