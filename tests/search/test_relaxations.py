"""What would open a search without an answer: a parameter, rules to waive, or further freedom."""

from __future__ import annotations

import datetime as dt
import itertools
from fractions import Fraction
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pejl.engine.errors import PejlError
from pejl.engine.loosen import Bind, Tightest, parameter, step, tightest
from pejl.engine.prepare import Search, prepare
from pejl.engine.relaxations import explained
from pejl.engine.run import load
from pejl.engine.search.cp_sat import CpSat
from pejl.engine.search.reasons import Free, GiveUp, Loosen, Member, Widen
from pejl.engine.search.solver import Limits, Status
from pejl.engine.suggest import Suggestion, Wanted, suggest

RULES = """
pack: p
title: {da: P, en: P}
parameters:
  minimum_environment: {value: MINIMUM, unit: hoveder, title: {da: Mindste miljø, en: Smallest environment}}
rules:
  environment:
    title: {da: Fagligt miljø, en: Environment}
    for: u in units if any('jura' in p.professions for p in u.positions)
    require: count(p for p in u.positions if 'jura' in p.professions) >= minimum_environment
  both:
    title: {da: Begge enheder har en opgave, en: Both have a task}
    for: u in units
    require: count(u.tasks) >= 1
    waivable: false
"""

DESIGN = """
design: d
rules: [p.yaml]
units: {a: {parent: none}, b: {parent: none}}
positions: {POSITIONS}
tasks: {TASKS}
search:
  decide:
    - relation: tasks.responsible
      for: t in tasks if t.id in (DECIDED,)
      among: u in units if AMONG
      targets: 1
    - {relation: positions.unit, follows: tasks}
"""


def prepared(
    folder: Path,
    minimum: str = "3",
    jurists: tuple[str, ...] = ("a", "a", "b", "b"),
    decided: str = "'t0', 't1', 't2', 't3'",
    among: str = "u.id in ('a', 'b')",
    rules: str = RULES,
) -> Search:
    """A search in which each jurist has one task, and follows it between two units."""
    (folder / "p.yaml").write_text(rules.replace("MINIMUM", minimum), encoding="utf-8")
    positions = ", ".join(
        f"p{at}: {{unit: {unit}, fte: 1, reports_to: none, professions: [jura], tasks: [t{at}]}}"
        for at, unit in enumerate(jurists)
    )
    tasks = ", ".join(f"t{at}: {{responsible: [{unit}]}}" for at, unit in enumerate(jurists))
    text = DESIGN.replace("POSITIONS", positions).replace("TASKS", tasks)
    file = folder / "d.yaml"
    file.write_text(text.replace("DECIDED", decided).replace("AMONG", among), encoding="utf-8")
    return prepare(load(file), file, [], None, dt.date(2014, 5, 1))


def asked(search: Search) -> Suggestion:
    found = suggest(search, CpSat(), Wanted())
    return explained(search, found, CpSat(), Limits())


def how_tight(search: Search, name: str = "minimum_environment") -> Tightest:
    setting = parameter(search.asked.loaded.rules.rules, name)
    return tightest(search, setting, CpSat(), Limits())


def test_a_search_that_has_an_answer_needs_no_explanation(tmp_path: Path) -> None:
    found = asked(prepared(tmp_path, "2"))
    assert found.status is Status.OPTIMAL
    assert (found.conflicts, found.relaxations) == ((), ())


def test_a_minimum_that_is_out_of_reach_is_told_with_what_would_open_it(tmp_path: Path) -> None:
    found = asked(prepared(tmp_path))
    assert found.status is Status.NONE
    [conflict] = found.conflicts
    assert conflict.minimal
    assert {one.rule for one in conflict.members} == {"environment", "both"}
    [loosened] = [one for one in found.relaxations if isinstance(one, Loosen)]
    assert (loosened.pack, loosened.parameter, loosened.unit) == ("p", "minimum_environment", "hoveder")
    assert (loosened.old, loosened.new, loosened.tightest) == (3, 2, True)
    assert loosened.rules == ("environment",)


def test_a_rule_is_given_up_for_the_one_entity_that_has_to_be_spared(tmp_path: Path) -> None:
    found = asked(prepared(tmp_path))
    given_up = [one for one in found.relaxations if isinstance(one, GiveUp)]
    assert all(len(one.members) == 1 and one.smallest for one in given_up)
    assert {one.members[0] for one in given_up} >= {Member("environment", "a"), Member("environment", "b")}


def test_what_has_to_move_away_would_open_the_search_if_it_could_stay(tmp_path: Path) -> None:
    search = prepared(tmp_path, "2", decided="'t0', 't1'", among="u.id == 'b' or t.id == 't1'")
    [wide] = [one for one in asked(search).relaxations if isinstance(one, Widen)]
    assert wide == Widen((Free("tasks", "t0", "responsible", ("a",), True, True),), True)


