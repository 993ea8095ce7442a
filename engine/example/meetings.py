"""Where units meet: sites, interfaces, the pathways of citizens, networks, arenas and shared staff."""

from __future__ import annotations

from pejl.engine.example.dice import Dice
from pejl.engine.example.names import Places, address
from pejl.engine.example.records import Post, Task, Town, Unit
from pejl.engine.example.sections import BOARDS, CENTRES

HOUSES = {
    "raadhuset": "Rådhuset", "velfaerdshuset": "Velfærdshuset", "teknikhuset": "Teknikhuset",
    "jobhuset": "Jobhuset",
}  # fmt: skip
FIRST_CONTACT = "borgerservice-foerste-henvendelse"
ROUTES = {
    "skole": ("skole-skoleindskrivning", "familie-ppr", "Fra børnehave til skole"),
    "dagtilbud": ("dagtilbud-pladsanvisning", "familie-ppr", "Støtte til det lille barn"),
    "plejecenter": (FIRST_CONTACT, "sundhed-forebyggende-besoeg", "Fra eget hjem til plejecenter"),
    "hjemmepleje": (FIRST_CONTACT, "sundhed-forebyggende-besoeg", "Fra hospital til eget hjem"),
    "bosted": (FIRST_CONTACT, "social-stoettekontakt", "Fra krise til hverdag"),
    "jobteam": (FIRST_CONTACT, "job-ungevejledning", "Fra skole til job"),
}
"""The first steps of the citizen on the way to a unit of a trade, and what the way is called."""
WAYS_PER_POST = 400
AGREED = "Samarbejdsaftale 2026"


def add_meetings(town: Town) -> None:
    """Add all that joins units across the line."""
    _sites(town)
    _interfaces(town)
    _pathways(town)
    _networks(town)
    _arenas(town)
    _allocations(town)


def trade_of(unit: Unit) -> str:
    """The trade of an institution or section, as its id tells."""
    name, _, number = unit.id.rpartition("-")
    return name if number.isdigit() else ""


def _sites(town: Town) -> None:
    dice, places = Dice(town.seed, "sites"), Places(town.seed, "roads")
    for id_, name in HOUSES.items():
        town.add("sites", id_, name=name, address=address(places.next(), dice))
    for unit in town.units.values():
        if unit.site == unit.id:
            town.add("sites", unit.id, name=unit.name, address=address(places.next(), dice))


def join(
    town: Town, a: Task, b: Task, owner: Unit, weight: float, tags: list[str] | None = None, name: str = ""
) -> None:
    """Describe how two tasks work together, once."""
    id_ = f"{a.id}--{b.id}"
    if id_ not in town.tables.get("interfaces", {}):
        town.add(
            "interfaces", id_, name=name or f"{a.name} og {b.name}", a=a.id, b=b.id, weight=weight,
            owner=[owner.id],
            agreement=AGREED, tags=tags or [],
        )  # fmt: skip


def _interfaces(town: Town) -> None:
    units, tasks = town.units, {task.id: task for task in town.tasks}
    roads, houses = tasks["vej-park-vintertjeneste"], tasks["ejendomme-vedligehold"]
    join(town, roads, houses, units["vej-park"], 5, name="Vintertjeneste ved kommunens bygninger")
    growing = tasks["vej-park-faglig-udvikling"], tasks["ejendomme-faglig-udvikling"]
    join(town, *growing, units["ejendomme"], 3, name="Fælles metoder i driften")
    join(town, tasks["hr-personalejura"], tasks["regnskab-loen"], units["hr"], 2, name="Personalejura og løn")
    before: dict[str, Unit] = {}
    for unit in units.values():
        if not trade_of(unit):
            continue
        met = [task for task in unit.tasks if task.citizen]
        helping = [task for task in unit.tasks if task.kind == "støtte"]
        if helping and met:
            join(town, met[0], helping[0], unit, 1)
        if met and met[0].kind == "myndighed" and unit.parent is not None:
            other = before.get(unit.parent.id) or (unit.parent if unit.parent.kind == "fagcenter" else None)
            if other is not None:
                join(
                    town,
                    met[0],
                    next(task for task in other.tasks if task.citizen),
                    unit,
                    1,
                    ["fælles adresse"],
                )
            before[unit.parent.id] = unit


