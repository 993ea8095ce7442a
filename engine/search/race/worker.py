"""One thread of the race: local search and SCIP, or column generation, proofs and large neighbourhoods."""

from __future__ import annotations

import math
import time

import numpy as np

from pejl.engine.search.cp_sat import EASY, CpSat
from pejl.engine.search.program import Objective, at_most, value_of
from pejl.engine.search.race.components import components
from pejl.engine.search.race.field import COMPILED
from pejl.engine.search.race.landscape import Landscape
from pejl.engine.search.race.neighbourhoods import Neighbourhoods
from pejl.engine.search.race.part import part
from pejl.engine.search.race.patterns import Master, dive
from pejl.engine.search.race.race import Race
from pejl.engine.search.race.relaxation import Relaxed
from pejl.engine.search.race.scip import improve
from pejl.engine.search.race.walk import Improver
from pejl.engine.search.solver import Limits, Status

QUIET = 3.0
"""Seconds without a better solution after which CP-SAT is given what is too large to be easy."""
FEW, VERY_FEW = 2_000, 800
"""So many open variables SCIP is given for two turns; and for as long as there is time, instead of walks."""
IDLE = 0.05
"""Seconds that a worker waits which has nothing to do."""
MOVES = 20_000
"""Moves in the first round of local search."""
LONGER = 1.25
"""How much longer each round of local search is than the one before."""
TURN, LONGER_TURN, LONGEST_TURN = 4.0, 1.5, 60.0
"""Seconds of the first turn at one thing; how much longer the next is; the most."""


