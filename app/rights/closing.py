"""What of sellers' rights stands open when a year is to be closed: claims without an end, and time in which to appeal."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from sqlalchemy import Select, exists, func, select
from sqlalchemy.orm import aliased, joinedload

from app.assessments import closing
from app.assessments.closing import MOST_NAMED, Owed
from app.assessments.kinds import AssessmentState
from app.assessments.models import Assessment, Cycle
from app.clocks.rules import term_of
from app.infra.i18n import _l
from app.infra.phrases import word
from app.infra.scope import Session
from app.kernel.clock import local_day, start_of
from app.regions import queries as regions
from app.rights import service
from app.rights.models import Claim
from app.rights.queries import UNDECIDED
from app.rights.rules import APPEALABLE
from app.rights.terms import ClaimState

MOST_DAYS = 60  # no region's time for an appeal is longer


@closing.told_by
def open_rights(cycle: Cycle, now: datetime) -> Iterator[Owed]:
    """A closed year grants no claim and takes no appeal: both come first."""
    claims = select(Claim).join(Claim.assessment).where(Assessment.cycle_id == cycle.id)
    undecided = claims.where(Claim.state.in_(UNDECIDED))
    count = Session().scalar(select(func.count()).select_from(undecided.subquery())) or 0
    first = undecided.options(joinedload(Claim.merchant)).order_by(Claim.id).limit(MOST_NAMED)
    named = [
        (f"{one.merchant.name} {word(one.kind)}", f"/claims/{one.code}") for one in Session().scalars(first)
    ]
    yield Owed(_l("商家的更正、申诉和重新评定申请没有办结"), count, named, blocks=True)
    since = _first_appealable_day(now)
    if since is not None:
        told = _may_appeal(cycle, since)
        yield Owed(_l("申诉期没有满"), closing.counted(told), closing.named(told), blocks=True)


def _may_appeal(cycle: Cycle, since: date) -> Select[Assessment]:
    """Sellers told of a score, or of a refusal that nobody has appealed against, on or after this day."""
    appeal = aliased(Claim)
    refused = select(Claim.assessment_id).where(
        Claim.state == ClaimState.REFUSED, Claim.kind.in_(APPEALABLE), Claim.decided_at >= start_of(since),
        ~exists().where(appeal.against_id == Claim.id),
    )  # fmt: skip
    scored = (Assessment.state == AssessmentState.SCORED) & (Assessment.scored_at >= start_of(since))
    return select(Assessment).where(Assessment.cycle_id == cycle.id, scored | Assessment.id.in_(refused))


def _first_appealable_day(now: datetime) -> date | None:
    """The earliest day from which what was told may still be appealed against; None if not even today's may."""
    found, day = None, local_day(now)
    rule, calendar = service.appeal_rule(), regions.calendar()
    for _back in range(MOST_DAYS):
        if term_of(rule, start_of(day), calendar).due_at < now:
            break
        found, day = day, day - timedelta(days=1)
    return found
