"""The solver-independent linear model: what remains of a design's rules when decisions are open.

A literal is an integer: `v` says that variable `v` is true, `-v` that it is false. Variable 1 is the
constant TRUE. Every other variable is either a decision or defined by one linear constraint over
earlier variables: it is true exactly when `sum(coefficient * variable) >= bound`. Equal definitions
share a variable. Solvers read the two half-reified constraints of each definition.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import numpy.typing as npt
from msgspec import Struct, field

Ints = npt.NDArray[np.int64]

TRUE = 1
FALSE = -1


class Decision(Struct, frozen=True):
    """What a literal means in words: this row of the relation has this target."""

    table: str
    entity: str
    relation: str
    target: str | None

    def __str__(self) -> str:
        return f"{self.table}/{self.entity}.{self.relation} = {self.target}"


class Assertion(Struct, frozen=True):
    """Literals that have to be true, each labelled with the rule and the entity that asks for it."""

    literals: Ints
    rule: str
    entities: tuple[str, ...]


class LinearModel(Struct):
    """Literals, definitions and assertions; grows while rules are grounded, then is read only.

    Attributes:
        decisions: what each decision variable means.
        choices: groups of decision variables of which exactly one is true.
        assertions: what the rules ask for.
    """

    decisions: dict[int, Decision] = field(default_factory=dict)
    choices: list[list[int]] = field(default_factory=list)
    assertions: list[Assertion] = field(default_factory=list)
    size: int = 1
    _rows: list[tuple[int, Ints, Ints, int]] = field(default_factory=list)
    _shared: dict[bytes, int] = field(default_factory=dict)

    def decide(self, decision: Decision) -> int:
        """A new decision variable; returns its literal."""
        self.size += 1
        self.decisions[self.size] = decision
        return self.size

    def choose(self, literals: Sequence[int]) -> None:
        """Exactly one of these decision literals is true."""
        self.choices.append(list(literals))

    def require(self, literals: Ints, rule: str, entities: Sequence[str]) -> None:
        """Assert one literal for each entity."""
        self.assertions.append(Assertion(literals, rule, tuple(entities)))

    def defined(self, variables: Ints, coefficients: Ints, bound: int) -> int:
        """The literal that is true exactly when `sum(coefficients * variables) >= bound`.

        Args:
            variables: distinct positive variables in rising order, none of them TRUE.
            coefficients: one nonzero integer for each.
            bound: the integer that the sum must reach.
        """
        key = np.concatenate([variables, coefficients, [bound]]).tobytes()
        known = self._shared.get(key)
        if known is None:
            self.size += 1
            self._rows.append((self.size, variables, coefficients, bound))
            known = self._shared[key] = self.size
        return known

    def definitions(self) -> Iterator[tuple[int, Ints, Ints, int]]:
        """(variable, variables, coefficients, bound) in an order in which each uses only earlier ones."""
        yield from self._rows
