"""Which missing data an undecidable verdict waits for.

From the top of a rule down, only into the parts that are themselves undecided: so a value that is
unknown but does not matter is not named.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from pejl.engine.evaluate import sources
from pejl.engine.evaluate.frames import Frame
from pejl.engine.evaluate.operations import decided
from pejl.engine.evaluate.walk import Walk
from pejl.engine.findings import Missing
from pejl.engine.language import terms as t
from pejl.engine.language.terms import Stream, Term, Type, parts_of
from pejl.engine.model.tables import Design
from pejl.engine.values.codes import UNKNOWN, Codes, Pairs
from pejl.engine.values.exact import Bools
from pejl.engine.values.linear import Ints


@dataclass
class Search:
    """Collects the missing data of each row of one frame."""

    walk: Walk
    frame: Frame
    found: list[dict[Missing, None]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.found = [{} for _ in range(self.frame.n)]

    def term(self, term: Term, frame: Frame, rows: Ints) -> None:
        """Look below a term in those of the rows in which it is undecided."""
        bits = decided(self.walk.value(term, frame)).certain
        assert isinstance(bits, np.ndarray)
        rows = rows[~bits[rows]]
        if len(rows) == 0:
            return
        match term:
            case t.Parameter():
                missing = Missing("parameters", None, term.name)
                self._note(frame, rows, [missing] * len(rows))
            case t.Field():
                self._field(term, frame, rows)
            case t.Conditional():
                self._conditional(term, frame, rows)
            case t.Member() | t.SameSet() | t.After() | t.Aggregate() | t.Known():
                for part in parts_of(term):
                    if isinstance(part, Stream):
                        self._stream(part, frame, rows)
                    elif isinstance(part, Term):
                        self.term(part, frame, rows)
            case _:
                for part in parts_of(term):
                    if isinstance(part, Term):
                        self.term(part, frame, rows)

    def scope(self, generators: tuple[t.Generator, ...]) -> None:
        """Look at what the rows of a scope wait for to belong to it: the links that may lead to them."""
        every = np.arange(self.frame.n)
        for generator in generators:
            itself = generator.itself
            codes = self.walk.codes(itself, self.frame).codes
            source = generator.source
            if isinstance(source, t.OfRelation | t.OfChain | t.OfDuplicates):
                self.term(source.base, self.frame, every)
                bases = self.walk.codes(source.base, self.frame).codes
                self._maybe_members(source, self.frame, every, bases, codes)
            elif isinstance(source, t.OfValue):
                self.term(source.value, self.frame, every)
            for condition in generator.conditions:
                self.term(condition, self.frame, every)

    def _conditional(self, term: t.Conditional, frame: Frame, rows: Ints) -> None:
        """Look at the condition, and only at those of its two values that it may choose."""
        condition = self.walk.truth(term.condition, frame)
        certain, possible = np.asarray(condition.certain)[rows], np.asarray(condition.possible)[rows]
        self.term(term.condition, frame, rows)
        self.term(term.then, frame, rows[possible])
        self.term(term.otherwise, frame, rows[~certain])

    def _field(self, term: t.Field, frame: Frame, rows: Ints) -> None:
        base = self.walk.codes(term.base, frame).codes[rows]
        self.term(term.base, frame, rows[base == UNKNOWN])
        owner = term.base.type
        there = rows[base >= 0]
        self._cells(frame, there, owner, term.name, base[base >= 0])

    def _cells(self, frame: Frame, rows: Ints, owner: Type, name: str, entities: Ints) -> None:
        """Note a field of some entities; of a closure, the link at which the chain is lost."""
        if owner.table == "design":
            self._note(frame, rows, [Missing("design", self.walk.design.id, name)] * len(rows))
            return
        if name == "before":  # unknown where the base may have had it without listing it
            self._note(frame, rows, [Missing(owner.table, None, "")] * len(rows))
            return
        design = sources.design_of(owner, self.walk.design)
        spec = design.tables[owner.table].spec
        if name in spec.closures:
            name = spec.closures[name][0]
            entities = np.array(
                [_lost_at(design, owner.table, name, int(row)) for row in entities], dtype=np.int64
            )
        self._note(frame, rows, [missing_cell(design, owner.table, int(row), name) for row in entities])

    def _stream(self, stream: Stream, frame: Frame, rows: Ints) -> None:
        members = self.walk.members(stream, frame)
        frames = [members.frame]
        while frames[-1] is not frame:
            assert frames[-1].parent is not None
            frames.append(frames[-1].parent)
        frames.reverse()
        for outer, inner, generator in zip(frames, frames[1:], stream.generators, strict=False):
            self._source(
                generator.source, outer, inner, _below(outer, frame, rows), _below(inner, frame, rows)
            )
            for condition in generator.conditions:
                self.term(condition, inner, _below(inner, frame, rows))
        self.term(stream.element, members.frame, _below(members.frame, frame, rows))

    def _source(self, source: t.Source, outer: Frame, inner: Frame, rows: Ints, members: Ints) -> None:
        match source:
            case t.OfTable():
                design = sources.design_of(t.entity(source.table, source.before), self.walk.design)
                if design.tables[source.table].unlisted:
                    self._note(outer, rows, [Missing(source.table, None, "")] * len(rows))
            case t.OfRelation():
                self._relation(source, outer, inner, rows, members)
            case t.OfChain() | t.OfDuplicates():
                self.term(source.base, outer, rows)
                name = source.link if isinstance(source, t.OfChain) else source.name
                base = self.walk.codes(source.base, outer).codes[rows]
                here = base >= 0
                if not (isinstance(source, t.OfChain) and source.direction == "down"):
                    self._unknown_cells(outer, rows[here], source.base.type, name, base[here])
                assert inner.values is not None
                bases = self.walk.codes(source.base, outer).codes[inner.up[members]]
                self._maybe_members(source, inner, members, bases, inner.values.codes[members])
            case t.OfList() if source.parameter is not None:
                if self.walk.parameters[source.parameter] is None:
                    self._note(outer, rows, [Missing("parameters", None, source.parameter)] * len(rows))
            case t.OfValue():
                self.term(source.value, outer, rows)

    def _relation(self, source: t.OfRelation, outer: Frame, inner: Frame, rows: Ints, members: Ints) -> None:
        self.term(source.base, outer, rows)
        owner = source.base.type
        design = sources.design_of(owner, self.walk.design)
        base = self.walk.codes(source.base, outer).codes[rows]
        there, entities = rows[base >= 0], base[base >= 0]
        column = design.relation(owner.table, source.name)
        if column is None:
            self._cells(outer, there, owner, source.name, entities)
            return
        assert isinstance(column, Pairs) and inner.values is not None
        if column.loose is not None:
            assert isinstance(column.loose, np.ndarray)
            lax = column.loose[entities]
            self._cells(outer, there[lax], owner, source.name, entities[lax])
        bases = self.walk.codes(source.base, outer).codes[inner.up[members]]
        self._maybe_members(source, inner, members, bases, inner.values.codes[members])

    def _maybe_members(
        self,
        source: t.OfRelation | t.OfChain | t.OfDuplicates,
        frame: Frame,
        rows: Ints,
        bases: Ints,
        members: Ints,
    ) -> None:
        """Note the unknown links by which some members may or may not belong to their bases."""
        owner = source.base.type
        spec = sources.design_of(owner, self.walk.design).tables[owner.table].spec
        if isinstance(source, t.OfDuplicates):
            self._unknown_cells(frame, rows, owner, source.name, members)
            return
        if isinstance(source, t.OfRelation) and source.name in spec.inverses:
            table, link = spec.inverses[source.name]
            self._unknown_cells(frame, rows, t.entity(table, owner.before), link, members)
            return
        link, direction = (
            (source.link, source.direction)
            if isinstance(source, t.OfChain)
            else spec.closures.get(source.name, ("", ""))
        )
        if direction.endswith("down"):
            self._lost_chains(frame, rows, owner, link, bases, members)
        elif direction == "up" and isinstance(source, t.OfChain):
            self._unknown_cells(frame, rows, owner, link, members)

    def _lost_chains(
        self, frame: Frame, rows: Ints, owner: Type, link: str, bases: Ints, members: Ints
    ) -> None:
        """Note where the chain of each member is lost, if that is before it reaches its base."""
        design = sources.design_of(owner, self.walk.design)
        unknown = _unknown_rows(design, owner.table, link)
        for row, base, member in zip(rows, bases, members, strict=True):
            lost = _lost_at(design, owner.table, link, int(member), int(base))
            if unknown[lost] and lost != base:
                self._note(frame, np.array([row]), [missing_cell(design, owner.table, lost, link)])

    def _unknown_cells(self, frame: Frame, rows: Ints, owner: Type, name: str, entities: Ints) -> None:
        """Note a link of those entities whose link is unknown."""
        design = sources.design_of(owner, self.walk.design)
        unknown = _unknown_rows(design, owner.table, name)[entities]
        self._cells(frame, rows[unknown], owner, name, entities[unknown])

    def _note(self, frame: Frame, rows: Ints, missing: list[Missing]) -> None:
        back = frame.rows_of(self.frame)
        for row, one in zip(rows if back is None else back[rows], missing, strict=True):
            self.found[row][one] = None


def _below(frame: Frame, ancestor: Frame, rows: Ints) -> Ints:
    """The rows of a frame that come from some rows of an ancestor."""
    back = frame.rows_of(ancestor)
    return rows if back is None else np.flatnonzero(np.isin(back, rows))


def _unknown_rows(design: Design, table: str, name: str) -> Bools:
    column = design.relation(table, name)
    n = len(design.tables[table])
    if column is None:
        return np.ones(n, dtype=np.bool_)
    if isinstance(column, Codes):
        unknown: Bools = column.codes == UNKNOWN
        return unknown
    if isinstance(column, Pairs):
        if isinstance(column.loose, np.ndarray):
            return column.loose
        return np.zeros(n, dtype=np.bool_)
    bits = decided(column).certain
    assert isinstance(bits, np.ndarray)
    return ~bits


def _lost_at(design: Design, table: str, link: str, row: int, goal: int = -1) -> int:
    """The row of a chain whose link is unknown; the goal, if the chain reaches that first."""
    column = design.relation(table, link)
    while isinstance(column, Codes) and row != goal and column.codes[row] >= 0:
        row = int(column.codes[row])
    return row


def missing_cell(design: Design, table: str, row: int, name: str) -> Missing:
    """A field of one entity, as missing data."""
    return Missing(table, design.tables[table].ids[row], name, design.place_of(table, row, name))


def missing_data(
    generators: tuple[t.Generator, ...], terms: list[Term], frame: Frame, walk: Walk
) -> list[tuple[Missing, ...]]:
    """For each row of a scope, the data that it and the undecided ones among some terms wait for."""
    search = Search(walk, frame)
    search.scope(generators)
    every = np.arange(frame.n)
    for term in terms:
        search.term(term, frame, every)
    return [tuple(found) for found in search.found]
