"""Waivers: dated, owned, limited permissions to violate a rule. The one place that decides about them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field

from pejl.engine.findings import Bilingual, Filled, Finding, Norm, Outcome, Severity
from pejl.engine.model.kinds import EPOCH, Interval
from pejl.engine.model.tables import WaiverSpec

TITLES: dict[str, Bilingual] = {
    "waiver-expired": {"da": "Dispensationen gælder ikke længere", "en": "The waiver no longer holds"},
    "waiver-not-begun": {"da": "Dispensationen gælder ikke endnu", "en": "The waiver does not hold yet"},
    "waiver-unused": {"da": "Dispensationen bruges ikke", "en": "The waiver is not used"},
    "waiver-exceeded": {
        "da": "Overtrædelsen er større end dispensationen",
        "en": "The violation exceeds the waiver",
    },
    "waiver-refused": {"da": "Reglen kan ikke dispenseres", "en": "The rule cannot be waived"},
}
REMEDIES: dict[str, Filled] = {
    "waiver-expired": {
        "da": ("Forny den, eller bring forholdet i orden.",),
        "en": ("Renew it, or mend the matter.",),
    },
    "waiver-not-begun": {"da": ("Ret datoen, eller vent.",), "en": ("Mend the date, or wait.",)},
    "waiver-unused": {"da": ("Fjern den.",), "en": ("Remove it.",)},
    "waiver-exceeded": {
        "da": ("Hold grænsen, eller søg en ny.",),
        "en": ("Keep the limit, or ask for a new one.",),
    },
    "waiver-refused": {"da": ("Fjern den.",), "en": ("Remove it.",)},
}


@dataclass
class Waivers:
    """The waivers of a design at a date, and what became of each in a check."""

    specs: Sequence[WaiverSpec]
    as_of: dt.date
    fate: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._by_key = {(spec.rule, spec.entity): spec for spec in self.specs}

    def of(self, rule: str, entity: str) -> WaiverSpec | None:
        """The waiver for a violation, if there is one that holds at the date; notes if one does not."""
        spec = self._by_key.get((rule, entity))
        if spec is None:
            return None
        today = self.as_of.toordinal() - EPOCH
        if spec.until is not None and _last(spec.until) < today:
            self.fate[spec.id] = "waiver-expired"
            return None
        if spec.starts is not None and spec.starts.low > today:
            self.fate[spec.id] = "waiver-not-begun"
            return None
        return spec

    def settle(self, spec: WaiverSpec, fate: str) -> None:
        """Note what became of a waiver: used, or one of the faults of `TITLES`, which weigh more."""
        if self.fate.get(spec.id, "used") == "used":
            self.fate[spec.id] = fate

    def findings(self) -> list[Finding]:
        """A finding for each waiver that is expired, exceeded, refused or not used."""
        found = []
        for spec in self.specs:
            fate = self.fate.get(spec.id, "waiver-unused")
            if fate != "used":
                found.append(_finding(spec, fate))
        return found


def _last(until: Interval) -> float:
    return until.high


def _finding(spec: WaiverSpec, fault: str) -> Finding:
    title = TITLES[fault]
    message: Filled = {
        "da": (f"{title['da']}: {spec.rule} for ", spec.entity),
        "en": (f"{title['en']}: {spec.rule} for ", spec.entity),
    }
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
