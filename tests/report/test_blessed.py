"""What a tiny organisation's papers say, word for word, as it was read and found good.

When a change is meant, `PEJL_BLESS=1 python -m pytest tests/report/test_blessed.py` writes them anew: read
the difference before you commit it.
"""

from __future__ import annotations

import os
import re
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from pejl import cli
from pejl.engine.run import VERSION

BLESSED = Path(__file__).parent / "blessed"
AS_OF = ("--as-of", "2026-02-01")
PAPERS = {
    "check.da.txt": ("check", "proposal.yaml", "--fail-on", "never"),
    "difference.da.txt": ("diff", "proposal.yaml"),
    "difference.en.md": ("diff", "proposal.yaml", "--format", "markdown"),
    "compliance.da.md": ("report", "design.yaml"),
    "compliance.en.md": ("report", "design.yaml"),
    "compliance.da.html": ("report", "design.yaml"),
    "proposal.da.md": ("report", "proposal.yaml", "--kind", "proposal"),
    "proposal.en.md": ("report", "proposal.yaml", "--kind", "proposal"),
    "proposal.da.html": ("report", "proposal.yaml", "--kind", "proposal"),
    "chart.da.svg": ("chart", "proposal.yaml", "--before-after"),
    "chart.en.mmd": ("chart", "proposal.yaml"),
}
LOOKS = re.compile(r"<(style|script)\b.*?</\1>", re.DOTALL)
"""The looks of a page are not its words."""


@pytest.fixture
def organisation(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The tiny organisation, in the current folder."""
    shutil.copytree(BLESSED / "organisation", tmp_path, dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "100")
    return tmp_path


def written(name: str, folder: Path) -> str:
    """A paper as it is written now, without its looks and the version of Pejl."""
    _, language, suffix = name.split(".")
    asked = [*PAPERS[name], *AS_OF, "--lang", language]
    path = folder / f"paper.{suffix}"
    if asked[0] in ("report", "chart"):
        asked += ["-o", str(path)]
    result = CliRunner(catch_exceptions=False).invoke(cli.main, asked)
    assert result.exit_code == 0, result.output
    text = path.read_text(encoding="utf-8") if path.exists() else result.stdout
    return LOOKS.sub("", text).replace(VERSION, "VERSION")


@pytest.mark.parametrize("name", PAPERS)
def test_a_paper_says_what_was_blessed(name: str, organisation: Path) -> None:
    text = written(name, organisation)
    path = BLESSED / name
    if os.environ.get("PEJL_BLESS"):
        path.write_text(text, encoding="utf-8")
    assert text == path.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "old, new, as_of, told",
    [
        ("", "", "2026-08-02", "The waiver no longer holds"),
        ("", "", "2026-01-04", "The waiver does not hold yet"),
        ("limit: 8", "limit: 7", "2026-02-01", "The violation exceeds the waiver"),
        ("    entity: skolechef", "    entity: kulturchef", "2026-02-01", "The waiver is not used"),
        ("    entity: skolechef", "    entity: nobody", "2026-02-01", "names something that is not there"),
    ],
)
def test_the_register_says_what_is_wrong_with_a_waiver(
    organisation: Path, old: str, new: str, as_of: str, told: str
) -> None:
    path = organisation / "design.yaml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    asked = ["report", "design.yaml", "--as-of", as_of, "--lang", "en", "-o", "r.md"]
    assert CliRunner(catch_exceptions=False).invoke(cli.main, asked).exit_code == 0
    written_ = (organisation / "r.md").read_text(encoding="utf-8")
    register = written_[written_.index("## Register of waivers") :]
    assert told in register


def test_nothing_is_blessed_that_is_not_written() -> None:
    assert {path.name for path in BLESSED.iterdir() if path.is_file()} == set(PAPERS)
