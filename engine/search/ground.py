"""Rules x an open design -> assertions of a linear model, by the evaluator that also checks."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from pejl.engine.evaluate.check import Check
from pejl.engine.evaluate.design_table import with_design_table
from pejl.engine.evaluate.waivers import Waivers
from pejl.engine.language.rules import Rule
from pejl.engine.model.tables import Design
from pejl.engine.values.exact import literal_ids
from pejl.engine.values.linear import LinearModel


def ground(design: Design, rules: Sequence[Rule], model: LinearModel, as_of: dt.date | None = None) -> None:
    """Assert that no rule is violated, whatever is unknown.

    A row that stays undecidable is not enforced, just as a check does not call it violated. Left out are
    rules that a human judges, and rules that compare with a base where the design has none. Waivers are
    not looked at: what one permits is asked for all the same.

    Raises:
        UnsearchableError: a rule uses what is to be decided in a way that has no linear form.
        TooManyStepsError, TooLargeError: a rule runs over too many rows, or its numbers grow too large.
    """
    with_design_table(design, as_of)
    for rule in rules:
        if rule.require is None or (rule.compares and design.before is None):
            continue
        check = Check(rule, design, Waivers((), dt.date.min))
        literals, entities = check.not_violated()
        model.require(literal_ids(literals), rule.id, entities)