class Worker:
    """One thread of the race: it takes turns at what it does, each turn longer than the last."""

    def __init__(self, race: Race, land: Landscape, relaxed: Relaxed | None, at: int, count: int) -> None:
        self.race, self.land, self.relaxed = race, land, relaxed
        seed = race.limits.seed * 1000 + at
        rounded_ = relaxed.shares > 0.5 if relaxed is not None else race.values
        self.improver = Improver(land, rounded_, seed)
        self.near = Neighbourhoods(land, seed)
        self.moves, self.turn = float(MOVES), TURN
        self.master: Master | None = None
        self.whole = False
        self.seed, self.in_company = seed, count > 1
        self.opened = int((race.program.fixed == 0).sum())
        self.random = np.random.default_rng(seed)
        walk = self.walk if COMPILED else self.neighbours
        second = [self.patterns, self.prove, self.neighbours]
        first = [walk, self.closing]
        turns = [first, second] if count > 1 else [[walk, *second, self.closing]]
        self.turns = turns[at] if at < len(turns) else [walk, self.neighbours]

    def work(self) -> None:
        """Take turns until the race is over."""
        while not self.race.over():
            began = time.monotonic()
            for turn in [self.prove] if self._only_a_proof_is_left() else self.turns:
                if not self.race.over():
                    turn(time.monotonic() + self.turn)
            if time.monotonic() - began < IDLE:  # nothing to do: leave the processor to the others
                self.race.ended.wait(IDLE)
            self.turn = min(self.turn * LONGER_TURN, LONGEST_TURN)

    def walk(self, until: float) -> None:
        """Local search."""
        race, improver = self.race, self.improver
        while not race.over() and time.monotonic() < until and not self._is_little(VERY_FEW):
            improver.round(round(self.moves), self._goes_on)
            self.moves *= LONGER
            found = improver.solution()
            if found is not None:
                race.offer(found)
            known = math.inf if improver.best is None else improver.best
            if race.values is not None and race.best is not None and race.best < known:
                improver.offer(race.values)

    def neighbours(self, until: float) -> None:
        """Large neighbourhoods of the best solution."""
        race = self.race
        while not race.over() and time.monotonic() < until:
            if race.values is None:
                self._first()
                return
            limits = Limits(race.seconds(1.0), None, 1, int(self.near.random.integers(2**30)), race.ended)
            found = self.near.step(race.values, limits)
            if found is not None:
                race.offer(found)

    def patterns(self, until: float) -> None:
        """Column generation, as long as it takes three turns; then dives, each to its end."""
        race, until = self.race, until + 2.0 * self.turn
        if self.relaxed is None or self.whole:
            return
        if self.master is None:
            pieces = components(self.land)
            self.whole = pieces is None
            if pieces is None:
                return
            self.master = Master(self.land, pieces, self.relaxed, race.ended)
        master = self.master
        while race.recent:
            master.take(race.recent.popleft())
        while (
            not master.settled and not race.late() and (time.monotonic() < until or self._promising(master))
        ):
            known = master.bound
            self._generate(master, time.monotonic() + self.turn)
            race.prove(master.bound)
            if master.bound > known:
                race.reduced.append(master.reduced())
        while not race.over() and ((master.settled and time.monotonic() < until) or race.late()):
            if not master.settled and not self._promising(master):
                return
            if self._is_little(VERY_FEW):
                return  # SCIP and CP-SAT do better than dives would
            race.offer(dive(master, self.random, lambda: not race.over()))

    def _generate(self, master: Master, until: float) -> None:
        master.generate(lambda: not self.race.late() and time.monotonic() < until)

    def _promising(self, master: Master) -> bool:
        """Whether patterns promise something better than what is known."""
        return self.race.best is not None and master.value < self.race.best

    def closing(self, until: float) -> None:
        """SCIP on what a better solution can differ in, where that is little."""
        race = self.race
        best = race.best
        if best is None or self._only_a_proof_is_left() or not self._is_little(FEW):
            return
        smaller = part(race.program, race.objective, race.narrowed(best))
        if smaller is None:
            race.prove(best)
            return
        seconds = race.left() if self.in_company and self._is_little(VERY_FEW) else None
        limits = Limits(seconds or self._two_turns(until), None, 1, int(self.random.integers(2**30)))
        try:
            found, ended = improve(
                smaller.program, smaller.objective, best - race.grain, limits, lambda: race.overtaken(best)
            )
        except RuntimeError:  # what SCIP finds is only a hint, and the others go on without it
            self.turns = [turn for turn in self.turns if turn != self.closing]
            return
        if found is not None:
            best = value_of(smaller.objective, found)
            race.offer(smaller.whole(found))
        if ended:
            race.exhausted = best

    def _is_little(self, most: int) -> bool:
        """Whether a better solution can differ in so many variables at most, and in no more than half."""
        return self.race.opened(self.race.best) <= min(most, self.opened // 2)

    def _only_a_proof_is_left(self) -> bool:
        return self.race.exhausted is not None and self.race.exhausted == self.race.best

    def _two_turns(self, until: float) -> float:
        return self.race.seconds(until + self.turn - time.monotonic())

    def prove(self, until: float) -> None:
        """CP-SAT on what a better solution can differ in."""
        race = self.race
        best = race.best
        opened = race.opened(best)
        if (opened > EASY and race.quiet() < QUIET) or (self.master is not None and 2 * opened > self.opened):
            return
        smaller = part(race.program, race.objective, race.narrowed(best))
        if smaller is None:
            race.prove(best)
            return
        asked = (
            smaller.program
            if best is None
            else at_most(smaller.program, smaller.objective, best - race.grain)
        )
        seconds = race.left() if self._only_a_proof_is_left() else race.seconds(until - time.monotonic())
        limits = Limits(seconds or self._two_turns(until), None, 1, self.seed, race.ended)
        solved = CpSat().solve(asked, smaller.objective, limits)
        if solved.values is not None:
            race.offer(smaller.whole(solved.values))
        if solved.status is Status.NONE and best is not None:
            race.prove(best)
        elif solved.status is Status.NONE:
            race.impossible = True
            race.ended.set()
        elif solved.bound is not None and solved.values is not None:
            race.prove(solved.bound if best is None else min(solved.bound, best))

    def _first(self) -> None:
        """Any solution, while there is none."""
        race = self.race
        if race.program.size > EASY and COMPILED:
            race.ended.wait(0.5)
            return
        whole = part(race.program, race.objective, race.program.fixed)
        if whole is None:
            return
        nothing = _asking_nothing(whole.objective)
        limits = Limits(race.seconds(10.0), None, 1, race.limits.seed, race.ended)
        solved = CpSat().solve(whole.program, nothing, limits)
        if solved.values is not None:
            race.offer(whole.whole(solved.values))

    def _goes_on(self) -> bool:
        found = self.improver.best
        if found is not None and (self.race.best is None or found < self.race.best):
            solution = self.improver.solution()
            if solution is not None:
                self.race.offer(solution)
        return not self.race.over()


def _asking_nothing(objective: Objective) -> Objective:
    """An objective that asks for nothing."""
    return Objective(objective.constant, objective.variables[:0], objective.coefficients[:0], objective.step)
