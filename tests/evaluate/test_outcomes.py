"""What comes out of a rule for each entity: met, violated, undecidable or not applicable; and the counts."""
# ruff: noqa: E501 (a case stands on one line)

from __future__ import annotations

import pytest

from pejl.engine.errors import PejlError, Place
from pejl.engine.evaluate import walk
from pejl.engine.findings import Named


def test_each_entity_gets_its_own_outcome(checked) -> None:
    result = checked(
        "units: {a: {budget: 5}, b: {budget: 1}, c: {budget: 0..5}, d: {kind: x, budget: 1}}",
        "for: u in units\nwhere: u.id != 'd'\nrequire: u.budget >= 3",
    )
    assert result.outcomes == {"b": "violated", "c": "undecidable"}
    assert result.counts == {"met": 1, "violated": 1, "undecidable": 1, "not_applicable": 1}
    assert result.summary.checked == 3


def test_violations_come_first_each_in_the_order_of_the_design(checked) -> None:
    result = checked(
        "units: {z: {budget: 1}, m: {}, a: {budget: 1}, b: {}}", "for: u in units\nrequire: u.budget > 3"
    )
    assert list(result.outcomes) == ["z", "a", "m", "b"]


WHERE = "for: u in units\nwhere: u.kind == 'stab'\nrequire: u.budget > 3"


def test_where_it_is_unknown_whether_a_rule_applies_a_violation_is_undecidable(checked) -> None:
    assert checked("units: {a: {budget: 1}}", WHERE).outcomes == {"a": "undecidable"}


def test_where_it_is_unknown_whether_a_rule_applies_what_holds_anyway_is_met(checked) -> None:
    assert checked("units: {a: {budget: 5}}", WHERE).counts == {"met": 1}


def test_where_a_rule_certainly_does_not_apply_nothing_else_is_looked_at(checked) -> None:
    assert checked("units: {a: {kind: x}}", WHERE).counts == {"not_applicable": 1}


def test_a_scope_of_several_variables_is_checked_for_each_pair(checked) -> None:
    result = checked(
        "units: {a: {}, b: {}}\npositions: {p: {unit: a, fte: 1}, q: {unit: a, fte: 0.5}, r: {unit: b, fte: 0.2}}",
        "for: u in units for p in u.positions\nrequire: p.fte >= 1",
    )
    assert [(one.entity, [named.id for named in one.related]) for one in result.findings] == [
        ("a", ["q"]),
        ("b", ["r"]),
    ]
    assert result.counts == {"met": 1, "violated": 2}


def test_a_position_without_a_known_unit_makes_every_pair_undecidable(checked) -> None:
    result = checked(
        "units: {a: {}, b: {}}\npositions: {p: {fte: 0.5}}",
        "for: u in units for p in u.positions\nrequire: p.fte >= 1",
    )
    assert result.counts == {"undecidable": 2}
    assert result.missing == {"a": ["positions/p.unit"], "b": ["positions/p.unit"]}


def test_a_rule_without_for_is_about_the_design(checked) -> None:
    result = checked("units: {a: {}, b: {}}", "require: count(units) == 1")
    assert [(one.table, one.entity) for one in result.findings] == [("design", "design")]


def test_a_rule_that_compares_is_left_out_where_there_is_no_base(checked) -> None:
    result = checked("units: {a: {}}", "for: u in units\nrequire: u.before != None")
    assert (result.findings, result.summary.checked) == ((), 0)
    assert (result.summary.needs_base, result.summary.never_applied) == (True, False)


def test_what_an_incomplete_base_does_not_list_may_have_been_there_all_the_same(checked) -> None:
    design = "units: {a: {}, b: {}}\nbefore: {unknown: [units], units: {a: {}}}"
    result = checked(design, "for: u in units\nrequire: u.before != None")
    assert result.outcomes == {"b": "undecidable"}
    assert [(one.table, one.entity) for one in result.findings[0].missing] == [("units", None)]


def test_a_rule_about_what_was_before_is_about_the_base(checked) -> None:
    result = checked(
        "units: {a: {name: New}}\nbefore: {units: {a: {name: Old}, b: {name: Gone}}}",
        "for: u in before.units\nrequire: u in u.children or u.id == 'a'\nmessage: {da: x, en: '{u.name}'}",
    )
    assert [(one.entity, one.name) for one in result.findings] == [("b", "Gone")]


