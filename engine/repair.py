"""The smallest change of a design that mends what is wrong with it and breaks nothing new.

Nobody has to say what may change: the relations that the broken rules read may, where they touch the
entities that the findings are about. What is broken besides may stay so; what is kept must be kept.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

import numpy as np
from msgspec.structs import replace

from pejl.engine.errors import fail, nearest
from pejl.engine.findings import CheckResult, Finding, Outcome, Severity
from pejl.engine.language.reads import Relation, relations_required
from pejl.engine.language.rules import Rule
from pejl.engine.model.kinds import Many
from pejl.engine.model.tables import Design
from pejl.engine.prepare import Asked, Search, begin, grounded
from pejl.engine.run import Loaded, run_check
from pejl.engine.search.goals import linear, today
from pejl.engine.search.opening import Opening
from pejl.engine.search.openings import with_staff
from pejl.engine.values.codes import UNKNOWN, Codes, Pairs
from pejl.engine.values.exact import Bools, all_of, as_sums, settled, total
from pejl.engine.values.linear import TRUE, Goal, Ints, LinearModel

LEFT = {"da": "Fund, der står tilbage", "en": "Findings that are left"}
CHANGES = {"da": "Ændringer", "en": "Changes"}
MENDING, CHANGING = -1, 0
"""The ranks of the two: what is mended comes first, then how little is changed, then all else."""
MOST_PAIRS = 20_000
"""How many ways there may be to change one relation; beyond that, only what is found nearby may change."""
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

Key = tuple[str, str]
"""A rule and an entity."""


@dataclass(frozen=True)
class Repair:
    """What is to be mended: the findings, and the other violations there are, which may stay."""

    mended: tuple[Finding, ...]
    tolerated: frozenset[Key]

    @property
    def keys(self) -> frozenset[Key]:
        """The rule and the entity of each finding that is to be mended."""
        return frozenset((one.rule, one.entity) for one in self.mended)

    @property
    def rules(self) -> frozenset[str]:
        """The rules whose violations are to be mended."""
        return frozenset(one.rule for one in self.mended)


def repair(
    loaded: Loaded, path: Path, packs: Sequence[str], names: Sequence[str], as_of: dt.date
) -> tuple[Search, Repair]:
    """A search for the smallest change of a design that mends some of its findings.

    Args:
        loaded: the design and its rules.
        path: the file of the design.
        packs: the rule packs that were named instead of the design's own.
        names: the findings; see `chosen`.
        as_of: the day of waivers and attestations.

    Raises:
        PejlError: a name fits no violation, or nothing that may change touches the findings.
    """
    asked = begin(loaded, path, packs, as_of)
    wanted = chosen(run_check(Loaded(asked.design, loaded.rules), as_of), names)
    return repairing(asked, wanted), wanted


def chosen(result: CheckResult, names: Sequence[str]) -> Repair:
    """The findings that some names stand for.

    Args:
        result: the check of the design.
        names: `all` for every error; else rules, entities, or a rule and an entity as RULE:ENTITY.

    Raises:
        PejlError: a name fits no violation.
    """
    known = {summary.rule for summary in result.rules}
    violations = [one for one in result.findings if one.outcome is Outcome.VIOLATED and one.rule in known]
    errors = [one for one in violations if one.severity is Severity.ERROR]
    found: dict[Key, Finding] = {}
    for name in names:
        fits = errors if name == "all" else [one for one in violations if name in _names(one)]
        if not fits and name != "all":
            near = nearest(name, [called for one in violations for called in _names(one)])
            raise fail(
                None,
                "no violation of this design is called {name!r}",
                "did you mean {near!r}?" if near else "write a rule, an entity, RULE:ENTITY, or all",
                name=name,
                near=near,
            )
        found |= {(one.rule, one.entity): one for one in fits}
    tolerated = frozenset((one.rule, one.entity) for one in violations) - set(found)
    return Repair(tuple(found.values()), tolerated)


def _names(finding: Finding) -> tuple[str, str, str]:
    return finding.rule, finding.entity, f"{finding.rule}:{finding.entity}"


def repairing(asked: Asked, repair: Repair) -> Search:
    """A search for the smallest change that mends some findings.

    Raises:
        PejlError: a rule cannot be searched with, or no relation that may change touches the findings.
    """
    rules = [_must_hold(rule, repair) for rule in asked.loaded.rules.rules]
    openings = _openings(asked.design, [rule for rule in rules if rule.id in repair.rules], repair)
    if not openings:
        raise fail(
            asked.design.place,
            "no move can mend this: the broken rules read nothing that can be moved",
            "look at the remedies and the missing data that `pejl check` tells",
        )
    staff = np.arange(len(asked.design.tables["positions"]))
    search = grounded(asked, with_staff(openings, staff), rules, repair.tolerated | repair.keys)
    search.model.goals[:0] = [_left(search, repair), _changes(search.model, asked.design)]
    return search


def _must_hold(rule: Rule, repair: Repair) -> Rule:
    """A rule whose violation is to be mended must hold, whatever its severity."""
    return replace(rule, severity=Severity.ERROR) if rule.id in repair.rules else rule


def _left(search: Search, repair: Repair) -> Goal:
    """How many of the findings are not mended."""
    model, kept = search.model, search.grounded.tolerated
    asked = [kept.get(key, [TRUE]) for key in sorted(repair.keys)]
    up = np.repeat(np.arange(len(asked)), [len(one) for one in asked])
    ids = np.array([literal for one in asked for literal in one], dtype=np.int64)
    mended = all_of(settled(ids, model), up, len(asked))
    return linear(LEFT, MENDING, total(as_sums(~mended), np.zeros(len(asked), dtype=np.int64), 1))


def _changes(model: LinearModel, design: Design) -> Goal:
    """How many targets go or come; of a link to one only those that come, for the old one goes by itself."""
    now = np.zeros(model.size + 1, dtype=np.bool_)
    now[today(model, design)] = True
    variables, signs, gone = [], [], 0
    for block in model.decided:
        own = np.arange(block.first, block.first + len(block.rows))
        held = now[own]
        many = isinstance(design.tables[block.table].spec.fields[block.relation].kind, Many)
        variables.append(own if many else own[~held])
        signs.append(np.where(held, -1, 1) if many else np.ones(int((~held).sum()), dtype=np.int64))
        gone += int(held.sum()) if many else 0
    return Goal(CHANGES, 0, gone, np.concatenate(variables), np.concatenate(signs), Fraction(1), Fraction(1))


def _openings(design: Design, rules: Sequence[Rule], repair: Repair) -> list[Opening]:
    """The relations that the broken rules read, where they touch what the findings are about."""
    about: dict[str, set[int]] = defaultdict(set)
    for finding in repair.mended:
        for table, entity in [
            (finding.table, finding.entity),
            *((one.table, one.id) for one in finding.related),
        ]:
            if table in design.tables and entity in design.tables[table].ids:
                about[table].add(design.tables[table].ids.index(entity))
    relations = {
        relation
        for rule in rules
        for relation in relations_required(rule, design.schema)
        if not _left_alone(relation)
    }
    for table, rows in _linking(design, rules, about).items():
        about[table] |= rows
    found = (_opening(design, relation, about) for relation in sorted(relations))
    return [one for one in found if one is not None]


def _linking(design: Design, rules: Sequence[Rule], about: dict[str, set[int]]) -> dict[str, set[int]]:
    """The rows that link to what the findings are about, by a relation that a broken rule reads."""
    found: dict[str, set[int]] = defaultdict(set)
    for name, link in {one for rule in rules for one in relations_required(rule, design.schema)}:
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
    """What may change about one relation: the rows near the findings may get any target that some row has,
    and any row may get a target near them."""
    table = design.tables[relation[0]]
    field = table.spec.fields[relation[1]]
    assert field.link is not None
    column = table.columns.get(relation[1])
    if field.link.past or not isinstance(column, Codes | Pairs):
        return None
    near = _rows(about, field.link.to)
    sources, held = _pairs_of(column)
    targets = np.unique(np.concatenate([held[(held >= 0) & table.exists[sources]], near]))
    moving = np.unique(np.concatenate([_rows(about, relation[0]), sources[np.isin(held, near)]]))
    moving = moving[table.exists[moving]]
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
