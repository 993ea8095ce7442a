"""Runs a command as a process of its own, and tells how long it took and how much memory it held."""

from __future__ import annotations

import os
import subprocess
import tempfile
import time


def run(command: list[str]) -> tuple[float, int]:
    """Seconds and kilobytes of a process. Exit code 1 says that there are findings."""
    with tempfile.TemporaryFile() as errors:
        began = time.perf_counter()
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=errors)
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - began
        process.returncode = os.waitstatus_to_exitcode(status)
        errors.seek(0)
        told = errors.read().decode(errors="replace")
    if process.returncode not in (0, 1) or (process.returncode and told):
        raise SystemExit(f"{' '.join(command)} failed:\n{told}")
    return seconds, usage.ru_maxrss
