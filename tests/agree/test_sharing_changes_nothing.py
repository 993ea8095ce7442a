"""Whether rows that must have the same value are evaluated once or one by one, and whether members are looked
up or compared, the verdicts are the same."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import HealthCheck, given, settings
from random_cases import Case, cases

from pejl.engine.evaluate import membership, sharing, walk
from pejl.engine.evaluate.check import Verdict, check

TODAY = dt.date(2014, 5, 1)


def verdicts(case: Case, shared_from: int, worth: int, deepest: int) -> list[Verdict]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(walk, "SHARED_FROM", shared_from)
        patch.setattr(sharing, "WORTH", worth)
        patch.setattr(sharing, "DEEPEST", deepest)
        patch.setattr(membership, "WORTH", 0 if worth == 1 else 1_000_000)
        return check(case.design, case.rules, TODAY).verdicts


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
@given(cases())
def test_sharing_and_nesting_change_no_verdict(case: Case) -> None:
    assert verdicts(case, 1, 1, 10) == verdicts(case, 1_000_000, 2, 0)
