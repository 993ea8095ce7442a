"""`pejl suggest`: what it finds, how it ends, and what it writes."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from pejl.tests.cli.small_design import Run, edit
from pejl.tests.cli.small_search import (
    DESIGN,
    IMPOSSIBLE,
    LARGE_PACK,
    PACK,
    checks_without_errors,
    large,
    proposals,
)

SOLVERS = ("cp-sat", "python-constraint")


def found(run: Run, *arguments: object) -> dict[str, Any]:
    """What a search found, as JSON that fits the schema."""
    result = run("suggest", "d.yaml", "--format", "json", "--lang", "en", *arguments)
    data: dict[str, Any] = json.loads(result.stdout)
    schema = json.loads(run("rules", "schema", "suggestion").stdout)
    jsonschema.validate(data, schema, jsonschema.Draft202012Validator)
    assert result.exit_code == (0 if data["answers"] else 1)
    return data


# What it finds


def test_the_best_design_is_found_and_proven(run: Run, here: Path) -> None:
    data = found(run)
    (answer,) = data["answers"]
    assert (data["status"], answer["proven"], answer["gap"]) == ("optimal", True, 0)
    assert (answer["objective"], answer["bound"]) == (20, 20)
    assert [(one["title"], one["amount"], one["counts"]) for one in answer["terms"]] == [
        ("Tasks moved", 2, 20),
        ("Units", 3, 3),
        ("Warnings", 1, 1),
    ]
    assert [one["rule"] for one in answer["warnings"]] == ["SPAN"]
    assert answer["file"] is None


def test_both_solvers_find_the_same_best(run: Run, here: Path) -> None:
    stages = [found(run, "--solver", solver)["answers"][0]["stages"] for solver in SOLVERS]
    assert stages[0] == stages[1]


def test_all_lists_every_design_once_and_the_best_first(run: Run, here: Path) -> None:
    each = [
        [answer["proposal"].split("changes:")[1] for answer in found(run, "--all", *more)["answers"]]
        for more in ((), ("--solver", "cp-sat"))
    ]
    assert sorted(each[0]) == sorted(each[1])
    assert len(each[0]) == len(set(each[0])) > 3
    answers = found(run, "--all")["answers"]
    best = [[stage["objective"] for stage in answer["stages"]] for answer in answers]
    assert best == sorted(best)
    assert best[0] == [20, 4]


def test_alternatives_differ_and_come_in_order(run: Run, here: Path) -> None:
    answers = found(run, "--alternatives", 3)["answers"]
    assert len({answer["proposal"].split("changes:")[1] for answer in answers}) == 3
    assert [answer["name"] for answer in answers] == [f"small-forslag-{at}.yaml" for at in (1, 2, 3)]
    best = [[stage["objective"] for stage in answer["stages"]] for answer in answers]
    assert best == sorted(best)


def test_a_search_may_stand_in_a_file_of_its_own(run: Run, here: Path) -> None:
    text = DESIGN.replace("weight: 10", "weight: 7")
    (here / "search.yaml").write_text(text[text.index("search:") :], encoding="utf-8")
    assert found(run, "--search", "search.yaml")["answers"][0]["objective"] == 14


def test_packs_can_be_named_instead_of_those_of_the_design(run: Run, here: Path) -> None:
    (here / "q.yaml").write_text(PACK.replace("value: 3", "value: 1"), encoding="utf-8")
    (answer,) = found(run, "--rules", "q.yaml", "-o", ".")["answers"]
    assert answer["objective"] == 10
    assert yaml.safe_load(answer["proposal"])["rules"] == ["q.yaml"]


def test_a_search_that_minimises_nothing_changes_as_little_as_it_can(run: Run, here: Path) -> None:
    text = DESIGN[: DESIGN.index("  minimise:")]
    (here / "d.yaml").write_text(text, encoding="utf-8")
    (answer,) = found(run)["answers"]
    assert [(one["title"], one["amount"], one["rank"]) for one in answer["terms"]] == [
        ("Warnings", 0, 1),
        ("Changes", 9, 2),
    ]


def test_a_proposal_in_the_place_of_another_has_the_fields_that_the_other_declares(
    run: Run, here: Path
) -> None:
    search = DESIGN[DESIGN.index("search:") :]
    (here / "b.yaml").write_text(DESIGN.replace(search, ""), encoding="utf-8")
    own = "fields: {units: {area: {type: number, da: areal, en: area}}}"
    change = "changes:\n- alter: {units: {a: {area: 7}}}"
    text = f"design: other\nbased_on: b.yaml\nrules: [p.yaml]\n{own}\n{change}\n{search}"
    (here / "d.yaml").write_text(text, encoding="utf-8")
    (answer,) = found(run, "-o", ".")["answers"]
    assert "area: 7" in answer["proposal"]
    assert run("check", answer["file"]).exit_code in (0, 1)


def test_the_same_seed_and_steps_give_the_same_bytes(run: Run, here: Path) -> None:
    (here / "d.yaml").write_text(large(30, 5), encoding="utf-8")
    (here / "p.yaml").write_text(LARGE_PACK, encoding="utf-8")
    arguments = ("suggest", "d.yaml", "--steps", 0.5, "--seed", 5)
    assert run(*arguments).stdout == run(*arguments).stdout != ""


ORDER = """\
design: d
rules: [p.yaml]
units: {a: {parent: none, head: none}, b: {parent: a, head: none}, c: {parent: a, head: none}}
positions: {p: {unit: a, reports_to: none, tasks: [x, y]}}
tasks: {x: {responsible: [a]}, y: {responsible: [b]}}
search: {decide: [{relation: tasks.responsible, targets: 1}, {relation: positions.unit, follows: tasks}]}
"""
TO_B_AND_C = """\
pack: p
title: {da: P, en: P}
rules:
  X: {title: {da: X, en: X}, for: t in tasks if t.id == 'x', require: all(u.id == 'b' for u in t.responsible)}
  Y: {title: {da: Y, en: Y}, for: t in tasks if t.id == 'y', require: all(u.id == 'c' for u in t.responsible)}
  STAY: {title: {da: Bliv, en: Stay}, for: p in positions, require: p.unit.id == 'a'}
