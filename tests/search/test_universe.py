"""A universe holds every small design: what the solver finds in it is what trying all of them finds."""

from __future__ import annotations

import datetime as dt
import itertools
from functools import cache

import pytest
from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st

from pejl.engine.errors import Place
from pejl.engine.findings import Norm, Severity
from pejl.engine.language.names import Names, with_design
from pejl.engine.language.parse import Expression
from pejl.engine.language.resolve import resolve_truth, scope
from pejl.engine.language.rules import Rule, speaks_of_before
from pejl.engine.model.specs import core_schema
from pejl.engine.search.cp_sat import CpSat
from pejl.engine.search.deadline import Deadline
from pejl.engine.search.solver import Limits, Status
from pejl.engine.search.universe.example import Example, smaller
from pejl.engine.search.universe.questions import Asked, Questions, Told
from pejl.engine.search.universe.reads import reads
from pejl.engine.search.universe.universe import Size
from pejl.engine.search.universe.verdicts import State, Verdicts

TODAY = dt.date(2020, 1, 1)
SCHEMA = with_design(core_schema())
TWO = Size(2, 2)


def typed(id_: str, about: str, require: str) -> Rule:
    """A rule from its texts."""

    def expression(text: str) -> Expression:
        return Expression(text, lambda offset: Place("case", 1, offset + 1))

    found = scope(expression(about), Names(SCHEMA, {}))
    term = resolve_truth(expression(require), found.names)
    before = any(speaks_of_before(one) for one in (*found.generators, term))
    return Rule(
        id=id_, pack="case", place=Place("case"), principles=(), title={}, why={}, norm=Norm.DEFAULT,
        severity=Severity.ERROR, scope=found, where=None, require=term, attest={}, message={}, remedy={},
        measures=(), waivable=True, may_be_empty=False, settings={}, compares=before, texts={}, tests=(),
    )  # fmt: skip


def asked(rules: list[Rule], question: Asked, size: Size = TWO) -> Told:
    """What the solver finds."""
    questions = Questions([(rule, reads(rule, SCHEMA)) for rule in rules], SCHEMA, size, TODAY, CpSat())
    return questions.ask(question, Deadline(Limits(20)))


def shows(example: Example, question: Asked, verdicts: Verdicts) -> bool:
    """Whether a design shows what is asked, says the checker."""
    state = verdicts.of(question.rule, example)
    wanted = (State.BROKEN,) if question.broken else (State.BROKEN, State.MET)
    return state in wanted and all(verdicts.of(one, example).holds for one in question.held)


@cache
def every_design() -> tuple[Example, ...]:
    """Every design of at most two units, with a kind and a parent."""
    kinds, found = (None, "stab", "other-a", "other-b"), [Example({})]
    for count in (1, 2):
        ids = [f"unit-{at + 1}" for at in range(count)]
        parents = [(None,)] if count == 1 else [(None, None), (None, "unit-1"), ("unit-2", None)]
        for chosen, above in itertools.product(itertools.product(kinds, repeat=count), parents):
            rows = zip(ids, chosen, above, strict=True)
            found.append(Example({"units": {id_: {"kind": kind, "parent": up} for id_, kind, up in rows}}))
    return tuple(found)


ATOMS = (
    "u.kind == 'stab'",
    "u.kind == None",
    "u.parent != None",
    "u.parent.kind == u.kind",
    "count(u.children) >= 1",
    "count(v for v in units if v.kind == u.kind) <= 1",
    "distinct(v.kind for v in units) == 2",
    "count(units) == 2",
    "any(v.parent == u for v in units if v.kind != None)",
    "all(v.kind == 'stab' for v in u.ancestors_or_self)",
)


@st.composite
def requirements(draw: st.DrawFn) -> str:
    """Something to ask of a unit."""
    first, second = draw(st.sampled_from(ATOMS)), draw(st.sampled_from(ATOMS))
    form = draw(st.sampled_from(["{0}", "not ({0})", "{0} and {1}", "{0} or {1}", "{0} and not ({1})"]))
    return form.format(first, second)


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
@given(
    st.sampled_from(["u in units", "u in units if u.kind == 'stab'", "u in units if u.parent == None"]),
    requirements(),
    requirements(),
)
def test_a_design_is_found_where_one_of_all_small_designs_shows_it(about: str, one: str, other: str) -> None:
    rules = [typed("one", about, one), typed("other", "u in units", other)]
    verdicts = Verdicts({rule.id: rule for rule in rules}, ())
    for question in (
        Asked("one", False, frozenset(["one", "other"])),
        Asked("one", True, frozenset(["other"])),
    ):
        told = asked(rules, question)
        expected = any(shows(example, question, verdicts) for example in every_design())
        event(f"{'broken' if question.broken else 'applies'}: {expected}")
        assert (told.example is not None) == expected
        assert told.example is None or shows(told.example, question, verdicts)


