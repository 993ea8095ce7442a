"""What one design has other than another: entities, figures, money and compliance."""

from __future__ import annotations

from pathlib import Path
from unittest.mock import ANY

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pejl.engine.diff.compare import Changed, Difference, differences
from pejl.engine.diff.compliance import Became
from pejl.engine.diff.figures import added, less
from pejl.engine.findings import Named, Range, Shown, Unknown
from pejl.engine.language.rules import RuleSet
from pejl.engine.model.load import load_design, load_text
from pejl.engine.model.tables import Design
from pejl.engine.run import load
from pejl.tests.diff.small_proposal import DAY, proposed

BEFORE = """\
design: before
units:
  top: {name: Top, parent: none, head: boss}
  a: {name: A, parent: top}
  b: {name: B, parent: top}
positions:
  boss: {unit: top, reports_to: none, heads: 1, fte: 1, cost: 900000, temporary: false}
  p1: {unit: a, reports_to: boss, heads: 2, fte: 1.5, cost: 800000, temporary: true}
tasks:
  t1: {name: T1, function: law, responsible: [a]}
  t2: {name: T2, function: law, responsible: [a, b]}
budget_lines:
  l1: {year: 2026, kind: pay, area: staff, amount: 100.50, external: false, excepted: false}
"""


def design(text: str) -> Design:
    return load_text(text, Path("design.yaml"))


def compared(after: str, before: str = BEFORE) -> Difference:
    """What the second text has other than the first."""
    (found,) = differences(design(before), [design(after)], None, DAY)
    return found


def brief(found: tuple[Changed, ...]) -> list[tuple[str, str, list[str]]]:
    return [(one.what, one.itself.id, [field.field for field in one.fields]) for one in found]


def test_a_design_is_not_other_than_itself() -> None:
    found = compared(BEFORE.replace("design: before", "design: after"))
    assert found.entities == {}
    assert not any(one.moved for one in found.placements)
    assert [one.change for one in found.figures if one.change] == []


def test_each_entity_is_told_by_the_most_that_happened_to_it() -> None:
    after = (
        BEFORE.replace("  b: {name: B, parent: top}", "  c: {name: C, parent: a, kind: team}")
        .replace("name: A,", "name: Alpha,")
        .replace("responsible: [a, b]", "responsible: [c]")
        .replace("p1: {unit: a,", "p1: {unit: c,")
    )
    found = compared(after)
    assert brief(found.entities["units"]) == [
        ("opened", "c", []),
        ("closed", "b", []),
        ("renamed", "a", ["name"]),
    ]
    assert brief(found.entities["tasks"]) == [("moved", "t2", ["responsible"])]
    assert brief(found.entities["positions"]) == [("moved", "p1", ["unit"])]


def test_a_list_in_another_order_is_the_same() -> None:
    assert compared(BEFORE.replace("[a, b]", "[b, a]")).entities == {}


def test_steps_in_another_order_are_another_pathway() -> None:
    before = BEFORE + "pathways:\n  p: {name: P, steps: [t1, t2]}\n"
    (change,) = compared(before.replace("[t1, t2]", "[t2, t1]"), before).entities["pathways"]
    assert [(one.field, one.came, one.went) for one in change.fields] == [("steps", (), ())]


def test_what_came_to_a_list_and_what_went_goes_by_ids_and_not_by_names() -> None:
    before = BEFORE.replace("name: B, parent: top}", "name: A, parent: top}")
    (change,) = compared(before.replace("responsible: [a]}", "responsible: [b]}"), before).entities["tasks"]
    (field,) = change.fields
    assert [[one.id for one in side if isinstance(one, Named)] for side in (field.came, field.went)] == [
        ["b"],
        ["a"],
    ]
    after = BEFORE.replace("  b: {name: B,", "  bb: {name: Bees, renamed_from: B,")
    (field,) = compared(after.replace("[a, b]", "[bb]")).entities["tasks"][0].fields
    assert (field.came, [one.id for one in field.went if isinstance(one, Named)]) == ((), ["a"])


def test_what_becomes_unknown_is_other() -> None:
    (change,) = compared(BEFORE.replace("responsible: [a]", "responsible: unknown")).entities["tasks"]
    (field,) = change.fields
    assert isinstance(field.after, Unknown)


def test_a_renamed_id_is_the_same_unit_where_it_says_so() -> None:
    after = BEFORE.replace("  b: {name: B,", "  bb: {name: Bees, renamed_from: B,").replace(
        "[a, b]", "[a, bb]"
    )
    found = compared(after)
    assert [(one.what, one.itself.id, one.was) for one in found.entities["units"]] == [("renamed", "bb", "b")]
    assert "tasks" not in found.entities


