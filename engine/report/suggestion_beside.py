"""An answer beside a design that somebody decided: what they agree on, and the price of each difference."""

from __future__ import annotations

from collections import Counter

from pejl.engine.beside import Beside, Point, Price
from pejl.engine.language.rules import Rule
from pejl.engine.prepare import Search
from pejl.engine.report.json_format import Object, change_of
from pejl.engine.report.screen import Screen
from pejl.engine.report.suggestion_answer import listed_changes
from pejl.engine.report.suggestion_words import Names, figure
from pejl.engine.report.texts import said, say, translated
from pejl.engine.report.values import listed, number
from pejl.engine.search.reasons import Member
from pejl.engine.values.linear import OPEN

MOST_TARGETS = 4


def beside(screen: Screen, told: Beside, search: Search, names: Names) -> None:
    """Add the comparison of an answer with a decision.

    Args:
        screen: receives it.
        told: the comparison.
        search: what was searched.
        names: the names of entities.
    """
    language = names.language
    title = said(told.title, language) or told.design
    screen.heading(say("Beside what was decided: {title}", language, title=title))
    points = len(told.agreed) + len(told.prices)
    text = (
        "The two agree on {agreed} of the {points} points that could be chosen and that one of them changes."
    )
    screen.paragraph(
        say(text, language, agreed=number(len(told.agreed), language), points=number(points, language))
    )
    for table, relation in _kinds(told):
        agreed = sum(1 for one in told.agreed if (one.table, one.relation) == (table, relation))
        differing = sum(
            1 for one in told.prices if (one.point.table, one.point.relation) == (table, relation)
        )
        label = f"{names.table(table)} · {_relation(table, relation, names)}"
        counts = say("{agreed} alike, {differing} not", language, agreed=agreed, differing=differing)
        screen.field(label, counts, 34)
    for price in told.prices:
        _price(screen, price, search, names)
    if told.prices and len({goal.rank for goal in search.model.goals}) > 1:
        text = "A price is told in what is small first of all; what comes after that may be other, too."
        screen.paragraph(translated(text, language), style="dim")
    if told.elsewhere:
        screen.blank()
        title = say("Decided besides, of what this search could not choose", language)
        listed_changes(screen, title, told.elsewhere, names)


def _kinds(told: Beside) -> list[tuple[str, str]]:
    points = [*told.agreed, *(one.point for one in told.prices)]
    return list(Counter((one.table, one.relation) for one in points))


def _relation(table: str, relation: str, names: Names) -> str:
    return translated("there", names.language) if relation == OPEN else names.field(table, relation)


def _price(screen: Screen, price: Price, search: Search, names: Names) -> None:
    """One difference: who says what, and what it costs to give in."""
    point, language = price.point, names.language
    screen.blank()
    screen.line(
        "  ",
        (names.of(point.table, point.entity), "bold"),
        " · ",
        _relation(point.table, point.relation, names),
    )
    screen.field(say("the search", language), _targets(point.found, point, search, names), 12)
    screen.field(say("decided", language), _targets(point.decided, point, search, names), 12)
    screen.field(say("price", language), _cost(price, search, names), 12)


def _targets(targets: tuple[str, ...] | None, point: Point, search: Search, names: Names) -> str:
    if targets is None:
        return translated("unknown", names.language)
    if point.relation == OPEN:
        return translated("yes" if targets else "no", names.language)
    link = search.asked.design.schema[point.table].fields[point.relation].link
    assert link is not None
    found = [names.of(link.to, one) for one in targets]
    return listed(found[:MOST_TARGETS], len(found), names.language) or translated("none", names.language)


def _cost(price: Price, search: Search, names: Names) -> str:
    """What it costs to give in on a point."""
    language = names.language
    if price.outside:
        return say("the search could not choose that", language)
    if price.extra is not None:
        text = "as good" if price.extra == 0 else "{extra} more" if price.extra > 0 else "{extra} less"
        amount = say(text, language, extra=figure(abs(price.extra), language))
        return amount if price.proven else say("at most {amount}; not proven", language, amount=amount)
    if not price.breaks:
        return say("no such design was found in time", language)
    rules = {rule.id: rule for rule in search.asked.loaded.rules.rules}
    demands = "; ".join(_demand(rules[one.rule], one, names) for one in price.breaks)
    return say(
        "no such design exists, for then these cannot be kept together: {demands}", language, demands=demands
    )


def _demand(rule: Rule, member: Member, names: Names) -> str:
    entity = names.of(rule.scope.subject.type.table, member.entity)
    return f"{rule.id} {said(rule.title, names.language)} ({entity})"


def plain(told: Beside) -> Object:
    """The comparison for programs."""
    return {
        "design": told.design,
        "agreed": [_point(one) for one in told.agreed],
        "differences": [
            {
                **_point(one.point),
                "extra": None if one.extra is None else float(one.extra),
                "proven": one.proven,
                "outside": one.outside,
                "breaks": [{"rule": member.rule, "entity": member.entity} for member in one.breaks],
            }
            for one in told.prices
        ],
        "elsewhere": [change_of(one) for one in told.elsewhere],
    }


def _point(point: Point) -> Object:
    return {
        "table": point.table,
        "entity": point.entity,
        "relation": point.relation,
        "before": None if point.before is None else list(point.before),
        "found": list(point.found),
        "decided": None if point.decided is None else list(point.decided),
    }
