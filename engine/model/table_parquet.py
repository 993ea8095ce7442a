"""Reads Parquet files, if pyarrow is installed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np

from pejl.engine.errors import Place, Problems
from pejl.engine.model.cells import Distinct
from pejl.engine.model.grid import MOST_ROWS, Grid
from pejl.engine.model.nodes import SourceText
from pejl.engine.model.table_xlsx import text_of_cell
from pejl.engine.model.written import Written
from pejl.engine.values.linear import Ints


def read_parquet(path: Path, shown: str, problems: Problems) -> Grid | None:
    """The columns of a Parquet file, or None with a problem."""
    try:
        import pyarrow.parquet as parquet  # only where there is a Parquet file to read
    except ImportError:
        problems.add(
            Place(shown),
            "reading Parquet needs pyarrow, which is not installed",
            'install it with: pip install "pejl[parquet]"',
        )
        return None
    try:
        file = parquet.ParquetFile(path)
        if file.metadata.num_rows > MOST_ROWS:
            problems.add(Place(shown), "the table has more than {most} rows", most=f"{MOST_ROWS:,}")
            return None
        table = _with_texts(file.read())
    except Exception as error:  # pyarrow raises its own errors and several built-in ones
        problems.add(Place(shown), "the Parquet file cannot be read: {reason}", reason=str(error))
        return None
    grid = Grid(SourceText(shown, ""), [str(name).strip() for name in table.column_names], problems)
    grid.size = table.num_rows
    grid.lines = [np.arange(2, table.num_rows + 2)]
    for number, column in enumerate(table.columns):
        _take(grid, number, column)
    return grid


def _with_texts(table: Any) -> Any:
    """The table with its columns of bytes as texts, which some programs forget to call texts."""
    import pyarrow

    schema = table.schema
    for number, field in enumerate(schema):
        if pyarrow.types.is_binary(field.type) or pyarrow.types.is_large_binary(field.type):
            schema = schema.set(number, pyarrow.field(field.name, pyarrow.large_string()))
    return table if schema is table.schema else table.cast(schema)


def _take(grid: Grid, number: int, column: Any) -> None:
    import pyarrow

    if number == grid.id_column:
        grid.ids = _texts(column)
    elif pyarrow.types.is_nested(column.type):
        grid.columns[number].take([_cell(value) for value in column.to_pylist()])
    elif column.num_chunks:
        grid.columns[number].take(_encoded(column))


def _encoded(column: Any) -> Distinct:
    """A column by its different values: pyarrow finds them."""
    import pyarrow

    if not pyarrow.types.is_dictionary(column.type):
        column = column.dictionary_encode()
    encoded = column.combine_chunks()
    if isinstance(encoded, pyarrow.ChunkedArray):
        encoded = encoded.chunk(0)
    texts = _texts(encoded.dictionary)
    at: Ints = encoded.indices.fill_null(-1).to_numpy(zero_copy_only=False).astype(np.int64)
    return (
        Distinct([*texts, ""], np.where(at < 0, len(texts), at))
        if encoded.null_count
        else Distinct(texts, at)
    )


def _texts(values: Any) -> list[str]:
    """The values of an arrow array as they would be written; nothing where there is none."""
    import pyarrow

    if not pyarrow.types.is_string(values.type) and not pyarrow.types.is_large_string(values.type):
        return [_text(value) for value in values.to_pylist()]
    texts: list[str] = values.fill_null("").to_numpy(zero_copy_only=False).tolist()
    return texts


def _text(value: object) -> str:
    return "" if value is None else text_of_cell(value)


def _cell(value: object) -> Written:
    if not isinstance(value, list):
        return _text(value)
    return tuple((_text(item), False) for item in value)
