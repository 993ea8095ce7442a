"""Checks a design in the test against a rule in the test."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from pejl.engine.errors import Problems
from pejl.engine.evaluate.check import check
from pejl.engine.findings import Attested, Finding, Named, Range, RuleSummary, Unknown, Waiver
from pejl.engine.language.rules import load_rules
from pejl.engine.model.load import design_from_node
from pejl.engine.model.source import parse_yaml

AS_OF = dt.date(2014, 5, 1)


@dataclass(frozen=True)
class Result:
    """What came of checking one rule."""

    summary: RuleSummary
    findings: tuple[Finding, ...]
    about_waivers: tuple[Finding, ...]
    waivers: tuple[Waiver, ...]
    attestations: tuple[Attested, ...]

    @property
    def outcomes(self) -> dict[str, str]:
        """The outcome of each entity that is not met."""
        return {one.entity: one.outcome.value for one in self.findings}

    @property
    def counts(self) -> dict[str, int]:
        """How often each outcome came out, where it did."""
        names = ("met", "violated", "undecidable", "not_applicable", "attested", "waived")
        return {name: getattr(self.summary, name) for name in names if getattr(self.summary, name)}

    @property
    def missing(self) -> dict[str, list[str]]:
        """The data that each undecidable verdict waits for, as table/entity.field."""
        return {
            finding.entity: sorted(f"{one.table}/{one.entity or '*'}.{one.field}" for one in finding.missing)
            for finding in self.findings
        }

    @property
    def messages(self) -> dict[str, str]:
        """The message about each entity in English."""
        return {
            one.entity: "".join(str(plain(piece)) for piece in one.message["en"]) for one in self.findings
        }

    @property
    def evidence(self) -> dict[str, Any]:
        """The values that decided each finding."""
        return {
            finding.entity: {one.expression: plain(one.value) for one in finding.evidence}
            for finding in self.findings
        }


def plain(value: Any) -> Any:
    """A value as short as can be told."""
    if isinstance(value, Named):
        return value.id
    if isinstance(value, Unknown):
        return "unknown"
    if isinstance(value, Range):
        return f"{'' if value.low is None else value.low}..{'' if value.high is None else value.high}"
    return [plain(one) for one in value] if isinstance(value, tuple) else value


Checked = Callable[..., Result]


@pytest.fixture
def checked(tmp_path: Path) -> Checked:
    """Checks a rule, given as the lines of its file, on a design."""

    def run(design: str, rule: str, parameters: str = "{}", as_of: dt.date = AS_OF) -> Result:
        lines = ["rule: R", "title: {da: t, en: t}", *rule.strip().splitlines()]
        body = "\n".join(f"    {line}" for line in lines)
        file = tmp_path / "pack.yaml"
        file.write_text(f"pack: p\nparameters: {parameters}\nrules:\n  R:\n{body}\n", encoding="utf-8")
        problems = Problems()
        node = parse_yaml(design, "design.yaml", problems)
        problems.raise_any()
        loaded = design_from_node(node, "design.yaml")  # type: ignore[arg-type]
        rules = load_rules([(str(file), None)], loaded.schema, problems)
        problems.raise_any()
        came = check(loaded, rules.rules, as_of)
        verdict = came.verdicts[0]
        return Result(
            verdict.summary,
            verdict.findings,
            tuple(came.findings),
            tuple(came.waivers),
            tuple(came.attestations),
        )

    return run