@pytest.mark.parametrize("said", ["", "renamed_from: X, ", "renamed_from: A, "])
def test_it_is_never_guessed(said: str) -> None:
    after = BEFORE.replace("  b: {name: B,", f"  bb: {{name: B, {said}").replace("[a, b]", "[a, bb]")
    found = compared(after)
    assert [(one.what, one.itself.id) for one in found.entities["units"]] == [
        ("opened", "bb"),
        ("closed", "b"),
    ]


def test_a_proposal_tells_what_a_merged_unit_became(tmp_path: Path) -> None:
    found = proposed(tmp_path, BEFORE, "- merge: [a, b]\n  into: {ab: {name: AB, parent: top}}\n")
    merged = [one for one in found.entities["units"] if one.what == "merged"]
    assert [(one.itself.id, [part.id for part in one.into]) for one in merged] == [
        ("a", ["ab"]),
        ("b", ["ab"]),
    ]


@pytest.mark.parametrize(
    "steps, into",
    [
        ("- merge: [a, b]\n  into: {ab: {name: AB, parent: top}}\n"
         "- merge: [ab, c]\n  into: {abc: {name: ABC, parent: top}}\n", ["abc"]),
        ("- split: a\n  into:\n    a1: {name: A1, parent: top}\n"
         "    a2: {name: A2, parent: top, takes: {positions: [p1], tasks: [t1, t2]}}\n"
         "- merge: [a1, b]\n  into: {ab: {name: AB, parent: top}}\n", ["a2", "ab"]),
    ],
    ids=["merged twice", "split and merged"],
)  # fmt: skip
def test_what_a_unit_became_is_followed_to_the_end(tmp_path: Path, steps: str, into: list[str]) -> None:
    before = BEFORE.replace(
        "  b: {name: B, parent: top}\n", "  b: {name: B, parent: top}\n  c: {name: C, parent: top}\n"
    )
    found = proposed(tmp_path, before, steps)
    (one,) = (one for one in found.entities["units"] if one.itself.id == "a")
    assert sorted(part.id for part in one.into) == into


def test_what_a_unit_became_is_known_through_a_proposal_on_a_proposal(tmp_path: Path) -> None:
    (tmp_path / "before.yaml").write_text(BEFORE, encoding="utf-8")
    first, second = tmp_path / "first.yaml", tmp_path / "second.yaml"
    merge = "- merge: [a, b]\n  into: {ab: {name: AB, parent: top}}\n"
    first.write_text(f"design: first\nbased_on: before.yaml\nchanges:\n{merge}", encoding="utf-8")
    second.write_text("design: second\nbased_on: first.yaml\nchanges: []\n", encoding="utf-8")
    (found,) = differences(load_design(tmp_path / "before.yaml"), [load_design(second)], None, DAY)
    merged = [(one.itself.id, [part.id for part in one.into]) for one in found.entities["units"] if one.into]
    assert merged == [("a", ["ab"]), ("b", ["ab"])]


def test_a_task_that_some_units_keep_moves_in_part() -> None:
    found = {one.task.id: one.what for one in compared(BEFORE.replace("[a, b]", "[b]")).placements}
    assert found == {"t1": "unchanged", "t2": "partly"}


def test_a_sum_of_a_year_that_an_open_list_does_not_name_is_not_nothing() -> None:
    before = BEFORE.replace("design: before\n", "design: before\nunknown: [budget_lines]\n")
    line = "  l2: {year: 2027, kind: pay, area: it, amount: 5, external: false, excepted: false}\n"
    rows = compared(BEFORE + line, before).money.years
    (row,) = (row for row in rows if row.year == 2027)
    assert row.before is not None and row.before.total == Unknown()


def test_figures_are_counted_in_both() -> None:
    known = BEFORE.replace("parent: top}", "parent: top, head: none}")
    figures = {one.measure.id: one for one in compared(known.replace("fte: 1.5", "fte: 2"), known).figures}
    assert (figures["fte"].before, figures["fte"].after, figures["fte"].change) == (2.5, 3, 0.5)
    assert (figures["temporary_cost"].before, figures["temporary_cost"].change) == (800000, 0)
    assert (figures["managers"].before, figures["widest"].before, figures["mean"].before) == (1, 2, 2.0)


