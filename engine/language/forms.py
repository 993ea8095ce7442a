"""Reads the mappings of a pack against their declared form, and says what does not fit.

The names that may stand in each are those of the models in `pack_schema`, read off once and kept.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

from pejl.engine.errors import Problems, nearest
from pejl.engine.findings import Bilingual
from pejl.engine.model.kept import kept
from pejl.engine.model.nodes import Mapping, Node, Scalar, Sequence


def names_in(form: str) -> tuple[str, ...]:
    """The names that may stand in a mapping of this form."""
    return _names()[form]


@cache
def _names() -> dict[str, tuple[str, ...]]:
    folder = Path(__file__).parent
    return kept("forms", (folder / "pack_schema.py", folder / "forms.py"), read_names)


def read_names() -> dict[str, tuple[str, ...]]:
    """The names that may stand in a mapping of each form, read off the pydantic models."""
    from pejl.engine.language import pack_schema

    return {
        model.__name__.lower(): tuple(info.alias or name for name, info in model.model_fields.items())
        for model in pack_schema.Part.__subclasses__()
    }


class Form:
    """One mapping of a pack, read by name."""

    def __init__(self, node: Mapping, form: str, problems: Problems, checked: bool = False) -> None:
        self.node, self.form, self.problems = node, form, problems
        known = names_in(form)
        for key, _ in [] if checked else node.entries:
            if key.text not in known:
                near = nearest(key.text, known)
                problems.add(
                    key.place,
                    "{name!r} cannot stand here",
                    "did you mean {near!r}?" if near else "here may stand: {known}",
                    name=key.text,
                    near=near,
                    known=", ".join(known),
                )

    def scalar(self, name: str) -> Scalar | None:
        """A text with its place; None if it is not there."""
        node = self.node.get(name)
        if node is None or isinstance(node, Scalar):
            return node
        self.problems.add(node.place, "{name} has to be a single text", name=name)
        return None

    def text(self, name: str, required: bool = False) -> str:
        """A text; "" if it is not there."""
        scalar = self.scalar(name)
        if required and (scalar is None or not scalar.text.strip()):
            self.problems.add(self.node.place, "{name!r} is missing", name=name)
        return "" if scalar is None else scalar.text

    def flag(self, name: str, default: bool) -> bool:
        """True or false."""
        scalar = self.scalar(name)
        if scalar is None:
            return default
        if scalar.text not in ("true", "false"):
            self.problems.add(
                scalar.place, "{text!r} is neither true nor false", "write true or false", text=scalar.text
            )
        return scalar.text == "true"

    def choice(self, name: str, options: Iterable[str], default: str) -> str:
        """One of some words."""
        text = self.text(name) or default
        words = [str(option) for option in options]
        if text not in words:
            self.unknown(name, text, words, "{name!r} is not one of the values that are allowed here")
            return default
        return text

    def unknown(self, name: str, text: str, known: Iterable[str], template: str) -> None:
        """Note a word that is not among the known ones."""
        node = self.node.get(name)
        near = nearest(text, known)
        self.problems.add(
            (node or self.node).place,
            template,
            "did you mean {near!r}?" if near else "one of: {known}",
            name=text,
            near=near,
            known=", ".join(known),
        )

    def items(self, name: str) -> list[Node]:
        """The items of a list; a single value is a list of one."""
        node = self.node.get(name)
        if node is None:
            return []
        return node.items if isinstance(node, Sequence) else [node]

    def scalars(self, name: str) -> list[Scalar]:
        """The texts of a list, with their places."""
        return [item for item in self.items(name) if isinstance(item, Scalar)]

    def texts(self, name: str) -> list[str]:
        """The texts of a list."""
        return [item.text for item in self.scalars(name)]

    def entries(self, name: str) -> list[tuple[Scalar, Node]]:
        """The entries of a mapping."""
        node = self.node.get(name)
        if node is None:
            return []
        if isinstance(node, Mapping):
            return node.entries
        self.problems.add(node.place, "{name} has to be a mapping: one name and value a line", name=name)
        return []

    def parts(self, name: str, form: str) -> Iterator[tuple[Scalar, Form]]:
        """The entries of a mapping of mappings of one form."""
        for key, node in self.entries(name):
            if isinstance(node, Mapping):
                yield key, Form(node, form, self.problems)
            else:
                self.problems.add(
                    node.place, "{name} has to be a mapping: one name and value a line", name=key.text
                )

    def said(self, name: str) -> Bilingual:
        """A text in both languages; empty if it is not there."""
        return said(self.node.get(name), self.problems)


def said(node: Node | None, problems: Problems) -> Bilingual:
    """A text by language: `{da: ..., en: ...}`."""
    return {language: scalar.text for language, scalar in said_scalars(node, problems).items()}


def said_scalars(node: Node | None, problems: Problems) -> dict[str, Scalar]:
    """A text by language, with the places."""
    if node is None:
        return {}
    found = {}
    if isinstance(node, Mapping):
        found = {key.text: value for key, value in node.entries if isinstance(value, Scalar)}
    if set(found) != {"da", "en"}:
        problems.add(node.place, "a text stands in both languages", "write {{da: ..., en: ...}}")
    return found
