"""Reads of filled-in forms: their files, their versions, what the public sent."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from app.accounts.models import User
from app.assessments.kinds import ReviewState
from app.assessments.models import Assessment, ReviewForm, ReviewProof
from app.assessments.terms import PUBLIC
from app.infra.paging import Page, newest_first
from app.infra.scope import Session


def public_forms(assessment_id: int) -> Sequence[ReviewForm]:
    """What consumers and citizens have sent and not replaced, in the order of their codes."""
    wanted = (
        select(ReviewForm)
        .where(
            ReviewForm.assessment_id == assessment_id, ReviewForm.evaluation.in_(PUBLIC),
            ReviewForm.state == ReviewState.SUBMITTED,
        )
        .order_by(ReviewForm.code)
    )  # fmt: skip
    return Session().scalars(wanted).all()


def proofs_of(form_id: int) -> Sequence[ReviewProof]:
    """The files of a form, with their rows, in the order they came."""
    wanted = (
        select(ReviewProof)
        .where(ReviewProof.form_id == form_id)
        .options(joinedload(ReviewProof.file))
        .order_by(ReviewProof.id)
    )
    return Session().scalars(wanted).all()


def by_code(code: str) -> ReviewForm | None:
    """With its assessment, merchant, cycle and files."""
    whole = joinedload(ReviewForm.assessment)
    return Session().scalar(
        select(ReviewForm)
        .where(ReviewForm.code == code)
        .options(
            whole.joinedload(Assessment.merchant), whole.joinedload(Assessment.cycle), whole.joinedload(Assessment.panel),
            selectinload(ReviewForm.proofs).joinedload(ReviewProof.file),
        )
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Anew:
    """What a new score would rest on: corrections begun and not sent yet, and whether any form came since it was granted."""

    begun: Sequence[ReviewForm]
    has_news: bool


def anew_so_far(assessment: Assessment) -> Anew:
    """What has happened to the forms since the seller is assessed anew."""
    of_it = select(ReviewForm).where(ReviewForm.assessment_id == assessment.id)
    begun = of_it.where(ReviewForm.state == ReviewState.DRAFT, ReviewForm.replaces_id.is_not(None))
    sent = of_it.where(ReviewForm.submitted_at > assessment.reassessing_at)
    return Anew(
        Session().scalars(begun.order_by(ReviewForm.id)).all(),
        bool(Session().scalar(select(sent.exists()))),
    )


def authors_of(assessment_id: int) -> Sequence[User]:
    """Everyone with an account who has submitted a form about this seller."""
    wrote = select(ReviewForm.author_id).where(
        ReviewForm.assessment_id == assessment_id, ReviewForm.state == ReviewState.SUBMITTED
    )
    return Session().scalars(select(User).where(User.id.in_(wrote)).order_by(User.id)).all()


def versions_of(form: ReviewForm) -> Sequence[ReviewForm]:
    """All submitted versions that this form belongs to, newest first: by one author, or of one label."""
    same = (
        ReviewForm.author_id == form.author_id
        if form.author_id is not None
        else ReviewForm.token_hash == form.token_hash
        if form.token_hash is not None
        else ReviewForm.id == form.id
    )
    wanted = select(ReviewForm).where(
        ReviewForm.assessment_id == form.assessment_id, ReviewForm.evaluation == form.evaluation, same,
        ReviewForm.state != ReviewState.DRAFT,
    )  # fmt: skip
    return Session().scalars(wanted.order_by(ReviewForm.id.desc())).all()


def forms_of(assessment_id: int, after: int | None = None) -> Page[ReviewForm]:
    """Every submitted form of a seller that counts, newest first."""
    wanted = select(ReviewForm).where(
        ReviewForm.assessment_id == assessment_id, ReviewForm.state == ReviewState.SUBMITTED
    )
    return newest_first(wanted, ReviewForm.id, after)
