"""Two managers whose span of control is wrong: one leads far too many, one far too few."""

from __future__ import annotations

from collections.abc import Iterator

from pejl.engine.example.records import Post, Town, Unit

FAR_TOO_MANY, TOO_FEW, LEAST = 45, 2, 4
ROOM = 22
"""The most that other leaders of the unit may get without a fault of their own."""
CARE = ("plejecenter", "hjemmepleje")


def wide_span(town: Town) -> Iterator[tuple[str, str]]:
    """Let one team leader in care have 45, in the first unit that is large enough."""
    for unit in town.units.values():
        leaders, members = _teams(unit)
        if (
            unit.kind in CARE
            and len(members) >= FAR_TOO_MANY + LEAST * (len(leaders) - 1)
            and len(leaders) > 1
        ):
            for at, member in enumerate(members):
                member.boss = leaders[0] if at < FAR_TOO_MANY else leaders[1 + at % (len(leaders) - 1)]
            yield from ((rule, leaders[0].id) for rule in ("EB-03d", "EB-03e", "EB-03i"))
            return


def narrow_span(town: Town) -> Iterator[tuple[str, str]]:
    """Let one team leader at a school have two, in the first school whose others have room for the rest."""
    for unit in town.units.values():
        leaders, members = _teams(unit)
        if unit.kind == "skole" and len(leaders) > 1 and len(members) - TOO_FEW <= ROOM * (len(leaders) - 1):
            for at, member in enumerate(members):
                member.boss = leaders[0] if at < TOO_FEW else leaders[1 + at % (len(leaders) - 1)]
            yield from ((rule, leaders[0].id) for rule in ("EB-03a", "EB-03h"))
            return


def _teams(unit: Unit) -> tuple[list[Post], list[Post]]:
    leaders = [post for post in unit.posts if post.kind == "teamleder"]
    return leaders, [post for post in unit.posts if post.boss in leaders]
