"""The portfolio: as right as brute force, obedient to its limits, and nothing left behind."""

from __future__ import annotations

import multiprocessing
import threading
import time

import pytest
from hypothesis import given, settings
from random_programs import allocation, optimum, programs

from pejl.engine.search import portfolio
from pejl.engine.search.portfolio import Portfolio
from pejl.engine.search.program import Objective, Program, value_of
from pejl.engine.search.race.truth import holds
from pejl.engine.search.solver import Limits, Progress, Solved, Status

FEW = settings(max_examples=60, deadline=None)
TIGHT = allocation(12, 90, seed=3)
"""Too large to be proven at once."""


def agree(case: tuple[Program, Objective], solved: Solved) -> None:
    whole, goal = case
    best = optimum(whole, goal)
    if best is None:
        assert solved.status is Status.NONE
        return
    assert solved.status is Status.OPTIMAL
    assert solved.values is not None
    assert holds(whole, solved.values)
    assert solved.best == value_of(goal, solved.values) == best


@given(programs())
@FEW
def test_the_best_is_that_of_all_solutions(case: tuple[Program, Objective]) -> None:
    agree(case, Portfolio().solve(*case, Limits(seconds=20.0, workers=2)))


@given(programs())
@settings(max_examples=25, deadline=None)
def test_the_race_alone_finds_and_proves_the_same(case: tuple[Program, Objective]) -> None:
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(portfolio, "EASY", -1)
        agree(case, Portfolio().solve(*case, Limits(seconds=20.0, workers=2)))


@given(programs())
@settings(max_examples=25, deadline=None)
def test_one_worker_is_enough(case: tuple[Program, Objective]) -> None:
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(portfolio, "EASY", -1)
        agree(case, Portfolio().solve(*case, Limits(seconds=20.0, workers=1)))


def test_time_is_obeyed_and_what_was_found_holds() -> None:
    whole, goal = TIGHT
    began = time.monotonic()
    solved = Portfolio().solve(whole, goal, Limits(seconds=4.0, workers=2))
    assert time.monotonic() - began < 10.0
    assert solved.values is not None
    assert holds(whole, solved.values)
    assert solved.best == value_of(goal, solved.values)
    assert solved.bound is not None
    assert solved.bound <= solved.best


def test_stop_from_outside_ends_with_the_best_so_far() -> None:
    stop = threading.Event()
    threading.Timer(4.0, stop.set).start()
    began = time.monotonic()
    solved = Portfolio().solve(*TIGHT, Limits(seconds=300.0, workers=2, stop=stop))
    assert time.monotonic() - began < 12.0
    assert solved.status in (Status.FOUND, Status.OPTIMAL)


def test_the_same_seed_and_steps_give_the_same_answer() -> None:
    limits = Limits(steps=1.0, workers=2, seed=5)
    one, two = (Portfolio().solve(*allocation(6, 40, seed=1), limits) for _ in range(2))
    assert one.values is not None
    assert two.values is not None
    assert one.values.tolist() == two.values.tolist()
    assert (one.best, one.bound, one.status) == (two.best, two.bound, two.status)


def test_who_watches_hears_of_ever_better_solutions_and_higher_bounds() -> None:
    heard: list[Progress] = []
    solved = Portfolio().solve(*TIGHT, Limits(seconds=5.0, workers=2), watch=heard.append)
    values = [one.best for one in heard if one.best is not None]
    assert values
    assert min(values) == solved.best
    assert all(one.bound is None or solved.best is None or one.bound <= solved.best for one in heard)


def test_a_start_is_never_made_worse() -> None:
    whole, goal = TIGHT
    first = Portfolio().solve(whole, goal, Limits(seconds=4.0, workers=2))
    assert first.values is not None
    assert first.best is not None
    second = Portfolio().solve(whole, goal, Limits(seconds=0.5, workers=1), start=first.values)
    assert second.best is not None
    assert second.best <= first.best


def test_no_process_and_no_thread_is_left() -> None:
    before = set(threading.enumerate())
    Portfolio().solve(*TIGHT, Limits(seconds=4.0, workers=2))
    until = time.monotonic() + 20.0
    while set(threading.enumerate()) - before and time.monotonic() < until:
        time.sleep(0.1)
    assert not set(threading.enumerate()) - before
    assert not multiprocessing.active_children()
