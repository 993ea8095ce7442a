"""Why one rule came out as it did: the whole tree of its expressions for each entity."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from pejl.engine.errors import fail, nearest
from pejl.engine.evaluate.check import Check
from pejl.engine.evaluate.waivers import Waivers
from pejl.engine.findings import Evidence, Missing, Named, Outcome
from pejl.engine.language.rules import Rule
from pejl.engine.run import Loaded


@dataclass(frozen=True)
class Explained:
    """One entity's verdict, with the trees of `where` and `require`."""

    entity: Named
    outcome: Outcome
    where: Evidence | None
    require: Evidence | None
    missing: tuple[Missing, ...]


@dataclass(frozen=True)
class Explanation:
    """A rule and the entities whose verdict was asked for; `needs_base` when it could not be applied."""

    rule: Rule
    entities: tuple[Explained, ...]
    needs_base: bool = False


def explain(loaded: Loaded, rule_id: str, entity: str | None, as_of: dt.date) -> Explanation:
    """Explain the verdicts of a rule.

    Args:
        loaded: the design and its rules.
        rule_id: the rule.
        entity: the entity to explain; None is every one that the rule applies to and that is not met.
        as_of: the day of waivers and attestations.

    Raises:
        PejlError: there is no such rule, or the rule is not about such an entity.
    """
    rule = next((rule for rule in loaded.rules.rules if rule.id == rule_id), None)
    if rule is None:
        near = nearest(rule_id, [rule.id for rule in loaded.rules.rules])
        hint = "did you mean {near!r}?" if near else None
        raise fail(None, "there is no rule {rule!r} in these packs", hint, rule=rule_id, near=near)
    if rule.compares and loaded.design.before is None:
        return Explanation(rule, (), needs_base=True)
    checked = Check(rule, loaded.design, Waivers(loaded.design.waivers, as_of))
    found = checked.explained(entity)
    if entity is not None and not found:
        ids = checked.subjects()
        near = nearest(entity, ids)
        raise fail(
            None,
            "the rule {rule!r} is not about {entity!r}",
            "did you mean {near!r}?" if near else "it is about: {ids}",
            rule=rule_id,
            entity=entity,
            near=near,
            ids=", ".join(ids[:20]),
        )
    return Explanation(rule, tuple(Explained(*one) for one in found))
