"""Correcting what was submitted: a new version, with its reason; the old one stays."""

from datetime import datetime

from app.accounts.models import User
from app.assessments import form_queries, queries, year
from app.assessments.errors import CorrectionNeedsReason
from app.assessments.kinds import AssessmentAction, ReviewState
from app.assessments.locks import hold
from app.assessments.models import Assessment, ReviewForm, ReviewProof
from app.infra import audit
from app.infra.db import add
from app.kernel import codes


def begin_correction(
    assessment: Assessment, form: ReviewForm, reason: str, *, by: User, now: datetime
) -> ReviewForm:
    """A new version of one's own submitted form, with the same answers and files to start from. A second click finds it begun.

    Raises ``FormsClosed``, ``AlreadyScored``, ``CorrectionNeedsReason``.
    """
    hold(assessment)
    year.check_takes_forms(assessment.cycle.state, assessment.state, is_reassessing=assessment.is_reassessing)
    if not reason.strip():
        raise CorrectionNeedsReason
    begun = queries.own_form(assessment.id, form.evaluation, by.id)
    if begun is not None and begun.state is ReviewState.DRAFT:
        return begun
    new = add(
        ReviewForm(
            code=codes.fresh(8), assessment_id=assessment.id, evaluation=form.evaluation, author_id=by.id,
            author_label=by.name, started_at=now, answers=dict(form.answers), note=form.note,
            overrides=dict(form.overrides), replaces_id=form.id, correction_reason=reason.strip(),
        )
    )  # fmt: skip
    for proof in form_queries.proofs_of(form.id):
        add(
            ReviewProof(
                form_id=new.id, item_code=proof.item_code, file_id=proof.file_id, added_at=proof.added_at,
                added_by=proof.added_by,
            )
        )  # fmt: skip
    audit.record(AssessmentAction.FORM_CORRECTING, form, by=by, now=now, reason=reason, new=new.code)
    return new
