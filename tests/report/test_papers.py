"""Reports in every format: complete, safe, the same each time, and readable by a real reader of each."""

from __future__ import annotations

import datetime as dt
import io
import json
import os
import re
import subprocess
import sys
import zipfile
from collections.abc import Callable
from functools import cache
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import python_calamine

from pejl import cli
from pejl.engine.report import csv_format, json_format
from pejl.engine.report.paper import docx, html, made, markdown, pdf, xlsx
from pejl.engine.report.paper.blocks import (
    Blank,
    Column,
    Facts,
    Fold,
    Items,
    Paper,
    Paragraph,
    Section,
    Span,
    Table,
    Value,
)
from pejl.engine.report.paper.html import render as page_of
from pejl.tests.report.browser import WAYS, axe_finds_nothing, needs_axe, needs_chromium, shown

DESIGNS = Path(cli.__file__).resolve().parent / "designs"
LEJRE, EKSEMPELBY = DESIGNS / "lejre-2014" / "proposal.yaml", DESIGNS / "eksempelby" / "proposal.yaml"
ENGINE = Path(cli.__file__).resolve().parent / "engine" / "report"
DAYS = {LEJRE: dt.date(2014, 4, 2), EKSEMPELBY: dt.date(2026, 12, 1)}
RENDER = {
    "html": html.render,
    "md": markdown.render,
    "pdf": pdf.render,
    "xlsx": xlsx.render,
    "docx": docx.render,
}
HOSTILE = (
    "<script>alert(1)</script>",
    "=1+1",
    "a\u202eb",
    "x" * 10_000,
    "😀 Øl & Æg",
    "|`*_[",
    "\x1b[31m",
    "@cmd",
)


def tiny(text: str) -> Paper:
    """A paper with a text everywhere."""
    cells = ((text, Value(3)), (Span(text, "error"), Value(None)), (Span(text, "code"), Value(1)))
    table = Table(text, (Column(text), Column("n", True)), cells, "t")
    parts = (
        Paragraph(text),
        Paragraph(Span(text, "code")),
        Items((text,)),
        Facts(((text, text),)),
        Blank(text),
        Fold(text, (Paragraph(text),)),
        table,
    )
    return Paper(
        text, "da", (Facts(((text, text),)),), (Section(text, parts, "one"), Section(text, (), "two"))
    )


@cache
def paper(kind: str, path: Path, language: str = "da", *, names: bool = False) -> made.Made:
    """A report on a shipped design."""
    asked = made.Asked(path, (), (), DAYS[path], language, names)
    return made.compliance(asked) if kind == "compliance" else made.proposal(asked)


KINDS = [(kind, path) for kind in ("compliance", "proposal") for path in DAYS]
IDS = [f"{kind}-{path.parent.name}" for kind, path in KINDS]


class Reader(HTMLParser):
    """What a page is made of."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def of(self, *names: str) -> list[dict[str, str | None]]:
        return [attrs for tag, attrs in self.tags if tag in names]


@pytest.mark.parametrize("kind, path", KINDS, ids=IDS)
def test_a_page_fetches_nothing_and_is_built_for_every_reader(kind: str, path: Path) -> None:
    text = html.render(paper(kind, path).paper)
    page = Reader(text)
    assert page.of("html")[0]["lang"] == "da"
    assert len(page.of("h1")) == 1
    assert page.of("link", "img", "iframe", "object") == []
    assert not re.search(r"""(src|href)=["'](?!#)""", text) and "url(" not in text
    levels = [int(tag[1]) for tag, _ in page.tags if re.fullmatch("h[1-6]", tag)]
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert len(page.of("table")) == len(page.of("caption"))
    assert all(one.get("scope") in ("col", "row") for one in page.of("th"))
    ids = [one["id"] for _, one in page.tags if "id" in one]
    assert len(ids) == len(set(ids))
    links = {str(one["href"])[1:] for one in page.of("a")}
    assert links <= set(ids)


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["compliance", "proposal"])
def test_another_process_in_another_place_writes_the_same_bytes(kind: str, tmp_path: Path) -> None:
    formats = [*RENDER, *(("json", "csv") if kind == "compliance" else ())]
    written = []
    for seed, zone in (("1", "UTC"), ("2", "America/New_York")):
        folder = tmp_path / seed
        folder.mkdir()
        outputs = [part for name in formats for part in ("-o", str(folder / f"p.{name}"))]
        subprocess.run(
            [
                sys.executable,
                "-m",
                "pejl.cli",
                "report",
                LEJRE,
                "--kind",
                kind,
                "--as-of",
                "2014-04-02",
                *outputs,
            ],
            env={**os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "PYTHONPATH": os.pathsep.join(sys.path)},
            check=True,
        )
        written.append({path.name: path.read_bytes() for path in sorted(folder.iterdir())})
    assert len(written[0]) == len(formats)
    assert [name for name, data in written[0].items() if data != written[1][name]] == []


