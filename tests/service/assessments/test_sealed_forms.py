"""Submitted forms under seal, their files, their corrections; facts that the house filled in."""

import pytest
from sqlalchemy import text, update
from sqlalchemy.exc import DBAPIError

from app.accounts.terms import Role
from app.assessments import corrections, form_queries, proofs, queries, reviews, sealing, service
from app.assessments.errors import (
    AlreadyScored,
    CorrectionNeedsReason,
    OverrideNeedsReason,
    ProofMissing,
    TooManyProofs,
)
from app.assessments.kinds import AssessmentAction, ReviewState
from app.assessments.models import ReviewForm
from app.assessments.terms import Evaluation
from app.demo.assessments import best
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


@pytest.fixture
def officer(assessment):
    return factories.user(Role.OFFICER)


def draft(assessment, officer, why=None, **said):
    answers = best(reviews.sheet_of(assessment, Evaluation.DEPARTMENT)) | {
        code.replace("_", "-"): one for code, one in said.items()
    }
    with unit_of_work():
        return reviews.save_draft(assessment, answers, "看过台账", by=officer, now=NOW, why=why)


def submit(assessment, form, officer):
    with unit_of_work():
        reviews.submit(assessment, form, by=officer, now=NOW)


def sealed(form):
    whole = form_queries.by_code(form.code)
    return sealing.holds(whole, whole.assessment.code, whole.proofs)


def test_what_is_submitted_is_sealed_and_the_seal_holds(assessment):
    for form in (
        stage.staff_form(assessment, Role.OFFICER),
        stage.consumer_form(assessment),
        stage.social_form(assessment),
    ):
        assert (len(form.digest), sealed(form)) == (64, True)


@pytest.mark.parametrize("change", [{"note": "后来改的"}, {"answers": {"C1": "4"}}, {"author_label": "别人"}])
def test_a_changed_form_breaks_its_seal(assessment, change):
    form = form_queries.by_code(stage.staff_form(assessment, Role.MONITOR).code)
    Session().expunge(form)
    for name, said in change.items():
        setattr(form, name, said)
    assert not sealing.holds(form, form.assessment.code, form.proofs)


def test_a_seal_of_another_form_does_not_fit(assessment):
    one, other = (form_queries.by_code(stage.social_form(assessment).code) for _ in range(2))
    Session().expunge(one)
    one.signature = other.signature
    assert not sealing.holds(one, one.assessment.code, ())


@pytest.mark.parametrize(
    "change", [{"note": "x"}, {"digest": "x"}, {"overrides": {"a": 1}}, {"correction_reason": "x"}]
)
def test_the_database_refuses_to_change_what_was_submitted(assessment, change):
    form = stage.staff_form(assessment, Role.MONITOR)
    with pytest.raises(DBAPIError), Session().begin_nested():
        Session().execute(update(ReviewForm).where(ReviewForm.id == form.id).values(**change))


def test_the_files_of_a_submitted_form_stay(assessment, officer):
    form = draft(assessment, officer)
    with unit_of_work():
        proofs.add_files(
            assessment, form, "DEP-QUA-1", [stage.paper("执照"), stage.paper("执照")], by=officer, now=NOW
        )
        proofs.add_files(
            assessment, form, "DEP-QUA-1", [stage.paper("执照")], by=officer, now=NOW
        )  # the same click again
    submit(assessment, form, officer)
    (proof,) = form_queries.proofs_of(form.id)

    with unit_of_work():
        proofs.remove(form, proof.id)
        proofs.add_files(assessment, form, "DEP-QUA-2", [stage.paper("截图")], by=officer, now=NOW)
    assert [one.id for one in form_queries.proofs_of(form.id)] == [proof.id]
    with pytest.raises(DBAPIError), Session().begin_nested():
        Session().execute(text("DELETE FROM review_proof WHERE id = :id"), {"id": proof.id})


def test_an_item_takes_six_files_and_a_seventh_is_refused(assessment, officer):
    form = draft(assessment, officer)
    with unit_of_work():
        proofs.add_files(
            assessment, form, "DEP-QUA-1", [stage.paper(f"{n}") for n in range(6)], by=officer, now=NOW
        )
    with pytest.raises(TooManyProofs), unit_of_work():
        proofs.add_files(assessment, form, "DEP-QUA-1", [stage.paper("7")], by=officer, now=NOW)


def test_a_veto_needs_a_file(assessment, officer):
    form = draft(assessment, officer, DEP_VETO_1="yes")
    with pytest.raises(ProofMissing) as refusal:
        submit(assessment, form, officer)
    assert refusal.value.facts == {"item": "DEP-VETO-1"}

    with unit_of_work():
        proofs.add_files(assessment, form, "DEP-VETO-1", [stage.paper("决定书")], by=officer, now=NOW)
    submit(assessment, form, officer)
    assert form.state is ReviewState.SUBMITTED


def test_changing_what_the_records_say_needs_a_reason_which_is_kept(assessment, officer):
    form = draft(assessment, officer, DEP_AFT_1="6")  # no complaints all year: the records say 8
    with pytest.raises(OverrideNeedsReason) as refusal:
        submit(assessment, form, officer)
    assert refusal.value.facts == {"item": "DEP-AFT-1"}

    form = draft(assessment, officer, why={"DEP-AFT-1": "电话投诉两件没有录入"}, DEP_AFT_1="6")
    submit(assessment, form, officer)
    assert form.overrides["DEP-AFT-1"]["prefilled"] == "8"
    assert form.overrides["DEP-AFT-1"]["reason"] == "电话投诉两件没有录入"


def test_a_correction_takes_the_place_of_the_old_version_which_stays(assessment, officer):
    old = stage.staff_form(assessment, Role.OFFICER, by=officer)
    with unit_of_work():
        new = corrections.begin_correction(assessment, old, "填错了抽检批次", by=officer, now=NOW)
        assert corrections.begin_correction(assessment, old, "再点一次", by=officer, now=NOW) is new
    assert [one.code for one in queries.submitted_forms(assessment.id)] == [
        old.code
    ]  # until the new one is submitted

    answers = dict(new.answers) | {"DEP-QLT-2": "1"}
    with unit_of_work():
        reviews.save_draft(assessment, answers, "看过台账", by=officer, now=NOW)
    submit(assessment, new, officer)

    assert (old.state, new.state, new.correction_reason) == (
        ReviewState.REPLACED,
        ReviewState.SUBMITTED,
        "填错了抽检批次",
    )
    assert [one.code for one in queries.submitted_forms(assessment.id)] == [new.code]
    assert [one.code for one in form_queries.versions_of(new)] == [new.code, old.code]
    assert [one.action for one in audit.of(old)] == [
        AssessmentAction.FORM_SUBMITTED, AssessmentAction.FORM_CORRECTING, AssessmentAction.FORM_REPLACED,
    ]  # fmt: skip
    assert sealed(old)
    assert sealed(new)


def test_a_correction_says_why_and_comes_before_the_score(assessment, officer):
    stage.complete(assessment)
    form = stage.staff_form(assessment, Role.INDUSTRY, by=factories.user(Role.INDUSTRY))
    author = factories.user(Role.INDUSTRY)
    with pytest.raises(CorrectionNeedsReason), unit_of_work():
        corrections.begin_correction(assessment, form, " ", by=author, now=NOW)
    with unit_of_work():
        service.score(assessment, by=SYSTEM, now=NOW)
    with pytest.raises(AlreadyScored), unit_of_work():
        corrections.begin_correction(assessment, form, "太晚了", by=author, now=NOW)
