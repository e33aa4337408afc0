"""What a reviewer has begun, has before it, and rated lowest: for the first page of monitors and the industry body."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import exists, func, select
from sqlalchemy.orm import joinedload

from app.accounts.models import User
from app.assessments import reviews, standing
from app.assessments.items import Item
from app.assessments.kinds import EVALUATION_OF, ReviewState
from app.assessments.models import Assessment, ReviewForm, ReviewProof
from app.infra.counts import Count
from app.infra.scope import Session
from app.merchants.models import Merchant

MOST, LOWEST = 5, 3


@dataclass(frozen=True, slots=True)
class Found:
    """A form that this person has submitted, how many files bear it out, and the vetoes chosen in it."""

    form: ReviewForm
    proofs: int
    vetoes: Sequence[Item]


def counts(cycle_id: int, user: User) -> dict[str, Count]:
    """Drafts and submitted forms of this person in the year, and sellers that still want one."""
    own = (
        select(func.count())
        .select_from(ReviewForm)
        .join(ReviewForm.assessment)
        .where(
            Assessment.cycle_id == cycle_id, ReviewForm.author_id == user.id,
            ReviewForm.evaluation == EVALUATION_OF[user.role],
        )
    )  # fmt: skip
    told = {
        name: Count(("own forms", name, cycle_id, user.id), own.where(ReviewForm.state == state))
        for name, state in (("drafts", ReviewState.DRAFT), ("submitted", ReviewState.SUBMITTED))
    }
    return told | {"left": standing.left(cycle_id, user)}


def next_up(cycle_id: int, user: User) -> Sequence[tuple[Assessment, bool]]:
    """The next few to fill in, and whether each is begun: begun ones first, then those that nobody has rated yet.

    With the seller and its rooms.
    """
    begun = standing.is_begun_by(user)
    rated = exists().where(
        ReviewForm.assessment_id == Assessment.id, ReviewForm.evaluation == EVALUATION_OF[user.role],
        ReviewForm.state == ReviewState.SUBMITTED,
    )  # fmt: skip
    left = standing.wanted_of(cycle_id, user).with_only_columns(Assessment.id)
    rows = Session().execute(
        select(Assessment, begun)
        .where(Assessment.cycle_id == cycle_id, begun | Assessment.id.in_(left))
        .options(joinedload(Assessment.merchant).selectinload(Merchant.rooms))
        .order_by(begun.desc(), rated, Assessment.id)
        .limit(MOST)
    )
    return [(assessment, is_begun) for assessment, is_begun in rows]


def lowest(cycle_id: int, user: User) -> Sequence[Found]:
    """Of the forms that this person has submitted in the year those with the fewest points, fewest first."""
    proofs = select(func.count()).where(ReviewProof.form_id == ReviewForm.id).scalar_subquery()
    rows = Session().execute(
        select(ReviewForm, proofs)
        .join(ReviewForm.assessment)
        .where(
            Assessment.cycle_id == cycle_id, ReviewForm.author_id == user.id,
            ReviewForm.evaluation == EVALUATION_OF[user.role], ReviewForm.state == ReviewState.SUBMITTED,
        )
        .options(joinedload(ReviewForm.assessment).joinedload(Assessment.merchant))
        .order_by(ReviewForm.score, ReviewForm.id)
        .limit(LOWEST)
    )  # fmt: skip
    return [Found(form, count, reviews.vetoes_of(form.assessment, form)) for form, count in rows]