@pytest.mark.parametrize("kind, path", KINDS, ids=IDS)
def test_everything_in_a_danish_report_is_danish(
    kind: str, path: Path, untranslated: Callable[[], set[str]]
) -> None:
    unsaid = untranslated()
    paper.__wrapped__(kind, path)
    sources = [path for path in ENGINE.rglob("*.py") if not path.name.startswith("texts_da")]
    written = "".join(path.read_text(encoding="utf-8") for path in sources)
    words = {text for text in unsaid if re.search("[a-zA-Z]{2}", text) and not re.search(r"[_.]\w", text)}
    ours = {text for text in words if f'"{text}"' in written}
    assert ours == set()


def test_a_space_between_two_pieces_of_a_sentence_stays(pdf_reader: Callable[[Paper], Any]) -> None:
    found = paper("compliance", LEJRE).paper
    sentence = "91 spørgsmål afhænger af oplysninger"
    word = pytest.importorskip("docx").Document(io.BytesIO(docx.render(found)))
    assert any(sentence in paragraph.text for paragraph in word.paragraphs)
    assert sentence in re.sub(r"<[^>]*>", "", html.render(found))
    assert any(sentence in page.extract_text() for page in pdf_reader(found).pages)


def test_excel_has_every_entity_that_a_number_counts() -> None:
    book = python_calamine.CalamineWorkbook.from_filelike(
        io.BytesIO(xlsx.render(paper("compliance", LEJRE).paper))
    )
    met = book.get_sheet_by_name("Opfyldt").to_python()[1:]
    assert len(met) == sum(rule.met for rule in paper("compliance", LEJRE).result.rules) == 371
    counted = book.get_sheet_by_name("Talt med").to_python()
    assert counted[0][3] == "id"
    places = [str(row[-1]) for row in (*met, *counted[1:])]
    assert [place for place in places if place and not re.fullmatch(r".+\.yaml(:\d+:\d+)?", place)] == []
    assert sum(map(bool, places)) > len(met) / 2


def test_a_number_of_the_summary_leads_to_the_entities_and_their_lines() -> None:
    report = paper("compliance", LEJRE)
    text = markdown.render(report.paper)
    violated = [one for one in report.result.findings if one.outcome.value == "violated"]
    assert len(violated) == 11
    for one in violated:
        assert one.place is not None and str(one.place) in text
    page = html.render(report.paper)
    assert sum(rule.met for rule in report.result.rules) == 371
    assert (
        len(re.findall(r"<li>[^<]*\.yaml:\d+:\d+\)</li>", page)) > 350
    )  # the rest is about the design itself


def test_a_report_names_every_file_that_went_in_with_its_digest() -> None:
    text = markdown.render(paper("compliance", LEJRE).paper)
    for name in ("as-is.yaml", "proposal.yaml", "LE-08a.yaml", "one-responsible-unit.yaml"):
        assert name in text
    assert len(set(re.findall(r"\b[0-9a-f]{64}\b", text))) > 100


