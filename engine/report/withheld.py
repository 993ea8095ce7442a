"""A check without what may tell of a single person: what a post costs, and own fields of posts."""

from __future__ import annotations

import dataclasses
from functools import cached_property

from msgspec.structs import replace

from pejl.engine.diff.compare import Difference
from pejl.engine.diff.compliance import Kept
from pejl.engine.findings import Change, CheckResult, Evidence, Filled, Finding, Withheld
from pejl.engine.language import terms as t
from pejl.engine.language.rules import Rule, RuleSet
from pejl.engine.language.templates import Template
from pejl.engine.language.terms import Node, inside
from pejl.engine.model.personal import tells_of_a_person

GONE = "…"
"""What stands in the ledger for a value that is withheld."""


class Withholding:
    """Leaves out of messages, evidence and changes the values that may tell of a single person.

    Attributes:
        rules: the rules that the checks were made with.
    """

    def __init__(self, rules: RuleSet) -> None:
        self.rules = {rule.id: _PrivateParts(rule) for rule in rules.rules}

    def result(self, result: CheckResult) -> CheckResult:
        """A check without such values."""
        findings, ledger = map(self.finding, result.findings), map(_change, result.ledger)
        return replace(result, findings=tuple(findings), ledger=tuple(ledger))

    def difference(self, found: Difference) -> Difference:
        """A difference whose findings have no such values; its figures say of themselves what they tell."""

        def kept(one: Kept) -> Kept:
            told = {became: tuple(map(self.finding, findings)) for became, findings in one.findings.items()}
            return dataclasses.replace(one, findings=told)

        return dataclasses.replace(found, compliance=tuple(map(kept, found.compliance)))

    def finding(self, one: Finding) -> Finding:
        """A finding without such values."""
        private = self.rules.get(one.rule)
        if private is None:
            return one  # what is wrong with a waiver or an attestation: no rule of a pack finds it
        return replace(
            one,
            message=_filled(one.message, private.message),
            remedy=_filled(one.remedy, private.remedy),
            evidence=tuple(_evidence(item, private.texts) for item in one.evidence),
        )


class _PrivateParts:
    """The parts of a rule whose values may tell of a single person."""

    def __init__(self, rule: Rule) -> None:
        self.rule = rule

    @cached_property
    def texts(self) -> frozenset[str]:
        """Those of what it asks, as they are written."""
        asked = [part for part in (self.rule.where, self.rule.require) if part is not None]
        parts = (part for one in asked for part in inside(one))
        return frozenset(one.text for one in parts if isinstance(one, t.Term | t.Stream) and _private(one))

    @cached_property
    def message(self) -> dict[str, frozenset[int]]:
        """The places of those of its message, by language."""
        return _places(self.rule.message)

    @cached_property
    def remedy(self) -> dict[str, frozenset[int]]:
        """The places of those of its remedy, by language."""
        return _places(self.rule.remedy)


def _places(templates: dict[str, Template]) -> dict[str, frozenset[int]]:
    return {
        language: frozenset(
            at for at, part in enumerate(one.pieces) if not isinstance(part, str) and _private(part)
        )
        for language, one in templates.items()
    }


def _filled(filled: Filled, private: dict[str, frozenset[int]]) -> Filled:
    return {
        language: tuple(
            Withheld() if at in private.get(language, ()) else piece for at, piece in enumerate(pieces)
        )
        for language, pieces in filled.items()
    }


def _evidence(one: Evidence, private: frozenset[str]) -> Evidence:
    children = tuple(_evidence(child, private) for child in one.children)
    if one.expression in private:
        return Evidence(one.expression, Withheld(), (), children)
    return replace(one, children=children)


def _private(node: Node) -> bool:
    """Whether a value reads what tells of a single person; that a limit is kept or not does not tell it."""
    if isinstance(node, t.Term) and node.type == t.TRUTH and not isinstance(node, t.Field):
        return False
    fields = (part for part in inside(node) if isinstance(part, t.Field))
    return any(tells_of_a_person(one.base.type.table, one.name) for one in fields)


def _change(one: Change) -> Change:
    if not tells_of_a_person(one.table, one.detail):
        return one
    return replace(one, before=one.before and GONE, after=one.after and GONE)
