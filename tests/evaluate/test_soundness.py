"""What is not known is not assumed: a verdict, or a value, holds however the unknown turns out.

A random design with unknown fields, ranges and incomplete lists is looked at first as it is, and then
with everything filled in at random, several times. What was met stays met, what was violated stays
violated, and what was not relevant stays so; only what was undecidable may become anything else. Of a
value, what was told before encloses what is found after.

`known(...)` is left out: it asks about the knowledge, not about the organisation.
"""

from __future__ import annotations

import datetime as dt
import random
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, event, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from pejl.engine.errors import Place
from pejl.engine.evaluate.ask import scope_frame
from pejl.engine.evaluate.check import Check, with_design_table
from pejl.engine.evaluate.shown import column
from pejl.engine.evaluate.waivers import Waivers
from pejl.engine.evaluate.walk import Walk
from pejl.engine.findings import Named, Outcome, Range, Unknown
from pejl.engine.language.parse import Expression
from pejl.engine.language.resolve import resolve, resolve_truth
from pejl.engine.language.rules import Rule, speaks_of_before
from pejl.engine.language.terms import Term, Variable
from pejl.engine.model.tables import Design
from pejl.engine.values.numbers import Number
from pejl.engine.values.truth import Truth
from pejl.tests.agree.random_cases import (
    TABLES,
    called,
    comprehensions,
    dates,
    numbers,
    tables,
    texts,
    truths,
    typed,
)
from pejl.tests.evaluate.completions import Rows, completed_rows, design_of, roughened

SCOPES = {
    "x in units": ("units",),
    "x in positions": ("positions",),
    "x in tasks": ("tasks",),
    "x in units for y in x.positions": ("units", "positions"),
    "x in tasks for y in x.responsible": ("tasks", "units"),
    "x in positions for y in x.unit.tasks": ("positions", "tasks"),
    "x in units for y in units if y != x": ("units", "units"),
}
CASES = settings(
    deadline=None,
    derandomize=True,
    suppress_health_check=list(HealthCheck),
    phases=[Phase.generate],
)
FILLINGS = 2
Pair = tuple[Rows, Rows | None]


def bound(scope: str) -> tuple[tuple[str, str], ...]:
    return tuple(zip(("x", "y"), SCOPES[scope], strict=False))


@st.composite
def designs(draw: st.DrawFn) -> tuple[Pair, list[Pair]]:
    """A design with unknowns, perhaps with a base, and some ways to complete the two."""
    sizes = [draw(st.integers(1, 3)) for _ in range(3)]
    luck = random.Random(draw(st.integers(0, 2**30)))
    now = roughened(draw(tables(*sizes)), luck)
    before = roughened(draw(tables(*sizes)), luck) if draw(st.booleans()) else None
    return (now, before), [
        (completed_rows(now, luck), None if before is None else completed_rows(before, luck))
        for _ in range(FILLINGS)
    ]


@st.composite
def rule_texts(draw: st.DrawFn) -> tuple[str, str, str | None]:
    """A scope, what must hold, and perhaps where."""
    scope = draw(st.sampled_from(list(SCOPES)))
    where = draw(st.one_of(st.none(), truths(bound(scope), 1)))
    return scope, draw(truths(bound(scope), 3)), where


def expression(text: str) -> Expression:
    return Expression(text, lambda offset: Place("case", 1, offset + 1))


def rule_of(scope: str, require: str, where: str | None) -> Rule:
    rule = typed(scope, require)
    term = resolve_truth(expression(where), rule.scope.names) if where else None
    parts = (*rule.scope.generators, term, rule.require)
    return replace(rule, where=term, compares=any(speaks_of_before(part) for part in parts if part))


def outcomes(rule: Rule, design: Design) -> tuple[dict[Any, Outcome], bool]:
    """The outcome of each row, by its entities; and whether there may be more rows than those."""
    with_design_table(design)
    check = Check(rule, design, Waivers((), dt.date(2014, 5, 1)))
    frame, applies, incomplete = check._scope()
    bound_here = [
        column(Variable(one.variable, type=one.type, free=frozenset([one.variable])), frame, check.walk)
        for one in rule.scope.generators
    ]
    keys = [
        tuple(one.id if isinstance(one, Named) else one for one in row)
        for row in zip(*bound_here, strict=True)
    ]
    assert len(keys) == len(set(keys))
    return dict(zip(keys, check._outcomes(frame, applies), strict=True)), incomplete