def test_violations_leave_room_for_the_answer_of_the_management() -> None:
    report = paper("compliance", LEJRE)
    rules = {one.rule for one in report.result.findings if one.outcome.value == "violated"}
    assert html.render(report.paper).count('class="blank"') == len(rules)


def test_the_papers_of_lejre_hold_its_annexes() -> None:
    text = markdown.render(paper("proposal", LEJRE).paper)
    for heading in ("Organisationsdiagrammer", "Opgavefordeling", "Medarbejdere", "Gennemførelse"):
        assert f"## {heading}" in text
    words = ("flytter", "flytter delvist", "får en enhed", "ikke afklaret", "som før")
    assert [text.count(f"| {word} |") for word in words] == [26, 1, 18, 2, 20]
    assert "| den 18. marts 2014 | Principperne godkendt |" in text


def test_no_single_salary_is_shown_unless_it_is_asked_for(tmp_path: Path) -> None:
    (tmp_path / "p.yaml").write_text(
        "pack: p\ntitle: {da: P, en: P}\nrules:\n  CHEAP:\n    title: {da: Billig, en: Cheap}\n"
        "    for: p in positions\n    require: p.cost <= 500000\n",
        encoding="utf-8",
    )
    (tmp_path / "b.yaml").write_text(
        "design: b\nrules: [p.yaml]\nunits: {a: {}, c: {}}\n"
        "positions:\n  one: {unit: a, heads: 1, cost: 712345}\n",
        encoding="utf-8",
    )
    path = tmp_path / "d.yaml"
    path.write_text(
        "design: d\nbased_on: b.yaml\nchanges:\n- move: {positions: [one], to: c}\n", encoding="utf-8"
    )
    for names in (False, True):
        asked = made.Asked(path, (), (), dt.date(2026, 3, 2), "da", names)
        both = "".join(markdown.render(make(asked).paper) for make in (made.compliance, made.proposal))
        assert ("712.345" in both) == names


ORGANISATION = """\
design: b
units: {a: {}, c: {}, d: {}}
positions:
  boss: {unit: a, reports_to: none, heads: 1, cost: 1234567}
  many: {unit: a, reports_to: boss, heads: 6, cost: 3000000}
  lone: {unit: c, reports_to: boss, heads: 1, cost: 712345}
  others: {unit: d, reports_to: boss, heads: 4, cost: 2000000}
"""


@pytest.mark.parametrize(
    "change, secrets",
    [
        ("- remove: {positions: [lone]}", ["712.345"]),
        ("- alter: {positions: {boss: {cost: 1000000}}}", ["234.567", "1.234.567", "1.000.000"]),
        ("- move: {positions: [lone], to: d}", ["712.345"]),
        ("- move: {positions: [many], to: d}", ["1.946.912"]),
    ],
    ids=["removed", "paid less", "moved", "the rest of the sum"],
)
def test_no_figure_and_no_difference_of_figures_tells_a_salary(
    tmp_path: Path, change: str, secrets: list[str]
) -> None:
    (tmp_path / "p.yaml").write_text("pack: p\ntitle: {da: P, en: P}\nrules: {}\n", encoding="utf-8")
    (tmp_path / "b.yaml").write_text(ORGANISATION, encoding="utf-8")
    path = tmp_path / "d.yaml"
    path.write_text(f"design: d\nrules: [p.yaml]\nbased_on: b.yaml\nchanges:\n{change}\n", encoding="utf-8")
    shown: dict[bool, str] = {}
    for names in (False, True):
        report = made.proposal(made.Asked(path, (), (), dt.date(2026, 3, 2), "da", names))
        book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(xlsx.render(report.paper)))
        cells = [
            str(cell)
            for name in book.sheet_names
            for row in book.get_sheet_by_name(name).to_python()
            for cell in row
        ]
        shown[names] = markdown.render(report.paper) + "\n".join(cells)
    for secret in secrets:
        assert int(secret.replace(".", "")) not in _told_by(shown[False])
        assert int(secret.replace(".", "")) in _told_by(shown[True])


