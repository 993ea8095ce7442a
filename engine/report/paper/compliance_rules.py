"""The appendix of a report: every rule as text, whom it was checked for, every file that went in."""

from __future__ import annotations

from pejl.engine.findings import Outcome
from pejl.engine.language.rules import Rule
from pejl.engine.report.paper.audit import Audit, principle_id, rule_id
from pejl.engine.report.paper.blocks import (
    Block,
    Column,
    Facts,
    Fold,
    Inline,
    Items,
    Section,
    Span,
    Table,
    Value,
)
from pejl.engine.report.rule_page import used_settings, written
from pejl.engine.report.texts import said
from pejl.engine.report.values import number
from pejl.engine.report.words import norm_word, severity_word

MOST_MET = 200
"""How many entities that meet a rule are named; `pejl explain` tells of each."""


def rules(a: Audit) -> Section:
    """Every rule."""
    return Section(a.say("Appendix: the rules"), tuple(_rule(a, rule) for rule in a.rules.rules), "rules")


def _rule(a: Audit, rule: Rule) -> Section:
    """A rule as it is after `use` and overriding, and the entities that it was checked for."""
    rows: list[tuple[str, Inline]] = [
        (a.say("pack"), rule.pack),
        (a.say("norm"), f"{norm_word(rule.norm, a.language)} · {severity_word(rule.severity, a.language)}"),
    ]
    if rule.principles:
        links: list[str | Span] = []
        for name in rule.principles:
            links += [", "] if links else []
            links.append(Span(name, "", principle_id(name) if name in a.principle else ""))
        rows.append((a.say("principles"), tuple(links)))
    if why := said(rule.why, a.language):
        rows.append((a.say("why"), why))
    rows += [(name, Span(text, "code")) for name, text in written(rule)]
    if attest := said(rule.attest, a.language):
        rows.append((a.say("a human judges"), attest))
    rows += [(one.name, text) for one, text in used_settings(rule, a.language)]
    rows.append((a.say("written in"), a.place(rule.place)))
    blocks: list[Block] = [Facts(tuple(rows)), *_checked(a, rule)]
    return Section(f"{rule.id} {said(rule.title, a.language)}", tuple(blocks), rule_id(rule.id))


def _checked(a: Audit, rule: Rule) -> list[Block]:
    """The entities that meet the rule; those that do not stand at its principles."""
    met = a.met.get(rule.id, ())
    if not met:
        return []
    count = number(len(met), a.language)
    shown = tuple(a.named(one) for one in met[:MOST_MET])
    items: tuple[Inline, ...] = shown
    if len(met) > MOST_MET:
        rest = number(len(met) - MOST_MET, a.language)
        items = (
            *shown,
            a.say(
                "… and {rest} more: Excel has all, `pejl explain {rule} ID DESIGN` tells of each",
                rest=rest,
                rule=rule.id,
            ),
        )
    return [Fold(f"{a.outcome(Outcome.MET).text}: {count}", (Items(items),))]


def files(a: Audit) -> Section:
    """Every file that went in, with its digest."""
    rows = [(one.file, Value(one.size), Span(one.sha256, "code")) for one in a.inputs.files]
    for pack in a.inputs.packs:
        rows.append(
            (
                a.say("rule pack {pack}: {count} files", pack=pack.id, count=len(pack.files)),
                Value(sum(one.size for one in pack.files)),
                Span(pack.sha256, "code"),
            )
        )
    heads = (Column(a.say("file")), Column(a.say("bytes"), True), Column("SHA-256"))
    each = [
        (one.file, Value(one.size), Span(one.sha256, "code")) for pack in a.inputs.packs for one in pack.files
    ]
    blocks: list[Block] = [Table(a.say("Files"), heads, tuple(rows), "input-files")]
    if each:
        table = Table(a.say("Files of the rule packs"), heads, tuple(each), "pack-files")
        blocks.append(Fold(a.say("The files of the rule packs, one by one"), (table,)))
    return Section(a.say("Appendix: what went in"), tuple(blocks), "files")
