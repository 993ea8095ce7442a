"""CSV, Parquet and Excel become the same columns as YAML, or problems with row and column."""

from __future__ import annotations

import builtins
import datetime as dt

import numpy as np
import pyarrow
import pyarrow.parquet
import pytest
import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pejl.engine.model import table_csv
from pejl.engine.model.cells import Cells

HEAD = "design: d\nunits: {u: {}, v: {}}\npositions: p.csv\n"


def load_csv(folder, text: str | bytes):
    folder.write("p.csv", text)
    return folder.load(HEAD)


def told_csv(folder, text: str | bytes):
    folder.write("p.csv", text)
    return folder.told(HEAD)


@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
@pytest.mark.parametrize("quote", ["", '"'])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("bom", ["", "\ufeff"])
def test_a_csv_file_is_read_whatever_its_form(folder, show, delimiter, quote, end, bom) -> None:
    rows = [["id", "unit", "name", "professions"], ["p1", "u", "Åse", "a|b"], ["p2", "none", "", "unknown"]]
    text = "".join(delimiter.join(f"{quote}{cell}{quote}" for cell in row) + end for row in rows)
    design = load_csv(folder, bom + text)
    assert show(design, "positions", "unit") == {"p1": "u", "p2": "none"}
    assert show(design, "positions", "name") == {"p1": "Åse", "p2": "unknown"}
    assert show(design, "positions", "professions") == {"p1": "a, b", "p2": "unknown"}


@pytest.mark.parametrize("block", [16, 64, 1_000])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_large_file_is_read_in_blocks_as_in_one(folder, show, monkeypatch, block: int, end: str) -> None:
    cells = [f"p{at};{'ærø' * (at % 40)}{at};{at % 7}" for at in range(300)]
    text = end.join(["id;name;fte", *cells]) + end
    whole = load_csv(folder, text)
    monkeypatch.setattr(table_csv, "BLOCK", block)
    parts = load_csv(folder, text)
    assert parts.tables["positions"].ids == whole.tables["positions"].ids
    for field in ("name", "fte"):
        assert show(parts, "positions", field) == show(whole, "positions", field)


@pytest.mark.parametrize("length", [1, 7, 8, 9, 15, 16, 17, 255, 256, 257, 1_000])
def test_cells_of_any_length_are_told_apart(length: int) -> None:
    same = "a" * length
    texts = [same, same + "b", same, "c" + same, same + "b", same + "ø"]
    found = Cells("\n".join(texts).encode(), ";", 1).distinct(0)
    assert [found.texts[at] for at in found.at] == texts
    assert len(found.texts) == 4


@pytest.mark.parametrize("text", ["id;fte\rp;1\rq;2\r", "id;fte\rp;1\nq;2\n", "id;fte\np;1\rq;2\r\n"])
def test_lines_may_end_with_a_carriage_return_alone(folder, text: str) -> None:
    assert load_csv(folder, text).tables["positions"].ids == ["p", "q"]


@pytest.mark.parametrize("quote", ["", '"'])
def test_rows_of_nothing_but_delimiters_are_passed_over(folder, quote: str) -> None:
    text = f"id;name;fte\np;{quote}x{quote};1\n;;\nq;y;2\n;;\n"
    assert load_csv(folder, text).tables["positions"].ids == ["p", "q"]


def test_a_column_of_bytes_in_parquet_is_read_as_text(folder, show) -> None:
    design = load_parquet(folder, {"id": ["p"], "name": pyarrow.array([b"Lise's post"], pyarrow.binary())})
    assert show(design, "positions", "name") == {"p": "Lise's post"}


def test_the_column_of_ids_may_stand_anywhere(folder) -> None:
    assert load_csv(folder, "fte;id\n1;p\n").tables["positions"].ids == ["p"]


def test_the_last_row_needs_no_line_break(folder) -> None:
    assert load_csv(folder, "id;fte\np;1\nq;2").tables["positions"].ids == ["p", "q"]


