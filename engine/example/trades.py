"""The kinds of institutions and sections: who works there, at what, and how many."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Job:
    """What a group of posts in a unit does.

    Attributes:
        share: of the posts in the teams; of jobs that assist the manager, the number of posts.
        tasks: the names of its tasks, the first ones first; citizens meet those of the teams.
        kind: the kind of its posts, if it is not the title.
        heads: the people in each post, who share it by the hour if they are several.
    """

    title: str
    profession: str
    share: float
    cost: int
    function: str
    tasks: tuple[str, ...]
    kind: str = ""
    heads: int = 1


@dataclass(frozen=True)
class Trade:
    """A kind of institution or section, run under a centre.

    Attributes:
        share: of all posts outside the central administration.
        least, usual, most: posts in one unit.
        children: how many units of the kind, or areas of them, may lie right under the centre.
        assisting: jobs that report to the manager of the unit.
        team: most posts under one team leader; 0 if all report to the manager.
        work: the kind of its tasks.
    """

    id: str
    centre: str
    kind: str
    name: str
    field: str
    share: float
    least: int
    usual: int
    most: int
    children: int
    leader: str
    leader_kind: str
    leader_cost: int
    jobs: tuple[Job, ...]
    development: str
    measure: str
    assisting: tuple[Job, ...] = ()
    team_leader: str = ""
    team: int = 0
    work: str = "drift"
    shifts: bool = False
    own_site: bool = True
    income: str = "borgernær"
    word: str = "i"


HEAD, SECTION = "institutionsleder", "afdelingsleder"


def office(title: str, number: int, function: str, task: str) -> Job:
    """A job that assists a manager."""
    return Job(title, "administration", number, 440_000, function, (task,))


STAND_INS = Job("Afløser", "pleje", 1, 405_000, "pleje", ("Afløsning",), heads=3)
CARERS = (
    Job("Social- og sundhedshjælper", "pleje", 0.46, 405_000, "pleje", ("Personlig pleje", "Praktisk hjælp")),
    Job("Social- og sundhedsassistent", "sundhed", 0.38, 450_000, "sygepleje", ("Sundhed og medicin",)),
    Job("Sygeplejerske", "sygepleje", 0.10, 515_000, "sygepleje", ("Sygepleje",)),
    Job("Ergoterapeut", "ergoterapi", 0.06, 480_000, "genoptræning", ("Genoptræning",)),
)

INSTITUTIONS = (
    Trade(
        "skole", "skole", "skole", "{} Skole", "skoler", 0.25, 24, 78, 104, 5, "Skoleleder", HEAD, 760_000,
        (
            Job("Lærer", "lærer", 0.64, 560_000, "undervisning",
                ("Undervisning i indskolingen", "Undervisning på mellemtrinnet",
                    "Undervisning i udskolingen")),
            Job("Skolepædagog", "pædagog", 0.24, 475_000, "fritidstilbud", ("Fritidsordning",)),
            Job("Støttelærer", "specialundervisning", 0.12, 570_000, "specialundervisning",
                ("Specialundervisning",)),
        ),
        "Udvikling af undervisningen", "Andel elever i høj trivsel",
        (office("Skolesekretær", 2, "administration", "Skolens administration"),
         Job("Teknisk serviceleder", "teknisk service", 2, 430_000, "bygningsdrift",
             ("Drift af skolens bygninger",))),
        "Afdelingsleder", 23, word="på",
    ),
    Trade(
        "dagtilbud", "dagtilbud", "dagtilbud", "Børnehuset {}", "dagtilbud", 0.12, 13, 19, 21, 5,
        "Daginstitutionsleder", HEAD, 620_000,
        (
            Job("Pædagog", "pædagog", 0.56, 470_000, "dagtilbud", ("Børnehave", "Vuggestue")),
            Job("Pædagogmedhjælper", "medhjælp", 0.32, 385_000, "dagtilbud", ("Leg og hverdag",)),
            Job("Køkkenmedarbejder", "køkken", 0.12, 390_000, "måltider", ("Mad til børnene",)),
        ),
        "Udvikling af læringsmiljøet", "Andel børn i alderssvarende udvikling",
    ),
    Trade(
        "plejecenter", "omsorg", "plejecenter", "Plejecentret {}", "plejecentre", 0.16, 20, 96, 132, 3,
        "Plejecenterleder", HEAD, 730_000, CARERS,
        "Udvikling af hverdagen på plejecentret", "Andel beboere, der oplever selvbestemmelse",
        (office("Plejecentersekretær", 2, "administration", "Plejecentrets administration"),
         Job("Ernæringsassistent", "køkken", 2, 400_000, "måltider", ("Mad til beboerne",)), STAND_INS),
        "Teamleder", 21, shifts=True, word="på",
    ),
    Trade(
        "hjemmepleje", "omsorg", "hjemmepleje", "Hjemmeplejen {}", "hjemmepleje", 0.15, 20, 90, 124, 3,
        "Hjemmeplejeleder", HEAD, 730_000, CARERS,
        "Udvikling af faste teams", "Antal medarbejdere i hvert hjem pr. måned",
        (office("Planlægger", 4, "planlægning", "Planlægning af ruter"), STAND_INS),
        "Teamleder", 21, shifts=True,
    ),
    Trade(
        "bosted", "social", "botilbud", "Bostedet {}", "bosteder", 0.06, 20, 50, 70, 4, "Bostedsleder", HEAD,
        690_000,
        (
            Job("Socialpædagog", "socialpædagogik", 0.56, 480_000, "socialpædagogik",
                ("Botræning", "Støtte i hverdagen")),
            Job("Omsorgsmedhjælper", "medhjælp", 0.30, 395_000, "socialpædagogik",
                ("Hverdag og aktiviteter",)),
            Job("Social- og sundhedsassistent", "sundhed", 0.14, 450_000, "sygepleje",
                ("Sundhed og medicin",)),
        ),
        "Udvikling af recovery-indsatsen", "Andel borgere, der når deres mål",
        (office("Bostedssekretær", 2, "administration", "Bostedets administration"),), "Teamleder", 20,
        shifts=True, word="på",
    ),
    Trade(
        "familiehus", "familie", "familiehus", "Familiehuset {}", "familiehuse", 0.015, 14, 22, 24, 3,
        "Familiehusleder", HEAD, 660_000,
        (
            Job("Familiebehandler", "familiebehandling", 0.6, 530_000, "familiebehandling",
                ("Familiebehandling",)),
            Job("Kontaktpædagog", "pædagog", 0.4, 480_000, "familiebehandling", ("Kontakt til unge",)),
        ),
        "Udvikling af den tidlige indsats", "Andel familier uden ny henvendelse inden for et år",
    ),
    Trade(
        "sundhed", "sundhed", "sundhedshus", "Sundhedshuset {}", "sundhedshuse", 0.03, 14, 22, 24, 5,
        "Sundhedsleder", HEAD, 660_000,
        (
            Job("Fysioterapeut", "fysioterapi", 0.40, 485_000, "genoptræning",
                ("Genoptræning", "Holdtræning")),
            Job("Sundhedsplejerske", "sundhedspleje", 0.35, 540_000, "sundhedspleje", ("Sundhedspleje",)),
            Job("Sundhedskonsulent", "sundhedsfremme", 0.25, 520_000, "sundhedsfremme", ("Livsstilshold",)),
        ),
        "Udvikling af genoptræningen", "Andel forløb, der når deres mål",
    ),
    Trade(
        "kultur", "kultur", "kulturhus", "{} Bibliotek", "biblioteker", 0.015, 12, 16, 18, 5,
        "Biblioteksleder", HEAD,
        640_000,
        (
            Job("Bibliotekar", "bibliotek", 0.6, 490_000, "bibliotek", ("Formidling", "Samlinger")),
            Job("Kulturformidler", "kultur", 0.4, 460_000, "kultur", ("Arrangementer",)),
        ),
        "Udvikling af det åbne bibliotek", "Besøg pr. indbygger", word="på",
    ),
    Trade(
        "materielgaard", "vej-park", "driftsgård", "Materielgården {}", "materielgårde", 0.025, 14, 22, 24, 3,
        "Driftsleder", HEAD, 620_000,
        (
            Job("Gartner", "gartner", 0.42, 420_000, "grøn drift", ("Parker og grønne områder",)),
            Job("Vejmand", "vejdrift", 0.40, 415_000, "vejdrift",
                ("Vedligehold af veje", "Skilte og afmærkning")),
            Job("Chauffør", "chauffør", 0.18, 410_000, "vejdrift", ("Kørsel og materiel",)),
        ),
        "Udvikling af driften", "Andel veje i god stand", income="realkapital", word="på",
    ),
    Trade(
        "ejendomsteam", "ejendomme", "driftsgård", "Ejendomsteam {}", "ejendomsteam", 0.025, 14, 22, 24, 3,
        "Teknisk leder", HEAD, 620_000,
        (
            Job("Teknisk servicemedarbejder", "teknisk service", 0.5, 420_000, "bygningsdrift",
                ("Pedelopgaver", "Eftersyn")),
            Job("Håndværker", "håndværk", 0.3, 440_000, "bygningsdrift", ("Reparationer",)),
            Job("Rengøringsassistent", "rengøring", 0.2, 360_000, "rengøring", ("Rengøring",)),
        ),
        "Udvikling af bygningsdriften", "Energiforbrug pr. kvadratmeter", income="realkapital",
    ),
)  # fmt: skip
