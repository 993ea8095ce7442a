"""What a search suggests as JSON, in the published shape `pejl-suggestion-1`."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from fractions import Fraction

from pejl.engine.beside import Beside
from pejl.engine.findings import Finding, Outcome, Severity
from pejl.engine.language.rules import Rule
from pejl.engine.prepare import Search
from pejl.engine.repair import Repair
from pejl.engine.report import json_format, suggestion_beside, suggestion_repair
from pejl.engine.report.json_format import Object, Seen, change_of, finding_of, page
from pejl.engine.report.rule_page import written
from pejl.engine.report.suggestion_conflict import place_of
from pejl.engine.report.suggestion_unenforced import judged, remarks
from pejl.engine.report.suggestion_words import Files, Names, gap_of, stages_of
from pejl.engine.report.texts import said
from pejl.engine.report.values import plain_place
from pejl.engine.search.reasons import Conflict, GiveUp, Loosen, Member, Relaxation, Widen
from pejl.engine.suggest import Amount, Answer, Stage, Suggestion

SCHEMA = "pejl-suggestion-1"


def schema() -> Object:
    """The JSON Schema of what `render` writes; findings and changes are as in that of a check."""
    loaded = json_format.published("suggestion-1")
    loaded["$defs"] = {**json_format.schema()["$defs"], **loaded["$defs"]}
    return loaded


def render(
    found: Suggestion,
    search: Search,
    language: str,
    *,
    files: Files | None = None,
    beside: Beside | None = None,
    repair: Repair | None = None,
) -> str:
    """Write everything that a search found as JSON, with the authors' texts in one language."""
    asked = search.asked
    seen: Seen = {}
    told = Demands(search, language)
    rules = {rule.id: rule for rule in asked.loaded.rules.rules}
    return page(
        {
            "schema": SCHEMA,
            "status": found.status.value,
            "design": asked.loaded.design.id,
            "packs": [pack.id for pack in asked.loaded.rules.packs],
            "as_of": asked.as_of.isoformat(),
            "answers": [_answer(one, language, files or {}, seen) for one in found.answers],
            "conflict": next((_conflict(one, told) for one in found.conflicts), None),
            "further_conflicts": [_conflict(one, told) for one in found.conflicts[1:]],
            "relaxations": [_relaxation(one, told) for one in found.relaxations],
            "beside": None if beside is None else suggestion_beside.plain(beside),
            "repair": None if repair is None else suggestion_repair.plain(repair, found),
            "not_enforced": {
                "undecidable": _undecidable(found, language, seen),
                "untouched": [
                    {
                        "rule": rule,
                        "entity": entity,
                        "title": said(rules[rule].title, language),
                        "severity": rules[rule].severity.value,
                    }
                    for rule, entity in found.untouched
                ],
                "left_out": list(found.left_out),
                "judged": _ids(judged(rules.values())),
                "remarks": _ids(remarks(rules.values())),
            },
        }
    )


@dataclass
class Demands:
    """What a rule asks of an entity, for programs."""

    search: Search
    language: str

    def __post_init__(self) -> None:
        self.rules = {rule.id: rule for rule in self.search.asked.loaded.rules.rules}
        self.names = Names(self.search.asked.design, self.language)

    def of(self, member: Member) -> Object:
        """A rule and an entity."""
        rule = self.rules[member.rule]
        table = rule.scope.subject.type.table
        return {
            "rule": rule.id,
            "title": said(rule.title, self.language),
            "principles": list(rule.principles),
            "requires": dict(written(rule)).get("require", ""),
            "table": table,
            "entity": member.entity,
            "name": self.names.of(table, member.entity),
            "place": plain_place(place_of(self.search, rule, member.entity, self.names)),
        }


def _conflict(found: Conflict, told: Demands) -> Object:
    return {"minimal": found.minimal, "members": [told.of(one) for one in found.members]}


def _relaxation(found: Relaxation, told: Demands) -> Object:
    match found:
        case Loosen():
            return {
                "kind": "loosen",
                "pack": found.pack,
                "parameter": found.parameter,
                "title": said(found.title, told.language),
                "unit": found.unit,
                "rules": list(found.rules),
                "old": _number(found.old),
                "new": _number(found.new),
                "smallest": found.tightest,
            }
        case GiveUp():
            members = [told.of(one) for one in found.members]
            return {"kind": "waive", "members": members, "smallest": found.smallest}
        case Widen():
            freedoms = [{**asdict(one), "targets": list(one.targets)} for one in found.freedoms]
            return {"kind": "free", "freedoms": freedoms, "smallest": found.smallest}


def _answer(found: Answer, language: str, files: Files, seen: Seen) -> Object:
    stages = stages_of(found)
    return {
        "name": found.name,
        "file": files.get(found.name),
        "proposal": found.proposal,
        "objective": _number(stages[0].objective) if stages else 0,
        "bound": _maybe(stages[0].bound) if stages else 0,
        "gap": gap_of(found),
        "proven": found.proven,
        "stages": [_stage(stage) for stage in stages],
        "terms": [_term(one, language) for one in found.amounts],
        "moves": [change_of(move) for move in found.moves],
        "warnings": _findings(_violated(found, Severity.WARNING), language, seen),
        "violations": _findings(_violated(found, Severity.ERROR), language, seen),
    }


def _stage(stage: Stage) -> Object:
    return {
        "rank": stage.rank,
        "objective": _number(stage.objective),
        "bound": _maybe(stage.bound),
        "gap": stage.gap,
    }


def _term(amount: Amount, language: str) -> Object:
    return {
        "title": said(amount.title, language),
        "rank": amount.rank,
        "amount": _number(amount.value),
        "weight": _number(amount.weight),
        "counts": _number(amount.value * amount.weight),
        "exact": amount.exact,
    }


def _undecidable(found: Suggestion, language: str, seen: Seen) -> list[Object]:
    """What cannot be decided in any of the answers, each once, with the answers in which it cannot."""
    rows: dict[tuple[str, str], tuple[Finding, list[str]]] = {}
    for answer in found.answers:
        for one in answer.result.findings:
            if one.outcome is Outcome.UNDECIDABLE:
                rows.setdefault((one.rule, one.entity), (one, []))[1].append(answer.name)
    return [{"answers": names, "finding": finding_of(one, language, seen)} for one, names in rows.values()]


def _violated(found: Answer, severity: Severity) -> Iterable[Finding]:
    return (
        one for one in found.result.findings if one.outcome is Outcome.VIOLATED and one.severity is severity
    )


def _findings(found: Iterable[Finding], language: str, seen: Seen) -> list[Object]:
    return [finding_of(one, language, seen) for one in found]


def _ids(rules: Iterable[Rule]) -> list[str]:
    return [rule.id for rule in rules]


def _maybe(value: Fraction | None) -> int | float | None:
    return None if value is None else _number(value)


def _number(value: Fraction) -> int | float:
    return int(value) if value.denominator == 1 else float(value)
