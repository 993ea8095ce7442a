"""The faults that are planted once, in the central administration."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from pejl.engine.example.build import hold, task
from pejl.engine.example.records import Town

Fault = tuple[str, str]
"""A rule of the pack, and the entity that breaks it."""


def _no_contact(town: Town) -> Iterator[Fault]:
    for unit in ("omsorg", "job"):
        town.units[unit].tasks[-1].differ(contact=None)
    yield "EB-01f", "eksempelby"


def _outside_line(town: Town) -> Iterator[Fault]:
    post = next(post for post in town.units["oekonomi"].posts if post.id == "oekonomi-udbudskonsulent-2")
    post.boss = town.units["sekretariat"].head
    yield "EB-02e", post.id


def _vacant_manager(town: Town) -> Iterator[Fault]:
    unit = town.units["hr"]
    assert unit.head is not None
    unit.head.differ(vacant=True)
    yield from (("EB-02f", post.id) for post in unit.posts if post.boss is unit.head)


def _no_head(town: Town) -> Iterator[Fault]:
    yield "EB-02k", "projektkontoret"


def _one_person(town: Town) -> Iterator[Fault]:
    security = next(one for one in town.units["digitalisering"].tasks if one.function == "it-sikkerhed")
    holders = [post for post in town.units["digitalisering"].posts if security in post.tasks]
    holders[-1].tasks.remove(security)
    yield "EB-05j", security.id


def _citizens_in_staff(town: Town) -> Iterator[Fault]:
    staff = town.units["sekretariat"]
    lawyers = [post for post in staff.posts if post.kind == "jurist"]
    complaints = task(staff, "klager", "Klager fra borgere", "klager", lawyers[1:], citizen=True)
    complaints.workload = 100
    staff.more["helped_by"] = ["oekonomi"]
    yield "EB-06a", complaints.id


def _two_entrances(town: Town) -> Iterator[Fault]:
    town.tables["committees"]["naerdemokrati"]["served_by"] = ["sekretariat", "kultur"]
    yield "EB-11d", "naerdemokrati"


def _buys_and_approves(town: Town) -> Iterator[Fault]:
    staff = town.units["oekonomi"]
    buyer = next(post for post in staff.posts if post.kind == "udbudskonsulent")
    hold(buyer, next(one for one in staff.tasks if one.function == "godkendelse"))
    yield "EB-14a", buyer.id


def _looks_into_own_work(town: Town) -> Iterator[Fault]:
    apart = town.units["uafhaengige"]
    officer = next(post for post in apart.posts if post.kind == "databeskyttelsesrådgiver")
    task(
        apart, "nye-loesninger", "Indførelse af nye it-løsninger", "digitalisering", [officer]
    ).workload = 100
    yield "GDPR-38-6", officer.id


def _scattered(town: Town) -> Iterator[Fault]:
    yield from (
        ("EB-19a", post.id) for post in town.units["oekonomi"].posts if post.kind == "udviklingskonsulent"
    )


def _too_many_days(town: Town) -> Iterator[Fault]:
    row = next(iter(town.tables["allocations"].values()))
    row["days"] = 5
    yield "EB-19c", str(row["position"])


def _idle_network(town: Town) -> Iterator[Fault]:
    rows = town.tables["networks"]
    rows["netvaerk-faglighed"]["meetings"] = 1
    left_out = "udvikling-udviklingskonsulent-3"
    members = rows["netvaerk-udvikling"]["members"]
    assert isinstance(members, list)
    members.remove(left_out)
    yield from (("EB-20a", left_out), ("EB-20b", "netvaerk-faglighed"))


def _without_end(town: Town) -> Iterator[Fault]:
    town.tables["programmes"]["groen"]["ends"] = None
    yield "EB-21e", "groen"


ONCE: tuple[Callable[[Town], Iterator[Fault]], ...] = (
    _no_contact, _outside_line, _vacant_manager, _no_head, _one_person, _citizens_in_staff, _two_entrances,
    _buys_and_approves, _looks_into_own_work, _scattered, _too_many_days, _idle_network, _without_end,
)  # fmt: skip
