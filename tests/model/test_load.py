"""A design file becomes columns, or a list of everything that is wrong with it."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest

from pejl.engine.errors import PejlError, Problems
from pejl.engine.model.kinds import Interval
from pejl.engine.model.load import design_from_node, load_design
from pejl.engine.model.nodes import Mapping
from pejl.engine.model.source import parse_yaml
from pejl.engine.values.codes import Codes, Pairs
from pejl.engine.values.numbers import Number
from pejl.engine.values.truth import Truth


def column(design, table: str, name: str):
    return design.tables[table].columns[name]


def test_links_are_row_numbers_and_words_have_codes_of_their_own(folder) -> None:
    design = folder.load("design: d\nunits:\n  a: {parent: none}\n  b: {parent: a}\n  c: {}\n")
    parent = column(design, "units", "parent")
    assert isinstance(parent, Codes) and parent.codes.tolist() == [-1, 0, -2]


def test_texts_have_codes_in_the_vocabulary_of_the_design(folder) -> None:
    design = folder.load(
        "design: d\nunits:\n  a: {kind: stab}\n  b: {kind: none}\n  c: {kind: stab}\n  d: {}\n"
    )
    kind = column(design, "units", "kind")
    assert kind.codes.tolist() == [0, -1, 0, -2] and design.texts.texts == ["stab"]


def test_a_column_in_which_all_is_known_has_one_array(folder) -> None:
    fte = column(folder.load("design: d\npositions:\n  a: {fte: 1}\n  b: {fte: 0,5}\n".replace("0,5", "0.5")),
                 "positions", "fte")  # fmt: skip
    assert isinstance(fte, Number) and fte.low is fte.high and fte.low.tolist() == [1000, 500]
    assert (fte.unit, fte.present, fte.below, fte.above) == (Fraction(1, 1000), None, None, None)
    assert fte.natural


def test_a_number_is_known_between_bounds_or_is_absent(folder) -> None:
    text = "design: d\npositions:\n  a: {fte: 3..5}\n  b: {fte: 3..}\n  c: {fte: none}\n  d: {fte: unknown}\n"
    fte = column(folder.load(text), "positions", "fte")
    assert (fte.low.tolist(), fte.high.tolist()) == ([3000, 3000, 0, 0], [5000, 0, 0, 0])
    assert fte.above.tolist() == [False, True, False, True] and fte.below is None
    assert fte.present.certain.tolist() == [True, True, False, False]
    assert fte.present.possible.tolist() == [True, True, False, True]


def test_an_unknown_number_that_may_be_negative_has_no_lower_bound(folder) -> None:
    budget = column(folder.load("design: d\nunits:\n  a: {budget: -5}\n  b: {}\n"), "units", "budget")
    assert budget.below.tolist() == [False, True] and not budget.natural


def test_a_truth_value_is_one_array_unless_it_is_undecided(folder) -> None:
    text = "design: d\npositions:\n  a: {vacant: true, temporary: true}\n  b: {vacant: false}\n"
    design = folder.load(text)
    vacant, temporary = column(design, "positions", "vacant"), column(design, "positions", "temporary")
    assert isinstance(vacant, Truth) and vacant.exact and vacant.certain.tolist() == [True, False]
    assert (temporary.certain.tolist(), temporary.possible.tolist()) == ([True, False], [True, True])


def test_a_list_is_complete_unless_it_says_otherwise(folder) -> None:
    text = "design: d\nunits: {u: {}, v: {}}\ntasks:\n" + "".join(
        f"  t{number}: {{responsible: {value}}}\n"
        for number, value in enumerate(["[u, v]", "[u, unknown]", "unknown", "none", "[]", "u", "u|v"])
    )
    responsible = column(folder.load(text + "  t7: {}\n"), "tasks", "responsible")
    assert isinstance(responsible, Pairs) and responsible.guard is None
    assert np.diff(responsible.indptr).tolist() == [2, 1, 0, 0, 0, 1, 2, 0]
    assert responsible.codes.tolist() == [0, 1, 0, 0, 0, 1]
    assert responsible.loose.tolist() == [False, True, True, False, False, False, False, True]


def test_fields_that_no_row_gives_have_no_column(folder) -> None:
    assert list(folder.load("design: d\nunits: {a: {name: A}}\n").tables["units"].columns) == ["name"]


def test_all_tables_are_there_even_if_not_written(folder) -> None:
    design = folder.load("design: d\n")
    assert set(design.tables) == set(design.schema) and len(design.tables["units"]) == 0


def test_a_row_and_its_values_have_places(folder) -> None:
    design = folder.load("design: d\nunits:\n  a:\n    name: A\n    kind: {x}\n".replace("{x}", "stab"))
    assert str(design.place_of("units", 0)) == "design.yaml:3:3"
    assert str(design.place_of("units", 0, "kind")) == "design.yaml:5:11"
    assert str(design.place_of("units", 0, "parent")) == "design.yaml:3:3"


def test_a_row_may_declare_a_way_back_or_a_list_incomplete(folder) -> None:
    text = "design: d\nunits:\n  a: {unknown: [positions, supports], supports: []}\n  b: {supports: []}\n"
    units = folder.load(text).tables["units"]
    assert units.loose_ways_back["positions"].tolist() == [True, False]
    assert units.columns["supports"].loose.tolist() == [True, False]


def test_a_table_may_be_declared_incomplete(folder) -> None:
    tables = folder.load("design: d\nunknown: [positions]\n").tables
    assert tables["positions"].loose and not tables["units"].loose


def open_rows(design, table: str, name: str) -> list[str]:
    """The rows of which a relation may hold more than is listed."""
    loose, ids = design.relation(table, name).loose, design.tables[table].ids
    return [] if loose is None else [id_ for id_, more in zip(ids, loose, strict=True) if more]


UNLISTED = """design: d
units: {a: {parent: none, unknown: [positions]}, b: {parent: a}}
positions:
  p: {unit: b, reports_to: none, tasks: [t], site: s}
  q: {unit: b, reports_to: p, tasks: [], site: s}
