"""What a chart shows: every unit under its own, what changes, and what is found, before and after."""

from __future__ import annotations

import datetime as dt
import io
import math
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pejl.engine.diff.compare import Changed, differences
from pejl.engine.findings import Named
from pejl.engine.model.load import load_design
from pejl.engine.report.chart import dot, made, mermaid, pptx, svg
from pejl.engine.report.chart.changes import Badge, marks
from pejl.engine.report.chart.layout import APART, Box, Drawing, Label, drawing
from pejl.engine.report.chart.made import Asked, charts
from pejl.engine.report.chart.sheets import sheets
from pejl.engine.report.chart.tree import Chart, Folded, Unit
from pejl.engine.report.paper import docx, markdown, text
from pejl.engine.report.paper.blocks import Paper, Picture
from pejl.tests.cli.small_design import FILES

AS_OF = dt.date(2026, 2, 1)
DEEPEST = 6
"""Lists that are indented further than this stand as far in, and their lines no more beside them."""
BASE = """\
design: base
units:
  top: {parent: none}
  school: {name: School, parent: top}
  culture: {name: Culture, parent: top}
  leisure: {name: Leisure, parent: top}
  roads: {name: Roads, parent: top}
  parks: {name: Parks, parent: top}
"""


def units(parents: list[int], name: str = "Unit {at}") -> tuple[Unit, ...]:
    """Units, each under an earlier one; -1 is under none."""
    below: dict[int, list[int]] = {}
    for at, parent in enumerate(parents):
        below.setdefault(parent, []).append(at)

    def unit(at: int) -> Unit:
        return Unit(f"u{at}", name.format(at=at), (), (), tuple(map(unit, below.get(at, []))))

    return tuple(map(unit, below.get(-1, [])))


CONTINUED = Chart("T", units([-1, 0, 0, 0, *[2] * 9, 4, *[4] * 30, 2, 3, *[0] * 5]), "en")
"""Three levels and more under one, a list that goes on in further columns, and heads in two rows."""


@st.composite
def organisations(draw: st.DrawFn) -> Chart:
    """Up to 150 units on not too many levels, wide or narrow."""
    count, wide = draw(st.integers(1, 150)), draw(st.integers(1, 60))
    random = draw(st.randoms(use_true_random=False))
    parents, levels = [-1], [0]
    for at in range(1, count):
        shallow = [one for one in range(max(0, at - wide), at) if levels[one] < DEEPEST] or [0]
        parents.append(random.choice(shallow))
        levels.append(levels[parents[-1]] + 1)
    return Chart("T", units(parents), "en")


def parents(tops: tuple[Unit, ...], above: str = "") -> dict[str, str]:
    """By unit, the unit above it."""
    found = dict.fromkeys((one.id for one in tops), above)
    for one in tops:
        found |= parents(one.below, one.id)
    return found


def told(page: Drawing) -> dict[str, str]:
    """By unit, the name of what its line comes from: a box, or what a label begins with."""
    places: dict[str, Box | Label] = {box.id: box for box in page.boxes}
    places |= {label.id: label for label in page.labels}
    found = {}
    for way in page.lines:
        above, below = places[way.above], places[way.below]
        if isinstance(below, Box):
            name = above.unit.name if isinstance(above, Box) else above.text.removesuffix(", continued")
            assert below.unit.id not in found
            found[below.unit.id] = name
    return found


@given(organisations())
@settings(max_examples=60, deadline=None)
def test_a_line_ties_every_unit_to_the_one_above_it_or_to_a_label_that_names_it(chart: Chart) -> None:
    for sheet in sheets(chart):
        names = {id_: above.replace("u", "Unit ") for id_, above in parents(sheet.tops).items() if above}
        assert told(drawing(sheet)) == names


@given(organisations())
@settings(max_examples=60, deadline=None)
def test_no_line_passes_through_a_box(chart: Chart) -> None:
    page = drawing(chart)
    for way in page.lines:
        for (x, y), (right, low) in zip(way.points, way.points[1:], strict=False):
            x, right, y, low = min(x, right), max(x, right), min(y, low), max(y, low)
            for box in page.boxes:
                beside = right <= box.x or x >= box.x + box.width
                assert beside or low <= box.y or y >= box.y + box.height


@given(organisations())
@settings(max_examples=60, deadline=None)
def test_nothing_stands_right_above_a_unit_that_is_no_item_of_a_list(chart: Chart) -> None:
    page = drawing(chart)
    listed = {way.below for way in page.lines if way.hanging}
    for box in page.boxes:
        for other in page.boxes if box.id not in listed else ():
            beside = other.x + other.width <= box.x or box.x + box.width <= other.x
            assert beside or other.y >= box.y or other.y + other.height + APART <= box.y


