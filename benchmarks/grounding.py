"""How long it takes to open a large design, ground its rules and hand the program to a solver.

    python benchmarks/grounding.py [--tasks 2500] [--units 80]

Each task may get any unit; three rules: one responsible unit for each task, capacity for each unit, and, for
each pair of a task and a unit, that the unit can carry it.
"""

from __future__ import annotations

import argparse
import datetime as dt
import resource
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).parent / "allocation_peers"))

from case import PACK, write

from pejl.engine.prepare import prepare
from pejl.engine.run import load
from pejl.engine.search.cp_sat import model_of
from pejl.engine.search.program import asserted, program

CARRIED = """\
  CAN-BE-CARRIED:
    title: {da: Enheden kan bære opgaven, en: The unit can carry the task}
    for: a in allocations
    require: not (a.unit in a.task.responsible) or a.load <= 14
"""


@contextmanager
def phase(name: str) -> Iterator[None]:
    """Print how long something takes."""
    began = time.perf_counter()
    yield
    print(f"{name:12} {time.perf_counter() - began:6.2f} s", flush=True)


def main() -> None:
    """Run the phases one after the other."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--tasks", type=int, default=2500)
    parser.add_argument("--units", type=int, default=80)
    wanted = parser.parse_args()
    chance, shape = np.random.default_rng(1), (wanted.units, wanted.tasks)
    costs, loads = chance.integers(10, 100, shape).tolist(), chance.integers(5, 25, shape).tolist()
    with tempfile.TemporaryDirectory() as folder:
        path = write(Path(folder), costs, loads, [20 * wanted.tasks // wanted.units] * wanted.units)
        (path.parent / "pack.yaml").write_text(PACK + CARRIED, encoding="utf-8")
        with phase("load"):
            loaded = load(path)
        with phase("ground"):
            model = prepare(loaded, path, (), None, dt.date(2026, 1, 1)).model
        with phase("program"):
            whole = program(model, asserted(model))
        with phase("to CP-SAT"):
            model_of(whole)
    print(f"{len(model.decisions):,} decisions, {len(asserted(model)):,} rows asked for")
    print(f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6:.2f} GB")


if __name__ == "__main__":
    main()
