"""The solver-independent linear model: what remains of a design's rules when decisions are open.

A literal is an integer: `v` says that variable `v` is true, `-v` that it is false. Variable 1 is the
constant TRUE. Every other variable is either a decision or defined by one linear constraint over
earlier variables: it is true exactly when `sum(coefficient * variable) >= bound`. Equal definitions
share a variable. Everything is kept in arrays, so that a model of a million terms is built without a
Python object for each.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from fractions import Fraction

import numpy as np
import numpy.typing as npt
from msgspec import Struct, field

Ints = npt.NDArray[np.int64]

TRUE = 1
FALSE = -1


class Decision(Struct, frozen=True):
    """What a literal means in words: this row of the relation has this target.

    A row whose presence in the design is decided has the relation `open` and no target.
    """

    table: str
    entity: str
    relation: str
    target: str | None

    def __str__(self) -> str:
        if self.relation == OPEN:
            return f"{self.table}/{self.entity} is open"
        return f"{self.table}/{self.entity}.{self.relation} = {self.target}"


OPEN = "open"


class Decided(Struct, frozen=True):
    """Decision variables of one relation, one after the other: `first + i` gives row i target i.

    Attributes:
        table, relation: the relation; `open` for whether rows are in the design at all.
        first: the first variable.
        rows, targets: the row and the target of each; a negative target is none.
        ids, target_ids: the ids of the rows of the two tables.
    """

    table: str
    relation: str
    first: int
    rows: Ints
    targets: Ints
    ids: Sequence[str]
    target_ids: Sequence[str]

    @property
    def variables(self) -> Ints:
        """The decision variables, in the order of the rows and targets."""
        return np.arange(self.first, self.first + len(self.rows))


class Rows(Struct, frozen=True):
    """Linear rows in compressed form: row i is sum(coefficients * variables) >= bounds[i]."""

    indptr: Ints
    variables: Ints
    coefficients: Ints
    bounds: Ints

    def __len__(self) -> int:
        return len(self.bounds)

    def some(self, kept: Ints) -> Rows:
        """Some of the rows, by their positions."""
        counts = np.diff(self.indptr)[kept]
        indptr = np.concatenate([[0], np.cumsum(counts)])
        at = np.arange(int(indptr[-1])) + np.repeat(self.indptr[kept] - indptr[:-1], counts)
        return Rows(indptr, self.variables[at], self.coefficients[at], self.bounds[kept])


class Assertion(Struct, frozen=True):
    """Literals that have to be true, each labelled with the rule and the entity that asks for it."""

    literals: Ints
    rule: str
    entities: tuple[str, ...]


class Goal(Struct, frozen=True):
    """One term of what is to be small: (constant + sum(coefficients * variables)) * step.

    Attributes:
        title: what it is called, by language.
        rank: goals of rank 1 are as small as can be before those of rank 2 are looked at.
        step: what one unit of the sum is worth, as a number of people.
        weight: what it counts among the goals of its rank.
        exact: whether nothing unknown stands in it; else it is the least that it can be.
    """

    title: Mapping[str, str]
    rank: int
    constant: int
    variables: Ints
    coefficients: Ints
    step: Fraction
    weight: Fraction
    exact: bool = True


class LinearModel(Struct):
    """Literals, definitions and assertions; grows while rules are grounded, then is read only.

    Attributes:
        decided: what the decision variables mean.
        choices: groups of decision variables of which exactly one is true.
        structure: literals that have to be true whatever the rules say, such as that nothing is placed
            in what is not there.
        assertions: what the rules ask for.
        goals: what is to be small.
        size: the number of variables, TRUE among them.
    """

    decided: list[Decided] = field(default_factory=list)
    choices: list[Ints] = field(default_factory=list)
    structure: list[Ints] = field(default_factory=list)
    assertions: list[Assertion] = field(default_factory=list)
    goals: list[Goal] = field(default_factory=list)
    size: int = 1
    _blocks: list[tuple[Ints, Rows]] = field(default_factory=list)
    _shared: dict[bytes, int] = field(default_factory=dict)

    def decide(
        self,
        table: str,
        relation: str,
        rows: Ints,
        targets: Ints,
        ids: Sequence[str],
        target_ids: Sequence[str],
    ) -> Ints:
        """New decision variables, one for each row and target; see `Decided`."""
        first = self.size + 1
        self.size += len(rows)
        self.decided.append(Decided(table, relation, first, rows, targets, ids, target_ids))
        return np.arange(first, self.size + 1)

    def decision(self, variable: int) -> Decision:
        """What a decision variable means."""
        block = self.decided[bisect_right(self.decided, variable, key=lambda one: one.first) - 1]
        at = variable - block.first
        target = int(block.targets[at])
        return Decision(
            block.table,
            block.ids[int(block.rows[at])],
            block.relation,
            None if target < 0 else block.target_ids[target],
        )

    @property
    def decisions(self) -> Ints:
        """The decision variables, in rising order."""
        parts = [block.variables for block in self.decided]
        return np.concatenate([*parts, np.zeros(0, dtype=np.int64)]).astype(np.int64)

    def block(self, table: str, relation: str) -> Decided:
        """The decision variables of a relation that is decided."""
        return next(one for one in self.decided if (one.table, one.relation) == (table, relation))

    def choose(self, literals: Ints) -> None:
        """Exactly one of these decision literals is true."""
        self.choices.append(literals)

    def require(self, literals: Ints, rule: str, entities: Sequence[str]) -> None:
        """Assert one literal for each entity."""
        self.assertions.append(Assertion(literals, rule, tuple(entities)))

    def defined(self, rows: Rows) -> Ints:
        """For each row the literal that is true exactly when the row holds.

        Args:
            rows: the variables of each are distinct, positive and rising, none of them TRUE; no
                coefficient is zero.
        """
        literals, fresh = self._known(rows)
        if len(fresh):
            self._blocks.append((literals[fresh], rows.some(fresh)))
        return literals

    def _known(self, rows: Rows) -> tuple[Ints, Ints]:
        """The literal of each row, and which rows were not defined before."""
        counts = np.diff(rows.indptr)
        ends = np.cumsum(2 * counts + 1)
        written = np.empty(int(ends[-1]) if len(ends) else 0, dtype=np.int64)
        written[ends - 1] = rows.bounds
        terms = np.repeat(ends - 1 - 2 * counts - 2 * rows.indptr[:-1], counts) + 2 * np.arange(
            len(rows.variables)
        )
        written[terms], written[terms + 1] = rows.variables, rows.coefficients
        raw, shared = written.tobytes(), self._shared
        literals, fresh, start = np.empty(len(rows), dtype=np.int64), [], 0
        for row, end in enumerate((8 * ends).tolist()):
            key = raw[start:end]
            start = end
            known = shared.get(key)
            if known is None:
                self.size += 1
                known = shared[key] = self.size
                fresh.append(row)
            literals[row] = known
        return literals, np.array(fresh, dtype=np.int64)

    def definitions(self) -> tuple[Ints, Rows]:
        """The defined variables in rising order, and the row that defines each, over earlier ones."""
        if len(self._blocks) > 1:
            literals = np.concatenate([block[0] for block in self._blocks])
            self._blocks[:] = [(literals, joined([block[1] for block in self._blocks]))]
        return self._blocks[0] if self._blocks else (np.zeros(0, dtype=np.int64), joined([]))


def joined(parts: Sequence[Rows]) -> Rows:
    """The rows of several parts, one after the other."""
    none = np.zeros(0, dtype=np.int64)
    counts = np.concatenate([none, *(np.diff(part.indptr) for part in parts)])
    return Rows(
        np.concatenate([[0], np.cumsum(counts)]).astype(np.int64),
        np.concatenate([none, *(part.variables for part in parts)]),
        np.concatenate([none, *(part.coefficients for part in parts)]),
        np.concatenate([none, *(part.bounds for part in parts)]),
    )
