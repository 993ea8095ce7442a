"""The papers of a hearing: what a proposal changes, for those who are heard and those who decide.

In the order of a Danish case with annexes: summary, charts before and after, who gets which task, which staff
move, what it costs, how it is carried out, what else was considered, and the principles in short.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence

from pejl.engine.diff.compare import Difference
from pejl.engine.diff.compliance import Became
from pejl.engine.model.kinds import EPOCH
from pejl.engine.model.tables import Design
from pejl.engine.report.chart.sheets import sheets
from pejl.engine.report.chart.tree import Chart, counted
from pejl.engine.report.paper.audit import Audit
from pejl.engine.report.paper.blocks import (
    Block,
    Column,
    Facts,
    Inline,
    Paper,
    Paragraph,
    Picture,
    Section,
    Table,
    Value,
)
from pejl.engine.report.paper.compliance_front import standings_table, verdict
from pejl.engine.report.paper.compliance_registers import notes
from pejl.engine.report.paper.difference_entities import ROUTES, moved, others, posts, staff, units
from pejl.engine.report.paper.difference_figures import figures, unit_figures
from pejl.engine.report.paper.difference_money import money
from pejl.engine.report.paper.difference_principles import findings, findings_of
from pejl.engine.report.paper.difference_tasks import every_task
from pejl.engine.report.paper.proposal_carrying import carrying
from pejl.engine.report.paper.sheets import for_audit
from pejl.engine.report.paper.telling import Telling
from pejl.engine.report.texts import said
from pejl.engine.report.values import date, number, together
from pejl.engine.report.words import table_word


def paper(
    audit: Audit,
    design: Design,
    found: Difference,
    charts: Sequence[Chart],
    alternatives: Sequence[Difference],
) -> Paper:
    """The papers of a proposal.

    Args:
        audit: the check of the proposal.
        design: the proposal.
        found: what it has other than its base.
        charts: its base and itself.
        alternatives: what other proposals have other than the same base.
    """
    t = Telling([found], audit.language, audit.names)
    parts: list[Section | None] = [
        _summary(audit, design, t),
        _charts(t, charts),
        units(t),
        every_task(t),
        staff(t),
        unit_figures(t),
        money(t),
        others(t, besides=("budget_lines", "events", "actions")),
        _reasons(t),
        carrying(t, design),
        _alternatives(audit, design, [found, *alternatives]) if alternatives else None,
        Section(
            t.say("Principles in short"),
            (
                Paragraph(verdict(audit), "strong"),
                *findings_of(t, found, TOLD),
                *([standings_table(audit)] if audit.standings[0] else []),
            ),
            "principles",
        ),
        notes(audit),
    ]
    sections = tuple(one for one in parts if one is not None)
    return Paper(
        t.titles[0],
        audit.language,
        (_about(audit, design, t),),
        sections,
        audit.result.as_of,
        for_audit(audit),
    )


def _about(audit: Audit, design: Design, t: Telling) -> Facts:
    rows: list[tuple[str, Inline]] = [(t.say("Proposal"), design.id), (t.say("Based on"), t.before)]
    if design.municipality:
        rows.append((t.say("Municipality"), design.municipality))
    day = _effective(design)
    rows.append((t.say("Takes effect"), date(day, t.language) if day else t.say("unknown")))
    packs = (f"{said(one.title, t.language) or one.id} ({one.id})" for one in audit.inputs.packs)
    rows.append((t.say("Rule packs"), "; ".join(packs)))
    rows.append((t.say("As of"), date(audit.result.as_of, t.language)))
    rows.append((t.say("Made with"), f"Pejl {audit.result.engine}"))
    return Facts(tuple(rows))


def _effective(design: Design) -> dt.date | None:
    """The day on which the proposal takes effect, if it is known."""
    one = design.effective
    known = one is not None and one.low == one.high
    return dt.date.fromordinal(int(one.low) + EPOCH) if one is not None and known else None


NEW = (Became.BROKEN, Became.REVEALED, Became.ASKED)
"""The violations that the earlier design is not known to have."""
TOLD = (*NEW, Became.UNCHANGED, Became.MENDED, Became.UNSETTLED, Became.OPEN, Became.ASKED_OPEN)
"""What became of findings that those who are heard are told."""
POSTS = {
    "another unit": "get another unit",
    "another superior": "get another superior",
    "another site": "get another site",
    "added": "are new",
    "removed": "go",
}
"""What becomes of posts, after their number."""
MOST_NAMES = 8
SENTENCES = {
    "partly": "Of {count} only part of the responsibility moves.",
    "placed": "{count} get a unit where none was known before.",
    "unsettled": "Of {count} it is not settled who is responsible.",
    "unchanged": "{count} are as before.",
    "added": "New: {count}.",
    "removed": "No longer there: {count}.",
}
"""How many tasks became what, besides those that move."""


def _summary(audit: Audit, design: Design, t: Telling) -> Section:
    """What changes: tasks in words, as the distribution counts them; the rest in a line for each table."""
    found = t.found[0]
    rows: list[tuple[str, Inline]] = []
    for table in ("units", "committees", "decisions", "bodies", "budget_lines"):
        changed = found.entities.get(table, ())
        if changed:
            rows.append((table_word(table, t.language).capitalize(), t.counted(changed)))
    became = Counter(one.what for one in found.placements)
    counts = {what: number(count, t.language) for what, count in became.items()}
    all_ = number(len(found.placements), t.language)
    texts = [
        t.say(
            "{moved} of {all} tasks get another responsible unit.", moved=counts.get("moved", "0"), all=all_
        )
    ]
    texts += [t.say(SENTENCES[what], count=counts[what]) for what in SENTENCES if what in counts]
    about = Paragraph(" ".join(texts), "strong")
    people = Paragraph(_people(t), "strong")
    blocks: list[Block | Section] = [about, people, Paragraph(verdict(audit)), Facts(tuple(rows))]
    return Section(t.say("Summary"), (*blocks, *figures(t).blocks), "summary")


def _people(t: Telling) -> str:
    """How many posts get another unit, superior or site, how many are new and how many go."""
    (found,) = t.found
    counts = {
        short: [id_ for ids in moved(t, found, field).values() for id_ in ids]
        for field, (_, short) in ROUTES.items()
    }
    changed = found.entities.get("positions", ())
    counts |= {word: [one.itself.id for one in changed if one.what == word] for word in ("added", "removed")}
    told = [f"{posts(t, found, ids)} {t.say(POSTS[word])}" for word, ids in counts.items() if ids]
    if not told:
        return t.say("No post gets another unit or superior.")
    return t.say("Posts: {counts}.", counts=", ".join(told))


def _reasons(t: Telling) -> Section | None:
    """What the author says of the changes, with what it is said of."""
    (found,) = t.found
    rows = tuple(
        (note, together([one.name or one.id for one in about], t.language, MOST_NAMES))
        for note, about in found.notes.items()
    )
    heads = (Column(t.say("remark")), Column(t.say("about")))
    table = Table(t.say("Remarks on the changes: {count}", count=number(len(rows), t.language)), heads, rows)
    return Section(t.say("Reasons"), (table,), "reasons") if rows else None


def _charts(t: Telling, charts: Sequence[Chart]) -> Section | None:
    """Annex: the organisation before and after; of a large one the branches in which something changes."""
    captions = (t.say("Before"), t.say("After"))
    drawn = [(caption, sheets(one)) for caption, one in zip(captions, charts, strict=True)]
    pictures = tuple(
        Picture(part, f"{caption}: {part.title}")
        for caption, parts in drawn
        for at, part in enumerate(parts)
        if at == 0 or counted(part.tops).changed
    )
    some = len(pictures) < sum(len(parts) for _, parts in drawn)
    about = t.say("Branches in which nothing changes are left out; `pejl chart` draws them all.")
    return Section(t.say("Organisation charts"), ((Paragraph(about),) if some else ()) + pictures, "charts")


def _alternatives(audit: Audit, design: Design, found: Sequence[Difference]) -> Section:
    """What was considered, side by side."""
    t = Telling(found, audit.language, audit.names)
    rows = []
    for one, title in zip(found, t.titles, strict=True):
        broken = {what: len(findings(one, what)) for what in (*NEW, Became.UNCHANGED)}
        after, new = sum(broken.values()), sum(broken[what] for what in NEW)
        moved = sum(1 for placement in one.placements if placement.what == "moved")
        rows.append(
            (title, Value(moved), Value(len(one.entities.get("units", ()))), Value(after), Value(new))
        )
    heads = (
        Column(t.say("proposal")),
        Column(t.say("tasks moved"), True),
        Column(t.say("units that are other"), True),
        Column(t.say("violations"), True),
        Column(t.say("not known of the base"), True),
    )
    table = Table(t.say("The proposals beside each other"), heads, tuple(rows), "alternatives")
    return Section(t.say("Alternatives considered"), (table, *figures(t).blocks), "alternatives")
