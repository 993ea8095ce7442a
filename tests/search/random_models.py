"""Random small linear models with rules that ask for something, and all their solutions by hand."""

from __future__ import annotations

import itertools
from collections.abc import Collection

import numpy as np
from hypothesis import strategies as st

from pejl.engine.search.claims import Claims, claims
from pejl.engine.values.linear import Ints, LinearModel, Rows

DECISIONS = 5


@st.composite
def models(draw: st.DrawFn) -> LinearModel:
    """A model in which it is often impossible to keep all that the rules ask for."""
    model = LinearModel()
    rows = np.arange(DECISIONS)
    model.decide("tasks", "responsible", rows, rows, [f"t{at}" for at in rows], [f"u{at}" for at in rows])
    if draw(st.booleans()):
        model.choose(np.arange(2, 2 + draw(st.integers(2, 3))))
    variables = list(range(2, 2 + DECISIONS))
    for _ in range(draw(st.integers(2, 6))):
        chosen = sorted(draw(st.lists(st.sampled_from(variables), min_size=2, max_size=4, unique=True)))
        weights = [draw(st.sampled_from([-2, -1, 1, 2])) for _ in chosen]
        bound = draw(st.integers(-2, 3))
        row = Rows(np.array([0, len(chosen)]), np.array(chosen), np.array(weights), np.array([bound]))
        variables.append(int(model.defined(row)[0]))
    literals = st.sampled_from([*variables, *(-one for one in variables), -1])
    for at in range(draw(st.integers(1, 4))):
        asked = draw(st.lists(literals, min_size=1, max_size=4))
        entities = [draw(st.sampled_from(["a", "b", "c"])) for _ in asked]
        model.require(np.array(asked), f"R{at}", entities)
    if draw(st.integers(0, 3)) == 0:
        model.structure.append(np.array([draw(literals)]))
    return model


def kept_sets(model: LinearModel) -> tuple[Claims, list[frozenset[int]]]:
    """What the rules ask for, and for each way to decide the positions of what it keeps."""
    asked = claims(model)
    defined, rows = asked.model.definitions()
    found = []
    for way in itertools.product([False, True], repeat=DECISIONS):
        true = np.zeros(asked.model.size + 1, dtype=np.bool_)
        true[1], true[2 : 2 + DECISIONS] = True, way
        for at, variable in enumerate(defined.tolist()):
            part = slice(rows.indptr[at], rows.indptr[at + 1])
            true[variable] = rows.coefficients[part][true[rows.variables[part]]].sum() >= rows.bounds[at]
        structure = all(_holds(true, literals).all() for literals in model.structure)
        if structure and all(true[group].sum() == 1 for group in model.choices):
            found.append(frozenset(np.flatnonzero(_holds(true, asked.literals)).tolist()))
    return asked, found


def _holds(true: np.ndarray[tuple[int], np.dtype[np.bool_]], literals: Ints) -> np.ndarray:  # type: ignore[type-arg]
    return true[np.abs(literals)] == (literals > 0)


def possible(ways: list[frozenset[int]], positions: Collection[int]) -> bool:
    """Whether some way to decide keeps all of these."""
    return any(way.issuperset(positions) for way in ways)
