"""What may be told of what people cost, without telling what single persons cost.

Every sum that papers tell is an equation in the costs of positions. A sum over few people tells a salary,
and so does the difference of two sums that few people make: a total before and after, a unit and what it was
merged into. So all sums are looked at together, and as many are left out as it takes for no sum over fewer
than `FEWEST` people to follow from the rest (the audit of Chin and Özsoyoğlu, "Auditing and inference control
in statistical databases", IEEE Transactions on Software Engineering 8(6), 1982).
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
import numpy.typing as npt

from pejl.engine.diff.entities import asked
from pejl.engine.findings import Named, Shown, Unknown
from pejl.engine.model.tables import Design

FEWEST = 3
"""What fewer people cost is only shown where single persons may be."""
MANAGER = "count(p.reports) >= 1 or count(p.leads) >= 1"
"""A manager leads a unit, or somebody reports to them."""
ZERO = 1e-9
"""Smaller numbers are what calculating with fractions leaves of 0."""


@dataclass(frozen=True)
class Post:
    """What a position costs, and what it counts among.

    Attributes:
        heads: how many people hold it.
        cost, external: what it costs a year, and what of it others pay.
        temporary, manager: whether it is.
        unit: the id of its unit; "" if nobody says.
    """

    heads: Shown
    cost: Shown
    external: Shown
    temporary: Shown
    manager: Shown
    unit: str


Posts = Mapping[str, Post]
Share = tuple[str, str, Shown]
"""A part of a sum: the field that is added up, the id of a position before, and what that position has."""
Sum = frozenset[Share]
COUNTED: dict[str, tuple[str, Callable[[Post], Shown]]] = {
    "cost": ("cost", lambda post: True),
    "temporary_cost": ("cost", lambda post: post.temporary),
    "external": ("external", lambda post: True),
    "management_cost": ("cost", lambda post: post.manager),
}
"""The figures that tell what people cost: the field that they add up, and whether a position counts."""


Name = tuple[int, str, str]
Leak = dict[Name, float]
"""The numbers from which something follows, and how much each of them says."""


@dataclass(frozen=True)
class Told:
    """A number that papers tell.

    Attributes:
        name: which it is: of which design, of what kind, and its id.
        rank: numbers of a lower rank are left out first.
        adds_up: what it adds up: what is counted for certain, and what may be counted.
    """

    name: Name
    rank: int
    adds_up: tuple[Sum, ...]


def posts(design: Design, as_of: dt.date | None) -> dict[str, Post]:
    """The positions of a design, by id."""
    fields = ("p.heads", "p.cost", "p.external_income", "p.temporary", MANAGER, "p.unit")
    subjects, columns = asked(design, "p in positions", list(fields), as_of)
    found: dict[str, Post] = {}
    for row, subject in enumerate(subjects):
        assert isinstance(subject, Named)
        heads, cost, external, temporary, manager, unit = (column[row] for column in columns)
        home = unit.id if isinstance(unit, Named) else ""
        found[subject.id] = Post(heads, cost, external, temporary, manager, home)
    return found


def sums(of: Mapping[str, Post], figure: str, was: Mapping[str, str]) -> tuple[Sum, ...]:
    """What a figure adds up: what it counts for certain, and what it may count.

    Args:
        of: the positions that it is about.
        figure: one of `COUNTED`.
        was: the earlier id of positions that have another now.
    """
    field, counts = COUNTED[figure]
    found: dict[bool, set[Share]] = defaultdict(set)
    for id_, post in of.items():
        amount, holds = getattr(post, field), counts(post)
        if holds not in (False, None) and amount not in (None, 0, Unknown()):
            found[holds is True].add((field, was.get(id_, id_), amount))
    return tuple(map(frozenset, found.values()))


def left_out(numbers: Sequence[Told], heads: Mapping[str, Shown]) -> set[Name]:
    """The numbers that have to be left out for the others not to tell what too few people cost.

    Args:
        numbers: all that would be told.
        heads: how many people hold each position, by the earlier ids.
    """
    told = {one.name: one for one in numbers}
    while leaks := list(_leaks(list(told.values()), heads)):
        for leak in leaks:
            if leak.keys() <= told.keys():
                numbers_ = (told[name] for name in leak)
                least = min(
                    numbers_, key=lambda one: (one.rank, -leak[one.name], _size(one, heads), one.name)
                )
                del told[least.name]
    return {one.name for one in numbers} - set(told)


def _size(number: Told, heads: Mapping[str, Shown]) -> float:
    """Over how many people a number adds up."""
    return _people({id_ for part in number.adds_up for _, id_, _ in part}, heads)


def _leaks(numbers: Sequence[Told], heads: Mapping[str, Shown]) -> Iterator[Leak]:
    """Numbers from which a sum over too few people follows: each of one group, or else one of two.

    What always stands together in the sums is a group; only the sums of groups can be told. A sum over some
    groups follows from what is told if the costs that fit it, seen in these groups alone, do not have the
    freedom of as many numbers.
    """
    sums = [(part, one) for one in numbers for part in one.adds_up]
    groups = _groups([part for part, _ in sums])
    if not groups:
        return
    told = np.zeros((len(sums), len(groups)))
    for column, places in enumerate(groups):
        told[list(places), column] = 1
    free = _freedom(told)
    small = []
    sure = False
    for at, group in enumerate(groups.values()):
        ids = {id_ for _, id_, _ in group}
        if any(heads[id_] != 0 for id_ in ids) and _people(ids, heads) < FEWEST:
            small.append((at, ids))
            if _follows([at], free):
                sure = True
                yield _telling([at], free, told, sums)
    if sure:
        return
    for one, other in combinations(small, 2):
        ids = one[1] | other[1]
        if _people(ids, heads) < FEWEST:
            within = [at for at, own in small if own <= ids]
            if _follows(within, free):
                yield _telling(within, free, told, sums)
                return  # what is left out for it may end others


def _groups(sums: Sequence[Sum]) -> dict[tuple[int, ...], list[Share]]:
    """The shares that stand in the same sums, by the places of these sums."""
    places: dict[Share, list[int]] = defaultdict(list)
    for at, part in enumerate(sums):
        for share in part:
            places[share].append(at)
    found: dict[tuple[int, ...], list[Share]] = defaultdict(list)
    for share in sorted(places, key=str):
        found[tuple(places[share])].append(share)
    return found


Numbers = npt.NDArray[np.float64]


def _freedom(told: Numbers) -> Numbers:
    """By group, how it can vary while all sums stay as told: a basis of the null space."""
    _, sizes, basis = np.linalg.svd(told)
    return np.asarray(basis[int(np.sum(sizes > ZERO * max(told.shape))) :].T)


def _follows(groups: list[int], free: Numbers) -> bool:
    """Whether a sum over nothing but some groups follows from what is told."""
    rows = free[groups]
    return not rows.size or int(np.linalg.matrix_rank(rows, tol=ZERO)) < len(groups)


def _telling(groups: list[int], free: Numbers, told: Numbers, sums: list[tuple[Sum, Told]]) -> Leak:
    """The numbers from which a sum over some groups follows."""
    left, sizes, _ = np.linalg.svd(free[groups]) if free.size else (np.eye(len(groups)), np.zeros(0), None)
    sum_ = np.zeros(told.shape[1])
    sum_[groups] = left[:, int(np.sum(sizes > ZERO))]
    weights = np.linalg.lstsq(told.T, sum_, rcond=None)[0]
    found: Leak = defaultdict(float)
    for (_, one), weight in zip(sums, weights, strict=True):
        if abs(weight) > 1e-6:
            found[one.name] = round(found[one.name] + abs(float(weight)), 6)
    return found


def _people(ids: Iterable[str], heads: Mapping[str, Shown]) -> float:
    """How many people hold some positions for certain."""
    known = (heads[id_] for id_ in ids)
    return sum(float(one) for one in known if certain(one))  # type: ignore[arg-type, misc]


def few(people: Shown) -> bool:
    """Whether so few people, or perhaps so few, that what they cost may tell a salary."""
    return people != 0 and not (certain(people) and people >= FEWEST)  # type: ignore[operator]


def certain(value: Shown) -> bool:
    """Whether a value is a number, known exactly."""
    return isinstance(value, int | float) and not isinstance(value, bool)