tasks: {t: {responsible: [b]}}
sites: {s: {}}
"""


def test_a_table_is_unlisted_when_a_row_says_that_more_links_to_it(folder) -> None:
    tables = folder.load(UNLISTED).tables
    assert [name for name, table in tables.items() if table.unlisted] == ["positions"]
    assert not any(table.loose for table in tables.values())
    tables = folder.load("design: d\nunknown: [sites]\n").tables
    assert [name for name, table in tables.items() if table.unlisted] == ["sites"]


def test_a_position_that_is_not_written_may_stand_wherever_nothing_says_that_all_are_written(folder) -> None:
    design = folder.load(UNLISTED)
    assert open_rows(design, "units", "positions") == ["a"]
    assert open_rows(design, "positions", "reports") == ["p", "q"]
    assert open_rows(design, "positions", "subordinates") == ["p", "q"]
    assert open_rows(design, "tasks", "positions") == ["t"] and open_rows(design, "sites", "positions") == [
        "s"
    ]
    assert open_rows(design, "units", "tasks") == open_rows(design, "units", "descendants") == []


def test_units_that_are_not_written_are_below_the_unit_that_says_so_and_all_above_it(folder) -> None:
    units = "{a: {parent: none}, b: {parent: a, unknown: [children]}, c: {parent: b}}"
    design = folder.load(f"design: d\nunits: {units}\nsites: {{s: {{}}}}\n")
    assert open_rows(design, "units", "children") == ["b"]
    assert open_rows(design, "units", "descendants") == ["a", "b"]
    assert open_rows(design, "sites", "units") == ["s"]


def test_a_proposal_and_its_base_both_know_what_is_unlisted(folder) -> None:
    folder.write("as-is.yaml", UNLISTED)
    design = folder.load(
        "design: e\nbased_on: as-is.yaml\nchanges:\n  - open: {n: {unknown: [tasks]}}\n", "e.yaml"
    )
    for one, names in ((design, ["positions", "tasks"]), (design.before, ["positions"])):
        assert [name for name, table in one.tables.items() if table.unlisted] == names
    whole = folder.load("design: w\nbased_on: as-is.yaml\nunits: {a: {}}\n", "w.yaml")
    assert whole.before.tables["positions"].unlisted and not whole.tables["positions"].unlisted


def test_the_keys_of_the_header_are_named_once(folder) -> None:
    problem = folder.problems("design: d\nxyzzy: 1\n")[0]
    names = problem.values["names"].split(", ")
    assert problem.hint == "the keys here are: {names}" and len(names) == len(set(names))


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("titel", "title"),
        ("Kommune", "municipality"),
        ("enheder", "units"),
        ("stillinger", "positions"),
        ("unit", "units"),
        ("xyzzy", None),
        ("dato", None),
    ],
)
def test_a_wrong_key_of_the_header_comes_with_the_one_that_is_meant(folder, written, key) -> None:
    assert folder.problems(f"design: d\n{written}: 1\n")[0].values["near"] == key


def test_a_default_fills_rows_that_say_nothing_and_is_recorded(folder) -> None:
    text = """design: d
