"""A chart for Graphviz."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pejl.engine.report.chart.tree import Chart, Unit, folded_text
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
    texts = [unit.name, *unit.lines, *(one.text for one in unit.badges), folded_text(unit, language)]
    dashed = ", style=dashed" if any(one.style == "change" for one in unit.badges) else ""
    label = "\\n".join(_escaped(one) for one in texts if one)
    yield f'{name} [label="{label}"{dashed}];'
    if parent:
        yield f"{parent} -> {name};"
    for part in unit.below:
        yield from _unit(part, prefix, name, language)


def _quoted(text: str) -> str:
    return f'"{_escaped(text)}"'


def _escaped(text: str) -> str:
    return line(text).replace("\\", "\\\\").replace('"', '\\"')
