"""British departments' organograms, and what the official validator said of each.

    python -m tests.real.uk_organogram DIR

reads `pairs.zip` (the senior and junior posts of each department) and `verdicts.csv` in DIR, checks every
department with the rule pack `uk-organogram`, and ends with the line `equal N of M`, where M is the number of
verdicts. Where `recorded_text_cut` is 1, the recorded report is not whole, and a 0 proves nothing: only a
recorded 1 that is not found counts there as a difference.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from zipfile import ZipFile

from pejl.engine import run
from pejl.tests.real.data import rows, told, written

PACK = Path(__file__).parent / "uk-organogram"
RULES = tuple(sorted(path.stem for path in PACK.glob("*.yaml") if path.stem != "pack"))
AS_OF = dt.date(2017, 1, 1)

MAY_DIFFER = {
    "Name", "Contact Phone", "Contact E-mail", "Notes", "FTE",
    "Actual Pay Floor (£)", "Actual Pay Ceiling (£)", "source_file", "source_line",
}  # fmt: skip
"""The columns in which the rows of one job share may differ."""

ELIMINATED = "Eliminated"

DESIGN = """\
design: {stem}
positions: positions.csv
"""

HEADER = ("id", "kind", "reference", "superior_reference", "superior", "job_share")


def posts(senior: list[dict[str, str]], junior: list[dict[str, str]]) -> Iterator[tuple[str, ...]]:
    """The posts of a department as rows of a design; posts that were eliminated are left out."""
    senior = [row for row in senior if row["Name"].strip() != ELIMINATED]
    references = [row["Post Unique Reference"].strip() for row in senior]
    first = {reference: f"s{i}" for i, reference in reversed(list(enumerate(references)))}
    shares: dict[tuple[str, ...], str] = {}
    for i, row in enumerate(senior):
        to = row["Reports to Senior Post"].strip()
        same = tuple(value for column, value in row.items() if column not in MAY_DIFFER)
        job_share = shares.setdefault(same, f"share {i}")
        yield f"s{i}", "senior", references[i] or "none", to or "none", first.get(to, "none"), job_share
    for i, row in enumerate(junior):
        to = row["Reporting Senior Post"].strip()
        yield f"j{i}", "junior", "none", to or "none", first.get(to, "none"), "none"


def convert(archive: ZipFile, stem: str, target: Path) -> Path:
    """Write a department as a design.

    Returns:
        The file of the design.
    """
    senior, junior = (
        list(csv.DictReader(io.StringIO(archive.read(f"{stem}-{part}.csv").decode("utf-8-sig"))))
        for part in ("senior", "junior")
    )
    written(target / "positions.csv", HEADER, posts(senior, junior))
    design = target / "design.yaml"
    design.write_text(DESIGN.format(stem=stem), encoding="utf-8")
    return design


def verdicts(design: Path) -> dict[str, str]:
    """For each rule "1" if it is violated somewhere, or else "0".

    Raises:
        ValueError: a rule cannot be decided.
    """
    result = run.run_check(run.load(design, [str(PACK)]), AS_OF)
    if any(rule.undecidable for rule in result.rules):
        raise ValueError(f"{design}: not everything can be decided")
    return {rule.rule: str(int(rule.violated > 0)) for rule in result.rules}


def compare(source: Path) -> tuple[list[str], int, int]:
    """Compare what is found with what the validator recorded.

    Returns:
        A line for each verdict that differs, the number of equal verdicts, and the number of verdicts.
    """
    expected = rows(source / "verdicts.csv")
    differ = []
    with ZipFile(source / "pairs.zip") as archive, tempfile.TemporaryDirectory() as folder:
        for row in expected:
            found = verdicts(convert(archive, row["stem"], Path(folder)))
            cut = row["recorded_text_cut"] == "1"
            differ += [
                f"{row['stem']}: {rule}: recorded {row[rule]}, found {found[rule]}"
                for rule in RULES
                if found[rule] != row[rule] and not (cut and row[rule] == "0")
            ]
    of = len(expected) * len(RULES)
    return differ, of - len(differ), of


if __name__ == "__main__":
    print(told(*compare(Path(sys.argv[1]))))