@pytest.mark.parametrize(("more", "expected"), [("", True), ("\nmay_be_empty: true", False)])
def test_a_rule_that_finds_nothing_to_check_says_so(checked, more: str, expected: bool) -> None:
    result = checked("units: {a: {kind: x}}", WHERE + more)
    assert result.summary.never_applied is expected


def test_a_rule_whose_table_may_hold_more_says_that_it_is_incomplete(checked) -> None:
    rule = "for: u in units\nrequire: u.budget > 3"
    assert checked("units: {a: {budget: 5}}\nunknown: [units]", rule).summary.incomplete
    assert not checked("units: {a: {budget: 5}}", rule).summary.incomplete


def test_a_table_that_may_hold_more_leaves_its_count_undecided(checked) -> None:
    design = "units: {a: {}}\nunknown: [units]"
    assert checked(design, "require: count(units) >= 1").counts == {"met": 1}
    result = checked(design, "require: count(units) <= 1")
    assert result.missing == {"design": ["units/*."]}


# what is at hand is counted exactly


@pytest.mark.parametrize(
    ("require", "outcome"),
    [
        ("first(v for v in units if v.kind == 'x') == None", "met"),
        ("min(v.budget for v in units if v.kind == 'x') == None", "met"),
        ("max(v.budget for v in units if v.kind == 'x') <= 5", "violated"),
        ("not max(v.budget for v in units if v.kind == 'x') > 5", "met"),
        ("sum(v.budget for v in units if v.kind == 'x') == 0", "met"),
        ("distinct(v.kind for v in units if v.kind == 'x') == 0", "met"),
        ("any(True for v in units if v.kind == 'x')", "violated"),
        ("all(False for v in units if v.kind == 'x')", "met"),
        ("first(v.parent for v in units).kind == 'x'", "violated"),
        ("first(v.parent for v in units) == None", "met"),
        ("count(v.parent for v in units) == 0", "met"),
        ("distinct(v.parent for v in units) == 0", "met"),
        ("(v.parent for v in units) == ()", "TypeError"),
    ],
)
def test_an_empty_stream_gives_what_the_document_says(checked, require: str, outcome: str) -> None:
    rule = f"for: u in units\nrequire: {require}"
    design = "units: {u: {kind: y, parent: none, budget: 3}}"
    if outcome == "TypeError":
        with pytest.raises(PejlError, match="cannot be compared"):
            checked(design, rule)
        return
    assert checked(design, rule).counts == {outcome: 1}


@pytest.mark.parametrize(
    ("require", "outcome"),
    [
        ("first(t for t in u.tasks) != None", "undecidable"),
        ("min(p.fte for p in u.positions) >= 1", "undecidable"),
        ("sum(p.fte for p in u.positions) >= 0", "met"),
        ("count(u.positions) <= 1", "met"),
        ("distinct(p.kind for p in positions) <= 1", "met"),
        ("distinct(p.kind for p in positions) == 1", "undecidable"),
        ("distinct(p for p in positions) == 1", "met"),
    ],
)
def test_an_aggregate_over_what_may_be_there_is_no_more_decided_than_it_must_be(
    checked, require: str, outcome: str
) -> None:
    result = checked(
        "units: {a: {}}\npositions: {p: {}}\ntasks: {t: {}}", f"for: u in units\nrequire: {require}"
    )
    assert result.counts == {outcome: 1}


def test_streams_never_hold_none(checked) -> None:
    result = checked(
        "units: {a: {parent: none, head: none}, b: {parent: a, head: none}}",
        "require: count(u.head for u in units) + count(u.parent.head for u in units) == 0 and units.parent == first(units)",
    )
    assert result.counts == {"met": 1}


@pytest.mark.parametrize(
    ("left", "right", "outcome"),
    [
        ("t.responsible", "t.performs", "met"),
        ("t.responsible", "units", "violated"),
        ("t.responsible", "first(units)", "violated"),
        ("t.advises", "first(units)", "met"),
        ("t.informed", "t.advises", "undecidable"),
        ("t.informed", "t.responsible", "undecidable"),
        ("t.advises", "t.responsible", "violated"),
        ("t.needs", "()", "met"),
        ("t.responsible.kind", "('x', 'y')", "met"),
        ("t.responsible.kind", "('x', 'x', 'y', 'z')", "violated"),
    ],
)
def test_lists_are_equal_as_sets(checked, left: str, right: str, outcome: str) -> None:
    result = checked(
        "units: {a: {kind: x}, b: {kind: y}, c: {}}\n"
        "tasks: {t: {responsible: [a, b], performs: [b, a], advises: [a], informed: [a, unknown], needs: []}}",
        f"for: t in tasks\nrequire: {left} == {right}",
    )
    assert result.counts == {outcome: 1}


