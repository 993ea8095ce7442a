"""The schema of what stands around the tables: the header of a design, its notes and waivers, and changes.

As with `schema`, the loader, the JSON Schema and the documentation are read off these models, and none
of them is needed to load a design: what the loader needs is kept in `specs`.
"""

from __future__ import annotations

from typing import Annotated, Any, ClassVar

from pydantic import BaseModel, ConfigDict, Field, create_model

from pejl.engine.model import schema
from pejl.engine.model.kinds import Cell, Day, Number, Text
from pejl.engine.model.schema import A_DATE, A_FLAG, A_TEXT, TEXTS

Words = str | dict[str, str]
"""A text for people: in one language, or by language code."""


def said(da: str, en: str, default: Any = None, alias: str | None = None) -> Any:
    """What a key means in the two languages; a key without a default must be written."""
    return Field(default=default, alias=alias, title=en, json_schema_extra={"da": da, "en": en})


class Form(BaseModel):
    """A mapping with fixed keys."""

    model_config = ConfigDict(extra="forbid", defer_build=True, populate_by_name=True)
    form: ClassVar[str]


class Waiver(Form):
    """A dated, owned and limited permission to violate a rule."""

    form = "waiver"
    rule: Annotated[Cell, Text()] = said("regel", "rule", ...)
    entity: Annotated[Cell, Text()] = said("enhed, stilling el. lign.", "entity", ...)
    owner: Annotated[Cell, Text()] = said("ansvarlig (funktion)", "owner (function)", ...)
    reason: Annotated[Cell, Text()] = said("begrundelse", "reason", ...)
    decision: A_TEXT = said("beslutning (dokument, dato)", "decision (document, date)")
    starts: Annotated[Cell, Day()] = said("gælder fra", "valid from", alias="from")
    until: Annotated[Cell, Day()] = said("gælder til og med", "valid until and including")
    limit: Annotated[Cell, Number("", schema.FTE_STEP)] = said("højst (i reglens mål)", "limit")


class NoteText(Form):
    """A contradiction or an ambiguity that the author has written down."""

    form = "note"
    da: A_TEXT = said("på dansk", "in Danish")
    en: A_TEXT = said("på engelsk", "in English")
    about: TEXTS = said("hvad det handler om (tabel/id)", "what it is about (table/id)")
    principles: TEXTS = said("principper", "principles")


class FieldDeclaration(Form):
    """A field that a design or pack adds to a table."""

    form = "field"
    type: A_TEXT = said(
        "text, number, flag, date, texts, en tabel, eller `many` og en tabel",
        "text, number, flag, date, texts, a table, or `many` and a table",
        ...,
    )
    da: A_TEXT = said("navn på dansk", "name in Danish")
    en: A_TEXT = said("navn på engelsk", "name in English")
    unit: A_TEXT = said("måleenhed", "unit of measurement")
    minimum: Annotated[Cell, Number("", schema.FTE_STEP)] = said("mindste værdi", "least value")
    options: TEXTS = said("tilladte værdier", "allowed values")
    inverse: A_TEXT = said("vejen tilbages navn", "name of the way back")


Rows = create_model(
    "Rows",
    __config__=ConfigDict(extra="forbid", defer_build=True),
    **{model.table: (dict[str, model], None) for model in schema.MODELS},  # type: ignore[call-overload,valid-type]
)
"""Rows by table and id."""

Ids = create_model(
    "Ids",
    __config__=ConfigDict(extra="forbid", defer_build=True),
    **{model.table: (list[str], None) for model in schema.MODELS},  # type: ignore[call-overload]
)
"""Ids by table."""


class Change(Form):
    """One step from the design that a proposal is based on; the first key names the operation."""

    note: Words = said("bemærkning", "note")
    source: A_TEXT = said("kilde", "source")


class OpenChange(Change):
    form = "open"
    open: dict[str, schema.Unit] = said("åbn enheder", "open units", ...)


class CloseChange(Change):
    form = "close"
    close: list[str] = said("nedlæg enheder, når intet længere er placeret der", "close empty units", ...)


class MergeChange(Change):
    form = "merge"
    merge: list[str] = said("sammenlæg enheder", "merge units", ...)
    into: dict[str, schema.Unit] = said("den nye enhed", "the new unit", ...)


class Part(schema.Unit):
    """A new unit, and what it takes over from the one that is split."""

    takes: Ids = said("overtager", "takes over")


class SplitChange(Change):
    form = "split"
    split: str = said("del en enhed", "split a unit", ...)
    into: dict[str, Part] = said(
        "de nye enheder og hvad de tager med", "the new units and what each takes", ...
    )


class RenameChange(Change):
    form = "rename"
    rename: dict[str, str] = said("giv enheder nyt navn", "rename units", ...)


