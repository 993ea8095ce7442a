"""The evidence pack: everything that a check was made from, and its result, to be made again by anybody.

A pack is a zip file: the design with all its files, the rule packs, `manifest.json` with the digests, the day
and the version, and `result.json`. The result is that of a check of the files in the pack, in folders of its
own; so whoever has the pack makes the same check, and gets the same bytes from the same version.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from pejl.engine.errors import DefectError, Problems, fail
from pejl.engine.findings import CheckResult
from pejl.engine.inputs import inputs as inputs_of
from pejl.engine.inputs import with_inputs
from pejl.engine.language.packs import PACK_FILE, Packs, folders
from pejl.engine.model.file_names import OWN, SHIPPED
from pejl.engine.report import json_format, signature
from pejl.engine.report.evidence_archive import SCHEMA, Manifest, digest, read, unpack, written
from pejl.engine.run import VERSION, Loaded, load, run_check


@dataclass(frozen=True)
class Replay:
    """A check made again.

    Attributes:
        same: whether the result is the same, byte for byte.
        then, now: the versions of Pejl that made the two.
        line: the first line in which they differ, from 1; 0 if they do not.
        before, after: that line in the two.
        as_of: the day of the check.
        design: the file of the design in the pack.
        signed_by: the public key whose signature was checked; None if none was.
        unchecked: a signature that lies beside the pack and was not checked.
    """

    same: bool
    then: str
    now: str
    line: int
    before: str
    after: str
    as_of: str
    design: str
    signed_by: str | None = None
    unchecked: Path | None = None


def packed(
    loaded: Loaded,
    checked: CheckResult,
    path: Path,
    packs: Sequence[str],
    language: str,
    signed_by: str | None = None,
) -> bytes:
    """The evidence pack of a check.

    Args:
        loaded: the design and its rules.
        checked: what the check found.
        path: the file of the design.
        packs: the rule packs instead of its own.
        language: "da" or "en".
        signed_by: the public key that it will be signed with, so that it is not taken without its signature.

    Raises:
        DefectError: the files in the pack give another result.
    """
    staged = _staged(loaded, path, packs)
    files = {name: staged.files[name].read_bytes() for name in sorted(staged.files)}
    manifest = Manifest(
        SCHEMA,
        VERSION,
        checked.as_of,
        "da" if language == "da" else "en",
        staged.design,
        staged.packs,
        staged.folders,
        {name: digest(data) for name, data in files.items()},
        signed_by,
    )
    with TemporaryDirectory() as folder:
        inputs = Path(folder).resolve() / "inputs"
        unpack(files, inputs, path)
        result = _result(inputs, manifest, path)
    if _outcomes(result) != _outcomes(checked):
        raise DefectError("the check of the files in the evidence pack found something else than the check")
    return written(manifest, json_format.render(result, language).encode(), files)


def replayed(path: Path, key: str | None = None) -> Replay:
    """Make the check of an evidence pack again, from the files in it alone.

    Args:
        path: the pack.
        key: the public key that it has to be signed with: the key itself, or its file; see `signature`.
            Without it a pack is held to the key that it names itself, if it names one.

    Raises:
        PejlError: the file is no evidence pack, it should be signed and is not, something in it is not as its
            manifest says, or its check reads what is not in it.
    """
    try:
        data = path.read_bytes()
    except OSError:
        hint = "write one with `pejl check --pack`"
        raise fail(None, "{file} is not an evidence pack", hint, file=str(path)) from None
    asked = None if key is None else signature.public_key(key)
    if asked is not None:
        signature.verified(path, data, asked)
    manifest, then, files = read(data, path)
    if asked is None and manifest.signed_by is not None:
        asked = signature.key_of(manifest.signed_by)
        signature.verified(path, data, asked)
    with TemporaryDirectory() as folder:
        inputs = Path(folder).resolve() / "inputs"
        unpack(files, inputs, path)
        result = _result(inputs, manifest, path)
    now = json_format.render(result, manifest.language).encode()
    line, before, after = _compared(then, now)
    beside = signature.beside(path)
    return Replay(
        then == now,
        manifest.engine,
        VERSION,
        line,
        before,
        after,
        manifest.as_of.isoformat(),
        manifest.design,
        signature.word(asked) if asked is not None else None,
        beside if asked is None and beside.exists() else None,
    )


@dataclass(frozen=True)
class _Staged:
    """The files of a check, laid out to be checked again; all names are relative to where they are laid out.

    Attributes:
        design: the file of the design.
        packs: the names of the packs that it is checked with.
        folders: where packs are looked for.
        files: every file by its name.
    """

    design: str
    packs: list[str]
    folders: list[str]
    files: dict[str, Path]


def _staged(loaded: Loaded, path: Path, packs: Sequence[str]) -> _Staged:
    """The files of a check as they lie to each other; what comes with Pejl in a folder of its own.

    A pack may name another by its path from the folder of the design or from the current one. So the names
    stay, and the folders that they were found from are kept with the files.
    """
    design = loaded.design
    wanted = [_relative(name, path.parent) for name in packs or design.rules]
    extended = [one.text for pack in loaded.rules.packs for one in pack.extends]
    finder = Packs(Problems(), folders(path.parent))
    found = [pair for name in [*wanted, *extended] if (pair := finder.found(name)) is not None]
    led = {path.parent.resolve(), *(folder.resolve() for folder, _ in found)}
    used = list(dict.fromkeys(one for folder in finder.folders if (one := folder.resolve()) in led))
    places = [one.place.file for one in design.waivers if one.place]
    own = [Path(file).resolve() for file in dict.fromkeys([*design.files, *places, str(path)])]
    own += [file for folder, main in found if folder.resolve() != SHIPPED for file in _pack_files(main)]
    top = Path(os.path.commonpath([*(file.parent for file in own), *(one for one in used if one != SHIPPED)]))

    def name(file: Path, shipped: bool = False) -> str:
        return (OWN / file.relative_to(SHIPPED) if shipped else file.relative_to(top)).as_posix()

    files = {name(file): file for file in own}
    for pack in loaded.rules.packs:
        if pack.file.is_relative_to(SHIPPED):
            files.update({name(file, True): file for file in _pack_files(pack.file)})
    led_by = [name(folder, folder == SHIPPED) for folder in used]
    return _Staged(name(path.resolve()), wanted, led_by, files)


def _pack_files(file: Path) -> list[Path]:
    """The files of a pack: the one that it is, or all in its folder."""
    return sorted(file.parent.rglob("*.yaml")) if file.name == PACK_FILE else [file]


def _relative(name: str, folder: Path) -> str:
    """The name of a pack, which begins at a folder that is looked in if it was an absolute path."""
    path = Path(name).resolve()
    if not Path(name).is_absolute():
        return name
    shipped = path.is_relative_to(SHIPPED)
    return Path(os.path.relpath(path, SHIPPED if shipped else folder.resolve())).as_posix()


def _result(inputs: Path, manifest: Manifest, path: Path) -> CheckResult:
    """The result of a check of files in a folder; their places are told as they lie there.

    Raises:
        PejlError: also if it reads a file outside of the folder.
    """
    for folder in manifest.folders:  # a path may lead up from a folder that holds no files itself
        with suppress(OSError):
            if (inputs / folder).resolve().is_relative_to(inputs.resolve()):
                (inputs / folder).mkdir(parents=True, exist_ok=True)
    with _inside(inputs):
        loaded = load(Path(manifest.design), manifest.packs, [Path(one) for one in manifest.folders])
        places = [one.place.file for one in loaded.design.waivers if one.place]
        read_ = [*map(Path, [*loaded.design.files, *places]), *(one.file for one in loaded.rules.packs)]
        for file in read_:
            if not file.resolve().is_relative_to(inputs.resolve()):
                text = "{file}: its check reads {other}, which is not in it"
                raise fail(None, text, None, file=str(path), other=str(file))
        return with_inputs(run_check(loaded, manifest.as_of), inputs_of(loaded))


def _outcomes(result: CheckResult) -> list[tuple[object, ...]]:
    """What was found, wherever it is written."""
    return [(one.rule, one.table, one.entity, one.outcome, one.name) for one in result.findings]


@contextmanager
def _inside(folder: Path) -> Iterator[None]:
    """Work in a folder."""
    try:
        before = Path.cwd()
    except OSError:
        raise fail(None, "the current folder is no longer there") from None
    os.chdir(folder)
    try:
        yield
    finally:
        os.chdir(before)


def _compared(then: bytes, now: bytes) -> tuple[int, str, str]:
    """The first line in which two results differ, and that line in both; 0 if there is none."""
    if then == now:
        return 0, "", ""
    before, after = then.decode("utf-8", "replace").split("\n"), now.decode().split("\n")
    pairs = enumerate(zip(before, after, strict=False))
    at = next((n for n, (one, other) in pairs if one != other), min(len(before), len(after)))
    rest = [lines[at] if at < len(lines) else "" for lines in (before, after)]
    return at + 1, rest[0], rest[1]
