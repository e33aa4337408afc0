"""Mediation online, from the invitation to the agreement or the end."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from app.clocks import queries as clocks
from app.complaints.service.steps import CONSUMER
from app.complaints.terms import Clock, ConsumerWord, Outcome, Side, State
from app.infra import audit
from app.infra.db import unit_of_work
from app.infra.scope import Session
from app.mediation import queries, rules, seal, service
from app.mediation.service.agreement import Offer
from app.mediation.terms import EndGround, MediationAction, MediationClock, MediationState, Party
from app.notices import queries as notices
from app.notices.models import Delivery
from tests import factories
from tests.conftest import NOW
from tests.factories import complaints as made
from tests.factories import mediation as tables

LATER = NOW + timedelta(hours=5)
OVER = NOW + timedelta(days=8)  # Tuesday 9 June: the agreed day was the 8th


@pytest.fixture(autouse=True)
def quiet(here, sent_jobs):
    return sent_jobs


def confirm(mediation, party, by, text_hash=None, now=NOW):
    with unit_of_work():
        return service.confirm(
            mediation, party=party, text_hash=text_hash or mediation.on_the_table.text_hash, by=by, now=now
        )


def test_only_an_accepted_complaint_is_mediated(here):
    complaint, officer = made.complaint(), factories.user()
    with pytest.raises(rules.NotYet), unit_of_work():
        service.open_table(complaint, by=officer, now=NOW)
    assert queries.known(complaint.id) is None


def test_inviting_twice_is_one_table_and_both_sides_are_told(here):
    officer = factories.user()
    mediation = tables.invited(officer)
    with unit_of_work():
        assert service.open_table(mediation.complaint, by=officer, now=LATER).id == mediation.id
    words = [row.words for row in Session().scalars(select(Delivery)) if "线上调解" in (row.words or "")]
    assert len(words) == 1
    assert "王" not in words[0]


def test_each_side_agrees_at_its_own_time_and_then_the_complaint_is_mediated(here):
    mediation = tables.invited()
    seller = factories.seller(mediation.complaint.merchant)
    with unit_of_work():
        service.consent(mediation, party=Party.CONSUMER, by=CONSUMER, now=NOW)
        service.consent(mediation, party=Party.CONSUMER, by=CONSUMER, now=LATER)
    assert (mediation.state, mediation.complaint.state) == (MediationState.INVITED, State.ACCEPTED)
    with unit_of_work():
        service.consent(mediation, party=Party.MERCHANT, by=seller, now=LATER)
    assert (mediation.state, mediation.complaint.state) == (MediationState.TALKING, State.MEDIATING)
    complaint = mediation.complaint
    assert (complaint.consumer_agreed_at, complaint.merchant_agreed_at) == (NOW, LATER)


def test_nothing_is_proposed_before_both_agreed(here):
    mediation = tables.invited()
    seller = factories.seller(mediation.complaint.merchant)
    with pytest.raises(rules.ConsentMissing):
        tables.proposed(mediation, seller)


def test_the_same_words_sent_twice_are_said_once(here):
    mediation, seller = tables.talking()
    for _click in range(2):
        with unit_of_work():
            service.speak(
                mediation, "我们愿意退款", who=service.Speaker(Side.MERCHANT, seller), form_key="f1", now=NOW
            )
    assert [one.text for one in tables.whole(mediation).lines] == ["我们愿意退款"]


def test_both_confirm_one_text_and_it_becomes_the_agreement(here, sent_jobs):
    mediation, seller = tables.talking()
    mediation = tables.proposed(mediation, seller)
    assert confirm(mediation, Party.CONSUMER, CONSUMER) is False
    assert confirm(mediation, Party.CONSUMER, CONSUMER, now=LATER) is False
    assert confirm(mediation, Party.MERCHANT, seller, now=LATER) is True
    mediation = tables.whole(mediation)
    first, second = mediation.on_the_table.confirmations
    assert (first.at, second.at) == (NOW, LATER)
    assert {first.text_hash, second.text_hash} == {rules.hash_of(mediation.text)}
    assert seal.is_genuine(mediation) is True
    assert clocks.running(mediation.complaint, Clock.MEDIATE) == []
    assert sent_jobs[-1] == ("mediation.paper", {"mediation_id": mediation.id}) or (
        "mediation.paper", {"mediation_id": mediation.id}
    ) in sent_jobs  # fmt: skip
    assert "王小明" not in mediation.text
    assert "王**" in mediation.text


def test_confirming_after_the_agreement_changes_nothing(here):
    mediation, seller = tables.agreed()
    before = mediation.signature
    assert confirm(mediation, Party.MERCHANT, seller, now=LATER) is True
    assert (mediation.signature, mediation.agreed_at) == (before, NOW)


def test_a_newer_proposal_takes_the_place_of_the_one_that_was_read(here):
    mediation, seller = tables.talking()
    mediation = tables.proposed(mediation, seller)
    read = mediation.on_the_table.text_hash
    confirm(mediation, Party.CONSUMER, CONSUMER)
    mediation = tables.proposed(mediation, seller, Offer("商家退款 10 元。", date(2026, 6, 9)), key="offer 2")
    with pytest.raises(rules.TextChanged):
        confirm(mediation, Party.CONSUMER, CONSUMER, text_hash=read)
    assert confirm(mediation, Party.MERCHANT, seller) is False  # the old confirmation is not carried over
    assert [one.number for one in mediation.proposals] == [1, 2]


@pytest.mark.parametrize("changed", ["text", "text_hash", "signature", "code"])
def test_a_changed_agreement_no_longer_fits_its_signature(here, changed):
    mediation, _seller = tables.agreed()
    with Session().no_autoflush:
        value = getattr(mediation, changed)
        setattr(mediation, changed, ("A" if value[0] != "A" else "B") + value[1:])
        assert seal.is_genuine(mediation) is False
        Session().expunge(mediation)


def test_ending_without_agreement_ends_the_complaint_with_its_own_outcome(here):
    officer = factories.user()
    mediation, _seller = tables.talking(officer)
    with pytest.raises(rules.ReasonShort), unit_of_work():
        service.end(mediation, ground=EndGround.NO_AGREEMENT, reason="谈不拢", by=officer, now=NOW)
    with unit_of_work():
        service.end(
            mediation, ground=EndGround.NO_AGREEMENT, reason="双方对退款金额相差太大，都表示不再让步。", by=officer, now=LATER
        )  # fmt: skip
    assert (mediation.state, mediation.ended_at) == (MediationState.ENDED, LATER)
    assert mediation.complaint.outcome is Outcome.MEDIATION_ENDED
    with pytest.raises(rules.TableMoved), unit_of_work():
        service.end(
            mediation,
            ground=EndGround.NO_AGREEMENT,
            reason="再终止一次也还是同一个理由。",
            by=officer,
            now=LATER,
        )


def test_one_tap_reports_a_breach_to_the_officers_with_a_clock_and_once(here):
    officer = factories.user()
    mediation, _seller = tables.agreed(officer)
    for _tap in range(2):
        with unit_of_work():
            service.report_breach(mediation, party=Party.CONSUMER, by=CONSUMER, now=OVER)
    (clock,) = clocks.running(mediation, MediationClock.BREACH)
    assert clock.due_on == date(2026, 6, 12)  # three working days after Tuesday
    assert [one.id for one in queries.broken()] == [mediation.id]
    done = [one.action for one in audit.of(mediation) if one.action == MediationAction.BREACH_REPORTED]
    assert len(done) == 1
    with unit_of_work():
        service.clear_breach(
            mediation, kept=False, result="商家承认没有退款，已告知消费者可以起诉。", by=officer, now=OVER
        )
    assert (mediation.state, clocks.running(mediation)) == (MediationState.UNKEPT, [])


def test_the_agreement_settles_the_complaint_by_the_consumers_word_and_a_breach_opens_it_again(here):
    mediation, _seller = tables.agreed()
    complaint = mediation.complaint
    assert (complaint.outcome, complaint.word) == (Outcome.SOLVED, ConsumerWord.SOLVED)
    with unit_of_work():
        service.report_breach(mediation, party=Party.CONSUMER, by=CONSUMER, now=OVER)
    assert (complaint.outcome, complaint.word, complaint.is_open) == (None, ConsumerWord.NOT_SOLVED, True)


def test_a_breach_long_after_the_end_is_counted_as_disputed(here):
    mediation, _seller = tables.agreed()
    with unit_of_work():
        service.report_breach(mediation, party=Party.CONSUMER, by=CONSUMER, now=NOW + timedelta(days=200))
    complaint = mediation.complaint
    assert (complaint.outcome, complaint.objected_at) == (Outcome.SOLVED, NOW + timedelta(days=200))
    assert mediation.state is MediationState.BROKEN


def test_a_breach_nobody_looks_into_in_time_is_told_once(here):
    officer = factories.user()
    mediation, seller = tables.agreed(officer)
    with unit_of_work():
        service.report_breach(mediation, party=Party.MERCHANT, by=seller, now=OVER)
    due = clocks.running(mediation)[0].due_at
    told = []
    for at in (due, due + timedelta(seconds=1), due + timedelta(days=1)):
        with unit_of_work():
            service.tell_overdue(at)
        told.append(sum("还没有核实" in one.title for one in notices.page(officer.id)))
    assert told == [0, 1, 1]


def test_there_is_no_breach_without_an_agreement_or_after_it_was_kept(here):
    mediation, _seller = tables.talking()
    with pytest.raises(rules.TableMoved), unit_of_work():
        service.report_breach(mediation, party=Party.CONSUMER, by=CONSUMER, now=NOW)
    kept, _other = tables.agreed()
    with unit_of_work():
        service.report_kept(kept, by=CONSUMER, now=NOW)
    with pytest.raises(rules.TableMoved), unit_of_work():
        service.report_breach(kept, party=Party.CONSUMER, by=CONSUMER, now=NOW)


def test_nobody_is_reported_before_the_agreed_day_is_over(here):
    mediation, _seller = tables.agreed()
    last_moment = OVER.replace(hour=15, minute=59) - timedelta(days=1)  # 23:59 of the day in Shanghai
    with pytest.raises(rules.NotDueYet), unit_of_work():
        service.report_breach(mediation, party=Party.CONSUMER, by=CONSUMER, now=last_moment)
    with unit_of_work():
        service.report_breach(
            mediation, party=Party.CONSUMER, by=CONSUMER, now=last_moment + timedelta(minutes=1)
        )
    assert mediation.state is MediationState.BROKEN
