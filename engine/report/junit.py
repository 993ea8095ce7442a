"""A result as JUnit XML: a test suite for each rule, so that a CI server shows which rules fail."""

from __future__ import annotations

from xml.etree import ElementTree as ET

from pejl.engine.findings import CheckResult, Finding, Outcome, RuleSummary, Severity, Waiver
from pejl.engine.report.evidence import flat
from pejl.engine.report.letters import line
from pejl.engine.report.texts import say
from pejl.engine.report.values import number, told
from pejl.engine.report.words import (
    attested_words,
    missing_words,
    norm_word,
    observed,
    permissions,
    severity_word,
    waiver_words,
)


def render(result: CheckResult, language: str) -> str:
    """Write a result as JUnit XML.

    A violated error or warning is a failure, what is undecidable or waived is skipped with its reason,
    and each rule has one passing test that tells how many entities met it.
    """
    groups: dict[str, list[Finding]] = {rule.rule: [] for rule in result.rules}
    for finding in result.findings:
        groups.setdefault(finding.rule, []).append(finding)
    waivers = permissions(result)
    root = ET.Element("testsuites", name=line(result.design))
    for rule in result.rules:
        _suite(root, rule, groups[rule.rule], waivers, language)
    for count in ("tests", "failures", "errors", "skipped"):
        root.set(count, str(sum(int(suite.get(count, "0")) for suite in root)))
    ET.indent(root, " ")
    return '<?xml version="1.0" encoding="utf-8"?>\n' + ET.tostring(root, encoding="unicode") + "\n"


def _suite(
    root: ET.Element,
    rule: RuleSummary,
    findings: list[Finding],
    waivers: dict[str | None, Waiver],
    language: str,
) -> None:
    suite = ET.SubElement(root, "testsuite", name=line(rule.rule))
    if rule.met:
        text = say("{count} met", language, count=number(rule.met, language))
        _case(suite, rule.rule, text)
    for finding in findings:
        _finding(suite, finding, waivers.get(finding.waiver), language)
    if rule.never_applied:
        text = say("the rule {rule} found nothing to check", language, rule=line(rule.rule))
        ET.SubElement(_case(suite, rule.rule, text), "skipped", message=text)
    for name, tag in (("tests", "testcase"), ("failures", "failure"), ("skipped", "skipped")):
        suite.set(name, str(sum(1 for _ in suite.iter(tag))))
    suite.set("errors", "0")


def _case(suite: ET.Element, rule: str, name: str) -> ET.Element:
    return ET.SubElement(suite, "testcase", classname=line(rule), name=line(name), time="0")


def _finding(suite: ET.Element, finding: Finding, waiver: Waiver | None, language: str) -> None:
    if finding.outcome in (Outcome.MET, Outcome.NOT_APPLICABLE):
        return
    named = f"{finding.name} ({finding.entity})" if finding.name else finding.entity
    case = _case(suite, finding.rule, named)
    message = line(observed(finding, language))
    match finding.outcome:
        case Outcome.UNDECIDABLE:
            reason = say("cannot be decided", language)
            if finding.missing:
                reason = say("missing: {items}", language, items=missing_words(finding, language, 8))
            ET.SubElement(case, "skipped", message=reason)
        case Outcome.WAIVED:
            reason = waiver_words(finding, waiver, language) or message
            ET.SubElement(case, "skipped", message=line(f"{say('waived', language)}: {reason}"))
        case Outcome.VIOLATED if finding.severity is not Severity.INFO:
            failure = ET.SubElement(case, "failure", message=message, type=finding.severity.value)
            failure.text = _body(finding, language)
        case _:
            by = attested_words(finding, language) if finding.outcome is Outcome.ATTESTED else ""
            ET.SubElement(case, "system-out").text = f"{message}\n{by}" if by else message


def _body(finding: Finding, language: str) -> str:
    lines = [line(str(finding.place))] if finding.place else []
    lines.append(f"{severity_word(finding.severity, language)}, {norm_word(finding.norm, language)}")
    lines += flat(finding.evidence, language, 12)
    if remedy := line(told(finding.remedy, language)):
        lines.append(f"{say('Remedy', language)}: {remedy}")
    return "\n".join(lines)
