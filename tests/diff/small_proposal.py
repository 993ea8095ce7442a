"""What a small proposal has other than the design that it is based on."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from pejl.engine.diff.compare import Difference, differences
from pejl.engine.language.rules import RuleSet
from pejl.engine.model.load import load_design

DAY = dt.date(2026, 3, 2)


def proposed(folder: Path, base: str, changes: str, rules: RuleSet | None = None) -> Difference:
    """The difference that some changes make to a design.

    Args:
        folder: where both may be written.
        base: the text of the design.
        changes: what follows `changes:` in the proposal.
        rules: what both are checked with.
    """
    (folder / "base.yaml").write_text(base, encoding="utf-8")
    path = folder / "after.yaml"
    path.write_text(f"design: after\nbased_on: base.yaml\nchanges:\n{changes}", encoding="utf-8")
    proposal = load_design(path)
    assert proposal.before is not None
    (found,) = differences(proposal.before, [proposal], rules, DAY)
    return found
