"""Forms: drafts, submission for good, a consumer's token, a citizen's device."""

from datetime import timedelta

import pytest
from sqlalchemy.exc import ProgrammingError

from app.accounts.terms import Role
from app.assessments import queries, reviews, service
from app.assessments.errors import AlreadyScored, AnswerMissing, FormsClosed, ReviewedAlready, ReviewFixed
from app.assessments.kinds import AssessmentAction, CycleState, ReviewState
from app.assessments.terms import Evaluation
from app.demo.assessments import best, even
from app.infra import audit
from app.infra.audit import SYSTEM
from app.infra.db import unit_of_work
from app.infra.scope import Session
from tests import factories
from tests.conftest import NOW
from tests.factories import assessments as stage


@pytest.fixture
def assessment(here):
    return stage.assessment_of(factories.merchant())


def consumer(assessment, level, *, label="t", at=NOW):
    sheet = reviews.sheet_of(assessment, Evaluation.CONSUMER)
    with unit_of_work():
        return reviews.submit_consumer(assessment, even(sheet, level), "", sender=stage.sender(label), now=at)


def test_a_draft_keeps_half_the_answers_and_counts_for_nothing(assessment):
    officer = factories.user(Role.OFFICER)
    with unit_of_work():
        form = reviews.save_draft(assessment, {"DEP-QUA-1": "8", "NOT-MINE": "1"}, "", by=officer, now=NOW)

    assert form.answers == {"DEP-QUA-1": "8"}
    assert queries.submitted_forms(assessment.id) == []


def test_an_unfinished_form_cannot_be_submitted(assessment):
    officer = factories.user(Role.OFFICER)
    with unit_of_work():
        form = reviews.save_draft(assessment, {"DEP-QUA-1": "8"}, "", by=officer, now=NOW)

    with pytest.raises(AnswerMissing), unit_of_work():
        reviews.submit(assessment, form, by=officer, now=NOW)
    assert form.state is ReviewState.DRAFT


def test_submitting_twice_is_one_form_and_one_trace(assessment):
    officer = factories.user(Role.OFFICER)
    form = stage.staff_form(assessment, Role.OFFICER, officer)
    with unit_of_work():
        reviews.submit(assessment, form, by=officer, now=NOW + timedelta(minutes=1))

    assert queries.submitted_forms(assessment.id) == [form]
    assert form.submitted_at == NOW
    assert [one.action for one in audit.of(form)] == [AssessmentAction.FORM_SUBMITTED]


def test_what_was_submitted_is_not_overwritten_by_a_late_draft(assessment):
    officer = factories.user(Role.OFFICER)
    form = stage.staff_form(assessment, Role.OFFICER, officer)
    with unit_of_work():
        again = reviews.save_draft(assessment, {"DEP-QUA-1": "0"}, "later", by=officer, now=NOW)

    assert again is form
    assert form.answers["DEP-QUA-1"] == "8"


def test_the_database_itself_refuses_to_change_or_delete_a_submitted_form(assessment):
    form = stage.staff_form(assessment, Role.OFFICER)

    with pytest.raises(ProgrammingError, match="append-only"), unit_of_work():
        form.note = "changed"
    Session().expire_all()
    with pytest.raises(ProgrammingError, match="append-only"), unit_of_work():
        Session().delete(queries.submitted_forms(assessment.id)[0])


def test_two_members_of_the_industry_body_each_have_a_form(assessment):
    stage.staff_form(assessment, Role.INDUSTRY)
    stage.staff_form(assessment, Role.INDUSTRY)

    assert [one.evaluation for one in queries.submitted_forms(assessment.id)] == [Evaluation.INDUSTRY] * 2


def test_one_label_is_one_review_and_a_second_click_is_no_harm(assessment):
    first = consumer(assessment, "4")
    again = consumer(assessment, "4")

    assert again is first
    assert queries.submitted_forms(assessment.id) == [first]


def test_two_labels_are_two_reviews(assessment):
    consumer(assessment, "4", label="one")
    consumer(assessment, "4", label="two")
    assert len(queries.submitted_forms(assessment.id)) == 2


@pytest.mark.parametrize(
    ("after", "may"),
    [(timedelta(days=6), True), (timedelta(days=7), True), (timedelta(days=7, seconds=1), False)],
)
def test_a_review_may_be_changed_for_seven_days(assessment, after, may):
    first = consumer(assessment, "4")
    if not may:
        with pytest.raises(ReviewFixed):
            consumer(assessment, "1", at=NOW + after)
        assert queries.submitted_forms(assessment.id) == [first]
        return
    second = consumer(assessment, "1", at=NOW + after)
    assert queries.submitted_forms(assessment.id) == [second]
    assert (first.state, second.first_submitted_at) == (ReviewState.REPLACED, NOW)


def test_changing_does_not_start_the_seven_days_anew(assessment):
    consumer(assessment, "4")
    consumer(assessment, "3", at=NOW + timedelta(days=5))
    with pytest.raises(ReviewFixed):
        consumer(assessment, "2", at=NOW + timedelta(days=8))


def test_a_device_speaks_once_for_a_seller_and_again_for_another(assessment):
    other = stage.assessment_of(assessment.merchant)
    device = stage.sender()
    sheet = reviews.sheet_of(assessment, Evaluation.SOCIAL)
    with unit_of_work():
        first = reviews.submit_social(assessment, even(sheet, "4"), "", sender=device, now=NOW)
    with unit_of_work():
        assert reviews.submit_social(assessment, even(sheet, "4"), "", sender=device, now=NOW) is first
    with pytest.raises(ReviewedAlready), unit_of_work():
        reviews.submit_social(other, even(sheet, "0"), "", sender=device, now=NOW)


def test_a_device_may_speak_for_two_sellers(here):
    shops = [factories.merchant(), factories.merchant()]
    device = stage.sender()
    for shop in shops:
        one = stage.assessment_of(shop)
        sheet = reviews.sheet_of(one, Evaluation.SOCIAL)
        with unit_of_work():
            reviews.submit_social(one, even(sheet, "4"), "", sender=device, now=NOW)
        assert len(queries.submitted_forms(one.id)) == 1


def test_no_form_is_taken_after_the_score(assessment):
    stage.complete(assessment)
    with unit_of_work():
        service.score(assessment, by=SYSTEM, now=NOW)

    with pytest.raises(AlreadyScored):
        consumer(assessment, "0", label="late")


def test_no_form_is_taken_once_the_notice_has_begun(assessment):
    for state in list(CycleState)[1 : list(CycleState).index(CycleState.NOTICE) + 1]:
        with unit_of_work():
            service.move_on(assessment.cycle, state, by=SYSTEM, now=NOW)

    with pytest.raises(FormsClosed):
        consumer(assessment, "4")


def test_a_draft_begun_before_the_score_cannot_be_submitted_after_it(assessment):
    stage.complete(assessment)
    officer = factories.user(Role.OFFICER)
    sheet = reviews.sheet_of(assessment, Evaluation.DEPARTMENT)
    with unit_of_work():
        form = reviews.save_draft(assessment, best(sheet), "看过", by=officer, now=NOW)
    with unit_of_work():
        service.score(assessment, by=SYSTEM, now=NOW)

    with pytest.raises(AlreadyScored), unit_of_work():
        reviews.submit(assessment, form, by=officer, now=NOW)
