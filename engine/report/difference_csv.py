"""Differences as CSV: one row for each thing that is other, for a spreadsheet."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pejl.engine.diff.compare import Difference
from pejl.engine.diff.salaries import certain
from pejl.engine.findings import Finding, Shown, Year
from pejl.engine.report.csv_format import write
from pejl.engine.report.paper.difference_principles import WORDS
from pejl.engine.report.texts import said, say, translated
from pejl.engine.report.values import plain_number, show
from pejl.engine.report.words import field_word, observed, table_word

HEADERS = ("design", "what", "table", "entity", "name", "field", "before", "after", "change")


def render(found: Sequence[Difference], language: str) -> str:
    """Write differences, all from the same design; dates as 2014-05-01.

    Args:
        found: the differences.
        language: "da" or "en".
    """
    heads = [say(one, language) for one in HEADERS]
    return write(heads, [row for one in found for row in _rows(one, language)])


def _rows(one: Difference, language: str) -> Iterator[list[str]]:
    design = one.after.id
    for figure in one.figures:
        title = said(figure.measure.title, language)
        before, after = _value(figure.before, language), _value(figure.after, language)
        change = "" if figure.change is None else _value(figure.change, language)
        yield [design, say("figure", language), "", "", "", title, before, after, change]
    for table, entities in one.entities.items():
        for entity in entities:
            about = table_word(table, language)
            start = [design, translated(entity.what, language), about, entity.itself.id, entity.itself.name]
            if not entity.fields:
                yield [*start, "", entity.was, ", ".join(part.id for part in entity.into), ""]
            for part in entity.fields:
                label = field_word(part.spec, language)
                yield [*start, label, _value(part.before, language), _value(part.after, language), ""]
    for kept in one.compliance:
        for became, (word, _) in WORDS.items():
            findings = kept.of(became)
            yield from (_finding(design, say(word, language), finding, language) for finding in findings)


def _finding(design: str, word: str, one: Finding, language: str) -> list[str]:
    message = observed(one, language)
    about = table_word(one.table, language)
    return [design, word, about, one.entity, one.name, one.rule, "", message, ""]


def _value(value: Shown, language: str) -> str:
    """A value, of a list all its items; a number as a spreadsheet in the language reads it."""
    if certain(value) and not isinstance(value, Year):
        return plain_number(value, language)  # type: ignore[arg-type]
    if isinstance(value, tuple):
        return ", ".join(show(one, language, iso=True) for one in value)
    return "" if value is None else show(value, language, iso=True)
