"""A chart as a draw.io file, in which planners finish their charts: every box and every line can be moved."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pejl.engine.report.chart.layout import Box, Drawing, Label, Line, drawing
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
    for box in one.boxes:
        texts = [*box.name, *box.lines, *(badge.whole for badge in box.unit.badges)]
        value = "&#10;".join(text(part) for part in texts)
        worst = next((badge.style for badge in box.unit.badges), "")
        style = BOX + (f"strokeColor={COLOURS[worst]};strokeWidth=2;" if worst else "")
        yield _vertex(box, value, style + ("dashed=1;" if box.unit.gone else ""))
    for label in one.labels:
        yield _vertex(label, text(label.text), LABEL)
    places: dict[str, Box | Label] = {box.id: box for box in one.boxes}
    places |= {label.id: label for label in one.labels}
    for at, way in enumerate(one.lines):
        yield _edge(f"e{at}", way, places)


def _edge(id_: str, way: Line, places: dict[str, Box | Label]) -> str:
    """A line that keeps its ends when what it ties is moved."""
    ends = "".join(
        f"{end}X={(x - place.x) / place.width:.3g};{end}Y={(y - place.y) / place.height:.3g};"
        for end, place, (x, y) in (
            ("exit", places[way.above], way.points[0]),
            ("entry", places[way.below], way.points[-1]),
        )
    )
    between = "".join(f'<mxPoint x="{x:g}" y="{y:g}"/>' for x, y in way.points[1:-1])
    return (
        f'<mxCell id="{id_}" style="{LINE}{ends}" edge="1" parent="1" source="{way.above}" '
        f'target="{way.below}"><mxGeometry relative="1" as="geometry">'
        f'<Array as="points">{between}</Array></mxGeometry></mxCell>\n'
    )


def _vertex(place: Box | Label, value: str, style: str) -> str:
    """Something with a text and a place."""
    x, y, width, height = (f"{one:g}" for one in (place.x, place.y, place.width, place.height))
    return (
        f'<mxCell id="{place.id}" value="{value}" style="{style}" vertex="1" parent="1">'
        f'<mxGeometry x="{x}" y="{y}" width="{width}" height="{height}" as="geometry"/></mxCell>\n'
    )
