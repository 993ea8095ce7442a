"""What humans have attested about a rule that no expression can decide.

The latest attestation that is valid decides. One whose validity is not certain, because a date is only
known to a month or not at all, decides nothing; and it keeps an older one from deciding what it denies.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from math import inf

import numpy as np
from msgspec import Struct

from pejl.engine.errors import Place, nearest
from pejl.engine.evaluate.shown import shown
from pejl.engine.findings import (
    Attested,
    Bilingual,
    Evidence,
    Filled,
    Finding,
    Missing,
    Norm,
    Outcome,
    Range,
    Severity,
    Shown,
)
from pejl.engine.language.rules import Rule
from pejl.engine.language.terms import DATE, TEXT, TRUTH
from pejl.engine.model.tables import Design
from pejl.engine.values.codes import Codes, Pairs

NEEDED = {"by": TEXT, "date": DATE, "document": TEXT}
"""The fields without which an attestation is not worth anything."""

VALID, DENIED, EXPIRED, NOT_BEGUN, INCOMPLETE, UNUSED = STATES = (
    "valid",
    "denied",
    "expired",
    "not-begun",
    "incomplete",
    "unused",
)
"""How an attestation stands: it says that the rule holds, or that it does not; it no longer or not yet
counts; it lacks something without which it is worth nothing; or no rule asks for it."""

TITLE: Bilingual = {"da": "Attestationen bruges ikke", "en": "The attestation is not used"}
REMEDY: Filled = {
    "da": ("Ret reglens navn, eller fjern attestationen.",),
    "en": ("Mend the name of the rule, or remove the attestation.",),
}


class Judgement(Struct, frozen=True):
    """What the attestations of a rule come to."""

    outcome: Outcome
    missing: tuple[Missing, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    place: Place | None = None


class Attestation(Struct, frozen=True):
    """One attestation at a date.

    Attributes:
        holds: what it says; None if it does not say.
        given: the first and the last day that it can have been given.
        state: how it stands at the date; one of `STATES`.
        lacking: the fields for which it does not (certainly) count.
        values: what is written in its fields.
    """

    id: str
    rule: str
    holds: bool | None
    given: tuple[float, float]
    state: str
    lacking: tuple[str, ...]
    values: dict[str, Shown]
    place: Place | None

    @property
    def over(self) -> bool:
        """Whether it certainly has run out, or certainly is not given yet: then nothing in it is missing."""
        return self.state in (EXPIRED, NOT_BEGUN)

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """What it says, as far as it says it."""
        return tuple(
            Evidence(name, value)
            for name, value in self.values.items()
            if (isinstance(value, str) and value.strip()) or isinstance(value, bool | dt.date | Range)
        )

    @property
    def missing(self) -> tuple[Missing, ...]:
        """What has to be told before it counts; of one that counts, what it says; a new one if it is over."""
        if self.over:
            return (Missing("attestations", None, self.rule, self.place),)
        return tuple(
            Missing("attestations", self.id, name, self.place) for name in self.lacking or ("holds",)
        )

    def judgement(self) -> Judgement:
        """What it alone comes to."""
        if self.lacking:
            return Judgement(Outcome.UNDECIDABLE, self.missing, self.evidence, self.place)
        outcome = Outcome.ATTESTED if self.holds else Outcome.VIOLATED
        return Judgement(outcome, (), self.evidence, self.place)


def attested(design: Design, rule: str, as_of: dt.date) -> Judgement:
    """The judgement about a rule: attested, violated, or undecidable where nobody has (validly) judged."""
    found = [_attestation(design, row, rule, as_of.toordinal()) for row in _rows(design, rule)]
    valid = [one for one in found if not one.lacking]
    if not valid:
        if found:
            # What may count tells best what is missing; what has run out, least.
            return min(found, key=lambda one: (one.over, len(one.lacking))).judgement()
        return Judgement(Outcome.UNDECIDABLE, (Missing("attestations", None, rule),))
    newest = max(one.given[0] for one in valid)
    latest = [one for one in valid if one.given[1] >= newest]
    first = max(latest, key=lambda one: one.given)
    perhaps = [one for one in found if one.lacking and not one.over and _may_count(one)]
    against = [
        one
        for one in (*latest, *perhaps)
        if one.holds is not None and one.holds is not first.holds and one.given[1] >= newest
    ]
    if not against:
        return first.judgement()
    named = dict.fromkeys(missing for one in (first, *against) for missing in one.missing)
    proof = tuple(part for one in (first, *against) for part in one.evidence)
    return Judgement(Outcome.UNDECIDABLE, tuple(named), proof, first.place)


def _may_count(one: Attestation) -> bool:
    """Whether only a date keeps it from counting: one without a signature or a document never does."""
    return set(one.lacking) <= {"date", "until"}


def register(design: Design, rules: Sequence[Rule], as_of: dt.date) -> list[Attested]:
    """Every attestation as written, with how it stands at a date."""
    judged = {rule.id for rule in rules if rule.require is None}
    names = design.relation("attestations", "rule")
    codes = names.codes if isinstance(names, Codes) else None
    found = []
    for row in np.flatnonzero(design.tables["attestations"].exists).tolist():
        code = -1 if codes is None else int(codes[row])
        rule = design.texts.texts[code] if code >= 0 else ""
        one = _attestation(design, row, rule, as_of.toordinal())
        state = INCOMPLETE if not rule else one.state if rule in judged else UNUSED
        said = one.values
        found.append(
            Attested(
                one.id,
                rule,
                said["holds"],
                said["statement"],
                said["by"],
                said["date"],
                said["until"],
                said["document"],
                state,
                one.place,
            )
        )
    return found


def unused(design: Design, rules: Sequence[Rule]) -> list[Finding]:
    """A finding for each attestation of a rule that is not among the rules of the check."""
    ids = [rule.id for rule in rules]
    judged = {rule.id for rule in rules if rule.require is None}
    table = design.tables["attestations"]
    column = design.relation("attestations", "rule")
    if not isinstance(column, Codes):
        return []
    found = []
    for row in np.flatnonzero(table.exists & (column.codes >= 0)).tolist():
        rule = design.texts.texts[int(column.codes[row])]
        if rule not in judged:
            near = None if rule in ids else nearest(rule, judged)
            found.append(
                _unused(table.ids[row], rule, rule in ids, near, design.place_of("attestations", row))
            )
    return found


def _unused(id_: str, rule: str, decided: bool, near: str | None, place: Place | None) -> Finding:
    """The finding about an attestation that no rule asks for."""
    da = f"reglen {rule} afgøres af designet selv" if decided else f"ingen af reglerne hedder {rule}"
    en = f"the design itself decides the rule {rule}" if decided else f"none of the rules is called {rule}"
    if near:
        da, en = f"{da} (mente du {near}?)", f"{en} (did you mean {near}?)"
    return Finding(
        rule="attestation-unused",
        principles=(),
        table="attestations",
        entity=id_,
        name=id_,
        outcome=Outcome.VIOLATED,
        severity=Severity.WARNING,
        norm=Norm.DEFAULT,
        title=TITLE,
        message={"da": (f"{TITLE['da']}: {da}",), "en": (f"{TITLE['en']}: {en}",)},
        remedy=REMEDY,
        place=place,
    )


def _rows(design: Design, rule: str) -> list[int]:
    rules = design.relation("attestations", "rule")
    table = design.tables["attestations"]
    if not isinstance(rules, Codes):
        return []
    return [int(row) for row in np.flatnonzero(table.exists & (rules.codes == design.texts.code(rule)))]


def _attestation(design: Design, row: int, rule: str, today: int) -> Attestation:
    values = {name: _value(design, row, name) for name in ("holds", "statement", "until", *NEEDED)}
    holds = values["holds"]
    given, until = _days(values["date"]), _days(values["until"])
    if values["until"] is None or not _written(design, row, "until"):
        until, values["until"] = (inf, inf), None
    lacking = [name for name in ("by", "document") if not _is_said(values[name])]
    if given[1] > today or given == (-inf, inf):
        lacking.append("date")
    if holds is False:
        # That somebody has found it not to hold is told, even by one who did not sign as one should.
        lacking = [name for name in lacking if name == "date" and given != (-inf, inf)]
        given = (given[0], min(given[1], today)) if given == (-inf, inf) else given
    elif holds is not True:
        lacking.append("holds")
    if until[0] < today:
        lacking.append("until")
    stands = EXPIRED if until[1] < today else NOT_BEGUN if given[0] > today else ""
    return Attestation(
        design.tables["attestations"].ids[row],
        rule,
        holds if isinstance(holds, bool) else None,
        given,
        stands or (INCOMPLETE if lacking else VALID if holds else DENIED),
        tuple(lacking),
        values,
        design.place_of("attestations", row),
    )


def _is_said(value: Shown) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _days(value: Shown) -> tuple[float, float]:
    """The first and the last day that a date can be; whatever is not known has no bound."""
    if isinstance(value, dt.date):
        return value.toordinal(), value.toordinal()
    if isinstance(value, Range):
        low = value.low.toordinal() if isinstance(value.low, dt.date) else -inf
        high = value.high.toordinal() if isinstance(value.high, dt.date) else inf
        return low, high
    return -inf, inf


def _written(design: Design, row: int, name: str) -> bool:
    """Whether a row says something about a field, if only that it is unknown.

    The rows of a table file have no places for their cells: there, an empty cell is one that is unknown.
    """
    spots = design.tables["attestations"].spots.get(name)
    return spots is None or bool(spots.line[row] > 0)


def _value(design: Design, row: int, name: str) -> Shown:
    column = design.relation("attestations", name)
    if column is None or isinstance(column, Pairs):
        return None
    type_ = {"holds": TRUTH, "until": DATE}.get(name) or NEEDED.get(name, TEXT)
    return shown(column, np.array([row]), type_, design)[0]