def _pathways(town: Town) -> None:
    tasks = {task.id: task for task in town.tasks}
    ways = [unit for unit in town.units.values() if trade_of(unit) in ROUTES]
    every = max(1, len(ways) * WAYS_PER_POST // town.size)
    for unit in ways[::every]:
        first, second, name = ROUTES[trade_of(unit)]
        last = next(task for task in unit.tasks if task.citizen)
        join(town, tasks[first], tasks[second], tasks[second].unit, 1)
        join(town, tasks[second], last, tasks[second].unit, 1)
        town.add(
            "pathways", f"forloeb-{unit.id}", name=f"{name}, {unit.name}", steps=[first, second, last.id],
            coordinator=[tasks[second].unit.id], involvement=["borgerpanel", "pårørende"],
        )  # fmt: skip


def _networks(town: Town) -> None:
    units = town.units
    developers = consultants(town)
    economists = [post for board in BOARDS for post in units[board.id].posts]
    economists += [post for post in units["oekonomi"].posts if post.kind == "økonomikonsulent"]
    experts = [units[centre.id].posts[1] for centre in CENTRES]
    for id_, name, members, home, meetings in (
        ("netvaerk-udvikling", "Netværket for udvikling", [*developers, *economists[:2]], "udvikling", 6),
        ("netvaerk-oekonomi", "Netværket for økonomi", economists, "oekonomi", 4),
        ("netvaerk-faglighed", "Netværket for fagkonsulenter", experts, "udvikling", 4),
    ):
        town.add(
            "networks",
            id_,
            name=name,
            members=[post.id for post in members],
            housed_by=home,
            meetings=meetings,
        )


def consultants(town: Town) -> list[Post]:
    """Those who help the centres to develop."""
    both = (*town.units["udvikling"].posts, *town.units["oekonomi"].posts)
    return [post for post in both if post.kind == "udviklingskonsulent"]


def _arenas(town: Town) -> None:
    for id_, name, kind, parties, committees, units, meetings in (
        ("borgermoede", "Borgermøder i byerne", "borgermøde", ["politikere", "borgere"],
         ["kommunalbestyrelsen"], ["sekretariat"], 4),
        ("naerraad", "Nærråd", "råd", ["politikere", "borgere", "foreninger"], ["naerdemokrati"], ["kultur"],
        6),
        ("erhvervsforum", "Erhvervsforum", "forum", ["politikere", "virksomheder"], ["socialudvalget"],
        ["job"], 3),
        ("dialogdag", "Dialogdag mellem politikere og medarbejdere", "dialogdag",
         ["politikere", "medarbejdere", "ledere"], ["oekonomiudvalget"], ["hr"], 2),
        ("aeldreraad", "Ældreråd og handicapråd", "råd", ["politikere", "borgere", "pårørende"],
         ["omsorgsudvalget", "socialudvalget"], ["omsorg", "social"], 8),
    ):  # fmt: skip
        town.add(
            "arenas", id_, name=name, kind=kind, parties=parties, committees=committees, units=units,
            meetings=meetings, starts="2025-01-01",
        )  # fmt: skip


def _allocations(town: Town) -> None:
    """The consultants work for all centres; a teacher of each school follows the children from a day-care."""
    helpers, units = consultants(town), town.units
    for at, centre in enumerate(CENTRES):
        helper = helpers[at % len(helpers)]
        days = 2 if at < len(helpers) else 1
        if days == 2:
            helper.differ(site=centre.site)
        allocate(town, helper, units[centre.id], days, "Direktionens prioritering 2026")
    small = [unit for unit in units.values() if trade_of(unit) == "dagtilbud"]
    schools = [unit for unit in units.values() if trade_of(unit) == "skole"]
    for at, school in enumerate(schools):
        teachers = [post for post in school.posts if post.kind == "støttelærer"]
        for teacher in teachers[:1]:
            allocate(town, teacher, small[at % len(small)], 1, "Aftale om overgange 2026")


def allocate(town: Town, helper: Post, unit: Unit, days: int, priority: str) -> None:
    """Let a post work some days a week for another unit."""
    town.add(
        "allocations", f"{helper.id}--{unit.id}", name=f"{helper.title} hos {unit.name}", position=helper.id,
        unit=unit.id, disposed_by=[unit.id], days=days, priority=priority,
    )  # fmt: skip
