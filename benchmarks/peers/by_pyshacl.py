"""pySHACL, with the shapes of pyshacl.ttl, over a graph in memory that is made from the tables.

VARIANT `per-entity` takes pyshacl_per_entity.ttl instead: shapes as the SHACL recommendation shows them,
whose queries run once for each entity. pySHACL parses each query anew for each entity, which takes
minutes; the ordinary variant therefore asks each of these queries once, of a node that stands for the
design, and has each violating entity as the value of a result.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from harness import HERE, Found, measure, positions, tasks, variant

if TYPE_CHECKING:
    from rdflib import Graph

NAMES = "urn:peers:"


def prepare(folder: Path) -> tuple[Graph, Graph]:
    """The design as a graph, and the shapes."""
    import pyshacl  # noqa: F401  its import belongs to the preparation
    from rdflib import RDF, Graph, Literal, Namespace

    name = Namespace(NAMES)
    graph = Graph()
    for one in positions(folder):
        node = name[one.id]
        graph.add((node, RDF.type, name.Position))
        graph.add((node, name.unit, name[one.unit]))
        graph.add((node, name.heads, Literal(one.heads)))
        if one.reports_to:
            graph.add((node, name.reports_to, name[one.reports_to]))
        for profession in one.professions:
            graph.add((node, name.profession, name[profession]))
    for task in tasks(folder):
        node = name[task.id]
        graph.add((node, RDF.type, name.Task))
        for unit in task.responsible:
            graph.add((node, name.responsible, name[unit]))
        for need in task.needs:
            graph.add((node, name.needs, name[need]))
    shapes = "pyshacl_per_entity.ttl" if variant() == "per-entity" else "pyshacl.ttl"
    return graph, Graph().parse(HERE / shapes)


def evaluate(prepared: tuple[Graph, Graph]) -> Found:
    """Validate, and read the report."""
    from pyshacl import validate
    from rdflib import RDF, SH, URIRef

    graph, shapes = prepared
    _, report, _ = validate(graph, shacl_graph=shapes, inplace=True)
    assert not isinstance(report, Exception), report
    design = URIRef(f"{NAMES}design")
    for result in report.subjects(RDF.type, SH.ValidationResult):
        rule, entity = report.value(result, SH.sourceShape), report.value(result, SH.focusNode)
        if entity == design:
            entity = report.value(result, SH.value)
        yield rule.removeprefix(NAMES), entity.removeprefix(NAMES)


if __name__ == "__main__":
    measure(prepare, evaluate)
