"""The values that a field of a universe may have: those that its rules name, and those next to them."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import product
from math import ceil, floor

from pejl.engine.model import kinds
from pejl.engine.model.kinds import Kind
from pejl.engine.search.universe.reads import Named

OTHERS = ("other-a", "other-b", "other-c", "other-d")
"""Texts that no rule names."""
MOST_VALUES = 14
MOST_TEXTS = 100


def numbers_of(kind: kinds.Number, named: Named, rich: bool) -> list[int]:
    """Numbers for a field, in its steps and in rising order.

    Args:
        kind: the kind of the field.
        named: what the rules compare it with.
        rich: whether sums, halves and doubles of what they name are wanted too.
    """
    bounds = set(named.numbers)
    for factor in named.factors:
        bounds |= {number / factor for number in named.numbers if factor}
    steps = {end for one in bounds for end in (floor(one / kind.unit), ceil(one / kind.unit))}
    wanted = [0, *sorted(steps, key=abs)]
    wanted += [near for one in sorted(steps, key=abs) for near in (one - 1, one + 1)]
    wanted += [int(one / kind.unit) for one in (1, 2)]
    if rich:
        whole = sorted(steps)
        wanted += [a + b for a, b in product(whole, whole)] + [a - b for a, b in product(whole, whole)]
        wanted += [near for one in whole for near in (one // 2, one * 2)]
    possible = (one for one in wanted if one >= kind.minimum)
    return _some(possible, 2 * MOST_VALUES if rich else MOST_VALUES)


def days_of(named: Named, today: int, rich: bool) -> list[int]:
    """Dates for a field, as days since 1970 and in rising order; see `numbers_of`."""
    spans = sorted({end for one in named.numbers for end in (floor(one), ceil(one))}, key=abs)
    bases = [today, *sorted(named.days)]
    wanted = [*bases]
    wanted += [base + way * near for base, span in product(bases, spans) for way in (1, -1)
               for near in (span, span + 1, span - 1)]  # fmt: skip
    wanted += [base + near for base in bases for near in (1, -1)]
    if rich:
        wanted += [base + a + b for base in bases for a, b in product(spans, spans)]
        wanted += [base + near for base in bases for near in (2, -2)]
    return _some(wanted, 2 * MOST_VALUES if rich else MOST_VALUES)


def texts_of(kind: Kind, named: Named, ids: Iterable[str], others: int) -> list[str]:
    """Texts for a field: those that the rules name, ids that it is compared with, and some others."""
    if isinstance(kind, kinds.Text) and kind.options:
        return list(kind.options)
    made = OTHERS[:others]
    if isinstance(kind, kinds.Pattern):
        made = (kind.example,)
    wanted = list(dict.fromkeys((*sorted(named.texts), *ids, *made)))
    if isinstance(kind, kinds.Pattern):
        wanted = [text for text in wanted if _fits(kind, text)]
    return wanted[:MOST_TEXTS]


def _fits(kind: kinds.Pattern, text: str) -> bool:
    try:
        kind.value(text)
    except kinds.Unreadable:
        return False
    return True


def _some(wanted: Iterable[int], most: int) -> list[int]:
    """The first of some values, in rising order."""
    return sorted(list(dict.fromkeys(wanted))[:most])