@pytest.mark.parametrize("text", ["id\np\n\nq\n", "id\n\np\nq\n", "id;fte\np;1\n\nq;2\n\n"])
def test_blank_rows_are_passed_over(folder, text) -> None:
    assert load_csv(folder, text).tables["positions"].ids == ["p", "q"]


def test_a_row_has_its_place_in_the_file(folder) -> None:
    design = load_csv(folder, 'id;name\np;"two\nlines"\n\nq;x\n')
    places = [str(design.place_of("positions", row, "name")) for row in (0, 1)]
    assert places == ["p.csv:2:1", "p.csv:5:1"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", ("the file is empty", 1, 0)),
        ("fte;unit\n1;u\n", ("no column is named id", 1, 1)),
        ("id;fte;fte\np;1;2\n", ("two columns are named 'fte'; the first is column 2", 1, 8)),
        ("id;ftes\np;1\n", ("positions has no field 'ftes'", 1, 4)),
        ("id;;fte\np;;1\n", ("the column has no name", 1, 4)),
        ("id;fte\np;1;2\n", ("the row has 3 cells, but there are 2 columns", 2, 1)),
        ("id;fte\np;1\nq\n", ("the row has 1 cells, but there are 2 columns", 3, 1)),
        ("id;fte\np;1;\nq\n", ("the row has 3 cells, but there are 2 columns", 2, 1)),
        ("id;fte\np;x\n", ("'x' is not a number", 2, 3)),
        ("id;fte;unit\np;1;w\n", ("units has no 'w'", 2, 5)),
        ('id;name;fte\n"p";"a;""b""";x\n', ("'x' is not a number", 2, 15)),
        ('id;name;fte\np;"a\n;b";x\n', ("'x' is not a number", 3, 5)),
        ("\ufefffte;id\n1;p q\n", ("'p q' cannot be an id", 2, 3)),
        ("id;fte\np;1.250,5\n", ("'1.250,5' may be read as thousands or as decimals", 2, 3)),
        ("id;cost\np;45.000\n", ("'45.000' may be read as thousands or as decimals", 2, 3)),
        ("id;fte\np;1\np;2\n", ("the id 'p' stands twice; the first is in row 2", 3, 1)),
        ("id;fte\np q;1\n", ("'p q' cannot be an id", 2, 1)),
        ("id;fte\n;1\n", ("'' cannot be an id", 2, 1)),
        ('id;name\np;"x\n', ("the file ends inside a quoted cell", 2, 1)),
        ("id;name\np;a\x07b\n", ("a character that cannot be seen, U+0007, stands here", 2, 3)),
        ("id;professions\np;none|a\n", ("'none' cannot stand in a list", 2, 3)),
        ("id;name\np;x\nq;\xf8\n".encode("latin-1"),
         ("the file is not in UTF-8: a character on this line cannot be read", 3, 0)),
    ],
)  # fmt: skip
def test_a_mistake_in_a_csv_file_is_told_with_row_and_column(folder, text, told) -> None:
    assert told in told_csv(folder, text)


def test_all_mistakes_of_a_csv_file_are_told_in_one_run(folder) -> None:
    text = "id;fte;unit;nope\np;x;u;1\nq;1;w;1\nr;-1;u\n"
    assert sorted(place[1:] for place in told_csv(folder, text)) == [(1, 13), (2, 3), (3, 5), (4, 1)]


@pytest.mark.parametrize(
    ("label", "field"),
    [
        ("Navn", "name"),
        ("Årsværk", "fte"),
        ("refererer_til", "reports_to"),
        ("Earlier name", ""),
        ("fagligheder", "professions"),
    ],
)
def test_a_column_named_by_a_label_comes_with_the_name_of_the_field(folder, label, field) -> None:
    folder.write("p.csv", f"id;{label}\np;1\n")
    hint = str(folder.problems(HEAD)[0]).rsplit("(", 1)[1]
    assert hint == (
        f"did you mean '{field}'?)" if field else "fields of your own are declared under `fields`)"
    )


def test_a_default_fills_blank_cells(folder, show) -> None:
    folder.write("p.csv", "id;heads\np;\nq;2\nr;unknown\n")
    design = folder.load("design: d\ndefaults: {positions: {heads: 1}}\npositions: p.csv\n")
    assert show(design, "positions", "heads") == {"p": "1", "q": "2", "r": "unknown"}


