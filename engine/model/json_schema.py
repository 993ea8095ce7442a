"""The JSON Schema of a design or proposal file, for editors: derived from the models and nothing else."""

from __future__ import annotations

from typing import Any

from pydantic import create_model

from pejl.engine.model.header_schema import Header
from pejl.engine.model.schema import MODELS
from pejl.engine.model.specs import Schema, core_schema

DIALECT = "https://json-schema.org/draft/2020-12/schema"

JsonSchema = dict[str, Any]


def design_schema(schema: Schema | None = None) -> JsonSchema:
    """The JSON Schema of a design or proposal.

    Args:
        schema: the tables with further fields, as a design or its packs declare them; the core tables if
            left out.

    Returns:
        a schema in draft 2020-12, with descriptions in Danish and English.
    """
    tables: dict[str, Any] = {
        model.table: (dict[str, model] | str, None)  # type: ignore[valid-type]
        for model in MODELS
    }
    whole = create_model("Design", __base__=Header, **tables)
    found = _described(whole.model_json_schema(by_alias=True))
    definitions = found.setdefault("$defs", {})
    for model in MODELS:
        _finish_entity(definitions[model.__name__], model.table, *model.singular, schema or core_schema())
    _finish_entity(definitions["Part"], "units", "enhed", "unit", schema or core_schema())
    for name, spec in (schema or core_schema()).items():
        found["properties"][name]["description"] = f"{spec.da}: rækker / {spec.en}: rows, or a table file"
    return {"$schema": DIALECT, **found, "title": "Pejl design"}


def _described(value: Any) -> Any:
    """The schema with both languages in its descriptions, and without defaults that say nothing."""
    if isinstance(value, list):
        return [_described(item) for item in value]
    if not isinstance(value, dict):
        return value
    kept = {key: _described(item) for key, item in value.items() if not (key == "default" and item is None)}
    if isinstance(kept.get("da"), str):
        kept["description"] = f"{kept.pop('da')} / {kept.pop('en')}"
    return kept


def _finish_entity(entity: JsonSchema, table: str, da: str, en: str, schema: Schema) -> None:
    """Add what a row may say beside the fields of its model."""
    entity["description"] = f"{da} / {en}: {entity.get('description', '')}"
    entity["properties"]["unknown"] = {
        "type": "array",
        "items": {"enum": [*schema[table].inverses, *schema[table].fields]},
        "title": "incomplete lists",
        "description": "lister med mere end det skrevne / lists that hold more than is written",
    }
    for name, spec in schema[table].fields.items():
        if name not in entity["properties"]:
            entity["properties"][name] = {
                **spec.kind.json_schema(),
                "title": spec.en,
                "description": f"{spec.da} / {spec.en}",
            }
