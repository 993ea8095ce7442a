"""Rule packs: what is read, inherited, used and overridden; and that all mistakes are told in one run."""
# ruff: noqa: E501 (a case stands on one line)

from __future__ import annotations

import datetime as dt
from fractions import Fraction
from pathlib import Path

import pytest

from pejl.engine.errors import Problem, Problems
from pejl.engine.findings import Unknown
from pejl.engine.language.coverage import coverage
from pejl.engine.language.packs import folders
from pejl.engine.language.rules import Rule, RuleSet, load_rules
from pejl.engine.model.specs import core_schema

RULE = "rule: {id}\ntitle: {{da: t, en: t}}\nfor: u in units\n"


def rule(id_: str, rest: str = "require: u.budget > 3") -> str:
    return RULE.format(id=id_) + rest + "\n"


class Library:
    """A folder of packs."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def write(self, pack: str, text: str = "", **rules: str) -> None:
        folder = self.path / pack
        folder.mkdir(exist_ok=True)
        (folder / "pack.yaml").write_text(f"pack: {pack}\n{text}\n", encoding="utf-8")
        for name, content in rules.items():
            (folder / f"{name}.yaml").write_text(content, encoding="utf-8")

    def read(self, *packs: str) -> tuple[RuleSet, list[Problem]]:
        problems = Problems()
        found = load_rules([(pack, None) for pack in packs], core_schema(), problems, folders(self.path))
        return found, problems.found

    def rules(self, *packs: str) -> dict[str, Rule]:
        found, problems = self.read(*packs)
        assert problems == []
        return {one.id: one for one in found.rules}

    def told(self, *packs: str) -> list[str]:
        return [f"{place(one)} {one.message}{hint(one)}" for one in self.read(*packs)[1]]


def place(problem: Problem) -> str:
    found = problem.place
    return (
        f"{Path(found.file).parent.name}/{Path(found.file).name}:{found.line}:{found.column}"
        if found
        else "-"
    )


def hint(problem: Problem) -> str:
    return f" ({problem.hint.format(**problem.values)})" if problem.hint else ""


@pytest.fixture
def library(tmp_path: Path) -> Library:
    return Library(tmp_path)


def test_a_pack_is_its_folder(library: Library) -> None:
    library.write(
        "p", "rules: {C: {rule: C, title: {da: t, en: t}, require: 'True'}}", B=rule("B"), A=rule("A")
    )
    assert list(library.rules("p")) == ["A", "B", "C"]


def test_rules_may_stand_in_folders_by_topic(library: Library) -> None:
    library.write("p", B=rule("B"))
    library.write("p/money", A=rule("A"))
    (library.path / "p/money/pack.yaml").unlink()
    library.write("p/another-pack", C=rule("C"))
    assert list(library.rules("p")) == ["A", "B"]


def test_rules_deep_in_the_folders_are_not_passed_over(library: Library) -> None:
    library.write("p")
    (library.path / "p/money/frames").mkdir(parents=True)
    (library.path / "p/money/frames/A.yaml").write_text(rule("A"), encoding="utf-8")
    assert list(library.rules("p")) == ["A"]


def test_two_rules_of_one_name_in_two_folders_are_refused(library: Library) -> None:
    library.write("p", A=rule("A"))
    library.write("p/money", A=rule("A"))
    (library.path / "p/money/pack.yaml").unlink()
    (told,) = library.told("p")
    assert "two files of the pack are named 'A'" in told


def test_a_rule_keeps_what_is_written(library: Library) -> None:
    library.write(
        "p",
        A=rule(
            "A", "where: u.kind == 'x'\nrequire: u.budget > 3\nseverity: info\nnorm: law\nwaivable: false"
        ),
    )
    found = library.rules("p")["A"]
    assert (found.pack, found.severity, found.norm, found.waivable, found.may_be_empty) == (
        "p",
        "info",
        "law",
        False,
        False,
    )
    assert found.texts == {"for": "u in units", "require": "u.budget > 3", "where": "u.kind == 'x'"}


# extends


def test_rules_come_along_and_are_overridden_field_by_field(library: Library) -> None:
    library.write("base", A=rule("A", "require: u.budget > 3\nseverity: info\nnorm: law"), B=rule("B"))
    library.write("p", "extends: [base]", A="rule: A\nrequire: u.budget > 9\n")
    found = library.rules("p")
    assert [(one.id, one.pack, one.texts["require"]) for one in found.values()] == [
        ("A", "p", "u.budget > 9"),
        ("B", "base", "u.budget > 3"),
    ]
    assert (found["A"].severity, found["A"].norm) == ("info", "law")


def test_overriding_where_replaces_it(library: Library) -> None:
    library.write("base", A=rule("A", "where: u.kind == 'x'\nrequire: 'True'"))
    library.write("p", "extends: [base]", A="rule: A\nwhere: u.kind == 'y'\n")
    assert library.rules("p")["A"].texts["where"] == "u.kind == 'y'"


@pytest.mark.parametrize(
    ("first", "then"),
    [("require: 'True'", "attest: {da: d, en: e}"), ("attest: {da: d, en: e}", "require: 'True'")],
)
def test_what_decides_is_overridden_by_what_decides_otherwise(
    library: Library, first: str, then: str
) -> None:
    library.write("base", A=rule("A", first))
    library.write("p", "extends: [base]", A=f"rule: A\n{then}\n")
    found = library.rules("p")["A"]
    assert (found.require is None, bool(found.attest)) == ("attest" in then,) * 2


def test_a_pack_that_extends_itself_is_refused(library: Library) -> None:
    library.write("a", "extends: [b]")
    library.write("b", "extends: [a]")
    assert library.told("a") == ["a/pack.yaml:1:1 the pack 'a' extends itself, by way of others"]


def test_a_pack_that_is_extended_twice_comes_once(library: Library) -> None:
    library.write("base", A=rule("A"))
    library.write("left", "extends: [base]")
    library.write("right", "extends: [base]")
    library.write("p", "extends: [left, right]")
    found, problems = library.read("p")
    assert problems == []
    assert [pack.id for pack in found.packs] == ["base", "left", "right", "p"]


def test_a_pack_that_does_not_exist_is_told_with_the_nearest(library: Library) -> None:
    library.write("p", "extends: [bassis]")
    assert library.told("p") == ["p/pack.yaml:2:11 there is no rule pack 'bassis' (did you mean 'basis'?)"]


def test_the_rules_of_a_library_run_only_where_it_is_named(library: Library) -> None:
    library.write("base", "library: true", A=rule("A"))
    library.write("p", "extends: [base]", B=rule("B", "use: A"))
    assert list(library.rules("p")) == ["B"]
    assert list(library.rules("p", "base")) == ["A", "B"]


# use

BASE = rule(
    "A",
    "principles: [P1]\nwhere: u.kind == word\nrequire: u.budget > least\nseverity: warning\n"
    "parameters: {least: 3, word: x}\ntests: [{good: {units: {}}}]",
)


def used(library: Library, own: str, pack: str = "") -> Rule:
    library.write(
        "base",
        "library: true\ndocuments: {d: {title: D}}\nprinciples: {P1: {title: {da: t, en: t}, document: d}}",
        A=BASE,
    )
    library.write("p", f"extends: [base]\n{pack}", B=f"rule: B\nuse: A\n{own}\n")
    return library.rules("p")["B"]


def test_use_takes_every_field_but_the_principles_and_the_tests(library: Library) -> None:
    found = used(library, "")
    assert (found.severity, found.texts["require"], found.principles, found.tests) == (
        "warning",
        "u.budget > least",
        (),
        (),
    )
    assert {name: one.value for name, one in found.settings.items()} == {"least": 3, "word": "x"}


def test_a_field_that_is_written_replaces_the_one_that_is_used(library: Library) -> None:
    found = used(library, "require: u.budget == least\nseverity: info")
    assert (found.texts["require"], found.severity) == ("u.budget == least", "info")


def test_where_narrows_what_is_used(library: Library) -> None:
    assert used(library, "where: u.head != None").texts["where"] == "u.kind == word and u.head != None"


def test_parameters_give_new_values(library: Library) -> None:
    found = used(library, "parameters: {least: 7.5}")
    assert {name: one.value for name, one in found.settings.items()} == {
        "least": Fraction(15, 2),
        "word": "x",
    }


def test_uses_chain(library: Library) -> None:
    used(library, "where: u.head != None\nparameters: {least: 7}")
    library.write("q", "extends: [p]", C="rule: C\nuse: B\nwhere: u.site != None\nparameters: {word: y}\n")
    found = library.rules("q")["C"]
    assert found.texts["where"] == "u.kind == word and u.head != None and u.site != None"
    assert {name: one.value for name, one in found.settings.items()} == {"least": 7, "word": "y"}


def test_a_rule_that_uses_itself_by_way_of_another_is_refused(library: Library) -> None:
    library.write("p", A="rule: A\nuse: B\n", B="rule: B\nuse: A\n")
    told = [one for one in library.told("p") if one.endswith("uses itself")]
    assert told == ["p/A.yaml:2:6 the rule 'B' uses itself", "p/B.yaml:2:6 the rule 'A' uses itself"]


def test_a_rule_to_use_that_does_not_exist_is_told_with_the_nearest(library: Library) -> None:
    library.write("p", span=rule("span"), B=rule("B", "use: spam\nrequire: 'True'"))
    assert library.told("p") == ["p/B.yaml:4:6 there is no rule 'spam' to use (did you mean 'span'?)"]


# parameters


@pytest.mark.parametrize(
    ("written", "type_", "value"),
    [
        ("3", "number", Fraction(3)),
        ("4.5", "number", Fraction(9, 2)),
        ("-2", "number", Fraction(-2)),
        ("2014-08-01", "date", dt.date(2014, 8, 1)),
        ("true", "flag", True),
        ("stab", "text", "stab"),
        ("'3'", "text", "3"),
        ("[stab, center]", "list", ("stab", "center")),
        ("[]", "list", ()),
        ("{value: 3, source: assumed}", "number", Fraction(3)),
        ("{value: stab, type: list}", "list", ("stab",)),
        *(
            (f"{{value: unknown, type: {one}}}", one, None)
            for one in ("number", "date", "flag", "text", "list")
        ),
    ],
)
def test_a_parameter_has_the_type_that_it_looks_like(
    library: Library, written: str, type_: str, value: object
) -> None:
    library.write("p", f"parameters: {{x: {written}}}", A=rule("A"))
    found = library.rules("p")["A"].settings["x"]
    assert found.type == type_
    if value is None:
        assert (found.value, found.shown) == (None, Unknown())
    else:
        assert found.shown == (value if not isinstance(value, Fraction) else float(value))
        assert found.value == value or isinstance(value, dt.date)


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("unknown", "an unknown parameter has to say its type (type: number, date, flag, text or list)"),
        (
            "{value: unknown, type: nmber}",
            "'nmber' is not one of the values that are allowed here (did you mean 'number'?)",
        ),
        (
            "{value: 3, type: nmber}",
            "'nmber' is not one of the values that are allowed here (did you mean 'number'?)",
        ),
        ("{value: abc, type: number}", "'abc' is no value of the type number"),
        ("{value: 2014-13-01, type: date}", "'2014-13-01' is no value of the type date"),
        ("{source: assumed}", "a parameter needs a value: a number, a date, a text, a list, or unknown"),
        ("{value: 3, vlue: 4}", "'vlue' cannot stand here (did you mean 'value'?)"),
    ],
)
def test_a_parameter_that_cannot_be_read_is_told(library: Library, written: str, told: str) -> None:
    library.write("p", f"parameters: {{x: {written}}}", A=rule("A"))
    assert [one.partition(" ")[2] for one in library.told("p")] == [told]


@pytest.mark.parametrize(
    ("base", "pack", "own", "value"),
    [
        ("{x: 1}", "{}", "", 1),
        ("{x: 1}", "{x: 2}", "", 2),
        ("{x: 1}", "{}", "parameters: {x: 3}", 3),
        ("{x: 1}", "{x: 2}", "parameters: {x: 3}", 2),
    ],
)
def test_the_last_pack_that_sets_a_parameter_decides(
    library: Library, base: str, pack: str, own: str, value: int
) -> None:
    library.write("base", f"parameters: {base}", A=rule("A", f"require: u.budget > x\n{own}"))
    library.write("p", f"extends: [base]\nparameters: {pack}")
    assert library.rules("p")["A"].settings["x"].value == value


def test_within_a_pack_the_rule_itself_decides(library: Library) -> None:
    library.write(
        "p", "parameters: {x: 1}", A=rule("A", "require: u.budget > x\nparameters: {x: 3}"), B=rule("B")
    )
    found = library.rules("p")
    assert (found["A"].settings["x"].value, found["B"].settings["x"].value) == (3, 1)


# mistakes


def test_the_name_of_a_rule_is_the_name_of_its_file(library: Library) -> None:
    library.write("p", A=rule("B"))
    assert library.told("p") == [
        "p/A.yaml:1:7 the rule is called 'B', but its file 'A.yaml' (the two have to be the same)"
    ]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (rule("A", "reqire: 'True'"), ["4:1 'reqire' cannot stand here (did you mean 'require'?)", "1:1 a rule needs either require or attest"]),
        (rule("A", "require: 'True'\nattest: {da: d, en: e}"), ["1:1 a rule needs either require or attest"]),
        ("rule: A\nrequire: 'True'\n", ["1:1 'title' is missing"]),
        (rule("A", "require: 'True'\nwhy: {da: d}"), ["5:6 a text stands in both languages (write {da: ..., en: ...})"]),
        (rule("A", "require: 'True'\nmessage: {en: e}"), ["5:10 a text stands in both languages (write {da: ..., en: ...})"]),
        (rule("A", "require: 'True'\nmessage: just so"), ["5:10 a text stands in both languages (write {da: ..., en: ...})"]),
        (rule("A", "require: 'True'\nseverity: eror"), ["5:11 'eror' is not one of the values that are allowed here (did you mean 'error'?)"]),
        (rule("A", "require: 'True'\nwaivable: yes"), ["5:11 'yes' is neither true nor false (write true or false)"]),
        (rule("A", "require: 'True'\nprinciples: [LE-99]"), ["5:14 no document of these packs has a principle 'LE-99'"]),
        (rule("A", "require: u.bugdet > 3"), ["4:12 units has no field called 'bugdet' (did you mean 'budget'?)"]),
        (rule("A", "where: u.budget\nrequire: 'True'"), ["4:8 u.budget is a number, and a truth is expected here"]),
        (rule("A", "require: 'True'\nmessage: {da: 'æø {u.nmae}', en: e}"), ["5:22 units has no field called 'nmae' (did you mean 'name'?)"]),
        (rule("A", "require: 'True'\ntests: [{god: {}}]"), ["5:10 'god' cannot stand here (did you mean 'good'?)", "5:9 a test is a mapping with good, bad or unclear"]),
        ("- rule: A\n", ["1:1 the file of a rule begins with rule:"]),
        ("title: {da: t, en: t}\nrequire: 'True'\n", ["1:1 'rule' is missing"]),
    ],
)  # fmt: skip
def test_a_mistake_in_a_rule_is_told_at_its_place(library: Library, text: str, told: list[str]) -> None:
    library.write("p", A=text)
    assert sorted(library.told("p")) == sorted(f"p/A.yaml:{one}" for one in told)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("extend: [basis]", ["2:1 'extend' cannot stand here (did you mean 'extends'?)"]),
        ("title: {da: d}", ["2:8 a text stands in both languages (write {da: ..., en: ...})"]),
        ("library: maybe", ["2:10 'maybe' is neither true nor false (write true or false)"]),
        ("principles: {P: {title: {da: d, en: e}}}", ["2:17 'document' is missing"]),
        (
            "documents: {oplaeg: {title: T}}\nprinciples: {P: {title: {da: d, en: e}, document: oplæg}}",
            ["3:51 there is no document 'oplæg' in this pack (did you mean 'oplaeg'?)"],
        ),
        ("parameters: [1]", ["2:13 parameters has to be a mapping: one name and value a line"]),
        ("documents: {d: text}", ["2:16 d has to be a mapping: one name and value a line"]),
    ],
)
def test_a_mistake_in_a_pack_is_told_at_its_place(library: Library, text: str, told: list[str]) -> None:
    library.write("p", text)
    assert library.told("p") == [f"p/pack.yaml:{one}" for one in told]


def test_all_mistakes_of_a_pack_are_told_in_one_run(library: Library) -> None:
    library.write(
        "p", "extnds: []\nparameters: {x: unknown}",
        A=rule("A", "require: u.bugdet > 3\nsevrity: info"), B=rule("C", "require: u.nmae == 'x'"), D="[]",
    )  # fmt: skip
    assert sorted(one.split(" ")[0] for one in library.told("p")) == [
        "p/A.yaml:4:12", "p/A.yaml:5:1", "p/B.yaml:1:7", "p/B.yaml:4:12", "p/D.yaml:1:1", "p/pack.yaml:2:1", "p/pack.yaml:3:17",
    ]  # fmt: skip


def test_a_list_parameter_can_be_asked_for_membership_and_a_number_cannot(library: Library) -> None:
    library.write(
        "p",
        "parameters: {words: [x, y], least: 3}",
        A=rule("A", "require: u.kind in words"),
        B=rule("B", "require: u.kind in least"),
    )
    assert library.told("p") == ["p/B.yaml:4:20 least is not a list"]


# coverage


def test_a_principle_that_no_rule_serves_is_unserved_and_a_rule_without_one_unasked(library: Library) -> None:
    principles = "{P1: {title: {da: t, en: t}, document: d}, P2: {title: {da: t, en: t}, document: d}}"
    library.write(
        "p",
        f"documents: {{d: {{title: D}}}}\nprinciples: {principles}",
        A=rule("A", "principles: [P1]\nrequire: 'True'"),
        B=rule("B"),
    )
    found = coverage(library.read("p")[0])
    assert [(one.principle.id, [rule.id for rule in one.rules]) for one in found.served] == [
        ("P1", ["A"]),
        ("P2", []),
    ]
    assert [one.principle.id for one in found.unserved] == ["P2"]
    assert [one.id for one in found.unasked] == ["B"]
    assert found.served[0].document is not None and found.served[0].document.title == "D"
