"""Rule packs as they are named on the command line."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pejl.engine.language.rules import Rule, RuleSet


def load_packs(packs: Sequence[str], apart: bool = False) -> list[RuleSet]:
    """The rules of the packs that are named, together; else of each shipped pack. PejlError for mistakes.

    Packs change the parameters of those that are loaded with them, so packs that nobody put together
    are loaded `apart`; and so are those whose examples are run.
    """
    from pejl.engine.language.packs import shipped
    from pejl.engine.run import load_rule_packs

    if packs and not apart:
        return [load_rule_packs(packs, examples=False)]
    return [load_rule_packs([name], examples=apart) for name in packs or shipped()]


def the_rule(name: str, found: Sequence[RuleSet]) -> tuple[Rule, RuleSet]:
    """The rule of an id, and what it was loaded with; PejlError if there is none."""
    from pejl.engine.errors import fail, nearest

    for one in found:
        for rule in one.rules:
            if rule.id == name:
                return rule, one
    near = nearest(name, [rule.id for one in found for rule in one.rules])
    hint = "did you mean {near!r}?" if near else None
    raise fail(None, "there is no rule {rule!r} in these packs", hint, rule=name, near=near)
