"""Small designs written to a folder, and what loading them gives."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from pejl.engine.errors import PejlError
from pejl.engine.model.load import load_design
from pejl.engine.model.tables import Design

Told = tuple[str, int, int]


class Folder:
    """A folder with a design; every method takes the text of a file."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def write(self, name: str, text: str | bytes) -> Path:
        file = self.path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text.encode() if isinstance(text, str) else text)
        return file

    def load(self, text: str, name: str = "design.yaml") -> Design:
        return load_design(self.write(name, text))

    def told(self, text: str | bytes, name: str = "design.yaml") -> list[Told]:
        """Message, line and column of every problem."""
        return [(problem.message, *where(problem)) for problem in self.problems(text, name)]

    def problems(self, text: str | bytes, name: str = "design.yaml"):
        file = self.write(name, text)
        with pytest.raises(PejlError) as raised:
            load_design(file)
        return raised.value.problems

    def propose(self, base: str, changes: str) -> Design:
        """The proposal of some changes to a base; both without their headers."""
        self.write("as-is.yaml", f"design: as-is\n{base}")
        return self.load(f"design: to-be\nbased_on: as-is.yaml\nchanges:\n{changes}", "to-be.yaml")

    def refused(self, base: str, changes: str) -> list[Told]:
        """What is told about changes; their first line is line 4."""
        self.write("as-is.yaml", f"design: as-is\n{base}")
        return self.told(f"design: to-be\nbased_on: as-is.yaml\nchanges:\n{changes}", "to-be.yaml")


def where(problem) -> tuple[int, int]:
    return (problem.place.line, problem.place.column) if problem.place else (0, 0)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Folder:
    monkeypatch.chdir(tmp_path)
    return Folder(tmp_path)


@pytest.fixture
def show() -> Callable[[Design, str, str], dict[str, str]]:
    """The values of a field as they would be written, by id, for the rows that are in the design."""
    from pejl.engine.errors import Problems
    from pejl.engine.model.draft import Draft
    from pejl.engine.model.reading import Reading

    def shown(design: Design, table: str, field: str) -> dict[str, str]:
        reading = Reading(design.schema, {}, design.texts, design.files, Problems())
        draft = Draft(design, reading, Problems())
        rows = design.tables[table]
        return {id_: draft.shown(table, field, row) for row, id_ in enumerate(rows.ids) if rows.exists[row]}

    return shown
