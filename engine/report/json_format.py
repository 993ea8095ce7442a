"""A result as JSON, in the published shape `pejl-findings-1` (see findings-1.schema.json)."""

from __future__ import annotations

import json
import re
from importlib.resources import files
from typing import Any

from pejl.engine.findings import (
    Attested,
    Change,
    CheckResult,
    Evidence,
    Finding,
    Missing,
    Named,
    RuleSummary,
    Shown,
    Waiver,
)  # fmt: skip
from pejl.engine.model import collector
from pejl.engine.report.standing import Standing, standings
from pejl.engine.report.texts import said
from pejl.engine.report.values import plain, told
from pejl.engine.report.values import plain_place as _place
from pejl.engine.report.words import observed

SCHEMA = "pejl-findings-1"
ENCODER = json.JSONEncoder(ensure_ascii=False, allow_nan=False)

RAW = re.compile(
    "[\x7f-\x9f\xad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ud800-\udfff\ufeff\ufff9-\uffff\U000e0000-\U000e007f]"
)
"""What JSON lets stand but a terminal acts on, or cannot be written as UTF-8."""

Object = dict[str, Any]
Seen = dict[int, object]
"""Entities as programs read them, by the identity of what was shown."""


def schema() -> Object:
    """The JSON Schema of what `render` writes."""
    return published("findings-1")


def published(name: str) -> Object:
    """A JSON Schema that is published with the program, by its name and version."""
    text = files("pejl.engine.report").joinpath(f"{name}.schema.json").read_text(encoding="utf-8")
    loaded: Object = json.loads(text)
    return loaded


def dump(data: object) -> str:
    """One value as JSON that is safe to print: invisible characters are escaped, letters are themselves."""
    text = ENCODER.encode(data)
    return text if text.isprintable() else RAW.sub(lambda match: json.dumps(match[0])[1:-1], text)


def page(data: Object) -> str:
    """A JSON object with a line for each member of its lists: it compares well, and is fast to write."""
    members = []
    for key, value in data.items():
        many = isinstance(value, list) and value and isinstance(value[0], dict)
        text = "[\n  " + ",\n  ".join(map(dump, value)) + "\n ]" if many else dump(value)
        members.append(f" {dump(key)}: {text}")
    return "{\n" + ",\n".join(members) + "\n}\n"


def render(result: CheckResult, language: str) -> str:
    """Write everything in a result as JSON, with the authors' texts in one language."""
    with collector.paused():
        return _rendered(result, language)


def _rendered(result: CheckResult, language: str) -> str:
    found, _ = standings(result)
    seen: Seen = {}
    documents = {document.id: document for document in result.documents}
    return page(
        {
            "schema": SCHEMA,
            "design": result.design,
            "base": result.base,
            "packs": list(result.packs),
            "as_of": result.as_of.isoformat(),
            "engine": result.engine,
            "inputs": [
                {"file": one.file, "pack": one.pack or None, "bytes": one.size, "sha256": one.sha256}
                for one in result.inputs
            ],
            "rules": [_rule(rule, language) for rule in result.rules],
            "findings": [finding_of(finding, language, seen) for finding in result.findings],
            "missing": [
                {**_missing(block.missing), "blocks": block.blocks, "decides": block.decides}
                | {"rules": list(block.rules)}
                for block in sorted(result.blocking, key=lambda block: (-block.decides, -block.blocks))
            ],
            "principles": [_principle(standing, documents, language) for standing in found],
            "assumptions": [
                {
                    "pack": assumption.pack,
                    "parameter": assumption.parameter,
                    "title": said(assumption.title, language),
                    "value": plain(assumption.value),
                    "unit": assumption.unit,
                    "source": assumption.source,
                    "place": _place(assumption.place),
                }
                for assumption in result.assumptions
            ],
            "notes": [
                {
                    "id": note.id,
                    "text": said(note.text, language),
                    "about": list(note.about),
                    "principles": list(note.principles),
                    "place": _place(note.place),
                }
                for note in result.notes
            ],
            "ledger": [change_of(change) for change in result.ledger],
            "waivers": [_waiver(waiver) for waiver in result.waivers],
            "attestations": [_attested(one) for one in result.attestations],
        }
    )


