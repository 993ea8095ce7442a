"""The smallest change of a design that mends what is wrong with it and breaks nothing new.

Nobody has to say what may change: the relations that the broken rules read may, where they touch the
entities that the findings are about. What is broken besides may stay so; what is kept must be kept.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from msgspec import structs

from pejl.engine.errors import fail, nearest
from pejl.engine.findings import CheckResult, Finding, Outcome, Severity
from pejl.engine.language.rules import Rule
from pejl.engine.prepare import Asked, Search, begin, grounded
from pejl.engine.run import Loaded, run_check
from pejl.engine.search.goals import changes, linear, unusual
from pejl.engine.search.nearby import nearby
from pejl.engine.search.openings import with_staff
from pejl.engine.values.exact import all_of, as_sums, settled, total
from pejl.engine.values.linear import TRUE, Goal

LEFT = {"da": "Fund, der ikke er bragt i orden", "en": "Findings not mended"}
MENDING, CHANGING, SETTLING = -1, 0, 1
"""The ranks: what is mended comes first, then how little is changed, then how usual it is, with warnings."""

Key = tuple[str, str]
"""A rule and an entity; "" for the design itself."""


@dataclass(frozen=True)
class Repair:
    """What is to be mended.

    Attributes:
        mended: the findings.
        today: the other violations of the design as it is; they may stay.
        asked: what is violated only because every change is a proposal, and rules ask more of proposals
            than of what is; that may stay, too.
    """

    mended: tuple[Finding, ...]
    today: frozenset[Key]
    asked: frozenset[Key]

    @property
    def keys(self) -> frozenset[Key]:
        """What each finding that is to be mended is about."""
        return frozenset(one.about for one in self.mended)

    @property
    def rules(self) -> frozenset[str]:
        """The rules whose violations are to be mended."""
        return frozenset(one.rule for one in self.mended)

    @property
    def tolerated(self) -> frozenset[Key]:
        """What may be violated: all that is violated before anything changes."""
        return self.keys | self.today | self.asked


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
    wanted = chosen(_violations(run_check(loaded, as_of)), names)
    if not wanted.mended:
        raise fail(
            loaded.design.place, "the design has no errors to mend", "name a warning by its rule or entity"
        )
    asked = begin(loaded, path, packs, as_of)
    beginning = _violations(run_check(Loaded(asked.design, loaded.rules), as_of))
    only_asked = frozenset(one.about for one in beginning) - wanted.keys - wanted.today
    wanted = replace(wanted, asked=only_asked)
    return repairing(asked, wanted), wanted


def chosen(violations: Sequence[Finding], names: Sequence[str]) -> Repair:
    """The findings that some names stand for.

    Args:
        violations: the violations of the design.
        names: `all` for every error; else rules, principles, entities, or RULE:ENTITY.

    Raises:
        PejlError: a name fits no violation.
    """
    errors = [one for one in violations if one.severity is Severity.ERROR]
    found: dict[Key, Finding] = {}
    for name in names:
        fits = errors if name == "all" else [one for one in violations if name in _names(one)]
        if not fits and name != "all":
            near = nearest(name, [called for one in violations for called in _names(one)])
            raise fail(
                None,
                "no violation of this design is called {name!r}",
                "did you mean {near!r}?"
                if near
                else "write a rule, a principle, an entity, RULE:ENTITY, or all",
                name=name,
                near=near,
            )
        found |= {one.about: one for one in fits}
    return Repair(tuple(found.values()), frozenset(one.about for one in violations) - set(found), frozenset())


def _violations(result: CheckResult) -> list[Finding]:
    known = {summary.rule for summary in result.rules}
    return [one for one in result.findings if one.outcome is Outcome.VIOLATED and one.rule in known]


def _names(finding: Finding) -> tuple[str, ...]:
    return finding.rule, finding.entity, f"{finding.rule}:{finding.entity}", *finding.principles


def repairing(asked: Asked, repair: Repair) -> Search:
    """A search for the smallest change that mends some findings.

    Raises:
        PejlError: a rule cannot be searched with, or no relation that may change touches the findings.
    """
    rules = [_must_hold(rule, repair) for rule in asked.loaded.rules.rules]
    broken = [rule for rule in rules if rule.id in repair.rules]
    openings = nearby(asked.design, broken, repair.mended)
    if not openings:
        raise fail(
            asked.loaded.design.place,
            "no move can mend this: the broken rules read nothing that can be moved",
            "look at the remedies and the missing data that `pejl check` tells",
        )
    staff = np.arange(len(asked.design.tables["positions"]))
    tolerated = {(rule, entity or asked.design.id) for rule, entity in repair.tolerated}
    search = grounded(asked, with_staff(openings, staff), rules, tolerated)
    model, around = search.model, (search.design, asked.design, search.model)
    strange = unusual(*around, SETTLING)
    model.goals[:0] = [_left(search, repair), changes(*around, CHANGING)]
    model.goals += [strange] if len(strange.variables) else []
    return search


def _must_hold(rule: Rule, repair: Repair) -> Rule:
    """A rule whose violation is to be mended must hold, whatever its severity."""
    return structs.replace(rule, severity=Severity.ERROR) if rule.id in repair.rules else rule


def _left(search: Search, repair: Repair) -> Goal:
    """How many of the findings are not mended."""
    model, kept = search.model, search.grounded.tolerated
    own = search.asked.design.id
    asked = [kept.get((rule, entity or own), [TRUE]) for rule, entity in sorted(repair.keys)]
    up = np.repeat(np.arange(len(asked)), [len(one) for one in asked])
    ids = np.array([literal for one in asked for literal in one], dtype=np.int64)
    mended = all_of(settled(ids, model), up, len(asked))
    return linear(LEFT, MENDING, total(as_sums(~mended), np.zeros(len(asked), dtype=np.int64), 1))
