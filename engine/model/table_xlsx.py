"""Reads the first sheet of an Excel workbook; the values that Excel has calculated, not its formulas."""

from __future__ import annotations

import datetime as dt
import re
import zipfile
from pathlib import Path
from typing import Any

import numpy as np

from pejl.engine.errors import Place, Problems
from pejl.engine.model.grid import Grid
from pejl.engine.model.nodes import SourceText

LARGEST_UNPACKED = 2_000_000_000
MOST_PLACES = 20
CELL = re.compile(rb'<c r="([A-Z]+)(\d+)"([^>]*?)(/>|>(.*?)</c>)', re.DOTALL)


def read_xlsx(path: Path, shown: str, problems: Problems) -> Grid | None:
    """The columns of the first sheet, or None with a problem."""
    from python_calamine import CalamineWorkbook  # only where there is a workbook to read

    if not _safe(path, shown, problems):
        return None
    try:
        sheet = CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0)
        rows = sheet.to_python(skip_empty_area=False)
    except Exception as error:  # the library raises several classes without a common parent of its own
        problems.add(Place(shown), "the workbook cannot be read: {reason}", reason=str(error))
        return None
    if not rows or not any(cell != "" for cell in rows[0]):
        problems.add(
            Place(shown, 1), "the first row is empty", "the first row holds the names of the columns"
        )
        return None
    _note_formulas(path, shown, problems)
    return _grid(rows, shown, problems)


def _grid(rows: list[list[Any]], shown: str, problems: Problems) -> Grid:
    names = [text_of_cell(cell).strip() for cell in rows[0]]
    width = len(names)
    while width and not names[width - 1] and all(row[width - 1] == "" for row in rows):
        width -= 1
    grid = Grid(SourceText(shown, ""), names[:width], problems)
    kept = [at for at in range(1, len(rows)) if any(cell != "" for cell in rows[at])]
    columns = ([text_of_cell(rows[at][number]) for at in kept] for number in range(width))
    grid.take(columns, np.array(kept, dtype=np.int64) + 1)
    return grid


def text_of_cell(cell: object) -> str:
    """A cell as it would be written in a design."""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else f"{cell:.15g}"
    if isinstance(cell, dt.datetime):
        return cell.date().isoformat() if cell.time() == dt.time() else cell.isoformat(" ")
    return cell.isoformat() if isinstance(cell, dt.date) else str(cell)


def _safe(path: Path, shown: str, problems: Problems) -> bool:
    try:
        with zipfile.ZipFile(path) as archive:
            unpacked = sum(item.file_size for item in archive.infolist())
    except (zipfile.BadZipFile, OSError):
        problems.add(Place(shown), "this is not an Excel workbook", "save it as .xlsx")
        return False
    if unpacked > LARGEST_UNPACKED:
        problems.add(Place(shown), "the file is larger than {most} MB", most=LARGEST_UNPACKED // 1_000_000)
        return False
    return True


def _note_formulas(path: Path, shown: str, problems: Problems) -> None:
    """Note cells with formulas: their values are only as fresh as the last time Excel calculated."""
    told = 0
    with zipfile.ZipFile(path) as archive:
        sheet = _first_sheet(archive)
        data = archive.read(sheet) if sheet else b""
    if b"<f" not in data and b't="e"' not in data:
        return
    for found in CELL.finditer(data):
        inside = found[5] or b""
        place = Place(shown, int(found[2]), _column_number(found[1].decode()))
        if b't="e"' in found[3]:
            problems.add(place, "the cell holds an error", "mend the formula, or write a value")
        elif b"<f>" in inside or b"<f " in inside or b"<f/" in inside:
            problems.add(
                place,
                "the cell holds a formula, whose value may be old",
                "paste the values in its place (Paste Special, Values)",
            )
        else:
            continue
        told += 1
        if told == MOST_PLACES:
            return


def _first_sheet(archive: zipfile.ZipFile) -> str | None:
    """The file in the workbook that holds its first sheet."""
    try:
        book = archive.read("xl/workbook.xml").decode("utf-8", "replace")
        links = archive.read("xl/_rels/workbook.xml.rels").decode("utf-8", "replace")
        sheet = re.search(r'<(?:\w+:)?sheet\b[^>]*?\br:id="([^"]+)"', book)
        name = sheet[1] if sheet else ""
        for link in re.findall(r"<Relationship\b[^>]*>", links):
            target = re.search(r'Target="([^"]+)"', link)
            if f'Id="{name}"' in link and target:
                return target[1].lstrip("/") if target[1].startswith("/") else f"xl/{target[1]}"
    except KeyError:
        pass
    return None


def _column_number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number