def test_what_is_not_decided_about_would_open_the_search_if_it_could_move(tmp_path: Path) -> None:
    search = prepared(tmp_path, "3", jurists=("a", "a", "b", "b", "b", "b"), decided="'t0'")
    [wide] = [one for one in asked(search).relaxations if isinstance(one, Widen)]
    [free] = wide.freedoms
    assert (free.table, free.relation, free.targets) == ("tasks", "responsible", ("a",))
    assert (free.today, free.decided, wide.smallest) == (False, False, True)


def test_a_parameter_that_two_rules_could_mean_has_to_be_told_apart(tmp_path: Path) -> None:
    own = RULES.replace("    waivable: false\n", "    waivable: false\n    parameters: {least: 1}\n").replace(
        ">= 1", ">= least"
    )
    again = own.replace(
        "  environment:\n",
        "  more:\n    title: {da: M, en: M}\n    for: u in units\n"
        "    parameters: {least: 0}\n    require: count(u.tasks) >= least\n  environment:\n",
    )
    search = prepared(tmp_path, "2", rules=again)
    rules = search.asked.loaded.rules.rules
    with pytest.raises(PejlError, match="several parameters"):
        parameter(rules, "least")
    assert parameter(rules, "both.least").value == 1
    with pytest.raises(PejlError, match="minimum_environment"):
        parameter(rules, "minimum_enviroment")


def test_where_a_design_exists_the_parameter_is_tightened_until_none_does(tmp_path: Path) -> None:
    found = how_tight(prepared(tmp_path, "1"))
    assert (found.bind, found.value, found.beyond, found.proven) == (Bind.FOUND, 2, 3, True)


def test_where_none_exists_it_is_loosened_until_one_does(tmp_path: Path) -> None:
    found = how_tight(prepared(tmp_path, "9"))
    assert (found.bind, found.value, found.beyond, found.proven) == (Bind.FOUND, 2, 3, True)


def test_a_parameter_that_keeps_nobody_from_anything_is_told_to_be_so(tmp_path: Path) -> None:
    rules = RULES.replace(">= minimum_environment", ">= 0 * minimum_environment")
    told = how_tight(prepared(tmp_path, rules=rules))
    assert told.bind is Bind.NEVER
    assert told.tried is not None and told.tried[0] < told.tried[1]


def test_a_parameter_that_cannot_open_the_search_is_told_to_be_so(tmp_path: Path) -> None:
    rules = RULES.replace("count(u.tasks) >= 1", "count(u.tasks) >= 5")
    assert how_tight(prepared(tmp_path, "2", rules=rules)).bind is Bind.ALWAYS


@pytest.mark.parametrize(
    ("value", "unit", "expected"),
    [("3", "hoveder", "1"), ("3", "FTE", "1/100"), ("2.25", "årsværk", "1/100"), ("1.5", "kr", "1/10")],
)
def test_a_parameter_changes_by_whole_numbers_or_by_its_last_digit(
    tmp_path: Path, value: str, unit: str, expected: str
) -> None:
    rules = RULES.replace("unit: hoveder", f"unit: {unit}")
    search = prepared(tmp_path, value, rules=rules)
    setting = parameter(search.asked.loaded.rules.rules, "minimum_environment")
    assert step(setting) == Fraction(expected)


@pytest.mark.slow
@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
@given(
    jurists=st.lists(st.sampled_from("ab"), min_size=2, max_size=6),
    minimum=st.integers(0, 6),
    decided=st.sets(st.integers(0, 5), min_size=1),
)
def test_the_tightest_value_is_what_trying_all_values_says(
    jurists: list[str], minimum: int, decided: set[int]
) -> None:
    names = ", ".join(f"'t{at}'" for at in sorted({at % len(jurists) for at in decided}))
    with TemporaryDirectory() as folder:

        def search(value: int) -> Search:
            return prepared(Path(folder), str(value), tuple(jurists), f"{names}")

        possible = [suggest(search(value), CpSat(), Wanted()).status is Status.OPTIMAL for value in range(8)]
        found = how_tight(search(minimum))
    if True not in possible:
        assert found.bind is Bind.ALWAYS
    else:
        assert found.value == max(value for value in range(8) if possible[value])


@pytest.mark.slow
@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
@given(
    jurists=st.lists(st.sampled_from("ab"), min_size=4, max_size=6),
    minimum=st.integers(2, 3),
    decided=st.integers(0, 3),
)
def test_the_extra_freedom_is_the_least_that_all_ways_to_place_the_tasks_allow(
    jurists: list[str], minimum: int, decided: int
) -> None:
    moved = [
        sum(old != new for at, (old, new) in enumerate(zip(jurists, way, strict=True)) if at != decided)
        for way in itertools.product("ab", repeat=len(jurists))
        if min(way.count("a"), way.count("b")) >= minimum
    ]
    with TemporaryDirectory() as folder:
        found = asked(prepared(Path(folder), str(minimum), tuple(jurists), f"'t{decided}'"))
    wide = [one for one in found.relaxations if isinstance(one, Widen)]
    if not moved or min(moved) == 0:
        assert wide == []
    else:
        assert [(len(one.freedoms), one.smallest) for one in wide] == [(min(moved), True)]
