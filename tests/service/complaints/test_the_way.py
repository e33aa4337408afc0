"""The way of a complaint, from the scan to its end."""

from datetime import date, timedelta

import pytest

from app.accounts.terms import Role
from app.complaints import queries, rules, service
from app.complaints.models import Complaint
from app.complaints.terms import (
    Channel,
    Clock,
    ComplaintAction,
    ConsumerWord,
    Ground,
    Outcome,
    Side,
    State,
    Step,
)
from app.infra import audit
from app.infra.db import unit_of_work
from app.notices import queries as notices
from tests import factories
from tests.conftest import NOW
from tests.factories import complaints as made

LATER = NOW + timedelta(hours=2)
LONG = "已电话核实，消费者收到了退款"


def clocks(complaint: Complaint) -> set[Clock]:
    return {one.clock for one in made.whole(complaint).running}


def actions(complaint: Complaint) -> list[str]:
    return [entry.action for entry in audit.of(complaint)]


def does(act, complaint: Complaint, **said) -> Complaint:
    with unit_of_work():
        act(complaint, now=said.pop("now", LATER), **said)
    return made.whole(complaint)


@pytest.fixture
def shop(here):
    return factories.merchant()


@pytest.fixture
def seller(shop):
    return factories.seller(shop)


@pytest.fixture
def officer(here):
    return factories.user(Role.OFFICER)


def test_a_scan_starts_the_sellers_promise_and_no_clock_of_the_law(shop, seller):
    complaint = made.complaint(shop)
    assert (complaint.state, complaint.reached_bureau_at) == (State.RECEIVED, None)
    assert clocks(complaint) == {Clock.ANSWER, Clock.SETTLE}
    first = complaint.running[0]
    assert (first.clock, first.due_at, first.due_on) == (Clock.ANSWER, NOW + timedelta(hours=24), None)
    assert actions(complaint) == [ComplaintAction.RECEIVED]
    assert [one.title for one in notices.page(seller.id)] == [f"新投诉 {complaint.code}"]


def test_a_scan_starts_the_laws_clock_where_the_bureau_has_published_the_qr(shop):
    made.published()
    complaint = made.complaint(shop)
    assert (complaint.state, complaint.reached_bureau_at) == (State.TO_BUREAU, NOW)
    assert clocks(complaint) == {Clock.ANSWER, Clock.SETTLE, Clock.DECIDE}


def test_the_hotline_reaches_the_bureau_at_once(shop):
    assert made.complaint(shop, channel=Channel.HOTLINE).state is State.TO_BUREAU


def test_the_same_form_twice_is_one_complaint_with_one_secret(shop, seller):
    told = made.told(shop)
    with unit_of_work():
        first = service.receive(told, now=NOW)
    with unit_of_work():
        second = service.receive(told, now=LATER)
    assert (first.is_new, second.is_new) == (True, False)
    assert (first.complaint.id, first.secret) == (second.complaint.id, second.secret)
    assert len(notices.page(seller.id)) == 1


def test_the_secret_opens_the_complaint_and_is_not_kept(shop):
    ours, other = made.receipt(shop), made.receipt(shop)
    typed = ours.complaint.code.lower().replace("-", " ")
    assert queries.by_receipt(typed, ours.secret.lower()).id == ours.complaint.id
    assert queries.by_receipt(ours.complaint.code, other.secret) is None
    assert queries.by_receipt("TS26-NOBODY", ours.secret) is None
    assert ours.secret not in ours.complaint.secret_hash


def test_an_answer_in_time_is_an_answer_in_time(shop, seller):
    complaint = does(
        service.answer, made.complaint(shop), by=seller, stance=service.Stance.AGREES, text="马上退款"
    )
    assert (complaint.state, complaint.answered_at) == (State.ANSWERED, LATER)
    assert clocks(complaint) == {Clock.SETTLE}
    counts = queries.counts_of([shop.id], NOW)[shop.id]
    assert (counts.received, counts.answered, counts.answered_in_time, counts.open) == (1, 1, 1, 1)


def test_a_late_answer_counts_as_an_answer_but_not_in_time(shop, seller):
    late = NOW + timedelta(hours=24, seconds=1)
    does(
        service.answer, made.complaint(shop), by=seller, stance=service.Stance.REFUSES, text="不退", now=late
    )
    counts = queries.counts_of([shop.id], NOW)[shop.id]
    assert (counts.answered, counts.answered_in_time) == (1, 0)