def test_a_column_named_unknown_declares_lists_incomplete(folder) -> None:
    folder.write("u.csv", "id;unknown\nu;positions|tasks\nv;\n")
    units = folder.load("design: d\nunits: u.csv\n").tables["units"]
    assert {name: flags.tolist() for name, flags in units.loose_ways_back.items()} == {
        "positions": [True, False],
        "tasks": [True, False],
    }


CELLS = st.sampled_from(["", "none", "unknown", "1", "2.5", "3..5", "3.."])
LISTS = st.sampled_from(["", "none", "unknown", "a", "a|b", "b|a|unknown", "æ|a"])
LINKS = st.sampled_from(["", "none", "unknown", "u", "v"])
FLAGS = st.sampled_from(["", "unknown", "true", "false"])
FIELDS = ("fte", "professions", "unit", "vacant")


@given(st.lists(st.tuples(CELLS, LISTS, LINKS, FLAGS), max_size=6), st.booleans())
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60)
def test_a_csv_file_and_a_mapping_of_the_same_rows_are_equal(folder, rows, quoted) -> None:
    mark = '"' if quoted else ""
    csv = "id;" + ";".join(FIELDS) + "\n"
    yaml = ""
    for number, row in enumerate(rows):
        csv += ";".join(f"{mark}{cell}{mark}" for cell in (f"p{number}", *row)) + "\n"
        given_ = {name: cell for name, cell in zip(FIELDS, row, strict=True) if cell}
        yaml += f"  p{number}: {{{', '.join(f'{name}: {cell}' for name, cell in given_.items())}}}\n"
    from_csv = load_csv(folder, csv)
    from_yaml = folder.load(
        "design: d\nunits: {u: {}, v: {}}\npositions:" + (f"\n{yaml}" if rows else " {}\n")
    )
    assert_same(from_csv.tables["positions"], from_yaml.tables["positions"])
    assert from_csv.texts.texts == from_yaml.texts.texts


def assert_same(one, other) -> None:
    assert one.ids == other.ids
    for name in FIELDS:
        first, second = one.columns.get(name), other.columns.get(name)
        if first is None or second is None:  # a CSV file has the column even where all cells are blank
            continue
        for slot in type(first).__slots__:
            assert_equal(getattr(first, slot), getattr(second, slot))


def assert_equal(one, other) -> None:
    if hasattr(one, "certain"):
        assert_equal(one.certain, other.certain)
        assert_equal(one.possible, other.possible)
    elif isinstance(one, np.ndarray):
        assert one.tolist() == other.tolist()
    else:
        assert one == other


def load_parquet(folder, columns: dict):
    pyarrow.parquet.write_table(pyarrow.table(columns), folder.path / "p.parquet")
    return folder.load(HEAD.replace("csv", "parquet"))


def test_a_parquet_file_is_read_by_the_types_of_its_columns(folder, show) -> None:
    design = load_parquet(
        folder,
        {
            "id": ["p", "q"],
            "fte": [1.0, 0.5],
            "heads": pyarrow.array([1, None]),
            "vacant": [True, False],
            "starts": [dt.date(2014, 5, 1), None],
            "professions": [["a", "b"], []],
            "unit": pyarrow.array(["u", None]).dictionary_encode(),
            "name": pyarrow.array([None, None], pyarrow.string()),
        },
    )
    rows = {
        name: list(show(design, "positions", name).values()) for name in design.tables["positions"].columns
    }
    assert rows == {
        "name": ["unknown", "unknown"],
        "unit": ["u", "unknown"],
        "fte": ["1", "0.5"],
        "heads": ["1", "unknown"],
        "professions": ["a, b", "none"],
        "starts": ["2014-05-01", "unknown"],
        "vacant": ["true", "false"],
    }


def test_an_empty_parquet_file_is_an_empty_table(folder) -> None:
    empty = pyarrow.array([], pyarrow.string())
    assert load_parquet(folder, {"id": empty, "unit": empty}).tables["positions"].ids == []


