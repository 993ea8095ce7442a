"""`pejl suggest --fix`: the smallest change that mends a finding and breaks nothing new."""

from __future__ import annotations

import datetime as dt
import itertools
import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pejl.engine.repair import repair
from pejl.engine.run import load
from pejl.engine.search.cp_sat import CpSat
from pejl.engine.search.solver import Limits
from pejl.engine.suggest import Wanted, suggest
from pejl.tests.cli.small_design import Run, edit
from pejl.tests.cli.small_search import DESIGN

TODAY = dt.date(2026, 3, 2)


@pytest.fixture
def broken(here: Path) -> Path:
    """A folder with a design that has two errors, one of which no move can mend, and asks for no search."""
    (here / "d.yaml").write_text(DESIGN[: DESIGN.index("search:")], encoding="utf-8")
    with (here / "p.yaml").open("a", encoding="utf-8") as file:
        file.write(
            "  GOAL:\n"
            "    title: {da: Mål, en: Aim}\n"
            "    for: t in tasks if t.id == 't4'\n"
            "    require: t.priority <= 1\n"
            "  PLAN:\n"
            "    title: {da: Plan, en: Plan}\n"
            "    require: count(t for t in before.tasks) > 9\n"
        )
    edit(here / "p.yaml", "value: 3", "value: 1")
    edit(here / "d.yaml", "t4: {name: T4,", "t4: {name: T4, priority: 2,")
    return here


def fixed(run: Run, *names: str) -> dict[str, Any]:
    """What a repair found, as JSON that fits the schema."""
    asked = [word for name in names for word in ("--fix", name)]
    result = run("suggest", "d.yaml", "--format", "json", "--lang", "en", *asked)
    data: dict[str, Any] = json.loads(result.stdout)
    schema = json.loads(run("rules", "schema", "suggestion").stdout)
    jsonschema.validate(data, schema, jsonschema.Draft202012Validator)
    return data


@pytest.mark.parametrize("name", ["ONE", "t1", "ONE:t1", "P1"])
def test_a_finding_is_named_by_its_rule_its_principle_or_its_entity(
    run: Run, broken: Path, name: str
) -> None:
    data = fixed(run, name)
    assert data["repair"]["mended"] == [{"rule": "ONE", "entity": "t1"}]
    assert data["repair"]["left"] == []
    (answer,) = data["answers"]
    assert len(answer["moves"]) == 1


def test_what_no_move_mends_is_left_and_told(run: Run, broken: Path) -> None:
    repaired = fixed(run, "all")["repair"]
    assert repaired["mended"] == [{"rule": "ONE", "entity": "t1"}]
    assert repaired["left"] == [{"rule": "GOAL", "entity": "t4"}]
    assert repaired["asked_of_proposals"] == ["PLAN"]
    text = run("suggest", "d.yaml", "--fix", "all", "--lang", "en").stdout
    assert "1 of 2 findings mended" in text
    assert "✗  GOAL · Aim: T4" in text
    assert "Asked of proposals only, and not answered by this one: PLAN." in text


def test_what_goes_along_counts_so_a_task_stays_where_its_staff_is(run: Run, broken: Path) -> None:
    (answer,) = fixed(run, "ONE")["answers"]
    assert [(one["what"], one["before"], one["after"]) for one in answer["moves"]] == [("moved", "a, b", "a")]
    edit(broken / "d.yaml", "tasks: [t1]", "tasks: []")
    (answer,) = fixed(run, "ONE")["answers"]
    assert [one["what"] for one in answer["moves"]] == ["moved"]


