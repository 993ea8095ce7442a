"""docs/language.md is true: every example in it is run, and its grammar names what the language knows."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest

from pejl.engine.errors import Problems
from pejl.engine.evaluate.ask import ask
from pejl.engine.findings import Named, Range, Shown, Unknown
from pejl.engine.language.functions import AGGREGATES, FUNCTIONS
from pejl.engine.language.rules import expression
from pejl.engine.model.load import design_from_node
from pejl.engine.model.nodes import Mapping, Scalar
from pejl.engine.model.source import parse_yaml
from pejl.engine.model.tables import Design

TEXT = (Path(__file__).parents[2] / "docs" / "language.md").read_text(encoding="utf-8")
GRAMMAR = TEXT.partition("## Grammar")[2]


def blocks(kind: str) -> list[Mapping]:
    """The YAML blocks of one kind."""
    found = []
    for text in re.findall(rf"```yaml {kind}\n(.*?)```", TEXT, re.DOTALL):
        problems = Problems()
        node = parse_yaml(text, "language.md", problems)
        problems.raise_any()
        assert isinstance(node, Mapping)
        found.append(node)
    return found


@cache
def design() -> Design:
    (written,) = blocks("design")
    return design_from_node(written, "language.md")


def as_written(value: Shown) -> str:
    """A value as the document writes it."""
    match value:
        case Unknown():
            return "unknown"
        case None:
            return "none"
        case bool():
            return str(value).lower()
        case Named():
            return value.id
        case Range():
            return f"{'' if value.low is None else value.low}..{'' if value.high is None else value.high}"
        case tuple():
            return f"[{', '.join(as_written(one) for one in value)}]"
    return str(value)


def text_of(node: Mapping, name: str) -> str:
    scalar = node.get(name)
    assert isinstance(scalar, Scalar)
    return scalar.text


ASKED = blocks("ask")


@pytest.mark.parametrize("node", [pytest.param(node, id=text_of(node, "ask")) for node in ASKED])
def test_the_example_gives_what_the_document_says(node: Mapping) -> None:
    about, asked, gives = (node.get(name) for name in ("for", "ask", "gives"))
    assert isinstance(asked, Scalar)
    answer = ask(design(), expression(about) if isinstance(about, Scalar) else None, [expression(asked)])
    subjects = [one.id for one in answer.subjects if isinstance(one, Named)]
    found = dict(zip(subjects, map(as_written, answer.columns[0]), strict=True))
    if isinstance(gives, Mapping):
        assert found == {key.text: value.text for key, value in gives.entries if isinstance(value, Scalar)}
    else:
        assert isinstance(gives, Scalar)
        assert found == {"example": gives.text}


def alternatives(name: str) -> list[str]:
    """The words that the grammar lists for one of its names."""
    line = re.search(rf"^{name} *= (.*)$", GRAMMAR, re.MULTILINE)
    assert line is not None
    return re.findall(r'"(\w+)"', line[1])


def test_the_grammar_names_the_aggregates_that_there_are() -> None:
    assert alternatives("aggregate") == list(AGGREGATES)


def test_the_grammar_names_the_functions_that_there_are() -> None:
    assert [*alternatives("aggregate"), *alternatives("function")] == list(FUNCTIONS)


# `before` is missing here: the design of the document is based on nothing.
CONSTRUCTS = {
    "and": r"\band\b",
    "or": r"\bor\b",
    "not": r"^not\b|\(not\b| not [^i]",
    "if else": r"\bif\b.*\belse\b",
    **{op: rf"(?<![<>=!]){re.escape(op)}(?!=)" for op in ("==", "!=", "<", "<=", ">", ">=")},
    "in": r"(?<!not )\bin \(|'\w+' in",
    "not in": r"\bnot in\b",
    "a chain of comparisons": r"<=? [^<]* <",
    "+": r"\+",
    "-": r" - ",
    "-x": r"(^|[ (])-\w",
    "*": r"\*",
    "/": r"/",
    "True": r"\bTrue\b",
    "False": r"\bFalse\b",
    "None": r"\bNone\b",
    "a text": r"'\w+'",
    "a number": r"\b\d+\b",
    "a broken number": r"\d\.\d",
    "a list of texts": r"\('\w+', '\w+'\)",
    "a comprehension": r"\bfor \w+ in\b",
    "two fors": r"\bfor \w+ in \S+ for \w+ in\b",
    "an if in a comprehension": r"\bfor \w+ in \S+ if\b",
    "design": r"\bdesign\.",
    "id": r"\.id\b",
    **{f"{name}(": rf"\b{name}\(" for name in FUNCTIONS},
}


@pytest.mark.parametrize("construct", CONSTRUCTS)
def test_the_construct_has_an_example(construct: str) -> None:
    assert [node for node in ASKED if re.search(CONSTRUCTS[construct], text_of(node, "ask"))]
