"""A result as OSCAL assessment results (NIST), which governance, risk and compliance tools read.

One finding for each rule, one observation for each thing that was found. OSCAL knows `satisfied` and
`not-satisfied` only: `reason` is `pass`, `fail` or `other`, and what our outcome was stands in a property. A
waiver is a risk; its deviation is approved where it permits a violation, and the risk is open else.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from urllib.parse import quote

from pejl.engine.findings import CheckResult, Finding, Outcome, RuleSummary, Waiver
from pejl.engine.report.json_format import Object, page
from pejl.engine.report.letters import line, printable, token
from pejl.engine.report.texts import said, say
from pejl.engine.report.values import show
from pejl.engine.report.words import attested_words, missing_words, observed, outcome_word

VERSION = "1.1.3"
SPACE = uuid.uuid5(uuid.NAMESPACE_URL, "urn:pejl:oscal")
NAMESPACE = "urn:pejl"
WORST = (Outcome.VIOLATED, Outcome.UNDECIDABLE, Outcome.WAIVED, Outcome.ATTESTED, Outcome.MET)
REASONS = {Outcome.VIOLATED: "fail", Outcome.MET: "pass", Outcome.ATTESTED: "pass"}
"""Why a rule is satisfied or not; for the other outcomes `other`, for OSCAL has no word for them."""
SATISFIED = (Outcome.MET, Outcome.ATTESTED)
"""What a waiver permits is not satisfied: it is a risk with an approved deviation."""


def render(result: CheckResult, language: str) -> str:
    """Write a result as assessment results with one result."""
    when = f"{result.as_of.isoformat()}T00:00:00Z"
    title = line(said(result.title, language)) or result.design
    by_rule: dict[str, list[Finding]] = {}
    for finding in result.findings:
        by_rule.setdefault(finding.rule, []).append(finding)
    observations = [_observation(one, when, language) for one in result.findings]
    rules = [rule for rule in result.rules if _outcome(rule) is not None]
    whole: Object = {
        "uuid": _uuid("result", result.design),
        "title": title,
        "description": say("Rule packs: {packs}", language, packs=", ".join(result.packs)),
        "start": when,
        "props": [_property("design", result.design), _property("engine", result.engine)],
        "reviewed-controls": {"control-selections": [{"include-all": {}}]},
    }
    if observations:
        whole["observations"] = observations
    if result.waivers:
        whole["risks"] = [_risk(one, language) for one in result.waivers]
    if rules:
        whole["findings"] = [
            _finding(one, by_rule.get(one.rule, []), result.waivers, language) for one in rules
        ]
    return page(
        {
            "assessment-results": {
                "uuid": _uuid("assessment", result.design, when),
                "metadata": {
                    "title": title,
                    "last-modified": when,
                    "version": result.as_of.isoformat(),
                    "oscal-version": VERSION,
                },
                "import-ap": {"href": f"#{_uuid('plan', *result.packs)}"},
                "results": [whole],
                **_back_matter(result),
            }
        }
    )


def _back_matter(result: CheckResult) -> Object:
    """The files that went in, with their digests; nothing if they are not told."""
    resources = [
        {
            "uuid": _uuid("input", one.file),
            "title": line(one.file),
            "rlinks": [{"href": quote(one.file), "hashes": [{"algorithm": "SHA-256", "value": one.sha256}]}],
        }
        for one in result.inputs
    ]
    return {"back-matter": {"resources": resources}} if resources else {}


def _outcome(rule: RuleSummary) -> Outcome | None:
    """The worst outcome of a rule; None if it looked at nothing."""
    return next((one for one in WORST if getattr(rule, one.value)), None)


def _finding(rule: RuleSummary, found: list[Finding], waivers: Iterable[Waiver], language: str) -> Object:
    outcome = _outcome(rule)
    assert outcome is not None
    title = line(said(rule.title, language)) or rule.rule
    counts = [
        f"{outcome_word(one, language)}: {getattr(rule, one.value)}"
        for one in WORST
        if getattr(rule, one.value)
    ]
    told_: Object = {
        "uuid": _uuid("finding", rule.rule),
        "title": f"{rule.rule} {title}",
        "description": "; ".join(counts),
        "props": [
            _property("outcome", outcome.value),
            _property("severity", rule.severity.value),
            _property("norm", rule.norm.value),
            *(_property("principle", one) for one in rule.principles),
        ],
        "target": {
            "type": "objective-id",
            "target-id": _token(rule.rule),
            "status": {
                "state": "satisfied" if outcome in SATISFIED else "not-satisfied",
                "reason": REASONS.get(outcome, "other"),
            },
        },
    }
    if found:
        told_["related-observations"] = [
            {"observation-uuid": _uuid("observation", *_key(one))} for one in found
        ]
    related = [one for one in waivers if one.rule == rule.rule]
    if related:
        told_["related-risks"] = [{"risk-uuid": _uuid("risk", one.id)} for one in related]
    return told_


def _observation(one: Finding, when: str, language: str) -> Object:
    violated = one.outcome is Outcome.VIOLATED
    message = line(observed(one, language))
    if one.outcome is Outcome.UNDECIDABLE:
        message = f"{message} ({missing_words(one, language, 4)})"
    if one.outcome is Outcome.ATTESTED:
        message = attested_words(one, language) or message
    properties = [
        _property("outcome", one.outcome.value),
        _property("rule", one.rule),
        _property("entity", f"{one.table}/{one.entity}"),
    ]
    if violated:
        properties.append(_property("severity", one.severity.value))
    if one.place:
        properties.append(_property("place", str(one.place)))
    if one.waiver:
        properties.append(_property("waiver", one.waiver))
    return {
        "uuid": _uuid("observation", *_key(one)),
        "title": f"{one.rule} · {line(one.name or one.entity)}",
        "description": line(message),
        "props": properties,
        "methods": ["EXAMINE" if one.outcome is Outcome.ATTESTED else "TEST"],
        "collected": when,
    }


def _risk(one: Waiver, language: str) -> Object:
    """A waiver: what it permits, who answers for it, until when and how far."""
    limits = [
        f"{say(word, language)}: {show(value, language, iso=True)}"
        for word, value in (("from", one.starts), ("until", one.until), ("limit", one.limit))
        if value is not None
    ]
    properties = [
        _property("owner", one.owner),
        _property("decision", one.decision),
        _property("fate", one.fate),
    ]
    return {
        "uuid": _uuid("risk", one.id),
        "title": line(one.id),
        "description": line(one.reason) or one.id,
        "statement": "; ".join([f"{one.rule} {one.entity}".strip(), *limits]),
        "props": [one for one in properties if one["value"]],
        "status": "deviation-approved" if one.fate == "used" else "open",
    }


def _key(one: Finding) -> tuple[str, str, str, str]:
    return one.rule, one.table, one.entity, one.outcome.value


def _property(name: str, value: str) -> Object:
    return {"name": name, "ns": NAMESPACE, "value": line(value) or "-"}


def _uuid(*parts: str) -> str:
    """The same id for the same parts, in the form of version 4, which is what OSCAL takes."""
    digits = list(uuid.uuid5(SPACE, "\0".join(map(printable, parts))).hex)
    digits[12], digits[16] = "4", "89ab"[int(digits[16], 16) % 4]
    return str(uuid.UUID("".join(digits)))


def _token(name: str) -> str:
    """An id of letters, figures, dots and hyphens that begins with a letter."""
    safe = token(name, ".-")
    return safe if safe[:1].isalpha() or safe.startswith("_") else f"_{safe}"
