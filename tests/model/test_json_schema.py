"""The JSON Schema for editors says what the loader says, because both are read off the models."""

from __future__ import annotations

import re
from pathlib import Path
from typing import ClassVar

import jsonschema
import pytest
import yaml

from pejl.engine.errors import Problems
from pejl.engine.model import specs
from pejl.engine.model.changes import OPERATIONS
from pejl.engine.model.json_schema import design_schema
from pejl.engine.model.nodes import Mapping
from pejl.engine.model.own_fields import declared_fields
from pejl.engine.model.source import parse_yaml

DOCS = Path(__file__).parents[2] / "docs"


class Editor(yaml.SafeLoader):
    """Reads YAML as editors do: with numbers and truths, but dates as texts."""

    yaml_implicit_resolvers: ClassVar = {
        first: [(tag, pattern) for tag, pattern in resolvers if not tag.endswith(":timestamp")]
        for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }


def mistakes(text: str, schema=None) -> list[str]:
    validator = jsonschema.Draft202012Validator(design_schema(schema))
    return [error.json_path for error in validator.iter_errors(yaml.load(text, Editor))]


def test_it_is_a_schema_of_draft_2020_12() -> None:
    schema = design_schema()
    jsonschema.Draft202012Validator.check_schema(schema)
    assert schema["$schema"].endswith("2020-12/schema")


@pytest.mark.parametrize("document", ["language", "designs", "planner", "planlaegger"])
def test_the_designs_of_the_documentation_are_valid(document: str) -> None:
    text = (DOCS / f"{document}.md").read_text(encoding="utf-8")
    found = re.findall(r"```yaml(?: design)?\n(?:#[^\n]*\n)*(design:.*?)```", text, re.DOTALL)
    assert found and [mistakes(one, with_own_fields(one)) for one in found] == [[]] * len(found)


def with_own_fields(text: str) -> specs.Schema:
    """The schema of a design with the fields that it declares."""
    problems = Problems()
    node = parse_yaml(text, "design.yaml", problems)
    own = node.get("fields") if isinstance(node, Mapping) else None
    fields = declared_fields([own] if isinstance(own, Mapping) else [], specs.core_schema(), problems)
    problems.raise_any()
    return specs.extended(specs.core_schema(), fields)


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("units: {}", "$"),
        ("design: d\nunit: {}", "$"),
        ("design: d\nunits: {a: {parnet: x}}", "$.units"),
        ("design: d\ntasks: {a: {kle: 2}}", "$.tasks"),
        ("design: d\nchanges: [{opne: {}}]", "$.changes[0]"),
        ("design: d\nnotes: {a: {dk: x}}", "$.notes.a"),
    ],
)
def test_mistakes_are_found(text: str, path: str) -> None:
    assert path in mistakes(text)


def test_fields_of_a_designs_own_are_allowed_in_its_schema(folder) -> None:
    node = parse_yaml("units: {area: {type: number, da: areal, en: area}}", "f", Problems())
    schema = specs.extended(specs.core_schema(), declared_fields([node], specs.core_schema(), Problems()))
    assert not mistakes("design: d\nunits: {a: {area: '3'}}", schema)
    assert mistakes("design: d\nunits: {a: {area: '3'}}")


def test_everything_is_described_in_both_languages() -> None:
    unit = design_schema()["$defs"]["Unit"]
    assert unit["properties"]["parent"]["description"] == "overordnet enhed / parent unit"
    assert all("/" in field["description"] for field in unit["properties"].values())


def test_every_operation_has_a_model_and_every_model_an_operation() -> None:
    assert set(OPERATIONS) == set(specs.models().operations)


def test_the_kept_copy_of_the_models_is_what_the_models_say() -> None:
    assert specs.models() == specs.read_models()
