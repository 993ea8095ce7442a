"""Why no design exists, in the words of the principles; and what would open the search."""

from __future__ import annotations

from collections.abc import Sequence

from pejl.engine.errors import Place
from pejl.engine.findings import Principle
from pejl.engine.language.rules import Rule
from pejl.engine.prepare import Search
from pejl.engine.report.letters import cut, line
from pejl.engine.report.rule_page import written
from pejl.engine.report.screen import Screen
from pejl.engine.report.suggestion_words import Names, figure
from pejl.engine.report.texts import said, say, translated
from pejl.engine.report.values import number, together
from pejl.engine.report.words import norm_word
from pejl.engine.search.reasons import Conflict, Free, GiveUp, Loosen, Member, Relaxation, Widen
from pejl.engine.search.solver import Status
from pejl.engine.suggest import Suggestion
from pejl.engine.values.linear import OPEN

MOST_ENTITIES = 10
LONGEST = 400


def why_none(screen: Screen, found: Suggestion, search: Search, names: Names) -> None:
    """Add the conflicts, and what would open the search."""
    told = _Told(screen, search, names)
    if found.status is Status.NONE and not found.conflicts:
        text = "Why was not found in time; give it more with --time-limit or --steps."
        screen.paragraph(translated(text, names.language), indent=0)
    for at, conflict in enumerate(found.conflicts):
        told.conflict(conflict, at, len(found.conflicts))
    if found.relaxations:
        screen.heading(say("What would make a design possible, each by itself", names.language))
        for relaxation in found.relaxations:
            screen.field("•", told.relaxation(relaxation), 1)


def place_of(search: Search, rule: Rule, entity: str, names: Names) -> Place | None:
    """Where an entity that a rule is about is written."""
    table = rule.scope.subject.type.table
    candidate = search.asked.candidates.rows.get((table, entity))
    if candidate is not None:
        return candidate.place
    row = names.row(table, entity)
    return search.asked.design.place_of(table, row) if row is not None else None


