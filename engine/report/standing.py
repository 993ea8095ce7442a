"""How each principle stands: the outcomes of its rules put together, in the order of the documents."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from pejl.engine.findings import CheckResult, Document, Finding, Outcome, Principle, RuleSummary
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


def of_outcome(result: CheckResult, outcome: Outcome) -> dict[str, list[Finding]]:
    """The findings with one outcome by rule, in the order of the result."""
    groups: dict[str, list[Finding]] = {}
    for finding in result.findings:
        if finding.outcome is outcome:
            groups.setdefault(finding.rule, []).append(finding)
    return groups
