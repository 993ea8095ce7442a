"""What the entries of `decide` open in a design: every entity with every target that it may get."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

import numpy as np
from msgspec import Struct

from pejl.engine.errors import Place, Problems, nearest
from pejl.engine.evaluate.walk import Walk
from pejl.engine.language.reads import ids_named
from pejl.engine.language.rules import speaks_of_before
from pejl.engine.language.terms import Generator, Node, Stream
from pejl.engine.model.tables import Design
from pejl.engine.search.opening import Opening
from pejl.engine.search.spec import Decide
from pejl.engine.values.codes import NONE
from pejl.engine.values.linear import OPEN, Ints


class Freedom(Struct, frozen=True):
    """What is open, and the positions that follow their tasks: those whose unit is not decided itself."""

    openings: list[Opening]
    staff: Ints


def with_staff(openings: list[Opening], staff: Ints) -> Freedom:
    """What is open, with those of some positions following their tasks whose unit is not decided itself."""
    placed = [one.rows for one in openings if (one.table, one.relation) == ("positions", "unit")]
    return Freedom(openings, np.setdiff1d(staff, placed[0]) if placed else np.unique(staff))


def freedom(
    design: Design, decide: Sequence[Decide], candidates: set[tuple[str, str]], problems: Problems
) -> Freedom:
    """What a search may decide in a design.

    Args:
        design: the design, with all candidates in it.
        decide: the entries.
        candidates: the tables and ids of the rows that may be opened; they may stay away, too.
        problems: receives entries that open nothing, or that contradict each other.
    """
    walk = Walk(design, {})
    by_relation: dict[tuple[str, str], list[tuple[Decide, Ints, Ints]]] = defaultdict(list)
    staff = [np.zeros(0, dtype=np.int64)]
    for one in decide:
        if design.before is None and any(speaks_of_before(part) for part in one.generators):
            problems.add(one.place, "the design is not based on another, so there is nothing before it")
            continue
        unknown = strangers(one.generators, one.place, design, problems)
        rows, targets = _pairs(one, walk)
        if len(rows) == 0 and unknown:
            continue
        if len(rows) == 0:
            problems.add(
                one.place,
                "there is nothing to decide here: no entity fits, or it has no target",
                "mend `for` or `among`",
            )
        elif one.follows:
            staff.append(rows)
        else:
            by_relation[one.table, one.relation].append((one, rows, targets))
    for table in dict.fromkeys(table for table, _ in candidates):
        ids = design.tables[table].ids
        rows = np.array([at for at, id_ in enumerate(ids) if (table, id_) in candidates], dtype=np.int64)
        nothing = Decide(table, OPEN, design.place, (), 0, 1, 1, False, False)
        by_relation[table, OPEN].append((nothing, rows, np.full(len(rows), NONE)))
    openings = [_joined(found, problems) for found in by_relation.values()]
    return with_staff(openings, np.concatenate(staff))


def strangers(terms: Iterable[Node], place: Place, design: Design, problems: Problems) -> bool:
    """Note the ids that some terms name and that nothing in the design has; whether there are any."""
    named = dict.fromkeys(pair for term in terms for pair in ids_named(term))
    unknown = [(table, id_) for table, id_ in named if id_ not in design.tables[table].ids]
    for table, id_ in unknown:
        near = nearest(id_, design.tables[table].ids)
        problems.add(
            place,
            "nothing in {table} has the id {id!r}",
            "did you mean {near!r}?" if near else None,
            table=table,
            id=id_,
            near=near,
        )
    return bool(unknown)


def _pairs(one: Decide, walk: Walk) -> tuple[Ints, Ints]:
    """Every entity of an entry with every target; what may or may not belong is left out."""
    own = one.generators[: one.targets_from]
    rows, nowhere = _bound(own, (0,), walk)[0], np.zeros(0, dtype=np.int64)
    if one.relation == OPEN or one.follows:
        rows = np.unique(rows)
        return rows, np.full(len(rows), NONE)
    found = _bound(one.generators, (0, one.targets_from), walk) if len(rows) else [nowhere, nowhere]
    sources, targets = found
    if one.none:
        rows = np.unique(rows)
        sources, targets = (
            np.concatenate([sources, rows]),
            np.concatenate([targets, np.full(len(rows), NONE)]),
        )
    return sources, targets


def _bound(generators: tuple[Generator, ...], wanted: tuple[int, ...], walk: Walk) -> list[Ints]:
    """The entities that some of the variables of a stream are bound to, row by row."""
    members = walk.members(Stream(generators, generators[-1].itself), walk.root)
    certain = members.guard.certain
    assert isinstance(certain, np.ndarray), "nothing is open before the freedom is known"
    sure = np.flatnonzero(certain)
    return [walk.codes(generators[at].itself, members.frame).codes[sure] for at in wanted]


def _joined(found: list[tuple[Decide, Ints, Ints]], problems: Problems) -> Opening:
    """One opening from all entries about a relation."""
    first = found[0][0]
    for one, _, _ in found[1:]:
        if (one.fewest, one.most) != (first.fewest, first.most):
            problems.add(
                one.place,
                "{relation} is decided twice, with different numbers of targets",
                "write the same `targets` in both",
                relation=f"{one.table}.{one.relation}",
            )
    pairs = np.stack([np.concatenate([part[at] for part in found]) for at in (1, 2)])
    rows, targets = np.unique(pairs, axis=1)
    return Opening(first.table, first.relation, rows, targets, first.fewest, first.most)
