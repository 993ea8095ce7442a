"""What was decided, as the changes of a proposal that a planner can read, edit and check like any other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from collections.abc import Mapping as Mapped
from dataclasses import dataclass, replace

import numpy as np

from pejl.engine.model.kinds import Many
from pejl.engine.model.nodes import Mapping
from pejl.engine.model.tables import Design
from pejl.engine.model.yaml_writer import change_lines
from pejl.engine.search.decide import Completion
from pejl.engine.values.codes import NONE, UNKNOWN, Codes, Pairs
from pejl.engine.values.linear import OPEN, Ints


@dataclass(frozen=True)
class Candidates:
    """The rows that may be opened: by table and id, as they are written."""

    rows: dict[tuple[str, str], Mapping]

    def changes(self, kept: set[tuple[str, str]] | None = None) -> Iterator[str]:
        """The changes that open them, or those of them that are kept."""
        by_table: dict[str, dict[str, Mapping]] = defaultdict(dict)
        for (table, id_), node in self.rows.items():
            if kept is None or (table, id_) in kept:
                by_table[table][id_] = node
        units = by_table.pop("units", None)
        if units:
            yield from change_lines({"open": units})
        if by_table:
            yield from change_lines({"add": by_table})


Altered = dict[str, dict[str, dict[str, object]]]
"""Fields with new values, by table and id."""


@dataclass
class Changes:
    """Writes the difference between a design and what was decided about it.

    Attributes:
        design: the design that the search began with, with all candidates in it.
        candidates: the rows that were not in it before.
        staff: the positions that follow their tasks.
    """

    design: Design
    candidates: Candidates
    staff: Ints

    def entangled(self, completion: Completion) -> bool:
        """Whether moves change by themselves what was decided otherwise."""
        return any(
            relation in completion for relation in (("positions", "reports_to"), ("tasks", "performs"))
        )

    def keeping(self, wrong: Altered) -> Changes:
        """The same, but positions do not go along that would have to come back to where they are now."""
        table = self.design.tables["positions"]
        units, names = table.columns.get("unit"), self._ids("units")
        here = [
            table.ids.index(id_)
            for id_, fields in wrong.get("positions", {}).items()
            if isinstance(units, Codes)
            and fields.get("unit") in names
            and units.codes[table.ids.index(id_)] == names.index(str(fields["unit"]))
        ]
        return replace(self, staff=np.setdiff1d(self.staff, here))

    def lines(
        self,
        completion: Completion,
        moved: Design | None = None,
        altering: bool = True,
        besides: Altered | None = None,
    ) -> list[str]:
        """The changes, in an order in which each finds what it needs.

        Args:
            completion: what was decided.
            moved: the design after all moves, where what is decided besides has to be told from what went
                along with them; None is the design that the search began with.
            altering: whether to go on, after the moves, with what is altered, closed and removed.
            besides: what is to be altered besides; see `astray`.
        """
        altered: Altered = defaultdict(lambda: defaultdict(dict))
        for table, fields_of in (besides or {}).items():
            for id_, fields in fields_of.items():
                altered[table][id_] |= fields
        lines: list[str] = []
        present = completion.get(("units", OPEN), {})
        kept = {
            (table, id_)
            for table, id_ in self.candidates.rows
            if completion[table, OPEN][self._ids(table).index(id_)]
        }
        lines += self.candidates.changes(kept)
        units: Altered = defaultdict(lambda: defaultdict(dict))
        lines += self._moves("units", "parent", completion, units)
        for id_, fields in self._altered("units", "head", completion).items():
            units["units"][id_] |= fields
        if units:
            lines += change_lines({"alter": {table: dict(rows) for table, rows in units.items()}})
        lines += self._task_moves(completion, altered)
        lines += self._moves("positions", "unit", completion, altered)
        if not altering:
            return lines
        for table, relation in completion:
            if (table, relation) not in WRITTEN and relation != OPEN:
                for id_, fields in self._altered(table, relation, completion, moved).items():
                    altered[table][id_] |= fields
        if altered:
            lines += change_lines({"alter": {table: dict(rows) for table, rows in altered.items()}})
        closed = [
            id_
            for row, id_ in enumerate(self._ids("units"))
            if present.get(row) == () and ("units", id_) not in self.candidates.rows
        ]
        if closed:
            lines += change_lines({"close": closed})
        removed = {
            table: gone
            for table, relation in completion
            if relation == OPEN and table != "units" and (gone := self._gone(table, completion))
        }
        if removed:
            lines += change_lines({"remove": removed})
        return lines

    def _ids(self, table: str) -> list[str]:
        return self.design.tables[table].ids

    def _gone(self, table: str, completion: Completion) -> list[str]:
        """The rows of a table that were there and are so no more."""
        ids = self._ids(table)
        return [
            ids[row]
            for row, itself in completion[table, OPEN].items()
            if not itself and (table, ids[row]) not in self.candidates.rows
        ]

    def _changed(
        self, table: str, relation: str, completion: Completion, moved: Design | None = None
    ) -> Iterator[tuple[int, tuple[int, ...]]]:
        """The rows of a relation that get other targets, and those."""
        there = self.design.tables[table].exists
        for row, targets in completion.get((table, relation), {}).items():
            now, loose = self._now(table, relation, row, moved)
            if there[row] and (loose or set(now) != set(targets)) and self._stays(table, row, completion):
                yield row, targets

    def _stays(self, table: str, row: int, completion: Completion) -> bool:
        """Whether a row is in the design that was decided."""
        present = completion.get((table, OPEN), {})
        return bool(present.get(row, (row,)))

    def _now(self, table: str, relation: str, row: int, moved: Design | None) -> tuple[tuple[int, ...], bool]:
        """The targets of a row, today or after the moves, as rows of the design that was begun with."""
        if moved is None:
            return targets_of(self.design, table, relation, row)
        link = self.design.tables[table].spec.fields[relation].link
        assert link is not None
        mine, names = self._ids(link.to), moved.tables[link.to].ids
        there = moved.tables[table].ids.index(self._ids(table)[row])
        targets, loose = targets_of(moved, table, relation, there)
        return tuple(mine.index(names[target]) for target in targets), loose

    def _altered(
        self, table: str, relation: str, completion: Completion, moved: Design | None = None
    ) -> dict[str, dict[str, object]]:
        """New targets, written as a field of each row that gets them."""
        spec = self.design.tables[table].spec.fields[relation]
        assert spec.link is not None
        ids, names = self._ids(table), self._ids(spec.link.to)
        found: dict[str, dict[str, object]] = {}
        for row, targets in self._changed(table, relation, completion, moved):
            listed = [names[target] for target in targets]
            value: object = listed if isinstance(spec.kind, Many) else (listed[0] if listed else None)
            found[ids[row]] = {relation: value}
        return found

    def _moves(
        self,
        table: str,
        relation: str,
        completion: Completion,
        altered: Altered,
    ) -> Iterator[str]:
        """Units or positions that get another unit; those that get none are altered."""
        by_target: dict[int, list[str]] = defaultdict(list)
        for row, targets in self._changed(table, relation, completion):
            if targets:
                by_target[targets[0]].append(self._ids(table)[row])
            else:
                altered[table][self._ids(table)[row]][relation] = None
        units = self._ids("units")
        for target, moved in sorted(by_target.items()):
            yield from change_lines({"move": {table: moved, "to": units[target]}})

    def _task_moves(self, completion: Completion, altered: Altered) -> Iterator[str]:
        """Tasks that get one responsible unit move there from each of the others; the rest are altered."""
        ids, units = self._ids("tasks"), self._ids("units")
        by_way: dict[tuple[int, int], list[int]] = defaultdict(list)
        for row, targets in self._changed("tasks", "responsible", completion):
            now, loose = targets_of(self.design, "tasks", "responsible", row)
            if len(targets) == 1 and not (loose and now):
                for origin in [unit for unit in now if unit != targets[0]] or [NONE]:
                    by_way[targets[0], origin].append(row)
            else:
                altered["tasks"][ids[row]]["responsible"] = [units[target] for target in targets]
        for (target, origin), rows in sorted(by_way.items()):
            what: dict[str, object] = {"tasks": [ids[row] for row in rows]}
            if origin != NONE and any(
                len(targets_of(self.design, "tasks", "responsible", row)[0]) > 1 for row in rows
            ):
                what["from"] = units[origin]
            what["to"] = units[target]
            staying = self._staying(rows, origin)
            if staying:
                what["stay"] = staying
            yield from change_lines({"move": what})

    def _staying(self, tasks: list[int], origin: int) -> list[str]:
        """The positions of a unit that would go along with tasks, and are not to."""
        table = self.design.tables["positions"]
        held, units = table.columns.get("tasks"), table.columns.get("unit")
        if not isinstance(held, Pairs) or not isinstance(units, Codes):
            return []
        rows = np.unique(held.rows[np.isin(held.codes, tasks)])
        rows = rows[table.exists[rows] & (units.codes[rows] == origin) & ~np.isin(rows, self.staff)]
        return [table.ids[row] for row in rows.tolist()]


WRITTEN = {
    ("tasks", "responsible"),
    ("positions", "unit"),
    ("units", "parent"),
    ("units", "head"),
}
"""The relations that are written by changes of their own, in an order of their own."""


def astray(
    going: Mapped[tuple[str, str], Mapped[int, tuple[int, ...]]],
    completion: Completion,
    begun: Design,
    design: Design,
) -> Altered:
    """What went along with the moves of a proposal otherwise than the search had it, as fields to alter.

    Moves are carried out one after the other, and a position may go along with the first of two that together
    leave it where it is.

    Args:
        going: what goes along, by table and relation; see `gone_along`.
        completion: what was decided, which is written anyway.
        begun: the design that the rows and targets are numbered in.
        design: the proposal as it was loaded.
    """
    found: Altered = defaultdict(lambda: defaultdict(dict))
    for (table, relation), rows in going.items():
        ids, spec = begun.tables[table].ids, begun.tables[table].spec.fields[relation]
        assert spec.link is not None
        names, there = begun.tables[spec.link.to].ids, design.tables[table]
        numbers = {id_: row for row, id_ in enumerate(there.ids)}
        other = design.tables[spec.link.to].ids
        decided = completion.get((table, relation), {})
        for row, targets in rows.items():
            new = numbers.get(ids[row])
            if new is None or not there.exists[new] or row in decided or UNKNOWN in targets:
                continue
            wanted = [names[one] for one in targets if one >= 0]
            held, loose = targets_of(design, table, relation, new)
            _, before = targets_of(begun, table, relation, row)
            if {other[one] for one in held} != set(wanted) or (loose and not before):
                value: object = wanted if isinstance(spec.kind, Many) else (wanted[0] if wanted else None)
                found[table][ids[row]][relation] = value
    return found


def targets_of(design: Design, table: str, relation: str, row: int) -> tuple[tuple[int, ...], bool]:
    """The targets of a row of a relation, and whether there may be others."""
    column = design.tables[table].columns.get(relation)
    if isinstance(column, Codes):
        code = int(column.codes[row])
        return ((code,) if code >= 0 else ()), code == UNKNOWN
    if isinstance(column, Pairs):
        loose = column.loose is not None and bool(np.asarray(column.loose)[row])
        return tuple(column.codes[column.indptr[row] : column.indptr[row + 1]].tolist()), loose
    return (), True


def differences(completion: Completion, begun: Design, design: Design) -> list[str]:
    """Where a design is not as it was decided, as `table/entity.relation`.

    Args:
        completion: what was decided.
        begun: the design that the rows and targets of the completion are numbered in.
        design: the design that is said to be so.
    """
    numbers = {name: {id_: row for row, id_ in enumerate(table.ids)} for name, table in design.tables.items()}
    found = []
    for (table, relation), rows in completion.items():
        old = begun.tables[table]
        for row, targets in rows.items():
            new = numbers[table].get(old.ids[row])
            there = new is not None and bool(design.tables[table].exists[new])
            if relation == OPEN:
                same = there == bool(targets)
            elif not there or new is None:
                same = True
            else:
                spec = old.spec.fields[relation]
                assert spec.link is not None
                wanted = {
                    numbers[spec.link.to].get(begun.tables[spec.link.to].ids[one], -1) for one in targets
                }
                held, loose = targets_of(design, table, relation, new)
                same = set(held) == wanted and not loose
            if not same:
                found.append(f"{table}/{old.ids[row]}.{relation}")
    return found
