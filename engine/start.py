"""Writes a folder to start from: a small invented organisation, a proposal, a rule pack and the schemas.

The files lie ready in `start_files`, one folder for each language, and are tested as any design is. A large
example is made when it is asked for, by `example`.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from pathlib import Path

from pejl.engine.errors import PejlError, Place, fail, reason
from pejl.engine.model import collector

FILES = Path(__file__).with_name("start_files")


def start(folder: Path, language: str) -> list[Path]:
    """Write a folder to start from, or nothing at all.

    Args:
        folder: a folder that does not exist yet, or that is empty.
        language: "da" or "en", for the names and the comments.

    Returns:
        the files that were written.

    Raises:
        PejlError: the folder holds something already, or cannot be written.
    """
    return _filled(folder, lambda: {**_templates(language), **_schemas()}.items())


def start_example(folder: Path, language: str, size: int, seed: int) -> list[Path]:
    """Write Eksempelby, an invented municipality with a proposal, or nothing at all.

    Args:
        folder: a folder that does not exist yet, or that is empty.
        language: "da" or "en", for its README.
        size: the number of positions, from `example.SMALLEST` to `example.LARGEST`.
        seed: what all chance comes from; the same size and seed give the same files.

    Returns:
        the files that were written.

    Raises:
        PejlError: the folder holds something already, or cannot be written.
    """
    from pejl.engine.example.municipality import municipality
    from pejl.engine.example.write import files

    with collector.paused():
        return _filled(folder, lambda: files(municipality(size, seed), language))


Texts = Iterable[tuple[str, Iterable[str]]]
"""The path of each file in the folder, and its text in pieces."""


def _filled(folder: Path, texts: Callable[[], Texts]) -> list[Path]:
    """Write texts, made only now, into a folder that is empty."""
    try:
        if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
            raise fail(Place(str(folder)), "the folder is not empty", "name a folder that does not exist yet")
        return _written(folder, texts())
    except OSError as error:
        raise _unwritten(folder, error) from None


def _unwritten(folder: Path, error: OSError) -> PejlError:
    return fail(Place(str(folder)), "the folder cannot be written: {reason}", reason=reason(error))


def _templates(language: str) -> dict[str, str]:
    """The text of each file of a language, by its path in the folder."""
    root = FILES / language
    return {
        path.relative_to(root).as_posix(): path.read_text(encoding="utf-8")
        for path in sorted(root.rglob("*"))
        if path.is_file()
    }


def _schemas() -> dict[str, str]:
    """The JSON Schemas that the first line of each YAML file names."""
    from pejl.engine.language.pack_schema import pack_schema, rule_schema
    from pejl.engine.model.json_schema import design_schema

    made = {"design": design_schema(), "pack": pack_schema(), "rule": rule_schema()}
    return {
        f"schemas/{name}.json": json.dumps(schema, indent=2, ensure_ascii=False) + "\n"
        for name, schema in made.items()
    }


def _written(folder: Path, texts: Texts) -> list[Path]:
    """Write all files; if one cannot be written, take away those that were, and the new folders."""
    made: list[Path] = []
    files: list[Path] = []
    try:
        for name, text in texts:
            path = folder / name
            for above in reversed([path.parent, *path.parent.parents]):
                if not above.exists():
                    above.mkdir()
                    made.append(above)
            made.append(path)
            with path.open("w", encoding="utf-8", newline="\n") as file:
                file.writelines(text)
            files.append(path)
    except BaseException:
        for path in reversed(made):
            if path.is_dir():
                path.rmdir()
            else:
                path.unlink(missing_ok=True)
        raise
    return files
