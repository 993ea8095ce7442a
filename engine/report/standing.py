"""How each principle stands: the outcomes of its rules put together, in the order of the documents."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from pejl.engine.findings import (
    CheckResult,
    Document,
    Finding,
    Missing,
    Outcome,
    Principle,
    RuleSummary,
    urgency,
)
from pejl.engine.report.texts import say
from pejl.engine.report.values import date

WORST_FIRST = (
    Outcome.VIOLATED,
    Outcome.UNDECIDABLE,
    Outcome.WAIVED,
    Outcome.ATTESTED,
    Outcome.MET,
    Outcome.NOT_APPLICABLE,
)


@dataclass(slots=True)
class Standing:
    """A principle, the rules that check it, and how often they came out how.

    Without a principle it holds the rules that no principle asks for.
    """

    principle: Principle | None
    rules: list[RuleSummary] = field(default_factory=list)
    counts: Counter[Outcome] = field(default_factory=Counter)

    @property
    def outcome(self) -> Outcome | None:
        """The worst outcome there is; None if no rule checks the principle."""
        return next((outcome for outcome in WORST_FIRST if self.counts[outcome]), None)

    def add(self, rule: RuleSummary) -> None:
        """Count a rule in."""
        self.rules.append(rule)
        self.counts.update(counts(rule))


def counts(rule: RuleSummary) -> dict[Outcome, int]:
    """How often the rule had each outcome."""
    return {outcome: int(getattr(rule, outcome.value)) for outcome in Outcome}


def total(result: CheckResult) -> Counter[Outcome]:
    """How often each outcome came out over all rules; each verdict is counted once."""
    sums: Counter[Outcome] = Counter()
    for rule in result.rules:
        sums.update(counts(rule))
    return sums


def standings(result: CheckResult) -> tuple[list[Standing], Standing]:
    """How every principle stands, and the rules that belong to no principle of the packs."""
    known = {principle.id: Standing(principle) for principle in result.principles}
    homeless = Standing(None)
    for rule in result.rules:
        homes = [known[name] for name in dict.fromkeys(rule.principles) if name in known]
        for home in homes or [homeless]:
            home.add(rule)
    return list(known.values()), homeless


def by_document(
    result: CheckResult, found: Iterable[Standing]
) -> list[tuple[Document | str, list[Standing]]]:
    """The principles under their documents; one whose document is not described stands under its id."""
    described: dict[str, Document | str] = {document.id: document for document in result.documents}
    groups: dict[str, list[Standing]] = {name: [] for name in described}
    for standing in found:
        if standing.principle:
            groups.setdefault(standing.principle.document, []).append(standing)
    return [(described.get(name, name), members) for name, members in groups.items() if members]


def document_name(document: Document | str, language: str) -> str:
    """A document with its publisher and date; the id alone if nothing is known about it."""
    if isinstance(document, str):
        return document
    try:
        day = date(dt.date.fromisoformat(document.date), language, article=False)
    except ValueError:
        day = document.date
    about = ", ".join(part for part in (document.publisher, day) if part)
    return f"{document.title or document.id} ({about})" if about else document.title or document.id


def source_of(principle: Principle, documents: Mapping[str, Document], language: str) -> str:
    """The document of a principle, with section and page."""
    parts = [document_name(documents.get(principle.document, principle.document), language)]
    if principle.section:
        parts.append(say("section {section}", language, section=principle.section))
    if principle.page:
        parts.append(say("page {page}", language, page=principle.page))
    return ", ".join(parts)


@dataclass(frozen=True, slots=True)
class Gap:
    """Missing data: one piece, or a field that `count` entities of a table lack."""

    missing: Missing
    count: int
    blocks: int
    decides: int


FEW = 5
"""So many entities that lack the same field are told one by one."""


def gaps(result: CheckResult) -> list[Gap]:
    """The missing data of a result, what alone decides most verdicts first; a field of many is one gap."""
    lacking = Counter(_field_of(block.missing) for block in result.blocking)
    many = {key for key, count in lacking.items() if key[1] and count > FEW}
    blocks: Counter[tuple[str, str]] = Counter()
    decides: Counter[tuple[str, str]] = Counter()
    for finding in result.findings if many else ():
        if finding.outcome is Outcome.UNDECIDABLE:
            keys = {_field_of(missing) for missing in finding.missing}
            blocks.update(keys)
            decides.update(keys if len(keys) == 1 and not keys.isdisjoint(many) else ())
    found = [
        Gap(block.missing, 1, block.blocks, block.decides)
        for block in result.blocking
        if _field_of(block.missing) not in many
    ]
    found += [
        Gap(Missing(table, None, name), lacking[table, name], blocks[table, name], decides[table, name])
        for table, name in many
    ]
    return sorted(found, key=lambda gap: urgency(gap.missing, gap.decides, gap.blocks))


def _field_of(missing: Missing) -> tuple[str, str]:
    """The table and the field of what an entity lacks; no field if it is no entity that lacks it."""
    grouped = missing.entity is not None and missing.table != "parameters"
    return missing.table, missing.field if grouped else ""


def faults(result: CheckResult) -> list[Finding]:
    """What is wrong with waivers and attestations themselves: no rule of a pack finds it.

    They are counted apart everywhere, for no principle is broken by them.
    """
    rules = {rule.rule for rule in result.rules}
    return [one for one in result.findings if one.outcome is Outcome.VIOLATED and one.rule not in rules]


def broken(result: CheckResult) -> list[Finding]:
    """The violations of rules."""
    rules = {rule.rule for rule in result.rules}
    return [one for one in result.findings if one.outcome is Outcome.VIOLATED and one.rule in rules]


def of_outcome(result: CheckResult, outcome: Outcome) -> dict[str, list[Finding]]:
    """The findings with one outcome by rule, in the order of the result."""
    groups: dict[str, list[Finding]] = {}
    for finding in result.findings:
        if finding.outcome is outcome:
            groups.setdefault(finding.rule, []).append(finding)
    return groups
