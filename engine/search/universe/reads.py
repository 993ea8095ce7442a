"""What rules read of a design, and the values that they compare it with: what a universe has to hold.

A rule that compares head counts with 5 cannot tell 6 from 600. So a design that shows what there is to show
about some rules needs no other numbers, dates and texts than those near the ones that the rules name.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from fractions import Fraction
from math import ceil

from pejl.engine.language import terms as t
from pejl.engine.language.names import DESIGN
from pejl.engine.language.rules import Rule
from pejl.engine.language.terms import Node, Stream, Term, parts_of
from pejl.engine.model.specs import Schema

Place = tuple[str, str]
"""A table and one of its fields; `id` stands for what a row is called."""

ID = "id"
COMPARING = t.Compare | t.Member | t.SameSet | t.After
COUNTING = ("count", "distinct")


@dataclass
class Named:
    """The constants that stand in one comparison."""

    texts: set[str] = field(default_factory=set)
    numbers: set[Fraction] = field(default_factory=set)
    days: set[int] = field(default_factory=set)
    factors: set[Fraction] = field(default_factory=set)
    fields: set[Place] = field(default_factory=set)

    def add(self, other: Named) -> None:
        """Take in what stands in a part of the comparison."""
        for mine, more in zip(vars(self).values(), vars(other).values(), strict=True):
            mine |= more


@dataclass
class Reads:
    """What some rules read.

    Attributes:
        fields: the fields, each with the constants that it is compared with.
        scoped: the tables whose rows the rules are about, one by one.
        whole: the tables that they run over besides.
        counted: how many rows of a table they tell from fewer: the one that tells most apart.
        together: how many they tell apart if each of them needs rows of its own.
        compares: whether they speak of the design that a proposal is based on.
        known: whether they ask what is known.
        lacking: parameters whose value nobody knows.
    """

    fields: dict[Place, Named] = field(default_factory=lambda: defaultdict(Named))
    scoped: set[str] = field(default_factory=set)
    whole: set[str] = field(default_factory=set)
    counted: dict[str, int] = field(default_factory=dict)
    together: dict[str, int] = field(default_factory=dict)
    compares: bool = False
    known: bool = False
    lacking: set[str] = field(default_factory=set)

    @property
    def tables(self) -> set[str]:
        """The tables that they read."""
        return {table for table, _ in self.fields} | self.scoped | self.whole

    def touches(self, other: Reads) -> bool:
        """Whether two sets of rules read something in common, and so may have to do with each other."""
        mine, theirs = self.whole, other.whole
        return (
            not self.fields.keys().isdisjoint(other.fields)
            or not mine.isdisjoint(theirs | other.scoped)
            or not theirs.isdisjoint(self.scoped)
        )


def reads(rule: Rule, schema: Schema) -> Reads:
    """What one rule reads."""
    return _Reader(rule, schema).found


def together(parts: Iterable[Reads]) -> Reads:
    """What several rules read."""
    found = Reads()
    for one in parts:
        for place, named in one.fields.items():
            found.fields[place].add(named)
        found.scoped |= one.scoped
        found.whole |= one.whole
        for table in one.tables:
            count = max(one.counted.get(table, 0), 1)
            found.counted[table] = max(found.counted.get(table, 0), count)
            found.together[table] = found.together.get(table, 0) + count
        found.compares |= one.compares
        found.known |= one.known
        found.lacking |= one.lacking
    return found


class _Reader:
    """Reads one rule."""

    def __init__(self, rule: Rule, schema: Schema) -> None:
        self.rule, self.schema = rule, schema
        self.found = Reads(compares=rule.compares)
        self.bound: dict[str, Named] = {}
        first, *others = rule.scope.generators
        self._generator(first, scope=True)
        for one in others:
            self._generator(one)
        for term in (rule.where, rule.require):
            if term is not None:
                self._outside(term)

    def _outside(self, node: Node) -> None:
        """A node that stands in no comparison."""
        if isinstance(node, COMPARING):
            self._compared(node)
        else:
            self._settled(self._inside(node))

    def _compared(self, node: t.Compare | t.Member | t.SameSet | t.After) -> Named:
        named = Named()
        for part in parts_of(node):
            named.add(self._inside(part))
        self._settled(named)
        if isinstance(node, t.Compare):
            for side in (node.left, node.right):
                self._counted(side, named)
        for table, _ in named.fields if len(named.texts) > 1 else ():  # there may have to be one of each
            self._least(table, len(named.texts))
        return named

    def _settled(self, named: Named) -> None:
        for place in named.fields:
            self.found.fields[place].add(named)

    def _inside(self, node: Node) -> Named:
        """What a part of a comparison names; the comparisons inside it are settled by themselves."""
        if isinstance(node, t.After):
            return self._compared(node)
        if isinstance(node, COMPARING):
            self._compared(node)
            return Named()
        if isinstance(node, Stream):
            for generator in node.generators:
                self._generator(generator)
            return self._inside(node.element)
        if isinstance(node, t.Variable):
            return self.bound.get(node.name, Named())
        named = self._own(node)
        for part in parts_of(node):
            named.add(self._inside(part))
        return named

    def _generator(self, generator: t.Generator, scope: bool = False) -> None:
        source = generator.source
        if isinstance(source, t.OfTable) and source.table != DESIGN.name:  # there is always just one
            (self.found.scoped if scope else self.found.whole).add(source.table)
        self.bound[generator.variable] = self._inside(source)
        for condition in generator.conditions:
            self._outside(condition)

    def _own(self, node: Node) -> Named:
        """What a node names by itself."""
        named = Named()
        match node:
            case t.Constant():
                self._value(node.value, node.type == t.DATE, named)
            case t.Parameter():
                self._parameter(node.name, node.type == t.DATE, named)
            case t.OfList():
                named.texts.update(node.texts)
                if node.parameter is not None:
                    self._parameter(node.parameter, False, named)
            case t.Scaled():
                named.factors.add(node.factor)
            case t.Remainder():
                named.numbers.add(node.divisor)
            case t.Known():
                self.found.known = True
            case t.Field() | t.OfRelation() | t.OfDuplicates():
                named.fields |= self._behind(node.base.type.table, node.name)
            case t.OfChain():
                named.fields |= self._behind(node.base.type.table, node.link)
        return named

    def _parameter(self, name: str, day: bool, named: Named) -> None:
        value = self.rule.settings[name].value
        if value is None:
            self.found.lacking.add(name)
        elif isinstance(value, tuple):
            named.texts.update(value)
        else:
            self._value(value, day, named)

    @staticmethod
    def _value(value: Fraction | str | bool | int | None, day: bool, named: Named) -> None:
        if isinstance(value, str):
            named.texts.add(value)
        elif value is not None and not isinstance(value, bool):
            if day:
                named.days.add(int(value))
            else:
                named.numbers.add(Fraction(value))

    def _behind(self, table: str, name: str) -> set[Place]:
        """The field that a name after an entity stands for: itself, what it turns round, or follows."""
        spec = self.schema[table]
        place = (table, name)
        if name in spec.inverses:
            place = spec.inverses[name]
        elif name in spec.closures:
            place = (table, spec.closures[name][0])
        elif name not in spec.fields and name != ID:
            return set()  # `before`
        self.found.fields[place].add(Named())
        return {place}

    def _counted(self, side: Term, named: Named) -> None:
        """Note that a comparison tells so many rows, or so many different texts, from fewer."""
        for part in _counts(side):
            most = 1 + max((ceil(number) for number in named.numbers), default=0)
            last = part.stream.generators[-1].type.table
            for table in (last, part.stream.type.table):
                if table:
                    self._least(table, most)

    def _least(self, table: str, rows: int) -> None:
        self.found.counted[table] = max(rows, self.found.counted.get(table, 0))


def _counts(term: Node) -> Iterable[t.Aggregate]:
    """The counts that a side of a comparison is made of."""
    if isinstance(term, t.Aggregate):
        if term.op in COUNTING:
            yield term
    elif isinstance(term, t.Arithmetic | t.Scaled | t.Conditional | t.Remainder):
        for part in parts_of(term):
            yield from _counts(part)
