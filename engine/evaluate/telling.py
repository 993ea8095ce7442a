"""Rows that came out one way -> findings, with message, place, evidence and missing data."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from pejl.engine.evaluate.evidence import evidence
from pejl.engine.evaluate.frames import Frame
from pejl.engine.evaluate.missing import missing_data
from pejl.engine.evaluate.shown import column
from pejl.engine.evaluate.walk import Walk
from pejl.engine.findings import Evidence, Filled, Finding, Missing, Named, Outcome, Shown
from pejl.engine.language import terms as t
from pejl.engine.language.rules import Rule
from pejl.engine.language.templates import Template
from pejl.engine.language.terms import Variable, inside
from pejl.engine.values.linear import Ints

MOST_KEPT = 1_000
MOST_EXPLAINED = 10_000
"""For how many violations of one rule, and how many undecided verdicts, evidence is worked out."""


@dataclass
class Teller:
    """Tells what came out for the rows of one rule's scope."""

    rule: Rule
    walk: Walk

    def subjects(self, frame: Frame) -> Ints:
        """The entity that each row of the rule's scope is about."""
        subject = self.rule.scope.subject
        term = subject.itself
        return self.walk.codes(term, frame).codes

    def findings(self, frame: Frame, rows: Ints, outcome: Outcome) -> list[Finding]:
        """A finding for each of the rows."""
        rule, design = self.rule, self.walk.design
        if len(rows) == 0:
            return []
        some = frame.kept(rows)
        table = rule.scope.subject.type.table
        owner = design.before if rule.scope.subject.type.before and design.before else design
        given = owner.tables[table].spec.fields
        read = fields_read(rule.require, rule.scope.subject.variable)
        first_read = next((name for name in read if name in given), "")  # its value is the place of a finding
        messages, remedies = self._filled(rule.message, some), self._filled(rule.remedy, some)
        explained = self._explained(frame, rows, outcome)
        related = self._related(some)
        found = []
        subjects = self.subjects(some)
        ids, names = owner.tables[table].ids, owner.names_of(table, subjects)
        places = owner.places_of(table, subjects, first_read)
        for at, entity in enumerate(subjects.tolist()):
            proof, missing = explained[at] if at < len(explained) else ((), ())
            found.append(
                Finding(
                    rule.id,
                    rule.principles,
                    table,
                    ids[entity],
                    names[at],
                    outcome,
                    rule.severity,
                    rule.norm,
                    rule.title,
                    messages[at],
                    remedies[at],
                    places[at],
                    related[at],
                    proof,
                    missing,
                    explained=at < len(explained),
                )
            )
        return found

    def _explained(
        self, frame: Frame, rows: Ints, outcome: Outcome
    ) -> list[tuple[tuple[Evidence, ...], tuple[Missing, ...]]]:
        rule, some = self.rule, frame.kept(rows[:MOST_EXPLAINED])
        if rule.require is None:
            return [((), ())] * some.n
        proofs = evidence(rule.require, some, self.walk)
        if outcome is not Outcome.UNDECIDABLE:
            return [(proof, ()) for proof in proofs]
        terms = [term for term in (rule.where, rule.require) if term is not None]
        return list(zip(proofs, self.missing(terms, some), strict=True))

    def missing(self, terms: list[t.Term], frame: Frame) -> list[tuple[Missing, ...]]:
        """The missing data, with the place and the pack of parameters."""
        return [
            tuple(self._placed(missing) for missing in found)
            for found in missing_data(self.rule.scope.generators, terms, frame, self.walk)
        ]

    def _placed(self, missing: Missing) -> Missing:
        if missing.table != "parameters":
            return missing
        setting = self.rule.settings[missing.field]
        return Missing("parameters", setting.pack, missing.field, setting.place)

    def _related(self, frame: Frame) -> list[tuple[Named, ...]]:
        """What the further variables of the scope stand for."""
        lists: list[list[Named]] = [[] for _ in range(frame.n)]
        for generator in self.rule.scope.generators[1:]:
            if generator.type.table:
                term = generator.itself
                for row, value in enumerate(column(term, frame, self.walk)):
                    if isinstance(value, Named):
                        lists[row].append(value)
        return [tuple(items) for items in lists]

    def _filled(self, templates: dict[str, Template], frame: Frame) -> list[Filled]:
        """The message of each row, in pieces, in each language."""
        by_language = {language: self._pieces(one, frame) for language, one in templates.items()}
        return [{language: rows[row] for language, rows in by_language.items()} for row in range(frame.n)]

    def _pieces(self, template: Template, frame: Frame) -> list[tuple[Shown, ...]]:
        columns = [
            [piece] * frame.n if isinstance(piece, str) else column(piece, frame, self.walk)
            for piece in template.pieces
        ]
        return [tuple(pieces) for pieces in zip(*columns, strict=True)] if columns else [()] * frame.n


@lru_cache(MOST_KEPT)
def fields_read(term: t.Node | None, variable: str) -> tuple[str, ...]:
    """The fields and relations of a variable that a term reads."""
    return tuple(
        part.name
        for part in (inside(term) if term is not None else ())
        if isinstance(part, t.Field | t.OfRelation)
        and isinstance(part.base, Variable)
        and part.base.name == variable
    )
