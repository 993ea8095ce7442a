"""Keeps what was read off the pydantic models beside the byte code, as Python does with its own modules.

To import pydantic and build its classes takes longer than a small check.
"""

from __future__ import annotations

import os
import pickle
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TypeVar

Value = TypeVar("Value")

STARTED = time.time_ns()
"""A source that changed after this may not be the one that this process has loaded."""


def kept(name: str, sources: Iterable[Path], read: Callable[[], Value]) -> Value:
    """What `read` gives, from a kept copy if that is not older than the sources.

    Args:
        name: the name of the copy, in the `__pycache__` of the first source.
        sources: the files that the value depends on.
        read: makes the value anew; it must be one that can be pickled.
    """
    files = list(sources)
    stamp = [(file.stat().st_mtime_ns, file.stat().st_size) for file in files]
    copy = files[0].parent / "__pycache__" / f"{name}.pickle"
    try:
        read_from, known = pickle.loads(copy.read_bytes())
        if read_from == stamp:
            return known  # type: ignore[no-any-return]
    except Exception:  # a missing, old or damaged copy only costs the time to read the models
        pass
    value = read()
    if max(changed for changed, _ in stamp) > STARTED:
        return value
    scratch = copy.with_name(f"{name}.{os.getpid()}.tmp")
    try:
        copy.parent.mkdir(exist_ok=True)
        scratch.write_bytes(pickle.dumps((stamp, value)))
        scratch.replace(copy)
    except OSError:
        pass  # a folder that cannot be written, as in a system-wide installation
    return value
