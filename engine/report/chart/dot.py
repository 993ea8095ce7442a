"""A chart for Graphviz."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pejl.engine.report.chart.tree import Chart, Unit
from pejl.engine.report.letters import line


def render(charts: Sequence[Chart]) -> str:
    """Write charts as one graph, each in a cluster of its own if there are several."""
    lines = ["digraph chart {", "  rankdir=LR;", '  node [shape=box, fontname="sans-serif", fontsize=10];']
    for at, chart in enumerate(charts):
        inner = [part for top in chart.tops for part in _unit(top, f"{at}/", "", chart.language)]
        if len(charts) > 1:
            inner = [f"subgraph cluster_{at} {{", f"  label={_quoted(chart.title)};", *inner, "}"]
        lines += [f"  {part}" for part in inner]
    return "\n".join([*lines, "}"]) + "\n"


def _unit(unit: Unit, prefix: str, parent: str, language: str) -> Iterator[str]:
    name = _quoted(prefix + unit.id)
    dashed = ", style=dashed" if unit.gone else ""
    label = "\\n".join(map(_escaped, (unit.name, *unit.texts(language))))
    yield f'{name} [label="{label}"{dashed}];'
    if parent:
        yield f"{parent} -> {name};"
    for part in unit.below:
        yield from _unit(part, prefix, name, language)


def _quoted(text: str) -> str:
    return f'"{_escaped(text)}"'


def _escaped(text: str) -> str:
    return line(text).replace("\\", "\\\\").replace('"', '\\"')
