"""Why one rule came out as it did: the whole tree of its expressions for each entity."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace

from pejl.engine.errors import fail, nearest
from pejl.engine.evaluate.attestations import attested
from pejl.engine.evaluate.check import Check
from pejl.engine.evaluate.design_table import with_design_table
from pejl.engine.evaluate.waivers import Waivers
from pejl.engine.findings import Evidence, Missing, Named, Outcome
from pejl.engine.language.rules import Rule, RuleSet
from pejl.engine.model.tables import Design


@dataclass(frozen=True)
class Explained:
    """One entity's verdict, with the trees of `where` and `require`; or with what was attested."""

    entity: Named
    outcome: Outcome
    where: Evidence | None
    require: Evidence | None
    missing: tuple[Missing, ...]
    attested: tuple[Evidence, ...] = ()
    waiver: str | None = None


@dataclass(frozen=True)
class Explanation:
    """A rule and the entities whose verdict was asked for.

    Attributes:
        checked: how many entities the rule applies to.
        needs_base: whether it compares with a base that the design has not.
    """

    rule: Rule
    entities: tuple[Explained, ...]
    checked: int = 0
    needs_base: bool = False


def explain(design: Design, rules: RuleSet, rule_id: str, entity: str | None, as_of: dt.date) -> Explanation:
    """Explain the verdicts of a rule.

    Args:
        design: the design, with its base if it is a proposal.
        rules: the rules that it is checked with.
        rule_id: the rule.
        entity: the entity to explain; None is every one that the rule applies to and that is not met.
        as_of: the day of waivers and attestations.

    Raises:
        PejlError: there is no such rule, or the rule is not about such an entity.
    """
    rule = next((rule for rule in rules.rules if rule.id == rule_id), None)
    if rule is None:
        near = nearest(rule_id, [rule.id for rule in rules.rules])
        hint = "did you mean {near!r}?" if near else None
        raise fail(None, "there is no rule {rule!r} in these packs", hint, rule=rule_id, near=near)
    if rule.compares and design.before is None:
        return Explanation(rule, (), needs_base=True)
    with_design_table(design, as_of)
    checked = Check(rule, design, Waivers(design.waivers, as_of))
    verdict = checked.verdict()
    found = [Explained(*one) for one in checked.explained(entity)]
    if entity is not None and not found:
        ids = checked.subjects()
        near = nearest(entity, ids)
        raise fail(
            None,
            "the rule {rule!r} is not about {entity!r}",
            "did you mean {near!r}?" if near else "it is about: {ids}" if ids else None,
            rule=rule_id,
            entity=entity,
            near=near,
            ids=", ".join(ids[:20]),
        )
    if rule.require is None:
        found = [_judged(one, design, rule, as_of) for one in found]
    waivers = {one.entity: one.waiver for one in verdict.findings if one.outcome is Outcome.WAIVED}
    return Explanation(rule, tuple(_waived(one, waivers) for one in found), verdict.summary.checked)


def _judged(explained: Explained, design: Design, rule: Rule, as_of: dt.date) -> Explained:
    """A verdict with what was attested; what an inapplicable rule asks for is of no interest."""
    if explained.outcome is Outcome.NOT_APPLICABLE:
        return explained
    judgement = attested(design, rule.id, as_of)
    missing = (*explained.missing, *judgement.missing)
    return replace(explained, attested=judgement.evidence, missing=missing)


def _waived(explained: Explained, waivers: dict[str, str | None]) -> Explained:
    """A verdict that a waiver covers, as waived."""
    if explained.outcome is not Outcome.VIOLATED or explained.entity.id not in waivers:
        return explained
    return replace(explained, outcome=Outcome.WAIVED, waiver=waivers[explained.entity.id])
