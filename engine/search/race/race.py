"""What those who work on one program at the same time share."""

from __future__ import annotations

import math
import threading
import time
from collections import deque
from dataclasses import replace

from pejl.engine.search.cp_sat import CpSat
from pejl.engine.search.program import Objective, Program, Values, value_of
from pejl.engine.search.race.relaxation import Reduced, fixings, grain, rounded
from pejl.engine.search.race.truth import holds
from pejl.engine.search.solver import Limits, Progress, Solved, Status, Watch
from pejl.engine.values.linear import Ints

RECENT = 40
"""How many of the solutions found last are kept."""
LATE = 0.25
"""The part of the time that counts as its end."""


class Race:
    """What those who work on one program share: the best solution, the bound, and when to end.

    Attributes:
        grain: the objective moves in steps of so much.
        reduced: bounds with the reduced costs that go with them; see `narrowed`.
        exhausted: the objective of which SCIP says that none is better; that is not yet a proof.
        recent: the solutions found last.
        improved: when the best one was found.
    """

    def __init__(
        self, program: Program, objective: Objective, limits: Limits, began: float, watch: Watch | None
    ) -> None:
        self.program, self.objective, self.limits = program, objective, limits
        self.began, self.watch = began, watch
        self.grain = grain(program, objective)[1]
        self.values: Values | None = None
        self.best: int | None = None
        self.bound: int | None = None
        self.reduced: list[Reduced] = []
        self.exhausted: int | None = None
        self._narrowed: tuple[int, int, Ints] | None = None
        self.recent: deque[Values] = deque(maxlen=RECENT)
        self.improved = began
        self.impossible = False
        self.failed: BaseException | None = None
        self.ended = threading.Event()
        self.lock = threading.Lock()

    def offer(self, values: Values) -> None:
        """Take a solution that is better than the best."""
        value = value_of(self.objective, values)
        if (self.best is None or value < self.best) and holds(self.program, values):
            with self.lock:
                if self.best is None or value < self.best:
                    self.best, self.values = value, values
                    self.recent.append(values)
                    self.improved = time.monotonic()
                    self._tell()
        self._settle()

    def prove(self, bound: float | None) -> None:
        """Take a bound that is higher than the one known."""
        if bound is None or not abs(bound) < 2**62:
            return
        higher = rounded(self.program, self.objective, bound)
        with self.lock:
            if self.bound is None or higher > self.bound:
                self.bound = higher
                self._tell()
        self._settle()

    def narrowed(self, best: int | None) -> Ints:
        """What is fixed in every solution that is better than a known one: as `Program.fixed`.

        Args:
            best: the objective of the known one; None if there is none.
        """
        if best is None:
            return self.program.fixed
        count, known = len(self.reduced), self._narrowed
        if known is None or known[:2] != (best, count):
            fixed = fixings(self.program, self.reduced[:count], best - self.grain)
            self._narrowed = known = best, count, fixed  # at once: other threads read it, too
        return known[2]

    def opened(self, best: int | None) -> int:
        """How many variables a solution that is better than a known one can differ in."""
        return int((self.narrowed(best) == 0).sum())

    def alone(self, limits: Limits, start: Values | None) -> None:
        """Let CP-SAT work on the whole program."""

        def tell(progress: Progress) -> None:
            if progress.bound is not None:
                self.prove(progress.bound)
                progress = replace(progress, bound=self.bound)
            if self.watch and progress.best is not None and (self.best is None or progress.best < self.best):
                self.watch(replace(progress, seconds=time.monotonic() - self.began))

        solved = CpSat().solve(self.program, self.objective, limits, start, tell)
        if solved.status is Status.NONE:
            self.impossible = True
            self.ended.set()
        if solved.values is not None:
            self.offer(solved.values)
            self.prove(solved.best if solved.status is Status.OPTIMAL else solved.bound)

    def over(self) -> bool:
        """Whether it is time to end."""
        stop = self.limits.stop
        return self.ended.is_set() or (stop is not None and stop.is_set()) or self.seconds(1.0) <= 0

    def overtaken(self, best: int | None) -> bool:
        """Whether it is time to end, or somebody has found better than what was the best."""
        return self.over() or self.best != best

    def seconds(self, most: float) -> float:
        """So many seconds, or what is left of the time."""
        if self.limits.seconds is None:
            return most
        return min(most, self.limits.seconds - (time.monotonic() - self.began))

    def late(self) -> bool:
        """Whether little time is left."""
        return self.over() or self.seconds(math.inf) < LATE * (self.limits.seconds or math.inf)

    def quiet(self) -> float:
        """The seconds since a better solution was found."""
        return time.monotonic() - self.improved

    def left(self) -> float | None:
        """What is left of the time; None if there is no limit."""
        return None if self.limits.seconds is None else self.seconds(math.inf)

    def solved(self) -> Solved:
        """What has been found."""
        if self.impossible:
            return Solved(Status.NONE)
        if self.values is None or self.best is None:
            return Solved(Status.UNKNOWN, bound=self.bound)
        optimal = self.bound is not None and self.best <= self.bound
        return Solved(Status.OPTIMAL if optimal else Status.FOUND, self.values, self.best, self.bound)

    def _tell(self) -> None:
        if self.watch:
            self.watch(Progress(time.monotonic() - self.began, self.best, self.bound))

    def _settle(self) -> None:
        if self.best is not None and self.bound is not None and self.best <= self.bound:
            self.ended.set()
