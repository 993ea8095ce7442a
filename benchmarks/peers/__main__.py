"""Runs Pejl and its peers over the same design with the same four rules, side by side.

    python benchmarks/peers [--node FOLDER] [--rounds 5] [--runs 7] [--slow]

Each round runs every peer once as a whole command and once more to time evaluation inside its process, so
that what disturbs the machine disturbs all alike. All findings of all runs are compared: any difference is
printed, and the exit code is 1. A peer that is not installed is skipped and the table says why.
"""

from __future__ import annotations

import argparse
import importlib.metadata
import json
import os
import platform
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

import design
from processes import run

HERE = Path(__file__).parent
NODE = HERE.parents[1] / ".deps"
PYTHON = sys.executable
Findings = set[tuple[str, str]]


@dataclass
class Peer:
    """One way of checking the design.

    Attributes:
        script: what is run with a folder, a file for the result and a number of runs.
        options: what the script takes after these.
        version: of the peer; empty if it is not installed.
        missing: why it is not run, if it is not.
        command: the whole command, where it is not the script with one run; `{folder}` and `{out}` stand
            for the design and for the result. Empty where no whole command is timed.
        slow: whether an evaluation takes seconds, so that one in each process is enough.
        rounds: in how many rounds it is run, at most.
    """

    name: str
    script: list[str]
    version: str
    remarks: str
    options: list[str] = field(default_factory=list)
    missing: str = ""
    command: list[str] | None = None
    slow: bool = False
    rounds: int = 1_000
    prepare: list[float] = field(default_factory=list)
    evaluate: list[float] = field(default_factory=list)
    whole: list[float] = field(default_factory=list)
    memory: list[int] = field(default_factory=list)
    found: list[Findings] = field(default_factory=list)

    def time_whole(self, folder: Path, out: Path) -> None:
        """From start to findings on disk."""
        script = [*self.script, str(folder), str(out), "1", *self.options]
        named = [part.format(folder=folder, out=out) for part in self.command or ()]
        seconds, kilobytes = run(named or script)
        self.whole.append(seconds)
        self.memory.append(kilobytes)
        self.found.append(read(out))

    def time_evaluation(self, folder: Path, out: Path, runs: int) -> None:
        """Inside the process, after loading."""
        run([*self.script, str(folder), str(out), "1" if self.slow else str(runs), *self.options])
        result = json.loads(out.read_text(encoding="utf-8"))
        self.prepare.append(result["prepare"])
        self.evaluate += result["evaluate"]
        self.found.append(read(out))


def read(out: Path) -> Findings:
    """The findings in a result, of a script or of `pejl check --format json`; the file is taken away."""
    findings = json.loads(out.read_text(encoding="utf-8"))["findings"]
    out.unlink()
    return {
        (one["rule"], one["entity"]) if isinstance(one, dict) else (one[0], one[1])
        for one in findings
        if not isinstance(one, dict) or one["outcome"] == "violated"
    }


def peers(node_folder: Path, slow: bool) -> list[Peer]:
    """All ways of checking, Pejl first: it is what the others are compared with."""
    beside = Path(PYTHON).with_name("pejl")
    pejl = [str(beside)] if beside.exists() else [PYTHON, "-m", "pejl.cli"]
    command = [*pejl, "check", "{folder}/design.yaml", "--format", "json", "-o", "{out}"]
    prolog, prolog_version, no_prolog = found_prolog()
    node, node_version, no_node = found_node(node_folder)
    shacl = "rules 2-4 as SPARQL, one query a rule; graph made in Python"
    found = [
        of_python("Pejl", "pejl", "findings with message, place and evidence", "findings", command),
        of_python(
            "Pejl, verdicts only", "pejl", "which entity violates which rule, as the peers", "verdicts", []
        ),
        of_python("Pejl, kept", "pejl", "as Pejl, but keeps what it derived between evaluations", "kept", []),
        of_python("pySHACL", "pyshacl", shacl, slow=True),
        of_python("clingo", "clingo", "facts written as text in Python"),
        of_python("CEL", "cel", "joins in Python; `sum` is a Python function", "joined"),
        of_python("CEL, prepared", "cel", "joins, unions and sums in Python: CEL only compares", "prepared"),
        Peer(
            "json-rules-engine",
            [node, str(HERE / "by_json_rules_engine.mjs")],
            node_version,
            "joins, unions, counts and sums in JavaScript: it only compares",
            [str(node_folder)],
            missing=no_node,
        ),
        Peer(
            "SWI-Prolog",
            [prolog, "-O", str(HERE / "by_prolog.pl")],
            prolog_version,
            "reads the tables itself",
            missing=no_prolog,
        ),
        Peer(
            "SWI-Prolog, kept",
            [prolog, "-O", str(HERE / "by_prolog.pl")],
            prolog_version,
            "as SWI-Prolog, but keeps its indexes between evaluations",
            ["kept"],
            missing=no_prolog,
            command=[],
        ),
    ]
    if slow:
        remarks = "rules 2-4 as SPARQL, run for each entity"
        once = of_python("pySHACL, per entity", "pyshacl", remarks, "per-entity", [], slow=True)
        once.rounds = 1
        found.append(once)
    return found


PACKAGES = {"cel": "common-expression-language"}


