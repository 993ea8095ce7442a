"""What the checker says of rules in small designs."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from pejl.engine.errors import PejlError
from pejl.engine.evaluate.check import Check, Verdict
from pejl.engine.evaluate.design_table import with_design_table
from pejl.engine.evaluate.examples import AS_OF
from pejl.engine.evaluate.waivers import Waivers
from pejl.engine.findings import Outcome
from pejl.engine.language.rules import Rule
from pejl.engine.model import nodes
from pejl.engine.search.universe.example import Example


class State(StrEnum):
    """What becomes of a rule in a design."""

    MET = "met"
    BROKEN = "broken"
    IDLE = "applies to nothing"
    UNDECIDED = "undecided"
    NO_DESIGN = "no design"

    @property
    def holds(self) -> bool:
        """Whether the rule holds for certain."""
        return self in (State.MET, State.IDLE)


class Verdicts:
    """What the checker says, each thing asked once."""

    def __init__(self, rules: Mapping[str, Rule], fields: tuple[nodes.Mapping, ...]) -> None:
        self.rules, self.fields = rules, fields
        self._states: dict[tuple[int, str], tuple[Example, State]] = {}

    def of(self, rule: str, example: Example) -> State:
        """What becomes of a rule in a design."""
        key = id(example), rule
        if key not in self._states:
            self._states[key] = example, self._state(self.rules[rule], example)
        return self._states[key][1]

    def broken(self, rule: str, example: Example) -> tuple[str, ...]:
        """The entities that break a rule."""
        found = self._verdict(self.rules[rule], example).findings
        return tuple(dict.fromkeys(one.entity for one in found if one.outcome is Outcome.VIOLATED))

    def _state(self, rule: Rule, example: Example) -> State:
        if rule.compares and example.before is None:
            return State.IDLE
        subject = rule.scope.subject.type
        tables = example.before if subject.before else example.tables
        if subject.table != "design" and not (tables or {}).get(subject.table):
            return State.IDLE
        try:
            summary = self._verdict(rule, example).summary
        except PejlError:
            return State.NO_DESIGN
        if summary.undecidable:
            return State.UNDECIDED
        if summary.violated:
            return State.BROKEN
        return State.MET if summary.met else State.IDLE

    def _verdict(self, rule: Rule, example: Example) -> Verdict:
        design = example.design(self.fields)
        if "design" not in design.tables:
            with_design_table(design, AS_OF)
        return Check(rule, design, Waivers((), AS_OF)).verdict()
