"""The evidence pack: everything that a check was made from, and its result, to be made again by anybody.

A pack is a zip file: the design with all its files, the rule packs, `manifest.json` with the digests, the day
and the version, and `result.json`. The result is that of a check of the files in the pack, in folders of its
own; so whoever has the pack makes the same check, and gets the same bytes from the same version.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import io
import json
import os
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from typing import Any

from pejl.engine.errors import Problems, fail
from pejl.engine.language.packs import Packs
from pejl.engine.report import json_format, signature
from pejl.engine.run import VERSION, Loaded, load, run_check

SCHEMA = "pejl-evidence-1"
MANIFEST, RESULT, INPUTS = "manifest.json", "result.json", "inputs"
FIXED = (1980, 1, 1, 0, 0, 0)
"""The date of every part, so that the same pack has the same bytes."""
LARGEST = 2 * 10**9
"""How many bytes a pack may unpack to."""


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
        signed_by: the public key that the pack is signed with; none if it is not.
    """

    same: bool
    then: str
    now: str
    line: int
    before: str
    after: str
    as_of: str
    design: str
    signed_by: str | None


def packed(
    path: Path, packs: Sequence[str], as_of: dt.date, language: str, signed_by: str | None = None
) -> bytes:
    """The evidence pack of a check.

    Args:
        path: the file of the design.
        packs: the rule packs instead of its own.
        as_of: the day of the check.
        language: "da" or "en".
        signed_by: the public key that it will be signed with, so that it is not taken without its signature.

    Raises:
        PejlError: with what is wrong in the design or the packs.
    """
    loaded = load(path, packs)
    with TemporaryDirectory() as folder:
        inputs = Path(folder) / INPUTS
        design, names = _staged(loaded, path, packs, inputs)
        files = {one.relative_to(inputs).as_posix(): one.read_bytes() for one in _files(inputs)}
        manifest = {
            "schema": SCHEMA,
            "engine": VERSION,
            "as_of": as_of.isoformat(),
            "language": language,
            "design": design,
            "packs": names,
            **({"signed_by": signed_by} if signed_by else {}),
            "files": {name: _digest(data) for name, data in files.items()},
        }
        result = _result(inputs, design, names, as_of, language)
    parts = {MANIFEST: (json.dumps(manifest, indent=1, ensure_ascii=False) + "\n").encode(), RESULT: result}
    return _zipped(parts | {f"{INPUTS}/{name}": data for name, data in files.items()})


def replayed(path: Path, key: str | None = None) -> Replay:
    """Make the check of an evidence pack again, from the files in it alone.

    Args:
        path: the pack.
        key: the public key that it has to be signed with: a file, or the key itself; see `signature`. Without
            it a pack is held to the key that it names itself, if it names one.

    Raises:
        PejlError: the file is no evidence pack, it should be signed and is not, or something in it is not as
            its manifest says.
    """
    try:
        data = path.read_bytes()
        if key is not None:
            signature.verified(path, data, signature.public_key(key))
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = dict(_parts(archive, path))
    except (OSError, zipfile.BadZipFile):
        raise fail(
            None, "{file} is not an evidence pack", "write one with `pejl check --pack`", file=str(path)
        ) from None
    manifest = _manifest(parts, path)
    own = manifest.get("signed_by")
    if own is not None and key is None:
        signature.verified(path, data, signature.public_key(str(own)))
    files = {
        name.removeprefix(f"{INPUTS}/"): data for name, data in parts.items() if name.startswith(f"{INPUTS}/")
    }
    changed = sorted(
        {name for name, data in files.items() if manifest["files"].get(name) != _digest(data)}
        | (manifest["files"].keys() - files.keys())
    )
    if changed:
        names = ", ".join(changed[:5])
        raise fail(None, "{file}: not as the manifest says: {names}", None, file=str(path), names=names)
    with TemporaryDirectory() as folder:
        inputs = Path(folder) / INPUTS
        for name, data in files.items():
            target = inputs / name
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(data)
        day = dt.date.fromisoformat(manifest["as_of"])
        now = _result(inputs, manifest["design"], manifest["packs"], day, manifest["language"])
    return _compared(parts.get(RESULT, b""), now, manifest)


