"""The searches that come with the designs: what they find, and what there is to find beside it."""

from __future__ import annotations

import datetime as dt
import shutil
from functools import cache
from pathlib import Path

import pytest

from pejl.engine import beside
from pejl.engine.findings import Outcome, Severity
from pejl.engine.model.load import load_design
from pejl.engine.prepare import Search, prepare
from pejl.engine.relaxations import explained
from pejl.engine.repair import repair
from pejl.engine.run import load
from pejl.engine.search.cp_sat import CpSat
from pejl.engine.search.reasons import GiveUp, Member
from pejl.engine.search.solver import Limits, Status
from pejl.engine.suggest import Suggestion, Wanted, suggest

DESIGNS = Path(__file__).parents[2] / "designs"
LIMITS = Limits(seconds=60, workers=2)
DAY = dt.date(2014, 4, 2)


def search_of(path: Path, as_of: dt.date = DAY) -> Search:
    return prepare(load(path), path, (), None, as_of)


@cache
def lejre() -> tuple[Search, Suggestion]:
    search = search_of(DESIGNS / "lejre-2014" / "search.yaml")
    return search, suggest(search, CpSat(), Wanted(LIMITS))


def test_a_best_design_for_lejre_is_found_and_proven() -> None:
    _, found = lejre()
    assert found.status is Status.OPTIMAL
    [answer] = found.answers
    assert answer.proven
    assert [int(stage.objective) for stage in answer.stages] == [375, 19]
    assert all(stage.objective == stage.bound for stage in answer.stages)


def test_the_design_found_for_lejre_keeps_every_rule_that_a_decision_touches() -> None:
    _, found = lejre()
    untouched = {rule for rule, _ in found.untouched}
    errors = {
        one.rule
        for one in found.answers[0].result.findings
        if one.outcome is Outcome.VIOLATED and one.severity is Severity.ERROR
    }
    assert errors <= untouched
    assert not untouched & {"LE-06", "LE-08a", "LE-12", "LE-13", "LE-17", "LE-25", "LE-61"}


def test_lejre_decided_what_the_search_finds_and_proves_best() -> None:
    search, found = lejre()
    decided = load_design(DESIGNS / "lejre-2014" / "proposal.yaml", search.asked.loaded.rules.fields)
    told = beside.beside(search, found.answers[0].values, decided, CpSat(), LIMITS)
    assert sum(1 for point in told.agreed if point.relation == "responsible") == 45
    assert told.prices == ()


def test_a_decision_that_differs_is_priced_or_told_to_break_a_principle(tmp_path: Path) -> None:
    search, found = lejre()
    shutil.copytree(DESIGNS / "lejre-2014", tmp_path, dirs_exist_ok=True)
    path = tmp_path / "proposal.yaml"
    text = path.read_text(encoding="utf-8")
    for old, new in (
        ("tasks: [byudvikling], to: byg-miljoe", "tasks: [byudvikling], to: fagcenter-4"),
        ("tasks: [it], from: servicecenter-allerslev, to: koncernsekretariat",
         "tasks: [it], from: servicecenter-allerslev, to: koncernoekonomi-analyse"),
        ("tasks: [erhverv-vaekst], to: koncernsekretariat", "tasks: [erhverv-vaekst], to: trafik-ejendom"),
    ):  # fmt: skip
        assert old in text
        text = text.replace(old, new)
    path.write_text(text, encoding="utf-8")
    decided = load_design(path, search.asked.loaded.rules.fields)
    told = beside.beside(search, found.answers[0].values, decided, CpSat(), LIMITS)
    prices = {price.point.entity: price for price in told.prices}
    assert set(prices) == {"byudvikling", "it", "erhverv-vaekst"}
    assert prices["erhverv-vaekst"].extra == 5, "the programme has its home elsewhere"
    assert {member.rule for member in prices["it"].breaks} == {"LE-25"}
    assert prices["byudvikling"].extra == 0 or prices["byudvikling"].breaks


def test_without_the_waiver_no_design_for_lejre_exists_and_the_conflict_says_why(tmp_path: Path) -> None:
    shutil.copytree(DESIGNS / "lejre-2014", tmp_path, dirs_exist_ok=True)
    path = tmp_path / "search.yaml"
    before, _, rest = path.read_text(encoding="utf-8").partition("waivers:")
    path.write_text(before + rest[rest.index("search:") :], encoding="utf-8")
    search = search_of(path)
    found = explained(search, suggest(search, CpSat(), Wanted(LIMITS)), CpSat(), LIMITS)
    assert found.status is Status.NONE
    [conflict] = found.conflicts
    assert conflict.minimal
    assert {"LE-13", "LE-36"} < {one.rule for one in conflict.members}
    assert len(conflict.members) == 3
    given_up = [one for one in found.relaxations if isinstance(one, GiveUp)]
    assert Member("LE-36", "veje-trafik") in {member for one in given_up for member in one.members}


@cache
def merger() -> tuple[Search, Suggestion]:
    search = search_of(DESIGNS / "eksempelby" / "search.yaml", dt.date(2026, 12, 1))
    return search, suggest(search, CpSat(), Wanted(LIMITS))


@pytest.mark.slow
def test_the_merger_of_three_departments_in_a_municipality_of_4000_posts_is_solved() -> None:
    _, found = merger()
    [answer] = found.answers
    assert answer.stages[0].gap is not None and answer.stages[0].gap <= 0.01
    removed = {move.entity for move in answer.moves if move.what == "removed"}
    assert len(removed) == 2, "one head leads; the other two posts are saved"


@pytest.mark.slow
def test_all_that_moves_can_mend_in_a_municipality_of_4000_posts_is_mended_the_usual_way() -> None:
    path = DESIGNS / "eksempelby" / "as-is.yaml"
    search, asked = repair(load(path), path, (), ["all"], dt.date(2026, 12, 1))
    found = suggest(search, CpSat(), Wanted(LIMITS))
    assert found.status is Status.OPTIMAL
    [answer] = found.answers
    assert len(asked.mended) == 18
    assert [int(stage.objective) for stage in answer.stages] == [7, 17, 1]
    assert [int(one.value) for one in answer.amounts if one.title["en"] == "Unusual links"] == [0]
