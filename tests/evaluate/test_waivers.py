"""A waiver permits one rule for one entity, until a day and up to a limit; what is wrong with it is told."""
# ruff: noqa: E501 (a case stands on one line)

from __future__ import annotations

import pytest

from pejl.engine.findings import Outcome, Severity

DESIGN = "units: {a: {budget: 5}, b: {budget: 9}, c: {budget: 1}}\nwaivers: {w: {rule: R, entity: b, owner: o, reason: r, decision: d%s}}"
MOST = "for: u in units\nrequire: u.budget <= 3"


def test_a_waiver_covers_its_rule_and_its_entity_alone(checked) -> None:
    result = checked(DESIGN % "", MOST)
    assert result.outcomes == {"a": "violated", "b": "waived"}
    assert result.counts == {"met": 1, "violated": 1, "waived": 1}
    assert [one.waiver for one in result.findings] == [None, "w"]
    assert result.about_waivers == ()


@pytest.mark.parametrize(
    ("wrong", "told"), [("rule: Q", "no rule is called Q"), ("rule: R, entity: x", "x is not in units")]
)
def test_a_waiver_of_what_is_not_there_says_so(checked, wrong: str, told: str) -> None:
    design = (DESIGN % "").replace("rule: R, entity: b" if "entity" in wrong else "rule: R", wrong)
    result = checked(design, MOST)
    assert result.outcomes == {"a": "violated", "b": "violated"}
    (about,) = result.about_waivers
    found = (about.rule, about.entity, about.outcome, about.severity)
    assert found == ("waiver-unknown", "w", Outcome.VIOLATED, Severity.WARNING)
    assert told in "".join(str(piece) for piece in about.message["en"])


@pytest.mark.parametrize(
    ("dates", "outcome", "about"),
    [
        ("until: 2014-05-01", "waived", []),
        ("until: 2014-04-30", "violated", ["waiver-expired"]),
        ("until: 2014-05", "waived", []),
        ("until: 2013", "violated", ["waiver-expired"]),
        ("from: 2014-05-01", "waived", []),
        ("from: 2014-05-02", "violated", ["waiver-not-begun"]),
        ("from: 2014-01, until: 2014-12", "waived", []),
    ],
)
def test_a_waiver_holds_from_its_first_to_its_last_day(
    checked, dates: str, outcome: str, about: list[str]
) -> None:
    result = checked(DESIGN % f", {dates}", MOST)
    assert result.outcomes["b"] == outcome
    assert [one.rule for one in result.about_waivers] == about


@pytest.mark.parametrize(
    ("require", "limit", "outcome"),
    [
        ("u.budget <= 3", 9, "waived"),
        ("u.budget <= 3", 8.999, "violated"),
        ("u.budget < 3", 9, "waived"),
        ("3 >= u.budget", 9, "waived"),
        ("u.budget >= 20", 9, "waived"),
        ("u.budget >= 20", 10, "violated"),
        ("20 <= u.budget", 10, "violated"),
        ("10 <= u.budget <= 20", 9, "waived"),
        ("10 <= u.budget <= 20", 9.5, "violated"),
        ("4 <= u.budget <= 8", 9, "waived"),
        ("4 <= u.budget <= 8", 8.5, "violated"),
        ("not u.budget > 3", 9, "violated"),
        ("u.budget == 3", 9, "waived"),
        ("u.budget == 3", 8, "violated"),
        ("u.budget == 20", 9, "waived"),
        ("u.budget == 20", 10, "violated"),
        ("u.id == 'x'", 10, "violated"),
    ],
)
def test_a_limit_is_compared_with_what_the_rule_measures(
    checked, require: str, limit: float, outcome: str
) -> None:
    result = checked(DESIGN % f", limit: {limit}", f"for: u in units\nrequire: {require}")
    assert result.outcomes["b"] == outcome
    measured = "waiver-unmeasured" if "not" in require or "id" in require else "waiver-exceeded"
    assert [one.rule for one in result.about_waivers] == ([] if outcome == "waived" else [measured])


@pytest.mark.parametrize(
    ("budget", "about"),
    [
        ("4..4", []),
        ("4..5", ["waiver-may-be-exceeded"]),
        ("4..", ["waiver-may-be-exceeded"]),
        ("5..9", ["waiver-exceeded"]),
    ],
)
def test_a_violation_is_said_to_exceed_a_waiver_only_where_that_is_certain(
    checked, budget: str, about: list[str]
) -> None:
    result = checked((DESIGN % ", limit: 4").replace("budget: 9", f"budget: {budget}"), MOST)
    assert [one.rule for one in result.about_waivers] == about
    assert result.waivers[0].fate == (about[0].removeprefix("waiver-") if about else "used")
    # It is broken, whatever the unknown turns out to be, and nothing that certainly permits it.
    assert result.outcomes["b"] == ("violated" if about else "waived")


def test_a_waiver_that_names_no_decision_permits_and_is_told(checked) -> None:
    result = checked((DESIGN % "").replace(", decision: d", ""), MOST)
    assert (result.outcomes["b"], result.waivers[0].fate) == ("waived", "used")
    (about,) = result.about_waivers
    assert (about.rule, about.entity, about.severity) == ("waiver-undecided", "w", Severity.WARNING)


