"""The two central staffs with their sections, and the tasks that cross the whole organisation."""

from __future__ import annotations

from pejl.engine.example.build import hold, post, several, task, unit
from pejl.engine.example.records import Post, Task, Town, Unit
from pejl.engine.example.sections import CENTRES

SECTIONS = ("regnskab", "kommunikation", "hr", "udvikling", "digitalisering")
"""The sections of the staffs."""


def build_staffs(town: Town) -> None:
    """Build the staff for the economy and the one for everything else."""
    top = town.units["direktion"]
    assert top.head is not None
    _economy(town, top, top.head)
    _secretariat(town, top, top.head)
    _across(town)


def _head(where: Unit, title: str, kind: str, boss: Post, cost: int) -> Post:
    made = post(where, "chef" if kind == "stabschef" else "leder", title, kind, boss, "ledelse", cost)
    where.head = made
    task(where, "ledelse", f"Ledelse af {where.name}", "ledelse", [made], "ledelse")
    return made


def _section(town: Town, staff: Unit, id_: str, name: str, boss: Post) -> tuple[Unit, Post]:
    made = unit(town, id_, name, "afdeling", staff)
    return made, _head(made, f"Leder af {name}", "afdelingsleder", boss, 720_000)


def _economy(town: Town, top: Unit, chief: Post) -> None:
    staff = unit(town, "oekonomi", "Økonomi og Indkøb", "stab", top, area="økonomi", standard="oekonomi")
    staff.more = {"core_tasks": ["sund økonomi"]}
    head = _head(staff, "Økonomichef", "stabschef", chief, 1_080_000)
    controllers = several(
        staff, "oekonomikonsulent", "Økonomikonsulent", "økonomikonsulent", head, "økonomi", 640_000, 3
    )
    buyers = several(
        staff, "udbudskonsulent", "Udbudskonsulent", "udbudskonsulent", head, "udbud", 650_000, 2
    )
    personnel = several(
        staff, "personalekonsulent", "Personalekonsulent", "personalekonsulent", head, "personale", 560_000, 2
    )
    developers = several(
        staff,
        "udviklingskonsulent",
        "Udviklingskonsulent",
        "udviklingskonsulent",
        head,
        "udvikling",
        620_000,
        2,
    )
    task(staff, "budget", "Budget og regnskab", "økonomi", controllers)
    task(staff, "styring", "Økonomistyring", "økonomistyring", controllers, "udvikling")
    task(staff, "disponering", "Disponering af fælles konti", "disponering", controllers[:2])
    task(staff, "godkendelse", "Godkendelse af bilag", "godkendelse", controllers[1:])
    task(staff, "indkoeb", "Indkøb", "indkøb", buyers)
    task(staff, "udbud", "Rådgivning om udbud", "udbudsrådgivning", buyers)
    task(staff, "personale", "Personalesager i økonomistaben", "personaleadministration", personnel)
    task(staff, "udviklingsstoette", "Udviklingsstøtte fra økonomistaben", "udviklingsstøtte", developers)
    accounts, leader = _section(town, staff, "regnskab", "Regnskab og Løn", head)
    bookkeepers = several(accounts, "bogholder", "Bogholder", "bogholder", leader, "bogholderi", 470_000, 2)
    payers = several(
        accounts, "betaling", "Betalingsmedarbejder", "betalingsmedarbejder", leader, "betaling", 465_000, 2
    )
    wages = several(accounts, "loen", "Lønkonsulent", "lønkonsulent", leader, "løn", 490_000, 3)
    task(accounts, "bogfoering", "Bogføring", "bogføring", bookkeepers)
    task(accounts, "betaling", "Betaling af regninger", "betaling", payers)
    task(accounts, "loen", "Lønadministration", "løn", wages)


