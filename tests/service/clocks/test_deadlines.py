"""A deadline's row: started once, paused with reason and paper, extended once, met, lifted, explained."""

from datetime import date, timedelta

import pytest

from app.clocks import counting, queries, rules, service
from app.clocks.terms import ClockAction, Rule, Unit
from app.complaints.terms import Clock
from app.infra import audit
from app.infra.db import unit_of_work
from app.infra.i18n import day_text
from app.regions import queries as regions
from tests import factories
from tests.conftest import NOW

MEDIATE = Rule(Clock.MEDIATE, Unit.DAYS, 60, "test")
CHECK = Rule(Clock.DECIDE, Unit.WORKDAYS, 15, "test", extension=15)


@pytest.fixture
def subject(here):
    return factories.merchant()


@pytest.fixture
def officer(here):
    return factories.user()


def begin(subject, rule=MEDIATE, at=NOW):
    with unit_of_work():
        return service.start(subject, rule, at=at)


def days(number):
    return NOW + timedelta(days=number)


def test_a_second_start_is_the_first(subject):
    first = begin(subject)
    assert begin(subject, at=days(3)).id == first.id
    assert (first.due_on, first.started_at) == (date(2026, 7, 31), NOW)


def test_what_was_met_may_start_anew(subject):
    first = begin(subject)
    with unit_of_work():
        service.meet(subject, Clock.MEDIATE, now=days(1))
    again = begin(subject, at=days(10))
    assert [one.id for one in queries.of(subject)] == [first.id, again.id]
    assert [one.id for one in queries.running(subject)] == [again.id]


def test_a_pause_takes_its_days_out_and_is_on_record(subject, officer):
    deadline = begin(subject)
    with unit_of_work():
        service.pause(deadline, why="送检", paper="检字 1 号", by=officer, now=days(9))
    assert queries.overdue("merchant", days(200)) == []  # what stands is not late
    with unit_of_work():
        service.resume(deadline, by=officer, now=days(19))
    assert deadline.due_on == date(2026, 8, 10)
    assert [one.id for one in queries.overdue("merchant", days(200))] == [deadline.id]
    entries = audit.of(deadline)
    assert [one.action for one in entries] == [ClockAction.PAUSED, ClockAction.RESUMED]
    assert entries[0].facts["paper"] == "检字 1 号"


def test_pausing_twice_and_resuming_twice_is_refused(subject, officer):
    deadline = begin(subject)
    said = {"why": "送检", "paper": "", "by": officer}
    with unit_of_work():
        service.pause(deadline, **said, now=days(1))
    with pytest.raises(rules.PauseRefused, match="paused"), unit_of_work():
        service.pause(deadline, **said, now=days(2))
    with unit_of_work():
        service.resume(deadline, by=officer, now=days(3))
    with pytest.raises(rules.PauseRefused, match="running"), unit_of_work():
        service.resume(deadline, by=officer, now=days(4))


def test_what_is_late_cannot_be_saved_by_a_pause(subject, officer):
    deadline = begin(subject)
    with pytest.raises(rules.PauseRefused, match="over"), unit_of_work():
        service.pause(deadline, why="送检", paper="", by=officer, now=deadline.due_at + timedelta(seconds=1))


def test_an_extension_is_given_once_and_only_where_the_rule_knows_one(subject, officer):
    deadline, other = begin(subject, CHECK), begin(subject)
    first = deadline.due_on
    with unit_of_work():
        service.extend(deadline, why="案情复杂", by=officer, now=days(2))
    assert (first, deadline.due_on) == (date(2026, 6, 23), date(2026, 7, 14))
    with pytest.raises(rules.ExtendRefused, match="already"), unit_of_work():
        service.extend(deadline, why="再来", by=officer, now=days(3))
    with pytest.raises(rules.ExtendRefused, match="never"), unit_of_work():
        service.extend(other, why="想要", by=officer, now=days(3))


def test_what_is_lifted_is_waited_for_by_nobody(subject):
    begin(subject)
    begin(subject, CHECK)
    with unit_of_work():
        service.lift(subject, Clock.DECIDE, now=days(1))
    assert [one.clock for one in queries.running(subject)] == [Clock.MEDIATE]
    with unit_of_work():
        service.lift(subject, now=days(1))
    assert queries.running(subject) == []


def test_the_counting_says_where_from_what_counted_and_why_it_stood(subject, officer):
    deadline = begin(subject)
    with unit_of_work():
        service.pause(deadline, why="送检", paper="检字 1 号", by=officer, now=days(9))
        service.resume(deadline, by=officer, now=days(19))
    [shown] = counting.shown(queries.of(subject), days(20), regions.calendar())
    assert shown.text == "还剩 50 天（至 8月10日）"
    said = "".join(shown.counting)
    assert "第二十三条" in said
    assert "6月2日至8月10日" in said
    assert f"{day_text(date(2026, 6, 10))} 09:00至" in said
    assert "检字 1 号" in said
    assert "规则版本：test" in said
    assert "最后时刻：2026年8月10日 23:59" in said


def test_another_region_counts_nothing_of_ours(subject, inside):
    begin(subject)
    assert len(queries.running_of("merchant")) == 1
    with inside("330523"):
        assert queries.running_of("merchant") == []
