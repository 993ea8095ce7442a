"""Reads values that stand outside the tables: keys, single values, lists, bilingual texts, file names."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Mapping as Labels
from pathlib import Path, PureWindowsPath

from pejl.engine.errors import Problems, nearest
from pejl.engine.findings import Bilingual
from pejl.engine.model import kinds
from pejl.engine.model.kinds import Cell, Kind, Unreadable
from pejl.engine.model.near import meant
from pejl.engine.model.nodes import Mapping, Node, Scalar, Sequence
from pejl.engine.model.specs import Form, Schema
from pejl.engine.model.written import empty_value, read_cell


def check_keys(
    node: Mapping,
    form: Form,
    problems: Problems,
    extra: Iterable[str] = (),
    labels: Labels[str, str] | None = None,
) -> None:
    """Note keys that a mapping may not have, keys it must have, and keys without a value.

    Args:
        node: the mapping.
        form: the keys it may have, and must have.
        problems: receives what is wrong.
        extra: further keys that it may have.
        labels: what people call some of these, with the key each stands for.
    """
    names = dict.fromkeys([*form, *extra])
    called = {spec.da: name for name, spec in form.items()} | dict(labels or {})
    for key, value in node.entries:
        if key.text not in names:
            no_such_key(key, names, problems, called)
        elif isinstance(value, Scalar) and value.empty:
            empty_value(value, key.text, problems)
    for name, spec in form.items():
        if spec.required and node.get(name) is None:
            problems.add(node.place, "the key {name!r} is missing here", name=name)


def no_such_key(
    name: Scalar, names: Iterable[str], problems: Problems, labels: Labels[str, str] | None = None
) -> None:
    """Note a key that is none of the possible ones; it may be written by a label instead."""
    known = list(names)
    near = meant(name.text, known, labels or {})
    problems.add(
        name.place,
        "{name!r} is no key here",
        "did you mean {near!r}?" if near else "the keys here are: {names}",
        name=name.text,
        near=near,
        names=", ".join(known),
    )


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
        for key, value in node.entries:
            if key.text not in ("da", "en"):
                problems.add(key.place, "{name!r} is not a language here", "write da or en", name=key.text)
            elif isinstance(value, Scalar) and value.empty:
                empty_value(value, key.text, problems)
        return {key.text: text_of(value, problems) for key, value in node.entries}
    text = text_of(node, problems)
    return {"da": text} if text else {}


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


def is_there(path: Path, name: Scalar, problems: Problems) -> bool:
    """Whether the file of a name exists; else a problem, with the nearest name that does."""
    if path.exists():
        return True
    others = path.parent.glob(f"*{path.suffix}") if path.parent.is_dir() else ()
    near = nearest(path.name, sorted(one.name for one in others))
    problems.add(
        name.place,
        "there is no file {name!r} beside the design",
        "did you mean {near!r}?" if near else "check the name and the folder",
        name=name.text,
        near=near,
    )
    return False
