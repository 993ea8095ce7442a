"""What people are shown as the name of a file, and the file that has such a name.

A file is named from the current folder, as a terminal expects it. The rules that come with Pejl are named
from the folder that holds Pejl, so that they are called the same on every machine and from every folder.
"""

from __future__ import annotations

from pathlib import Path

SHIPPED = Path(__file__).resolve().parents[2] / "rules"
"""The folder of the rule packs that come with Pejl."""
OWN = "pejl/rules"
"""What that folder is called, wherever Pejl is installed."""


def shown_name(path: Path) -> str:
    """The name of a file: from `pejl/rules` if it comes with Pejl, else relative below the current folder."""
    for name, base, folder in ((OWN, path.resolve(), SHIPPED), ("", path.absolute(), Path.cwd())):
        if base.is_relative_to(folder):
            return (Path(name) / base.relative_to(folder)).as_posix()
    return str(path)


def file_of(name: str) -> Path:
    """The file that `shown_name` has named."""
    path = Path(name)
    return SHIPPED / path.relative_to(OWN) if path.is_relative_to(OWN) else path
