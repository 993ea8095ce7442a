"""Hierarchies that are left open: where units may go, who may report to whom, and which units there are."""

from __future__ import annotations

import pytest

from pejl.engine.errors import Problems
from pejl.engine.model import hierarchies
from pejl.engine.model.load import design_from_node
from pejl.engine.model.nodes import Mapping
from pejl.engine.model.source import parse_yaml
from pejl.engine.model.tables import Design
from pejl.engine.search.backtracking import Backtracking
from pejl.engine.search.decide import opened
from pejl.engine.search.ground import ground
from pejl.engine.search.opening import Opening, every_pair
from pejl.engine.search.program import asserted, program
from pejl.engine.search.solver import Limits
from pejl.engine.values.codes import NONE
from pejl.engine.values.exact import UnsearchableError
from pejl.engine.values.linear import OPEN, LinearModel
from pejl.tests.agree.random_cases import typed

TOWN = """
units:
  town: {parent: none, head: mayor, kind: top}
  care: {parent: town, head: nurse, kind: centre}
  roads: {parent: town, head: none, kind: centre}
  team: {parent: care, head: none, kind: team}
positions:
  mayor: {unit: town, reports_to: none, fte: 1}
  nurse: {unit: care, reports_to: mayor, fte: 1}
  digger: {unit: team, reports_to: nurse, fte: 2}
"""
TOWN_, CARE, ROADS, TEAM = range(4)
MAYOR, NURSE, DIGGER = range(3)


def design(text: str = TOWN) -> Design:
    problems = Problems()
    node = parse_yaml(text, "design.yaml", problems)
    problems.raise_any()
    assert isinstance(node, Mapping)
    return design_from_node(node, "design.yaml")


def grounded(base: Design, openings: list[Opening], *rules: tuple[str, str]) -> LinearModel:
    open_design, model = opened(base, openings)
    asked = [typed(*rule, schema=base.schema) for rule in rules]
    assert ground(open_design, asked, model).problems == []
    return model


def taken(base: Design, openings: list[Opening], *rules: tuple[str, str]) -> set[str]:
    """Every way to decide that the rules allow, in words; a unit that is closed is not named as open."""
    model = grounded(base, openings, *rules)
    decisions = model.decisions
    return {
        ", ".join(sorted(_told(model, one) for one in decisions[values[decisions]].tolist()))
        for values in Backtracking().every(program(model, asserted(model)), Limits())
    }


def _told(model: LinearModel, variable: int) -> str:
    one = model.decision(variable)
    return f"{one.entity} open" if one.relation == OPEN else f"{one.entity} < {one.target}"


def moved(*rows: int, to: list[int]) -> Opening:
    return every_pair("units", "parent", rows, to)


def may_close(*rows: int) -> Opening:
    return every_pair("units", OPEN, rows, [NONE])


# ---------------------------------------------------------------- where units go


def test_a_depth_rule_limits_where_units_may_go() -> None:
    openings = [moved(ROADS, to=[TOWN_, CARE]), moved(TEAM, to=[CARE, ROADS])]
    assert taken(design(), [*openings], ("u in units", "u.depth <= 2")) == {
        "roads < town, team < care",
        "roads < town, team < roads",
        "roads < care, team < care",
    }


def test_no_hierarchy_goes_in_a_circle_even_where_no_rule_walks_it() -> None:
    openings = [moved(CARE, to=[TOWN_, ROADS]), moved(ROADS, to=[TOWN_, TEAM]), moved(TEAM, to=[CARE, TEAM])]
    assert taken(design(), openings) == {
        "care < town, roads < town, team < care",
        "care < town, roads < team, team < care",
        "care < roads, roads < town, team < care",
    }


def test_a_closed_part_of_a_hierarchy_is_not_below_itself_either() -> None:
    assert taken(design(), [moved(CARE, to=[TOWN_, TEAM])]) == {"care < town"}


