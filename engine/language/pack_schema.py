"""The form of rule packs, as models: what may stand in `pack.yaml` and in the file of a rule.

The loader takes the names that may stand there from these models; editors take the JSON Schema.
"""

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field


class Part(BaseModel):
    """Nothing may stand in a pack that is not declared here."""

    model_config = ConfigDict(extra="forbid", defer_build=True)


class Said(Part):
    """A text in Danish and English."""

    da: str = Field(description="på dansk")
    en: str = Field(description="in English")


class Document(Part):
    """A source that principles are taken from."""

    title: str = Field(description="title of the document")
    publisher: str = Field("", description="who issued it")
    date: str = Field("", description="when it was issued")


class Principle(Part):
    """What a municipality has decided to steer by."""

    title: Said = Field(description="the principle in a few words")
    document: str = Field(description="which of the documents it is taken from")
    section: str = Field("", description="section of the document")
    page: str = Field("", description="page of the document")
    says: Said | None = Field(None, description="what the document says, in your own words")


class Parameter(Part):
    """A value that rules use by name."""

    value: Any = Field(description="a number, a date, true or false, a text, a list of texts, or unknown")
    type: Literal["number", "date", "flag", "text", "list"] | None = Field(
        None, description="needed when the value is unknown"
    )
    unit: str = Field("", description="what the number counts")
    source: str = Field("", description="'assumed', or the principle or document that gives the value")
    title: Said | None = Field(None, description="what the parameter is")


class Note(Part):
    """A contradiction or ambiguity of the sources."""

    da: str = Field(description="på dansk")
    en: str = Field(description="in English")
    principles: list[str] = Field([], description="principles that it touches")
    about: list[str] = Field([], description="entities that it touches, as table/id")


class Test(Part):
    """An example: a small design, and what the rule finds in it."""

    good: dict[str, Any] | None = Field(None, description="a design in which the rule holds")
    bad: dict[str, Any] | None = Field(None, description="a design that breaks the rule")
    unclear: dict[str, Any] | None = Field(None, description="a design in which the rule cannot be decided")
    finds: list[str] = Field([], description="the ids of the entities that are found")
    as_of: str = Field("", description="the day at which attestations are looked at; 2020-01-01 if left out")


class Source(Part):
    """Where a rule that belongs to no document comes from."""

    document: str = Field("", description="the document")
    section: str = Field("", description="its section")
    page: str = Field("", description="its page")
    says: Said | None = Field(None, description="what it says, in your own words")


class Rule(Part):
    """The declarative, checkable form of a principle."""

    rule: str = Field("", description="the id, the same as the name of the file")
    use: str = Field("", description="a rule whose fields are taken, where none is written here")
    principles: list[str] = Field([], description="the principles that the rule serves")
    title: Said | None = Field(None, description="what must hold")
    why: Said | None = Field(None, description="why it must hold")
    source: Source | None = Field(None, description="where the rule comes from, if not from a principle")
    norm: Literal["law", "agreement", "local", "research", "default"] = Field(
        "default", description="kind of norm"
    )
    severity: Literal["error", "warning", "info"] = Field("error", description="how much a violation weighs")
    for_: str = Field("", alias="for", description="the scope: u in units")
    where: str = Field("", description="which of them the rule applies to")
    require: str = Field("", description="what must be true of each")
    attest: Said | None = Field(None, description="instead of require: what a human has to judge")
    message: Said | None = Field(None, description="what to say of an entity that breaks it")
    remedy: Said | None = Field(None, description="what can be done about it")
    measure: str = Field("", description="the number that the limit of a waiver is compared with")
    waivable: bool = Field(True, description="whether a waiver can permit a violation")
    may_be_empty: bool = Field(False, description="whether finding nothing to check is fine")
    parameters: dict[str, Any] = Field({}, description="values by name, for this rule alone")
    tests: list[Test] = Field([], description="examples that the rule is tested with")


class Pack(Part):
    """The rules of one municipality or of one field."""

    pack: str = Field(description="the id; of a shipped pack the same as the name of the folder")
    title: Said | None = Field(None, description="what the pack is")
    extends: list[str] = Field([], description="packs whose rules come along")
    library: bool = Field(False, description="whether the rules run only where they are used")
    fields: dict[str, dict[str, Any]] = Field({}, description="fields of your own that designs need")
    documents: dict[str, Document] = Field({}, description="the sources")
    principles: dict[str, Principle] = Field({}, description="what was decided to steer by")
    parameters: dict[str, Parameter] = Field({}, description="values that rules use by name")
    notes: dict[str, Note] = Field({}, description="contradictions and ambiguities of the sources")
    rules: dict[str, Rule] = Field({}, description="rules, where they do not have files of their own")


def pack_schema() -> dict[str, Any]:
    """The JSON Schema of `pack.yaml`."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **Pack.model_json_schema(by_alias=True),
    }


def rule_schema() -> dict[str, Any]:
    """The JSON Schema of a rule's file."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **Rule.model_json_schema(by_alias=True),
    }
