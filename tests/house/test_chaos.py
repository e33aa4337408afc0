"""The room of faults (``make chaos``) knows every kind of work, and every remedy it can take away has its test."""

from pathlib import Path

import pytest

from tests.chaos import without
from tests.chaos.cases import CASES
from tests.chaos.pairs import PAIRS, Fault, Pair
from worker.jobs import JOBS

ROOM = Path(without.__file__).parent


def test_each_kind_of_work_has_a_case_in_which_its_worker_is_killed():
    assert sorted(name for name in JOBS if name not in {case.name for case in CASES}) == []


def test_each_fault_is_met_by_a_remedy_and_each_remedy_is_taken_away_once():
    """By ``make chaos``, after the faults."""
    assert sorted(set(Fault) - {one.fault for one in PAIRS}) == []
    assert {one.remedy for one in PAIRS} == {*without.REMEDIES, *without.ELSEWHERE}


@pytest.mark.parametrize("pair", PAIRS, ids=lambda one: f"{one.remedy} {one.fault.name}")
def test_the_test_that_notices_stands_in_the_room_and_names_the_remedy(pair: Pair):
    place, _, test = pair.guard.partition("::")
    name, _, chosen = test.rstrip("]").partition("[")
    told = (ROOM / place).read_text("utf-8")
    assert f"def {name}(" in told
    assert f"={pair.remedy}``" in told or f"``{pair.remedy}``" in told
    assert place != "test_killed.py" or not chosen or chosen in {str(case) for case in CASES}
