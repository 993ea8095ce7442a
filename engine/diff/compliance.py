"""What two designs keep of the same principles: what is mended, newly broken, unchanged, no longer known."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from enum import Enum

from pejl.engine.findings import CheckResult, Finding, Outcome, Principle


class Became(Enum):
    """What became of a finding."""

    BROKEN = "broken"
    """A violation of what was kept before, or of something that was not there."""
    REVEALED = "revealed"
    """A violation where nobody could tell before."""
    ASKED = "asked"
    """A violation of a rule that was not asked before: it compares with the design before."""
    UNCHANGED = "unchanged"
    """A violation that is still there."""
    MENDED = "mended"
    """A violation that is for certain there no more, although what it was about is."""
    GONE = "gone"
    """A violation whose entity is gone."""
    WAIVED = "waived"
    """A violation that is still there, and that a waiver permits now."""
    UNSETTLED = "unsettled"
    """What could be decided before, of something that was there, and cannot be now."""
    OPEN = "open"
    """What cannot be decided of something that was not there before."""
    ASKED_OPEN = "asked_open"
    """What cannot be decided by a rule that was not asked before."""


@dataclass(frozen=True)
class Kept:
    """What became of one principle.

    Attributes:
        principle: the principle; None gathers the rules that serve none.
        before, after: how many violations there are.
        findings: the findings by what became of them.
    """

    principle: Principle | None
    before: int
    after: int
    findings: Mapping[Became, tuple[Finding, ...]]

    def of(self, became: Became) -> tuple[Finding, ...]:
        """The findings that became something."""
        return self.findings.get(became, ())

    @property
    def touched(self) -> bool:
        """Whether anything is other than before."""
        return any(became is not Became.UNCHANGED for became in self.findings)


Ids = Mapping[str, Collection[str]]
"""By table, the ids of its entities."""


def kept(
    before: CheckResult, after: CheckResult, ids: tuple[Ids, Ids], was: Mapping[str, Mapping[str, str]]
) -> tuple[Kept, ...]:
    """What became of each principle, in the order of the packs.

    Args:
        before: the check of the earlier design.
        after: the check of the later one, with the same packs on the same day.
        ids: the entities of both.
        was: by table, the earlier ids of what is called otherwise now.
    """
    change = _Change(before, ids, was)
    old, new = _by_principle(before), _by_principle(after)
    principles: list[Principle | None] = [*after.principles, None]
    found = []
    for principle in principles:
        name = principle.id if principle else ""
        one = change.kept(principle, old.get(name, []), new.get(name, []))
        if principle is not None or one.findings:
            found.append(one)
    return tuple(found)


About = tuple[str, str]
"""A rule and the earlier id of an entity."""


class _Change:
    """What is known of two designs when their findings are compared."""

    def __init__(
        self, before: CheckResult, ids: tuple[Ids, Ids], was: Mapping[str, Mapping[str, str]]
    ) -> None:
        self.ids, self.was = ids, was
        self.now = {table: {old: new for new, old in renamed.items()} for table, renamed in was.items()}
        self.unasked = frozenset(one.rule for one in before.rules if one.needs_base)

    def kept(self, principle: Principle | None, old: list[Finding], new: list[Finding]) -> Kept:
        before = _by_outcome(old, lambda one: one.about)
        after = _by_outcome(new, self._about)
        found: dict[Became, list[Finding]] = defaultdict(list)
        for at, one in before[Outcome.VIOLATED].items():
            if not any(at in after[outcome] for outcome in STANDING):
                found[Became.MENDED if self._is_there(one) else Became.GONE].append(one)
        for at, one in after[Outcome.VIOLATED].items():
            found[self._violated(one, at, before)].append(one)
        for at, one in after[Outcome.WAIVED].items():
            if at in before[Outcome.VIOLATED]:
                found[Became.WAIVED].append(one)
        for at, one in after[Outcome.UNDECIDABLE].items():
            if at not in before[Outcome.UNDECIDABLE]:
                found[self._undecidable(one)].append(one)
        in_order = {became: tuple(found[became]) for became in Became if found[became]}
        return Kept(principle, len(before[Outcome.VIOLATED]), len(after[Outcome.VIOLATED]), in_order)

    def _about(self, one: Finding) -> About:
        rule, entity = one.about
        return rule, self.was.get(one.table, {}).get(entity, entity)

    def _violated(self, one: Finding, at: About, before: Outcomes) -> Became:
        if at in before[Outcome.VIOLATED]:
            return Became.UNCHANGED
        if one.rule in self.unasked:
            return Became.ASKED
        return Became.REVEALED if at in before[Outcome.UNDECIDABLE] else Became.BROKEN

    def _undecidable(self, one: Finding) -> Became:
        if one.rule in self.unasked:
            return Became.ASKED_OPEN
        return Became.UNSETTLED if self._was_there(one) else Became.OPEN

    def _is_there(self, one: Finding) -> bool:
        """Whether what an earlier finding is about is in the later design."""
        return one.table == "design" or self.now.get(one.table, {}).get(one.entity, one.entity) in self._of(
            1, one
        )

    def _was_there(self, one: Finding) -> bool:
        """Whether what a later finding is about was in the earlier design."""
        return one.table == "design" or self._about(one)[1] in self._of(0, one)

    def _of(self, side: int, one: Finding) -> Collection[str]:
        return self.ids[side].get(one.table, ())


STANDING = (Outcome.VIOLATED, Outcome.WAIVED, Outcome.UNDECIDABLE)
"""With these outcomes a violation before is not for certain there no more."""
Outcomes = dict[Outcome, dict[About, Finding]]


def _by_outcome(findings: Iterable[Finding], about: Callable[[Finding], About]) -> Outcomes:
    found: Outcomes = defaultdict(dict)
    for one in findings:
        found[one.outcome][about(one)] = one
    return found


def _by_principle(result: CheckResult) -> dict[str, list[Finding]]:
    """The findings that each principle has; those of a rule that serves none under ""."""
    found: dict[str, list[Finding]] = {}
    for finding in result.findings:
        for name in finding.principles or ("",):
            found.setdefault(name, []).append(finding)
    return found
