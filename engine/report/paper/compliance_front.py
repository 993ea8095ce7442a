"""The front of a compliance report: what was checked, who may rely on it, and the result on a page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from pejl.engine.findings import Norm, Outcome, RuleSummary, Severity
from pejl.engine.report.paper.audit import Audit, principle_id
from pejl.engine.report.paper.blocks import (
    Block,
    Cell,
    Column,
    Facts,
    Inline,
    Items,
    Paragraph,
    Section,
    Span,
    Table,
    Value,
)
from pejl.engine.report.standing import broken, total
from pejl.engine.report.texts import said, translated
from pejl.engine.report.values import date, number
from pejl.engine.report.words import (
    NO_RULE,
    NORMS,
    NOTHING_TO_CHECK,
    SEVERITIES,
    faults_count,
    severity_count,
)

SHORT = 16
"""How many characters of a digest stand on the front page; all of them stand in the appendix."""
SCALE = (
    (Outcome.MET, "The rule holds, whatever is unknown turns out to be."),
    (Outcome.VIOLATED, "The rule does not hold, whatever is unknown turns out to be."),
    (Outcome.UNDECIDABLE, "Whether the rule holds turns on data that nobody has given; the data are named."),
    (Outcome.WAIVED, "The rule does not hold, and a decision permits it for a time and up to a limit."),
    (Outcome.ATTESTED, "A human has judged it and answers for it; the program has not tried it."),
    (Outcome.NOT_APPLICABLE, "The rule is not about this entity."),
)
NONE_AT_ALL = (
    (NOTHING_TO_CHECK, "The design has nothing that the rule is about, or nothing earlier to compare with."),
    (NO_RULE, "No rule asks for the principle, so it was not checked at all."),
)
"""The states that are no outcome."""
STANDING = {
    Outcome.VIOLATED: "{count} not followed",
    Outcome.UNDECIDABLE: "{count} cannot be decided",
    Outcome.WAIVED: "{count} broken with permission",
    Outcome.ATTESTED: "{count} followed by the judgement of a human",
    Outcome.MET: "{count} followed",
    Outcome.NOT_APPLICABLE: "{count} not relevant here",
}


def about(a: Audit) -> tuple[Block, ...]:
    """What stands under the title."""
    result = a.result
    title = said(result.title, a.language)
    rows: list[tuple[str, Inline]] = [
        (a.say("Design"), f"{title} ({result.design})" if title else result.design)
    ]
    if result.base:
        rows.append((a.say("Compared with"), result.base))
    packs = (
        f"{said(one.title, a.language) or one.id} ({one.id}, sha256 {one.sha256[:SHORT]})"
        for one in a.inputs.packs
    )
    rows.append((a.say("Rule packs"), "; ".join(packs)))
    rows.append((a.say("As of"), date(result.as_of, a.language)))
    rows.append((a.say("Made with"), f"Pejl {result.engine}"))
    files = ", ".join(f"{one.file} (sha256 {one.sha256[:SHORT]})" for one in a.inputs.files)
    rows.append((a.say("Input"), files))
    return (Facts(tuple(rows)),)


def reliance(a: Audit) -> Section:
    """Who may rely on the report, and what was not checked."""
    counts = total(a.result)
    silent = [rule for rule in a.result.rules if rule.never_applied]
    unasked = [rule for rule in a.result.rules if rule.needs_base]
    partial = [rule for rule in a.result.rules if rule.incomplete]

    def told(text: str, count: int, link: str) -> Iterator[Inline]:
        if count:
            yield (Span(number(count, a.language), "strong", link), " ", a.say(text))

    items = (
        *told("verdicts turn on data that are not given.", counts[Outcome.UNDECIDABLE], "undecidable"),
        *told(
            "verdicts are the judgement of a human, which was taken as it is.",
            counts[Outcome.ATTESTED],
            "attested",
        ),
        *told("violations are permitted by waivers.", counts[Outcome.WAIVED], "waivers"),
        *told("principles have no rule, and were not checked at all.", len(a.unserved), "unserved"),
        *told("rules found nothing to check.", len(silent), "silent"),
        *told("rules compare with an earlier design, and there was none.", len(unasked), "silent"),
        *told("rules may be about more than is listed in the design.", len(partial), "rules"),
        *told("values are assumed or unknown.", len(a.result.assumptions), "assumptions"),
    )
    text = (
        "The report says whether the design, as it is written in the files named above, follows the rules as "
        "they are written. Whoever gives the same version of Pejl the same files under the names that they "
        "have in this report, and asks for the same report as of the same day, gets the same bytes. It does "
        "not say whether the files are true, whether the rules say all that the principles mean, or whether "
        "the design is carried out."
    )
    who = (
        "Those who lead the municipality, those who are heard and its auditor may rely on that. It takes the "
        "place of nobody's own judgement, and is no advice on law."
    )
    blocks: list[Block] = [Paragraph(a.say(text)), Paragraph(a.say(who))]
    if items:
        blocks += [Paragraph(a.say("Not checked, or taken as it is:")), Items(items)]
    return Section(a.say("Who may rely on the report, and for what"), tuple(blocks), "reliance")


def summary(a: Audit) -> Section:
    """The result on a page: counts, the worst first, and what the words mean."""
    return Section(
        a.say("Summary"),
        (Paragraph(verdict(a), "strong"), _by_severity(a), _by_norm(a), *_one_by_one(a), _scale(a)),
        "summary",
    )


def verdict(a: Audit) -> str:
    """The result in a few sentences: what is broken, what is permitted, and what nobody can say yet."""
    sums = total(a.result)
    if not any(sums[outcome] for outcome in OUTCOME_ORDER):
        return a.say("Nothing was checked: no rule found anything to look at.")
    texts = [_principles(a), _broken(a), f"{told}." if (told := faults_count(a.result, a.language)) else ""]
    if sums[Outcome.WAIVED]:
        texts.append(
            a.say("Violations that waivers permit: {count}.", count=_number(a, sums[Outcome.WAIVED]))
        )
    if sums[Outcome.UNDECIDABLE]:
        hard = sum(rule.undecidable for rule in a.result.rules if rule.severity is Severity.ERROR)
        text = "Verdicts that cannot be made with the data given: {open}."
        if hard:
            text = (
                "Verdicts that cannot be made with the data given: {open}, {hard} of them on what must hold."
            )
        texts.append(a.say(text, open=_number(a, sums[Outcome.UNDECIDABLE]), hard=_number(a, hard)))
    return " ".join(filter(None, texts))


def _principles(a: Audit) -> str:
    """How many principles stand how, all of them in one sentence; "" if the packs have none."""
    found, _ = a.standings
    if not found:
        return ""
    counts = Counter(one.outcome for one in found)
    bare = sum(1 for one in found if not one.rules)
    parts = [a.say(text, count=_number(a, counts[one])) for one, text in STANDING.items() if counts[one]]
    if idle := counts[None] - bare:
        parts.append(a.say("{count} with nothing to check", count=_number(a, idle)))
    if bare:
        parts.append(a.say("{count} without a rule", count=_number(a, bare)))
    listed_ = ", ".join(parts)
    return a.say(
        "Principles ({principles} in all): {parts}.", principles=_number(a, len(found)), parts=listed_
    )


def _broken(a: Audit) -> str:
    """How many violations of rules there are, and how grave."""
    counts = Counter(one.severity for one in broken(a.result))
    told = ", ".join(severity_count(one, counts[one], a.language) for one in Severity if counts[one])
    if told:
        return a.say("Violations: {told}.", told=told)
    sums = total(a.result)
    if sums[Outcome.WAIVED] or sums[Outcome.UNDECIDABLE] or a.faults:
        return a.say("No violation is found.")
    return a.say("The design follows all that was checked.")


def _number(a: Audit, value: int) -> str:
    return number(value, a.language)


OUTCOME_ORDER = (
    Outcome.VIOLATED,
    Outcome.UNDECIDABLE,
    Outcome.WAIVED,
    Outcome.ATTESTED,
    Outcome.MET,
)


def _by_severity(a: Audit) -> Table:
    """How many verdicts came out how, by how grave the rules are."""
    rows: list[tuple[Cell, ...]] = []
    for severity in Severity:
        rules = [rule for rule in a.result.rules if rule.severity is severity]
        if rules:
            shape, word = SEVERITIES[severity]
            rows.append((Span(f"{shape} {translated(word, a.language)}", severity.value), *_counts(rules)))
    rows.append((Span(a.say("in all"), "strong"), *_counts(a.result.rules)))
    return Table(
        a.say("Verdicts by the severity of the rules"),
        _heads(a, a.say("severity")),
        tuple(rows),
        "by-severity",
    )


def _by_norm(a: Audit) -> Table:
    """The same by where the rules come from: law is not house custom."""
    rows: list[tuple[Cell, ...]] = []
    for norm in Norm:
        rules = [rule for rule in a.result.rules if rule.norm is norm]
        if rules:
            rows.append((translated(NORMS[norm], a.language), *_counts(rules)))
    return Table(
        a.say("Verdicts by where the rules come from"), _heads(a, a.say("norm")), tuple(rows), "by-norm"
    )


def _one_by_one(a: Audit) -> Iterator[Block]:
    """The principles in a table, with why its rows do not add up to the others where they do not."""
    found, _ = a.standings
    if not found:
        return
    yield standings_table(a)
    sums = total(a.result)
    if any(sum(one.counts[outcome] for one in found) != sums[outcome] for outcome in OUTCOME_ORDER):
        text = (
            "The rows do not add up to the totals above: a rule that serves several principles is counted at "
            "each of them, and one that serves none is counted at none."
        )
        yield Paragraph(a.say(text))


def standings_table(a: Audit) -> Table:
    """How each principle stands, in a line."""
    found, _ = a.standings
    rows: list[tuple[Cell, ...]] = []
    for one in found:
        if one.principle is not None:
            name = f"{one.principle.id} {said(one.principle.title, a.language)}"
            counts = [Value(one.counts[outcome]) for outcome in OUTCOME_ORDER]
            rows.append((Span(name, "", principle_id(one.principle.id)), a.standing(one), *counts))
    heads = (
        Column(a.say("principle")),
        Column(a.say("outcome")),
        *(Column(a.outcome(outcome).text, True) for outcome in OUTCOME_ORDER),
    )
    return Table(a.say("The principles, one by one"), heads, tuple(rows), "standings")


def _heads(a: Audit, first: str) -> tuple[Column, ...]:
    outcomes = (Column(a.outcome(outcome).text, True) for outcome in OUTCOME_ORDER)
    return (Column(first), Column(a.say("rules"), True), *outcomes)


def _counts(rules: Sequence[RuleSummary]) -> tuple[Cell, ...]:
    return (
        Value(len(rules)),
        *(Value(sum(getattr(rule, outcome.value) for rule in rules)) for outcome in OUTCOME_ORDER),
    )


def _scale(a: Audit) -> Table:
    """What the words mean."""
    outcomes = ((a.outcome(outcome), text) for outcome, text in SCALE)
    others = ((Span(a.say(word), "dim"), text) for word, text in NONE_AT_ALL)
    rows = tuple((word, a.say(text)) for word, text in (*outcomes, *others))
    return Table(
        a.say("What the outcomes mean"), (Column(a.say("outcome")), Column(a.say("means"))), rows, "scale"
    )
