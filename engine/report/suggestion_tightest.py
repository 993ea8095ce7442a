"""The tightest value of a parameter for which a design exists, for reading and for programs."""

from __future__ import annotations

import json

from pejl.engine.loosen import Bind, Tightest
from pejl.engine.report.suggestion_words import figure
from pejl.engine.report.texts import said, say

TEXTS = {
    Bind.NEVER: "{title} ({parameter}): a design exists for every value tried, from {lowest} to {highest}",
    Bind.ALWAYS: "{title} ({parameter}): no design exists for any value tried, from {lowest} to {highest}",
    Bind.UNKNOWN: "{title} ({parameter}): nothing was found in the time",
}
FOUND = "{title} ({parameter}): {value} {unit} is the tightest value for which a design exists; now {old}"
PROVEN = "At {beyond} {unit} none exists; that is proven."
UNPROVEN = "At {beyond} {unit} none was found; that is not proven."


def render(told: Tightest, language: str) -> str:
    """Write it in one or two lines."""
    setting = told.setting
    values: dict[str, object] = {
        "title": said(setting.title, language) or setting.name,
        "parameter": setting.name,
        "unit": setting.unit,
        "old": setting.shown,
    }
    if told.tried is not None:
        lowest, highest = (figure(one, language) for one in told.tried)
        values |= {"lowest": lowest, "highest": highest}
    if told.bind is not Bind.FOUND or told.value is None:
        return say(TEXTS[told.bind], language, **values) + "\n"
    lines = [say(FOUND, language, value=figure(told.value, language), **values)]
    if told.beyond is not None:
        text = PROVEN if told.proven else UNPROVEN
        lines.append(say(text, language, beyond=figure(told.beyond, language), unit=setting.unit))
    return "\n".join(line.replace("  ", " ") for line in lines) + "\n"


def as_json(told: Tightest) -> str:
    """Write it as JSON."""
    setting = told.setting
    return (
        json.dumps(
            {
                "pack": setting.pack,
                "parameter": setting.name,
                "unit": setting.unit,
                "now": setting.shown,
                "bind": told.bind.value,
                "value": None if told.value is None else float(told.value),
                "beyond": None if told.beyond is None else float(told.beyond),
                "proven": told.proven,
                "tried": None if told.tried is None else [float(one) for one in told.tried],
            },
            ensure_ascii=False,
            indent=2,
        )
        + "\n"
    )
