"""Eksempelby: the same each time, complete, and with just the faults that were planted."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import yaml

from pejl import cli
from pejl.engine.errors import Problems
from pejl.engine.example.municipality import municipality
from pejl.engine.example.proposal import ADDED, MENDED
from pejl.engine.example.records import Town
from pejl.engine.example.write import files
from pejl.engine.findings import CheckResult, Outcome
from pejl.engine.language.packs import Packs
from pejl.engine.model.schema import MODELS

ROOT = Path(cli.__file__).resolve().parent
COMMITTED = ROOT / "designs" / "eksempelby"
SEARCHES = ("environment.yaml", "search.yaml")
"""What is written by hand beside the generated design: a search in it, and a pack for that search."""
SIZES = (300, 1000, 4000)
Written = Callable[..., Path]
Checked = Callable[[int, str], CheckResult]
Towns = Callable[[int], Town]


def test_the_committed_design_is_what_the_generator_writes(written: Written) -> None:
    fresh = written(4000)
    names = sorted(path.name for path in fresh.iterdir())
    assert sorted([*names, *SEARCHES]) == sorted(path.name for path in COMMITTED.iterdir())
    assert [name for name in names if (fresh / name).read_bytes() != (COMMITTED / name).read_bytes()] == []


def texts(size: int, seed: int) -> dict[str, str]:
    return {name: "".join(pieces) for name, pieces in files(municipality(size, seed), "en")}


def test_a_size_and_a_seed_give_the_same_files_each_time() -> None:
    assert texts(500, 7) == texts(500, 7)


def test_another_seed_gives_another_municipality() -> None:
    one, other = texts(500, 7), texts(500, 8)
    assert {name for name in one if one[name] != other[name]} >= {"units.csv", "positions.csv", "as-is.yaml"}


@pytest.mark.parametrize("size", [200, 201, 777, 4000])
def test_it_has_just_as_many_positions_as_were_asked_for(size: int, towns: Towns) -> None:
    posts = towns(size).posts
    assert len(posts) == len({post.id for post in posts}) == size


def rows(folder: Path) -> Iterator[tuple[str, str, dict[str, object]]]:
    """Every row of the as-is design with its table."""
    design = yaml.safe_load((folder / "as-is.yaml").read_text(encoding="utf-8"))
    for model in MODELS:
        held = design[model.table]
        if isinstance(held, dict):
            yield from ((model.table, id_, row) for id_, row in held.items())
        else:
            with (folder / held).open(encoding="utf-8", newline="") as file:
                for row in csv.DictReader(file, delimiter=";"):
                    yield model.table, row.pop("id"), dict(row)


@pytest.mark.parametrize("size", SIZES)
def test_every_table_is_filled_and_nothing_is_left_unknown(size: int, written: Written) -> None:
    fields = {model.table: set(model.model_fields) for model in MODELS}
    found = set()
    for table, id_, row in rows(written(size)):
        found.add(table)
        assert set(row) == fields[table], (table, id_)
        assert not {name for name, value in row.items() if value in ("", "unknown", None)}, (table, id_)
    assert found == set(fields)


def not_met(result: CheckResult) -> set[tuple[str, str]]:
    outcomes = (Outcome.VIOLATED, Outcome.UNDECIDABLE)
    return {(one.rule, one.entity) for one in result.findings if one.outcome in outcomes}


@pytest.mark.parametrize("size", [200, *SIZES])
def test_a_check_finds_just_the_faults_that_were_planted(size: int, towns: Towns, checked: Checked) -> None:
    assert not_met(checked(size, "as-is.yaml")) == set(towns(size).faults)


@pytest.mark.parametrize("size", [200, *SIZES])
def test_the_proposal_mends_some_faults_and_adds_others(size: int, towns: Towns, checked: Checked) -> None:
    renamed = {
        (rule, "eksempelby-forslag" if entity == "eksempelby" else entity)
        for rule, entity in towns(size).faults
    }
    assert set(MENDED) <= renamed
    assert not_met(checked(size, "proposal.yaml")) == (renamed - set(MENDED)) | set(ADDED)


def test_no_step_of_the_proposal_is_ambiguous(checked: Checked) -> None:
    assert [
        one for one in checked(4000, "proposal.yaml").ledger if one.what in ("ambiguous", "unresolved")
    ] == []


def test_large_municipalities_have_a_few_more_faults_and_no_share_of_them(towns: Towns) -> None:
    numbers = [len(towns(size).faults) for size in (300, 4000, 40_000)]
    assert numbers == sorted(numbers)
    assert numbers[-1] < 150


@pytest.mark.parametrize("size", SIZES)
def test_every_rule_of_the_basis_is_checked_on_something(size: int, checked: Checked) -> None:
    packs = Packs(Problems())
    basis, own = (packs.pack(name, None) for name in ("basis", "eksempelby"))
    assert basis is not None and own is not None
    used: dict[str, list[str]] = {}
    for id_ in packs.ids(own):
        node = packs.rule(own, id_)
        using = node.get("use") if node else None
        used.setdefault(using.text if using else "", []).append(id_)  # type: ignore[attr-defined]
    assert sorted(set(packs.ids(basis)) - set(used)) == []
    counts: dict[str, int] = {}
    for design in ("as-is.yaml", "proposal.yaml"):
        for summary in checked(size, design).rules:
            counts[summary.rule] = counts.get(summary.rule, 0) + summary.checked
    assert [rule for rule, ids in used.items() if rule and not any(counts[id_] for id_ in ids)] == []


def test_a_team_leader_in_care_has_far_too_many(towns: Towns) -> None:
    town = towns(4000)
    spans: dict[str, int] = {}
    for post in town.posts:
        if post.boss is not None:
            spans[post.boss.id] = spans.get(post.boss.id, 0) + post.heads
    assert max(spans.values()) == 45


@pytest.mark.slow
def test_fifty_thousand_positions_are_written_and_checked(
    written: Written, towns: Towns, checked: Checked
) -> None:
    assert not_met(checked(50_000, "as-is.yaml")) == set(towns(50_000).faults)
