"""Why a search has no answer, and what would open it: conflicts, and the smallest relaxations.

Three ways to open a search: rules that are waived for some entities, a parameter that is loosened, and more
freedom in what is decided. Each is tried by solving before it is told.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TypeVar

from pejl.engine.errors import PejlError
from pejl.engine.loosen import loosened, parameters, without_goals
from pejl.engine.prepare import Search, grounded
from pejl.engine.search.claims import Oracle, claims
from pejl.engine.search.conflict import conflicts
from pejl.engine.search.deadline import Deadline
from pejl.engine.search.give_up import to_give_up
from pejl.engine.search.openings import Freedom
from pejl.engine.search.reasons import Conflict, GiveUp, Loosen, Member, Relaxation, Widen
from pejl.engine.search.solver import Limits, Solver, Status
from pejl.engine.search.widen import Widened, cost, taken, told, widened
from pejl.engine.suggest import Suggestion

Clashing = TypeVar("Clashing", Conflict, GiveUp)

MOST_FREEDOMS = 5000
"""So many more pairs of an entity and a target are let in at most when more freedom is tried."""


def explained(search: Search, found: Suggestion, solver: Solver, limits: Limits) -> Suggestion:
    """What a search gave, and where no design exists, why not and what would open it.

    Args:
        search: the search.
        found: what it gave.
        solver: what solves; CP-SAT is by far the fastest here.
        limits: how long all of it may take, the solution that was `found` not counted.
    """
    if found.status is not Status.NONE:
        return found
    deadline = Deadline(limits)
    clashing = conflicts(search.model, solver, deadline.part(0.3), known=True)
    ways = relaxations(search, clashing, solver, deadline.left)
    return replace(
        found,
        conflicts=tuple(_as_given(search, one) for one in clashing),
        relaxations=tuple(_as_given(search, one) if isinstance(one, GiveUp) else one for one in ways),
    )


def _as_given(search: Search, told: Clashing) -> Clashing:
    """Members about the design itself, under the id of the design that was given."""
    own, given = search.asked.design.id, search.asked.loaded.design.id
    members = (Member(one.rule, given) if one.entity == own else one for one in told.members)
    return replace(told, members=tuple(members))


def relaxations(
    search: Search, clashing: Sequence[Conflict], solver: Solver, limits: Limits
) -> tuple[Relaxation, ...]:
    """The smallest ways to open a search that has no answer.

    Args:
        search: the search.
        clashing: conflicts of it; the parameters that their rules read are tried.
        solver: what solves.
        limits: how long all of it may take.

    Returns:
        first the parameters, then the rules to give up, then further freedom. Each opens the search alone.
    """
    deadline = Deadline(limits)
    given = rules_to_give_up(search, clashing, solver, deadline.part(0.3))
    rules = {one.rule for conflict in clashing for one in conflict.members}
    rules |= {one.rule for each in given for one in each.members}
    loose = parameters_to_loosen(search, rules, solver, deadline.part(0.6))
    wide = freedom_to_add(search, solver, deadline.left)
    return (*loose, *given, *([wide] if wide else []))


def rules_to_give_up(
    search: Search, clashing: Sequence[Conflict], solver: Solver, limits: Limits
) -> tuple[GiveUp, ...]:
    """The fewest rules and entities to waive, where some conflicts are known; see `to_give_up`."""
    kept = {rule.id for rule in search.asked.loaded.rules.rules if not rule.waivable}
    return to_give_up(claims(search.model), solver, limits, kept, known=clashing)


def parameters_to_loosen(search: Search, rules: set[str], solver: Solver, limits: Limits) -> list[Loosen]:
    """The parameters of some rules that open a search alone, each by as little as does it."""
    deadline = Deadline(limits)
    read = {
        (one.name, one.place): one
        for rule in search.asked.loaded.rules.rules
        if rule.id in rules
        for one in parameters(rule)
    }
    found = []
    for at, setting in enumerate(read.values()):
        if deadline.over:
            break
        one = loosened(search, setting, solver, deadline.part(1 / (len(read) - at)))
        if one is not None:
            found.append(one)
    return found


def freedom_to_add(search: Search, solver: Solver, limits: Limits) -> Widen | None:
    """The smallest extra freedom that opens a search: see `widen` for what is tried.

    Returns:
        None if no such freedom opens it, or if it was not found in the time.
    """
    deadline = Deadline(limits)
    for others in (True, False):
        wide = [widened(search.asked.design, one, others) for one in search.freedom.openings]
        if not 0 < sum(one.extra for one in wide) <= MOST_FREEDOMS:
            continue
        for untouched in (search.grounded.untouched, []):
            if deadline.over:
                return None
            found = _fewest(search, wide, untouched, solver, deadline)
            if found is not None:
                return found
    return None


def _fewest(
    search: Search,
    wide: list[Widened],
    untouched: Sequence[tuple[str, str]],
    solver: Solver,
    deadline: Deadline,
) -> Widen | None:
    """The fewest freedoms that open a search, where some violations need not be mended; seen to open it."""
    asked = search.asked
    free = Freedom([one.wide for one in wide], search.freedom.staff)
    try:
        other = grounded(without_goals(asked), free, asked.loaded.rules.rules)
    except PejlError:
        return None  # with so much freedom the rules cannot be searched with
    model = other.model
    held = claims(model, untouched)
    counted = cost(held.model, wide)
    whole = held.program(range(len(held.members)))
    solved = solver.solve(whole, counted.objective, deadline.part(0.5))
    if solved.values is None:
        return None
    used = [counted.used(at, solved.values) for at in range(len(wide))]
    pairs = [taken(held.model, one, solved.values) for one in wide]
    each = list(zip(wide, used, pairs, strict=True))
    smaller = [one.with_some(rows, those) for one, rows, those in each]
    status = exists(search, Freedom(smaller, search.freedom.staff), solver, deadline, 0.5)
    if not status.exists:
        return None
    freedoms = [one for way in each for one in told(asked.design, *way)]
    return Widen(tuple(freedoms), solved.status is Status.OPTIMAL)


def exists(search: Search, free: Freedom, solver: Solver, deadline: Deadline, share: float) -> Status:
    """Whether a design exists with another freedom than that of a search.

    Rules that no decision can touch stay out of it, as they do in the search; where there are more of their
    violations than in the search, there is no such design.

    Returns:
        NONE: there is none. UNKNOWN: the time was too short, or a rule cannot be searched with.
        Anything else: there is one.
    """
    rules = search.asked.loaded.rules.rules
    try:
        other = grounded(without_goals(search.asked), free, rules)
    except PejlError:
        return Status.UNKNOWN
    if not set(other.grounded.untouched) <= set(search.grounded.untouched):
        return Status.NONE
    asked = claims(other.model)
    return Oracle(asked, solver, deadline).ask(range(len(asked.members)), share)
