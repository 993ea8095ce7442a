"""The language says what others counted, and the checker agrees with a validator that others wrote."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from pejl import cli
from pejl.tests.real import hjoerring, uk_organogram
from pejl.tests.real.data import folder, rows, told, written


def test_every_row_of_a_municipality_s_span_report_comes_out_of_questions_to_its_design() -> None:
    differences, equal, of = hjoerring.compare(folder("hjoerring"))
    assert (differences, equal, of) == ([], 42, 42)


@pytest.mark.slow
def test_every_verdict_on_152_departments_comes_out_of_a_rule_pack() -> None:
    differences, equal, of = uk_organogram.compare(folder("uk_organogram"))
    assert (differences, equal, of) == ([], 152 * 7, 152 * 7)


def test_the_examples_of_the_organogram_rules_hold() -> None:
    result = CliRunner().invoke(cli.main, ["rules", "test", str(uk_organogram.PACK), "--lang", "en"])
    assert (result.exit_code, result.stdout) == (0, "14 of 14 examples hold\n")


UNITS = [
    ("top", "Top", ""),
    ("empty", "No manager", "top"),
    ("deep", "Deep", "empty"),
    ("pay", "Lønorganisation", ""),
]
FUNCTIONS = [
    ("Leder", "m1", "top", "ann"),
    ("Engagement", "1-1", "top", "ann"),
    ("Leder", "m2", "deep", "bo"),
    ("Leder", "m3", "empty", ""),
    ("Engagement", "1-2", "deep", "bo"),
    ("Engagement", "9-1", "empty", "cy"),
    ("Engagement", "1-3", "empty", "di"),
    ("Engagement", "1-4", "deep", "di"),
    ("Rolle", "r", "deep", "ed"),
    ("Leder", "m4", "pay", "ed"),
]


def test_a_vacant_manager_is_none_and_a_person_counts_once(tmp_path: Path) -> None:
    written(tmp_path / "units.csv", ("uuid", "name", "parent_uuid"), UNITS)
    functions = [(f"f{i}", *one) for i, one in enumerate(FUNCTIONS)]
    written(tmp_path / "functions.csv", ("uuid", "kind", "user_key", "unit_uuid", "person_uuid"), functions)
    expected = [("ann", "2", "1", "1", "2", "1"), ("bo", "1", "0", "0", "1", "0")]
    written(tmp_path / "expected_span_report.csv", hjoerring.COLUMNS, expected)
    assert told(*hjoerring.compare(tmp_path)) == "equal 2 of 2"


def test_a_row_that_differs_is_told(tmp_path: Path) -> None:
    source = folder("hjoerring")
    for name in ("units.csv", "functions.csv"):
        (tmp_path / name).write_bytes((source / name).read_bytes())
    report = rows(source / "expected_span_report.csv")
    report[0]["total_hourly"] = "13"
    written(tmp_path / "expected_span_report.csv", report[0], (row.values() for row in report))
    line, last = told(*hjoerring.compare(tmp_path)).splitlines()
    assert "'total_hourly': '13'" in line and "'total_hourly': '12'" in line
    assert last == "equal 41 of 42"
