"""All designs of a small case: python-constraint, CP-SAT and brute force agree on how many there are."""

from __future__ import annotations

import datetime as dt
import itertools
from collections import Counter
from pathlib import Path

import pytest

from pejl.engine.prepare import prepare
from pejl.engine.run import load
from pejl.engine.search.backtracking import Backtracking
from pejl.engine.search.cp_sat import CpSat
from pejl.engine.search.decide import completion_of
from pejl.engine.search.program import asserted, program
from pejl.engine.search.solver import Limits, Solver, Unfinished

TASKS, UNITS, SPAN, MINIMUM = 8, 3, 4, 2
DESIGN = f"""
design: small
rules: [pack.yaml]
units: {{{", ".join(f"u{at}: {{}}" for at in range(UNITS))}}}
tasks: {{{", ".join(f"t{at}: {{responsible: none}}" for at in range(TASKS))}}}
search:
  decide:
    - {{relation: tasks.responsible, targets: 1}}
"""
PACK = f"""
pack: pack
title: {{da: p, en: p}}
rules:
  SPAN:
    title: {{da: r, en: r}}
    for: u in units
    require: count(u.tasks) <= {SPAN}
  MINIMUM:
    title: {{da: r, en: r}}
    for: u in units
    require: count(u.tasks) == 0 or count(u.tasks) >= {MINIMUM}
"""


def kept(units: tuple[int, ...]) -> bool:
    return all(MINIMUM <= count <= SPAN for count in Counter(units).values())


@pytest.mark.parametrize("solver", [Backtracking(), CpSat()], ids=lambda one: one.name)
def test_each_solver_lists_the_designs_that_brute_force_finds(solver: Solver, tmp_path: Path) -> None:
    (tmp_path / "pack.yaml").write_text(PACK, encoding="utf-8")
    path = tmp_path / "design.yaml"
    path.write_text(DESIGN, encoding="utf-8")
    model = prepare(load(path), path, (), None, dt.date(2026, 1, 1)).model
    decisions = model.decisions
    found = [
        tuple(
            targets[0]
            for _, targets in sorted(
                completion_of(model, decisions[values[decisions]])["tasks", "responsible"].items()
            )
        )
        for values in solver.every(program(model, asserted(model)), Limits())
    ]
    brute = [units for units in itertools.product(range(UNITS), repeat=TASKS) if kept(units)]
    assert sorted(found) == brute
    assert len(found) == len(brute) > 1000


@pytest.mark.parametrize("solver", [Backtracking(), CpSat()], ids=lambda one: one.name)
def test_a_list_that_the_time_cuts_short_says_so(solver: Solver, tmp_path: Path) -> None:
    wide = PACK.replace(f"<= {SPAN}", "<= 18").replace(f">= {MINIMUM}", ">= 1")
    (tmp_path / "pack.yaml").write_text(wide, encoding="utf-8")
    more = ", ".join(f"t{at}: {{responsible: none}}" for at in range(7, 18))
    path = tmp_path / "design.yaml"
    path.write_text(DESIGN.replace("t7: {responsible: none}", more), encoding="utf-8")
    model = prepare(load(path), path, (), None, dt.date(2026, 1, 1)).model
    with pytest.raises(Unfinished):
        list(solver.every(program(model, asserted(model)), Limits(seconds=0.2)))
