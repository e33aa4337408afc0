"""The office beside the way of a case: four eyes, whose it is, duplicates, links, suspicion, appeals."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from app.accounts.terms import Role
from app.complaints import around, lists, office_rules, queries, rules, service
from app.complaints.lists import Narrow, Shelf
from app.complaints.models import Complaint
from app.complaints.side_models import Mark
from app.complaints.terms import Clock, ComplaintAction, ConsumerWord, Outcome, State
from app.infra import audit
from app.infra.db import unit_of_work
from app.infra.scope import Session
from app.notices import queries as notices
from tests import factories
from tests.conftest import NOW
from tests.factories import complaints as made


def _marks(complaint: Complaint) -> list[Mark]:
    """Lifted ones too."""
    return list(Session().scalars(select(Mark).where(Mark.complaint_id == complaint.id)))


LONG = "已电话核实，消费者收到了退款"
LATER = NOW + timedelta(hours=2)


@pytest.fixture
def disputed(in_park, does):
    """Answered, and the consumer says it is not solved."""
    seller = factories.seller(in_park)
    complaint = does(
        service.answer, made.complaint(in_park), by=seller, stance=service.Stance.AGREES, text="已退款"
    )
    return does(service.say_word, complaint, word=ConsumerWord.NOT_SOLVED, text="")


@pytest.fixture
def ended(in_park, does):
    return does(service.say_word, made.complaint(in_park), word=ConsumerWord.PARTLY_SOLVED, text="")


def shelf(which, **narrow):
    return [one.code for one in lists.page_of(which, Narrow(**narrow), now=LATER)]


def test_against_the_consumers_word_nobody_ends_a_case_alone(disputed, officer, second, does):
    said = {"by": officer, "outcome": Outcome.SOLVED, "text": LONG}
    complaint = does(service.close, disputed, **said)
    assert (complaint.state, shelf(Shelf.TO_CONFIRM)) == (State.DISPUTED, [complaint.code])
    with pytest.raises(office_rules.ProposalWaits):
        does(service.close, complaint, **said)
    with pytest.raises(office_rules.SamePerson):
        does(service.confirm, made.whole(complaint), by=officer)
    assert [around.to_confirm(one, None).value() for one in (officer, second)] == [0, 1]
    complaint = does(service.confirm, made.whole(complaint), by=second)
    assert (complaint.state, complaint.outcome) == (State.CLOSED, Outcome.SOLVED)
    assert audit.of(complaint)[-1].facts["proposer"] == officer.name
    with pytest.raises(office_rules.AlreadyDecided):
        does(service.confirm, made.whole(complaint), by=second)


def test_the_second_officer_may_send_it_back(disputed, officer, second, does):
    complaint = does(service.close, disputed, by=officer, outcome=Outcome.REFUSED_BY_MERCHANT, text=LONG)
    complaint = does(service.refuse, complaint, by=second, reason="消费者说没有收到")
    assert (complaint.state, shelf(Shelf.TO_CONFIRM)) == (State.DISPUTED, [])
    assert notices.page(officer.id).rows[0].text == "消费者说没有收到"
    kept = [(one.text, one.private) for one in complaint.messages][-2:]
    assert kept == [(LONG, True), ("不同意结案，退回继续办理：消费者说没有收到", True)]


def test_what_the_consumer_ends_meanwhile_leaves_nothing_to_confirm(disputed, officer, second, does):
    complaint = does(service.close, disputed, by=officer, outcome=Outcome.REFUSED_BY_MERCHANT, text=LONG)
    complaint = does(service.say_word, complaint, word=ConsumerWord.SOLVED, text="")
    with pytest.raises(office_rules.AlreadyDecided):
        does(service.confirm, complaint, by=second)
    assert shelf(Shelf.TO_CONFIRM) == []


def test_an_officer_takes_a_case_and_finds_it_among_their_own(in_park, officer, second, does):
    complaint, other = made.complaint(in_park), made.complaint(in_park)
    does(service.assign, complaint, by=officer, to_id=officer.id)
    does(service.assign, other, by=officer, to_id=second.id)
    assert shelf(Shelf.OPEN, handler_id=officer.id) == [complaint.code]
    assert notices.page(second.id).rows[0].title == f"投诉 {other.code} 交给您办理"
    assert notices.page(officer.id).rows == []  # who takes a case need not be told
    with pytest.raises(office_rules.NoSuchOne):
        does(service.assign, complaint, by=officer, to_id=factories.seller(in_park).id)


def test_a_transfer_gives_the_case_to_another_station_and_stops_no_clock(in_park, officer, does):
    station = factories.organisation()
    there = factories.user(Role.OFFICER, organisation_id=station.id)
    complaint = does(service.assign, made.complaint(in_park), by=officer, to_id=officer.id)
    due = [one.due_at for one in complaint.running]
    complaint = does(service.transfer, complaint, by=officer, station_id=station.id, text="商家已搬到那里")
    assert (complaint.station_id, complaint.handler_id) == (station.id, None)
    assert [one.due_at for one in complaint.running] == due
    assert notices.page(there.id).rows[0].title == f"投诉 {complaint.code} 转到您所"
    with pytest.raises(office_rules.NoSuchOne):
        does(service.transfer, complaint, by=officer, station_id=station.id, text="再转一次")


def test_a_duplicate_is_handled_under_one_number_and_can_be_parted_again(in_park, officer, does):
    first, twin = made.complaint(in_park), made.complaint(in_park)
    due = [one.due_at for one in twin.running]
    twin = does(service.merge, twin, first, by=officer)
    assert (twin.merged_into_id, twin.running) == (first.id, [])
    assert shelf(Shelf.OPEN) == [first.code]
    assert queries.counts_of([in_park.id], NOW)[in_park.id].received == 1
    with pytest.raises(rules.Merged):
        does(service.say_word, twin, word=ConsumerWord.SOLVED, text="")
    twin = does(service.unmerge, twin, by=officer, text="是两单", now=LATER + timedelta(days=1))
    assert (twin.merged_into_id, [one.due_at for one in twin.running]) == (None, due)


def test_a_duplicates_details_are_forgotten_with_the_case_it_was_merged_into(in_park, officer, does):
    first, twin = made.complaint(in_park), made.complaint(in_park)
    does(service.merge, twin, first, by=officer)
    assert queries.closed_before(LATER) == []
    does(service.withdraw, first, text="", now=NOW)
    assert {one.id for one in queries.closed_before(LATER)} == {first.id, twin.id}


def test_only_the_same_persons_complaint_about_the_same_seller_is_a_duplicate(in_park, officer, does):
    first = made.complaint(in_park)
    for other, reason in (
        (made.complaint(in_park, phone="13900000000"), "person"),
        (made.complaint(factories.merchant()), "seller"),
        (first, "itself"),
    ):
        with pytest.raises(office_rules.MergeRefused, match=reason):
            does(service.merge, other, first, by=officer)
    twin, third = made.complaint(in_park), made.complaint(in_park)
    does(service.merge, twin, first, by=officer)
    with pytest.raises(office_rules.MergeRefused, match="chain"):
        does(service.merge, third, made.whole(twin), by=officer)
    assert [one.code for one in around.duplicates(first)] == [third.code]


def test_cases_of_one_batch_or_product_stand_together_and_others_are_linked_by_hand(in_park, officer, does):
    one, two, three = (made.complaint(in_park, label_batch_id=batch) for batch in (7, 7, 8))
    other = made.complaint(factories.merchant(), label_batch_id=None)
    assert [found.code for found in around.of_same_goods(one)] == [two.code]
    for case in (one, three):
        case = does(service.name_product, case, "紫笋茶 250 克", by=officer)
    assert {found.code for found in around.of_same_goods(made.whole(one))} == {two.code, three.code}
    for _ in range(2):
        does(service.link, one, other.code.lower(), by=officer, why="同一个快递")
    assert [(found.code, why) for found, why in around.linked(other)] == [(one.code, "同一个快递")]
    with pytest.raises(office_rules.LinkRefused):
        does(service.link, one, "TS26-NOBODY", by=officer, why="没有")
    does(service.unlink, one, other.code, by=officer)
    assert around.linked(one) == []


def test_a_suspicion_has_a_reason_and_can_be_taken_back(in_park, officer, does):
    complaint = made.complaint(in_park)
    for _ in range(2):
        does(service.mark, complaint, by=officer, reason="一周内同类投诉 14 件")
    assert [one.reason for one in _marks(complaint)] == ["一周内同类投诉 14 件"]
    does(service.unmark, complaint, by=officer, why="核实为家庭自用")
    assert around.standing_mark(complaint) is None
    assert len(_marks(complaint)) == 1


def test_a_granted_appeal_takes_the_case_out_of_the_figures_and_says_why(ended, in_park, does):
    seller, impartial = factories.seller(in_park), factories.user(Role.OFFICER)
    complaint = does(service.appeal, ended, by=seller, text="这件不是本店的包裹，收件人认错了店")
    assert [one.clock for one in complaint.running] == [Clock.APPEAL]
    assert shelf(Shelf.APPEALS) == [complaint.code]
    complaint = does(
        service.decide_appeal, complaint, by=impartial, granted=True, reason="核对面单，不是该店寄出"
    )
    assert complaint.left_out_why == "核对面单，不是该店寄出"
    assert queries.counts_of([in_park.id], NOW)[in_park.id].received == 0
    with pytest.raises(office_rules.AppealRefused, match="once"):
        does(service.appeal, complaint, by=seller, text="再申诉一次，再申诉一次")


def test_who_had_a_hand_in_the_case_does_not_decide_its_appeal(in_park, officer, second, does):
    complaint = made.complaint(in_park)
    service_note = {"by": officer, "form_key": "n"}
    does(service.note, complaint, "打过电话", **service_note)
    complaint = does(service.say_word, complaint, word=ConsumerWord.PARTLY_SOLVED, text="")
    complaint = does(service.appeal, complaint, by=factories.seller(in_park), text="这件不应该计入，理由如下")
    with pytest.raises(office_rules.NotImpartial):
        does(service.decide_appeal, complaint, by=officer, granted=False, reason="照旧")
    complaint = does(service.decide_appeal, made.whole(complaint), by=second, granted=False, reason="照旧")
    assert (complaint.left_out_at, complaint.running) == (None, [])
    assert audit.of(complaint)[-1].action == ComplaintAction.APPEAL_DECIDED


@pytest.mark.parametrize(("days", "open_"), [(15, True), (15.001, False)])
def test_an_appeal_is_made_in_time_or_not_at_all(ended, in_park, does, days, open_):
    said = {"by": factories.seller(in_park), "text": "这件不应该计入，理由如下"}
    at = ended.closed_at + timedelta(days=days)
    if open_:
        assert does(service.appeal, ended, **said, now=at).running
    else:
        with pytest.raises(office_rules.AppealRefused, match="late"):
            does(service.appeal, ended, **said, now=at)


def test_standard_answers_keep_their_versions(officer, here):
    with unit_of_work():
        first = service.enter_wording(code=None, title="受理", text="同意受理。", by=officer, now=NOW)
        again = service.enter_wording(code=first.code, title="受理", text="同意受理。", by=officer, now=NOW)
        newer = service.enter_wording(
            code=first.code, title="受理", text="经审查，同意受理。", by=officer, now=LATER
        )
        second_click = service.enter_wording(
            code=None, title="受理", text="经审查，同意受理。", by=officer, now=LATER
        )
    assert (again.id, newer.version, second_click.id) == (first.id, 2, newer.id)
    assert [one.text for one in around.wordings()] == ["经审查，同意受理。"]
    with unit_of_work():
        service.enter_wording(
            code=first.code, title="受理", text="经审查，同意受理。", is_retired=True, by=officer, now=LATER
        )
    assert list(around.wordings()) == []
    assert [one.version for one in around.wording_versions(first.code)] == [3, 2, 1]


def test_a_test_takes_its_days_out_of_mediation_with_its_paper(in_park, officer, does):
    complaint = does(service.send_to_bureau, made.complaint(in_park), text="")
    complaint = does(service.accept, complaint, by=officer, text="受理")
    complaint = does(
        service.pause_mediation,
        complaint,
        by=officer,
        why="送检",
        paper="检字 1 号",
        now=NOW + timedelta(days=9),
    )
    assert shelf(Shelf.LATE) == []
    complaint = does(
        service.resume_mediation, complaint, by=officer, text="合格", now=NOW + timedelta(days=19)
    )
    [mediate] = [one for one in complaint.running if one.clock is Clock.MEDIATE]
    assert mediate.due_on == date(2026, 8, 10)


def test_the_end_of_mediation_is_told_within_seven_workdays(in_park, officer, does):
    complaint = does(service.send_to_bureau, made.complaint(in_park), text="")
    complaint = does(service.accept, complaint, by=officer, text="受理")
    complaint = does(
        service.close, complaint, by=officer, outcome=Outcome.MEDIATION_ENDED, text="无法达成协议"
    )
    [notify] = complaint.running
    assert (notify.clock, notify.due_on, shelf(Shelf.TO_TELL)) == (
        Clock.NOTIFY,
        date(2026, 6, 10),
        [complaint.code],
    )
    complaint = does(service.tell_end, complaint, by=officer, text="6 月 2 日电话告知双方")
    assert complaint.running == []
    with pytest.raises(office_rules.AlreadyDecided):
        does(service.tell_end, complaint, by=officer, text="再告知一次")
