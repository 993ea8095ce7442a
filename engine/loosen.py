"""Parameters and the search: the tightest value of a parameter for which a design exists.

A parameter is changed, the rules are grounded anew, and a solver says whether they can be kept. The values
between "a design exists" and "none exists" are halved until two neighbours are left. That takes for granted
that a design which exists for one value exists for every looser one, as it does for a bound.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from fractions import Fraction
from functools import cached_property

from msgspec.structs import replace as with_fields

from pejl.engine.errors import fail, nearest
from pejl.engine.language.packs import Setting
from pejl.engine.language.rules import Rule
from pejl.engine.language.terms import Parameter, inside
from pejl.engine.prepare import Asked, Search, grounded
from pejl.engine.search.claims import Oracle, claims
from pejl.engine.search.deadline import Deadline
from pejl.engine.search.ground import ground
from pejl.engine.search.reasons import Loosen
from pejl.engine.search.solver import Limits, Solver, Status

FAR = 4096
"""How many steps away from its value a parameter is tried at least."""
TIMES = 16
"""How many times its value a parameter is tried at least."""
FTE = ("fte", "årsværk", "årsv")
HUNDREDTH = Fraction(1, 100)


class Bind(StrEnum):
    """How a parameter bears on a search."""

    FOUND = "found"  # a design exists for some values, and for others none was found
    NEVER = "never"  # a design exists for every value that was tried
    ALWAYS = "always"  # for no value that was tried was a design found
    UNKNOWN = "unknown"  # the time was too short


@dataclass(frozen=True)
class Tightest:
    """The tightest value of a parameter for which a design exists.

    Attributes:
        setting: the parameter as it is written.
        bind: how it bears on the search; the other fields are told where it is FOUND.
        value: the tightest value for which a design was found.
        beyond: the value one step further, for which none was found.
        proven: whether it is proven that none exists there.
        tried: the lowest and the highest value that was tried.
    """

    setting: Setting
    bind: Bind
    value: Fraction | None = None
    beyond: Fraction | None = None
    proven: bool = False
    tried: tuple[Fraction, Fraction] | None = None


def parameters(rule: Rule) -> list[Setting]:
    """The numbers among the parameters that a rule reads to decide whether it is kept."""
    terms = [*rule.scope.generators, rule.where, rule.require]
    nodes = (node for term in terms if term is not None for node in inside(term))
    names = dict.fromkeys(node.name for node in nodes if isinstance(node, Parameter))
    found = [rule.settings[name] for name in names if name in rule.settings]
    return [one for one in found if one.type == "number" and isinstance(one.value, Fraction)]


def parameter(rules: Sequence[Rule], name: str) -> Setting:
    """The parameter of a name, or of a pack or a rule and a name: `pack.name`, `RULE.name`.

    Raises:
        PejlError: no rule reads such a number, or several parameters are called so.
    """
    found: dict[tuple[object, ...], Setting] = {}
    known: dict[str, None] = {}
    for rule in rules:
        for one in parameters(rule):
            names = (one.name, f"{one.pack}.{one.name}", f"{rule.id}.{one.name}")
            known.update(dict.fromkeys(names))
            if name in names:
                found[one.name, one.place] = one
    if not found:
        near = nearest(name, known)
        hint = "did you mean {near!r}?" if near else "write parameter, pack.parameter or RULE.parameter"
        raise fail(None, "no rule reads a number {name!r} from its parameters", hint, name=name, near=near)
    if len(found) > 1:
        places = ", ".join(str(one.place) for one in found.values())
        hint = "write the rule before it: RULE.{name}"
        raise fail(None, "several parameters are called {name!r}: {places}", hint, name=name, places=places)
    return next(iter(found.values()))


def readers(rules: Iterable[Rule], setting: Setting) -> tuple[str, ...]:
    """The rules that read a parameter."""
    return tuple(rule.id for rule in rules if any(_same(one, setting) for one in parameters(rule)))


def changed(rules: Iterable[Rule], setting: Setting, value: Fraction) -> list[Rule]:
    """The rules with another value of a parameter, wherever it is read."""
    return [_with(rule, setting, value) for rule in rules]


def _with(rule: Rule, setting: Setting, value: Fraction) -> Rule:
    one = rule.settings.get(setting.name)
    if one is None or not _same(one, setting):
        return rule
    return with_fields(rule, settings={**rule.settings, one.name: with_fields(one, value=value)})


def _same(one: Setting, other: Setting) -> bool:
    return (one.name, one.place) == (other.name, other.place)


def step(setting: Setting) -> Fraction:
    """The least change of a parameter: a hundredth of FTE, 1 of what is whole, else its last digit."""
    value = setting.value
    assert isinstance(value, Fraction), "only numbers have steps"
    finest = Fraction(1)
    while (value / finest).denominator != 1:
        finest /= 10
    return min(finest, HUNDREDTH) if setting.unit.casefold().rstrip(".") in FTE else finest


def without_goals(asked: Asked) -> Asked:
    """The same question where nothing has to be small."""
    return replace(asked, spec=replace(asked.spec, minimise=(), warnings=Fraction(0)))


def tightest(search: Search, setting: Setting, solver: Solver, limits: Limits) -> Tightest:
    """The tightest value of a parameter for which a design exists, nearest to the value that it has.

    Where a design exists today, the parameter is tightened until none does; else it is loosened until one
    does. The nearest change decides in which direction.

    Args:
        search: the search.
        setting: the parameter; see `parameter`.
        solver: what solves.
        limits: how long all of it may take.
    """
    return Trials(search, setting, solver, Deadline(limits)).tightest()


def loosened(search: Search, setting: Setting, solver: Solver, limits: Limits) -> Loosen | None:
    """The nearest value of a parameter for which a design exists, in a search that has none.

    Returns:
        None if the parameter cannot open the search alone, or if the time was too short to see that it can.
    """
    rules = search.asked.loaded.rules.rules
    deadline = Deadline(limits)
    reading = readers(rules, setting)
    asked = claims(search.model)
    others = sorted(set(range(len(asked.members))) - set(asked.positions(reading)))
    if Oracle(asked, solver, deadline).ask(others, 0.2) is Status.NONE:
        return None  # without the rules that read it there is none, either
    found = Trials(search, setting, solver, deadline, {0: Status.NONE}).tightest()
    if found.bind is not Bind.FOUND or found.value is None:
        return None
    old = setting.value
    assert isinstance(old, Fraction)
    title = setting.title
    return Loosen(setting.pack, setting.name, title, setting.unit, reading, old, found.value, found.proven)


@dataclass
class Trials:
    """Tries values of a parameter, in whole steps from the value that it has.

    Attributes:
        seen: whether a design exists, by the number of steps.
    """

    search: Search
    setting: Setting
    solver: Solver
    deadline: Deadline
    seen: dict[int, Status] = field(default_factory=dict)

    @property
    def value(self) -> Fraction:
        assert isinstance(self.setting.value, Fraction), "only numbers are tried"
        return self.setting.value

    def at(self, steps: int) -> Fraction:
        """The value so many steps away."""
        return self.value + steps * step(self.setting)

    def opens(self, steps: int) -> bool:
        """Whether a design was found so many steps away."""
        if steps not in self.seen:
            self.seen[steps] = Status.UNKNOWN if self.deadline.over else self._exists(steps)
        return self.seen[steps].exists

    @cached_property
    def _reading(self) -> list[Rule]:
        left_out = self.search.asked.spec.leave_out
        reading = set(readers(self.search.asked.loaded.rules.rules, self.setting)) - left_out
        return [rule for rule in self.search.asked.loaded.rules.rules if rule.id in reading]

    @cached_property
    def _others(self) -> Search:
        """The search with the rules alone that do not read the parameter: they are grounded once."""
        search = self.search
        reading = {rule.id for rule in self._reading}
        others = [rule for rule in search.asked.loaded.rules.rules if rule.id not in reading]
        return grounded(without_goals(search.asked), search.freedom, others)

    def _exists(self, steps: int) -> Status:
        """Whether a design exists so many steps away, with no more violations that no decision touches."""
        others = self._others
        rules = changed(self._reading, self.setting, self.at(steps))
        model, before = others.model, len(others.model.assertions)
        found = ground(others.design, rules, model, others.asked.as_of)
        asked = claims(model)
        del model.assertions[before:]
        if found.problems:
            return Status.UNKNOWN
        if not {*found.untouched, *others.grounded.untouched} <= set(self.search.grounded.untouched):
            return Status.NONE
        return Oracle(asked, self.solver, self.deadline).ask(range(len(asked.members)), 0.2 if steps else 0.5)

    def tightest(self) -> Tightest:
        """See `tightest`."""
        today = self.opens(0)
        if self.seen[0] is Status.UNKNOWN:
            return Tightest(self.setting, Bind.UNKNOWN)
        near = {-1: 0, 1: 0}
        for distance, sign in self._probes():
            if self.opens(distance) != today:
                return self._between(near[sign], distance, today)
            near[sign] = distance
        if self.deadline.over or Status.UNKNOWN in self.seen.values():
            return Tightest(self.setting, Bind.UNKNOWN)
        tried = self.at(min(self.seen)), self.at(max(self.seen))
        return Tightest(self.setting, Bind.NEVER if today else Bind.ALWAYS, tried=tried)

    def _probes(self) -> Iterator[tuple[int, int]]:
        """Steps further and further away, now down, now up; a number that is not negative stays so."""
        whole = int(self.value / step(self.setting))
        distance, far = max(1, abs(whole) // 8), max(FAR, TIMES * abs(whole))
        lowest = -far if whole < 0 else -whole
        while distance <= far and not self.deadline.over:
            if -distance / 2 > lowest:
                yield max(-distance, lowest), -1
            yield distance, 1
            distance *= 2

    def _between(self, like: int, unlike: int, today: bool) -> Tightest:
        """Halve the steps between two of which one has a design and the other has none."""
        while abs(unlike - like) > 1:
            middle = (like + unlike) // 2
            if self.opens(middle) == today:
                like = middle
            else:
                unlike = middle
        best, beyond = (like, unlike) if today else (unlike, like)
        proven = self.seen[beyond] is Status.NONE
        return Tightest(self.setting, Bind.FOUND, self.at(best), self.at(beyond), proven)
