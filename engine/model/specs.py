"""The schema as the rest of the engine reads it: plain values taken from the models in `schema`.

Reading the models means importing pydantic and building its classes, half of the time that a small
check takes. So what was read is kept beside the byte code, as Python does with its own modules, and
read anew when `schema.py` or `kinds.py` has changed.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from msgspec import Struct

from pejl.engine.model import kinds
from pejl.engine.model.kept import kept
from pejl.engine.model.kinds import Kind, Link, Many, Number


class FieldSpec(Struct, frozen=True):
    """One field of a table, as the rest of the engine sees it."""

    name: str
    kind: Kind
    da: str
    en: str

    @property
    def link(self) -> Link | None:
        """The relation that the field is, whether to one entity or to many."""
        kind = self.kind.of if isinstance(self.kind, Many) else self.kind
        return kind if isinstance(kind, Link) else None

    @property
    def numeric(self) -> bool:
        """Whether the field holds amounts, and so may hold ten digits that are no CPR number."""
        return isinstance(self.kind, Number)


class TableSpec(Struct, frozen=True):
    """One table: its fields, the ways back from tables that link to it, and its closures.

    `inverses` maps a name to (table, field) of the link it turns round; `closures` maps a name to
    (field, direction), where the direction is up, down, root or depth.
    """

    name: str
    da: str
    en: str
    fields: dict[str, FieldSpec]
    inverses: dict[str, tuple[str, str]]
    closures: dict[str, tuple[str, str]]

    @property
    def names(self) -> list[str]:
        """Every name that may follow a dot after an entity of this table."""
        return [*self.fields, *self.inverses, *self.closures, "before", "id"]


Schema = dict[str, TableSpec]


class KeySpec(Struct, frozen=True):
    """A key of a form: its kind where a plain value is written, and whether it must be there."""

    name: str
    kind: Kind | None
    required: bool
    da: str
    en: str


Form = dict[str, KeySpec]
"""The keys that a mapping may have."""


class Models(Struct, frozen=True):
    """All that the loader knows of the pydantic models."""

    tables: Schema
    forms: dict[str, Form]
    operations: tuple[str, ...]


def core_schema() -> Schema:
    """The tables of every design."""
    return models().tables


def form(name: str) -> Form:
    """The keys of the header of a design, of a note, a waiver, a declared field, or of a change."""
    return models().forms[name]


@cache
def models() -> Models:
    """What the models say, from the kept copy if it is not older than they are."""
    folder = Path(__file__).parent
    sources = [
        folder / "schema.py",
        folder / "header_schema.py",
        Path(kinds.__file__),
        Path(__file__),
    ]
    return kept("schema", sources, read_models)


def read_models() -> Models:
    """What the pydantic models say, read off them."""
    from pejl.engine.model.header_schema import CHANGES, FORMS

    forms = {
        model.form: {
            info.alias or name: _key(info.alias or name, info) for name, info in model.model_fields.items()
        }
        for model in FORMS
    }
    return Models(read_tables(), forms, tuple(change.form for change in CHANGES))


def _key(name: str, info: Any) -> KeySpec:
    kind = next((extra for extra in info.metadata if isinstance(extra, Kind)), None)
    return KeySpec(name, kind, info.is_required(), info.json_schema_extra["da"], info.json_schema_extra["en"])


def read_tables() -> Schema:
    """The tables of every design, read off the pydantic models."""
    from pejl.engine.model.schema import MODELS

    tables = {
        model.table: TableSpec(
            model.table,
            *model.singular,
            {name: _field(name, info) for name, info in model.model_fields.items()},
            {},
            dict(model.closures),
        )
        for model in MODELS
    }
    return with_inverses(tables)


def _field(name: str, info: Any) -> FieldSpec:
    kind = next(extra for extra in info.metadata if isinstance(extra, Kind))
    return FieldSpec(name, kind, info.json_schema_extra["da"], info.json_schema_extra["en"])


def with_inverses(tables: Schema) -> Schema:
    """The schema with the way back of every link entered in the table that it points to."""
    for table in tables.values():
        for spec in table.fields.values():
            if spec.link and spec.link.inverse:
                tables[spec.link.to].inverses[spec.link.inverse] = (table.name, spec.name)
    return tables


def extended(schema: Schema, fields: dict[str, dict[str, FieldSpec]]) -> Schema:
    """The schema with further fields, by table, that a design or pack declares for itself."""
    if not fields:
        return schema
    tables = {
        name: TableSpec(
            name, table.da, table.en, {**table.fields, **fields.get(name, {})}, {}, table.closures
        )
        for name, table in schema.items()
    }
    return with_inverses(tables)
