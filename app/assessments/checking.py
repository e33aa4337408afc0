"""What stands in the way of submitting a form: a changed fact without a reason, a veto without a file."""

from collections.abc import Collection, Mapping
from datetime import datetime

from app.assessments import facts
from app.assessments.errors import OverrideNeedsReason, ProofMissing
from app.assessments.kinds import AssessmentAction, ReviewState
from app.assessments.models import Assessment, ReviewForm
from app.assessments.rubric import FormSheet
from app.assessments.rules import Scored
from app.assessments.terms import Evaluation
from app.infra import audit
from app.infra.audit import Actor
from app.infra.db import Json
from app.infra.scope import Session


def overridden(
    assessment: Assessment,
    evaluation: Evaluation,
    sheet: FormSheet,
    answers: Mapping[str, object],
    why: Mapping[str, str],
    now: datetime,
) -> Json:
    """Where an answer differs from what the house had filled in, with what that was, where from, and why it differs."""
    if evaluation is not Evaluation.DEPARTMENT:
        return {}
    known = facts.prefilled(sheet, facts.known_of(assessment, now))
    return {
        code: {"prefilled": one.answer, "source": one.source, "reason": (why.get(code) or "").strip()}
        for code, one in known.items()
        if code in answers and str(answers[code]) != one.answer
    }


def check_reasons(form: ReviewForm) -> None:
    for code, one in form.overrides.items():
        if not one["reason"]:
            raise OverrideNeedsReason(item=code)


def check_proofs(scored: Scored, proven: Collection[str]) -> None:
    """A veto must be borne out by a file; elsewhere a note of where the evidence is kept will do."""
    for item in scored.vetoes:
        if item.proof and item.code not in proven:
            raise ProofMissing(item=item.code)


def replace(form: ReviewForm, *, by: Actor, now: datetime) -> None:
    """The form that this one corrects is read on, and counts no more."""
    before = Session().get(ReviewForm, form.replaces_id) if form.replaces_id else None
    if before is not None and before.state is ReviewState.SUBMITTED:
        before.state = ReviewState.REPLACED
        Session().flush()
        audit.record(AssessmentAction.FORM_REPLACED, before, by=by, now=now, replaced_by=form.code)