DATES = "positions: {m: {ends: 2014-05}, y: {ends: 2014}, d: {ends: 2014-05-31}, n: {ends: none}, u: {}}"


@pytest.mark.parametrize(
    ("require", "expected"),
    [
        ("p.ends <= date('2014-05-31')", {"m": "met", "y": "undecidable", "d": "met", "n": "violated", "u": "undecidable"}),
        ("p.ends > date('2013-12-31')", {"m": "met", "y": "met", "d": "met", "n": "violated", "u": "undecidable"}),
        ("p.ends == date('2014-05-31')", {"m": "undecidable", "y": "undecidable", "d": "met", "n": "violated", "u": "undecidable"}),
        ("p.ends == None", {"m": "violated", "y": "violated", "d": "violated", "n": "met", "u": "undecidable"}),
        ("days(date('2014-05-01'), p.ends) <= 30", {"m": "met", "y": "undecidable", "d": "met", "n": "violated", "u": "undecidable"}),
        ("not p.ends > date('2015-01-01')", {"m": "met", "y": "met", "d": "met", "n": "met", "u": "undecidable"}),
        ("known(p.ends)", {"m": "violated", "y": "violated", "d": "met", "n": "met", "u": "violated"}),
    ],
)  # fmt: skip
def test_a_month_or_a_year_is_a_date_between_two_bounds(
    checked, require: str, expected: dict[str, str]
) -> None:
    result = checked(DATES, f"for: p in positions\nrequire: {require}")
    assert {**dict.fromkeys("mydnu", "met"), **result.outcomes} == expected


# fields that no row gives


@pytest.mark.parametrize(
    "require", ["sum(v.budget for v in units) >= 0", "min(v.budget for v in units) >= 0", "not u.budget < 0"]
)
def test_a_budget_that_nobody_gives_may_be_negative(checked, require: str) -> None:
    assert checked("units: {a: {}}", f"for: u in units\nrequire: {require}").counts == {"undecidable": 1}


def test_the_date_of_a_design_that_gives_none_may_be_any(checked) -> None:
    result = checked("units: {a: {}}", "require: days(design.effective, date('2014-05-01')) <= 20000")
    assert result.counts == {"undecidable": 1}
    assert result.evidence == {"design": {"days(design.effective, date('2014-05-01'))": "unknown"}}


@pytest.mark.parametrize("field", ["vacant", "temporary", "ends", "fte", "kind", "unit"])
def test_duplicates_of_any_field_can_be_asked_for(checked, field: str) -> None:
    values = {
        "vacant": "true",
        "temporary": "false",
        "ends": "2014-05-01",
        "fte": "1",
        "kind": "x",
        "unit": "a",
    }
    design = f"units: {{a: {{}}}}\npositions: {{p: {{{field}: {values[field]}}}, q: {{{field}: {values[field]}}}, r: {{{field}: none}}, s: {{}}}}"
    result = checked(design, f"for: p in positions\nrequire: count(duplicates(p.{field})) == 0")
    assert result.outcomes["p"] == result.outcomes["q"] == "violated"
    assert result.outcomes["s"] == "undecidable"


# limits


def test_a_rule_that_runs_over_too_many_rows_is_refused_at_its_place(checked, monkeypatch) -> None:
    *others, _ = walk.Walk.__init__.__defaults__
    monkeypatch.setattr(walk.Walk.__init__, "__defaults__", (*others, 20))
    rule = "for: u in units\nrequire: count(w for v in units for w in units if v.budget != w.budget) == 0"
    with pytest.raises(PejlError, match="'R' runs over more rows than its budget allows"):
        checked("units: {a: {}, b: {}, c: {}, d: {}}", rule)


