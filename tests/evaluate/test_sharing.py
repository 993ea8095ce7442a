"""Nested comprehensions cost the tables that they run over, not their product."""

from __future__ import annotations

import pytest

from pejl.engine.errors import PejlError
from pejl.engine.evaluate import walk

POSTS = ", ".join(f"p{at}: {{unit: {'ab'[at % 2]}, fte: {at % 7}, professions: [law]}}" for at in range(100))
TASKS = ", ".join(f"t{at}: {{responsible: [{'ab'[at % 2]}], needs: [law]}}" for at in range(400))
DESIGN = f"units: {{a: {{}}, b: {{}}}}\npositions: {{{POSTS}}}\ntasks: {{{TASKS}}}"

RULES = [
    "for: t in tasks\nrequire: sum(p.fte for u in t.responsible for p in u.positions) > 0",
    "for: t in tasks\nrequire: any('law' in p.professions for u in t.responsible for p in u.positions)",
    "for: p in positions\nrequire: count(q for q in p.unit.positions if q.fte > 3) >= 1",
    "for: t in tasks\nrequire: "
    "all(any(n in p.professions for u in t.responsible for p in u.positions) for n in t.needs)",
]


@pytest.fixture
def budget(monkeypatch: pytest.MonkeyPatch) -> None:
    """So few rows that the product of two tables is too many."""
    monkeypatch.setattr(walk, "SHARED_FROM", 10)
    *others, _ = walk.Walk.__init__.__defaults__
    monkeypatch.setattr(walk.Walk.__init__, "__defaults__", (*others, 5_000))


@pytest.mark.parametrize("rule", RULES)
def test_what_depends_on_the_unit_alone_is_evaluated_once_a_unit(checked, budget, rule: str) -> None:
    assert checked(DESIGN, rule).summary.violated == 0


def test_what_depends_on_each_row_is_not_shared(checked, budget) -> None:
    rule = "for: t in tasks\nrequire: any(p.fte != t.priority for u in t.responsible for p in u.positions)"
    with pytest.raises(PejlError, match="runs over more rows than its budget allows"):
        checked(DESIGN.replace("needs: [law]", "priority: 3"), rule)


def test_what_few_rows_reach_is_evaluated_for_those_few(checked, budget) -> None:
    """The inner stream depends on the post alone, and only two posts lead a unit."""
    rule = "for: p in positions\nrequire: not any(q.fte > p.fte + 9 for u in p.leads for q in positions)"
    posts = POSTS.replace("fte: ", "fte: 0.0")
    design = f"units: {{a: {{head: p0}}, b: {{head: p1}}}}\npositions: {{{posts}}}"
    assert checked(design, rule).summary.met == 100
