"""`pejl freeze`: what is violated today is permitted, and what gets worse or runs out is told again."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from pejl.tests.cli.small_design import LEJRE, Run, edit

WHO = ("--owner", 'The "board": owner', "--reason", "because # of æøå", "--decision", "item 7")
WAIVERS = "rules: [pack]\nwaivers: [waivers.yaml]"


@pytest.fixture
def frozen(run: Run, folder: Path) -> Path:
    """A folder whose design has its violations frozen on the first day of 2015, until its last."""
    limits = ("--as-of", "2015-01-01", "--until", "2015-12-31")
    result = run("freeze", "design.yaml", *WHO, *limits, "-o", "waivers.yaml")
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "")
    edit(folder / "design.yaml", "rules: [pack]", WAIVERS)
    return folder


def checked(run: Run, day: str = "2015-06-01") -> tuple[int, str]:
    result = run("check", "design.yaml", "--fail-on", "warning", "--as-of", day, "--lang", "en")
    return result.exit_code, result.stdout


def test_a_frozen_design_gives_exit_code_0(run: Run, frozen: Path) -> None:
    code, text = checked(run)
    assert code == 0
    assert "⊘ 2 waived" in text


@pytest.mark.parametrize(
    "day, code", [("2014-12-31", 1), ("2015-01-01", 0), ("2015-12-31", 0), ("2016-01-01", 1)]
)
def test_waivers_hold_from_their_first_day_to_their_last(run: Run, frozen: Path, day: str, code: int) -> None:
    assert checked(run, day)[0] == code


def test_an_expired_waiver_is_told(run: Run, frozen: Path) -> None:
    assert "waiver-expired" in checked(run, "2016-01-01")[1]


def test_a_violation_that_got_worse_is_told_again(run: Run, frozen: Path) -> None:
    edit(frozen / "design.yaml", "heads: 5", "heads: 6")
    code, text = checked(run)
    assert code == 1
    assert "waiver-exceeded" in text


def test_a_violation_that_got_smaller_stays_waived(run: Run, frozen: Path) -> None:
    edit(frozen / "design.yaml", "heads: 5", "heads: 4")
    assert checked(run)[0] == 0


def test_a_violation_that_is_new_is_told(run: Run, frozen: Path) -> None:
    edit(
        frozen / "design.yaml",
        "plan: {name: Plan, responsible: [a]}",
        "plan: {name: Plan, responsible: [a, top]}",
    )
    assert checked(run)[0] == 1


def test_a_waiver_that_is_no_longer_needed_is_told(run: Run, frozen: Path) -> None:
    edit(frozen / "design.yaml", "responsible: [top, a]", "responsible: [top]")
    assert "waiver-unused" in checked(run)[1]


def test_a_rule_that_cannot_be_waived_is_not_frozen(run: Run, folder: Path) -> None:
    edit(folder / "pack" / "one.yaml", "measure:", "waivable: false\nmeasure:")
    text = run("freeze", "design.yaml", *WHO).stdout
    assert "span.boss" in text and "one.pay" not in text


def test_the_limit_of_an_entity_with_several_rows_is_its_worst(run: Run, folder: Path) -> None:
    edit(folder / "pack" / "span.yaml", "for: p in positions", "for: u in units for p in u.positions")
    edit(folder / "pack" / "span.yaml", "sum(r.heads for r in p.reports)", "p.heads")
    rest = "  few: {name: Few, unit: a, reports_to: boss, heads: 4}\ntasks:"
    edit(folder / "design.yaml", "tasks:", rest)
    assert "limit: 5" in run("freeze", "design.yaml", *WHO).stdout


def test_a_design_without_violations_freezes_to_no_waivers(run: Run, folder: Path) -> None:
    edit(folder / "design.yaml", "[top, a]", "[a]")
    edit(folder / "design.yaml", "heads: 5", "heads: 2")
    run("freeze", "design.yaml", *WHO, "-o", "waivers.yaml")
    assert "waivers: {}" in (folder / "waivers.yaml").read_text(encoding="utf-8")
    edit(folder / "design.yaml", "rules: [pack]", WAIVERS)
    assert checked(run)[0] == 0


def test_what_a_human_judged_can_be_frozen(run: Run, folder: Path) -> None:
    edit(folder / "pack" / "judged.yaml", "severity: info", "severity: error")
    with (folder / "design.yaml").open("a", encoding="utf-8") as file:
        file.write("attestations: {k: {rule: judged, holds: false}}\n")
    run("freeze", "design.yaml", *WHO, "-o", "waivers.yaml", "--as-of", "2015-01-01")
    edit(folder / "design.yaml", "rules: [pack]", WAIVERS)
    assert checked(run)[0] == 0


def test_the_proposal_of_lejre_is_frozen(run: Run, tmp_path: Path) -> None:
    shutil.copytree(LEJRE, tmp_path / "lejre")
    proposal = tmp_path / "lejre" / "proposal.yaml"
    day = ("--as-of", "2014-05-01")
    assert run("check", proposal, *day).exit_code == 1
    assert run("freeze", proposal, *WHO, *day, "-o", proposal.with_name("frozen.yaml")).exit_code == 0
    edit(proposal, "\nrules: [lejre-2014]\n", "\nrules: [lejre-2014]\nwaivers: [frozen.yaml]\n")
    assert run("check", proposal, *day, "--fail-on", "warning").exit_code == 0


@pytest.mark.parametrize(
    ("require", "heads", "limit", "worse"),
    [
        ("sum(p.heads for p in positions) / 3 <= 1", "5", "2.0", "7"),
        ("sum(p.heads for p in positions) / 7 <= 0", "1", "0.286", "2"),
        ("5 <= sum(p.heads for p in positions) / 7", "1", "0.285", "unknown"),
        ("sum(p.heads for p in positions) <= 1", "3..5", "6", "6"),
        ("sum(p.heads for p in positions) == 9", "3", "4", "2"),
    ],
)
def test_a_limit_is_exact_and_permits_what_it_was_read_from(
    run: Run, folder: Path, require: str, heads: str, limit: str, worse: str
) -> None:
    rule = folder / "pack" / "span.yaml"
    edit(rule, "sum(r.heads for r in p.reports) <= most", require)
    edit(rule, "for: p in positions\n", "")
    edit(rule, "{p.name}", "Det")
    edit(folder / "design.yaml", "heads: 5", f"heads: {heads}")
    run("freeze", "design.yaml", *WHO, "-o", "waivers.yaml", "--as-of", "2015-01-01")
    assert f"limit: {float(limit):g}\n" in (folder / "waivers.yaml").read_text(encoding="utf-8")
    edit(folder / "design.yaml", "rules: [pack]", WAIVERS)
    assert checked(run)[0] == 0
    edit(folder / "design.yaml", f"heads: {heads}", f"heads: {worse}")
    assert "waiver-exceeded" in checked(run)[1] or worse == "unknown"


def test_a_waiver_without_a_limit_says_so(run: Run, folder: Path) -> None:
    edit(folder / "pack" / "judged.yaml", "severity: info", "severity: error")
    with (folder / "design.yaml").open("a", encoding="utf-8") as file:
        file.write("attestations: {k: {rule: judged, holds: false}}\n")
    result = run("freeze", "design.yaml", *WHO, "--lang", "en")
    assert result.stdout.count("  # no limit: the rule has nothing to measure here") == 1
    assert "1 of 3 waivers have no limit" in result.stderr


def test_waivers_are_not_written_over_a_file(run: Run, frozen: Path) -> None:
    before = (frozen / "waivers.yaml").read_bytes()
    result = run("freeze", "design.yaml", *WHO, "-o", "waivers.yaml", "--lang", "en")
    assert result.exit_code == 2
    assert "waivers.yaml" in result.stderr and "not overwritten" in result.stderr
    assert (frozen / "waivers.yaml").read_bytes() == before