@pytest.mark.parametrize(
    "require", ["sum(v.budget * v.budget for v in units) > 0", "u.budget * u.budget * u.budget > 0"]
)
def test_numbers_that_grow_too_large_to_be_exact_are_refused(checked, require: str) -> None:
    units = ", ".join(f"{name}: {{budget: 20000000}}" for name in "abcd")
    with pytest.raises(PejlError, match="the numbers of the rule 'R' grow too large to be exact"):
        checked(f"units: {{{units}}}", f"for: u in units\nrequire: {require}")


def test_money_and_shares_stay_exact(checked) -> None:
    result = checked(
        "units: {a: {budget: 0.1}, b: {budget: 0.2}}", "require: sum(u.budget for u in units) / 3 == 0.1"
    )
    assert result.counts == {"met": 1}


# what a finding tells


def test_evidence_is_the_values_that_decided_and_what_was_counted(checked) -> None:
    result = checked(
        "units: {a: {budget: 5, kind: x}}\npositions: {p: {unit: a, fte: 1}, q: {unit: a, fte: 0.5}, r: {fte: 2}}",
        "for: u in units\nrequire: u.kind == 'x' and sum(p.fte for p in u.positions) <= 1.2 and not u.budget < 3",
    )
    assert result.evidence == {
        "a": {"u.kind": "x", "sum(p.fte for p in u.positions)": "1.5..3.5", "u.budget": 5}
    }
    (finding,) = result.findings
    counted = [
        (one.entity.id, one.value, one.certain)
        for one in finding.evidence[1].counted
        if isinstance(one.entity, Named)
    ]
    assert counted == [("p", 1, True), ("q", 0.5, True), ("r", 2, False)]


def test_messages_are_filled_with_values_in_both_languages(checked) -> None:
    result = checked(
        "units: {a: {name: Vej & Park, budget: 1.5, tags: [x, y]}, b: {budget: 1..2}}",
        "for: u in units\nrequire: u.budget > 5\n"
        "message: {da: '{u.name} har {u.budget}', en: '{u} ({u.name}) has {u.budget} and {u.tags} of {count(units)}'}",
    )
    assert result.messages == {
        "a": "a (Vej & Park) has 1.5 and ['x', 'y'] of 2",
        "b": "b (unknown) has 1..2 and ['unknown'] of 2",
    }
    assert [list(one.message) for one in result.findings] == [["da", "en"], ["da", "en"]]


@pytest.mark.parametrize(
    ("require", "place"),
    [
        ("u.budget > 3", Place("design.yaml", 3, 13)),
        ("count(u.positions) > 0 and u.kind == 'y'", Place("design.yaml", 4, 11)),
        ("u.parent.kind == 'y'", Place("design.yaml", 5, 13)),
        ("count(units) > 9", Place("design.yaml", 2, 3)),
        ("u.site != None", Place("design.yaml", 2, 3)),
    ],
)
def test_a_finding_stands_at_the_value_that_is_read_first(checked, require: str, place: Place) -> None:
    result = checked(
        "units:\n  a:\n    budget: 1\n    kind: x\n    parent: none\npositions: {}",
        f"for: u in units\nrequire: {require}",
    )
    assert [one.place for one in result.findings] == [place]


@pytest.mark.parametrize(
    ("stream", "expected"),
    [
        ("(v.head for v in units)", {"p": "q", "q": None, "r": None}),
        ("(v.head for v in units if v.head != None)", {"p": "q", "q": None, "r": None}),
        ("positions", {"p": "q", "q": "r", "r": None}),
    ],
)
def test_what_comes_after_an_element_skips_what_is_none(checked, stream: str, expected: dict) -> None:
    design = "units: {a: {head: p}, b: {head: none}, c: {head: q}}\npositions: {p: {}, q: {}, r: {}}"
    rule = f"for: x in positions\nrequire: after(x, {stream}) == None and x.id == 'never'"
    result = checked(design, rule)
    found = {entity: proof[f"after(x, {stream})"] for entity, proof in result.evidence.items()}
    assert found == expected


@pytest.mark.parametrize(
    ("written", "left"),
    [("3", "1"), ("-1", "1"), ("2..3", "0..1"), ("2..5", "0..1.99"), ("unknown", "0..1.99")],
)
def test_the_remainder_of_a_range_is_as_narrow_as_it_can_be(checked, written: str, left: str) -> None:
    result = checked(f"units: {{a: {{budget: {written}}}}}", "for: u in units\nrequire: u.budget % 2 == 7")
    assert str(result.evidence["a"]["u.budget % 2"]) == left
