"""What follows from decisions: the truth of literals of a linear model under many assignments at once."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from pejl.engine.values.exact import Bools
from pejl.engine.values.linear import TRUE, Ints, LinearModel


class Consequences:
    """The values of a model's variables under several assignments of its decisions.

    Every assignment is the same but for a few decisions.
    """

    def __init__(self, model: LinearModel, usual: Ints, turned: list[Ints]) -> None:
        """Take the assignments.

        Args:
            model: the model.
            usual: the decision variables that are usually true.
            turned: for each assignment the decision variables that are not as usual.
        """
        self.count = len(turned)
        self._true = np.zeros(model.size + 1, dtype=np.bool_)
        self._true[TRUE] = True
        self._true[usual] = True
        self._turned: dict[int, list[int]] = {}
        for at, variables in enumerate(turned):
            for variable in variables.tolist():
                self._turned.setdefault(variable, []).append(at)
        defined, rows = model.definitions()
        self._row = np.full(model.size + 1, -1, dtype=np.int64)
        self._row[defined] = np.arange(len(defined))
        self._rows = rows
        self._known: dict[int, Bools] = {}

    def of(self, literals: Ints) -> Bools:
        """The truth of literals: a row for each of them, a column for each assignment."""
        variables = np.abs(literals)
        self._work_out(np.unique(variables))
        found = np.stack([self._value(variable) for variable in variables.tolist()])
        signs: Bools = literals > 0
        result: Bools = np.where(signs[:, None], found, ~found)
        return result

    def _value(self, variable: int) -> Bools:
        if variable not in self._known:
            value = np.full(self.count, self._true[variable])
            if variable in self._turned:
                value[self._turned[variable]] ^= True
            self._known[variable] = value
        return self._known[variable]

    def _work_out(self, variables: Ints) -> None:
        """Work out defined variables, each after those that it is defined by."""
        indptr, terms, weights, bounds = (
            self._rows.indptr,
            self._rows.variables,
            self._rows.coefficients,
            self._rows.bounds,
        )
        for variable in self._needed(variables.tolist()):
            row = int(self._row[variable])
            part = slice(indptr[row], indptr[row + 1])
            values = np.stack([self._value(term) for term in terms[part].tolist()])
            self._known[variable] = weights[part] @ values.astype(np.int64) >= bounds[row]

    def _needed(self, variables: Iterable[int]) -> list[int]:
        """The defined variables that others turn on, in rising order: a definition uses only earlier ones."""
        left = [one for one in variables if self._row[one] >= 0 and one not in self._known]
        found: set[int] = set()
        indptr, terms = self._rows.indptr, self._rows.variables
        while left:
            variable = left.pop()
            if variable in found or variable in self._known:
                continue
            found.add(variable)
            row = int(self._row[variable])
            left += [one for one in terms[indptr[row] : indptr[row + 1]].tolist() if self._row[one] >= 0]
        return sorted(found)
