"""What the municipality is made of: units, posts and tasks as records, all other tables as rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

Cell = str | int | float | bool | None | Sequence[str]
"""A value in a table: None is `none`, a list may be empty, the text `unknown` tells nothing on purpose."""
Row = dict[str, Cell]
MANAGERS = (
    "borgmester", "kommunaldirektør", "direktør", "stabschef", "centerchef", "områdechef",
    "institutionsleder",
    "afdelingsleder", "teamleder",
)  # fmt: skip
"""The kinds of posts that lead others."""


@dataclass(slots=True, eq=False)
class Unit:
    """A unit, with what is placed in it."""

    id: str
    name: str
    kind: str
    parent: Unit | None
    site: str
    committee: str
    area: str
    """The policy area that its tasks belong to."""
    standard: str = ""
    """The unit that owns the common standard of its tasks."""
    head: Post | None = None
    posts: list[Post] = field(default_factory=list)
    tasks: list[Task] = field(default_factory=list)
    more: Row = field(default_factory=dict)
    word: str = "i"
    """What Danish puts before its name: `i` or `på`."""

    @property
    def inside(self) -> str:
        """Its name, as it ends the name of what is in it."""
        return f"{self.word} {self.name}"


@dataclass(slots=True, eq=False)
class Post:
    """A post; `more` holds the fields in which it differs from most posts."""

    id: str
    title: str
    kind: str
    unit: Unit
    boss: Post | None
    professions: tuple[str, ...]
    cost: int
    fte: int
    """Thousandths."""
    heads: int = 1
    tasks: list[Task] = field(default_factory=list)
    more: Row | None = None

    def differ(self, **more: Cell) -> None:
        """Note fields in which the post differs from most."""
        self.more = {**(self.more or {}), **more}

    @property
    def manager(self) -> bool:
        """Whether its kind is that of a manager."""
        return self.kind in MANAGERS


@dataclass(slots=True, eq=False)
class Task:
    """A task; `more` holds the fields in which it differs from most tasks."""

    id: str
    name: str
    function: str
    kind: str
    unit: Unit
    needs: tuple[str, ...]
    measure: str
    citizen: bool
    workload: int = 0
    """Thousandths of a full-time equivalent."""
    more: Row | None = None

    def differ(self, **more: Cell) -> None:
        """Note fields in which the task differs from most."""
        self.more = {**(self.more or {}), **more}


@dataclass
class Town:
    """The whole municipality.

    Attributes:
        units: by id, parents before children.
        tables: the rows of all other tables, by table and id.
        faults: which rule of the pack is broken on purpose, and by which entity.
    """

    size: int
    seed: int
    units: dict[str, Unit] = field(default_factory=dict)
    tables: dict[str, dict[str, Row]] = field(default_factory=dict)
    faults: list[tuple[str, str]] = field(default_factory=list)

    @property
    def posts(self) -> list[Post]:
        """All posts, unit by unit."""
        return [post for unit in self.units.values() for post in unit.posts]

    @property
    def tasks(self) -> list[Task]:
        """All tasks, unit by unit."""
        return [task for unit in self.units.values() for task in unit.tasks]

    def add(self, table: str, id_: str, **row: Cell) -> None:
        """Add a row to one of the other tables."""
        self.tables.setdefault(table, {})[id_] = row
