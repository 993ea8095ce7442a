"""The functions and aggregates of the language: how a call of each is typed.

To add one, write a function here and enter it below; its meaning goes into `evaluate`.
"""

from __future__ import annotations

import ast
import datetime as dt
from collections.abc import Callable
from typing import TYPE_CHECKING

from pejl.engine.language import terms as t
from pejl.engine.language.names import Names
from pejl.engine.language.terms import DATE, NUMBER, TRUTH, Stream, Term, Type
from pejl.engine.model.kinds import EPOCH

if TYPE_CHECKING:
    from pejl.engine.language.resolve import Resolver


def arguments(resolver: Resolver, node: ast.Call, n: int) -> list[ast.expr]:
    """The arguments of a call, which have to be n."""
    if len(node.args) != n:
        raise resolver.error(
            node,
            "{name} takes {expected} values, and here are {found}",
            name=getattr(node.func, "id", ""),
            expected=n,
            found=len(node.args),
        )
    return node.args


def aggregate(resolver: Resolver, node: ast.Call, names: Names) -> Term:
    """`count(s)`, `sum(s)`, ...: one value from a stream."""
    name = getattr(node.func, "id", "")
    (argument,) = arguments(resolver, node, 1)
    stream = resolver.any(argument, names)
    if not isinstance(stream, Stream):
        raise resolver.error(
            argument,
            "{text} is a single value, not a list to run over",
            text=stream.text,
        )
    accepted = AGGREGATES[name]
    if accepted and stream.type not in accepted:
        raise resolver.error(
            argument,
            "{name} runs over {expected}, and {text} gives {found}",
            name=name,
            expected=" or ".join(f"{type_.name}s" for type_ in accepted),
            text=stream.text,
            found=str(stream.type),
        )
    result = {"count": NUMBER, "distinct": NUMBER, "any": TRUTH, "all": TRUTH}.get(name, stream.type)
    return t.Aggregate(name, stream, type=result, free=stream.free, **resolver.spot(node))


def date(resolver: Resolver, node: ast.Call, names: Names) -> Term:
    """`date('2014-05-01')`: a constant."""
    (argument,) = arguments(resolver, node, 1)
    try:
        assert isinstance(argument, ast.Constant) and isinstance(argument.value, str)
        assert len(argument.value) == len("2014-05-01") and "W" not in argument.value
        day = dt.date.fromisoformat(argument.value).toordinal() - EPOCH
    except (AssertionError, ValueError):
        raise resolver.error(argument, "date takes a text such as '2014-05-01'") from None
    return t.Constant(day, type=DATE, **resolver.spot(node))


def days(resolver: Resolver, node: ast.Call, names: Names) -> Term:
    """`days(a, b)`: the days from one date to another."""
    first, last = (resolver.typed(argument, names, DATE) for argument in arguments(resolver, node, 2))
    return t.Days(first, last, type=NUMBER, free=first.free | last.free, **resolver.spot(node))


def known(resolver: Resolver, node: ast.Call, names: Names) -> Term:
    """`known(x)`: whether a value or a list is known."""
    (argument,) = arguments(resolver, node, 1)
    part = resolver.any(argument, names)
    return t.Known(part, type=TRUTH, free=part.free, **resolver.spot(node))


def chain(resolver: Resolver, node: ast.Call, names: Names) -> Stream:
    """`chain(x.f)` and `below(x.f)`: what a link leads to, and what leads here by it."""
    (argument,) = arguments(resolver, node, 1)
    link = resolver.term(argument, names)
    if not isinstance(link, t.Field) or link.type.table != link.base.type.table or link.name == "before":
        raise resolver.error(argument, "this takes a link to the same table, such as u.parent")
    direction = "up" if getattr(node.func, "id", "") == "chain" else "down"
    return resolver.stream(t.OfChain(link.base, link.name, direction), link.base.type, names, node)


def duplicates(resolver: Resolver, node: ast.Call, names: Names) -> Stream:
    """`duplicates(x.f)`: the other entities with the same value of a field."""
    (argument,) = arguments(resolver, node, 1)
    value = resolver.term(argument, names)
    if not isinstance(value, t.Field) or value.name in ("before", "id"):
        raise resolver.error(argument, "duplicates takes a field of an entity, such as p.name")
    return resolver.stream(t.OfDuplicates(value.base, value.name), value.base.type, names, node)


def after(resolver: Resolver, node: ast.Call, names: Names) -> Term:
    """`after(x, s)`: the element of a stream that comes after another."""
    written, listed = arguments(resolver, node, 2)
    element, stream = resolver.term(written, names), resolver.any(listed, names)
    if not isinstance(stream, Stream):
        raise resolver.error(listed, "{text} is a single value, not a list to run over", text=stream.text)
    if not (stream.type.table or stream.type == t.TEXT):
        raise resolver.error(
            listed, "after takes a list of entities or texts, and {text} gives {found}",
            text=stream.text, found=str(stream.type),
        )  # fmt: skip
    resolver.comparable(element, stream.element, (written, listed))
    return t.After(element, stream, type=stream.type, free=element.free | stream.free, **resolver.spot(node))


AGGREGATES: dict[str, tuple[Type, ...]] = {
    "count": (),
    "sum": (NUMBER,),
    "min": (NUMBER, DATE),
    "max": (NUMBER, DATE),
    "any": (TRUTH,),
    "all": (TRUTH,),
    "distinct": (),
    "first": (),
}
"""The aggregates, with the types of elements that they accept; none given means any."""

FUNCTIONS: dict[str, Callable[[Resolver, ast.Call, Names], Term | Stream]] = {
    **dict.fromkeys(AGGREGATES, aggregate),
    "known": known,
    "date": date,
    "days": days,
    "chain": chain,
    "below": chain,
    "duplicates": duplicates,
    "after": after,
}
"""Everything that can be called, by name."""
