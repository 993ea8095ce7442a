"""What every solver offers: the best solution of a program within limits, or all of its solutions."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from threading import Event
from typing import Protocol

from pejl.engine.search.program import Objective, Program, Values


class Status(StrEnum):
    """How a search ended."""

    OPTIMAL = "optimal"  # found, and nothing better exists
    FOUND = "found"  # found; better ones may exist
    NONE = "none"  # nothing exists, proven
    UNKNOWN = "unknown"  # nothing found in the time

    @property
    def exists(self) -> bool:
        """Whether a solution was found."""
        return self in (Status.OPTIMAL, Status.FOUND)


@dataclass(frozen=True)
class Limits:
    """How long and how a solver may work.

    Attributes:
        seconds: the most wall-clock time; None is no limit.
        steps: the most deterministic time, in the solver's own units, so that two runs with one seed give
            the same answer on any machine; None is no limit.
        workers: how many processors.
        seed: the number that chance comes from.
        stop: set from outside to end at once with the best found so far.
    """

    seconds: float | None = None
    steps: float | None = None
    workers: int = 1
    seed: int = 1
    stop: Event | None = None


@dataclass(frozen=True)
class Progress:
    """How far a search is: the best value found and the bound; None if there is none yet.

    A solver tells of them in steps of the objective, a search as people count them.
    """

    seconds: float
    best: float | None
    bound: float | None


@dataclass(frozen=True)
class Solved:
    """What a solver found.

    Attributes:
        values: the truth of each variable; None if nothing was found.
        best: its objective, in steps.
        bound: no solution is better than this, in steps.
    """

    status: Status
    values: Values | None = None
    best: int | None = None
    bound: float | None = None


class Unfinished(Exception):  # noqa: N818 - it is no error: the time was up
    """Not every solution was listed: the time was up, or somebody asked to stop."""


Watch = Callable[[Progress], None]
"""Is told of every improvement."""


class Solver(Protocol):
    """One way to solve programs."""

    name: str

    def solve(
        self,
        program: Program,
        objective: Objective,
        limits: Limits,
        start: Values | None = None,
        watch: Watch | None = None,
    ) -> Solved:
        """The best solution.

        Args:
            program: what has to hold.
            objective: what is to be small.
            limits: how long to look for it.
            start: values to begin from; they need not hold.
            watch: is told of every improvement.
        """

    def every(self, program: Program, limits: Limits) -> Iterator[Values]:
        """Every solution, each once; the values of the decisions tell them apart.

        Raises:
            Unfinished: there may be more than were given.
        """
