"""A proposal is its base with changes applied in order, and a ledger of what each did."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

BASE = """units:
  top: {name: Direktion, parent: none, head: boss}
  a: {name: A, parent: top, head: ha}
  b: {name: B, parent: top, head: hb}
  c: {name: C, parent: top, head: unknown}
positions:
  boss: {unit: top, reports_to: none, tasks: []}
  ha: {unit: a, reports_to: boss, tasks: []}
  hb: {unit: b, reports_to: boss, tasks: []}
  all: {unit: a, reports_to: ha, tasks: [t1, t2]}
  some: {unit: a, reports_to: ha, tasks: [t1, t3]}
  open: {unit: a, reports_to: ha, tasks: [t1, unknown]}
  none: {unit: a, reports_to: ha, tasks: [t3]}
tasks:
  t1: {responsible: [a], performs: [a, c]}
  t2: {responsible: [a], performs: [c]}
  t3: {responsible: [a]}
  shared: {responsible: [a, b]}
  lost: {}
events:
  heard: {units: [a, b], date: 2014-03}
""".replace("  none:", "  rest:")


def ledger(design) -> list[tuple[str, ...]]:
    return [(m.what, m.table, m.entity, m.detail, m.before, m.after) for m in design.ledger]


def test_a_proposal_without_changes_is_its_base(folder, show) -> None:
    design = folder.propose(BASE, "  []")
    assert show(design, "units", "parent") == show(design.before, "units", "parent")
    assert design.ledger == () and design.texts is design.before.texts


def test_open_adds_units_that_the_base_has_as_absent_rows(folder, show) -> None:
    design = folder.propose(BASE, "  - {open: {n: {name: Ny, parent: top}}, note: derfor, source: s. 3}")
    assert design.tables["units"].ids[-1] == design.before.tables["units"].ids[-1] == "n"
    assert (design.tables["units"].exists[-1], design.before.tables["units"].exists[-1]) == (True, False)
    assert show(design, "units", "parent")["n"] == "top" and show(design, "units", "head")["n"] == "unknown"
    move = design.ledger[0]
    assert (move.what, move.entity, move.note, str(move.place)) == (
        "opened",
        "n",
        "derfor",
        "to-be.yaml:4:13",
    )


def test_a_change_may_name_what_a_later_one_adds(folder, show) -> None:
    changes = "  - open: {n: {parent: top, head: p}}\n  - add: {positions: {p: {unit: n}}}\n"
    assert show(folder.propose(BASE, changes), "units", "head")["n"] == "p"


def test_moved_tasks_change_responsible_and_performing_units(folder, show) -> None:
    design = folder.propose(BASE, "  - move: {tasks: [t1, t2], from: a, to: c}")
    assert show(design, "tasks", "responsible") == {
        "t1": "c", "t2": "c", "t3": "a", "shared": "a, b", "lost": "unknown"
    }  # fmt: skip
    assert show(design, "tasks", "performs") == {
        "t1": "c", "t2": "c", "t3": "unknown", "shared": "unknown", "lost": "unknown"
    }  # fmt: skip
    assert show(design.before, "tasks", "responsible")["t1"] == "a"
    assert str(design.place_of("tasks", 0, "responsible")) == "to-be.yaml:4:20"


def test_positions_follow_when_all_their_tasks_move(folder, show) -> None:
    design = folder.propose(BASE, "  - move: {tasks: [t1, t2], to: b}")
    assert [id_ for id_, unit in show(design, "positions", "unit").items() if unit == "b"] == ["hb", "all"]
    assert show(design, "positions", "reports_to")["all"] == "hb"
    assert ledger(design) == [
        ("moved", "tasks", "t1", "responsible", "a", "b"),
        ("moved", "tasks", "t2", "responsible", "a", "b"),
        ("ambiguous", "positions", "some", "tasks", "t1", "t3"),
        ("ambiguous", "positions", "open", "tasks", "t1", "unknown"),
        ("followed", "positions", "all", "unit", "a", "b"),
        ("followed", "positions", "all", "reports_to", "ha", "hb"),
    ]


def test_positions_that_are_to_stay_do_not_follow(folder, show) -> None:
    design = folder.propose(BASE, "  - move: {tasks: [t1, t2], to: b, stay: [all]}")
    assert show(design, "positions", "unit")["all"] == "a"


def test_who_follows_to_a_unit_without_known_head_reports_to_someone_unknown(folder, show) -> None:
    design = folder.propose(BASE, "  - move: {tasks: [t1, t2], to: c}")
    assert show(design, "positions", "reports_to")["all"] == "unknown"


def test_a_moved_head_does_not_report_to_itself_and_still_heads_what_it_headed(folder, show) -> None:
    changes = "  - open: {n: {parent: top, head: ha}}\n  - move: {positions: [ha], to: n}"
    design = folder.propose(BASE, changes)
    assert show(design, "positions", "unit")["ha"] == "n"
    assert show(design, "positions", "reports_to")["ha"] == "unknown"
    assert show(design, "units", "head")["a"] == "ha"


def test_a_task_whose_responsible_unit_is_unknown_gets_one(folder, show) -> None:
    design = folder.propose(BASE, "  - move: {tasks: [lost], to: b}")
    assert show(design, "tasks", "responsible")["lost"] == "b"


def test_of_several_responsible_units_the_named_one_gives_the_task_up(folder, show) -> None:
    design = folder.propose(BASE, "  - move: {tasks: [shared], from: a, to: c}")
    assert show(design, "tasks", "responsible")["shared"] == "c, b"


@pytest.mark.parametrize("origin", ["", "from: a, "])
def test_a_moved_task_may_still_have_responsible_units_that_are_not_written(folder, show, origin) -> None:
    base = "units: {a: {parent: none}, b: {parent: a}}\ntasks: {t: {responsible: [a, unknown]}}\n"
    design = folder.propose(base, f"  - move: {{tasks: [t], {origin}to: b}}")
    assert show(design, "tasks", "responsible")["t"] == "b, unknown"


def in_units(design, show) -> dict[str, str]:
    return show(design, "positions", "unit")


FOLLOW = """units: {a: {parent: none}, b: {parent: a}, c: {parent: a}}
tasks: {t: {responsible: [a]}, u: {responsible: [a]}, lost: {}}
positions: {p: {unit: UNIT, tasks: [t, u]}}
"""


def test_a_position_of_another_unit_does_not_follow(folder, show) -> None:
    design = folder.propose(FOLLOW.replace("UNIT", "c"), "  - move: {tasks: [t, u], to: b}")
    assert in_units(design, show) == {"p": "c"} and not [m for m in design.ledger if m.table == "positions"]


def test_it_is_unclear_whether_a_position_of_an_unknown_unit_follows(folder, show) -> None:
    design = folder.propose(FOLLOW.replace("UNIT", "unknown"), "  - move: {tasks: [t, u], to: b}")
    assert in_units(design, show) == {"p": "unknown"}
    assert ledger(design)[-1] == ("ambiguous", "positions", "p", "unit", "unknown", "b")


def test_it_is_unclear_whether_a_position_follows_a_task_that_an_unknown_unit_gave_up(folder, show) -> None:
    base = FOLLOW.replace("UNIT", "a").replace("[t, u]", "[lost]")
    design = folder.propose(base, "  - move: {tasks: [lost], to: b}")
    assert in_units(design, show) == {"p": "a"}
    assert ledger(design)[-1] == ("ambiguous", "positions", "p", "unit", "a", "b")


def test_a_position_follows_when_the_last_of_its_tasks_has_moved(folder, show) -> None:
    changes = "  - move: {tasks: [t], to: b}\n  - move: {tasks: [u], to: b}\n"
    design = folder.propose(FOLLOW.replace("UNIT", "a"), changes)
    assert in_units(design, show) == {"p": "b"}
    assert [m.what for m in design.ledger if m.table == "positions"] == ["followed"]


def test_a_position_whose_tasks_move_to_two_units_is_told_once(folder, show) -> None:
    changes = "  - move: {tasks: [t], to: b}\n  - move: {tasks: [u], to: c}\n"
    design = folder.propose(FOLLOW.replace("UNIT", "a"), changes)
    assert in_units(design, show) == {"p": "a"}
    assert [m[3:] for m in ledger(design) if m[1] == "positions"] == [("tasks", "u", "t")]


def test_a_position_that_is_to_stay_stays_when_its_other_tasks_move_later(folder, show) -> None:
    changes = "  - move: {tasks: [t], to: b, stay: [p]}\n  - move: {tasks: [u], to: b}\n"
    assert in_units(folder.propose(FOLLOW.replace("UNIT", "a"), changes), show) == {"p": "a"}


def test_a_position_does_not_follow_while_its_unit_keeps_a_part_in_a_task(folder, show) -> None:
    base = FOLLOW.replace("UNIT", "a").replace("u: {responsible: [a]}", "u: {responsible: [a, b]}")
    design = folder.propose(base, "  - move: {tasks: [t], to: b}")
    assert in_units(design, show) == {"p": "a"} and ledger(design)[-1][0] == "ambiguous"


def test_a_task_that_moves_to_the_unit_that_has_it_moves_nobody(folder, show) -> None:
    design = folder.propose(FOLLOW.replace("UNIT", "c"), "  - move: {tasks: [t, u], to: a}")
    assert in_units(design, show) == {"p": "c"}


def test_a_position_that_a_later_change_places_is_no_longer_unclear(folder) -> None:
    changes = "  - move: {tasks: [t], to: b}\n  - move: {positions: [p], to: c}\n"
    design = folder.propose(FOLLOW.replace("UNIT", "a"), changes)
    assert "ambiguous" not in [m.what for m in design.ledger]


def unfinished(design, name: str) -> list[str]:
    units = design.tables["units"]
    flags = units.loose_ways_back[name] & units.exists
    return [id_ for id_, more in zip(units.ids, flags, strict=True) if more]


INCOMPLETE = (
    "units: {a: {parent: none}, b: {parent: a, kind: k, site: s, unknown: [positions]}, c: {parent: a}}\n"
)


def test_a_merged_unit_may_hold_more_if_one_of_the_merged_units_may(folder) -> None:
    design = folder.propose(INCOMPLETE + "sites: {s: {}}\n", "  - {merge: [b, c], into: {n: {}}}")
    assert unfinished(design, "positions") == ["n"] and unfinished(design.before, "positions") == ["b"]


def test_every_part_of_a_split_unit_may_hold_more_if_it_might(folder, show) -> None:
    changes = "  - {split: b, into: {n: {}, m: {site: unknown, kind: other}}}"
    design = folder.propose(INCOMPLETE + "sites: {s: {}}\n", changes)
    assert unfinished(design, "positions") == ["n", "m"]
    assert show(design, "units", "parent") == {"a": "none", "c": "a", "n": "a", "m": "a"}
    assert [show(design, "units", name)["n"] for name in ("kind", "site", "name")] == ["k", "s", "unknown"]
    assert [show(design, "units", name)["m"] for name in ("kind", "site")] == ["other", "unknown"]


def test_closing_a_unit_that_may_hold_more_leaves_that_to_be_settled(folder) -> None:
    design = folder.propose(INCOMPLETE + "sites: {s: {}}\n", "  - close: [b, c]")
    assert [m[:4] for m in ledger(design)] == [
        ("closed", "units", "b", ""),
        ("unresolved", "units", "b", "positions"),
        ("closed", "units", "c", ""),
    ]
    assert design.tables["positions"].unlisted


def test_a_unit_that_comes_back_holds_only_what_it_then_says(folder) -> None:
    changes = "  - remove: {units: [b]}\n  - open: {b: {parent: a}}\n"
    assert unfinished(folder.propose(INCOMPLETE + "sites: {s: {}}\n", changes), "positions") == []


AGREED = """units:
  top: {parent: none}
  a: {parent: top, kind: stab, tags: [x], budget: 5, supports: [top], source: s}
  b: {parent: PARENT, kind: stab, tags: [y], budget: 5, supports: [top], source: s}
