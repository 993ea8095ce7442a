"""Opens relations of a design: each pair that may be chosen carries a literal of a linear model."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from msgspec.structs import replace

from pejl.engine.model.kinds import Many
from pejl.engine.model.tables import Design, Table, Value
from pejl.engine.values.codes import NONE, UNKNOWN, Codes, Pairs, alternatives
from pejl.engine.values.exact import Literals, pointers, row_pointers, settled
from pejl.engine.values.linear import Decision, Ints, LinearModel
from pejl.engine.values.truth import known


@dataclass(frozen=True)
class Opening:
    """A relation that is to be decided for some entities.

    Attributes:
        table, relation: a field that links to one entity or to many.
        rows: the rows of the table that are open.
        targets: the rows of the target table that each may get; NONE among them allows none, for a
            link to one.
    """

    table: str
    relation: str
    rows: Sequence[int]
    targets: Sequence[int]


Completion = Mapping[tuple[str, str], Mapping[int, tuple[int, ...]]]
"""What was decided: for each (table, relation), the targets of each row that was open."""


def opened(design: Design, openings: Iterable[Opening]) -> tuple[Design, LinearModel]:
    """The design with some relations open, and the model that holds a literal for each choice.

    A link to one gets exactly one of its targets; a link to many any of them.
    """
    model = LinearModel()
    tables = dict(design.tables)
    for opening in openings:
        table = tables[opening.table]
        column = table.columns.get(opening.relation)
        kind = table.spec.fields[opening.relation].kind
        value: Value = (_many if isinstance(kind, Many) else _one)(design, table, opening, column, model)
        tables[opening.table] = replace(table, columns={**table.columns, opening.relation: value})
    return replace(design, tables=tables, _derived={}), model


def _literals(design: Design, opening: Opening, row: int, model: LinearModel) -> list[int]:
    """A decision for each target of a row."""
    table = design.tables[opening.table]
    spec = table.spec.fields[opening.relation].link
    assert spec is not None, "only a relation can be opened"
    ids = design.tables[spec.to].ids
    return [
        model.decide(
            Decision(opening.table, table.ids[row], opening.relation, None if target == NONE else ids[target])
        )
        for target in opening.targets
    ]


def _one(design: Design, table: Table, opening: Opening, column: Value | None, model: LinearModel) -> Codes:
    if column is None:
        column = Codes(np.full(len(table), UNKNOWN))
    assert isinstance(column, Codes)
    up, codes, guard = column.alternatives()
    ids = np.where(guard, 1, -1) if isinstance(guard, np.ndarray) else guard.ids
    kept = ~np.isin(up, opening.rows)
    parts = [(up[kept], codes[kept], ids[kept])]
    for row in opening.rows:
        chosen = _literals(design, opening, row, model)
        model.choose(chosen)
        parts.append((np.full(len(chosen), row), np.array(opening.targets), np.array(chosen)))
    up, codes, ids = (np.concatenate([part[at] for part in parts]) for at in range(3))
    order = np.argsort(up, kind="stable")
    return alternatives(len(table), up[order], codes[order], settled(ids[order], model))


def _many(design: Design, table: Table, opening: Opening, column: Value | None, model: LinearModel) -> Pairs:
    n = len(table)
    if column is None:
        nothing = np.zeros(0, dtype=np.int64)
        column = Pairs(np.zeros(n + 1, dtype=np.int64), nothing, None, np.ones(n, dtype=np.bool_))
    assert isinstance(column, Pairs)
    if NONE in opening.targets:
        raise ValueError("a link to many has none of its targets by itself: NONE is no target of it")
    kept = ~np.isin(column.rows, opening.rows)
    held = np.ones(len(column.codes), dtype=np.bool_) if column.guard is None else column.guard.certain
    ids = np.where(held, 1, -1) if isinstance(held, np.ndarray) else held.ids
    parts: list[tuple[Ints, Ints, Ints]] = [(column.rows[kept], column.codes[kept], ids[kept])]
    for row in opening.rows:
        chosen = _literals(design, opening, row, model)
        parts.append((np.full(len(chosen), row), np.array(opening.targets), np.array(chosen)))
    up, codes, ids = (np.concatenate([part[at] for part in parts]) for at in range(3))
    order = np.argsort(up, kind="stable")
    loose = column.loose
    if loose is not None:
        loose = loose & ~np.isin(np.arange(n), opening.rows)
    return Pairs(pointers(up, n), codes[order], known(Literals(ids[order], model)), loose)


def completed(design: Design, completion: Completion) -> Design:
    """The design in which the open relations are as decided; nothing in it is open any more."""
    tables = dict(design.tables)
    for (name, relation), decided in completion.items():
        table = tables[name]
        column = table.columns.get(relation)
        if column is None and not isinstance(table.spec.fields[relation].kind, Many):
            column = Codes(np.full(len(table), UNKNOWN))
        value: Value
        if isinstance(column, Codes):
            codes = column.codes.copy()
            for row, targets in decided.items():
                codes[row] = targets[0] if targets else NONE
            value = Codes(codes)
        else:
            assert isinstance(column, Pairs)
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


def completion_of(
    design: Design, openings: Iterable[Opening], true: frozenset[tuple[str, str, str, str | None]]
) -> Completion:
    """What the decisions (table, entity, relation, target) that were taken say for each open row."""
    found: dict[tuple[str, str], dict[int, tuple[int, ...]]] = {}
    for opening in openings:
        table = design.tables[opening.table]
        link = table.spec.fields[opening.relation].link
        assert link is not None
        ids = design.tables[link.to].ids
        rows = found.setdefault((opening.table, opening.relation), {})
        for row in opening.rows:
            rows[row] = tuple(
                target
                for target in opening.targets
                if target != NONE and (opening.table, table.ids[row], opening.relation, ids[target]) in true
            )
    return found