BASED = [
    ("t in tasks", "t.before != None"),
    ("t in tasks if t.before == None", "count(t.responsible) == 1"),
    ("t in tasks", "count(t.responsible) > count(t.before.responsible)"),
    ("t in before.tasks", "any(s.before == t for s in tasks)"),
    (
        "u in before.units",
        "u.name == None or any(v.before.name == u.name and v.name != u.name for v in units)",
    ),
    ("e in events if e.kind == 'heard'", "days(e.date, design.effective) >= 30"),
    ("p in positions", "p.fte * 2 > 3.5 and not p.vacant"),
    ("p in positions", "'law' in p.professions and p.ends > date('2019-05-01')"),
    ("b in bodies", "b.id == 'hmu' or count(bodies) == 1"),
]


@pytest.mark.parametrize(("about", "require"), BASED)
def test_what_is_found_is_a_design_in_which_the_checker_says_the_same(about: str, require: str) -> None:
    rule = typed("rule", about, require)
    verdicts = Verdicts({"rule": rule}, ())
    for question in (Asked("rule", False, frozenset(["rule"])), Asked("rule", True, frozenset())):
        example = asked([rule], question).example
        assert example is not None
        assert shows(example, question, verdicts)


def test_what_tells_of_the_past_leads_to_the_base_only_where_there_is_one() -> None:
    moved = typed("moved", "u in before.units", "any(v.before == u for v in units)")
    owned = typed("owned", "e in events", "e.owner != None")
    rules = [(rule, reads(rule, SCHEMA)) for rule in (moved, owned)]
    questions = Questions(rules, SCHEMA, TWO, TODAY, CpSat())
    question = Asked("owned", False, frozenset(["owned"]))
    example = questions.ask(question, Deadline(Limits(20))).example
    assert example is not None and example.before is None
    assert shows(example, question, Verdicts({"owned": owned}, ()))


def test_numbers_near_those_that_rules_name_are_enough_to_tell_them_apart() -> None:
    low, high = typed("low", "p in positions", "p.fte > 2"), typed("high", "p in positions", "p.fte < 2.002")
    told = asked([low, high], Asked("low", False, frozenset(["low", "high"])))
    assert told.example is not None
    assert told.example.tables["positions"]["position-1"]["fte"] == "2.001"
    higher = typed("high", "p in positions", "p.fte < 2.001")
    assert asked([low, higher], Asked("low", False, frozenset(["low", "high"]))).status is Status.NONE


def test_why_there_is_no_design_names_the_rules_that_are_needed_and_no_others() -> None:
    rules = [
        typed("few", "u in units", "count(u.positions) <= 1"),
        typed("many", "u in units", "count(u.positions) >= 2"),
        typed("kind", "u in units", "u.kind != None"),
    ]
    questions = Questions([(rule, reads(rule, SCHEMA)) for rule in rules], SCHEMA, TWO, TODAY, CpSat())
    question = Asked("kind", False, frozenset(["few", "many", "kind"]))
    conflict = questions.why_not(question, Deadline(Limits(20)))
    assert conflict is not None and conflict.minimal
    assert {one.rule for one in conflict.members} == {"few", "many"}


def test_of_an_example_all_is_left_out_that_is_not_needed() -> None:
    rule = typed("rule", "t in tasks", "count(t.responsible) == 1")
    verdicts = Verdicts({"rule": rule}, ())
    whole = Example(
        {
            "units": {"a": {"kind": "stab"}, "b": {"kind": None}, "c": {}},
            "tasks": {"t": {"responsible": ["a"]}, "s": {"responsible": ["a", "b", "c"], "function": "law"}},
        }
    )
    found = smaller(whole, lambda one: verdicts.of("rule", one) is State.BROKEN, lambda: False)
    assert found.plain in ({"tasks": {id_: {"responsible": []}}} for id_ in ("s", "t"))
