"""The design schema as a page to read: every table, field, relation, header key and change.

Written from the models and nothing else. The labels of a field are shown in both languages.
"""

from __future__ import annotations

from collections.abc import Iterable
from types import NoneType, UnionType
from typing import Any, get_args, get_origin

from pejl.engine.language.names import DESIGN
from pejl.engine.model.header_schema import (
    CHANGES,
    Change,
    Decide,
    FieldDeclaration,
    Form,
    Header,
    Ids,
    Minimise,
    Moved,
    NoteText,
    Part,
    Rows,
    Search,
    Waiver,
    Words,
)
from pejl.engine.model.kinds import Day, Flag, Kind, Link, Many, Number, Pattern
from pejl.engine.model.schema import MODELS, Entity
from pejl.engine.model.specs import FieldSpec, core_schema
from pejl.engine.report.markdown import rows
from pejl.engine.report.texts import say, translated
from pejl.engine.report.values import show

WAYS = {
    "up": "all above by {field}, nearest first",
    "self and up": "itself, then all above by {field}",
    "down": "all below by {field}",
    "self and down": "itself, then all below by {field}",
    "root": "the topmost above by {field}, or itself",
    "depth": "how many are above by {field}",
}
"""What a closure gives, by its direction."""

EVERY_ROW = (
    "Beside its fields, a row may have `unknown`: those of its lists that hold more than is written. In "
    "rules, every entity also has `id`, and `before`: itself in the design that a proposal is based on."
)


def render(language: str) -> str:
    """Write the page in Markdown, ending with a line break.

    Args:
        language: "da" or "en", for everything but the labels.
    """
    lines = [f"# {say('The design schema', language)}", ""]
    command = f"`pejl rules schema design --format markdown --lang {language}`"
    lines += [say("This page is printed by {command}.", language, command=command), ""]
    lines += _form(2, say("Header", language), Header, language)
    for part in (Waiver, NoteText, FieldDeclaration, Search, Decide, Minimise):
        lines += _form(3, translated(part.form, language), part, language)
    lines += [f"## {say('Tables', language)}", "", translated(EVERY_ROW, language), ""]
    for model in MODELS:
        lines += _table(model, language)
    lines += ["### design", "", say("The design itself; only in rules.", language), ""]
    lines += _fields(DESIGN.fields.values(), language)
    return "\n".join([*lines, *_changes(language)]).rstrip("\n") + "\n"


def _form(level: int, heading: str, form: type[Form], language: str) -> list[str]:
    """A mapping with fixed keys."""
    lines = ["#" * level + f" {heading}", "", _purpose(form, language), ""]
    return [*lines, *_keys(form.model_fields, language)]


def _table(model: type[Entity], language: str) -> list[str]:
    spec = core_schema()[model.table]
    lines = [f"### {spec.name}", "", f"{spec.da} / {spec.en}. {_purpose(model, language)}", ""]
    lines += _fields(spec.fields.values(), language)
    more = [
        [f"`{name}`", say("{table} whose {field} it is", language, table=f"`{table}`", field=f"`{field}`")]
        for name, (table, field) in spec.inverses.items()
    ]
    more += [
        [f"`{name}`", say(WAYS[direction], language, field=f"`{field}`")]
        for name, (field, direction) in spec.closures.items()
    ]
    return [*lines, *rows([say("in rules also", language), say("gives", language)], more)] if more else lines


def _changes(language: str) -> list[str]:
    lines = [f"## {say('Changes', language)}", "", _purpose(Change, language), ""]
    operations = []
    for change in CHANGES:
        own = {name: info for name, info in change.model_fields.items() if name not in Change.model_fields}
        first, *others = (_key(name, info, language, name != change.form) for name, info in own.items())
        operations += [first, *([f"{first[0]} … {other[0]}", *other[1:]] for other in others)]
    units = core_schema()["units"].fields
    taken = {name: info for name, info in Part.model_fields.items() if name not in units}
    return [
        *(*lines, *rows(_heads("key", language), operations)),
        *(say("Beside the operation may stand:", language), ""),
        *_keys(Change.model_fields, language),
        *(say("What `move` holds:", language), ""),
        *_keys(Moved.model_fields, language),
        *(say("What each new unit of `split` may hold, beside the fields of a unit:", language), ""),
        *_keys(taken, language),
    ]


