"""Writes the violations of today as waivers, so that only what is new or worse is told tomorrow."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from pejl.engine.evaluate.check import Check
from pejl.engine.evaluate.waivers import Waivers
from pejl.engine.findings import CheckResult, Finding, Outcome
from pejl.engine.run import Loaded


@dataclass(frozen=True)
class Permission:
    """What all frozen violations have in common."""

    owner: str
    reason: str
    decision: str
    until: dt.date | None


def frozen(loaded: Loaded, result: CheckResult, permission: Permission) -> str:
    """The waivers file for all violations of a result that can be waived.

    Args:
        loaded: the design and rules that were checked.
        result: what the check found.
        permission: who permits it, why, by which decision, and until when.

    Returns:
        YAML with one waiver for each rule and entity; its limit is what the rule measures today.
    """
    rules = {rule.id: rule for rule in loaded.rules.rules}
    lines = [f"# {loaded.design.id}, {result.as_of.isoformat()}", "waivers:"]
    entries = [
        finding
        for finding in result.findings
        if finding.outcome is Outcome.VIOLATED and finding.rule in rules and rules[finding.rule].waivable
    ]
    limits = _limits(loaded, entries, result.as_of)
    for finding in dict.fromkeys((one.rule, one.entity) for one in entries):
        rule, entity = finding
        lines += _waiver(rule, entity, permission, result.as_of, limits.get(finding))
    return "\n".join(lines if entries else [lines[0], "waivers: {}"]) + "\n"


def _waiver(rule: str, entity: str, permission: Permission, today: dt.date, limit: str | None) -> list[str]:
    import json  # a JSON string is a YAML string, whatever is in it

    quoted = {
        "rule": rule,
        "entity": entity,
        "owner": permission.owner,
        "reason": permission.reason,
        "decision": permission.decision,
    }
    lines = [f"  {json.dumps(f'{rule}.{entity}', ensure_ascii=False)}:"]
    lines += [f"    {key}: {json.dumps(value, ensure_ascii=False)}" for key, value in quoted.items()]
    lines.append(f"    from: {today.isoformat()}")
    if permission.until is not None:
        lines.append(f"    until: {permission.until.isoformat()}")
    if limit is not None:
        lines.append(f"    limit: {limit}")
    return lines


def _limits(loaded: Loaded, findings: Sequence[Finding], as_of: dt.date) -> dict[tuple[str, str], str]:
    """What each violated rule measures for each entity today, where it measures something known."""
    wanted = {finding.rule for finding in findings}
    limits: dict[tuple[str, str], str] = {}
    for rule in loaded.rules.rules:
        if rule.id in wanted and rule.measures:
            measured = Check(rule, loaded.design, Waivers((), as_of)).measured()
            limits.update({(rule.id, entity): value for entity, value in measured.items()})
    return limits
