"""How far a search is, on standard error while it runs: on a terminal one line that rewrites itself."""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TextIO

from pejl.engine.report.letters import cut
from pejl.engine.report.suggestion_words import share
from pejl.engine.report.texts import say
from pejl.engine.report.values import number
from pejl.engine.search.solver import Progress

SECONDS_BETWEEN_LINES = 1.0
SECONDS_BETWEEN_SIGNS = 10.0
SECONDS_BETWEEN_REWRITES = 0.2
CLEAR = "\r\x1b[K"


class Teller:
    """Tells of a search: a `Watch` that is called from the thread of the solver."""

    def __init__(self, stream: TextIO, language: str, width: int) -> None:
        self.stream, self.language, self.width = stream, language, width
        self.terminal = stream.isatty()
        self.began = time.monotonic()
        self.told_at = 0.0
        self.latest: Progress | None = None
        self.pending = False
        self.doing = say("nothing found yet", language)
        self._lock = threading.Lock()

    def __call__(self, progress: Progress) -> None:
        """Note how far the search is."""
        with self._lock:
            self.latest, self.pending = progress, True
        if not self.terminal:
            self.tell()

    def turn_to(self, doing: str) -> None:
        """Note that something else is done now."""
        with self._lock:
            self.latest, self.pending, self.doing = None, True, doing
        self.tell()

    def tell(self, last: bool = False) -> None:
        """Write how far the search is, if it is time to."""
        with self._lock:
            now = time.monotonic() - self.began
            if self.terminal:
                if self.latest is not None or now > SECONDS_BETWEEN_LINES:
                    self.stream.write(CLEAR + cut(self.line(now), self.width - 1))
            elif self._due(now, last):
                self.stream.write(self.line(now) + "\n")
                self.told_at, self.pending = now, False
            self.stream.flush()

    def _due(self, now: float, last: bool) -> bool:
        """Whether it is time for a line: soon if there is news, else now and then as a sign of life."""
        since = now - self.told_at
        return last if since < SECONDS_BETWEEN_LINES else self.pending or since >= SECONDS_BETWEEN_SIGNS

    def line(self, seconds: float) -> str:
        """The elapsed time, the best found, the bound and the gap."""
        elapsed = number(round(seconds, 1), self.language)
        parts = [say("{seconds} s", self.language, seconds=elapsed)]
        best, bound = (self.latest.best, self.latest.bound) if self.latest else (None, None)
        if best is None:
            return " · ".join([*parts, self.doing])
        parts.append(say("best {value}", self.language, value=number(best, self.language)))
        if bound is not None:
            gap = share(max(best - bound, 0) / max(abs(best), 1), self.language)
            shown = number(round(float(bound), 3), self.language)
            parts.append(say("bound {value}", self.language, value=shown))
            parts.append(say("gap {share}", self.language, share=gap))
        return " · ".join(parts)

    def end(self) -> None:
        """Write what is not written yet, or take the line away."""
        if self.terminal:
            self.stream.write(CLEAR)
            self.stream.flush()
        else:
            self.tell(last=self.pending)


@contextmanager
def shown(language: str, width: int) -> Iterator[Teller]:
    """A watch that tells of a search on standard error as long as it runs."""
    teller, over = Teller(sys.stderr, language, width), threading.Event()

    def ticking() -> None:
        while not over.wait(SECONDS_BETWEEN_REWRITES):
            teller.tell()

    thread = threading.Thread(target=ticking, daemon=True)
    thread.start()
    try:
        yield teller
    finally:
        over.set()
        thread.join()
        teller.end()
