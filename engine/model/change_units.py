"""Changes to units: open, close, merge, split and rename."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from pejl.engine.errors import Place
from pejl.engine.model import columns
from pejl.engine.model.checks import links_to
from pejl.engine.model.draft import Draft
from pejl.engine.model.kinds import Day, Number
from pejl.engine.model.nodes import Mapping, Node, Scalar
from pejl.engine.model.plain_values import entries, no_such_key, no_such_table, scalars, text_of
from pejl.engine.model.specs import FieldSpec
from pejl.engine.model.tables import Table, Value
from pejl.engine.model.written import empty_value
from pejl.engine.values.codes import UNKNOWN, Codes, Pairs
from pejl.engine.values.exact import Bools
from pejl.engine.values.linear import Ints
from pejl.engine.values.truth import Truth

MOST_NAMED = 10
OWN = ("name", "source", "renamed_from", "contact")
"""What a unit says of itself alone, so that no other unit has it from it."""
OF_PARTS = ("parent", "kind", "site")
"""What the parts of a split unit have from it, unless they say otherwise."""


def open_units(draft: Draft, change: Mapping) -> None:
    """Open units."""
    _open(draft, change.get("open"))


def _open(draft: Draft, node: Node | None) -> Ints:
    if isinstance(node, Mapping):
        return draft.add("units", node, "opened")
    entries(node, draft.problems)
    return np.zeros(0, dtype=np.int64)


def close_units(draft: Draft, change: Mapping) -> None:
    """Close units in which nothing is placed any more."""
    closing = draft.find_all("units", scalars(change.get("close"), draft.problems))
    rows = np.array([row for row, _ in closing], dtype=np.int64)
    for row, name in closing:
        left = _placed(draft, row, leaving=rows)
        if left:
            _tell_left(draft, name, left)
        else:
            draft.table("units").exists[row] = False
            draft.log("closed", "units", row, name.place)
            lists = [list_ for list_, flags in draft.table("units").loose_ways_back.items() if flags[row]]
            if lists:
                draft.log("unresolved", "units", row, name.place, ", ".join(lists))


def _placed(draft: Draft, unit: int, leaving: Ints) -> list[str]:
    """What still links to a unit, as `table id`, apart from units that are leaving with it."""
    target = np.zeros(len(draft.table("units")), dtype=np.bool_)
    target[unit] = True
    found: dict[str, None] = {}
    for table, spec in _links_to_units(draft):
        for row, _ in links_to(table, spec.name, target):
            if table.spec.name != "units" or row not in leaving:
                found[f"{table.spec.name} {table.ids[row]}"] = None
    return list(found)


def _links_to_units(draft: Draft) -> Iterator[tuple[Table, FieldSpec]]:
    """Every link that tells where something is now; what is past keeps its unit."""
    for table in draft.design.tables.values():
        for spec in table.spec.fields.values():
            if spec.link and spec.link.to == "units" and not spec.link.past:
                yield table, spec


def _tell_left(draft: Draft, name: Scalar, left: list[str]) -> None:
    if len(left) <= MOST_NAMED:
        draft.problems.add(
            name.place,
            "{id!r} cannot be closed, for these still link to it: {left}",
            "move them first",
            id=name.text,
            left=", ".join(left),
        )
    else:
        draft.problems.add(
            name.place,
            "{id!r} cannot be closed, for these still link to it: {left} and {more} more",
            "move them first",
            id=name.text,
            left=", ".join(left[:MOST_NAMED]),
            more=len(left) - MOST_NAMED,
        )


def rename_units(draft: Draft, change: Mapping) -> None:
    """Give units new names; the id stays, and the earlier name is the one before the first renaming."""
    for key, value in entries(change.get("rename"), draft.problems):
        row, name = draft.find("units", key), text_of(value, draft.problems)
        if isinstance(value, Scalar) and value.empty:
            empty_value(value, key.text, draft.problems)
        if row is None or not name:
            continue
        old = draft.shown("units", "name", row)
        draft.put_text("units", "name", row, name, value.place)
        known = draft.table("units").ids[row]
        again = any((move.what, move.entity) == ("renamed", known) for move in draft.ledger)
        if old not in ("unknown", "none") and not again:
            draft.put_text("units", "renamed_from", row, old, value.place)
        draft.log("renamed", "units", row, key.place, "name", old, name)


def merge_units(draft: Draft, change: Mapping) -> None:
    """Let one new unit take the place of several, and have what they agree on unless it says otherwise."""
    old = draft.find_all("units", scalars(change.get("merge"), draft.problems))
    into = change.get("into")
    if isinstance(into, Mapping) and len(into.entries) != 1:
        draft.problems.add(into.place, "units are merged into one", "write one unit under `into`")
        return
    new = _open(draft, into)
    if not len(new) or not old:
        return
    rows = np.array([row for row, _ in old], dtype=np.int64)
    target = int(new[0])
    written = _keys_of(into, draft.table("units").ids[target])
    inherit(draft, rows, new, [name for name in _shared(draft) if name not in written], old[0][1].place)
    draft.table("units").exists[rows] = False
    for table, spec in _links_to_units(draft):
        redirect(draft, table, spec.name, rows, target, table.exists, old[0][1].place)
    for row, name in old:
        draft.log("merged", "units", row, name.place, "", "", draft.table("units").ids[target])


def _keys_of(into: Node | None, unit: str) -> list[str]:
    """What a new unit says of itself."""
    said = into.get(unit) if isinstance(into, Mapping) else None
    return [key.text for key, _ in said.entries] if isinstance(said, Mapping) else []


def _shared(draft: Draft) -> list[str]:
    """The fields that a merged unit may have from units that agree; amounts and dates are not among them."""
    fields = draft.table("units").spec.fields.values()
    return [spec.name for spec in fields if spec.name not in OWN and not isinstance(spec.kind, Number | Day)]


def inherit(draft: Draft, old: Ints, new: Ints, names: list[str], place: Place) -> None:
    """Give new units what all old units agree on, and every list that one of them has incomplete."""
    units = draft.table("units")
    for flags in units.loose_ways_back.values():
        flags[new] |= flags[old].any()
    for name in names:
        value = units.columns.get(name)
        if value is None:
            continue
        if name == "parent":
            value = _parents_outside(value, old)
        held = {_known(value, row) for row in old.tolist()}
        if len(held) == 1 and None not in held:
            draft.put("units", name, new, columns.taken(value, np.repeat(old[:1], len(new))), place)
            for row in new.tolist():
                draft.log("followed", "units", row, place, name, "", draft.shown("units", name, row))


def _parents_outside(value: Value, units: Ints) -> Value:
    """The parents, where those of some units are above all of these units."""
    assert isinstance(value, Codes)
    codes = value.codes.copy()
    for row in units.tolist():
        for _ in units:  # no chain within these units is longer, not even one that goes in a circle
            if codes[row] in units:
                codes[row] = codes[codes[row]]
    return Codes(codes)


def _known(value: Value, row: int) -> object:
    """What a row has, in a form that can be compared; None if it is not known."""
    one = columns.taken(value, np.array([row]))
    if isinstance(one, Codes):
        return None if one.codes[0] == UNKNOWN else int(one.codes[0])
    if isinstance(one, Pairs):
        return None if one.loose is not None else tuple(one.codes.tolist())
    assert isinstance(one, Truth)
    return str(one.certain) if one.exact else None


def redirect(draft: Draft, table: Table, name: str, old: Ints, new: int, rows: Bools, place: Place) -> None:
    """Let the links of some rows that lead to old units lead to a new one, and log what followed."""
    value = table.columns.get(name)
    if value is None:
        return
    units = draft.table("units")
    target = np.zeros(len(units), dtype=np.bool_)
    target[old] = True
    hit: dict[int, list[str]] = {}
    for row, code in links_to(table, name, target):
        if rows[row]:
            hit.setdefault(row, []).append(units.ids[code])
    if not hit:
        return
    changed = np.array(list(hit), dtype=np.int64)
    draft.put(
        table.spec.name, name, changed, columns.redirected(columns.taken(value, changed), old, new), place
    )
    for row, before in hit.items():
        draft.log("followed", table.spec.name, row, place, name, ", ".join(before), units.ids[new])


def split_unit(draft: Draft, change: Mapping) -> None:
    """Let several new units share what linked to one."""
    names = scalars(change.get("split"), draft.problems)
    into = change.get("into")
    found = draft.find_all("units", names[:1])
    if len(names) > 1:
        draft.problems.add(names[1].place, "one unit is split at a time")
    if not isinstance(into, Mapping):
        entries(into, draft.problems)
        return
    takes = {key.text: value.get("takes") for key, value in into.entries if isinstance(value, Mapping)}
    new = draft.add("units", _without_takes(into), "opened")
    if not len(new) or not found:
        return
    row, name = found[0]
    for unit in new.tolist():
        written = _keys_of(into, draft.table("units").ids[unit])
        unsaid = [field for field in OF_PARTS if field not in written]
        inherit(draft, np.array([row]), np.array([unit]), unsaid, name.place)
    taken: dict[tuple[str, int], str] = {}
    for unit in new.tolist():
        _take(draft, row, unit, takes[draft.table("units").ids[unit]], taken)
    left = _placed(draft, row, leaving=np.array([row]))
    if left:
        _tell_untaken(draft, name, left)
        return
    draft.table("units").exists[row] = False
    shared = ", ".join(draft.table("units").ids[unit] for unit in new)
    draft.log("split", "units", row, name.place, "", "", shared)


def _without_takes(into: Mapping) -> Mapping:
    rows: list[tuple[Scalar, Node]] = []
    for key, value in into.entries:
        if isinstance(value, Mapping):
            fields = [(name, cell) for name, cell in value.entries if name.text != "takes"]
            value = Mapping(fields, value.source, value.line, value.column)
        rows.append((key, value))
    return Mapping(rows, into.source, into.line, into.column)


def _take(draft: Draft, old: int, new: int, takes: Node | None, taken: dict[tuple[str, int], str]) -> None:
    """Let what a new unit takes link to it instead of to the old one."""
    linking = {table.spec.name for table, _ in _links_to_units(draft)}
    for table, names in entries(takes, draft.problems):
        if table.text not in draft.design.schema:
            no_such_table(table, draft.design.schema, draft.problems)
        elif table.text not in linking:
            no_such_key(table, sorted(linking), draft.problems)
        else:
            for row, name in draft.find_all(table.text, scalars(names, draft.problems)):
                _take_one(draft, old, new, table.text, row, name, taken)


def _take_one(
    draft: Draft, old: int, new: int, table: str, row: int, name: Scalar, taken: dict[tuple[str, int], str]
) -> None:
    units = draft.table("units")
    if (table, row) in taken:
        draft.problems.add(
            name.place,
            "{id!r} is taken by two units: {first} and {second}",
            id=name.text,
            first=taken[table, row],
            second=units.ids[new],
        )
        return
    taken[table, row] = units.ids[new]
    this = np.zeros(len(draft.table(table)), dtype=np.bool_)
    this[row] = True
    before = len(draft.ledger)
    for owner, spec in _links_to_units(draft):
        if owner.spec.name == table:
            redirect(draft, owner, spec.name, np.array([old]), new, this, name.place)
    if len(draft.ledger) == before:
        draft.problems.add(
            name.place,
            "{id!r} does not link to {unit!r}, which is split",
            "take only what the old unit has",
            id=name.text,
            unit=units.ids[old],
        )


def _tell_untaken(draft: Draft, name: Scalar, left: list[str]) -> None:
    if len(left) <= MOST_NAMED:
        draft.problems.add(
            name.place,
            "{id!r} is split, but no new unit takes {left}",
            "name them under `takes`",
            id=name.text,
            left=", ".join(left),
        )
    else:
        draft.problems.add(
            name.place,
            "{id!r} is split, but no new unit takes {left} and {more} more",
            "name them under `takes`",
            id=name.text,
            left=", ".join(left[:MOST_NAMED]),
            more=len(left) - MOST_NAMED,
        )
