"""Random small designs with open relations, and random well-typed rules from the whole grammar."""

from __future__ import annotations

import datetime as dt
from typing import Any

import numpy as np
from hypothesis import strategies as st

from pejl.engine.errors import Place, Problems
from pejl.engine.evaluate.check import Check, with_design_table
from pejl.engine.evaluate.waivers import Waivers
from pejl.engine.findings import Norm, Severity
from pejl.engine.language.names import Names, with_design
from pejl.engine.language.parse import Expression
from pejl.engine.language.resolve import resolve_truth, scope
from pejl.engine.language.rules import Rule, speaks_of_before
from pejl.engine.model.checks import links_to
from pejl.engine.model.load import design_from_node
from pejl.engine.model.source import parse_yaml
from pejl.engine.model.specs import Schema, core_schema
from pejl.engine.model.tables import Design
from pejl.engine.search.decide import opened
from pejl.engine.search.opening import Opening, every_pair
from pejl.engine.values.codes import NONE, Codes
from pejl.engine.values.exact import Literals, UnsearchableError

KINDS = ("stab", "center")
PROFESSIONS = ("law", "care")
FUNCTIONS = ("pay", "roads")

# ---------------------------------------------------------------- designs


def maybe(values: st.SearchStrategy[str]) -> st.SearchStrategy[str | None]:
    """A value, sometimes unknown (left out) and sometimes none."""
    return st.integers(0, 9).flatmap(
        lambda luck: st.none() if luck == 0 else st.just("none") if luck == 1 else values
    )


@st.composite
def tables(
    draw: st.DrawFn, units: int, positions: int, tasks: int, lonely: int = 0
) -> dict[str, dict[str, dict[str, Any]]]:
    """The tables of a small design, as they would be written; nothing links to the last, lonely units."""
    every_id = [f"u{at}" for at in range(units)]
    unit_ids = every_id[: units - lonely]
    position_ids = [f"p{at}" for at in range(positions)]
    numbers = st.sampled_from(["0", "1", "2", "5", "1..3"])

    def subset(ids: list[str] | tuple[str, ...]) -> st.SearchStrategy[str | None]:
        listed = st.lists(st.sampled_from(ids), unique=True, max_size=3) if ids else st.just([])
        closed = listed.map(lambda chosen: f"[{', '.join(chosen)}]")
        loose = listed.map(lambda chosen: f"[{', '.join([*chosen, 'unknown'])}]")
        return st.integers(0, 9).flatmap(
            lambda luck: st.none() if luck == 0 else loose if luck == 1 else closed
        )

    def entity(**fields: st.SearchStrategy[str | None]) -> dict[str, str]:
        drawn = {name: draw(strategy) for name, strategy in fields.items()}
        return {name: value for name, value in drawn.items() if value is not None}

    return {
        "units": {
            id_: entity(
                kind=maybe(st.sampled_from(KINDS)),
                parent=maybe(st.sampled_from(unit_ids[:at])) if at else st.just("none"),
                head=maybe(st.sampled_from(position_ids)) if position_ids else st.just("none"),
                budget=maybe(numbers),
            )
            for at, id_ in enumerate(every_id)
        },
        "positions": {
            id_: entity(
                unit=maybe(st.sampled_from(unit_ids)),
                reports_to=maybe(st.sampled_from(position_ids[:at])) if at else st.just("none"),
                fte=maybe(st.sampled_from(["0.5", "1", "2", "0.5..1"])),
                professions=subset(PROFESSIONS),
                vacant=st.sampled_from(["true", "false", None]),
                ends=maybe(st.sampled_from(["2014-05-01", "2015", "2016-01-01"])),
            )
            for at, id_ in enumerate(position_ids)
        },
        "tasks": {
            f"t{at}": entity(
                function=maybe(st.sampled_from(FUNCTIONS)),
                priority=maybe(numbers),
                needs=subset(PROFESSIONS),
                responsible=subset(unit_ids),
                performs=subset(unit_ids),
            )
            for at in range(tasks)
        },
    }


def written(tables_: dict[str, dict[str, dict[str, Any]]]) -> str:
    """Tables as YAML in one line."""
    parts = []
    for name, rows in tables_.items():
        entities = ", ".join(
            f"{id_}: {{{', '.join(f'{field}: {value}' for field, value in fields.items())}}}"
            for id_, fields in rows.items()
        )
        parts.append(f"{name}: {{{entities}}}")
    return ", ".join(parts)


