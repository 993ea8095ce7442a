"""Why there is no design: minimal sets of rules with their entities that cannot hold together.

A solver that can name assumptions that clash gives a first set, which is small but need not be minimal; else
QuickXplain finds one (U. Junker, "QuickXplain: preferred explanations and relaxations for over-constrained
problems", AAAI 2004). Then each member is left out in turn: where the others still clash it is dropped for
good, and else they were seen to hold without it, which proves the set minimal. Members are fixed for that,
not assumed: a solver works on fixed rows many times as fast.
"""

from __future__ import annotations

import time
from collections.abc import Collection
from dataclasses import dataclass, replace
from typing import Protocol, runtime_checkable

from pejl.engine.search.claims import Claims, Oracle, claims
from pejl.engine.search.deadline import Deadline
from pejl.engine.search.program import Program
from pejl.engine.search.reasons import Conflict
from pejl.engine.search.solver import Limits, Solver, Status
from pejl.engine.values.linear import FALSE, Ints, LinearModel

SMALL = 8
"""Up to this size a set is made minimal by leaving out its members one by one, without QuickXplain."""
PATIENCE = 5
"""How many times as long as for a solution with fixed members a solver may look for some that clash."""


@runtime_checkable
class Accuser(Protocol):
    """A solver that can name assumptions that clash."""

    def core(self, program: Program, assumed: Ints, limits: Limits) -> list[int] | None:
        """Positions of some literals that cannot all be true; None if they can, or none were found."""


def conflicts(
    model: LinearModel,
    solver: Solver,
    limits: Limits,
    most: int = 3,
    without: Collection[tuple[str, str]] = (),
    known: bool = False,
) -> tuple[Conflict, ...]:
    """Conflicts of a model; no two of them share a member.

    Args:
        model: the model.
        solver: what solves; CP-SAT names first sets, others take longer.
        limits: how long all of it may take.
        most: how many conflicts are looked for.
        without: the rules and entities that nobody is held to.
        known: whether it is known already that the rules cannot hold together.

    Returns:
        the smallest first. Nothing if the rules can hold together, or if the time was too short to see that
        they cannot. One conflict without members if nothing can be decided at all.
    """
    asked = claims(model, without)
    return Conflicting(Oracle(asked, solver, Deadline(limits))).found(most, known)


@dataclass
class Conflicting:
    """Finds conflicts among what an oracle can be asked about."""

    oracle: Oracle

    @property
    def claims(self) -> Claims:
        return self.oracle.claims

    def found(self, most: int, known: bool) -> tuple[Conflict, ...]:
        """See `conflicts`."""
        alone = self.oracle.ask([], 0.2)
        if alone is Status.NONE:
            return (Conflict((), True),)
        found: list[Conflict] = []
        left: list[int] = []
        for at, literal in enumerate(self.claims.literals.tolist()):
            if literal != FALSE:
                left.append(at)
            elif len(found) < most:  # nothing that is decided keeps this rule
                found.append(self._conflict([at], alone is not Status.UNKNOWN))
        while left and len(found) < most and not self.oracle.deadline.over:
            one = self.one(left, known and not found)
            if one is None:
                break
            members, minimal = one
            found.append(self._conflict(members, minimal))
            left = [at for at in left if at not in set(members)]
        return tuple(sorted(found, key=lambda conflict: len(conflict.members)))

    def _conflict(self, members: list[int], minimal: bool) -> Conflict:
        return Conflict(tuple(sorted(self.claims.members[at] for at in members)), minimal)

    def one(self, candidates: list[int], known: bool) -> tuple[list[int], bool] | None:
        """Some candidates that cannot hold together, and whether they are seen to be minimal.

        Args:
            candidates: positions of members.
            known: whether it is known already that they cannot hold together.
        """
        began = time.monotonic()
        status = self.oracle.ask(candidates, 0.3)
        if status is not Status.NONE and not (known and status is Status.UNKNOWN):
            return None
        patience = PATIENCE * (time.monotonic() - began) + 0.2
        members = self._blamed(candidates, patience) or candidates
        if members == candidates and len(members) > SMALL:
            members = self._explained([], False, members)
        if members != candidates and self.oracle.ask(members, 0.5) is not Status.NONE:
            members = candidates
        return self._reduced(members)

    def _blamed(self, candidates: list[int], seconds: float) -> list[int] | None:
        """The members that a solver says clash, if it can say so in that time."""
        solver = self.oracle.solver
        if not isinstance(solver, Accuser) or not candidates:
            return None
        limits = self.oracle.deadline.part(0.3)
        limits = replace(limits, seconds=min(seconds, limits.seconds or seconds))
        core = solver.core(self.claims.program([]), self.claims.literals[candidates], limits)
        return None if core is None else [candidates[at] for at in core]

    def _explained(self, background: list[int], grown: bool, candidates: list[int]) -> list[int]:
        """Those of some candidates that, with a background, cannot hold together: QuickXplain.

        Args:
            background: what holds anyway.
            grown: whether the background is larger than when it was last asked about.
            candidates: they cannot hold together with the background.
        """
        if grown and self.oracle.ask(background, 0.2) is Status.NONE:
            return []
        if len(candidates) == 1:
            return candidates
        first, second = candidates[: len(candidates) // 2], candidates[len(candidates) // 2 :]
        of_second = self._explained([*background, *first], True, second)
        of_first = self._explained([*background, *of_second], bool(of_second), first)
        return [*of_first, *of_second]

    def _reduced(self, members: list[int]) -> tuple[list[int], bool]:
        """The members without those that are not needed, and whether all that stay were seen to be needed."""
        minimal = True
        for at in list(members):
            rest = [one for one in members if one != at]
            status = self.oracle.ask(rest, 1 / (len(members) + 1))
            if status is Status.NONE:
                members = rest
            elif status is Status.UNKNOWN:
                minimal = False
        return members, minimal