defaults: {positions: {heads: 1}, units: {kind: stab}}
positions:
  a: {heads: 2}
  b: {}
  c: {heads: unknown}
"""
    design = folder.load(text)
    heads = column(design, "positions", "heads")
    assert (heads.low.tolist(), heads.above.tolist()) == ([2, 1, 0], [False, False, True])
    assert [(d.table, d.field, d.value, str(d.place)) for d in design.defaults] == [
        ("positions", "heads", "1", "design.yaml:2:31")
    ]


def test_the_header_is_read(folder) -> None:
    folder.write(
        "w.yaml", "waivers:\n  w1: {rule: r, entity: u, owner: o, reason: x, until: 2015, limit: 18}\n"
    )
    design = folder.load(
        """design: d
title: {da: Hej, en: Hi}
municipality: Lejre
effective: 2014-04
rules: [lejre, basis]
waivers: [w.yaml]
notes: {A1: {da: tekst, about: [units/a], principles: [LE-1]}}
"""
    )
    assert (design.id, design.title, design.municipality) == ("d", {"da": "Hej", "en": "Hi"}, "Lejre")
    assert design.rules == ("lejre", "basis") and design.effective == Interval(16161, 16190)
    waiver = design.waivers[0]
    assert (waiver.id, waiver.rule, waiver.limit) == ("w1", "r", Interval(18000, 18000))
    assert waiver.starts is None and str(waiver.place) == "w.yaml:2:3"
    assert design.notes[0].about == ("units/a",) and design.notes[0].text == {"da": "tekst"}


def test_a_design_may_have_fields_of_its_own(folder) -> None:
    text = """design: d
fields:
  units:
    area: {type: number, unit: m2, da: areal, en: area, minimum: 0}
    deputy: {type: positions, inverse: deputises}
    partners: {type: many units}
    form: {type: text, options: [a, b]}
units:
  u: {area: 7.5, deputy: p, partners: [u], form: b}
