"""All that is held of one objection, for whoever made it. Source: 个人信息保护法 art. 45 (to see and to copy)."""

from dataclasses import asdict
from datetime import datetime
from typing import Any

from app.infra import audit, scope, told
from app.infra.copies import Form
from app.infra.i18n import _
from app.kernel.clock import minute_text
from app.publicity import contact, headings
from app.publicity.models import Objection
from app.publicity.terms import PublicityAction
from app.regions import queries as regions


def take(objection: Objection, *, form: Form = Form.JSON, now: datetime) -> dict[str, Any]:
    """The copy; that it was taken is on record."""
    audit.record(PublicityAction.COPY_TAKEN, objection, by=contact.OBJECTOR, now=now, form=form.value)
    until, here, notice = contact.kept_until(objection), regions.here(), objection.notice
    words = told.beside(objection.told_version_id, bureau=here.bureau_name, hotline=here.hotline)
    return {
        "number": objection.code,
        "notice": headings.of(notice, scope.current_region()),
        "about": objection.about or None,
        "state": _("已答复") if objection.answered_at else _("待答复"),
        "submitted_at": minute_text(objection.received_at),
        "contact": {"name": objection.name or None, "phone": objection.phone},
        "text": objection.text,
        "upheld": objection.upheld,
        "answer": objection.answer,
        "answered_at": minute_text(objection.answered_at) if objection.answered_at else None,
        "told": asdict(words) if words else None,
        "kept_until": minute_text(until) if until else None,
        "erased_at": minute_text(objection.forgotten_at) if objection.forgotten_at else None,
    }
