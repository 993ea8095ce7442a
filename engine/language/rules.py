"""Rules as written -> typed rules: every expression resolved against the schema and the parameters."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from pejl.engine.errors import PejlError, Place, Problems, nearest
from pejl.engine.findings import Bilingual, Norm, Severity
from pejl.engine.language import forms, packs
from pejl.engine.language import terms as t
from pejl.engine.language.names import Names, Scope, with_design
from pejl.engine.language.packs import Pack, Packs, RuleText, Setting
from pejl.engine.language.parse import Expression
from pejl.engine.language.resolve import resolve_single, resolve_truth, scope
from pejl.engine.language.templates import Template, template
from pejl.engine.language.terms import DATE, NUMBER, TEXT, TRUTH, Node, Stream, Term, Type, parts_of
from pejl.engine.model.nodes import Mapping, Scalar
from pejl.engine.model.own_fields import declared_fields
from pejl.engine.model.specs import Schema, core_schema, extended

TYPES: dict[str, Type] = {"number": NUMBER, "date": DATE, "flag": TRUTH, "text": TEXT, "list": TEXT}


class Test(Struct, frozen=True):
    """An example that a rule carries: a small design, and what is to come out."""

    kind: str
    design: Mapping
    finds: tuple[str, ...]
    place: Place
    as_of: str = ""


class Measure(Struct, frozen=True):
    """A number that a rule keeps within bounds.

    Attributes:
        part: the part of `require` that is broken when the number goes too far.
        value: the number.
        op: `<=` where it must not grow too large, `>=` where it must not fall too low.
    """

    part: Term
    value: Term
    op: str


class Rule(Struct, frozen=True):
    """One checkable rule.

    Attributes:
        scope: the entities that it is about.
        where: which of them; None means all.
        require: what has to be true of each; None when a human judges.
        attest: what a human has to judge; empty when `require` decides.
        measures: the numbers that the limit of a waiver is compared with.
        settings: the parameters by name.
        compares: whether it speaks of the design that a proposal is based on.
    """

    id: str
    pack: str
    place: Place
    principles: tuple[str, ...]
    title: Bilingual
    why: Bilingual
    norm: Norm
    severity: Severity
    scope: Scope
    where: Term | None
    require: Term | None
    attest: Bilingual
    message: dict[str, Template]
    remedy: dict[str, Template]
    measures: tuple[Measure, ...]
    waivable: bool
    may_be_empty: bool
    settings: dict[str, Setting]
    compares: bool
    texts: dict[str, str]
    tests: tuple[Test, ...]


class RuleSet(Struct, frozen=True):
    """The packs that a check uses, and their rules in order."""

    packs: tuple[Pack, ...]
    rules: tuple[Rule, ...]

    @property
    def fields(self) -> tuple[Mapping, ...]:
        """The fields that the packs declare for designs."""
        return tuple(pack.fields for pack in self.packs if isinstance(pack.fields, Mapping))


def load_rules(
    named: Iterable[tuple[str, Place | None]],
    schema: Schema,
    problems: Problems,
    looked_in: Sequence[Path] | None = None,
) -> RuleSet:
    """Read and type the rules of some packs.

    Args:
        named: the names or paths of the packs, with the place where each is named.
        schema: what designs hold.
        problems: receives every mistake in the packs.
        looked_in: the folders in which packs are looked for; `packs.folders()` if left out.
    """
    order, texts = packs.merged(Packs(problems, looked_in), named)
    fields = [pack.fields for pack in order if isinstance(pack.fields, Mapping)]
    if fields:
        schema = extended(schema, declared_fields(fields, core_schema(), problems))
    schema = with_design(schema)
    principles = {name for pack in order for name in pack.principles}
    rules = []
    for text in texts:
        try:
            rules.append(Typing(text, schema, principles, problems).rule())
        except PejlError as error:
            problems.found.extend(problem for problem in error.problems if problem not in problems.found)
    return RuleSet(tuple(order), tuple(rules))


class Typing:
    """Types the fields of one rule."""

    def __init__(self, text: RuleText, schema: Schema, principles: set[str], problems: Problems) -> None:
        self.text, self.principles, self.problems = text, principles, problems
        node = next(iter(text.fields.values()))
        entries = [(Scalar(name, "", node.source, 0, 0, 0, 0), value) for name, value in text.fields.items()]
        place = text.place
        whole = Mapping(entries, node.source, place.line, place.column)
        self.form = forms.Form(whole, "rule", problems, checked=True)  # by `packs`, file by file
        self.names = Names(
            schema,
            {name: TYPES[one.type] for name, one in text.settings.items()},
            frozenset(name for name, one in text.settings.items() if one.type == "list"),
        )

    def rule(self) -> Rule:
        """The typed rule; PejlError at the first expression that is wrong."""
        text, form = self.text, self.form
        for_ = form.scalar("for")
        about = scope(expression(for_) if for_ else None, self.names)
        wheres = [resolve_truth(expression(where), about.names) for where in text.wheres]
        require = form.scalar("require")
        attest = form.said("attest")
        if (require is None) == (not attest):
            self.problems.add(text.place, "a rule needs either require or attest")
        required = resolve_truth(expression(require), about.names) if require else None
        where = _all(wheres)
        if not form.said("title"):
            self.problems.add(text.place, "{name!r} is missing", name="title")
        return Rule(
            text.id,
            text.pack,
            text.place,
            self._principles(),
            form.said("title"),
            form.said("why"),
            Norm(form.choice("norm", list(Norm), "default")),
            Severity(form.choice("severity", list(Severity), "error")),
            about,
            where,
            required,
            attest,
            self._templates("message", about.names),
            self._templates("remedy", about.names),
            self._measures(required, about.names),
            form.flag("waivable", True),
            form.flag("may_be_empty", False),
            text.settings,
            any(speaks_of_before(term) for term in (*about.generators, where, required) if term),
            {name: " ".join(node.text.split()) for name in ("for", "require") if (node := form.scalar(name))}
            | ({"where": " and ".join(where.text for where in text.wheres)} if text.wheres else {}),
            tuple(self._tests()),
        )

    def _principles(self) -> tuple[str, ...]:
        for name in self.form.scalars("principles"):
            if name.text not in self.principles:
                near = nearest(name.text, self.principles)
                self.problems.add(
                    name.place,
                    "no document of these packs has a principle {name!r}",
                    "did you mean {near!r}?" if near else None,
                    name=name.text,
                    near=near,
                )
        return tuple(self.form.texts("principles"))

    def _templates(self, name: str, names: Names) -> dict[str, Template]:
        scalars = forms.said_scalars(self.text.fields.get(name), self.problems)
        return {language: template(one.text, one.place_at, names) for language, one in scalars.items()}

    def _measures(self, required: Term | None, names: Names) -> tuple[Measure, ...]:
        """What a waiver's limit is compared with: as written, or the varying sides of the comparisons."""
        written = self.form.scalar("measure")
        found = tuple(_measures_in(required)) if required is not None else ()
        if written is None or required is None:
            return found
        value = resolve_single(expression(written), names)
        same = tuple(one for one in found if one.value.text == value.text)
        return same or (Measure(required, value, "<="),)

    def _tests(self) -> Iterable[Test]:
        for node in self.text.tests:
            if not isinstance(node, Mapping):
                self.problems.add(node.place, "a test is a mapping with good, bad or unclear")
                continue
            form = forms.Form(node, "test", self.problems)
            kinds = [kind for kind in ("good", "bad", "unclear") if node.get(kind) is not None]
            design = node.get(kinds[0]) if len(kinds) == 1 else None
            if not isinstance(design, Mapping):
                self.problems.add(node.place, "a test is a mapping with good, bad or unclear")
                continue
            as_of = form.text("as_of")
            if as_of and not re.fullmatch(r"\d{4}-\d\d-\d\d", as_of):
                form.unknown("as_of", as_of, [], "{name!r} is not a date")
                continue
            yield Test(kinds[0], design, tuple(form.texts("finds")), node.place, as_of)