class Case:
    """A design, what is open in it, rules about it, and more rules whose verdicts turn on what is open."""

    def __init__(
        self,
        text: str,
        design: Design,
        openings: list[Opening],
        rules: list[Rule],
        rule_texts: list[str],
        more: list[Rule],
    ) -> None:
        self.text, self.design, self.openings = text, design, openings
        self.rules, self.rule_texts, self.more = rules, rule_texts, more

    def __repr__(self) -> str:
        return f"{self.text}\n{self.openings}\n" + "\n".join(self.rule_texts)


@st.composite
def cases(draw: st.DrawFn) -> Case:
    """A random case with at most 64 ways to decide."""
    units, positions, tasks_ = draw(st.integers(1, 4)), draw(st.integers(1, 3)), draw(st.integers(1, 3))
    lonely = draw(st.integers(0, min(2, units - 1)))
    now = draw(tables(units, positions, tasks_, lonely))
    text = "{" + written(now)
    if draw(st.booleans()):
        text += f", before: {{{written(draw(tables(units, positions, tasks_)))}}}"
    text += "}"
    problems = Problems()
    node = parse_yaml(text, "case", problems)
    problems.raise_any()
    design = design_from_node(node, "case")  # type: ignore[arg-type]
    openings = draw(open_relations(design, units, positions, tasks_))
    drawn = [(one, typed(*one)) for one in draw(st.lists(rules(), min_size=10, max_size=10))]
    if any(opening.relation in (*UPWARDS, "open") for opening in openings):
        drawn.sort(key=lambda one: not any(word in one[0][1] for word in CLOSURES))
        drawn[1:1] = [(one, typed(*one)) for one in draw(st.lists(plain_rules(), min_size=6, max_size=6))]
    turning = [one for one in drawn if turns_on_decisions(one[1], design, openings)][:6]
    chosen = turning[:2] or drawn[:1]
    return Case(
        text,
        design,
        openings,
        [rule for _, rule in chosen],
        [f"for {a}: {b}" for (a, b), _ in chosen],
        [rule for _, rule in turning],
    )


def turns_on_decisions(rule: Rule, design: Design, openings: list[Opening]) -> bool:
    """Whether the verdict of a rule is still open: most random rules hold or fail whatever is decided."""
    if rule.compares and design.before is None:
        return False
    open_design, _ = opened(design, openings)
    with_design_table(open_design)
    try:
        literals = Check(rule, open_design, Waivers((), dt.date(2014, 5, 1))).not_violated().literals
    except UnsearchableError:  # refused, and loudly: a number with too many possible values
        return False
    return isinstance(literals, Literals)


UPWARDS = ("parent", "reports_to")
RELATIONS = (
    ("units", "parent", "units"),
    ("positions", "reports_to", "positions"),
    ("positions", "unit", "units"),
    ("tasks", "responsible", "units"),
    ("tasks", "performs", "units"),
    ("units", "head", "positions"),
)
"""What may be open: the table, the relation, and the table that it leads to."""
MOST_WAYS = 64


@st.composite
def open_relations(draw: st.DrawFn, design: Design, units: int, positions: int, tasks_: int) -> list[Opening]:
    """Some rows of some relations, few enough to try all ways."""
    sizes = {"units": units, "positions": positions, "tasks": tasks_}
    openings: list[Opening] = []
    ways = 1
    for table, relation, to in [("units", "open", "units"), *draw(st.permutations(RELATIONS))]:
        if relation != "open" and relation not in design.tables[table].columns:
            continue
        several = relation in UPWARDS
        most = 3 if several else 2
        chosen = draw(st.lists(st.integers(0, sizes[table] - 1), unique=True, min_size=1, max_size=most))
        if relation == "open":
            free = without_links(design)
            chosen = draw(st.lists(st.sampled_from(free), unique=True, max_size=2)) if free else []
            targets, each = [NONE], 2
        else:
            reach = sizes[to]
            targets = draw(
                st.lists(st.integers(0, reach - 1), unique=True, min_size=min(2, reach), max_size=3)
            )
            one = isinstance(design.tables[table].columns[relation], Codes)
            if one and draw(st.booleans()):
                targets = [*targets, NONE]
            each = len(targets) if one else 2 ** len(targets)
        if chosen and ways * each ** len(chosen) <= MOST_WAYS and draw(st.integers(0, 3)):
            ways *= each ** len(chosen)
            openings.append(every_pair(table, relation, sorted(chosen), targets))
    return openings


