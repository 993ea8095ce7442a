"""One rule as a page to read: what it asks, why, from where, with which numbers and examples."""

from __future__ import annotations

import re
from collections import Counter

from pejl.engine.findings import Assumption
from pejl.engine.language.packs import Setting
from pejl.engine.language.rules import Rule, RuleSet
from pejl.engine.language.templates import Template
from pejl.engine.report.letters import line, width
from pejl.engine.report.screen import Screen
from pejl.engine.report.standing import source_of
from pejl.engine.report.texts import said, say
from pejl.engine.report.values import number
from pejl.engine.report.words import assumed, norm_word, severity_word

WIDTH = 100
NARROWEST = 10
"""The least columns of the names on the left, so that the parts of a page line up."""

WORD = re.compile(r"\w+")
TERMS = ("for", "where", "require")


def render(rule: Rule, rules: RuleSet, language: str) -> str:
    """Write the page of a rule.

    Args:
        rule: the rule, as it is after `use` and overriding.
        rules: the packs that it comes from.
        language: "da" or "en".

    Returns:
        Lines of escaped text, ending with a line break.
    """
    screen = Screen(WIDTH, colour=False)
    screen.line(f"{line(rule.id)} · {line(said(rule.title, language))}")
    about = (say("pack {pack}", language, pack=rule.pack), norm_word(rule.norm, language))
    screen.line(" · ".join((*map(line, about), severity_word(rule.severity, language))))
    _said(screen, say("Why", language), said(rule.why, language))
    _principles(screen, rule, rules, language)
    _part(screen, say("The rule", language), written(rule))
    _said(screen, say("A human judges", language), said(rule.attest, language))
    _parameters(screen, rule, language)
    _said(screen, say("Message", language), _template(rule.message, language))
    _said(screen, say("Remedy", language), _template(rule.remedy, language))
    _said(screen, say("Waiver", language), _waiver(rule, language))
    _said(screen, say("Examples", language), _examples(rule, language))
    _said(screen, say("Written in", language), str(rule.place))
    return str(screen)


def _said(screen: Screen, heading: str, text: str) -> None:
    """Add a heading with a text under it; nothing if there is no text."""
    if text:
        _heading(screen, heading)
        screen.paragraph(text)


def _heading(screen: Screen, text: str) -> None:
    screen.blank()
    screen.line(text)


def _part(screen: Screen, heading: str, fields: list[tuple[str, str]]) -> None:
    """Add a heading with names and their texts under it; nothing if there are none."""
    if fields:
        _heading(screen, heading)
        size = max(NARROWEST, *(width(line(name)) for name, _ in fields))
        for name, text in fields:
            screen.field(line(name), text, size)


def written(rule: Rule) -> list[tuple[str, str]]:
    """The expressions of a rule by the name of their field, in the order in which they are read."""
    return [(name, rule.texts[name]) for name in TERMS if name in rule.texts]


def _principles(screen: Screen, rule: Rule, rules: RuleSet, language: str) -> None:
    known = {name: principle for pack in rules.packs for name, principle in pack.principles.items()}
    served = [known[name] for name in rule.principles if name in known]
    if not served:
        _said(screen, say("Principles", language), say("No principle asks for this rule.", language))
        return
    _heading(screen, say("Principles", language))
    documents = {document.id: document for pack in rules.packs for document in pack.documents.values()}
    for principle in served:
        screen.paragraph(f"{principle.id} · {said(principle.title, language)}")
        screen.paragraph(source_of(principle, documents, language), indent=4)
        if says := said(principle.says, language):
            screen.paragraph(f"“{says}”" if language == "en" else f"»{says}«", indent=4)


def _parameters(screen: Screen, rule: Rule, language: str) -> None:
    used = [(one.name, text) for one, text in used_settings(rule, language)]
    _part(screen, say("Parameters", language), used)


def used_settings(rule: Rule, language: str) -> list[tuple[Setting, str]]:
    """The parameters that a rule speaks of, each with its value and what it is."""
    return [(one, _setting(one, language)) for one in rule.settings.values() if _uses(rule, one.name)]


def _uses(rule: Rule, name: str) -> bool:
    """Whether a rule speaks of a parameter: it also sees those of its packs that it has no use for."""
    texts = [*rule.texts.values(), *(measure.value.text for measure in rule.measures)]
    for templates in (rule.message, rule.remedy):
        texts += [term.text for one in templates.values() for term in one.terms]
    return any(name in WORD.findall(text) for text in texts)


def _setting(setting: Setting, language: str) -> str:
    about = Assumption(
        setting.pack, setting.name, setting.title, setting.shown, setting.unit, setting.source, setting.place
    )
    title = said(setting.title, language)
    return f"{assumed(about, language)} · {title}" if title else assumed(about, language)


def _template(templates: dict[str, Template], language: str) -> str:
    """A message with its expressions in braces, as it was written."""
    texts = {
        name: "".join(piece if isinstance(piece, str) else f"{{{piece.text}}}" for piece in one.pieces)
        for name, one in templates.items()
    }
    return said(texts, language)


def _waiver(rule: Rule, language: str) -> str:
    if not rule.waivable:
        return say("A violation of this rule cannot be waived.", language)
    if not rule.measures:
        return say(
            "A violation can be waived. The rule measures nothing, so a waiver has no limit.", language
        )
    texts = {
        "<=": "A violation can be waived. The limit is the most that this may be: {measure}",
        ">=": "A violation can be waived. The limit is the least that this may be: {measure}",
        "<=>=": "A violation can be waived. The limit is how far off this may be: {measure}",
    }
    ways: dict[str, set[str]] = {}
    for one in rule.measures:
        ways.setdefault(one.value.text, set()).add(one.op)
    return "\n".join(say(texts["".join(sorted(ops))], language, measure=text) for text, ops in ways.items())


def _examples(rule: Rule, language: str) -> str:
    count = Counter(test.kind for test in rule.tests)
    if not count:
        return say("The rule has no examples.", language)
    parts = [
        say("good: {count}", language, count=number(count["good"], language)),
        say("bad: {count}", language, count=number(count["bad"], language)),
        say("unclear: {count}", language, count=number(count["unclear"], language)),
    ]
    return ", ".join(parts)
