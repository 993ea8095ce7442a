"""Checks rule packs against themselves: which rules contradict, imply or repeat each other.

Every question is whether a small design exists: one in which a rule applies to something while all rules
about the same hold, and one in which it is broken while the others hold. A rule is free of objections as
soon as one design shows it. An objection is made where none was found up to a size in which the rules have
room, and is shown by designs in which one rule at a time is broken; each was checked by the checker.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from enum import StrEnum

from pejl.engine.errors import Phrase, Problems
from pejl.engine.evaluate.examples import AS_OF
from pejl.engine.findings import Severity
from pejl.engine.language.names import with_design
from pejl.engine.language.rules import RuleSet
from pejl.engine.model.own_fields import declared_fields
from pejl.engine.model.specs import core_schema, extended
from pejl.engine.search.solver import Limits, Solver
from pejl.engine.search.universe.example import Example, smaller
from pejl.engine.search.universe.questions import Asked
from pejl.engine.search.universe.settled import Impossible, Open, Settling, Why
from pejl.engine.search.universe.verdicts import State

LARGEST = 20
"""How many rows a table may have at most, unless it is said."""
GRADES = (Severity.INFO, Severity.WARNING, Severity.ERROR)


class Kind(StrEnum):
    """What is objected to."""

    CONTRADICTION = "contradiction"  # the rules cannot all hold where one of them applies
    UNMEETABLE = "unmeetable"  # the rule cannot hold where it applies
    IDLE = "idle"  # the rule applies to nothing
    SHADOWED = "shadowed"  # the rule applies to nothing where the others hold
    SAME = "same"  # the two rules are always broken together
    IMPLIED = "implied"  # the rule holds wherever the others hold
    UNBREAKABLE = "unbreakable"  # nothing breaks the rule


CLASHES = (Kind.CONTRADICTION, Kind.UNMEETABLE)
SILENT = (Kind.IDLE, Kind.SHADOWED)
"""After these it says nothing more that a rule cannot be broken."""


@dataclass(frozen=True)
class Shown:
    """A small design that shows something about rules, checked by the checker.

    Attributes:
        example: the design.
        broken: the rules that are violated in it, each with the entities.
        held: the rules that are met in it, or apply to nothing.
    """

    example: Example
    broken: dict[str, tuple[str, ...]]
    held: tuple[str, ...]


@dataclass(frozen=True)
class Objection:
    """What is to be said about a rule, or about several.

    Attributes:
        rule: the rule.
        others: the other rules that it takes; without any one of them it is not so.
        minimal: whether that was proven of each of them.
        rows: the most rows of a table in the designs that were looked at.
        shown: designs that show it.
    """

    kind: Kind
    rule: str
    others: tuple[str, ...]
    minimal: bool
    rows: int
    shown: tuple[Shown, ...] = ()

    @property
    def rules(self) -> frozenset[str]:
        """All rules that it is about."""
        return frozenset((self.rule, *self.others))


@dataclass
class PackCheck:
    """What was found.

    Attributes:
        rules: how many rules were looked at.
        size: how many rows a table had at most.
        objections: what is to be said.
        open: what was not decided.
        left_out: the rules that were not looked at, with the reason.
    """

    rules: int
    size: int
    objections: list[Objection] = field(default_factory=list)
    open: list[Open] = field(default_factory=list)
    left_out: list[tuple[str, Phrase]] = field(default_factory=list)


Watch = Callable[[int, int], None]
"""Is told how many of how many questions are answered."""


def check_packs(
    rules: RuleSet, solver: Solver, limits: Limits, most: int = LARGEST, watch: Watch | None = None
) -> PackCheck:
    """Check the rules of some packs against each other.

    Args:
        rules: the packs.
        solver: what searches.
        limits: how long all of it may take.
        most: how many rows a table may have at most.
        watch: is told of progress.

    Raises:
        DefectError: the checker does not agree with the solver.
    """
    return _Checking(rules, solver, limits, most, watch or (lambda done, count: None)).checked()


class _Checking:
    """One check of some packs."""

    def __init__(self, rules: RuleSet, solver: Solver, limits: Limits, most: int, watch: Watch) -> None:
        own = declared_fields(rules.fields, core_schema(), Problems())
        schema = with_design(extended(core_schema(), own))
        self.settling = Settling(rules.rules, rules.fields, schema, solver, limits, most, AS_OF)
        self.rules, self.reads = self.settling.rules, self.settling.reads
        self.watch = watch
        self.result = PackCheck(len(self.reads), most, left_out=self.settling.left_out)
        self.clashing: set[str] = set()

    def checked(self) -> PackCheck:
        """Ask both questions about every rule; see `check_packs`."""
        order = sorted(self.reads, key=lambda one: self.rules[one].scope.subject.type.table)
        asked = [(one, broken) for broken in (False, True) for one in order]
        for done, (one, broken) in enumerate(asked):
            self.watch(done, len(asked))
            if not broken:
                self._can_apply(one)
            elif not self._silent(one):
                self._can_break(one)
        self._tidy()
        return self.result

    def _silent(self, one: str) -> bool:
        """Whether a rule applies to nothing, and not only because others clash."""
        return any(
            one == found.rule
            and found.kind in SILENT
            and not (found.others and self.clashing >= set(found.others))
            for found in self.result.objections
        )

    # the two questions

    def _can_apply(self, one: str) -> None:
        """Whether the rule can apply to something while it and the others hold."""
        near, blamed = self.settling.near(one), frozenset[str]()
        first = answer = self.settling.settled(one, False, near)
        while isinstance(answer, Impossible) and answer.rules and one not in answer.rules:
            blamed |= answer.rules  # others clash by themselves, and may hide what this one clashes with
            answer = self.settling.settled(one, False, [other for other in near if other not in blamed])
        if isinstance(first, Impossible) and one not in first.rules:
            self._object(Kind.SHADOWED if first.rules else Kind.IDLE, one, first)
        if isinstance(answer, Open):
            self.result.open.append(answer)
        elif isinstance(answer, Impossible) and one in answer.rules:
            self.clashing |= answer.rules
            self._object(Kind.CONTRADICTION if answer.rules - {one} else Kind.UNMEETABLE, one, answer)

    def _can_break(self, one: str) -> None:
        """Whether the rule can be broken while the others hold that are at least as grave."""
        if self.reads[one].known:
            self.result.open.append(Open(one, True, Why.KNOWN))
            return
        grade = GRADES.index(self.rules[one].severity)
        near = [
            other for other in self.settling.near(one) if GRADES.index(self.rules[other].severity) >= grade
        ]
        answer = self.settling.settled(one, True, [other for other in near if other not in self.clashing])
        if isinstance(answer, Open):
            self.result.open.append(answer)
        elif isinstance(answer, Impossible):
            self._object(self._kind_of_implied(one, answer), one, answer)

    def _kind_of_implied(self, one: str, answer: Impossible) -> Kind:
        if not answer.rules:
            return Kind.UNBREAKABLE
        if len(answer.rules) == 1:
            (other,) = answer.rules
            back = self.settling.asked(
                Asked(other, True, frozenset([one])), self.settling.large, self.settling.part()
            )
            if isinstance(back, Impossible):
                return Kind.SAME
        return Kind.IMPLIED

    # designs

    def _object(self, kind: Kind, one: str, answer: Impossible) -> None:
        others = tuple(sorted(answer.rules - {one}))
        found = Objection(kind, one, others, answer.minimal, answer.rows)
        if not any(kind is Kind.CONTRADICTION and old.rules == found.rules for old in self.result.objections):
            self.result.objections.append(replace(found, shown=tuple(self._examples(found))))

    def _examples(self, found: Objection) -> Iterator[Shown]:
        """The smallest designs that show an objection: without one of the rules it is not so."""
        one, others = found.rule, frozenset(found.others)
        match found.kind:
            case Kind.IDLE:
                return
            case Kind.UNMEETABLE:
                wanted = [(Asked(one, True, frozenset()), one)]
            case Kind.UNBREAKABLE:
                wanted = [(Asked(one, False, frozenset([one])), "")]
            case Kind.CONTRADICTION:
                wanted = [(Asked(one, False, found.rules - {less}), less) for less in (one, *found.others)]
            case Kind.SHADOWED:
                wanted = [(Asked(one, False, found.rules - {less}), less) for less in found.others]
            case _:
                wanted = [(Asked(one, True, others - {less}), less) for less in found.others]
        for asked, less in wanted:
            shown = self._shown(asked, less)
            if shown is not None:
                yield shown

    def _shown(self, asked: Asked, less: str) -> Shown | None:
        """A design that shows what is asked while one rule is broken, as small as can be."""
        for size in self.settling.sizes:
            found = self.settling.asked(asked, size, self.settling.part())
            if isinstance(found, Example) and (
                not less or self.settling.verdicts.of(less, found) is State.BROKEN
            ):
                break
        else:
            return None

        def still(example: Example) -> bool:
            shows = self.settling.shows(example, asked.rule, asked.broken)
            if not shows or self.settling.disturbed(example, asked.held):
                return False
            return self._breaks(example, less)

        deadline = self.settling.part()
        found = smaller(found, still, lambda: deadline.over)
        rules = sorted({asked.rule, *asked.held} | ({less} if less else set()))
        broken = {rule: self.settling.verdicts.broken(rule, found) for rule in rules}
        return Shown(
            found,
            {rule: entities for rule, entities in broken.items() if entities},
            tuple(rule for rule in rules if not broken[rule]),
        )

    def _breaks(self, example: Example, one: str) -> bool:
        """Whether a design breaks a rule, if there is one to break."""
        return not one or self.settling.verdicts.of(one, example) is State.BROKEN

    def _tidy(self) -> None:
        """Leave out what only follows from rules that contradict each other, and what is said twice."""
        clashes = [one for one in self.result.objections if one.kind in CLASHES]
        kept: list[Objection] = []
        for one in self.result.objections:
            follows = any(
                clash.rules < one.rules or (one.kind not in CLASHES and clash.rules <= set(one.others))
                for clash in clashes
            )
            twice = one.kind is Kind.SAME and any(old.rules == one.rules for old in kept)
            if not follows and not twice:
                kept.append(one)
        self.result.objections = sorted(kept, key=lambda one: list(Kind).index(one.kind))
