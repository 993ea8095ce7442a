"""Typed terms: what an expression of a rule becomes once every name in it is resolved."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from functools import cache

from msgspec import Struct
from msgspec.structs import force_setattr


class Type(Struct, frozen=True):
    """The type of a term: number, date, truth, text, none, or an entity of a table (now or before)."""

    name: str
    table: str = ""
    before: bool = False

    def __str__(self) -> str:
        return f"an entity of {self.table}" if self.table else f"a {self.name}"


NUMBER, DATE, TRUTH, TEXT, NOTHING = (Type(name) for name in ("number", "date", "truth", "text", "None"))


def entity(table: str, before: bool = False) -> Type:
    """The type of the entities of a table."""
    return Type("entity", table, before)


class Term(Struct, frozen=True, eq=False, kw_only=True):
    """The common part: the type, the variables it needs, and the characters it was written with."""

    type: Type
    free: frozenset[str] = frozenset()
    text: str = ""
    start: int = 0


class Constant(Term, frozen=True, eq=False):
    """A literal. A date is its day since 1970."""

    value: Fraction | str | bool | int | None


class Parameter(Term, frozen=True, eq=False):
    """A value of the pack."""

    name: str


class Variable(Term, frozen=True, eq=False):
    """What a generator binds; names are made unique."""

    name: str


class Field(Term, frozen=True, eq=False):
    """One value of an entity: a field, a link to one, `root`, `depth`, `before` or `id`."""

    base: Term
    name: str


class IsNone(Term, frozen=True, eq=False):
    """Whether a value is known to be absent."""

    part: Term


class Compare(Term, frozen=True, eq=False):
    """`==`, `<=` or `<`; the others are written with these and `not`."""

    op: str
    left: Term
    right: Term


class Logic(Term, frozen=True, eq=False):
    """`and` or `or` of several parts."""

    op: str
    parts: tuple[Term, ...]


class Not(Term, frozen=True, eq=False):
    """The opposite."""

    part: Term


class Arithmetic(Term, frozen=True, eq=False):
    """`+`, `-` or `*` of two numbers."""

    op: str
    left: Term
    right: Term


class Scaled(Term, frozen=True, eq=False):
    """A number times a constant."""

    part: Term
    factor: Fraction


class Remainder(Term, frozen=True, eq=False):
    """What is left of a number when a constant is taken from it as often as it goes: never negative."""

    part: Term
    divisor: Fraction


class Conditional(Term, frozen=True, eq=False):
    """`then if condition else otherwise`."""

    condition: Term
    then: Term
    otherwise: Term


class Days(Term, frozen=True, eq=False):
    """The days from one date to another."""

    first: Term
    last: Term


class Known(Term, frozen=True, eq=False):
    """Whether a value is known, or a stream complete."""

    part: Term | Stream


class Aggregate(Term, frozen=True, eq=False):
    """`count`, `sum`, `min`, `max`, `any`, `all`, `distinct` or `first` of a stream."""

    op: str
    stream: Stream


class Member(Term, frozen=True, eq=False):
    """Whether a value is an element of a stream."""

    element: Term
    stream: Stream


class After(Term, frozen=True, eq=False):
    """The element that comes after another in a stream; None after the last, and for what is not in it."""

    element: Term
    stream: Stream


class SameSet(Term, frozen=True, eq=False):
    """Whether two streams have the same members."""

    left: Stream
    right: Stream


class OfTable(Struct, frozen=True, eq=False):
    """All entities of a table, of this design or of the one it is based on."""

    table: str
    before: bool
    free: frozenset[str] = frozenset()


class OfRelation(Struct, frozen=True, eq=False):
    """The targets of a relation of an entity."""

    base: Term
    name: str

    @property
    def free(self) -> frozenset[str]:
        return self.base.free


class OfChain(Struct, frozen=True, eq=False):
    """The entities that a link leads to (`up`), or those from which it leads here (`down`)."""

    base: Term
    link: str
    direction: str

    @property
    def free(self) -> frozenset[str]:
        return self.base.free


class OfDuplicates(Struct, frozen=True, eq=False):
    """The other entities of the table with the same value of a field."""

    base: Term
    name: str

    @property
    def free(self) -> frozenset[str]:
        return self.base.free


class OfList(Struct, frozen=True, eq=False):
    """The texts of a list, written out or given by a parameter."""

    texts: tuple[str, ...] = ()
    parameter: str | None = None
    free: frozenset[str] = frozenset()


class OfValue(Struct, frozen=True, eq=False):
    """A single value, as a stream of one; of none if it is None."""

    value: Term

    @property
    def free(self) -> frozenset[str]:
        return self.value.free


Source = OfTable | OfRelation | OfChain | OfDuplicates | OfList | OfValue


class Generator(Struct, frozen=True, eq=False):
    """`for variable in source if conditions`."""

    variable: str
    type: Type
    source: Source
    conditions: tuple[Term, ...] = ()

    @property
    def itself(self) -> Variable:
        """What the generator binds, as a term."""
        return Variable(self.variable, type=self.type, free=frozenset([self.variable]))


class Stream(Struct, frozen=True, eq=False):
    """What an aggregate runs over: generators, and the element for each of their rows."""

    generators: tuple[Generator, ...]
    element: Term
    text: str = ""
    start: int = 0
    free: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        free: frozenset[str] = self.element.free
        for generator in reversed(self.generators):
            for condition in generator.conditions:
                free |= condition.free
            free = (free - {generator.variable}) | generator.source.free
        force_setattr(self, "free", free)

    @property
    def type(self) -> Type:
        """The type of the elements."""
        return self.element.type


Node = Term | Stream | Generator | Source
"""What a term is made of."""


def parts_of(node: Node) -> Iterator[Node]:
    """The terms, streams, generators and sources directly inside one of them."""
    for name in _part_names(type(node)):
        value = getattr(node, name)
        if type(value) is tuple:
            yield from value
        else:
            yield value


def inside(node: Node) -> Iterator[Node]:
    """A node and everything in it, outermost and leftmost first."""
    yield node
    for part in parts_of(node):
        yield from inside(part)


@cache
def _part_names(kind: type[Struct]) -> tuple[str, ...]:
    """The fields of a class that hold parts, which is what their annotations say."""
    annotations: dict[str, str] = {}
    for base in reversed(kind.__mro__):
        annotations |= getattr(base, "__annotations__", {})
    return tuple(name for name in kind.__struct_fields__ if PART.search(annotations[name]))


PART = re.compile(r"\b(Term|Stream|Generator|Source)\b")
