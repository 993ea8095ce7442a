"""Ways to complete a random design: every unknown of it filled with something concrete that it may be."""

from __future__ import annotations

import random
from typing import Any

from pejl.engine.errors import Problems
from pejl.engine.model.load import design_from_node
from pejl.engine.model.source import parse_yaml
from pejl.engine.model.tables import Design
from pejl.tests.agree.random_cases import written

Rows = dict[str, dict[str, dict[str, Any]]]

TEXTS = {"kind": ("stab", "center", "law"), "function": ("pay", "roads", "u0")}
LISTS = {"professions": ("law", "care", "t0"), "needs": ("law", "care", "p1")}
LINKS = {"head": "positions", "unit": "units"}
UPWARDS = ("parent", "reports_to")
LINK_LISTS = {"responsible": "units", "performs": "units"}
NUMBERS = {
    "budget": ("-7.5", "-1", "0", "0.01", "1", "2", "3", "5", "1000000"),
    "fte": ("0", "0.001", "0.5", "1", "2", "40"),
    "priority": ("0", "1", "2", "3", "5", "99"),
}
RANGES = {
    "1..3": ("1", "2", "3"),
    "0.5..1": ("0.5", "0.75", "1"),
    "2015": ("2015-01-01", "2015-06-30", "2015-12-31"),
    "-2..3": ("-2", "-0.5", "0", "2", "3"),
    "2..": ("2", "3", "1000"),
    "..1": ("-1000", "-1", "0", "1"),
    "0..1": ("0", "1"),
    "..2015": ("1970-01-01", "2014-05-01", "2015-12-31"),
    "2015..": ("2015-01-01", "2016-01-01", "2099-12-31"),
}
ROUGH = {
    "budget": ("1..3", "-2..3", "2..", "..1"),
    "fte": ("0.5..1", "0..1"),
    "ends": ("2015", "..2015", "2015.."),
}
DAYS = ("1970-01-01", "2014-05-01", "2015-01-01", "2016-01-01", "2099-12-31")
FIELDS = {
    "units": ("kind", "parent", "head", "budget"),
    "positions": ("unit", "reports_to", "fte", "professions", "vacant", "ends"),
    "tasks": ("function", "priority", "needs", "responsible", "performs"),
}


def roughened(rows: Rows, luck: random.Random) -> Rows:
    """The tables with less in them: wider ranges, values and whole columns left out, lists incomplete."""
    share = luck.choice([0, 0, 0.15, 0.4])
    gone = {(table, name) for table, names in FIELDS.items() for name in names if luck.random() < share / 2}

    def rough(name: str, value: str) -> str:
        many = name in LISTS or name in LINK_LISTS
        if many and "unknown" not in value and luck.random() < share:
            return value[:-1] + (", unknown]" if value != "[]" else "unknown]")
        return luck.choice(ROUGH[name]) if value in RANGES and name in ROUGH else value

    def kept(table: str, name: str, value: str) -> bool:
        top = name in UPWARDS and value == "none"
        return top or ((table, name) not in gone and luck.random() >= share / 2)

    return {
        table: {
            id_: {name: rough(name, value) for name, value in fields.items() if kept(table, name, value)}
            for id_, fields in entities.items()
        }
        for table, entities in rows.items()
    }


def completed_rows(rows: Rows, luck: random.Random) -> Rows:
    """The tables with a concrete value for every field that is unknown or a range."""
    return {
        table: {
            id_: {name: _value(rows, table, id_, name, luck) for name in FIELDS[table]} for id_ in entities
        }
        for table, entities in rows.items()
    }


def _value(rows: Rows, table: str, id_: str, name: str, luck: random.Random) -> str:
    given = rows[table][id_].get(name)
    if name in LISTS or name in LINK_LISTS:
        return _list(given, list(rows[LINK_LISTS[name]]) if name in LINK_LISTS else list(LISTS[name]), luck)
    if given is not None:
        return luck.choice(RANGES[given]) if given in RANGES else given
    if name in UPWARDS:
        return luck.choice(["none", *_not_below(rows[table], id_)])
    if name in LINKS:
        return luck.choice(["none", *rows[LINKS[name]]])
    if name == "vacant":
        return luck.choice(["true", "false", "none"])
    return luck.choice(["none", *{**TEXTS, **NUMBERS, "ends": DAYS}[name]])


def _list(given: str | None, choices: list[str], luck: random.Random) -> str:
    listed = [] if given is None else [one for one in given.strip("[]").split(", ") if one]
    if given is not None and "unknown" not in listed:
        return given
    more = [one for one in choices if one not in listed]
    added = luck.sample(more, luck.randint(0, len(more)))
    return f"[{', '.join([one for one in listed if one != 'unknown'] + added)}]"


def _not_below(rows: dict[str, dict[str, Any]], id_: str) -> list[str]:
    """Entities that may stand above one: earlier ones, so that no circle can come about."""
    ids = list(rows)
    return ids[: ids.index(id_)]


def design_of(now: Rows, before: Rows | None) -> Design:
    """The design of some tables, with its base if there is one."""
    text = "{" + written(now) + (f", before: {{{written(before)}}}" if before is not None else "") + "}"
    problems = Problems()
    node = parse_yaml(text, "case", problems)
    problems.raise_any()
    return design_from_node(node, "case")  # type: ignore[arg-type]
