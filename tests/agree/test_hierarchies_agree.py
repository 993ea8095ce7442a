"""What principles ask of hierarchies means the same in checking and in searching.

Each case is a small design of which every question of a list is asked, of every entity, in every way to
decide. Nothing links to the last unit, so that it can be closed.
"""

from __future__ import annotations

import datetime as dt
import random

import pytest
from random_cases import PLAIN, Case, typed
from test_check_is_search import every_way, is_a_design, true_among, values_of, violations

from pejl.engine.errors import Problems
from pejl.engine.evaluate import membership
from pejl.engine.evaluate.check import Check
from pejl.engine.evaluate.design_table import with_design_table
from pejl.engine.evaluate.waivers import Waivers
from pejl.engine.language.rules import Rule
from pejl.engine.model.load import design_from_node
from pejl.engine.model.source import parse_yaml
from pejl.engine.search.decide import completed, opened
from pejl.engine.search.opening import Opening, every_pair
from pejl.engine.values.exact import literal_ids
from pejl.engine.values.linear import OPEN

UNITS, POSITIONS = ["u0", "u1", "u2", "u3"], ["p0", "p1", "p2"]
TRUTHS = (
    "known(x.children)",
    "known(x.descendants)",
    "known(x.ancestors)",
    "known(x.positions)",
    "known(duplicates(x.kind))",
    "x in x.parent.children",
    "x.parent in x.ancestors",
    "first(x.ancestors).kind == 'stab'",
    "all(u in units for u in x.descendants_or_self)",
)


def text(luck: random.Random) -> str:
    """A design of four units, three posts and a task, with something unknown here and there."""

    def above(at: int, ids: list[str]) -> str:
        return luck.choice([*ids[:at], *ids[:at], "none", "unknown" if luck.random() < 0.3 else "none"])

    units = ", ".join(
        f"{id_}: {{kind: {luck.choice(['stab', 'stab', 'center', 'unknown'])}, parent: {above(at, UNITS)}, "
        f"head: {luck.choice([*POSITIONS, 'none'])}, budget: {luck.choice(['1', '2', '1..3', 'unknown'])}}}"
        for at, id_ in enumerate(UNITS)
    )
    positions = ", ".join(
        f"{id_}: {{unit: {luck.choice([*UNITS[:3], 'unknown'])}, reports_to: {above(at, POSITIONS)}, "
        f"fte: {luck.choice(['1', '2', '0.5'])}}}"
        for at, id_ in enumerate(POSITIONS)
    )
    responsible = luck.choice(["[u0]", "[u1, u2]", "[u0, unknown]"])
    return (
        f"{{units: {{{units}}}, positions: {{{positions}}}, tasks: {{t0: {{responsible: {responsible}}}}}}}"
    )


def openings(luck: random.Random) -> list[Opening]:
    """What is open; at most 108 ways to decide it."""
    every = [
        (0.8, every_pair("units", OPEN, [3], [-1])),
        (0.6, every_pair("units", "parent", sorted(luck.sample(range(4), 2)), luck.sample(range(-1, 4), 3))),
        (0.3, every_pair("positions", "unit", [luck.randrange(3)], luck.sample(range(-1, 4), 2))),
        (0.4, every_pair("positions", "reports_to", [0, 2], luck.sample(range(-1, 3), 2))),
    ]
    return [opening for share, opening in every if luck.random() < share]


def questions(luck: random.Random) -> list[Rule]:
    bounds = [
        typed(f"x in {table}", f"({asked} {luck.choice(['<=', '>=', '=='])} {luck.randrange(4)})")
        for table, every in PLAIN.items()
        for asked in every
    ]
    return bounds + [typed("x in units", asked) for asked in TRUTHS]


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(40))
def test_every_question_has_the_same_answer_however_it_is_decided(
    seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    luck = random.Random(seed)
    monkeypatch.setattr(membership, "WORTH", 0)
    problems = Problems()
    base = design_from_node(parse_yaml(text(luck), "case", problems), "case")  # type: ignore[arg-type]
    case = Case("", base, openings(luck), [], [], questions(luck))
    design, model = opened(base, case.openings)
    with_design_table(design)
    kept = [Check(rule, design, Waivers((), dt.date(2014, 5, 1))).not_violated() for rule in case.more]
    for completion in every_way(case):
        values, decided = values_of(model, completion), completed(base, completion)
        stands = all(true_among(literals, values).all() for literals in model.structure)
        assert stands == is_a_design(decided)
        if not stands:
            continue
        lost = {
            (rule.id, entity)
            for rule, rows in zip(case.more, kept, strict=True)
            for entity, true in zip(
                rows.entities, true_among(literal_ids(rows.literals), values), strict=True
            )
            if not true
        }
        assert lost == violations(decided, case.more)
