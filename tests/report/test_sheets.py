"""A large chart in sheets: every unit stands somewhere, and no sheet is too full to be read."""

from __future__ import annotations

from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from pejl.engine.report.chart.layout import drawing
from pejl.engine.report.chart.sheets import HIGHEST, sheets, size
from pejl.engine.report.chart.tree import Chart, Unit


def units(parents: list[int]) -> tuple[Unit, ...]:
    """Units, each under an earlier one; -1 is under none."""
    below: dict[int, list[int]] = {}
    for at, parent in enumerate(parents):
        below.setdefault(parent, []).append(at)

    def unit(at: int) -> Unit:
        return Unit(f"u{at}", f"Unit {at}", (), (), tuple(map(unit, below.get(at, []))))

    return tuple(map(unit, below.get(-1, [])))


def drawn(tops: tuple[Unit, ...]) -> Counter[str]:
    found: Counter[str] = Counter()
    for one in tops:
        found[one.id] += 1
        found += drawn(one.below)
    return found


@st.composite
def organisations(draw: st.DrawFn) -> list[int]:
    """Up to 700 units: deep, wide, or both; the first may lead very many."""
    count = draw(st.integers(1, 700))
    wide = draw(st.integers(1, 400))
    random = draw(st.randoms(use_true_random=False))
    return [-1 if at == 0 else random.randint(max(-1, at - wide), at - 1) for at in range(count)]


@given(organisations())
@settings(max_examples=60, deadline=None)
def test_every_unit_stands_on_a_sheet_that_can_be_read(parents: list[int]) -> None:
    chart = Chart("T", units(parents), "da")
    found = sheets(chart)
    assert all(drawing(one).height <= HIGHEST for one in found)
    seen = sum((drawn(one.tops) for one in found), Counter[str]())
    assert set(seen) == {f"u{at}" for at in range(len(parents))}


def test_what_fits_is_left_as_it_is() -> None:
    chart = Chart("T", units([-1, *[0] * 70]), "da")
    assert sheets(chart) == [chart]


def test_the_overview_comes_first_and_says_how_many_are_below() -> None:
    parents = [-1, 0, 0, *[1] * 10, *[2] * 10, *[at for at in range(3, 23) for _ in range(8)]]
    overview, *branches = sheets(Chart("T", units(parents), "da"))
    assert [one.folded.units for part in overview.tops[0].below for one in part.below] == [8] * 20
    assert [one.title.startswith("T: Unit ") for one in branches] == [True, True]


def test_small_branches_share_a_sheet() -> None:
    parents = [-1, *[0] * 20, *[at for at in range(1, 21) for _ in range(20)]]
    _, *branches = sheets(Chart("T", units(parents), "da"))
    assert 1 < len(branches) < 10
    assert sum(len(one.tops) for one in branches) == 20


def test_a_unit_that_leads_very_many_goes_on_from_sheet_to_sheet() -> None:
    found = sheets(Chart("T", units([-1, *[0] * 800]), "da"))
    assert len(found) > 2
    assert {one.tops[0].id for one in found} == {"u0"}
    assert sum(size(one.tops[0].below) for one in found) == 800