def test_the_root_of_a_unit_is_where_its_chain_ends() -> None:
    openings = [moved(ROADS, to=[TOWN_, NONE]), moved(TEAM, to=[CARE, ROADS])]
    assert taken(design(), openings, ("u in units if u.id == 'team'", "u.root.id == 'town'")) == {
        "roads < town, team < care",
        "roads < town, team < roads",
        "roads < None, team < care",
    }


def test_who_is_below_follows_from_who_is_above() -> None:
    rule = ("u in units if u.id == 'roads'", "sum(p.fte for d in u.descendants for p in d.positions) == 2")
    assert taken(design(), [moved(TEAM, to=[CARE, ROADS])], rule) == {"team < roads"}


def test_the_nearest_manager_is_the_first_on_the_way_up() -> None:
    nearest = "first(a.head for a in u.ancestors if a.head != None)"
    openings = [moved(ROADS, to=[TOWN_, CARE]), moved(TEAM, to=[CARE, ROADS])]
    rule = ("u in units if u.id == 'team'", f"{nearest}.id == 'mayor'")
    assert taken(design(), openings, rule) == {"roads < town, team < roads"}


def test_in_a_chain_of_one_order_or_the_other_the_nearer_one_is_first() -> None:
    base = design(TOWN.replace("roads: {parent: town, head: none", "roads: {parent: town, head: digger"))
    openings = [
        moved(CARE, to=[TOWN_, ROADS]),
        moved(ROADS, to=[TOWN_, CARE]),
        moved(TEAM, to=[CARE, ROADS]),
    ]
    above = {"nurse": "care", "digger": "roads"}
    for head, unit in above.items():
        rule = ("u in units if u.id == 'team'", f"first(a.head for a in u.ancestors).id == '{head}'")
        assert taken(base, openings, rule) == {
            f"care < town, roads < town, team < {unit}",
            f"care < roads, roads < town, team < {unit}",
            f"care < town, roads < care, team < {unit}",
        }


def test_posts_that_may_report_elsewhere_have_superiors_and_subordinates() -> None:
    opening = every_pair("positions", "reports_to", [NURSE, DIGGER], [MAYOR, NURSE, DIGGER])
    assert taken(design(), [opening]) == {
        "digger < mayor, nurse < mayor",
        "digger < nurse, nurse < mayor",
        "digger < mayor, nurse < digger",
    }
    layers = ("p in positions", "count(p.superiors) <= 1")
    assert taken(design(), [opening], layers) == {"digger < mayor, nurse < mayor"}
    led = ("p in positions if p.id == 'nurse'", "sum(q.fte for q in p.subordinates) == 2")
    assert taken(design(), [opening], led) == {"digger < nurse, nurse < mayor"}


def test_a_chain_that_is_lost_beyond_what_is_decided_stays_undecidable() -> None:
    base = design(TOWN.replace("roads: {parent: town", "roads: {parent: unknown"))
    rule = ("u in units if u.id == 'team'", "u.depth == 2")
    assert taken(base, [moved(TEAM, to=[CARE, ROADS, TOWN_])], rule) == {"team < care", "team < roads"}


def test_what_is_below_a_unit_whose_chain_is_lost_is_not_also_above_it() -> None:
    base = design(TOWN.replace("care: {parent: town", "care: {parent: unknown"))
    rule = ("u in units if u.id == 'team'", "count(u.descendants) == 1")
    assert taken(base, [moved(TEAM, to=[CARE, ROADS])], rule) == {"team < roads"}


def test_chains_that_nothing_open_enters_need_no_literals() -> None:
    openings = [moved(TEAM, to=[CARE, ROADS])]
    rule = ("u in units if u.id != 'team'", "u.depth <= 1 and count(u.ancestors) <= 1")
    assert grounded(design(), openings, rule).size == grounded(design(), openings).size


def test_a_depth_that_no_choice_changes_is_a_plain_number() -> None:
    openings = [moved(TEAM, to=[CARE, ROADS])]
    assert (
        grounded(design(), openings, ("u in units", "u.depth <= 2")).size == grounded(design(), openings).size
    )


