"""Chance that comes out the same on every machine and in every version: only `random()` is drawn from."""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import TypeVar

Item = TypeVar("Item")


class Dice:
    """A stream of chance that belongs to a seed and a purpose."""

    def __init__(self, seed: int, purpose: str) -> None:
        self.random = random.Random(f"eksempelby {seed} {purpose}").random

    def below(self, count: int) -> int:
        """A whole number from 0 up to, but not with, `count`."""
        return int(self.random() * count)

    def between(self, low: int, high: int) -> int:
        """A whole number from `low` to `high`, both included."""
        return low + int(self.random() * (high - low + 1))

    def pick(self, items: Sequence[Item]) -> Item:
        """One of the items."""
        return items[int(self.random() * len(items))]

    def shuffled(self, items: Sequence[Item]) -> list[Item]:
        """The items in another order."""
        mixed = list(items)
        for last in range(len(mixed) - 1, 0, -1):
            other = int(self.random() * (last + 1))
            mixed[last], mixed[other] = mixed[other], mixed[last]
        return mixed


def spread(total: int, weights: Sequence[float]) -> list[int]:
    """Whole numbers that sum to `total`, as near to the weights as whole numbers can be."""
    whole = sum(weights)
    shares = [total * weight / whole for weight in weights]
    numbers = [int(share) for share in shares]
    rest = sorted(range(len(weights)), key=lambda at: (numbers[at] - shares[at], at))
    for at in rest[: total - sum(numbers)]:
        numbers[at] += 1
    return numbers


def evenly(total: int, parts: int) -> list[int]:
    """Whole numbers that sum to `total` and differ by one at most, the larger ones first."""
    least, more = divmod(total, parts)
    return [least + (at < more) for at in range(parts)]


def uneven(total: int, parts: int, least: int, most: int, dice: Dice) -> list[int]:
    """Whole numbers between two bounds that sum to `total`, which has to lie within what the bounds allow."""
    numbers = [least + dice.below(most - least + 1) for _ in range(parts)]
    left = total - sum(numbers)
    while left:
        step = 1 if left > 0 else -1
        for at in range(parts):
            if left and least <= numbers[at] + step <= most:
                numbers[at] += step
                left -= step
    return numbers
