"""What all tests share."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pejl.engine.report import texts


@pytest.fixture
def untranslated(monkeypatch: pytest.MonkeyPatch) -> Callable[[], set[str]]:
    """Begins to watch the Danish catalogue; gives a set that fills with the texts it is asked for in vain."""

    def watch() -> set[str]:
        unsaid: set[str] = set()
        known = texts.CATALOGUES["da"]

        class Watched(dict[str, str]):
            def get(self, key: str, default: str | None = None) -> str | None:  # type: ignore[override]
                unsaid.update({key} - known.keys())
                return known.get(key, default)

        monkeypatch.setattr(texts, "CATALOGUES", {"da": Watched()})
        return unsaid

    return watch