STAYS = {
    Outcome.MET: {Outcome.MET, Outcome.NOT_APPLICABLE},
    Outcome.VIOLATED: {Outcome.VIOLATED},
    Outcome.NOT_APPLICABLE: {Outcome.NOT_APPLICABLE},
    Outcome.UNDECIDABLE: {Outcome.MET, Outcome.VIOLATED, Outcome.NOT_APPLICABLE},
}
"""What an outcome may become once everything is known; `where` may turn out not to hold."""


def stands(drawn: tuple[Pair, list[Pair]], asked: list[tuple[str, str, str | None]]) -> None:
    """Every verdict on the design as it is holds for each of its completions."""
    written, completions = drawn
    design, full = design_of(*written), [design_of(*one) for one in completions]
    for texts_ in asked:
        rule = rule_of(*texts_)
        if "known(" in str(texts_) or (rule.compares and design.before is None):
            continue
        first, incomplete = outcomes(rule, design)
        for completion in full:
            later, _ = outcomes(rule, completion)
            for row in {*first, *later}:
                if row in first or not incomplete:
                    was = first.get(row, Outcome.NOT_APPLICABLE)
                    event(was.value)
                    assert later.get(row, Outcome.NOT_APPLICABLE) in STAYS[was], (texts_, row)


A_FEW_RULES = st.lists(rule_texts(), min_size=2, max_size=2)


@settings(CASES, max_examples=150)
@given(designs(), A_FEW_RULES)
def test_a_verdict_stands_however_the_unknown_turns_out(
    drawn: tuple[Pair, list[Pair]], asked: list[tuple[str, str, str | None]]
) -> None:
    stands(drawn, asked)


@pytest.mark.slow
@settings(CASES, max_examples=600, derandomize=False, database=None)
@given(designs(), A_FEW_RULES)
def test_a_verdict_stands_in_many_more_cases_new_ones_each_time(
    drawn: tuple[Pair, list[Pair]], asked: list[tuple[str, str, str | None]]
) -> None:
    stands(drawn, asked)


PLAIN = {
    "x in units": (
        "sum(p.fte for p in x.positions)",
        "sum(p.fte * 2 for p in x.positions if 'law' in p.professions)",
        "sum(u.budget for u in x.descendants)",
        "sum(u.budget for u in x.descendants_or_self)",
        "x.budget * x.budget - x.budget",
        "first(p.fte for p in x.positions)",
        "sum(p.fte for p in x.positions) % 2",
        "after(x, x.parent.children)",
        "first(x.positions)",
        "min(p.ends for p in x.positions)",
        "days(min(p.ends for p in x.positions), max(p.ends for p in x.positions))",
        "max(-c.budget for c in x.children)",
        "first(a.head for a in x.ancestors if a.head != None)",
        "x.kind if x.budget > 1 else x.parent.kind",
        "(x.budget if x.kind == 'stab' else x.parent.budget) * x.depth",
        "count(duplicates(x.kind))",
        "count(below(x.parent)) - count(chain(x.parent))",
    ),
    "x in positions": (
        "x.fte * x.unit.budget",
        "distinct(t.function for t in x.unit.tasks)",
        "x.unit.head if x.vacant else first(x.unit.positions)",
        "days(x.ends, date('2014-05-01')) / 365",
        "x.professions == x.unit.tasks.needs",
    ),
    "x in tasks": (
        "sum(u.budget for u in x.responsible)",
        "max(u.budget for u in x.responsible if u.kind != 'stab')",
        "sum(p.fte for u in x.responsible for p in u.positions)",
        "count(n for n in x.needs if n in x.responsible.positions.professions)",
        "x.priority * x.priority",
        "distinct(u.head for u in x.performs)",
        "x.responsible == x.performs",
    ),
}
"""What planners ask; drawn as often as something random."""


