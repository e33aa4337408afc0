"""Notices of a year that is to be closed: those without a decision, and objections without an answer."""

from collections.abc import Iterator
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from app.assessments import closing
from app.assessments.closing import MOST_NAMED, Owed
from app.assessments.models import Cycle
from app.infra.i18n import _l
from app.infra.scope import Session, current_region
from app.publicity import headings
from app.publicity.models import Objection, PublicNotice
from app.publicity.terms import NoticeState

LIVE = (NoticeState.RUNNING, NoticeState.ENDED)


@closing.told_by
def open_notices(cycle: Cycle, now: datetime) -> Iterator[Owed]:
    """What stands in public is decided first, and whoever objected is answered."""
    live = select(PublicNotice).where(PublicNotice.cycle_id == cycle.id, PublicNotice.state.in_(LIVE))
    notices = Session().scalars(live.order_by(PublicNotice.id)).all()
    said = [(headings.of(one, current_region()), f"/publicity/{one.code}") for one in notices]
    yield Owed(_l("公示还没有作出决定"), len(notices), said[:MOST_NAMED], blocks=True)
    unanswered = (
        select(Objection)
        .join(Objection.notice)
        .where(PublicNotice.cycle_id == cycle.id, Objection.answered_at.is_(None))
        .options(joinedload(Objection.notice))
        .order_by(Objection.id)
    )
    objections = Session().scalars(unanswered).all()
    about = [(one.about or one.code, f"/publicity/{one.notice.code}") for one in objections]
    yield Owed(_l("公示的异议还没有答复"), len(objections), about[:MOST_NAMED], blocks=True)
