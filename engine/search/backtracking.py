"""python-constraint as a solver: lists every way to decide that makes all assertions of a model true."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import constraint

from pejl.engine.values.linear import TRUE, Ints, LinearModel

Taken = frozenset[int]
"""The decision literals that are true."""


def solutions(model: LinearModel) -> Iterator[Taken]:
    """Every set of decisions that makes all assertions true.

    A group of which exactly one is true is one variable with a value for each choice; any other
    decision is a variable of two values. Defined literals are no variables: an assertion is a function
    of the decisions that it depends on.
    """
    problem = constraint.Problem(constraint.OptimizedBacktrackingSolver())
    owner: dict[int, str] = {}
    for at, group in enumerate(model.choices):
        problem.addVariable(f"choice {at}", list(group))
        owner.update(dict.fromkeys(group, f"choice {at}"))
    for literal in model.decisions:
        if literal not in owner:
            owner[literal] = f"decision {literal}"
            problem.addVariable(owner[literal], [literal, -literal])
    definitions = {
        variable: (terms, weights, bound) for variable, terms, weights, bound in model.definitions()
    }
    depends = _dependencies(model, definitions)
    asserted = {int(literal) for asked in model.assertions for literal in asked.literals}
    for assertion in sorted(asserted):
        if assertion == TRUE:
            continue
        names = sorted({owner[literal] for literal in depends(abs(assertion))})
        if not names:
            return  # a constant that is false: nothing can make it true
        problem.addConstraint(constraint.FunctionConstraint(_holds(assertion, definitions)), names)
    if not owner:
        yield frozenset()
        return
    for solution in problem.getSolutionIter():
        yield frozenset(literal for literal in solution.values() if literal > 0)


Definitions = dict[int, tuple[Ints, Ints, int]]


def _dependencies(model: LinearModel, definitions: Definitions) -> Callable[[int], frozenset[int]]:
    """Which decisions a variable depends on."""
    found: dict[int, frozenset[int]] = {TRUE: frozenset()}
    found.update({literal: frozenset([literal]) for literal in model.decisions})
    for variable, (terms, _, _) in definitions.items():
        found[variable] = frozenset[int]().union(*(found[int(term)] for term in terms))
    return found.__getitem__


def _holds(assertion: int, definitions: Definitions) -> Callable[..., bool]:
    """Whether a literal is true, as a function of the values of the decisions it depends on."""
    needed: list[int] = []
    seen = {TRUE}

    def enter(variable: int) -> None:
        if variable in definitions and variable not in seen:
            seen.add(variable)
            for term in definitions[variable][0]:
                enter(int(term))
            needed.append(variable)

    enter(abs(assertion))
    steps = [(variable, *_as_python(*definitions[variable])) for variable in needed]

    def holds(*values: int) -> bool:
        true = {value for value in values if value > 0} | {TRUE}
        for variable, terms, bound in steps:
            if sum(weight for term, weight in terms if term in true) >= bound:
                true.add(variable)
        return (abs(assertion) in true) == (assertion > 0)

    return holds


def _as_python(terms: Ints, weights: Ints, bound: int) -> tuple[list[tuple[int, int]], int]:
    """A definition in Python's own numbers, which are faster one at a time than numpy's."""
    return list(zip(terms.tolist(), weights.tolist(), strict=True)), bound
