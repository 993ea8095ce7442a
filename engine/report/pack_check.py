"""What is to be said about rule packs by themselves, for reading in a terminal."""

from __future__ import annotations

from pejl.engine.language.rules import Rule, RuleSet
from pejl.engine.model.yaml_writer import in_yaml
from pejl.engine.pack_check import Kind, Objection, PackCheck, Shown
from pejl.engine.report.letters import line
from pejl.engine.report.rule_page import written
from pejl.engine.report.screen import Screen
from pejl.engine.report.texts import said, say
from pejl.engine.report.values import listed, number
from pejl.engine.report.words import norm_word, severity_word
from pejl.engine.search.universe.settled import Open, Why

HEADINGS = {
    Kind.CONTRADICTION: "Rules that contradict each other",
    Kind.UNMEETABLE: "Rules that nothing can meet",
    Kind.IDLE: "Rules that can apply to nothing",
    Kind.SHADOWED: "Rules that apply to nothing where others hold",
    Kind.SAME: "Rules that say the same",
    Kind.IMPLIED: "Rules that follow from others",
    Kind.UNBREAKABLE: "Rules that nothing can break",
}
CLAIMS = {
    Kind.CONTRADICTION: "Where {rule} applies to something, it cannot hold together with {others}.",
    Kind.UNMEETABLE: "What {rule} applies to cannot meet it.",
    Kind.IDLE: "{rule} applies to nothing.",
    Kind.SHADOWED: "Where {others} hold, {rule} applies to nothing.",
    Kind.SAME: "{rule} is broken where {others} is broken, and only there.",
    Kind.IMPLIED: "No design so small was found in which {others} hold and {rule} does not.",
    Kind.UNBREAKABLE: "{rule} holds in every design that was looked at.",
}
STYLES = {Kind.CONTRADICTION: "red", Kind.UNMEETABLE: "red"}
LONGEST = 60


def render(found: PackCheck, rules: RuleSet, language: str, *, colour: bool = False, width: int = 100) -> str:
    """Write what was found for the terminal.

    Args:
        found: what was found.
        rules: the packs.
        language: "da" or "en".
        colour: whether to use ANSI colours.
        width: the columns of the terminal.
    """
    return str(_Page(found, rules, language, Screen(width, colour)))


def headline(found: PackCheck, language: str) -> str:
    """What was found in one sentence."""
    values = {"count": number(found.rules, language), "rows": number(found.size, language)}
    if not found.objections and found.open:
        text = "Nothing found against {count} rules, but not every question was answered: see below."
        return say(text, language, **values)
    if not found.objections:
        text = "Nothing to object to in {count} rules, in designs of at most {rows} rows of each table."
        return say(text, language, **values)
    objections = number(len(found.objections), language)
    text = "Things to look at: {objections}. In {count} rules, with at most {rows} rows of each table."
    return say(text, language, objections=objections, **values)


def claim(one: Objection, language: str) -> str:
    """What is objected to, in one sentence."""
    others = listed(list(one.others), len(one.others), language)
    said_ = say(CLAIMS[one.kind], language, rule=one.rule, others=others)
    return f"{said_} {say('(Up to {rows} rows of a table.)', language, rows=one.rows)}"


def seen(shown: Shown, language: str) -> str:
    """What the checker says of a design that is shown."""
    parts = [
        say("violated: {rule} ({entities})", language, rule=rule, entities=", ".join(entities))
        for rule, entities in shown.broken.items()
    ]
    if shown.held:
        parts.append(say("kept: {rules}", language, rules=", ".join(shown.held)))
    return "; ".join(parts)


def as_test(shown: Shown, rule: str) -> list[str]:
    """The lines of a design in the form that the `tests:` of a rule have."""
    entities = shown.broken.get(rule, ())
    lines = [f"- {'bad' if entities else 'good'}: {shown.example.text}"]
    return [*lines, f"  finds: {in_yaml(list(entities))}"] if entities else lines