def test_of_the_smallest_changes_the_usual_one_is_taken(run: Run, here: Path) -> None:
    (here / "p.yaml").write_text(
        "pack: p\ntitle: {da: P, en: P}\nrules:\n"
        "  SPAN:\n    title: {da: Spænd, en: Span}\n    for: p in positions\n"
        "    require: count(p.reports) <= 2\n",
        encoding="utf-8",
    )
    nurses = "".join(f"  n{at}: {{kind: nurse, unit: w, reports_to: h1}}\n" for at in range(3))
    (here / "d.yaml").write_text(
        "design: d\nrules: [p.yaml]\nunits:\n  w: {parent: none}\npositions:\n"
        "  mayor: {kind: mayor, unit: w, reports_to: none}\n"
        "  clerk: {kind: clerk, unit: w, reports_to: mayor}\n"
        "  h1: {kind: head, unit: w, reports_to: none}\n"
        "  h2: {kind: head, unit: w, reports_to: none}\n"
        f"{nurses}  n9: {{kind: nurse, unit: w, reports_to: h2}}\n",
        encoding="utf-8",
    )
    (answer,) = fixed(run, "all")["answers"]
    assert [(one["before"], one["after"]) for one in answer["moves"]] == [("h1", "h2")]
    assert ("Unusual links", 0) in [(one["title"], one["amount"]) for one in answer["terms"]]


def test_a_name_that_fits_no_violation_is_told_with_the_nearest(run: Run, broken: Path) -> None:
    result = run("suggest", "d.yaml", "--fix", "ONEE", "--lang", "en")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "no violation of this design is called 'ONEE'" in result.stderr
    assert "did you mean 'ONE'?" in result.stderr


def test_what_nothing_movable_can_mend_is_refused(run: Run, broken: Path) -> None:
    result = run("suggest", "d.yaml", "--fix", "GOAL", "--lang", "en")
    assert result.exit_code == 2
    assert "no move can mend this" in result.stderr


UNITS = ("a", "b", "c")


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(st.sets(st.sampled_from(UNITS)), min_size=3, max_size=4),
    st.dictionaries(st.sampled_from(UNITS), st.integers(0, 3), min_size=3),
)
def test_no_other_way_mends_more_or_changes_less(
    tmp_path: Path, held: list[set[str]], room: dict[str, int]
) -> None:
    """Beside every way to give the tasks that may move to the units that they may get."""

    def errors(way: list[set[str]]) -> set[tuple[str, str]]:
        found = {("ONE", f"t{at}") for at, units in enumerate(way) if len(units) != 1}
        return found | {("ROOM", one) for one in UNITS if sum(one in units for units in way) > room[one]}

    today = errors(held)
    if not today:
        return
    path = tmp_path / "d.yaml"
    path.write_text(
        "design: d\nrules: [p.yaml]\nfields: {units: {room: {type: number}}}\nunits:\n"
        + "".join(f"  {one}: {{room: {room[one]}}}\n" for one in UNITS)
        + "tasks:\n"
        + "".join(f"  t{at}: {{responsible: [{', '.join(sorted(one))}]}}\n" for at, one in enumerate(held)),
        encoding="utf-8",
    )
    (tmp_path / "p.yaml").write_text(
        "pack: p\ntitle: {da: P, en: P}\nrules:\n"
        "  ONE: {title: {da: Én, en: One}, for: t in tasks, require: count(t.responsible) == 1}\n"
        "  ROOM: {title: {da: Plads, en: Room}, for: u in units, require: count(u.tasks) <= u.room}\n",
        encoding="utf-8",
    )
    search, asked = repair(load(path), path, (), ["all"], TODAY)
    assert asked.keys == today
    (answer,) = suggest(search, CpSat(), Wanted(Limits(seconds=20, workers=1))).answers
    (opening,) = search.freedom.openings
    free = [{UNITS[to] for to in opening.targets[opening.rows == row]} for row in range(len(held))]
    each = [
        [set(one) for size in range(len(UNITS) + 1) for one in itertools.combinations(sorted(units), size)]
        if units
        else [held[at]]
        for at, units in enumerate(free)
    ]
    best = min(
        (len(errors(list(way)) & today), sum(len(one ^ old) for one, old in zip(way, held, strict=True)))
        for way in itertools.product(*each)
        if errors(list(way)) <= today
    )
    assert (answer.stages[0].objective, answer.stages[1].objective) == best