def without_links(design: Design) -> list[int]:
    """The units that nothing links to, so that they can be closed."""
    every = np.ones(len(design.tables["units"]), dtype=np.bool_)
    free = set(range(len(every)))
    for table in design.tables.values():
        for field in table.spec.fields.values():
            if field.link and field.link.to == "units":
                free -= {to for _, to in links_to(table, field.name, every)}
    return sorted(free)


# ---------------------------------------------------------------- rules

SINGLE = {
    "units": {
        "number": ["budget", "depth"],
        "text": ["kind"],
        "units": ["parent", "root"],
        "positions": ["head"],
    },
    "positions": {
        "number": ["fte"],
        "text": [],
        "units": ["unit"],
        "positions": ["reports_to"],
        "truth": ["vacant"],
        "date": ["ends"],
    },
    "tasks": {"number": ["priority"], "text": ["function"]},
}
SEVERAL = {
    "units": {
        "units": ["children", "ancestors", "descendants", "ancestors_or_self", "descendants_or_self"],
        "positions": ["positions", "positions", "positions"],
        "tasks": ["tasks", "performed_tasks", "tasks", "performed_tasks"],
    },
    "positions": {
        "text": ["professions"],
        "units": ["leads", "leads"],
        "positions": ["reports", "superiors", "superiors_or_self", "subordinates", "subordinates_or_self"],
    },
    "tasks": {"text": ["needs"], "units": ["responsible", "performs", "responsible", "performs"]},
}
"""Relations; those that may be open stand several times, to be drawn more often."""
CLOSURES = ("ancestors", "descendants", "depth", "root", "chain", "below", "superiors", "subordinates")
TABLES = ("units", "positions", "tasks")
WORDS = {"kind": KINDS, "function": FUNCTIONS}

Variables = tuple[tuple[str, str], ...]
"""(name, table) of what is bound."""


@st.composite
def rules(draw: st.DrawFn) -> tuple[str, str]:
    """A scope, and something that has to be true of each entity in it."""
    table = draw(st.sampled_from(TABLES))
    narrow = f" if x.id == '{table[0]}{draw(st.integers(0, 1))}'" if draw(st.integers(0, 4)) else ""
    return f"x in {table}{narrow}", draw(truths((("x", table),), 3))


PLAIN = {
    "units": (
        "count(x.ancestors)",
        "count(chain(x.parent))",
        "count(x.descendants)",
        "count(below(x.parent))",
        "sum(u.budget for u in x.descendants_or_self)",
        "first(u.budget for u in x.ancestors)",
        "first(u.budget for u in x.descendants)",
        "max(u.depth for u in x.descendants_or_self)",
        "x.depth",
        "x.root.budget",
        "count(x.children)",
        "count(duplicates(x.kind))",
        "count(duplicates(x.parent))",
        "count(u for u in units if u.kind == x.kind)",
        "count(u for u in units if x in u.ancestors_or_self)",
        "distinct(u.kind for u in units)",
        "distinct(u.root for u in units)",
        "sum(p.fte for u in x.descendants_or_self for p in u.positions)",
        "count(t for u in x.ancestors_or_self for t in u.tasks)",
    ),
    "positions": (
        "count(x.superiors)",
        "count(x.reports)",
        "sum(p.fte for p in x.subordinates_or_self)",
        "first(p.fte for p in x.superiors)",
        "distinct(p.unit for p in x.superiors_or_self)",
        "count(p for p in x.superiors if p.unit == x.unit)",
        "x.unit.depth",
        "count(x.leads)",
        "count(u for u in units if x.unit in u.descendants_or_self)",
    ),
}
"""What principles about hierarchies ask; `x` is an entity of the table."""


@st.composite
def plain_rules(draw: st.DrawFn) -> tuple[str, str]:
    """A scope, and a bound on what is asked of a hierarchy."""
    table = draw(st.sampled_from(sorted(PLAIN)))
    op, bound = draw(st.sampled_from(["<=", ">=", "=="])), draw(st.integers(0, 3))
    return f"x in {table}", f"({draw(st.sampled_from(PLAIN[table]))} {op} {bound})"


def entities(table: str, bound: Variables) -> list[str]:
    """Expressions for one entity of a table."""
    found = [name for name, own in bound if own == table]
    for name, own in bound:
        found += [f"{name}.{link}" for link in SINGLE[own].get(table, [])]
        if own == table:
            found.append(f"{name}.before")
    return found