def _secretariat(town: Town, top: Unit, chief: Post) -> None:
    staff = unit(
        town, "sekretariat", "Sekretariat, HR og Digitalisering", "stab", top, area="administration",
        standard="sekretariat",
    )  # fmt: skip
    staff.more = {"core_tasks": ["politisk betjening", "retssikkerhed", "udvikling"]}
    head = _head(staff, "Sekretariatschef", "stabschef", chief, 1_080_000)
    lawyers = several(staff, "jurist", "Jurist", "jurist", head, "jura", 660_000, 3)
    task(staff, "jura", "Juridisk rådgivning", "jura", lawyers).differ(tags=["retssikkerhed"])
    task(
        staff, "raadssekretariat", "Sekretariat for Kommunalbestyrelsen", "politisk betjening", lawyers
    ).differ(tags=["politisk betjening"])
    task(staff, "sagsgange", "Udvikling af sagsgange", "sagsgange", lawyers, "udvikling").differ(
        tags=["udvikling"]
    )
    news, leader = _section(town, staff, "kommunikation", "Politik og Kommunikation", head)
    writers = several(
        news,
        "konsulent",
        "Kommunikationskonsulent",
        "kommunikationskonsulent",
        leader,
        "kommunikation",
        580_000,
        4,
    )
    task(news, "dagsordener", "Dagsordener og referater", "dagsordener", writers[:2])
    task(news, "kommunikation", "Kommunikation", "kommunikation", writers[2:])
    people, leader = _section(town, staff, "hr", "HR og Personale", head)
    personnel = several(
        people,
        "personalekonsulent",
        "Personalekonsulent",
        "personalekonsulent",
        leader,
        "personale",
        560_000,
        4,
    )
    task(people, "personale", "Personaleadministration", "personaleadministration", personnel)
    task(people, "personalejura", "Personalejura", "personalejura", personnel[:2])
    task(people, "arbejdsmiljoe", "Arbejdsmiljø og MED", "arbejdsmiljø", personnel[2:])
    growth, leader = _section(town, staff, "udvikling", "Udvikling og Analyse", head)
    developers = several(
        growth,
        "udviklingskonsulent",
        "Udviklingskonsulent",
        "udviklingskonsulent",
        leader,
        "udvikling",
        620_000,
        3,
    )
    analysts = several(growth, "analytiker", "Analytiker", "analytiker", leader, "analyse", 630_000, 2)
    task(
        growth,
        "udviklingsstoette",
        "Udviklingsstøtte til centrene",
        "udviklingsstøtte",
        developers,
        "udvikling",
    )
    task(growth, "analyse", "Analyse og ledelsesinformation", "analyse", analysts)
    digital, leader = _section(town, staff, "digitalisering", "It og Digitalisering", head)
    technicians = several(digital, "it-konsulent", "It-konsulent", "it-konsulent", leader, "it", 600_000, 4)
    task(digital, "drift", "It-drift", "it-drift", technicians[:2]).differ(area="digitalisering")
    task(digital, "sikkerhed", "It-sikkerhed", "it-sikkerhed", technicians[1:3]).differ(area="digitalisering")
    task(
        digital, "digitalisering", "Digitale løsninger", "digitalisering", technicians[2:], "udvikling"
    ).differ(area="digitalisering")


CROSSING = (
    ("klima", "Klimahandlingsplanen", "klima", ("vej-park", "ejendomme", "plan-miljoe")),
    ("boernepolitik", "Den sammenhængende børnepolitik", "børnepolitik", ("skole", "dagtilbud", "familie")),
    ("beredskab", "Beredskabsplanen", "beredskab", ("omsorg", "borgerservice", "ejendomme")),
)  # fmt: skip
"""Tasks that a staff owns and the chiefs of some centres take part in."""


def _across(town: Town) -> None:
    staff = town.units["sekretariat"]
    lawyers = [each for each in staff.posts if each.kind == "jurist"]
    for slug, name, function, centres in CROSSING:
        made = task(staff, slug, name, function, lawyers[:2])
        made.differ(cross_cutting=True, advises=list(centres))
        for centre in centres:
            _take_part(town.units[centre], made)


def _take_part(centre: Unit, made: Task) -> None:
    assert centre.head is not None
    hold(centre.head, made)


def supporting() -> tuple[str, ...]:
    """The units that support all centres."""
    return ("oekonomi", "sekretariat", *SECTIONS)


def supported() -> list[str]:
    """The units that they support."""
    return [centre.id for centre in CENTRES]