"""


def test_a_position_stays_whose_tasks_part_whatever_moves_first(run: Run, here: Path) -> None:
    (here / "d.yaml").write_text(ORDER, encoding="utf-8")
    (here / "p.yaml").write_text(TO_B_AND_C, encoding="utf-8")
    (answer,) = found(run)["answers"]
    assert [(one["entity"], one["after"]) for one in answer["moves"]] == [("x", "b"), ("y", "c")]


def test_a_position_whose_superior_is_not_decided_gets_that_of_its_new_unit(run: Run, here: Path) -> None:
    (here / "p.yaml").write_text(
        "pack: p\ntitle: {da: P, en: P}\nrules:\n"
        "  IN_B: {title: {da: B, en: B}, for: p in positions if p.id == 'w1', require: p.unit.id == 'b'}\n",
        encoding="utf-8",
    )
    (here / "d.yaml").write_text(
        "design: d\nrules: [p.yaml]\n"
        "units: {a: {parent: none, head: ha}, b: {parent: a, head: hb}}\n"
        "positions:\n  ha: {unit: a, reports_to: none}\n  hb: {unit: b, reports_to: ha}\n"
        "  w1: {unit: a, reports_to: ha}\n  w2: {unit: a, reports_to: ha}\n"
        "search:\n  decide:\n"
        "    - {relation: positions.unit, for: p in positions if p.id == 'w1'}\n"
        "    - {relation: positions.reports_to, for: p in positions if p.id == 'w2'}\n"
        "  minimise:\n    - value: count(p for p in positions if p.reports_to != p.before.reports_to)\n",
        encoding="utf-8",
    )
    (answer,) = found(run)["answers"]
    assert answer["objective"] == 1
    assert [one["after"] for one in answer["moves"]] == ["b", "hb"]


# None


def test_that_none_exists_is_told_with_the_reason_and_what_would_help(run: Run, here: Path) -> None:
    (here / "p.yaml").write_text(IMPOSSIBLE, encoding="utf-8")
    data = found(run)
    assert (data["status"], data["answers"]) == ("none", [])
    assert {one["rule"] for one in data["conflict"]["members"]} == {"LAW"}
    loosened = [one for one in data["relaxations"] if one["kind"] == "loosen"]
    assert [(one["parameter"], one["old"], one["new"]) for one in loosened] == [("fewest", 4, 3)]
    text = run("suggest", "d.yaml", "--lang", "en").stdout
    assert "None exists" in text and "Enough lawyers" in text and "fewest 4 → 3 people" in text
    assert "Intet findes" in run("suggest", "d.yaml", "--lang", "da").stdout


def test_that_none_was_found_in_time_is_another_thing(run: Run, here: Path) -> None:
    (here / "d.yaml").write_text(large(), encoding="utf-8")
    (here / "p.yaml").write_text(LARGE_PACK.replace("u.capacity", "u.capacity - 24"), encoding="utf-8")
    result = run("suggest", "d.yaml", "--steps", "0.000001", "--workers", 1, "--lang", "en")
    assert result.exit_code == 1
    assert "None found in time" in result.stdout


# Unusable


def test_every_mistake_of_a_search_is_told_at_once_with_its_place(run: Run, here: Path) -> None:
    edit(here / "d.yaml", "among: u in units", "among: u in unts")
    edit(here / "d.yaml", "relation: positions.unit", "relation: positions.unitt")
    edit(here / "d.yaml", "value: count(u for u in units)", "value: u.name")
    with (here / "d.yaml").open("a", encoding="utf-8") as file:
        file.write("  leave_out: [ONEE]\n")
    result = run("suggest", "d.yaml", "--lang", "en")
    assert (result.exit_code, result.stdout) == (2, "")
    for place in ("d.yaml:25:", "d.yaml:26:", "d.yaml:32:", "d.yaml:33:"):
        assert place in result.stderr
    assert "did you mean 'unit'?" in result.stderr and "did you mean 'ONE'?" in result.stderr
    assert "4 errors" in result.stderr


@pytest.mark.parametrize(
    "search, told",
    [
        ("decide: []", "nothing may be decided here"),
        ("decide: [{relation: tasks.responsible, targets: many}]", "write 1 or 0..1"),
        ("decide: [{relation: tasks.responsible, targets: 3..1}]", "write 1 or 0..1"),
        ("decide: [{relation: tasks.responsible, none: maybe}]", "write true or false"),
        ("decide: [{relation: tasks.responsible, for: t in tasks if t.id == 't11'}]", "did you mean 't1'?"),
        ("decide: [{relation: tasks.responsible, among: \"u in units if u.id in ['a', 'bb']\"}]", "'bb'"),
        ("{decide: [{relation: tasks.responsible}], minimise: [{value: 1, rank: 0}]}", "a whole number"),
        ("{decide: [{relation: tasks.responsible}], warnings: 1..2}", "one number that is not negative"),
    ],
)
def test_a_mistake_of_a_search_is_told_once_with_its_place(
    run: Run, here: Path, search: str, told: str
) -> None:
    (here / "s.yaml").write_text(f"search:\n  {search}\n", encoding="utf-8")
    result = run("suggest", "d.yaml", "--search", "s.yaml", "--lang", "en")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "s.yaml:2:" in result.stderr and told in result.stderr and "1 error\n" in result.stderr


@pytest.mark.parametrize(
    "arguments, told",
    [
        (("nothing.yaml",), "nothing.yaml"),
        (("d.yaml", "--search", "nothing.yaml"), "nothing.yaml"),
        (("d.yaml", "--rules", "nothing"), "nothing"),
        (("d.yaml", "-o", "elsewhere"), "elsewhere"),
        (("d.yaml", "--time-limit", "soon"), "30s, 2m"),
        (("d.yaml", "--time-limit", "0"), "30s, 2m"),
        (("d.yaml", "--alternatives", "0"), "alternatives"),
        (("d.yaml", "--all", "--alternatives", "2"), "--alternatives"),
        (("d.yaml", "--solver", "guess"), "python-constraint"),
    ],
)
def test_what_cannot_be_used_gives_exit_code_2(
    run: Run, here: Path, arguments: tuple[str, ...], told: str
) -> None:
    result = run("suggest", *arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert told in result.stderr and "Traceback" not in result.stderr


UNSEARCHABLE = """\
  MANY:
    title: {da: Produkt, en: Product}
    for: u in units
    require: sum(p.fte * p.fte for p in u.positions) * sum(p.fte for p in u.positions) < 900
