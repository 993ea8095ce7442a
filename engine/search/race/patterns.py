"""Column generation: what each component may hold, chosen so that every group is served once.

The master problem picks one pattern for each component; its dual prices say what serving a group is worth,
and each component answers with its cheapest pattern (Dantzig and Wolfe 1960; for allocation Savelsbergh
1997). The bound is never below that of the linear relaxation. Prices are smoothed towards the best ones so
far (Wentges 1997). When prices have settled, a dive fixes patterns one by one, with new ones in between
(Sadykov et al. 2019), and CP-SAT closes what is left open at its end.
"""

from __future__ import annotations

from collections.abc import Callable
from threading import Event

import numpy as np

from pejl.engine.search.cp_sat import CpSat
from pejl.engine.search.program import Values
from pejl.engine.search.race.choice import Choice
from pejl.engine.search.race.components import Component, Pattern, best_pattern
from pejl.engine.search.race.field import Floats
from pejl.engine.search.race.landscape import Landscape
from pejl.engine.search.race.part import part
from pejl.engine.search.race.probe import probed
from pejl.engine.search.race.relaxation import SAFE, Reduced, Relaxed
from pejl.engine.search.race.truth import completed
from pejl.engine.search.solver import Limits

SMOOTH = 0.85
"""How far prices stay with the best ones so far."""
CLOSED = 0.02
"""Prices have settled when master and bound differ by less, as a part of a step of the objective."""
ROUNDS = 12
"""How often new patterns are made between two steps of a dive."""
NEARLY = 0.95
"""A pattern that the master takes to so great a part is fixed together with the others like it."""
TAIL = 40
"""How many groups a dive leaves open at most for CP-SAT."""


class Master:
    """Patterns, their prices, and the bound that they prove."""

    def __init__(self, land: Landscape, pieces: list[Component], relaxed: Relaxed, stop: Event) -> None:
        self.land, self.pieces, self.stop = land, pieces, stop
        program = land.program
        self.count = len(program.groups)
        self.open_groups = np.ones(self.count, dtype=np.bool_)
        self.open_pieces = np.ones(len(pieces), dtype=np.bool_)
        self.patterns: list[Pattern] = []
        self.known: set[tuple[int, bytes]] = set()
        worth = land.space.costs - _worth_of_rows(land, relaxed)
        self.prices = np.array([worth[group].min() for group in program.groups])
        self.missing = self.prices + 50.0 * land.scale + 0.05 * np.abs(self.prices).max()
        base = program.fixed[land.objective.variables] > 0
        self.constant = land.objective.constant + int(land.objective.coefficients[base].sum())
        self.bound = -np.inf
        self.settled = False
        self.shares = np.zeros(0)
        self.value = np.inf
        self.pieces_prices = np.zeros(len(pieces))
        self.duals = self.prices
        self.choice: Choice | None = None

    def add(self, pattern: Pattern) -> bool:
        """Add a pattern; tells whether it is new."""
        key = (pattern.component, pattern.variables.tobytes())
        if key in self.known:
            return False
        self.known.add(key)
        self.patterns.append(pattern)
        return True

    def take(self, values: Values) -> None:
        """Add the patterns of a solution."""
        for at, piece in enumerate(self.pieces):
            on = np.flatnonzero(values[piece.variables])
            groups = piece.groups[on]
            cost = int(piece.costs[on].sum())
            self.add(Pattern(at, piece.variables[on], groups[groups >= 0], cost, 0.0))

    def generate(self, goes_on: Callable[[], bool], rounds: int | None = None) -> None:
        """Make patterns until prices settle, for so many rounds at most, or while it is let go on."""
        whole = bool(self.open_groups.all())
        done = 0
        if self.bound == -np.inf:
            self._first()
        while goes_on() and (rounds is None or done < rounds):
            if not self.solve():
                return
            done += 1
            if not self._extend(goes_on, whole):
                self.settled |= whole and goes_on()
                return
            if whole and self.value - self.bound < CLOSED * self.land.scale:
                self.settled = True
                return

    def _first(self) -> None:
        """Patterns at the prices of the linear relaxation, which prove its bound."""
        found = [
            best_pattern(at, piece, self.prices, self.open_groups, self.stop)
            for at, piece in enumerate(self.pieces)
        ]
        patterns = [pattern for pattern in found if pattern is not None]
        if len(patterns) == len(found):
            self._prove(self.prices, patterns)
        for pattern in patterns:
            self.add(pattern)

    def _extend(self, goes_on: Callable[[], bool], whole: bool) -> bool:
        """New patterns at smoothed prices, or else at those of the master; tells whether there are any."""
        smooth = SMOOTH if whole else 0.5
        while goes_on():
            prices = smooth * self.prices + (1.0 - smooth) * self.duals
            found = [
                best_pattern(at, self.pieces[at], prices, self.open_groups, self.stop)
                for at in np.flatnonzero(self.open_pieces).tolist()
            ]
            patterns = [pattern for pattern in found if pattern is not None]
            if whole and len(patterns) == len(found):
                self._prove(prices, patterns)
            new = [self.add(pattern) for pattern in patterns if self._cheap(pattern)]
            if any(new) or smooth == 0.0:
                return any(new)
            smooth = max(0.0, smooth - 0.3)
        return False

    def _cheap(self, pattern: Pattern) -> bool:
        reduced = pattern.cost - self.duals[pattern.groups].sum() - self.pieces_prices[pattern.component]
        return bool(reduced < -1e-7 * max(1.0, abs(pattern.cost)))

    def _prove(self, prices: Floats, patterns: list[Pattern]) -> None:
        terms = np.concatenate([prices, [pattern.price for pattern in patterns]])
        bound = float(terms.sum()) + self.constant - SAFE * float(np.abs(terms).sum())
        if bound > self.bound:
            self.bound, self.prices = bound, prices

    def reduced(self) -> Reduced:
        """What each choice costs beside the bound."""
        return probed(self.land.program, self.pieces, self.prices, self.bound)

    def solve(self) -> bool:
        """Solve the master problem over the patterns that there are; tells whether that went well."""
        if self.choice is None:
            unserved = [piece.loads is None for piece in self.pieces]
            self.choice = Choice(self.open_groups, self.open_pieces, np.array(unserved), self.missing)
        self.choice.add(self.patterns[len(self.choice) :])
        answer = self.choice.solve(self.stop)
        if answer is None:
            return False
        self.value, self.shares, duals = answer
        self.value += self.constant
        self.duals = np.where(self.open_groups, duals[: self.count], 0.0)
        self.pieces_prices = duals[self.count :]
        return True

    def fix(self, chosen: list[int]) -> None:
        """Fix patterns: their components and groups are closed, and what does not go with them is dropped."""
        for at in chosen:
            self.open_pieces[self.patterns[at].component] = False
            self.open_groups[self.patterns[at].groups] = False
        self.patterns = [
            one
            for one in self.patterns
            if self.open_pieces[one.component] and self.open_groups[one.groups].all()
        ]
        self.known = {(one.component, one.variables.tobytes()) for one in self.patterns}
        self.choice = None

    def fork(self) -> Master:
        """A copy that a dive may spoil."""
        other = object.__new__(Master)
        other.__dict__.update(self.__dict__)
        other.open_groups, other.open_pieces = self.open_groups.copy(), self.open_pieces.copy()
        other.patterns, other.known, other.choice = list(self.patterns), set(self.known), None
        return other


