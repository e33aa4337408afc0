"""Votes of a panel: who sees which, how many there are, and who cast one."""

from collections.abc import Collection

from sqlalchemy import func, select

from app.infra.scope import Session
from app.panels.models import PanelQuestion, PanelSitting, PanelVote
from app.panels.terms import SittingState


def own_votes(question_ids: Collection[int], member_id: int) -> dict[int, PanelVote]:
    """A member's own votes, by question. The member always sees them."""
    wanted = select(PanelVote).where(
        PanelVote.question_id.in_(question_ids), PanelVote.member_id == member_id
    )
    return {one.question_id: one for one in Session().scalars(wanted)}


def cast(question_ids: Collection[int]) -> dict[int, int]:
    """How many votes have been cast on each, and nothing of what they say."""
    rows = Session().execute(
        select(PanelVote.question_id, func.count())
        .where(PanelVote.question_id.in_(question_ids), PanelVote.struck_at.is_(None))
        .group_by(PanelVote.question_id)
    )
    return dict.fromkeys(question_ids, 0) | dict(rows.tuples().all())


def read_out(sitting: PanelSitting) -> dict[int, list[PanelVote]]:
    """Everybody's votes by question: empty until the sitting has been counted."""
    if sitting.state is not SittingState.COUNTED:
        return {}
    return votes_to_count(sitting)


def votes_to_count(sitting: PanelSitting) -> dict[int, list[PanelVote]]:
    """For ``service.count`` alone: votes that stand, by question."""
    wanted = (
        select(PanelVote)
        .join(PanelQuestion, PanelQuestion.id == PanelVote.question_id)
        .where(PanelQuestion.sitting_id == sitting.id, PanelVote.struck_at.is_(None))
        .order_by(PanelVote.member_id)
    )
    found: dict[int, list[PanelVote]] = {one.id: [] for one in sitting.questions}
    for vote in Session().scalars(wanted):
        found[vote.question_id].append(vote)
    return found


def judged(
    member_id: int, cycle_ids: Collection[int], merchant_ids: Collection[int]
) -> frozenset[tuple[int, int]]:
    """Year and seller of every question among these on which this person voted."""
    wanted = (
        select(PanelQuestion.cycle_id, PanelQuestion.merchant_id)
        .join(PanelVote, PanelVote.question_id == PanelQuestion.id)
        .where(
            PanelVote.member_id == member_id,
            PanelQuestion.cycle_id.in_(cycle_ids),
            PanelQuestion.merchant_id.in_(merchant_ids),
        )
    )
    return frozenset((cycle, seller) for cycle, seller in Session().execute(wanted))
