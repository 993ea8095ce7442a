"""Where the real organisations stand, which are never copied into the repository."""

from __future__ import annotations

import csv
import os
from collections.abc import Iterable
from pathlib import Path

import pytest

FOLDER = "PEJL_DATA"


def folder(name: str) -> Path:
    """The folder of a data set; the test that asks is skipped, with the reason, where there is none.

    It is looked for in the folder that the environment variable PEJL_DATA names, or else in `shared/data`
    beside the repository.
    """
    beside = Path(__file__).resolve().parents[3] / "shared" / "data"
    found = Path(os.environ.get(FOLDER, beside)) / name
    if not found.is_dir():
        pytest.skip(f"the data set {name} is not in {found.parent}; set {FOLDER} to the folder that holds it")
    return found


def rows(path: Path) -> list[dict[str, str]]:
    """The rows of a CSV file, by column."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def written(path: Path, header: Iterable[str], lines: Iterable[Iterable[str]]) -> None:
    """Write a table file."""
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([header, *lines])


def told(differences: Iterable[str], equal: int, of: int) -> str:
    """The differences, a line each, and how much was equal."""
    return "\n".join([*differences, f"equal {equal} of {of}"])
