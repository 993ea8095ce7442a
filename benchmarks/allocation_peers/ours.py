"""Ours, by the ordinary path: a design, a rule pack and a search are written, loaded, grounded and searched.

All of that is within the time that the others have for their search alone.
"""

from __future__ import annotations

import datetime as dt
import tempfile
import time
from pathlib import Path

from case import write
from instance import WORKERS, asked, tell

from pejl.engine.prepare import prepare
from pejl.engine.run import load
from pejl.engine.search import solvers
from pejl.engine.search.solver import Limits, Progress
from pejl.engine.suggest import Wanted, suggest


def watch(progress: Progress) -> None:
    """Tell of an improvement."""
    tell(progress.best, progress.bound)


def main() -> None:
    """Solve the instance that the benchmark asks for."""
    instance, seconds = asked()
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        path = write(Path(folder), instance.costs, instance.loads, instance.capacities)
        search = prepare(load(path), path, (), None, dt.date(2026, 1, 1))
        left = max(seconds - (time.monotonic() - began), 1.0)
        found = suggest(search, solvers.solver(solvers.BEST), Wanted(Limits(left, workers=WORKERS)), watch)
    for answer in found.answers:
        for stage in answer.stages:
            tell(float(stage.objective), None if stage.bound is None else float(stage.bound))


if __name__ == "__main__":
    main()
