"""SCIP as a searcher: what it finds holds and is good enough, and it can be stopped."""

from __future__ import annotations

import threading
import time

from hypothesis import given, settings
from random_programs import allocation, optimum, programs

from pejl.engine.search.cp_sat import CpSat
from pejl.engine.search.program import Objective, Program, value_of
from pejl.engine.search.race.scip import improve
from pejl.engine.search.race.truth import holds
from pejl.engine.search.solver import Limits


@given(programs())
@settings(max_examples=60, deadline=None)
def test_it_finds_the_best_that_brute_force_finds(case: tuple[Program, Objective]) -> None:
    whole, goal = case
    best = optimum(whole, goal)
    if whole.infeasible:
        return
    found, ended = improve(whole, goal, 10_000, Limits(seconds=10.0))
    assert ended
    assert (found is None) == (best is None)
    if found is not None:
        assert holds(whole, found)
        assert value_of(goal, found) == best


@given(programs())
@settings(max_examples=60, deadline=None)
def test_what_it_finds_is_as_good_as_was_asked(case: tuple[Program, Objective]) -> None:
    whole, goal = case
    best = optimum(whole, goal)
    if best is None:
        return
    at_best, _ = improve(whole, goal, best, Limits(seconds=10.0))
    beyond, ended = improve(whole, goal, best - 1, Limits(seconds=10.0))
    assert at_best is not None
    assert value_of(goal, at_best) == best
    assert beyond is None
    assert ended


def test_nearly_the_best_is_not_the_best() -> None:
    whole, goal = allocation(5, 25, seed=7)
    dear = Objective(goal.constant, goal.variables, goal.coefficients * 100_003 + 1, goal.step)
    best = CpSat().solve(whole, dear, Limits(seconds=30.0)).best
    assert best is not None
    found, ended = improve(whole, dear, best + 10**6, Limits(seconds=30.0))
    assert ended
    assert found is not None
    assert value_of(dear, found) == best


def test_it_stops_at_once_when_told_to() -> None:
    stop = threading.Event()
    threading.Timer(1.0, stop.set).start()
    began = time.monotonic()
    _, ended = improve(*allocation(12, 90, seed=3), 10**9, Limits(seconds=300.0), stop.is_set)
    assert time.monotonic() - began < 8.0
    assert not ended


def test_it_obeys_its_time() -> None:
    began = time.monotonic()
    improve(*allocation(12, 90, seed=3), 10**9, Limits(seconds=1.0))
    assert time.monotonic() - began < 8.0
