"""Reads what a search is asked, opens the design and grounds the rules: ready for a solver."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path

from msgspec.structs import replace

from pejl.engine.errors import PejlError, Problem, Problems, fail
from pejl.engine.language.rules import Rule
from pejl.engine.model import collector
from pejl.engine.model.load import load_text
from pejl.engine.model.nodes import Mapping
from pejl.engine.model.source import read_yaml
from pejl.engine.model.specs import form
from pejl.engine.model.tables import Design
from pejl.engine.run import Loaded
from pejl.engine.search.decide import opened
from pejl.engine.search.goals import changes, goals, warnings
from pejl.engine.search.ground import Grounded, ground
from pejl.engine.search.openings import Freedom, freedom, strangers
from pejl.engine.search.proposal_text import ProposalText
from pejl.engine.search.proposals import Candidates
from pejl.engine.search.spec import Spec, SpecReader
from pejl.engine.values.exact import UnsearchableError
from pejl.engine.values.linear import Goal, LinearModel


@dataclass(frozen=True)
class Asked:
    """A design, and what a search is asked.

    Attributes:
        loaded: the design that was given, and its rules.
        writer: writes proposals that build on it.
        spec: what may be decided, and what is to be small.
        design: the design that the search begins with: as given, with all candidates in it.
        candidates: the rows that may be opened.
        as_of: the day on which the design is looked at.
    """

    loaded: Loaded
    writer: ProposalText
    spec: Spec
    design: Design
    candidates: Candidates
    as_of: dt.date


@dataclass(frozen=True)
class Search:
    """A search that is ready for a solver.

    Attributes:
        asked: what it is about.
        freedom: what is open.
        design: the design with all that open.
        model: the literals, and what the rules ask of them.
        grounded: what became of the rules.
    """

    asked: Asked
    freedom: Freedom
    design: Design
    model: LinearModel
    grounded: Grounded

    @property
    def first_goals(self) -> list[Goal]:
        """The goals of the first rank."""
        first = min((goal.rank for goal in self.model.goals), default=1)
        return [goal for goal in self.model.goals if goal.rank == first]


def prepare(loaded: Loaded, path: Path, packs: Sequence[str], search: Path | None, as_of: dt.date) -> Search:
    """Read what may be decided, and ground the rules.

    Args:
        loaded: the design and its rules.
        path: the file of the design.
        packs: the rule packs that were named instead of the design's own.
        search: a file with the `search`, instead of the one in the design.
        as_of: the day of waivers and attestations.

    Raises:
        PejlError: nothing may be decided, what may be is wrong, or a rule cannot be searched with.
    """
    problems = Problems()
    written = _search_node(loaded.design, search, problems)
    problems.raise_any()
    asked = begin(loaded, path, packs, as_of, written)
    if written is None:
        raise fail(
            loaded.design.place,
            "the design does not say what a search may decide",
            "write `search:` in it, or give --search FILE",
        )
    if not asked.spec.decide:
        raise fail(written.place, "nothing may be decided here", "write `- relation: ...` under `decide`")
    free = freedom(asked.design, asked.spec.decide, set(asked.candidates.rows), problems)
    for one in asked.spec.minimise:
        strangers([one.value], one.place, asked.design, problems)
    problems.raise_any()
    ready = grounded(asked, free, loaded.rules.rules)
    if not asked.spec.minimise:  # then nothing else would keep what the rules do not speak of as it is
        last = max((goal.rank for goal in ready.model.goals), default=0) + 1
        ready.model.goals.append(
            changes(ready.design, asked.design, ready.model, last, asked.candidates.rows)
        )
    return ready


def begin(
    loaded: Loaded, path: Path, packs: Sequence[str], as_of: dt.date, written: Mapping | None = None
) -> Asked:
    """What a search is asked, and the design that it begins with; see `prepare`.

    Args:
        loaded, path, packs, as_of: as for `prepare`.
        written: the `search`; None asks nothing yet.
    """
    problems = Problems()
    node = read_yaml(path, problems)
    problems.raise_any()
    assert isinstance(node, Mapping)
    ids = [rule.id for rule in loaded.rules.rules]
    spec = Spec() if written is None else SpecReader(loaded.design.schema, ids, problems).read(written)
    candidates = Candidates({} if written is None else _candidates(written, problems))
    writer = ProposalText(loaded.design, path, node, packs)
    beginning = writer.text(0, list(candidates.changes()))
    try:
        design = load_text(beginning, writer.beside(0), loaded.rules.fields)
    except PejlError as error:
        found = [_as_written(one, candidates, writer) for one in error.problems]
        raise PejlError([*problems.found, *found]) from None
    problems.raise_any()
    return Asked(loaded, writer, spec, design, candidates, as_of)


def _as_written(problem: Problem, candidates: Candidates, writer: ProposalText) -> Problem:
    """A mistake in what was put together from candidates, told where the candidates are written."""
    place = problem.place
    if place is None or place.file != str(writer.beside(0)):
        return problem
    first = next(iter(candidates.rows.values()), None)
    return replace(problem, place=writer.design.place if first is None else first.place)


def grounded(
    asked: Asked, free: Freedom, rules: Sequence[Rule], tolerated: Collection[tuple[str, str]] = ()
) -> Search:
    """Open what is free, and ground some rules: those of the packs, or the same with other parameters.

    Raises:
        PejlError: a rule, or a goal, cannot be searched with.
    """
    spec = asked.spec
    with collector.paused():
        try:
            design, model = opened(asked.design, free.openings, free.staff)
        except UnsearchableError as error:
            raise fail(
                asked.design.place,
                "so much cannot be decided at once: {reason}",
                "let less be decided",
                reason=error.reason,
            ) from None
        looked_at = [rule for rule in rules if rule.id not in spec.leave_out]
        found = ground(design, looked_at, model, asked.as_of, tolerated)
        model.goals, faults = goals(design, spec.minimise)
    if found.problems or faults:
        raise PejlError([*found.problems, *faults])
    lowest = max((goal.rank for goal in model.goals), default=1)
    if spec.warnings:
        model.goals.append(warnings(found.warnings, model, spec.warnings, lowest))
    return Search(asked, free, design, model, found)


def _search_node(design: Design, path: Path | None, problems: Problems) -> Mapping | None:
    if path is None:
        return design.search
    node = read_yaml(path, problems)
    inner = node.get("search") if isinstance(node, Mapping) else None
    for key, _ in node.entries if inner is not None and isinstance(node, Mapping) else ():
        if key.text in form("search"):
            problems.add(key.place, "{name!r} belongs under `search:`", "indent it", name=key.text)
    found = inner if inner is not None else node
    if found is not None and not isinstance(found, Mapping):
        problems.add(found.place, "a mapping is expected here", "begin with `search:`")
        return None
    return found


def _candidates(search: Mapping, problems: Problems) -> dict[tuple[str, str], Mapping]:
    """The rows that may be opened, by table and id."""
    found: dict[tuple[str, str], Mapping] = {}
    tables = search.get("candidates")
    if tables is not None and not isinstance(tables, Mapping):
        problems.add(
            tables.place, "a mapping of tables is expected here", "write units: {{new: {{name: ...}}}}"
        )
    for table, rows in tables.entries if isinstance(tables, Mapping) else []:
        if not isinstance(rows, Mapping):
            problems.add(rows.place, "a mapping of rows is expected here", "write new: {{name: ...}}")
        for id_, row in rows.entries if isinstance(rows, Mapping) else []:
            if isinstance(row, Mapping):
                found[table.text, id_.text] = row
            else:
                problems.add(row.place, "a mapping is expected here", "write `name: value`, one to a line")
    return found
