"""The words and shapes for verdicts, severities and norms: a shape always goes with a word."""

from __future__ import annotations

from pejl.engine.evaluate.waivers import TITLES
from pejl.engine.findings import (
    Assumption,
    Change,
    CheckResult,
    Finding,
    Missing,
    Norm,
    Outcome,
    Severity,
    Unknown,
    Waiver,
)
from pejl.engine.model.specs import FieldSpec, core_schema
from pejl.engine.report.letters import cut, line
from pejl.engine.report.standing import Standing, faults
from pejl.engine.report.texts import said, say, translated
from pejl.engine.report.values import listed, number, show, told

OUTCOMES = {
    Outcome.VIOLATED: ("✗", "not met"),
    Outcome.UNDECIDABLE: ("?", "cannot be decided"),
    Outcome.WAIVED: ("⊘", "waived"),
    Outcome.ATTESTED: ("✎", "attested"),
    Outcome.MET: ("✓", "met"),
    Outcome.NOT_APPLICABLE: ("–", "not relevant"),
}
NO_RULE, NOTHING_TO_CHECK = "no rule", "nothing to check"
"""What stands in the place of an outcome where there is none."""
PLURALS = {Severity.ERROR: "errors", Severity.WARNING: "warnings", Severity.INFO: "remarks"}
SEVERITIES = {
    Severity.ERROR: ("✗", "error"),
    Severity.WARNING: ("▲", "warning"),
    Severity.INFO: ("●", "remark"),
}
NORMS = {
    Norm.LAW: "law",
    Norm.AGREEMENT: "agreement",
    Norm.LOCAL: "local principle",
    Norm.RESEARCH: "research",
    Norm.DEFAULT: "house default",
}
PERMITS = "permits the violation"
ATTESTED = {
    "valid": "counts on the day",
    "denied": "says that it does not hold",
    "expired": "no longer counts",
    "not-begun": "does not count yet",
    "incomplete": "incomplete, does not count",
    "unused": "no rule asks for it",
}
"""How an attestation stands on the day."""
CHANGES = (
    "opened", "closed", "merged", "split", "renamed", "moved", "followed", "added", "removed", "altered",
    "ambiguous", "unresolved",
)  # fmt: skip
"""What a change of a proposal can do, as its ledger says it."""
TO_LOOK_AT = ("ambiguous", "unresolved", "followed")
"""What nobody wrote, but what followed from a change: it has to be looked at."""

LONGEST = 60
STYLES = {"✗": "red", "▲": "yellow", "●": "cyan", "?": "magenta", "⊘": "cyan", "✎": "cyan", "✓": "green"}


def outcome_word(outcome: Outcome, language: str) -> str:
    """The verdict in words: "ikke opfyldt"."""
    return translated(OUTCOMES[outcome][1], language)


def severity_word(severity: Severity, language: str) -> str:
    """The severity in a word: "fejl"."""
    return translated(SEVERITIES[severity][1], language)


def severity_count(severity: Severity, count: int, language: str) -> str:
    """So many violations of a severity: "1 advarsel", "13 advarsler"."""
    word = SEVERITIES[severity][1] if count == 1 else PLURALS[severity]
    return f"{number(count, language)} {translated(word, language)}"


def faults_count(result: CheckResult, language: str) -> str:
    """How many faults waivers and attestations have themselves; "" if none."""
    count = len(faults(result))
    if not count:
        return ""
    text = "Faults of waivers and attestations themselves: {count}"
    return say(text, language, count=number(count, language))


def standing_word(standing: Standing, language: str) -> str:
    """How a principle stands, in the words of the legend."""
    if standing.outcome:
        return f"{OUTCOMES[standing.outcome][0]} {outcome_word(standing.outcome, language)}"
    return say(NOTHING_TO_CHECK if standing.rules else NO_RULE, language)


def norm_word(norm: Norm, language: str) -> str:
    """The kind of norm in words: "lokalt princip"."""
    return translated(NORMS[norm], language)


def mark(finding: Finding, language: str) -> tuple[str, str]:
    """The shape and the word of a finding: a violation is called by its severity."""
    if finding.outcome is Outcome.VIOLATED:
        return SEVERITIES[finding.severity][0], severity_word(finding.severity, language)
    return OUTCOMES[finding.outcome][0], outcome_word(finding.outcome, language)


def field_word(spec: FieldSpec, language: str) -> str:
    """What a field is called."""
    return spec.da if language == "da" else spec.en


def fate_word(fate: str, language: str) -> str:
    """What became of a waiver: "bruges"."""
    return translated(PERMITS, language) if fate == "used" else said(TITLES[f"waiver-{fate}"], language)


def decision_word(waiver: Waiver, language: str) -> str:
    """The decision that permits a violation; in words that there is none."""
    return line(waiver.decision) or say("no decision given", language)


def observed(finding: Finding, language: str) -> str:
    """What is to be said of a finding in a sentence: its message only where the rule is broken."""
    title = said(finding.title, language) or finding.rule
    match finding.outcome:
        case Outcome.UNDECIDABLE:
            return say("cannot be decided: {title}", language, title=title)
        case Outcome.ATTESTED:
            return attested_words(finding, language) or say("attested: {title}", language, title=title)
    return told(finding.message, language) or title


