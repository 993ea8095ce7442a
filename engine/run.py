"""The whole flow on one page: a design and its rule packs -> a checked result."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from msgspec.structs import replace

from pejl.engine.errors import PejlError, Place, Problem, Problems, fail
from pejl.engine.evaluate.check import Check, Verdict, check
from pejl.engine.evaluate.design_table import with_design_table
from pejl.engine.evaluate.waivers import Waivers
from pejl.engine.findings import (
    Assumption,
    Blocking,
    CheckResult,
    Finding,
    Missing,
    Named,
    Note,
    Outcome,
    urgency,
)
from pejl.engine.language.packs import Setting, declared_fields, folders
from pejl.engine.language.rules import RuleSet, load_rules
from pejl.engine.language.shipped import rules_to_check
from pejl.engine.model import collector
from pejl.engine.model.load import load_design
from pejl.engine.model.nodes import Mapping, Scalar
from pejl.engine.model.nodes import Sequence as List
from pejl.engine.model.source import read_yaml
from pejl.engine.model.specs import core_schema
from pejl.engine.model.tables import Design

VERSION = "0.1.0"


Wanted = list[tuple[str, Place | None]]
"""Packs by name or path, with the place that names each."""


@dataclass(frozen=True)
class Loaded:
    """A design and the rules that it is to be checked with."""

    design: Design
    rules: RuleSet


def load(path: Path, packs: Sequence[str] = (), looked_in: Sequence[Path] | None = None) -> Loaded:
    """Read a design and its rule packs.

    Args:
        path: the file of the design.
        packs: names or paths of packs, instead of those that the design names.
        looked_in: the folders in which packs are looked for; see `packs.folders`.

    Raises:
        PejlError: with every problem of the design and of the packs, or if nobody names a pack.
    """
    design, rules = load_with_rules(path, packs, looked_in)
    if rules is None:
        hint = "write rules: [name], or give --rules"
        raise fail(design.place, "the design names no rule packs", hint)
    return Loaded(design, rules)


def load_with_rules(
    path: Path, packs: Sequence[str] = (), looked_in: Sequence[Path] | None = None
) -> tuple[Design, RuleSet | None]:
    """Read a design and its rule packs, as `load`; without rules if nobody names any.

    Raises:
        PejlError: with every problem of the design and of the packs.
    """
    wanted: Wanted = [(name, None) for name in packs]
    looked_in = _folders(path, looked_in)
    try:
        design = _design(path, wanted, looked_in)
    except PejlError as error:
        raise PejlError([*error.problems, *_problems_of(wanted or _named_in(path), looked_in)]) from None
    named = wanted or [(name, design.place) for name in design.rules]
    if not named:
        return design, None
    problems = Problems()
    rules = rules_to_check(named, design.schema, problems, looked_in)
    problems.raise_any()
    return load_design(path, rules.fields) if rules.fields else design, rules


def load_alone(path: Path, packs: Sequence[str] = (), further: Iterable[Mapping] = ()) -> Design:
    """Read a design with the fields that its packs declare, but not their rules, which may have mistakes.

    Args:
        path: the file of the design.
        packs: names or paths of packs, instead of those that the design names.
        further: fields that are declared elsewhere.

    Raises:
        PejlError: with every problem of the design.
    """
    wanted: Wanted = [(name, None) for name in packs]
    declared = declared_fields(wanted or _named_in(path), folders(path.parent))
    return load_design(path, (*further, *declared))


def _folders(path: Path, looked_in: Sequence[Path] | None) -> Sequence[Path]:
    return folders(path.parent) if looked_in is None else looked_in


def _problems_of(named: Wanted, looked_in: Sequence[Path]) -> list[Problem]:
    """What is wrong with some packs, to be told together with what is wrong with the design."""
    problems = Problems()
    load_rules(named, core_schema(), problems, looked_in)
    return problems.found


def _design(path: Path, wanted: Wanted, looked_in: Sequence[Path]) -> Design:
    """The design, with the fields that its packs declare where it has use for them."""
    try:
        return load_design(path)
    except PejlError:
        fields = declared_fields(wanted or _named_in(path), looked_in)
        if not fields:
            raise
        return load_design(path, fields)  # without them, their use was taken for a mistake


def _named_in(path: Path) -> Wanted:
    """The packs that a design names, read even where the rest of it has mistakes."""
    node = read_yaml(path, Problems())
    rules = node.get("rules") if isinstance(node, Mapping) else None
    if isinstance(rules, List):
        return [(item.text, item.place) for item in rules.items if isinstance(item, Scalar)]
    return [(rules.text, rules.place)] if isinstance(rules, Scalar) else []


def load_rule_packs(names: Sequence[str], examples: bool = True) -> RuleSet:
    """Read rule packs without a design.

    Args:
        names: names or paths of packs.
        examples: whether the rules are to come with their examples; shipped rules come faster without.

    Raises:
        PejlError: with every problem of the packs.
    """
    problems, named = Problems(), [(name, None) for name in names]
    if examples:
        rules = load_rules(named, core_schema(), problems)
    else:
        rules = rules_to_check(named, core_schema(), problems, folders())
    problems.raise_any()
    return rules


def run_check(loaded: Loaded, as_of: dt.date) -> CheckResult:
    """Check a design against its rules at a date; see `evaluate.check.check`."""
    design, rules = loaded.design, loaded.rules
    with collector.paused():
        checked = check(design, rules.rules, as_of)
    verdicts = checked.verdicts
    notes = (*design.notes, *(note for pack in rules.packs for note in pack.notes))
    findings = [*(one for verdict in verdicts for one in verdict.findings), *checked.findings]
    return CheckResult(
        design.id,
        design.title,
        design.before.id if design.before else None,
        tuple(pack.id for pack in rules.packs),
        as_of,
        VERSION,
        tuple(verdict.summary for verdict in verdicts),
        tuple([_noted(finding, notes) for finding in findings] if notes else findings),
        tuple(blocking(findings)),
        tuple(principle for pack in rules.packs for principle in pack.principles.values()),
        tuple(document for pack in rules.packs for document in pack.documents.values()),
        tuple(assumptions(loaded, verdicts)),
        notes,
        design.ledger,
        tuple(checked.waivers),
        tuple(checked.attestations),
    )


def met(loaded: Loaded, as_of: dt.date) -> dict[str, tuple[Named, ...]]:
    """The entities that meet each rule: a result only counts them, for there are many."""
    design, rules = loaded.design, loaded.rules.rules
    with collector.paused():
        with_design_table(design, as_of)
        waivers = Waivers(design.waivers, as_of)
        return {rule.id: tuple(Check(rule, design, waivers).met()) for rule in rules}


def _noted(finding: Finding, notes: Sequence[Note]) -> Finding:
    """A finding with the notes that touch it."""
    touching = _touching(finding, notes)
    return replace(finding, notes=touching) if touching else finding


def _touching(finding: Finding, notes: Sequence[Note]) -> tuple[str, ...]:
    """The notes about a finding's entity; and those about its principles that name no other entity."""
    about = f"{finding.table}/{finding.entity}"
    return tuple(
        note.id
        for note in notes
        if about in note.about
        or (
            not set(note.principles).isdisjoint(finding.principles)
            and not any(one.startswith(f"{finding.table}/") for one in note.about)
        )
    )


