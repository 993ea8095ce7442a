"""Everything that Pejl says has a Danish translation with the same values in it."""

from __future__ import annotations

import ast
import string
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import pytest

from pejl.engine.errors import Phrase, Place, Problem
from pejl.engine.report import texts, words
from pejl.engine.report.chart import changes
from pejl.engine.report.chart import tree as charts
from pejl.engine.report.csv_format import HEADERS
from pejl.engine.report.formats import FORMATS
from pejl.engine.report.texts_da import DANISH

ENGINE = Path(texts.__file__).resolve().parents[1]

SOURCES = [path for folder in (ENGINE, ENGINE.parent / "commands") for path in sorted(folder.rglob("*.py"))]

KNOWN = {"Problem": {1, 3}, "Phrase": {0}, "UnsearchableError": {0}, "Unreadable": {0, 1}, "_": {0}}
"""What takes texts as arguments; other functions tell it by the names of their parameters."""


def takers(trees: Iterable[ast.Module]) -> dict[str, set[int]]:
    """Which arguments are texts, for every function that has a `template` or a `hint`."""
    found = {name: set(places) for name, places in KNOWN.items()}
    for node in (node for tree in trees for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)):
        names = [argument.arg for argument in node.args.args if argument.arg not in ("self", "cls")]
        texts_at = {at for at, name in enumerate(names) if name in ("template", "hint")}
        if texts_at and node.name != "__init__":
            found.setdefault(node.name, set()).update(texts_at)
    return found


def literals(node: ast.expr | None, assigned: dict[str, list[ast.expr]]) -> Iterator[str]:
    """The strings that an expression can be, as far as the module shows it."""
    match node:
        case ast.Constant(value=str(text)):
            yield text
        case ast.IfExp(body=body, orelse=orelse):
            yield from literals(body, assigned)
            yield from literals(orelse, assigned)
        case ast.BoolOp(values=values):
            for value in values:
                yield from literals(value, assigned)
        case ast.Name(id=name):
            for value in assigned.get(name, []):
                if not isinstance(value, ast.Name):
                    yield from literals(value, assigned)
        case ast.Call(func=ast.Attribute(value=ast.Constant() as value, attr="replace")):
            yield from literals(value, assigned)


def said_in(tree: ast.Module, calls: Mapping[str, set[int]]) -> Iterator[str]:
    """The texts of a module that somebody will read."""
    assigned: dict[str, list[ast.expr]] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            assigned.setdefault(node.targets[0].id, []).append(node.value)
        if (
            isinstance(node, ast.comprehension | ast.For)
            and isinstance(node.target, ast.Name)
            and isinstance(node.iter, ast.Tuple | ast.List)
        ):
            assigned.setdefault(node.target.id, []).extend(node.iter.elts)
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        called = getattr(node.func, "attr", getattr(node.func, "id", ""))
        if called == "add" and not ast.unparse(node.func).endswith("problems.add"):
            continue  # of a set, or another thing that things are added to
        for at in calls.get(called, ()):
            yield from literals(node.args[at] if at < len(node.args) else None, assigned)
        for keyword in node.keywords:
            if called in calls and keyword.arg in ("template", "hint"):
                yield from literals(keyword.value, assigned)


def holes(template: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(template) if name}


def test_the_engine_and_the_command_line_speak_danish() -> None:
    trees = {path: ast.parse(path.read_text(encoding="utf-8")) for path in SOURCES}
    calls = takers(trees.values())
    missing = {
        f"{path.relative_to(ENGINE.parent)}: {text!r}"
        for path, tree in trees.items()
        for text in said_in(tree, calls)
        if text and text not in DANISH
    }
    assert not missing, f"{len(missing)} texts have no Danish:\n" + "\n".join(sorted(missing))


def test_no_text_is_translated_twice() -> None:
    seen: set[str] = set()
    for path in sorted((ENGINE / "report").glob("texts_da*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            keys = node.keys if isinstance(node, ast.Dict) else ()
            texts_here = [key.value for key in keys if isinstance(key, ast.Constant)]
            assert [text for text in texts_here if text in seen] == [], path.name
            seen.update(map(str, texts_here))


def test_every_word_of_the_reports_has_danish() -> None:
    spoken = [word for _, word in (*words.OUTCOMES.values(), *words.SEVERITIES.values())]
    spoken += [*words.NORMS.values(), *HEADERS, *(known.what for known in FORMATS)]
    spoken += [*charts.SINGLE, *charts.SEVERAL]
    spoken += [one for texts in (changes.INTO, changes.FROM, changes.WITH) for one in texts.values()]
    assert [text for text in spoken if text not in DANISH] == []


@pytest.mark.parametrize("english", DANISH)
def test_a_translation_has_the_same_values(english: str) -> None:
    assert holes(DANISH[english]) == holes(english)


def test_a_text_without_danish_is_said_in_english() -> None:
    assert texts.say("never translated {n}", "da", n=1) == "never translated 1"


def test_an_authors_text_falls_back_to_a_language_that_there_is() -> None:
    assert texts.said({"da": "enhed"}, "en") == "enhed"
    assert texts.said({}, "da") == ""


def test_a_problem_is_translated_with_its_hint() -> None:
    problem = Problem(
        Place("a.yaml", 1, 1), "{text!r} is not a date", {"text": "i går"}, "write true or false"
    )
    assert texts.problem_text(problem, "da") == ("'i går' er ikke en dato", "skriv true eller false")


def test_a_slip_in_a_template_does_not_hide_the_mistake() -> None:
    problem = Problem(None, "{name} is wrong in {place}", {"name": "x"})
    assert texts.problem_text(problem, "da") == ("{name} is wrong in {place}", "")


def test_the_search_for_texts_sees_conditions_and_names() -> None:
    source = 'hint = "a" if x else "b"\nproblems.add(place, "c" if y else "d", hint)\nseen.add("no text")'
    assert sorted(said_in(ast.parse(source), {"add": {1, 2}})) == ["a", "b", "c", "d"]


def test_the_search_for_texts_sees_the_command_line() -> None:
    source = 'heads = [say(word, lang) for word in ("a", "b")]\noption(help=_("c"))'
    assert sorted(said_in(ast.parse(source), {"say": {0}, **KNOWN})) == ["a", "b", "c"]


def test_a_phrase_in_a_problem_is_translated_with_it() -> None:
    reason = Phrase("a number with more than {steps} possible values", {"steps": 256})
    template = "{text} cannot be made small: it turns on {reason}"
    problem = Problem(None, template, {"text": "x", "reason": reason})
    assert texts.problem_text(problem, "da")[0] == (
        "x kan ikke gøres mindst: det afhænger af et tal med over 256 mulige værdier"
    )


def test_the_words_in_a_problem_are_translated_but_not_what_it_quotes() -> None:
    values: dict[str, object] = {
        "text": "yes",
        "found": "a text",
        "expected": "a number or an entity of units",
    }
    problem = Problem(None, "{text} is {found}, and {expected} is expected here", values)
    assert texts.problem_text(problem, "da")[0] == (
        "yes er en tekst, men her skal stå et tal eller en række i units"
    )
