"""What a search found, in words: how good it is, what moves, what was not seen to, why nothing exists."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import jsonschema
import pytest

from pejl.engine import prepare, run, suggest
from pejl.engine.findings import Change
from pejl.engine.prepare import Search
from pejl.engine.report import suggestion, suggestion_json
from pejl.engine.report.letters import width
from pejl.engine.report.suggestion_progress import Teller
from pejl.engine.report.suggestion_words import Names, headline, share, ways
from pejl.engine.search.backtracking import Backtracking
from pejl.engine.search.reasons import Conflict, Free, GiveUp, Loosen, Member, Relaxation, Widen
from pejl.engine.search.solver import Progress, Status
from pejl.engine.suggest import Stage, Suggestion, Wanted
from pejl.tests.cli.small_search import DESIGN, PACK
from pejl.tests.report.conftest import RAW

DAY = dt.date(2026, 3, 1)
Searching = Callable[[str, str], Search]


@pytest.fixture
def searching(tmp_path: Path) -> Searching:
    """Makes a search of the texts of a design and a pack."""

    def made(design: str = DESIGN, pack: str = PACK) -> Search:
        (tmp_path / "d.yaml").write_text(design, encoding="utf-8")
        (tmp_path / "p.yaml").write_text(pack, encoding="utf-8")
        path = tmp_path / "d.yaml"
        return prepare.prepare(run.load(path), path, (), None, DAY)

    return made  # type: ignore[return-value]


@pytest.fixture
def search(searching: Searching) -> Search:
    return searching(DESIGN, PACK)


@pytest.fixture
def found(search: Search) -> Suggestion:
    return suggest.suggest(search, Backtracking(), Wanted())


def staged(found: Suggestion, status: Status, *stages: Stage) -> Suggestion:
    """The same with another end."""
    return replace(found, status=status, answers=(replace(found.answers[0], stages=stages),))


# How good it is


@pytest.mark.parametrize("language, text", [("da", "højst 25 % fra"), ("en", "at most 25 % from")])
def test_a_gap_is_told_in_percent(found: Suggestion, search: Search, language: str, text: str) -> None:
    gapped = staged(found, Status.FOUND, Stage(1, Fraction(20), Fraction(15)))
    assert text in headline(gapped, every=False, language=language)
    assert text in suggestion.render(gapped, search, language)


def test_a_gap_that_nobody_knows_is_not_called_small(found: Suggestion, search: Search) -> None:
    unknown = staged(found, Status.FOUND, Stage(1, Fraction(20), None))
    assert "not known" in headline(unknown, every=False, language="en")
    assert json.loads(suggestion_json.render(unknown, search, "en"))["answers"][0]["gap"] is None


def test_the_gap_is_that_of_the_first_rank_that_is_not_proven(found: Suggestion, search: Search) -> None:
    ranks = (Stage(1, Fraction(20), Fraction(20)), Stage(2, Fraction(4), Fraction(3)))
    answer = json.loads(suggestion_json.render(staged(found, Status.FOUND, *ranks), search, "en"))["answers"][
        0
    ]
    assert (answer["objective"], answer["bound"], answer["gap"]) == (20, 20, 0.25)


def test_a_gap_is_never_rounded_to_nothing() -> None:
    assert share(1e-9, "en") == "less than 0.01 %"
    assert share(0.0, "en") == "0 %"


# What moves


def test_what_goes_the_same_way_is_told_together(search: Search) -> None:
    moves = [Change("moved", "tasks", f"t{at}", "responsible", "a", "b") for at in (1, 2, 3)]
    (way,) = ways(moves, Names(search.asked.design, "en"))
    assert way.lines("en") == ["tasks (3) · responsible: Unit A → Unit B", "T1, T2, T3"]


def test_two_steps_of_one_move_are_one_move(search: Search) -> None:
    moves = [
        Change("moved", "tasks", "t1", "responsible", "a, b", "b, c"),
        Change("moved", "tasks", "t1", "responsible", "b, c", "c"),
    ]
    (way,) = ways(moves, Names(search.asked.design, "en"))
    assert way.lines("en") == ["T1 · responsible: Unit A, Unit B → Unit C, new"]


def test_what_follows_comes_after_what_is_moved(search: Search, found: Suggestion) -> None:
    each = [way.what for way in ways(found.answers[0].moves, Names(search.asked.design, "da"))]
    assert each == sorted(each, key=["opened", "moved", "followed"].index)
    assert "followed" in each


def test_the_same_name_of_many_is_told_once() -> None:
    from pejl.engine.report.values import together

    assert together(["Nurse"] * 3 + ["Doctor"], "en", 6) == "Nurse (3), Doctor"
    assert together(list("abcd"), "da", 2) == "a, b og 2 mere"


# What was not seen to


UNSEEN = """\
  OLD:
    title: {da: Gammelt, en: Old}
    for: p in positions
    require: p.reports_to != None
  SEEN:
    title: {da: Ukendt, en: Unknown}
    for: t in tasks
    require: t.citizen_facing
  HEARD:
    title: {da: Hørt, en: Heard}
    severity: warning
    attest: {da: Er de hørt?, en: Are they heard?}
  NOTED:
    title: {da: Bemærket, en: Noted}
    severity: info
    for: t in tasks
    require: known(t.kle)
