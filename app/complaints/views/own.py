"""What this browser has proved: which complaints it may follow, the receipt it was just given, a lost code's message."""

from flask import session

from app.complaints import queries
from app.infra.i18n import _l
from app.infra.proved import Proved

RECOVERED = "complaint_recovered"
_here = Proved(
    "complaint",
    find=queries.by_code,
    follow="complaints.follow",
    ask=_l("请输入投诉编号和查询码，再查看进展。"),
)
may_follow, is_followed = _here.may_follow, _here.is_followed
keep_receipt, secret_of, sent_before = _here.keep_receipt, _here.secret_of, _here.sent_before
own_case = _here.own


def has_recovered(ticket: str) -> None:
    """The code from the text message was right, here."""
    session[RECOVERED] = ticket


def recovered() -> str | None:
    return session.get(RECOVERED)
