"""A mistake in an expression is told in words of the rule language, and at the character that is wrong."""

from __future__ import annotations

import pytest

from pejl.engine.errors import PejlError, Place, Problem, Problems
from pejl.engine.language.names import Names, with_design
from pejl.engine.language.parse import Expression
from pejl.engine.language.resolve import resolve, resolve_single, resolve_truth, scope
from pejl.engine.language.rules import expression
from pejl.engine.language.templates import template
from pejl.engine.language.terms import DATE, NUMBER, TEXT
from pejl.engine.model.nodes import Mapping, Scalar
from pejl.engine.model.source import parse_yaml
from pejl.engine.model.specs import core_schema


def written(text: str) -> Expression:
    return Expression(text, lambda offset: Place("rule", 1, offset + 1))


def names() -> Names:
    """A unit, a position and a task are bound, and there are three parameters."""
    outside = Names(
        with_design(core_schema()), {"least": NUMBER, "first_day": DATE, "words": TEXT}, frozenset(["words"])
    )
    return scope(written("u in units for p in u.positions for t in u.tasks"), outside).names


def problem(text: str, how=resolve) -> Problem:
    with pytest.raises(PejlError) as raised:
        how(written(text), names())
    (found,) = raised.value.problems
    return found


def told(text: str, how=resolve) -> tuple[str, int]:
    found = problem(text, how)
    assert found.place is not None
    return found.message, found.place.column


def hint(text: str) -> str:
    found = problem(text)
    return (found.hint or "").format(**found.values)


NOT_THERE = [
    ("unit", "there is nothing here called 'unit'", 1, "did you mean 'units'?"),
    ("u.nmae", "units has no field called 'nmae'", 3, "did you mean 'name'?"),
    ("u.parent.hed.fte", "units has no field called 'hed'", 10, "did you mean 'head'?"),
    ("u.positions.unit.budgt", "units has no field called 'budgt'", 18, "did you mean 'budget'?"),
    (
        "any(q.vacant for q in u.positons)",
        "units has no field called 'positons'",
        25,
        "did you mean 'positions'?",
    ),
    ("before.unit", "there is no table called 'unit'", 8, "did you mean 'units'?"),
    ("1 + cuont(units)", "there is no function called 'cuont'", 5, "did you mean 'count'?"),
    ("design.nmae", "design has no field called 'nmae'", 8, "did you mean 'name'?"),
    ("leest", "there is nothing here called 'leest'", 1, "did you mean 'least'?"),
    ("before", "before is followed by a table", 1, "write before.units"),
    ("u.name == 'æøå' and u.bugdet > 1", "units has no field called 'bugdet'", 23, "did you mean 'budget'?"),
    ("'😀' == u.nmae", "units has no field called 'nmae'", 10, "did you mean 'name'?"),
    ("u.budget +\n  u.xå", "units has no field called 'xå'", 16, "there are: accountable_to, actions, "),
]


@pytest.mark.parametrize(("text", "message", "column", "hinted"), NOT_THERE)
def test_a_name_that_does_not_exist_is_told_with_the_nearest_one(
    text: str, message: str, column: int, hinted: str
) -> None:
    assert told(text) == (message, column)
    assert hint(text).startswith(hinted)


def test_a_variable_is_not_known_outside_its_comprehension() -> None:
    assert told("count(q for q in positions) > q.fte")[1] == 31