"""


def test_everything_that_was_not_enforced_is_listed(searching: Searching) -> None:
    search = searching(DESIGN + "  leave_out: [LAW]\n", PACK + UNSEEN)
    found = suggest.suggest(search, Backtracking(), Wanted())
    data = json.loads(suggestion_json.render(found, search, "en"))["not_enforced"]
    assert ("OLD", "boss", "error") in [
        (one["rule"], one["entity"], one["severity"]) for one in data["untouched"]
    ]
    undecidable = {(one["finding"]["rule"], one["finding"]["entity"]) for one in data["undecidable"]}
    assert {("SEEN", f"t{at}") for at in (1, 2, 3, 4)} <= undecidable
    assert data["undecidable"][0]["answers"] == ["small-forslag-1.yaml"]
    assert (data["left_out"], data["judged"], data["remarks"]) == (["LAW"], ["HEARD"], ["NOTED"])
    text = suggestion.render(found, search, "en")
    assert "Violations that nothing decided here can touch: 1" in text and "✗ OLD · Old" in text
    assert "Not enforced, because something is unknown: " in text
    assert "? SEEN · Unknown  (4 · error)\n    T1, T2, T3, T4" in text
    assert "Left out of the search: LAW Enough lawyers (2 errors)" in text
    assert "Judged by a human: HEARD Heard" in text
    assert "Only remarks, and so not enforced: NOTED Noted" in text


# Why nothing exists


CONFLICT = Conflict((Member("LAW", "a"), Member("ONE", "t1"), Member("ONE", "t2")), True)
UNDER = Free("units", "b", "parent", ("a",), False, False)
LEAST = {"en": "Least", "da": "Mindst"}
RELAXATIONS: tuple[tuple[Relaxation, str, str], ...] = (
    (
        Loosen("p", "fewest", LEAST, "people", ("LAW",), Fraction(4), Fraction(3), True),
        "Loosen Least: fewest 4 → 3 people (a smaller change is not enough)",
        "Løsn Mindst: fewest 4 → 3 people (en mindre ændring er ikke nok)",
    ),
    (
        GiveUp((Member("ONE", "t1"), Member("ONE", "t2"), Member("LAW", "a")), True),
        "Waive ONE (One is responsible) for T1, T2, LAW (Enough lawyers) for Unit A (fewer are not enough)",
        "Dispensér fra ONE (Én ansvarlig) for T1, T2, LAW (Jurister nok) for Unit A (færre er ikke nok)",
    ),
    (
        Widen((Free("tasks", "t1", "responsible", ("top",), False, True),), False),
        "Let T1 also get Top (responsible)",
        "Lad T1 også få Top (ansvarlig)",
    ),
    (
        Widen((Free("tasks", "t1", "responsible", ("a",), True, True),), False),
        "Let T1 keep what it has (responsible: Unit A)",
        "Lad T1 beholde det, der er (ansvarlig: Unit A)",
    ),
    (
        Widen((UNDER, Free("units", "a", "open", (), True, False)), True),
        "Let it be decided what Unit B gets (parent unit: Unit A); let it be decided whether Unit A is",
        "Lad det være åbent, hvad Unit B får (overordnet enhed: Unit A); lad det være åbent, om Unit A",
    ),
)  # fmt: skip


def test_a_conflict_is_told_in_the_words_of_its_principles(search: Search) -> None:
    none = Suggestion(Status.NONE, conflicts=(CONFLICT,))
    text = suggestion.render(none, search, "da")
    assert "Udelades blot ét af disse krav, kan de andre opfyldes" in text
    assert "✗ ONE · Én ansvarlig" in text and "P1 Klart ansvar: Én enhed" in text
    assert "fewest = 3 people" in text
    assert "T2 (tasks t2)" in text and "d.yaml:16:3" in text
    text = suggestion.render(replace(none, conflicts=(replace(CONFLICT, minimal=False),)), search, "en")
    assert "perhaps some of them are not needed" in text


@pytest.mark.parametrize("relaxation, english, danish", RELAXATIONS)
def test_a_way_out_is_told_in_a_sentence(
    search: Search, relaxation: Relaxation, english: str, danish: str
) -> None:
    none = Suggestion(Status.NONE, conflicts=(CONFLICT,), relaxations=(relaxation,))
    for language, text in (("en", english), ("da", danish)):
        told = " ".join(suggestion.render(none, search, language, width=140).split())
        assert text in told


def test_that_nobody_had_time_to_find_out_why_is_told(search: Search) -> None:
    assert "--time-limit" in suggestion.render(Suggestion(Status.NONE), search, "en")
    empty = Suggestion(Status.NONE, conflicts=(Conflict((), True),))
    assert "look at `decide`" in suggestion.render(empty, search, "en")


def test_reasons_fit_the_schema(search: Search) -> None:
    ways_out = tuple(one for one, _, _ in RELAXATIONS)
    none = Suggestion(Status.NONE, conflicts=(CONFLICT, CONFLICT), relaxations=ways_out)
    data = json.loads(suggestion_json.render(none, search, "da"))
    jsonschema.validate(data, suggestion_json.schema(), jsonschema.Draft202012Validator)
    assert [one["kind"] for one in data["relaxations"]] == ["loosen", "waive", "free", "free", "free"]
    assert data["conflict"]["members"][0]["requires"].startswith("count(p for p in u.positions")
    assert len(data["further_conflicts"]) == 1


# The page


@pytest.mark.parametrize("language", ["da", "en"])
def test_a_page_fits_a_narrow_terminal(searching: Searching, language: str) -> None:
    long = DESIGN.replace("name: Unit A", f"name: {'Enhed ' * 40}").replace("name: T4", f"name: {'x' * 90}")
    search = searching(long, PACK)
    text = suggestion.render(suggest.suggest(search, Backtracking(), Wanted()), search, language, width=60)
    assert max(map(width, text.splitlines())) <= 60


def test_names_cannot_act_on_the_terminal(searching: Searching) -> None:
    name, design = "\\e[31mred\\u202eevil\\x07", DESIGN
    for one in ("Unit A", "T4"):
        design = design.replace(f"name: {one}", f'name: "{name}"')
    search = searching(design, PACK)
    found = suggest.suggest(search, Backtracking(), Wanted())
    for text in (suggestion.render(found, search, "da"), suggestion_json.render(found, search, "da")):
        assert not any(letter in text for letter in RAW)


# While it runs


class Lines:
    """A stream that keeps what is written."""

    def __init__(self, terminal: bool) -> None:
        self.text, self.terminal = "", terminal

    def isatty(self) -> bool:
        return self.terminal

    def write(self, text: str) -> int:
        self.text += text
        return len(text)

    def flush(self) -> None:
        pass


def test_plain_lines_come_at_most_once_a_second_and_the_last_is_not_lost() -> None:
    stream = Lines(terminal=False)
    teller = Teller(stream, "en", 80)  # type: ignore[arg-type]
    for best in range(20, 10, -1):
        teller(Progress(0.0, best, 5.0))
    teller.end()
    assert stream.text.count("\n") == 1
    assert "best 11 · bound 5 · gap 54.55 %" in stream.text


def test_a_line_on_a_terminal_is_rewritten_and_taken_away() -> None:
    stream = Lines(terminal=True)
    teller = Teller(stream, "da", 30)  # type: ignore[arg-type]
    teller(Progress(0.0, 1_000_000, 5.0))
    teller.tell()
    teller.end()
    assert stream.text.startswith("\r\x1b[K") and stream.text.endswith("\r\x1b[K")
    assert "\n" not in stream.text
    assert all(width(part) < 30 for part in stream.text.split("\r\x1b[K"))
