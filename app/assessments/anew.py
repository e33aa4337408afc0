"""A score that is there already: taken back before the public notice, or assessed anew after it."""

from datetime import datetime

from app.accounts.models import User
from app.assessments import changes, news, reckoning, year
from app.assessments.changes import ChangeKind, ScoreChange
from app.assessments.errors import NotScored, ScoringClosed
from app.assessments.kinds import AssessmentAction, AssessmentState, CycleState
from app.assessments.locks import hold
from app.assessments.models import Assessment
from app.infra import audit
from app.infra.audit import Actor
from app.infra.i18n import _l
from app.infra.scope import Session


def reopen(assessment: Assessment, reason: str, *, by: User, now: datetime) -> None:
    """Take a score back, before the public notice, so that more forms can come in. The number stays on record.

    Raises ``ScoringClosed``.
    """
    hold(assessment)
    year.check_scoring(assessment.cycle.state)
    if assessment.state is AssessmentState.OPEN:
        return
    before = assessment.total
    audit.record(AssessmentAction.REOPENED, assessment, by=by, now=now, reason=reason, total=f"{before:f}")
    assessment.state = AssessmentState.OPEN
    assessment.total = assessment.eligible = assessment.result = assessment.scored_at = None
    assessment.reassess_reason = reason  # the next score says why there are two
    Session().flush()
    changes.tell(ScoreChange(assessment, ChangeKind.TAKEN_BACK, before, None, reason, by, now))


def begin(assessment: Assessment, reason: str, *, by: Actor, now: datetime) -> None:
    """Let forms be corrected and sent again although there is a score, which stands until the new one is there.

    A second click changes nothing. Raises ``NotScored``, ``ScoringClosed`` when the year is over.
    """
    hold(assessment)
    if assessment.state is not AssessmentState.SCORED:
        raise NotScored
    if assessment.cycle.state is CycleState.CLOSED:
        raise ScoringClosed(state=assessment.cycle.state)
    if assessment.is_reassessing:
        return
    assessment.reassessing_at, assessment.reassess_reason = now, reason
    Session().flush()
    audit.record(
        AssessmentAction.REASSESSING, assessment, by=by, now=now, reason=reason, total=f"{assessment.total:f}"
    )
    news.tell_shop(assessment, _l("您的年度评定正在重新评定，分数可能更高，也可能更低"), now=now)
    total = assessment.total
    changes.tell(ScoreChange(assessment, ChangeKind.REASSESSING, total, total, reason, by, now))


def finish(assessment: Assessment, *, by: Actor, now: datetime) -> None:
    """Reckon anew from the forms as they are now; the score may go down. The one before stays on record.

    A second click changes nothing. Raises ``Incomplete``.
    """
    hold(assessment)
    if not assessment.is_reassessing:
        return
    before, reason = assessment.total, assessment.reassess_reason
    result, forms = reckoning.reckon(assessment, by=by, now=now, reason=reason)
    assessment.reassessing_at, assessment.reassess_reason = None, ""
    Session().flush()
    audit.record(
        AssessmentAction.REASSESSED, assessment, by=by, now=now, reason=reason, before=f"{before:f}" if before is not None else "",
        total=f"{result.total:f}", eligible=result.eligible, forms=forms,
    )  # fmt: skip
    news.tell_shop(assessment, _l("重新评定的分数出来了"), now=now)
    changes.tell(ScoreChange(assessment, ChangeKind.REASSESSED, before, result.total, reason, by, now))