class Moved(Form):
    """What is moved, and where to."""

    form = "moved"
    tasks: list[str] = said("opgaver; stillinger følger med", "tasks; positions follow")
    positions: list[str] = said("stillinger", "positions")
    units: list[str] = said("enheder", "units")
    origin: str = said("den ansvarlige enhed, der afgiver opgaverne", "unit that gives them up", alias="from")
    to: str = said("enheden, der modtager", "unit that receives", ...)
    stay: list[str] = said("stillinger, der bliver", "positions that stay")


class MoveChange(Change):
    form = "move"
    move: Moved = said("flyt opgaver, stillinger eller enheder", "move tasks, positions or units", ...)


class AddChange(Change):
    form = "add"
    add: Rows = said("tilføj rækker", "add rows", ...)


class RemoveChange(Change):
    form = "remove"
    remove: Ids = said("fjern rækker", "remove rows", ...)


class AlterChange(Change):
    form = "alter"
    alter: Rows = said("ret felter", "alter fields", ...)


class DecideChange(Change):
    form = "decide"
    decide: dict[str, schema.Decision] = said(
        "fastlæg, hvem der må beslutte hvad", "settle who may decide what", ...
    )


class ProgrammeChange(Change):
    form = "programme"
    programme: dict[str, schema.Programme] = said(
        "opret eller ret programmer", "set up or alter programmes", ...
    )


class EventChange(Change):
    form = "event"
    event: dict[str, schema.Event] = said("tilføj eller ret hændelser", "add or alter events", ...)


CHANGES: tuple[type[Change], ...] = (
    OpenChange, CloseChange, MergeChange, SplitChange, RenameChange, MoveChange,
    AddChange, RemoveChange, AlterChange, DecideChange, ProgrammeChange, EventChange,
)  # fmt: skip

AnyChange = (
    OpenChange | CloseChange | MergeChange | SplitChange | RenameChange | MoveChange
    | AddChange | RemoveChange | AlterChange | DecideChange | ProgrammeChange | EventChange
)  # fmt: skip


class Decide(Form):
    """A relation that a search may decide, or which entities it may open and close."""

    form = "decide-search"
    relation: str = said(
        "relationen, f.eks. tasks.responsible; units.open er, om enheden findes",
        "the relation, such as tasks.responsible; units.open is whether the unit is there",
        ...,
    )
    scope: str = said("for hvem, f.eks. t in tasks", "for whom, such as t in tasks", alias="for")
    among: str = said("blandt hvilke, f.eks. u in units", "among which, such as u in units")
    targets: Annotated[Cell, Number("")] = said("hvor mange hver får", "how many each gets")
    none: A_FLAG = said("må være ingen", "may be none")
    follows: str = said("følger, f.eks. tasks", "goes along with, such as tasks")


class Minimise(Form):
    """Something that a search makes as small as it can."""

    form = "minimise"
    title: Words = said("hvad det er", "what it is")
    value: str = said("udtryk, der giver et tal", "expression that gives a number", ...)
    weight: Annotated[Cell, Number("", schema.FTE_STEP)] = said("vægt", "weight")
    rank: Annotated[Cell, Number("")] = said("rang; 1 går forud for 2", "rank; 1 comes before 2")


class Search(Form):
    """What a search may decide, and what is to be small."""

    form = "search"
    candidates: Rows = said("enheder m.m., der kan åbnes", "units and other rows that may be opened")
    decide: list[Decide] = said("hvad der må ændres", "what may change", ...)
    minimise: list[Minimise] = said("hvad der skal være mindst", "what is to be small")
    warnings: Annotated[Cell, Number("", schema.FTE_STEP)] = said(
        "hvad hver advarsel vejer", "what each warning weighs"
    )
    leave_out: list[str] = said("regler, søgningen ser bort fra", "rules that the search leaves out")


class Header(Form):
    """What a design or proposal says of itself; its tables stand beside these keys."""

    form = "header"
    design: A_TEXT = said("designets id", "id of the design", ...)
    title: Words = said("titel", "title")
    municipality: A_TEXT = said("kommune", "municipality")
    effective: A_DATE = said("dagen, det beskriver", "the day it describes")
    based_on: str = said("designet, et forslag bygger på", "the design that a proposal is based on")
    rules: list[str] = said("regelsæt", "rule packs")
    waivers: list[str] | dict[str, Waiver] = said("dispensationer", "waivers")
    unknown: list[str] = said("tabeller med mere end det skrevne", "tables with more than is written")
    defaults: dict[str, dict[str, Any]] = said("antagelser om felter", "assumptions about fields")
    fields: dict[str, dict[str, FieldDeclaration]] = said("egne felter", "fields of your own")
    notes: dict[str, NoteText] = said("modsigelser og uklarheder", "contradictions and ambiguities")
    changes: list[AnyChange] = said("ændringer, i rækkefølge", "changes, in order")
    search: Search = said("hvad en søgning må ændre", "what a search may change")


FORMS: tuple[type[Form], ...] = (
    Header, Waiver, NoteText, FieldDeclaration, Moved, Search, Decide, Minimise, *CHANGES,
)  # fmt: skip
