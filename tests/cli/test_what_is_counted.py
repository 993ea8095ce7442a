"""What a check and a report count, and how they say it: faults of waivers apart, one word a state."""

from __future__ import annotations

from pathlib import Path

import pytest

from pejl.tests.cli.small_design import Run

PACK = """
pack: p
title: {da: P, en: P}
documents: {paper: {title: The paper}}
principles:
  BROKEN: {title: {da: A, en: A}, document: paper}
  OPEN: {title: {da: B, en: B}, document: paper}
  IDLE: {title: {da: C, en: C}, document: paper}
  BARE: {title: {da: D, en: D}, document: paper}
rules:
  MOST:
    principles: [BROKEN]
    title: {da: Budget, en: Budget}
    for: u in units
    require: u.budget <= 2
  BOTH:
    principles: [BROKEN, OPEN]
    title: {da: Hoveder, en: Heads}
    for: p in positions
    require: p.heads <= 9
    severity: warning
  NONE:
    principles: [IDLE]
    title: {da: Udvalg, en: Committees}
    for: c in committees
    require: count(c.served_by) == 1
"""
DESIGN = """
design: d
rules: [p.yaml]
units: {a: {name: A, budget: 9}}
positions: {x: {name: X, unit: a, reports_to: none}}
"""
UNUSED = "waivers: {w: {rule: MOST, entity: b, owner: o, reason: r, decision: d}}\n"


@pytest.fixture
def files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a design whose principles stand in four ways."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "p.yaml").write_text(PACK, encoding="utf-8")
    (tmp_path / "d.yaml").write_text(DESIGN, encoding="utf-8")
    return tmp_path


def report(run: Run, folder: Path, language: str = "en") -> str:
    assert run("report", "d.yaml", "-o", "r.md", "--lang", language).exit_code == 0
    return (folder / "r.md").read_text(encoding="utf-8")


def test_faults_of_waivers_are_counted_apart_in_the_same_words_everywhere(run: Run, files: Path) -> None:
    (files / "d.yaml").write_text(DESIGN + UNUSED, encoding="utf-8")
    told = "Faults of waivers and attestations themselves: 1"
    page = run("check", "d.yaml", "--lang", "en").stdout
    assert f"Not met: 1 error. {told}\n" in page
    assert f"✗ 1 error (house default 1)\n  ▲ {told}\n" in page
    table = run("check", "d.yaml", "--lang", "en", "--format", "markdown").stdout
    assert "| ✗ not met | 1 |" in table and f"▲ {told}\n" in table
    assert f"Violations: 1 error. {told}." in report(run, files)


def test_the_front_says_in_one_sentence_how_all_principles_stand(run: Run, files: Path) -> None:
    assert (
        "Principper (4 i alt): 1 er ikke overholdt, 1 kan ikke afgøres, 1 har intet at tjekke, "
        "1 har ingen regel. Brud: 1 fejl. "
        "Spørgsmål, der ikke kan afgøres med de oplysninger, der er givet: 1.\n"
    ) in report(run, files, "da")


def test_every_state_of_a_principle_has_one_word_that_the_legend_explains(run: Run, files: Path) -> None:
    page = report(run, files)
    legend = page[page.index("**What the outcomes mean**") : page.index("## Who may rely")]
    table = page[page.index("**The principles, one by one**") : page.index("**What the outcomes mean**")]
    for principle, word in (
        ("OPEN B", "? cannot be decided"),
        ("IDLE C", "nothing to check"),
        ("BARE D", "no rule"),
    ):
        (line,) = [one for one in table.splitlines() if principle in one]
        assert f"| {word} |" in line and f"| {word} |" in legend
        section = page[page.index(f"### {principle}") :]
        assert f"- **Outcome**: {word}\n" in section[: section.index("\n\n", 20)] + "\n"


def test_rows_that_do_not_add_up_are_explained(run: Run, files: Path) -> None:
    note = "The rows do not add up to the totals above"
    assert note in report(run, files)
    alone = PACK.replace("principles: [BROKEN, OPEN]", "principles: [OPEN]")
    (files / "p.yaml").write_text(alone, encoding="utf-8")
    assert note not in report(run, files)


def test_a_pack_without_principles_and_a_design_without_a_title_are_told_without_gaps(
    run: Run, files: Path
) -> None:
    start, end = PACK.index("documents:"), PACK.index("rules:")
    bare = PACK[:start] + PACK[end:]
    for names in ("[BROKEN]", "[BROKEN, OPEN]", "[IDLE]"):
        bare = bare.replace(f"    principles: {names}\n", "")
    (files / "p.yaml").write_text(bare, encoding="utf-8")
    page = report(run, files)
    assert "- **Design**: d\n" in page
    assert "## Summary\n\nViolations: 1 error." in page
    assert "The principles, one by one" not in page
