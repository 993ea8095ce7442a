"""Pejl inside a process, with the rules of pejl.yaml, which the design names.

VARIANT `findings` is the whole check, as the command makes it: for each violation a finding with message,
place and evidence. VARIANT `verdicts` is only which entities violate which rule, as the peers tell it.
What one evaluation derived from the tables is forgotten before the next, except in VARIANT `kept`, which
else is as `findings`.
"""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

from harness import Found, measure, variant

if TYPE_CHECKING:
    from pejl.engine.run import Loaded

AS_OF = dt.date(2014, 5, 1)


def prepare(folder: Path) -> Loaded:
    """Read and validate the design and the rules."""
    from pejl.engine import run

    return run.load(folder / "design.yaml")


def anew(folder: Path, loaded: Loaded) -> Loaded:
    """Forget the ways back of the links, which the last evaluation derived."""
    loaded.design._derived.clear()
    return loaded


def findings(loaded: Loaded) -> Found:
    """The whole check."""
    from pejl.engine.run import run_check

    return [(one.rule, one.entity) for one in run_check(loaded, AS_OF).findings if one.outcome == "violated"]


def verdicts(loaded: Loaded) -> Found:
    """Only which entities violate which rule."""
    import numpy as np

    from pejl.engine.evaluate.check import Check
    from pejl.engine.evaluate.waivers import Waivers

    waivers = Waivers(loaded.design.waivers, AS_OF)
    for rule in loaded.rules.rules:
        holds, entities = Check(rule, loaded.design, waivers).not_violated()
        yield from ((rule.id, entities[row]) for row in np.flatnonzero(~np.asarray(holds)))


if __name__ == "__main__":
    measure(
        prepare,
        verdicts if variant() == "verdicts" else findings,
        None if variant() == "kept" else anew,
    )
