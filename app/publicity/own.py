"""What this browser has proved: which objections it may follow, and the receipt it was just given."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from flask import flash, redirect, session, url_for
from flask.typing import ResponseReturnValue

from app.infra.access import View, public
from app.infra.i18n import _
from app.publicity import queries
from app.publicity.models import Objection

P = ParamSpec("P")
CASES, RECEIPT = "objection_cases", "objection_receipt"
MOST = 5


def may_follow(code: str) -> None:
    """Number and secret were right, here: this session may open the objection."""
    known = [one for one in session.get(CASES, []) if one != code]
    session[CASES] = [code, *known][:MOST]
    session.pop(RECEIPT, None)


def keep_receipt(code: str, secret: str) -> None:
    """For the receipt page of this browser; gone once the objection has been opened."""
    session[RECEIPT] = [code, secret]


def secret_of(code: str) -> str | None:
    known = session.get(RECEIPT)
    return known[1] if known and known[0] == code else None


def own_objection(view: Callable[Concatenate[Objection, P], ResponseReturnValue]) -> View[P]:
    """The objection of the address, if this browser has shown its secret; else back to where that is asked."""

    @wraps(view)
    def opened(*args: P.args, **kwargs: P.kwargs) -> ResponseReturnValue:
        parts: dict[str, Any] = dict(kwargs)
        code, region_code = str(parts.pop("code")), str(parts.pop("region_code"))
        objection = queries.objection_by_code(code) if code in session.get(CASES, []) else None
        if objection is None:
            flash(_("请输入异议编号和查询码，再查看进展。"), "warning")
            return redirect(url_for("objections.follow", region_code=region_code), 303)
        return view(objection, *args, **parts)

    return public(opened)
