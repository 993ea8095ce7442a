"""The schema of a design: the only place that says which tables, fields and relations exist.

The loader, the columns, the types of the language, the JSON Schema and the documentation are all
read off these models. To add a field, add one line here.
"""

from fractions import Fraction
from math import inf
from typing import Annotated, Any, ClassVar

from pydantic import BaseModel, ConfigDict, Field

from pejl.engine.model.kinds import Cell, Day, Flag, Link, Many, Number, Pattern, Text

A_TEXT = Annotated[Cell, Text()]
TEXTS = Annotated[Cell, Many(Text())]
A_FLAG = Annotated[Cell, Flag()]
A_DATE = Annotated[Cell, Day()]
FTE_STEP = Fraction(1, 1000)
FTE = Annotated[Cell, Number("FTE", FTE_STEP, 0)]
COUNT = Annotated[Cell, Number("", Fraction(1), 0)]
YEAR = Annotated[Cell, Number("year", Fraction(1), 0)]
KRONER = Annotated[Cell, Number("kr.", Fraction(1, 100), -inf)]
DAYS = Annotated[Cell, Number("days", Fraction(1, 10), 0)]
SHARE = Annotated[Cell, Number("%", Fraction(1, 100), 0)]
WEIGHT = Annotated[Cell, Number("", Fraction(1, 1000), 0)]


def link(to: str, inverse: str, past: bool = False) -> Link:
    """A relation to at most one entity."""
    return Link(to, inverse, past)


def links(to: str, inverse: str, past: bool = False, ordered: bool = False) -> Many:
    """A relation to any number of entities."""
    return Many(Link(to, inverse, past), ordered)


def label(da: str, en: str) -> Any:
    """What a field is called in the two languages."""
    return Field(default=None, title=en, json_schema_extra={"da": da, "en": en})


class Entity(BaseModel):
    """What all tables share: a name, tags, and the lists that are declared to be incomplete."""

    model_config = ConfigDict(extra="forbid", defer_build=True)
    table: ClassVar[str]
    singular: ClassVar[tuple[str, str]]
    closures: ClassVar[dict[str, tuple[str, str]]] = {}

    name: A_TEXT = label("navn", "name")
    tags: TEXTS = label("mærker", "tags")
    source: A_TEXT = label("kilde", "source")


class Unit(Entity):
    """A part of the organisation that people and tasks can be placed in."""

    table = "units"
    singular = ("enhed", "unit")
    closures: ClassVar[dict[str, tuple[str, str]]] = {
        "ancestors": ("parent", "up"),
        "ancestors_or_self": ("parent", "self and up"),
        "descendants": ("parent", "down"),
        "descendants_or_self": ("parent", "self and down"),
        "root": ("parent", "root"),
        "depth": ("parent", "depth"),
    }

    kind: A_TEXT = label("enhedstype", "kind of unit")
    parent: Annotated[Cell, link("units", "children")] = label("overordnet enhed", "parent unit")
    head: Annotated[Cell, link("positions", "leads")] = label("leder", "head")
    site: Annotated[Cell, link("sites", "units")] = label("lokation", "site")
    budget: KRONER = label("budget pr. år", "budget a year")
    reserve: KRONER = label("budgetreserve", "budget reserve")
    swing: KRONER = label("forventet udsving", "expected swing")
    core_tasks: TEXTS = label("kerneopgaver", "core tasks")
    supports: Annotated[Cell, links("units", "supported_by")] = label("understøtter", "supports")
    helped_by: Annotated[Cell, links("units", "helps")] = label("aftalt aflastning", "mutual aid from")
    needs_support: TEXTS = label("støttebehov", "support functions needed")
    budget_holders: Annotated[Cell, links("positions", "holds_budget_of")] = label(
        "budgetansvarlige", "budget holders"
    )
    accountable_to: TEXTS = label("ansvarlig over for", "accountable to")
    contact: A_TEXT = label("kontakt", "contact")
    notified: A_DATE = label("varslet", "notified")
    effective: A_DATE = label("ændring i kraft", "change takes effect")
    shift_work: A_FLAG = label("døgndrift", "day, evening and night shifts")
    close_supervision: A_FLAG = label("behov for tæt faglig sparring", "close supervision needed")
    turnover: SHARE = label("personaleomsætning", "staff turnover")
    renamed_from: A_TEXT = label("tidligere navn", "earlier name")


