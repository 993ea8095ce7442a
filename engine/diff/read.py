"""Reads the designs that are to be compared, and the rules that all of them are checked with."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from pejl.engine.errors import fail
from pejl.engine.language.rules import RuleSet
from pejl.engine.model.tables import Design
from pejl.engine.run import load_alone, load_with_rules


@dataclass(frozen=True)
class Compared:
    """The designs, and the rules; None if nobody names any."""

    before: Design
    afters: tuple[Design, ...]
    rules: RuleSet | None


def read(before: Path, afters: Sequence[Path], packs: Sequence[str]) -> Compared:
    """Read designs that are to be compared.

    Args:
        before: the file of the earlier design; with no later one, that of a proposal, which is compared with
            the design that it is based on.
        afters: the files of the later designs.
        packs: rule packs instead of those that the first of the later designs names.

    Raises:
        PejlError: with what is wrong in a design or in the packs, or if there is nothing to compare.
    """
    main = afters[0] if afters else before
    first, rules = load_with_rules(main, packs)
    if not afters:
        if first.before is None:
            raise fail(
                first.place, "the design is not based on another", "name the design to compare it with"
            )
        return Compared(first.before, (first,), rules)
    fields = rules.fields if rules else ()
    others = tuple(load_alone(path, packs, fields) for path in afters[1:])
    return Compared(load_alone(before, packs, fields), (first, *others), rules)
