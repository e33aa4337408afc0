"""What a reviewer has begun, has before it, and found most fault with: for the first page of monitors and the industry body."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import exists, func, select
from sqlalchemy.orm import joinedload

from app.accounts.models import User
from app.assessments import reviews, standing
from app.assessments.kinds import EVALUATION_OF, ReviewState
from app.assessments.models import Assessment, ReviewForm, ReviewProof
from app.infra.counts import Count
from app.infra.scope import Session
from app.merchants.models import Merchant

MOST = 5


@dataclass(frozen=True, slots=True)
class Found:
    """A form that this person has submitted, how many files bear it out, and whether it holds a veto."""

    form: ReviewForm
    proofs: int
    has_veto: bool


def counts(cycle_id: int, user: User) -> dict[str, Count]:
    """Drafts and submitted forms of this person in the year; sellers that still want one; sellers in it."""
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
    return told | {
        "left": standing.left(cycle_id, user),
        "sellers": standing.of_year(cycle_id)["sellers"],
    }


def next_up(cycle_id: int, user: User) -> Sequence[tuple[Assessment, bool]]:
    """The next few to fill in, and whether each is begun: begun ones first, then those that nobody has rated yet.

    With the seller, its rooms and its station.
    """
    own = (ReviewForm.assessment_id == Assessment.id, ReviewForm.evaluation == EVALUATION_OF[user.role])
    begun = exists().where(*own, ReviewForm.author_id == user.id, ReviewForm.state == ReviewState.DRAFT)
    rated = exists().where(*own, ReviewForm.state == ReviewState.SUBMITTED)
    shop = joinedload(Assessment.merchant)
    rows = Session().execute(
        standing.wanted_of(cycle_id, user)
        .add_columns(begun)
        .options(shop.selectinload(Merchant.rooms), shop.joinedload(Merchant.station))
        .order_by(begun.desc(), rated, Assessment.id)
        .limit(MOST)
    )
    return [(assessment, is_begun) for assessment, is_begun in rows]


def most_faults(cycle_id: int, user: User) -> Sequence[Found]:
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
        .limit(MOST)
    )  # fmt: skip
    return [Found(form, count, _has_veto(form)) for form, count in rows]


def _has_veto(form: ReviewForm) -> bool:
    sheet = reviews.sheet_of(form.assessment, form.evaluation)
    return any(item.veto is not None and form.answers.get(item.code) == "yes" for item in sheet.items)
