"""Weights of public forms: kept with their reasons, shown in the result, set otherwise by an officer."""

from datetime import timedelta
from decimal import Decimal

import pytest

from app.accounts import queries as account_queries
from app.accounts import service as accounts
from app.accounts.terms import Role
from app.assessments import explanation, queries, reviews, service, signs
from app.assessments.errors import AlreadyScored, JudgementNeedsReason, NotWeighed
from app.assessments.kinds import AssessmentAction
from app.assessments.reviews import Sender
from app.assessments.terms import Evaluation
from app.assessments.year import ORDER
from app.demo.assessments import even
from app.infra import audit, retention
from app.infra.audit import SYSTEM
from app.infra.db import unit_of_work
from app.infra.retention import Kept
from app.infra.scope import Session
from app.infra.whence import Whence
from app.labels.history import History
from tests import factories
from tests.conftest import NOW
from tests.factories import assessments as stage
from worker.jobs.assessments import forget_marks

SCANNED = History(NOW - timedelta(days=9), 1, False, 30, 2, 2)


@pytest.fixture
def shop(here):
    return factories.merchant()


@pytest.fixture
def assessment(shop):
    return stage.assessment_of(shop)


def consumer(assessment, name, *, device="", block="", level="4", history=SCANNED):
    sheet = reviews.sheet_of(assessment, Evaluation.CONSUMER)
    sender = Sender(device or name, block or name, f"token {name}", history)
    with unit_of_work():
        return reviews.submit_consumer(assessment, even(sheet, level), "", sender=sender, now=NOW)


def found(form):
    return form.weight, [sign["code"] for sign in form.signals]


def test_a_review_from_where_the_shop_signs_in_counts_nothing(assessment, shop):
    seller, officer = factories.seller(shop), factories.user(Role.OFFICER)
    with unit_of_work():
        accounts.note_sign_in(seller, Whence("desk", "shop street"), now=NOW)
        accounts.note_sign_in(officer, Whence("office", "bureau"), now=NOW)

    own = consumer(assessment, "a", device="desk")
    neighbour = consumer(assessment, "b", block="shop street")
    stranger = consumer(assessment, "c", device="office", block="bureau")

    assert found(own) == (0, ["own_device"])
    assert found(neighbour) == (Decimal("0.25"), ["own_block"])
    assert found(stranger) == (1, [])


def test_a_sign_in_of_another_shop_is_no_sign(assessment):
    seller = factories.seller(factories.merchant())
    with unit_of_work():
        accounts.note_sign_in(seller, Whence("desk", "b"), now=NOW)
    assert found(consumer(assessment, "a", device="desk")) == (1, [])


def test_a_later_form_weighs_the_earlier_ones_of_its_device_anew(assessment):
    first = consumer(assessment, "a", device="phone")
    assert found(first) == (1, [])
    consumer(assessment, "b", device="phone")
    assert found(first) == (Decimal("0.5"), ["same_device"])
    assert "同一台设备" in first.weight_reason


def test_a_changed_review_keeps_the_history_its_label_had_at_first(assessment):
    consumer(assessment, "a", history=History(NOW, 0, False, 0, 0, 0))
    again = consumer(assessment, "a", level="2", history=SCANNED)
    assert found(again) == (Decimal("0.25"), ["unscanned", "early"])


def test_a_weight_and_its_reason_stand_in_the_result(assessment):
    stage.complete(assessment)
    bad = [consumer(assessment, name, device="phone", level="0") for name in "ab"]
    with unit_of_work():
        service.score(assessment, by=SYSTEM, now=NOW)

    lines = {one.ref: one for one in explanation.of(assessment).evaluations[3].forms}
    assert [lines[form.code].counted for form in bad] == [Decimal("0.5000"), Decimal("0.5000")]
    assert "同一台设备对这家店提交了 2 份" in lines[bad[0].code].remarks
    document = service.replay_document(assessment)
    assert all(one["reason"] for one in document["forms"] if Decimal(one.get("weight", "1")) < 1)