def fields(type_: str, bound: Variables) -> list[str]:
    """Expressions for one value of a type."""
    found = []
    for table in TABLES:
        for base in entities(table, bound):
            found += [f"{base}.{field}" for field in SINGLE[table].get(type_, [])]
    return found


def streams(type_: str, bound: Variables) -> list[str]:
    """Relations, tables, chains and duplicates that give elements of a type."""
    found = [type_, f"before.{type_}"] if type_ in TABLES else []
    for table in TABLES:
        for base in entities(table, bound):
            found += [f"{base}.{relation}" for relation in SEVERAL[table].get(type_, [])]
    for name, table in bound:
        if table == type_ == "units":
            found += [f"chain({name}.parent)", f"below({name}.parent)", f"duplicates({name}.kind)"]
            found += [f"duplicates({name}.head)", f"{name}.children.tasks.responsible"]
        if table == type_ == "positions":
            found += [f"duplicates({name}.unit)", f"chain({name}.reports_to)", f"below({name}.reports_to)"]
        if table == type_ == "tasks":
            found += [f"duplicates({name}.function)"]
    return found


@st.composite
def comprehensions(draw: st.DrawFn, type_: str, bound: Variables, depth: int) -> str:
    """A stream whose elements have a type: a table's name, number, date, truth or text."""
    plain = streams(type_, bound)
    if plain and (depth == 0 or draw(st.integers(0, 3)) == 0):
        return draw(st.sampled_from(plain))
    name = f"v{len(bound)}"
    reaching = [table for table in TABLES if type_ not in TABLES or entities(type_, (*bound, (name, table)))]
    table = draw(st.sampled_from(reaching))
    inner = (*bound, (name, table))
    source = draw(st.sampled_from(streams(table, bound)))
    condition = f" if {draw(truths(inner, depth - 1))}" if depth > 0 and draw(st.booleans()) else ""
    if type_ in TABLES:
        element = draw(st.sampled_from(entities(type_, inner)))
    else:
        element = draw(
            {"number": numbers, "date": dates, "truth": truths, "text": texts}[type_](
                inner, max(depth - 1, 0)
            )
        )
    return f"({element} for {name} in {source}{condition})"


def called(function: str, stream: str) -> str:
    """A call; a comprehension alone needs no second brackets."""
    return (
        f"{function}{stream}" if stream.startswith("(") and stream.endswith(")") else f"{function}({stream})"
    )


@st.composite
def numbers(draw: st.DrawFn, bound: Variables, depth: int) -> str:
    """An expression that gives a number."""
    own = fields("number", bound)
    simple = [*own, "0", "1", "2", "2.5"]
    if depth == 0:
        return draw(st.sampled_from(simple))
    form = draw(st.integers(0, 9))
    if form <= 2:
        return called("count", draw(comprehensions(draw(st.sampled_from(TABLES)), bound, depth - 1)))
    if form <= 4:
        function = draw(st.sampled_from(["sum", "min", "max", "first", "distinct"]))
        return called(function, draw(comprehensions("number", bound, depth - 1)))
    if form == 5:
        type_ = draw(st.sampled_from(["text", "units", "positions", "truth", "date"]))
        return called("distinct", draw(comprehensions(type_, bound, depth - 1)))
    if form == 6:
        left, right = draw(numbers(bound, depth - 1)), draw(numbers(bound, depth - 1))
        return f"({left} {draw(st.sampled_from(['+', '-', '*']))} {right})"
    if form == 7:
        return f"({draw(numbers(bound, depth - 1))} {draw(st.sampled_from(['/ 3', '% 2', '% 0.75']))})"
    if form == 8:
        parts = [draw(numbers(bound, depth - 1)) for _ in range(2)]
        return f"({parts[0]} if {draw(truths(bound, depth - 1))} else {parts[1]})"
    if form == 9:
        return f"days(date('2014-05-01'), {draw(dates(bound, depth - 1))})"
    return draw(st.sampled_from(simple))


@st.composite
def dates(draw: st.DrawFn, bound: Variables, depth: int) -> str:
    """An expression that gives a date."""
    simple = [*fields("date", bound), "date('2015-01-01')"]
    if depth == 0 or draw(st.booleans()):
        return draw(st.sampled_from(simple))
    function = draw(st.sampled_from(["min", "max", "first"]))
    return called(function, draw(comprehensions("date", bound, depth - 1)))