def test_answering_twice_is_refused_and_nothing_is_written_twice(shop, seller):
    complaint = does(
        service.answer, made.complaint(shop), by=seller, stance=service.Stance.AGREES, text="马上退款"
    )
    with pytest.raises(rules.MoveRefused):
        does(service.answer, complaint, by=seller, stance=service.Stance.AGREES, text="马上退款")
    assert [one.step for one in made.whole(complaint).messages] == [Step.RECEIVED, Step.ANSWERED]


def test_the_consumers_word_ends_it_and_every_clock(shop, seller):
    complaint = does(service.settle, made.complaint(shop), by=seller, text="已退款 39.9 元")
    complaint = does(service.say_word, complaint, word=ConsumerWord.SOLVED, text="")
    assert (complaint.state, complaint.outcome, complaint.closed_at) == (State.CLOSED, Outcome.SOLVED, LATER)
    assert clocks(complaint) == set()
    assert actions(complaint) == [
        ComplaintAction.RECEIVED,
        ComplaintAction.SETTLED,
        ComplaintAction.WORD_SAID,
    ]


def test_saying_it_twice_is_saying_it_once(shop):
    complaint = does(service.say_word, made.complaint(shop), word=ConsumerWord.SOLVED, text="")
    complaint = does(service.say_word, complaint, word=ConsumerWord.SOLVED, text="")
    assert len(complaint.messages) == 2


def test_not_solved_gives_the_seller_another_turn(shop, seller):
    complaint = does(
        service.answer, made.complaint(shop), by=seller, stance=service.Stance.REFUSES, text="不退"
    )
    complaint = does(service.say_word, complaint, word=ConsumerWord.NOT_SOLVED, text="")
    assert complaint.state is State.DISPUTED
    assert does(service.settle, complaint, by=seller, text="已退款").state is State.SETTLED


def test_from_the_moment_it_reaches_the_bureau_the_law_counts(shop):
    complaint = does(
        service.send_to_bureau, made.complaint(shop), text="", name="王小明", address="演示路 1 号"
    )
    decide = next(one for one in complaint.deadlines if one.clock is Clock.DECIDE)
    assert (complaint.state, complaint.reached_bureau_at) == (State.TO_BUREAU, LATER)
    assert (decide.due_on, decide.version, decide.provisional) == (
        date(2026, 6, 10),
        "order-121/2026-04-15",
        False,
    )
    assert complaint.address == "演示路 1 号"


def test_going_to_the_bureau_twice_keeps_the_first_time(shop):
    complaint = does(service.send_to_bureau, made.complaint(shop), text="")
    with pytest.raises(rules.MoveRefused):
        does(service.send_to_bureau, complaint, text="", now=LATER + timedelta(days=1))
    assert made.whole(complaint).reached_bureau_at == LATER


def test_at_the_bureau_the_seller_may_still_keep_its_promise(shop, seller):
    complaint = does(service.send_to_bureau, made.complaint(shop), text="")
    complaint = does(service.answer, complaint, by=seller, stance=service.Stance.AGREES, text="愿意退款")
    assert complaint.state is State.TO_BUREAU
    assert clocks(complaint) == {Clock.SETTLE, Clock.DECIDE}


def test_accepted_mediated_ended(shop, officer):
    complaint = does(service.send_to_bureau, made.complaint(shop), text="")
    complaint = does(service.accept, complaint, by=officer, text="同意受理")
    assert clocks(complaint) == {Clock.ANSWER, Clock.SETTLE, Clock.MEDIATE}
    complaint = does(service.start_mediation, complaint, by=officer, text="线上调解")
    assert (complaint.consumer_agreed_at, complaint.merchant_agreed_at) == (LATER, LATER)
    complaint = does(
        service.close, complaint, by=officer, outcome=Outcome.MEDIATION_ENDED, text="双方无法达成协议"
    )
    assert (complaint.state, complaint.outcome) == (State.CLOSED, Outcome.MEDIATION_ENDED)


def test_declined_on_a_ground_of_the_law(shop, officer):
    complaint = does(service.send_to_bureau, made.complaint(shop), text="")
    complaint = does(
        service.decline, complaint, by=officer, ground=Ground.PAPERS_MISSING, text="未提供姓名和地址"
    )
    assert (complaint.outcome, complaint.ground) == (Outcome.NOT_ACCEPTED, Ground.PAPERS_MISSING)
    assert clocks(complaint) == set()


def test_nothing_is_declined_that_has_not_reached_the_bureau(shop, officer):
    with pytest.raises(rules.EndRefused):
        does(service.decline, made.complaint(shop), by=officer, ground=Ground.NOT_OURS, text="不归我们管")