def of_python(
    name: str,
    script: str,
    remarks: str,
    variant: str = "",
    command: list[str] | None = None,
    slow: bool = False,
) -> Peer:
    """A peer that is a Python package."""
    package, version, missing = PACKAGES.get(script, script), "", ""
    try:
        version = importlib.metadata.version(package)
    except importlib.metadata.PackageNotFoundError:
        missing = f"not found: pip install {package}"
    options = [variant] if variant else []
    path = [PYTHON, str(HERE / f"by_{script}.py")]
    return Peer(name, path, version, remarks, options, missing, command, slow)


def found_prolog() -> tuple[str, str, str]:
    """The program, its version, or why it cannot be run."""
    swipl = shutil.which("swipl")
    if swipl is None:
        return "", "", "not found: no swipl on the path"
    told = subprocess.run([swipl, "--version"], capture_output=True, text=True, check=False).stdout
    version = re.search(r"\d+\.\d+\.\d+", told)
    return swipl, version[0] if version else told.strip(), ""


def found_node(folder: Path) -> tuple[str, str, str]:
    """The program, the version of json-rules-engine, or why it cannot be run."""
    node = shutil.which("node")
    if node is None:
        return "", "", "not found: no node on the path"
    package = folder / "node_modules" / "json-rules-engine" / "package.json"
    if not package.exists():
        return "", "", f"not found: npm install --prefix {folder} json-rules-engine"
    return node, json.loads(package.read_text(encoding="utf-8"))["version"], ""


def differences(ran: list[Peer]) -> list[str]:
    """How any run of any peer differs from the first run of the first."""
    expected = ran[0].found[0]
    told = []
    for peer in ran:
        for found in peer.found:
            lacks, extra = sorted(expected - found), sorted(found - expected)
            if lacks or extra:
                told.append(f"{peer.name}: lacks {len(lacks)} {lacks[:5]}, has {len(extra)} more {extra[:5]}")
    return list(dict.fromkeys(told))


HEADINGS = (
    "peer", "version", "prepare s", "evaluate ms", "best ms", "command s", "MB", "findings",
    "evaluate : Pejl", "command : Pejl", "remarks",
)  # fmt: skip


def row(peer: Peer, pejl: Peer) -> list[str]:
    """One line of the table."""
    if peer.missing:
        return [peer.name, *["–"] * (len(HEADINGS) - 2), peer.missing]
    evaluation, whole = statistics.median(peer.evaluate), min(peer.whole, default=None)
    return [
        peer.name,
        peer.version,
        f"{min(peer.prepare):.2f}",
        f"{evaluation * 1000:,.1f}",
        f"{min(peer.evaluate) * 1000:,.1f}",
        "–" if whole is None else f"{whole:.2f}",
        "–" if whole is None else f"{min(peer.memory) / 1024:.0f}",
        str(len(peer.found[0])),
        f"{evaluation / statistics.median(pejl.evaluate):.2f}",
        "–" if whole is None else f"{whole / min(pejl.whole):.2f}",
        peer.remarks,
    ]


def table(rows: list[list[str]]) -> str:
    """Markdown, with columns of even width."""
    widths = [max(len(cells[at]) for cells in rows) for at in range(len(rows[0]))]
    words = (0, 1, len(widths) - 1)
    lines = [
        " | ".join(
            cell.ljust(width) if at in words else cell.rjust(width)
            for at, (cell, width) in enumerate(zip(cells, widths, strict=True))
        ).rstrip()
        for cells in rows
    ]
    rule = "|".join("-" * (width + 1) + ("-" if at in words else ":") for at, width in enumerate(widths))
    return "\n".join([f"| {lines[0]} |", f"|{rule}|", *(f"| {line} |" for line in lines[1:])])


def main() -> None:
    """Generate, run all, compare, and print the table."""
    arguments = argparse.ArgumentParser(description="Pejl and its peers, side by side")
    arguments.add_argument("--node", type=Path, default=NODE, help="where json-rules-engine is installed")
    arguments.add_argument("--rounds", type=int, default=5, help="how often each peer is run")
    arguments.add_argument("--runs", type=int, default=7, help="evaluations in one process")
    arguments.add_argument("--slow", action="store_true", help="also what takes minutes, once")
    given = arguments.parse_args()
    all_peers = peers(given.node.resolve(), given.slow)
    ran = [peer for peer in all_peers if not peer.missing]
    with tempfile.TemporaryDirectory() as name:
        folder, out = Path(name), Path(name) / "out.json"
        design.generate(folder)
        for turn in range(given.rounds):
            for peer in ran:
                if turn >= peer.rounds:
                    continue
                print(f"round {turn + 1}: {peer.name}", file=sys.stderr)
                if peer.command != []:
                    peer.time_whole(folder, out)
                peer.time_evaluation(folder, out, given.runs)
    print(f"{design.UNITS} units, {design.POSITIONS:,} positions, {design.TASKS:,} tasks; ", end="")
    print(f"{given.rounds} rounds, {given.runs} evaluations a round; ", end="")
    print(f"{os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()}\n")
    print(table([list(HEADINGS), *(row(peer, ran[0]) for peer in all_peers)]))
    for peer in ran:
        faster = statistics.median(peer.evaluate) < statistics.median(ran[0].evaluate)
        if faster and not peer.name.startswith("Pejl"):
            print(f"\n{peer.name} evaluates faster than Pejl.")
    told = differences(ran)
    print("\nAll findings are identical." if not told else "\nFINDINGS DIFFER\n" + "\n".join(told))
    raise SystemExit(bool(told))


if __name__ == "__main__":
    main()
