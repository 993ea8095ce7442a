"""A chart as a draw.io file, in which planners finish their charts: every box and every line can be moved."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pejl.engine.report.chart.layout import Drawing, drawing
from pejl.engine.report.chart.sheets import sheets
from pejl.engine.report.chart.svg import COLOURS, text
from pejl.engine.report.chart.tree import Chart

BOX = "rounded=1;arcSize=8;whiteSpace=wrap;html=0;fontSize=11;strokeColor=#4c5661;fillColor=#ffffff;"
LABEL = "text;html=0;fontSize=10;"
LINE = "edgeStyle=orthogonalEdgeStyle;rounded=0;endArrow=none;strokeColor=#8a94a0;"


def render(charts: Sequence[Chart]) -> str:
    """Write charts, each sheet on a page of its own."""
    parts = [part for one in charts for part in sheets(one)]
    pages = "".join(_page(at, drawing(part)) for at, part in enumerate(parts))
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<mxfile host="pejl">\n{pages}</mxfile>\n'


def _page(at: int, one: Drawing) -> str:
    cells = "".join(_cells(one))
    return (
        f'<diagram id="page-{at}" name="{text(one.title)}">\n'
        f'<mxGraphModel grid="1" page="1" pageWidth="{one.width:g}" pageHeight="{one.height:g}">\n<root>\n'
        f'<mxCell id="0"/>\n<mxCell id="1" parent="0"/>\n{cells}</root>\n</mxGraphModel>\n</diagram>\n'
    )


def _cells(one: Drawing) -> Iterator[str]:
    for at, box in enumerate(one.boxes):
        texts = [*box.name, *box.lines, *(badge.text for badge in box.badges)]
        value = "&#10;".join(text(part) for part in texts)
        worst = next((badge.style for badge in box.badges), "")
        style = BOX + (f"strokeColor={COLOURS[worst]};strokeWidth=2;" if worst else "")
        dashed = "dashed=1;" if any(badge.style == "change" for badge in box.badges) else ""
        yield _vertex(f"b{at}", value, style + dashed, (box.x, box.y, box.width, box.height))
    for at, box in enumerate(one.boxes):
        if box.parent is not None:
            ends = f'source="b{box.parent}" target="b{at}"'
            geometry = '<mxGeometry relative="1" as="geometry"/>'
            yield f'<mxCell id="e{at}" style="{LINE}" edge="1" parent="1" {ends}>{geometry}</mxCell>\n'
    for at, label in enumerate(one.labels):
        yield _vertex(f"l{at}", text(label.text), LABEL, (label.x, label.y - 12, 180, 16))


def _vertex(id_: str, value: str, style: str, where: tuple[float, float, float, float]) -> str:
    """Something with a text and a place."""
    x, y, width, height = (f"{one:g}" for one in where)
    return (
        f'<mxCell id="{id_}" value="{value}" style="{style}" vertex="1" parent="1">'
        f'<mxGeometry x="{x}" y="{y}" width="{width}" height="{height}" as="geometry"/></mxCell>\n'
    )