TYPES = [
    ("u.name.x", "u.name is a text, which has no fields", 1),
    ("u.tags.x", "u.tags is a text, which has no fields", 1),
    ("u.positions + 1", "u.positions is a list, and a single value is expected here", 1),
    ("1 + u.positions", "u.positions is a list, and a single value is expected here", 5),
    ("u.budget + 'a'", "'a' is a text, and a number is expected here", 12),
    ("p.ends - p.starts", "p.ends is a date, and a number is expected here", 1),
    ("-u.name", "u.name is a text, and a number is expected here", 2),
    ("not u", "u is an entity of units, and a truth is expected here", 5),
    ("u.name and True", "u.name is a text, and a truth is expected here", 1),
    ("True or 3", "3 is a number, and a truth is expected here", 9),
    ("1 if 2 else 3", "2 is a number, and a truth is expected here", 6),
    ("days(1, 2)", "1 is a number, and a date is expected here", 6),
    ("None + 1", "None is a None, and a number is expected here", 1),
    ("any(True for q in units if 3)", "3 is a number, and a truth is expected here", 28),
    ("u.budget / u.budget", "a number can only be divided by a constant that is not 0", 12),
    ("u.budget / 0", "a number can only be divided by a constant that is not 0", 12),
    ("u.budget / least", "a number can only be divided by a constant that is not 0", 12),
    ("u.budget // 2", "only +, -, *, / and % can be calculated with", 1),
    ("2 ** 3", "only +, -, *, / and % can be calculated with", 1),
    ("1 + ~3", "only - and not may stand before a value", 5),
    ("u.positions < 3", "a list cannot be compared with < or >", 1),
    ("u.positions == None", "a list is never None", 1),
    ("u.positions in u", "a list cannot be a member", 1),
    ("u in u.parent", "u.parent is not a list", 6),
    ("u.kind in 'stab'", "'stab' is not a list", 11),
    ("count(u)", "u is a single value, not a list to run over", 7),
    (
        "count(b for b in units.budget)",
        "units.budget gives numbers, and a comprehension runs over entities or texts",
        18,
    ),
    ("count(q for q in u.head)", "u.head is a single value, not a list to run over", 18),
    ("sum(u.positions)", "sum runs over numbers, and u.positions gives an entity of positions", 5),
    (
        "max(v.name for v in units)",
        "max runs over numbers or dates, and (v.name for v in units) gives a text",
        4,
    ),
    ("any(u.tags)", "any runs over truths, and u.tags gives a text", 5),
    ("count()", "count takes 1 values, and here are 0", 1),
    ("days(p.ends)", "days takes 2 values, and here are 1", 1),
    ("count(*units)", "count takes plain arguments only", 1),
    ("count(s=units)", "count takes plain arguments only", 1),
    ("count(x for x, y in units)", "a comprehension binds one variable: for u in units", 13),
    ("date(u.name)", "date takes a text such as '2014-05-01'", 6),
    ("date('2014-13-01')", "date takes a text such as '2014-05-01'", 6),
    ("date('20140501')", "date takes a text such as '2014-05-01'", 6),
    ("date('2014-W01-1')", "date takes a text such as '2014-05-01'", 6),
    ("chain(u.head)", "this takes a link to the same table, such as u.parent", 7),
    ("below(u.before)", "this takes a link to the same table, such as u.parent", 7),
    ("duplicates(u.id)", "duplicates takes a field of an entity, such as p.name", 12),
    ("('a', u.name)", "a list may only hold texts in quotes", 7),
    ("(1, 2)", "a list may only hold texts in quotes", 2),
]


@pytest.mark.parametrize(("text", "message", "column"), TYPES)
def test_what_does_not_fit_is_told_at_its_place(text: str, message: str, column: int) -> None:
    assert told(text) == (message, column)


COMPARED = [
    ("'a' < 'b'", "'a' is a text and 'b' is a text", 7, ""),
    ("u == p", "u is an entity of units and p is an entity of positions", 6, ""),
    (
        "u.parent == 'x'",
        "u.parent is an entity of units and 'x' is a text",
        13,
        "compare the id or the name: x.id == '...'",
    ),
    ("p.ends == '2014'", "p.ends is a date and '2014' is a text", 11, "write date('2014-05-01')"),
    ("1 < 2 < 'a'", "2 is a number and 'a' is a text", 9, ""),
    ("u.positions == 3", "u.positions is an entity of positions and 3 is a number", 16, ""),
    ("3 == u.tags", "3 is a number and u.tags is a text", 6, ""),
    ("3 in p.professions", "3 is a number and p.professions is a text", 6, ""),
    ("None in units", "None is a None and units is an entity of units", 9, ""),
    ("1 if True else 'a'", "1 is a number and 'a' is a text", 16, ""),
    ("u.before == p", "u.before is an entity of units and p is an entity of positions", 13, ""),
    ("p.ends < None", "p.ends is a date and None is a None", 10, ""),
]


@pytest.mark.parametrize(("text", "message", "column", "hinted"), COMPARED)
def test_what_cannot_be_compared_is_told_with_its_types(
    text: str, message: str, column: int, hinted: str
) -> None:
    assert told(text) == (f"{message}: they cannot be compared like this", column)
    assert hint(text) == hinted


PYTHON = [
    "lambda: 1",
    "f'{u}'",
    "u[0]",
    "[x for x in units]",
    "{x for x in units}",
    "{1: 2}",
    "{1}",
    "await u",
    "yield",
]


@pytest.mark.parametrize("text", PYTHON)
def test_other_python_is_refused_by_name(text: str) -> None:
    assert told(f"1 + ({text})") == (f"{text} is Python, but not of the rule language", 6)


def test_an_assignment_in_an_expression_is_refused() -> None:
    assert told("(x := 3)") == ("x := 3 is Python, but not of the rule language", 2)


@pytest.mark.parametrize(
    "text", ["print(1)", "__import__('os')", "eval('1')", "open('x')", "getattr(u, 'x')"]
)
def test_pythons_own_functions_do_not_exist(text: str) -> None:
    name = text.partition("(")[0]
    assert told(text) == (f"there is no function called {name!r}", 1)