"""


def test_a_merged_unit_has_what_the_merged_units_agree_on(folder, show) -> None:
    design = folder.propose(AGREED.replace("PARENT", "top"), "  - {merge: [a, b], into: {n: {}}}")
    fields = ("parent", "kind", "supports", "tags", "budget", "source")
    told = {name: show(design, "units", name)["n"] for name in fields}
    assert list(told.values()) == ["top", "stab", "top", "unknown", "unknown", "unknown"]
    assert ("followed", "units", "n", "parent", "", "top") in ledger(design)


@pytest.mark.parametrize(
    ("parent", "into", "now"),
    [("a", "{}", "top"), ("unknown", "{}", "unknown"), ("top", "{parent: unknown}", "unknown")],
)
def test_the_parent_of_a_merged_unit_is_above_all_of_them(folder, show, parent, into, now) -> None:
    design = folder.propose(AGREED.replace("PARENT", parent), f"  - {{merge: [a, b], into: {{n: {into}}}}}")
    assert show(design, "units", "parent")["n"] == now


def test_a_unit_renamed_twice_keeps_its_first_name_as_the_earlier_one(folder, show) -> None:
    design = folder.propose(BASE, "  - rename: {a: Mellem}\n  - rename: {a: Ny}\n")
    assert (show(design, "units", "name")["a"], show(design, "units", "renamed_from")["a"]) == ("Ny", "A")


def test_units_move_to_a_new_parent(folder, show) -> None:
    design = folder.propose(BASE, "  - move: {units: [b, c], to: a}")
    assert show(design, "units", "parent") == {"top": "none", "a": "top", "b": "a", "c": "a"}


def test_merged_units_hand_all_that_links_to_them_to_the_new_one(folder, show) -> None:
    design = folder.propose(BASE, "  - merge: [a, b]\n    into: {n: {name: N, parent: top}}")
    assert list(show(design, "units", "name")) == ["top", "c", "n"]
    assert show(design, "tasks", "responsible")["shared"] == "n"
    assert set(show(design, "positions", "unit").values()) == {"top", "n"}
    assert show(design, "units", "head")["n"] == "unknown"
    assert show(design, "events", "units")["heard"] == "a, b"  # what is past stays
    assert ("merged", "units", "a", "", "", "n") in ledger(design)
    assert ("followed", "positions", "all", "unit", "a", "n") in ledger(design)


def test_a_split_unit_is_shared_out_by_what_each_takes(folder, show) -> None:
    changes = """  - split: a
    into:
      n: {name: N, parent: top, takes: {tasks: [t1, t2, shared], positions: [ha, all, some]}}
      m: {name: M, parent: top, takes: {tasks: [t3], positions: [open, rest]}}
