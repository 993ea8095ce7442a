"""What papers tell of cost never tells what fewer than three people cost."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pejl.engine.diff.compare import Difference, differences
from pejl.engine.diff.salaries import FEWEST, Share, Told, left_out
from pejl.engine.model.load import load_text
from pejl.tests.diff.small_proposal import DAY, proposed

BASE = """\
design: base
units:
  top: {name: Top, parent: none, head: boss}
  a: {name: A, parent: top, head: none}
  b: {name: B, parent: top, head: none}
  c: {name: C, parent: top, head: none}
positions:
  boss: {unit: top, reports_to: none, heads: 1, cost: 900, temporary: false, external_income: 0}
  many: {unit: a, reports_to: boss, heads: 4, cost: 2250, temporary: false, external_income: 0}
  one: {unit: b, reports_to: boss, heads: 1, cost: 700, temporary: false, external_income: 0}
  others: {unit: c, reports_to: boss, heads: 5, cost: 3000, temporary: false, external_income: 0}
"""


def told(found: Difference) -> dict[str, tuple[bool, bool]]:
    """By unit whether its cost is told before and after, and under "all" whether that of all is."""
    shown = {one.unit.id: (not one.private_before, not one.private_after) for one in found.units}
    (all_,) = (one for one in found.figures if one.measure.id == "cost")
    return {**shown, "all": (not all_.private_before, not all_.private_after)}


def test_a_small_unit_does_not_show_through_what_it_is_merged_into(tmp_path: Path) -> None:
    found = told(
        proposed(tmp_path, BASE, "- merge: [a, b]\n  into: {ab: {name: AB, parent: top, head: none}}\n")
    )
    assert found["all"] == (True, True)
    assert not found["b"][0]
    assert not (found["a"][0] and found["ab"][1])


def test_a_post_that_goes_does_not_show_through_the_sums_before_and_after(tmp_path: Path) -> None:
    found = told(proposed(tmp_path, BASE, "- remove: {positions: [one]}\n"))
    assert found["all"] == (True, False)
    assert found["b"] == (False, True)


def test_a_post_that_goes_does_not_show_beside_a_cut_elsewhere(tmp_path: Path) -> None:
    changes = "- remove: {positions: [one]}\n- alter: {positions: {others: {cost: 2500}}}\n"
    found = told(proposed(tmp_path, BASE, changes))
    assert not (found["all"][1] and all(found["c"]))


def test_many_who_move_are_told(tmp_path: Path) -> None:
    changes = "- alter: {positions: {many: {unit: c}}}\n"
    found = told(proposed(tmp_path, BASE.replace("heads: 1, cost: 700", "heads: 3, cost: 2100"), changes))
    assert [name for name, sides in found.items() if not all(sides)] == []


def test_the_few_who_stay_where_they_were_do_not_show_beside_many_who_move(tmp_path: Path) -> None:
    found = told(proposed(tmp_path, BASE, "- alter: {positions: {many: {unit: c}}}\n"))
    assert found["all"] == (True, True)
    assert not (all(found["a"]) and all(found["c"]))


def test_two_proposals_beside_each_other_do_not_tell_what_each_keeps_back() -> None:
    fewer = BASE.replace("design: base", "design: x").replace("heads: 5, cost: 3000", "heads: 5, cost: 2600")
    both = "".join(line for line in fewer.splitlines(keepends=True) if not line.startswith("  one:"))
    base, *afters = (load_text(text, Path("d.yaml")) for text in (BASE, fewer, both))
    alone = told(differences(base, [afters[0]], None, DAY)[0])
    assert alone["all"] == (True, True)
    beside = [told(one)["all"][1] for one in differences(base, afters, None, DAY)]
    assert beside.count(True) == 1


PEOPLE = [str(at) for at in range(6)]
SUMS = st.lists(st.frozensets(st.sampled_from(PEOPLE), min_size=1), min_size=1, max_size=6)


@given(SUMS, st.lists(st.integers(0, 4), min_size=6, max_size=6))
def test_no_sum_over_fewer_than_three_people_follows_from_what_is_told(
    sums: list[frozenset[str]], heads: list[int]
) -> None:
    holders = dict(zip(PEOPLE, heads, strict=True))

    def share(id_: str) -> Share:
        return "cost", id_, int(id_) + 1

    numbers = [Told((0, "unit", str(at)), 0, (frozenset(map(share, one)),)) for at, one in enumerate(sums)]
    out = left_out(numbers, holders)
    kept = [one for at, one in enumerate(sums) if (0, "unit", str(at)) not in out]
    matrix = np.array([[id_ in one for id_ in PEOPLE] for one in kept], dtype=float).reshape(len(kept), 6)
    rank = np.linalg.matrix_rank(matrix) if kept else 0
    for size in (1, 2):
        for ids in combinations(PEOPLE, size):
            if sum(holders[id_] for id_ in ids) < FEWEST and all(holders[id_] for id_ in ids):
                rest = np.delete(matrix, [PEOPLE.index(id_) for id_ in ids], axis=1)
                assert (np.linalg.matrix_rank(rest) if kept else 0) == rank, ids


@given(SUMS)
def test_nothing_is_left_out_where_everybody_is_many(sums: list[frozenset[str]]) -> None:
    numbers = [
        Told((0, "unit", str(at)), 0, (frozenset(("cost", id_, 1) for id_ in one),))
        for at, one in enumerate(sums)
    ]
    assert left_out(numbers, dict.fromkeys(PEOPLE, 3)) == set()


@pytest.mark.parametrize("heads", ["unknown", "2", "1..5"])
def test_a_unit_of_which_nobody_knows_whether_it_has_three_is_not_told(heads: str) -> None:
    before = BASE.replace("heads: 4", f"heads: {heads}")
    after = before.replace("design: base", "design: x").replace("cost: 2250", "cost: 2000")
    (found,) = differences(
        *(load_text(before, Path("d.yaml")), [load_text(after, Path("d.yaml"))]), None, DAY
    )
    assert told(found)["a"] == (False, False)
