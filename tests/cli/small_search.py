"""A small design in which a search may decide, its pack, and one that takes long enough to be interrupted."""

from __future__ import annotations

import random
from pathlib import Path

from pejl.tests.cli.small_design import Run

DESIGN = """\
design: small
title: {da: Lille, en: Small}
rules: [p.yaml]
units:
  top: {name: Top, kind: board, parent: none, head: boss}
  a: {name: Unit A, kind: centre, parent: top, head: chief}
  b: {name: Unit B, kind: centre, parent: top, head: none}
positions:
  boss: {name: Boss, unit: top, reports_to: none, tasks: [], professions: []}
  chief: {name: Chief, unit: a, reports_to: boss, tasks: [], professions: []}
  p1: {name: P1, unit: a, reports_to: chief, tasks: [t1], professions: [law]}
  p2: {name: P2, unit: a, reports_to: chief, tasks: [t2, t3], professions: [law]}
  p3: {name: P3, unit: b, reports_to: none, tasks: [t4], professions: [law]}
tasks:
  t1: {name: T1, responsible: [a, b]}
  t2: {name: T2, responsible: [a]}
  t3: {name: T3, responsible: [a]}
  t4: {name: T4, responsible: [b]}
search:
  candidates:
    units:
      c: {name: "Unit C, new", kind: centre, parent: top, head: none}
  decide:
    - relation: tasks.responsible
      among: u in units if u.kind == 'centre'
    - relation: positions.unit
      follows: tasks
  minimise:
    - title: {da: Flyttede opgaver, en: Tasks moved}
      value: count(t for t in tasks if t.responsible != t.before.responsible)
      weight: 10
    - {title: {da: Enheder, en: Units}, value: count(u for u in units), rank: 2}
"""

PACK = """\
pack: p
title: {da: P, en: P}
documents: {paper: {title: The paper}}
principles:
  P1:
    title: {da: Klart ansvar, en: Clear responsibility}
    document: paper
    says: {da: Én enhed, en: One unit}
parameters:
  fewest: {value: 3, unit: people, source: assumed, title: {da: Mindste miljø, en: Least environment}}
rules:
  ONE:
    principles: [P1]
    title: {da: Én ansvarlig, en: One is responsible}
    for: t in tasks
    require: count(t.responsible) == 1
  LAW:
    title: {da: Jurister nok, en: Enough lawyers}
    for: u in units if any('law' in p.professions for p in u.positions)
    require: count(p for p in u.positions if 'law' in p.professions) >= fewest
  SPAN:
    title: {da: Ikke for mange, en: Not too many}
    severity: warning
    for: p in positions
    require: count(p.reports) <= 2
"""

IMPOSSIBLE = PACK.replace("value: 3", "value: 4")
"""The pack with a least environment that no unit can reach."""

LARGE_PACK = """\
pack: p
title: {da: P, en: P}
rules:
  ROOM:
    title: {da: Plads nok, en: Enough room}
    for: u in units if u.kind == 'centre'
    require: sum(t.workload for t in u.tasks) <= u.capacity
"""


def large(tasks: int = 90, units: int = 12) -> str:
    """A design whose search takes much longer than anybody waits."""
    dice = random.Random(3)
    lines = ["design: large", "rules: [p.yaml]", "fields: {units: {capacity: {type: number}}}", "units:"]
    lines.append("  top: {parent: none, kind: board}")
    room = tasks * 17 // units
    lines += [f"  u{at}: {{parent: top, kind: centre, capacity: {room}}}" for at in range(units)]
    lines.append("tasks:")
    lines += [
        f"  t{at}: {{responsible: [u{dice.randrange(units)}], workload: {dice.randint(5, 25)}}}"
        for at in range(tasks)
    ]
    lines.append("interfaces:")
    for at in range(3 * tasks):
        one, other = dice.sample(range(tasks), 2)
        lines.append(f"  i{at}: {{a: t{one}, b: t{other}, weight: {dice.randint(1, 9)}}}")
    lines += [
        "search:",
        "  decide:",
        "    - {relation: tasks.responsible, among: u in units if u.kind == 'centre', targets: 1}",
        "  minimise:",
        "    - value: sum(i.weight for i in interfaces if i.a.responsible != i.b.responsible)",
    ]
    return "\n".join(lines) + "\n"


def proposals(folder: Path) -> list[Path]:
    """The proposals that a search has written to a folder."""
    return sorted(folder.glob("*-forslag-*.yaml"))


def checks_without_errors(run: Run, path: Path) -> bool:
    """Whether a design keeps every rule that must be kept."""
    return run("check", path).exit_code == 0
