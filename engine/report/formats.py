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

    Only a `terminal` format knows about colour and width. Those for programs and auditors name the `inputs`
    with their digests.
    """

    name: str
    module: str
    what: str
    terminal: bool = False
    inputs: bool = False


FORMATS: tuple[Format, ...] = (
    Format("text", "text", "for reading in a terminal", terminal=True),
    Format("json", "json_format", "everything, for programs", inputs=True),
    Format("sarif", "sarif", "SARIF 2.1.0, for code scanning and editors"),
    Format("oscal", "oscal", "OSCAL assessment results, for governance and audit tools", inputs=True),
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
    chosen = known(format_name)
    write = import_module(f"pejl.engine.report.{chosen.module}").render
    return str(
        write(result, language, colour=colour, width=width) if chosen.terminal else write(result, language)
    )


def known(name: str) -> Format:
    """The format of a name.

    Raises:
        ValueError: there is no such format.
    """
    chosen = next((one for one in FORMATS if one.name == name), None)
    if chosen is None:
        raise ValueError(f"no output format {name!r}; there are: {', '.join(one.name for one in FORMATS)}")
    return chosen
