"""What may change to mend a finding, where nobody says it: relations near the entities that it is about."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

import numpy as np

from pejl.engine.findings import Finding
from pejl.engine.language.reads import Relation, relations_required
from pejl.engine.language.rules import Rule
from pejl.engine.model.kinds import Many
from pejl.engine.model.tables import Design
from pejl.engine.search.opening import Opening
from pejl.engine.values.codes import UNKNOWN, Codes, Pairs
from pejl.engine.values.exact import Bools
from pejl.engine.values.linear import Ints

MOST_PAIRS = 20_000
"""How many ways there may be to change one relation; beyond that, only what is found nearby may change."""
MOST_TO_NEW = 1_000
"""How many ways there may be to change one relation to targets that nothing has today."""
MOST_LINKING = 200
"""How many rows that link to what a finding is about may change in other ways, too."""
LEFT_ALONE = {
    "events": (),
    "attestations": (),
    "budget_lines": (),
    "actions": ("based_on", "linked_to", "budget_lines"),
    "allocations": ("position", "unit"),
    "decisions": ("task", "med_body"),
    "interfaces": ("a", "b"),
    "pathways": ("steps",),
    "positions": ("reviewed_at",),
    "tasks": ("reviewed_at",),
}
"""What tells what something is, or what has happened: to change it would mend the record, not the matter.
No relation at all stands for every relation of the table."""


def nearby(design: Design, rules: Sequence[Rule], findings: Iterable[Finding]) -> list[Opening]:
    """The relations that broken rules require something of, where they touch what the findings are about.

    Args:
        design: the design.
        rules: the rules that are broken.
        findings: what is to be mended.
    """
    by_id = {rule.id: rule for rule in rules}
    found: dict[Relation, list[Opening]] = defaultdict(list)
    for finding in findings:
        for one in _around(design, by_id[finding.rule], finding):
            found[one.table, one.relation].append(one)
    return [_merged(found[relation]) for relation in sorted(found)]


def _around(design: Design, rule: Rule, finding: Finding) -> Iterator[Opening]:
    """The relations that may change to mend one finding."""
    about: dict[str, set[int]] = defaultdict(set)
    for table, entity in [
        (finding.table, finding.entity),
        *((one.table, one.id) for one in finding.related),
    ]:
        if table in design.tables and entity in design.tables[table].ids:
            about[table].add(design.tables[table].ids.index(entity))
    relations = {one for one in relations_required(rule, design.schema) if not _left_alone(one)}
    for table, rows in _linking(design, rule, about).items():
        about[table] |= rows
    for relation in relations:
        opening = _opening(design, relation, about)
        if opening is not None:
            yield opening


def _merged(openings: list[Opening]) -> Opening:
    """What may change about a relation according to any of its openings."""
    pairs = np.concatenate([np.stack([one.rows, one.targets]) for one in openings], axis=1)
    rows, targets = np.unique(pairs, axis=1)
    return replace(openings[0], rows=rows, targets=targets)


def _linking(design: Design, rule: Rule, about: dict[str, set[int]]) -> dict[str, set[int]]:
    """The rows that link to what a finding is about, by a relation that its rule reads."""
    found: dict[str, set[int]] = defaultdict(set)
    for name, link in set(relations_required(rule, design.schema)):
        table = design.tables[name]
        spec, column = table.spec.fields[link].link, table.columns.get(link)
        if spec is not None and spec.to != name and isinstance(column, Codes | Pairs):
            sources, held = _pairs_of(column)
            rows = sources[np.isin(held, _rows(about, spec.to)) & table.exists[sources]]
            found[name] |= set(rows.tolist()) if len(rows) <= MOST_LINKING else set()
    return found


def _left_alone(relation: Relation) -> bool:
    table, name = relation
    return table in LEFT_ALONE and (not LEFT_ALONE[table] or name in LEFT_ALONE[table])


def _opening(design: Design, relation: Relation, about: dict[str, set[int]]) -> Opening | None:
    """What may change about one relation: the rows near the finding may get any target that some row has, or
    any at all where there are few, and any row may get a target near them."""
    table = design.tables[relation[0]]
    field = table.spec.fields[relation[1]]
    assert field.link is not None
    column = table.columns.get(relation[1])
    if field.link.past or not isinstance(column, Codes | Pairs):
        return None
    near = _rows(about, field.link.to)
    sources, held = _pairs_of(column)
    targets = np.unique(np.concatenate([held[(held >= 0) & table.exists[sources]], near]))
    every = np.flatnonzero(design.tables[field.link.to].exists)
    moving = np.unique(np.concatenate([_rows(about, relation[0]), sources[np.isin(held, near)]]))
    moving = moving[table.exists[moving]]
    if len(targets) == 0 or len(moving) * len(every) <= MOST_TO_NEW:
        targets = every
    coming = np.flatnonzero(table.exists & _certain(column))
    if field.link.to == relation[0] or len(coming) * len(near) > MOST_PAIRS:
        coming = moving
    rows = np.concatenate([np.repeat(moving, len(targets)), np.repeat(coming, len(near))])
    ends = np.concatenate([np.tile(targets, len(moving)), np.tile(near, len(coming))])
    apart = (rows != ends) if field.link.to == relation[0] else np.ones(len(rows), dtype=np.bool_)
    rows, ends = rows[apart], ends[apart]
    if len(rows) == 0:
        return None
    kept = np.isin(sources, rows) & (held != UNKNOWN)
    pairs = np.stack([np.concatenate([rows, sources[kept]]), np.concatenate([ends, held[kept]])])
    rows, ends = np.unique(pairs, axis=1)
    one = not isinstance(field.kind, Many)
    return Opening(*relation, rows, ends, 1 if one else 0, 1 if one else None)


def _rows(about: dict[str, set[int]], table: str) -> Ints:
    return np.array(sorted(about.get(table, ())), dtype=np.int64)


def _pairs_of(column: Codes | Pairs) -> tuple[Ints, Ints]:
    """Every row with every target it has today; NONE and UNKNOWN are targets of a link to one."""
    if isinstance(column, Codes):
        return np.arange(len(column)), column.codes
    return column.rows, column.codes


def _certain(column: Codes | Pairs) -> Bools:
    """The rows of which it is known where they lead today."""
    if isinstance(column, Codes):
        known: Bools = column.codes != UNKNOWN
        return known
    return np.ones(len(column), dtype=np.bool_) if column.loose is None else ~np.asarray(column.loose)
