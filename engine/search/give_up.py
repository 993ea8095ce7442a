"""The fewest rules, each for one entity, without which the others can hold: a minimum relaxation.

Of every conflict one member at least has to be given up. So the fewest that hit all conflicts known so far
are given up, and it is asked whether the others hold: then nothing smaller does, and else there is a further
conflict among them (implicit hitting sets: E. Moreno-Centeno and R. Karp, "The implicit hitting set approach
to solve combinatorial optimization problems", Operations Research 2013). Where that takes too many rounds,
the solver drops one member, then two, and so on; and where that takes too long, as few as it can.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

import numpy as np

from pejl.engine.search.claims import Claims, Oracle
from pejl.engine.search.conflict import Conflicting
from pejl.engine.search.deadline import Deadline
from pejl.engine.search.program import Objective, Values, at_most, different, objective, program
from pejl.engine.search.reasons import Conflict, GiveUp
from pejl.engine.search.solver import Limits, Solver, Status
from pejl.engine.values.exact import any_of, literal_ids, settled
from pejl.engine.values.linear import TRUE, Goal, Ints, LinearModel

NOTHING = objective([])
ROUNDS = 200
"""How many further conflicts are looked for at most."""


def to_give_up(
    asked: Claims,
    solver: Solver,
    limits: Limits,
    unwaivable: Collection[str] = (),
    most: int = 3,
    known: Sequence[Conflict] = (),
) -> tuple[GiveUp, ...]:
    """The smallest sets of members without which the others hold.

    Args:
        asked: what the rules ask for; it cannot hold as a whole.
        solver: what solves.
        limits: how long all of it may take.
        unwaivable: the rules that may not be waived.
        most: how many sets of the smallest size are looked for.
        known: conflicts that were found.

    Returns:
        sets of one size; after them, if they all hold rules that may not be waived, one without such.
        Nothing if there are none or the time was too short to find one. Each was seen to open the search.
    """
    deadline = Deadline(limits)
    kept = [at for at, one in enumerate(asked.members) if one.rule in unwaivable]
    number = {member: at for at, member in enumerate(asked.members)}
    conflicts = [[number[one] for one in each.members] for each in known if each.members]
    search = GivingUp(asked, solver, deadline.part(0.7), conflicts)
    found = search.smallest([], kept, most)
    if found and all(any(one.rule in unwaivable for one in each.members) for each in found):
        search.limits = deadline.left
        found += search.smallest(kept, [], 1)
    return tuple(found)


@dataclass
class GivingUp:
    """Looks for members to give up.

    Attributes:
        limits: how long the next search may take.
        conflicts: positions of members that cannot hold together; grows.
    """

    claims: Claims
    solver: Solver
    limits: Limits
    conflicts: list[list[int]] = field(default_factory=list)

    def smallest(self, hard: list[int], dear: list[int], most: int) -> list[GiveUp]:
        """The smallest sets, where some members are never given up and some only if that saves others."""
        deadline = Deadline(self.limits)
        found, least = self._hitting(Deadline(deadline.part(0.5)), hard, dear, most)
        return found or self._dropping(deadline, hard, dear, most, least)

    def _hitting(
        self, deadline: Deadline, hard: list[int], dear: list[int], most: int
    ) -> tuple[list[GiveUp], int]:
        """Sets by way of conflicts, and the least size that any set can have."""
        oracle = Oracle(self.claims, self.solver, deadline)
        every = range(len(self.claims.members))
        found: list[GiveUp] = []
        tried: list[list[int]] = []
        least = 1
        for _ in range(ROUNDS):
            hit = _fewest(self.conflicts, hard, dear, tried, self.solver, deadline)
            if hit is None or (found and len(hit) > len(found[0].members)):
                break
            least = len(hit)
            rest = [at for at in every if at not in hit]
            status = oracle.ask(rest)
            if status.exists:
                found.append(self._told(hit, True))
                tried.append(hit)
                if len(found) == most or not hit:
                    break
                continue
            further = Conflicting(oracle).one(rest, True) if status is Status.NONE else None
            if further is None or deadline.over:
                break
            self.conflicts.append(further[0])
        return found, least

    def _told(self, given: Collection[int], smallest: bool) -> GiveUp:
        return GiveUp(tuple(sorted(self.claims.members[at] for at in given)), smallest)

    def _dropping(
        self, deadline: Deadline, hard: list[int], dear: list[int], most: int, least: int
    ) -> list[GiveUp]:
        """Sets by letting the solver choose what to drop."""
        literals, solver = self.claims.literals, self.solver
        oracle = Oracle(self.claims, solver, deadline)
        whole = self.claims.program(hard)
        count, dearest = _false(literals), _false(literals[dear])
        if hard and solver.solve(whole, NOTHING, deadline.part(0.2)).status is Status.NONE:
            return []
        size, proven = max(_least(count, whole.fixed), least) - 1, Status.NONE
        while proven is Status.NONE and size < len(literals) and not whole.infeasible:
            size += 1
            proven = solver.solve(at_most(whole, count, size), NOTHING, deadline.part(0.2)).status
        wanted = count
        if proven.exists:
            whole, wanted = at_most(whole, count, size), dearest
        found: list[GiveUp] = []
        while len(found) < most and not deadline.over:
            solved = solver.solve(whole, wanted, deadline.part(0.4))
            if solved.values is None:
                break
            given = _given(literals, solved.values)
            if found and len(given) > len(found[0].members):
                break
            if oracle.ask(np.setdiff1d(np.arange(len(literals)), given).tolist()).exists:
                found.append(self._told(given.tolist(), len(given) == size))
            choice = np.unique(np.abs(literals[given]))
            choice = choice[choice != TRUE]
            if len(choice) == 0:
                break
            whole = different(whole, choice, solved.values)
        return found


def _fewest(
    conflicts: list[list[int]],
    hard: list[int],
    dear: list[int],
    tried: list[list[int]],
    solver: Solver,
    deadline: Deadline,
) -> list[int] | None:
    """The fewest positions of which each conflict has one, other than those tried; None if there are none."""
    never, costly = set(hard), set(dear)
    hitting = [[at for at in each if at not in never] for each in conflicts]
    if not all(hitting):
        return None
    at_stake = sorted({at for each in hitting for at in each})
    model, number = LinearModel(), {at: row for row, at in enumerate(at_stake)}
    rows = np.arange(len(at_stake))
    taken = model.decide("", "", rows, rows, [str(at) for at in at_stake], [str(at) for at in at_stake])
    up = np.repeat(np.arange(len(hitting)), [len(each) for each in hitting])
    members = np.array([number[at] for each in hitting for at in each], dtype=np.int64)
    model.structure.append(literal_ids(any_of(settled(taken[members], model), up, len(hitting))))
    for each in tried:
        last = -taken[[number[at] for at in each]]
        model.structure.append(
            literal_ids(any_of(settled(last, model), np.zeros(len(each), dtype=np.int64), 1))
        )
    weights = np.array([len(at_stake) + 1 + (at in costly) for at in at_stake], dtype=np.int64)
    goal = Goal({}, 1, 0, taken, weights, Fraction(1), Fraction(1))
    solved = solver.solve(program(model, rows[:0]), objective([goal]), deadline.left)
    if solved.values is None or solved.status is not Status.OPTIMAL:
        return None
    return [at for at, variable in zip(at_stake, taken.tolist(), strict=True) if solved.values[variable]]


def _given(literals: Ints, values: Values) -> Ints:
    """The positions of the literals that are false."""
    given: Ints = np.flatnonzero(values[np.abs(literals)] != (literals > 0))
    return given


def _false(literals: Ints) -> Objective:
    """How many of some literals are false."""
    positive = literals > 0
    variables, signs = np.abs(literals), np.where(positive, -1, 1)
    return objective([Goal({}, 1, int(positive.sum()), variables, signs, Fraction(1), Fraction(1))])


def _least(count: Objective, fixed: Ints) -> int:
    """The least that a sum can be where some of its variables are fixed."""
    state = fixed[count.variables]
    free = np.minimum(count.coefficients, 0)[state == 0]
    return count.constant + int(count.coefficients[state > 0].sum()) + int(free.sum())
