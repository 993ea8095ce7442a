"""The shipped packs: their examples hold, whether checked or grounded, and every principle is served."""

from __future__ import annotations

import datetime as dt

import pytest
from msgspec.structs import replace

from pejl.engine.errors import Problems
from pejl.engine.evaluate.check import Check
from pejl.engine.evaluate.design_table import with_design_table
from pejl.engine.evaluate.examples import AS_OF, failures
from pejl.engine.evaluate.waivers import Waivers
from pejl.engine.findings import Outcome, Severity
from pejl.engine.language.coverage import coverage
from pejl.engine.language.packs import setting, shipped
from pejl.engine.language.rules import Rule, RuleSet, load_rules
from pejl.engine.language.rules import Test as Example
from pejl.engine.model.file_names import file_of
from pejl.engine.model.load import design_from_node
from pejl.engine.model.nodes import Mapping
from pejl.engine.model.specs import core_schema
from pejl.engine.search.decide import opened
from pejl.engine.search.ground import ground


def loaded(name: str) -> RuleSet:
    problems = Problems()
    rules = load_rules([(name, None)], core_schema(), problems)
    problems.raise_any()
    return rules


PACKS = {name: loaded(name) for name in shipped()}
ROWS = {
    "lejre-2014": [f"LE-{row:02}" for row in range(1, 65)],
    "roedovre": [
        f"{source}-{row:02}" for source, last in (("RO", 31), ("RS", 21)) for row in range(1, last + 1)
    ],
    "slagelse-2018": [*(f"SL-{row:02}" for row in range(1, 34)), *(f"SL-P{row}" for row in range(1, 10))],
}
"""The principles of each source, counted row by row."""
SERVED = {"lejre-2014": 64, "roedovre": 52, "slagelse-2018": 42, "law": 39}
RULES = [
    pytest.param(rule, rules.fields, id=f"{name}/{rule.id}")
    for name, rules in PACKS.items()
    for rule in rules.rules
]
EXAMPLES = [
    pytest.param(rule, test, rules.fields, id=f"{name}/{rule.id}:{at}")
    for name, rules in PACKS.items()
    for rule in rules.rules
    for at, test in enumerate(rule.tests)
]


def test_the_shipped_packs_are_those_that_the_documents_speak_of() -> None:
    assert set(PACKS) >= {"basis", "law", "lejre-2014", "roedovre", "slagelse-2018"}


@pytest.mark.parametrize(("rule", "fields"), RULES)
def test_every_example_of_the_rule_comes_out_as_it_says(rule: Rule, fields: tuple[Mapping, ...]) -> None:
    assert failures(rule, fields) == []


@pytest.mark.parametrize(("rule", "fields"), RULES)
def test_the_rule_has_examples_of_both_outcomes(rule: Rule, fields: tuple[Mapping, ...]) -> None:
    kinds = {test.kind for test in rule.tests}
    assert "good" in kinds
    assert kinds & {"bad", "unclear"}
    assert all(test.finds for test in rule.tests if test.kind != "good")


@pytest.mark.parametrize(("rule", "fields"), RULES)
def test_the_rule_speaks_both_languages(rule: Rule, fields: tuple[Mapping, ...]) -> None:
    def filled(text: object) -> bool:
        return isinstance(text, dict) and all(text.get(language, "").strip() for language in ("da", "en"))

    assert filled(rule.title)
    assert filled(rule.why)
    assert set(rule.message) == {"da", "en"}
    assert set(rule.remedy) == {"da", "en"}
    assert rule.require is not None or filled(rule.attest)
    assert rule.title["da"] != rule.title["en"]


@pytest.mark.parametrize(("rule", "fields"), RULES)
def test_the_message_says_the_same_values_in_both_languages(rule: Rule, fields: tuple[Mapping, ...]) -> None:
    for texts in (rule.message, rule.remedy):
        said = [sorted({term.text for term in text.terms}) for text in texts.values()]
        assert said[0] == said[1]


