"""Rules x design -> findings: every rule is evaluated for all entities of its scope at once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import wraps
from math import ceil, floor, inf
from typing import Concatenate, ParamSpec, TypeVar

import numpy as np
from msgspec.structs import replace

from pejl.engine.errors import fail
from pejl.engine.evaluate.attestations import attested, register, unused
from pejl.engine.evaluate.design_table import with_design_table
from pejl.engine.evaluate.evidence import tree
from pejl.engine.evaluate.frames import Frame
from pejl.engine.evaluate.operations import possible_rows
from pejl.engine.evaluate.shown import bit, column, known_rows
from pejl.engine.evaluate.telling import MOST_EXPLAINED, Teller
from pejl.engine.evaluate.touched import touched, undecided
from pejl.engine.evaluate.waivers import Waivers
from pejl.engine.evaluate.walk import BUDGET, TooManyStepsError, Walk
from pejl.engine.findings import (
    Attested,
    Evidence,
    Finding,
    Missing,
    Named,
    Outcome,
    RuleSummary,
    Waiver,
)
from pejl.engine.language import terms as t
from pejl.engine.language.rules import Measure, Rule
from pejl.engine.language.terms import Stream
from pejl.engine.model import kinds
from pejl.engine.model.kinds import Interval
from pejl.engine.model.specs import form
from pejl.engine.model.tables import Design, WaiverSpec
from pejl.engine.values.exact import Bits, Bools
from pejl.engine.values.linear import Ints
from pejl.engine.values.numbers import Number, TooLargeError, constant
from pejl.engine.values.truth import Truth, known


@dataclass(frozen=True)
class Verdict:
    """What came out for one rule."""

    summary: RuleSummary
    findings: tuple[Finding, ...]


@dataclass(frozen=True)
class Checked:
    """What came out for all rules, with what became of the waivers and the attestations."""

    verdicts: list[Verdict]
    findings: list[Finding]
    waivers: list[Waiver]
    attestations: list[Attested]


def check(design: Design, rules: Sequence[Rule], as_of: dt.date) -> Checked:
    """Check a design against rules.

    Args:
        design: the design, with its base if it is a proposal.
        rules: the typed rules.
        as_of: the day at which waivers and attestations are looked at.

    Returns:
        a verdict for each rule, in their order; the findings about the waivers and attestations
        themselves; the waivers, and the attestations.

    Raises:
        PejlError: a rule runs over too many rows, or its numbers outgrow 64 bits.
    """
    with_design_table(design, as_of)
    waivers = Waivers(design.waivers, as_of)
    verdicts = [Check(rule, design, waivers).verdict() for rule in rules]
    about = [*waivers.findings(design, rules), *unused(design, rules)]
    return Checked(verdicts, about, waivers.fates(design, rules), register(design, rules, as_of))


@dataclass(frozen=True)
class Kept:
    """For each row that a rule may apply to, whether it is kept, and the entity that it is about."""

    literals: Bits
    entities: list[str]


P = ParamSpec("P")
R = TypeVar("R")


def within_bounds(method: Callable[Concatenate[Check, P], R]) -> Callable[Concatenate[Check, P], R]:
    """Tell of a rule that runs too far, or whose numbers grow too large, as a mistake of its author."""

    @wraps(method)
    def told(self: Check, /, *args: P.args, **named: P.kwargs) -> R:
        try:
            return method(self, *args, **named)
        except TooManyStepsError:
            template = "the rule {rule!r} runs over more rows than its budget allows"
        except TooLargeError:
            template = "the numbers of the rule {rule!r} grow too large to be exact"
        raise fail(self.rule.place, template, "narrow it with where, or split it", rule=self.rule.id)

    return told


@dataclass
class Check:
    """The check of one rule."""

    rule: Rule
    design: Design
    waivers: Waivers

    def __post_init__(self) -> None:
        settings = {name: setting.value for name, setting in self.rule.settings.items()}
        self.walk = Walk(self.design, settings)
        self.teller = Teller(self.rule, self.walk)

    @within_bounds
    def verdict(self) -> Verdict:
        """Evaluate the rule; see `check`."""
        rule = self.rule
        if rule.compares and self.design.before is None:
            return Verdict(replace(self._summary({}), needs_base=True), ())
        frame, applies, incomplete, others = self._applicable()
        if rule.require is None:
            return self._attested(frame, applies, incomplete, others)
        violated, met, unsure = self._sorted(frame, applies, rule.require)
        self.walk.left = BUDGET  # to tell why takes as many steps again
        waived, waiver_of = self._waived(frame, known_rows(violated))
        standing = np.setdiff1d(known_rows(violated), waived, assume_unique=True)
        findings = [
            *self.teller.findings(frame, standing, Outcome.VIOLATED),
            *self.teller.findings(frame, known_rows(unsure), Outcome.UNDECIDABLE),
            *self._with_waivers(self.teller.findings(frame, waived, Outcome.WAIVED), waiver_of),
        ]
        summary = self._summary(
            {
                "met": int(met.sum()),
                "violated": int(violated.sum()) - len(waived),
                "undecidable": int(unsure.sum()),
                "waived": len(waived),
                "not_applicable": others,
            },
            incomplete,
        )
        return Verdict(summary, tuple(findings))

    def _sorted(self, frame: Frame, applies: Truth, require: t.Term) -> tuple[Bools, Bools, Bools]:
        """Which rows violate the rule, which meet it, and for which it cannot be decided."""
        holds = self.walk.truth(require, frame)
        violated = bits(applies.certain) & ~bits(holds.possible)
        met = bits(applies.possible) & bits(holds.certain)
        return violated, met, bits(applies.possible) & ~violated & ~met

    def not_violated(self) -> Kept:
        """For each row that the rule may apply to, whether it is not violated, or no further than a waiver
        permits."""
        frame, applies, _, _ = self._applicable()
        assert self.rule.require is not None
        holds = self.walk.truth(self.rule.require, frame)
        entities = self._ids(frame)
        self._grounded = frame, applies
        return Kept(self._or_waived(~applies.certain | holds.possible, entities, frame), entities)

    def touched(self, rows: Ints) -> Bools:
        """Whether a decision enters the verdict of some of the rows of `not_violated`."""
        frame, applies = self._grounded
        some = frame.kept(rows)
        found = undecided(applies)[rows]
        for term in (self.rule.where, self.rule.require):
            found = found if term is None else found | touched(term, some, self.walk)
        return found

    def _or_waived(self, kept: Bits, entities: list[str], frame: Frame) -> Bits:
        """Whether each row is kept, or violated no further than a waiver that holds permits."""
        if not self.waivers.specs or not self.rule.waivable:
            return kept
        for row, entity in enumerate(entities):
            for spec, fault in self.waivers.of(self.rule.id, entity):
                if not fault:
                    waived = np.arange(frame.n) == row
                    within = self._permitted(spec, frame.kept(np.array([row])))
                    kept = kept | (waived & within[np.zeros(frame.n, dtype=np.int64)])
        return kept

    def _permitted(self, spec: WaiverSpec, frame: Frame) -> Bits:
        """Whether a violation of the one row of a frame would be within a waiver; see `_beyond`."""
        if spec.limit is None:
            return np.ones(1, dtype=np.bool_)
        some: Bits = np.zeros(1, dtype=np.bool_)
        every: Bits = np.ones(1, dtype=np.bool_)
        for measure in self.rule.measures:
            broken = ~self.walk.truth(measure.part, frame).possible
            some, every = some | broken, every & (~broken | self._limited(measure, spec.limit, frame).certain)
        return some & every

    @within_bounds
    def explained(
        self, entity: str | None
    ) -> list[tuple[Named, Outcome, Evidence | None, Evidence | None, tuple[Missing, ...]]]:
        """The verdict of one entity, or of all that are not met, with the trees of the rule's terms."""
        self.walk.left = BUDGET
        frame, applies, _ = self._scope()
        rows = np.flatnonzero(possible_rows(applies))
        if entity is not None:
            ids = self._ids(frame)
            rows = np.array([row for row, one in enumerate(ids) if one == entity], dtype=np.int64)
        looked_at = frame.kept(rows)
        outcomes = self._outcomes(looked_at, applies.take(rows))
        unremarkable = (Outcome.MET, Outcome.NOT_APPLICABLE)
        wanted = [row for row, one in enumerate(outcomes) if entity is not None or one not in unremarkable]
        wanted = wanted[:MOST_EXPLAINED]
        if not wanted:
            return []
        some = looked_at.kept(np.array(wanted, dtype=np.int64))
        subject = self.rule.scope.subject
        itself = subject.itself
        terms = [term for term in (self.rule.where, self.rule.require) if term is not None]
        trees = [
            [None] * some.n if term is None else tree(term, some, self.walk)
            for term in (self.rule.where, self.rule.require)
        ]
        missing = self.teller.missing(terms, some)
        entities = [one for one in column(itself, some, self.walk) if isinstance(one, Named)]
        return [
            (entities[at], outcomes[row], trees[0][at], trees[1][at], missing[at])
            for at, row in enumerate(wanted)
        ]

    @within_bounds
    def met(self) -> list[Named]:
        """The entities that meet the rule."""
        if self.rule.require is None or (self.rule.compares and self.design.before is None):
            return []
        frame, applies, _, _ = self._applicable()
        _, kept, _ = self._sorted(frame, applies, self.rule.require)
        some = frame.kept(known_rows(kept))
        itself = self.rule.scope.subject.itself
        return [one for one in column(itself, some, self.walk) if isinstance(one, Named)]

    def subjects(self) -> list[str]:
        """The ids of the entities in the rule's scope, row by row."""
        return self._ids(self._scope()[0])

    def _ids(self, frame: Frame) -> list[str]:
        """The id of the entity that each row is about."""
        ids = self.design.tables[self.rule.scope.subject.type.table].ids
        return [ids[entity] for entity in self.teller.subjects(frame).tolist()]

    def _outcomes(self, frame: Frame, applies: Truth) -> list[Outcome]:
        """The outcome of each row; waivers are not looked at."""
        if self.rule.require is None:
            judged = attested(self.design, self.rule.id, self.waivers.as_of).outcome
            return [judged if possible else Outcome.NOT_APPLICABLE for possible in bits(applies.possible)]
        violated, met, unsure = self._sorted(frame, applies, self.rule.require)
        named = ((violated, Outcome.VIOLATED), (met, Outcome.MET), (unsure, Outcome.UNDECIDABLE))
        return [
            next((outcome for rows, outcome in named if rows[row]), Outcome.NOT_APPLICABLE)
            for row in range(frame.n)
        ]

    def _scope(self) -> tuple[Frame, Truth, bool]:
        """The rows of the rule's scope, whether it applies to each, and whether there may be more."""
        generators = self.rule.scope.generators
        last = generators[-1]
        stream = Stream(generators, last.itself)
        members = self.walk.members(stream, self.walk.root)
        applies = members.guard
        if self.rule.where is not None:
            applies = applies & self.walk.truth(self.rule.where, members.frame)
        return members.frame, applies, members.loose is not None and bit(members.loose, 0)

    def _applicable(self) -> tuple[Frame, Truth, bool, int]:
        """The rows of the scope that the rule may apply to, as `_scope`, and how many others there are."""
        frame, applies, incomplete = self._scope()
        kept = np.flatnonzero(possible_rows(applies))
        others = frame.n - len(kept)
        if others == 0:
            return frame, applies, incomplete, 0
        return frame.kept(kept), applies.take(kept), incomplete, others

    def _summary(self, counts: dict[str, int], incomplete: bool = False) -> RuleSummary:
        rule = self.rule
        checked = sum(count for name, count in counts.items() if name != "not_applicable")
        summary = RuleSummary(
            rule.id,
            rule.pack,
            rule.principles,
            rule.title,
            rule.severity,
            rule.norm,
            rule.place,
            checked,
            may_be_empty=rule.may_be_empty,
            incomplete=incomplete,
        )
        return replace(summary, **counts)

    # waivers and attestations

    def _waived(self, frame: Frame, rows: Ints) -> tuple[Ints, dict[str, str]]:
        """Which of the violating rows a waiver covers, and the waiver of each entity."""
        rule = self.rule
        if not self.waivers.specs or len(rows) == 0:
            return rows[:0], {}
        covered, waiver_of = [], {}
        for row, entity in zip(rows, self._ids(frame.kept(rows)), strict=True):
            found = self.waivers.of(rule.id, entity)
            waiver = self.waivers.settle(
                [(spec, fault or self._fault(spec, frame, int(row))) for spec, fault in found]
            )
            if waiver is not None:
                covered.append(row)
                waiver_of[entity] = waiver
        return np.array(covered, dtype=np.int64), waiver_of

    def _fault(self, spec: WaiverSpec, frame: Frame, row: int) -> str:
        """Why a waiver that holds at the date does not cover a violation; "" if it does."""
        if not self.rule.waivable:
            return "waiver-refused"
        return "" if spec.limit is None else self._beyond(spec.limit, frame.kept(np.array([row])))

    def _beyond(self, limit: Interval, frame: Frame) -> str:
        """Why the one row of a frame is not for certain within the limit of a waiver; "" if it is."""
        broken = [one for one in self.rule.measures if not bit(self.walk.truth(one.part, frame).possible, 0)]
        if not broken:
            return "waiver-unmeasured"
        within = [self._limited(one, limit, frame) for one in broken]
        if all(bit(one.certain, 0) for one in within):
            return ""
        certain = any(not bit(one.possible, 0) for one in within)
        return "waiver-exceeded" if certain else "waiver-may-be-exceeded"

    def _limited(self, measure: Measure, limit: Interval, frame: Frame) -> Truth:
        """Whether what is measured is within a limit."""
        most_or_least = limit.high if measure.op == "<=" else limit.low
        if not np.isfinite(most_or_least):
            return known(np.ones(frame.n, dtype=np.bool_))
        measured = self.walk.number(measure.value, frame)
        bound = constant(Fraction(most_or_least) * step(), frame.n)
        return measured.at_most(bound) if measure.op == "<=" else bound.at_most(measured)

    @within_bounds
    def measured(self) -> dict[str, str]:
        """What the rule measures for each entity that violates it, as it is written in a waiver's limit.

        An entity that has several rows, because the scope has several variables, is as bad as the worst.
        """
        frame, applies, _, _ = self._applicable()
        entities = self._ids(frame)
        worst: dict[str, dict[str, int]] = {}
        endless: set[str] = set()
        for measure in self.rule.measures:
            broken = bits(applies.certain) & ~bits(self.walk.truth(measure.part, frame).possible)
            further = max if measure.op == "<=" else min
            value = self.walk.number(measure.value, frame)
            for row in known_rows(broken).tolist():
                steps = _steps(value, row, measure.op)
                if steps is None:
                    endless.add(entities[row])
                    continue
                furthest = worst.setdefault(entities[row], {})
                furthest[measure.op] = further(furthest.get(measure.op, steps), steps)
        return {
            entity: "..".join(decimal(furthest[op]) for op in (">=", "<=") if op in furthest)
            for entity, furthest in worst.items()
            # Two bounds that cross cannot be written as one limit.
            if entity not in endless and furthest.get(">=", -inf) <= furthest.get("<=", inf)
        }

    def _attested(self, frame: Frame, applies: Truth, incomplete: bool, others: int) -> Verdict:
        """The verdict of a rule that a human judges."""
        judgement = attested(self.design, self.rule.id, self.waivers.as_of)
        rows = np.arange(frame.n)
        waived, waiver_of = self._waived(frame, rows[:0])
        if judgement.outcome is Outcome.VIOLATED:
            waived, waiver_of = self._waived(frame, rows)
        rest = np.setdiff1d(rows, waived, assume_unique=True)
        findings = [
            *self.teller.findings(frame, rest, judgement.outcome),
            *self._with_waivers(self.teller.findings(frame, waived, Outcome.WAIVED), waiver_of),
        ]
        findings = [replace(one, missing=judgement.missing, evidence=judgement.evidence) for one in findings]
        if judgement.place is not None:
            findings = [replace(one, place=judgement.place) for one in findings]
        counts = {"waived": len(waived), "not_applicable": others}
        counts[judgement.outcome.value] = len(rest)
        return Verdict(self._summary(counts, incomplete), tuple(findings))

    @staticmethod
    def _with_waivers(findings: list[Finding], waiver_of: dict[str, str]) -> list[Finding]:
        return [replace(one, waiver=waiver_of[one.entity]) for one in findings]


def step() -> Fraction:
    """What the limit of a waiver is counted in."""
    kind = form("waiver")["limit"].kind
    assert isinstance(kind, kinds.Number)
    return kind.unit


def _steps(value: Number, row: int, op: str) -> int | None:
    """The permissive end of a measured value in steps of a limit, rounded so that it permits itself.

    None if there is no such end, or no value.
    """
    one = value.take(np.array([row]))
    unbounded = one.above if op == "<=" else one.below
    if not bit(one.there.possible, 0) or (unbounded is not None and bit(unbounded, 0)):
        return None
    bound = one.high if op == "<=" else one.low
    assert isinstance(bound, np.ndarray)
    steps = Fraction(int(bound[0])) * one.unit / step()
    return ceil(steps) if op == "<=" else floor(steps)


def decimal(steps: int) -> str:
    """Steps of a limit as people write them, exactly: 4.5, -0.333."""
    unit = step()  # a power of ten, so that the quotient is exact
    text = f"{Decimal(steps * unit.numerator) / unit.denominator:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def bits(value: object) -> Bools:
    """Known bits: in a check nothing is open."""
    assert isinstance(value, np.ndarray)
    return value
