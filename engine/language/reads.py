"""Which relations a rule reads, however it reaches them, and so what could mend what breaks it; and which
entities an expression names by their ids."""

from __future__ import annotations

from collections.abc import Iterator

from pejl.engine.language import terms as t
from pejl.engine.language.rules import Rule
from pejl.engine.language.terms import Node, inside
from pejl.engine.model.specs import Schema

Relation = tuple[str, str]
"""A table and a field of it that links to entities."""


def relations_required(rule: Rule, schema: Schema) -> set[Relation]:
    """The relations that what a rule requires turns on.

    Those that only decide whom the rule is about are left out, and those of the design that it compares with.
    """
    return set(_read(rule.require, schema)) if rule.require is not None else set()


def _read(term: Node, schema: Schema) -> Iterator[Relation]:
    for node in inside(term):
        if isinstance(node, t.Field | t.OfRelation | t.OfChain | t.OfDuplicates):
            owner = node.base.type
            name = node.link if isinstance(node, t.OfChain) else node.name
            if owner.table and not owner.before:
                yield from _behind(owner.table, name, schema)


def _behind(table: str, name: str, schema: Schema) -> Iterator[Relation]:
    """The relation that a name after an entity stands for: a link, a way back, or the chain of a link."""
    spec = schema.get(table)
    if spec is None:
        return
    if name in spec.fields:
        if spec.fields[name].link is not None:
            yield table, name
    elif name in spec.inverses:
        yield spec.inverses[name]
    elif name in spec.closures:
        yield table, spec.closures[name][0]


def ids_named(expression: Node) -> Iterator[tuple[str, str]]:
    """The tables and ids of the entities of which an expression asks whether something is one of them."""
    for node in inside(expression):
        if isinstance(node, t.Compare) and node.op == "==":
            for one, other in ((node.left, node.right), (node.right, node.left)):
                if isinstance(other, t.Constant) and isinstance(other.value, str):
                    yield from ((table, other.value) for table in _identified(one))
        elif isinstance(node, t.Member) and isinstance(node.stream.generators[0].source, t.OfList):
            for table in _identified(node.element):
                yield from ((table, text) for text in node.stream.generators[0].source.texts)


def _identified(term: t.Term) -> Iterator[str]:
    """The table of the entity whose id a term is."""
    if isinstance(term, t.Field) and term.name == "id" and term.base.type.table:
        yield term.base.type.table