@pytest.mark.parametrize("name", PACKS)
def test_every_parameter_has_a_source_and_a_title(name: str) -> None:
    for pack in PACKS[name].packs:
        for one in pack.settings.values():
            assert one.source, one
            assert set(one.title) == {"da", "en"}, one


@pytest.mark.parametrize("name", ROWS)
def test_every_row_of_the_sources_is_a_principle_of_its_pack(name: str) -> None:
    assert [one.principle.id for one in coverage(PACKS[name]).served] == ROWS[name]


def test_the_rows_of_the_sources_are_those_that_were_counted() -> None:
    assert {name: len(rows) for name, rows in ROWS.items()} == {
        "lejre-2014": 64,
        "roedovre": 52,
        "slagelse-2018": 42,
    }
    assert len({row for rows in ROWS.values() for row in rows}) == 158


@pytest.mark.parametrize(("name", "number"), SERVED.items())
def test_every_principle_of_the_pack_is_served_by_a_rule(name: str, number: int) -> None:
    found = coverage(PACKS[name])
    assert len(found.served) == number
    assert found.unserved == []
    assert found.unasked == ()
    assert all(one.document is not None for one in found.served)


@pytest.mark.parametrize("name", SERVED)
def test_every_principle_of_the_pack_is_said_in_both_languages(name: str) -> None:
    for served in coverage(PACKS[name]).served:
        assert set(served.principle.title) == set(served.principle.says) == {"da", "en"}, served.principle.id
        assert served.principle.section


def test_every_ready_rule_stands_in_a_folder_of_its_topic() -> None:
    (basis,) = PACKS["basis"].packs
    for rule in PACKS["basis"].rules:
        assert file_of(rule.place.file).parent.parent == basis.folder, rule.id


def test_no_two_ready_rules_demand_the_same() -> None:
    seen: dict[object, str] = {}
    for rule in PACKS["basis"].rules:
        if rule.require is not None:
            values = tuple((name, one.value) for name, one in sorted(rule.settings.items()))
            demand = (rule.texts.get("for"), rule.texts.get("where"), rule.texts["require"], values)
            assert seen.setdefault(demand, rule.id) == rule.id


@pytest.mark.parametrize(("rule", "test", "fields"), EXAMPLES)
def test_grounding_the_example_with_nothing_open_says_what_checking_says(
    rule: Rule, test: Example, fields: tuple[Mapping, ...]
) -> None:
    entries = [entry for entry in test.design.entries if entry[0].text not in ("parameters", "as_of")]
    node = Mapping(entries, test.design.source, test.design.line, test.design.column)
    design = design_from_node(node, test.place.file, fields)
    problems, settings = Problems(), dict(rule.settings)
    parameters = test.design.get("parameters")
    if isinstance(parameters, Mapping):
        for key, value in parameters.entries:
            settings[key.text] = setting(key, value, rule.pack, problems, settings.get(key.text))
    problems.raise_any()
    rule = replace(rule, settings=settings)
    as_of = dt.date.fromisoformat(test.as_of) if test.as_of else AS_OF
    with_design_table(design, as_of)
    verdict = Check(rule, design, Waivers((), as_of)).verdict()
    whole, model = opened(design, [])
    found = ground(whole, [replace(rule, severity=Severity.ERROR)], model, as_of)
    assert not model.decided
    assert not any(len(one.literals) for one in model.assertions), "nothing is left to ask of the search"
    broken = [entity for _, entity in found.untouched]
    if rule.require is None:
        assert not broken
        return
    violated = [one.entity for one in verdict.findings if one.outcome is Outcome.VIOLATED]
    assert sorted(broken) == sorted(violated)
    assert set(broken) == (set(test.finds) if test.kind == "bad" else set())


NO_NONE = ("ikke oplyst", "Det står ikke", "not stated")


@pytest.mark.parametrize("name", PACKS)
def test_a_message_where_none_breaks_the_rule_does_not_say_that_nobody_has_told(name: str) -> None:
    saying = {
        rule.id
        for rule in PACKS[name].rules
        if any(said in str(rule.message.get(language)) for said in NO_NONE for language in ("da", "en"))
    }
    assert saying == set()
