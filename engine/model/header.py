"""Reads what stands around the tables of a design: its header, notes, waivers, defaults and own fields."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from math import inf
from pathlib import Path, PureWindowsPath

from pejl.engine.errors import Problems, nearest
from pejl.engine.findings import Bilingual, Note
from pejl.engine.model import kinds, specs
from pejl.engine.model.kinds import Cell, Interval, Kind, Link, Listing, Many, Unreadable
from pejl.engine.model.nodes import Mapping, Node, Scalar, Sequence
from pejl.engine.model.reading import read_cell
from pejl.engine.model.source import read_yaml
from pejl.engine.model.specs import FieldSpec, Form, Schema
from pejl.engine.model.tables import Default, WaiverSpec
from pejl.engine.model.written import empty_value, unknown_field


@dataclass
class Header:
    """What a design or proposal says of itself."""

    id: str = ""
    title: Bilingual = field(default_factory=dict)
    municipality: str = ""
    effective: Interval | None = None
    rules: tuple[str, ...] = ()
    based_on: Scalar | None = None
    waivers: tuple[WaiverSpec, ...] = ()
    loose: tuple[Scalar, ...] = ()
    notes: tuple[Note, ...] = ()
    changes: Sequence | None = None
    defaults: dict[tuple[str, str], Cell] = field(default_factory=dict)
    default_specs: dict[tuple[str, str], Default] = field(default_factory=dict)
    tables: dict[str, Node] = field(default_factory=dict)


def check_keys(node: Mapping, form: Form, what: str, problems: Problems, extra: Iterable[str] = ()) -> None:
    """Note keys that a mapping may not have, keys it must have, and keys without a value."""
    names = [*form, *extra]
    for key, value in node.entries:
        if key.text not in names:
            near = nearest(key.text, names)
            problems.add(
                key.place,
                "{what} has no {name!r}",
                "did you mean {near!r}?" if near else "it may have: {names}",
                what=what,
                name=key.text,
                near=near,
                names=", ".join(names),
            )
        elif isinstance(value, Scalar) and value.empty:
            empty_value(value, key.text, problems)
    for name, spec in form.items():
        if spec.required and node.get(name) is None:
            problems.add(node.place, "{what} needs {name!r}", what=what, name=name)


def cell_of(node: Node | None, kind: Kind, problems: Problems) -> Cell:
    """The cell that a value outside the tables stands for, unknown where there is none or it is faulty."""
    if node is None or (isinstance(node, Scalar) and node.empty):
        return kinds.UNKNOWN
    try:
        if isinstance(node, Scalar):
            if isinstance(kind, kinds.Number):
                node.source.excuse(node.start, node.end)
            return kind.read(node.text, node.quoted)
        if isinstance(node, Sequence) and all(isinstance(item, Scalar) for item in node.items):
            return read_cell(
                kind, tuple((item.text, item.quoted) for item in node.items if isinstance(item, Scalar))
            )
        raise Unreadable("a single value is expected here")
    except Unreadable as error:
        problems.add(node.place, error.template, error.hint, **error.values)
    return kinds.UNKNOWN


def text_of(node: Node | None, problems: Problems) -> str:
    """A plain text, "" where there is none."""
    cell = cell_of(node, kinds.Text(), problems)
    return cell if isinstance(cell, str) else ""


def scalars(node: Node | None, problems: Problems) -> list[Scalar]:
    """The single values of a list; one value alone is a list of one."""
    if node is None or (isinstance(node, Scalar) and node.empty):
        return []
    found: list[Scalar] = []
    for item in node.items if isinstance(node, Sequence) else [node]:
        if isinstance(item, Scalar) and not item.empty:
            found.append(item)
        else:
            problems.add(item.place, "a single value is expected here")
    return found


def entries(node: Node | None, problems: Problems) -> list[tuple[Scalar, Node]]:
    """The entries of a mapping; anything else is a problem."""
    if isinstance(node, Mapping):
        return node.entries
    if node is not None and not (isinstance(node, Scalar) and node.empty):
        problems.add(node.place, "a mapping is expected here", "write `name: value`, one to a line")
    return []


def bilingual(node: Node | None, problems: Problems) -> Bilingual:
    """A text by language; a text alone is Danish."""
    if isinstance(node, Mapping):
        for key, _ in node.entries:
            if key.text not in ("da", "en"):
                problems.add(key.place, "{name!r} is not a language here", "write da or en", name=key.text)
        return {key.text: text_of(value, problems) for key, value in node.entries}
    text = text_of(node, problems)
    return {"da": text} if text else {}


def read_header(
    node: Mapping, schema: Schema, folder: Path | None, problems: Problems, needs_id: bool = True
) -> Header:
    """The header of a design.

    Args:
        node: the whole file.
        schema: the tables there are, with the fields that the design itself declares.
        folder: where the design's other files lie; None if it can have none.
        problems: receives what is wrong.
        needs_id: whether the design must have an id; the small designs in rule tests need none.
    """
    form = specs.form("header")
    keys = form if needs_id else {name: spec for name, spec in form.items() if name != "design"}
    check_keys(node, keys, "a design", problems, extra=[*schema, *form])
    header = Header(
        id=text_of(node.get("design"), problems),
        title=bilingual(node.get("title"), problems),
        municipality=text_of(node.get("municipality"), problems),
        rules=tuple(item.text for item in scalars(node.get("rules"), problems)),
        loose=tuple(scalars(node.get("unknown"), problems)),
        notes=tuple(_notes(node.get("notes"), problems)),
        waivers=tuple(_waivers(node.get("waivers"), folder, problems)),
        tables={key.text: value for key, value in node.entries if key.text in schema},
    )
    effective = cell_of(node.get("effective"), kinds.Day(), problems)
    header.effective = effective if isinstance(effective, Interval) else None
    base, changes = node.get("based_on"), node.get("changes")
    if isinstance(base, Scalar):
        header.based_on = None if base.empty else base
    elif base is not None:
        problems.add(base.place, "a proposal is based on one design", "write `based_on: file.yaml`")
    if isinstance(changes, Sequence):
        header.changes = changes
    elif changes is not None and not (isinstance(changes, Scalar) and changes.empty):
        problems.add(changes.place, "changes are a list", "begin each change with a dash")
    _check_tables_named(header.loose, schema, problems)
    _read_defaults(node.get("defaults"), schema, header, problems)
    return header


def _check_tables_named(names: Iterable[Scalar], schema: Schema, problems: Problems) -> None:
    for name in names:
        if name.text not in schema:
            no_such_table(name, schema, problems)


def no_such_table(name: Scalar, schema: Schema, problems: Problems) -> None:
    """Note that there is no table of a name."""
    near = nearest(name.text, schema)
    problems.add(
        name.place,
        "there is no table {name!r}",
        "did you mean {near!r}?" if near else "the tables are: {tables}",
        name=name.text,
        near=near,
        tables=", ".join(schema),
    )


def _read_defaults(node: Node | None, schema: Schema, header: Header, problems: Problems) -> None:
    for table, fields in entries(node, problems):
        if table.text not in schema:
            no_such_table(table, schema, problems)
            continue
        spec = schema[table.text]
        for name, value in entries(fields, problems):
            if name.text not in spec.fields:
                unknown_field(spec, name.text, name.place, problems)
            elif isinstance(value, Scalar) and value.empty:
                empty_value(value, name.text, problems)
            else:
                key = (table.text, name.text)
                header.defaults[key] = cell_of(value, spec.fields[name.text].kind, problems)
                header.default_specs[key] = Default(*key, _shown(value), value.place)


def _shown(node: Node) -> str:
    if isinstance(node, Sequence):
        return ", ".join(item.text for item in node.items if isinstance(item, Scalar))
    return node.text if isinstance(node, Scalar) else ""


def _notes(node: Node | None, problems: Problems) -> Iterator[Note]:
    for key, value in entries(node, problems):
        if not isinstance(value, Mapping):
            yield Note(key.text, bilingual(value, problems), (), (), key.place)
            continue
        check_keys(value, specs.form("note"), "a note", problems)
        yield Note(
            key.text,
            {name: text_of(value.get(name), problems) for name in ("da", "en") if value.get(name)},
            _listed(value.get("about"), problems),
            _listed(value.get("principles"), problems),
            key.place,
        )


def _listed(node: Node | None, problems: Problems) -> tuple[str, ...]:
    return tuple(item.text for item in scalars(node, problems))


def _waivers(node: Node | None, folder: Path | None, problems: Problems) -> Iterator[WaiverSpec]:
    if not isinstance(node, Sequence):
        yield from _waivers_in(node, problems)
        return
    for name in scalars(node, problems):
        path = beside(folder, name, problems)
        held = read_yaml(path, problems) if path else None
        if isinstance(held, Mapping):
            check_keys(held, {}, "a file of waivers", problems, extra=["waivers"])
            yield from _waivers_in(held.get("waivers"), problems)
        elif held is not None:
            problems.add(held.place, "a mapping with waivers is expected here", "write `waivers:` above them")


def _waivers_in(node: Node | None, problems: Problems) -> Iterator[WaiverSpec]:
    form = specs.form("waiver")
    for key, value in entries(node, problems):
        if not isinstance(value, Mapping):
            problems.add(value.place, "a waiver is a mapping with rule, entity, owner and reason")
            continue
        check_keys(value, form, "a waiver", problems)
        cells = {
            name: cell_of(value.get(name), spec.kind, problems) for name, spec in form.items() if spec.kind
        }
        texts = {name: cell for name, cell in cells.items() if isinstance(cell, str)}
        dates = {name: cell for name, cell in cells.items() if isinstance(cell, Interval)}
        yield WaiverSpec(
            key.text,
            *(texts.get(name, "") for name in ("rule", "entity", "owner", "reason", "decision")),
            *(dates.get(name) for name in ("from", "until", "limit")),  # type: ignore[arg-type]
            place=key.place,
        )


def beside(folder: Path | None, name: Scalar, problems: Problems) -> Path | None:
    """The file of a name in a design's folder; None with a problem if it would lie outside of it."""
    written = PureWindowsPath(name.text)
    try:
        if folder is not None and not written.drive and not written.root and ".." not in written.parts:
            path = folder / name.text
            if path.resolve().is_relative_to(folder.resolve()):
                return path
    except (OSError, ValueError, RuntimeError):
        pass
    problems.add(
        name.place,
        "{name!r} leaves the folder of the design",
        "name a file in the same folder or below it",
        name=name.text,
    )
    return None


