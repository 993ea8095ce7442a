"""Runs the command line in this process, and makes small designs to run it on."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from pejl import cli
from pejl.tests.cli.small_design import FILES, Run
from pejl.tests.cli.small_search import DESIGN, PACK


@pytest.fixture
def run() -> Run:
    """Runs a command with its arguments; an exception that is not an exit fails the test."""

    def running(*arguments: object) -> Result:
        return CliRunner(catch_exceptions=False).invoke(cli.main, [str(one) for one in arguments])

    return running


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a small design and a pack, and the current one."""
    for name, text in FILES.items():
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a design in which a search may decide, and the current one."""
    (tmp_path / "d.yaml").write_text(DESIGN, encoding="utf-8")
    (tmp_path / "p.yaml").write_text(PACK, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path