@st.composite
def texts(draw: st.DrawFn, bound: Variables, depth: int) -> str:
    """An expression that gives a text."""
    simple = [*fields("text", bound), "'law'", "'stab'", "'pay'", *(f"{name}.id" for name, _ in bound)]
    form = draw(st.integers(0, 4)) if depth else 4
    if form == 0:
        return called("first", draw(comprehensions("text", bound, depth - 1)))
    if form == 2:
        element = draw(texts(bound, depth - 1))
        return f"after({element}, {draw(comprehensions('text', bound, depth - 1))})"
    if form == 1:
        parts = [draw(texts(bound, depth - 1)) for _ in range(2)]
        return f"({parts[0]} if {draw(truths(bound, depth - 1))} else {parts[1]})"
    return draw(st.sampled_from(simple))


@st.composite
def truths(draw: st.DrawFn, bound: Variables, depth: int) -> str:
    """An expression that is true or false."""
    form = draw(st.sampled_from([0, 2, 3, 4, 5, 6, 7, 8, 9, 10, 10, 11, 11, 12, 13] if depth else [6, 7, 9]))
    if form <= 1:
        op = draw(st.sampled_from(["and", "or"]))
        return f"({draw(truths(bound, depth - 1))} {op} {draw(truths(bound, depth - 1))})"
    if form == 2:
        return f"(not {draw(truths(bound, depth - 1))})"
    if form <= 4:
        function = draw(st.sampled_from(["any", "all", "any", "all", "first"]))
        return called(function, draw(comprehensions("truth", bound, depth - 1)))
    if form <= 6:
        op = draw(st.sampled_from(["==", "!=", "<", "<=", ">", ">="]))
        lower = max(depth - 1, 0)
        return f"({draw(numbers(bound, lower))} {op} {draw(numbers(bound, lower))})"
    if form == 7:
        own = [*fields("truth", bound), "True"]
        simple = st.sampled_from(own)
        kinds = [table for table in TABLES if len(entities(table, bound)) > 1]
        table = draw(st.sampled_from(kinds or [bound[0][1]]))
        ends = [draw(st.sampled_from([*entities(table, bound), "None"])) for _ in range(2)]
        same = f"({ends[0]} {draw(st.sampled_from(['==', '!=']))} {ends[1]})"
        return draw(st.one_of(simple, st.just(same))) if ends != ["None", "None"] else "True"
    if form == 8:
        return f"({draw(dates(bound, depth - 1))} <= {draw(dates(bound, depth - 1))})"
    if form == 9:
        lower = max(depth - 1, 0)
        return f"({draw(texts(bound, lower))} == {draw(texts(bound, lower))})"
    if form == 10:
        type_ = draw(st.sampled_from(TABLES))
        element = draw(st.sampled_from(entities(type_, bound) or ["None"]))
        if element == "None":
            return f"({draw(texts(bound, 0))} in {draw(comprehensions('text', bound, depth - 1))})"
        return f"({element} in {draw(comprehensions(type_, bound, depth - 1))})"
    if form == 11:
        type_ = draw(st.sampled_from([*TABLES, "text"]))
        left, right = (draw(comprehensions(type_, bound, depth - 1)) for _ in range(2))
        return f"(({left}) {draw(st.sampled_from(['==', '!=']))} ({right}))"
    if form == 12:
        what = draw(st.sampled_from(["number", "stream", "text"]))
        if what == "stream":
            return called("known", draw(comprehensions(draw(st.sampled_from(TABLES)), bound, depth - 1)))
        return f"known({draw((numbers if what == 'number' else texts)(bound, depth - 1))})"
    parts = [draw(truths(bound, depth - 1)) for _ in range(3)]
    return f"({parts[0]} if {parts[1]} else {parts[2]})"


def typed(scope_text: str, require: str, schema: Schema | None = None) -> Rule:
    """The rule of a scope and a requirement, about designs of a schema; without it, of the core's."""

    def expression(text: str) -> Expression:
        return Expression(text, lambda offset: Place("case", 1, offset + 1))

    about = scope(expression(scope_text), Names(with_design(schema or core_schema()), {}))
    term = resolve_truth(expression(require), about.names)
    return Rule(
        id=require, pack="case", place=Place("case"), principles=(), title={}, why={}, norm=Norm.DEFAULT,
        severity=Severity.ERROR, scope=about, where=None, require=term, attest={}, message={}, remedy={},
        measures=(), waivable=True, may_be_empty=False, settings={}, compares=speaks_of_before(term),
        texts={}, tests=(),
    )  # fmt: skip
