"""All that is held of one complaint, for the person who made it, in a form that programs read too.

Source: 个人信息保护法 art. 45 (to see and to copy).
"""

from dataclasses import asdict
from datetime import datetime
from typing import Any

from app.complaints import attachments, contact
from app.complaints.models import Complaint
from app.complaints.service import steps
from app.complaints.terms import ComplaintAction
from app.infra import audit, phrases, told
from app.infra.copies import Form
from app.kernel.clock import minute_text
from app.notices import queries as notices
from app.regions import queries as regions


def take(complaint: Complaint, *, form: Form = Form.JSON, now: datetime) -> dict[str, Any]:
    """The copy; that it was taken is on record."""
    audit.record(ComplaintAction.COPY_TAKEN, complaint, by=steps.CONSUMER, now=now, form=form.value)
    until, here = contact.kept_until(complaint), regions.here()
    words = told.beside(complaint.told_version_id, bureau=here.bureau_name, hotline=here.hotline)
    return {
        "number": complaint.code,
        "about": phrases.word(complaint.about),
        "state": phrases.word(complaint.state),
        "submitted_at": minute_text(complaint.received_at),
        "seller": complaint.merchant.name,
        "contact": {
            "name": complaint.name, "phone": complaint.phone, "address": complaint.address,
            "order": complaint.order_said, "may_pass_on": complaint.may_pass_on,
        },
        "happened": complaint.happened,
        "wanted": complaint.wanted,
        "amount_yuan": complaint.amount,
        "history": _history(complaint),
        "files": _files(complaint),
        "messages_sent": [
            {"at": minute_text(one.wanted_at), "way": phrases.word(one.port), "state": phrases.word(one.state)}
            for one in notices.about(complaint.code)
        ],
        "told": asdict(words) if words else None,
        "kept_until": minute_text(until) if until else None,
        "erased_at": minute_text(complaint.forgotten_at) if complaint.forgotten_at else None,
    }  # fmt: skip


def _history(complaint: Complaint) -> list[dict[str, Any]]:
    lines = (one for one in complaint.messages if not one.private)
    return [
        {
            "at": minute_text(one.at),
            "who": phrases.word(one.side),
            "step": phrases.word(one.step),
            "text": one.text,
        }
        for one in lines
    ]


def _files(complaint: Complaint) -> list[dict[str, Any]]:
    private = {one.id for one in complaint.messages if one.private}
    kept = (one for line, files in attachments.of(complaint).items() if line not in private for one in files)
    return [
        {"name": one.file.name, "bytes": one.file.size, "sha256_as_sent": one.original_sha256, "at": minute_text(one.at)}
        for one in kept
    ]  # fmt: skip
