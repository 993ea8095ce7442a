"""Reads what stands around the tables of a design: its header, notes, waivers, defaults and own fields."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from math import isfinite
from pathlib import Path

from pejl.engine.errors import Problems
from pejl.engine.findings import Bilingual, Note
from pejl.engine.model import kinds, specs
from pejl.engine.model.kinds import Cell, Interval
from pejl.engine.model.nodes import Mapping, Node, Scalar, Sequence
from pejl.engine.model.plain_values import (
    beside,
    bilingual,
    cell_of,
    check_keys,
    entries,
    is_there,
    no_such_table,
    scalars,
    text_of,
)
from pejl.engine.model.source import read_yaml, refuse_suspects
from pejl.engine.model.specs import Schema
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
    search: Mapping | None = None
    defaults: dict[tuple[str, str], tuple[Cell, Default]] = field(default_factory=dict)
    tables: dict[str, Node] = field(default_factory=dict)


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
    labels = {table.da: name for name, table in schema.items()}
    check_keys(node, keys, problems, [*schema, *form], labels)
    header = Header(
        id=text_of(node.get("design"), problems),
        title=bilingual(node.get("title"), problems),
        municipality=text_of(node.get("municipality"), problems),
        rules=tuple(item.text for item in scalars(node.get("rules"), problems)),
        loose=tuple(scalars(node.get("unknown"), problems)),
        notes=tuple(_notes(node.get("notes"), problems)),
        waivers=_different(_waivers(node.get("waivers"), folder, problems), problems),
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
    search = node.get("search")
    if isinstance(search, Mapping):
        header.search = search
    elif search is not None:
        entries(search, problems)
    _check_tables_named(header.loose, schema, problems)
    _read_defaults(node.get("defaults"), schema, header, problems)
    return header


def _check_tables_named(names: Iterable[Scalar], schema: Schema, problems: Problems) -> None:
    for name in names:
        if name.text not in schema:
            no_such_table(name, schema, problems)


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
                cell = cell_of(value, spec.fields[name.text].kind, problems)
                header.defaults[key] = (cell, Default(*key, _shown(value), value.place))


def _shown(node: Node) -> str:
    if isinstance(node, Sequence):
        return ", ".join(item.text for item in node.items if isinstance(item, Scalar))
    return node.text if isinstance(node, Scalar) else ""


def _notes(node: Node | None, problems: Problems) -> Iterator[Note]:
    for key, value in entries(node, problems):
        if not isinstance(value, Mapping):
            yield Note(key.text, bilingual(value, problems), (), (), key.place)
            continue
        check_keys(value, specs.form("note"), problems)
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
        held = read_yaml(path, problems) if path and is_there(path, name, problems) else None
        if held is not None:
            refuse_suspects(held.source, problems)
        if isinstance(held, Mapping):
            check_keys(held, {}, problems, extra=["waivers"])
            yield from _waivers_in(held.get("waivers"), problems)
        elif held is not None:
            problems.add(held.place, "a mapping with waivers is expected here", "write `waivers:` above them")


def _different(waivers: Iterable[WaiverSpec], problems: Problems) -> tuple[WaiverSpec, ...]:
    """The waivers, which may stand in several files; two of the same id are a problem."""
    found: dict[str, WaiverSpec] = {}
    for one in waivers:
        known = found.setdefault(one.id, one)
        if known is not one:
            problems.add(
                one.place,
                "the waiver {id!r} is already written at {where}",
                "give one of the two another id",
                id=one.id,
                where=str(known.place),
            )
    return tuple(found.values())


def _waivers_in(node: Node | None, problems: Problems) -> Iterator[WaiverSpec]:
    form = specs.form("waiver")
    for key, value in entries(node, problems):
        if not isinstance(value, Mapping):
            problems.add(value.place, "a waiver is a mapping with rule, entity, owner and reason")
            continue
        check_keys(value, form, problems)
        cells = {
            name: cell_of(value.get(name), spec.kind, problems) for name, spec in form.items() if spec.kind
        }
        for name, cell in cells.items():
            written = value.get(name)
            if written is not None and not (isinstance(written, Scalar) and written.empty):
                _check_said(name, cell, form[name].required, written, problems)
        waiver = _waiver(key, cells)
        if waiver.starts and waiver.until and waiver.starts.low > waiver.until.high:
            problems.add(
                (value.get("from") or value).place, "the waiver begins after it ends", "mend from or until"
            )
        yield waiver


def _check_said(name: str, cell: Cell, required: bool, node: Node, problems: Problems) -> None:
    """Note a value with which nobody answers for anything, or with which a waiver has no end."""
    if isinstance(cell, Interval):
        if not (isfinite(cell.low) and isfinite(cell.high)):
            problems.add(
                node.place,
                "{name!r} of a waiver needs both its ends",
                "write one value, a range with both ends, or leave {name} out",
                name=name,
            )
        return
    word = cell if isinstance(cell, str) else node.text if isinstance(node, Scalar) else "faulty"
    if not word.strip() or (isinstance(cell, kinds.Void) and kinds.void(word.strip())):
        problems.add(
            node.place,
            "{name!r} of a waiver cannot be unknown, none or blank",
            "write what it is" if required else "write what it is, or leave {name} out",
            name=name,
        )


def _waiver(key: Scalar, cells: dict[str, Cell]) -> WaiverSpec:
    texts = {name: cell for name, cell in cells.items() if isinstance(cell, str)}
    bounds = {name: cell for name, cell in cells.items() if isinstance(cell, Interval)}
    return WaiverSpec(
        id=key.text,
        rule=texts.get("rule", ""),
        entity=texts.get("entity", ""),
        owner=texts.get("owner", ""),
        reason=texts.get("reason", ""),
        decision=texts.get("decision", ""),
        starts=bounds.get("from"),
        until=bounds.get("until"),
        limit=bounds.get("limit"),
        place=key.place,
    )
