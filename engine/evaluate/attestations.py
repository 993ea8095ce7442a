"""What humans have attested about a rule that no expression can decide."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import numpy as np

from pejl.engine.errors import Place
from pejl.engine.evaluate.shown import shown
from pejl.engine.findings import Evidence, Missing, Outcome, Shown
from pejl.engine.language.terms import DATE, TEXT, TRUTH
from pejl.engine.model.tables import Design
from pejl.engine.values.codes import Codes, Pairs

NEEDED = {"by": TEXT, "date": DATE, "document": TEXT}
"""The fields without which an attestation is not worth anything."""


@dataclass(frozen=True)
class Judgement:
    """What the attestations of a rule come to."""

    outcome: Outcome
    missing: tuple[Missing, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    place: Place | None = None


def attested(design: Design, rule: str, as_of: dt.date) -> Judgement:
    """The judgement about a rule: attested, violated, or undecidable where nobody has (validly) judged."""
    rows = _rows(design, rule)
    judged = [_judgement(design, row, as_of) for row in rows]
    for outcome in (Outcome.VIOLATED, Outcome.ATTESTED, Outcome.UNDECIDABLE):
        for judgement in judged:
            if judgement.outcome is outcome:
                return judgement
    return Judgement(Outcome.UNDECIDABLE, (Missing("attestations", None, rule),))


def _rows(design: Design, rule: str) -> list[int]:
    rules = design.relation("attestations", "rule")
    table = design.tables["attestations"]
    if not isinstance(rules, Codes):
        return []
    return [int(row) for row in np.flatnonzero(table.exists & (rules.codes == design.texts.code(rule)))]


def _judgement(design: Design, row: int, as_of: dt.date) -> Judgement:
    id_ = design.tables["attestations"].ids[row]
    place = design.place_of("attestations", row)
    values = {name: _value(design, row, name) for name in ("holds", "statement", "until", *NEEDED)}
    proof = tuple(
        Evidence(name, value) for name, value in values.items() if isinstance(value, str | bool | dt.date)
    )
    if values["holds"] is False:
        return Judgement(Outcome.VIOLATED, (), proof, place)
    lacking = [name for name in NEEDED if not isinstance(values[name], str | dt.date)]
    if values["holds"] is not True:
        lacking.append("holds")
    until = values["until"]
    if isinstance(until, dt.date) and until < as_of:
        lacking.append("until")
    if lacking:
        missing = tuple(Missing("attestations", id_, name, place) for name in lacking)
        return Judgement(Outcome.UNDECIDABLE, missing, proof, place)
    return Judgement(Outcome.ATTESTED, (), proof, place)


def _value(design: Design, row: int, name: str) -> Shown:
    column = design.relation("attestations", name)
    if column is None or isinstance(column, Pairs):
        return None
    type_ = {"holds": TRUTH, "until": DATE}.get(name) or NEEDED.get(name, TEXT)
    return shown(column, np.array([row]), type_, design)[0]
