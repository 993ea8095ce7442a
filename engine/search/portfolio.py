"""Several ways to solve a program at once: CP-SAT for what is small, a race for what is not.

First CP-SAT alone, for a short while: most programs are solved by then. Then the linear relaxation, which
gives a bound and says what each choice costs beside it; then a race of threads that share the best solution
found by any: local search; column generation, where the program falls into components that meet in
groups; large neighbourhoods; and CP-SAT on the part of the program that a better solution can differ in,
which proves. Every solver here works outside the interpreter's lock, so threads are enough and there is no
process to leave behind.
"""

from __future__ import annotations

import math
import threading
import time
from collections.abc import Iterator
from dataclasses import replace

from pejl.engine.search.cp_sat import CpSat
from pejl.engine.search.improve import Improver
from pejl.engine.search.improve_field import COMPILED
from pejl.engine.search.improve_landscape import Landscape, landscape
from pejl.engine.search.improve_lns import Neighbourhoods
from pejl.engine.search.improve_race import Race
from pejl.engine.search.improve_values import holds
from pejl.engine.search.improve_worker import MOVES, Worker
from pejl.engine.search.program import Objective, Program, Values
from pejl.engine.search.relaxation import Relaxed, relax
from pejl.engine.search.solver import Limits, Solved, Watch
from pejl.engine.values.linear import Ints

ALONE = 2.5
"""Seconds that CP-SAT has alone."""
LARGE = 20_000
"""Variables from which CP-SAT alone would not get far in that time."""
MOVES_A_STEP = 3_000
"""Moves of the local search for one unit of deterministic time."""
NEAR_A_STEP, NEAR_STEPS = 2.0, 0.25
"""Large neighbourhoods for one unit of deterministic time, and how much of it each may take."""


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
        if program.infeasible or len(objective.variables) == 0:
            return CpSat().solve(program, objective, limits, start, watch)
        race = Race(program, objective, limits, began, watch)
        if start is not None and holds(program, start):
            race.offer(start)
        if limits.steps is not None:
            return _in_order(race, start)
        if program.size <= LARGE:
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


def _in_order(race: Race, start: Values | None) -> Solved:
    """One after the other, each for a number of steps: the same answer every time."""
    steps = race.limits.steps or 0.0
    race.alone(replace(race.limits, seconds=race.left(), steps=steps / 2), start)
    if race.over():
        return race.solved()
    relaxed = relax(race.program, race.objective, race.left(), race.limits.stop)
    if relaxed is not None:
        race.prove(relaxed.bound)
    land = landscape(race.program, race.objective, relaxed)
    if land is not None and COMPILED:
        _walk(race, Improver(land, race.values, race.limits.seed), round(steps / 2 * MOVES_A_STEP))
    elif land is not None:
        _look_near(race, Neighbourhoods(land, race.limits.seed), math.ceil(steps * NEAR_A_STEP))
    return race.solved()


def _walk(race: Race, improver: Improver, moves: int) -> None:
    while moves > 0 and not race.over():
        moves -= improver.round(min(moves, MOVES), lambda: not race.over(), slice_moves=500)
        found = improver.solution()
        if found is not None:
            race.offer(found)


def _look_near(race: Race, near: Neighbourhoods, times: int) -> None:
    for _ in range(times):
        if race.over() or race.values is None:
            return
        found = near.step(race.values, Limits(race.left(), NEAR_STEPS, 1, race.limits.seed, race.limits.stop))
        if found is not None:
            race.offer(found)
