"""Eksempelby in a few sizes, written and checked once for all tests."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from pejl.engine.example.municipality import municipality
from pejl.engine.example.records import Town
from pejl.engine.findings import CheckResult
from pejl.engine.run import load, run_check
from pejl.engine.start import start_example

AS_OF = dt.date(2026, 12, 1)


@pytest.fixture(scope="session")
def written(tmp_path_factory: pytest.TempPathFactory) -> Callable[[int, int], Path]:
    """The folder that a size and a seed write."""

    @cache
    def folder(size: int, seed: int = 1) -> Path:
        path = tmp_path_factory.mktemp(f"eksempelby-{size}-{seed}") / "folder"
        start_example(path, "da", size, seed)
        return path

    return folder


@pytest.fixture(scope="session")
def checked(written: Callable[[int, int], Path]) -> Callable[[int, str], CheckResult]:
    """The result of a check of one of the two designs."""

    @cache
    def result(size: int, design: str) -> CheckResult:
        return run_check(load(written(size, 1) / design), AS_OF)

    return result


@pytest.fixture(scope="session")
def towns() -> Callable[[int], Town]:
    """The municipality of a size, in memory."""
    return cache(lambda size: municipality(size, 1))
