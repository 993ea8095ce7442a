"""The sections under the centres, the centres themselves, and the areas of the directors."""

from __future__ import annotations

from dataclasses import dataclass

from pejl.engine.example.trades import INSTITUTIONS, SECTION, Job, Trade, office


def section(
    id_: str, centre: str, name: str, field: str, share: float, jobs: tuple[Job, ...], measure: str, work: str
) -> Trade:
    """A section of case workers, who meet citizens from the centre's own site."""
    return Trade(
        id_, centre, "afdeling", name, field, share, 9, 40, 62, 1, "Afdelingsleder", SECTION, 660_000, jobs,
        "Udvikling af sagsgange", measure, (office("Sekretær", 2, "administration", "Journal og post"),),
        "Teamleder",
        14, work, own_site=False,
    )  # fmt: skip


def decides(title: str, profession: str, share: float, cost: int, function: str, *tasks: str) -> Job:
    """A job that decides cases."""
    return Job(title, profession, share, cost, function, tasks, "myndighedsperson")


AUTHORITY = "myndighed"
WITHIN = "Andel afgørelser inden for fristen"

SECTIONS = (
    section("visitation", "omsorg", "Visitationen {}", "visitation", 0.015,
            (decides("Visitator", "visitation", 1, 500_000, "visitation", "Visitation til pleje",
                "Visitation til bolig"),),
            WITHIN, AUTHORITY),
    section("boerneraadgivning", "familie", "Børnerådgivningen {}", "børnerådgivning", 0.025,
            (decides("Familierådgiver", "socialrådgivning", 1, 515_000, "børnesager", "Undersøgelser",
                "Støtte efter loven"),),
            WITHIN, AUTHORITY),
    section("handicapraadgivning", "social", "Socialrådgivningen {}", "socialrådgivning", 0.015,
            (decides("Socialrådgiver", "socialrådgivning", 1, 510_000, "voksensager", "Bevilling af støtte",
                "Tilbud til voksne"),),
            WITHIN, AUTHORITY),
    section("ydelse", "job", "Ydelsescentret {}", "ydelser", 0.02,
            (decides("Ydelsesrådgiver", "ydelser", 1, 470_000, "ydelser", "Sygedagpenge", "Kontanthjælp"),),
            WITHIN, AUTHORITY),
    section("jobteam", "job", "Jobteam {}", "job", 0.03,
            (Job("Jobkonsulent", "beskæftigelse", 0.7, 480_000, "beskæftigelse",
                ("Samtaler om job", "Job på særlige vilkår")),
             Job("Virksomhedskonsulent", "virksomheder", 0.3, 490_000, "beskæftigelse",
                 ("Kontakt til virksomheder",))),
            "Andel i job efter et halvt år", "drift"),
    section("borgerserviceteam", "borgerservice", "Borgerserviceteam {}", "borgerservice", 0.02,
            (Job("Borgerservicemedarbejder", "borgerservice", 1, 430_000, "borgerservice",
                 ("Pas og kørekort", "Folkeregister", "Hjælp til selvbetjening")),),
            "Andel henvendelser, der afsluttes første gang", "drift"),
    section("byggesag", "plan-miljoe", "Byggesager {}", "byggesager", 0.012,
            (decides("Byggesagsbehandler", "byggeret", 1, 540_000, "byggesager", "Byggetilladelser",
                "Dispensationer"),),
            WITHIN, AUTHORITY),
    section("miljoe", "plan-miljoe", "Miljøteam {}", "miljø", 0.013,
            (decides("Miljøsagsbehandler", "miljø", 1, 540_000, "miljøtilsyn", "Miljøtilsyn",
                "Miljøgodkendelser"),),
            WITHIN, AUTHORITY),
)  # fmt: skip

TRADES = INSTITUTIONS + SECTIONS
FIRST = ("skole", "dagtilbud", "plejecenter", "visitation")
"""The trades that there is at least one unit of, however small the municipality."""


@dataclass(frozen=True)
class Centre:
    """A centre under a director.

    Attributes:
        special: a task of the centre itself: its id, name, function and kind.
    """

    id: str
    name: str
    board: str
    area: str
    core: str
    site: str
    special: tuple[str, str, str, str]


