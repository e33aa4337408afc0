"""What left the house and what did not: for officers and administrators."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.infra import clock
from app.infra.access import loads, requires
from app.infra.db import unit_of_work
from app.infra.i18n import _
from app.infra.phrases import sentence
from app.kernel.errors import DomainError
from app.notices import outbound, ports, queries
from app.notices.models import Delivery
from app.notices.terms import DeliveryState, NoticePermission, Port
from app.notices.views import deliveries_blueprint as blueprint


@blueprint.get("/deliveries")
@requires(NoticePermission.SEE_DELIVERIES)
def index() -> ResponseReturnValue:
    told = request.args.get("state", "")
    state = DeliveryState(told) if told in set(DeliveryState) else None
    page = queries.deliveries(state, after=request.args.get("after", type=int))
    return render_template(
        "notices/deliveries.html", page=page, state=state, states=tuple(DeliveryState),
        to_files=[port for port in Port if not ports.is_real(port)],
    )  # fmt: skip


@blueprint.post("/deliveries/<code>/again")
@loads(queries.delivery_by_code)
@requires(NoticePermission.SEND_AGAIN)
def again(delivery: Delivery) -> ResponseReturnValue:
    try:
        with unit_of_work():
            outbound.send_again(delivery, by=current_user, now=clock.now())
        flash(_("已经重新排队发送。"), "success")
    except DomainError as refusal:
        flash(sentence(refusal), "error")
    return redirect(url_for("deliveries.index", state=request.args.get("state")), 303)
