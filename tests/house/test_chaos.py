"""The room of faults (``make chaos``) knows every kind of work, and every remedy it can take away has its test."""

from pathlib import Path

from tests.chaos import without
from tests.chaos.cases import CASES
from worker.jobs import JOBS

ROOM = Path(without.__file__).parent


def test_each_kind_of_work_has_a_case_in_which_its_worker_is_killed():
    assert sorted(name for name in JOBS if name not in {case.name for case in CASES}) == []


def test_each_remedy_is_named_by_the_test_that_guards_it():
    told = "".join(one.read_text("utf-8") for one in ROOM.glob("test_*.py"))
    assert [
        name
        for name in (*without.REMEDIES, *without.ELSEWHERE)
        if f"``{name}``" not in told and f"={name}``" not in told
    ] == []