@dataclass(frozen=True)
class Board:
    """A director's area, with the committee that it serves."""

    id: str
    name: str
    committee: str
    committee_name: str
    areas: tuple[str, ...]


BOARDS = (
    Board("boern-kultur", "Forvaltningen for Børn og Kultur", "boerneudvalget", "Børne- og Kulturudvalget",
          ("skole", "dagtilbud", "familier", "kultur")),
    Board("sundhed-omsorg", "Forvaltningen for Sundhed og Omsorg", "omsorgsudvalget",
        "Sundheds- og Omsorgsudvalget",
          ("ældre", "sundhed")),
    Board("social-arbejde", "Forvaltningen for Social og Arbejdsmarked", "socialudvalget",
          "Social- og Arbejdsmarkedsudvalget", ("social", "arbejdsmarked", "borgerservice")),
    Board("teknik-miljoe", "Forvaltningen for Teknik og Miljø", "teknikudvalget", "Teknik- og Miljøudvalget",
          ("drift", "ejendomme", "plan og miljø")),
)  # fmt: skip

CENTRES = (
    Centre("skole", "Center for Skole", "boern-kultur", "børn og unge", "Alle børn lærer og trives",
        "velfaerdshuset",
           ("skoleindskrivning", "Indskrivning i skole", "indskrivning", "drift")),
    Centre("dagtilbud", "Center for Dagtilbud", "boern-kultur", "børn og unge", "Børn får en tryg begyndelse",
           "velfaerdshuset", ("pladsanvisning", "Pladsanvisning", "indskrivning", "drift")),
    Centre("familie", "Center for Familie og Unge", "boern-kultur", "børn og unge",
        "Familier får hjælp i tide",
           "velfaerdshuset", ("ppr", "Rådgivning om børn med særlige behov", "rådgivning", "forebyggelse")),
    Centre("kultur", "Center for Kultur og Fritid", "boern-kultur", "kultur", "Et levende lokalt kulturliv",
        "raadhuset",
           ("foreninger", "Støtte til foreninger", "fritid", "drift")),
    Centre("omsorg", "Center for Omsorg", "sundhed-omsorg", "ældre", "Et værdigt og selvstændigt liv",
        "velfaerdshuset",
           ("plejetilsyn", "Tilsyn med plejen", "plejetilsyn", "drift")),
    Centre("sundhed", "Center for Sundhed", "sundhed-omsorg", "sundhed", "Flere sunde leveår",
        "velfaerdshuset",
           ("forebyggende-besoeg", "Forebyggende hjemmebesøg", "forebyggelse", "forebyggelse")),
    Centre("social", "Center for Social og Handicap", "social-arbejde", "social",
        "Borgere kan mestre eget liv",
           "velfaerdshuset", ("stoettekontakt", "Opsøgende støtte", "opsøgende arbejde", "forebyggelse")),
    Centre("job", "Center for Job og Uddannelse", "social-arbejde", "arbejdsmarked",
        "Flere i job og uddannelse",
           "jobhuset", ("ungevejledning", "Vejledning af unge", "vejledning", "forebyggelse")),
    Centre("borgerservice", "Center for Borgerservice", "social-arbejde", "borgerservice",
        "Én indgang for borgerne",
           "raadhuset", ("foerste-henvendelse", "Første henvendelse", "henvendelser", "drift")),
    Centre("vej-park", "Center for Vej og Park", "teknik-miljoe", "drift", "Sikre veje og grønne byer",
        "teknikhuset",
           ("vintertjeneste", "Vintertjeneste", "vintertjeneste", "drift")),
    Centre("ejendomme", "Center for Ejendomme", "teknik-miljoe", "drift", "Sunde bygninger, der bruges",
        "teknikhuset",
           ("vedligehold", "Vedligehold af bygninger og udearealer", "vedligehold", "drift")),
    Centre("plan-miljoe", "Center for Plan og Miljø", "teknik-miljoe", "plan og miljø",
        "En by i balance med naturen",
           "teknikhuset", ("lokalplaner", "Lokalplaner", "planlægning", "drift")),
)  # fmt: skip
