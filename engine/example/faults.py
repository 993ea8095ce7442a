"""A few faults, planted on purpose, so that a check has something to show; each is noted with its rule.

Their number grows with the digits of the size: a large municipality has some more, not a share of its posts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from pejl.engine.example.build import task
from pejl.engine.example.dice import Dice
from pejl.engine.example.money import INSTITUTIONS, YEARS
from pejl.engine.example.records import Post, Row, Town, Unit
from pejl.engine.example.single_faults import ONCE, Fault
from pejl.engine.example.span_faults import narrow_span, wide_span


def add_faults(town: Town) -> None:
    """Break some principles."""
    number = len(str(town.size)) - 2
    dice = Dice(town.seed, "faults")
    for plant in ONCE:
        town.faults += plant(town)
    pool = dice.shuffled([unit for unit in town.units.values() if unit.kind in INSTITUTIONS])
    for at in range(number):
        for step, breaking in enumerate(OFTEN):
            town.faults += breaking(town, pool[(at * len(OFTEN) + step) % len(pool)], at)
    town.faults += [*wide_span(town), *narrow_span(town)]


def _member(unit: Unit, at: int, of: int) -> Post:
    """One of those who lead nobody, another for each kind of fault and each time."""
    members = [post for post in unit.posts if not post.manager]
    return members[(at * 5 + of) % len(members)]


def _decision(town: Town, unit: Unit, kind: str) -> tuple[str, Row]:
    tasks = {task.id for task in unit.tasks}
    return next(
        (id_, row)
        for id_, row in town.tables["decisions"].items()
        if row["task"] in tasks and row["kind"] == kind
    )


def _two_owners(town: Town, unit: Unit, at: int) -> Iterator[Fault]:
    assert unit.head is not None
    shared = task(
        unit,
        "udearealer",
        f"Tilsyn med udearealer {unit.inside}",
        "udearealer",
        [unit.head],
        "ledelse",
        needs=(),
    )
    shared.workload = 20
    shared.differ(responsible=[unit.id, "vej-park"])
    yield "EB-01a", shared.id


def _no_measure(town: Town, unit: Unit, at: int) -> Iterator[Fault]:
    unit.tasks[0].differ(outcome_measure=None)
    yield "EB-01e", unit.tasks[0].id


def _alone(town: Town, unit: Unit, at: int) -> Iterator[Fault]:
    post = _member(unit, at, 0)
    post.professions = (*post.professions, "tegnsprog")
    yield "EB-05a", post.id


def _no_help(town: Town, unit: Unit, at: int) -> Iterator[Fault]:
    unit.more["helped_by"] = []
    yield "EB-05k", unit.id


def _too_high(town: Town, unit: Unit, at: int) -> Iterator[Fault]:
    above = unit.parent
    while above is not None and above.kind != "fagcenter":
        above = above.parent
    assert above is not None
    id_, row = _decision(town, unit, "metode")
    row.update(holder=[above.id], level=3)
    yield from (("EB-07a", str(row["task"])), ("EB-07d", id_), ("EB-07f", str(row["task"])))


def _no_reason(town: Town, unit: Unit, at: int) -> Iterator[Fault]:
    id_, row = _decision(town, unit, "budget")
    row["reason"] = None
    yield "EB-07i", id_


def _no_communicator(town: Town, unit: Unit, at: int) -> Iterator[Fault]:
    id_, row = _decision(town, unit, "budget")
    row["communicator"] = []
    yield "EB-07j", id_


def _small_reserve(town: Town, unit: Unit, at: int) -> Iterator[Fault]:
    unit.more["reserve"] = int(str(unit.more["swing"])) // 2
    yield "EB-13c", unit.id


def _two_systems(town: Town, unit: Unit, at: int) -> Iterator[Fault]:
    town.tables["budget_lines"][f"{unit.id}-{YEARS[0]}"]["system"] = "Regneark"
    yield "EB-13d", unit.id


def _busy_manager(town: Town, unit: Unit, at: int) -> Iterator[Fault]:
    assert unit.head is not None
    unit.head.differ(administrative_share=55)
    yield "EB-15f", unit.head.id


def _no_end(town: Town, unit: Unit, at: int) -> Iterator[Fault]:
    post = _member(unit, at, 1)
    post.differ(
        temporary=True,
        starts="2026-08-01",
        ends=None,
        reviewed_at=["budgetopfoelgning"],
        funding="projektmidler",
    )
    yield "EB-18a", post.id


def _no_review(town: Town, unit: Unit, at: int) -> Iterator[Fault]:
    post = _member(unit, at, 2)
    post.differ(
        temporary=True, starts="2026-08-01", ends="2027-12-31", reviewed_at=[], funding="projektmidler"
    )
    yield "EB-18b", post.id


def _not_agreed(town: Town, unit: Unit, at: int) -> Iterator[Fault]:
    rows = town.tables["interfaces"]
    id_ = list(rows)[3 + at]
    rows[id_]["agreement"] = None
    yield "EB-22a", id_


def _two_coordinators(town: Town, unit: Unit, at: int) -> Iterator[Fault]:
    rows = town.tables["pathways"]
    id_ = list(rows)[at % len(rows)]
    rows[id_]["coordinator"] = ["omsorg", "sundhed"]
    if at < len(rows):
        yield "EB-10a", id_


OFTEN: tuple[Callable[[Town, Unit, int], Iterator[Fault]], ...] = (
    _two_owners, _no_measure, _alone, _no_help, _too_high, _no_reason, _no_communicator, _small_reserve,
    _two_systems,
    _busy_manager, _no_end, _no_review, _not_agreed, _two_coordinators,
)  # fmt: skip
