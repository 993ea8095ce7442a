"""Which targets a planner would think of: who leads already, of the same kind as today's, near at hand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from pejl.engine.findings import Finding, Outcome
from pejl.engine.language.reads import Relation, relations_required
from pejl.engine.language.rules import Rule
from pejl.engine.model.tables import Design
from pejl.engine.search.proposals import targets_of
from pejl.engine.values.codes import Codes

FAR = 1_000
"""How far apart two rows are of which at least one has no place among the units."""
PLACED = {"positions": ("unit",), "tasks": ("responsible",), "bodies": ("unit",), "allocations": ("unit",)}
"""The relations that say where in the organisation a row is."""
BROKEN = (Outcome.VIOLATED, Outcome.WAIVED)

Strangeness = tuple[bool, int]
"""Whether a target is of another kind than today's, and how far away it is."""


@dataclass(frozen=True)
class Likely:
    """The targets in a design that are worth a thought, and which of them come first.

    Attributes:
        design: the design.
        rules: its rules, by their ids.
        findings: what they found.
    """

    design: Design
    rules: dict[str, Rule]
    findings: Sequence[Finding]

    def offered(self, table: str, relation: str, fresh: Iterable[int]) -> bool:
        """Whether new targets of a relation may be offered.

        A superior has to lead somebody or something today. And what breaks a rule that turns on the relation,
        with or without a waiver, is not made worse by it, which would show as nothing new.
        """
        targets = set(fresh)
        if (table, relation) == ("positions", "reports_to") and not targets <= self._leading:
            return False
        return targets.isdisjoint(self._breaking(table, relation))

    def strangeness(self, table: str, relation: str, row: int, fresh: Iterable[int]) -> Strangeness:
        """How far from today's targets new ones are; what only takes targets away is alike and far."""
        link = self.design.tables[table].spec.fields[relation].link
        assert link is not None
        now, _ = targets_of(self.design, table, relation, row)
        usual = {self._kind(link.to, one) for one in now} - {None}
        targets = list(fresh)
        other = bool(usual) and any(self._kind(link.to, one) not in usual for one in targets)
        origin = self._places(table, row)
        return other, max((self._apart(origin, self._places(link.to, one)) for one in targets), default=FAR)

    @cached_property
    def _leading(self) -> set[int]:
        """The positions that somebody reports to, or that head a unit."""
        found: set[int] = set()
        for table, relation in (("positions", "reports_to"), ("units", "head")):
            column = self.design.tables[table].columns.get(relation)
            if isinstance(column, Codes):
                found |= set(column.codes[self.design.tables[table].exists].tolist())
        return found

    def _breaking(self, table: str, relation: str) -> set[int]:
        """The possible targets of a relation that break a rule that turns on it."""
        link = self.design.tables[table].spec.fields[relation].link
        assert link is not None
        return self._broken[(table, relation), link.to]

    @cached_property
    def _broken(self) -> dict[tuple[Relation, str], set[int]]:
        """The rows of each table that break a rule, by the relations that the rule turns on."""
        tables = self.design.tables.items()
        rows = {name: {id_: row for row, id_ in enumerate(table.ids)} for name, table in tables}
        reads = {rule.id: relations_required(rule, self.design.schema) for rule in self.rules.values()}
        found: dict[tuple[Relation, str], set[int]] = defaultdict(set)
        for one in self.findings:
            row = rows.get(one.table, {}).get(one.entity)
            if one.outcome in BROKEN and row is not None:
                for relation in reads.get(one.rule, ()):
                    found[relation, one.table].add(row)
        return found

    def _kind(self, table: str, row: int) -> int | None:
        column = self.design.tables[table].columns.get("kind")
        if not isinstance(column, Codes) or column.codes[row] < 0:
            return None
        return int(column.codes[row])

    def _places(self, table: str, row: int) -> list[int]:
        """The units that a row is in, or that it heads."""
        if table == "units":
            return [row]
        found = [
            unit for name in PLACED.get(table, ()) for unit in targets_of(self.design, table, name, row)[0]
        ]
        return found + (self._headed[row] if table == "positions" else [])

    @cached_property
    def _headed(self) -> dict[int, list[int]]:
        """The units that each position heads."""
        heads = self.design.tables["units"].columns.get("head")
        found: dict[int, list[int]] = defaultdict(list)
        if isinstance(heads, Codes):
            for unit in np.flatnonzero(heads.codes >= 0).tolist():
                found[int(heads.codes[unit])].append(unit)
        return found

    def _apart(self, some: Sequence[int], others: Sequence[int]) -> int:
        """How many steps there are in the tree of units between the nearest of some and of others."""
        return min((self._steps(one, other) for one in some for other in others), default=FAR)

    def _steps(self, one: int, other: int) -> int:
        above = {unit: at for at, unit in enumerate(self._upwards(one))}
        return next((at + above[unit] for at, unit in enumerate(self._upwards(other)) if unit in above), FAR)

    def _upwards(self, unit: int) -> Iterator[int]:
        """A unit, the one above it, and so on; a design has no circle of them."""
        while unit >= 0:
            yield unit
            above, _ = targets_of(self.design, "units", "parent", unit)
            unit = above[0] if above else -1