class _Told:
    """Tells why, with all that is needed for it at hand."""

    def __init__(self, screen: Screen, search: Search, names: Names) -> None:
        self.screen, self.search, self.names, self.language = screen, search, names, names.language
        loaded = search.asked.loaded.rules
        self.rules = {rule.id: rule for rule in loaded.rules}
        self.principles: dict[str, Principle] = {
            name: one for pack in loaded.packs for name, one in pack.principles.items()
        }

    def conflict(self, conflict: Conflict, at: int, count: int) -> None:
        """Add what cannot hold together, rule by rule."""
        title = say("What cannot hold together", self.language)
        self.screen.heading(f"{title} ({at + 1}/{count})" if count > 1 else title)
        if not conflict.members:
            text = "What may be decided contradicts itself, whatever the rules ask: look at `decide`."
            self.screen.paragraph(translated(text, self.language))
            return
        if len(conflict.members) == 1:
            text = "Nothing that may be decided keeps this demand:"
        elif conflict.minimal:
            text = "Leave out any one of these demands, and the others can be kept:"
        else:
            text = "These demands cannot all be kept; perhaps some of them are not needed for that:"
        self.screen.paragraph(translated(text, self.language))
        by_rule: dict[str, list[str]] = {}
        for member in conflict.members:
            by_rule.setdefault(member.rule, []).append(member.entity)
        for name, entities in by_rule.items():
            self.screen.blank()
            self._demand(self.rules[name], entities)

    def _demand(self, rule: Rule, entities: Sequence[str]) -> None:
        """A rule, who asks for it, what it says, and the entities of which it cannot be kept."""
        title = cut(line(said(rule.title, self.language)), 120)
        about = f"  ({norm_word(rule.norm, self.language)})"
        self.screen.line(("✗", "red"), " ", (line(rule.id), "bold"), f" · {title}", (about, "dim"))
        rows = [
            (say("Asked by", self.language), self._asked(name, self.principles[name]))
            for name in rule.principles
            if name in self.principles
        ]
        asks = [text for name, text in written(rule) if name == "require"]
        rows += [(say("Asks", self.language), cut(line(text), LONGEST)) for text in asks]
        for setting in rule.settings.values():
            if setting.shown is not None and any(setting.name in text for text in asks):
                rows.append(("", f"{setting.name} = {self._setting(rule, setting.name)}"))
        for at, entity in enumerate(entities[:MOST_ENTITIES]):
            rows.append((say("Of", self.language) if at == 0 else "", self._entity(rule, entity)))
        if len(entities) > MOST_ENTITIES:
            rest = number(len(entities) - MOST_ENTITIES, self.language)
            rows.append(("", say("… and {rest} more; --format json has them all", self.language, rest=rest)))
        size = max(len(label) for label, _ in rows)
        for label, text in rows:
            self.screen.field(label, text, size)

    def _setting(self, rule: Rule, name: str) -> str:
        from pejl.engine.report.values import show

        setting = rule.settings[name]
        return f"{show(setting.shown, self.language)} {line(setting.unit)}".rstrip()

    def _asked(self, name: str, principle: Principle) -> str:
        says = said(principle.says, self.language)
        text = f"{name} {said(principle.title, self.language)}"
        return cut(line(f"{text}: {says}" if says else text), LONGEST)

    def _entity(self, rule: Rule, entity: str) -> str:
        table = rule.scope.subject.type.table
        place = place_of(self.search, rule, entity, self.names)
        name = self.names.of(table, entity)
        where = f"  {line(str(place))}" if place else ""
        return f"{name} ({line(table)} {cut(line(entity), 60)}){where}"

    def relaxation(self, one: Relaxation) -> str:
        """One way to open the search, in a sentence."""
        match one:
            case Loosen():
                return self._loosen(one)
            case GiveUp():
                return self._give_up(one)
            case Widen():
                text = "; ".join(self._free(free) for free in one.freedoms)
                text = text[:1].upper() + text[1:]
                return text + self._no_smaller(one.smallest)

    def _loosen(self, one: Loosen) -> str:
        text = say(
            "Loosen {title}: {parameter} {old} → {new} {unit}",
            self.language,
            title=line(said(one.title, self.language)) or one.parameter,
            parameter=one.parameter,
            old=figure(one.old, self.language),
            new=figure(one.new, self.language),
            unit=line(one.unit),
        ).rstrip()
        return text + self._no_smaller(one.tightest)

    def _no_smaller(self, proven: bool) -> str:
        return f" ({say('a smaller change is not enough', self.language)})" if proven else ""

    def _give_up(self, one: GiveUp) -> str:
        text = say("Waive {demands}", self.language, demands=", ".join(self._waived(one.members)))
        return text + (f" ({say('fewer are not enough', self.language)})" if one.smallest else "")

    def _waived(self, members: Sequence[Member]) -> list[str]:
        by_rule: dict[str, list[str]] = {}
        for member in members:
            rule = self.rules[member.rule]
            name = self.names.of(rule.scope.subject.type.table, member.entity)
            by_rule.setdefault(member.rule, []).append(name)
        return [
            say(
                "{rule} ({title}) for {names}",
                self.language,
                rule=name,
                title=cut(line(said(self.rules[name].title, self.language)), 80),
                names=together(entities, self.language, MOST_ENTITIES),
            )
            for name, entities in by_rule.items()
        ]

    def _free(self, free: Free) -> str:
        name = self.names.of(free.table, free.entity)
        if free.relation == OPEN:
            return say("let it be decided whether {name} is there", self.language, name=name)
        field = self.names.field(free.table, free.relation)
        targets = self.names.targets(free.table, free.relation, ", ".join(free.targets) or "none")
        if free.today:
            text = "let {name} keep what it has ({field}: {targets})"
        elif free.decided:
            text = "let {name} also get {targets} ({field})"
        else:
            text = "let it be decided what {name} gets ({field}: {targets})"
        return say(text, self.language, name=name, field=field, targets=targets)
