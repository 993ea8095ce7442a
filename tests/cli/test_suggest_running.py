"""`pejl suggest` while it runs: what it tells, and that an interruption at any moment breaks nothing."""

from __future__ import annotations

import json
import os
import pty
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from pejl.tests.cli.small_design import Run
from pejl.tests.cli.small_search import LARGE_PACK, checks_without_errors, large, proposals

PEJL = [sys.executable, "-m", "pejl.cli"]


def started(folder: Path, *arguments: str) -> subprocess.Popen[str]:
    (folder / "d.yaml").write_text(large(), encoding="utf-8")
    (folder / "p.yaml").write_text(LARGE_PACK, encoding="utf-8")
    command = [*PEJL, "suggest", "d.yaml", "--time-limit", "2m", "--format", "json", "-o", ".", *arguments]
    return subprocess.Popen(
        command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding="utf-8"
    )


def test_an_interruption_gives_the_best_so_far_with_its_bound(run: Run, here: Path) -> None:
    with started(here) as process:
        assert process.stderr is not None
        while "·" not in (line := process.stderr.readline()) or "fundet endnu" in line:
            assert process.poll() is None
        process.send_signal(signal.SIGINT)
        stdout, _ = process.communicate(timeout=60)
    assert process.returncode == 0
    data = json.loads(stdout)
    (answer,) = data["answers"]
    assert data["status"] == "found" and not answer["proven"]
    assert 0 <= answer["bound"] < answer["objective"] and 0 < answer["gap"] <= 1
    (path,) = proposals(here)
    assert path.read_text(encoding="utf-8") == answer["proposal"]
    assert checks_without_errors(run, path)


@pytest.mark.slow
@pytest.mark.parametrize("seconds", [0.4, 0.9, 1.6, 2.5])
def test_an_interruption_at_any_moment_leaves_whole_files_or_none(
    run: Run, here: Path, seconds: float
) -> None:
    with started(here) as process:
        time.sleep(seconds)
        process.send_signal(signal.SIGINT)
        stdout, _ = process.communicate(timeout=60)
    kept = {"d.yaml", "p.yaml", *(path.name for path in proposals(here))}
    assert {path.name for path in here.iterdir()} <= kept
    answers = json.loads(stdout)["answers"] if stdout else []
    assert len(proposals(here)) == len(answers)
    assert all(checks_without_errors(run, path) for path in proposals(here))


def test_nothing_but_the_result_is_on_standard_output(run: Run, here: Path) -> None:
    result = run("suggest", "d.yaml", "--format", "json", "--lang", "en")
    assert json.loads(result.stdout)["status"] == "optimal"
    lines = result.stderr.splitlines()
    assert lines and all(" s · " in line for line in lines)
    assert "\x1b" not in result.stderr


def test_on_a_terminal_one_line_rewrites_itself(here: Path) -> None:
    ours, theirs = pty.openpty()
    command = [*PEJL, "suggest", "d.yaml", "--format", "json"]
    with subprocess.Popen(command, cwd=here, stdout=subprocess.PIPE, stderr=theirs) as process:
        os.close(theirs)
        told = b""
        try:
            while part := os.read(ours, 65536):
                told += part
        except OSError:  # the other end was closed
            pass
        process.communicate()
    os.close(ours)
    assert process.returncode == 0
    assert b"\n" not in told and told.endswith(b"\r\x1b[K")
