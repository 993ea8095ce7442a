"""A small design with a pack that finds something of everything, and how tests speak of it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from click.testing import Result

from pejl import cli

ROOT = Path(cli.__file__).resolve().parent
LEJRE = ROOT / "designs" / "lejre-2014"

DESIGN = """\
design: small
rules: [pack]
units:
  top: {name: Top, parent: none}
  a: {name: A, parent: top}
positions:
  boss: {name: Boss, unit: top, reports_to: none, heads: 1}
  many: {name: Many, unit: a, reports_to: boss, heads: 5}
tasks:
  pay: {name: Pay, responsible: [top, a]}
  plan: {name: Plan, responsible: [a]}
  build: {name: Build}
"""

FILES = {
    "design.yaml": DESIGN,
    "pack/pack.yaml": """\
pack: pack
documents: {paper: {title: The paper, publisher: The board, date: 2014-04-01}}
principles:
  P1:
    title: {da: Ansvar, en: Responsibility}
    document: paper
    section: "2"
    page: "3"
    says: {da: Én, en: One}
  P2: {title: {da: Ledelse, en: Management}, document: paper}
parameters:
  most: {value: 3, unit: people, source: assumed, title: {da: Højst, en: At most}}
""",
    "pack/one.yaml": """\
rule: one
principles: [P1]
title: {da: Én ansvarlig, en: One is responsible}
why: {da: Fordi, en: Because}
for: t in tasks
require: count(t.responsible) == 1
message: {da: "{t.name} har {count(t.responsible)}", en: "{t.name} has {count(t.responsible)}"}
remedy: {da: Vælg, en: Choose}
measure: count(t.responsible)
tests:
  - good: {tasks: {a: {responsible: [x]}}, units: {x: {}}}
  - bad: {tasks: {a: {responsible: [x, y]}}, units: {x: {}, y: {}}}
    finds: [a]
""",
    "pack/span.yaml": """\
rule: span
principles: [P2]
severity: warning
title: {da: Ikke for mange, en: Not too many}
for: p in positions
require: sum(r.heads for r in p.reports) <= most
message: {da: "{p.name} har for mange", en: "{p.name} has too many"}
""",
    "pack/judged.yaml": """\
rule: judged
principles: [P2]
severity: info
title: {da: Vurderet, en: Judged}
attest: {da: Er det godt?, en: Is it good?}
""",
    "pack/lost.yaml": """\
rule: lost
waivable: false
title: {da: Intet tabt, en: Nothing lost}
require: all(t in tasks for t in before.tasks)
may_be_empty: true
""",
}

Run = Callable[..., Result]


def edit(path: Path, old: str, new: str) -> None:
    """Replace a text in a file; the test is wrong if it is not there."""
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
