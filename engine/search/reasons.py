"""Why there is no design, and what would open the search: values, never text."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from pejl.engine.findings import Bilingual


@dataclass(frozen=True, order=True)
class Member:
    """What one rule asks of one entity."""

    rule: str
    entity: str


@dataclass(frozen=True)
class Conflict:
    """What cannot hold together.

    Attributes:
        members: the rules with their entities. Nobody among them where nothing can be decided at all,
            whatever the rules ask.
        minimal: whether it is proven that without any one of them the others can hold.
    """

    members: tuple[Member, ...]
    minimal: bool


@dataclass(frozen=True)
class GiveUp:
    """Rules that would have to be waived, each for one entity, for a design to exist.

    Attributes:
        members: the rules with their entities; all of them together open the search.
        smallest: whether it is proven that no fewer do; where rules that may not be waived are kept, that
            no fewer of the others do.
    """

    members: tuple[Member, ...]
    smallest: bool


@dataclass(frozen=True)
class Loosen:
    """A parameter that opens the search alone.

    Attributes:
        pack, parameter: what it is called, and in which pack it is written.
        title: what it is called, by language.
        unit: what it is counted in.
        rules: the rules that read it.
        old, new: its value, and the nearest one for which a design exists.
        tightest: whether it is proven that the step before it has none.
    """

    pack: str
    parameter: str
    title: Bilingual
    unit: str
    rules: tuple[str, ...]
    old: Fraction
    new: Fraction
    tightest: bool


@dataclass(frozen=True)
class Free:
    """More freedom for one entity than the search gives it.

    Attributes:
        table, entity, relation: what would be decided; the relation is `open` for whether it is there.
        targets: what it would get, which it may not get today's way of asking; for `open` nobody.
        today: whether that is what it has today: it would be let alone.
        decided: whether the search decides about it already, only not with these targets.
    """

    table: str
    entity: str
    relation: str
    targets: tuple[str, ...]
    today: bool
    decided: bool


@dataclass(frozen=True)
class Widen:
    """Freedoms that open the search together.

    Attributes:
        freedoms: the entities, and what more they would be allowed.
        smallest: whether it is proven that no fewer entities do, among the freedoms that were tried.
    """

    freedoms: tuple[Free, ...]
    smallest: bool


Relaxation = GiveUp | Loosen | Widen
"""One way to open a search that has no answer; each was seen to do so."""
