"""What a check says: values only, never formatted or translated text.

A text that an author wrote (title, message, remedy) stays in all its languages until it is shown.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from enum import StrEnum

from msgspec import Struct, field

from pejl.engine.errors import Place

Bilingual = Mapping[str, str]
"""A text by language code: `{"da": ..., "en": ...}`."""


class Outcome(StrEnum):
    """The verdict of one rule on one entity."""

    MET = "met"
    VIOLATED = "violated"
    UNDECIDABLE = "undecidable"
    NOT_APPLICABLE = "not_applicable"
    ATTESTED = "attested"
    WAIVED = "waived"


class Severity(StrEnum):
    """How much a violation weighs: an error must be mended, a warning should be."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


class Norm(StrEnum):
    """What kind of norm asks for the rule; a report never mixes them."""

    LAW = "law"
    AGREEMENT = "agreement"
    LOCAL = "local"
    RESEARCH = "research"
    DEFAULT = "default"


class Range(Struct, frozen=True):
    """A number or date that is only known to lie between two bounds; None is no bound."""

    low: int | float | dt.date | None
    high: int | float | dt.date | None


class Year(int):
    """A calendar year: a number that people write without a separator."""


class Named(Struct, frozen=True):
    """An entity as a value: what table it is in, its id and its name."""

    table: str
    id: str
    name: str
    place: Place | None = None


class Unknown(Struct, frozen=True):
    """A value that the design does not give."""


class Withheld(Struct, frozen=True):
    """A value that is known and not told, since it may tell of a single person."""


Shown = bool | int | float | str | dt.date | Range | Named | Unknown | Withheld | None | tuple["Shown", ...]
"""A value in evidence: None is "known to have none"; a tuple is a list."""


Filled = Mapping[str, tuple[Shown, ...]]
"""A message by language code, in pieces: texts, and values that are shown in that language."""


class Counted(Struct, frozen=True):
    """One element that a comprehension ran over for a finding."""

    entity: Shown
    value: Shown
    certain: bool


class Evidence(Struct, frozen=True):
    """A sub-expression, its value for one entity, and what was counted to get it."""

    expression: str
    value: Shown
    counted: tuple[Counted, ...] = ()
    children: tuple[Evidence, ...] = ()


class Missing(Struct, frozen=True):
    """A piece of data that a verdict waits for; a parameter has table "parameters" and no entity.

    An attestation that nobody has given has no entity either, and the rule as its field; where one was given
    that does not count on the day, its place.
    """

    table: str
    entity: str | None
    field: str
    place: Place | None = None


class Move(Struct, frozen=True):
    """A single change that would mend a finding: one row of a relation gets other targets.

    Attributes:
        entity: the row.
        relation: what the relation is called, by language.
        before, after: its targets.
        breaks: the rule and the entity's name of each error that there would be and is not today.
    """

    entity: Named
    relation: Bilingual
    before: tuple[Named, ...]
    after: tuple[Named, ...]
    breaks: tuple[tuple[str, str], ...] = ()


