"""What an expression may speak of: tables, parameters and variables."""

from __future__ import annotations

from msgspec import Struct, field
from msgspec.structs import replace

from pejl.engine.language import terms as t
from pejl.engine.language.terms import Type
from pejl.engine.model.kinds import Day, Text
from pejl.engine.model.specs import FieldSpec, Schema, TableSpec


class Numbers:
    """Gives out 0, 1, 2, ..., so that variables of the same name stay apart."""

    def __init__(self) -> None:
        self.last = -1

    def next(self) -> int:
        self.last += 1
        return self.last


class Names(Struct):
    """What an expression may speak of.

    Attributes:
        schema: tables, fields and relations.
        parameters: the type of each parameter; a list parameter has the type text and is in `lists`.
        lists: the parameters that are lists.
        variables: what is bound so far, by the name the author wrote.
    """

    schema: Schema
    parameters: dict[str, Type]
    lists: frozenset[str] = frozenset()
    variables: dict[str, t.Variable] = field(default_factory=dict)
    numbers: Numbers = field(default_factory=Numbers)

    def bind(self, name: str, type_: Type) -> tuple[Names, t.Variable]:
        """These names, with one more variable."""
        unique = f"{name}.{self.numbers.next()}"
        variable = t.Variable(unique, type=type_, free=frozenset([unique]), text=name)
        return replace(self, variables={**self.variables, name: variable}), variable

    def all(self) -> list[str]:
        """Every name that may stand alone."""
        return [*self.variables, *self.parameters, *self.schema, "before"]


class Scope(Struct, frozen=True):
    """What a rule is about: the generators that bind its variables, and the names inside it."""

    generators: tuple[t.Generator, ...]
    names: Names

    @property
    def subject(self) -> t.Generator:
        """The entities that findings are about: those of the first variable."""
        return self.generators[0]


DESIGN = TableSpec(
    "design",
    "organisationsdesign",
    "design",
    {
        "name": FieldSpec("name", Text(), "navn", "name"),
        "municipality": FieldSpec("municipality", Text(), "kommune", "municipality"),
        "effective": FieldSpec("effective", Day(), "i kraft", "effective"),
        "as_of": FieldSpec("as_of", Day(), "dato for gennemgangen", "date of the review"),
    },
    {},
    {},
)
"""The design itself, as a table of one row, so that a rule can be about it like about anything else."""


def with_design(schema: Schema) -> Schema:
    """The schema with the design itself as one more table."""
    return {**schema, "design": DESIGN}
