"""The formats in which a report can be written, by the ending of its file; to add one, add a line."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Format:
    """A format of reports.

    Attributes:
        name: what it is called.
        module: the module that writes it, with a function `render`.
        data: whether it has the result itself and not the paper; only of a check.
    """

    name: str
    module: str
    data: bool = False


FORMATS = {
    ".html": Format("HTML", "pejl.engine.report.paper.html"),
    ".pdf": Format("PDF", "pejl.engine.report.paper.pdf"),
    ".xlsx": Format("Excel", "pejl.engine.report.paper.xlsx"),
    ".docx": Format("Word", "pejl.engine.report.paper.docx"),
    ".md": Format("Markdown", "pejl.engine.report.paper.markdown"),
    ".json": Format("JSON", "pejl.engine.report.json_format", data=True),
    ".csv": Format("CSV", "pejl.engine.report.csv_format", data=True),
}


def suffixes(kind: str) -> list[str]:
    """The endings of the formats in which a kind of report can be written."""
    return [suffix for suffix, format_ in FORMATS.items() if kind == "compliance" or not format_.data]
