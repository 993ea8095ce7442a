"""CEL, with the rules of cel.json: a program compiled once a rule, and a context prepared once an entity.

CEL sees one entity at a time and cannot join tables, so Python puts what an entity is related to into
its context. VARIANT `joined` leaves the rest to CEL; its `sum` is the one of `cel.stdlib`, a function in
Python, because the language has none. VARIANT `prepared` works the sums and unions out in Python too,
once for each unit, and leaves CEL the comparison. A context holds no more than its rule reads: the
larger it is, the longer CEL takes.
"""

from __future__ import annotations

import json
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from harness import HERE, SMALLEST, WIDEST, Found, Position, Task, measure, positions, tasks, variant

if TYPE_CHECKING:
    from cel import Context, Program

Values = dict[str, Any]
Related = dict[str, list[Position]]
Prepared = list[tuple[str, "Program", list[tuple[str, "Context"]]]]
"""For each rule its program, and the context of each entity."""


def prepare(folder: Path) -> Prepared:
    """Join the tables, compile the rules and fill the contexts."""
    import cel
    from cel.stdlib import add_stdlib_to_context

    everyone, all_tasks = positions(folder), tasks(folder)
    in_unit: Related = defaultdict(list)
    reports: Related = defaultdict(list)
    for one in everyone:
        in_unit[one.unit].append(one)
        if one.reports_to:
            reports[one.reports_to].append(one)
    contexts = (summed if variant() == "prepared" else joined)(everyone, all_tasks, in_unit, reports)
    found: Prepared = []
    ready = cel.compile("true")  # the first use of a context converts its values
    for rule, expression in json.loads((HERE / "cel.json").read_text())[variant()].items():
        program, entities = cel.compile(expression), []
        for entity, values in contexts[rule]:
            context = cel.Context({**values, "widest": WIDEST, "smallest": SMALLEST})
            if "sum" in program.functions():
                add_stdlib_to_context(context, ["core"])
            ready.execute(context)
            entities.append((entity, context))
        found.append((rule, program, entities))
    return found


def joined(
    everyone: list[Position], all_tasks: list[Task], in_unit: Related, reports: Related
) -> dict[str, list[tuple[str, Values]]]:
    """Each entity with the records that it is related to."""
    holders = {unit: [{"professions": one.professions} for one in some] for unit, some in in_unit.items()}
    colleagues = {
        unit: [{"professions": one.professions, "heads": one.heads} for one in some]
        for unit, some in in_unit.items()
    }
    return {
        "one-responsible-unit": [(task.id, {"responsible": task.responsible}) for task in all_tasks],
        "span-of-control": [
            (manager, {"reports": [{"heads": one.heads} for one in some]})
            for manager, some in reports.items()
        ],
        "needs-covered": [
            (
                task.id,
                {"needs": task.needs, "positions": [one for u in task.responsible for one in holders[u]]},
            )
            for task in all_tasks
        ],
        "minimum-environment": [
            (one.id, {"professions": one.professions, "colleagues": colleagues[one.unit]}) for one in everyone
        ],
    }


def summed(
    everyone: list[Position], all_tasks: list[Task], in_unit: Related, reports: Related
) -> dict[str, list[tuple[str, Values]]]:
    """Each entity with the sums and unions that its rules compare."""
    environment: dict[tuple[str, str], int] = defaultdict(int)
    held: dict[str, set[str]] = defaultdict(set)
    for one in everyone:
        held[one.unit].update(one.professions)
        for profession in one.professions:
            environment[one.unit, profession] += one.heads
    unions = {unit: sorted(professions) for unit, professions in held.items()}
    return {
        "one-responsible-unit": [(task.id, {"responsible": task.responsible}) for task in all_tasks],
        "span-of-control": [
            (manager, {"span": sum(one.heads for one in some)}) for manager, some in reports.items()
        ],
        "needs-covered": [
            (task.id, {"needs": task.needs, "held": [one for u in task.responsible for one in unions[u]]})
            for task in all_tasks
        ],
        "minimum-environment": [
            (one.id, {"environments": [environment[one.unit, held] for held in one.professions]})
            for one in everyone
        ],
    }


def evaluate(prepared: Prepared) -> Found:
    """Ask each rule of each entity."""
    for rule, program, entities in prepared:
        execute = program.execute
        yield from [(rule, entity) for entity, context in entities if not execute(context)]


if __name__ == "__main__":
    measure(prepare, evaluate)