"""
    design = folder.propose(BASE, changes)
    assert show(design, "tasks", "responsible") == {
        "t1": "n", "t2": "n", "t3": "m", "shared": "n, b", "lost": "unknown"
    }  # fmt: skip
    assert show(design, "tasks", "performs")["t1"] == "n, c"
    assert show(design, "positions", "unit")["rest"] == "m" and "a" not in show(design, "units", "name")
    assert ("split", "units", "a", "", "", "n, m") in ledger(design)


def test_renaming_keeps_the_id_and_the_earlier_name(folder, show) -> None:
    design = folder.propose(BASE, "  - rename: {a: Anlæg & Drift}")
    assert show(design, "units", "name")["a"] == "Anlæg & Drift"
    assert show(design, "units", "renamed_from")["a"] == "A"
    assert show(design.before, "units", "name")["a"] == "A"
    assert ledger(design) == [("renamed", "units", "a", "name", "A", "Anlæg & Drift")]


def test_closing_an_emptied_unit_takes_it_out(folder, show) -> None:
    base = "units: {top: {parent: none}, x: {parent: top}}\nevents: {e: {units: [x]}}\n"
    design = folder.propose(base, "  - close: [x]")
    assert list(show(design, "units", "name")) == ["top"] and ledger(design)[0][:3] == (
        "closed",
        "units",
        "x",
    )


def test_a_unit_and_its_child_close_together(folder, show) -> None:
    base = "units: {top: {parent: none}, x: {parent: top}, y: {parent: x}}\n"
    assert list(show(folder.propose(base, "  - close: [x, y]"), "units", "name")) == ["top"]


def test_altering_replaces_the_fields_that_are_written(folder, show) -> None:
    design = folder.propose(
        BASE, "  - alter: {tasks: {t1: {responsible: [b], needs: [law]}}, units: {a: {head: none}}}"
    )
    assert (
        show(design, "tasks", "responsible")["t1"] == "b"
        and show(design, "tasks", "performs")["t1"] == "a, c"
    )
    assert show(design, "tasks", "needs")["t2"] == "unknown" and show(design, "units", "head")["a"] == "none"
    assert ledger(design) == [
        ("altered", "tasks", "t1", "responsible", "a", "b"),
        ("altered", "tasks", "t1", "needs", "unknown", "law"),
        ("altered", "units", "a", "head", "ha", "none"),
    ]


def test_the_short_forms_add_rows_or_alter_them(folder, show) -> None:
    changes = """  - decide: {d: {task: t1, holder: [a]}}
  - programme: {p: {unit: [a]}}
  - event: {heard: {date: 2014-04}, informed: {kind: informed}}
