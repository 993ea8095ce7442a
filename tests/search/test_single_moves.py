"""The single move that mends an error is one that a planner would think of, and makes nothing worse."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from pejl.engine.findings import Move
from pejl.engine.moves import with_moves
from pejl.engine.run import load, run_check

PACK = """
pack: p
title: {da: P, en: P}
rules:
  SPAN:
    title: {da: Spænd, en: Span}
    for: p in positions
    require: count(p.reports) <= 2
  LOAD:
    title: {da: Opgaver, en: Tasks}
    for: u in units
    require: count(u.tasks) <= 1
"""
LED = """
design: d
rules: [p.yaml]
units:
  top: {name: Top}
  a: {name: A, parent: top, head: boss-a}
  b: {name: B, parent: top, head: boss-b}
  c: {name: C, parent: top, head: boss-c}
  d: {name: D, parent: c, head: boss-d}
positions:
  secretary: {unit: a, reports_to: none}
  boss-d: {unit: d, reports_to: none}
  boss-a: {unit: a, reports_to: none}
  boss-b: {unit: b, reports_to: none}
  boss-c: {unit: c, reports_to: none}
  a1: {unit: a, reports_to: boss-a}
  a2: {unit: a, reports_to: boss-a}
  a3: {unit: a, reports_to: boss-a}
"""


@pytest.fixture
def moved(tmp_path: Path):
    """The move that is told for an entity of a design."""

    def told(design: str, entity: str) -> Move | None:
        (tmp_path / "p.yaml").write_text(PACK, encoding="utf-8")
        (tmp_path / "d.yaml").write_text(design, encoding="utf-8")
        loaded, day = load(tmp_path / "d.yaml"), dt.date(2026, 3, 2)
        result = with_moves(loaded, run_check(loaded, day), day)
        (found,) = [one for one in result.findings if one.entity == entity and one.outcome == "violated"]
        return found.move

    return told


def after(move: Move | None) -> list[str]:
    return [] if move is None else [one.id for one in move.after]


def test_a_new_superior_is_the_nearest_of_those_who_lead_today(moved) -> None:
    assert after(moved(LED, "boss-a")) == ["boss-b"]


@pytest.mark.parametrize(
    "waiver", ["", "waivers: {w: {rule: SPAN, entity: boss-b, owner: o, reason: r, decision: d}}\n"]
)
def test_nothing_moves_to_what_breaks_the_same_rule_already(moved, waiver: str) -> None:
    more = "".join(f"  b{at}: {{unit: b, reports_to: boss-b}}\n" for at in range(3))
    assert after(moved(LED + more + waiver, "boss-a")) == ["boss-c"]


def test_nothing_is_offered_where_nobody_else_leads(moved) -> None:
    alone = LED.replace(", head: boss-b", "").replace(", head: boss-c", "").replace(", head: boss-d", "")
    assert moved(alone, "boss-a") is None


def test_a_target_of_the_same_kind_comes_first(moved) -> None:
    units = "near: {kind: staff, parent: now}, far: {kind: team}, now: {kind: team}"
    tasks = "{t1: {responsible: [now]}, t2: {responsible: [now]}}"
    design = f"design: d\nrules: [p.yaml]\nunits: {{{units}}}\ntasks: {tasks}\n"
    assert after(moved(design, "now")) == ["far"]