def test_a_figure_over_something_unknown_is_a_range_and_its_change_is_not_known() -> None:
    figures = {one.measure.id: one for one in compared(BEFORE.replace("fte: 1.5, ", "")).figures}
    assert figures["fte"].after == Range(1, None)
    assert figures["fte"].change is None


def test_every_task_has_its_place_before_and_after() -> None:
    after = BEFORE.replace("  t2:", "  t3:").replace("responsible: [a]", "responsible: [b]")
    found = {one.task.id: one for one in compared(after).placements}
    assert list(found) == ["t1", "t3", "t2"]
    assert found["t1"].moved
    assert (found["t3"].before, found["t2"].after) == (None, None)


def test_money_is_added_up_exactly_by_year_and_kind() -> None:
    lines = (
        "  l2: {year: 2026, kind: pay, area: staff, amount: 0.10, external: true, excepted: false}\n"
        "  l3: {year: 2027, kind: pay, area: it, amount: 5, external: false, excepted: true}\n"
    )
    found = compared(BEFORE + lines).money
    assert [
        (row.year, row.before and row.before.total, row.after and row.after.total) for row in found.years
    ] == [
        (2026, 100.5, 100.6),
        (2027, None, 5),
    ]
    assert [(row.part, row.after and row.after.external) for row in found.parts["area"]] == [
        ("staff", 0.1),
        ("it", 0),
    ]


def test_money_of_different_kinds_is_not_added_up() -> None:
    lines = "  l2: {year: 2026, kind: freed, unit: a, amount: 7, external: false, excepted: false}\n"
    found = compared(BEFORE + lines).money
    assert [(row.kind, row.after and row.after.total) for row in found.years] == [
        ("freed", 7),
        ("pay", 100.5),
    ]
    assert [row.part for row in found.parts["unit"] if row.kind == "freed"] == [Named("units", "a", "A", ANY)]


def test_the_money_of_a_unit_that_is_called_otherwise_stays_its_own() -> None:
    line = "  l2: {year: 2026, kind: pay, unit: b, amount: 7, external: false, excepted: false}\n"
    after = (BEFORE + line).replace("  b: {name: B,", "  bb: {name: Bees, renamed_from: B,")
    rows = compared(
        after.replace("unit: b,", "unit: bb,").replace("[a, b]", "[a, bb]"), BEFORE + line
    ).money.parts["unit"]
    assert [(row.part.name, row.before == row.after) for row in rows if isinstance(row.part, Named)] == [
        ("Bees", True)
    ]


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("unit: a, amount: 7", True),
        ("position: boss, amount: 7", False),
        ("position: p1, amount: 7", False),
        ("position: many, amount: 7", True),
    ],
)
def test_a_line_about_the_post_of_few_people_marks_the_sums_that_it_changes(line: str, told: bool) -> None:
    before = BEFORE.replace("tasks:\n", "  many: {unit: a, reports_to: boss, heads: 3}\ntasks:\n")
    found = compared(before + f"  l2: {{year: 2026, kind: pay, {line}}}\n", before).money
    assert [row.few for row in found.years] == [not told]


def test_a_sum_of_lines_about_few_people_is_marked_though_nothing_changes() -> None:
    before = BEFORE + "  l2: {year: 2026, kind: post, position: boss, amount: 7}\n"
    found = compared(before.replace("name: A,", "name: Aa,"), before).money
    assert [(row.kind, row.few) for row in found.years] == [("pay", False), ("post", True)]


def test_where_there_may_be_more_lines_than_are_written_no_sum_is_known() -> None:
    found = compared(BEFORE.replace("design: before\n", "design: before\nunknown: [budget_lines]\n")).money
    assert [row.after and row.after.total for row in found.years] == [Unknown()]


NUMBERS = st.integers(-(10**9), 10**9)
VALUES: st.SearchStrategy[Shown] = NUMBERS | st.builds(
    lambda low, more: Range(low, None if more is None else low + more), NUMBERS, st.none() | st.integers(0, 9)
)


@given(st.lists(VALUES, max_size=6))
def test_a_sum_lies_between_the_sums_of_the_bounds(values: list[Shown]) -> None:
    lows = [one.low if isinstance(one, Range) else one for one in values]
    highs = [one.high if isinstance(one, Range) else one for one in values]
    total = added(values)
    low, high = (total.low, total.high) if isinstance(total, Range) else (total, total)
    assert low == sum(lows)  # type: ignore[arg-type]
    assert high == (None if None in highs else sum(highs))  # type: ignore[arg-type]


@given(NUMBERS, NUMBERS)
def test_a_change_the_other_way_is_its_opposite(one: int, other: int) -> None:
    assert less(one, other) == -(less(other, one) or 0)


