"""Where the proposals of a search are written: looked at before the search, so that it is not in vain."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from pejl.engine.errors import Place, Problems
from pejl.engine.model.file_names import shown_name
from pejl.engine.prepare import Search
from pejl.engine.search.proposal_text import ProposalText
from pejl.engine.suggest import Suggestion


def placed(search: Search, folder: Path, most: int | None) -> Search:
    """A search whose proposals are to stand in a folder.

    Args:
        search: the search.
        folder: the folder.
        most: how many proposals there may be; None is any number.

    Raises:
        PejlError: there is no such folder, the design does not lie in it, or a proposal of an earlier search
            lies there already; it may have been edited since.
    """
    problems = Problems()
    if not folder.is_dir():
        problems.add(Place(str(folder)), "there is no such folder", "name the folder of the design")
        problems.raise_any()
    writer = replace(search.asked.writer, folder=folder)
    writer.based_on()
    for path in _existing(writer, folder, most):
        problems.add(
            Place(shown_name(path)),
            "the file is already there, and proposals are not overwritten",
            "give it another name, or remove it",
        )
    problems.raise_any()
    return replace(search, asked=replace(search.asked, writer=writer))


def _existing(writer: ProposalText, folder: Path, most: int | None) -> list[Path]:
    if most is not None:
        return [path for number in range(1, most + 1) if (path := writer.beside(number)).exists()]
    stem = writer.id(0).removesuffix("0")
    numbered = [path for path in folder.glob("*.yaml") if path.stem.startswith(stem)]
    return sorted(path for path in numbered if path.stem.removeprefix(stem).isdigit())


def texts(search: Search, found: Suggestion) -> list[tuple[Path, str]]:
    """The files of the answers, best first, with their texts."""
    folder = search.asked.writer.folder
    assert folder is not None, "see `placed`"
    return [(folder / answer.name, answer.proposal) for answer in found.answers]
