"""Syntax tree -> typed terms: every name is resolved and every type checked before anything runs."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterable
from fractions import Fraction
from typing import TypedDict

from msgspec.structs import replace
from msgspec.structs import replace as changed

from pejl.engine.errors import PejlError, nearest
from pejl.engine.language import terms as t
from pejl.engine.language.functions import FUNCTIONS
from pejl.engine.language.names import Names, Scope
from pejl.engine.language.parse import Expression, parse, parse_scope
from pejl.engine.language.terms import DATE, NOTHING, NUMBER, TEXT, TRUTH, Stream, Term, Type
from pejl.engine.model.kinds import Day, Flag, Link, Many, Number

Resolved = Term | Stream


class Spot(TypedDict):
    """What a term was written with, and where."""

    text: str
    start: int


class Common(Spot):
    """What a term of known type is made with."""

    type: Type
    free: frozenset[str]


def scope(expression: Expression | None, names: Names) -> Scope:
    """Resolve the `for` of a rule; without one the rule is about the design."""
    if expression is None:
        inside, variable = names.bind("design", t.entity("design"))
        return Scope((t.Generator(variable.name, variable.type, t.OfTable("design", False)),), inside)
    resolver = Resolver(expression)
    generators, inside = resolver.generators(parse_scope(expression), names)
    if not generators[0].type.table:
        raise expression.fail(0, "a rule has to be about entities, such as: u in units")
    return Scope(generators, inside)


def resolve(expression: Expression, names: Names) -> Resolved:
    """Resolve an expression to a term, or to a stream."""
    return Resolver(expression).any(parse(expression), names)


def resolve_single(expression: Expression, names: Names) -> Term:
    """Resolve an expression that has to give a single value."""
    return Resolver(expression).term(parse(expression), names)


def resolve_truth(expression: Expression, names: Names) -> Term:
    """Resolve an expression that has to be true or false."""
    return Resolver(expression).typed(parse(expression), names, TRUTH)


class Resolver:
    """Resolves the nodes of one expression; every error points at a character of it."""

    def __init__(self, expression: Expression) -> None:
        self.expression = expression

    def error(self, node: ast.AST, template: str, hint: str | None = None, **values: object) -> PejlError:
        return self.expression.fail(getattr(node, "at", 0), template, hint, **values)

    def spot(self, node: ast.AST) -> Spot:
        at, to = getattr(node, "at", 0), getattr(node, "to", 0)
        return {"text": " ".join(self.expression.text[at:to].split()), "start": at}

    def term(self, node: ast.expr, names: Names) -> Term:
        """A single value."""
        resolved = self.any(node, names)
        if isinstance(resolved, Stream):
            raise self.error(
                node,
                "{text} is a list, and a single value is expected here",
                "use count, any, all, first or in",
                text=resolved.text,
            )
        return resolved

    def typed(self, node: ast.expr, names: Names, *types: Type) -> Term:
        """A single value of one of these types."""
        resolved = self.term(node, names)
        if resolved.type not in types:
            raise self.error(
                node,
                "{text} is {found}, and {expected} is expected here",
                text=resolved.text,
                found=str(resolved.type),
                expected=" or ".join(str(type_) for type_ in types),
            )
        return resolved

    def any(self, node: ast.expr, names: Names) -> Resolved:
        """A term or a stream."""
        handler = HANDLERS.get(type(node))
        if handler is None:
            raise self.error(
                node, "{text} is Python, but not of the rule language", text=self.spot(node)["text"]
            )
        return handler(self, node, names)

    # names and fields

    def name(self, node: ast.Name, names: Names) -> Resolved:
        spot = self.spot(node)
        if node.id in names.variables:
            return changed(names.variables[node.id], **spot)
        if node.id in names.lists:
            return self.stream(t.OfList(parameter=node.id), TEXT, names, node)
        if node.id in names.parameters:
            return t.Parameter(node.id, type=names.parameters[node.id], **spot)
        if node.id in names.schema and node.id != "design":
            return self.stream(t.OfTable(node.id, False), t.entity(node.id), names, node)
        if node.id == "design":
            first = t.Generator("design.0", t.entity("design"), t.OfTable("design", False))
            whole = t.Variable("design.0", type=t.entity("design"), free=frozenset(["design.0"]))
            stream = Stream((first,), whole)
            return t.Aggregate("first", stream, type=whole.type, **spot)
        if node.id == "before":
            raise self.error(node, "before is followed by a table", "write before.units")
        raise self.unknown(node, node.id, names.all(), "there is nothing here called {name!r}")

    def unknown(
        self, node: ast.AST, name: str, known: Iterable[str], template: str, **values: object
    ) -> PejlError:
        """An error about a name that does not exist, with the nearest one that does."""
        near = nearest(name, known)
        hint = "did you mean {near!r}?" if near else "there are: {known}"
        known_names = ", ".join(sorted(known)[:30])
        start = getattr(node, "at", 0)
        if isinstance(node, ast.Attribute):  # point at the name after the dot
            start = max(start, getattr(node, "to", 0) - len(node.attr))
        return self.expression.fail(start, template, hint, name=name, near=near, known=known_names, **values)

    def attribute(self, node: ast.Attribute, names: Names) -> Resolved:
        if isinstance(node.value, ast.Name) and node.value.id == "before" and "before" not in names.variables:
            if node.attr not in names.schema:
                raise self.unknown(node, node.attr, names.schema, "there is no table called {name!r}")
            return self.stream(t.OfTable(node.attr, True), t.entity(node.attr, True), names, node)
        base = self.any(node.value, names)
        if isinstance(base, Stream):
            inner = self.step(base.element, node, names)
            if isinstance(inner, Stream):
                return Stream(base.generators + inner.generators, inner.element, **self.spot(node))
            return Stream(base.generators, inner, **self.spot(node))
        return self.step(base, node, names)

    def step(self, base: Term, node: ast.Attribute, names: Names) -> Resolved:
        """One dot after an entity."""
        name, owner = node.attr, base.type
        if not owner.table:
            raise self.error(
                node,
                "{text} is {found}, which has no fields",
                text=self.spot(node.value)["text"],
                found=str(owner),
            )
        table = names.schema[owner.table]
        spot = self.spot(node)
        if name in table.fields:
            kind = table.fields[name].kind
            if isinstance(kind, Many):
                target = kind.of.to if isinstance(kind.of, Link) else ""
                element = t.entity(target, owner.before) if target else TEXT
                return self.stream(t.OfRelation(base, name), element, names, node)
            return t.Field(base, name, type=_type_of(kind, owner.before), free=base.free, **spot)
        if name in table.inverses:
            element = t.entity(table.inverses[name][0], owner.before)
            return self.stream(t.OfRelation(base, name), element, names, node)
        if name in table.closures:
            direction = table.closures[name][1]
            if direction not in ("root", "depth"):
                return self.stream(t.OfRelation(base, name), owner, names, node)
            type_ = NUMBER if direction == "depth" else owner
            return t.Field(base, name, type=type_, free=base.free, **spot)
        if name == "before":
            return t.Field(base, name, type=t.entity(owner.table, True), free=base.free, **spot)
        if name == "id":
            return t.Field(base, name, type=TEXT, free=base.free, **spot)
        raise self.unknown(node, name, table.names, "{table} has no field called {name!r}", table=owner.table)

    def stream(self, source: t.Source, type_: Type, names: Names, node: ast.expr) -> Stream:
        """The stream of a source alone."""
        _, variable = names.bind("it", type_)
        return Stream((t.Generator(variable.name, type_, source),), variable, **self.spot(node))

    # literals and arithmetic

    def constant(self, node: ast.Constant, names: Names) -> Term:
        value, spot = node.value, self.spot(node)
        if value is None:
            return t.Constant(None, type=NOTHING, **spot)
        if isinstance(value, bool):
            return t.Constant(value, type=TRUTH, **spot)
        if isinstance(value, int | float) and abs(value) < 2**53:
            return t.Constant(Fraction(repr(value)), type=NUMBER, **spot)
        if isinstance(value, str):
            return t.Constant(value, type=TEXT, **spot)
        raise self.error(node, "{text} is no number, text, True, False or None", text=spot["text"])

    def list_of_texts(self, node: ast.Tuple | ast.List, names: Names) -> Stream:
        texts = []
        for item in node.elts:
            if not isinstance(item, ast.Constant) or not isinstance(item.value, str):
                raise self.error(item, "a list may only hold texts in quotes")
            texts.append(item.value)
        return self.stream(t.OfList(tuple(texts)), TEXT, names, node)

    def binary(self, node: ast.BinOp, names: Names) -> Term:
        left = self.typed(node.left, names, NUMBER)
        right = self.typed(node.right, names, NUMBER)
        common: Common = {"type": NUMBER, "free": left.free | right.free, **self.spot(node)}
        if isinstance(node.op, ast.Div):
            divisor = constant_value(right)
            if not divisor:
                raise self.error(node.right, "a number can only be divided by a constant that is not 0")
            return t.Scaled(left, 1 / divisor, **common)
        if isinstance(node.op, ast.Mod):
            divisor = constant_value(right)
            if not divisor or divisor < 0:
                raise self.error(node.right, "a remainder is of division by a constant above 0")
            return t.Remainder(left, divisor, **common)
        if isinstance(node.op, ast.Mult):
            for part, other in ((left, right), (right, left)):
                factor = constant_value(part)
                if factor is not None:
                    return t.Scaled(other, factor, **common)
        op = {ast.Add: "+", ast.Sub: "-", ast.Mult: "*"}.get(type(node.op))
        if op is None:
            raise self.error(node, "only +, -, *, / and % can be calculated with")
        return t.Arithmetic(op, left, right, **common)

    def unary(self, node: ast.UnaryOp, names: Names) -> Term:
        if isinstance(node.op, ast.Not):
            part = self.typed(node.operand, names, TRUTH)
            return t.Not(part, type=TRUTH, free=part.free, **self.spot(node))
        if not isinstance(node.op, ast.USub):
            raise self.error(node, "only - and not may stand before a value")
        part = self.typed(node.operand, names, NUMBER)
        spot = self.spot(node)
        value = constant_value(part)
        if value is not None:
            return t.Constant(-value, type=NUMBER, **spot)
        return t.Scaled(part, Fraction(-1), type=NUMBER, free=part.free, **spot)

    # truth

    def logic(self, node: ast.BoolOp, names: Names) -> Term:
        parts = tuple(self.typed(part, names, TRUTH) for part in node.values)
        op = "and" if isinstance(node.op, ast.And) else "or"
        free = frozenset[str]().union(*(part.free for part in parts))
        return t.Logic(op, parts, type=TRUTH, free=free, **self.spot(node))

    def compare(self, node: ast.Compare, names: Names) -> Term:
        sides = [self.any(side, names) for side in (node.left, *node.comparators)]
        nodes = [node.left, *node.comparators]
        parts = tuple(
            self.comparison(op, (left, right), (first, second), self.link(node, first, second))
            for op, left, right, first, second in zip(
                node.ops, sides, sides[1:], nodes, nodes[1:], strict=False
            )
        )
        if len(parts) == 1:
            return parts[0]
        free = frozenset[str]().union(*(part.free for part in parts))
        return t.Logic("and", parts, type=TRUTH, free=free, **self.spot(node))

    def link(self, chain: ast.Compare, first: ast.expr, second: ast.expr) -> Spot:
        """The spot of one comparison of a chain; of a single one, the whole."""
        if len(chain.ops) == 1:
            return self.spot(chain)
        at, to = getattr(first, "at", 0), getattr(second, "to", 0)
        return {"text": " ".join(self.expression.text[at:to].split()), "start": at}

    def comparison(
        self,
        op: ast.cmpop,
        sides: tuple[Resolved, Resolved],
        nodes: tuple[ast.expr, ast.expr],
        spot: Spot,
    ) -> Term:
        left, right = sides
        common: Common = {"type": TRUTH, "free": left.free | right.free, **spot}
        if isinstance(op, ast.In | ast.NotIn):
            result: Term = self.member(left, right, nodes, common)
        elif isinstance(op, ast.Eq | ast.NotEq | ast.Is | ast.IsNot):
            result = self.equality(left, right, nodes, common)
        elif isinstance(left, Stream) or isinstance(right, Stream):
            raise self.error(nodes[0], "a list cannot be compared with < or >", "use count(...)")
        else:
            return self.order(op, left, right, nodes, common)
        if isinstance(op, ast.NotIn | ast.NotEq | ast.IsNot):
            return t.Not(result, **common)
        return result

    def order(
        self,
        op: ast.cmpop,
        left: Term,
        right: Term,
        nodes: tuple[ast.expr, ast.expr],
        common: Common,
    ) -> Term:
        self.comparable(left, right, nodes, (NUMBER, DATE))
        if isinstance(op, ast.Gt | ast.GtE):
            left, right = right, left
        return t.Compare("<=" if isinstance(op, ast.LtE | ast.GtE) else "<", left, right, **common)

    def equality(
        self, left: Resolved, right: Resolved, nodes: tuple[ast.expr, ast.expr], common: Common
    ) -> Term:
        if isinstance(left, Stream) or isinstance(right, Stream):
            streams = [side if isinstance(side, Stream) else self.single(side) for side in (left, right)]
            if NOTHING in (streams[0].type, streams[1].type):
                raise self.error(nodes[0], "a list is never None", "write count(...) == 0")
            first, second = (changed(one.element, text=one.text) for one in streams)
            self.comparable(first, second, nodes)
            return t.SameSet(streams[0], streams[1], **common)
        for part, other in ((left, right), (right, left)):
            if other.type == NOTHING:
                return t.IsNone(part, **common)
        self.comparable(left, right, nodes)
        return t.Compare("==", left, right, **common)

    def single(self, term: Term) -> Stream:
        """A value as the stream of that value."""
        name = f"only.{id(term)}"
        variable = t.Variable(name, type=term.type, free=frozenset([name]), text=term.text)
        if term.type in (NUMBER, DATE, TRUTH):
            return Stream((), term, term.text, term.start)
        return Stream((t.Generator(name, term.type, t.OfValue(term)),), variable, term.text, term.start)

    def member(
        self, left: Resolved, right: Resolved, nodes: tuple[ast.expr, ast.expr], common: Common
    ) -> Term:
        if isinstance(left, Stream):
            raise self.error(nodes[0], "a list cannot be a member", "write all(x in ... for x in ...)")
        if not isinstance(right, Stream):
            raise self.error(nodes[1], "{text} is not a list", text=right.text)
        self.comparable(left, changed(right.element, text=right.text), nodes)
        return t.Member(left, right, **common)

    def comparable(
        self, left: Term, right: Term, nodes: tuple[ast.expr, ast.expr], types: tuple[Type, ...] = ()
    ) -> None:
        a, b = left.type, right.type
        same = a.table == b.table if a.table and b.table else a == b
        if same and (not types or a in types):
            return
        hint = "write date('2014-05-01')" if DATE in (a, b) and TEXT in (a, b) else None
        if (a.table and b == TEXT) or (b.table and a == TEXT):
            hint = "compare the id or the name: x.id == '...'"
        raise self.error(
            nodes[1],
            "{left} is {left_type} and {right} is {right_type}: they cannot be compared like this",
            hint,
            left=left.text,
            left_type=str(a),
            right=right.text,
            right_type=str(b),
        )

    def conditional(self, node: ast.IfExp, names: Names) -> Term:
        condition = self.typed(node.test, names, TRUTH)
        then, otherwise = self.term(node.body, names), self.term(node.orelse, names)
        if otherwise.type == NOTHING:
            type_ = then.type
        else:
            type_ = otherwise.type
            if then.type != NOTHING:
                self.comparable(then, otherwise, (node.body, node.orelse))
        free = condition.free | then.free | otherwise.free
        return t.Conditional(condition, then, otherwise, type=type_, free=free, **self.spot(node))

    # comprehensions and functions

    def generators(
        self, nodes: list[ast.comprehension], names: Names
    ) -> tuple[tuple[t.Generator, ...], Names]:
        """The generators of a comprehension, and the names inside it."""
        found: list[t.Generator] = []
        for node in nodes:
            if not isinstance(node.target, ast.Name) or node.is_async:
                raise self.error(node.target, "a comprehension binds one variable: for u in units")
            stream = self.any(node.iter, names)
            if not isinstance(stream, Stream):
                raise self.error(
                    node.iter, "{text} is a single value, not a list to run over", text=stream.text
                )
            found.extend(stream.generators)
            element = stream.element
            if isinstance(element, t.Variable) and element.name == found[-1].variable:
                variable = changed(element, text=node.target.id)
                names = replace(names, variables={**names.variables, node.target.id: variable})
            else:
                if element.type in (NUMBER, DATE, TRUTH):
                    raise self.error(
                        node.iter,
                        "{text} gives {found}, and a comprehension runs over entities or texts",
                        "run over the entities: x.budget for x in units",
                        text=stream.text,
                        found=f"{element.type.name}s",
                    )
                names, variable = names.bind(node.target.id, element.type)
                found.append(t.Generator(variable.name, element.type, t.OfValue(element)))
            conditions = tuple(self.typed(test, names, TRUTH) for test in node.ifs)
            found[-1] = changed(found[-1], conditions=found[-1].conditions + conditions)
        return tuple(found), names

    def comprehension(self, node: ast.GeneratorExp, names: Names) -> Stream:
        generators, inside = self.generators(node.generators, names)
        element = self.any(node.elt, inside)
        if isinstance(element, Stream):
            generators, element = generators + element.generators, element.element
        return Stream(generators, element, **self.spot(node))

    def call(self, node: ast.Call, names: Names) -> Resolved:
        if not isinstance(node.func, ast.Name):
            raise self.error(node, "a function is called by its name alone")
        name = node.func.id
        if node.keywords or any(isinstance(argument, ast.Starred) for argument in node.args):
            raise self.error(node, "{name} takes plain arguments only", name=name)
        function = FUNCTIONS.get(name)
        if function is None:
            raise self.unknown(node, name, FUNCTIONS, "there is no function called {name!r}")
        return function(self, node, names)


def constant_value(term: Term) -> Fraction | None:
    """The value of a number that is the same for every design; parameters count as unknown."""
    return term.value if isinstance(term, t.Constant) and isinstance(term.value, Fraction) else None


def _type_of(kind: object, before: bool) -> Type:
    if isinstance(kind, Link):
        return t.entity(kind.to, before)
    if isinstance(kind, Number):
        return NUMBER
    if isinstance(kind, Day):
        return DATE
    return TRUTH if isinstance(kind, Flag) else TEXT


HANDLERS: dict[type[ast.AST], Callable[..., Resolved]] = {
    ast.Name: Resolver.name,
    ast.Attribute: Resolver.attribute,
    ast.Constant: Resolver.constant,
    ast.Tuple: Resolver.list_of_texts,
    ast.List: Resolver.list_of_texts,
    ast.BinOp: Resolver.binary,
    ast.UnaryOp: Resolver.unary,
    ast.BoolOp: Resolver.logic,
    ast.Compare: Resolver.compare,
    ast.IfExp: Resolver.conditional,
    ast.GeneratorExp: Resolver.comprehension,
    ast.Call: Resolver.call,
}
