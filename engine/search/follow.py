"""What goes along when a task or a position moves, just as the change `move` of a proposal lets it.

A unit that gives up a task performs it no longer, and the one that takes it over performs it instead. Staff
may follow their tasks: a position goes to the unit that becomes responsible for all of its tasks, if the
unit that it is in gives up any of them. A position that moves reports to the head of its new unit.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from msgspec import Struct
from msgspec.structs import replace

from pejl.engine.model.tables import Design, Table, Value
from pejl.engine.search.opening import Opening, as_codes, as_pairs, counted
from pejl.engine.values.codes import UNKNOWN, Codes, Pairs
from pejl.engine.values.exact import (
    Bools,
    Literals,
    all_of,
    any_of,
    literal_ids,
    not_negative,
    settled,
)
from pejl.engine.values.linear import TRUE, Ints, LinearModel


class Moves(Struct):
    """Ways in which rows may move: each row, the unit it would get, and the literal that says so.

    Attributes:
        origins: the units in which each row is now.
    """

    rows: Ints
    targets: Ints
    literals: Ints
    origins: dict[int, list[int]]


def followed(
    design: Design, tables: dict[str, Table], model: LinearModel, openings: Sequence[Opening], staff: Ints
) -> None:
    """Open what goes along with the openings.

    Args:
        design: the design before it was opened.
        tables: the tables, some of their relations open; what goes along is put into them.
        model: receives the literals.
        openings: what was opened.
        staff: the positions that follow their tasks.
    """
    open_relations = {(one.table, one.relation): one for one in openings}
    tasks = open_relations.get(("tasks", "responsible"))
    moved: list[Moves] = []
    if tasks is not None:
        moves = _task_moves(design, tasks, _concerning(design, tasks.each, staff), model)
        _perform(design, tables, _besides(moves, open_relations.get(("tasks", "performs"))), model)
        follow = _staff_moves(design, moves, staff, model)
        _place(tables, "unit", follow, model)
        moved.append(follow)
    direct = open_relations.get(("positions", "unit"))
    if direct is not None:
        moved.append(_position_moves(design, direct, model))
    for moves in moved:
        _report(tables, _besides(moves, open_relations.get(("positions", "reports_to"))), model)


def _besides(moves: Moves, decided: Opening | None) -> Moves:
    """The moves of the rows of which something is not decided itself."""
    if decided is None:
        return moves
    kept = ~np.isin(moves.rows, decided.rows)
    return Moves(moves.rows[kept], moves.targets[kept], moves.literals[kept], moves.origins)


def _concerning(design: Design, tasks: Ints, staff: Ints) -> Ints:
    """Those of some tasks that anything goes along with: somebody performs them, or staff have them."""
    performing = _targets(design, "performs", tasks)
    found = [row for row, units in performing.items() if units]
    held = design.tables["positions"].columns.get("tasks")
    if isinstance(held, Pairs):
        found += np.intersect1d(held.codes[np.isin(held.rows, staff)], tasks).tolist()
    return np.unique(np.array(found, dtype=np.int64))


def _task_moves(design: Design, opening: Opening, tasks: Ints, model: LinearModel) -> Moves:
    """How some tasks may move: a task moves to a unit that becomes its only responsible one."""
    block = model.block("tasks", "responsible")
    at = np.flatnonzero(np.isin(opening.rows, tasks))
    rows, targets, literals = opening.rows[at], opening.targets[at], block.variables[at]
    if not (opening.fewest == opening.most == 1):
        up, count = counted(rows, literals, model)
        alone = not_negative(np.ones(len(count), dtype=np.int64) - count)
        literals = literal_ids(Literals(literals, model) & alone[up])
    return Moves(rows, targets, literals, _targets(design, "responsible", tasks))


def _targets(design: Design, relation: str, rows: Ints) -> dict[int, list[int]]:
    """The targets of some tasks today."""
    column = design.tables["tasks"].columns.get(relation)
    if not isinstance(column, Pairs):
        return {int(row): [] for row in rows}
    starts, ends = column.indptr[rows].tolist(), column.indptr[rows + 1].tolist()
    return {
        row: column.codes[start:end].tolist()
        for row, start, end in zip(rows.tolist(), starts, ends, strict=True)
    }


def _perform(design: Design, tables: dict[str, Table], moves: Moves, model: LinearModel) -> None:
    """Who performs a task that moves: the new unit instead of the one that gives the task up."""
    table = tables["tasks"]
    column = table.columns.get("performs")
    performing = _targets(design, "performs", np.unique(moves.rows))
    touched = {row for row, units in performing.items() if not set(units).isdisjoint(moves.origins[row])}
    if not isinstance(column, Pairs) or not touched:
        return
    pairs: list[tuple[int, int, int]] = []
    leaving: list[tuple[int, int]] = []  # a pair, and a move that takes it away
    ways: dict[int, list[tuple[int, int]]] = {row: [] for row in touched}
    moving = zip(moves.rows.tolist(), moves.targets.tolist(), moves.literals.tolist(), strict=True)
    for row, target, literal in moving:
        if row in touched:
            ways[row].append((target, literal))
    for row in sorted(touched):
        giving = set(moves.origins[row])
        for unit in performing[row]:
            if unit in giving:
                leaving += [(len(pairs), literal) for target, literal in ways[row] if target != unit]
            pairs.append((row, unit, TRUE))
        for target, literal in ways[row]:
            takes_over = giving.intersection(performing[row]) - {target}
            if takes_over and target not in performing[row]:
                pairs.append((row, target, literal))
    rows, targets, literals = np.array(pairs, dtype=np.int64).T
    if leaving:
        which, by = np.array(sorted(leaving), dtype=np.int64).T
        gone = any_of(settled(by, model), which, len(pairs))
        literals = np.where(np.isin(np.arange(len(pairs)), which), literal_ids(~gone), literals)
    kept = ~np.isin(column.rows, sorted(touched))
    held = np.full(len(column.codes), TRUE) if column.guard is None else literal_ids(column.guard.certain)
    parts = [
        (column.rows[kept], column.codes[kept], held[kept]),
        (rows, targets, literals),
    ]
    value = as_pairs(len(table), parts, column.loose, model)
    tables["tasks"] = replace(table, columns={**table.columns, "performs": value})


def _staff_moves(design: Design, moves: Moves, staff: Ints, model: LinearModel) -> Moves:
    """How positions may follow their tasks."""
    held = design.tables["positions"].columns.get("tasks")
    units = design.tables["positions"].columns.get("unit")
    nowhere = np.zeros(0, dtype=np.int64)
    if not isinstance(held, Pairs) or not isinstance(units, Codes):
        return Moves(nowhere, nowhere, nowhere, {})
    loose = np.zeros(len(held), dtype=np.bool_) if held.loose is None else np.asarray(held.loose)
    ways: dict[int, dict[int, int]] = {}
    moving = zip(moves.rows.tolist(), moves.targets.tolist(), moves.literals.tolist(), strict=True)
    for task, target, literal in moving:
        ways.setdefault(task, {})[target] = literal
    every_task = np.unique(held.codes[held.codes >= 0])
    responsible = _targets(design, "responsible", every_task)
    up: list[int] = []
    needed: list[int] = []
    found: list[tuple[int, int]] = []
    for row in staff.tolist():
        unit, tasks = int(units.codes[row]), held.codes[held.indptr[row] : held.indptr[row + 1]].tolist()
        if unit < 0 or loose[row] or not any(unit in moves.origins.get(task, ()) for task in tasks):
            continue
        for target, literals in _together(tasks, unit, ways, responsible).items():
            up += [len(found)] * len(literals)
            needed += literals
            found.append((row, target))
    ids = np.array(needed, dtype=np.int64)
    together = all_of(settled(ids, model), np.array(up, dtype=np.int64), len(found))
    rows, targets = np.array(found, dtype=np.int64).reshape(-1, 2).T
    origins = {row: [int(units.codes[row])] for row in np.unique(rows).tolist()}
    return Moves(rows, targets, literal_ids(together), origins)


def _together(
    tasks: list[int], unit: int, ways: dict[int, dict[int, int]], responsible: dict[int, list[int]]
) -> dict[int, list[int]]:
    """The units that may become responsible for all of some tasks, each with the literals that say so."""
    found: dict[int, list[int]] | None = None
    for task in tasks:
        if task in ways:
            options = {target: [literal] for target, literal in ways[task].items() if target != unit}
        else:
            own = responsible[task]
            options = {} if unit in own else {target: [] for target in own}
        if found is None:
            found = options
        else:
            found = {to: found[to] + literals for to, literals in options.items() if to in found}
    return found or {}


def _position_moves(design: Design, opening: Opening, model: LinearModel) -> Moves:
    """How positions may move whose unit is decided."""
    units = design.tables["positions"].columns.get("unit")
    literals = model.block("positions", "unit").variables
    now = units.codes[opening.rows] if isinstance(units, Codes) else np.full(len(opening.rows), UNKNOWN)
    away = (opening.targets >= 0) & (opening.targets != now)
    return Moves(opening.rows[away], opening.targets[away], literals[away], {})


def _place(tables: dict[str, Table], relation: str, moves: Moves, model: LinearModel) -> None:
    """Give the rows that move their new unit, and let the others keep theirs."""
    if len(moves.rows):
        _alter(tables, relation, (moves.rows, moves.targets, moves.literals), moves, model)


def _report(tables: dict[str, Table], moves: Moves, model: LinearModel) -> None:
    """Let the positions that move report to the head of their new unit, if it is not themselves."""
    if len(moves.rows) == 0 or "reports_to" not in tables["positions"].columns:
        return
    heads: Value | None = tables["units"].columns.get("head")
    heads = heads if isinstance(heads, Codes) else Codes(np.full(len(tables["units"]), UNKNOWN))
    up, codes, guard = heads.take(moves.targets).alternatives()
    rows = moves.rows[up]
    codes = np.where((codes < 0) | (codes == rows), UNKNOWN, codes)
    literals = literal_ids(settled(moves.literals[up], model) & guard)
    _alter(tables, "reports_to", (rows, codes, literals), moves, model)


def _alter(
    tables: dict[str, Table], relation: str, new: tuple[Ints, Ints, Ints], moves: Moves, model: LinearModel
) -> None:
    """New values of positions under the literals of their moves; where none of those holds, the old ones."""
    table = tables["positions"]
    column = table.columns[relation]
    assert isinstance(column, Codes)
    order = np.argsort(moves.rows, kind="stable")
    goes = any_of(settled(moves.literals[order], model), moves.rows[order], len(table))
    up, codes, guard = column.alternatives()
    stays = literal_ids(guard & ~goes[up])
    value = as_codes(len(table), [new, (up, codes, stays)], model)
    tables["positions"] = replace(table, columns={**table.columns, relation: value})


def gone_along(design: Design, begun: Design, values: Bools) -> dict[Relation, dict[int, tuple[int, ...]]]:
    """What goes along with decisions, as they were taken: the targets of each row that has others for it.

    Args:
        design: the open design.
        begun: the design that was opened.
        values: the truth of each variable, by its number.

    Returns:
        by table and relation, for each row its targets; UNKNOWN stands for one that is not known.
    """
    found: dict[Relation, dict[int, tuple[int, ...]]] = {}
    for table, relation in GOING_ALONG:
        column = design.tables[table].columns.get(relation)
        if column is None or column is begun.tables[table].columns.get(relation):
            continue
        rows = found.setdefault((table, relation), {})
        if isinstance(column, Codes):
            up, codes, guard = column.alternatives()
            ids = literal_ids(guard)
        elif isinstance(column, Pairs):
            up, codes = column.rows, column.codes
            ids = np.full(len(codes), TRUE) if column.guard is None else literal_ids(column.guard.certain)
            rows.update(dict.fromkeys(range(len(column)), ()))
        else:
            continue
        taken = np.where(ids > 0, values[np.abs(ids)], ~values[np.abs(ids)])
        for row, code in zip(up[taken].tolist(), codes[taken].tolist(), strict=True):
            rows[row] = (*rows.get(row, ()), code)
    return found


Relation = tuple[str, str]
"""A table and a field of it that links to entities."""
GOING_ALONG: tuple[Relation, ...] = (
    ("positions", "unit"),
    ("positions", "reports_to"),
    ("tasks", "performs"),
)
"""The relations that change when tasks or positions move."""
