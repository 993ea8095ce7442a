"""The file of a proposal: its header, and its changes, on top of those of another if it stands for one."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from pejl.engine.errors import Place, Problems, fail
from pejl.engine.language.packs import Packs, folders
from pejl.engine.model.nodes import Mapping, Scalar
from pejl.engine.model.nodes import Sequence as List
from pejl.engine.model.tables import Design
from pejl.engine.model.yaml_writer import change_lines, in_yaml, yaml_lines

ALWAYS = ("effective", "waivers")
"""What a proposal has from the design that it is based on, because it would not have it of itself."""
INSTEAD = ("municipality", "effective", "rules", "waivers", "defaults", "fields", "unknown", "notes")
"""What a proposal has from the one that it stands in for."""


@dataclass
class ProposalText:
    """Writes proposals.

    A design that tells its tables is what they are based on. A proposal of changes is what they stand in
    for: they are based on the same design, and begin with the same changes.

    Attributes:
        design: the design that was given.
        file: its file.
        node: what is written there.
        packs: the rule packs that were named instead of its own.
        folder: where proposals are to stand; None is beside the design.
    """

    design: Design
    file: Path
    node: Mapping
    packs: Sequence[str]
    folder: Path | None = None

    @property
    def instead(self) -> bool:
        """Whether the design that was given is a proposal of changes."""
        return self.node.get("based_on") is not None and not self.design.retold

    def id(self, number: int) -> str:
        """The id of the proposal of a number."""
        return f"{self.design.id}-forslag-{number}"

    def beside(self, number: int) -> Path:
        """The file of a proposal."""
        return self._here / f"{self.id(number)}.yaml"

    def based_on(self) -> str:
        """The file that proposals are based on.

        Raises:
            PejlError: it lies outside of the folder in which they are to stand.
        """
        base = self.node.get("based_on") if self.instead else None
        file = self.file.parent / (base.text if isinstance(base, Scalar) else self.file.name)
        try:
            return file.resolve().relative_to(self._here.resolve()).as_posix()
        except ValueError:
            raise fail(
                Place(str(self.folder)),
                "proposals are based on {file}, which does not lie in this folder or below it",
                "write them to {folder}",
                file=str(file),
                folder=str(self.file.parent),
            ) from None

    def text(self, number: int, changes: Sequence[str]) -> str:
        """A proposal.

        Args:
            number: its number among the answers.
            changes: its changes, as lines of YAML.
        """
        da, en = (f"{word} {number}: {self._title(language)}" for word, language in WORDS)
        lines = [
            f"design: {in_yaml(self.id(number))}\n",
            f"title: {in_yaml({'da': da, 'en': en})}\n",
            f"based_on: {in_yaml(self.based_on())}\n",
        ]
        rules = self._rules()
        if rules:
            lines.append(f"rules: {in_yaml(rules)}\n")
        for key in INSTEAD if self.instead else ALWAYS:
            value = self.node.get(key)
            if key == "waivers" and isinstance(value, List | Scalar):
                lines.append(f"waivers: {in_yaml(self._waiver_files(value))}\n")
            elif key == "waivers" and isinstance(value, Mapping):
                lines += yaml_lines(key, self._waivers(value, number))
            elif value is not None and not (key == "rules" and rules):
                lines += yaml_lines(key, value)
        own = self.node.get("changes") if self.instead else None
        items = own.items if isinstance(own, List) else []
        listed = [line for one in items if isinstance(one, Mapping) for line in change_lines(one)]
        return "".join([*lines, *(["changes:\n"] if listed or changes else []), *listed, *changes])

    def _waivers(self, written: Mapping, number: int) -> dict[str, object]:
        """The waivers; one that is about the design itself is about the proposal that takes its place."""
        found: dict[str, object] = {}
        for name, waiver in written.entries:
            entries = waiver.entries if isinstance(waiver, Mapping) else []
            fields: dict[str, object] = {key.text: value for key, value in entries}
            entity = fields.get("entity")
            about_design = isinstance(entity, Scalar) and entity.text == self.design.id
            found[name.text] = {**fields, "entity": self.id(number)} if about_design else waiver
        return found

    def _rules(self) -> list[str]:
        """The rule packs, where a proposal would not find by itself those that it is searched with."""
        names = list(self.packs or self.design.rules)
        found = [self._pack(name) for name in names]
        return found if self.packs or found != names else []

    def _pack(self, name: str) -> str:
        """The name of a rule pack from where proposals stand."""
        path = Packs(Problems(), folders(self.file.parent)).find(name)
        if path is None or path == Packs(Problems(), folders(self._here)).find(name):
            return name
        return self._from_here(path if path.name == Path(name).name else path.parent)

    def _waiver_files(self, files: List | Scalar) -> list[str]:
        """The files of waivers, which are named from the folder of the design."""
        listed = files.items if isinstance(files, List) else [files]
        return [self._from_here(self.file.parent / one.text) for one in listed if isinstance(one, Scalar)]

    @property
    def _here(self) -> Path:
        return self.folder or self.file.parent

    def _from_here(self, path: Path) -> str:
        return Path(os.path.relpath(path.resolve(), self._here.resolve())).as_posix()

    def _title(self, language: str) -> str:
        return self.design.title.get(language) or self.design.title.get("da") or self.design.id


WORDS = (("Forslag", "da"), ("Proposal", "en"))
