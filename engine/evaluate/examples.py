"""Runs the examples that a rule carries: small designs, and what is to come out."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from msgspec.structs import replace

from pejl.engine.errors import PejlError, Place, Problems
from pejl.engine.evaluate.check import Check
from pejl.engine.evaluate.design_table import with_design_table
from pejl.engine.evaluate.waivers import Waivers
from pejl.engine.findings import Outcome
from pejl.engine.language.packs import setting
from pejl.engine.language.rules import Rule, Test
from pejl.engine.model.load import design_from_node
from pejl.engine.model.nodes import Mapping, Node, Scalar

AS_OF = dt.date(2020, 1, 1)
"""The day at which examples are looked at, unless they say `as_of`."""


@dataclass(frozen=True)
class Failure:
    """An example that came out otherwise than it says."""

    rule: str
    place: Place
    expected: str
    found: str


def failures(rule: Rule, fields: tuple[Mapping, ...] = ()) -> list[Failure]:
    """Run all examples of a rule.

    Args:
        rule: the rule.
        fields: the fields that its packs declare.

    Returns:
        what came out otherwise than expected; a design that cannot be read is a failure too.
    """
    found = []
    for test in rule.tests:
        expected = f"{test.kind}: {_listed(test.finds)}"
        try:
            came_out = _outcome(rule, test, fields)
        except PejlError as error:
            found.append(Failure(rule.id, test.place, expected, str(error)))
            continue
        if came_out != expected:
            found.append(Failure(rule.id, test.place, expected, came_out))
    return found


def _outcome(rule: Rule, test: Test, fields: tuple[Mapping, ...]) -> str:
    """What comes out for an example, in the words in which it is expected."""
    problems = Problems()
    design = design_from_node(_without(test.design, "parameters"), test.place.file, fields)
    as_of = dt.date.fromisoformat(test.as_of) if test.as_of else AS_OF
    with_design_table(design, as_of)
    settings = dict(rule.settings)
    parameters = test.design.get("parameters")
    if isinstance(parameters, Mapping):
        for key, node in parameters.entries:
            settings[key.text] = setting(key, node, rule.pack, problems, settings.get(key.text))
    problems.raise_any()
    waivers = Waivers((), as_of)
    verdict = Check(replace(rule, settings=settings), design, waivers).verdict()
    by_outcome: dict[Outcome, list[str]] = {Outcome.VIOLATED: [], Outcome.UNDECIDABLE: []}
    for finding in verdict.findings:
        by_outcome.setdefault(finding.outcome, []).append(finding.entity)
    bad, unclear = by_outcome[Outcome.VIOLATED], by_outcome[Outcome.UNDECIDABLE]
    if bad and unclear:
        return f"bad: {_listed(bad)}; unclear: {_listed(unclear)}"
    if bad or unclear:
        return f"bad: {_listed(bad)}" if bad else f"unclear: {_listed(unclear)}"
    return f"good: {_listed(())}"


def _listed(ids: tuple[str, ...] | list[str]) -> str:
    return ", ".join(sorted(set(ids))) or "nothing"


def _without(node: Mapping, name: str) -> Mapping:
    entries: list[tuple[Scalar, Node]] = [entry for entry in node.entries if entry[0].text != name]
    return Mapping(entries, node.source, node.line, node.column)
