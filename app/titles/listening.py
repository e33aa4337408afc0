"""What titles have to hear of from below: a score that moves during a notice, and what becomes of notices."""

from app.assessments import changes as score_changes
from app.publicity import changes as notice_changes
from app.publicity import service as publicity
from app.publicity.models import PublicNotice
from app.publicity.terms import NoticeKind
from app.titles import changes, queries


@score_changes.watch
def stop_the_proposal(change: score_changes.ScoreChange) -> None:
    """Whatever moves the score takes the seller off a notice that runs or waits for its decision."""
    for proposal in queries.live_proposals_about(change.assessment.id):
        publicity.stop(proposal.notice, proposal.merchant_id, change.kind, by=change.by, now=change.now)


@notice_changes.watch
def pass_it_on(notice: PublicNotice) -> None:
    if notice.kind is NoticeKind.TITLES:
        changes.tell([line.merchant_id for line in notice.said])
