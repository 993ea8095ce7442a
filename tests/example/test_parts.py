"""The parts that the example is put together from."""

from __future__ import annotations

from collections import Counter

import pytest
import yaml

from pejl.engine.example.dice import Dice, evenly, spread, uneven
from pejl.engine.example.names import TREES, Places
from pejl.engine.example.plan import plans
from pejl.engine.example.text import in_csv
from pejl.engine.model.yaml_writer import in_yaml, yaml_lines


def test_chance_comes_from_the_seed_and_the_purpose() -> None:
    def drawn(seed: int, purpose: str) -> list[int]:
        dice = Dice(seed, purpose)
        return [dice.between(1, 6) for _ in range(20)]

    assert drawn(1, "a") == drawn(1, "a")
    assert drawn(1, "a") != drawn(2, "a")
    assert drawn(1, "a") != drawn(1, "b")
    assert set(drawn(1, "a")) <= set(range(1, 7))


def test_chance_is_the_same_in_every_version() -> None:
    dice = Dice(1, "fixed")
    assert [dice.below(1000) for _ in range(5)] == [583, 939, 986, 906, 591]
    assert dice.shuffled(range(6)) == [5, 4, 2, 3, 0, 1]


@pytest.mark.parametrize("total", [0, 1, 7, 100])
def test_shares_are_whole_and_lose_nothing(total: int) -> None:
    assert sum(spread(total, [0.5, 0.3, 0.2])) == total
    assert spread(10, [0.5, 0.3, 0.2]) == [5, 3, 2]
    assert sum(evenly(total, 3)) == total


def test_uneven_numbers_keep_their_bounds() -> None:
    numbers = uneven(100, 7, 10, 20, Dice(1, "uneven"))
    assert sum(numbers) == 100
    assert min(numbers) >= 10 and max(numbers) <= 20


def test_no_place_is_named_twice() -> None:
    places = Places(1, "test")
    names = Counter(places.next() for _ in range(len(TREES) * 16 * 3))
    assert max(names.values()) == 1


@pytest.mark.parametrize("posts", [66, 67, 99, 150, 333, 2500, 30_000])
def test_every_post_of_a_plan_finds_a_unit_of_a_fitting_size(posts: int) -> None:
    made = plans(posts, 3)
    assert sum(plan.posts for plan in made) == posts
    for plan in made:
        assert all(plan.trade.least <= size <= plan.trade.most for size in plan.sizes)
        assert all(
            sum(level) == below
            for level, below in zip(plan.levels, [len(plan.sizes), *map(len, plan.levels)], strict=False)
        )
        assert (len(plan.levels[-1]) if plan.levels else len(plan.sizes)) <= plan.trade.children


@pytest.mark.parametrize(
    "value",
    [
        "plain",
        "no",
        "unknown?",
        "a, b",
        'said "so"',
        "§ 17, stk. 4-udvalg",
        "2026-01-01",
        "a: b",
        "-",
        "æ ø å",
    ],
)
def test_texts_come_back_from_yaml(value: str) -> None:
    assert str(yaml.safe_load(in_yaml({"key": [value]}))["key"][0]) == value


def test_values_of_a_table() -> None:
    assert [in_csv(value) for value in (None, True, 3, 2.5, [], ["a", "b"], "x")] == [
        "none", "true", "3", "2.5", "none", "a|b", "x",
    ]  # fmt: skip


def test_long_mappings_are_broken_over_lines_and_mean_the_same() -> None:
    value = {"one": {"name": "x" * 200, "list": ["a", "b"]}, "two": None}
    text = "".join(yaml_lines("key", value))
    assert text.count("\n") > 3
    assert yaml.safe_load(text) == {"key": {"one": value["one"], "two": "none"}}
