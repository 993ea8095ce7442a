"""docs/design-schema.md is what `pejl rules schema design` prints as Markdown, and that is the schema."""

from __future__ import annotations

import re

import pytest
from click.testing import CliRunner

from pejl import cli
from pejl.engine.language.names import DESIGN
from pejl.engine.model.header_schema import CHANGES, FORMS
from pejl.engine.model.schema import MODELS
from pejl.engine.model.specs import core_schema
from pejl.engine.report.schema_page import EVERY_ROW, WAYS, render
from pejl.engine.report.texts_da import DANISH
from pejl.tests.docs.guides import ROOT

PAGE = (ROOT / "docs" / "design-schema.md").read_text(encoding="utf-8")


def run(*arguments: str) -> tuple[int, str]:
    result = CliRunner(catch_exceptions=False).invoke(cli.main, ["rules", "schema", *arguments])
    return result.exit_code, result.output


def test_the_page_is_what_the_command_prints() -> None:
    assert run("design", "--format", "markdown", "--lang", "en") == (0, PAGE)


def part(heading: str) -> str:
    return re.split(r"\n#+ ", PAGE.partition(f"\n### {heading}\n")[2])[0]


@pytest.mark.parametrize("name", [*core_schema(), "design"])
def test_every_name_of_a_table_is_on_the_page(name: str) -> None:
    spec = {**core_schema(), "design": DESIGN}[name]
    named = re.findall(r"^\| `(\w+)` \|", part(name), re.MULTILINE)
    assert named == [*spec.fields, *spec.inverses, *spec.closures]
    for field in spec.fields.values():
        assert f"| `{field.name}` | {field.da} | {field.en} | " in part(name)
        if field.link:
            assert f"`{field.link.to}.{field.link.inverse}`" in part(name)


def test_every_change_and_every_key_is_on_the_page() -> None:
    for form in FORMS:
        for name, info in form.model_fields.items():
            assert f"`{info.alias or name}` | {info.json_schema_extra['da']} | " in PAGE
    assert all(f"\n| `{change.form}` | " in PAGE for change in CHANGES)


def test_the_page_is_danish_too() -> None:
    told = [*(model.__doc__ for model in (*MODELS, *FORMS[:4], *FORMS[5:8])), *WAYS.values(), EVERY_ROW]
    assert [text for text in told if (text or "").partition("\n")[0] not in DANISH] == []
    english = {line for line in PAGE.splitlines() if re.match(r"[A-Z]", line)}
    assert english & set(render("da").splitlines()) == set()


def test_only_the_design_is_a_page() -> None:
    status, output = run("pack", "--format", "markdown", "--lang", "en")
    assert status == 2
    assert "only the design schema is printed as markdown" in output
