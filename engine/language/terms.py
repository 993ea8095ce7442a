"""Typed terms: what an expression of a rule becomes once every name in it is resolved."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class Type:
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


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Term:
    """The common part: the type, the variables it needs, and the characters it was written with."""

    type: Type
    free: frozenset[str] = frozenset()
    text: str = ""
    start: int = 0


@dataclass(frozen=True, slots=True, eq=False)
class Constant(Term):
    """A literal. A date is its day since 1970."""

    value: Fraction | str | bool | int | None


@dataclass(frozen=True, slots=True, eq=False)
class Parameter(Term):
    """A value of the pack."""

    name: str


@dataclass(frozen=True, slots=True, eq=False)
class Variable(Term):
    """What a generator binds; names are made unique."""

    name: str


@dataclass(frozen=True, slots=True, eq=False)
class Field(Term):
    """One value of an entity: a field, a link to one, `root`, `depth`, `before` or `id`."""

    base: Term
    name: str


@dataclass(frozen=True, slots=True, eq=False)
class IsNone(Term):
    """Whether a value is known to be absent."""

    part: Term


@dataclass(frozen=True, slots=True, eq=False)
class Compare(Term):
    """`==`, `<=` or `<`; the others are written with these and `not`."""

    op: str
    left: Term
    right: Term


@dataclass(frozen=True, slots=True, eq=False)
class Logic(Term):
    """`and` or `or` of several parts."""

    op: str
    parts: tuple[Term, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Not(Term):
    """The opposite."""

    part: Term


@dataclass(frozen=True, slots=True, eq=False)
class Arithmetic(Term):
    """`+`, `-` or `*` of two numbers."""

    op: str
    left: Term
    right: Term


@dataclass(frozen=True, slots=True, eq=False)
class Scaled(Term):
    """A number times a constant."""

    part: Term
    factor: Fraction


@dataclass(frozen=True, slots=True, eq=False)
class Conditional(Term):
    """`then if condition else otherwise`."""

    condition: Term
    then: Term
    otherwise: Term


@dataclass(frozen=True, slots=True, eq=False)
class Days(Term):
    """The days from one date to another."""

    first: Term
    last: Term


@dataclass(frozen=True, slots=True, eq=False)
class Known(Term):
    """Whether a value is known, or a stream complete."""

    part: Term | Stream


@dataclass(frozen=True, slots=True, eq=False)
class Aggregate(Term):
    """`count`, `sum`, `min`, `max`, `any`, `all`, `distinct` or `first` of a stream."""

    op: str
    stream: Stream


@dataclass(frozen=True, slots=True, eq=False)
class Member(Term):
    """Whether a value is an element of a stream."""

    element: Term
    stream: Stream


@dataclass(frozen=True, slots=True, eq=False)
class SameSet(Term):
    """Whether two streams have the same members."""

    left: Stream
    right: Stream


@dataclass(frozen=True, slots=True, eq=False)
class OfTable:
    """All entities of a table, of this design or of the one it is based on."""

    table: str
    before: bool
    free: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, eq=False)
class OfRelation:
    """The targets of a relation of an entity."""

    base: Term
    name: str

    @property
    def free(self) -> frozenset[str]:
        return self.base.free


@dataclass(frozen=True, slots=True, eq=False)
class OfChain:
    """The entities that a link leads to (`up`), or those from which it leads here (`down`)."""

    base: Term
    link: str
    direction: str

    @property
    def free(self) -> frozenset[str]:
        return self.base.free


@dataclass(frozen=True, slots=True, eq=False)
class OfDuplicates:
    """The other entities of the table with the same value of a field."""

    base: Term
    name: str

    @property
    def free(self) -> frozenset[str]:
        return self.base.free


@dataclass(frozen=True, slots=True, eq=False)
class OfList:
    """The texts of a list, written out or given by a parameter."""

    texts: tuple[str, ...] = ()
    parameter: str | None = None
    free: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, eq=False)
class OfValue:
    """A single value, as a stream of one; of none if it is None."""

    value: Term

    @property
    def free(self) -> frozenset[str]:
        return self.value.free


Source = OfTable | OfRelation | OfChain | OfDuplicates | OfList | OfValue


@dataclass(frozen=True, slots=True, eq=False)
class Generator:
    """`for variable in source if conditions`."""

    variable: str
    type: Type
    source: Source
    conditions: tuple[Term, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Stream:
    """What an aggregate runs over: generators, and the element for each of their rows."""

    generators: tuple[Generator, ...]
    element: Term
    text: str = ""
    start: int = 0
    free: frozenset[str] = field(default=frozenset(), init=False)

    def __post_init__(self) -> None:
        free: frozenset[str] = self.element.free
        for generator in reversed(self.generators):
            for condition in generator.conditions:
                free |= condition.free
            free = (free - {generator.variable}) | generator.source.free
        object.__setattr__(self, "free", free)

    @property
    def type(self) -> Type:
        """The type of the elements."""
        return self.element.type
