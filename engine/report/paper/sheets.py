"""The tables of reports for a spreadsheet: findings, ledger, parameters, rules, each a list to filter."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pejl.engine.findings import Change, Evidence, Named, Outcome, Shown
from pejl.engine.model.specs import core_schema
from pejl.engine.report.paper.audit import Audit
from pejl.engine.report.paper.blocks import Cell, Column, Table, Value
from pejl.engine.report.paper.compliance_principles import evidence
from pejl.engine.report.texts import said, translated
from pejl.engine.report.values import told
from pejl.engine.report.withheld import GONE
from pejl.engine.report.words import field_word, missing_words, norm_word, observed, severity_word


def findings(a: Audit) -> Table:
    """Every finding on a row of its own."""
    words = ("outcome", "severity", "norm", "rule", "principles", "what", "who", "observation", "evidence")
    heads = tuple(Column(a.say(word)) for word in (*words, "missing data", "Recommendation", "place"))
    rows: list[tuple[Cell, ...]] = []
    for one in a.result.findings:
        undecidable = one.outcome is Outcome.UNDECIDABLE
        rows.append(
            (
                a.outcome(one.outcome),
                severity_word(one.severity, a.language),
                norm_word(one.norm, a.language),
                one.rule,
                ", ".join(one.principles),
                said(one.title, a.language),
                one.name or one.entity,
                observed(one, a.language),
                "" if undecidable else evidence(a, one),
                missing_words(one, a.language, len(one.missing)) if undecidable else "",
                told(one.remedy, a.language),
                str(one.place) if one.place else "",
            )
        )
    return Table(a.say("Findings"), heads, tuple(rows), "findings")


def counted(a: Audit) -> Table | None:
    """Everything that was counted for a finding, on a row of its own, with its id and place."""
    words = ("rule", "who", "counted for", "entity", "name", "value", "place")
    rows: list[tuple[Cell, ...]] = []
    for finding in a.result.findings:
        for item in _within(finding.evidence):
            start = finding.rule, finding.name or finding.entity, item.expression
            rows += [
                (*start, *_element(one.entity), Value(one.value), _place(one.entity)) for one in item.counted
            ]
    heads = tuple(Column(a.say(word)) for word in words)
    return Table(a.say("Counted"), heads, tuple(rows), "counted") if rows else None


def _within(evidence: Iterable[Evidence]) -> Iterator[Evidence]:
    for item in evidence:
        yield item
        yield from _within(item.children)


def _element(value: Shown) -> tuple[Cell, Cell]:
    """The id and the name of what was counted; of what is no entity the value alone."""
    return (value.id, value.name) if isinstance(value, Named) else ("", Value(value))


def _place(value: Shown) -> str:
    return str(value.place) if isinstance(value, Named) and value.place else ""


def met(a: Audit) -> Table | None:
    """Every entity that meets a rule."""
    heads = tuple(Column(a.say(word)) for word in ("rule", "what", "entity", "name", "place"))
    rows = tuple(
        (rule.rule, said(rule.title, a.language), *_element(one), _place(one))
        for rule in a.result.rules
        for one in a.met.get(rule.rule, ())
    )
    return Table(a.say("Met"), heads, rows, "met") if rows else None


def rules(a: Audit) -> Table:
    """Every rule with how often each outcome came out."""
    outcomes = tuple(Outcome)
    heads = (
        *(Column(a.say(word)) for word in ("rule", "what", "pack", "severity", "norm", "principles")),
        *(Column(a.outcome(one).text, True) for one in outcomes),
        Column(a.say("place")),
    )
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (
            one.rule,
            said(one.title, a.language),
            one.pack,
            severity_word(one.severity, a.language),
            norm_word(one.norm, a.language),
            ", ".join(one.principles),
            *(Value(getattr(one, outcome.value)) for outcome in outcomes),
            str(one.place) if one.place else "",
        )
        for one in a.result.rules
    )
    return Table(a.say("Rules"), heads, rows, "all-rules")


def parameters(a: Audit) -> Table:
    """Every parameter of the rules, with its value and where that comes from."""
    heads = tuple(
        Column(a.say(word)) for word in ("pack", "parameter", "what", "value", "unit", "source", "place")
    )
    found = {(s.pack, s.name): s for rule in a.rules.rules for s in rule.settings.values()}
    rows = tuple(
        (
            one.pack,
            one.name,
            said(one.title, a.language),
            Value(one.shown),
            translated(one.unit, a.language) if one.unit else "",
            translated(one.source, a.language),
            str(one.place),
        )
        for _, one in sorted(found.items())
    )
    return Table(a.say("Parameters"), heads, rows, "parameters")


def ledger(a: Audit) -> Table | None:
    """Every line of the ledger of a proposal."""
    if not a.result.ledger:
        return None
    heads = tuple(
        Column(a.say(word))
        for word in ("change", "table", "who", "field", "before", "after", "note", "place")
    )
    rows = tuple(
        (
            translated(one.what, a.language),
            translated(one.table, a.language),
            one.entity,
            _field(a, one),
            *_values(a, one),
            one.note,
            str(one.place) if one.place else "",
        )
        for one in a.result.ledger
    )
    return Table(a.say("Ledger"), heads, rows, "ledger")


def _field(a: Audit, one: Change) -> str:
    """What the field is called; several, and what is no field of the schema, as the ledger has them."""
    table = core_schema().get(one.table)
    spec = table.fields.get(one.detail) if table else None
    return field_word(spec, a.language) if spec else one.detail


def _values(a: Audit, one: Change) -> tuple[str, str]:
    """The value before and after, unless they are withheld."""
    if GONE in (one.before, one.after):
        return a.say("not shown"), a.say("not shown")
    return one.before, one.after


def for_audit(a: Audit) -> tuple[Table, ...]:
    """The sheets of a compliance report, besides those of its registers."""
    listed = (findings(a), counted(a), met(a), rules(a), parameters(a), ledger(a))
    return tuple(one for one in listed if one is not None)