PLAIN: dict[str, Kind] = {
    "text": kinds.Text(),
    "number": kinds.Number("", Fraction(1, 1000), -inf),
    "flag": kinds.Flag(),
    "date": kinds.Day(),
    "texts": Many(kinds.Text()),
}


def declared_fields(
    nodes: Iterable[Mapping], schema: Schema, problems: Problems
) -> dict[str, dict[str, FieldSpec]]:
    """The fields that designs and packs declare, by table.

    Args:
        nodes: mappings of table to field to declaration.
        schema: the tables and fields that there are already.
        problems: receives what is wrong.
    """
    declared: dict[str, dict[str, FieldSpec]] = {}
    for node in nodes:
        for table, fields in entries(node, problems):
            if table.text not in schema:
                no_such_table(table, schema, problems)
                continue
            for name, form in entries(fields, problems):
                spec = _declared(name, form, schema, problems)
                if spec and not _clashes(name, spec, table.text, schema, declared, problems):
                    declared.setdefault(table.text, {})[name.text] = spec
    return declared


def _clashes(
    name: Scalar,
    spec: FieldSpec,
    table: str,
    schema: Schema,
    declared: dict[str, dict[str, FieldSpec]],
    problems: Problems,
) -> bool:
    known = declared.get(table, {}).get(name.text)
    if name.text in [*schema[table].names, "unknown"] or (known and known != spec):
        problems.add(
            name.place,
            "{table} already has a field {field!r}",
            "give yours another name",
            table=table,
            field=name.text,
        )
        return True
    if not name.text.isidentifier():
        problems.add(
            name.place,
            "{field!r} cannot be the name of a field",
            "use letters, digits and underscores, and begin with a letter",
            field=name.text,
        )
        return True
    return False


