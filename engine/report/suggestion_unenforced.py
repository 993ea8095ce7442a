"""What a search did not see to: what it could not decide, could not touch, or was told to leave out."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path

from msgspec.structs import replace

from pejl.engine.findings import CheckResult, Finding, Outcome, Severity
from pejl.engine.language.rules import Rule
from pejl.engine.prepare import Search
from pejl.engine.report.letters import cut, line
from pejl.engine.report.screen import Screen
from pejl.engine.report.suggestion_words import Names
from pejl.engine.report.texts import said, say
from pejl.engine.report.values import listed, number, together, told
from pejl.engine.report.words import OUTCOMES, SEVERITIES, STYLES, severity_count, severity_word
from pejl.engine.suggest import Answer, Suggestion

MOST = 10
MOST_NAMES = 6
MOST_RULES = 8

Key = tuple[str, str]
"""A rule and an entity."""


def unenforced(screen: Screen, found: Suggestion, search: Search, names: Names, *, written: bool) -> None:
    """Add what a search did not enforce; `written` is whether the answers are in files."""
    rules = {rule.id: rule for rule in search.asked.loaded.rules.rules}
    _untouched(screen, found, rules, names, written)
    if found.answers:
        _undecidable(screen, found.answers[0].result, rules, names.language)
    _left_aside(screen, found, rules, names.language)


def judged(rules: Iterable[Rule]) -> list[Rule]:
    """The rules that a human judges."""
    return [rule for rule in rules if rule.require is None]


def remarks(rules: Iterable[Rule]) -> list[Rule]:
    """The rules that weigh nothing."""
    return [rule for rule in rules if rule.require is not None and rule.severity is Severity.INFO]


def violated(result: CheckResult) -> dict[Key, Finding]:
    """The violations of a result."""
    return {(one.rule, one.entity): one for one in result.findings if one.outcome is Outcome.VIOLATED}


def placed_in_a_file(finding: Finding, answer: Answer) -> Finding:
    """A finding of an answer that is not written: without its place, if that is in the answer."""
    inside = finding.place is not None and Path(finding.place.file).name == answer.name
    return replace(finding, place=None) if inside else finding


def _untouched(
    screen: Screen, found: Suggestion, rules: dict[str, Rule], names: Names, written: bool
) -> None:
    """Add the violations that stand whatever is decided, errors first."""
    if not found.untouched:
        return
    language = names.language
    known = violated(found.answers[0].result) if found.answers else {}
    count = number(len(found.untouched), language)
    screen.heading(say("Violations that nothing decided here can touch: {count}", language, count=count))
    by_name: dict[str, list[Finding]] = defaultdict(list)
    for (name, _), one in known.items():
        by_name[name].append(one)
    by_rule: dict[str, list[str]] = {}
    for name, entity in found.untouched:
        by_rule.setdefault(name, []).append(entity)
    order = list(Severity)
    for name in sorted(by_rule, key=lambda name: order.index(rules[name].severity)):
        _rule(screen, rules[name], SEVERITIES[rules[name].severity][0], len(by_rule[name]), language)
        for entity in by_rule[name][:MOST]:
            about_design = rules[name].scope.subject.type.table == "design"
            finding = next(iter(by_name[name]), None) if about_design else known.get((name, entity))
            message = line(told(finding.message, language)) if finding else ""
            about = message or names.of(rules[name].scope.subject.type.table, entity)
            if finding is not None and not written:
                finding = placed_in_a_file(finding, found.answers[0])
            where = f"  {line(str(finding.place))}" if finding and finding.place else ""
            screen.paragraph(cut(about, 300) + where, indent=4)
        if len(by_rule[name]) > MOST:
            rest = number(len(by_rule[name]) - MOST, language)
            text = "… and {rest} more of {rule}; --format json has them all"
            screen.paragraph(say(text, language, rest=rest, rule=name), indent=4, style="dim")


def _undecidable(screen: Screen, result: CheckResult, rules: dict[str, Rule], language: str) -> None:
    """Add what cannot be decided, with the names it is about; `pejl check` tells what is missing."""
    by_rule: dict[str, list[str]] = {}
    for one in result.findings:
        rule = rules.get(one.rule)
        looked_at = rule is not None and rule.require is not None and rule.severity is not Severity.INFO
        if one.outcome is Outcome.UNDECIDABLE and looked_at:
            by_rule.setdefault(one.rule, []).append(cut(line(one.name or one.entity), 60))
    if not by_rule:
        return
    count = number(sum(map(len, by_rule.values())), language)
    screen.heading(say("Not enforced, because something is unknown: {count}", language, count=count))
    screen.paragraph(say("`pejl check` of a proposal tells what is missing.", language), style="dim")
    order = list(Severity)
    for name in sorted(by_rule, key=lambda name: order.index(rules[name].severity)):
        found = by_rule[name]
        _rule(screen, rules[name], OUTCOMES[Outcome.UNDECIDABLE][0], len(found), language)
        if rules[name].scope.subject.type.table != "design":
            screen.paragraph(together(found, language, MOST_NAMES), indent=4)


def _rule(screen: Screen, rule: Rule, shape: str, count: int, language: str) -> None:
    title = cut(line(said(rule.title, language)), 120)
    about = f"  ({number(count, language)} · {severity_word(rule.severity, language)})"
    screen.line((shape, STYLES[shape]), " ", (line(rule.id), "bold"), f" · {title}", (about, "dim"))


def _left_aside(screen: Screen, found: Suggestion, rules: dict[str, Rule], language: str) -> None:
    """Add the rules that the search does not look at."""
    every = list(rules.values())
    groups = {
        "Left out of the search: {rules}": _left_out(found, rules, language),
        "Judged by a human: {rules}": _titles(judged(every), language),
        "Only remarks, and so not enforced: {rules}": _titles(remarks(every), language),
    }
    if any(groups.values()):
        screen.heading(say("Rules that the search does not look at", language))
    for text, titles in groups.items():
        if titles:
            shown = listed(titles[:MOST_RULES], len(titles), language)
            screen.paragraph(say(text, language, rules=shown))


def _left_out(found: Suggestion, rules: dict[str, Rule], language: str) -> list[str]:
    """The rules that are left out, with how often the best answer breaks them."""
    broken = Counter(rule for rule, _ in violated(found.answers[0].result)) if found.answers else None
    texts = []
    for name in found.left_out:
        (text,) = _titles([rules[name]], language)
        count = severity_count(rules[name].severity, broken[name], language) if broken is not None else ""
        texts.append(f"{text} ({count})" if count else text)
    return texts


def _titles(rules: Sequence[Rule], language: str) -> list[str]:
    return [cut(line(f"{rule.id} {said(rule.title, language)}"), 80) for rule in rules]