def test_an_officer_sets_a_sign_aside_with_a_reason_and_the_checks_leave_it_so(assessment):
    officer = factories.user(Role.OFFICER)
    forms = [consumer(assessment, name, device="phone") for name in "ab"]
    with pytest.raises(JudgementNeedsReason), unit_of_work():
        signs.judge(assessment, forms[0], Decimal(1), " ", by=officer, now=NOW)
    for _ in range(2):
        with unit_of_work():
            signs.judge(assessment, forms[0], Decimal(1), "同一家两口人，核对过订单", by=officer, now=NOW)
    consumer(assessment, "c", device="phone")

    assert (forms[0].weight, forms[0].judged_by) == (1, officer.name)
    assert found(forms[1]) == (Decimal("0.3333"), ["same_device"])
    weighed = [one for one in audit.of(forms[0]) if one.action == AssessmentAction.FORM_WEIGHED]
    assert [one.facts["reason"] for one in weighed] == ["同一家两口人，核对过订单"]

    with unit_of_work():
        signs.unjudge(assessment, forms[0], by=officer, now=NOW)
    assert found(forms[0]) == (Decimal("0.3333"), ["same_device"])


def test_a_judgement_is_told_in_the_result(assessment):
    officer = factories.user(Role.OFFICER)
    stage.complete(assessment)
    form = consumer(assessment, "a")
    with unit_of_work():
        signs.judge(assessment, form, Decimal(0), "订单是退款的", by=officer, now=NOW)
        service.score(assessment, by=SYSTEM, now=NOW)
    line = next(one for one in explanation.of(assessment).evaluations[3].forms if one.ref == form.code)
    assert line.remarks == f"{officer.name} 判断：订单是退款的"


@pytest.mark.parametrize("weight", ["0.9", "2", "-1"])
def test_a_weight_is_one_of_the_steps_on_offer(assessment, weight):
    form, officer = consumer(assessment, "a"), factories.user(Role.OFFICER)
    with pytest.raises(NotWeighed), unit_of_work():
        signs.judge(assessment, form, Decimal(weight), "理由", by=officer, now=NOW)


def test_forms_of_staff_are_not_weighed_and_nothing_is_after_the_score(assessment):
    officer = factories.user(Role.OFFICER)
    stage.complete(assessment)
    staff = next(
        form for form in queries.submitted_forms(assessment.id) if form.evaluation is Evaluation.MONITORING
    )
    with pytest.raises(NotWeighed), unit_of_work():
        signs.judge(assessment, staff, Decimal(0), "理由", by=officer, now=NOW)
    form = consumer(assessment, "a")
    with unit_of_work():
        service.score(assessment, by=SYSTEM, now=NOW)
    with pytest.raises(AlreadyScored), unit_of_work():
        signs.judge(assessment, form, Decimal(0), "理由", by=officer, now=NOW)


def test_marks_of_a_closed_year_are_forgotten_in_time_and_weights_stay(assessment, shop):
    seller = factories.seller(shop)
    with unit_of_work():
        accounts.note_sign_in(seller, Whence("desk", "shop street"), now=NOW)
    stage.complete(assessment)
    form = consumer(assessment, "a", device="desk")
    with unit_of_work():
        service.score(assessment, by=SYSTEM, now=NOW)
    closed = NOW + timedelta(days=30)  # the time to appeal is over
    later = NOW + retention.kept_for(Kept.REVIEW_MARKS)
    with unit_of_work():
        forget_marks(later + timedelta(days=1))
    Session().refresh(form)
    assert form.device_hash == "desk"  # the year is not closed

    with unit_of_work():
        for state in ORDER[1:]:
            service.move_on(assessment.cycle, state, by=SYSTEM, now=closed)
    for at, mark in ((later, "desk"), (later + timedelta(seconds=1), None)):
        with unit_of_work():
            forget_marks(at)
        Session().refresh(form)
        assert form.device_hash == mark
    assert (form.weight, form.address_hash) == (0, None)
    assert account_queries.marks_of_merchant(shop.id) == (frozenset(), frozenset())
