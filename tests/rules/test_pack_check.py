"""`pejl rules check`: packs against themselves. Every design that is shown is a test that its rule passes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from msgspec.structs import replace

from pejl.cli import main
from pejl.engine.errors import Place, Problems
from pejl.engine.evaluate.examples import failures
from pejl.engine.language.rules import RuleSet
from pejl.engine.language.rules import Test as Example
from pejl.engine.model.nodes import Mapping
from pejl.engine.model.source import parse_yaml
from pejl.engine.pack_check import Kind, PackCheck, Shown, check_packs
from pejl.engine.report.pack_check import as_test
from pejl.engine.run import load_rule_packs
from pejl.engine.search.cp_sat import CpSat
from pejl.engine.search.solver import Limits
from pejl.engine.search.universe.settled import Why

HEAD = """\
pack: p
parameters:
  least: {value: 3, title: {da: a, en: a}, source: assumed}
  most: {value: 2, title: {da: a, en: a}, source: assumed}
  nothing: {value: 0, title: {da: a, en: a}, source: assumed}
rules:
"""
NARROW = ("u in units", "count(u.positions) <= most")
WIDE = ("u in units", "count(u.positions) >= least")
Texts = dict[str, tuple[str, ...]]


def pack(folder: Path, rules: Texts) -> Path:
    """The file of a pack whose rules are given as `for`, `require`, and perhaps `where` and `severity`."""
    lines = [HEAD]
    for id_, texts in rules.items():
        keys = ("for", "require", "where", "severity")
        fields = [f"{key}: {json.dumps(text)}" for key, text in zip(keys, texts, strict=False) if text]
        lines.append(f"  {id_}: {{title: {{da: {id_}, en: {id_}}}, {', '.join(fields)}}}\n")
    path = folder / "p.yaml"
    path.write_text("".join(lines), encoding="utf-8")
    return path


def checked(folder: Path, rules: Texts, most: int = 20, seconds: float = 60) -> tuple[PackCheck, RuleSet]:
    """What is found about some rules."""
    loaded = load_rule_packs([str(pack(folder, rules))])
    return check_packs(loaded, CpSat(), Limits(seconds), most), loaded


def passes(shown: Shown, rules: RuleSet, rule: str) -> bool:
    """Whether a design that is shown, written among the tests of a rule, comes out as it says there."""
    problems = Problems()
    (node,) = parse_yaml("\n".join(as_test(shown, rule)), "shown", problems).items  # type: ignore[union-attr]
    problems.raise_any()
    kind = "bad" if rule in shown.broken else "good"
    design = node.get(kind)
    assert isinstance(design, Mapping)
    (found,) = (one for one in rules.rules if one.id == rule)
    test = Example(kind, design, shown.broken.get(rule, ()), Place("shown"))
    return failures(replace(found, tests=(test,))) == []


CASES: dict[str, tuple[Texts, Kind, str, set[str], list[set[str]]]] = {
    "a span that is at most 2 and at least 3": (
        {"narrow": NARROW, "wide": WIDE},
        Kind.CONTRADICTION, "narrow", {"wide"}, [{"narrow"}, {"wide"}],
    ),
    "a minimum environment of 3 in units of at most 2": (
        {
            "small": NARROW,
            "environment": ("u in units", "count(p for p in u.positions if p.kind == 'jurist') >= least"),
            "beside": ("u in units", "count(u.tasks) <= 1"),
        },
        Kind.CONTRADICTION, "environment", {"small"}, [{"environment"}, {"small"}],
    ),
    "three rules of which any two can hold": (
        {
            "a": ("p in positions", "p.fte >= 1"),
            "b": ("p in positions", "p.fte <= p.heads"),
            "c": ("p in positions", "p.heads < 1"),
        },
        Kind.CONTRADICTION, "a", {"b", "c"}, [{"a"}, {"b"}, {"c"}],
    ),
    "what is kept of the base and what is gone": (
        {
            "kept": ("t in before.tasks", "any(s.before == t for s in tasks)"),
            "gone": ("t in before.tasks", "not any(s.before == t for s in tasks)"),
        },
        Kind.CONTRADICTION, "gone", {"kept"}, [{"gone"}, {"kept"}],
    ),
    "a parameter that nothing meets": (
        {"none": ("u in units", "sum(p.fte for p in u.positions) < nothing")},
        Kind.UNMEETABLE, "none", set(), [{"none"}],
    ),
    "a scope in which there is nothing": (
        {"idle": ("u in units", "count(u.positions) == 1", "u.kind == 'a' and u.kind == 'b'")},
        Kind.IDLE, "idle", set(), [],
    ),
    "a scope that another rule forbids": (
        {
            "staff": ("u in units", "count(u.positions) >= 1", "u.kind == 'stab'"),
            "none": ("u in units", "u.kind != 'stab'"),
        },
        Kind.SHADOWED, "staff", {"none"}, [{"none"}],
    ),
    "two ways to say the same": (
        {
            "one": ("t in tasks", "count(t.responsible) == 1"),
            "same": ("t in tasks", "not (count(t.responsible) > 1 or count(t.responsible) < 1)"),
        },
        Kind.SAME, "one", {"same"}, [{"one", "same"}],
    ),
    "exactly one is at least one": (
        {
            "some": ("t in tasks", "count(t.responsible) >= 1"),
            "one": ("t in tasks", "count(t.responsible) == 1"),
        },
        Kind.IMPLIED, "some", {"one"}, [{"one", "some"}],
    ),
    "what follows from two others": (
        {
            "kind": ("u in units", "u.kind != None"),
            "named": ("u in units", "u.name != None", "u.kind != None"),
            "either": ("u in units", "u.name != None or u.contact != None"),
        },
        Kind.IMPLIED, "either", {"kind", "named"}, [{"either", "kind"}, {"either", "named"}],
    ),
    "what always holds": (
        {"always": ("u in units", "count(u.positions) >= nothing")},
        Kind.UNBREAKABLE, "always", set(), [set()],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("rules", "kind", "rule", "others", "broken"), CASES.values(), ids=CASES)
def test_what_is_to_be_said_is_said_and_shown(
    tmp_path: Path, rules: Texts, kind: Kind, rule: str, others: set[str], broken: list[set[str]]
) -> None:
    found, loaded = checked(tmp_path, rules)
    (objection,) = found.objections
    assert (objection.kind, objection.rules) == (kind, {rule, *others})
    assert kind is Kind.CONTRADICTION or objection.rule == rule  # which of two clash with the other is one
    assert objection.minimal
    assert sorted(map(sorted, (shown.broken for shown in objection.shown))) == sorted(map(sorted, broken))
    for shown in objection.shown:
        assert all(passes(shown, loaded, one) for one in (*shown.broken, *shown.held))
    assert found.open == [] and found.left_out == []


FINE: dict[str, Texts] = {
    "rules that have room for each other": {
        "one": ("t in tasks", "count(t.responsible) == 1"),
        "narrow": NARROW,
        "both": ("", "count(u for u in units if u.kind == 'a') == 2 and any(u.kind == 'b' for u in units)"),
    },
    "a hard limit with a softer one inside it": {
        "hard": ("u in units", "count(u.positions) <= least", "", "error"),
        "soft": ("u in units", "count(u.positions) <= most", "", "warning"),
    },
    "what has to be there, and what each of that has to have": {
        "each": ("t in tasks", "count(t.decisions) == 1"),
        "there": ("", "count(t for t in tasks if t.function == 'law') >= 5"),
    },
    "rules that read nothing in common": {
        "a": ("u in units", "u.kind != None"),
        "b": ("t in tasks", "t.function != None"),
    },
}


@pytest.mark.parametrize("rules", FINE.values(), ids=FINE)
def test_nothing_is_said_of_rules_that_can_all_hold_and_all_be_broken(tmp_path: Path, rules: Texts) -> None:
    found, _ = checked(tmp_path, rules)
    assert found.objections == [] and found.open == []


def test_a_rule_that_nothing_can_meet_hides_no_contradiction_of_others(tmp_path: Path) -> None:
    rules = {"NARROW": NARROW, "WIDE": WIDE, "NEVER": ("u in units", "count(u.tasks) < 0")}
    found, _ = checked(tmp_path, rules)
    told = {(one.kind, one.rules) for one in found.objections}
    assert (Kind.CONTRADICTION, frozenset({"NARROW", "WIDE"})) in told
    assert (Kind.UNMEETABLE, frozenset({"NEVER"})) in told


def test_what_needs_more_rows_than_there_may_be_is_not_decided(tmp_path: Path) -> None:
    found, _ = checked(tmp_path, {"narrow": NARROW, "wide": WIDE}, most=3)
    assert found.objections == []
    assert {(one.rule, one.broken, one.why) for one in found.open} >= {("narrow", False, Why.SIZE)}


def test_without_time_nothing_is_claimed(tmp_path: Path) -> None:
    found, _ = checked(tmp_path, {"narrow": NARROW, "wide": WIDE}, seconds=0.0)
    assert found.objections == []
    assert {one.why for one in found.open} == {Why.TIME}


def test_rules_of_which_nothing_can_be_asked_are_left_out_with_the_reason(tmp_path: Path) -> None:
    path = pack(tmp_path, {"narrow": NARROW})
    text = path.read_text(encoding="utf-8").replace("value: 2,", "value: unknown, type: number,")
    judged = "  judged: {title: {da: a, en: a}, for: u in units, attest: {da: a, en: a}}\n"
    path.write_text(text + judged, encoding="utf-8")
    found = check_packs(load_rule_packs([str(path)]), CpSat(), Limits(20))
    assert {rule: str(reason) for rule, reason in found.left_out} == {
        "narrow": "nobody knows the parameter most",
        "judged": "a human judges it",
    }
    assert found.rules == 0


def test_a_rule_about_what_is_known_is_not_called_unbreakable(tmp_path: Path) -> None:
    found, _ = checked(tmp_path, {"known": ("u in units", "known(u.parent)")})
    assert found.objections == []
    assert [(one.rule, one.why) for one in found.open] == [("known", Why.KNOWN)]


def test_the_command_tells_contradictions_in_both_languages_and_as_json(tmp_path: Path) -> None:
    path = str(pack(tmp_path, {"narrow": NARROW, "wide": WIDE}))
    danish = CliRunner().invoke(main, ["rules", "check", path, "--lang", "da"])
    assert danish.exit_code == 1
    assert "Hvor narrow gælder for noget, kan den ikke gælde samtidig med wide." in danish.stdout
    english = CliRunner().invoke(main, ["rules", "check", path, "--lang", "en"])
    assert "Where narrow applies to something, it cannot hold together with wide." in english.stdout
    assert "- bad: {units: {unit-1: {}}}" in english.stdout
    as_json = json.loads(CliRunner().invoke(main, ["rules", "check", path, "--format", "json"]).stdout)
    assert as_json["schema"] == "pejl-pack-check-1"
    assert [(one["kind"], one["rule"], one["others"]) for one in as_json["objections"]] == [
        ("contradiction", "narrow", ["wide"])
    ]
    assert as_json["open"] == []


def test_the_command_ends_with_0_where_nothing_contradicts(tmp_path: Path) -> None:
    path = str(pack(tmp_path, FINE["rules that read nothing in common"]))
    told = CliRunner().invoke(main, ["rules", "check", path, "--lang", "en"])
    assert told.exit_code == 0
    assert told.stdout.startswith("Nothing to object to in 2 rules, in designs of at most 20 rows")
