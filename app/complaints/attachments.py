"""Photographs and PDFs that come with a line of the history, from whichever side."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete, func, select
from sqlalchemy.orm import joinedload

from app.complaints.intake_models import Attachment
from app.complaints.models import Complaint, Message
from app.complaints.terms import ComplaintAction
from app.infra import audit, dropping, receipts, storage
from app.infra.db import add
from app.infra.scope import Session
from app.infra.uploads import Clean

MOST_AT_ONCE = 500


def keep(complaint: Complaint, message: Message, files: Sequence[Clean], *, now: datetime) -> None:
    """Once a line: a form sent twice brings its files once. Their names come from the case, not from the sender."""
    if not files or _has_any(message.id):
        return
    for number, one in enumerate(files, start=1):
        name = f"{complaint.code}-{message.id}-{number}.{one.ending}"
        kept = storage.keep(one.content, media_type=one.media_type, name=name, now=now)
        add(
            Attachment(
                complaint_id=complaint.id, message_id=message.id, file_id=kept.id, side=message.side,
                original_sha256=one.original_sha256, at=now,
            )
        )  # fmt: skip


def keep_by_form(complaint: Complaint, form_key: str, files: Sequence[Clean], *, now: datetime) -> None:
    """To the line that this form has just written."""
    form_hash = receipts.hash_of_form(form_key)
    wrote = select(Message).where(Message.complaint_id == complaint.id, Message.form_hash == form_hash)
    message = Session().scalar(wrote)
    if message is not None:
        keep(complaint, message, files, now=now)


def of(complaint: Complaint) -> dict[int, list[Attachment]]:
    """By the id of the line they came with; one query."""
    found: dict[int, list[Attachment]] = {}
    wanted = select(Attachment).where(Attachment.complaint_id == complaint.id).order_by(Attachment.id)
    for one in Session().scalars(wanted.options(joinedload(Attachment.file))):
        found.setdefault(one.message_id, []).append(one)
    return found


def count_at_first(complaint: Complaint) -> int:
    """How many came with the complaint itself."""
    first = select(func.min(Message.id)).where(Message.complaint_id == complaint.id).scalar_subquery()
    return Session().scalar(select(func.count()).where(Attachment.message_id == first)) or 0


def by_code(complaint: Complaint, file_code: str, *, with_private: bool) -> Attachment | None:
    """One of this complaint's files, if the asker may read the line it came with."""
    wanted = (
        select(Attachment)
        .join(Attachment.file)
        .join(Attachment.message)
        .where(Attachment.complaint_id == complaint.id, storage.StoredFile.code == file_code)
        .options(joinedload(Attachment.file))
    )
    return Session().scalar(wanted if with_private else wanted.where(Message.private.is_(False)))


def drop_all(complaint: Complaint) -> int:
    """Their time is over: rows now, bytes after the commit; how many."""
    gone = delete(Attachment).where(Attachment.complaint_id == complaint.id).returning(Attachment.file_id)
    return dropping.drop(Session().scalars(gone.execution_options(synchronize_session=False)).all())


def forget(*, before: datetime, now: datetime) -> None:
    """Of cases that ended before; each case on record."""
    over = (
        select(Complaint)
        .where(
            Complaint.closed_at < before,
            select(Attachment.id).where(Attachment.complaint_id == Complaint.id).exists(),
        )
        .order_by(Complaint.id)
        .limit(MOST_AT_ONCE)
    )
    for complaint in Session().scalars(over).all():
        audit.record(
            ComplaintAction.FORGOTTEN, complaint, by=audit.SYSTEM, now=now, files=drop_all(complaint)
        )


def _has_any(message_id: int) -> bool:
    return (
        Session().scalar(select(Attachment.id).where(Attachment.message_id == message_id).limit(1))
        is not None
    )