def test_a_rule_that_cannot_be_waived_refuses(checked) -> None:
    result = checked(DESIGN % "", MOST + "\nwaivable: false")
    assert result.outcomes["b"] == "violated"
    assert [one.rule for one in result.about_waivers] == ["waiver-refused"]


@pytest.mark.parametrize("budget", ["2", "unknown"])
def test_a_waiver_of_what_is_met_or_undecidable_is_not_used(checked, budget: str) -> None:
    result = checked((DESIGN % "").replace("budget: 9", f"budget: {budget}"), MOST)
    assert [one.rule for one in result.about_waivers] == ["waiver-unused"]


def test_a_waiver_covers_those_rows_of_an_entity_that_keep_its_limit(checked) -> None:
    result = checked(
        "units: {a: {}}\npositions: {p: {unit: a, fte: 2}, q: {unit: a, fte: 4}}\n"
        "waivers: {w: {rule: R, entity: a, owner: o, reason: r, decision: d, limit: 3}}",
        "for: u in units for p in u.positions\nrequire: p.fte <= 1",
    )
    assert [(one.related[0].id, one.outcome.value) for one in result.findings] == [
        ("q", "violated"),
        ("p", "waived"),
    ]
    assert [one.rule for one in result.about_waivers] == ["waiver-exceeded"]


def test_the_order_of_findings_is_that_of_the_design_where_some_are_waived(checked) -> None:
    design = "units: {z: {budget: 5}, m: {budget: 9}, a: {budget: 9}}\nwaivers: {w: {rule: R, entity: m, owner: o, reason: r, decision: d}}"
    assert list(checked(design, MOST).outcomes) == ["z", "a", "m"]


# attestations

ASKED = "attest: {da: '?', en: '?'}"
GOOD = "rule: R, holds: true, by: director, date: 2014-04-01, until: none, document: minutes"


@pytest.mark.parametrize(
    ("attestations", "outcome", "missing"),
    [
        ({"x": GOOD}, "attested", []),
        ({"x": GOOD.replace("true", "false")}, "violated", []),
        ({}, "undecidable", ["attestations/*.R"]),
        ({"x": GOOD.replace("rule: R", "rule: Q")}, "undecidable", ["attestations/*.R"]),
        ({"x": GOOD.replace("by: director", "by: unknown")}, "undecidable", ["attestations/x.by"]),
        ({"x": GOOD.replace(", document: minutes", "")}, "undecidable", ["attestations/x.document"]),
        ({"x": GOOD.replace("date: 2014-04-01", "date: none")}, "undecidable", ["attestations/x.date"]),
        ({"x": GOOD.replace("date: 2014-04-01", "date: 2014")}, "undecidable", ["attestations/x.date"]),
        ({"x": GOOD.replace("holds: true", "holds: unknown")}, "undecidable", ["attestations/x.holds"]),
        ({"x": GOOD.replace("until: none", "until: 2014-04-30")}, "undecidable", ["attestations/*.R"]),
        ({"x": GOOD.replace("until: none", "until: 2014-05-01")}, "attested", []),
        (
            {"x": "rule: R"},
            "undecidable",
            [f"attestations/x.{one}" for one in ("by", "date", "document", "holds")],
        ),
        (
            {"x": GOOD, "y": GOOD.replace("true", "false")},
            "undecidable",
            ["attestations/x.holds", "attestations/y.holds"],
        ),
        ({"x": GOOD, "y": GOOD.replace("true", "false").replace("04-01", "04-02")}, "violated", []),
        ({"x": GOOD, "y": GOOD.replace("true", "false").replace("04-01", "03-31")}, "attested", []),
        ({"x": GOOD.replace("04-01", "05-01")}, "attested", []),
        ({"x": GOOD.replace("04-01", "05-02")}, "undecidable", ["attestations/*.R"]),
        ({"x": "rule: R", "y": GOOD}, "attested", []),
    ],
)
def test_a_human_judges_where_a_rule_can_only_ask(
    checked, attestations: dict[str, str], outcome: str, missing: list[str]
) -> None:
    written = ", ".join(f"{id_}: {{{fields}}}" for id_, fields in attestations.items())
    result = checked(f"attestations: {{{written}}}\nunits: {{a: {{}}}}", ASKED)
    assert result.counts == {outcome: 1}
    assert result.missing == {"design": missing}


def test_an_attested_finding_shows_what_was_attested_and_stands_where_it_is_written(checked) -> None:
    result = checked(f"units: {{}}\nattestations:\n  x: {{{GOOD}, statement: Yes}}", ASKED)
    assert {one.expression: str(one.value) for one in result.findings[0].evidence} == {
        "holds": "True", "statement": "Yes", "by": "director", "date": "2014-04-01", "document": "minutes",
    }  # fmt: skip
    assert str(result.findings[0].place) == "design.yaml:3:3"


def test_an_attestation_is_asked_only_where_the_rule_applies(checked) -> None:
    result = checked("units: {a: {kind: x}, b: {kind: y}}", f"for: u in units\nwhere: u.kind == 'x'\n{ASKED}")
    assert result.counts == {"undecidable": 1, "not_applicable": 1}