@pytest.mark.parametrize("text", ["u.name.upper()", "u.positions()", "count(units)()", "(lambda: 1)()"])
def test_methods_cannot_be_called(text: str) -> None:
    assert told(text) == ("a function is called by its name alone", 1)


@pytest.mark.parametrize(
    ("text", "column"), [("().__class__", 1), ("u.__class__", 3), ("u.parent.__dict__", 10)]
)
def test_the_insides_of_python_are_out_of_reach(text: str, column: int) -> None:
    assert told(text)[1] == column


@pytest.mark.parametrize("text", ["1e400", "9" * 30, "b'x'", "2j", "..."])
def test_what_is_no_value_of_the_language_is_refused(text: str) -> None:
    assert told(f"1 + {text}") == (f"{text} is no number, text, True, False or None", 5)


SYNTAX = [
    ("u.name = 'x'", 1),
    ("u.name == ", 10),
    ("u budget", 1),
    ("(u", 1),
    ("u)", 2),
    ("u) or (u", 1),
    ("'open", 1),
    ("u; p", 2),
    ("count(q for q in)", 17),
    ("æøå == 'x' u)", 13),
    ("", 1),
    ("# nothing", 1),
]


@pytest.mark.parametrize(("text", "column"), SYNTAX)
def test_what_is_no_expression_is_told_as_such(text: str, column: int) -> None:
    told_ = f"this is not an expression of the rule language: {text.strip() or 'nothing'}"
    assert told(text) == (told_, column)


SCOPES = [
    ("v in unts", "there is nothing here called 'unts'", 6),
    ("v in 'a'", "'a' is a single value, not a list to run over", 6),
    ("v in ('a', 'b')", "a rule has to be about entities, such as: u in units", 1),
    ("v, w in units", "a comprehension binds one variable: for u in units", 1),
    ("v in units if v.nmae", "units has no field called 'nmae'", 17),
    ("v in units for w in v.positons", "units has no field called 'positons'", 23),
]


@pytest.mark.parametrize(("text", "message", "column"), SCOPES)
def test_a_scope_is_told_at_its_own_characters(text: str, message: str, column: int) -> None:
    assert told(text, scope) == (message, column)


@pytest.mark.parametrize(
    "text",
    ["v", "v in", "in units", "v in units) or (1", "v in units]", "v in units; x", "", "for v in units"],
)
def test_what_is_no_scope_is_told_as_such(text: str) -> None:
    assert told(text, scope)[0].startswith("this is not an expression of the rule language: ")


def test_a_requirement_has_to_be_true_or_false() -> None:
    assert told("u.budget", resolve_truth) == ("u.budget is a number, and a truth is expected here", 1)


def test_a_measure_has_to_be_a_single_value() -> None:
    assert told("u.tags", resolve_single) == ("u.tags is a list, and a single value is expected here", 1)


# the place in the file, however the text is written

STYLES = {
    "plain": ("k: u.name == 'x' and u.nmae == 'y'", 1, 24),
    "after æøå": ("k: u.name == 'æøå' and u.nmae == 'y'", 1, 26),
    "in double quotes": ("k: \"u.name == 'x' and u.nmae\"", 1, 25),
    "after an escape": ("k: \"'\\xe6' == u.nmae\"", 1, 17),
    "in single quotes": ("k: 'u.name == ''x'' and u.nmae'", 1, 27),
    "folded": ("k: >\n  u.name == 'x'\n  and u.nmae", 3, 9),
    "a block": ("k: |\n  u.name == 'x'\n\n  and u.nmae", 4, 9),
    "a plain text over two lines": ("k: u.name == 'x'\n   and u.nmae", 2, 10),
    "in a flow mapping": ("{a: 1, k: u.nmae}", 1, 13),
}


@pytest.mark.parametrize("style", STYLES)
def test_the_place_is_that_in_the_file(style: str) -> None:
    text, line, column = STYLES[style]
    node = parse_yaml(text, "rule.yaml", Problems())
    assert isinstance(node, Mapping)
    scalar = node.get("k")
    assert isinstance(scalar, Scalar)
    with pytest.raises(PejlError) as raised:
        resolve(expression(scalar), names())
    assert raised.value.problems[0].place == Place("rule.yaml", line, column)


@pytest.mark.parametrize(
    ("text", "column"),
    [("{u.nmae}", 4), ("Ærø {u.name} og {u.nmae}", 20), ("{u.name", None), ("{}", 2), ("{u.budget:>10}", 10)],
)
def test_the_place_in_a_message_is_that_of_the_expression_in_braces(text: str, column: int | None) -> None:
    def place_at(offset: int) -> Place:
        return Place("rule.yaml", 1, offset + 1)

    if column is None:
        assert template(text, place_at, names()).pieces == (text,)
        return
    with pytest.raises(PejlError) as raised:
        template(text, place_at, names())
    assert raised.value.problems[0].place.column == column
