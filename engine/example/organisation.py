"""The institutions and sections under the centres: units, posts and tasks until the size is reached."""

from __future__ import annotations

from collections.abc import Iterator

from pejl.engine.example.build import FULL, post, several, task, unit, weigh
from pejl.engine.example.centre import build_centre
from pejl.engine.example.dice import Dice, evenly, spread
from pejl.engine.example.names import Places, slug
from pejl.engine.example.plan import Plan, plans
from pejl.engine.example.records import Post, Town, Unit
from pejl.engine.example.staffs import build_staffs
from pejl.engine.example.trades import Job, Trade

PART_TIME = (FULL, FULL, FULL, 946, 865, 865, 811)
"""What the posts of institutions are, in thousandths of full time: 37, 35, 32 and 30 hours a week."""
PEOPLE_PER_TASK = 5
LEVELS = (("Område", "Områdechef"), ("Distrikt", "Distriktschef"), ("Storområde", "Storområdechef"))


def organisation(size: int, seed: int) -> Town:
    """The line of a municipality with this many posts."""
    town = Town(size, seed)
    build_centre(town)
    build_staffs(town)
    for plan in plans(size - len(town.posts), seed):
        _trade(town, plan)
    weigh(town)
    return town


def _trade(town: Town, plan: Plan) -> None:
    """The units of a trade, under the areas and districts that group them."""
    trade = plan.trade
    dice, places = Dice(town.seed, trade.id), Places(town.seed, trade.id)
    parents: list[Unit] = [town.units[trade.centre]]
    for level in reversed(range(len(plan.levels))):
        above = _grouped(parents, [len(plan.levels[level])] if len(parents) == 1 else plan.levels[level + 1])
        parents = [
            _area(town, trade, at, level, parent, places)
            for at, parent in zip(range(1, len(plan.levels[level]) + 1), above, strict=True)
        ]
    above = _grouped(parents, plan.levels[0] if plan.levels else [len(plan.sizes)])
    for at, (parent, size) in enumerate(zip(above, plan.sizes, strict=True), start=1):
        _unit(town, trade, at, size, parent, places.next(), dice)


def _grouped(parents: list[Unit], members: list[int]) -> Iterator[Unit]:
    for parent, count in zip(parents, members, strict=True):
        for _ in range(count):
            yield parent


def _area(town: Town, trade: Trade, at: int, level: int, parent: Unit, places: Places) -> Unit:
    """A group of units of one trade: its chief and two consultants."""
    word, title = LEVELS[min(level, len(LEVELS) - 1)]
    place = places.next()
    made = unit(
        town, f"{trade.id}-{slug(word)}{level + 1}-{at}", f"{word} {place}, {trade.field}", slug(word), parent
    )
    made.kind = word.lower()
    made.more["core_tasks"] = town.units[trade.centre].more["core_tasks"]
    boss = parent.head
    assert boss is not None
    made.head = post(made, "chef", f"{title} i {made.name}", "områdechef", boss, "ledelse", 880_000)
    advisers = several(
        made, "konsulent", "Områdekonsulent", "områdekonsulent", made.head, "områdeudvikling", 560_000, 2
    )
    task(made, "ledelse", f"Ledelse af {made.name}", "ledelse", [made.head], "ledelse")
    task(made, "udvikling", f"Udvikling i {made.name}", "områdeudvikling", advisers, "udvikling")
    return made


def _unit(town: Town, trade: Trade, at: int, size: int, parent: Unit, place: str, dice: Dice) -> None:
    """An institution or section with its posts and tasks."""
    id_ = f"{trade.id}-{at}"
    made = unit(town, id_, trade.name.format(place), trade.kind, parent, site=id_ if trade.own_site else "")
    made.word = trade.word
    made.more["core_tasks"] = town.units[trade.centre].more["core_tasks"]
    boss = parent.head
    assert boss is not None
    made.head = post(
        made, "leder", f"{trade.leader} {made.inside}", trade.leader_kind, boss, "ledelse", trade.leader_cost
    )
    assisting = sum(int(job.share) for job in trade.assisting)
    for job in trade.assisting:
        _group(made, trade, job, [made.head], int(job.share), dice, citizen=False)
    members = size - 1 - assisting
    leaders = _leaders(made, trade, members, assisting)
    members -= len(leaders)
    groups = [
        _group(made, trade, job, leaders or [made.head], number, dice, citizen=True)
        for job, number in zip(trade.jobs, _numbers(trade.jobs, members), strict=True)
    ]
    _level_teams(groups, leaders)
    task(
        made, "ledelse", f"Ledelse af {made.name}", "ledelse", [made.head, *leaders], "ledelse", trade.measure
    )
    developing = groups[0][:3] if len(groups[0]) >= 3 else groups[0]
    task(
        made,
        "udvikling",
        f"{trade.development} {made.inside}",
        "udvikling",
        developing,
        "udvikling",
        trade.measure,
    )


def _leaders(made: Unit, trade: Trade, members: int, assisting: int) -> list[Post]:
    """The team leaders, if there are too many for one manager."""
    if not trade.team or members + assisting <= trade.team:
        return []
    teams = max(2, -(-members // (trade.team + 1)))
    assert made.head is not None
    return several(made, "teamleder", trade.team_leader, "teamleder", made.head, "ledelse", 570_000, teams)


def _numbers(jobs: tuple[Job, ...], members: int) -> list[int]:
    """How many posts each job has: two at least, or none, so that nobody is alone with a profession."""
    numbers = spread(members, [job.share for job in jobs])
    for at in range(1, len(jobs)):
        if numbers[at] < 2:
            numbers[0] += numbers[at]
            numbers[at] = 0
    return numbers


def _group(
    made: Unit, trade: Trade, job: Job, bosses: list[Post], number: int, dice: Dice, citizen: bool
) -> list[Post]:
    """The posts of one job, and their tasks."""
    key, kind, title = slug(job.title), job.kind or job.title.lower(), f"{job.title} {made.inside}"
    posts = [
        post(made, f"{key}-{at}", title, kind, bosses[0], job.profession, job.cost, dice.pick(PART_TIME))
        for at in range(1, number + 1)
    ]
    for one in posts if job.heads > 1 else ():
        one.heads, one.fte = job.heads, FULL * job.heads // 2
        one.cost = job.cost * one.fte // FULL
    wanted = max(1, number // PEOPLE_PER_TASK) if number else 0
    for at in range(wanted):
        turn, which = divmod(at, len(job.tasks))
        name = f"{job.tasks[which]}{f' (hold {turn + 1})' if turn else ''} {made.inside}"
        key_of = f"{slug(job.tasks[which])}{f'-{turn + 1}' if turn else ''}"
        work = trade.work if citizen else "støtte"
        task(made, key_of, name, job.function, posts[at::wanted], work, trade.measure, citizen)
    return posts


def _level_teams(groups: list[list[Post]], leaders: list[Post]) -> None:
    """Spread the members over the teams, as evenly as can be and with all jobs in each."""
    if not leaders:
        return
    members = [member for group in groups for member in group]
    order = [leader for at in range(max(evenly(len(members), len(leaders)))) for leader in leaders]
    for member, leader in zip(members, order, strict=False):
        member.boss = leader
