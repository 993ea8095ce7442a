"""For an error, whether a single move would mend it, and what that move would newly break.

All single changes near a finding are tried at once, without a solver: the broken rule is grounded with what
is near it open, and its literal is worked out under every change. What the likeliest of those that mend it
break is found in the same way, with all rules.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from msgspec.structs import replace

from pejl.engine.evaluate.check import Check
from pejl.engine.evaluate.design_table import with_design_table
from pejl.engine.evaluate.waivers import Waivers
from pejl.engine.evaluate.walk import TooManyStepsError
from pejl.engine.findings import CheckResult, Finding, Move, Named, Outcome, Severity
from pejl.engine.language.rules import Rule
from pejl.engine.model.kinds import Many
from pejl.engine.model.tables import Design
from pejl.engine.run import Loaded
from pejl.engine.search.consequences import Consequences
from pejl.engine.search.decide import opened
from pejl.engine.search.goals import today
from pejl.engine.search.ground import ground
from pejl.engine.search.likely import Likely
from pejl.engine.search.nearby import nearby
from pejl.engine.search.opening import Opening
from pejl.engine.search.program import asserted
from pejl.engine.search.proposals import targets_of
from pejl.engine.values.codes import NONE
from pejl.engine.values.exact import Bools, UnsearchableError, literal_ids
from pejl.engine.values.linear import Decided, Ints, LinearModel
from pejl.engine.values.numbers import TooLargeError

LARGEST = 1000
"""In how large a design, in rows of all its tables, single moves are tried without being asked for."""
MOST_FINDINGS = 10
MOST_TRIED = 8
"""Of how many moves that mend a finding it is worked out what they break."""

Key = tuple[str, str]
"""A rule and an entity."""
TOO_MUCH = (UnsearchableError, TooManyStepsError, TooLargeError)


@dataclass(frozen=True)
class _Change:
    """A row and its new targets, by number."""

    table: str
    relation: str
    row: int
    targets: tuple[int, ...]


def with_moves(loaded: Loaded, result: CheckResult, as_of: dt.date) -> CheckResult:
    """A check whose first errors tell the single move that mends each and breaks least, where there is one.

    Args:
        loaded: the design and its rules.
        result: the check of them.
        as_of: the day of waivers.

    Returns:
        the check as it is, for a design of more than `LARGEST` rows.
    """
    design = loaded.design
    if sum(int(table.exists.sum()) for table in design.tables.values()) > LARGEST:
        return result
    rules = {rule.id: rule for rule in loaded.rules.rules}
    errors = [
        at
        for at, one in enumerate(result.findings)
        if one.outcome is Outcome.VIOLATED and one.severity is Severity.ERROR and one.rule in rules
    ]
    findings = list(result.findings)
    likely = Likely(design, rules, result.findings)
    mending = {
        at: _mending(design, rules[findings[at].rule], findings[at], likely, as_of)
        for at in errors[:MOST_FINDINGS]
    }
    tried = list(dict.fromkeys(change for found in mending.values() for change in found))
    broken = _broken(design, loaded.rules.rules, tried, as_of)
    for at, found in mending.items():
        known = [one for one in found if one in broken]
        if known:
            best = min(known, key=lambda one: len(broken[one]))
            findings[at] = replace(findings[at], move=_move(design, rules, best, broken[best]))
    return replace(result, findings=tuple(findings))


def _move(design: Design, rules: dict[str, Rule], change: _Change, breaks: tuple[Key, ...]) -> Move:
    """A change as it is told."""
    spec = design.tables[change.table].spec.fields[change.relation]
    assert spec.link is not None
    before, _ = targets_of(design, change.table, change.relation, change.row)
    return Move(
        _named(design, change.table, change.row),
        {"da": spec.da, "en": spec.en},
        tuple(_named(design, spec.link.to, row) for row in before),
        tuple(_named(design, spec.link.to, row) for row in change.targets),
        tuple((rule, _name(design, rules[rule], entity)) for rule, entity in breaks),
    )


def _named(design: Design, table: str, row: int) -> Named:
    return Named(table, design.tables[table].ids[row], design.name_of(table, row))


def _name(design: Design, rule: Rule, entity: str) -> str:
    table = rule.scope.subject.type.table
    ids = design.tables[table].ids
    return design.name_of(table, ids.index(entity)) if entity in ids else entity


def _mending(design: Design, rule: Rule, finding: Finding, likely: Likely, as_of: dt.date) -> list[_Change]:
    """The single changes near a finding that mend it and are worth a thought, the likeliest first."""
    openings = nearby(design, [rule], [finding])
    if not openings:
        return []
    try:
        staff = np.arange(len(design.tables["positions"]))
        open_, model = opened(design, openings, staff)
        with_design_table(open_, as_of)
        kept = Check(rule, open_, Waivers((), as_of)).not_violated()
    except TOO_MUCH:
        return []
    literals = literal_ids(kept.literals)
    own = literals[[at for at, entity in enumerate(kept.entities) if entity == finding.entity]]
    tried = [
        change
        for opening in openings
        for change in _changes(design, opening)
        if likely.offered(change.table, change.relation, _fresh(design, change))
    ]
    if len(own) == 0 or not tried:
        return []
    must = np.unique(np.concatenate([own, *model.structure]))
    mends: Bools = np.all(_consequences(model, design, tried).of(must), axis=0)
    found = [tried[at] for at in np.flatnonzero(mends).tolist()]
    return sorted(
        found,
        key=lambda one: likely.strangeness(one.table, one.relation, one.row, _fresh(design, one)),
    )[:MOST_TRIED]


def _fresh(design: Design, change: _Change) -> list[int]:
    """The targets that a change brings."""
    now, _ = targets_of(design, change.table, change.relation, change.row)
    return [one for one in change.targets if one not in now]


def _changes(design: Design, opening: Opening) -> Iterator[_Change]:
    """Every change of one row: another target for one it has, one target fewer, one more."""
    many = isinstance(design.tables[opening.table].spec.fields[opening.relation].kind, Many)
    options: dict[int, list[int]] = defaultdict(list)
    for row, target in zip(opening.rows.tolist(), opening.targets.tolist(), strict=True):
        options[row].append(target)
    for row, targets in options.items():
        now, loose = targets_of(design, opening.table, opening.relation, row)
        if loose:
            continue
        fresh = [one for one in targets if one >= 0 and one not in now]
        held = [one for one in now if one in targets]
        for new in fresh:
            for old in held:
                swapped = tuple(new if one == old else one for one in now)
                yield _Change(opening.table, opening.relation, row, swapped)
        for old in held if many else ():
            yield _Change(opening.table, opening.relation, row, tuple(one for one in now if one != old))
        for new in fresh if many or not now else ():
            yield _Change(opening.table, opening.relation, row, (*now, new))


def _consequences(model: LinearModel, design: Design, changes: Sequence[_Change]) -> Consequences:
    """What follows from each change, all else as it is today."""
    usual = today(model, design)
    held = np.zeros(model.size + 1, dtype=np.bool_)
    held[usual] = True
    return Consequences(
        model, usual, [_turned(model.block(one.table, one.relation), one, held) for one in changes]
    )


def _turned(block: Decided, change: _Change, held: Bools) -> Ints:
    """The decision variables of a row that are not as today."""
    first, last = np.searchsorted(block.rows, [change.row, change.row + 1])
    variables = np.arange(block.first + first, block.first + last)
    wanted = np.isin(block.targets[first:last], change.targets)
    turned: Ints = variables[held[variables] != wanted]
    return turned


def _broken(
    design: Design, rules: Sequence[Rule], changes: Sequence[_Change], as_of: dt.date
) -> dict[_Change, tuple[Key, ...]]:
    """The errors that there would be after each change, and are not there today."""
    if not changes:
        return {}
    pairs: dict[tuple[str, str], set[tuple[int, int]]] = defaultdict(set)
    for one in changes:
        now, _ = targets_of(design, one.table, one.relation, one.row)
        many = isinstance(design.tables[one.table].spec.fields[one.relation].kind, Many)
        today_ = now or (() if many else (NONE,))
        pairs[one.table, one.relation] |= {(one.row, target) for target in (*today_, *one.targets)}
    openings = [_opening(design, relation, found) for relation, found in pairs.items()]
    try:
        open_, model = opened(design, openings, np.arange(len(design.tables["positions"])))
    except TOO_MUCH:
        return {}
    found = ground(open_, [rule for rule in rules if rule.severity is Severity.ERROR], model, as_of)
    if found.problems or not model.assertions:
        return {}
    literals = asserted(model)
    owners = [(one.rule, entity) for one in model.assertions for entity in one.entities]
    kept = _consequences(model, design, changes).of(literals)
    before = Consequences(model, today(model, design), [np.zeros(0, dtype=np.int64)]).of(literals)[:, 0]
    newly = ~kept & before[:, None]
    return {
        change: tuple(dict.fromkeys(owners[row] for row in np.flatnonzero(newly[:, at]).tolist()))
        for at, change in enumerate(changes)
    }


def _opening(design: Design, relation: tuple[str, str], pairs: set[tuple[int, int]]) -> Opening:
    rows, targets = np.array(sorted(pairs), dtype=np.int64).T
    one = not isinstance(design.tables[relation[0]].spec.fields[relation[1]].kind, Many)
    return Opening(*relation, rows, targets, 1 if one else 0, 1 if one else None)
