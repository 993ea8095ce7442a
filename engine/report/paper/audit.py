"""What the parts of a compliance report share: the result, the rules, and how both are told."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from pejl.engine.errors import Place
from pejl.engine.findings import CheckResult, Document, Finding, Named, Outcome, Principle
from pejl.engine.inputs import Inputs
from pejl.engine.language.rules import Rule, RuleSet
from pejl.engine.report.paper.blocks import Span
from pejl.engine.report.standing import Standing, faults, source_of, standings
from pejl.engine.report.texts import say
from pejl.engine.report.words import OUTCOMES, mark, outcome_word, standing_word

if TYPE_CHECKING:
    from pejl.engine.report.paper.compliance_repair import Mended

STYLES = {
    Outcome.VIOLATED: "error",
    Outcome.UNDECIDABLE: "undecidable",
    Outcome.WAIVED: "waived",
    Outcome.ATTESTED: "waived",
    Outcome.MET: "met",
    Outcome.NOT_APPLICABLE: "dim",
}
"""How an outcome looks; its shape and its word say the same."""


@dataclass
class Audit:
    """A check, told for an auditor.

    Attributes:
        result: the check.
        rules: the rules that it was made with.
        inputs: the files that went in.
        met: the entities that meet each rule.
        language: "da" or "en".
        names: whether what may tell of a single person is shown.
        mended: the smallest repair that was found, or why none was looked for; None if nobody asked.
    """

    result: CheckResult
    rules: RuleSet
    inputs: Inputs
    met: dict[str, tuple[Named, ...]]
    language: str
    names: bool = False
    mended: Mended | str | None = None
    by_rule: dict[str, list[Finding]] = field(default_factory=dict)

    @cached_property
    def home(self) -> dict[str, str]:
        """The principle at which the observations of each rule stand: the first that it serves."""
        return {
            rule.rule: next((name for name in rule.principles if name in self.principle), "")
            for rule in self.result.rules
        }

    def __post_init__(self) -> None:
        for finding in self.result.findings:
            self.by_rule.setdefault(finding.rule, []).append(finding)

    def say(self, text: str, **values: object) -> str:
        """A text of ours in the language of the report."""
        return say(text, self.language, **values)

    @cached_property
    def rule(self) -> dict[str, Rule]:
        """The rules by their ids."""
        return {rule.id: rule for rule in self.rules.rules}

    @cached_property
    def principle(self) -> dict[str, Principle]:
        """The principles by their ids."""
        return {one.id: one for one in self.result.principles}

    @cached_property
    def standings(self) -> tuple[list[Standing], Standing]:
        """How every principle stands, and the rules that belong to none."""
        return standings(self.result)

    @cached_property
    def faults(self) -> list[Finding]:
        """What is wrong with waivers and attestations themselves: no rule of a pack finds it."""
        return faults(self.result)

    @cached_property
    def unserved(self) -> list[Principle]:
        """The principles that no rule serves."""
        served = {name for rule in self.result.rules for name in rule.principles}
        return [one for one in self.result.principles if one.id not in served]

    @cached_property
    def document(self) -> dict[str, Document]:
        """The documents by their ids."""
        return {one.id: one for one in self.result.documents}

    def outcome(self, outcome: Outcome) -> Span:
        """An outcome with its shape and its word."""
        return Span(f"{OUTCOMES[outcome][0]} {outcome_word(outcome, self.language)}", STYLES[outcome])

    def standing(self, one: Standing) -> Span:
        """How a principle stands."""
        return Span(standing_word(one, self.language), STYLES[one.outcome] if one.outcome else "dim")

    def mark(self, finding: Finding) -> Span:
        """A finding's outcome; a violation is called by its severity."""
        shape, word = mark(finding, self.language)
        violated = finding.outcome is Outcome.VIOLATED
        return Span(f"{shape} {word}", finding.severity.value if violated else STYLES[finding.outcome])

    def source(self, principle: Principle) -> str:
        """The document of a principle, with section and page."""
        return source_of(principle, self.document, self.language)

    @staticmethod
    def place(place: Place | None) -> Span:
        """Where something is written; nothing if nobody knows."""
        return Span(str(place), "code") if place else Span("")

    @staticmethod
    def named(one: Named) -> str:
        """An entity with its place."""
        name = one.name or one.id
        return f"{name} ({one.place})" if one.place else name


def rule_id(rule: str) -> str:
    """What the section of a rule is called in links."""
    return f"rule-{rule}"


def principle_id(principle: str) -> str:
    """What the section of a principle is called in links."""
    return f"principle-{principle}"
