"""How many units of each kind there are, how large they are, and how they are grouped under their centre."""

from __future__ import annotations

from dataclasses import dataclass

from pejl.engine.example.dice import Dice, evenly, spread, uneven
from pejl.engine.example.sections import FIRST, TRADES
from pejl.engine.example.trades import Trade

GROUP = 9
"""Most units in an area, and most areas in a district."""
TAKES_THE_REST = "skole"
"""The trade whose units may have so many sizes that any number of posts can be spread over them."""
GROUP_STAFF = 3
"""The posts of an area: its chief and two consultants."""


@dataclass(frozen=True)
class Plan:
    """The units of one trade.

    Attributes:
        sizes: the number of posts of each unit.
        levels: the groups above them, from the lowest level up: how many members each group has.
    """

    trade: Trade
    sizes: list[int]
    levels: list[list[int]]

    @property
    def posts(self) -> int:
        """All posts of the units and of the groups above them."""
        return sum(self.sizes) + GROUP_STAFF * sum(len(level) for level in self.levels)


def plans(posts: int, seed: int) -> list[Plan]:
    """How a number of posts outside the central administration is spread over units."""
    dice = Dice(seed, "plan")
    chosen = list(TRADES)
    while True:
        amounts = spread(posts, [trade.share for trade in chosen])
        small = [trade for trade, amount in zip(chosen, amounts, strict=True) if amount < trade.least]
        spare = [trade for trade in small if trade.id not in FIRST]
        if not spare and sum(trade.least for trade in chosen) <= posts:
            break
        rarest = spare or [trade for trade in chosen if trade.id not in FIRST]
        chosen.remove(min(rarest, key=lambda trade: trade.share))
    for at, trade in enumerate(chosen):
        while amounts[at] < trade.least:
            amounts[max(range(len(chosen)), key=lambda one: amounts[one] - chosen[one].least)] -= 1
            amounts[at] += 1
    given = dict(zip((trade.id for trade in chosen), amounts, strict=True))
    found = {}
    for trade in sorted(chosen, key=lambda one: one.id == TAKES_THE_REST):
        found[trade.id] = plan = _plan(trade, given[trade.id], dice)
        given[TAKES_THE_REST] += given[trade.id] - plan.posts
    return [found[trade.id] for trade in chosen]


def _plan(trade: Trade, posts: int, dice: Dice) -> Plan:
    """Units of a trade that have this many posts in all, or somewhat fewer if no number of units fits."""
    units = max(1, round(posts / trade.usual))
    while _left(posts, _levels(units, trade.children)) > units * trade.most:
        units += 1
    while units > 1 and _left(posts, _levels(units, trade.children)) < units * trade.least:
        units -= 1
    levels = _levels(units, trade.children)
    members = min(_left(posts, levels), units * trade.most)
    return Plan(trade, uneven(members, units, trade.least, trade.most, dice), levels)


def _left(posts: int, levels: list[list[int]]) -> int:
    return posts - GROUP_STAFF * sum(len(level) for level in levels)


def _levels(units: int, children: int) -> list[list[int]]:
    levels: list[list[int]] = []
    while units > children:
        groups = -(-units // GROUP)
        levels.append(evenly(units, groups))
        units = groups
    return levels