def dive(master: Master, random: np.random.Generator, goes_on: Callable[[], bool]) -> Values:
    """Fix patterns until every group is served or nothing fits any more.

    Args:
        master: with settled prices; it is not changed.
        random: where choices are equally good.
        goes_on: is asked between steps.

    Returns:
        the values that were arrived at; they need not hold. What could not be served is left off.
    """
    trial, land = master.fork(), master.land
    picked: list[Pattern] = []
    while goes_on() and trial.open_groups.any() and trial.solve():
        likely = np.flatnonzero(trial.shares > 1e-6)
        if len(likely) == 0:
            break
        sure = likely[trial.shares[likely] > NEARLY].tolist()
        if not sure:
            sure = [int(likely[np.argmax(trial.shares[likely] + 0.2 * random.random(len(likely)))])]
        picked += [trial.patterns[at] for at in sure]
        trial.fix(sure)
        if int(trial.open_groups.sum()) <= TAIL or not trial.open_pieces.any():
            break
        trial.generate(goes_on, ROUNDS)
    return _closed(land, master, picked, trial, goes_on)


def _closed(
    land: Landscape,
    master: Master,
    picked: list[Pattern],
    trial: Master,
    goes_on: Callable[[], bool],
) -> Values:
    """What a dive left open, closed by CP-SAT; by the last picks of the master if that fails."""
    values = land.program.fixed > 0
    fixed = land.program.fixed.copy()
    for pattern in picked:
        values[pattern.variables] = True
        fixed[master.pieces[pattern.component].variables] = -1
        fixed[pattern.variables] = 1
        fixed[np.intersect1d(master.pieces[pattern.component].variables, land.definitions.variables)] = 0
    for group in np.flatnonzero(~trial.open_groups).tolist():
        members = land.program.groups[group]
        fixed[members[fixed[members] == 0]] = -1
    smaller = part(land.program, land.objective, fixed)
    if smaller is not None and goes_on():
        limits = Limits(seconds=4.0, workers=1, stop=master.stop)
        solved = CpSat().solve(smaller.program, smaller.objective, limits)
        if solved.values is not None:
            return smaller.whole(solved.values)
    return completed(land.program, land.definitions, values)


def _worth_of_rows(land: Landscape, relaxed: Relaxed) -> Floats:
    rows = land.program.rows
    weights = np.repeat(relaxed.prices, np.diff(rows.indptr)) * rows.coefficients
    summed = np.bincount(rows.variables, weights=weights, minlength=land.program.size + 1)
    worth: Floats = summed.astype(np.float64)
    return worth
