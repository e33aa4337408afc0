"""The inbox: what there is, opening one, having read all."""

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.infra import clock
from app.infra.access import loads, requires
from app.infra.db import unit_of_work
from app.notices import queries, service
from app.notices.models import Notice
from app.notices.terms import NoticePermission
from app.notices.views import blueprint


@blueprint.get("/inbox")
@requires(NoticePermission.READ_OWN)
def inbox() -> ResponseReturnValue:
    page = queries.page(current_user.id, after=request.args.get("after", type=int))
    return render_template("notices/inbox.html", page=page, unread=queries.unread_count(current_user.id))


@blueprint.get("/inbox/<code>")
@loads(queries.by_code)
@requires(NoticePermission.OPEN)
def show(notice: Notice) -> ResponseReturnValue:
    """Reading it is all that changes, so a link will do; it leads to what the message is about."""
    url = notice.url
    with unit_of_work():
        service.mark_read(notice, now=clock.now())
    return redirect(url, 303)


@blueprint.post("/inbox/read-all")
@requires(NoticePermission.READ_OWN)
def read_all() -> ResponseReturnValue:
    with unit_of_work():
        service.mark_all_read(current_user, now=clock.now())
    return redirect(url_for("notices.inbox"), 303)
