"""`pejl explain`: why a rule came out as it did."""

from __future__ import annotations

from pathlib import Path

from pejl.tests.cli.small_design import LEJRE, Run, edit


def test_an_entity_is_explained_with_its_place_and_the_whole_tree(run: Run, folder: Path) -> None:
    result = run("explain", "one", "pay", "design.yaml", "--lang", "en")
    assert result.exit_code == 0
    assert result.stdout == (
        "one · One is responsible\n"
        "  for      t in tasks\n"
        "  require  count(t.responsible) == 1\n"
        "\n"
        "✗ NOT MET  Pay (tasks pay)\n"
        "  design.yaml:10:3\n"
        "  require\n"
        "    count(t.responsible) == 1 = no\n"
        "      count(t.responsible) = 2\n"
        "        · Top  (units top, design.yaml:4:3)\n"
        "        · A  (units a, design.yaml:5:3)\n"
    )


def test_without_an_entity_all_that_are_not_met_are_explained(run: Run, folder: Path) -> None:
    text = run("explain", "one", "design.yaml", "--lang", "en").stdout
    assert "✗ NOT MET  Pay" in text
    assert "? CANNOT BE DECIDED  Build" in text
    assert "tasks build: responsible  design.yaml:12:" in text
    assert "Plan" not in text


def test_a_met_entity_is_explained_where_it_is_named(run: Run, folder: Path) -> None:
    assert (
        "✓ OPFYLDT  Plan (tasks plan)" in run("explain", "one", "plan", "design.yaml", "--lang", "da").stdout
    )


def test_a_rule_that_needs_a_base_says_so(run: Run, folder: Path) -> None:
    text = run("explain", "lost", "design.yaml", "--lang", "en").stdout
    assert "compares with the design that a proposal is based on, and this design has none" in text


def test_it_is_said_when_nothing_is_unmet_and_when_there_was_nothing(run: Run, folder: Path) -> None:
    edit(folder / "design.yaml", "heads: 5", "heads: 2")
    assert "Nothing is unmet" in run("explain", "span", "design.yaml", "--lang", "en").stdout
    edit(folder / "pack" / "one.yaml", "for: t in tasks", "for: t in tasks\nwhere: t.name == 'nothing'")
    edit(folder / "design.yaml", "build: {name: Build}", "build: {name: Build, responsible: [a]}")
    text = run("explain", "one", "design.yaml", "--lang", "en").stdout
    assert "found nothing in this design" in text and "Nothing is unmet" not in text


def test_a_judged_rule_shows_the_question_and_what_was_attested(run: Run, folder: Path) -> None:
    text = run("explain", "judged", "design.yaml", "--lang", "en").stdout
    assert "Is it good?" in text
    assert "an attestation of judged" in text
    with (folder / "design.yaml").open("a", encoding="utf-8") as file:
        file.write("attestations: {k: {rule: judged, holds: false, by: the director}}\n")
    text = run("explain", "judged", "design.yaml", "--lang", "en").stdout
    assert "NOT MET" in text
    assert "by = the director" in text


def test_a_waived_violation_is_shown_with_its_waiver(run: Run, folder: Path) -> None:
    with (folder / "design.yaml").open("a", encoding="utf-8") as file:
        file.write(
            "waivers: {w1: {rule: one, entity: pay, owner: o, reason: r, decision: d, until: 2020-01-01}}\n"
        )
    before = run("explain", "one", "pay", "design.yaml", "--lang", "en", "--as-of", "2019-12-31").stdout
    after = run("explain", "one", "pay", "design.yaml", "--lang", "en", "--as-of", "2020-01-02").stdout
    assert "⊘ WAIVED  Pay" in before and "waived by w1" in before
    assert "✗ NOT MET  Pay" in after


def test_a_rule_about_the_design_as_a_whole_is_explained(run: Run) -> None:
    result = run("explain", "LE-16c", LEJRE / "proposal.yaml", "--lang", "en")
    assert result.exit_code == 0
    assert "(design lejre-2014-forslag)" in result.stdout
