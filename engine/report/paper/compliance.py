"""The compliance report: what an auditor signs."""

from __future__ import annotations

from pejl.engine.report.paper.audit import Audit
from pejl.engine.report.paper.blocks import Paper, Section
from pejl.engine.report.paper.compliance_front import about, reliance, summary
from pejl.engine.report.paper.compliance_principles import principles
from pejl.engine.report.paper.compliance_registers import registers
from pejl.engine.report.paper.compliance_repair import repair
from pejl.engine.report.paper.compliance_rules import files, rules
from pejl.engine.report.paper.sheets import for_audit
from pejl.engine.report.texts import said


def paper(a: Audit) -> Paper:
    """The report of a check: front, summary, principle by principle, registers, rules, inputs."""
    title = a.say("Compliance report: {design}", design=said(a.result.title, a.language) or a.result.design)
    mending = repair(a)
    sections: list[Section] = [summary(a), reliance(a), *principles(a), *([mending] if mending else [])]
    sections += [*registers(a), rules(a), files(a)]
    return Paper(title, a.language, about(a), tuple(sections), a.result.as_of, for_audit(a))
