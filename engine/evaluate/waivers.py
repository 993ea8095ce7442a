"""Waivers: dated, owned, limited permissions to violate a rule. The one place that decides about them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import IntEnum
from fractions import Fraction
from math import isfinite

from pejl.engine.errors import nearest
from pejl.engine.findings import Bilingual, Filled, Finding, Norm, Outcome, Range, Severity, Shown, Waiver
from pejl.engine.language.rules import Rule
from pejl.engine.model import kinds
from pejl.engine.model.kinds import EPOCH, Interval
from pejl.engine.model.specs import form
from pejl.engine.model.tables import Design, WaiverSpec

TITLES: dict[str, Bilingual] = {
    "waiver-expired": {"da": "Dispensationen gælder ikke længere", "en": "The waiver no longer holds"},
    "waiver-not-begun": {"da": "Dispensationen gælder ikke endnu", "en": "The waiver does not hold yet"},
    "waiver-unused": {"da": "Dispensationen bruges ikke", "en": "The waiver is not used"},
    "waiver-exceeded": {
        "da": "Overtrædelsen er større end dispensationen",
        "en": "The violation exceeds the waiver",
    },
    "waiver-may-be-exceeded": {
        "da": "Overtrædelsen er måske større end dispensationen",
        "en": "The violation may exceed the waiver",
    },
    "waiver-unmeasured": {
        "da": "Reglen måler intet, som dispensationens grænse kan sammenlignes med",
        "en": "The rule measures nothing that the limit of the waiver can be compared with",
    },
    "waiver-undecided": {
        "da": "Dispensationen nævner ingen beslutning",
        "en": "The waiver names no decision",
    },
    "waiver-refused": {"da": "Reglen kan ikke dispenseres", "en": "The rule cannot be waived"},
    "waiver-unknown": {
        "da": "Dispensationen nævner noget, der ikke findes",
        "en": "The waiver names something that is not there",
    },
}
REMEDIES: dict[str, Filled] = {
    "waiver-expired": {
        "da": ("Forny den, eller bring forholdet i orden, og fjern den.",),
        "en": ("Renew it, or mend the matter and remove it.",),
    },
    "waiver-not-begun": {"da": ("Ret datoen, eller vent.",), "en": ("Mend the date, or wait.",)},
    "waiver-unused": {"da": ("Fjern den.",), "en": ("Remove it.",)},
    "waiver-exceeded": {
        "da": ("Hold grænsen, eller søg en ny.",),
        "en": ("Keep the limit, or ask for a new one.",),
    },
    "waiver-may-be-exceeded": {
        "da": ("Oplys det, der ikke vides, eller søg en højere grænse.",),
        "en": ("Tell what is not known, or ask for another limit.",),
    },
    "waiver-unmeasured": {
        "da": ("Fjern grænsen, eller fjern dispensationen.",),
        "en": ("Remove the limit, or the waiver.",),
    },
    "waiver-undecided": {
        "da": ("Skriv, hvilken beslutning der tillader det (decision), eller fjern den.",),
        "en": ("Write which decision permits it (decision), or remove it.",),
    },
    "waiver-refused": {"da": ("Fjern den.",), "en": ("Remove it.",)},
    "waiver-unknown": {"da": ("Ret navnet, eller fjern den.",), "en": ("Mend the name, or remove it.",)},
}
USED, UNUSED, UNKNOWN = "waiver-used", "waiver-unused", "waiver-unknown"


class Weight(IntEnum):
    """How much something that became of a waiver says about it: of several things the heaviest is its state.

    Where another waiver covers a violation, that this one does not is its state at most, and no fault.
    """

    COVERED, USED, FAULT = range(3)


@dataclass
class Waivers:
    """The waivers of a design at a date, and what became of each in a check."""

    specs: Sequence[WaiverSpec]
    as_of: dt.date
    became: dict[str, tuple[Weight, str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._by_key: dict[tuple[str, str], list[WaiverSpec]] = {}
        for spec in self.specs:
            self._by_key.setdefault((spec.rule, spec.entity), []).append(spec)

    def of(self, rule: str, entity: str) -> list[tuple[WaiverSpec, str]]:
        """The waivers for a violation, each with the fault for which it does not hold at the date, or ""."""
        return [(spec, self._dated(spec)) for spec in self._by_key.get((rule, entity), ())]

    def settle(self, found: Sequence[tuple[WaiverSpec, str]]) -> str | None:
        """Note what became of the waivers for one violation.

        Args:
            found: the waivers, each with one of the faults of `TITLES`, or "" if it covers the violation.

        Returns:
            the id of the waiver that covers it, if one does; the others are then not in the way.
        """
        covering = next((spec.id for spec, fault in found if not fault), None)
        for spec, fault in found:
            weight = Weight.USED if not fault else Weight.COVERED if covering else Weight.FAULT
            known = self.became.get(spec.id)
            if known is None or known[0] < weight:
                self.became[spec.id] = weight, fault or USED
        return covering

    def fates(self, design: Design, rules: Sequence[Rule]) -> list[Waiver]:
        """Every waiver as written, with what became of it."""
        known = {rule.id: rule for rule in rules}
        return [_told(spec, self._state(spec, design, known)[1]) for spec in self.specs]

    def _state(self, spec: WaiverSpec, design: Design, rules: dict[str, Rule]) -> tuple[Weight, str]:
        """What became of a waiver; of one that no violation asked for, what its names and dates say."""
        if spec.id in self.became:
            return self.became[spec.id]
        if _unknown(spec, design, rules):
            return Weight.FAULT, UNKNOWN
        return Weight.FAULT, self._dated(spec) or UNUSED

    def _dated(self, spec: WaiverSpec) -> str:
        return _fault(spec, self.as_of.toordinal() - EPOCH)

    def findings(self, design: Design, rules: Sequence[Rule]) -> list[Finding]:
        """A finding for each fault: a waiver does not hold or not cover, names what is not there or nobody's
        decision, or has nothing to permit."""
        found = []
        known = {rule.id: rule for rule in rules}
        for spec in self.specs:
            weight, state = self._state(spec, design, known)
            if weight is Weight.FAULT:
                unknown = _unknown(spec, design, known) if state == UNKNOWN else None
                found.append(_finding(spec, state, unknown))
            if not spec.decision:
                found.append(_finding(spec, "waiver-undecided", None))
        return found


def _fault(spec: WaiverSpec, today: int) -> str:
    """Why a waiver does not hold at a date; "" if it does."""
    if spec.until is not None and spec.until.high < today:
        return "waiver-expired"
    if spec.starts is not None and spec.starts.low > today:
        return "waiver-not-begun"
    return ""


def _unknown(spec: WaiverSpec, design: Design, rules: dict[str, Rule]) -> Filled | None:
    """What a waiver names that is not there, with what it looks like; None if all is there."""
    rule = rules.get(spec.rule)
    if rule is None:
        near = nearest(spec.rule, rules)
        return _named_wrongly(f"ingen af reglerne hedder {spec.rule}", f"no rule is called {spec.rule}", near)
    table = rule.scope.subject.type.table
    owner = design.before if rule.scope.subject.type.before and design.before else design
    ids = owner.tables[table].ids
    if spec.entity in ids:
        return None
    near = nearest(spec.entity, ids)
    return _named_wrongly(f"{spec.entity} findes ikke i {table}", f"{spec.entity} is not in {table}", near)


def _named_wrongly(da: str, en: str, near: str | None) -> Filled:
    if not near:
        return {"da": (da,), "en": (en,)}
    return {"da": (f"{da} (mente du {near}?)",), "en": (f"{en} (did you mean {near}?)",)}


def _told(spec: WaiverSpec, fate: str) -> Waiver:
    kind = form("waiver")["limit"].kind
    assert isinstance(kind, kinds.Number)
    return Waiver(
        spec.id,
        spec.rule,
        spec.entity,
        spec.owner,
        spec.reason,
        spec.decision,
        _days(spec.starts),
        _days(spec.until),
        _numbers(spec.limit, kind.unit),
        fate.removeprefix("waiver-"),
        spec.place,
    )


def _days(interval: Interval | None) -> Shown:
    if interval is None:
        return None
    days = [
        dt.date.fromordinal(int(bound) + EPOCH) if isfinite(bound) else None
        for bound in (interval.low, interval.high)
    ]
    return days[0] if days[0] == days[1] else Range(days[0], days[1])


def _numbers(interval: Interval | None, unit: Fraction) -> Shown:
    if interval is None:
        return None
    exact = [Fraction(bound) * unit if isfinite(bound) else None for bound in (interval.low, interval.high)]
    shown = [None if one is None else int(one) if one.denominator == 1 else float(one) for one in exact]
    return shown[0] if shown[0] == shown[1] else Range(shown[0], shown[1])


def _finding(spec: WaiverSpec, fault: str, unknown: Filled | None) -> Finding:
    title = TITLES[fault]
    message: Filled = {
        "da": (f"{title['da']}: {spec.rule} for ", spec.entity),
        "en": (f"{title['en']}: {spec.rule} for ", spec.entity),
    }
    if unknown:
        message = {language: (f"{title[language]}: ", *said) for language, said in unknown.items()}
    return Finding(
        rule=fault,
        principles=(),
        table="waivers",
        entity=spec.id,
        name=spec.id,
        outcome=Outcome.VIOLATED,
        severity=Severity.WARNING,
        norm=Norm.DEFAULT,
        title=title,
        message=message,
        remedy=REMEDIES[fault],
        place=spec.place,
    )
