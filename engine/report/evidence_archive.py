"""The zip file of an evidence pack: written the same each time, and read as what a stranger may have made."""

from __future__ import annotations

import datetime as dt
import hashlib
import io
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import Literal

import msgspec

from pejl.engine.errors import PejlError, fail
from pejl.engine.report.zips import zipped

SCHEMA: Literal["pejl-evidence-1"] = "pejl-evidence-1"
MANIFEST, RESULT, INPUTS = "manifest.json", "result.json", "inputs/"
LARGEST = 2 * 10**9
"""How many bytes a pack may unpack to."""
BROKEN = (OSError, EOFError, RuntimeError, NotImplementedError, ValueError, zipfile.BadZipFile, zlib.error)
"""What reading a file that is no sound zip can raise."""


class Manifest(msgspec.Struct, forbid_unknown_fields=True, omit_defaults=True):
    """What a pack says of itself.

    Attributes:
        schema: the shape of the pack.
        engine: the version of Pejl that made it.
        as_of: the day of the check.
        language: "da" or "en".
        design: the file of the design, under `inputs`.
        packs: the rule packs, as the check names them.
        folders: where packs are looked for, under `inputs`, in this order.
        files: the digest of every file under `inputs`.
        signed_by: the public key that it is signed with.
    """

    schema: Literal["pejl-evidence-1"]
    engine: str
    as_of: dt.date
    language: Literal["da", "en"]
    design: str
    packs: list[str]
    folders: list[str]
    files: dict[str, str]
    signed_by: str | None = None


class _Result(msgspec.Struct):
    """What is read of a result: the rest is only compared."""

    engine: str


def digest(data: bytes) -> str:
    """The SHA-256 of a file."""
    return hashlib.sha256(data).hexdigest()


def written(manifest: Manifest, result: bytes, files: dict[str, bytes]) -> bytes:
    """The bytes of a pack.

    Args:
        manifest: what it says of itself.
        result: the result of the check.
        files: what went in, by the name under `inputs`.
    """
    about = msgspec.json.format(msgspec.json.encode(manifest), indent=1) + b"\n"
    inputs = ((INPUTS + name, data) for name, data in files.items())
    return zipped([(MANIFEST, about), (RESULT, result), *inputs])


def read(data: bytes, path: Path) -> tuple[Manifest, bytes, dict[str, bytes]]:
    """The manifest, the result and the files of a pack.

    Args:
        data: its bytes.
        path: where they come from.

    Raises:
        PejlError: it is no evidence pack, or it does not hold exactly what its manifest says.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = dict(_parts(archive, path))
    except PejlError:
        raise
    except BROKEN:
        raise fail(
            None, "{file} is not an evidence pack", "write one with `pejl check --pack`", file=str(path)
        ) from None
    try:
        manifest = msgspec.json.decode(parts.pop(MANIFEST), type=Manifest)
        result = parts.pop(RESULT)
    except (KeyError, ValueError, RecursionError):
        raise fail(None, "{file} has no manifest of an evidence pack", None, file=str(path)) from None
    files = {name.removeprefix(INPUTS): part for name, part in parts.items() if name.startswith(INPUTS)}
    strange = {name for name in parts if not name.startswith(INPUTS)}
    changed = {name for name, part in files.items() if manifest.files.get(name) != digest(part)}
    missing = (manifest.files.keys() | {manifest.design}) - files.keys()
    if wrong := sorted(strange | changed | missing):
        names = ", ".join(wrong[:5])
        raise fail(None, "{file}: not as the manifest says: {names}", None, file=str(path), names=names)
    made = _engine(result)
    if made is not None and made != manifest.engine:
        text = "{file}: its manifest says that Pejl {engine} made it, and its result says Pejl {made}"
        raise fail(None, text, None, file=str(path), engine=manifest.engine, made=made)
    return manifest, result, files


def _engine(result: bytes) -> str | None:
    """The version of Pejl that a result says it is from; None if it does not say."""
    try:
        return msgspec.json.decode(result, type=_Result).engine
    except (msgspec.DecodeError, RecursionError):
        return None


def unpack(files: dict[str, bytes], folder: Path, path: Path) -> None:
    """Write files into a folder, and nowhere else.

    Raises:
        PejlError: a name cannot be written there.
    """
    for name, data in files.items():
        target = folder / name
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            if not target.resolve().is_relative_to(folder.resolve()):
                raise _outside(path, name)
            target.write_bytes(data)
        except (OSError, ValueError):
            raise fail(None, "{file}: {name} cannot be unpacked", None, file=str(path), name=name) from None


def _parts(archive: zipfile.ZipFile, path: Path) -> Iterator[tuple[str, bytes]]:
    """The files of an archive, each once; none that would lie outside of a folder, and not too much."""
    infos = [one for one in archive.infolist() if not one.is_dir()]
    if sum(one.file_size for one in infos) > LARGEST:
        raise fail(None, "{file} unpacks to more than {most} bytes", None, file=str(path), most=LARGEST)
    seen: set[str] = set()
    for one in infos:
        name = one.filename
        own = name.removeprefix(INPUTS)
        places = (PurePosixPath(own), PureWindowsPath(own))
        if "\\" in name or not own or any(place.anchor or ".." in place.parts for place in places):
            raise _outside(path, name)
        if name in seen:
            raise fail(None, "{file} has {name} twice", None, file=str(path), name=name)
        seen.add(name)
        yield name, archive.read(one)


def _outside(path: Path, name: str) -> PejlError:
    return fail(None, "{file}: {name} would lie outside of the pack", None, file=str(path), name=name)