def expression(scalar: Scalar) -> Expression:
    """The expression that a scalar holds."""
    return Expression(scalar.text, scalar.place_at)


def _measures_in(required: Term) -> Iterable[Measure]:
    """The numbers that comparisons keep within bounds; a side that is the same for all is the bound.

    What is to be equal is kept from both sides: it is measured as far as it is off, on the side where it is.
    """
    if isinstance(required, t.Logic) and required.op == "and":
        for part in required.parts:
            yield from _measures_in(part)
    if isinstance(required, t.Compare) and required.op in ("<=", "<") and required.left.type == NUMBER:
        if _varies(required.left) or not _varies(required.right):
            yield Measure(required, required.left, "<=")
        else:
            yield Measure(required, required.right, ">=")
    if isinstance(required, t.Compare) and required.op == "==" and _both_numbers(required):
        value, bound = required.left, required.right
        if not _varies(value) and _varies(bound):
            value, bound = bound, value
        at_most = replace(required, op="<=", left=value, right=bound)
        at_least = replace(required, op="<=", left=bound, right=value)
        yield Measure(at_most, value, "<=")
        yield Measure(at_least, value, ">=")


def _varies(part: Node) -> bool:
    """Whether a term depends on the design: it speaks of an entity, or runs over some."""
    if isinstance(part, Stream) or (isinstance(part, Term) and part.free):
        return True
    return any(_varies(inner) for inner in parts_of(part))


def _both_numbers(compared: t.Compare) -> bool:
    return compared.left.type == NUMBER and compared.right.type == NUMBER


def _all(terms: list[Term]) -> Term | None:
    if len(terms) < 2:
        return terms[0] if terms else None
    free = frozenset[str]().union(*(term.free for term in terms))
    return t.Logic("and", tuple(terms), type=TRUTH, free=free, text=" and ".join(term.text for term in terms))


def speaks_of_before(node: Node) -> bool:
    """Whether a term needs the design that a proposal is based on."""
    if isinstance(node, t.Field) and node.name == "before":
        return True
    if isinstance(node, t.OfTable) and node.before:
        return True
    return any(speaks_of_before(part) for part in parts_of(node))
