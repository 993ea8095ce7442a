"""clingo, with the rules of clingo.lp: an answer set program, its facts given as text.

Text is the fastest way in: adding each fact through the backend takes twice as long. Grounding and solving
are the evaluation; a program is grounded once, so each evaluation has a program of its own.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from harness import HERE, SMALLEST, WIDEST, Found, measure, positions, tasks

if TYPE_CHECKING:
    from clingo import Control


def facts(folder: Path) -> str:
    """The tables as facts: one for each row, or for each item of a list."""
    lines = [f"widest({WIDEST}). smallest({SMALLEST})."]
    for one in positions(folder):
        lines += [f'position({one.id},{one.unit},"{held}",{one.heads}).' for held in one.professions]
        if one.reports_to:
            lines.append(f"reports({one.id},{one.reports_to},{one.heads}).")
    for task in tasks(folder):
        lines.append(f"task({task.id}).")
        lines += [f"responsible({task.id},{unit})." for unit in task.responsible]
        lines += [f'needs({task.id},"{need}").' for need in task.needs]
    return "\n".join(lines)


def prepare(folder: Path) -> Control:
    """Parse the facts and the rules."""
    from clingo import Control

    control = Control(["--warn=none"])
    control.add("base", [], facts(folder))
    control.load(str(HERE / "clingo.lp"))
    return control


def anew(folder: Path, control: Control) -> Control:
    """A program that is not grounded yet."""
    return prepare(folder)


def evaluate(control: Control) -> Found:
    """Ground, solve, and read the one answer set."""
    control.ground([("base", [])])
    with control.solve(yield_=True) as answers:
        for model in answers:
            for symbol in model.symbols(shown=True):
                rule, entity = symbol.arguments
                yield rule.string, entity.name


if __name__ == "__main__":
    measure(prepare, evaluate, anew)