def _rule(rule: RuleSummary, language: str) -> Object:
    return {
        "rule": rule.rule,
        "pack": rule.pack,
        "principle": next(iter(rule.principles), None),
        "principles": list(rule.principles),
        "title": said(rule.title, language),
        "severity": rule.severity.value,
        "norm": rule.norm.value,
        "checked": rule.checked,
        "met": rule.met,
        "violated": rule.violated,
        "undecidable": rule.undecidable,
        "not_applicable": rule.not_applicable,
        "attested": rule.attested,
        "waived": rule.waived,
        "never_applied": rule.never_applied,
        "incomplete": rule.incomplete,
        "needs_base": rule.needs_base,
        "place": _place(rule.place),
    }


def finding_of(finding: Finding, language: str, seen: Seen) -> Object:
    """A finding as `$defs/finding` of the schema; `seen` keeps what several findings show."""
    return {
        "rule": finding.rule,
        "principle": next(iter(finding.principles), None),
        "principles": list(finding.principles),
        "table": finding.table,
        "entity": finding.entity,
        "name": finding.name,
        "outcome": finding.outcome.value,
        "severity": finding.severity.value,
        "norm": finding.norm.value,
        "title": said(finding.title, language),
        "message": observed(finding, language),
        "place": _place(finding.place),
        "related": [plain(other) for other in finding.related],
        "evidence": [_evidence(item, seen) for item in finding.evidence],
        "missing": [_missing(item) for item in finding.missing],
        "remedy": told(finding.remedy, language),
        "waiver": finding.waiver,
        "notes": list(finding.notes),
        "explained": finding.explained,
    }


def _principle(standing: Standing, documents: dict[str, Any], language: str) -> Object:
    principle = standing.principle
    assert principle is not None
    document = documents.get(principle.document)
    return {
        "id": principle.id,
        "pack": principle.pack,
        "title": said(principle.title, language),
        "says": said(principle.says, language),
        "document": {
            "id": principle.document,
            "title": document.title if document else "",
            "publisher": document.publisher if document else "",
            "date": document.date if document else "",
        },
        "section": principle.section,
        "page": principle.page,
        "rules": [rule.rule for rule in standing.rules],
        "outcome": standing.outcome.value if standing.outcome else None,
    }


def change_of(change: Change) -> Object:
    """A change as `$defs/change` of the schema."""
    return {
        "what": change.what,
        "table": change.table,
        "entity": change.entity,
        "detail": change.detail,
        "before": change.before,
        "after": change.after,
        "note": change.note,
        "place": _place(change.place),
    }


def _waiver(waiver: Waiver) -> Object:
    return {
        "id": waiver.id,
        "rule": waiver.rule,
        "entity": waiver.entity,
        "owner": waiver.owner,
        "reason": waiver.reason,
        "decision": waiver.decision,
        "from": plain(waiver.starts),
        "until": plain(waiver.until),
        "limit": plain(waiver.limit),
        "fate": waiver.fate,
        "place": _place(waiver.place),
    }


def _attested(one: Attested) -> Object:
    return {
        "id": one.id,
        "rule": one.rule,
        "holds": plain(one.holds),
        "statement": plain(one.statement),
        "by": plain(one.by),
        "date": plain(one.date),
        "until": plain(one.until),
        "document": plain(one.document),
        "state": one.state,
        "place": _place(one.place),
    }


def _missing(missing: Missing) -> Object:
    return {
        "table": missing.table,
        "entity": missing.entity,
        "field": missing.field,
        "place": _place(missing.place),
    }


def _evidence(evidence: Evidence, seen: Seen) -> Object:
    return {
        "expression": evidence.expression,
        "value": plain(evidence.value),
        "counted": [
            {
                "entity": _plain(item.entity, seen),
                "value": _plain(item.value, seen),
                "certain": item.certain,
            }
            for item in evidence.counted
        ],
        "children": [_evidence(child, seen) for child in evidence.children],
    }


def _plain(value: Shown, seen: Seen) -> object:
    """A value as a program reads it; an entity that many findings count is turned once."""
    if type(value) is not Named:
        return plain(value)
    key = id(value)
    if key not in seen:
        seen[key] = plain(value)
    return seen[key]