def test_a_broken_parquet_file_is_told(folder) -> None:
    folder.write("p.parquet", b"not parquet")
    assert folder.told(HEAD.replace("csv", "parquet"))[0][0].startswith("the Parquet file cannot be read: ")


def test_a_mistake_in_a_parquet_file_has_row_and_column(folder) -> None:
    from pejl.engine.errors import PejlError

    with pytest.raises(PejlError) as raised:
        load_parquet(folder, {"id": ["p", "q"], "fte": ["1", "x"]})
    assert str(raised.value.problems[0]).startswith("p.parquet:3:2: 'x' is not a number")


def test_parquet_without_pyarrow_says_what_to_install(folder, monkeypatch) -> None:
    real = builtins.__import__

    def without(name, *rest):
        if name.startswith("pyarrow"):
            raise ImportError(name)
        return real(name, *rest)

    folder.write("p.parquet", b"")
    monkeypatch.setattr(builtins, "__import__", without)
    problem = folder.problems(HEAD.replace("csv", "parquet"))[0]
    assert problem.message == "reading Parquet needs pyarrow, which is not installed"
    assert problem.hint == 'install it with: pip install "pejl[parquet]"'


def workbook(folder, rows: list[list[object]]):
    book = xlsxwriter.Workbook(str(folder.path / "p.xlsx"))
    sheet = book.add_worksheet()
    date = book.add_format({"num_format": "yyyy-mm-dd"})
    for row, cells in enumerate(rows):
        for column, cell in enumerate(cells):
            if isinstance(cell, dt.date):
                sheet.write_datetime(row, column, cell, date)
            else:
                sheet.write(row, column, cell)
    book.add_worksheet("second").write(0, 0, "not read")
    book.close()
    return HEAD.replace("csv", "xlsx")


def test_an_excel_workbook_is_read_with_whole_numbers_and_dates(folder, show) -> None:
    rows = [
        ["id", "fte", "heads", "starts", "vacant", "professions"],
        ["p", 0.1 + 0.2, 12, dt.date(2014, 5, 1), True, "a|b"],
        [],
        [17, None, "unknown", "2014-05", "none", "none"],
    ]
    design = folder.load(workbook(folder, rows))
    assert show(design, "positions", "fte") == {"p": "0.3", "17": "unknown"}
    assert show(design, "positions", "heads") == {"p": "12", "17": "unknown"}
    assert show(design, "positions", "starts") == {"p": "2014-05-01", "17": "2014-05-01..2014-05-31"}
    assert str(design.place_of("positions", 1)) == "p.xlsx:4:1"


def test_formulas_and_errors_in_a_workbook_are_told(folder) -> None:
    text = workbook(folder, [["id", "fte"], ["p", "=1+1"], ["q", 1]])
    assert folder.told(text) == [("the cell holds a formula, whose value may be old", 2, 2)]
    book = xlsxwriter.Workbook(str(folder.path / "p.xlsx"))
    book.add_worksheet().write_formula(1, 1, "=1/0", None, "#DIV/0!")
    book.get_worksheet_by_name("Sheet1").write_row(0, 0, ["id", "fte"])
    book.get_worksheet_by_name("Sheet1").write(1, 0, "p")
    book.close()
    assert folder.told(text) == [("the cell holds an error", 2, 2)]


def test_what_is_no_workbook_is_told(folder) -> None:
    folder.write("p.xlsx", "id;fte")
    assert folder.told(HEAD.replace("csv", "xlsx")) == [("this is not an Excel workbook", 0, 0)]


def test_too_many_rows_are_refused(folder, monkeypatch) -> None:
    monkeypatch.setattr("pejl.engine.model.grid.MOST_ROWS", 2)
    assert told_csv(folder, "id\na\nb\nc\n") == [("the table has more than 2 rows", 0, 0)]


def test_a_file_that_is_too_large_is_refused_unread(folder, monkeypatch) -> None:
    monkeypatch.setattr("pejl.engine.model.table_files.LARGEST_TABLE", 5)
    assert told_csv(folder, "id\naaaaa\n")[0][0].startswith("the file is larger than")
