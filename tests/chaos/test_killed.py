"""The worker killed at every step of every kind of work, and another one goes on."""

import os

import pytest

from tests.chaos import kill, timepiece
from tests.chaos.cases import CASES, Case

EVERY = int(os.environ.get("CHAOS_EVERY") or "1")  # 3: each third step only, for somebody in a hurry


@pytest.mark.parametrize("case", CASES, ids=str)
def test_killed_at_every_step_it_is_done_once_by_another(house, figures, told, case: Case):
    """Guards ``timetable.resend_forgotten`` (``CHAOS_WITHOUT=resend``) and what makes each kind safe to run twice;
    for words on their way out, ``outbound.OVER`` and the state between (``once``, ``unsure``).
    """
    timepiece.put_forward(house.folder, case.ahead)
    _once(house, case)  # nobody is killed: how many steps are there?
    steps = house.steps_of(case.name.value)
    moments = [(turn, moment) for turn in range(1, steps + 1) for moment in (kill.BEFORE, kill.AFTER)]
    for turn, moment in moments[::EVERY]:
        house.kill_worker(case.name.value, moment, turn)
        _once(house, case)
        assert house.was_killed(), f"nobody died {moment} commit {turn} of {steps}"
        figures.note(f"worker killed: {case}")
    timepiece.put_forward(house.folder, -case.ahead)


def _once(house, case: Case) -> None:
    with house.inside():
        made = case.make(house)
    house.until_idle()
    with house.inside():
        case.check(made)


def test_two_workers_on_one_row_do_the_work_once(house, figures, told):
    """Guards the lock in ``worker.main.carry_out`` (``CHAOS_WITHOUT=row_lock``): the same rows are sent ten times over."""
    with house.inside() as region:
        codes = []
        for number in range(6):
            from tests.chaos.cases import batch, is_printed_once, word

            made = (batch if number % 2 else word(urgent=True))(house)
            codes.append(made)
        from app.infra import queue

        for (job_id,) in house.ask(
            "select id from job where state = 'waiting' and region_id = %s", region.id
        ):
            for _copy in range(10):
                queue.push(region.id, job_id)
    house.until_idle()
    with house.inside():
        for number, made in enumerate(codes):
            if number % 2:
                is_printed_once(made)
    tries = house.ask(
        "select max(tries) from job where name = 'label.make' and key like any (%s)",
        [f"%{one}%" for one in codes],
    )
    assert tries == [(1,)], "somebody began what another was at"
    figures.note("two workers on one row", 6)
