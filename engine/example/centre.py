"""The centre of the administration: council, directors and centres; the same at any size."""

from __future__ import annotations

from pejl.engine.example.build import post, several, task, unit
from pejl.engine.example.records import Post, Town, Unit
from pejl.engine.example.sections import BOARDS, CENTRES, Board, Centre

DIRECTORS = {
    "boern-kultur": ("børn og unge", "kultur"),
    "sundhed-omsorg": ("ældre", "sundhed"),
    "social-arbejde": ("social", "arbejdsmarked", "borgerservice"),
    "teknik-miljoe": ("drift", "plan og miljø"),
}
LEAD = "ledelse"
PROVISIONAL = "job"
"""The centre that has its special task for the time being."""
MORE_SUPPORT = ("skole", "omsorg")
"""Centres that are to have more help from the consultants."""
ECONOMY = "oekonomi"
"""The staff that advises on tenders and owns the standards of the economy."""


def build_centre(town: Town) -> None:
    """Build what is there at any size."""
    council = unit(
        town, "kommunalbestyrelsen", "Kommunalbestyrelsen", "kommunalbestyrelse", None, site="raadhuset",
        committee="oekonomiudvalget", area="politik", standard="sekretariat",
    )  # fmt: skip
    mayor = post(council, "borgmester", "Borgmester", "borgmester", None, LEAD, 1_150_000)
    council.head = mayor
    task(council, "politisk-ledelse", "Politisk ledelse af kommunen", "politisk ledelse", [mayor])
    _independent(town, council, mayor)
    top = unit(town, "direktion", "Direktionen", "direktion", council, area="ledelse")
    chief = post(top, "kommunaldirektoer", "Kommunaldirektør", "kommunaldirektør", mayor, LEAD, 1_900_000)
    chief.differ(areas=["samlet ledelse"])
    top.head = chief
    directors = [_director(top, board, chief) for board in BOARDS]
    secretaries = several(
        top,
        "direktionssekretaer",
        "Direktionssekretær",
        "direktionssekretær",
        chief,
        "sekretariat",
        520_000,
        2,
    )
    task(top, "topstyring", "Samlet styring af kommunen", "topstyring", [chief, *directors], "ledelse")
    task(top, "betjening", "Betjening af direktionen", "direktionsbetjening", secretaries)
    _project_office(town, top, chief)
    for board, director in zip(BOARDS, directors, strict=True):
        _board(town, top, board, director)


def _independent(town: Town, council: Unit, mayor: Post) -> None:
    """Those who look at the administration from outside it."""
    apart = unit(
        town, "uafhaengige", "Borgerrådgivning og Databeskyttelse", "uafhængig", council, area="retssikkerhed"
    )
    advisers = several(
        apart, "borgerraadgiver", "Borgerrådgiver", "borgerrådgiver", mayor, "borgerrådgivning", 640_000, 2
    )
    officers = several(
        apart, "databeskyttelse", "Databeskyttelsesrådgiver", "databeskyttelsesrådgiver", mayor,
        "databeskyttelse",
        680_000, 2,
    )  # fmt: skip
    apart.head = advisers[0]
    task(apart, "borgerraadgivning", "Borgerrådgivning", "borgerrådgivning", advisers, citizen=True)
    task(apart, "whistleblower", "Whistleblowerordning", "whistleblowerordning", advisers)
    task(apart, "databeskyttelse", "Rådgivning om databeskyttelse", "databeskyttelsesrådgivning", officers)


def _director(top: Unit, board: Board, chief: Post) -> Post:
    name = board.name.removeprefix("Forvaltningen for ")
    director = post(top, f"direktoer-{board.id}", f"Direktør for {name}", "direktør", chief, LEAD, 1_450_000)
    director.differ(areas=list(DIRECTORS[board.id]))
    return director


def _project_office(town: Town, top: Unit, chief: Post) -> None:
    """A small unit that was never given a head; the proposal closes it."""
    office = unit(town, "projektkontoret", "Projektkontoret", "projektkontor", top, area="projekter")
    office.word = "på"
    leads = several(
        office,
        "projektkonsulent",
        "Projektkonsulent",
        "projektkonsulent",
        chief,
        "projektledelse",
        610_000,
        4,
    )
    task(office, "projekter", "Ledelse af anlægsprojekter", "projekter", leads[:2])
    task(office, "fonde", "Ansøgninger til fonde", "fonde", leads[2:])


def _board(town: Town, top: Unit, board: Board, director: Post) -> None:
    """A director's area: two who serve its committee, and its centres."""
    under = unit(
        town, board.id, board.name, "forvaltning", top, committee=board.committee, area=DIRECTORS[board.id][0]
    )
    under.head = director
    serving = several(
        under,
        "konsulent",
        "Forvaltningskonsulent",
        "forvaltningskonsulent",
        director,
        "forvaltning",
        620_000,
        2,
    )
    task(under, "udvalgsbetjening", f"Betjening af {board.committee_name}", "udvalgsbetjening", serving)
    task(under, "budget", "Budget og opfølgning i forvaltningen", "økonomiopfølgning", serving).differ(
        standard_owner=[ECONOMY]
    )
    for centre in CENTRES:
        if centre.board == board.id:
            _centre(town, under, centre, director)


def _centre(town: Town, under: Unit, centre: Centre, director: Post) -> None:
    """A centre with its chief and four of its own; the institutions come later."""
    made = unit(
        town,
        centre.id,
        centre.name,
        "fagcenter",
        under,
        site=centre.site,
        area=centre.area,
        standard=centre.board,
    )
    made.more = {"core_tasks": [centre.core]}
    title = f"Chef for {centre.name}"
    chief = post(made, "chef", title, "centerchef", director, LEAD, 1_020_000)
    made.head = chief
    task(made, "ledelse", f"Ledelse af {centre.name}", "ledelse", [chief], "ledelse")
    experts = several(
        made, "fagkonsulent", "Fagkonsulent", "fagkonsulent", chief, f"fagkonsulent {centre.id}", 610_000, 2
    )
    clerks = several(
        made, "administration", "Administrativ medarbejder", "administrativ medarbejder", chief,
        "administration",
        450_000, 2,
    )  # fmt: skip
    task(made, "faglig-udvikling", "Faglig udvikling i centret", "faglig udvikling", experts, "udvikling")
    task(made, "udbud", f"Udbud i {centre.name}", "udbud", experts).differ(
        advises=[ECONOMY], standard_owner=[ECONOMY]
    )
    task(made, "oekonomi", "Økonomiopfølgning i centret", "økonomiopfølgning", clerks).differ(
        standard_owner=[ECONOMY]
    )
    slug, name, function, kind = centre.special
    special = task(made, slug, name, function, experts, kind, citizen=True)
    if centre.id == PROVISIONAL:
        special.differ(provisional=True, reviewed_at=["ny-placering"])
    if centre.id in MORE_SUPPORT:
        made.more["tags"] = ["mere støtte"]
