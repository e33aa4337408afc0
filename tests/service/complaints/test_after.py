"""The station before the regulator; after the end: rating, objecting, opening again; what the region has set."""

from datetime import date, timedelta

import pytest

from app.accounts.terms import Role
from app.complaints import office_rules, policy, service
from app.complaints.terms import Channel, Clock, ConsumerWord, Outcome, Satisfaction, State, Step
from app.infra.db import unit_of_work
from app.notices import queries as notices
from tests import factories
from tests.conftest import NOW
from tests.factories import complaints as made

LATER = NOW + timedelta(hours=2)


def running(complaint):
    return {one.clock for one in complaint.running}


def enter(**facts):
    said = {
        "since_on": date(2026, 6, 1),
        "pack": "default",
        "qr_is_published": False,
        "announcement": "",
        "url": "",
    }
    admin = factories.user(Role.ADMIN)
    with unit_of_work():
        return service.enter_setting(**{**said, **facts}, by=admin, now=NOW)


def test_the_park_is_asked_tries_and_the_consumer_has_the_word(in_park, park, does):
    keeper = factories.user(Role.PARK, organisation_id=park.id)
    complaint = does(service.send_to_station, made.complaint(in_park), text="")
    assert (complaint.state, running(complaint)) == (
        State.AT_STATION,
        {Clock.ANSWER, Clock.SETTLE, Clock.STATION},
    )
    assert notices.page(keeper.id).rows[0].title == f"投诉 {complaint.code} 请园区服务站协调"
    complaint = does(service.station_tried, complaint, by=keeper, settled=True, text="商家同意退款")
    assert (complaint.state, running(complaint)) == (State.SETTLED, {Clock.ANSWER, Clock.SETTLE})
    assert does(service.say_word, complaint, word=ConsumerWord.SOLVED, text="").outcome is Outcome.SOLVED


def test_the_consumer_may_leave_the_station_for_the_bureau_at_any_time(in_park, does):
    complaint = does(service.send_to_station, made.complaint(in_park), text="")
    complaint = does(service.send_to_bureau, complaint, text="")
    assert (complaint.state, running(complaint)) == (
        State.TO_BUREAU,
        {Clock.ANSWER, Clock.SETTLE, Clock.DECIDE},
    )


def test_not_solved_said_at_the_station_leaves_the_case_there(in_park, does):
    complaint = does(service.send_to_station, made.complaint(in_park), text="")
    complaint = does(service.say_word, complaint, word=ConsumerWord.NOT_SOLVED, text="")
    assert (complaint.state, Clock.STATION in running(complaint)) == (State.AT_STATION, True)


def test_without_a_park_there_is_no_station_to_ask(here, does):
    with pytest.raises(office_rules.NoSuchOne):
        does(service.send_to_station, made.complaint(factories.merchant()), text="")


def test_after_the_end_the_consumer_says_how_it_was_and_that_it_was_wrong(in_park, officer, does):
    complaint = made.complaint(in_park)
    with pytest.raises(office_rules.NotEnded):
        does(service.rate, complaint, Satisfaction.SATISFIED)
    complaint = does(service.say_word, made.whole(complaint), word=ConsumerWord.PARTLY_SOLVED, text="")
    for _ in range(2):
        complaint = does(service.rate, complaint, Satisfaction.UNSATISFIED)
    complaint = does(service.object_to_end, complaint, text="只退了一半")
    assert (complaint.satisfaction, complaint.objected_at is not None) == (Satisfaction.UNSATISFIED, True)
    assert [one.step for one in complaint.messages][-2:] == [Step.RATED, Step.OBJECTED]
    assert notices.page(officer.id).rows[0].title == f"消费者不认可投诉 {complaint.code} 的结果"


