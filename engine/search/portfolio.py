"""Several ways to solve a program at once: CP-SAT for what is small, a race for what is not.

First CP-SAT alone, for a short while: most programs are solved by then. Then the linear relaxation, which
gives a bound and says what each choice costs beside it; then a race of threads that share the best solution
found by any: local search; column generation, where the program falls into components that meet in
groups; large neighbourhoods; and, on the part of the program that a better solution can differ in, SCIP,
which finds, and CP-SAT, which proves. Every solver here works outside the interpreter's lock, so threads are
enough and there is no process to leave behind.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from dataclasses import replace

from pejl.engine.search.cp_sat import EASY, CpSat
from pejl.engine.search.program import Objective, Program, Values
from pejl.engine.search.race.landscape import Landscape, landscape
from pejl.engine.search.race.race import Race
from pejl.engine.search.race.relaxation import Relaxed, relax
from pejl.engine.search.race.truth import holds
from pejl.engine.search.race.worker import Worker
from pejl.engine.search.solver import Limits, Solved, Watch
from pejl.engine.values.linear import Ints

ALONE = 2.5
"""Seconds that CP-SAT has alone."""


class Portfolio:
    """See `Solver`; the name is that of the solver that proves."""

    name = "cp-sat"

    def solve(
        self,
        program: Program,
        objective: Objective,
        limits: Limits,
        start: Values | None = None,
        watch: Watch | None = None,
    ) -> Solved:
        """The best solution within the limits; see `Solver.solve`."""
        began = time.monotonic()
        if program.infeasible or len(objective.variables) == 0 or limits.steps is not None:
            return CpSat().solve(program, objective, limits, start, watch)
        race = Race(program, objective, limits, began, watch)
        if start is not None and holds(program, start):
            race.offer(start)
        if program.size <= EASY:
            race.alone(replace(limits, seconds=race.seconds(ALONE)), start)
        if not race.over():
            _race(race)
        return race.solved()

    def every(self, program: Program, limits: Limits) -> Iterator[Values]:
        """Every solution; see `CpSat.every`."""
        return CpSat().every(program, limits)

    def core(self, program: Program, assumed: Ints, limits: Limits) -> list[int] | None:
        """Some of the literals that cannot all be true; see `CpSat.core`."""
        return CpSat().core(program, assumed, limits)


def _race(race: Race) -> None:
    """Relax, then let threads work until one proves or the time is over."""
    threads = [threading.Thread(target=_watch_the_clock, args=(race,), daemon=True)]
    threads[0].start()
    try:
        relaxed = relax(race.program, race.objective, race.left(), race.ended)
        if relaxed is not None:
            race.prove(relaxed.bound)
            race.reduced.append(relaxed.reduced)
        land = landscape(race.program, race.objective, relaxed)
        if land is None:
            race.alone(replace(race.limits, seconds=race.left()), None)
        else:
            count = max(race.limits.workers, 1)
            for at in range(count):
                asked = (race, land, relaxed, at, count)
                threads.append(threading.Thread(target=_work, args=asked, daemon=True))
                threads[-1].start()
            race.ended.wait()
    except KeyboardInterrupt:
        if race.limits.stop is None:
            raise
        race.limits.stop.set()
    finally:
        race.ended.set()
        for thread in threads:
            thread.join()
    if race.failed is not None:
        raise race.failed


def _watch_the_clock(race: Race) -> None:
    while not race.over():
        race.ended.wait(0.05)
    race.ended.set()


def _work(race: Race, land: Landscape, relaxed: Relaxed | None, at: int, count: int) -> None:
    """Work; the race ends for all if one fails."""
    try:
        Worker(race, land, relaxed, at, count).work()
    except BaseException as failure:
        race.failed = failure
        race.ended.set()
