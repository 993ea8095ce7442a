"""A waiver is refused where nobody answers for it; of several for one matter, any valid one covers."""

from __future__ import annotations

from pathlib import Path

import pytest

from pejl.engine.errors import PejlError
from pejl.engine.model.load import load_design
from pejl.tests.evaluate.conftest import Checked

MOST = "for: u in units\nrequire: u.budget <= 3"
UNITS = "units: {a: {budget: 5}}\n"
WHOLE = "rule: R, entity: a, owner: o, reason: r, decision: d"


@pytest.mark.parametrize(
    ("waiver", "place", "message"),
    [
        (WHOLE.replace("owner: o", "owner: unknown"), (2, 42), "'owner' of a waiver cannot be unknown"),
        (WHOLE.replace("owner: o", 'owner: " "'), (2, 42), "'owner' of a waiver cannot be unknown"),
        (WHOLE.replace("reason: r", "reason: none"), (2, 53), "'reason' of a waiver cannot be unknown"),
        (WHOLE.replace("decision: d", "decision: none"), (2, 66), "'decision' of a waiver cannot be unknown"),
        (WHOLE + ", until: unknown", (2, 76), "'until' of a waiver cannot be unknown"),
        (WHOLE + ", from: none", (2, 75), "'from' of a waiver cannot be unknown"),
        (WHOLE + ", limit: unknown", (2, 76), "'limit' of a waiver cannot be unknown"),
        (WHOLE + ", limit: 3..", (2, 76), "'limit' of a waiver needs both its ends"),
        (WHOLE + ", from: 2014-05-02, until: 2014-05-01", (2, 75), "the waiver begins after it ends"),
    ],
)
def test_what_nobody_answers_for_is_refused(
    tmp_path: Path, waiver: str, place: tuple[int, int], message: str
) -> None:
    file = tmp_path / "d.yaml"
    file.write_text(f"design: d\nwaivers: {{w: {{{waiver}}}}}\n", encoding="utf-8")
    with pytest.raises(PejlError) as caught:
        load_design(file)
    (problem,) = caught.value.problems
    assert problem.message.startswith(message)
    assert problem.place is not None and (problem.place.line, problem.place.column) == place


def test_an_id_may_not_stand_in_two_files(tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / f"{name}.yaml").write_text(f"waivers: {{w: {{{WHOLE}}}}}\n", encoding="utf-8")
    file = tmp_path / "d.yaml"
    file.write_text("design: d\nwaivers: [one.yaml, two.yaml]\n", encoding="utf-8")
    with pytest.raises(PejlError) as caught:
        load_design(file)
    (problem,) = caught.value.problems
    assert "the waiver 'w' is already written at" in problem.message
    assert problem.place is not None and problem.place.file.endswith("two.yaml")


@pytest.mark.parametrize(
    ("other", "state"),
    [("until: 2013", "expired"), ("from: 2015", "not-begun"), ("limit: 4", "exceeded"), ("", "used")],
)
@pytest.mark.parametrize("first", [True, False])
def test_any_valid_waiver_covers_and_each_keeps_its_own_state(
    checked: Checked, other: str, state: str, first: bool
) -> None:
    waivers = [f"v: {{{WHOLE}}}", f"o: {{{WHOLE}, {other}}}"]
    result = checked(f"{UNITS}waivers: {{{', '.join(waivers if first else waivers[::-1])}}}", MOST)
    assert result.outcomes == {"a": "waived"}
    assert result.about_waivers == ()
    fates = {one.id: one.fate for one in result.waivers}
    assert fates == {"v": "used", "o": state}


@pytest.mark.parametrize(("dates", "state"), [("until: 2013", "expired"), ("from: 2015", "not-begun")])
def test_the_state_of_a_waiver_of_what_is_met_comes_from_its_dates(
    checked: Checked, dates: str, state: str
) -> None:
    result = checked(f"units: {{a: {{budget: 1}}}}\nwaivers: {{w: {{{WHOLE}, {dates}}}}}", MOST)
    assert [one.rule for one in result.about_waivers] == [f"waiver-{state}"]
    assert result.waivers[0].fate == state


def test_a_waiver_that_is_needed_for_one_row_is_used_though_another_covers_the_next(checked: Checked) -> None:
    result = checked(
        "units: {a: {}}\npositions: {p: {unit: a, fte: 2}, q: {unit: a, fte: 4}}\n"
        f"waivers: {{w: {{{WHOLE}, limit: 3}}, v: {{{WHOLE}, limit: 5}}}}",
        "for: u in units for p in u.positions\nrequire: p.fte <= 1",
    )
    assert ({one.id: one.fate for one in result.waivers}, result.about_waivers) == (
        {"w": "used", "v": "used"},
        (),
    )


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("rule: R", "rule: RR", "no rule is called RR (did you mean R?)"),
        ("entity: a", "entity: aa", "aa is not in units (did you mean a?)"),
        ("entity: a", "entity: xyz", "xyz is not in units"),
    ],
)
def test_a_name_that_is_not_there_is_told_with_the_nearest(
    checked: Checked, old: str, new: str, said: str
) -> None:
    result = checked(f"{UNITS}waivers: {{w: {{{WHOLE.replace(old, new)}}}}}", MOST)
    (about,) = result.about_waivers
    assert (about.rule, result.waivers[0].fate) == ("waiver-unknown", "unknown")
    assert "".join(map(str, about.message["en"])).endswith(f": {said}")


def test_what_a_waiver_says_is_in_the_result(checked: Checked) -> None:
    more = "until: 2014-12-31, limit: 5.5"
    (waiver,) = checked(f"{UNITS}waivers: {{w: {{{WHOLE}, {more}}}}}", MOST).waivers
    assert (waiver.owner, waiver.reason, waiver.decision, waiver.limit) == ("o", "r", "d", 5.5)
    assert (str(waiver.until), waiver.starts, waiver.fate) == ("2014-12-31", None, "used")


@pytest.mark.parametrize(
    ("budget", "limit", "outcome"),
    [(5, 5, "waived"), (6, 5, "violated"), (2, 2, "waived"), (1, 2, "violated")],
)
def test_what_is_to_be_equal_is_limited_on_the_side_where_it_is_off(
    checked: Checked, budget: int, limit: int, outcome: str
) -> None:
    design = f"units: {{a: {{budget: {budget}}}}}\nwaivers: {{w: {{{WHOLE}, limit: {limit}}}}}"
    assert checked(design, "for: u in units\nrequire: u.budget == 3").outcomes == {"a": outcome}
