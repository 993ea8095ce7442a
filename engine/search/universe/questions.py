"""Some rules on one universe, grounded once, and what can be asked of them: which can hold, break, apply."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

import numpy as np
from msgspec.structs import replace as changed

from pejl.engine.evaluate.check import Check
from pejl.engine.evaluate.waivers import Waivers
from pejl.engine.language import terms as t
from pejl.engine.language.rules import Rule
from pejl.engine.model.specs import Schema
from pejl.engine.search.claims import Claims, Oracle, needed
from pejl.engine.search.conflict import Conflicting
from pejl.engine.search.deadline import Deadline
from pejl.engine.search.program import Objective, objective, program
from pejl.engine.search.reasons import Conflict, Member
from pejl.engine.search.solver import Solver, Status
from pejl.engine.search.universe.compact import Compact, fragment
from pejl.engine.search.universe.example import Example, example_of
from pejl.engine.search.universe.reads import Reads, together
from pejl.engine.search.universe.universe import Needed, Size, Universe, universe
from pejl.engine.values.exact import Bits, all_of, literal_ids
from pejl.engine.values.linear import LinearModel

NEVER = t.Constant(value=False, type=t.TRUTH)
SMALLEST_IN = 1.0
"""How long a small design is looked for, in seconds; then one of any size will do."""


@dataclass(frozen=True)
class Asked:
    """What a design is wanted to show: all rules of `held` hold, and one applies to something, or is broken.

    Attributes:
        rule: the rule in question.
        broken: whether it is to be broken; else it is to apply to something.
        held: the rules that are to hold.
    """

    rule: str
    broken: bool
    held: frozenset[str]


@dataclass(frozen=True)
class Told:
    """The answer: a design, or that there is none, or neither in the time."""

    status: Status
    example: Example | None = None


class Questions:
    """A universe, and rules that are grounded on it when they are asked about."""

    def __init__(
        self, rules: Sequence[tuple[Rule, Reads]], schema: Schema, size: Size, as_of: dt.date, solver: Solver
    ) -> None:
        """Make the universe.

        Args:
            rules: the rules with what they read.
            schema: what designs hold.
            size: how large the designs may be.
            as_of: the day on which they are looked at.
            solver: what answers.
        """
        self.solver, self.waivers = Compact(solver), Waivers((), as_of)
        self.rules = {rule.id: (rule, read) for rule, read in rules}
        self.found: Universe = universe(together(read for _, read in rules), schema, size, as_of)
        self._literals: dict[tuple[str, bool], int] = {}

    def holds(self, rule: str) -> int:
        """The literal that says that a rule is violated nowhere.

        Raises:
            UnsearchableError: the rule cannot be grounded.
            TooManyStepsError, TooLargeError: it grows too large.
        """
        return self._grounded(rule, True)

    def applies(self, rule: str) -> int:
        """The literal that says that a rule applies to something; raises as `holds`."""
        return -self._grounded(rule, False)

    def _grounded(self, rule: str, itself: bool) -> int:
        """Whether a rule is violated nowhere; not itself, whether it were if it could not be kept."""
        if (rule, itself) not in self._literals:
            asked = self.rules[rule][0]
            check = Check(asked if itself else changed(asked, require=NEVER), self.found.design, self.waivers)
            kept: Bits = check.not_violated().literals
            everywhere = all_of(kept, np.zeros(len(kept), dtype=np.int64), 1)
            self._literals[rule, itself] = int(literal_ids(everywhere)[0])
        return self._literals[rule, itself]

    def _wanted(self, asked: Asked) -> int:
        """The literal of what is asked of the rule in question."""
        return -self.holds(asked.rule) if asked.broken else self.applies(asked.rule)

    def _part(self, asked: Asked) -> tuple[Reads, Needed, LinearModel]:
        """What the question reads and needs, and the part of the model that it is about."""
        about = together(self.rules[one][1] for one in (asked.rule, *asked.held))
        put = self.found.needed(about.fields, about.compares)
        literals = [self._wanted(asked), *(self.holds(one) for one in sorted(asked.held))]
        return about, put, fragment(self.found.model, put.structure, put.choices, np.array(literals))

    def ask(self, asked: Asked, deadline: Deadline) -> Told:
        """A small design that shows what is asked, if there is one; raises as `holds`."""
        about, put, model = self._part(asked)
        literals = [self._wanted(asked), *(self.holds(one) for one in sorted(asked.held))]
        whole = program(model, np.array(literals, dtype=np.int64))
        if whole.infeasible:
            return Told(Status.NONE)
        order = np.argsort(put.variables)
        goal = Objective(0, put.variables[order], put.weights[order], Fraction(1))
        start = np.zeros(whole.size + 1, dtype=np.bool_)
        start[1] = True
        asked_for, limits = needed(whole), deadline.left
        brief = replace(limits, seconds=min(SMALLEST_IN, limits.seconds or SMALLEST_IN))
        solved = self.solver.solve(asked_for, goal, brief, start)
        if solved.status is Status.UNKNOWN and not deadline.over:
            solved = self.solver.solve(asked_for, objective([]), deadline.left, start)
        if solved.values is None:
            return Told(solved.status)
        return Told(solved.status, example_of(self.found, solved.values, about.fields, about.compares))

    def why_not(self, asked: Asked, deadline: Deadline) -> Conflict | None:
        """The rules of `held` that keep a design from showing what is asked; None if time is short."""
        rules = sorted(asked.held)
        members = tuple(Member(rule, "") for rule in rules)
        literals = np.array([self.holds(rule) for rule in rules], dtype=np.int64)
        _, _, model = self._part(asked)
        model.structure = [*model.structure, np.array([self._wanted(asked)], dtype=np.int64)]
        oracle = Oracle(Claims(model, members, literals), self.solver, deadline)
        found = Conflicting(oracle).found(1, True)
        return found[0] if found else None


def blamed(conflict: Conflict) -> frozenset[str]:
    """The rules of a conflict."""
    return frozenset(one.rule for one in conflict.members)