class Finding(Struct, frozen=True):
    """One rule, one entity, one outcome, with what decided it."""

    rule: str
    principles: tuple[str, ...]
    table: str
    entity: str
    name: str
    outcome: Outcome
    severity: Severity
    norm: Norm
    title: Bilingual
    message: Filled
    remedy: Filled
    place: Place | None
    related: tuple[Named, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    missing: tuple[Missing, ...] = ()
    waiver: str | None = None
    notes: tuple[str, ...] = ()
    move: Move | None = None
    explained: bool = True
    """Whether its evidence and missing data were worked out; for very many of a rule they are not."""

    @property
    def about(self) -> tuple[str, str]:
        """The rule and the entity; "" for the design itself, which has another id in each design."""
        return self.rule, "" if self.table == "design" else self.entity


class RuleSummary(Struct, frozen=True):
    """How often one rule was checked and what came out.

    Attributes:
        checked: the sum of all outcomes but `not_applicable`.
        may_be_empty: whether its author expects that it may find nothing to check.
        needs_base: whether it was left out because it compares with a base that the design has not.
        incomplete: whether there may be more entities in its scope than the design lists.
    """

    rule: str
    pack: str
    principles: tuple[str, ...]
    title: Bilingual
    severity: Severity
    norm: Norm
    place: Place | None
    checked: int = 0
    met: int = 0
    violated: int = 0
    undecidable: int = 0
    not_applicable: int = 0
    attested: int = 0
    waived: int = 0
    may_be_empty: bool = False
    needs_base: bool = False
    incomplete: bool = False

    @property
    def never_applied(self) -> bool:
        """The rule found nothing to look at, and its author did not say that this is fine."""
        return self.checked == 0 and not self.may_be_empty and not self.needs_base


class Principle(Struct, frozen=True):
    """What a municipality decided to steer by, with its source."""

    id: str
    pack: str
    title: Bilingual
    document: str
    section: str = ""
    page: str = ""
    says: Bilingual = field(default_factory=dict)


class Document(Struct, frozen=True):
    """A source that principles are taken from."""

    id: str
    pack: str
    title: str
    publisher: str = ""
    date: str = ""


class Blocking(Struct, frozen=True):
    """A missing piece of data: in how many undecidable verdicts it is, and how many it alone decides."""

    missing: Missing
    blocks: int
    decides: int
    rules: tuple[str, ...]


def urgency(missing: Missing, decides: int, blocks: int) -> tuple[int, int, str, str, str]:
    """What missing data is sorted by: what alone decides most verdicts first, then what stands in most."""
    return -decides, -blocks, missing.table, missing.entity or "", missing.field


class Assumption(Struct, frozen=True):
    """A parameter whose value no source gives: assumed by the pack's author, or left unknown."""

    pack: str
    parameter: str
    title: Bilingual
    value: Shown
    unit: str
    source: str
    place: Place | None


class Note(Struct, frozen=True):
    """A contradiction or an ambiguity that the author of a design or pack has written down."""

    id: str
    text: Bilingual
    about: tuple[str, ...]
    principles: tuple[str, ...]
    place: Place | None


class Change(Struct, frozen=True):
    """What a proposal did to one entity, or what followed from it: one line of its ledger.

    `what` is opened, closed, merged, split, renamed, moved, followed, added, removed or altered; or it is
    what the author has still to settle: `ambiguous` (it is not known whether a position follows its tasks)
    or `unresolved` (a closed unit may have held more than is written; `detail` has the names of the lists).
    """

    what: str
    table: str
    entity: str
    detail: str = ""
    before: str = ""
    after: str = ""
    note: str = ""
    place: Place | None = None


class Waiver(Struct, frozen=True):
    """A permission to violate a rule, and what became of it.

    `fate` is used, unused, expired, not-begun, exceeded, may-be-exceeded, unmeasured (the rule measures
    nothing that its limit can be compared with), refused or unknown (it names a rule or an entity that is
    not there). Whether another waiver covers the same matter is no part of it.
    """

    id: str
    rule: str
    entity: str
    owner: str
    reason: str
    decision: str
    starts: Shown
    until: Shown
    limit: Shown
    fate: str
    place: Place | None = None


class Attested(Struct, frozen=True):
    """What a human has judged, and how that stands on the day.

    `state` is valid, denied (it says that the rule does not hold), expired, not-begun, incomplete, or unused
    (no rule asks for it).
    """

    id: str
    rule: str
    holds: Shown
    statement: Shown
    by: Shown
    date: Shown
    until: Shown
    document: Shown
    state: str
    place: Place | None = None


class InputFile(Struct, frozen=True):
    """A file that went into a check.

    Attributes:
        file: its path, as it was named.
        sha256: the digest of its bytes, in hexadecimal.
        size: how many bytes it has.
        pack: the id of the rule pack that it belongs to; "" for a file of the design.
    """

    file: str
    sha256: str
    size: int
    pack: str = ""


class CheckResult(Struct, frozen=True):
    """Everything that one `check` found, in an order that is the same on every run."""

    design: str
    title: Bilingual
    base: str | None
    packs: tuple[str, ...]
    as_of: dt.date
    engine: str
    rules: tuple[RuleSummary, ...]
    findings: tuple[Finding, ...]
    blocking: tuple[Blocking, ...]
    principles: tuple[Principle, ...]
    documents: tuple[Document, ...]
    assumptions: tuple[Assumption, ...]
    notes: tuple[Note, ...]
    ledger: tuple[Change, ...] = ()
    waivers: tuple[Waiver, ...] = ()
    attestations: tuple[Attested, ...] = ()
    inputs: tuple[InputFile, ...] = ()
    """What went in; only where somebody asks for it, for every file is read again."""

    def at_least(self, threshold: Severity) -> bool:
        """Whether a violation at or above the threshold stands."""
        order = [Severity.INFO, Severity.WARNING, Severity.ERROR]
        return any(
            finding.outcome is Outcome.VIOLATED and order.index(finding.severity) >= order.index(threshold)
            for finding in self.findings
        )
