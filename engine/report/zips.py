"""Zip files that have the same bytes each time: every part has the same date."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable

FIXED = (1980, 1, 1, 0, 0, 0)
"""The date of every part: the first that the format knows."""


def zipped(parts: Iterable[tuple[str, bytes]]) -> bytes:
    """An archive of parts, each a name and what is in it, in their order."""
    page = io.BytesIO()
    with zipfile.ZipFile(page, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts:
            part = zipfile.ZipInfo(name, FIXED)
            part.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(part, data)
    return page.getvalue()


def fixed(data: bytes) -> bytes:
    """The same archive with fixed dates."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return zipped((name, archive.read(name)) for name in archive.namelist())
