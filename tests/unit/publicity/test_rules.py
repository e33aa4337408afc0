from datetime import date

import pytest

from app.kernel.workdays import Calendar
from app.publicity import rules
from app.publicity.terms import NoticeKind, NoticeState

JUNE_10 = date(2026, 6, 10)


@pytest.mark.parametrize(
    ("today", "ran"),
    [
        (date(2026, 6, 9), False),  # the day before
        (date(2026, 6, 10), False),  # the last day is the public's, whole
        (date(2026, 6, 11), True),  # the day after
    ],
)
def test_a_notice_has_run_when_its_last_day_is_over(today, ran):
    assert rules.has_run(JUNE_10, today) is ran


def test_the_day_of_opening_is_not_counted():
    due = rules.last_day(date(2026, 6, 1), 7, Calendar())
    assert due.due_on == JUNE_10
    assert due.counted[0] == date(2026, 6, 2)


def test_nothing_is_decided_before_the_notice_has_run():
    with pytest.raises(rules.NoticeStillRunning):
        rules.check_run(JUNE_10, JUNE_10)
    rules.check_run(JUNE_10, date(2026, 6, 11))


@pytest.mark.parametrize(("today", "state", "may"), [
    (JUNE_10, NoticeState.RUNNING, True),
    (date(2026, 6, 11), NoticeState.RUNNING, False),  # the chore has not come round, and yet it is over
    (JUNE_10, NoticeState.WITHDRAWN, False),
])  # fmt: skip
def test_objections_are_taken_through_the_last_day(today, state, may):
    if may:
        rules.check_may_object(state, JUNE_10, today)
    else:
        with pytest.raises(rules.NoticeOver):
            rules.check_may_object(state, JUNE_10, today)


@pytest.mark.parametrize(("now", "to"), [
    (NoticeState.RUNNING, NoticeState.DECIDED),
    (NoticeState.DECIDED, NoticeState.WITHDRAWN),
    (NoticeState.WITHDRAWN, NoticeState.RUNNING),
])  # fmt: skip
def test_some_ways_are_closed(now, to):
    with pytest.raises(rules.MoveRefused):
        rules.check_move(now, to)


@pytest.mark.parametrize(("kind", "state", "shows"), [
    (NoticeKind.BLACK_LIST, NoticeState.RUNNING, True),
    (NoticeKind.BLACK_LIST, NoticeState.DECIDED, False),  # bad news stands on the list or nowhere
    (NoticeKind.TITLES, NoticeState.DECIDED, True),
])  # fmt: skip
def test_bad_news_does_not_outlive_its_notice(kind, state, shows):
    assert rules.shows_lines(kind, state) is shows
