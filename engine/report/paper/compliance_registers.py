"""The registers of a report: waivers, attestations, what is missing, assumed, doubted or unchecked."""

from __future__ import annotations

from collections.abc import Iterator

from pejl.engine.model.specs import core_schema
from pejl.engine.report.paper.audit import Audit, principle_id, rule_id
from pejl.engine.report.paper.blocks import Block, Cell, Column, Items, Paragraph, Section, Span, Table, Value
from pejl.engine.report.standing import gaps
from pejl.engine.report.text_overview import gap_text
from pejl.engine.report.texts import said
from pejl.engine.report.values import number, told
from pejl.engine.report.words import ATTESTED, assumed, decision_word, fate_word, field_word


def registers(a: Audit) -> Iterator[Section]:
    """The registers that are not empty."""
    for section in (
        _waivers(a),
        _attested(a),
        _faults(a),
        _missing(a),
        _assumptions(a),
        notes(a),
        _unserved(a),
        _silent(a),
    ):
        if section is not None:
            yield section


def _section(title: str, blocks: list[Block], id_: str) -> Section | None:
    return Section(title, tuple(blocks), id_) if blocks else None


def _waivers(a: Audit) -> Section | None:
    """Every waiver with its owner, its reason and its limit, and what became of it."""
    if not a.result.waivers:
        return None
    words = (
        "waiver",
        "rule",
        "who",
        "owner",
        "reason",
        "decision",
        "from",
        "until",
        "limit",
        "state",
        "place",
    )
    rows: list[tuple[Cell, ...]] = []
    for one in a.result.waivers:
        values: list[Cell] = [Value(part) for part in (one.starts, one.until, one.limit)]
        rows.append(
            (
                one.id,
                Span(one.rule, "", rule_id(one.rule)),
                one.entity,
                one.owner,
                one.reason,
                decision_word(one, a.language),
                *values,
                fate_word(one.fate, a.language),
                a.place(one.place),
            )
        )
    heads = tuple(Column(a.say(word)) for word in words)
    return Section(
        a.say("Register of waivers"),
        (Table(a.say("Waivers"), heads, tuple(rows), "waiver-register"),),
        "waivers",
    )


def _attested(a: Audit) -> Section | None:
    """What humans have judged, who answers for it, in what document and until when, and how it stands."""
    if not a.result.attestations:
        return None
    told_ = ("holds", "statement", "by", "date", "until", "document")
    rows: list[tuple[Cell, ...]] = []
    for one in a.result.attestations:
        values: list[Cell] = [Value(getattr(one, name)) for name in told_]
        rule = Span(one.rule, "", rule_id(one.rule) if one.rule in a.rule else "")
        state = a.say(ATTESTED[one.state])
        rows.append((one.id, rule, *values, state, a.place(one.place)))
    fields = core_schema()["attestations"].fields
    heads = (
        Column(a.say("attestation")),
        *(Column(field_word(fields[name], a.language)) for name in ("rule", *told_)),
        Column(a.say("state")),
        Column(a.say("place")),
    )
    title = a.say("Register of attestations")
    return Section(title, (Table(a.say("Judged by humans"), heads, tuple(rows), "attestations"),), "attested")


def _faults(a: Audit) -> Section | None:
    """What is wrong with waivers and attestations themselves: no rule of a pack finds it."""
    rows: list[tuple[Cell, ...]] = [
        (
            a.mark(one),
            one.name or one.entity,
            said(one.title, a.language),
            told(one.remedy, a.language),
            a.place(one.place),
        )
        for one in a.faults
    ]
    if not rows:
        return None
    heads = tuple(Column(a.say(word)) for word in ("severity", "who", "what", "Recommendation", "place"))
    title = a.say("Faults of waivers and attestations")
    return Section(title, (Table(title, heads, tuple(rows), "faults"),), "paper-faults")


def _missing(a: Audit) -> Section | None:
    """The data that would decide most verdicts."""
    found = gaps(a.result)
    if not found:
        return None
    rows = tuple((gap_text(one, a.language), Value(one.decides), Value(one.blocks)) for one in found)
    heads = (
        Column(a.say("missing data")),
        Column(a.say("decides alone"), True),
        Column(a.say("verdicts waiting"), True),
    )
    text = a.say(
        "What is missing is named at each principle. Here it stands together, what decides most first."
    )
    return Section(
        a.say("Undecidable, and the data that would decide it"),
        (Paragraph(text), Table(a.say("Missing data"), heads, rows, "missing-data")),
        "undecidable",
    )


def _assumptions(a: Audit) -> Section | None:
    """The values that no source gives."""
    if not a.result.assumptions:
        return None
    rows = tuple(
        (one.parameter, said(one.title, a.language), assumed(one, a.language), one.pack, a.place(one.place))
        for one in a.result.assumptions
    )
    heads = tuple(Column(a.say(word)) for word in ("parameter", "what", "value", "pack", "place"))
    return Section(
        a.say("Assumptions and unknown values"),
        (Table(a.say("Values that no source gives"), heads, rows, "assumed"),),
        "assumptions",
    )


def notes(a: Audit) -> Section | None:
    """Contradictions and doubts that the authors of the design and of the packs have written down."""
    items = [f"{one.id}: {said(one.text, a.language)}" for one in a.result.notes]
    return _section(
        a.say("Contradictions and doubts in the sources"), [Items(tuple(items))] if items else [], "notes"
    )


def _unserved(a: Audit) -> Section | None:
    items = tuple(
        (Span(one.id, "", principle_id(one.id)), f" {said(one.title, a.language)}") for one in a.unserved
    )
    return _section(a.say("Principles without a rule"), [Items(items)] if items else [], "unserved")


def _silent(a: Audit) -> Section | None:
    """The rules that found nothing to check, or had nothing to compare with."""
    items = [
        (
            Span(one.rule, "", rule_id(one.rule)),
            f" {said(one.title, a.language)}: ",
            a.say(_why(one.needs_base)),
        )
        for one in a.result.rules
        if one.never_applied or one.needs_base
    ]
    count = number(len(items), a.language)
    title = a.say("Rules that did not look at anything: {count}", count=count)
    return _section(title, [Items(tuple(items))] if items else [], "silent")


def _why(needs_base: bool) -> str:
    return "there is no earlier design to compare with" if needs_base else "there is nothing that it is about"
