"""Who objected is not kept for ever: name and phone go, what was objected and answered stays."""

from datetime import datetime

from sqlalchemy import func, or_, select

from app.infra import audit
from app.infra.scope import Session
from app.publicity import contact
from app.publicity.models import Objection, PublicNotice

MOST_AT_ONCE = 500


def forget_objectors(*, before: datetime, now: datetime) -> int:
    """Answered before then, or never answered because the notice ended before then; how many.

    Source: 个人信息保护法 art. 19 and 47.
    """
    ended = func.coalesce(PublicNotice.decided_at, PublicNotice.withdrawn_at)
    over = (
        select(Objection)
        .join(Objection.notice)
        .where(Objection.forgotten_at.is_(None), or_(Objection.answered_at < before, ended < before))
        .order_by(Objection.id)
        .limit(MOST_AT_ONCE)
    )
    found = Session().scalars(over).all()
    for one in found:
        contact.forget(one, by=audit.SYSTEM, now=now)
    return len(found)
