"""What is to be said about rule packs by themselves, as JSON, in the shape `pejl-pack-check-1`."""

from __future__ import annotations

from typing import Any

from pejl.engine.language.rules import RuleSet
from pejl.engine.pack_check import Objection, PackCheck, Shown
from pejl.engine.report.json_format import Object, page
from pejl.engine.report.pack_check import claim
from pejl.engine.report.rule_page import written
from pejl.engine.report.texts import said, say
from pejl.engine.report.values import plain_place

SCHEMA = "pejl-pack-check-1"


def render(found: PackCheck, rules: RuleSet, language: str) -> str:
    """Write all that was found as JSON, with the authors' texts in one language."""
    return page(
        {
            "schema": SCHEMA,
            "packs": [pack.id for pack in rules.packs],
            "rules": found.rules,
            "size": found.size,
            "objections": [_objection(one, rules, language) for one in found.objections],
            "open": [
                {
                    "rule": one.rule,
                    "question": "break" if one.broken else "apply",
                    "why": one.why.value,
                    "rows": one.rows or None,
                }
                for one in found.open
            ],
            "left_out": [
                {"rule": rule, "reason": say(reason.template, language, **reason.values)}
                for rule, reason in found.left_out
            ],
        }
    )


def _objection(one: Objection, rules: RuleSet, language: str) -> Object:
    known = {rule.id: rule for rule in rules.rules}
    return {
        "kind": one.kind.value,
        "rule": one.rule,
        "others": list(one.others),
        "minimal": one.minimal,
        "rows": one.rows,
        "says": claim(one, language),
        "rules": [
            {
                "id": rule.id,
                "title": said(rule.title, language),
                "norm": rule.norm.value,
                "severity": rule.severity.value,
                "place": plain_place(rule.place),
                **dict(written(rule)),
            }
            for rule in (known[id_] for id_ in (one.rule, *one.others))
        ],
        "examples": [_shown(shown) for shown in one.shown],
    }


def _shown(shown: Shown) -> dict[str, Any]:
    return {
        "design": shown.example.text,
        "violated": {rule: list(entities) for rule, entities in shown.broken.items()},
        "kept": list(shown.held),
    }