positions: {p: {}}
"""
    design = folder.load(text)
    assert column(design, "units", "area").low.tolist() == [7500] and column(design, "units", "area").natural
    assert column(design, "units", "deputy").codes.tolist() == [0]
    assert design.schema["positions"].inverses["deputises"] == ("units", "deputy")
    assert design.schema["units"].fields["area"].da == "areal"


def test_packs_may_declare_fields_too(folder) -> None:
    declared = parse_yaml("units: {rank: {type: number}}", "pack.yaml", Problems())
    file = folder.write("design.yaml", "design: d\nunits: {a: {rank: 2}}\n")
    design = load_design(file, extra_fields=[declared])
    assert column(design, "units", "rank").low.tolist() == [2000]


@pytest.mark.parametrize(
    ("text", "message", "line", "column"),
    [
        ("units: {a: {}}", "the key 'design' is missing here", 1, 1),
        ("design: d\nunit: {}", "'unit' is no key here", 2, 1),
        ("design: d\nunits: {a: {parnet: none}}", "units has no field 'parnet'", 2, 13),
        ("design: d\nunits: {a: {positions: [p]}}",
         "units.positions is not written: it follows from positions.unit", 2, 13),
        ("design: d\nunits: {a: {depth: 1}}", "units.depth is not written: it follows from the rest", 2, 13),
        ("design: d\nunits: {a: {parent: bb}, b: {}}", "units has no 'bb'", 2, 21),
        ("design: d\ntasks: {t: {responsible: [x, unknown]}}", "units has no 'x'", 2, 27),
        ("design: d\nunits: {a: {parent: [a]}}", "a list stands where one value is expected", 2, 21),
        ("design: d\nunits: {a: {name: {da: x}}}", "'name' is to be a value or a list, not a mapping", 2, 19),
        ("design: d\nunits: {a: {tags: [[x]]}}",
         "a list here holds single values, not lists or mappings", 2, 20),
        ("design: d\nunits: {a: {tags: [x, none]}}", "'none' cannot stand in a list", 2, 23),
        ("design: d\npositions: {a: {fte: -1}}", "'-1' is less than the least value, 0", 2, 22),
        ("design: d\npositions: {a: {vacant: no}}", "'no' is neither true nor false", 2, 25),
        ("design: d\npositions: {a: {heads: 01}}",
         "'01' begins with a zero, so it is unclear which number is meant", 2, 24),
        ("design: d\ntasks: {a: {kle: 2}}", "'2' does not have the form of '02.00.01'", 2, 18),
        ("design: d\nunits:\n  a:\n    name:\n", "nothing is written for 'name'", 4, 10),
        ("design: d\nmunicipality:\n", "nothing is written for 'municipality'", 2, 14),
        ("design: d\nunits:\n  a:\n", "'a' is to be a mapping of its fields", 3, 5),
        ("design: d\nunits: [a]",
         "units is to be a mapping of rows by id, or the name of a table file", 2, 8),
        ("design: d\nunits: {a b: {}}", "'a b' cannot be an id", 2, 9),
        ("design: d\nunits: {a/b: {}}", "'a/b' cannot be an id", 2, 9),
        ("design: d\nunits: {'': {}}", "'' cannot be an id", 2, 9),
        ("design: d\nunits: {none: {}}", "'none' cannot be an id: the word has a meaning of its own", 2, 9),
        ("design: d\nunits: {a: {}, a: {}}", "'a' stands twice; the first is at design.yaml:2:9", 2, 16),
        ("design: d\nunits: {a: {parent: a}}", "units.parent of 'a' is itself", 2, 21),
        ("design: d\nunits: {a: {unknown: [position]}}",
         "units has no list 'position' that could be incomplete", 2, 23),
        ("design: d\nunknown: [position]", "there is no table 'position'", 2, 11),
        ("design: d\ndefaults: {positions: {fte: x}}", "'x' is not a number", 2, 29),
        ("design: d\ndefaults: {positions: {ftes: 1}}", "positions has no field 'ftes'", 2, 24),
        ("design: d\nfields: {units: {name: {type: text}}}", "units already has a field 'name'", 2, 18),
        ("design: d\nfields: {units: {x: {type: nummer}}}", "'nummer' is not a type of field", 2, 28),
        ("design: d\nfields: {units: {x: {typ: text}}}", "'typ' is no key here", 2, 22),
        ("design: d\nfields: {units: {a-b: {type: text}}}", "'a-b' cannot be the name of a field", 2, 18),
        ("design: d\nwaivers: {w: {rule: r}}", "the key 'entity' is missing here", 2, 14),
        ("design: d\nwaivers: {w: {rule: r, entity: e, owner: o, reason: r, until: 31-12-2014}}",
         "'31-12-2014' is not a date", 2, 63),
        ("design: d\ntitle: {de: x}", "'de' is not a language here", 2, 9),
        ("design: d\nchanges: []", "changes need a design to change", 2, 10),
        ("design: d\nwaivers: [gone.yaml]", "there is no file 'gone.yaml' beside the design", 2, 11),
        ("design: d\npositions: {a: {starts: 2026-03-01, ends: 2026-02-28}}",
         "positions: 'a' ends before it starts", 2, 43),
        ("design: d\nbased_on: gone.yaml", "there is no file 'gone.yaml' beside the design", 2, 11),
        ("design: d\nunits: units.txt", "'units.txt' is no table file", 2, 8),
        ("design: d\nunits: units.csv", "there is no file 'units.csv' beside the design", 2, 8),
        ("design: d\npositions: {a: {fte: 0,5}}",
         "a comma separates fields here, so 5 stands alone", 2, 24),
        ("[a]", "a design is a mapping", 1, 1),
    ],
)  # fmt: skip
def test_a_mistake_is_told_with_its_place(folder, text: str, message: str, line: int, column: int) -> None:
    assert (message, line, column) in folder.told(text)


def test_a_wrong_name_comes_with_the_nearest_right_one(folder) -> None:
    text = "design: d\nunits: {koncern: {}, a: {parnet: none, parent: konsern}}\nunis: {}\n"
    hints = [str(problem).rsplit("(", 1)[1] for problem in folder.problems(text)]
    assert hints == ["did you mean 'parent'?)", "did you mean 'koncern'?)", "did you mean 'units'?)"]


def test_all_mistakes_of_all_files_are_told_in_one_run(folder) -> None:
    folder.write("p.csv", "id;fte\np;x\n")
    folder.write("w.yaml", "waivers: {w: {rule: r}}\n")
    folder.write("base.yaml", "design: b\nunits: {a: {parent: z}}\npositions: p.csv\n")
    text = "design: d\nbased_on: base.yaml\neffective: soon\nwaivers: [w.yaml]\nchanges:\n  - close: [q]\n"
    files = [problem.place.file for problem in folder.problems(text)]
    assert files == ["base.yaml", "design.yaml", "design.yaml", "p.csv", "w.yaml", "w.yaml", "w.yaml"]


def test_the_same_wrong_value_is_told_at_every_place(folder) -> None:
    text = "design: d\npositions:\n  a: {fte: x}\n  b: {fte: 1}\n  c: {fte: x}\n"
    assert folder.told(text) == [("'x' is not a number", 3, 12), ("'x' is not a number", 5, 12)]


def test_a_circle_is_told_once_with_its_members_in_order(folder) -> None:
    text = """design: d
