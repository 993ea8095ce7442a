"""What the reorganisation does to units: a merger, an opening, moves, and an office that closes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pejl.engine.example.centre import MORE_SUPPORT
from pejl.engine.example.meetings import consultants
from pejl.engine.example.money import PARTIES, YEARS
from pejl.engine.example.records import Town, Unit

NEW, OFFICE, GROWTH = "drift-ejendomme", "drift-stab", "udvikling"
OLD = ("vej-park", "ejendomme")
STAYS = "oekonomi-udviklingskonsulent-2"
UNSETTLED, MOVED = "projektkontoret-projektkonsulent-3", "projektkontoret-projektkonsulent-4"
Change = dict[str, Any]


def _described(name: str, kind: str, parent: str, head: str, budget: int, core: str, site: str) -> Change:
    """A new unit with all that is known of it."""
    return {
        "name": name, "kind": kind, "parent": parent, "head": head, "site": site, "budget": budget,
        "reserve": budget * 3 // 100, "swing": budget * 2 // 100, "core_tasks": [core], "supports": [],
        "helped_by": ["plan-miljoe"], "needs_support": ["løn", "it-drift"], "budget_holders": [head],
        "accountable_to": PARTIES, "contact": "drift-ejendomme@eksempelby.example", "notified": None,
        "effective": "2027-04-01", "shift_work": False, "close_supervision": False, "turnover": 9,
        "renamed_from": None, "tags": [], "source": "Beslutningsoplæg 2026 (opdigtet)",
    }  # fmt: skip


def _under(town: Town, id_: str) -> list[Unit]:
    """The units right under a unit."""
    return [unit for unit in town.units.values() if unit.parent is town.units[id_]]


def _covered(town: Town, body: str) -> list[str]:
    """The units that a body covers."""
    covers = town.tables["bodies"][body]["covers"]
    assert isinstance(covers, list)
    return covers


def merged(town: Town) -> Iterator[Change]:
    roads, houses = (town.units[id_] for id_ in OLD)
    chief, second = (unit.head.id for unit in (roads, houses) if unit.head)
    budget = sum(int(str(unit.more["budget"])) for unit in (roads, houses)) * 6 // 10
    yield {
        "merge": OLD,
        "into": {NEW: _described("Center for Drift og Ejendomme", "fagcenter", "teknik-miljoe", chief, budget,
                                 "Steder, der virker", "teknikhuset")},
        "note": {"da": "Veje, parker og bygninger drives samlet",
            "en": "Roads, parks and buildings are run together"},
    }  # fmt: skip
    yield {"open": {OFFICE: _described("Plan og Økonomi i Drift og Ejendomme", "afdeling", NEW, second,
        budget * 2 // 3,
                                       "Overblik over driften", "teknikhuset")}}  # fmt: skip
    moving = [f"{roads.id}-oekonomi", f"{houses.id}-oekonomi", f"{houses.id}-ledelse"]
    yield {"move": {"tasks": moving, "from": NEW, "to": OFFICE}}
    yield {"move": {"positions": [second], "to": OFFICE}}
    yield {"alter": {"positions": {
        chief: {"name": "Chef for Center for Drift og Ejendomme"},
        second: {"name": "Leder af Plan og Økonomi i Drift og Ejendomme", "kind": "afdelingsleder",
            "reports_to": chief,
                 "cost": 780_000, "essential_change": True, "notified": "2026-12-01", "notice": 90},
        **{post.id: {"reports_to": chief} for post in houses.posts if post.kind == "fagkonsulent"},
        **{unit.head.id: {"reports_to": chief} for unit in _under(town, houses.id) if unit.head},
    }}}  # fmt: skip
    yield {"alter": {"tasks": {
        f"{roads.id}-ledelse": {"name": "Ledelse af Center for Drift og Ejendomme"},
        f"{houses.id}-ledelse": {"name": "Ledelse af Plan og Økonomi i Drift og Ejendomme"},
    }}}  # fmt: skip
    moved = [id_ for id_, row in town.tables["decisions"].items() if row["task"] in moving]
    yield {"alter": {"decisions": {id_: {"holder": [OFFICE], "communicator": [OFFICE]} for id_ in moved}}}
    kept = [one for id_ in OLD for one in _covered(town, f"med-{id_}") if one not in OLD]
    yield {"alter": {"bodies": {
        f"med-{roads.id}": {"name": "MED-udvalget i Center for Drift og Ejendomme",
            "covers": [NEW, OFFICE, *kept]},
        f"amo-{roads.id}": {"name": "Arbejdsmiljøgruppen i Center for Drift og Ejendomme", "covers": [NEW]},
    }}}  # fmt: skip
    yield {"remove": {"bodies": [f"med-{houses.id}", f"amo-{houses.id}"]}}


def gathered(town: Town) -> Iterator[Change]:
    yield {"rename": {GROWTH: "Udvikling, Analyse og Projekter"}}
    yield {"move": {"tasks": ["oekonomi-udviklingsstoette"], "from": "oekonomi", "to": GROWTH,
    "stay": [STAYS]},
           "note": {"da": "Udviklingsstøtten samles ét sted",
               "en": "Development support is gathered in one place"}}  # fmt: skip
    yield {"move": {"tasks": ["oekonomi-personale"], "from": "oekonomi", "to": "hr"}}
    helpers = consultants(town)
    yield {"add": {"allocations": {
        f"mere-{centre}": {
            "name": f"Mere støtte til {town.units[centre].name}", "position": helpers[at - 1].id,
            "unit": centre,
            "disposed_by": [centre], "days": 1, "priority": "Beslutningsoplæg 2026", "tags": [],
            "source": None,
        }
        for at, centre in enumerate(MORE_SUPPORT)
    }}}  # fmt: skip


def closed(town: Town) -> Iterator[Change]:
    yield {
        "move": {
            "tasks": ["projektkontoret-projekter", "projektkontoret-fonde"],
            "from": "projektkontoret",
            "to": GROWTH,
        }
    }
    yield {"alter": {"positions": {
        UNSETTLED: {"site": "unknown"},
        MOVED: {"site": "teknikhuset"},
    }}}  # fmt: skip
    covers = [id_ for id_ in _covered(town, "med-hovedudvalg") if id_ != "projektkontoret"]
    yield {"alter": {"bodies": {"med-hovedudvalg": {"covers": covers}}}}
    yield {"alter": {"budget_lines": {f"projektkontoret-{year}": {"unit": GROWTH} for year in YEARS}}}
    yield {"close": ["projektkontoret"]}