def test_a_row_that_goes_on_has_a_label_to_which_a_line_runs() -> None:
    page = drawing(Chart("T", units([-1, *[0] * 8]), "en"))
    (label,) = page.labels
    assert label.text == "Unit 0, continued"
    assert sorted(way.above for way in page.lines) == ["b0"] * 7 + [label.id] * 2


def test_a_few_units_stand_in_one_list() -> None:
    assert drawing(Chart("T", units([-1, 0, 0, 0, *[2] * 8, *[3] * 2]), "en")).labels == ()


def ends(connector: Any) -> tuple[tuple[float, float], tuple[float, float]]:
    """Where a connector begins and ends, after it is turned."""
    place = connector._element.spPr.xfrm
    wide, high = place.ext.cx / 2, place.ext.cy / 2
    turn = math.radians(place.rot)
    found = []
    for x, y in ((-wide, -high), (wide, high)):
        x = -x if place.flipH else x
        y = -y if place.flipV else y
        right = x * math.cos(turn) - y * math.sin(turn)
        down = x * math.sin(turn) + y * math.cos(turn)
        found.append((place.off.x + wide + right, place.off.y + high + down))
    return found[0], found[1]


def touches(shape: Any, end: tuple[float, float]) -> bool:
    """Whether a point lies on the edge of a shape, but for what is rounded."""
    x, y = end[0] - shape.left, end[1] - shape.top
    near = 13_000  # a connector is at least a point wide
    inside = -near <= x <= shape.width + near and -near <= y <= shape.height + near
    return inside and min(abs(x), abs(x - shape.width), abs(y), abs(y - shape.height)) <= near


def slides(chart: Chart) -> Iterator[Any]:
    from pptx import Presentation

    yield from Presentation(io.BytesIO(pptx.render([chart]))).slides


def test_a_slide_says_what_the_drawing_says() -> None:
    for slide, sheet in zip(slides(CONTINUED), sheets(CONTINUED), strict=True):
        found = [one.text_frame.text for one in slide.shapes if one.has_text_frame]
        shown = re.findall(r"<text[^>]*>([^<]*)</text>", svg.render([sheet]))
        assert sorted(found) == sorted(shown)
    assert any("continued" in text_ for text_ in shown)


def test_a_connector_runs_between_the_boxes_of_a_unit_and_of_the_one_above_it() -> None:
    for slide, sheet in zip(slides(CONTINUED), sheets(CONTINUED), strict=True):
        shapes = {one.shape_id: one for one in slide.shapes if one.has_text_frame}
        found = {}
        for one in slide.shapes:
            if one.has_text_frame:
                continue
            form = one._element.nvCxnSpPr.cNvCxnSpPr
            above, below = shapes[form.stCxn.id], shapes[form.endCxn.id]
            begin, end = ends(one)
            assert touches(above, begin) and touches(below, end)
            found[below.text_frame.text] = above.text_frame.text.removesuffix(", continued")
        assert found == {id_.replace("u", "Unit "): name for id_, name in told(drawing(sheet)).items()}


def unit(id_: str) -> Named:
    return Named("units", id_, id_.capitalize())


def test_what_came_out_of_a_merger_or_a_split_is_called_so_and_says_of_what() -> None:
    changed = [
        Changed(unit("new"), "opened"),
        Changed(unit("half"), "opened"),
        Changed(unit("fresh"), "opened"),
        Changed(unit("gone"), "closed"),
        Changed(unit("a"), "merged", into=(unit("new"),)),
        Changed(unit("b"), "merged", into=(unit("new"),)),
        Changed(unit("c"), "merged", into=(unit("old"),)),
        Changed(unit("d"), "split", into=(unit("half"), unit("old"))),
        Changed(unit("old"), "moved"),
    ]
    before, after = marks(changed, "en")
    assert {id_: [one.whole for one in found] for id_, found in before.badges.items()} == {
        "gone": ["closed"],
        "a": ["merged into New"],
        "b": ["merged into New"],
        "c": ["merged into Old"],
        "d": ["split into Half, Old"],
    }
    assert {id_: [(one.text, one.whole) for one in found] for id_, found in after.badges.items()} == {
        "new": [("merged", "merged from A, B")],
        "half": [("split", "split from D")],
        "fresh": [("opened", "opened")],
        "old": [("moved", "moved"), ("merged", "merged with C"), ("split", "split from D")],
    }
    assert before.gone == {"gone", "a", "b", "c", "d"}
    assert after.gone == frozenset()


