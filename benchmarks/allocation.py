"""Allocation of tasks to units with limited capacity: what we find in 10 and 60 s, beside general solvers.

    python benchmarks/allocation.py --instances DIR --seconds 60
    python benchmarks/allocation.py --instances DIR --seconds 60 --peers --only d20200 e40400

An instance is a file of the generalised assignment problem: units and tasks, a row of costs for each unit, a
row of loads for each unit, the capacities; each task goes to exactly one unit and the sum of costs is to be
small. `best_known.csv` beside them (instance,tasks,units,best_known_bound,best_known_value) may say how good
one can be; what it does not name has no gap. Every tool runs alone in a process of its own with two workers,
tells what it finds as it goes, and is ended at the limit; the clock starts when it has read the instance.
"""

from __future__ import annotations

import argparse
import csv
import json
import subprocess
import sys
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path

FOLDER = Path(__file__).parent / "allocation_peers"
OURS = "ours"
PEERS = ("cp_sat", "highs", "scip", "clingo_asp", "constraint_search")
GRACE = 5.0
"""Seconds after the limit before a process is ended; its solutions after the limit do not count."""
START = 120.0
"""The most seconds that a tool may take to start and to read the instance."""


@dataclass
class Run:
    """What one tool told about one instance: (seconds, objective) and (seconds, bound), as they came."""

    found: list[tuple[float, float]] = field(default_factory=list)
    bounds: list[tuple[float, float]] = field(default_factory=list)
    trouble: str = ""

    def best(self, at: float) -> float | None:
        """The best objective after so many seconds."""
        return min((value for seconds, value in self.found if seconds <= at), default=None)

    def bound(self, at: float) -> float | None:
        """The best bound after so many seconds."""
        return max((value for seconds, value in self.bounds if seconds <= at), default=None)


def run(tool: str, instance: Path, seconds: float) -> Run:
    """Run a tool on an instance and listen to it; it is ended when its time is over."""
    command = [sys.executable, "-u", str(FOLDER / f"{tool}.py"), str(instance), str(seconds)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    told, began = Run(), [time.monotonic(), 0.0]
    errors: list[str] = []

    def listen() -> None:
        assert process.stdout is not None
        for line in process.stdout:
            now = time.monotonic()
            if not line.startswith('{"'):
                continue
            event = json.loads(line)
            if "begin" in event:
                began[1] = now
            if event.get("objective") is not None:
                told.found.append((now - began[1], event["objective"]))
            if event.get("bound") is not None:
                told.bounds.append((now - began[1], event["bound"]))

    listener = threading.Thread(target=listen, daemon=True)
    complainer = threading.Thread(target=lambda: errors.extend(process.stderr or ()), daemon=True)
    listener.start()
    complainer.start()
    while process.poll() is None:
        now = time.monotonic()
        if now - began[0] > START if not began[1] else now - began[1] > seconds + GRACE:
            process.kill()
        time.sleep(0.05)
    listener.join()
    complainer.join()
    if process.returncode > 0:
        told.trouble = errors[-1].strip() if errors else f"exit {process.returncode}"
    return told


def best_known(folder: Path) -> dict[str, float]:
    """The best known value of each instance that the folder names one for."""
    path = folder / "best_known.csv"
    if not path.exists():
        return {}
    with path.open(encoding="utf-8", newline="") as lines:
        return {row["instance"]: float(row["best_known_value"]) for row in csv.DictReader(lines)}


def instances(folder: Path, only: list[str] | None) -> list[Path]:
    """The instances of a folder, smallest first; a file is one if it begins with two numbers."""
    found = []
    for path in folder.iterdir():
        if path.is_file() and path.suffix == "" and (not only or path.name in only):
            head = path.read_text(encoding="utf-8", errors="replace")[:200].split()
            if len(head) > 2 and head[0].isdigit() and head[1].isdigit():
                found.append((int(head[0]) * int(head[1]), path.name, path))
    return [path for _, _, path in sorted(found)]


def gap(value: float | None, known: float | None) -> str:
    """How far a value is above the best known one, in percent."""
    if value is None or known is None:
        return "-"
    return f"{100 * (value - known) / abs(known):.3f}"


def shown(value: float | None) -> str:
    return "-" if value is None else f"{value:.10g}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--instances", type=Path, required=True, metavar="DIR")
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument(
        "--peers", nargs="*", choices=PEERS, metavar="PEER", help=f"run these too, or all: {', '.join(PEERS)}"
    )
    parser.add_argument("--only", nargs="+", metavar="NAME")
    asked = parser.parse_args()
    known = best_known(asked.instances)
    early = min(10.0, asked.seconds)
    peers = () if asked.peers is None else asked.peers or PEERS
    print(f"{'instance':<12}{'tool':<18}{'objective':>12}{'bound':>12}{f'gap {early:g} s':>12}", end="")
    print(f"{f'gap {asked.seconds:g} s':>12}  (gap to best known, %)", flush=True)
    for path in instances(asked.instances, asked.only):
        for tool in (OURS, *peers):
            told, value = run(tool, path, asked.seconds), known.get(path.name)
            best = told.best(asked.seconds + 0.5)
            print(
                f"{path.name:<12}{tool:<18}{shown(best):>12}{shown(told.bound(asked.seconds + 0.5)):>12}",
                end="",
            )
            print(
                f"{gap(told.best(early), value):>12}{gap(best, value):>12}  {told.trouble[:80]}", flush=True
            )


if __name__ == "__main__":
    main()
