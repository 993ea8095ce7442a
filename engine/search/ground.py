"""Rules x an open design -> assertions of a linear model, by the evaluator that also checks."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

import numpy as np

from pejl.engine.errors import Problem
from pejl.engine.evaluate.check import Check
from pejl.engine.evaluate.design_table import with_design_table
from pejl.engine.evaluate.waivers import Waivers
from pejl.engine.evaluate.walk import TooManyStepsError
from pejl.engine.findings import Severity
from pejl.engine.language.rules import Rule
from pejl.engine.model.tables import Design
from pejl.engine.values.exact import UnsearchableError, literal_ids
from pejl.engine.values.linear import FALSE, TRUE, Ints, LinearModel
from pejl.engine.values.numbers import TooLargeError


@dataclass
class Grounded:
    """What became of the rules.

    Attributes:
        warnings: for each rule whose severity is a warning, whether each row keeps it.
        untouched: the rule and the entity of each violation that no decision can touch.
        tolerated: for the rule and the entity of each violation that may stay, whether it is mended.
        problems: the rules that cannot be searched with, and why.
    """

    warnings: list[Ints] = field(default_factory=list)
    untouched: list[tuple[str, str]] = field(default_factory=list)
    tolerated: dict[tuple[str, str], list[int]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


def ground(
    design: Design,
    rules: Sequence[Rule],
    model: LinearModel,
    as_of: dt.date | None = None,
    tolerated: Collection[tuple[str, str]] = (),
) -> Grounded:
    """Assert that no rule whose severity is an error is violated, whatever is unknown.

    A row that stays undecidable is not enforced, just as a check does not call it violated; what a waiver
    permits is free up to its limit. Left out are rules that a human judges, rules that compare with a base
    where the design has none, and violations that stand whatever is decided.

    Args:
        design: the open design.
        rules: the rules.
        model: receives the assertions.
        as_of: the day at which waivers are looked at; None is that none of them holds.
        tolerated: violations that may stay, as rule and entity.
    """
    with_design_table(design, as_of)
    waivers = Waivers(() if as_of is None else design.waivers, as_of or dt.date.min)
    found = Grounded()
    for rule in rules:
        if rule.require is None or rule.severity is Severity.INFO:
            continue
        if rule.compares and design.before is None:
            continue
        try:
            check = Check(rule, design, waivers)
            kept = check.not_violated()
            literals = literal_ids(kept.literals)
            entities = np.array(kept.entities, dtype=object)
            if tolerated:
                free = np.array([(rule.id, entity) in tolerated for entity in kept.entities], dtype=np.bool_)
                for row in np.flatnonzero(free).tolist():
                    key = rule.id, kept.entities[row]
                    found.tolerated.setdefault(key, []).append(int(literals[row]))
                literals = np.where(free, TRUE, literals)
            lost = literals == FALSE
            if lost.any():
                rows = np.flatnonzero(lost)
                rows = rows[~check.touched(rows)]
                found.untouched += [(rule.id, str(entities[row])) for row in rows.tolist()]
                literals[rows] = TRUE
        except UnsearchableError as error:
            found.problems.append(
                Problem(
                    rule.place,
                    "the rule {rule!r} cannot be searched with: it turns on {reason}",
                    {"rule": rule.id, "reason": error.reason},
                    "let less be decided, or name the rule under leave_out: it is then only checked",
                )
            )
            continue
        except (TooManyStepsError, TooLargeError):
            found.problems.append(
                Problem(
                    rule.place,
                    "the rule {rule!r} grows too large to be searched with",
                    {"rule": rule.id},
                    "narrow it with where, let less be decided, or name the rule under leave_out",
                )
            )
            continue
        if rule.severity is Severity.WARNING:
            found.warnings.append(literals)
        else:
            asked = np.flatnonzero(literals != TRUE)
            model.require(literals[asked], rule.id, tuple(entities[asked]))
    return found
