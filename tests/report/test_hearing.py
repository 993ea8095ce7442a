"""What the papers of a hearing say of a small proposal."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import pytest

from pejl.engine.report.paper import made, markdown

DAY = dt.date(2026, 3, 2)
BASE = """\
design: base
title: {da: I dag, en: Today}
fields: {positions: {grade: {type: number, da: trin, en: grade}}}
units:
  top: {name: Top, parent: none, head: boss}
  a: {name: A, parent: top, head: none}
  b: {name: B, parent: top, head: none}
positions:
  boss: {name: Chef, unit: top, reports_to: none, heads: 1, grade: 50}
  staff: {name: Sagsbehandlere, unit: a, reports_to: boss, heads: 20, fte: 18.5, grade: 4711}
tasks:
  t: {name: Sager, function: sager, responsible: [a], performs: [a, b]}
events:
  old: {name: Det gamle møde, date: 2025-01-01}
"""
PACK = """\
pack: p
title: {da: P, en: P}
documents: {d: {title: Papir}}
principles:
  P1: {title: {da: Ét, en: One}, document: d, says: {da: Ét, en: One}}
  P2: {title: {da: To, en: Two}, document: d, says: {da: To, en: Two}}
rules:
  KEPT: {principles: [P1, P2], title: {da: Lille stab, en: Small}, for: p in positions, require: p.heads <= 1}
  NEW: {principles: [P1], title: {da: Ledet, en: Led}, for: u in units, require: u.name != 'C'}
  FEWER:
    principles: [P1]
    title: {da: Færre, en: Fewer}
    require: count(u for u in units) < count(u for u in before.units)
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "p.yaml").write_text(PACK, encoding="utf-8")
    (tmp_path / "base.yaml").write_text(BASE, encoding="utf-8")
    return tmp_path


def hearing(folder: Path, changes: str, *alternatives: str, names: bool = False) -> str:
    """The papers of a proposal with these changes beside others with those, as Markdown in Danish."""
    paths = []
    for at, text in enumerate((changes, *alternatives)):
        path = folder / f"p{at}.yaml"
        path.write_text(
            f"design: p{at}\nrules: [p.yaml]\nbased_on: base.yaml\nchanges: \n{text}", encoding="utf-8"
        )
        paths.append(path)
    asked = made.Asked(paths[0], (), paths[1:], DAY, "da", names)
    return markdown.render(made.proposal(asked).paper)


def table(text: str, caption: str) -> list[str]:
    """The rows of the table below a caption."""
    rows = text.split(f"**{caption}", 1)[1].split("\n\n", 2)[1].splitlines()
    return rows[2:]


def test_a_cut_in_the_number_of_a_post_is_told(folder: Path) -> None:
    text = hearing(folder, "- alter: {positions: {staff: {heads: 17, fte: 16}}}\n")
    assert table(text, "Andre ændringer") == ["| Sagsbehandlere | årsværk: 18,5 → 16; hoveder: 20 → 17 |"]


@pytest.mark.parametrize("names", [False, True])
def test_what_a_design_declares_for_posts_is_told_only_with_names(folder: Path, names: bool) -> None:
    text = hearing(folder, "- alter: {positions: {staff: {grade: 4712}}}\n", names=names)
    assert ("4.712" in text, "4.711" in text, "trin: vises ikke" in text) == (names, names, not names)


def test_posts_are_counted_by_their_heads(folder: Path) -> None:
    text = hearing(folder, "- alter: {positions: {staff: {unit: b}}}\n")
    assert "Stillinger: 20 får en anden enhed." in text
    assert table(text, "Stillinger, der får en anden enhed") == ["| A | B | 20 |"]


def test_who_no_longer_does_a_task_is_told(folder: Path) -> None:
    text = hearing(folder, "- alter: {tasks: {t: {performs: [b, top]}}}\n")
    assert table(text, "Andre ændringer") == ["| Sager | udførende: − A, + Top |"]


def test_the_events_of_a_proposal_stand_by_their_days_and_apart_from_the_others(folder: Path) -> None:
    events = "a: {name: Sidst, date: 2026-09-01}, b: {name: Først, date: 2026-04-01, owner: top}"
    text = hearing(folder, f"- add: {{events: {{{events}}}}}\n")
    own = table(text, "Tid og proces")
    assert [re.split(r" ?\| ?", row)[2] for row in own] == ["Først", "Sidst"]
    assert "Det gamle møde" in table(text, "Hændelser, der var planlagt i forvejen")[0]


def test_remarks_and_notice_are_told(folder: Path) -> None:
    changes = (
        "- alter: {units: {a: {name: Aa, notified: 2026-05-15}}}\n"
        "- move: {tasks: [t], to: b}\n  note: {da: Samme lokaler, en: The same rooms}\n"
    )
    text = hearing(folder, changes)
    assert table(text, "Bemærkninger til ændringerne: 1") == ["| Samme lokaler | Sager |"]
    assert table(text, "Varsling af de enheder, der ændres") == ["| Aa | den 15. maj 2026 |"]


def test_alternatives_are_told_with_all_their_violations_each_once(folder: Path) -> None:
    opens = "- open: {c: {name: C, parent: top, head: none}}\n"
    closes = "- merge: [a, b]\n  into: {ab: {name: AB, parent: top, head: none}}\n"
    rows = table(hearing(folder, opens, closes), "Forslagene ved siden af hinanden")
    assert rows == ["| p0 | 0 | 1 | 3 | 2 |", "| p1 | 1 | 3 | 1 | 0 |"]


def test_a_violation_that_stays_is_told_too(folder: Path) -> None:
    text = hearing(folder, "- open: {c: {name: C, parent: top, head: none}}\n")
    assert [row.split("|")[3].strip() for row in table(text, "Nye brud: 1")] == ["C"]
    assert [row.split("|")[3].strip() for row in table(text, "Som før: 1")] == ["Sagsbehandlere"]
    assert len(table(text, "Kræves kun af forslag, og er ikke opfyldt: 1")) == 1


def test_an_empty_proposal_changes_nothing(folder: Path) -> None:
    text = hearing(folder, "  []\n").split("## Principperne")[0]
    assert "0 af 1 opgaver får en anden ansvarlig enhed. 1 er som før." in text
    assert "Ingen stilling får en anden enhed eller leder." in text
    assert "Andre ændringer" not in text
