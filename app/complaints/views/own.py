"""What this browser has proved: which complaints it may follow, and the receipt it was just given."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from flask import flash, redirect, session, url_for
from flask.typing import ResponseReturnValue

from app.complaints import queries
from app.complaints.models import Complaint
from app.infra.access import View, public
from app.infra.i18n import _

P = ParamSpec("P")
CASES, RECEIPT, RECOVERED = "complaint_cases", "complaint_receipt", "complaint_recovered"
MOST = 5


def may_follow(code: str) -> None:
    """Number and secret were right, here: this session may open the complaint."""
    known = [one for one in session.get(CASES, []) if one != code]
    session[CASES] = [code, *known][:MOST]
    session.pop(RECEIPT, None)


def keep_receipt(code: str, secret: str) -> None:
    """For the receipt page of this browser; gone once the case has been opened."""
    session[RECEIPT] = [code, secret]


def secret_of(code: str) -> str | None:
    known = session.get(RECEIPT)
    return known[1] if known and known[0] == code else None


def is_followed(code: str) -> bool:
    """Whether this session has shown the complaint's secret."""
    return code in session.get(CASES, [])


def has_recovered(ticket: str) -> None:
    """The code from the text message was right, here."""
    session[RECOVERED] = ticket


def recovered() -> str | None:
    return session.get(RECOVERED)


def own_case(view: Callable[Concatenate[Complaint, P], ResponseReturnValue]) -> View[P]:
    """The complaint of the address, if this browser has shown its secret; else back to where that is asked."""

    @wraps(view)
    def opened(*args: P.args, **kwargs: P.kwargs) -> ResponseReturnValue:
        parts: dict[str, Any] = dict(kwargs)
        code, region_code = str(parts.pop("code")), str(parts.pop("region_code"))
        complaint = queries.by_code(code) if code in session.get(CASES, []) else None
        if complaint is None:
            flash(_("请输入投诉编号和查询码，再查看进展。"), "warning")
            return redirect(url_for("complaints.follow", region_code=region_code), 303)
        return view(complaint, *args, **parts)

    return public(opened)
