"""The JSON Schemas of what Pejl reads and writes, by the name that `pejl rules schema` gives them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any


def schema_of(form: str) -> dict[str, Any]:
    """The JSON Schema of a design, a pack, a rule, findings, a suggestion, or a difference."""
    from pejl.engine.language import pack_schema
    from pejl.engine.model.json_schema import design_schema
    from pejl.engine.report import difference_json, json_format, suggestion_json

    makers: dict[str, Callable[[], dict[str, Any]]] = {
        "design": design_schema,
        "pack": pack_schema.pack_schema,
        "rule": pack_schema.rule_schema,
        "findings": json_format.schema,
        "suggestion": suggestion_json.schema,
        "difference": difference_json.schema,
    }
    return makers[form]()
