"""Opens a design: each pair that may be chosen, and each row that may be there, carries a literal.

A link to one gets exactly one of its targets; a link to many as many of them as it may have. What goes
along with a decision, as a change `move` of a proposal lets it, is opened with it: the units that perform a
task follow the one that is responsible for it, and a position that moves reports to the head of its new unit.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from msgspec.structs import replace

from pejl.engine.model.hierarchies import TREES, ending
from pejl.engine.model.kinds import Many
from pejl.engine.model.tables import Design, Table, Value
from pejl.engine.search.follow import followed
from pejl.engine.search.opening import Opening, as_codes, as_pairs, counted
from pejl.engine.values.codes import NONE, UNKNOWN, Codes, Pairs
from pejl.engine.values.exact import (
    Literals,
    literal_ids,
    not_negative,
    row_pointers,
    settled,
)
from pejl.engine.values.linear import FALSE, OPEN, TRUE, Ints, LinearModel

Completion = Mapping[tuple[str, str], Mapping[int, tuple[int, ...]]]
"""What was decided: for each (table, relation), the targets of each row that was open.

For `open` the targets are () where the row is not in the design, and its own number where it is.
"""


def opened(
    design: Design, openings: Sequence[Opening], staff: Ints | None = None
) -> tuple[Design, LinearModel]:
    """The design with some relations open, and the model that holds a literal for each choice.

    Args:
        design: the design.
        openings: what is open; no relation stands twice.
        staff: the positions that follow their tasks. None lets nothing at all go along with what is
            decided; else it does as `follow` says, even where no position follows its tasks.
    """
    model = LinearModel()
    tables = dict(design.tables)
    for opening in openings:
        table = tables[opening.table]
        if opening.relation == OPEN:
            tables[opening.table] = replace(table, presence=_presence(table, opening, model))
            continue
        column = table.columns.get(opening.relation)
        spec = table.spec.fields[opening.relation]
        assert spec.link is not None, "only a relation can be opened"
        literals = model.decide(
            opening.table,
            opening.relation,
            opening.rows,
            opening.targets,
            table.ids,
            tables[spec.link.to].ids,
        )
        held = _held(table, column, isinstance(spec.kind, Many))
        value = (_many if isinstance(spec.kind, Many) else _one)(held, opening, literals, model)
        tables[opening.table] = replace(table, columns={**table.columns, opening.relation: value})
    if staff is not None:
        followed(design, tables, model, openings, staff)
    found = replace(design, tables=tables, _derived={})
    _only_what_is_there(found, model)
    _without_circles(found, model)
    return found, model


def _presence(table: Table, opening: Opening, model: LinearModel) -> Literals:
    ids = np.where(table.exists, TRUE, FALSE).astype(np.int64)
    nothing = np.full(len(opening.rows), NONE)
    ids[opening.rows] = model.decide(opening.table, OPEN, opening.rows, nothing, table.ids, ())
    return Literals(ids, model)


def _held(table: Table, column: Value | None, many: bool) -> Codes | Pairs:
    """The column before it is opened; where nobody gives the field, nothing is known of it."""
    n = len(table)
    if column is None and many:
        nothing = np.zeros(0, dtype=np.int64)
        return Pairs(np.zeros(n + 1, dtype=np.int64), nothing, None, np.ones(n, dtype=np.bool_))
    if column is None:
        return Codes(np.full(n, UNKNOWN))
    assert isinstance(column, Codes | Pairs)
    return column


def _choose(opening: Opening, literals: Ints, model: LinearModel) -> None:
    """Let each row have exactly one of its targets."""
    starts = np.flatnonzero(np.diff(opening.rows, prepend=-1))
    for group in np.split(literals, starts[1:]) if len(starts) else []:
        model.choose(group)


def _one(column: Codes | Pairs, opening: Opening, literals: Ints, model: LinearModel) -> Codes:
    assert isinstance(column, Codes)
    _choose(opening, literals, model)
    up, codes, guard = column.alternatives()
    kept = ~np.isin(up, opening.rows)
    parts = [(up[kept], codes[kept], literal_ids(guard)[kept]), (opening.rows, opening.targets, literals)]
    return as_codes(len(column), parts, model)


def _many(column: Codes | Pairs, opening: Opening, literals: Ints, model: LinearModel) -> Pairs:
    assert isinstance(column, Pairs)
    if NONE in opening.targets:
        raise ValueError("a link to many has none of its targets by itself: NONE is no target of it")
    _bounded(opening, literals, model)
    kept = ~np.isin(column.rows, opening.rows)
    parts = [
        (column.rows[kept], column.codes[kept], _guard_ids(column)[kept]),
        (opening.rows, opening.targets, literals),
    ]
    loose = column.loose
    if loose is not None:
        loose = loose & ~np.isin(np.arange(len(column)), opening.rows)
    return as_pairs(len(column), parts, loose, model)


def _guard_ids(column: Pairs) -> Ints:
    held = np.ones(len(column.codes), dtype=np.bool_) if column.guard is None else column.guard.certain
    return literal_ids(held)


def _bounded(opening: Opening, literals: Ints, model: LinearModel) -> None:
    """Let each row have as many targets as it may."""
    if opening.fewest == opening.most == 1:
        _choose(opening, literals, model)
        return
    _, count = counted(opening.rows, literals, model)
    zero = np.zeros(len(count), dtype=np.int64)
    if opening.fewest > 0:
        model.structure.append(literal_ids(not_negative(count - (zero + opening.fewest))))
    if opening.most is not None:
        model.structure.append(literal_ids(not_negative((zero + opening.most) - count)))


def _only_what_is_there(design: Design, model: LinearModel) -> None:
    """Nothing that is in the design links to what is not, apart from links that tell of the past."""
    for table in design.tables.values():
        for field in table.spec.fields.values():
            column = table.columns.get(field.name)
            if field.link is None or field.link.past or not isinstance(column, Codes | Pairs):
                continue
            presence = design.tables[field.link.to].presence
            if presence is None:
                continue
            if isinstance(column, Codes):
                up, codes, guard = column.alternatives()
            else:
                up, codes, guard = column.rows, column.codes, settled(_guard_ids(column), model)
            to = np.flatnonzero((codes >= 0) & table.exists[up])
            to = to[np.abs(literal_ids(presence)[codes[to]]) != TRUE]
            if len(to) == 0:
                continue
            held = guard[to]
            if table.presence is not None:
                held = held & table.presence[up[to]]
            model.structure.append(literal_ids(~held | presence[codes[to]]))


def _without_circles(design: Design, model: LinearModel) -> None:
    """No hierarchy that is decided goes in a circle, whether or not a rule walks it."""
    for name, link in TREES:
        table = design.tables[name]
        column = table.columns.get(link)
        if isinstance(column, Codes) and column.open:
            model.structure.append(ending(table, link))


def completed(design: Design, completion: Completion) -> Design:
    """The design in which the open relations are as decided; nothing in it is open any more."""
    tables = dict(design.tables)
    for (name, relation), decided in completion.items():
        table = tables[name]
        if relation == OPEN:
            exists = table.exists.copy()
            for row, itself in decided.items():
                exists[row] = bool(itself)
            tables[name] = replace(table, exists=exists)
            continue
        column = _held(table, table.columns.get(relation), isinstance(table.spec.fields[relation].kind, Many))
        value: Value
        if isinstance(column, Codes):
            codes = column.codes.copy()
            for row, targets in decided.items():
                codes[row] = targets[0] if targets else NONE
            value = Codes(codes)
        else:
            rows = {
                row: column.codes[column.indptr[row] : column.indptr[row + 1]] for row in range(len(table))
            }
            rows.update({row: np.array(targets, dtype=np.int64) for row, targets in decided.items()})
            indptr = row_pointers(np.array([len(rows[row]) for row in range(len(table))], dtype=np.int64))
            loose = column.loose
            if loose is not None:
                loose = loose & ~np.isin(np.arange(len(table)), list(decided))
            value = Pairs(indptr, np.concatenate([rows[row] for row in range(len(table))]), None, loose)
        tables[name] = replace(table, columns={**table.columns, relation: value})
    return replace(design, tables=tables, _derived={})


def completion_of(model: LinearModel, true: Ints) -> Completion:
    """What the decision variables that are true say for each open row."""
    taken = np.zeros(model.size + 1, dtype=np.bool_)
    taken[true] = True
    found: dict[tuple[str, str], dict[int, tuple[int, ...]]] = {}
    for block in model.decided:
        rows = found.setdefault((block.table, block.relation), {})
        held = taken[block.variables]
        targets = block.rows if block.relation == OPEN else block.targets
        for row in np.unique(block.rows).tolist():
            rows[row] = ()
        for row, target in zip(block.rows[held].tolist(), targets[held].tolist(), strict=True):
            if target != NONE:
                rows[row] = (*rows[row], target)
    return found
