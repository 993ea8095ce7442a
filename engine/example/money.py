"""Budgets, and all else that is told of each unit and of single posts."""

from __future__ import annotations

from pejl.engine.example.dice import Dice
from pejl.engine.example.meetings import trade_of
from pejl.engine.example.records import Row, Town, Unit
from pejl.engine.example.sections import TRADES
from pejl.engine.example.staffs import SECTIONS, supported, supporting

YEARS = (2027, 2028)
SYSTEM = "Fælles økonomisystem"
OPERATION = 12
"""What is spent beside wages, in percent of them."""
INCOME = {trade.id: trade.income for trade in TRADES}
SHIFTS = frozenset(trade.kind for trade in TRADES if trade.shifts)
CLOSE = ("familiehus", "botilbud")
INSTITUTIONS = frozenset(trade.kind for trade in TRADES if trade.own_site)
CHANGING = ("vej-park", "ejendomme", "oekonomi", "sekretariat")
"""Units that the reorganisation touches, and that were notified of it."""
HELPS_THE_LONELY = "borgerservice"
PARTIES = ("borgere", "medarbejdere", "kommunalbestyrelsen")
CORE = {
    "kommunalbestyrelse": "Et godt liv i Eksempelby", "uafhængig": "Borgernes retssikkerhed",
    "direktion": "Samlet ledelse", "forvaltning": "Samlet ledelse", "projektkontor": "Projekter til tiden",
}  # fmt: skip
"""What units are for that have it from no centre."""
REVIEW = "budgetopfoelgning"
"""The event at which temporary posts are reviewed."""


def add_money(town: Town) -> None:
    """Fill in the units and their budget lines."""
    dice = Dice(town.seed, "units")
    helped = _helpers(town)
    whole = 0
    for unit in town.units.values():
        wages = sum(post.cost for post in unit.posts)
        budget = wages * (100 + OPERATION) // 100 // 1000 * 1000
        whole += budget
        unit.more = {**_described(unit, budget, dice), **unit.more}
        if unit.id in helped:
            unit.more["helped_by"] = [helped[unit.id]]
        for year in YEARS:
            line(town, unit, year, budget * (100 + 2 * (year - YEARS[0])) // 100)
    for year in YEARS:
        row = _line(
            "kommunalbestyrelsen", year, whole * (100 + 2 * (year - YEARS[0])) // 100, "samlet udgift", "alle"
        )
        town.add("budget_lines", f"samlet-{year}", name=f"Samlet udgift {year}", **row)
    for id_ in supporting():
        town.units[id_].more["supports"] = supported()


def line(town: Town, unit: Unit, year: int, amount: int) -> None:
    """Add what a unit may spend in a year."""
    kind = INCOME.get(trade_of(unit), "administration") if unit.kind != "afdeling" else _office(unit)
    town.add(
        "budget_lines",
        f"{unit.id}-{year}",
        name=f"{unit.name} {year}",
        **_line(unit.id, year, amount, kind, unit.area),
    )


def _office(unit: Unit) -> str:
    return "administration" if unit.id in SECTIONS else "myndighed"


def _line(unit: str, year: int, amount: int, kind: str, area: str) -> Row:
    return {
        "unit": unit, "year": year, "amount": amount, "kind": kind, "area": area, "principles": ["EB-12"],
        "external": False, "excepted": False, "system": SYSTEM,
    }  # fmt: skip


def _described(unit: Unit, budget: int, dice: Dice) -> Row:
    head = [unit.head.id] if unit.head else []
    own: Row = {
        "budget": budget,
        "reserve": budget * 3 // 100,
        "swing": budget * dice.between(10, 25) // 1000,
        "core_tasks": [CORE.get(unit.kind, "Stabil støtte til centrene")],
        "budget_holders": head,
        "accountable_to": list(PARTIES),
        "needs_support": ["løn", "it-drift"],
        "contact": f"{unit.id}@eksempelby.example",
        "notified": "2026-10-05" if unit.id in CHANGING else None,
        "shift_work": unit.kind in SHIFTS,
        "close_supervision": unit.kind in CLOSE,
        "turnover": dice.between(6, 18),
        "source": "Organisationsplan 2026 (opdigtet)",
    }
    return own


def _helpers(town: Town) -> dict[str, str]:
    """Which unit helps which: the next of the same trade; one centre helps those that are alone."""
    rings: dict[str, list[str]] = {}
    for unit in town.units.values():
        if any(task.citizen for task in unit.tasks):
            rings.setdefault(trade_of(unit) or unit.kind, []).append(unit.id)
    return {
        unit: ring[(at + 1) % len(ring)] if len(ring) > 1 else HELPS_THE_LONELY
        for ring in rings.values()
        for at, unit in enumerate(ring)
    }


def vary_posts(town: Town) -> None:
    """Make some posts vacant and some temporary, as in any large organisation."""
    dice = Dice(town.seed, "posts")
    for unit in town.units.values():
        if unit.kind not in INSTITUTIONS:
            continue
        for post in unit.posts:
            drawn = dice.random()
            if post.manager or drawn >= 0.03:
                continue
            if drawn < 0.02:
                post.differ(vacant=True)
            else:
                post.differ(
                    temporary=True, starts="2026-08-01", ends=dice.pick(("2027-06-30", "2027-12-31")),
                    reviewed_at=[REVIEW], funding="projektmidler",
                )  # fmt: skip
