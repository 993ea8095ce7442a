"""Rule packs as written: folders of YAML -> documents, principles, parameters and rules, merged.

`extends` and `use` are settled here, field by field, on the nodes of the files; so every field keeps
the place where it was written. Nothing is typed yet: see `rules`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from collections.abc import Sequence as Several
from fractions import Fraction
from pathlib import Path

from msgspec import Struct, field
from msgspec.structs import replace

from pejl.engine.errors import Place, Problems, nearest
from pejl.engine.findings import Bilingual, Document, Note, Principle, Shown, Unknown
from pejl.engine.language import forms
from pejl.engine.model.file_names import SHIPPED, shown_name
from pejl.engine.model.kinds import EPOCH, Day, Number, Unreadable
from pejl.engine.model.nodes import Mapping, Node, Scalar, Sequence
from pejl.engine.model.source import read_yaml

PACK_FILE = "pack.yaml"
NUMBER, DATE = Number("", Fraction(1, 10**6)), Day()
TYPES = ("number", "date", "flag", "text", "list")


class Setting(Struct, frozen=True):
    """The value of a parameter: a number, a date as its day, a truth, a text or a list; None is unknown."""

    name: str
    type: str
    value: Fraction | int | bool | str | tuple[str, ...] | None
    unit: str
    source: str
    title: Bilingual
    pack: str
    place: Place

    @property
    def shown(self) -> Shown:
        """The value as people are shown it."""
        value = self.value
        if self.type == "date" and isinstance(value, int):
            return dt.date.fromordinal(value + EPOCH)
        if isinstance(value, Fraction):
            return int(value) if value.denominator == 1 else float(value)
        return Unknown() if value is None else value


class RuleText(Struct, frozen=True):
    """A rule as written, after `use` and overriding.

    Attributes:
        fields: each field's node, wherever it was written.
        wheres: the conditions that narrow its scope; all of them have to hold.
        settings: the parameters that it sees; before merging, those of the rule that it uses.
        own: the parameters that are written in the rule itself.
    """

    id: str
    pack: str
    place: Place
    fields: dict[str, Node]
    wheres: tuple[Scalar, ...]
    settings: dict[str, Setting]
    own: dict[str, Setting]
    tests: tuple[Node, ...] = ()


class Pack(Struct):
    """One pack as read from its folder; `library` packs run only where they are used or named."""

    id: str
    title: Bilingual
    place: Place
    folder: Path
    library: bool
    extends: list[Scalar]
    documents: dict[str, Document]
    principles: dict[str, Principle]
    settings: dict[str, Setting]
    notes: tuple[Note, ...]
    fields: Node | None
    rules: dict[str, Mapping] = field(default_factory=dict)
    unread: dict[str, Path] = field(default_factory=dict)

    @property
    def file(self) -> Path:
        """The file that says what the pack is, where it lies; `place` has the name that it is shown by."""
        return self.folder / Path(self.place.file).name


def folders(beside: Path | None = None) -> tuple[Path, ...]:
    """Where packs are looked for: beside the design, in the current folder, in its `rules`, those shipped."""
    here = Path.cwd()
    return (*([beside] if beside is not None else []), here, here / "rules", SHIPPED)


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:  # in a folder that may not be read, or with a name that no file can have
        return False


class Packs:
    """Reads packs by name or path, each once, from the first of some folders that has it."""

    def __init__(self, problems: Problems, looked_in: Several[Path] | None = None) -> None:
        self.problems = problems
        self.folders = folders() if looked_in is None else tuple(looked_in)
        self.read: dict[Path, Pack] = {}

    def pack(self, name: str, place: Place | None) -> Pack | None:
        """The pack of a name under `rules/`, or of a path; None with a problem."""
        path = self.find(name)
        if path is None:
            known = shipped()
            near = nearest(name, known)
            hint = "did you mean {near!r}?" if near else "shipped packs: {known}; or name a path"
            self.problems.add(
                place, "there is no rule pack {name!r}", hint, name=name, near=near, known=", ".join(known)
            )
            return None
        if path not in self.read:
            pack = self._read(path, whole_folder=path.name != Path(name).name)
            if pack is None:
                return None
            self.read[path] = pack
        return self.read[path]

    def find(self, name: str) -> Path | None:
        """The file of a pack."""
        found = self.found(name)
        return found[1] if found else None

    def found(self, name: str) -> tuple[Path, Path] | None:
        """The folder in which a pack was found by its name, and its file."""
        for folder in self.folders:
            for path in (folder / name / PACK_FILE, folder / name):
                if path.suffix in (".yaml", ".yml") and _is_file(path):
                    return folder, path.resolve()
        return None

    def _read(self, path: Path, whole_folder: bool) -> Pack | None:
        node = read_yaml(path, self.problems)
        if not isinstance(node, Mapping):
            if node is not None:
                self.problems.add(node.place, "a rule pack is a mapping that begins with pack:")
            return None
        form = forms.Form(node, "pack", self.problems)
        id_ = form.text("pack", required=True)
        documents = {
            key.text: Document(key.text, id_, part.text("title"), part.text("publisher"), part.text("date"))
            for key, part in form.parts("documents", "document")
        }
        pack = Pack(
            id_,
            form.said("title"),
            node.place,
            path.parent,
            form.flag("library", False),
            form.scalars("extends"),
            documents,
            {},
            {},
            tuple(_note(key, part) for key, part in form.parts("notes", "note")),
            node.get("fields"),
        )
        for key, part in form.parts("principles", "principle"):
            pack.principles[key.text] = self._principle(key, part, pack)
        pack.settings = {
            key.text: setting(key, value, pack.id, self.problems) for key, value in form.entries("parameters")
        }
        for key, part in form.parts("rules", "rule"):
            pack.rules[key.text] = part.node
        if whole_folder:  # a pack that is named as a file is that file alone
            for file in rule_files(path.parent):
                self._take(file, pack)
        return pack

    def _take(self, file: Path, pack: Pack) -> None:
        first = pack.unread.setdefault(file.stem, file)
        if first != file:
            self.problems.add(
                Place(shown_name(file)),
                "two files of the pack are named {name!r}; the first is {first}",
                "a rule is named as its file: give one of them another name",
                name=file.stem,
                first=shown_name(first),
            )

    def _principle(self, key: Scalar, part: forms.Form, pack: Pack) -> Principle:
        document = part.text("document", required=True)
        if document and document not in pack.documents:
            part.unknown("document", document, pack.documents, "there is no document {name!r} in this pack")
        return Principle(
            key.text,
            pack.id,
            part.said("title"),
            document,
            part.text("section"),
            part.text("page"),
            part.said("says"),
        )

    def rule(self, pack: Pack, id_: str) -> Mapping | None:
        """The rule of an id in a pack, read now if it was not yet; None if there is none."""
        path = pack.unread.pop(id_, None)
        if path is not None:
            node = read_yaml(path, self.problems)
            if isinstance(node, Mapping):
                form = forms.Form(node, "rule", self.problems)
                name = form.text("rule", required=True)
                if name and name != id_:
                    place = node.get("rule")
                    self.problems.add(
                        place.place if place else node.place,
                        "the rule is called {name!r}, but its file {file!r}",
                        "the two have to be the same",
                        name=name,
                        file=path.name,
                    )
                pack.rules[id_] = node
            elif node is not None:
                self.problems.add(node.place, "the file of a rule begins with rule:")
        return pack.rules.get(id_)

    def ids(self, pack: Pack) -> list[str]:
        """The ids of all rules of a pack, read or not, in order."""
        return sorted({*pack.rules, *pack.unread})


def _note(key: Scalar, part: forms.Form) -> Note:
    text = {"da": part.text("da"), "en": part.text("en")}
    return Note(key.text, text, tuple(part.texts("about")), tuple(part.texts("principles")), key.place)


def setting(key: Scalar, node: Node, pack: str, problems: Problems, base: Setting | None = None) -> Setting:
    """Read a parameter: a mapping with `value`, or the value alone."""
    written: Node | None = node
    unit, source, title = (base.unit, base.source, base.title) if base else ("", "", {})
    type_ = base.type if base else ""
    if isinstance(node, Mapping):
        form = forms.Form(node, "parameter", problems)
        written = node.get("value")
        unit, source = form.text("unit") or unit, form.text("source") or source
        title = form.said("title") or title
        if form.text("type"):
            type_ = form.choice("type", TYPES, "")
            if not type_:
                return Setting(key.text, "number", None, unit, source, title, pack, key.place)
    value: Fraction | int | bool | str | tuple[str, ...] | None = None
    try:
        type_, value = _value(written, type_)
    except Unreadable as error:
        problems.add((written or node).place, error.template, error.hint, **error.values)
    return Setting(key.text, type_ or "number", value, unit, source, title, pack, key.place)


def _value(node: Node | None, type_: str) -> tuple[str, Fraction | int | bool | str | tuple[str, ...] | None]:
    if isinstance(node, Sequence):
        return "list", tuple(item.text for item in node.items if isinstance(item, Scalar))
    if not isinstance(node, Scalar):
        raise Unreadable("a parameter needs a value: a number, a date, a text, a list, or unknown")
    text = node.text.strip()
    if text == "unknown" and not node.quoted:
        if type_ not in TYPES:
            raise Unreadable(
                "an unknown parameter has to say its type", "type: number, date, flag, text or list"
            )
        return type_, None
    for kind, name in ((NUMBER, "number"), (DATE, "date")):
        if type_ in ("", name) and not node.quoted:
            try:
                cell = kind.value(text)
            except Unreadable:
                continue
            if cell.low == cell.high:  # type: ignore[union-attr]
                number = Fraction(int(cell.low)) * kind.unit  # type: ignore[union-attr]
                return name, int(number) if name == "date" else number
    if text in ("true", "false") and not node.quoted and type_ in ("", "flag"):
        return "flag", text == "true"
    if type_ == "list":
        return "list", (node.text,)
    if type_ not in ("", "text"):
        raise Unreadable("{text!r} is no value of the type {type}", text=text, type=type_)
    return "text", node.text


def merged(packs: Packs, named: Iterable[tuple[str, Place | None]]) -> tuple[list[Pack], list[RuleText]]:
    """All rules that the named packs bring, after `extends` and `use`, in the order of packs and ids.

    Returns:
        the packs, those that others extend first, and their rules.
    """
    order: list[Pack] = []
    roots: list[Pack] = []
    for name, place in named:
        pack = packs.pack(name, place)
        if pack is not None:
            roots.append(pack)
            _enter(pack, packs, order, [])
    rules: dict[str, RuleText] = {}
    for pack in order:
        if pack.library and pack not in roots:
            continue
        for id_ in packs.ids(pack):
            node = packs.rule(pack, id_)
            if node is not None:
                rules[id_] = _rule(id_, node, pack, packs, order, rules.get(id_), [])
    return order, [replace(rule, settings=_seen(rule, order)) for rule in rules.values()]


def _enter(pack: Pack, packs: Packs, order: list[Pack], above: list[Pack]) -> None:
    if pack in order or pack in above:
        if pack in above:
            packs.problems.add(pack.place, "the pack {pack!r} extends itself, by way of others", pack=pack.id)
        return
    for name in pack.extends:
        extended = packs.pack(name.text, name.place)
        if extended is not None:
            _enter(extended, packs, order, [*above, pack])
    order.append(pack)


def declared_fields(
    named: Iterable[tuple[str, Place | None]], looked_in: Several[Path] | None
) -> tuple[Mapping, ...]:
    """The fields for designs that some packs declare; their mistakes are told when their rules are read."""
    packs = Packs(Problems(), looked_in)
    order: list[Pack] = []
    for name, place in named:
        pack = packs.pack(name, place)
        if pack is not None:
            _enter(pack, packs, order, [])
    return tuple(pack.fields for pack in order if isinstance(pack.fields, Mapping))


NOT_TAKEN = ("rule", "use", "tests", "where", "parameters", "principles")


def _rule(
    id_: str,
    node: Mapping,
    pack: Pack,
    packs: Packs,
    order: list[Pack],
    older: RuleText | None,
    using: list[str],
) -> RuleText:
    """A rule with the fields of the rule that it uses, or of the rule of the same id that it overrides."""
    form = forms.Form(node, "rule", packs.problems)
    own = {key.text: value for key, value in node.entries}
    base = older
    used = own.get("use")
    if isinstance(used, Scalar):
        base = _used(used, id_, packs, order, using) or older
    where = own.get("where")
    wheres: tuple[Scalar, ...] = (where,) if isinstance(where, Scalar) else ()
    fields: dict[str, Node] = {}
    settings: dict[str, Setting] = {}
    if base is not None:
        fields.update(
            {name: value for name, value in base.fields.items() if base is older or name not in NOT_TAKEN}
        )
        settings.update({**base.settings, **base.own})
        if base is not older or not wheres:
            wheres = base.wheres + wheres
    for one, other in (("attest", "require"), ("require", "attest")):
        if one in own:
            fields.pop(other, None)
    fields.update(own)
    written = {
        key.text: setting(key, value, pack.id, packs.problems, settings.get(key.text))
        for key, value in form.entries("parameters")
    }
    tests = form.items("tests")
    return RuleText(id_, pack.id, node.place, fields, wheres, settings, written, tuple(tests))


def _used(used: Scalar, id_: str, packs: Packs, order: list[Pack], using: list[str]) -> RuleText | None:
    if used.text in using or used.text == id_:
        packs.problems.add(used.place, "the rule {rule!r} uses itself", rule=used.text)
        return None
    for pack in reversed(order):
        node = packs.rule(pack, used.text)
        if node is not None:
            found = _rule(used.text, node, pack, packs, order, None, [*using, used.text])
            return replace(found, settings={**pack.settings, **found.settings})
    known = {one for pack in order for one in packs.ids(pack)}
    near = nearest(used.text, known)
    packs.problems.add(
        used.place,
        "there is no rule {rule!r} to use",
        "did you mean {near!r}?" if near else "the pack has to extend the one that holds it",
        rule=used.text,
        near=near,
    )
    return None


def _seen(rule: RuleText, order: list[Pack]) -> dict[str, Setting]:
    """The parameters a rule sees: the last pack that sets one decides, and within it the rule itself."""
    shared = {name: one for pack in order for name, one in pack.settings.items()}
    rank = {pack.id: at for at, pack in enumerate(order)}
    own = {
        name: one
        for name, one in rule.own.items()
        if name not in shared or rank[one.pack] >= rank[shared[name].pack]
    }
    return {**rule.settings, **shared, **own}


def rule_files(folder: Path) -> list[Path]:
    """The rule files of a pack: those in its folder, and those in folders by topic inside it."""
    found = [file for file in sorted(folder.glob("*.yaml")) if file.name != PACK_FILE]
    for entry in sorted(folder.iterdir()):
        if entry.is_dir() and not entry.name.startswith(".") and not (entry / PACK_FILE).exists():
            found += rule_files(entry)
    return found


def shipped() -> list[str]:
    """The names of the packs that come with Pejl."""
    return [entry.name for entry in sorted(SHIPPED.iterdir()) if (entry / PACK_FILE).is_file()]
