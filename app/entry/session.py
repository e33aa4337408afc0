"""Who must have a second proof is led to it first; nothing else opens before."""

from flask import Flask, flash, g, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.entry import rules
from app.infra import scope
from app.infra.i18n import _
from app.regions import queries as regions
from app.settings import Settings

OPEN_BEFORE = frozenset({"entry", "accounts", "demo"})


def init_entry(app: Flask, settings: Settings) -> None:
    app.before_request(lead_to_second)


def lead_to_second() -> ResponseReturnValue | None:
    """None, and the page opens; or the way to setting a second proof up."""
    view = getattr(request, "endpoint", None) or "static"
    if view == "static" or view.partition(".")[0] in OPEN_BEFORE or scope.region_or_none() is None:
        return None
    if not current_user.is_authenticated or current_user.role not in rules.NEED_SECOND:
        return None
    if g.user_session.strong or not regions.policy().second_factor_required:
        return None
    flash(_("您的岗位需要第二重验证。请先绑定验证器或添加通行密钥，再继续。"), "warning")
    return redirect(url_for("entry.account"), 303)