def _told_by(text: str) -> set[int]:
    """The amounts in a text, and what follows from two of them."""
    amounts = {int(one.replace(".", "")) for one in re.findall(r"\d[\d.]{5,}", text)}
    amounts |= {int(float(one)) for one in re.findall(r"^\d{6,}(?:\.0)?$", text, re.MULTILINE)}
    return amounts | {abs(one - other) for one in amounts for other in amounts}


ABOUT_PAY = """\
pack: p
title: {da: P, en: P}
rules:
  UNIT:
    title: {da: Enhed, en: Unit}
    for: u in units
    require: sum(p.cost for p in u.positions) <= 1
    message: {da: "{sum(p.cost for p in u.positions)}", en: "{sum(p.cost for p in u.positions)}"}
    remedy: {da: "{max(p.cost for p in u.positions)}", en: "{max(p.cost for p in u.positions)}"}
  ALL: {title: {da: Alle, en: All}, require: max(p.cost for p in positions) <= 1}
  POST:
    title: {da: Post, en: Post}
    for: p in positions
    require: p.cost <= 1
    message: {da: "{p.cost}", en: "{p.cost}"}
  OWN:
    title: {da: Trin, en: Grade}
    for: p in positions
    require: p.grade <= 1 and count(p.reports) == 7
    message: {da: "trin {p.grade}, {count(p.reports)} under", en: "trin {p.grade}, {count(p.reports)} under"}
"""


def test_no_message_and_no_evidence_tells_a_salary_or_what_a_design_declares_for_posts(
    tmp_path: Path,
) -> None:
    (tmp_path / "p.yaml").write_text(ABOUT_PAY, encoding="utf-8")
    path = tmp_path / "d.yaml"
    path.write_text(
        "design: d\nrules: [p.yaml]\nfields: {positions: {grade: {type: number, da: trin, en: grade}}}\n"
        "units: {a: {name: A, parent: none}}\n"
        "positions: {boss: {unit: a, reports_to: none, heads: 1, cost: 712345, grade: 4711}}\n",
        encoding="utf-8",
    )
    secret = re.compile(r"712[.,]?345|4[.,]?711")
    for names in (False, True):
        report = made.compliance(made.Asked(path, (), (), dt.date(2026, 3, 2), "da", names))
        sheets = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(xlsx.render(report.paper)))
        cells = (str(sheets.get_sheet_by_name(name).to_python()) for name in sheets.sheet_names)
        texts = {
            "paper": markdown.render(report.paper),
            "sheets": "".join(cells),
            "json": json_format.render(report.result, "da"),
            "csv": csv_format.render(report.result, "da"),
        }
        told = {name: len(secret.findall(text)) for name, text in texts.items()}
        assert all(told.values()) if names else not any(told.values()), told
    assert "0 under" in texts["paper"]


def test_numbers_and_dates_are_written_as_danes_do() -> None:
    text = markdown.render(paper("proposal", EKSEMPELBY).paper)
    assert "3.743,724 årsværk" in text and "1.833.069.000 kr." in text and "den 1. december 2026" in text


# Hostile texts


@pytest.mark.parametrize(
    "text", HOSTILE, ids=["script", "formula", "direction", "long", "emoji", "marks", "escape", "at"]
)
@pytest.mark.parametrize("format_", RENDER)
def test_a_hostile_text_stays_text(format_: str, text: str) -> None:
    written = RENDER[format_](tiny(text))
    if isinstance(written, str):
        outside_code = re.sub(r"`[^`\n]*`", "", written) if format_ == "md" else written
        assert "<script>alert" not in outside_code
        assert not {"\u202e", "\x1b"} & set(written)
    assert written


