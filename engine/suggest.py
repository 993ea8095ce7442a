"""Searches for designs that keep every principle: open -> ground -> solve -> write -> check again.

Every answer is written as a proposal, loaded like any other and checked by the checker before it is shown.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction

import numpy as np

from pejl.engine.errors import DefectError, Place
from pejl.engine.findings import Bilingual, Change, CheckResult, Outcome, Severity
from pejl.engine.model.load import load_text
from pejl.engine.model.tables import Design
from pejl.engine.prepare import Search
from pejl.engine.run import Loaded, run_check
from pejl.engine.search.deadline import Deadline
from pejl.engine.search.decide import completion_of
from pejl.engine.search.follow import gone_along
from pejl.engine.search.goals import today
from pejl.engine.search.program import (
    Program,
    Values,
    asserted,
    at_most,
    different,
    objective,
    program,
    value_of,
)
from pejl.engine.search.proposals import Altered, Changes, astray, differences
from pejl.engine.search.reasons import Conflict, Relaxation
from pejl.engine.search.solver import Limits, Progress, Solved, Solver, Status, Unfinished, Watch
from pejl.engine.values.linear import OPEN, Goal, Ints, LinearModel


@dataclass(frozen=True)
class Amount:
    """One goal of an answer: how much of it there is, and what it counts.

    `exact` tells that nothing unknown stands in it; else there is at least as much of it.
    """

    title: Bilingual
    value: Fraction
    weight: Fraction
    rank: int
    exact: bool


@dataclass(frozen=True)
class Stage:
    """The objective of one rank: what was reached, and what cannot be undercut."""

    rank: int
    objective: Fraction
    bound: Fraction | None

    @property
    def gap(self) -> float | None:
        """How far the objective may lie above the best, as a part of it; 0 is proven, None not known."""
        if self.bound is None:
            return None
        if self.objective == self.bound:
            return 0.0
        return float((self.objective - self.bound) / max(abs(self.objective), Fraction(1)))


@dataclass(frozen=True)
class Answer:
    """A design that was found.

    Attributes:
        proposal: the YAML of the proposal.
        name: the name of its file.
        amounts: the goals.
        stages: the objective of each rank.
        proven: whether nothing better exists.
        moves: what the search changed, with what follows.
        result: the proposal, checked.
        values: what was decided, as the values of the model's variables.
    """

    proposal: str
    name: str
    amounts: tuple[Amount, ...]
    stages: tuple[Stage, ...]
    proven: bool
    moves: tuple[Change, ...]
    result: CheckResult
    values: Values


@dataclass(frozen=True)
class Suggestion:
    """What a search gave.

    Attributes:
        status: how it ended.
        answers: the designs, best first.
        untouched: the rule and entity of violations that stand whatever is decided; what is about the
            design itself has the id of the one that was given.
        left_out: the rules that the search was told not to look at.
        conflicts: where no design exists, what cannot hold together.
        relaxations: where no design exists, what would open the search.
    """

    status: Status
    answers: tuple[Answer, ...] = ()
    untouched: tuple[tuple[str, str], ...] = ()
    left_out: tuple[str, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    relaxations: tuple[Relaxation, ...] = ()


@dataclass(frozen=True)
class Wanted:
    """How to search.

    Attributes:
        limits: how long and how.
        alternatives: how many answers.
        every: whether to list all designs there are, however good.
    """

    limits: Limits = field(default_factory=Limits)
    alternatives: int = 1
    every: bool = False


def suggest(search: Search, solver: Solver, wanted: Wanted, watch: Watch | None = None) -> Suggestion:
    """The best designs that keep every principle.

    Args:
        search: what may be decided.
        solver: what finds them.
        wanted: how many, and for how long.
        watch: is told of every improvement.

    Raises:
        DefectError: the checker does not agree with the solver; both are in it.
    """
    model = search.model
    whole = program(model, asserted(model))
    spec = search.asked.spec
    own, given = search.asked.design.id, search.asked.loaded.design.id
    untouched = [(rule, given if entity == own else entity) for rule, entity in search.grounded.untouched]
    told = Suggestion(Status.NONE, (), tuple(untouched), tuple(sorted(spec.leave_out)))
    if wanted.every:
        return _listed(search, whole, solver, wanted.limits, told)
    deadline = Deadline(wanted.limits)
    answers: list[Answer] = []
    status = Status.NONE
    start = _start(search)
    while len(answers) < wanted.alternatives:
        solved, stages = _by_rank(whole, model.goals, solver, deadline, start, watch)
        if not answers:
            status = solved.status
        if solved.values is None:
            break
        proven = solved.status is Status.OPTIMAL
        answers.append(_answer(search, len(answers) + 1, solved.values, stages, proven))
        whole = different(whole, _matters(model), solved.values)
        if deadline.over:
            break
    return replace(told, status=status, answers=tuple(answers))


def _listed(search: Search, whole: Program, solver: Solver, limits: Limits, told: Suggestion) -> Suggestion:
    """Every design there is, best first; FOUND and not OPTIMAL if there was no time for all."""
    found: list[Values] = []
    complete = True
    deadline = Deadline(limits)
    try:
        for values in solver.every(
            whole, deadline.part(0.5)
        ):  # the other half is for writing and checking them
            found.append(values)
    except Unfinished:
        complete = False
    found.sort(key=lambda values: _ranking(search.model, values))
    answers: list[Answer] = []
    for values in found:
        if answers and deadline.over:
            complete = False
            break
        answers.append(_answer(search, len(answers) + 1, values, (), False))
    answers = [replace(one, proven=complete) for one in answers]
    if complete:
        status = Status.OPTIMAL if found else Status.NONE
    else:
        status = Status.FOUND if found else Status.UNKNOWN
    return replace(told, status=status, answers=tuple(answers))


def _by_rank(
    whole: Program, wanted: list[Goal], solver: Solver, deadline: Deadline, start: Values, watch: Watch | None
) -> tuple[Solved, tuple[Stage, ...]]:
    """Make the goals of rank 1 as small as can be, then those of rank 2 among what is as good, and so on."""
    stages: list[Stage] = []
    best = Solved(Status.UNKNOWN)
    proven = True
    for rank in sorted({goal.rank for goal in wanted}) or [1]:
        goal = objective([one for one in wanted if one.rank == rank])
        told = None if watch is None else _in_words(watch, goal.step, deadline)
        begin = start if best.values is None else best.values
        solved = solver.solve(whole, goal, deadline.left, begin, told)
        if solved.values is None:
            if best.values is None:
                return solved, ()
            stages.append(Stage(rank, value_of(goal, best.values) * goal.step, None))
            proven = False
            continue
        best = solved
        proven = proven and solved.status is Status.OPTIMAL
        assert solved.best is not None
        bound = None if solved.bound is None else Fraction(solved.bound).limit_denominator(10**6) * goal.step
        stages.append(Stage(rank, solved.best * goal.step, bound))
        whole = at_most(whole, goal, solved.best)
    return replace(best, status=Status.OPTIMAL if proven else Status.FOUND), tuple(stages)


def _in_words(watch: Watch, step: Fraction, deadline: Deadline) -> Watch:
    """A watch that is told of values as people count them, and of the time since the whole search began."""

    def told(progress: Progress) -> None:
        best = None if progress.best is None else float(progress.best * step)
        bound = None if progress.bound is None else float(progress.bound * step)
        watch(Progress(time.monotonic() - deadline.began, best, bound))

    return told


def _ranking(model: LinearModel, values: Values) -> tuple[Fraction, ...]:
    """The objective of each rank."""
    ranks = sorted({goal.rank for goal in model.goals})
    goals_of = [objective([one for one in model.goals if one.rank == rank]) for rank in ranks]
    return tuple(value_of(one, values) * one.step for one in goals_of)


def _start(search: Search) -> Values:
    """The organisation of today, as values to begin from; what follows from the decisions is left false."""
    values = np.zeros(search.model.size + 1, dtype=np.bool_)
    values[1] = True
    values[today(search.model, search.asked.design, search.asked.candidates.rows)] = True
    return values


def _matters(model: LinearModel) -> Ints:
    """The decisions in which two answers have to differ: who is responsible, and what is there."""
    found = [
        one.variables
        for one in model.decided
        if one.relation == OPEN or (one.table, one.relation) == ("tasks", "responsible")
    ]
    return np.concatenate(found) if found else model.decisions


def _answer(search: Search, number: int, values: Values, stages: tuple[Stage, ...], proven: bool) -> Answer:
    """A solution as a proposal, loaded and checked like any other."""
    decisions = search.model.decisions
    completion = completion_of(search.model, decisions[values[decisions]])
    asked = search.asked
    rules = asked.loaded.rules
    writer = Changes(asked.design, asked.candidates, search.freedom.staff)
    moved = None
    if writer.entangled(completion):
        moves_only = asked.writer.text(number, writer.lines(completion, altering=False))
        moved = load_text(moves_only, asked.writer.beside(number), rules.fields)
    going = gone_along(search.design, asked.design, values)

    def proposed(changes: list[str]) -> tuple[str, Design, Altered]:
        text = asked.writer.text(number, changes)
        design = load_text(text, asked.writer.beside(number), rules.fields)
        return text, design, astray(going, completion, asked.design, design)

    changes = writer.lines(completion, moved)
    text, design, wrong = proposed(changes)
    if wrong:  # moves come one by one: what goes along with the first may belong where it was after the last
        writer = writer.keeping(wrong)
        changes = writer.lines(completion, moved)
        text, design, wrong = proposed(changes)
    if wrong:
        changes = writer.lines(completion, moved, besides=wrong)
        text, design, wrong = proposed(changes)
    result = run_check(Loaded(design, rules), asked.as_of)
    elsewhere = [f"{table}/{id_}" for table, rows in wrong.items() for id_ in rows]
    _agree(search, [*differences(completion, asked.design, design), *elsewhere], result, text)
    own = text.count("\n") - sum(line.count("\n") for line in changes)
    file = str(asked.writer.beside(number))
    moves = tuple(one for one in design.ledger if _within(one.place, file, own))
    amounts = tuple(_amount(goal, values) for goal in search.model.goals)
    return Answer(text, f"{asked.writer.id(number)}.yaml", amounts, stages, proven, moves, result, values)


def _within(place: Place | None, file: str, line: int) -> bool:
    """Whether a place lies behind a line of a file."""
    return place is not None and place.file == file and place.line > line


def _amount(goal: Goal, values: Values) -> Amount:
    value = goal.constant + int(goal.coefficients[values[goal.variables]].sum())
    return Amount(goal.title, value * goal.step, goal.weight, goal.rank, goal.exact)


def _agree(search: Search, elsewhere: Sequence[str], result: CheckResult, text: str) -> None:
    """See that the proposal says what was decided, and that the checker finds what the solver promised."""
    allowed = {*search.grounded.untouched, *search.grounded.tolerated}
    broken = [
        f"{one.rule} for {one.table}/{one.entity}"
        for one in result.findings
        if one.outcome is Outcome.VIOLATED
        and one.severity is Severity.ERROR
        and one.rule not in search.asked.spec.leave_out
        and (one.rule, search.asked.design.id if one.table == "design" else one.entity) not in allowed
    ]
    if broken or elsewhere:
        raise DefectError(
            "the solver and the checker disagree about a design; this is a mistake in Pejl.\n"
            f"violated, says the checker: {', '.join(broken) or 'nothing'}\n"
            f"not as decided: {', '.join(elsewhere) or 'nothing'}\n{text}"
        )
