"""Members say which sellers they are tied to; those they neither see nor judge."""

from datetime import datetime

from sqlalchemy import select

from app.accounts.models import User
from app.assessments.models import Cycle
from app.infra import audit
from app.infra.db import add
from app.infra.scope import Session
from app.merchants.models import Merchant
from app.panels import queries, rules, service, vote_queries
from app.panels.models import PanelInterest
from app.panels.terms import InterestKind, PanelAction


def declare(
    cycle: Cycle, merchant: Merchant, kind: InterestKind, note: str, *, by: User, now: datetime
) -> PanelInterest:
    """A member says that it is tied to a seller. A vote it has cast already is struck.

    Raises ``rules.InterestKnown``; ``rules.InterestTooLate`` once the votes on the seller were read out with its own among them.
    """
    if merchant.id in queries.conflicts_of(by.id, cycle.id):
        raise rules.InterestKnown
    sitting = queries.open_sitting(by.organisation_id or 0)
    if sitting is not None:
        queries.held(sitting)
    elif vote_queries.judged(by.id, [cycle.id], [merchant.id]):
        raise rules.InterestTooLate
    interest = add(
        PanelInterest(
            cycle_id=cycle.id, member_id=by.id, member_name=by.name, merchant_id=merchant.id, kind=kind, note=note,
            declared_at=now,
        )
    )  # fmt: skip
    audit.record(
        PanelAction.INTEREST_DECLARED, interest, by=by, now=now, merchant=merchant.name, kind=kind.value
    )
    asked = [one for one in sitting.questions if one.merchant_id == merchant.id] if sitting else []
    for vote in vote_queries.own_votes([one.id for one in asked], by.id).values():
        vote.struck_at = now
        audit.record(PanelAction.VOTE_STRUCK, interest, by=by, now=now)
    if sitting is not None:
        service.count_if_all_have_voted(sitting, by=by, now=now)
    return interest


def forget_notes(*, before: datetime) -> int:
    """What members wrote with declarations made before then; how many. That they stepped aside stays.

    Source: 个人信息保护法 art. 19.
    """
    old = select(PanelInterest).where(PanelInterest.declared_at < before).order_by(PanelInterest.id)
    written = [one for one in Session().scalars(old) if one.note]
    for one in written:
        one.note = ""
    return len(written)
