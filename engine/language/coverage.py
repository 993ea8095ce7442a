"""Which rules serve which principle, document by document; and what serves nothing."""

from __future__ import annotations

from dataclasses import dataclass

from pejl.engine.findings import Document, Principle
from pejl.engine.language.rules import Rule, RuleSet


@dataclass(frozen=True)
class Served:
    """A principle and the rules that name it."""

    document: Document | None
    principle: Principle
    rules: tuple[Rule, ...]


@dataclass(frozen=True)
class Coverage:
    """Every principle of some packs with its rules, and the rules that no principle asks for."""

    served: tuple[Served, ...]
    unasked: tuple[Rule, ...]

    @property
    def unserved(self) -> list[Served]:
        """The principles that no rule serves."""
        return [one for one in self.served if not one.rules]


def coverage(rules: RuleSet) -> Coverage:
    """The coverage of the principles of packs by their rules, in the order of packs and documents."""
    documents = {
        (pack.id, document.id): document for pack in rules.packs for document in pack.documents.values()
    }
    served = [
        Served(
            documents.get((pack.id, principle.document)),
            principle,
            tuple(rule for rule in rules.rules if principle.id in rule.principles),
        )
        for pack in rules.packs
        for principle in pack.principles.values()
    ]
    return Coverage(tuple(served), tuple(rule for rule in rules.rules if not rule.principles))