units:
  x: {parent: a}
  a: {parent: b}
  b: {parent: c}
  c: {parent: a}
  d: {parent: d}
"""
    assert folder.told(text) == [
        ("units.parent goes in a circle: a -> b -> c -> a", 4, 15),
        ("units.parent of 'd' is itself", 7, 15),
    ]


def test_designs_that_are_based_on_each_other_are_refused(folder) -> None:
    folder.write("b.yaml", "design: b\nbased_on: a.yaml\nchanges: []\n")
    told = folder.told("design: a\nbased_on: b.yaml\nchanges: []\n", "a.yaml")
    assert told == [("the designs are based on each other in a circle: a.yaml -> b.yaml -> a.yaml", 2, 11)]


@pytest.mark.parametrize("name", ["../x.yaml", "/etc/passwd", "a/../../x.yaml", "C:\\x.yaml", "..\\x.yaml",
                                  '"x\\0.yaml"'])  # fmt: skip
def test_a_path_that_leaves_the_folder_is_refused(folder, name: str) -> None:
    for text in ("based_on: {}", "units: {}", "waivers: [{}]"):
        told = folder.told("design: d\n" + text.replace("{}", name))
        assert told[0][0].endswith("leaves the folder of the design") and told[0][1] == 2


def test_a_link_out_of_the_folder_is_refused(folder, tmp_path_factory) -> None:
    outside = tmp_path_factory.mktemp("outside") / "u.csv"
    outside.write_text("id\na\n")
    Path(folder.path / "u.csv").symlink_to(outside)
    assert folder.told("design: d\nunits: u.csv\n") == [("'u.csv' leaves the folder of the design", 2, 8)]


def node_of(text: str) -> Mapping:
    node = parse_yaml(text, "rule.yaml", Problems())
    assert isinstance(node, Mapping)
    return node


def test_a_small_design_is_read_from_a_node() -> None:
    design = design_from_node(node_of("tasks: {a: {responsible: [x]}}\nunits: {x: {}}"), "rule.yaml")
    assert column(design, "tasks", "responsible").codes.tolist() == [0] and design.before is None


def test_a_small_design_may_have_its_base_beside_it() -> None:
    text = "units: {b: {name: B}, c: {}}\nbefore: {units: {a: {name: A}, b: {name: X}}}"
    design = design_from_node(node_of(text), "rule.yaml")
    units, before = design.tables["units"], design.before.tables["units"]
    assert units.ids == before.ids == ["a", "b", "c"]
    assert (units.exists.tolist(), before.exists.tolist()) == ([False, True, True], [True, True, False])
    assert design.texts is design.before.texts
    assert [design.name_of("units", 1), design.before.name_of("units", 1)] == ["B", "X"]


def test_mistakes_in_a_small_design_have_places_in_the_rule_file() -> None:
    with pytest.raises(PejlError) as raised:
        design_from_node(node_of("tasks: {a: {responsible: [x]}}"), "rule.yaml")
    assert str(raised.value.problems[0]).startswith("rule.yaml:1:27: units has no 'x'")


def test_two_whole_designs_may_be_compared(folder) -> None:
    folder.write("before.yaml", "design: b\nunits: {a: {}, b: {}}\n")
    design = folder.load("design: d\nbased_on: before.yaml\nunits: {b: {}, c: {}}\n")
    assert design.tables["units"].ids == ["a", "b", "c"]
    assert design.tables["units"].exists.tolist() == [False, True, True]


def test_the_models_and_the_loader_read_alike(folder) -> None:
    from pejl.engine.model.schema import Position, Unit

    unit = Unit.model_validate({"parent": "a", "budget": "3..5", "supports": ["a"], "notified": "2014-05"})
    design = folder.load(
        "design: d\nunits: {a: {}, u: {parent: a, budget: 3..5, supports: [a], notified: 2014-05}}\n"
    )
    budget, notified = column(design, "units", "budget"), column(design, "units", "notified")
    assert unit.budget == Interval(int(budget.low[1]), int(budget.high[1])) == Interval(300, 500)
    assert unit.notified == Interval(int(notified.low[1]), int(notified.high[1]))
    assert unit.supports.items == ("a",) and column(design, "units", "supports").codes.tolist() == [0]
    assert Position.model_validate({"vacant": False}).vacant is False


def test_loading_a_design_does_not_import_pydantic() -> None:
    import subprocess
    import sys

    code = (
        "import sys; from pejl.engine.model import specs; specs.models(); import pejl.engine.model.load;"
        "print([m for m in sys.modules if m.split('.')[0] in ('pydantic', 'pyarrow', 'python_calamine')])"
    )
    for _ in range(2):  # the first run may have to read the models
        out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert out.strip() == "[]"


def test_what_may_end_after_it_starts_is_taken(folder) -> None:
    for ends in ("2026-03", "unknown", "none"):
        folder.load(f"design: d\npositions: {{a: {{starts: 2026-03-01..2026-04-01, ends: {ends}}}}}\n")


def test_a_missing_base_is_told_where_it_is_named_with_the_nearest_file(folder) -> None:
    folder.write("as-is.yaml", "design: b\n")
    (problem,) = folder.problems("design: d\nbased_on: as-iss.yaml\nchanges: []\n")
    assert str(problem) == (
        "design.yaml:2:11: there is no file 'as-iss.yaml' beside the design (did you mean 'as-is.yaml'?)"
    )


def test_a_proposal_does_not_take_effect_before_the_day_of_its_base(folder) -> None:
    folder.write("base.yaml", "design: b\neffective: 2026-10-01\n")
    text = "design: d\nbased_on: base.yaml\neffective: {}\nchanges: []\n"
    for day in ("2026-10-01", "2026", "unknown"):
        folder.load(text.format(day))
    message = "the proposal takes effect before 2026-10-01, the day of the design that it is based on"
    assert folder.told(text.format("2026-09")) == [(message, 3, 12)]
