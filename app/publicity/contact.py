"""What somebody who objected may do with what we hold of them: put it right, have it erased, or hear until when it stays.

Source: 个人信息保护法 art. 44 to 47.
"""

from datetime import datetime

from app.infra import audit, receipts, retention, seals
from app.infra.audit import Actor, Passer
from app.infra.retention import Kept
from app.infra.scope import Session
from app.kernel import codes
from app.publicity import rules
from app.publicity.models import Objection
from app.publicity.terms import PHONES, PublicityAction

OBJECTOR = Passer("异议人")
CHANGING = ["name", "phone", "phone_index", "forgotten_at", "answered_at"]


def kept_until(objection: Objection) -> datetime | None:
    """When name and phone go by themselves; None while it waits for its answer, or when they are gone."""
    if objection.answered_at is None or objection.forgotten_at is not None:
        return None
    return objection.answered_at + retention.kept_for(Kept.OBJECTOR)


def phone_mark(phone: str) -> str:
    """What an objector's phone is found by, without opening any."""
    return seals.blind_index(phone, purpose=PHONES)


def correct(objection: Objection, *, name: str, phone: str | None, now: datetime) -> None:
    """What was is not kept: the record says only which of them changed. Raises ``rules.EraseRefused`` once they are gone."""
    hold(objection)
    if objection.forgotten_at is not None:
        raise rules.EraseRefused(reason="done", ends_on=objection.notice.ends_on)
    after = {"name": name, "phone": phone}
    changed = sorted(field for field, value in after.items() if getattr(objection, field) != value)
    if not changed:
        return
    objection.name, objection.phone = name, phone
    objection.phone_index = phone_mark(phone) if phone else None
    audit.record(PublicityAction.CONTACT_CORRECTED, objection, by=OBJECTOR, now=now, changed=changed)


def erase(objection: Objection, *, now: datetime) -> None:
    """Name and phone go at once; what was objected stays, about nobody. Raises ``rules.EraseRefused``."""
    hold(objection)
    notice, answered = objection.notice, objection.answered_at is not None
    rules.check_erase(
        notice.state, notice.ends_on, answered=answered, gone=objection.forgotten_at is not None
    )
    forget(objection, by=OBJECTOR, now=now)


def forget(objection: Objection, *, by: Actor, now: datetime) -> None:
    """Whoever asked for it: the objector now, or the timetable when the time is over."""
    objection.name, objection.phone, objection.phone_index = "", None, None
    objection.forgotten_at = now
    audit.record(PublicityAction.OBJECTOR_FORGOTTEN, objection, by=by, now=now)


def renew_secret(objection: Objection, *, now: datetime) -> str:
    """Another secret code; the one before opens nothing any more."""
    secret = receipts.fresh_secret()
    objection.secret_hash = codes.digest(secret, salt=objection.code)
    audit.record(PublicityAction.SECRET_RENEWED, objection, by=OBJECTOR, now=now)
    return secret


def hold(objection: Objection) -> None:
    """Lock the row and read it again: of two acts at once, the second sees what the first did."""
    Session().refresh(objection, CHANGING, with_for_update=True)
