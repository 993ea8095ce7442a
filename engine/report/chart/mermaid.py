"""A chart as a Mermaid flow chart, for wikis and Markdown pages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pejl.engine.report.chart.tree import Chart, Unit
from pejl.engine.report.letters import line


def render(charts: Sequence[Chart]) -> str:
    """Write charts as one, each in a part of its own if there are several."""
    lines = ["flowchart TB"]
    for at, chart in enumerate(charts):
        inner = [part for top in chart.tops for part in _unit(top, f"c{at}", "", chart.language)]
        if len(charts) > 1:
            inner = [f'subgraph s{at}["{_text(chart.title)}"]', *inner, "end"]
        lines += inner
    return "\n".join(lines) + "\n"


def _unit(unit: Unit, prefix: str, parent: str, language: str) -> Iterator[str]:
    name = f"{prefix}_{_number(unit.id)}"
    texts = (unit.name, *unit.texts(language))
    yield f'{name}["{"<br/>".join(map(_text, texts))}"]'
    if parent:
        yield f"{parent} --> {name}"
    for part in unit.below:
        yield from _unit(part, prefix, name, language)


def _number(id_: str) -> str:
    """An id of letters and figures only, another for each id."""
    return "".join(char if char.isascii() and char.isalnum() else f"_{ord(char):x}_" for char in id_)


def _text(text: str) -> str:
    """Text that Mermaid shows as it is: all but letters, figures and spaces as entities."""
    return "".join(char if char.isalnum() or char in " .,-/()" else f"#{ord(char)};" for char in line(text))
