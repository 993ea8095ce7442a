"""What went into a check: every file that was read, with a digest, so that a report can be tried again."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from msgspec.structs import replace

from pejl.engine.errors import Place
from pejl.engine.findings import Bilingual, CheckResult, InputFile
from pejl.engine.language.packs import Pack
from pejl.engine.run import Loaded


@dataclass(frozen=True)
class PackInput:
    """A rule pack, with one digest over all its files."""

    id: str
    title: Bilingual
    sha256: str
    files: tuple[InputFile, ...]


@dataclass(frozen=True)
class Inputs:
    """The files of a design with its base and its waivers, and the rule packs."""

    files: tuple[InputFile, ...]
    packs: tuple[PackInput, ...]


def inputs(loaded: Loaded) -> Inputs:
    """The inputs of a check, in the order in which they were read."""
    design = loaded.design
    places = [design.place, *(one.place for one in design.waivers if one.place)]
    files = dict.fromkeys([*design.files, *(place.file for place in places)])
    read = tuple(_input(file, Path(file)) for file in files)
    return Inputs(read, tuple(map(_pack, loaded.rules.packs)))


def _pack(pack: Pack) -> PackInput:
    files = tuple(_input(file, path, pack.id) for file, path in _files_of(pack.place, pack.folder))
    whole = hashlib.sha256("".join(f"{Path(one.file).name} {one.sha256}\n" for one in files).encode())
    return PackInput(pack.id, pack.title, whole.hexdigest(), files)


def _files_of(place: Place, folder: Path) -> Iterator[tuple[str, Path]]:
    """The file of a pack, as it is called and where it is; and all below it, if the pack has a folder."""
    name = Path(place.file).name
    if name != "pack.yaml":
        yield place.file, folder / name if folder.is_dir() else folder
        return
    top = Path(place.file).parent
    for path in sorted(folder.rglob("*.yaml")):
        yield (top / path.relative_to(folder)).as_posix(), path


def _input(file: str, path: Path, pack: str = "") -> InputFile:
    data = path.read_bytes()
    return InputFile(file, hashlib.sha256(data).hexdigest(), len(data), pack)


def with_inputs(result: CheckResult, found: Inputs) -> CheckResult:
    """A check that tells the files that went in."""
    return replace(result, inputs=(*found.files, *(one for pack in found.packs for one in pack.files)))