@st.composite
def values(draw: st.DrawFn) -> tuple[str, str]:
    """A scope, and an expression of any type."""
    scope = draw(st.sampled_from(list(SCOPES)[:3]))
    names = bound(scope)
    if draw(st.booleans()):
        return scope, draw(st.sampled_from(PLAIN[scope]))
    form = draw(st.sampled_from(["number"] * 3 + ["date", "text", "truth", "entity", "stream"]))
    match form:
        case "entity":
            return scope, called("first", draw(comprehensions(draw(st.sampled_from(TABLES)), names, 2)))
        case "stream":
            type_ = draw(st.sampled_from([*TABLES, "number", "text"]))
            return scope, draw(comprehensions(type_, names, 2))
    return scope, draw({"number": numbers, "date": dates, "text": texts, "truth": truths}[form](names, 3))


def told(scope: str, asked: str, design: Design) -> list[Any] | None:
    """What is known of an expression for each row of a scope."""
    with_design_table(design)
    about = typed(scope, "True").scope
    term = resolve(expression(asked), about.names)
    if speaks_of_before(term) and design.before is None:
        return None
    walk = Walk(design, {})
    frame = scope_frame(walk, about)
    if isinstance(term, Term):
        value: Any = walk.value(term, frame)
        if isinstance(value, Number):
            return [bounds_of(value, row) for row in range(frame.n)]
        if isinstance(value, Truth):
            return [{bool(value.certain[row]), bool(value.possible[row])} for row in range(frame.n)]  # type: ignore[index]
    return [without_places(one) for one in column(term, frame, walk)]


def bounds_of(value: Number, row: int) -> tuple[bool, bool, Fraction | None, Fraction | None]:
    """Whether there is a number certainly and possibly, and its bounds."""
    there: Any = value.there
    bounds: Any = [(value.below, value.low), (value.above, value.high)]
    low, high = (
        None if flag is not None and flag[row] else int(end[row]) * value.unit for flag, end in bounds
    )
    return bool(there.certain[row]), bool(there.possible[row]), low, high


def without_places(value: Any) -> Any:
    if isinstance(value, tuple):
        return tuple(without_places(one) for one in value)
    return (value.table, value.id) if isinstance(value, Named) else value


def encloses(before: Any, after: Any) -> bool:
    """Whether what is known before allows what is found after, which is known to a point."""
    if isinstance(before, set):
        return len(after) == 1 and after <= before
    if isinstance(before, Unknown):
        return not isinstance(after, Unknown)
    if isinstance(before, tuple) and len(before) == 4 and isinstance(before[0], bool):
        certain, possible, low, high = before
        there, maybe, least, most = after
        if there != maybe or not there:
            return there == maybe and not certain
        inside = (low is None or low <= least) and (high is None or most <= high)
        return possible and least is not None and least == most and inside
    if isinstance(before, tuple) and not (len(before) == 2 and before[0] in TABLES):
        members = [one for one in before if not isinstance(one, Unknown | Range)]
        more = [one for one in after if one not in members or not _taken(members, one)]
        return None not in (*before, *after) and not members and (not more or len(members) < len(before))
    return bool(before == after)


def _taken(members: list[Any], one: Any) -> bool:
    members.remove(one)
    return True


@settings(CASES, max_examples=150)
@given(designs(), st.lists(values(), min_size=5, max_size=5))
def test_a_value_encloses_what_it_turns_out_to_be(
    drawn: tuple[Pair, list[Pair]], asked: list[tuple[str, str]]
) -> None:
    written, completions = drawn
    design, full = design_of(*written), [design_of(*one) for one in completions]
    for scope, text in asked:
        first = None if "known(" in text else told(scope, text, design)
        if first is None:
            continue
        for completion in full:
            later = told(scope, text, completion)
            assert later is not None
            for was, found in zip(first, later, strict=True):
                event("known" if was == found else "unknown")
                assert encloses(was, found), (text, was, found)