@pytest.mark.parametrize(
    "text, in_line, in_cell",
    [
        ("a|b", "`a|b`", "`a\\|b`"),
        ("t.name != `x`", "`` t.name != `x` ``", "`` t.name != `x` ``"),
        ("a\u202eb\x1b", "`a\\u202eb\\x1b`", "`a\\u202eb\\x1b`"),
    ],
)
def test_code_in_markdown_is_what_it_was(text: str, in_line: str, in_cell: str) -> None:
    written = markdown.render(tiny(text))
    assert f"\n{in_line}\n" in written
    assert f"| {in_cell} | 1 |" in written


def test_in_excel_a_formula_is_text_and_a_number_a_number() -> None:
    book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(xlsx.render(tiny("=1+1"))))
    rows = book.get_sheet_by_index(1).to_python()
    assert rows[1] == ["=1+1", 3.0]
    archive = zipfile.ZipFile(io.BytesIO(xlsx.render(tiny("=1+1"))))
    assert not any(b"<f>" in archive.read(name) for name in archive.namelist() if "sheet" in name)


def test_in_excel_every_finding_stands_on_one_sheet() -> None:
    report = paper("compliance", LEJRE)
    book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(xlsx.render(report.paper)))
    assert len(book.get_sheet_by_name("Fund").to_python()) == 1 + len(report.result.findings)
    assert {"Regler", "Parametre"} <= set(book.sheet_names)


def test_word_reads_the_tables_with_their_heads_repeated() -> None:
    reader = pytest.importorskip("docx")
    document = reader.Document(io.BytesIO(docx.render(paper("proposal", LEJRE).paper)))
    tasks = next(table for table in document.tables if table.cell(0, 1).text == "opgave")
    assert len(tasks.rows) == 68
    assert tasks.rows[0]._tr.xpath("./w:trPr/w:tblHeader")


def test_a_pdf_is_tagged_and_says_what_it_conforms_to() -> None:
    data: Any = pdf.render(paper("proposal", LEJRE).paper)
    assert data.startswith(b"%PDF-1.7")
    for mark in (
        b"/MarkInfo",
        b"/StructTreeRoot",
        b"pdfuaid:part>1",
        b"pdfaid:part>2",
        b"pdfaid:conformance>A",
        b"/Lang",
    ):
        assert mark in data


# In a real browser


@needs_chromium
@needs_axe
@pytest.mark.slow
@pytest.mark.parametrize("how", WAYS)
@pytest.mark.parametrize("kind", ["compliance", "proposal"])
def test_axe_finds_nothing_in_a_real_browser(kind: str, how: str, tmp_path: Path) -> None:
    axe_finds_nothing(html.render(paper(kind, LEJRE).paper), how, tmp_path)


@needs_chromium
@pytest.mark.slow
def test_in_a_real_browser_hostile_text_is_text_and_tables_can_be_sorted(tmp_path: Path) -> None:
    rows = tuple((name, Value(n)) for name, n in (("<b>x</b>", 10), ("=y", 9), ("æ", 100), ("a", 1)))
    paper_ = Paper(
        "<script>document.title='no'</script>",
        "da",
        (),
        (Table("T", (Column("a"), Column("n", True)), rows, "t"),),
    )
    press = "document.querySelectorAll('#t th button')[1].click();"
    text = shown(page_of(paper_), tmp_path, press)
    assert "<title>&lt;script&gt;" in text
    assert re.findall(r'data-value="(\d+)"', text) == ["1", "9", "10", "100"]
    assert 'aria-sort="ascending"' in text


def test_json_and_csv_of_a_report_are_those_of_a_check() -> None:
    from pejl.engine.report.paper.formats import FORMATS

    report = paper("compliance", LEJRE)
    assert json.loads(str(report.written(FORMATS[".json"])))["as_of"] == "2014-04-02"
    assert str(report.written(FORMATS[".csv"])).startswith("\ufeff")


# Read back by a real reader


