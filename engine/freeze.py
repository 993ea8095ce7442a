"""Writes the violations of today as waivers, so that only what is new or worse is told tomorrow."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from pejl.engine.errors import Place, fail
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


@dataclass(frozen=True)
class Frozen:
    """The waivers file, with how many of its waivers have no limit."""

    text: str
    count: int
    unlimited: int


def refuse_existing(path: Path | None) -> None:
    """Refuse to write over a file: the waivers in it would be lost, with who answers for them.

    Raises:
        PejlError: the file is already there.
    """
    if path is not None and path.is_file():
        raise fail(
            Place(str(path)),
            "the file is already there, and waivers are not overwritten",
            "name another file, or remove this one",
        )


def frozen(loaded: Loaded, result: CheckResult, permission: Permission, no_limit: str) -> Frozen:
    """The waivers file for all violations of a result that can be waived.

    Args:
        loaded: the design and rules that were checked.
        result: what the check found.
        permission: who permits it, why, by which decision, and until when.
        no_limit: the comment above a waiver that can have no limit.

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
    frozen = list(dict.fromkeys((one.rule, one.entity) for one in entries))
    for rule, entity in frozen:
        limit = limits.get((rule, entity))
        if limit is None:
            lines.append(f"  # {no_limit}")
        lines += _waiver(rule, entity, permission, result.as_of, limit)
    text = "\n".join(lines if entries else [lines[0], "waivers: {}"]) + "\n"
    return Frozen(text, len(frozen), sum(1 for one in frozen if one not in limits))


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
