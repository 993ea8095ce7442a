"""A program as the local search walks in it: blocks, rows that hold or define, and a state."""

from __future__ import annotations

import numpy as np
from msgspec import Struct

from pejl.engine.search.program import Objective, Program, Values, value_of
from pejl.engine.search.race.field import (
    BEST,
    BLOCK,
    ENTRY,
    JOURNAL,
    MEMBER,
    NOTHING,
    NUMBERS,
    OBJECTIVE,
    ROW,
    TRAIL,
    VARIABLE,
    VIOLATED,
    Field,
    Floats,
    Records,
)
from pejl.engine.search.race.relaxation import Relaxed
from pejl.engine.search.race.truth import Defined, always, completed, defined, of_groups
from pejl.engine.values.exact import pointers, row_pointers, totals
from pejl.engine.values.linear import Ints, Rows

START_WEIGHT = 2.0
"""What a unit of violation costs at first, in times of the price that the relaxation gives it."""
LONGEST_CHAIN = 30


class Space(Struct, frozen=True):
    """Blocks and rows; variables are numbered as in the program.

    Attributes:
        first: where the alternatives of each block begin, and where the last one ends.
        alternatives: the variable of each alternative, best first; 0 is none.
        block, place: the block of each variable, -1 if it is in none, and at which of its alternatives.
        columns, column_rows, column_coefficients: for each variable the rows that it is in.
        rows: where the members of each row begin, and where the last one ends.
        bounds: what the sum of each row has to reach.
        defines: the literal that is true exactly when a row holds; 0 where the row always has to hold.
        plain: the rows that always have to hold.
        costs: the coefficient of each variable in the objective.
        worth: the least that a place costs for each block, with what it uses priced.
    """

    first: Ints
    alternatives: Ints
    block: Ints
    place: Ints
    columns: Ints
    column_rows: Ints
    column_coefficients: Ints
    rows: Ints
    bounds: Ints
    defines: Ints
    plain: Ints
    costs: Ints
    worth: Floats