def test_links_of_another_kind_may_go_in_a_circle_as_they_may_in_a_check() -> None:
    base = design(
        "fields: {units: {buddy: {type: units, da: makker, en: buddy}}}\n"
        "units: {a: {buddy: b}, b: {buddy: c}, c: {buddy: none}}"
    )
    opening = every_pair("units", "buddy", [2], [0, 1, 2, NONE])
    every = {"c < a", "c < b", "c < c", "c < None"}
    assert taken(base, [opening]) == every
    rule = ("u in units if u.id == 'a'", "count(chain(u.buddy)) == 3")
    assert taken(base, [opening], rule) == {"c < a"}
    rule = ("u in units if u.id == 'b'", "count(below(u.buddy)) == 3")
    assert taken(base, [opening], rule) == {"c < a", "c < b"}


def test_what_is_too_entangled_is_refused_and_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hierarchies, "MOST_STEPS", 5)
    openings = [moved(ROADS, to=[TOWN_, CARE]), moved(TEAM, to=[CARE, ROADS])]
    model_design, model = opened(design(), openings)
    [problem] = ground(model_design, [typed("u in units", "count(u.ancestors) <= 1")], model).problems
    assert "units.parent" in str(problem)
    with pytest.raises(UnsearchableError, match=r"units\.parent"):
        opened(design(), [moved(CARE, ROADS, TEAM, to=[CARE, ROADS, TEAM])])


# ---------------------------------------------------------------- which units there are


def test_a_unit_that_is_closed_counts_nowhere() -> None:
    openings = [may_close(ROADS)]
    for rule in (
        ("x in units if x.id == 'town'", "count(u for u in units if u.kind == 'centre') == 1"),
        ("u in units if u.id == 'town'", "count(u.children) == 1"),
        ("u in units if u.id == 'town'", "count(u.descendants) == 2"),
        ("u in units if u.id == 'town'", "count(u.descendants_or_self) == 3"),
        ("u in units if u.id == 'care'", "count(duplicates(u.kind)) == 0"),
        ("u in units if u.id == 'care'", "not any(v != u for v in units if v.kind == u.kind)"),
        ("u in units", "u.id != 'roads'"),
    ):
        assert taken(design(), openings, rule) == {""}, rule


def test_a_unit_is_closed_only_where_nothing_is_left_in_it() -> None:
    openings = [may_close(CARE, ROADS, TEAM), moved(TEAM, to=[CARE, ROADS])]
    assert taken(design(), openings) == {
        "care open, roads open, team < care, team open",
        "care open, roads open, team < roads, team open",
        "care open, team < care, team open",
    }, "posts are left in care and in the team"


def test_where_a_closed_unit_would_have_been_does_not_matter() -> None:
    base = design("units: {town: {parent: none}, care: {parent: town}, team: {parent: care}}")
    openings = [every_pair("units", OPEN, [1, 2], [NONE]), moved(1, to=[2])]
    assert taken(base, openings) == {"care < team"}, "below each other they can only both be closed"


def test_an_event_of_the_past_still_concerns_a_unit_that_is_closed() -> None:
    base = design(TOWN + "events: {hearing: {units: [roads], owner: roads}}\n")
    rule = ("e in events", "count(e.units) == 1 and e.owner.kind == 'centre'")
    assert taken(base, [may_close(ROADS)], rule) == {"", "roads open"}
    for alone in ("sum(u.depth for u in e.units) == 0", "first(u.root for u in e.units).id == 'roads'"):
        assert taken(base, [may_close(ROADS)], ("e in events", alone)) == {""}, "nothing is above it any more"


def test_what_depends_on_a_unit_that_may_be_closed_turns_on_it() -> None:
    base = design(TOWN.replace("unit: team", "unit: roads"))
    openings = [may_close(TEAM), moved(TEAM, to=[CARE, ROADS])]
    flat = ("x in units if x.id == 'town'", "max(u.depth for u in units) <= 1")
    assert taken(base, openings, flat) == {"team < care", "team < roads"}
