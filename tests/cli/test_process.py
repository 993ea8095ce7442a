"""What only shows in a process of its own: exit codes, colours, pipes, the language of the environment."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

PEJL = [sys.executable, "-m", "pejl.cli"]
HEAVY = {
    "pydantic",
    "pydantic_core",
    "importlib.metadata",
    "constraint",
    "python_calamine",
    "pyarrow",
    "ortools",
}


def pejl(*arguments: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    kept = {name: value for name, value in os.environ.items() if name not in ("PEJL_LANG", "NO_COLOR")}
    return subprocess.run([*PEJL, *arguments], capture_output=True, env={**kept, **environment}, check=False)


def on_a_terminal(*arguments: str, **environment: str) -> bytes:
    """What a command writes to a terminal."""
    ours, theirs = pty.openpty()
    kept = {name: value for name, value in os.environ.items() if name not in ("PEJL_LANG", "NO_COLOR")}
    env = {**kept, "TERM": "xterm", **environment}
    with subprocess.Popen([*PEJL, *arguments], stdout=theirs, stderr=theirs, env=env) as process:
        os.close(theirs)
        found = b""
        try:
            while part := os.read(ours, 65536):
                found += part
        except OSError:  # the other end was closed
            pass
        process.wait()
    os.close(ours)
    return found


def test_the_exit_codes_of_a_process(folder: Path) -> None:
    assert pejl("check", "design.yaml", "--fail-on", "never").returncode == 0
    assert pejl("check", "design.yaml").returncode == 1
    assert pejl("check", "missing.yaml").returncode == 2
    assert pejl("--version").returncode == 0
    assert pejl("check", "--help").returncode == 0


def test_a_pipe_gets_no_colours_and_a_terminal_gets_them(folder: Path) -> None:
    assert b"\x1b[" not in pejl("check", "design.yaml").stdout
    assert b"\x1b[" not in pejl("check", "missing.yaml").stderr
    assert b"\x1b[" in on_a_terminal("check", "design.yaml")


@pytest.mark.parametrize("environment", [{"NO_COLOR": "1"}, {"TERM": "dumb"}])
def test_no_colours_where_they_are_not_wanted(folder: Path, environment: dict[str, str]) -> None:
    assert b"\x1b[" not in on_a_terminal("check", "design.yaml", **environment)
    assert b"\x1b[" not in on_a_terminal("check", "missing.yaml", **environment)


def test_a_reader_that_stops_reading_gets_no_traceback(folder: Path) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    with subprocess.Popen([*PEJL, "check", "design.yaml"], stdout=writing, stderr=subprocess.PIPE) as process:
        os.close(writing)
        assert process.stderr is not None
        assert process.stderr.read() == b""


def test_a_pipe_gets_utf_8_whatever_the_system_writes(folder: Path) -> None:
    assert "✗" in pejl("check", "design.yaml", LC_ALL="C", PYTHONUTF8="0").stdout.decode("utf-8")


def test_an_encoding_that_was_asked_for_loses_shapes_but_does_not_fail(folder: Path) -> None:
    result = pejl("check", "design.yaml", PYTHONIOENCODING="latin-1", PYTHONUTF8="0")
    assert result.returncode == 1
    assert "Pay har 2" in result.stdout.decode("latin-1")


@pytest.mark.parametrize(
    "language, words",
    [
        ("da", ["Brug:", "Vis denne hjælp.", "Tjek et design"]),
        ("en", ["Usage:", "Show this message and exit.", "Check a design"]),
        ("xx", ["Brug:"]),
    ],
)
def test_the_environment_chooses_the_language(language: str, words: list[str]) -> None:
    text = pejl("check", "--help", PEJL_LANG=language).stdout.decode()
    assert all(word in text for word in words)


def test_the_environment_chooses_the_language_of_problems_and_the_option_overrules(folder: Path) -> None:
    assert b"there is no such file" in pejl("check", "missing.yaml", PEJL_LANG="en").stderr
    assert (
        "filen findes ikke" in pejl("check", "missing.yaml", "--lang", "da", PEJL_LANG="en").stderr.decode()
    )


def imported(*arguments: str) -> set[str]:
    """The modules that a command imports, after a first run has kept what can be kept."""
    code = "import sys; from pejl.cli import main; main(sys.argv[1:], standalone_mode=False)"
    tail = "print(*sys.modules, file=sys.stderr)"
    script = f"import sys\ntry:\n    exec({code!r})\nexcept SystemExit:\n    pass\n{tail}"
    for _ in range(2):
        done = subprocess.run([sys.executable, "-c", script, *arguments], capture_output=True, check=False)
    return set(done.stderr.decode().split())


def test_check_imports_nothing_heavy(folder: Path) -> None:
    modules = imported("check", "design.yaml")
    assert "pejl.engine.evaluate.check" in modules
    assert modules & HEAVY == set()


def test_the_command_line_itself_imports_almost_nothing() -> None:
    code = "import pejl.cli, sys; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
    modules = set(done.stdout.decode().split())
    assert modules & (HEAVY | {"numpy", "yaml", "json"}) == set()
