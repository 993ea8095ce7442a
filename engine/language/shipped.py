"""The typed rules of the shipped packs, kept beside the byte code between runs.

To read and type a hundred rules takes longer than to check a small design with them. The copy is made
anew as soon as any shipped pack, the language or the schema has changed; see `model.kept`.
"""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from pathlib import Path

from msgspec.structs import replace

from pejl.engine.errors import Place, Problems
from pejl.engine.language.names import Names, Scope
from pejl.engine.language.packs import Pack, Packs
from pejl.engine.language.rules import Rule, RuleSet, load_rules
from pejl.engine.model.file_names import SHIPPED
from pejl.engine.model.kept import kept
from pejl.engine.model.specs import Schema, core_schema


def rules_to_check(
    named: Sequence[tuple[str, Place | None]], schema: Schema, problems: Problems, looked_in: Sequence[Path]
) -> RuleSet:
    """The typed rules of some packs, without their examples; as `rules.load_rules`, but faster.

    Packs that are not shipped, or that meet a schema with further fields, are read as ever.
    """
    if schema is not core_schema() or not _all_shipped(named, looked_in):
        return load_rules(named, schema, problems, looked_in)
    which = zlib.crc32("|".join(name for name, _ in named).encode())
    rules = kept(f"rules-{which:08x}", sources(), lambda: _lean(_read(named, schema, looked_in)))
    return _here(rules)


def _all_shipped(named: Sequence[tuple[str, Place | None]], looked_in: Sequence[Path]) -> bool:
    """Whether the packs are shipped, and nothing stands where what they extend would be found first."""
    finder = Packs(Problems(), looked_in)
    paths = [finder.find(name) for name, _ in named]
    if not all(path is not None and path.is_relative_to(SHIPPED) for path in paths):
        return False
    first = [folder for folder in looked_in if folder.resolve() != SHIPPED]
    return bool(paths) and not any(any(folder.glob("*/pack.yaml")) for folder in first)


def sources() -> list[Path]:
    """Every file that the typed rules of shipped packs depend on."""
    here = Path(__file__).parent
    code = [*here.glob("*.py"), *(here.parent / "model").glob("*.py"), *here.parent.glob("*.py")]
    return [Path(__file__), *sorted(code), *sorted(SHIPPED.rglob("*.yaml"))]


def _read(named: Sequence[tuple[str, Place | None]], schema: Schema, looked_in: Sequence[Path]) -> RuleSet:
    problems = Problems()
    rules = load_rules(named, schema, problems, looked_in)
    problems.raise_any()
    return rules


def _lean(rules: RuleSet) -> RuleSet:
    """The rules without what only their authors need, and without where this installation lies."""
    return RuleSet(
        tuple(_lean_pack(pack) for pack in rules.packs), tuple(_lean_rule(rule) for rule in rules.rules)
    )


def _lean_pack(pack: Pack) -> Pack:
    return replace(pack, folder=pack.folder.relative_to(SHIPPED), extends=[], rules={}, unread={})


def _here(rules: RuleSet) -> RuleSet:
    """Kept rules with their packs in the folder that this installation has now."""
    return replace(rules, packs=tuple(replace(pack, folder=SHIPPED / pack.folder) for pack in rules.packs))


def _lean_rule(rule: Rule) -> Rule:
    return replace(rule, scope=Scope(rule.scope.generators, Names({}, {})), tests=())