"""
    design = folder.propose(BASE, changes)
    assert show(design, "decisions", "holder") == {"d": "a"} and show(design, "programmes", "unit") == {
        "p": "a"
    }
    assert show(design, "events", "date") == {"heard": "2014-04-01..2014-04-30", "informed": "unknown"}
    assert show(design, "events", "units") == {"heard": "a, b", "informed": "unknown"}


def test_a_removed_row_may_be_added_again(folder, show) -> None:
    changes = "  - remove: {positions: [rest]}\n  - add: {positions: {rest: {unit: b}}}\n"
    design = folder.propose(BASE, changes)
    assert show(design, "positions", "unit")["rest"] == "b"
    assert show(design, "positions", "reports_to")["rest"] == "unknown"


def test_the_defaults_of_the_base_hold_for_new_rows(folder, show) -> None:
    base = "defaults: {positions: {heads: 1}}\npositions: {p: {heads: 2}}\n"
    design = folder.propose(base, "  - add: {positions: {q: {}}}")
    assert show(design, "positions", "heads") == {"p": "2", "q": "1"}
    assert [default.value for default in design.defaults] == ["1"] and design.before.defaults == ()


def test_a_proposal_may_build_on_a_proposal(folder, show) -> None:
    folder.propose(BASE, "  - open: {n: {parent: top}}")
    design = folder.load("design: x\nbased_on: to-be.yaml\nchanges:\n  - close: [n]\n", "x.yaml")
    assert "n" not in show(design, "units", "name") and "n" in show(design.before, "units", "name")
    assert design.before.before is not None


SPLIT = "  - {split: @a, into: {n: {parent: top, takes: {tasks: [t1, t2, shared]}}}}"


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ("  - @opne: {n: {}}", "'opne' is no key here"),
        ("  - {open: {n: {}}, @close: [c]}", "one change does one thing: open, close"),
        ("  - {open: {n: {}}, @nota: x}", "'nota' is no key here"),
        ("  - @merge: [a, b]", "the key 'into' is missing here"),
        ("  - @text", "a change is a mapping"),
        ("  - @{}", "the change is empty"),
        ("  - open: {@a: {}}", "'a' is already in units"),
        ("  - open: {n: {}, @n: {}}", "'n' stands twice; the first is at to-be.yaml:4:12"),
        ("  - open: {n: {@parnet: top}}", "units has no field 'parnet'"),
        ("  - open: {@n m: {}}", "'n m' cannot be an id"),
        ("  - close: [@d]", "units has no 'd'"),
        ("  - close: [@a]", "'a' cannot be closed, for these still link to it: positions ha, positions all, "
         "positions some, positions open, positions rest, tasks t1, tasks t2, tasks t3, tasks shared"),
        ("  - {merge: [a, b], into: @{n: {}, m: {}}}", "units are merged into one"),
        (SPLIT, "'a' is split, but no new unit takes positions ha, positions all, positions some, "
         "positions open, positions rest, tasks t3"),
        ("  - {split: a, into: {n: {takes: {tasks: [@lost]}}}}",
         "'lost' does not link to 'a', which is split"),
        ("  - {split: a, into: {n: {takes: {@task: [t1]}}}}", "there is no table 'task'"),
        ("  - {split: a, into: {n: {takes: {tasks: [t1]}}, m: {takes: {tasks: [@t1]}}}}",
         "'t1' is taken by two units: n and m"),
        ("  - rename: {@x: X}", "units has no 'x'"),
        ("  - rename: {a: @}", "nothing is written for 'a'"),
        ("  - move: {tasks: [@shared], to: c}", "'shared' has several responsible units: a, b"),
        ("  - move: {tasks: [t1], from: @b, to: c}", "'b' is not responsible for 't1'"),
        ("  - move: {tasks: [@t9], to: c}", "tasks has no 't9'"),
        ("  - move: {tasks: [t1], to: @z}", "units has no 'z'"),
        ("  - move: @{tasks: [t1]}", "the key 'to' is missing here"),
        ("  - move: @{to: c}", "the move says nothing to move"),
        ("  - move: {units: [b], @stay: [ha], to: c}", "'stay' goes with tasks only"),
        ("  - move: {units: [@a], to: a}", "units.parent of 'a' is itself"),
        ("  - move: {tasks: [t1], to: @n}\n  - open: {n: {}}", "'n' is not in units at this point"),
        ("  - add: {@position: {p: {}}}", "there is no table 'position'"),
        ("  - add: {positions: {@all: {}}}", "'all' is already in positions"),
        ("  - add: {positions: @[p]}", "a mapping is expected here"),
        ("  - alter: {positions: {@x: {fte: 1}}}", "positions has no 'x'"),
        ("  - alter: {positions: {all: {fte: @-1}}}", "'-1' is less than the least value, 0"),
        ("  - alter: {positions: {all: {unit: @d}}}", "units has no 'd'"),
        ("  - remove: {positions: [@x]}", "positions has no 'x'"),
    ],
)  # fmt: skip
def test_a_mistake_in_a_change_is_told_with_its_place(folder, changes, message) -> None:
    """The place is where the @ stands."""
    column = changes.index("@") + 1
    assert (message, 4, column) in folder.refused(BASE, changes.replace("@", ""))


def test_a_link_to_what_is_removed_is_told_where_it_is_removed(folder) -> None:
    told = folder.refused(BASE, "  - remove: {positions: [ha]}")
    assert told[0] == ("units.head of 'a' is 'ha', which is no longer in positions", 4, 26)


def test_what_is_left_in_a_closing_unit_is_told_ten_at_a_time(folder) -> None:
    base = "units: {u: {parent: none}}\npositions:\n" + "".join(f"  p{n}: {{unit: u}}\n" for n in range(13))
    message = folder.refused(base, "  - close: [u]")[0][0]
    assert message.endswith("positions p8, positions p9 and 3 more")


def test_all_mistakes_of_all_changes_are_told_in_one_run(folder) -> None:
    changes = "  - open: {a: {}}\n  - close: [x]\n  - move: {tasks: [y, shared], to: c}\n  - ope: 1\n"
    assert [line for _, line, _ in folder.refused(BASE, changes)] == [4, 5, 6, 6, 7]


def test_a_proposal_with_changes_writes_no_tables(folder) -> None:
    folder.write("as-is.yaml", "design: as-is\nunits: {a: {}}\n")
    told = folder.told("design: d\nbased_on: as-is.yaml\nunits: {b: {}}\nchanges: []\n")
    assert told == [("a proposal with changes does not write tables: units", 3, 8)]


ROWS = st.lists(st.sampled_from(["a", "b", "c"]), unique=True, min_size=1)


@given(ROWS, st.sampled_from(["top", "a", "b", "c"]))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=30)
def test_moving_units_and_moving_them_back_restores_the_columns(folder, show, units, to) -> None:
    if to in units:
        return
    names = ", ".join(units)
    changes = f"  - move: {{units: [{names}], to: {to}}}\n  - move: {{units: [{names}], to: top}}\n"
    design = folder.propose(BASE, changes)
    assert_unchanged(design, show)


@given(st.lists(st.sampled_from(["t1", "t2", "t3"]), unique=True, min_size=1))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=30)
def test_moving_tasks_and_moving_them_back_restores_the_columns(folder, show, tasks) -> None:
    names = ", ".join(tasks)
    changes = f"  - move: {{tasks: [{names}], to: b}}\n  - move: {{tasks: [{names}], from: b, to: a}}\n"
    assert_unchanged(folder.propose(BASE, changes), show)


def assert_unchanged(design, show) -> None:
    for table, name in [(table, name) for table, rows in design.tables.items() for name in rows.columns]:
        assert show(design, table, name) == show(design.before, table, name)
        now, before = design.tables[table].columns[name], design.before.tables[table].columns[name]
        assert now.codes.tolist() == before.codes.tolist() if hasattr(now, "codes") else True


def test_who_names_what_is_not_there_in_a_change_is_not_told_to_add_it(folder) -> None:
    folder.write("as-is.yaml", "design: as-is\npositions: {boss: {name: Boss}}\n")
    for id_, hint in (("bos", "did you mean 'boss'?"), ("xyz", "name one that the design has at this point")):
        (problem,) = folder.problems(
            f"design: d\nbased_on: as-is.yaml\nchanges:\n  - remove: {{positions: [{id_}]}}\n"
        )
        assert problem.hint.format(**problem.values) == hint
