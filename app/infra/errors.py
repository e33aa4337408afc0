"""What goes wrong becomes a page with a sentence, never a trace."""

import logging
from contextlib import suppress
from datetime import datetime

from flask import Flask, current_app, g, make_response, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_limiter.errors import RateLimitExceeded
from flask_login import current_user
from flask_wtf.csrf import CSRFError, CSRFProtect
from sqlalchemy.exc import DataError, SQLAlchemyError
from werkzeug.exceptions import HTTPException, InternalServerError, MethodNotAllowed

from app.infra import guard, limits, phrases, problems, written
from app.infra.access import Refused
from app.infra.i18n import _
from app.infra.scope import NoScopeOpen, Session
from app.infra.watch import asked
from app.kernel.errors import DomainError, NotHere
from app.settings import Settings

log = logging.getLogger(__name__)
csrf = CSRFProtect()
PAGES = (400, 401, 403, 404, 405, 409, 413, 429, 500, 503)


def init_errors(app: Flask, settings: Settings) -> None:
    csrf.init_app(app)
    app.config["WTF_CSRF_TIME_LIMIT"] = 12 * 3600
    app.config["MAX_CONTENT_LENGTH"] = 21 * 1024 * 1024
    app.config["MAX_FORM_MEMORY_SIZE"] = 2 * 1024 * 1024
    app.register_error_handler(CSRFError, _stale_form)
    app.register_error_handler(Refused, _refused)
    app.register_error_handler(DomainError, _domain)
    app.register_error_handler(DataError, _unreadable)
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(Exception, unexpected)


def page(status: int, told: str = "", again: datetime | None = None) -> ResponseReturnValue:
    """The error page for ``status`` with one more sentence, if there is one. Programs get it as a problem.

    ``again``: when one may try anew, where that is known.
    """
    if problems.are_wanted():
        return problems.answer(status, told)
    shown = status if status in PAGES else (400 if status < 500 else 500)
    return render_template(f"errors/{shown}.html", reason=told, status=status, again=again), status


def _http(error: HTTPException) -> ResponseReturnValue:
    if error.code is None or error.code < 400:
        return error
    if error.code == 401 and not problems.are_wanted():
        return unsigned()
    told = error.description if error.code in (400, 401, 429) and error.description else ""
    again = limits.again_at() if isinstance(error, RateLimitExceeded) else None
    if isinstance(error, RateLimitExceeded):
        told = guard.when_again(again) if again else ""
    answer = make_response(page(error.code, told if _is_ours(told) else "", again))
    if isinstance(error, guard.ComeBack):
        answer.headers["Retry-After"] = str(error.retry_after)
    if isinstance(error, MethodNotAllowed) and error.valid_methods:
        answer.headers["Allow"] = ", ".join(sorted(error.valid_methods))
    return answer


def _is_ours(text: str) -> bool:
    """Werkzeug's own descriptions are English prose; ours are sentences in the reader's language."""
    return bool(text) and not text.startswith(("The ", "This "))


def _already_in() -> bool:
    """A second click on a form that signed the person in: the first one did it, and changed the token."""
    return request.path in ("/sign-in", "/register") and "_user_id" in session


def _stale_form(error: CSRFError) -> ResponseReturnValue:
    if _already_in():
        return redirect("/desk", 303)
    log.info("a form without its token at %s", asked())
    if needs_sign_in():
        return unsigned()
    back = written.sent_back(
        400, _("请再提交一次"), _("这个页面放得太久了，刚才没有提交。您写的都在下面，再点一次就可以。")
    )
    return back or page(400, _("这个页面放得太久了。请返回上一页刷新后再提交，已填的内容可以先复制出来。"))


def needs_sign_in() -> bool:
    """A page for known people, asked for by somebody who is not signed in, or not any more."""
    view = current_app.view_functions.get(request.endpoint or "")
    return getattr(view, "__access__", "public") != "public" and not current_user.is_authenticated


def unsigned() -> ResponseReturnValue:
    """The sign-in is over in the middle of a form: sign in beside it, and send it again."""
    back = written.sent_back(
        401, _("请先登录"), _("登录已过期，刚才没有提交。您写的都在下面：请在新打开的页面里登录，再回到这里提交。"),
        first=(_("去登录"), url_for("accounts.sign_in")),
    )  # fmt: skip
    return back or page(401, _("登录已过期，请重新登录后再提交。"))


def _refused(error: Refused) -> ResponseReturnValue:
    log.info("refused: %s at %s to %s", error.permission, asked(), session.get("_user_id", "a program"))
    return page(403, error.why)


def _domain(error: DomainError) -> ResponseReturnValue:
    if isinstance(error, NotHere):
        return page(404)
    log.info("said no: %s at %s", error.code, asked())
    return page(409, phrases.sentence(error))


def _unreadable(error: DataError) -> ResponseReturnValue:
    """Characters or numbers that no address and no form of ours holds: a NUL, twenty digits for a place in a list."""
    log.warning("nothing to look up, at %s", asked())
    with suppress(NoScopeOpen):
        Session().rollback()
    return page(404 if request.method in ("GET", "HEAD") else 400)


def on_its_own() -> None:
    """From here on the answer asks nothing of the database: it may be what broke, or left no transaction to ask in."""
    g.on_its_own = True
    with suppress(NoScopeOpen, SQLAlchemyError):
        Session().rollback()


def is_on_its_own() -> bool:
    return bool(g.get("on_its_own"))


def unexpected(error: Exception) -> ResponseReturnValue:
    log.exception(  # noqa: LOG004  (Flask calls this from its own except clause)
        "unexpected, at %s", asked()
    )
    on_its_own()
    try:
        return page(500)
    except Exception:  # the page itself may need what is broken
        log.exception("the error page failed too")
        return InternalServerError().get_response()