"""


@pytest.mark.parametrize(
    "language, reason", [("da", "over 256 mulige værdier"), ("en", "more than 256 possible")]
)
def test_a_rule_that_cannot_be_searched_with_is_told_before_the_search(
    run: Run, here: Path, language: str, reason: str
) -> None:
    posts = "".join(f"  x{at}: {{unit: a, fte: 0.{at}37}}\n" for at in range(1, 10))
    edit(here / "d.yaml", "tasks:\n  t1:", f"{posts}tasks:\n  t1:")
    edit(here / "d.yaml", "      follows: tasks", "      among: u in units")
    with (here / "p.yaml").open("a", encoding="utf-8") as file:
        file.write(UNSEARCHABLE)
    result = run("suggest", "d.yaml", "--lang", language)
    assert result.exit_code == 2
    assert "p.yaml:" in result.stderr and "MANY" in result.stderr and reason in result.stderr
    with (here / "d.yaml").open("a", encoding="utf-8") as file:
        file.write("  leave_out: [MANY]\n")
    assert found(run)["not_enforced"]["left_out"] == ["MANY"]


def test_a_design_that_says_nothing_of_a_search_is_told_how(run: Run, here: Path) -> None:
    (here / "d.yaml").write_text(DESIGN[: DESIGN.index("search:")], encoding="utf-8")
    result = run("suggest", "d.yaml", "--lang", "en")
    assert result.exit_code == 2
    assert "write `search:` in it" in result.stderr


def test_a_case_too_large_to_be_tried_out_is_refused_with_a_hint(run: Run, here: Path) -> None:
    (here / "d.yaml").write_text(large(), encoding="utf-8")
    (here / "p.yaml").write_text(LARGE_PACK, encoding="utf-8")
    result = run("suggest", "d.yaml", "--all", "--lang", "en")
    assert result.exit_code == 2
    assert "--solver cp-sat" in result.stderr


@pytest.mark.parametrize(
    "written, seconds", [("30s", 30), ("2m", 120), ("90", 90), ("1,5m", 90), ("1h", 3600)]
)
def test_a_time_limit_is_written_as_people_write_it(written: str, seconds: float) -> None:
    from pejl.commands.options import Duration

    assert Duration().convert(written, None, None) == seconds


# Files


@pytest.mark.parametrize("given", ["d.yaml", "sub/d.yaml"])
def test_proposals_are_written_best_first_and_check_without_errors(run: Run, here: Path, given: str) -> None:
    (here / "sub").mkdir()
    for name in ("d.yaml", "p.yaml"):
        (here / "sub" / name).write_text((here / name).read_text(encoding="utf-8"), encoding="utf-8")
    result = run("suggest", given, "--alternatives", 2, "-o", ".")
    assert result.exit_code == 0
    paths = proposals(here)
    assert [path.name for path in paths] == ["small-forslag-1.yaml", "small-forslag-2.yaml"]
    assert all(path.name in result.stdout for path in paths)
    if given != "d.yaml":
        (here / "p.yaml").unlink()  # the pack beside the design is the one that counts
    assert all(checks_without_errors(run, path) for path in paths)


def test_a_proposal_is_itself_a_design_to_search(run: Run, here: Path) -> None:
    run("suggest", "d.yaml", "-o", ".")
    search = DESIGN[DESIGN.index("search:") :]
    with (here / "small-forslag-1.yaml").open("a", encoding="utf-8") as file:
        file.write(search)
    assert run("suggest", "small-forslag-1.yaml", "-o", ".").exit_code == 0
    assert checks_without_errors(run, here / "small-forslag-1-forslag-1.yaml")


def test_a_proposal_that_is_there_is_not_overwritten(run: Run, here: Path) -> None:
    path = here / "small-forslag-2.yaml"
    path.write_text("mine", encoding="utf-8")
    for arguments in (("--alternatives", "2"), ("--all",)):
        result = run("suggest", "d.yaml", *arguments, "-o", ".")
        assert (result.exit_code, result.stdout) == (2, "")
        assert "small-forslag-2.yaml" in result.stderr
    assert path.read_text(encoding="utf-8") == "mine"
    assert proposals(here) == [path]
    assert run("suggest", "d.yaml", "-o", ".").exit_code == 0


def test_proposals_are_not_written_where_they_cannot_reach_their_base(run: Run, here: Path) -> None:
    (here / "elsewhere").mkdir()
    result = run("suggest", "d.yaml", "-o", "elsewhere", "--lang", "en")
    assert result.exit_code == 2
    assert "which does not lie in this folder" in result.stderr
    assert list((here / "elsewhere").iterdir()) == []


def test_a_file_that_cannot_be_written_leaves_no_half_of_it(
    run: Run, here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(self: Path, data: bytes) -> int:
        with self.open("wb") as file:
            file.write(data[:20])
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    result = run("suggest", "d.yaml", "-o", ".")
    assert result.exit_code == 2
    assert "ikke mere plads" in result.stderr
    assert [path.name for path in here.iterdir() if path.name not in ("d.yaml", "p.yaml")] == []
