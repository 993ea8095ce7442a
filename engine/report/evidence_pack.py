"""The evidence pack: everything that a check was made from, and its result, to be made again by anybody.

A pack is a zip file: the design with all its files, the rule packs, `manifest.json` with the digests, the day
and the version, and `result.json`. The result is that of a check of the files in the pack, in folders of its
own; so whoever has the pack makes the same check, and gets the same bytes from the same version.
"""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from pejl.engine.errors import DefectError, Problems, fail
from pejl.engine.findings import CheckResult
from pejl.engine.language.packs import PACK_FILE, Packs
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
    with TemporaryDirectory() as folder:
        inputs = Path(folder).resolve() / "inputs"
        design, names = _staged(loaded, path, packs, inputs)
        files = {one.relative_to(inputs).as_posix(): one.read_bytes() for one in _files(inputs)}
        result = _result(inputs, design, names, checked.as_of, path)
    if _outcomes(result) != _outcomes(checked):
        raise DefectError("the check of the files in the evidence pack found something else than the check")
    digests = {name: digest(data) for name, data in files.items()}
    manifest = Manifest(
        SCHEMA, VERSION, checked.as_of, "da" if language == "da" else "en", design, names, digests, signed_by
    )
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
        result = _result(inputs, manifest.design, manifest.packs, manifest.as_of, path)
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


def _staged(loaded: Loaded, path: Path, packs: Sequence[str], inputs: Path) -> tuple[str, list[str]]:
    """Put the files of a check into a folder; gives the design in it, and the names of its packs."""
    design = loaded.design
    places = [one.place.file for one in design.waivers if one.place]
    files = [Path(file).resolve() for file in dict.fromkeys([*design.files, *places, str(path)])]
    top = Path(os.path.commonpath([file.parent for file in files]))
    for file in files:
        _copy(file, inputs / file.relative_to(top))
    home = inputs / path.resolve().relative_to(top).parent
    called: dict[Path, str] = {}
    for pack in loaded.rules.packs:
        source = Path(pack.place.file).resolve()
        folder = source.name == PACK_FILE
        name = _free(home, pack.id if folder else f"{pack.id}{source.suffix}")
        called[source] = name
        if not folder:
            _copy(source, home / name)
            continue
        for file in sorted(pack.folder.rglob("*.yaml")):
            _copy(file, home / name / file.relative_to(pack.folder))
    finder = Packs(Problems(), path.parent)
    found = [finder.find(name) for name in packs or design.rules]
    named = [called[one] for one in found if one is not None]
    return path.resolve().relative_to(top).as_posix(), named


def _free(home: Path, name: str) -> str:
    """A name that nothing has yet: a file of the design may be called like a pack."""
    free, stem = name, Path(name)
    number = 1
    while (home / free).exists():
        number += 1
        free = f"{stem.stem}-{number}{stem.suffix}"
    return free


def _copy(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(source.read_bytes())


def _result(inputs: Path, design: str, packs: list[str], as_of: dt.date, path: Path) -> CheckResult:
    """The result of a check of files in a folder; their places are told as they lie there.

    Raises:
        PejlError: also if it reads a file outside of the folder.
    """
    with _inside(inputs):
        loaded = load(Path(design), packs)
        places = [one.place.file for one in loaded.design.waivers if one.place]
        read_ = [*loaded.design.files, *places, *(one.place.file for one in loaded.rules.packs)]
        for file in map(Path, read_):
            if not file.resolve().is_relative_to(inputs.resolve()):
                text = "{file}: its check reads {other}, which is not in it"
                raise fail(None, text, None, file=str(path), other=str(file))
        return run_check(loaded, as_of)


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


def _files(folder: Path) -> list[Path]:
    return sorted(one for one in folder.rglob("*") if one.is_file())


def _compared(then: bytes, now: bytes) -> tuple[int, str, str]:
    """The first line in which two results differ, and that line in both; 0 if there is none."""
    if then == now:
        return 0, "", ""
    before, after = then.decode("utf-8", "replace").split("\n"), now.decode().split("\n")
    pairs = enumerate(zip(before, after, strict=False))
    at = next((n for n, (one, other) in pairs if one != other), min(len(before), len(after)))
    rest = [lines[at] if at < len(lines) else "" for lines in (before, after)]
    return at + 1, rest[0], rest[1]