class Position(Entity):
    """A post, not a person: it may be vacant, temporary, or hold several people (`heads`)."""

    table = "positions"
    singular = ("stilling", "position")
    closures: ClassVar[dict[str, tuple[str, str]]] = {
        "superiors": ("reports_to", "up"),
        "superiors_or_self": ("reports_to", "self and up"),
        "subordinates": ("reports_to", "down"),
        "subordinates_or_self": ("reports_to", "self and down"),
    }

    kind: A_TEXT = label("stillingstype", "kind of position")
    unit: Annotated[Cell, link("units", "positions")] = label("enhed", "unit")
    reports_to: Annotated[Cell, link("positions", "reports")] = label("refererer til", "reports to")
    tasks: Annotated[Cell, links("tasks", "positions")] = label("opgaver", "tasks")
    site: Annotated[Cell, link("sites", "positions")] = label("lokation", "site")
    fte: FTE = label("årsværk", "full-time equivalents")
    heads: COUNT = label("hoveder", "head count")
    professions: TEXTS = label("fagligheder", "professions")
    cost: KRONER = label("udgift pr. år", "cost a year")
    external_income: KRONER = label("ekstern finansiering pr. år", "external funding a year")
    self_financing_from: A_DATE = label("selvfinansierende fra", "finances itself from")
    funding: A_TEXT = label("finansiering", "funding")
    temporary: A_FLAG = label("midlertidig", "temporary")
    starts: A_DATE = label("starter", "starts")
    ends: A_DATE = label("ophører", "ends")
    vacant: A_FLAG = label("ledig", "vacant")
    areas: TEXTS = label("ansvarsområder", "areas of responsibility")
    reviewed_at: Annotated[Cell, links("events", "reviews_positions")] = label(
        "genvurderes ved", "reviewed at"
    )
    agreement: A_TEXT = label("særlig aftale", "individual agreement")
    administrative_share: SHARE = label("andel af tiden på administration", "share of time on administration")
    essential_change: A_FLAG = label("væsentlig stillingsændring", "essential change of the post")
    notified: A_DATE = label("varslet", "notified")
    notice: DAYS = label("varsel i dage", "days of notice")


class Task(Entity):
    """Something the organisation does, and which units have which role in it."""

    table = "tasks"
    singular = ("opgave", "task")

    function: A_TEXT = label("funktion", "function")
    area: A_TEXT = label("indsatsområde", "area")
    kle: Annotated[Cell, Pattern(r"\d{2}(\.\d{2}){0,2}", "02.00.01")] = label("KLE-nummer", "KLE number")
    kind: A_TEXT = label("opgavetype", "kind of task")
    responsible: Annotated[Cell, links("units", "tasks")] = label("ansvarlig", "responsible")
    performs: Annotated[Cell, links("units", "performed_tasks")] = label("udførende", "performs")
    advises: Annotated[Cell, links("units", "advised_tasks")] = label("rådgivende", "advises")
    informed: Annotated[Cell, links("units", "known_tasks")] = label("indsigt", "informed")
    standard_owner: Annotated[Cell, links("units", "standards")] = label(
        "ejer af fælles standard", "owner of the common standard"
    )
    committees: Annotated[Cell, links("committees", "tasks")] = label(
        "politisk ansvarligt udvalg", "committee in charge"
    )
    needs: TEXTS = label("nødvendige fagligheder", "needed professions")
    workload: FTE = label("arbejdsmængde", "workload")
    volume: COUNT = label("sager pr. år", "cases a year")
    citizen_facing: A_FLAG = label("borgernær", "citizen-facing")
    cross_cutting: A_FLAG = label("tværgående", "cross-cutting")
    administrative: A_FLAG = label("administrativ", "administrative")
    priority: COUNT = label("prioritet", "priority")
    contact: A_TEXT = label("kontakt", "contact")
    outcome_measure: A_TEXT = label("effektmål", "outcome measure")
    provisional: A_FLAG = label("foreløbig placering", "provisional placement")
    reviewed_at: Annotated[Cell, links("events", "reviews_tasks")] = label("genvurderes ved", "reviewed at")


class Committee(Entity):
    """A political committee and who serves it."""

    table = "committees"
    singular = ("udvalg", "committee")

    kind: A_TEXT = label("udvalgstype", "kind of committee")
    served_by: Annotated[Cell, links("units", "committees")] = label("betjenes af", "served by")
    director: Annotated[Cell, links("positions", "committees")] = label("ansvarlig direktør", "director")
    members: COUNT = label("medlemmer", "members")
    chair: Annotated[Cell, link("positions", "chairs_committees")] = label("formand", "chair")


