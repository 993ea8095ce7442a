"""Expressions of the language, evaluated for every entity of a scope: questions to a design."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from pejl.engine.errors import fail
from pejl.engine.evaluate.design_table import with_design_table
from pejl.engine.evaluate.frames import Frame
from pejl.engine.evaluate.shown import column
from pejl.engine.evaluate.walk import TooManyStepsError, Walk
from pejl.engine.findings import Shown
from pejl.engine.language.names import Names, Scope, with_design
from pejl.engine.language.parse import Expression
from pejl.engine.language.resolve import resolve, scope
from pejl.engine.language.rules import speaks_of_before
from pejl.engine.language.terms import Stream
from pejl.engine.model.tables import Design
from pejl.engine.values.numbers import TooLargeError


@dataclass(frozen=True)
class Answer:
    """The entities of a scope, and the value of each expression for each of them."""

    subjects: list[Shown]
    columns: list[list[Shown]]


def ask(
    design: Design, for_: Expression | None, expressions: Sequence[Expression], as_of: dt.date | None = None
) -> Answer:
    """Evaluate expressions for every entity of a scope.

    Args:
        design: the design.
        for_: the scope, such as `u in units`; None is the design as a whole.
        expressions: what to evaluate for each.
        as_of: the day on which the design is looked at; None is not known.

    Raises:
        PejlError: an expression is wrong, too large, or asks for a base that the design has not.
    """
    names = Names(with_design(design.schema), {})
    about = scope(for_, names)
    terms = [resolve(expression, about.names) for expression in expressions]
    if design.before is None and any(speaks_of_before(part) for part in (*about.generators, *terms)):
        raise fail(design.place, "the design is not based on another, so there is nothing before it")
    with_design_table(design, as_of)
    walk = Walk(design, {})
    try:
        frame = scope_frame(walk, about)
        subject = about.subject
        itself = subject.itself
        return Answer(column(itself, frame, walk), [column(term, frame, walk) for term in terms])
    except TooManyStepsError:
        raise fail(design.place, "the question runs over more rows than its budget allows") from None
    except TooLargeError:
        raise fail(design.place, "the numbers grow too large to be exact") from None


def scope_frame(walk: Walk, about: Scope) -> Frame:
    """The rows of a scope; an entity that may or may not belong to it is among them."""
    last = about.generators[-1]
    itself = last.itself
    return walk.members(Stream(about.generators, itself), walk.root).frame