# Compliance

PACK = """\
pack: p
title: {da: P, en: P}
documents: {paper: {title: The paper}}
principles: {P1: {title: {da: Ansvar, en: Responsibility}, document: paper, says: {da: Én, en: One}}}
rules:
  ONE: {principles: [P1], title: {da: Én, en: One}, for: t in tasks, require: count(t.responsible) == 1}
  FEWER: {title: {da: Færre, en: Fewer}, require: count(u for u in units) < count(u for u in before.units)}
"""


@pytest.fixture
def rules(tmp_path: Path) -> RuleSet:
    (tmp_path / "p.yaml").write_text(PACK, encoding="utf-8")
    (tmp_path / "d.yaml").write_text(
        BEFORE.replace("units:\n", "rules: [p.yaml]\nunits:\n", 1), encoding="utf-8"
    )
    return load(tmp_path / "d.yaml").rules


@pytest.mark.parametrize(
    "old, new, what",
    [
        ("[a, b]", "[b]", "mended"),
        ("  t2: {name: T2, function: law, responsible: [a, b]}\n", "", "gone"),
        ("responsible: [a]}", "responsible: [a, b]}", "broken"),
        ("responsible: [a]}", "responsible: unknown}", "unsettled"),
        ("[a, b]", "[b, a]", "unchanged"),
    ],
)
def test_a_finding_is_mended_gone_broken_unsettled_or_unchanged(
    rules: RuleSet, old: str, new: str, what: str
) -> None:
    (found,) = differences(design(BEFORE), [design(BEFORE.replace(old, new))], rules, DAY)
    kept = next(one for one in found.compliance if one.principle is not None)
    others = [became.value for became in kept.findings if became is not Became.UNCHANGED]
    assert (others or [became.value for became in kept.findings]) == [what]


def became(after: str, rules: RuleSet, before: str = BEFORE) -> list[tuple[Became, str]]:
    """What became of the findings of the rule that serves a principle."""
    (found,) = differences(design(before), [design(after)], rules, DAY)
    kept = next(one for one in found.compliance if one.principle is not None)
    return [(what, one.entity) for what, findings in kept.findings.items() for one in findings]


def test_the_violation_of_what_is_only_called_otherwise_is_unchanged(tmp_path: Path) -> None:
    tasks = "for: t in tasks, require: count(t.responsible) == 1"
    (tmp_path / "p.yaml").write_text(
        PACK.replace(tasks, "for: u in units, require: u.name == 'Top'"), encoding="utf-8"
    )
    (tmp_path / "d.yaml").write_text("design: d\nrules: [p.yaml]\nunits: {}\n", encoding="utf-8")
    units = load(tmp_path / "d.yaml").rules
    after = BEFORE.replace("  b: {name: B,", "  bb: {name: B, renamed_from: b,").replace("[a, b]", "[a, bb]")
    assert became(after, units) == [(Became.UNCHANGED, "a"), (Became.UNCHANGED, "bb")]
    mended = after.replace("name: B,", "name: Top,")
    assert became(mended, units) == [(Became.UNCHANGED, "a"), (Became.MENDED, "b")]


def test_what_could_not_be_decided_before_and_is_broken_is_not_called_newly_broken(rules: RuleSet) -> None:
    before = BEFORE.replace("responsible: [a]}", "responsible: unknown}").replace("[a, b]", "[b]")
    after = before.replace("responsible: unknown}", "responsible: [a, b]}")
    assert became(after, rules, before) == [(Became.REVEALED, "t1")]


def test_what_cannot_be_decided_about_something_new_was_never_decided(rules: RuleSet) -> None:
    after = BEFORE.replace(
        "budget_lines:", "  t3: {name: T3, function: law, responsible: unknown}\nbudget_lines:"
    )
    assert became(after, rules) == [(Became.UNCHANGED, "t2"), (Became.OPEN, "t3")]


def test_what_only_a_proposal_is_asked_is_not_called_broken(rules: RuleSet, tmp_path: Path) -> None:
    found = proposed(tmp_path, BEFORE, "  []\n", rules)
    rest = next(one for one in found.compliance if one.principle is None)
    assert [(became, one.rule) for became, found in rest.findings.items() for one in found] == [
        (Became.ASKED, "FEWER")
    ]


def test_entities_are_named_with_their_places() -> None:
    (change, *_) = compared(BEFORE.replace("name: A,", "name: Alpha,")).entities["units"]
    assert isinstance(change.itself, Named)
    assert change.itself.place is not None and change.itself.place.line == 4
