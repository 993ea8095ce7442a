"""Every design that a search finds is, written as a proposal and loaded, as decided, and keeps the rules.

A search checks that itself for each of its answers, and ends with a defect if it is not so. Here random
designs are searched with random rules, with everything that may go along: staff that follow their tasks,
performers that change with the responsible unit, superiors that change with the unit, units that open and
close.
"""

from __future__ import annotations

import datetime as dt
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st
from random_cases import rules, tables, written

from pejl.engine.errors import PejlError
from pejl.engine.prepare import Search, prepare
from pejl.engine.run import load
from pejl.engine.search.cp_sat import CpSat
from pejl.engine.search.solver import Limits
from pejl.engine.suggest import Wanted, suggest

DAY = dt.date(2014, 5, 1)
ENTRIES = {
    "tasks.responsible": "{relation: tasks.responsible, among: u in units}",
    "one responsible": "{relation: tasks.responsible, among: u in units, targets: 1}",
    "tasks.performs": "{relation: tasks.performs, among: u in units}",
    "positions.unit": "{relation: positions.unit, among: u in units}",
    "followers": "{relation: positions.unit, follows: tasks}",
    "positions.reports_to": (
        "{relation: positions.reports_to, for: p in positions, among: q in positions if q != p}"
    ),
    "units.head": "{relation: units.head, among: p in positions, none: true}",
    "units.parent": "{relation: units.parent, for: u in units, among: v in units if v != u, none: true}",
    "units.open": "{relation: units.open, for: u in units}",
}
APART = (("tasks.responsible", "one responsible"), ("positions.unit", "followers"))
"""Entries of which only one can stand in a search."""


@st.composite
def searches(draw: st.DrawFn) -> tuple[str, str]:
    """A design with a search in it, and a rule pack."""
    now = written(draw(tables(draw(st.integers(1, 3)), draw(st.integers(1, 3)), draw(st.integers(1, 3)))))
    chosen = draw(st.lists(st.sampled_from(sorted(ENTRIES)), unique=True, min_size=1, max_size=4))
    chosen = [one for one in chosen if not any(one in pair[1:] and pair[0] in chosen for pair in APART)]
    decide = ", ".join(ENTRIES[one] for one in chosen)
    candidates = (
        "candidates: {units: {ny: {kind: center, parent: none, head: none}}}, " if draw(st.booleans()) else ""
    )
    design = (
        f"design: random\nrules: [pack.yaml]\n"
        f"search: {{{candidates}decide: [{decide}], minimise: [{{value: count(units)}}]}}\n"
    )
    design += "\n".join(part for part in _by_table(now)) + "\n"
    drawn = draw(st.lists(rules(), min_size=1, max_size=3))
    pack = "pack: pack\ntitle: {da: p, en: p}\nrules:\n"
    for at, (scope, require) in enumerate(drawn):
        pack += f'  R{at}:\n    title: {{da: r, en: r}}\n    for: {scope!s}\n    require: "{require}"\n'
    return design, pack


def _by_table(text: str) -> list[str]:
    """`units: {...}, positions: {...}` as a line for each table."""
    found, depth, start = [], 0, 0
    for at, letter in enumerate(text):
        depth += letter == "{"
        depth -= letter == "}"
        if letter == "," and depth == 0:
            found.append(text[start:at].strip())
            start = at + 1
    return [*found, text[start:].strip()]


def prepared(design: str, pack: str, folder: Path) -> Search:
    (folder / "pack.yaml").write_text(pack, encoding="utf-8")
    path = folder / "design.yaml"
    path.write_text(design, encoding="utf-8")
    return prepare(load(path), path, (), None, DAY)


@pytest.mark.slow
@settings(max_examples=80, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
@given(searches())
def test_every_answer_is_what_was_decided_and_keeps_the_rules(case: tuple[str, str]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        try:
            search = prepared(*case, Path(folder))
        except PejlError as error:
            event(f"refused: {error.problems[0].template[:40]}")
            return
        found = suggest(search, CpSat(), Wanted(Limits(seconds=20), 3))
        event(found.status.value)
        assert len({answer.proposal for answer in found.answers}) == len(found.answers)