class Decision(Entity):
    """A kind of decision and who holds the right to take it."""

    table = "decisions"
    singular = ("beslutning", "decision")

    task: Annotated[Cell, link("tasks", "decisions")] = label("opgave", "task")
    kind: A_TEXT = label("beslutningstype", "kind of decision")
    holder: Annotated[Cell, links("units", "decisions")] = label("beslutningstager", "holder")
    level: COUNT = label("beslutningsniveau", "level")
    minimum_level: COUNT = label("laveste niveau efter loven", "minimum level set by law")
    lead_time: DAYS = label("gennemløbstid", "lead time")
    reason: A_TEXT = label("begrundelse", "reason")
    communicator: Annotated[Cell, links("units", "communicates")] = label("formidles af", "communicated by")
    affects_staff: A_FLAG = label("berører medarbejdere", "affects staff")
    med_body: Annotated[Cell, link("bodies", "decisions")] = label("MED-udvalg", "MED body")


class Pathway(Entity):
    """The steps that a citizen goes through, in order."""

    table = "pathways"
    singular = ("borgerforløb", "pathway")

    steps: Annotated[Cell, links("tasks", "pathways", ordered=True)] = label("trin", "steps")
    coordinator: Annotated[Cell, links("units", "coordinates")] = label("koordinator", "coordinator")
    involvement: TEXTS = label("inddragelse", "involvement channels")


class Programme(Entity):
    """A temporary effort that is to be anchored in the base organisation."""

    table = "programmes"
    singular = ("program", "programme")

    unit: Annotated[Cell, links("units", "programmes")] = label("hjemsted", "home unit")
    sponsor: Annotated[Cell, links("positions", "sponsors")] = label("ansvarlig direktør", "sponsor")
    lead: Annotated[Cell, links("positions", "leads_programmes")] = label("programleder", "lead")
    steering: Annotated[Cell, links("bodies", "steers")] = label("styregruppe", "steering group")
    anchored_in: Annotated[Cell, links("units", "receives_programmes")] = label(
        "forankres i", "to be anchored in"
    )
    resources: FTE = label("dedikerede ressourcer", "dedicated resources")
    starts: A_DATE = label("starter", "starts")
    ends: A_DATE = label("lukkes", "ends")


class Network(Entity):
    """People who meet across the line; never a replacement of it."""

    table = "networks"
    singular = ("netværk", "network")

    members: Annotated[Cell, links("positions", "networks")] = label("medlemmer", "members")
    housed_by: Annotated[Cell, link("units", "networks")] = label("huses af", "housed by")
    meetings: COUNT = label("møder pr. år", "meetings a year")


class Body(Entity):
    """A management group, MED committee, steering group or council."""

    table = "bodies"
    singular = ("organ", "body")

    kind: A_TEXT = label("organtype", "kind of body")
    head: Annotated[Cell, links("positions", "chairs")] = label("leder", "head")
    members: Annotated[Cell, links("positions", "bodies")] = label("medlemmer", "members")
    unit: Annotated[Cell, link("units", "bodies")] = label("enhed", "unit")
    covers: Annotated[Cell, links("units", "covered_by")] = label("dækker", "covers")


class Interface(Entity):
    """Two tasks that must work together, and what has been agreed about it."""

    table = "interfaces"
    singular = ("grænseflade", "interface")

    a: Annotated[Cell, link("tasks", "interfaces_a")] = label("den ene opgave", "one task")
    b: Annotated[Cell, link("tasks", "interfaces_b")] = label("den anden opgave", "other task")
    weight: WEIGHT = label("vægt", "weight")
    owner: Annotated[Cell, links("units", "interfaces")] = label("ejer", "owner")
    agreement: A_TEXT = label("aftale", "agreement")


class Site(Entity):
    """A place where people work."""

    table = "sites"
    singular = ("lokation", "site")

    address: A_TEXT = label("adresse", "address")


class BudgetLine(Entity):
    """Money of one kind in one year; lines that are excepted stand outside the cost frame."""

    table = "budget_lines"
    singular = ("budgetlinje", "budget line")

    unit: Annotated[Cell, link("units", "budget_lines")] = label("enhed", "unit")
    position: Annotated[Cell, link("positions", "budget_lines")] = label("stilling", "position")
    year: YEAR = label("år", "year")
    amount: KRONER = label("beløb", "amount")
    kind: A_TEXT = label("art", "kind")
    area: A_TEXT = label("område", "area")
    principles: TEXTS = label("principper", "principles")
    external: A_FLAG = label("eksternt finansieret", "externally funded")
    excepted: A_FLAG = label("undtaget rammen", "outside the frame")
    system: A_TEXT = label("økonomisystem", "system of record")