@pytest.fixture(scope="module")
def pdf_reader() -> Callable[[Paper], Any]:
    """Reads the PDF of a paper."""
    reader = pytest.importorskip("pypdf")
    return lambda paper_: reader.PdfReader(io.BytesIO(pdf.render(paper_)))


def squeezed(text: str) -> str:
    """The letters of a text alone: a page breaks lines where it likes."""
    return re.sub(r"\s", "", text)


@pytest.mark.parametrize("kind", ["compliance", "proposal"])
def test_a_pdf_says_what_the_page_says(kind: str, pdf_reader: Callable[[Paper], Any]) -> None:
    one = paper(kind, LEJRE).paper
    read = pdf_reader(one)
    text = squeezed("".join(page.extract_text() for page in read.pages))
    titles = [block.title for block in one.blocks if isinstance(block, Section)]
    first, below = read.outline
    assert first.title == one.title
    assert [entry.title for entry in below if not isinstance(entry, list)] == titles
    assert all(squeezed(title) in text for title in titles)
    assert read.metadata.title == one.title
    assert read.trailer["/Root"]["/Lang"] == "da"
    findings = [f for f in paper(kind, LEJRE).result.findings if f.outcome.value == "violated"]
    if kind == "compliance":
        assert all(squeezed(f"{Path(f.place.file).name}:{f.place.line}") in text for f in findings if f.place)


@pytest.mark.parametrize("text", ["<script>alert(1)</script>", "=1+1", "|`*_[", "#let x = 1", "$x^2$", "\\n"])
def test_in_a_pdf_and_in_word_a_hostile_text_is_read_back_as_it_was(
    text: str, pdf_reader: Callable[[Paper], Any]
) -> None:
    read = "".join(page.extract_text() for page in pdf_reader(tiny(text)).pages)
    assert squeezed(read).count(squeezed(text)) >= 10
    word = pytest.importorskip("docx").Document(io.BytesIO(docx.render(tiny(text))))
    cells = [cell.text for table in word.tables for row in table.rows for cell in row.cells]
    assert cells.count(text) >= 2
    assert text in [paragraph.text for paragraph in word.paragraphs]


def test_a_very_long_name_is_whole_in_every_format(pdf_reader: Callable[[Paper], Any]) -> None:
    name = "".join(f"{number:05}" for number in range(2000))
    read = squeezed("".join(page.extract_text() for page in pdf_reader(tiny(name)).pages))
    assert read.count(name) >= 4
    for page in (html.render(tiny(name)), markdown.render(tiny(name))):
        assert page.count(name) >= 10


def test_a_text_that_a_format_has_no_room_for_is_cut_and_says_so(
    pdf_reader: Callable[[Paper], Any],
) -> None:
    name = "x" * 40_000
    assert pdf_reader(tiny(name)).metadata.title.endswith("x…")
    assert pdf_reader(tiny("漢" * 40_000)).metadata.title.endswith("…")
    book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(xlsx.render(tiny(name))))
    cells = [
        str(one)
        for sheet in book.sheet_names
        for row in book.get_sheet_by_name(sheet).to_python()
        for one in row
    ]
    assert {one[xlsx.LONGEST :] for one in cells if len(one) > 100} == {"… (afkortet)"}


@pytest.mark.parametrize("drawn", [True, False])
def test_word_has_the_charts_as_pictures_with_the_units_as_a_list(
    drawn: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not drawn:
        monkeypatch.setitem(sys.modules, "typst", None)
    word = pytest.importorskip("docx").Document(io.BytesIO(docx.render(paper("proposal", LEJRE).paper)))
    described = [shape._inline.docPr.get("descr") for shape in word.inline_shapes]
    assert [text.split(":")[1].strip() for text in described] == (["Før", "Efter"] if drawn else [])
    across = [section.page_width > section.page_height for section in word.sections]
    assert across == ([False, True, False, True, False] if drawn else [False])
    texts = [paragraph.text for paragraph in word.paragraphs]
    assert sum(text.startswith("Center for Byg & Miljø fagcenter") for text in texts) == 2
