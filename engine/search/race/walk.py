"""Local search: from any values to better ones, in slices, for as long as it is let."""

from __future__ import annotations

import time
from collections.abc import Callable

import numpy as np

from pejl.engine.search.program import Values
from pejl.engine.search.race.field import BEST, FOUND, NOTHING
from pejl.engine.search.race.landscape import LONGEST_CHAIN, Landscape
from pejl.engine.search.race.moves import search
from pejl.engine.values.linear import Ints

SLICE = 0.1
"""Seconds between looks at the clock and at who wants to stop."""
WIDTHS, DEPTHS, CHAINS = (2, 3, 3, 4, 8), (3, 6, 10, 15, 30), (5, 20, 20, 60)
FIRST = (0.5, 4, 6, 20)
"""About how hot, how wide, how deep, how many chains while there is no solution: cold, to get at one soon."""
COLD = 0.12
"""The last temperature of a round, as a part of the first."""


class Improver:
    """One walk through a landscape, annealed in rounds; each round draws how it walks.

    A round begins from the best solution or from where the last one ended, and cools down. How hot, how wide
    and how deep is drawn by what has paid: rounds that ended well are drawn from again.
    """

    def __init__(self, landscape: Landscape, start: Values | None, seed: int) -> None:
        self.landscape = landscape
        blocks = len(landscape.space.first) - 1
        chosen = np.zeros(blocks, dtype=np.int64) if start is None else landscape.chosen(start)
        self.field = landscape.field(chosen, seed)
        self.random = np.random.default_rng(seed)
        self.seed = seed
        self.paid: list[tuple[int, tuple[float, int, int, int]]] = []

    @property
    def best(self) -> int | None:
        """The objective of the best solution; None if there is none yet."""
        return int(self.field.numbers[BEST]) if self.field.numbers[BEST] < NOTHING else None

    def solution(self) -> Values | None:
        """The best solution; None if there is none yet."""
        return None if self.best is None else self.landscape.values(self.field.blocks["best"][:-1].copy())

    def offer(self, values: Values) -> None:
        """Take up a solution from elsewhere, if it is better than the best here."""
        other = self.landscape.field(self.landscape.chosen(values), self.seed)
        if other.numbers[BEST] < self.field.numbers[BEST]:
            self.restart(other.blocks["chosen"][:-1])

    def restart(self, chosen: Ints) -> None:
        """Walk on from these alternatives; weights and the best are kept."""
        fresh = self.landscape.field(chosen, 0)
        old = self.field
        if old.numbers[BEST] < fresh.numbers[BEST]:
            fresh.numbers[BEST] = old.numbers[BEST]
            fresh.blocks["best"] = old.blocks["best"]
        fresh.numbers[FOUND] = old.numbers[FOUND]
        fresh.rows["weight"] = old.rows["weight"]
        self.field = fresh._replace(chance=old.chance)

    def round(self, moves: int, goes_on: Callable[[], bool], slice_moves: int | None = None) -> int:
        """Cool down once.

        Args:
            moves: about how many moves to try.
            goes_on: is asked between slices; the round ends when it says no.
            slice_moves: how many moves a slice has; None takes as many as fit into `SLICE` seconds.

        Returns:
            how many moves were tried.
        """
        if self.best is not None:
            self.field.rows["weight"][:-1] = self.landscape.weights
        if self.best is not None and self.random.random() < 0.5:
            self.restart(self.field.blocks["best"][:-1].copy())
        heat, width, depth, chains = self._drawn()
        hot = heat * self.landscape.scale
        done, size, before = 0, slice_moves or 200, self.field.numbers[FOUND]
        field = self.field
        while done < moves and goes_on():
            size = min(size, moves - done)
            began = time.monotonic()
            from_, to = (hot * COLD ** (at / moves) for at in (done, done + size))
            search(field, size, from_, to, width, depth, chains)
            done += size
            if slice_moves is None:
                took = max(time.monotonic() - began, 1e-4)
                size = int(min(max(size * SLICE / took, 50), 4 * size))
        if self.field.numbers[FOUND] > before:
            ended_at = int(self.field.numbers[BEST])
            self.paid = sorted([*self.paid, (ended_at, (heat, width, depth, chains))])[:6]
        return done

    def _drawn(self) -> tuple[float, int, int, int]:
        """How hot, how wide, how deep, and how many of a hundred moves are chains."""
        if self.best is None:
            heat, width, depth, chains = FIRST
            return heat * float(self.random.choice([0.5, 1.0, 2.0])), width, depth, chains
        if self.paid and self.random.random() < 0.5:
            heat, width, depth, chains = self.paid[int(self.random.integers(len(self.paid)))][1]
            return heat * float(self.random.choice([0.7, 1.0, 1.4])), width, depth, chains
        heat = float(2.0 ** self.random.uniform(-1.0, 2.0))
        depth = min(int(self.random.choice(DEPTHS)), LONGEST_CHAIN)
        return heat, int(self.random.choice(WIDTHS)), depth, int(self.random.choice(CHAINS))
