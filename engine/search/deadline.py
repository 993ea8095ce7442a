"""Limits that several solutions share."""

from __future__ import annotations

import time
from dataclasses import dataclass, field, replace

from pejl.engine.search.solver import Limits

LEAST = 0.1
"""A solver is never asked for less time than this, in seconds."""


@dataclass
class Deadline:
    """Limits that several solutions share, counted from when it was made."""

    limits: Limits
    began: float = field(default_factory=time.monotonic)

    @property
    def left(self) -> Limits:
        """The limits of what is still to be done."""
        return self.part(1)

    def part(self, share: float) -> Limits:
        """The limits of a share of what is still to be done."""
        if self.limits.seconds is None:
            return self.limits
        spent = time.monotonic() - self.began
        return replace(self.limits, seconds=max((self.limits.seconds - spent) * share, LEAST))

    @property
    def over(self) -> bool:
        """Whether there is no time left, or somebody asked to stop."""
        if self.limits.stop is not None and self.limits.stop.is_set():
            return True
        return self.limits.seconds is not None and time.monotonic() - self.began >= self.limits.seconds
