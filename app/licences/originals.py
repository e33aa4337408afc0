"""The bytes as the seller sent them, kept beside the copy that pages show.

The copy is turned upright and freed of what the camera wrote into it (place, time, phone). The original is kept by its
SHA-256, so that a doubt about a paper can be settled; no page shows it, an officer fetches it, on record.
"""

from datetime import datetime

from sqlalchemy import and_, func, or_, select, update

from app.accounts.models import User
from app.infra import audit, retention
from app.infra.retention import Kept
from app.infra.scope import Session
from app.infra.storage import StoredFile
from app.licences.models import Licence, Reading
from app.licences.terms import LicenceAction, LicenceState


def of(licence: Licence) -> StoredFile | None:
    return Session().get(StoredFile, licence.original_id) if licence.original_id else None


def open_for(licence: Licence, *, by: User, now: datetime) -> StoredFile | None:
    """The original, written down who took it; None if it is not kept any more."""
    found = of(licence)
    if found is not None:
        audit.record(LicenceAction.ORIGINAL_OPENED, licence, by=by, now=now, sha256=licence.original_sha256)
    return found


def let_go(now: datetime) -> int:
    """Originals of papers that are long over; how many. The sweep takes the bytes later."""
    over = or_(
        and_(
            Licence.state == LicenceState.REJECTED,
            Licence.decided_at < now - retention.kept_for(Kept.REJECTED_ORIGINALS),
        ),
        and_(
            Licence.state.in_([LicenceState.EXPIRED, LicenceState.REPLACED]),
            func.coalesce(Licence.valid_until, func.date(Licence.decided_at))
            < (now - retention.kept_for(Kept.ENDED_ORIGINALS)).date(),
        ),
    )
    gone = select(Licence.id).where(over, Licence.original_id.is_not(None))
    ids = Session().scalars(gone).all()
    if ids:
        Session().execute(update(Licence).where(Licence.id.in_(ids)).values(original_id=None))
        Session().execute(update(Reading).where(Reading.licence_id.in_(ids)).values(original_id=None))
    return len(ids)
