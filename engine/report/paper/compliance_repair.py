"""The smallest repair of a design that a search found, in a compliance report."""

from __future__ import annotations

from dataclasses import dataclass

from pejl.engine.findings import Finding
from pejl.engine.model.tables import Design
from pejl.engine.repair import Repair
from pejl.engine.report.paper.audit import Audit, rule_id
from pejl.engine.report.paper.blocks import Block, Cell, Column, Paragraph, Section, Span, Table
from pejl.engine.report.suggestion_repair import left_of
from pejl.engine.report.suggestion_words import Names, headline, ways
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
    left = left_of(a.mended.repair, found)
    counts = {"mended": len(all_) - len(left), "all": len(all_), "changes": len(found.answers[0].moves)}
    shown = {name: number(count, a.language) for name, count in counts.items()}
    text = a.say(
        "Errors that can be mended without a new one: {mended} of {all}. Changes it takes: {changes}.",
        **shown,
    )
    blocks: list[Block] = [Paragraph(text, "strong"), about, _changes(a, a.mended)]
    if left:
        text = (
            "No move that was tried mends the others without a new error; see their remedies in `pejl check`."
        )
        blocks += [Paragraph(translated(text, a.language)), _errors(a, left)]
    return _section(a, tuple(blocks))


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


def _errors(a: Audit, left: list[Finding]) -> Table:
    """The errors that stay."""
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (Span(one.rule, "", rule_id(one.rule)), one.name or one.entity, a.place(one.place)) for one in left
    )
    heads = tuple(Column(a.say(word)) for word in ("rule", "who", "place"))
    return Table(a.say("Errors that stay"), heads, rows, "repair-left")