class Landscape(Struct, frozen=True):
    """A program made ready for the search.

    Attributes:
        program, objective: what it was made of.
        definitions: the definitions of the program.
        space: its blocks and rows.
        weights: the weights to begin with.
        scale: how much a second-best place typically costs more than the best, in steps of the objective.
    """

    program: Program
    objective: Objective
    definitions: Defined
    space: Space
    weights: Floats
    scale: float

    def values(self, chosen: Ints) -> Values:
        """The values of the program's variables when each block has this alternative."""
        values = self.program.fixed > 0
        picked = self.space.alternatives[self.space.first[:-1] + chosen]
        values[picked[picked > 0]] = True
        return completed(self.program, self.definitions, values)

    def chosen(self, values: Values) -> Ints:
        """The alternative of each block in values; the best one where none is on."""
        space = self.space
        blocks = np.repeat(np.arange(len(space.first) - 1), np.diff(space.first))
        on = np.flatnonzero(values[space.alternatives] & (space.alternatives > 0))[::-1]
        empty = np.flatnonzero(space.alternatives == 0)
        chosen = np.zeros(len(space.first) - 1, dtype=np.int64)
        chosen[blocks[empty]] = empty - space.first[blocks[empty]]
        chosen[blocks[on]] = on - space.first[blocks[on]]
        return chosen

    def field(self, chosen: Ints, seed: int) -> Field:
        """What the inner loop walks in, from these alternatives; the best is they if everything holds."""
        space = self.space
        values = self.values(chosen)
        entries, owners = _by_row(space, values)
        on = values[owners]
        journal = 6 * (len(entries) + self.program.size) + 64  # a turn may write them all; four may be held
        field = Field(
            self._variables(values),
            np.zeros(len(entries), dtype=ENTRY),
            np.zeros(len(space.bounds) + 1, dtype=ROW),
            np.zeros(len(entries), dtype=MEMBER),
            np.zeros(len(space.first), dtype=BLOCK),
            space.alternatives,
            space.plain,
            np.zeros(journal, dtype=JOURNAL),
            np.zeros(len(entries) + 1, dtype=np.int64),
            np.zeros(LONGEST_CHAIN + 1, dtype=TRAIL),
            np.array([(seed * 0x9E3779B97F4A7C15 + 88172645463325252) % 2**64 or 1], dtype=np.uint64),
            np.zeros(NUMBERS, dtype=np.int64),
        )
        field.entries["row"], field.entries["coefficient"] = space.column_rows, space.column_coefficients
        field.entries["where"][entries] = np.arange(len(entries))
        field.members["variable"], field.members["entry"] = owners, entries
        rows, field.rows["first"] = field.rows[:-1], space.rows
        of = space.column_rows[entries]
        rows["bound"], rows["defines"], rows["weight"] = space.bounds, space.defines, self.weights
        rows["sum"] = totals(np.where(on, space.column_coefficients[entries], 0), of, len(rows))
        rows["count"] = totals(on.astype(np.int64), of, len(rows))
        rows["met"] = rows["sum"] >= rows["bound"]
        blocks, field.blocks["first"] = field.blocks[:-1], space.first
        blocks["chosen"], blocks["best"], blocks["stamp"], blocks["worth"] = chosen, chosen, -1, space.worth
        numbers = field.numbers
        numbers[OBJECTIVE] = value_of(self.objective, values)
        numbers[VIOLATED] = int((rows["met"][space.plain] == 0).sum())
        numbers[BEST] = numbers[OBJECTIVE] if numbers[VIOLATED] == 0 else NOTHING
        return field

    def _variables(self, values: Values) -> Records:
        space = self.space
        variables = np.zeros(self.program.size + 2, dtype=VARIABLE)
        variables["column"] = space.columns
        inner = variables[:-1]
        inner["cost"], inner["block"], inner["place"] = space.costs, space.block, space.place
        inner["definition"] = -1
        inner["definition"][np.abs(space.defines[space.defines != 0])] = np.flatnonzero(space.defines)
        defining = np.repeat(np.arange(len(inner)), np.diff(space.columns))[
            space.defines[space.column_rows] != 0
        ]
        inner["simple"] = 1
        inner["simple"][defining] = 0
        inner["on"] = inner["listed"] = values
        return variables


def _by_row(space: Space, values: Values) -> tuple[Ints, Ints]:
    """The entries of columns in the order of rows, those that are on first, and their variables."""
    owners = np.repeat(np.arange(len(space.columns) - 1), np.diff(space.columns))
    entries = np.lexsort((~values[owners], space.column_rows))
    return entries, owners[entries]


def landscape(program: Program, objective: Objective, relaxed: Relaxed | None) -> Landscape | None:
    """Make a program ready for the search; None if there is nothing to decide.

    Args:
        program: what has to hold.
        objective: what is to be small.
        relaxed: what its relaxation told, so that the search knows what is worth looking at.
    """
    definitions = defined(program)
    first, alternatives, block = _blocks(program, definitions)
    if len(first) == 1:
        return None
    size = program.size
    costs = np.zeros(size + 1, dtype=np.int64)
    costs[objective.variables] = objective.coefficients
    dear = relaxed.reduced.excess - relaxed.reduced.saving if relaxed else costs.astype(np.float64)
    dear = dear.copy()
    dear[0] = 0.0
    order = np.lexsort((dear[alternatives], np.repeat(np.arange(len(first) - 1), np.diff(first))))
    alternatives = alternatives[order]
    place = np.zeros(size + 1, dtype=np.int64)
    place[alternatives] = np.arange(len(alternatives)) - first[np.maximum(block[alternatives], 0)]
    rows, defines, prices = _search_rows(program, definitions, relaxed)
    up = np.repeat(np.arange(len(rows)), np.diff(rows.indptr))
    by_column = np.lexsort((up, rows.variables))
    worth = costs - np.bincount(
        rows.variables,
        weights=np.repeat(prices, np.diff(rows.indptr)) * rows.coefficients,
        minlength=size + 1,
    )
    worth[0] = 0.0
    space = Space(
        first,
        alternatives,
        block,
        place,
        pointers(rows.variables, size + 1),
        up[by_column],
        rows.coefficients[by_column],
        rows.indptr,
        rows.bounds,
        defines,
        np.flatnonzero(defines == 0),
        costs,
        np.minimum.reduceat(worth[alternatives], first[:-1]),
    )
    scale = _scale(dear[alternatives], first)
    weights = np.maximum(START_WEIGHT * prices, _least_weight(rows, costs, scale))
    return Landscape(program, objective, definitions, space, weights, scale)


