"""A result as SARIF 2.1.0, for code scanning and editors.

The outcomes are SARIF kinds: violated is `fail`, undecidable is `open` ("insufficient information to
decide"), attested and met are `pass`. SARIF asks for level `none` with every kind but `fail`.
"""

from __future__ import annotations

import hashlib
from pathlib import PurePosixPath, PureWindowsPath
from typing import Any
from urllib.parse import quote

from pejl.engine.errors import Place
from pejl.engine.findings import CheckResult, Finding, Named, Outcome, RuleSummary, Severity, Waiver
from pejl.engine.report.json_format import page
from pejl.engine.report.letters import line
from pejl.engine.report.texts import said, say
from pejl.engine.report.values import told
from pejl.engine.report.words import (
    attested_words,
    missing_words,
    norm_word,
    observed,
    permissions,
    waiver_words,
)

LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
KINDS = {
    Outcome.VIOLATED: "fail",
    Outcome.WAIVED: "fail",
    Outcome.UNDECIDABLE: "open",
    Outcome.ATTESTED: "pass",
    Outcome.MET: "pass",
    Outcome.NOT_APPLICABLE: "notApplicable",
}

Object = dict[str, Any]


def render(result: CheckResult, language: str) -> str:
    """Write a result as a SARIF log with one run."""
    titles = {principle.id: said(principle.title, language) for principle in result.principles}
    waivers = permissions(result)
    index = {rule.rule: at for at, rule in enumerate(result.rules)}
    driver = {
        "name": "Pejl",
        "version": result.engine,
        "rules": [_rule(rule, titles, language) for rule in result.rules],
    }
    silent = [_silent(rule, at, language) for at, rule in enumerate(result.rules) if rule.never_applied]
    run = {
        "tool": {"driver": driver},
        "language": language,
        # Our columns count characters; without this a reader would take them for UTF-16 units.
        "columnKind": "unicodeCodePoints",
        "invocations": [{"executionSuccessful": True, "toolExecutionNotifications": silent}],
        "results": [
            _result(finding, index, waivers.get(finding.waiver), language) for finding in result.findings
        ],
        "properties": {
            "design": result.design,
            "base": result.base,
            "packs": list(result.packs),
            "asOf": result.as_of.isoformat(),
        },
    }
    return page(
        {
            "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
            "version": "2.1.0",
            "runs": [run],
        }
    )


def fingerprint(finding: Finding) -> str:
    """What stays the same when lines move: the rule and the entity."""
    key = "\0".join((finding.rule, finding.table, finding.entity))
    return hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def _rule(rule: RuleSummary, titles: dict[str, str], language: str) -> Object:
    title = line(said(rule.title, language)) or rule.rule
    asked = "; ".join(f"{name} {titles.get(name, '')}".strip() for name in rule.principles)
    norm = norm_word(rule.norm, language)
    return {
        "id": rule.rule,
        "shortDescription": {"text": title},
        "fullDescription": {"text": line(f"{title} ({norm}{': ' + asked if asked else ''})")},
        "defaultConfiguration": {"level": LEVELS[rule.severity]},
        "properties": {
            "pack": rule.pack,
            "norm": rule.norm.value,
            "tags": list(dict.fromkeys(rule.principles)),
        },
    }


def _silent(rule: RuleSummary, at: int, language: str) -> Object:
    text = say("the rule {rule} found nothing to check", language, rule=line(rule.rule))
    return {"level": "warning", "message": {"text": text}, "associatedRule": {"id": rule.rule, "index": at}}


def _result(finding: Finding, index: dict[str, int], waiver: Waiver | None, language: str) -> Object:
    kind = KINDS[finding.outcome]
    made: Object = {"ruleId": finding.rule}
    if finding.rule in index:
        made["ruleIndex"] = index[finding.rule]
    made |= {
        "kind": kind,
        "level": LEVELS[finding.severity] if kind == "fail" else "none",
        "message": {"text": _message(finding, language)},
        "locations": [_location(finding.place, finding.table, finding.entity, finding.name)],
        "partialFingerprints": {"ruleAndEntity/v1": fingerprint(finding)},
    }
    if finding.related:
        made["relatedLocations"] = [_related(other, at) for at, other in enumerate(finding.related)]
    if finding.outcome is Outcome.WAIVED:
        reason = waiver_words(finding, waiver, language)
        why = {"justification": reason} if reason else {}
        made["suppressions"] = [{"kind": "external", "status": "accepted"} | why]
    made["properties"] = {
        "outcome": finding.outcome.value,
        "norm": finding.norm.value,
        "principles": list(finding.principles),
        "notes": list(finding.notes),
    }
    return made


def _message(finding: Finding, language: str) -> str:
    parts = [line(observed(finding, language))]
    if finding.outcome is Outcome.ATTESTED and (by := attested_words(finding, language)):
        parts.append(by)
    if finding.missing:
        parts.append(say("missing: {items}", language, items=missing_words(finding, language, 8)))
    if remedy := line(told(finding.remedy, language)):
        parts.append(f"{say('Remedy', language)}: {remedy}")
    return "\n".join(parts)


def _related(named: Named, at: int) -> Object:
    text = line(named.name or named.id)
    return {"id": at, **_location(named.place, named.table, named.id, named.name), "message": {"text": text}}


def _location(place: Place | None, table: str, entity: str, name: str) -> Object:
    logical = {
        "name": line(name or entity),
        "fullyQualifiedName": line(f"{table}/{entity}"),
        "kind": line(table),
    }
    if place is None:
        return {"logicalLocations": [logical]}
    physical: Object = {"artifactLocation": {"uri": uri(place.file)}}
    if place.line:
        column = {"startColumn": place.column} if place.column else {}
        physical["region"] = {"startLine": place.line} | column
    return {"physicalLocation": physical, "logicalLocations": [logical]}


def uri(file: str) -> str:
    """A path as a URI: relative paths stay relative, so that code scanning finds the file."""
    windows = PureWindowsPath(file)
    drive = bool(windows.drive and windows.root)
    path = windows.as_posix() if drive else PurePosixPath(file).as_posix()
    quoted = quote(
        path.encode("utf-8", "surrogateescape" if file.isprintable() else "surrogatepass"), safe="/"
    )
    if drive:
        return "file:///" + quoted.replace("%3A", ":", 1)
    return "file://" + quoted if path.startswith("/") else quoted
