"""The worker killed at every step of every kind of work, and another one goes on."""

import os

import pytest
from rq import Queue

from app.infra import queue
from tests.chaos import kill, timepiece
from tests.chaos.cases import CASES, Case, batch, is_printed_once

EVERY = int(os.environ.get("CHAOS_EVERY") or "1")  # 3: each third step only, for somebody in a hurry
MOST = int(
    os.environ.get("CHAOS_MOMENTS") or "40"
)  # of a kind with more steps: the first, the last, some between


@pytest.mark.parametrize("case", CASES, ids=str)
def test_killed_at_every_step_it_is_done_once_by_another(house, figures, told, case: Case):
    """Guards ``timetable.resend_forgotten`` (``CHAOS_WITHOUT=resend``) and what makes each kind safe to run twice;
    for words on their way out, ``outbound.OVER`` and the state between (``once``, ``unsure``).
    """
    timepiece.put_forward(house.folder, case.ahead)
    _once(house, case)  # nobody is killed: how many steps are there?
    steps = house.steps_of(case.name.value)
    for turn, moment in _spread(steps)[::EVERY]:
        house.kill_worker(case.name.value, moment, turn)
        _once(house, case)
        assert house.was_killed(), f"nobody died {moment} commit {turn} of {steps}"
        figures.note(f"worker killed: {case}")
    timepiece.put_forward(house.folder, -case.ahead)


def _spread(steps: int) -> list[tuple[int, str]]:
    """Before and after each commit; of very many, ``MOST``."""
    moments = [(turn, moment) for turn in range(1, steps + 1) for moment in (kill.BEFORE, kill.AFTER)]
    if len(moments) <= MOST:
        return moments
    return [moments[round(place * (len(moments) - 1) / (MOST - 1))] for place in range(MOST)]


def _once(house, case: Case) -> None:
    with house.inside():
        made = case.make(house)
    house.until_idle()
    with house.inside():
        case.check(made)


def test_two_workers_on_one_row_do_the_work_once(house, figures, told):
    """Guards the lock in ``worker.main.carry_out`` (``CHAOS_WITHOUT=row_lock``): the same rows stand in the line ten times
    before anybody begins.
    """
    house.hands["workers"].stop()
    with house.inside() as region:
        printed = [batch(house) for _batch in range(3)]
        house.line.empty()  # of what the commits have sent: both workers are to meet copies of one row
        line = Queue(queue.QUEUE_NAME, connection=queue.redis())
        for (job_id,) in house.ask("select id from job where name = 'label.make' and state <> 'done'"):
            for _copy in range(10):
                line.enqueue(queue.ENTRANCE, region.id, job_id, result_ttl=0)
    house.hands["workers"].start()
    house.until_idle()
    with house.inside():
        for code in printed:
            is_printed_once(code)
    tries = house.ask(
        "select max(j.tries) from (select tries from job where name = 'label.make' order by id desc limit 3) j"
    )
    assert tries == [(1,)], "somebody began what another was at"
    figures.note("two workers on one row", 3)
