"""A small result made by hand, a hostile one, and the two as a fixture."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from msgspec.structs import replace

from pejl.engine.errors import Place
from pejl.engine.findings import (
    Assumption,
    Blocking,
    CheckResult,
    Counted,
    Document,
    Evidence,
    Filled,
    Finding,
    Missing,
    Named,
    Norm,
    Note,
    Outcome,
    Principle,
    Range,
    RuleSummary,
    Severity,
    Unknown,
)

HOSTILE = (
    "<script>alert(1)</script>",
    "=1+1",
    "\u202eevil\u2066 \u200frtl",
    "\x1b[31mred\x1b]0;title\x07 \x9b1m",
    "n" * 10_000,
    "two\nlines\r\n::error::forged",
    "👩‍👩‍👧 | `code` | [link](http://x) *b* _i_ ]]> {0} %0A",
    "@SUM(A1)",
    "\ud800 \x00 \ufffe \u2028",
)
RAW = "\x1b\x07\x9b\x00\x7f\u202e\u2066\u200f\u2028\ud800\ufffe"
"""What must never come out as it went in."""

TITLE = {"da": "For bredt ledelsesspænd", "en": "Span of control too wide"}
MANAGERLESS = {"da": "Medarbejder uden leder", "en": "Employee without a manager"}


def finding(outcome: Outcome = Outcome.VIOLATED, **changes: object) -> Finding:
    """A finding about the unit Ældre; `changes` are fields."""
    made = Finding(
        rule="span-too-wide",
        principles=("RO-13", "RO-29"),
        table="units",
        entity="aeldre",
        name="Ældre",
        outcome=outcome,
        severity=Severity.ERROR,
        norm=Norm.LOCAL,
        title=TITLE,
        message={
            "da": (Named("units", "aeldre", "Ældre"), " har ", 41, " medarbejdere, højst 30"),
            "en": (Named("units", "aeldre", "Ældre"), " has ", 41, " employees, at most 30"),
        },
        remedy={"da": ("Del enheden",), "en": ("Split the unit",)},
        place=Place("design.yaml", 2, 5),
    )
    return replace(made, **changes)  # type: ignore[arg-type]


def summary(rule: str = "span-too-wide", **changes: object) -> RuleSummary:
    """The summary of a rule of the pack `roedovre`; `changes` are fields."""
    made = RuleSummary(
        rule, "roedovre", ("RO-13", "RO-29"), TITLE, Severity.ERROR, Norm.LOCAL, Place("rules.yaml", 7, 3)
    )
    return replace(made, **changes)  # type: ignore[arg-type]


EVIDENCE = Evidence(
    "count(reports)",
    41,
    tuple(Counted(Named("positions", f"p{at}", f"Person {at}"), True, at != 1) for at in range(41)),
    (
        Evidence("unit.fte", Range(4.5, None)),
        Evidence("unit.opened", dt.date(2014, 5, 1)),
        Evidence("unit.closed", Unknown()),
        Evidence("unit.tags", ("a", Named("units", "b", ""), None, True)),
    ),
)
PLACED = Place("design.yaml", 3, 5)

RESULT = CheckResult(
    design="designs/roedovre.yaml",
    title={"da": "Rødovre", "en": "Rødovre"},
    base="designs/before.yaml",
    packs=("lov", "roedovre"),
    as_of=dt.date(2014, 5, 1),
    engine="0.1.0",
    rules=(
        summary(checked=1204, met=1200, violated=1, undecidable=1, attested=1, waived=1, not_applicable=2),
        summary("no-manager", principles=(), title=MANAGERLESS, norm=Norm.LAW, checked=1, violated=1),
        summary("silent", principles=("RO-29",)),
    ),
    findings=(
        finding(
            evidence=(EVIDENCE,),
            related=(Named("positions", "p0", "Person 0", PLACED), Named("positions", "p1", "")),
            notes=("n1",),
        ),
        finding(
            Outcome.UNDECIDABLE,
            entity="unge",
            name="Unge",
            missing=(
                Missing("positions", "p7", "manager", PLACED),
                Missing("units", "unge", "head"),
                Missing("parameters", None, "max_span"),
            ),
        ),
        finding(Outcome.WAIVED, entity="skole", name="Skole", waiver="Byrådet 12. marts, punkt 7"),
        finding(Outcome.ATTESTED, entity="stab", name="Stab", place=None),
        finding(
            rule="no-manager",
            entity="p9",
            name="",
            table="positions",
            principles=(),
            title=MANAGERLESS,
            severity=Severity.WARNING,
            norm=Norm.LAW,
            message={},
            remedy={},
            place=Place("data.xlsx"),
        ),
    ),
    blocking=(
        Blocking(Missing("parameters", None, "max_span"), 1, 0, ("span-too-wide",)),
        Blocking(Missing("positions", "p7", "manager", PLACED), 3, 2, ("span-too-wide",)),
    ),
    principles=(
        Principle("RO-13", "roedovre", {"da": "Klare rammer", "en": "Clear frames"}, "ro", "4", "2"),
        Principle("RO-29", "roedovre", {"da": "Effektiv ledelse"}, "ro", says={"da": "Vi effektiviserer"}),
        Principle("RO-30", "roedovre", {"da": "Uændrede udgifter"}, "elsewhere"),
    ),
    documents=(Document("ro", "roedovre", "Serviceetjek", "Rødovre Kommune", "2014-03-01"),),
    assumptions=(
        Assumption("roedovre", "max_span", {"da": "Største spænd"}, 30, "personer", "assumed", None),
        Assumption("roedovre", "step", {}, Range(dt.date(2014, 5, 1), dt.date(2014, 5, 31)), "", "", PLACED),
    ),
    notes=(Note("n1", {"da": "Tre eller fire?", "en": "Three or four?"}, ("units",), ("RO-13",), None),),
)


def hostile(text: str) -> CheckResult:
    """The result with one text in every place that an input can fill."""
    both = {"da": text, "en": text}
    pieces: Filled = {"da": (text,), "en": (text,)}
    place = Place(text, 2, 1)
    named = Named(text, text, text, place)
    missing = Missing(text, text, text, place)
    evidence = Evidence(text, text, (Counted(named, text, False),), (Evidence(text, (text, named)),))
    filled = finding(
        rule=text,
        principles=(text,),
        table=text,
        entity=text,
        name=text,
        title=both,
        message=pieces,
        remedy=pieces,
        place=place,
        related=(named,),
        evidence=(evidence,),
        missing=(missing,),
        waiver=text,
        notes=(text,),
    )
    rule = summary(text, pack=text, principles=(text,), title=both, place=place)
    return replace(
        RESULT,
        design=text,
        title=both,
        base=text,
        packs=(text,),
        rules=(
            replace(rule, checked=4, violated=1, undecidable=1, attested=1, waived=1),
            replace(rule, rule=text + "2"),
        ),
        findings=tuple(
            replace(filled, outcome=outcome)
            for outcome in (Outcome.VIOLATED, Outcome.UNDECIDABLE, Outcome.WAIVED, Outcome.ATTESTED)
        ),
        blocking=(Blocking(missing, 1, 1, (text,)),),
        principles=(
            Principle(text, text, both, text, text, text, both),
            Principle("bare" + text, text, both, text),
        ),
        documents=(Document(text, text, text, text, text),),
        assumptions=(Assumption(text, text, both, text, text, text, place),),
        notes=(Note(text, both, (text,), (text,), place),),
    )


@pytest.fixture
def in_design(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The design file that the result points into, in the current folder."""
    monkeypatch.chdir(tmp_path)
    file = tmp_path / "design.yaml"
    file.write_text("units:\n  - {id: aeldre, name: Ældre}\n  - id: unge\n", encoding="utf-8")
    return file
