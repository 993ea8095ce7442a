"""Large neighbourhood search (Shaw 1998): free a few related blocks, solve what is then open with CP-SAT.

Blocks are related when they stand in the same rows. How many are freed adapts: more while the part is solved
to the end at once, fewer while it is not.
"""

from __future__ import annotations

import numpy as np

from pejl.engine.search.cp_sat import CpSat
from pejl.engine.search.program import Program, Values, at_most, value_of
from pejl.engine.search.race.landscape import Landscape
from pejl.engine.search.race.part import part
from pejl.engine.search.race.relaxation import grain
from pejl.engine.search.race.truth import Defined, holds
from pejl.engine.search.solver import Limits, Status
from pejl.engine.values.exact import spread, totals
from pejl.engine.values.linear import Ints

FEWEST, FIRST = 6, 24
"""How many blocks are freed at least, and at first."""
WIDTH = 6
"""How many alternatives of a freed block are open besides those in the rows that are looked at."""


class Neighbourhoods:
    """Improves a solution by solving parts of the program; see the module."""

    def __init__(self, landscape: Landscape, seed: int) -> None:
        self.landscape = landscape
        self.random = np.random.default_rng(seed)
        self.size = float(FIRST)

    def step(self, values: Values, limits: Limits) -> Values | None:
        """A better solution near this one; None if none was found.

        Args:
            values: a solution.
            limits: how long to look.
        """
        land = self.landscape
        best = value_of(land.objective, values)
        smaller = part(land.program, land.objective, self._fixed(values))
        if smaller is None:
            return None
        most = best - grain(land.program, land.objective)[1]
        solved = CpSat().solve(at_most(smaller.program, smaller.objective, most), smaller.objective, limits)
        blocks = len(land.space.first) - 1
        if solved.status in (Status.OPTIMAL, Status.NONE):
            self.size = min(self.size * 1.1, blocks)
        else:
            self.size = max(self.size * 0.9, min(FEWEST, blocks))
        if solved.values is None:
            return None
        found = smaller.whole(solved.values)
        return found if holds(land.program, found) else None

    def _fixed(self, values: Values) -> Ints:
        """What is fixed when some blocks are freed: as `Program.fixed`."""
        land, space = self.landscape, self.landscape.space
        freed, rows = self._freed(values)
        decided = space.alternatives[space.alternatives > 0]
        fixed = land.program.fixed.copy()
        fixed[decided] = np.where(values[decided], 1, -1)
        _, at = spread(space.first, freed)
        variables = space.alternatives[at]
        near = space.place[variables] < WIDTH
        near |= np.isin(variables, _members(land, rows)) & (space.place[variables] < 4 * WIDTH)
        opened = variables[(near | values[variables]) & (variables > 0)]
        fixed[opened] = 0
        return follow(land.program, land.definitions, fixed)

    def _freed(self, values: Values) -> tuple[Ints, Ints]:
        """Blocks that stand together in a few rows, and those rows."""
        space, size = self.landscape.space, round(self.size)
        blocks = len(space.first) - 1
        chosen: list[int] = []
        looked: list[int] = []
        order = self.random.permutation(space.plain)[:50] if len(space.plain) else space.plain
        for row in order.tolist():
            members = _members(self.landscape, np.array([row]))
            inside = np.unique(space.block[members[values[members]]])
            inside = np.setdiff1d(inside[inside >= 0], np.array(chosen, dtype=np.int64))
            if len(inside):
                looked.append(row)
                chosen += self.random.permutation(inside)[: size - len(chosen)].tolist()
            if len(chosen) >= size:
                break
        if len(chosen) < size:
            rest = np.setdiff1d(np.arange(blocks), np.array(chosen, dtype=np.int64))
            chosen += self.random.permutation(rest)[: size - len(chosen)].tolist()
        return np.array(chosen, dtype=np.int64), np.array(looked, dtype=np.int64)


def follow(program: Program, definitions: Defined, fixed: Ints) -> Ints:
    """Fix the defined variables that follow from what is fixed; `fixed` is changed and returned."""
    rows, n = program.rows, len(definitions.rows)
    up, at = spread(rows.indptr, definitions.rows)
    variables, coefficients, bounds = rows.variables[at], rows.coefficients[at], rows.bounds[definitions.rows]
    for _ in range(n + 1):
        state = fixed[variables]
        least = totals(
            np.where(state > 0, coefficients, np.where(state == 0, np.minimum(coefficients, 0), 0)), up, n
        )
        most = totals(
            np.where(state > 0, coefficients, np.where(state == 0, np.maximum(coefficients, 0), 0)), up, n
        )
        now = np.where(least >= bounds, definitions.signs, np.where(most < bounds, -definitions.signs, 0))
        if np.array_equal(fixed[definitions.variables], now):
            break
        fixed[definitions.variables] = now
    return fixed


def _members(land: Landscape, rows: Ints) -> Ints:
    """The variables of rows."""
    space = land.space
    of_rows = np.isin(space.column_rows, rows)
    owners = np.repeat(np.arange(len(space.columns) - 1), np.diff(space.columns))
    members: Ints = owners[of_rows]
    return members
