"""The reason for a verdict as text: every sub-expression with its value, and what was counted."""

from __future__ import annotations

from pejl.engine.findings import Counted, Evidence, Named, Unknown
from pejl.engine.report.letters import cut, line
from pejl.engine.report.texts import say
from pejl.engine.report.values import listed, number, show

LONGEST = 200
"""A value or an expression is cut to so many columns; JSON has all of it."""


def equation(evidence: Evidence, language: str, *, iso: bool = False) -> str:
    """One sub-expression and its value, on one line: `count(reports) = 41`."""
    value = cut(line(show(evidence.value, language, iso=iso)), LONGEST)
    return f"{cut(line(evidence.expression), LONGEST)} = {value}"


def counted(items: tuple[Counted, ...], language: str, most: int) -> str:
    """The elements that were counted, on one line; "perhaps" stands before those that may not belong."""
    shown = [_element(item, language) for item in items[:most]]
    return listed(shown, len(items), language)


def _element(item: Counted, language: str) -> str:
    name = cut(line(show(item.entity, language)), 60)
    # What is counted as itself, or only as being there, needs no value beside it.
    bare = item.value is None or item.value is True or item.value == item.entity
    value = "" if bare else f" = {cut(line(show(item.value, language)), 60)}"
    return name + value if item.certain else say("perhaps {name}", language, name=name + value)


def flat(evidence: tuple[Evidence, ...], language: str, most: int) -> list[str]:
    """The first lines of evidence: each expression, what was counted in it, and what it is made of.

    Args:
        evidence: the evidence of one finding.
        language: "da" or "en".
        most: how many expressions to write; the last line tells how many are left out.
    """
    lines: list[str] = []
    written = 0
    waiting = [(item, 0) for item in reversed(evidence)]
    while waiting:
        item, depth = waiting.pop()
        waiting.extend((child, depth + 1) for child in reversed(item.children))
        written += 1
        if written > most:
            continue
        lines.append("  " * depth + equation(item, language))
        if item.counted:
            text = say("counted: {items}", language, items=counted(item.counted, language, 6))
            lines.append("  " * depth + "  " + text)
    if written > most:
        lines.append(say("and {rest} more expressions", language, rest=number(written - most, language)))
    return lines


def tree(evidence: Evidence, language: str) -> str:
    """All of one piece of evidence as an indented tree, with the places of what was counted.

    Args:
        evidence: a sub-expression with its value, what was counted and its own parts.
        language: "da" or "en".

    Returns:
        Lines of escaped text without a last line break.
    """
    lines: list[str] = []
    waiting = [(evidence, 0)]
    while waiting:
        item, depth = waiting.pop()
        lines.append("  " * depth + equation(item, language))
        indent = "  " * (depth + 1)
        lines += [f"{indent}· {_element(one, language)}{_place(one, language)}" for one in item.counted]
        waiting.extend((child, depth + 1) for child in reversed(item.children))
    return "\n".join(lines)


def _place(item: Counted, language: str) -> str:
    entity = item.entity
    notes: list[str] = []
    if isinstance(entity, Named):
        notes.append(line(f"{entity.table} {entity.id}"))
        if entity.place:
            notes.append(line(str(entity.place)))
    if not item.certain:
        reason = "its value is unknown" if isinstance(item.value, Unknown) else "not certain that it belongs"
        notes.append(say(reason, language))
    return f"  ({', '.join(notes)})" if notes else ""
