"""What two designs keep of the same principles: what is mended, newly broken, unchanged, no longer known."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from pejl.engine.findings import CheckResult, Finding, Outcome, Principle
from pejl.engine.model.tables import Design


@dataclass(frozen=True)
class Kept:
    """What became of one principle.

    Attributes:
        principle: the principle; None gathers the rules that serve none.
        before, after: how many violations there are.
        mended: violations that are for certain there no more, although what they are about is.
        gone: violations whose entity is gone.
        waived: violations that are still there, and that a waiver permits now.
        broken: violations that were not there before.
        asked: violations of rules that were not asked before: they compare with the design before.
        unchanged: violations that are still there.
        unsettled: what was decided before and is undecidable now.
    """

    principle: Principle | None
    before: int
    after: int
    mended: tuple[Finding, ...]
    gone: tuple[Finding, ...]
    waived: tuple[Finding, ...]
    broken: tuple[Finding, ...]
    asked: tuple[Finding, ...]
    unchanged: tuple[Finding, ...]
    unsettled: tuple[Finding, ...]

    @property
    def touched(self) -> bool:
        """Whether anything is other than before."""
        return bool(self.mended or self.gone or self.waived or self.broken or self.asked or self.unsettled)


def kept(before: CheckResult, after: CheckResult, design: Design) -> tuple[Kept, ...]:
    """What became of each principle, in the order of the packs.

    Args:
        before: the check of the earlier design.
        after: the check of the later one, with the same packs on the same day.
        design: the later design.
    """
    old, new = _by_principle(before), _by_principle(after)
    unasked = frozenset(one.rule for one in before.rules if one.needs_base)
    principles: list[Principle | None] = [*after.principles, None]
    found = []
    for principle in principles:
        name = principle.id if principle else ""
        one = _kept(principle, old.get(name, []), new.get(name, []), design, unasked)
        if principle is not None or one.touched or one.unchanged:
            found.append(one)
    return tuple(found)


def _kept(
    principle: Principle | None,
    old: list[Finding],
    new: list[Finding],
    design: Design,
    unasked: frozenset[str],
) -> Kept:
    was, now = _violated(old), _violated(new)
    unknown = {one.about for one in old if one.outcome is Outcome.UNDECIDABLE}
    open_now = [one for one in new if one.outcome is Outcome.UNDECIDABLE and one.rule not in unasked]
    unknown_now = {one.about for one in open_now}
    waived = {one.about: one for one in new if one.outcome is Outcome.WAIVED}
    ended = [one for at, one in was.items() if not any(at in there for there in (now, waived, unknown_now))]
    fresh = [one for at, one in now.items() if at not in was]
    return Kept(
        principle,
        len(was),
        len(now),
        tuple(one for one in ended if _there(one, design)),
        tuple(one for one in ended if not _there(one, design)),
        tuple(one for at, one in waived.items() if at in was),
        tuple(one for one in fresh if one.rule not in unasked),
        tuple(one for one in fresh if one.rule in unasked),
        tuple(one for at, one in now.items() if at in was),
        tuple(one for one in open_now if one.about not in unknown),
    )


def _violated(findings: Iterable[Finding]) -> dict[tuple[str, str], Finding]:
    return {one.about: one for one in findings if one.outcome is Outcome.VIOLATED}


def _there(finding: Finding, design: Design) -> bool:
    table = design.tables.get(finding.table)
    if table is None or finding.table == "design":
        return True
    return finding.entity in table.ids and bool(table.exists[table.ids.index(finding.entity)])


def _by_principle(result: CheckResult) -> dict[str, list[Finding]]:
    """The findings that each principle has; those of a rule that serves none under ""."""
    found: dict[str, list[Finding]] = {}
    for finding in result.findings:
        for name in finding.principles or ("",):
            found.setdefault(name, []).append(finding)
    return found