class Event(Entity):
    """Something dated in a process: heard, informed, decided, effective, due."""

    table = "events"
    singular = ("hændelse", "event")

    kind: A_TEXT = label("hændelsestype", "kind of event")
    date: A_DATE = label("dato", "date")
    body: Annotated[Cell, link("bodies", "events")] = label("organ", "body")
    committee: Annotated[Cell, link("committees", "events")] = label("udvalg", "committee")
    groups: TEXTS = label("hørte grupper", "groups heard")
    affected: TEXTS = label("berørte grupper", "groups affected")
    units: Annotated[Cell, links("units", "events", past=True)] = label("berørte enheder", "units concerned")
    owner: Annotated[Cell, link("units", "owned_events", past=True)] = label("ejer", "owner")
    document: A_TEXT = label("dokument", "document")
    follows: Annotated[Cell, links("events", "followed_by")] = label("bygger på", "based on")


class Attestation(Entity):
    """What a human has judged and answers for, where a rule only can ask."""

    table = "attestations"
    singular = ("attestation", "attestation")

    rule: A_TEXT = label("regel", "rule")
    holds: A_FLAG = label("opfyldt", "holds")
    statement: A_TEXT = label("udtalelse", "statement")
    by: A_TEXT = label("afgivet af (funktion)", "given by (function)")
    date: A_DATE = label("dato", "date")
    until: A_DATE = label("gælder til", "valid until")
    document: A_TEXT = label("dokument", "document")


class Allocation(Entity):
    """The days a week that a shared position works for a unit, and who disposes of them."""

    table = "allocations"
    singular = ("tildeling", "allocation")

    position: Annotated[Cell, link("positions", "allocations")] = label("stilling", "position")
    unit: Annotated[Cell, link("units", "allocations")] = label("arbejder for", "works for")
    disposed_by: Annotated[Cell, links("units", "disposes")] = label("råder over tiden", "disposed by")
    days: DAYS = label("dage pr. uge", "days a week")
    priority: A_TEXT = label("prioritering", "priority")


class Action(Entity):
    """A trial, plan or effort that turns a principle into practice."""

    table = "actions"
    singular = ("indsats", "action")

    kind: A_TEXT = label("indsatstype", "kind of action")
    track: A_TEXT = label("spor", "track")
    principles: TEXTS = label("principper", "principles")
    owner: Annotated[Cell, link("units", "actions")] = label("ejer", "owner")
    starts: A_DATE = label("starter", "starts")
    ends: A_DATE = label("slutter", "ends")
    status_date: A_DATE = label("seneste status", "latest status")
    evaluation_date: A_DATE = label("evalueres", "evaluated")
    criterion: A_TEXT = label("succeskriterium", "success criterion")
    outcome: A_TEXT = label("udfald", "outcome")
    based_on: Annotated[Cell, links("events", "leads_to")] = label("bygger på", "based on")
    linked_to: Annotated[Cell, links("actions", "linked_from")] = label("hænger sammen med", "linked to")
    budget_lines: Annotated[Cell, links("budget_lines", "actions")] = label("budgetlinjer", "budget lines")
    knowledge_owner: Annotated[Cell, link("units", "keeps_knowledge_of")] = label(
        "bevarer viden", "keeps the knowledge"
    )
    professions: TEXTS = label("fagligheder, der udvikles", "professions developed")


class Arena(Entity):
    """A standing place for dialogue between politicians, employees, citizens and others."""

    table = "arenas"
    singular = ("dialogrum", "dialogue arena")

    kind: A_TEXT = label("dialogform", "kind of arena")
    parties: TEXTS = label("parter", "parties")
    committees: Annotated[Cell, links("committees", "arenas")] = label("udvalg", "committees")
    units: Annotated[Cell, links("units", "arenas")] = label("enheder", "units")
    meetings: COUNT = label("møder pr. år", "meetings a year")
    starts: A_DATE = label("starter", "starts")


MODELS: tuple[type[Entity], ...] = (
    Unit, Position, Task, Committee, Decision, Pathway, Programme, Network, Body,
    Interface, Site, BudgetLine, Event, Attestation, Allocation, Action, Arena,
)  # fmt: skip
