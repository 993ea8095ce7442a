"""Finds the key or field that somebody may have meant: mistyped, or written by its label."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Mapping

NEAR = 0.7
"""How alike two names must be for one to be proposed in the place of the other."""


def meant(text: str, names: Iterable[str], labels: Mapping[str, str]) -> str | None:
    """The name that may be meant by a text which is none of them.

    Args:
        text: what is written.
        names: what might be written.
        labels: what else people call some of the names, such as their Danish labels.
    """
    known = set(names)
    called = {_folded(label): name for label, name in labels.items() if name in known}
    folded = {_folded(name): name for name in sorted(known)}
    word = _folded(text)
    for words in (folded, called):
        if word in words:
            return words[word]
    for words in (folded, called):
        near = difflib.get_close_matches(word, words, n=1, cutoff=NEAR)
        if near:
            return words[near[0]]
    return None


def _folded(name: str) -> str:
    return re.sub(r"[\s_-]+", " ", name.strip().casefold())