def blocking(findings: Sequence[Finding]) -> list[Blocking]:
    """The missing data of undecidable findings: what alone decides most verdicts first."""
    blocks: dict[Missing, list[Finding]] = defaultdict(list)
    for finding in findings:
        if finding.outcome is Outcome.UNDECIDABLE:
            for missing in finding.missing:
                blocks[missing].append(finding)
    found = [
        Blocking(
            missing,
            len(waiting),
            sum(len(finding.missing) == 1 for finding in waiting),
            tuple(dict.fromkeys(finding.rule for finding in waiting)),
        )
        for missing, waiting in blocks.items()
    ]
    return sorted(found, key=lambda one: urgency(one.missing, one.decides, one.blocks))


def assumptions(loaded: Loaded, verdicts: Sequence[Verdict]) -> list[Assumption]:
    """The values that no source gives: parameters that are assumed or unknown, and a design's defaults."""
    found: dict[tuple[str, str], Assumption] = {}
    for rule in loaded.rules.rules:
        for setting in rule.settings.values():
            if setting.source == "assumed" or setting.value is None:
                found.setdefault((setting.pack, setting.name), _assumption(setting))
    for default in loaded.design.defaults:
        name = f"{default.table}.{default.field}"
        found[loaded.design.id, name] = Assumption(
            loaded.design.id, name, {}, default.value, "", "assumed", default.place
        )
    return [found[key] for key in sorted(found)]


def _assumption(setting: Setting) -> Assumption:
    return Assumption(
        setting.pack, setting.name, setting.title, setting.shown, setting.unit, setting.source, setting.place
    )
