"""The machine room, for administrators: what waits, what runs, what was given up, and a button to try it again."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.desk import health, phrases, service
from app.desk.permissions import DeskPermission
from app.infra import audit, clock, jobs
from app.infra.access import loads, requires
from app.infra.db import unit_of_work
from app.infra.i18n import _
from app.infra.jobs import Job
from app.infra.phrases import sentence, word
from app.kernel.errors import DomainError
from app.kernel.kinds import JobName

blueprint = Blueprint("system", __name__)
KINDS = {member.value: member for member in phrases.WORDS if isinstance(member, JobName)}


def named(name: str) -> str:
    """What a kind of work is called; one that no release knows any more goes by its own name."""
    return word(KINDS[name]) if name in KINDS else name


@blueprint.get("/system")
@requires(DeskPermission.SEE_SYSTEM)
def show() -> ResponseReturnValue:
    return render_template(
        "desk/system.html", queue=health.queue_state(), work=jobs.open_work(),
        page=jobs.failed_page(after=request.args.get("after", type=int)), named=named,
        walk=audit.newest_walk(),
    )  # fmt: skip


@blueprint.post("/system/jobs/<code>/again")
@loads(jobs.by_code)
@requires(DeskPermission.TRY_AGAIN)
def again(job: Job) -> ResponseReturnValue:
    try:
        with unit_of_work():
            service.try_again(job, by=current_user, now=clock.now())
        flash(_("已经重新排队。"), "success")
    except DomainError as refusal:
        flash(sentence(refusal), "error")
    return redirect(url_for("system.show"), 303)
