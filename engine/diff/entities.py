"""The entities of a design with their values, and which entity of one design is which of another."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from pejl.engine.errors import Place
from pejl.engine.evaluate.ask import ask
from pejl.engine.findings import Named, Shown, Unknown
from pejl.engine.language.parse import Expression
from pejl.engine.model.tables import Design


@dataclass(frozen=True)
class Entity:
    """An entity of a design.

    Attributes:
        itself: its table, id, name and place.
        values: the value of each field that some row of its table gives.
    """

    itself: Named
    values: dict[str, Shown]

    def of(self, field: str) -> Shown:
        """The value of a field; unknown if nobody gives it."""
        return self.values.get(field, Unknown())


Entities = dict[str, Entity]
"""The entities of a table, by id."""


def entities(design: Design, table: str, as_of: dt.date | None = None) -> Entities:
    """The entities of a table that are in a design, in its order.

    Args:
        design: the design.
        table: the table.
        as_of: the day on which it is looked at.
    """
    fields = list(design.tables[table].columns)
    subjects, columns = asked(design, f"x in {table}", [f"x.{field}" for field in fields], as_of)
    found: Entities = {}
    for row, subject in enumerate(subjects):
        assert isinstance(subject, Named)
        found[subject.id] = Entity(
            subject, {field: _given(columns[at][row]) for at, field in enumerate(fields)}
        )
    return found


def _given(value: Shown) -> Shown:
    """A list of which no item is known is as unknown as any other value."""
    return Unknown() if value == (Unknown(),) else value


def asked(
    design: Design, scope: str | None, expressions: Sequence[str], as_of: dt.date | None = None
) -> tuple[list[Shown], list[list[Shown]]]:
    """The entities of a scope, and the values of expressions that this program asks for itself."""
    answer = ask(design, _typed(scope) if scope else None, [_typed(text) for text in expressions], as_of)
    return answer.subjects, answer.columns


def _typed(text: str) -> Expression:
    return Expression(text, lambda offset: Place("figures", 1, offset + 1))


def renamed_ids(before: Entities, after: Entities) -> dict[str, str]:
    """The ids that entities had before, by the ids that they have now, where somebody says so.

    An entity of the later design that has no namesake by id says with `renamed_from` which one it was: its id
    or its name. Where that fits none that has gone, or several, or where two say the same, it is a new one.
    """
    gone = {id_: one for id_, one in before.items() if id_ not in after}
    by_text: dict[str, set[str]] = defaultdict(set)
    for id_, one in gone.items():
        by_text[id_].add(id_)
        by_text[one.itself.name].add(id_)
    claims: dict[str, list[str]] = defaultdict(list)
    for id_, one in after.items():
        said = one.values.get("renamed_from")
        if id_ not in before and isinstance(said, str) and len(by_text.get(said, ())) == 1:
            claims[next(iter(by_text[said]))].append(id_)
    return {now[0]: old for old, now in claims.items() if len(now) == 1}


def alike(
    one: Shown, other: Shown, before_of: Mapping[str, Mapping[str, str]], ordered: bool = False
) -> bool:
    """Whether a value is that of the earlier design; entities go by their ids.

    Args:
        one: the value before.
        other: the value after.
        before_of: by table, the earlier ids of renamed entities.
        ordered: whether the order of a list counts.
    """
    return _comparable(one, {}, ordered) == _comparable(other, before_of, ordered)


def came_and_went(
    one: tuple[Shown, ...], other: tuple[Shown, ...], before_of: Mapping[str, Mapping[str, str]]
) -> tuple[tuple[Shown, ...], tuple[Shown, ...]]:
    """The items of a list that were not there before, and those that are not there any more.

    Args:
        one, other: the list before and after.
        before_of: by table, the earlier ids of renamed entities.
    """
    old = {_comparable(item, {}): item for item in one}
    new = {_comparable(item, before_of): item for item in other}
    came = tuple(item for key, item in new.items() if key not in old)
    return came, tuple(item for key, item in old.items() if key not in new)


def in_common(one: Shown, other: Shown, before_of: Mapping[str, Mapping[str, str]]) -> bool:
    """Whether two lists have an entity in common; renamed ones are the same."""
    sides = (
        {_comparable(entity, was) for entity in named(value if isinstance(value, tuple) else (value,))}
        for value, was in ((one, {}), (other, before_of))
    )
    return bool(set.intersection(*sides))


def _comparable(value: Shown, before_of: Mapping[str, Mapping[str, str]], ordered: bool = False) -> Hashable:
    if isinstance(value, Named):
        return value.table, before_of.get(value.table, {}).get(value.id, value.id)
    if isinstance(value, tuple):
        items = (_comparable(one, before_of) for one in value)
        return tuple(items) if ordered else frozenset(items)
    return type(value) is bool, value


def named(values: Iterable[Shown]) -> tuple[Named, ...]:
    """The entities among some values."""
    return tuple(one for one in values if isinstance(one, Named))
