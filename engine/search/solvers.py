"""The solvers, in one visible table; to add one, write its module and its line here."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pejl.engine.search.solver import Solver

SOLVERS = {"cp-sat": ("portfolio", "Portfolio"), "python-constraint": ("backtracking", "Backtracking")}
"""The module and the class of each; a library is imported only when its solver is used."""

BEST, EVERY = SOLVERS
"""What finds the best designs unless another is named, and what lists every one."""


def solver(name: str) -> Solver:
    """The solver of a name."""
    module, kind = SOLVERS[name]
    made: Solver = getattr(import_module(f"pejl.engine.search.{module}"), kind)()
    return made
