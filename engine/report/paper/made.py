"""Makes reports: reads and checks a design, and puts the paper together that the formats write."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

from pejl.engine.diff.compare import differences
from pejl.engine.errors import PejlError, fail
from pejl.engine.findings import CheckResult
from pejl.engine.inputs import inputs, with_inputs
from pejl.engine.model.tables import Design
from pejl.engine.moves import with_moves
from pejl.engine.repair import repair
from pejl.engine.report.chart.made import before_and_after
from pejl.engine.report.paper import compliance as compliance_paper
from pejl.engine.report.paper import proposal as proposal_paper
from pejl.engine.report.paper.audit import Audit
from pejl.engine.report.paper.blocks import Paper
from pejl.engine.report.paper.compliance_repair import Mended
from pejl.engine.report.paper.formats import Format
from pejl.engine.report.texts import problem_text
from pejl.engine.report.withheld import Withholding
from pejl.engine.run import Loaded, load, load_alone, met, run_check
from pejl.engine.search import solvers
from pejl.engine.search.solver import Limits
from pejl.engine.suggest import Wanted, suggest

REPAIR_STEPS, REPAIR_WORKERS = 20.0, 2
"""How much to search for a repair, in units of work: a report has the same bytes each time."""


@dataclass(frozen=True)
class Asked:
    """What a report is asked for.

    Attributes:
        design: the file of the design.
        packs: the rule packs instead of its own.
        alternatives: the files of other proposals that were considered.
        as_of: the day on which it is looked at.
        language: "da" or "en".
        names: whether what may tell of a single person is shown.
        repair: whether to search for the smallest change that mends every error.
    """

    design: Path
    packs: Sequence[str]
    alternatives: Sequence[Path]
    as_of: dt.date
    language: str
    names: bool
    repair: bool = False


@dataclass(frozen=True)
class Made:
    """A report, before it is written in a format."""

    paper: Paper
    result: CheckResult

    def written(self, format_: Format) -> str | bytes:
        """The report in a format."""
        render = import_module(format_.module).render
        found: str | bytes = render(self.result, self.paper.language) if format_.data else render(self.paper)
        return found


def compliance(asked: Asked) -> Made:
    """The compliance report of a design.

    Raises:
        PejlError: with what is wrong in the design or the packs.
    """
    loaded = load(asked.design, asked.packs)
    audit = _audit(loaded, asked, run_check(loaded, asked.as_of))
    if asked.repair:
        audit.mended = _mended(loaded, asked)
    return Made(compliance_paper.paper(audit), with_inputs(audit.result, audit.inputs))


def _audit(loaded: Loaded, asked: Asked, checked: CheckResult) -> Audit:
    result = with_moves(loaded, checked, asked.as_of)
    if not asked.names:
        result = Withholding(loaded.rules).result(result)
    return Audit(result, loaded.rules, inputs(loaded), met(loaded, asked.as_of), asked.language, asked.names)


def _alternative(path: Path, loaded: Loaded) -> Design:
    """Another proposal for the same design.

    Raises:
        PejlError: it is no proposal, or one for another design.
    """
    other, design = load_alone(path, further=loaded.rules.fields), loaded.design
    assert design.before is not None, "only a proposal has alternatives"
    if other.before is None or other.before.id != design.before.id or other.id == design.id:
        text = "{other} is not another proposal that is based on {base}"
        raise fail(other.place, text, None, other=other.id, base=design.before.id)
    return other


def _mended(loaded: Loaded, asked: Asked) -> Mended | str:
    """The smallest repair; or why nobody can search for one. The same each time."""
    try:
        search, wanted = repair(loaded, asked.design, asked.packs, ["all"], asked.as_of)
    except PejlError as error:
        return " ".join(problem_text(one, asked.language)[0] for one in error.problems)
    limits = Limits(steps=REPAIR_STEPS, workers=REPAIR_WORKERS)
    found = suggest(search, solvers.solver(solvers.BEST), Wanted(limits))
    return Mended(search.asked.design, wanted, found)


def proposal(asked: Asked) -> Made:
    """The papers of a proposal for a hearing.

    Raises:
        PejlError: with what is wrong in a design or the packs, or if it is not based on another.
    """
    loaded = load(asked.design, asked.packs)
    design = loaded.design
    if design.before is None:
        raise fail(design.place, "the design is not based on another", "write the compliance report of it")
    others = [_alternative(path, loaded) for path in asked.alternatives]
    each = differences(design.before, [design, *others], loaded.rules, asked.as_of)
    if not asked.names:
        each = tuple(map(Withholding(loaded.rules).difference, each))
    found, *alternatives = each
    assert found.checks is not None, "it was compared with rules"
    audit = _audit(loaded, asked, found.checks[1])
    charts = before_and_after(design, design.before, found, asked.language, asked.as_of)
    return Made(proposal_paper.paper(audit, design, found, charts, alternatives), audit.result)