def _blocks(program: Program, definitions: Defined) -> tuple[Ints, Ints, Ints]:
    """Where each block begins, the alternatives of all, and the block of each variable."""
    block = np.full(program.size + 1, -1)
    for at, group in enumerate(program.groups):
        block[group] = at
    free = (program.fixed == 0) & (block < 0)
    free[:2] = False
    free[definitions.variables] = False
    single = np.flatnonzero(free)
    block[single] = len(program.groups) + np.arange(len(single))
    pairs = np.zeros(2 * len(single), dtype=np.int64)
    pairs[1::2] = single
    none = np.zeros(0, dtype=np.int64)
    lengths = np.array([len(group) for group in program.groups] + [2] * len(single), dtype=np.int64)
    return row_pointers(lengths).astype(np.int64), np.concatenate([none, *program.groups, pairs]), block


def _search_rows(
    program: Program, definitions: Defined, relaxed: Relaxed | None
) -> tuple[Rows, Ints, Floats]:
    """The rows to walk by, what each defines, and their prices.

    A row that hangs on a literal and does not define it is made plain, as in the relaxation: it gains what it
    misses where its literal is false.
    """
    rows, n = program.rows, len(program.rows)
    defines = np.zeros(n, dtype=np.int64)
    defines[definitions.rows] = definitions.variables * definitions.signs
    kept = always(program) & ~of_groups(program)
    kept[definitions.rows] = True
    kept[definitions.spare] = True
    where = np.flatnonzero(kept)
    plain = rows.some(where)
    counts, bounds = np.diff(plain.indptr), plain.bounds
    spare = np.flatnonzero(np.isin(where, definitions.spare))
    literals = program.enforcing[where[spare]]
    up = np.repeat(np.arange(len(where)), counts)
    least = totals(np.minimum(plain.coefficients, 0), up, len(where))[spare]
    missing = np.maximum(bounds[spare] - least, 0)
    bounds[spare] -= np.where(literals > 0, missing, 0)
    ends = plain.indptr[spare + 1]
    made = Rows(
        row_pointers(counts + np.bincount(spare, minlength=len(where))),
        np.insert(plain.variables, ends, np.abs(literals)),
        np.insert(plain.coefficients, ends, np.where(literals > 0, -missing, missing)),
        bounds,
    )
    prices = relaxed.prices[where] if relaxed else np.zeros(len(where))
    return made, defines[where], np.where(defines[where] == 0, prices, 0.0)


def _scale(dear: Floats, first: Ints) -> float:
    """The middle of what the second-best alternative of each block costs more than the best."""
    blocks = np.diff(first) > 1
    gaps = (dear[np.minimum(first[:-1] + 1, len(dear) - 1)] - dear[first[:-1]])[blocks]
    gaps = gaps[gaps > 1e-9]
    return float(np.median(gaps)) if len(gaps) else 1.0


def _least_weight(rows: Rows, costs: Ints, scale: float) -> Floats:
    """The least weight of each row: a typical violation of it counts like a typical difference in cost."""
    up = np.repeat(np.arange(len(rows)), np.diff(rows.indptr))
    largest = np.zeros(len(rows))
    np.maximum.at(largest, up, np.abs(rows.coefficients))
    return scale / np.maximum(largest, 1.0)
