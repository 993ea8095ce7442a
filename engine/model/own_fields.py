"""Reads the fields that designs and packs declare for themselves."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from math import inf

from pejl.engine.errors import Problems, nearest
from pejl.engine.model import kinds, specs
from pejl.engine.model.kinds import Interval, Kind, Link, Listing, Many
from pejl.engine.model.nodes import Mapping, Node, Scalar
from pejl.engine.model.plain_values import cell_of, check_keys, entries, no_such_table, text_of
from pejl.engine.model.specs import FieldSpec, Schema

PLAIN: dict[str, Kind] = {
    "text": kinds.Text(),
    "number": kinds.Number("", Fraction(1, 1000), -inf),
    "flag": kinds.Flag(),
    "date": kinds.Day(),
    "texts": Many(kinds.Text()),
}


def declared_fields(
    nodes: Iterable[Mapping], schema: Schema, problems: Problems
) -> dict[str, dict[str, FieldSpec]]:
    """The fields that designs and packs declare, by table.

    Args:
        nodes: mappings of table to field to declaration.
        schema: the tables and fields that there are already.
        problems: receives what is wrong.
    """
    declared: dict[str, dict[str, FieldSpec]] = {}
    for node in nodes:
        for table, fields in entries(node, problems):
            if table.text not in schema:
                no_such_table(table, schema, problems)
                continue
            for name, form in entries(fields, problems):
                spec = _declared(name, form, schema, problems)
                if spec and not _clashes(name, spec, table.text, schema, declared, problems):
                    declared.setdefault(table.text, {})[name.text] = spec
    return declared


def _clashes(
    name: Scalar,
    spec: FieldSpec,
    table: str,
    schema: Schema,
    declared: dict[str, dict[str, FieldSpec]],
    problems: Problems,
) -> bool:
    known = declared.get(table, {}).get(name.text)
    if name.text in [*schema[table].names, "unknown"] or (known and known != spec):
        problems.add(
            name.place,
            "{table} already has a field {field!r}",
            "give yours another name",
            table=table,
            field=name.text,
        )
        return True
    if not name.text.isidentifier():
        problems.add(
            name.place,
            "{field!r} cannot be the name of a field",
            "use letters, digits and underscores, and begin with a letter",
            field=name.text,
        )
        return True
    return False


def _declared(name: Scalar, node: Node, schema: Schema, problems: Problems) -> FieldSpec | None:
    if not isinstance(node, Mapping):
        problems.add(
            node.place, "a field is declared by a mapping", "write {{type: number, da: ..., en: ...}}"
        )
        return None
    check_keys(node, specs.form("field"), problems)
    kind = _declared_kind(node, schema, problems)
    if kind is None:
        return None
    da, en = (text_of(node.get(language), problems) or name.text for language in ("da", "en"))
    return FieldSpec(name.text, kind, da, en)


def _declared_kind(node: Mapping, schema: Schema, problems: Problems) -> Kind | None:
    written = node.get("type")
    kind_name = text_of(written, problems)
    if written is None or not kind_name:
        return None
    unit = text_of(node.get("unit"), problems)
    options = cell_of(node.get("options"), Many(kinds.Text()), problems)
    least = cell_of(node.get("minimum"), PLAIN["number"], problems)
    if kind_name == "number":
        return kinds.Number(unit, Fraction(1, 1000), least.low if isinstance(least, Interval) else -inf)
    if kind_name == "text" and isinstance(options, Listing):
        return kinds.Text(options.items)
    many, _, target = kind_name.rpartition(" ")
    if target in schema and many in ("", "many"):
        link = Link(target, text_of(node.get("inverse"), problems))
        return Many(link) if many else link
    if kind_name not in PLAIN:
        near = nearest(kind_name, [*PLAIN, *schema])
        problems.add(
            written.place,
            "{type!r} is not a type of field",
            "did you mean {near!r}?" if near else "write one of {types}, a table, or `many` and a table",
            type=kind_name,
            near=near,
            types=", ".join(PLAIN),
        )
        return None
    return PLAIN[kind_name]
