"""Tables line up in a terminal and stay whole as data; evidence is a tree that can be read."""

from __future__ import annotations

import csv
import io
import json

import pytest

from pejl.engine.errors import Place
from pejl.engine.findings import Counted, Evidence, Named, Unknown
from pejl.engine.report.evidence import flat, tree
from pejl.engine.report.letters import cut, line, printable, width, wrap
from pejl.engine.report.tables import table
from pejl.tests.report.conftest import EVIDENCE, HOSTILE, RAW


def test_columns_line_up_by_what_is_seen() -> None:
    assert table(["id", "navn"], [["a", "日本"], ["bb", "e\u0301t"], ["c", "=1"]], "text") == (
        "id  navn\n──  ────\na   日本\nbb  e\u0301t\nc   =1\n"
    )


def test_a_table_is_the_same_data_in_every_format() -> None:
    headers, rows = ["id", "navn"], [["a", "x;y"], ["b", "=1"]]
    assert json.loads(table(headers, rows, "json")) == [{"id": "a", "navn": "x;y"}, {"id": "b", "navn": "=1"}]
    read = list(csv.reader(io.StringIO(table(headers, rows, "csv")[1:]), delimiter=";"))
    assert read == [["id", "navn"], ["a", "x;y"], ["b", "'=1"]]
    assert table(headers, rows, "markdown") == "| id | navn |\n| --- | --- |\n| a | x;y |\n| b | =1 |\n"


@pytest.mark.parametrize("format_name", ["text", "csv", "json", "markdown"])
def test_a_table_without_rows_can_be_written(format_name: str) -> None:
    assert table(["id"], [], format_name).endswith("\n")  # type: ignore[arg-type]


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
@pytest.mark.parametrize("format_name", ["text", "csv", "json", "markdown"])
def test_hostile_cells_come_out_as_text(format_name: str, text: str) -> None:
    written = table(["id", text], [["a", text]], format_name)  # type: ignore[arg-type]
    assert not set(RAW) & set(written)


def test_the_tree_shows_values_and_what_was_counted() -> None:
    person = Named("positions", "p1", "Anna", Place("design.yaml", 3, 5))
    evidence = Evidence(
        "count(reports) <= 30",
        False,
        (),
        (Evidence("count(reports)", 41, (Counted(person, True, True), Counted(person, Unknown(), False))),),
    )
    assert tree(evidence, "da") == (
        "count(reports) <= 30 = nej\n"
        "  count(reports) = 41\n"
        "    · Anna  (positions p1, design.yaml:3:5)\n"
        "    · måske Anna = ukendt  (positions p1, design.yaml:3:5, værdien er ukendt)"
    )


def test_evidence_is_cut_with_the_number_of_the_rest() -> None:
    lines = flat((EVIDENCE, EVIDENCE), "en", 6)
    assert lines[-1] == "and 4 more expressions"
    assert lines[1] == (
        "  counted: Person 0, perhaps Person 1, Person 2, Person 3, Person 4, Person 5 and 35 more"
    )


def test_deep_evidence_does_not_end_the_program() -> None:
    deep = Evidence("x", 1)
    for _ in range(5000):
        deep = Evidence("x", 1, (), (deep,))
    assert tree(deep, "da").count("\n") == 5000
    assert len(flat((deep,), "da", 6)) == 7


def test_invisible_characters_become_visible() -> None:
    assert printable("a\x1b\u202e\u2028b\x9b") == "a\\x1b\\u202e\\u2028b\\x9b"
    assert line(" a\r\n\tb ") == "a b"
    assert printable("👩‍👩‍👧 æøå 15\xa0%") == "👩‍👩‍👧 æøå 15\xa0%"


def test_text_is_cut_and_wrapped_by_what_is_seen() -> None:
    assert (width("日本"), cut("日本語", 5), cut("abc", 3)) == (4, "日本…", "abc")
    assert wrap("en to tre fire", 7) == ["en to", "tre", "fire"]
    assert wrap("x" * 20, 8) == ["x" * 8, "x" * 8, "x" * 4]
    assert wrap("", 8) == [""]
