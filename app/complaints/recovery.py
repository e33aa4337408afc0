"""A lost secret code is found again by the phone that was given. Whether the phone is known, the page never says."""

import secrets
from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import delete, select
from sqlalchemy.orm import joinedload

from app.complaints import rules
from app.complaints.intake_models import Recovery
from app.complaints.models import Complaint
from app.complaints.service import steps
from app.complaints.service.intake import phone_mark, phone_marks, renew_secret
from app.complaints.terms import ComplaintAction
from app.infra import audit, receipts
from app.infra.db import add
from app.infra.i18n import _l
from app.infra.scope import Session
from app.kernel import codes
from app.notices import service as notices
from app.notices.terms import Purpose
from app.reports import queries as reports
from app.reports import service as report_service
from app.reports.models import Report

DIGITS = 6
TICKET_LENGTH = 20
LASTS = timedelta(minutes=10)
MOST_TRIES = 5
MOST_CASES = 20
MOST_INDEXED = 500


def ask(phone: str, *, now: datetime) -> Recovery:
    """Send a one-time code, if anything was ever complained of, reported or objected under this phone; the row is made either way."""
    digits, known = f"{secrets.randbelow(10**DIGITS):0{DIGITS}d}", _is_known(phone)
    recovery = add(
        Recovery(
            ticket=codes.fresh(TICKET_LENGTH), phone=phone, code_hash="", known=known, asked_at=now, until=now + LASTS
        )
    )  # fmt: skip
    recovery.code_hash = codes.digest(digits, salt=recovery.ticket)
    if known:
        words = _l("验证码 %(digits)s，10 分钟内有效，用来找回查询码。不是您本人操作请忽略。", digits=digits)
        notices.send_sms(
            phone, words, key=f"recovery {recovery.ticket}", purpose=Purpose.RECEIPT, urgent=True, now=now
        )
    return recovery


def by_ticket(ticket: str) -> Recovery | None:
    return Session().scalar(select(Recovery).where(Recovery.ticket == ticket))


def try_code(recovery: Recovery, told: str, *, now: datetime) -> bool:
    """Whether it is the code that was sent: in time, not too often, once. A wrong one is counted, so commit it too."""
    Session().refresh(recovery, ["tries", "used_at"], with_for_update=True)
    if recovery.used_at is not None or recovery.tries >= MOST_TRIES or now > recovery.until:
        return False
    recovery.tries += 1
    if not (codes.same(recovery.code_hash, told, salt=recovery.ticket) and recovery.known):
        return False
    recovery.used_at = now
    return True


def cases_of(recovery: Recovery) -> Sequence[Complaint]:
    """What was complained of under the phone, newest first; none before the code was right."""
    return _cases(recovery.phone) if recovery.used_at is not None else ()


def reports_of(recovery: Recovery) -> Sequence[Report]:
    """What was reported under the phone; none before the code was right."""
    return reports.by_phone(recovery.phone) if recovery.used_at is not None else ()


def renew_report(recovery: Recovery, code: str, *, now: datetime) -> tuple[str, str]:
    """Number and a new secret code for one of these reports. Raises ``rules.SecretWrong``."""
    found = next((one for one in reports_of(recovery) if one.code == code), None)
    if found is None or now > recovery.until:
        raise rules.SecretWrong
    return found.code, report_service.renew_secret(found, now=now)


def others_of(recovery: Recovery) -> Sequence[receipts.Lost]:
    """What else the slices above have under the phone; none before the code was right."""
    return receipts.lost_under(recovery.phone) if recovery.used_at is not None else ()


def renew_other(recovery: Recovery, code: str, *, now: datetime) -> tuple[str, str]:
    """Number and a new secret code for one of those. Raises ``rules.SecretWrong``."""
    way = receipts.way_of(code)
    if way is None or now > recovery.until or code not in {one.code for one in others_of(recovery)}:
        raise rules.SecretWrong
    return code, way.renew(code, now)


def renew(recovery: Recovery, code: str, *, now: datetime) -> tuple[str, str]:
    """Number and a new secret code for one of these cases. Raises ``rules.SecretWrong``."""
    found = next((one for one in cases_of(recovery) if one.code == code), None)
    if found is None or now > recovery.until:
        raise rules.SecretWrong
    steps.hold(found)
    audit.record(ComplaintAction.SECRET_RENEWED, found, by=steps.CONSUMER, now=now)
    return found.code, renew_secret(found)


def forget(*, before: datetime) -> None:
    Session().execute(delete(Recovery).where(Recovery.asked_at < before))


def index_phones() -> None:
    """Cases from before phones could be found."""
    without = select(Complaint).where(Complaint.phone_index.is_(None), Complaint.forgotten_at.is_(None))
    for complaint in Session().scalars(without.order_by(Complaint.id).limit(MOST_INDEXED)).all():
        complaint.phone_index = phone_mark(complaint.phone)


def _is_known(phone: str) -> bool:
    return bool(_cases(phone) or reports.by_phone(phone) or receipts.lost_under(phone))


def _cases(phone: str) -> Sequence[Complaint]:
    marks = phone_marks(phone)
    under = select(Complaint).where(Complaint.phone_index.in_(marks)).options(joinedload(Complaint.merchant))
    return Session().scalars(under.order_by(Complaint.id.desc()).limit(MOST_CASES)).all()