def test_an_officer_cannot_say_solved_for_the_consumer(shop, officer):
    with pytest.raises(rules.WordMissing):
        does(service.close, made.complaint(shop), by=officer, outcome=Outcome.SOLVED, text=LONG)


def test_closing_against_the_consumers_word_keeps_the_reason(shop, seller, officer):
    complaint = does(
        service.answer, made.complaint(shop), by=seller, stance=service.Stance.AGREES, text="已退款"
    )
    complaint = does(service.say_word, complaint, word=ConsumerWord.NOT_SOLVED, text="")
    with pytest.raises(rules.ReasonMissing):
        does(service.close, complaint, by=officer, outcome=Outcome.SOLVED, text="结案")
    complaint = does(service.close, made.whole(complaint), by=officer, outcome=Outcome.SOLVED, text=LONG)
    assert complaint.state is State.DISPUTED  # it is proposed, not ended
    complaint = does(service.confirm, complaint, by=factories.user(Role.OFFICER))
    assert (complaint.messages[-1].text, audit.of(complaint)[-1].facts["word"]) == (LONG, "it_is_not_solved")


def test_silence_is_its_own_end(shop, seller, officer):
    complaint = does(service.settle, made.complaint(shop), by=seller, text="已退款")
    end = {"by": officer, "outcome": Outcome.SILENT, "text": "七天无回音"}
    with pytest.raises(rules.SilenceTooShort):
        does(service.close, complaint, **end, now=LATER + timedelta(days=6))
    complaint = does(service.close, made.whole(complaint), **end, now=LATER + timedelta(days=7))
    assert complaint.outcome is Outcome.SILENT


def test_a_withdrawn_complaint_is_received_and_counted_apart(shop):
    does(service.withdraw, made.complaint(shop), text="")
    counts = queries.counts_of([shop.id], NOW)[shop.id]
    assert (counts.received, counts.solved, counts.ended) == (1, 0, {Outcome.WITHDRAWN: 1})


def test_counts_begin_on_the_day_they_are_asked_for(shop):
    made.complaint(shop)
    other = factories.merchant()
    assert queries.counts_of([shop.id, other.id], NOW + timedelta(seconds=1))[shop.id].received == 0
    assert queries.counts_of([shop.id, other.id], NOW, NOW)[shop.id].received == 0
    assert [one.received for one in queries.counts_of([shop.id, other.id], NOW).values()] == [1, 0]


def test_a_message_sent_twice_is_one_message(shop, seller):
    complaint = made.complaint(shop)
    for _ in range(2):
        does(service.leave_message, complaint, text="还在吗", by=None, form_key="k")
    assert [one.text for one in made.whole(complaint).messages] == ["茶叶发霉了", "还在吗"]
    assert len(notices.page(seller.id)) == 2


def test_nobody_writes_into_what_has_ended_but_the_regulators_notes(shop, seller, officer):
    complaint = does(service.withdraw, made.complaint(shop), text="")
    with pytest.raises(rules.Ended):
        does(service.leave_message, complaint, text="还有一句", by=seller, form_key="k")
    complaint = made.whole(complaint)
    with unit_of_work():
        service.note(complaint, "职业索赔线索", by=officer, form_key="n", now=LATER)
    last = made.whole(complaint).messages[-1]
    assert (last.private, last.side) == (True, Side.OFFICER)


def test_unmasking_is_on_record_with_its_reason(shop, officer):
    complaint = made.complaint(shop)
    with unit_of_work():
        phone = service.unmask(complaint, by=officer, reason="电话核实", now=LATER)
    entry = audit.of(complaint)[-1]
    assert (phone, entry.action, entry.facts) == (
        made.PHONE,
        ComplaintAction.UNMASKED,
        {"reason": "电话核实"},
    )


def test_no_record_of_what_happened_holds_name_or_phone(shop, seller, officer):
    complaint = does(
        service.send_to_bureau, made.complaint(shop), text="", name="王小明", address="演示路 1 号"
    )
    does(service.accept, complaint, by=officer, text="同意受理")
    told = str([(entry.facts, entry.subject_name, entry.actor_name) for entry in audit.of(complaint)])
    assert not any(secret in told for secret in (made.PHONE, "王小明", "演示路"))
    inbox = str([(one.title, one.text, one.url) for one in notices.page(seller.id)])
    assert not any(secret in inbox for secret in (made.PHONE, "王小明", "茶叶发霉"))