def _staged(loaded: Loaded, path: Path, packs: Sequence[str], inputs: Path) -> tuple[str, list[str]]:
    """Put the files of a check into a folder; gives the design in it, and the names of its packs."""
    design = loaded.design
    places = [one.place.file for one in design.waivers if one.place]
    files = [Path(file).resolve() for file in dict.fromkeys([*design.files, *places, str(path)])]
    top = Path(os.path.commonpath([file.parent for file in files]))
    for file in files:
        _copy(file, inputs / file.relative_to(top))
    home = inputs / path.resolve().relative_to(top).parent
    for pack in loaded.rules.packs:
        name = Path(pack.place.file).name
        if name != "pack.yaml":
            _copy(pack.folder / name, home / name)
            continue
        for file in sorted(pack.folder.rglob("*.yaml")):
            _copy(file, home / pack.id / file.relative_to(pack.folder))
    finder = Packs(Problems(), path.parent)
    named = []
    for name in packs or design.rules:
        found = finder.find(name)
        same = next(
            (one for one in loaded.rules.packs if found and found.parent == one.folder.resolve()), None
        )
        named.append(same.id if same and found and found.name == "pack.yaml" else Path(name).name)
    return path.resolve().relative_to(top).as_posix(), named


def _copy(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(source.read_bytes())


def _result(inputs: Path, design: str, packs: list[str], as_of: dt.date, language: str) -> bytes:
    """The result of a check of staged files; their places are told as they lie in the pack."""
    with _inside(inputs):
        loaded = load(Path(design), packs)
        return json_format.render(run_check(loaded, as_of), language).encode()


@contextmanager
def _inside(folder: Path) -> Iterator[None]:
    """Work in a folder."""
    before = Path.cwd()
    os.chdir(folder)
    try:
        yield
    finally:
        os.chdir(before)


def _files(folder: Path) -> list[Path]:
    return sorted(one for one in folder.rglob("*") if one.is_file())


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _zipped(parts: dict[str, bytes]) -> bytes:
    page = io.BytesIO()
    with zipfile.ZipFile(page, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            part = zipfile.ZipInfo(name, FIXED)
            part.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(part, data)
    return page.getvalue()


def _parts(archive: zipfile.ZipFile, path: Path) -> Iterator[tuple[str, bytes]]:
    """The files of an archive; none that would lie outside of a folder, and not more than anybody packs."""
    if sum(one.file_size for one in archive.infolist()) > LARGEST:
        raise fail(None, "{file} unpacks to more than {most} bytes", None, file=str(path), most=LARGEST)
    for one in archive.infolist():
        name = PurePosixPath(one.filename)
        if name.is_absolute() or ".." in name.parts or "\\" in one.filename:
            raise fail(
                None, "{file}: {name} would lie outside of the pack", None, file=str(path), name=one.filename
            )
        if not one.is_dir():
            yield one.filename, archive.read(one)


def _manifest(parts: dict[str, bytes], path: Path) -> dict[str, Any]:
    """What the manifest says."""
    try:
        found = json.loads(parts[MANIFEST])
        dt.date.fromisoformat(found["as_of"])
        right = (
            found["schema"] == SCHEMA
            and isinstance(found["files"], dict)
            and found["design"] in found["files"]
        )
    except (KeyError, ValueError, TypeError):
        right = False
    if not right:
        raise fail(None, "{file} has no manifest of an evidence pack", None, file=str(path))
    manifest: dict[str, Any] = found
    return manifest


def _compared(then: bytes, now: bytes, manifest: dict[str, Any]) -> Replay:
    before, after = then.decode("utf-8", "replace").splitlines(), now.decode().splitlines()
    at = next((n for n, (one, other) in enumerate(zip(before, after, strict=False)) if one != other), None)
    if at is None and len(before) != len(after):
        at = min(len(before), len(after))
    where = 0 if then == now else (at or 0) + 1
    return Replay(
        then == now,
        str(manifest["engine"]),
        VERSION,
        where,
        before[where - 1] if 0 < where <= len(before) else "",
        after[where - 1] if 0 < where <= len(after) else "",
        str(manifest["as_of"]),
        str(manifest["design"]),
        manifest.get("signed_by"),
    )
