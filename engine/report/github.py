"""A result as GitHub workflow commands, which GitHub shows as annotations on the changed files."""

from __future__ import annotations

from pejl.engine.errors import Place
from pejl.engine.findings import CheckResult, Outcome, Severity
from pejl.engine.report.letters import cut, line
from pejl.engine.report.standing import of_outcome
from pejl.engine.report.texts import said, say
from pejl.engine.report.values import number, told
from pejl.engine.report.words import observed

COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}

LONGEST = 4000
"""GitHub cuts a message that is longer than 4 kB or so; better that we do it in a readable way."""


def render(result: CheckResult, language: str) -> str:
    """Write an annotation for each violation, and one for each rule that could not be decided.

    GitHub shows only ten annotations of each kind for a step, so the undecidable ones are counted
    for a rule instead of standing in the way.
    """
    lines = []
    violations = [finding for finding in result.findings if finding.outcome is Outcome.VIOLATED]
    order = list(Severity)
    for finding in sorted(violations, key=lambda finding: order.index(finding.severity)):
        parts = [line(observed(finding, language))]
        if remedy := line(told(finding.remedy, language)):
            parts.append(f"{say('Remedy', language)}: {remedy}")
        title = f"{finding.rule} · {said(finding.title, language)}"
        lines.append(command(COMMANDS[finding.severity], finding.place, title, "\n".join(parts)))
    places = {rule.rule: rule.place for rule in result.rules}
    for rule, group in of_outcome(result, Outcome.UNDECIDABLE).items():
        text = say("{count} verdicts cannot be decided", language, count=number(len(group), language))
        if len(group) == 1:
            text = say("1 verdict cannot be decided", language)
        lines.append(command("notice", group[0].place or places.get(rule), rule, text))
    for silent in result.rules:
        if silent.never_applied:
            text = say("the rule {rule} found nothing to check", language, rule=line(silent.rule))
            lines.append(command("warning", silent.place, silent.rule, text))
    return "".join(f"{text}\n" for text in lines)


def command(name: str, place: Place | None, title: str, message: str) -> str:
    """One workflow command, with everything in it escaped as GitHub's own toolkit does."""
    properties = {}
    if place:
        properties["file"] = line(place.file)
        if place.line:
            properties["line"] = str(place.line)
        if place.line and place.column:
            properties["col"] = str(place.column)
    properties["title"] = cut(line(title), 200)
    written = ",".join(f"{key}={_property(value)}" for key, value in properties.items())
    return f"::{name} {written}::{_message(message[:LONGEST])}"


def _message(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _message(text).replace(":", "%3A").replace(",", "%2C")
