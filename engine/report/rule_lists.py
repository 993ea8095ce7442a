"""The rows of the tables about packs: their rules, and which rules serve each principle."""

from __future__ import annotations

from collections.abc import Iterable

from pejl.engine.language.coverage import Coverage, Served
from pejl.engine.language.rules import Rule
from pejl.engine.report.texts import said, say
from pejl.engine.report.words import norm_word, severity_word

RULE_HEADERS = ("rule", "pack", "severity", "norm", "principles", "title")
COVERAGE_HEADERS = ("document", "principle", "title", "rules")


def rules(found: Iterable[Rule], language: str) -> list[list[str]]:
    """A row for each rule."""
    return [
        [
            rule.id,
            rule.pack,
            severity_word(rule.severity, language),
            norm_word(rule.norm, language),
            ", ".join(rule.principles),
            said(rule.title, language),
        ]
        for rule in found
    ]


def served(found: Iterable[Coverage], language: str) -> tuple[list[Served], list[list[str]]]:
    """Every principle with its rules, and a row for each; last a row of the rules that none asks for."""
    found = list(found)
    each = {(one.principle.pack, one.principle.id): one for part in found for one in part.served}
    rows = [
        [
            one.principle.document,
            one.principle.id,
            said(one.principle.title, language),
            ", ".join(_rule(rule, language) for rule in one.rules) or say("NONE", language),
        ]
        for one in each.values()
    ]
    if unasked := {rule.id: None for part in found for rule in part.unasked}:
        rows.append(["", "", say("Rules that no principle asks for", language), ", ".join(unasked)])
    return list(each.values()), rows


def _rule(rule: Rule, language: str) -> str:
    return f"{rule.id} ({say('attestation', language)})" if rule.attest else rule.id
