"""A result as CSV for a Danish spreadsheet: semicolons, a byte order mark, one row per finding."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence

from pejl.engine.findings import CheckResult, Finding, Waiver
from pejl.engine.report.evidence import equation
from pejl.engine.report.letters import line
from pejl.engine.report.texts import said, translated
from pejl.engine.report.values import show, told
from pejl.engine.report.words import (
    missing_word,
    norm_word,
    observed,
    outcome_word,
    permissions,
    severity_word,
)

HEADERS = (
    "outcome",
    "severity",
    "norm",
    "rule",
    "principles",
    "table",
    "entity",
    "name",
    "title",
    "message",
    "missing",
    "evidence",
    "remedy",
    "waiver",
    "owner",
    "reason",
    "decision",
    "until",
    "limit",
    "notes",
    "file",
    "line",
    "column",
)
FORMULA = re.compile("[=+\\-@\t\r\n＝＋－＠]")
NUMBER = re.compile(r"[-+]?\d+([.,]\d+)*")


def cell(text: str) -> str:
    """Text that no spreadsheet takes for a formula: an apostrophe goes before what looks like one."""
    safe = line(text)
    risky = FORMULA.match(text) or FORMULA.match(safe)
    return "'" + safe if risky and not NUMBER.fullmatch(safe) else safe


def write(headers: Iterable[str], rows: Iterable[Sequence[str]]) -> str:
    """Rows of cells as CSV that Excel in Danish opens with a double click."""
    page = io.StringIO(newline="")
    writer = csv.writer(page, delimiter=";", lineterminator="\r\n")
    writer.writerow([cell(text) for text in headers])
    writer.writerows([cell(text) for text in row] for row in rows)
    return "\ufeff" + page.getvalue()


def render(result: CheckResult, language: str) -> str:
    """Write a row for each finding; lists within a cell are separated by ` | `."""
    waivers = permissions(result)
    return write(
        (translated(header, language) for header in HEADERS),
        (_row(finding, waivers.get(finding.waiver), language) for finding in result.findings),
    )


def _row(finding: Finding, waiver: Waiver | None, language: str) -> list[str]:
    place = finding.place
    return [
        outcome_word(finding.outcome, language),
        severity_word(finding.severity, language),
        norm_word(finding.norm, language),
        finding.rule,
        " | ".join(finding.principles),
        finding.table,
        finding.entity,
        finding.name,
        said(finding.title, language),
        observed(finding, language),
        " | ".join(missing_word(item, language) for item in finding.missing),
        " | ".join(equation(item, language, iso=True) for item in finding.evidence),
        told(finding.remedy, language),
        finding.waiver or "",
        waiver.owner if waiver else "",
        waiver.reason if waiver else "",
        waiver.decision if waiver else "",
        show(waiver.until, language, iso=True) if waiver and waiver.until is not None else "",
        show(waiver.limit, language) if waiver and waiver.limit is not None else "",
        " | ".join(finding.notes),
        place.file if place else "",
        str(place.line) if place and place.line else "",
        str(place.column) if place and place.column else "",
    ]
