"""The smallest repair of a design that a search found, in a compliance report."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pejl.engine.findings import Finding, Outcome
from pejl.engine.model.tables import Design
from pejl.engine.repair import Repair
from pejl.engine.report.paper.audit import Audit, rule_id
from pejl.engine.report.paper.blocks import Block, Cell, Column, Paragraph, Section, Span, Table
from pejl.engine.report.suggestion_repair import outcomes, standing
from pejl.engine.report.suggestion_words import Names, at_once, headline, ways
from pejl.engine.report.texts import translated
from pejl.engine.report.values import number
from pejl.engine.suggest import Suggestion


@dataclass(frozen=True)
class Mended:
    """A search for the smallest change that mends the errors of a design.

    Attributes:
        design: the design that was searched.
        repair: the errors.
        found: what the search gave.
    """

    design: Design
    repair: Repair
    found: Suggestion


def repair(a: Audit) -> Section | None:
    """What would mend the errors with the fewest changes; None if it was not searched for."""
    if a.mended is None:
        return None
    if isinstance(a.mended, str):
        return _section(a, (Paragraph(a.mended),))
    found, all_ = a.mended.found, a.mended.repair.mended
    about = Paragraph(headline(found, every=False, language=a.language) + ".")
    if not found.answers:
        return _section(a, (about,))
    became = outcomes(a.mended.repair, found)
    changes = len(at_once(found.answers[0].moves))
    counts = {"mended": len(became.mended), "all": len(all_), "changes": changes}
    shown = {name: number(count, a.language) for name, count in counts.items()}
    text = a.say(
        "Errors that can be mended without a new one: {mended} of {all}. Changes it takes: {changes}.",
        **shown,
    )
    nearby = a.say("Only what lies near the errors was free to change, and what is unknown stayed unknown.")
    texts = [Paragraph(one) for one in standing(a.mended.repair, became, a.language)]
    blocks: list[Block] = [Paragraph(text, "strong"), about, Paragraph(nearby), *texts]
    warnings = _new_warnings(a.mended)
    if warnings:
        blocks.append(Paragraph(a.say("New warnings: {rules}.", rules=", ".join(warnings))))
    blocks.append(_changes(a, a.mended))
    for caption, several in (
        ("Errors that nobody can decide any more", became.unsettled),
        ("Errors that stay", became.left),
    ):
        if several:
            blocks.append(_errors(a, a.say(caption), several))
    return _section(a, tuple(blocks))


def _new_warnings(mended: Mended) -> list[str]:
    """The rules with a warning that was not there before."""
    before = mended.repair.tolerated
    return sorted(
        {
            one.rule
            for one in mended.found.answers[0].result.findings
            if one.outcome is Outcome.VIOLATED and one.about not in before
        }
    )


def _section(a: Audit, blocks: tuple[Block, ...]) -> Section:
    return Section(a.say("The smallest repair"), blocks, "repair")


def _changes(a: Audit, mended: Mended) -> Table:
    """What the repair changes, and what follows."""
    names = Names(mended.design, a.language)
    grouped = ways(mended.found.answers[0].moves, names)
    rows: list[tuple[Cell, ...]] = [
        (translated(one.what, a.language), one.table, ", ".join(one.names), one.field, one.became)
        for one in grouped
    ]
    heads = tuple(Column(a.say(word)) for word in ("what", "table", "who", "field", "how"))
    return Table(a.say("Changes"), heads, tuple(rows), "repair-changes")


def _errors(a: Audit, caption: str, several: Sequence[Finding]) -> Table:
    """The errors that are not mended."""
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (Span(one.rule, "", rule_id(one.rule)), one.name or one.entity, a.place(one.place)) for one in several
    )
    heads = tuple(Column(a.say(word)) for word in ("rule", "who", "place"))
    return Table(caption, heads, rows, "")
