"""Whether a small design shows something about a rule while the rules around it hold.

The rules that matter for it are found as they are needed: a design is searched with few rules, the checker
says which others it breaks, and those are added. So a question is answered as soon as one design answers it;
that there is none is only said after designs up to the stated size were looked at. Every design was checked
by the checker.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from pejl.engine.errors import DefectError, Phrase
from pejl.engine.evaluate.walk import TooManyStepsError
from pejl.engine.language.rules import Rule
from pejl.engine.model import nodes
from pejl.engine.model.specs import Schema
from pejl.engine.search.deadline import Deadline
from pejl.engine.search.solver import Limits, Solver, Status
from pejl.engine.search.universe.example import Example
from pejl.engine.search.universe.questions import Asked, Questions, blamed
from pejl.engine.search.universe.reads import reads, together
from pejl.engine.search.universe.universe import Size
from pejl.engine.search.universe.verdicts import State, Verdicts
from pejl.engine.values.exact import UnsearchableError
from pejl.engine.values.numbers import TooLargeError

SECONDS_EACH = 10.0
"""The most time for one question about one rule."""
WHOLE = (2, 4)
"""The rows of the designs in which most rules show that there is nothing to object to."""
ROWS = 3
"""How many rows every table has in the designs that an objection is made from; more where rules need more."""


class Why(StrEnum):
    """Why a question stays open."""

    TIME = "time"
    SIZE = "size"
    KNOWN = "known"


@dataclass(frozen=True)
class Open:
    """A question about a rule that was not decided: whether it can hold, or can be broken, beside the others.

    Attributes:
        broken: whether it was asked if it can be broken.
        rows: how many rows a table would have to have, where the size was too small.
    """

    rule: str
    broken: bool
    why: Why
    rows: int = 0


@dataclass(frozen=True)
class Impossible:
    """No design shows what was asked, because of these rules.

    Attributes:
        rules: the rules; without any one of them there is one.
        minimal: whether that was proven of each of them.
        rows: the most rows of a table in the designs that were looked at.
    """

    rules: frozenset[str]
    minimal: bool
    rows: int


Answer = Example | Impossible | Open


class Settling:
    """Answers questions about the rules of some packs."""

    def __init__(
        self,
        rules: Iterable[Rule],
        fields: tuple[nodes.Mapping, ...],
        schema: Schema,
        solver: Solver,
        limits: Limits,
        most: int,
        as_of: dt.date,
    ) -> None:
        """Read the rules, and sort out those of which nothing can be asked.

        Args:
            rules: the rules.
            fields: the fields that their packs declare.
            schema: what designs hold, with those fields.
            solver: what searches.
            limits: how long all questions may take together.
            most: how many rows a table may have at most.
            as_of: the day on which designs are looked at.
        """
        self.rules = {rule.id: rule for rule in rules}
        self.schema, self.solver, self.deadline, self.as_of = schema, solver, Deadline(limits), as_of
        self.whole = [Size(min(rows, most), min(rows, most)) for rows in WHOLE]
        self.large = Size(min(ROWS, most), most, roomy=True, rich=True)
        self.sizes = [*self.whole, Size(min(ROWS, most), most), self.large]
        self.verdicts = Verdicts(self.rules, fields)
        self.seen: list[Example] = []
        self.grounded: dict[Size, tuple[frozenset[str], Questions]] = {}
        self.reads = {
            rule.id: reads(rule, schema) for rule in self.rules.values() if rule.require is not None
        }
        self.left_out = [(one, reason) for one in self.rules if (reason := self._unusable(one)) is not None]
        for one, _ in self.left_out:
            self.reads.pop(one, None)

    def _unusable(self, one: str) -> Phrase | None:
        """Why nothing can be asked of a rule."""
        if one not in self.reads:
            return Phrase("a human judges it", {})
        read = self.reads[one]
        if read.lacking:
            return Phrase("nobody knows the parameter {name}", {"name": min(read.lacking)})
        if any(("design", name) in read.fields for name in ("name", "municipality")):
            return Phrase("it reads what the design is called", {})
        try:
            self._questions(frozenset([one]), self.whole[0]).holds(one)
        except UnsearchableError as error:
            return error.reason
        except (TooManyStepsError, TooLargeError):
            return Phrase("it grows too large", {})
        return None

    def near(self, one: str) -> list[str]:
        """The other rules that read something that this one reads, or are about the same entities."""
        mine = self.reads[one]
        return [
            other
            for other, read in self.reads.items()
            if other != one and (mine.touches(read) or not mine.scoped.isdisjoint(read.scoped))
        ]

    def settled(self, one: str, broken: bool, near: list[str]) -> Answer:
        """Whether a design shows the rule applying, or broken, while those near it hold."""
        for example in self.seen:
            if self.shows(example, one, broken) and not self.disturbed(example, near):
                return example
        itself = frozenset(() if broken else (one,))
        deadline, held = self.part(), itself
        sizes = iter(self.sizes)
        size = next(sizes)
        while True:
            needed = self._needed({one, *held})
            if size == self.large and needed > size.most:
                return Open(one, broken, Why.SIZE, needed)
            answer = self.asked(Asked(one, broken, held), size, deadline, size != self.sizes[0])
            if isinstance(answer, Open):
                return answer
            if isinstance(answer, Example):
                more = self.disturbed(answer, near)
                if not more:
                    self.seen.append(answer)
                    return answer
                held |= more
            elif size == self.large:
                return answer
            else:
                held, size = answer.rules | itself, next(sizes)

    def _needed(self, rules: Iterable[str]) -> int:
        """How many rows a table needs for each of some rules to have its own, and one that it is about."""
        counted = together(self.reads[rule] for rule in rules).together
        return 1 + max(counted.values(), default=0)

    def asked(self, asked: Asked, size: Size, deadline: Deadline, because: bool = True) -> Answer:
        """The answer of the solver, as the checker sees it; where it is no, because of which rules."""
        late = Open(asked.rule, asked.broken, Why.TIME)
        if deadline.over:
            return late
        questions = self._questions(asked.held | {asked.rule}, size)
        try:
            told = questions.ask(asked, deadline)
        except (UnsearchableError, TooManyStepsError, TooLargeError):  # at this size, not at a smaller one
            return replace(late, why=Why.SIZE, rows=size.most)
        if told.example is not None:
            self._agree(told.example, asked)
            return told.example
        if told.status is not Status.NONE:
            return late
        rows = max((len(ids) for ids in questions.found.ids.values()), default=0)
        if not because:
            return Impossible(asked.held, False, rows)
        conflict = questions.why_not(asked, deadline)
        return late if conflict is None else Impossible(blamed(conflict), conflict.minimal, rows)

    def _questions(self, wanted: frozenset[str], size: Size) -> Questions:
        """A universe for some rules: small ones hold all rules, each is grounded when it is asked about."""
        if size in self.whole:
            wanted = frozenset(self.reads)
        before = self.grounded.get(size)
        if before is None or not wanted <= before[0]:
            rules = [(self.rules[one], self.reads[one]) for one in sorted(wanted)]
            before = wanted, Questions(rules, self.schema, size, self.as_of, self.solver)
            self.grounded[size] = before
        return before[1]

    def part(self) -> Deadline:
        """The time for one question."""
        left = self.deadline.left
        seconds = SECONDS_EACH if left.seconds is None else min(left.seconds, SECONDS_EACH)
        return Deadline(replace(left, seconds=0.0 if self.deadline.over else seconds))

    def shows(self, example: Example, one: str, broken: bool) -> bool:
        """Whether the rule applies to something in a design, or is broken in it."""
        state = self.verdicts.of(one, example)
        return state is State.BROKEN if broken else state in (State.MET, State.BROKEN)

    def disturbed(self, example: Example, near: Iterable[str]) -> frozenset[str]:
        """The rules that do not hold in a design for certain."""
        return frozenset(one for one in near if not self.verdicts.of(one, example).holds)

    def _agree(self, example: Example, asked: Asked) -> None:
        if not self.shows(example, asked.rule, asked.broken) or self.disturbed(example, asked.held):
            states = {one: self.verdicts.of(one, example).value for one in (asked.rule, *asked.held)}
            raise DefectError(
                "the solver and the checker disagree about a design; this is a mistake in Pejl.\n"
                f"asked: {asked}\nsays the checker: {states}\n{example.text}"
            )
