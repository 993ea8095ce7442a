"""The output formats, in one visible tuple; to add one, write its module and add its line here."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pejl.engine.findings import CheckResult


@dataclass(frozen=True, slots=True)
class Format:
    """An output format: what users call it, the module that writes it, and what it is for (English).

    Only a `terminal` format knows about colour and width.
    """

    name: str
    module: str
    what: str
    terminal: bool = False


FORMATS: tuple[Format, ...] = (
    Format("text", "text", "for reading in a terminal", terminal=True),
    Format("json", "json_format", "everything, for programs"),
    Format("sarif", "sarif", "SARIF 2.1.0, for code scanning and editors"),
    Format("oscal", "oscal", "OSCAL assessment results, for governance and audit tools"),
    Format("junit", "junit", "JUnit XML, for CI test reports"),
    Format("github", "github", "annotations in a GitHub workflow"),
    Format("markdown", "markdown", "tables for an agenda case or a wiki"),
    Format("csv", "csv_format", "one row per finding, for a spreadsheet"),
)


def render(
    format_name: str, result: CheckResult, language: str, *, colour: bool = False, width: int = 100
) -> str:
    """Write a result in one format.

    Args:
        format_name: the name of one of `FORMATS`.
        result: what a check found.
        language: "da" or "en".
        colour: whether a terminal format may use ANSI colours.
        width: the columns that a terminal format has.

    Returns:
        The whole output, ending with a line break; the same bytes for the same result.

    Raises:
        ValueError: there is no such format.
    """
    chosen = next((known for known in FORMATS if known.name == format_name), None)
    if chosen is None:
        raise ValueError(f"no output format {format_name!r}; there are: {', '.join(f.name for f in FORMATS)}")
    write = import_module(f"pejl.engine.report.{chosen.module}").render
    return str(
        write(result, language, colour=colour, width=width) if chosen.terminal else write(result, language)
    )
