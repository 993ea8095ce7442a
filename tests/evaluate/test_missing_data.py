"""An undecidable finding names the data it waits for, and no other."""
# ruff: noqa: E501 (a case stands on one line)

from __future__ import annotations

import pytest

DESIGN = """
units: {a: {kind: x, parent: none, tags: [t, unknown]}, b: {parent: a}, c: {kind: y}}
positions: {p: {unit: a, fte: 1..3, professions: [law]}, q: {fte: 1, professions: [care, unknown]}}
tasks: {t: {responsible: [a, unknown], needs: [law]}}
"""

CASES = [
    ("u in units if u.id == 'b'", "u.kind == 'x'", ["units/b.kind"]),
    ("u in units if u.id == 'b'", "u.kind == 'x' and u.budget > 3", ["units/b.budget", "units/b.kind"]),
    ("u in units if u.id == 'b'", "u.parent.kind == 'x' and u.budget > 3", ["units/b.budget"]),
    ("u in units if u.id == 'b'", "u.parent.kind == 'y' or u.budget > 3", ["units/b.budget"]),
    ("u in units if u.id == 'b'", "u.kind == 'x' if u.parent == None else u.budget > 3", ["units/b.budget"]),
    ("u in units if u.id == 'b'", "not (u.kind == 'x')", ["units/b.kind"]),
    ("u in units if u.id == 'b'", "u.parent.parent == None and u.kind != None", ["units/b.kind"]),
    ("u in units if u.id == 'c'", "u.parent.kind == 'x'", ["units/c.parent"]),
    ("u in units if u.id == 'c'", "u.root.kind == 'x'", ["units/c.parent"]),
    ("u in units if u.id == 'c'", "u.depth <= 1", ["units/c.parent"]),
    ("u in units if u.id == 'c'", "count(u.ancestors) == 0", ["units/c.parent"]),
    ("u in units if u.id == 'b'", "count(u.descendants) == 0", ["units/c.parent"]),
    ("u in units if u.id == 'b'", "count(u.descendants_or_self) == 1", ["units/c.parent"]),
    ("u in units if u.id == 'b'", "count(u.children) == 0", ["units/c.parent"]),
    ("u in units if u.id == 'b'", "count(below(u.parent)) == 0", ["units/c.parent"]),
    ("u in units if u.id == 'a'", "count(duplicates(u.kind)) == 0", ["units/b.kind"]),
    ("u in units if u.id == 'b'", "count(duplicates(u.kind)) == 0", ["units/b.kind"]),
    ("u in units if u.id == 'a'", "'s' in u.tags", ["units/a.tags"]),
    ("u in units if u.id == 'b'", "count(u.positions) == 0", ["positions/q.unit"]),
    ("u in units if u.id == 'a'", "sum(p.fte for p in u.positions) <= 2", ["positions/p.fte", "positions/q.unit"]),
    ("u in units if u.id == 'a'", "sum(p.fte for p in u.positions if 'law' in p.professions) <= 2", ["positions/p.fte", "positions/q.professions", "positions/q.unit"]),
    ("p in positions if p.id == 'p'", "p.fte <= 2 and p.unit.kind == 'x'", ["positions/p.fte"]),
    ("p in positions if p.id == 'q'", "p.unit.kind == 'x'", ["positions/q.unit"]),
    ("t in tasks", "count(t.responsible) == 1", ["tasks/t.responsible"]),
    ("t in tasks", "t.performs == t.responsible", ["tasks/t.performs", "tasks/t.responsible"]),
    ("t in tasks", "max(p.fte for u in t.responsible for p in u.positions) <= 2", ["positions/p.fte", "positions/q.unit", "tasks/t.responsible"]),
    ("u in units if u.id == 'b'", "u.budget <= most", ["parameters/p.most", "units/b.budget"]),
    ("u in units if u.id == 'b'", "count(units) <= most", ["parameters/p.most"]),
    ("u in units if u.id == 'a'", "u.kind in words", ["parameters/p.words"]),
    ("u in units if u.id == 'a'", "days(design.effective, date('2014-01-01')) > 3", ["design/design.effective"]),
]  # fmt: skip


@pytest.mark.parametrize(("about", "require", "missing"), CASES, ids=[require for _, require, _ in CASES])
def test_what_decides_is_named(checked, about: str, require: str, missing: list[str]) -> None:
    parameters = "{most: {value: unknown, type: number}, words: {value: unknown, type: list}}"
    result = checked(DESIGN, f'for: {about}\nrequire: "{require}"', parameters)
    assert result.counts["undecidable"] == 1
    assert [found for _, found in result.missing.items()] == [missing]


@pytest.mark.parametrize(
    "require",
    [
        "u.kind == 'x' or u.budget > 3",
        "u.kind == 'y' and u.budget > 3",
        "count(units) > 2 or u.budget > most",
    ],
)
def test_an_unknown_that_does_not_matter_is_not_named(checked, require: str) -> None:
    parameters = "{most: {value: unknown, type: number}}"
    result = checked(DESIGN, f"for: u in units if u.id == 'a'\nrequire: {require}", parameters)
    assert "undecidable" not in result.counts
    assert all(one.missing == () for one in result.findings)


def test_what_where_waits_for_is_named_too(checked) -> None:
    result = checked(
        "units: {a: {budget: 1}}", "for: u in units\nwhere: u.kind == 'x'\nrequire: u.budget > 3"
    )
    assert result.missing == {"a": ["units/a.kind"]}


def test_missing_data_stands_where_the_row_or_the_value_stands(checked) -> None:
    result = checked(
        "units:\n  a: {name: x}\n  b:\n    budget: 1..5", "for: u in units\nrequire: u.budget > 3"
    )
    places = {one.entity: (one.missing[0].place.line, one.missing[0].place.column) for one in result.findings}
    assert places == {"a": (2, 3), "b": (4, 13)}


def test_a_parameter_stands_where_its_pack_writes_it(checked) -> None:
    result = checked(
        "units: {a: {}}", "require: count(units) <= most", "{most: {value: unknown, type: number}}"
    )
    (missing,) = result.findings[0].missing
    assert (missing.table, missing.entity, missing.field) == ("parameters", "p", "most")
    assert missing.place is not None and missing.place.line == 2
