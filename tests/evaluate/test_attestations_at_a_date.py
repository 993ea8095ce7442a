"""An attestation counts only where that is certain: signed, dated, begun and not run out."""

from __future__ import annotations

import pytest

from pejl.engine.report.words import missing_word
from pejl.tests.evaluate.conftest import Checked

ATTEST = "attest: {da: Er det?, en: Is it?}\nfor: u in units"
SIGNED = "rule: R, holds: true, by: Board, document: Minutes"


def design(*attestations: str) -> str:
    rows = ", ".join(f"k{at}: {{{text}}}" for at, text in enumerate(attestations))
    return f"units: {{a: {{}}}}\nattestations: {{{rows}}}"


@pytest.mark.parametrize(
    ("more", "outcome", "missing"),
    [
        ("date: 2014-04-01", "attested", []),
        ("date: 2014-05-01", "attested", []),
        ("date: 2014-04", "attested", []),
        ("date: 2014-05", "undecidable", ["attestations/k0.date"]),
        ("date: 2014-06-01", "undecidable", ["attestations/*.R"]),
        ("date: unknown", "undecidable", ["attestations/k0.date"]),
        ("date: 2014-04-01, until: none", "attested", []),
        ("date: 2014-04-01, until: 2014-05-01", "attested", []),
        ("date: 2014-04-01, until: 2014-05", "attested", []),
        ("date: 2014-04-01, until: 2014-06", "attested", []),
        ("date: 2014-04-01, until: 2014-04", "undecidable", ["attestations/*.R"]),
        ("date: 2013-04-01, until: 2013", "undecidable", ["attestations/*.R"]),
        ("date: 2014-04-01, until: 2013..2015", "undecidable", ["attestations/k0.until"]),
        ("date: 2014-04-01, until: unknown", "undecidable", ["attestations/k0.until"]),
    ],
)
def test_dates_are_compared_as_far_as_they_are_known(
    checked: Checked, more: str, outcome: str, missing: list[str]
) -> None:
    result = checked(design(f"{SIGNED}, {more}"), ATTEST)
    assert (result.outcomes, result.missing) == ({"a": outcome}, {"a": missing})


def test_an_attestation_without_an_end_beside_one_with_an_end_still_has_none(checked: Checked) -> None:
    result = checked(design(f"{SIGNED}, date: 2014-04-01", "rule: Q, until: 2014"), ATTEST)
    assert result.outcomes == {"a": "attested"}


@pytest.mark.parametrize("field", ["by", "document"])
def test_a_blank_signature_is_missing(checked: Checked, field: str) -> None:
    old = {"by": "by: Board", "document": "document: Minutes"}[field]
    result = checked(design(f"{SIGNED}, date: 2014-04-01".replace(old, f'{field}: " "')), ATTEST)
    assert result.missing == {"a": [f"attestations/k0.{field}"]}


@pytest.mark.parametrize(
    ("more", "outcome"),
    [
        ("", "violated"),
        ("date: 2014-04-01", "violated"),
        ("until: 2014-04", "undecidable"),
        ("date: 2014-06-01", "undecidable"),
    ],
)
def test_a_judgement_that_it_does_not_hold_runs_out_too(checked: Checked, more: str, outcome: str) -> None:
    assert checked(design(f"rule: R, holds: false, {more}"), ATTEST).outcomes == {"a": outcome}


@pytest.mark.parametrize(
    ("yes", "no", "outcome"),
    [
        ("2014-04-02", "2014-04-01", "attested"),
        ("2014-04-01", "2014-04-02", "violated"),
        ("2014-04-01", "2014-04-01", "undecidable"),
        ("2014-03", "2014-04-01", "violated"),
        ("2014-04-02", "2014-04", "undecidable"),
    ],
)
def test_the_latest_attestation_decides(checked: Checked, yes: str, no: str, outcome: str) -> None:
    denied = SIGNED.replace("true", "false")
    for rows in (
        (f"{SIGNED}, date: {yes}", f"{denied}, date: {no}"),
        (
            f"{denied}, date: {no}",
            f"{SIGNED}, date: {yes}",
        ),
    ):
        result = checked(design(*rows), ATTEST)
        assert result.outcomes == {"a": outcome}
        if outcome == "undecidable":
            assert result.missing == {"a": ["attestations/k0.holds", "attestations/k1.holds"]}


def test_a_later_denial_that_may_have_run_out_keeps_an_older_yes_from_deciding(checked: Checked) -> None:
    denied = f"{SIGNED.replace('true', 'false')}, date: 2014-04-01, until: 2014-04..2014-05"
    result = checked(design(f"{SIGNED}, date: 2014-03-01", denied), ATTEST)
    assert result.outcomes == {"a": "undecidable"}
    assert "attestations/k1.until" in result.missing["a"]


def test_an_attestation_of_no_rule_is_told_with_the_nearest(checked: Checked) -> None:
    (about,) = checked(design(f"{SIGNED}, date: 2014-04-01", "rule: RR, holds: true"), ATTEST).about_waivers
    assert (about.rule, about.table, about.entity, about.severity.value) == (
        "attestation-unused",
        "attestations",
        "k1",
        "warning",
    )
    assert about.message["en"] == (
        "The attestation is not used: none of the rules is called RR (did you mean R?)",
    )


def test_an_attestation_of_a_rule_that_the_design_decides_is_told(checked: Checked) -> None:
    (about,) = checked(
        design("rule: R, holds: true"), "for: u in units\nrequire: u.budget == None"
    ).about_waivers
    assert about.rule == "attestation-unused"


@pytest.mark.parametrize(
    ("written", "state"),
    [
        (f"{SIGNED}, date: 2014-04-01", "valid"),
        (f"{SIGNED}, date: 2014-04-01, until: 2014-04-30", "expired"),
        (f"{SIGNED}, date: 2014-05-02", "not-begun"),
        (f"{SIGNED.replace('true', 'false')}, date: 2014-04-01", "denied"),
        (f"{SIGNED.replace('true', 'false')}, date: 2014-04-01, until: 2014-04-30", "expired"),
        (f"{SIGNED}, date: 2014-05", "incomplete"),
        ("rule: R, holds: true", "incomplete"),
        ("holds: true, by: Board", "incomplete"),
        (f"{SIGNED.replace('rule: R', 'rule: Q')}, date: 2014-04-01", "unused"),
    ],
)
def test_the_register_has_every_attestation_with_its_state(
    checked: Checked, written: str, state: str
) -> None:
    found = checked(design(written, f"{SIGNED}, date: 2014-03-01"), ATTEST).attestations
    assert [(one.id, one.state) for one in found] == [("k0", state), ("k1", "valid")]


def test_what_has_run_out_lacks_nothing_and_a_new_one_is_asked_for(checked: Checked) -> None:
    result = checked(design(f"{SIGNED}, date: 2014-04-01, until: 2014-04-30"), ATTEST)
    (missing,) = result.findings[0].missing
    assert missing_word(missing, "en") == "a new attestation of R"
    (kept,) = result.attestations
    assert (kept.by, str(kept.date), str(kept.until)) == ("Board", "2014-04-01", "2014-04-30")
