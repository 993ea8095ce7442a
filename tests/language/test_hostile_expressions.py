"""Whatever a rule's author writes, the answer is a PejlError or a term; never another exception."""
# ruff: noqa: E501 (a case stands on one line)

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pejl.engine.errors import PejlError, Place, Problems
from pejl.engine.evaluate.ask import ask
from pejl.engine.language.names import Names, with_design
from pejl.engine.language.parse import Expression
from pejl.engine.language.resolve import resolve, scope
from pejl.engine.language.templates import template
from pejl.engine.model.load import design_from_node
from pejl.engine.model.source import parse_yaml
from pejl.engine.model.specs import core_schema
from pejl.engine.model.tables import Design
from pejl.tests.work import calls

QUICK = settings(
    deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck), max_examples=400
)


def written(text: str) -> Expression:
    return Expression(text, lambda offset: Place("rule", 1, offset + 1))


def names() -> Names:
    return scope(written("u in units for p in u.positions"), Names(with_design(core_schema()), {})).names


HOSTILE = {
    "10,000 brackets": "(" * 10_000 + "1" + ")" * 10_000,
    "10,000 open brackets": "(" * 10_000,
    "100 lists in each other": "[" * 100 + "]" * 100,
    "5,000 characters": "u.name == '" + "x" * 5_000 + "'",
    "1,000 nots": "not " * 1_000 + "True",
    "3,000 minuses": "-" * 3_000 + "1",
    "1,900 additions": "1" + "+1" * 1_900,
    "900 powers": "2" + "**2" * 900,
    "700 conditions": "1 if True else " * 260 + "1",
    "500 comparisons": "1" + "<1" * 1_500,
    "500 ands": " and ".join(["True"] * 550),
    "1,000 dots": "u" + ".parent" * 550,
    "500 indexes": "u" + "[0]" * 1_000,
    "1,000 calls": "count(" * 1_000,
    "50 comprehensions": "count(" * 50 + "units" + " for x in units)" * 50,
    "300 fors": "count(1 " + "for x in units " * 260 + ")",
    "200 lambdas": "lambda: " * 400 + "1",
    "300 walruses": "(x := " * 50 + "1" + ")" * 50,
    "200 f-strings": "f'{" * 200,
    "stars": "count(*" * 30 + "units" + ")" * 30,
    "a null": "u.name == '\0'",
    "a lone surrogate": "u.name == '\ud800'",
    "an escape that is none": "u.name == '\\N{nothing}'",
    "a broken hex escape": "'\\x'",
    "a backslash at the end": "u \\",
    "an indented line": "u\n        .name",
    "a form feed": "u\f.name",
    "a byte order mark": "\ufeffu.name",
    "letters that python makes others of": "u.ﬁeld",
    "a very long number": "9" * 3_999,
    "a number over the limit of python": "1" + "0" * 3_900 + ".0",
    "a tiny number": "u.budget + 1e-300",
    "the smallest number": "u.budget * 5e-324",
    "an enormous number": "1e400 * u.budget",
    "many small fractions": "u.budget" + "".join(f" + 1/{one}" for one in range(2, 60)),
    "a product of products": "u.budget" + " * u.budget" * 40,
    "a comment": "u.name # == 'x'",
    "a comment alone": "#",
    "semicolons": ";;",
    "an import": "__import__('os').system('true')",
    "a class": "().__class__.__bases__[0].__subclasses__()",
    "bytes": "b'x' + b'y'",
    "a complex number": "3j * u.budget",
    "an ellipsis": "...",
    "print": "print(1)",
    "a starred tuple": "(*units,)",
    "a slice": "u.tags[1:2]",
    "a dict": "{**u}",
    "an async comprehension": "count(x async for x in units)",
    "unpacking": "count(x for x, y in units)",
    "unpacking deep": "count(x for (x, (y, z)) in units)",
    "binding an attribute": "count(1 for u.name in units)",
    "matrix product": "u @ u",
    "shift": "1 << 1000",
    "yield from": "yield from units",
    "type comments": "u # type: int",
    "walrus in a comprehension": "count(x for x in (y := units))",
}


@pytest.fixture(scope="module")
def design() -> Design:
    node = parse_yaml(
        "{units: {a: {budget: 1, tags: [x], head: p}, b: {parent: a}}, positions: {p: {unit: a, vacant: true}}}",
        "case", Problems(),
    )  # fmt: skip
    return design_from_node(node, "case")  # type: ignore[arg-type]


MOST_CALLS = 500_000
"""No hostile text is allowed more work than this."""


def only_pejl_errors(text: str, design: Design) -> None:
    """Read a text in every way an author can write it; evaluate it if it can be read."""
    for read in (
        lambda: resolve(written(text), names()),
        lambda: scope(written(text), names()),
        lambda: template(text, lambda offset: Place("rule", 1, offset + 1), names()),
        lambda: ask(design, written("u in units for p in u.positions"), [written(text)]),
    ):
        assert calls(partial(_told_or_answered, read)) < MOST_CALLS