def _purpose(model: type[Any], language: str) -> str:
    """What a model is for: the first line of what is written about it."""
    return translated((model.__doc__ or "").partition("\n")[0], language)


def _fields(fields: Iterable[FieldSpec], language: str) -> list[str]:
    """The fields of a table."""
    heads = [*_heads("field", language), say("way back", language)]
    named = ((one, f"`{one.link.to}.{one.link.inverse}`" if one.link else "") for one in fields)
    return rows(
        heads, ([f"`{one.name}`", one.da, one.en, _kind(one.kind, language), back] for one, back in named)
    )


def _keys(fields: dict[str, Any], language: str) -> list[str]:
    """The keys of a form, whose labels are in its model."""
    return rows(_heads("key", language), (_key(name, info, language) for name, info in fields.items()))


def _heads(first: str, language: str) -> list[str]:
    return [say(word, language) for word in (first, "Danish", "English", "holds")]


def _key(name: str, info: Any, language: str, told: bool = True) -> list[str]:
    """One key of a form; whether it is required is `told` where that is not a matter of course."""
    kind = next((extra for extra in info.metadata if isinstance(extra, Kind)), None)
    holds = _kind(kind, language) if kind else _shape(info.annotation, language)
    if told and info.is_required():
        holds = say("{holds}; required", language, holds=holds)
    return [f"`{info.alias or name}`", info.json_schema_extra["da"], info.json_schema_extra["en"], holds]


def _kind(kind: Kind, language: str) -> str:
    """What a field holds: "a number from 0 (FTE)"."""
    match kind:
        case Many(of=Link(to=table)):
            return say("many {table}", language, table=f"`{table}`")
        case Many():
            return say("texts", language)
        case Link(to=table):
            return say("one of {table}", language, table=f"`{table}`")
        case Number():
            return _number(kind, language)
        case Flag():
            return say("true or false", language)
        case Day():
            return say("a date", language)
        case Pattern(example=example):
            return say("a text like {example}", language, example=f"`{example}`")
    return say("a text", language)


def _number(kind: Number, language: str) -> str:
    words = [say("a number", language)]
    if kind.minimum == 0:
        words.append(say("from 0", language))
    if kind.unit < 1:
        words.append(say("in steps of {step}", language, step=show(float(kind.unit), language)))
    if kind.label:
        words.append(f"({translated(kind.label, language)})")
    return " ".join(words)


def _shape(annotation: Any, language: str) -> str:
    """What a key holds that is no plain value of a kind."""
    if annotation == Words:
        return say("a text, or texts by language", language)
    if annotation is Rows:
        return say("rows by table and id", language)
    if annotation is Ids:
        return say("ids by table", language)
    origin, inner = get_origin(annotation), get_args(annotation)
    if origin is UnionType:
        shapes = [_shape(one, language) for one in inner if one is not NoneType]
        return say("{one}, or {other}", language, one=shapes[0], other=shapes[1])
    if origin is list and _is_form(inner[0]):
        return say("a list of {what}", language, what=f"`{inner[0].form}`")
    if origin is list:
        return say("texts" if inner[0] is str else "a list of changes", language)
    if origin is dict:
        return _mapping(inner[1], language)
    return say("a text" if annotation is str else "the keys below", language)


def _mapping(value: Any, language: str) -> str:
    if get_origin(value) is dict:
        inner = get_args(value)[1]
        what = translated(inner.form, language) if _is_form(inner) else say("value", language)
        return say("a {what} for each table and field", language, what=what)
    if value is str:
        return say("a text for each id", language)
    if issubclass(value, Entity):
        return say("a row of {table} for each id", language, table=f"`{value.table}`")
    return say("a {what} for each id", language, what=translated(value.form, language))


def _is_form(value: Any) -> bool:
    return isinstance(value, type) and issubclass(value, Form)
