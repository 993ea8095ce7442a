"""Reads table files: .csv, .parquet and .xlsx become written tables, as the mappings of a YAML file do."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from pejl.engine.errors import Place, Problems, reason
from pejl.engine.model.file_names import shown_name
from pejl.engine.model.grid import Grid, check_names, table_of
from pejl.engine.model.nodes import Scalar
from pejl.engine.model.plain_values import is_there
from pejl.engine.model.specs import TableSpec
from pejl.engine.model.table_csv import read_csv
from pejl.engine.model.table_parquet import read_parquet
from pejl.engine.model.table_xlsx import read_xlsx
from pejl.engine.model.written import WrittenTable

LARGEST_TABLE = 2_000_000_000

FORMATS: dict[str, Callable[[Path, str, Problems], Grid | None]] = {
    ".csv": read_csv,
    ".parquet": read_parquet,
    ".xlsx": read_xlsx,
}


def read_table_file(spec: TableSpec, path: Path, name: Scalar, problems: Problems) -> WrittenTable | None:
    """The table that a file holds.

    Args:
        spec: what the schema says about the table.
        path: the file.
        name: the name of the file as the design has it.
        problems: receives what is wrong.

    Returns:
        the table, or None if nothing of it can be read.
    """
    read = FORMATS.get(path.suffix.lower())
    if read is None:
        problems.add(
            name.place,
            "{name!r} is no table file",
            "write {table} as a mapping of rows, or name a file that ends in {formats}",
            name=name.text,
            table=spec.name,
            formats=", ".join(FORMATS),
        )
        return None
    if not _usable(path, name, problems):
        return None
    grid = read(path, shown_name(path), problems)
    if grid is None or not check_names(grid, spec):
        return None
    return table_of(grid, spec)


def _usable(path: Path, name: Scalar, problems: Problems) -> bool:
    try:
        if not is_there(path, name, problems):
            return False
        if not path.is_file():
            problems.add(name.place, "this is not a file", "name a file, not a folder or a device")
        elif path.stat().st_size > LARGEST_TABLE:
            problems.add(
                Place(shown_name(path)), "the file is larger than {most} MB", most=LARGEST_TABLE // 1_000_000
            )
        else:
            return True
    except (OSError, ValueError) as error:
        problems.add(name.place, "the file cannot be opened: {reason}", reason=reason(error))
    return False
