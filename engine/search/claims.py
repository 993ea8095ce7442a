"""What the rules ask for, one literal for each rule and entity, and whether some of it can hold together."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from copy import deepcopy
from dataclasses import dataclass

import numpy as np
from msgspec.structs import replace

from pejl.engine.search.deadline import Deadline
from pejl.engine.search.program import Program, objective, program
from pejl.engine.search.reasons import Member
from pejl.engine.search.solver import Solver, Status
from pejl.engine.values.exact import all_of, literal_ids, pointers, settled, spread
from pejl.engine.values.linear import Ints, LinearModel


@dataclass(frozen=True)
class Claims:
    """What the rules of a model ask for.

    Attributes:
        model: the model; it has further variables where a rule asks several things of one entity.
        members: the rules with their entities, each once.
        literals: for each of them the literal that says that the rule holds for the entity.
    """

    model: LinearModel
    members: tuple[Member, ...]
    literals: Ints

    def program(self, kept: Iterable[int]) -> Program:
        """The program in which some of the members have to hold, by their positions."""
        return program(self.model, self.literals[sorted(kept)])

    def positions(self, rules: Collection[str]) -> list[int]:
        """The positions of the members of some rules."""
        return [at for at, one in enumerate(self.members) if one.rule in rules]


def claims(model: LinearModel, without: Collection[tuple[str, str]] = ()) -> Claims:
    """What the rules of a model ask for; all that one rule asks of one entity is one member.

    Args:
        model: the model; it stays as it is.
        without: the rules and entities that are left out.
    """
    found: dict[Member, list[int]] = {}
    left_out = set(without)
    for one in model.assertions:
        for literal, entity in zip(one.literals.tolist(), one.entities, strict=True):
            if (one.rule, entity) not in left_out:
                found.setdefault(Member(one.rule, entity), []).append(literal)
    asked = [sorted(set(literals)) for literals in found.values()]
    if any(len(literals) > 1 for literals in asked):
        model = deepcopy(model)
    up = np.repeat(np.arange(len(asked)), [len(literals) for literals in asked])
    ids = np.array([literal for literals in asked for literal in literals], dtype=np.int64)
    together = literal_ids(all_of(settled(ids, model), up, len(asked)))
    return Claims(model, tuple(found), together)


@dataclass
class Oracle:
    """Tells whether some members can hold together, by fixing them and solving.

    Attributes:
        claims: the members.
        solver: what solves.
        deadline: how long all questions together may take.
    """

    claims: Claims
    solver: Solver
    deadline: Deadline

    def ask(self, kept: Iterable[int], share: float = 1) -> Status:
        """Whether some members can hold together with all that is not up to the rules.

        Args:
            kept: their positions.
            share: the share of the time left that the answer may take.

        Returns:
            NONE: they cannot. UNKNOWN: the time was too short. Anything else: they can.
        """
        if self.deadline.over:
            return Status.UNKNOWN
        asked = self.claims.program(kept)
        if asked.infeasible:
            return Status.NONE
        return self.solver.solve(needed(asked), objective([]), self.deadline.part(share)).status


def needed(whole: Program) -> Program:
    """A program without the definitions that nothing that has to hold depends on.

    A defined variable is free to be what its definition says, so they change nothing. The values of such
    variables mean nothing in a solution of what is left.
    """
    rows = whole.rows
    defining = np.abs(whole.enforcing)
    wanted = np.zeros(whole.size + 1, dtype=np.bool_)
    kept = defining == 0
    fresh = np.flatnonzero(kept)
    of_variable = pointers(defining, whole.size + 1)
    in_order = np.argsort(defining, kind="stable")
    while len(fresh):
        variables = np.unique(rows.variables[spread(rows.indptr, fresh)[1]])
        variables = variables[~wanted[variables]]
        wanted[variables] = True
        fresh = in_order[spread(of_variable, variables)[1]]
        kept[fresh] = True
    where = np.flatnonzero(kept)
    return replace(whole, rows=rows.some(where), enforcing=whole.enforcing[where])