def _declared(name: Scalar, node: Node, schema: Schema, problems: Problems) -> FieldSpec | None:
    if not isinstance(node, Mapping):
        problems.add(node.place, "a field is declared by a mapping", "write {{type: number, da: ..., en: ...}}")
        return None
    check_keys(node, specs.form("field"), "a field", problems)
    kind = _declared_kind(node, schema, problems)
    if kind is None:
        return None
    da, en = (text_of(node.get(language), problems) or name.text for language in ("da", "en"))
    return FieldSpec(name.text, kind, da, en)


def _declared_kind(node: Mapping, schema: Schema, problems: Problems) -> Kind | None:
    written = node.get("type")
    kind_name = text_of(written, problems)
    if written is None or not kind_name:
        return None
    unit = text_of(node.get("unit"), problems)
    options = cell_of(node.get("options"), Many(kinds.Text()), problems)
    least = cell_of(node.get("minimum"), PLAIN["number"], problems)
    if kind_name == "number":
        return kinds.Number(
            unit, Fraction(1, 1000), least.low if isinstance(least, Interval) else -inf
        )
    if kind_name == "text" and isinstance(options, Listing):
        return kinds.Text(options.items)
    many, _, target = kind_name.rpartition(" ")
    if target in schema and many in ("", "many"):
        link = Link(target, text_of(node.get("inverse"), problems))
        return Many(link) if many else link
    if kind_name not in PLAIN:
        near = nearest(kind_name, [*PLAIN, *schema])
        problems.add(
            written.place,
            "{type!r} is not a type of field",
            "did you mean {near!r}?" if near else "write one of {types}, a table, or `many` and a table",
            type=kind_name,
            near=near,
            types=", ".join(PLAIN),
        )
        return None
    return PLAIN[kind_name]