@pytest.mark.parametrize(("days", "open_"), [(15, True), (15.001, False)])
def test_a_broken_word_opens_the_case_again_within_the_regions_days(in_park, does, days, open_):
    complaint = does(service.say_word, made.complaint(in_park), word=ConsumerWord.SOLVED, text="")
    at = complaint.closed_at + timedelta(days=days)
    if not open_:
        with pytest.raises(office_rules.ReopenRefused, match="late"):
            does(service.reopen, complaint, text="没有退款", now=at)
        return
    complaint = does(service.reopen, complaint, text="没有退款", now=at)
    assert (complaint.state, complaint.outcome, complaint.closed_at, complaint.reopened) == (
        State.DISPUTED,
        None,
        None,
        1,
    )
    assert running(complaint) == {Clock.SETTLE}
    with pytest.raises(office_rules.ReopenRefused, match="open"):
        does(service.reopen, complaint, text="没有退款", now=at)


def test_an_end_that_the_law_names_is_not_opened_again(in_park, officer, does):
    complaint = does(service.send_to_bureau, made.complaint(in_park), text="")
    complaint = does(service.close, complaint, by=officer, outcome=Outcome.TO_ENFORCEMENT, text="涉嫌违法")
    with pytest.raises(office_rules.ReopenRefused, match="lawful"):
        does(service.reopen, complaint, text="还没有退款")


def test_the_published_channel_begins_on_its_day_and_names_its_announcement(in_park):
    enter(since_on=date(2026, 6, 2), qr_is_published=True, announcement="公告 2026 年第 3 号")
    assert not policy.in_force(NOW).qr_is_published
    midnight = NOW.replace(hour=16)  # 2 June begins in Shanghai
    assert policy.in_force(midnight).qr_is_published
    assert not policy.in_force(midnight - timedelta(seconds=1)).qr_is_published
    with unit_of_work():
        scanned = service.receive(made.told(in_park), now=midnight).complaint
    with unit_of_work():
        typed = service.receive(made.told(in_park, channel=Channel.PUBLIC), now=midnight).complaint
    assert (scanned.state, typed.state) == (State.TO_BUREAU, State.RECEIVED)
    assert "公告 2026 年第 3 号" in made.whole(scanned).messages[-1].text


def test_a_published_channel_without_an_announcement_is_refused(here):
    with pytest.raises(office_rules.SettingRefused, match="announcement"):
        enter(qr_is_published=True)
    with pytest.raises(office_rules.SettingRefused, match="pack"):
        enter(pack="guangdong")


def test_the_history_of_settings_keeps_what_held_before(here):
    enter(since_on=date(2026, 5, 1), qr_is_published=True, announcement="公告一")
    enter(since_on=date(2026, 6, 1))
    assert [one.qr_is_published for one in policy.settings()] == [False, True]
    assert policy.in_force(NOW - timedelta(days=3)).qr_is_published
    assert not policy.in_force(NOW).qr_is_published


def test_zhejiangs_five_and_three_days_are_promises_still_to_be_confirmed(in_park, does):
    enter(pack="zhejiang")
    complaint = made.complaint(in_park)
    [answer] = complaint.running
    assert (answer.clock, answer.due_on, answer.to_confirm, answer.version) == (
        Clock.ANSWER,
        date(2026, 6, 8),  # day five is a Saturday: it moves to Monday
        True,
        "zhejiang/2026.1",
    )
    seller = factories.seller(in_park)
    complaint = does(
        service.answer, complaint, by=seller, stance=service.Stance.AGREES, text="今天退款", now=LATER
    )
    [settle] = complaint.running
    assert (settle.clock, settle.due_on, settle.started_at) == (Clock.SETTLE, date(2026, 6, 4), LATER)


def test_a_seller_who_refuses_has_promised_nothing_in_zhejiang(in_park, does):
    enter(pack="zhejiang")
    seller = factories.seller(in_park)
    complaint = does(
        service.answer, made.complaint(in_park), by=seller, stance=service.Stance.REFUSES, text="已过保质期"
    )
    assert complaint.running == []
