"""The words and shapes for verdicts, severities and norms: a shape always goes with a word."""

from __future__ import annotations

from pejl.engine.findings import Finding, Missing, Norm, Outcome, Severity
from pejl.engine.report.texts import say, translated

OUTCOMES = {
    Outcome.VIOLATED: ("✗", "not met"),
    Outcome.UNDECIDABLE: ("?", "cannot be decided"),
    Outcome.WAIVED: ("⊘", "waived"),
    Outcome.ATTESTED: ("✎", "attested"),
    Outcome.MET: ("✓", "met"),
    Outcome.NOT_APPLICABLE: ("–", "not relevant"),
}
SEVERITIES = {
    Severity.ERROR: ("✗", "error"),
    Severity.WARNING: ("▲", "warning"),
    Severity.INFO: ("●", "info"),
}
NORMS = {
    Norm.LAW: "law",
    Norm.AGREEMENT: "agreement",
    Norm.LOCAL: "local principle",
    Norm.RESEARCH: "research",
    Norm.DEFAULT: "house default",
}
STYLES = {"✗": "red", "▲": "yellow", "●": "cyan", "?": "magenta", "⊘": "cyan", "✎": "cyan", "✓": "green"}


def outcome_word(outcome: Outcome, language: str) -> str:
    """The verdict in words: "ikke opfyldt"."""
    return translated(OUTCOMES[outcome][1], language)


def severity_word(severity: Severity, language: str) -> str:
    """The severity in a word: "fejl"."""
    return translated(SEVERITIES[severity][1], language)


def norm_word(norm: Norm, language: str) -> str:
    """The kind of norm in words: "lokalt princip"."""
    return translated(NORMS[norm], language)


def mark(finding: Finding, language: str) -> tuple[str, str]:
    """The shape and the word of a finding: a violation is called by its severity."""
    if finding.outcome is Outcome.VIOLATED:
        return SEVERITIES[finding.severity][0], severity_word(finding.severity, language)
    return OUTCOMES[finding.outcome][0], outcome_word(finding.outcome, language)


def missing_word(missing: Missing, language: str) -> str:
    """What is missing, as its author would look for it: "units aeldre: head"."""
    if missing.table == "parameters":
        return say("parameter {name}", language, name=missing.field)
    return (
        f"{missing.table} {missing.entity}: {missing.field}"
        if missing.entity
        else f"{missing.table}: {missing.field}"
    )
