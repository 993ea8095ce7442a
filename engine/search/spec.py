"""Reads what a search may decide and what is to be small: the `search` of a design, or of a file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import isfinite

from pejl.engine.errors import PejlError, Place, Problems, nearest
from pejl.engine.findings import Bilingual
from pejl.engine.language.names import Names, with_design
from pejl.engine.language.parse import Expression, parse_scope
from pejl.engine.language.resolve import Resolver, resolve_single, scope
from pejl.engine.language.rules import expression
from pejl.engine.language.terms import NUMBER, Generator, Term
from pejl.engine.model import specs
from pejl.engine.model.kinds import Interval, Many, Number
from pejl.engine.model.nodes import Mapping, Node, Scalar
from pejl.engine.model.nodes import Sequence as List
from pejl.engine.model.plain_values import bilingual, cell_of, check_keys, scalars
from pejl.engine.model.specs import Schema, TableSpec
from pejl.engine.values.linear import OPEN

FOLLOWS = ("positions", "unit", "tasks")
"""What may go along with what: the unit of positions with the responsible unit of their tasks."""


@dataclass(frozen=True)
class Decide:
    """One entry of `decide`.

    Attributes:
        table, relation: what is decided; the relation `open` is whether the entities are there.
        place: where it is written.
        generators: the entities, and after `targets_from` generators the targets of each.
        targets_from: how many of the generators are about the entities themselves.
        fewest, most: how many targets each gets; None is no bound.
        none: whether a link to one may lead to none.
        follows: whether it is not decided itself, but goes along with decisions about tasks.
    """

    table: str
    relation: str
    place: Place
    generators: tuple[Generator, ...]
    targets_from: int
    fewest: int
    most: int | None
    none: bool
    follows: bool


@dataclass(frozen=True)
class Minimise:
    """One term of what is to be small."""

    title: Bilingual
    value: Term
    weight: Fraction
    rank: int
    place: Place


@dataclass(frozen=True)
class Spec:
    """What a search may decide, and what is to be small.

    Attributes:
        decide: what may be decided.
        minimise: what is to be small, besides the warnings.
        warnings: what each row counts that does not keep a rule whose severity is a warning.
        leave_out: the rules that the search does not look at.
    """

    decide: tuple[Decide, ...] = ()
    minimise: tuple[Minimise, ...] = ()
    warnings: Fraction = Fraction(1)
    leave_out: frozenset[str] = frozenset()


@dataclass
class SpecReader:
    """Reads a `search`.

    Attributes:
        schema: the tables of the design.
        rules: the ids of the rules that it is checked with.
        problems: receives what is wrong.
    """

    schema: Schema
    rules: Sequence[str]
    problems: Problems

    def read(self, node: Mapping) -> Spec:
        """The search of a mapping; what is wrong is noted, and left out."""
        form = specs.form("search")
        check_keys(node, form, self.problems)
        decide = [self._decide(one) for one in self._mappings(node.get("decide"), "decide-search")]
        minimise = [self._minimise(one) for one in self._mappings(node.get("minimise"), "minimise")]
        return Spec(
            tuple(one for one in decide if one is not None),
            tuple(one for one in minimise if one is not None),
            self._number(node, "search", "warnings", Fraction(1)),
            frozenset(self._left_out(node)),
        )

    def _left_out(self, node: Mapping) -> list[str]:
        found = scalars(node.get("leave_out"), self.problems)
        for name in found:
            if name.text not in self.rules:
                near = nearest(name.text, self.rules)
                hint = "did you mean {near!r}?" if near else None
                self.problems.add(
                    name.place, "there is no rule {rule!r} in these packs", hint, rule=name.text, near=near
                )
        return [name.text for name in found]

    def _mappings(self, node: Node | None, form: str) -> list[Mapping]:
        """The mappings of a list, with their keys checked."""
        found = []
        items = node.items if isinstance(node, List) else [node] if node is not None else []
        for item in items:
            if isinstance(item, Mapping):
                check_keys(item, specs.form(form), self.problems)
                found.append(item)
            else:
                first = next(iter(specs.form(form)))
                self.problems.add(
                    item.place, "a mapping is expected here", "begin with `- {key}: ...`", key=first
                )
        return found

    def _decide(self, node: Mapping) -> Decide | None:
        relation = node.get("relation")
        if not isinstance(relation, Scalar):
            if relation is not None:
                self.problems.add(relation.place, "{name} has to be a single text", name="relation")
            return None
        found = self._relation(relation)
        if found is None:
            return None
        table, name, many = found
        if node.get("follows") is not None:
            return self._following(node, table, name)
        for key in ("among", "targets", "none") if name == OPEN else ():
            written = node.get(key)
            if written is not None:
                self.problems.add(
                    written.place, "whether something is there has no {key!r}", "leave it out", key=key
                )
        try:
            generators, own = self._generators(node, table, name)
        except PejlError as error:
            self.problems.found.extend(error.problems)
            return None
        fewest, most = self._targets(node, many)
        may_be_none = self._flag(node, "decide-search", "none")
        if may_be_none and many:
            self.problems.add(
                node.place,
                "{relation} may lead to none anyway",
                "write `targets: 0..1`",
                relation=relation.text,
            )
        return Decide(table.name, name, node.place, generators, own, fewest, most, may_be_none, False)

    def _relation(self, written: Scalar) -> tuple[TableSpec, str, bool] | None:
        """The table and the field of `tasks.responsible`, and whether it leads to many."""
        table, _, name = written.text.partition(".")
        if table not in self.schema:
            near = nearest(table, self.schema)
            self.problems.add(
                written.place,
                "there is no table {name!r}",
                "did you mean {near!r}?" if near else "write table.relation, such as tasks.responsible",
                name=table,
                near=near,
            )
            return None
        spec = self.schema[table]
        links = [OPEN, *(one.name for one in spec.fields.values() if one.link)]
        if name not in links:
            near = nearest(name, links)
            self.problems.add(
                written.place,
                "{table} has no relation {name!r} that can be decided",
                "did you mean {near!r}?" if near else "there are: {known}",
                table=table,
                name=name,
                near=near,
                known=", ".join(links),
            )
            return None
        return spec, name, name != OPEN and isinstance(spec.fields[name].kind, Many)

    def _following(self, node: Mapping, table: TableSpec, name: str) -> Decide | None:
        follows = node.get("follows")
        wanted = (table.name, name, follows.text if isinstance(follows, Scalar) else "")
        if follows is not None and wanted != FOLLOWS:
            self.problems.add(
                follows.place,
                "{relation} cannot follow {what!r}",
                "write `relation: positions.unit` and `follows: tasks`",
                relation=f"{table.name}.{name}",
                what=wanted[2],
            )
            return None
        try:
            generators, own = self._generators(node, table, OPEN)
        except PejlError as error:
            self.problems.found.extend(error.problems)
            return None
        return Decide(table.name, name, node.place, generators, own, 1, 1, False, True)

    def _generators(self, node: Mapping, table: TableSpec, name: str) -> tuple[tuple[Generator, ...], int]:
        """The generators of the entities and then of their targets, and how many there are of the first.

        Raises:
            PejlError: an expression is wrong, or about other entities.
        """
        names = Names(with_design(self.schema), {})
        written = self._expression(node, "for") or _every(table.name, node.place)
        about = scope(written, names)
        self._expect(written, about.generators[0], table.name)
        if name == OPEN:
            return about.generators, len(about.generators)
        link = table.fields[name].link
        assert link is not None
        among = self._expression(node, "among") or _every(link.to, node.place)
        further, _ = Resolver(among).generators(parse_scope(among), about.names)
        self._expect(among, further[0], link.to)
        return (*about.generators, *further), len(about.generators)

    def _expression(self, node: Mapping, key: str) -> Expression | None:
        written = node.get(key)
        if isinstance(written, Scalar):
            return expression(written)
        if written is not None:
            self.problems.add(written.place, "{name} has to be a single text", name=key)
        return None

    @staticmethod
    def _expect(written: Expression, generator: Generator, table: str) -> None:
        if generator.type.table != table or generator.type.before:
            raise written.fail(
                0,
                "this is about {found}, and {expected} is expected here",
                "begin with: x in {table}",
                found=str(generator.type),
                expected=f"an entity of {table}",
                table=table,
            )

    def _targets(self, node: Mapping, many: bool) -> tuple[int, int | None]:
        written = node.get("targets")
        if written is None:
            return (0, None) if many else (1, 1)
        kind = specs.form("decide-search")["targets"].kind
        assert kind is not None
        cell = cell_of(written, kind, Problems())
        if not isinstance(cell, Interval) or cell.low < 0:
            self.problems.add(
                written.place,
                "how many targets each gets is a number, or a range from less to more",
                "write 1 or 0..1",
            )
            return 0, None
        return int(cell.low), int(cell.high) if isfinite(cell.high) else None

    def _minimise(self, node: Mapping) -> Minimise | None:
        value = node.get("value")
        if not isinstance(value, Scalar):
            if value is not None:
                self.problems.add(value.place, "{name} has to be a single text", name="value")
            return None
        try:
            term = resolve_single(expression(value), Names(with_design(self.schema), {}))
            if term.type != NUMBER:
                template = "what is to be small is a number, and this is {found}"
                raise expression(value).fail(0, template, found=str(term.type))
        except PejlError as error:
            self.problems.found.extend(error.problems)
            return None
        title = bilingual(node.get("title"), self.problems) or {"da": term.text}
        weight = self._number(node, "minimise", "weight", Fraction(1))
        rank = self._number(node, "minimise", "rank", Fraction(1))
        written = node.get("rank")
        if written is not None and (rank < 1 or rank.denominator != 1):
            self.problems.add(written.place, "a rank is a whole number", "write 1 for what comes first")
        return Minimise(title, term, weight, int(rank), node.place)

    def _flag(self, node: Mapping, form: str, key: str) -> bool:
        """Whether something is said to be so; it is not if nothing is said."""
        kind = specs.form(form)[key].kind
        assert kind is not None
        return cell_of(node.get(key), kind, self.problems) is True

    def _number(self, node: Mapping, form: str, key: str, default: Fraction) -> Fraction:
        """An exact number that is not negative."""
        kind, written = specs.form(form)[key].kind, node.get(key)
        assert isinstance(kind, Number)
        if written is None:
            return default
        cell = cell_of(written, kind, Problems())
        if not isinstance(cell, Interval) or cell.low != cell.high or cell.low < 0:
            self.problems.add(
                written.place, "{name!r} is one number that is not negative", "write 1", name=key
            )
            return default
        return Fraction(cell.low) * kind.unit


def _every(table: str, place: Place) -> Expression:
    """All entities of a table."""
    return Expression(f"x in {table}", lambda _: place)