@pytest.fixture
def before_and_after(tmp_path: Path) -> list[Chart]:
    """The charts of a proposal that renames, merges, opens and closes."""
    (tmp_path / "base.yaml").write_text(BASE, encoding="utf-8")
    (tmp_path / "p.yaml").write_text(
        "design: p\nbased_on: base.yaml\nchanges:\n"
        "- open: {digital: {name: Digital, parent: top}}\n"
        "- rename: {school: Schools}\n"
        "- close: [culture]\n"
        "- merge: [roads, parks]\n  into: {outdoors: {name: Outdoors, parent: top}}\n",
        encoding="utf-8",
    )
    return charts(Asked(tmp_path / "p.yaml", (), AS_OF, "en", True, None))


def test_a_unit_has_the_same_place_among_its_siblings_as_before(tmp_path: Path) -> None:
    after = (
        "design: after\nunits:\n  new: {name: New, parent: top}\n  parks: {name: Parks, parent: top}\n"
        "  arts: {name: Arts, renamed_from: Culture, parent: top}\n  top: {parent: none}\n"
        "  school: {name: School, parent: top}\n"
    )
    paths = tmp_path / "before.yaml", tmp_path / "after.yaml"
    for path, content in zip(paths, (BASE, after), strict=True):
        path.write_text(content, encoding="utf-8")
    base, design = map(load_design, paths)
    (found,) = differences(base, [design], None, AS_OF)
    before, now = made.before_and_after(design, base, found, "en", AS_OF)
    assert [one.name for one in before.tops[0].below] == ["School", "Culture", "Leisure", "Roads", "Parks"]
    assert [one.name for one in now.tops[0].below] == ["School", "Arts", "Parks", "New"]


def test_only_what_is_not_there_any_more_has_a_broken_line(before_and_after: list[Chart]) -> None:
    before, after = (svg.render([one]) for one in before_and_after)
    assert before.count("stroke-dasharray") == 3
    assert "renamed" in after and "stroke-dasharray" not in after
    assert "<title>merged from Roads, Parks</title>" in after


def test_the_design_before_is_checked_as_the_one_after_is(tmp_path: Path) -> None:
    for name, content in FILES.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(content, encoding="utf-8")
    proposal = "design: p\nbased_on: design.yaml\nrules: [pack]\n"
    (tmp_path / "p.yaml").write_text(proposal, encoding="utf-8")
    before, after = charts(Asked(tmp_path / "p.yaml", (), AS_OF, "en", True, None))
    assert "✗ 1 error" in {badge.text for badge in before.tops[0].badges}
    assert before.tops == after.tops


def test_what_is_not_drawn_is_counted_with_what_is_found_and_changed() -> None:
    bad, poor, other = (Badge("x", style, "x") for style in ("error", "warning", "change"))
    leaf = Unit("leaf", "Leaf", (), (), ())
    below = (
        Unit("a", "A", (), (bad, poor), ()),
        Unit("b", "B", (), (poor, other), (Unit("c", "C", (), (bad,), ()),)),
        Unit("d", "D", (), (), (), Folded(2, 0, 1, 1)),
    )
    found = Unit("top", "Top", (), (), below).alone()
    assert found.folded == Folded(6, 2, 2, 2)
    assert found.texts("en") == (
        "+ 6 units below",
        "✗ 2 of them with errors",
        "▲ 2 of them with warnings",
        "→ 2 of them changed",
    )
    assert Unit("top", "Top", (), (), (leaf,)).alone().texts("da") == ("+ 1 enhed under",)
    assert Unit("top", "Top", (), (), below[:1]).alone().texts("da") == ("+ 1 enhed under", "✗ den har fejl")


def test_a_chart_that_ends_at_a_level_counts_as_one_that_is_folded(tmp_path: Path) -> None:
    (tmp_path / "base.yaml").write_text(BASE, encoding="utf-8")
    (whole,) = charts(Asked(tmp_path / "base.yaml", (), AS_OF, "en", False, None))
    (ended,) = charts(Asked(tmp_path / "base.yaml", (), AS_OF, "en", False, 1))
    assert ended.tops == (whole.tops[0].alone(),)


def test_every_format_tells_of_a_unit_in_the_same_order() -> None:
    one = Unit("u", "Name", ("kind", "head"), (Badge("short", "change", "long"),), (), Folded(3))
    chart = Chart("T", (one,), "en")
    paper = Paper("T", "en", (), (Picture(chart, "C"),))
    order = re.compile("Name.*kind.*head.*3 units below.*long", re.DOTALL)
    for render in (dot, mermaid):
        assert order.search(render.render([chart]).replace("#43;", "+"))
    for written in (markdown.render(paper), text.render(paper)):
        assert order.search(written)
    from docx import Document

    found = Document(io.BytesIO(docx.render(paper)))
    assert order.search("\n".join(one.text for one in found.paragraphs))