def _told_or_answered(read: Callable[[], object]) -> None:
    try:
        read()
    except PejlError as error:
        assert str(error.problems[0])


@pytest.mark.parametrize("what", HOSTILE)
def test_hostile_text_is_refused_or_answered(what: str, design: Design) -> None:
    only_pejl_errors(HOSTILE[what], design)


WORDS = st.sampled_from(
    [
        "u",
        "p",
        "units",
        "positions",
        "before",
        "design",
        "parent",
        "name",
        "budget",
        "fte",
        "tags",
        "head",
        "positions",
        "children",
        "ancestors",
        "depth",
        "id",
        "vacant",
        "ends",
        "count",
        "sum",
        "min",
        "max",
        "any",
        "all",
        "distinct",
        "first",
        "known",
        "date",
        "days",
        "chain",
        "below",
        "duplicates",
        "for",
        "in",
        "if",
        "else",
        "and",
        "or",
        "not",
        "is",
        "None",
        "True",
        "False",
        "==",
        "!=",
        "<",
        "<=",
        ">",
        ">=",
        "+",
        "-",
        "*",
        "/",
        "//",
        "%",
        "**",
        "(",
        ")",
        "[",
        "]",
        "{",
        "}",
        ",",
        ".",
        ":",
        ":=",
        "=",
        ";",
        "@",
        "~",
        "&",
        "|",
        "^",
        "lambda",
        "await",
        "async",
        "yield",
        "f'{u}'",
        "'a'",
        '"b"',
        "'2014-05-01'",
        "0",
        "1",
        "2.5",
        "1e9",
        "1e400",
        "3j",
        "0x1F",
        "1_0",
        "…",
        "æ",
        "\\",
        "\n",
        "\t",
        "#",
        "*",
        "**",
        "u.name",
        "u.positions",
        "p.fte",
        "u.parent",
        "p.vacant",
        "p.ends",
        "x",
        "x.fte",
        "__class__",
        "import",
    ]
)


@QUICK
@given(st.lists(WORDS, max_size=14).map(" ".join))
def test_no_sequence_of_words_raises_anything_else(text: str) -> None:
    only_pejl_errors(text, SMALL)


@QUICK
@given(st.text(max_size=60))
def test_no_text_raises_anything_else(text: str) -> None:
    only_pejl_errors(text, SMALL)


LEAVES = st.sampled_from(
    [
        "u",
        "p",
        "units",
        "positions",
        "None",
        "True",
        "False",
        "0",
        "1",
        "2.5",
        "'a'",
        "()",
        "('a','b')",
        "u.name",
        "u.budget",
        "u.parent",
        "u.head",
        "u.depth",
        "u.root",
        "u.id",
        "u.tags",
        "u.positions",
        "u.children",
        "u.ancestors",
        "u.descendants",
        "u.effective",
        "p.fte",
        "p.ends",
        "p.vacant",
        "p.unit",
        "p.professions",
        "units.name",
        "units.budget",
        "positions.vacant",
        "positions.ends",
        "design.effective",
        "design",
        "u.parent.name",
        "first(units)",
        "date('2014-05-01')",
        "u.helped_by",
        "p.heads",
    ]
)


OPERATORS = ["+", "-", "*", "/", "==", "!=", "<", "<=", "in", "and", "or", "not in"]
CALLS = [
    "count",
    "sum",
    "min",
    "max",
    "any",
    "all",
    "distinct",
    "first",
    "known",
    "chain",
    "below",
    "duplicates",
    "not",
    "-",
]
STEPS = ["name", "parent", "unit", "fte", "positions", "before", "id", "depth", "vacant"]


@st.composite
def expressions(draw: st.DrawFn, depth: int = 3) -> str:
    """An expression of the grammar, whether or not its types fit."""
    form = draw(st.integers(0, 7)) if depth else 7

    def part() -> str:
        return draw(expressions(depth - 1))

    match form:
        case 0 | 1:
            return f"({part()} {draw(st.sampled_from(OPERATORS))} {part()})"
        case 2 | 3:
            return f"{draw(st.sampled_from(CALLS))}({part()})"
        case 4:
            return f"({part()} if {part()} else {part()})"
        case 5:
            return f"({part()} for v in {part()} if {part()})"
        case 6:
            return f"{part()}.{draw(st.sampled_from(STEPS))}"
    return draw(LEAVES)


@settings(QUICK, max_examples=800)
@given(expressions())
def test_no_expression_of_the_grammar_raises_anything_else(text: str) -> None:
    only_pejl_errors(text, SMALL)


SMALL = design_from_node(
    parse_yaml(  # type: ignore[arg-type]
        "{units: {a: {name: A, budget: 1..2, tags: [x], head: p, parent: none}, b: {parent: a}, c: {}}, "
        "positions: {p: {unit: a, vacant: true, fte: 1, ends: 2014}, q: {vacant: unknown, tags: [unknown]}}, "
        "before: {units: {a: {name: B}}, positions: {}}}",
        "case", Problems(),
    ), "case",
)  # fmt: skip
