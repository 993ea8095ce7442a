"""Which relations a rule reads, however it reaches them: so, what could mend what breaks it."""

from __future__ import annotations

from collections.abc import Iterator

from pejl.engine.language import terms as t
from pejl.engine.language.rules import Rule
from pejl.engine.language.terms import Node, parts_of
from pejl.engine.model.specs import Schema

Relation = tuple[str, str]
"""A table and a field of it that links to entities."""


def relations_required(rule: Rule, schema: Schema) -> set[Relation]:
    """The relations that what a rule requires turns on.

    Those that only decide whom the rule is about are left out, and those of the design that it compares with.
    """
    return set(_read(rule.require, schema)) if rule.require is not None else set()


def _read(node: Node, schema: Schema) -> Iterator[Relation]:
    if isinstance(node, t.Field | t.OfRelation | t.OfChain | t.OfDuplicates):
        owner = node.base.type
        name = node.link if isinstance(node, t.OfChain) else node.name
        if owner.table and not owner.before:
            yield from _behind(owner.table, name, schema)
    for part in parts_of(node):
        yield from _read(part, schema)


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
