"""Libraries that only some formats need: extras of the package, imported where they are used."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from pejl.engine.errors import fail


def extra(module: str, template: str, hint: str) -> Any:
    """A library that may not be installed.

    Args:
        module: its name.
        template: what needs it, as the user is told where it is missing.
        hint: how to install it, or what to do without.

    Raises:
        PejlError: it is not installed.
    """
    try:
        return import_module(module)
    except ImportError:
        raise fail(None, template, hint) from None
