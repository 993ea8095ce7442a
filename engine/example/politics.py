"""Committees, and who has the right to decide."""

from __future__ import annotations

from pejl.engine.example.bodies import FULL_BODY, add_bodies
from pejl.engine.example.dice import Dice
from pejl.engine.example.records import Task, Town, Unit
from pejl.engine.example.sections import BOARDS

SOURCE = "Kompetenceplan 2026 (opdigtet)"
COUNCIL, FINANCE = "kommunalbestyrelsen", "oekonomiudvalget"
LEVELS = {"kommunalbestyrelse": 6, "direktion": 4, "forvaltning": 4, "stab": 3, "fagcenter": 3}
"""How far from the citizen a decision lies; 2 in all other units, 1 in a team."""
TEAM = 1
GOAL = "svarmål"
"""Decisions for which a shorter lead time is a goal."""


def add_politics(town: Town) -> None:
    """Add committees, bodies and decisions."""
    _committees(town)
    add_bodies(town)
    dice = Dice(town.seed, "decisions")
    for unit in town.units.values():
        for task in unit.tasks:
            _decisions(town, task, dice)


def _committees(town: Town) -> None:
    seats = 11 if town.size < 1000 else 19 if town.size < 5000 else 25 if town.size < 50_000 else 31
    small = seats // 4 | 1
    chief = "direktion-kommunaldirektoer"
    served = {"served_by": ["sekretariat"], "director": [chief], "chair": "kommunalbestyrelsen-borgmester"}
    town.add(
        "committees", COUNCIL, name="Kommunalbestyrelsen", kind="kommunalbestyrelse", members=seats, **served
    )
    town.add("committees", FINANCE, name="Økonomiudvalget", kind="økonomiudvalg", members=small, **served)
    for board in BOARDS:
        town.add(
            "committees", board.committee, name=board.committee_name, kind="fagudvalg", members=small,
            served_by=[board.id], director=[f"direktion-direktoer-{board.id}"],
        )  # fmt: skip
    town.add(
        "committees", "naerdemokrati", name="Udvalget for Nærdemokrati", kind="§ 17, stk. 4-udvalg",
        members=9,
        served_by=["sekretariat"], director=[chief],
    )  # fmt: skip


def level_of(unit: Unit) -> int:
    """How far from the citizen the decisions of a unit lie."""
    return LEVELS.get(unit.kind, 2)


def _decisions(town: Town, task: Task, dice: Dice) -> None:
    """What is decided in a task."""
    unit, level = task.unit, level_of(task.unit)
    if task.kind == "ledelse" and task.function == "ledelse":
        _decide(town, task, "budget", "Disponering af budgettet", level, level, dice, tags=["rådighed"])
        if len(unit.posts) >= FULL_BODY:
            _decide(
                town, task, "vagtplan", "Ændring af vagtplaner", level, level, dice, affects_staff=True,
                med_body=f"med-{unit.id}",
            )  # fmt: skip
    elif task.kind == "udvikling":
        _decide(town, task, "metode", "Valg af metode", TEAM + (dice.random() < 0.1), TEAM, dice)
    elif task.kind == "myndighed":
        _decide(town, task, "afgørelse", "Afgørelse", TEAM, TEAM, dice)
    elif unit.kind == "fagcenter" and task.citizen:
        _decide(town, task, "svar", "Svar til borgeren", 3, 2, dice, tags=[GOAL])
    elif task.function == "topstyring":
        _decide(
            town, task, "ansættelse", "Ansættelse af centerchefer", level, level, dice, affects_staff=True,
            med_body="med-hovedudvalg",
        )  # fmt: skip
    elif task.function == "politisk ledelse":
        _decide(town, task, "årsbudget", "Vedtagelse af årsbudgettet", level, level, dice)


def _decide(
    town: Town, task: Task, kind: str, name: str, level: int, least: int, dice: Dice, *,
    tags: list[str] | None = None, affects_staff: bool = False, med_body: str | None = None,
) -> None:  # fmt: skip
    unit = task.unit
    key = {"afgørelse": "afgoerelse", "ansættelse": "ansaettelse", "årsbudget": "aarsbudget"}.get(kind, kind)
    town.add(
        "decisions", f"{task.id}-{key}",
        name=f"{name} {unit.inside}" if kind != "afgørelse" else f"{name}: {task.name}",
        task=task.id, kind=kind, holder=[unit.id], level=level, minimum_level=least,
        lead_time=dice.between(4, 40), reason="Besluttes så tæt på borgeren, som loven tillader",
        tags=tags or [],
        communicator=[unit.id], affects_staff=affects_staff, med_body=med_body, source=SOURCE,
    )  # fmt: skip