def missing_word(missing: Missing, language: str, name: str = "") -> str:
    """What is missing, as its author would look for it: "units aeldre: leder (head)".

    Args:
        missing: the piece of data.
        language: "da" or "en".
        name: the name of the entity, which then comes first: "Ældre: leder (units aeldre, head)".
    """
    if missing.table == "parameters":
        return say("parameter {name}", language, name=missing.field)
    if missing.table == "attestations" and not missing.entity:
        text = "a new attestation of {name}" if missing.place else "an attestation of {name}"
        return say(text, language, name=missing.field)
    if not missing.field:
        word = translated(missing.table, language)
        called = word if word == missing.table else f"{word} ({missing.table})"
        return say("the rest of {table}", language, table=called)
    label = _label(missing, language)
    written = " ".join(filter(None, (missing.table, missing.entity)))
    if name:
        return f"{name}: {label or missing.field} ({written}, {missing.field})"
    return f"{written}: {label} ({missing.field})" if label else f"{written}: {missing.field}"


def _label(missing: Missing, language: str) -> str:
    """What the schema calls the field; "" if it has no such field or says the name once more."""
    table = core_schema().get(missing.table)
    spec = table.fields.get(missing.field) if table else None
    label = field_word(spec, language) if spec else ""
    return "" if label.replace(" ", "_") == missing.field else label


def missing_words(finding: Finding, language: str, most: int) -> str:
    """What a verdict waits for: `leder (head), refererer til (positions.reports_to: p1, p2 og 3 mere)`."""
    groups: dict[tuple[str, str], list[str]] = {}
    for item in finding.missing:
        # What the entity itself lacks needs no more than the name of the field.
        own = (item.table, item.entity) == (finding.table, finding.entity)
        parameter = item.table == "parameters"
        if own or (item.entity and not parameter):
            label, written = _label(item, language), item.field if own else f"{item.table}.{item.field}"
        else:
            label, written = "", missing_word(item, language)
        entities = groups.setdefault((label, cut(line(written), LONGEST)), [])
        if item.entity and not own and not parameter:
            entities.append(cut(line(item.entity), LONGEST))
    texts = []
    for (label, written), entities in list(groups.items())[:most]:
        different = list(dict.fromkeys(entities))
        shown = listed(different[:most], len(different), language)
        if label:
            texts.append(f"{label} ({written}: {shown})" if different else f"{label} ({written})")
        else:
            texts.append(f"{written} ({shown})" if different else written)
    return listed(texts, len(groups), language)


def gap_word(table: str, field: str, count: int, language: str) -> str:
    """A field that many entities lack: "kontakt (contact) på 67 opgaver"."""
    label = _label(Missing(table, None, field), language)
    name = f"{label} ({field})" if label else field
    what = translated(table, language)
    return say("{field} of {count} {table}", language, field=name, count=number(count, language), table=what)


def table_word(table: str, language: str) -> str:
    """What the entities of a table are called: "budgetlinjer", "budget lines"."""
    return translated(table, language).replace("_", " ")


def change_count(what: str, count: int, language: str) -> str:
    """How many changes of a kind there are: "3 flyttet"."""
    return f"{number(count, language)} {translated(what, language)}"


def change_words(change: Change) -> str:
    """What a change did, without its kind: "units a: parent top → b"."""
    about = f"{change.table} {cut(line(change.entity), LONGEST)}"
    before, after = (cut(line(text), LONGEST) for text in (change.before, change.after))
    became = " → ".join(filter(None, (before, after)))
    parts = " ".join(filter(None, (cut(line(change.detail), LONGEST), became)))
    return f"{about}: {parts}" if parts else about


def permissions(result: CheckResult) -> dict[str | None, Waiver]:
    """The waivers of a result by their ids."""
    return {waiver.id: waiver for waiver in result.waivers}


def waiver_words(finding: Finding, waiver: Waiver | None, language: str) -> str:
    """Why a finding is permitted, by whom, until when and how far; its waiver's id if that is all."""
    name = line(finding.waiver or "")
    if waiver is None:
        return name
    parts = [say("owner: {owner}", language, owner=line(waiver.owner))]
    parts.append(say("decision: {decision}", language, decision=decision_word(waiver, language)))
    if waiver.until is not None:
        parts.append(say("until: {until}", language, until=show(waiver.until, language)))
    if waiver.limit is not None:
        parts.append(say("limit: {limit}", language, limit=show(waiver.limit, language)))
    return f"{line(waiver.reason)} ({'; '.join(parts)}) [{name}]"


def attested_words(finding: Finding, language: str) -> str:
    """Who attested a finding, when, and in what document; "" if it does not say."""
    given = {item.expression: item.value for item in finding.evidence}
    if not all(name in given for name in ("by", "date", "document")):
        return ""
    shown = {name: line(show(given[name], language)) for name in ("by", "date", "document")}
    return say("attested by {by}, {date}: {document}", language, **shown)


def assumed(assumption: Assumption, language: str) -> str:
    """The value of an assumption with where it comes from: "30 personer [antaget]"."""
    if isinstance(assumption.value, Unknown):
        return show(assumption.value, language)
    value = cut(line(show(assumption.value, language)), LONGEST)
    unit = f" {line(assumption.unit)}".rstrip(" ")
    source = translated(assumption.source or "no source", language)
    return f"{value}{unit} [{line(source)}]"
