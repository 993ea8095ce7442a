"""The paper of a difference: what one design, or several, has other than another.

With several designs, what can stand side by side does: figures, task distribution, budget, principles.
"""

from __future__ import annotations

from collections.abc import Sequence

from pejl.engine.diff.compare import Difference
from pejl.engine.report.paper.blocks import Paper, Paragraph
from pejl.engine.report.paper.difference_entities import others, positions, units
from pejl.engine.report.paper.difference_figures import figures, unit_figures
from pejl.engine.report.paper.difference_money import money
from pejl.engine.report.paper.difference_principles import compliance
from pejl.engine.report.paper.difference_tasks import tasks
from pejl.engine.report.paper.telling import Telling

PARTS = (figures, units, tasks, positions, unit_figures, money, others, compliance)
"""The parts of the paper, in their order; each is None where it has nothing to say."""


def paper(found: Sequence[Difference], language: str, *, names: bool) -> Paper:
    """The paper of one or several designs beside another.

    Args:
        found: the differences, all from the same design.
        language: "da" or "en".
        names: whether what may tell of a single person is shown.
    """
    t = Telling(found, language, names=names)
    title = t.say("{before} → {after}", before=t.before, after="; ".join(t.titles))
    sections = tuple(section for part in PARTS if (section := part(t)) is not None)
    none = Paragraph(t.say("Nothing is other: the two designs say the same."))
    same = not any(one.entities or _figures_other(one) for one in found)
    return Paper(title, language, (none,) if same else (), sections)


def _figures_other(one: Difference) -> bool:
    """Whether a figure or a sum is other, though no entity is: more may be left unlisted."""
    sums = (*one.money.years, *(row for rows in one.money.parts.values() for row in rows))
    figures_ = any(figure.before != figure.after for figure in one.figures)
    return figures_ or any(row.before != row.after for row in sums)