class _Page:
    """The page, with all that is needed for it at hand."""

    def __init__(self, found: PackCheck, rules: RuleSet, language: str, screen: Screen) -> None:
        self.found, self.language, self.screen = found, language, screen
        self.rules = {rule.id: rule for rule in rules.rules}
        screen.line((headline(found, language), "bold"))
        for kind in Kind:
            self._kind(kind, [one for one in found.objections if one.kind is kind])
        self._open()
        self._left_out()
        self._limits()

    def __str__(self) -> str:
        return str(self.screen)

    def _kind(self, kind: Kind, objections: list[Objection]) -> None:
        if not objections:
            return
        self.screen.heading(say(HEADINGS[kind], self.language))
        for one in objections:
            self.screen.blank()
            self.screen.paragraph(claim(one, self.language), indent=0, style=STYLES.get(kind, "yellow"))
            if not one.minimal and len(one.others) > 1:
                self.screen.paragraph(
                    say("Perhaps not all of these rules are needed for that.", self.language)
                )
            for rule in (one.rule, *one.others):
                self._rule(self.rules[rule])
            for at, shown in enumerate(one.shown):
                self._example(one, shown, at)

    def _rule(self, rule: Rule) -> None:
        about = f"{norm_word(rule.norm, self.language)}, {severity_word(rule.severity, self.language)}"
        title = line(said(rule.title, self.language))
        self.screen.paragraph(f"{rule.id} · {title} ({about}) {rule.place}", indent=2)
        for name, text in written(rule):
            self.screen.field(f"  {name}", text, 10)
        for name, setting in sorted(rule.settings.items()):
            if any(name in text for _, text in written(rule)):
                self.screen.field(f"  {name}", f"= {self._value(setting.shown)}", 10)

    def _value(self, value: object) -> str:
        if isinstance(value, tuple):
            return listed([str(one) for one in value[:5]], len(value), self.language)
        return str(value)

    def _example(self, one: Objection, shown: Shown, at: int) -> None:
        text = say("Example {number}", self.language, number=number(at + 1, self.language))
        self.screen.paragraph(f"{text}: {seen(shown, self.language)}", indent=2)
        broken = next(iter(shown.broken), one.rule)
        for part in as_test(shown, broken):
            self.screen.line("    ", (part, "dim"))

    def _open(self) -> None:
        if not self.found.open:
            return
        self.screen.heading(say("Not decided", self.language))
        for why, text in (
            (Why.TIME, "too little time; give it more with --time-limit"),
            (Why.KNOWN, "they ask what is known, and in these designs everything is"),
        ):
            self._questions([one for one in self.found.open if one.why is why], text)
        for rows in sorted({one.rows for one in self.found.open if one.why is Why.SIZE}):
            some = [one for one in self.found.open if one.why is Why.SIZE and one.rows == rows]
            self._questions(some, "too few rows; they may need {rows}: --size {rows}", rows)

    def _questions(self, some: list[Open], text: str, rows: int = 0) -> None:
        if not some:
            return
        self.screen.paragraph(f"{say(text, self.language, rows=rows)}:", indent=0)
        for broken, question in (
            (False, "whether they can apply while the others hold"),
            (True, "whether they can be broken while the others hold"),
        ):
            names = [one.rule for one in some if one.broken is broken]
            if names:
                self.screen.paragraph(f"{say(question, self.language)}: {', '.join(names)}", longest=4000)

    def _left_out(self) -> None:
        if not self.found.left_out:
            return
        self.screen.heading(say("Left out", self.language))
        reasons: dict[str, list[str]] = {}
        for rule, reason in self.found.left_out:
            reasons.setdefault(say(reason.template, self.language, **reason.values), []).append(rule)
        for reason_text, names in reasons.items():
            self.screen.paragraph(f"{reason_text}: {', '.join(names)}", longest=4000)

    def _limits(self) -> None:
        self.screen.blank()
        for text in LIMITS:
            self.screen.paragraph(say(text, self.language), indent=0, style="dim")


LIMITS = (
    "What is said holds of designs of so many rows in which everything is known, with numbers, dates and "
    "texts near those that the rules name. A larger design may differ.",
    "A rule was held against the rules that are about the same table, or read something that it reads.",
)
