"""Prints agreements. Killed half way, it begins again; a paper that is there is not made twice."""

from collections.abc import Callable
from datetime import datetime

from flask import current_app

from app.accounts import queries as accounts
from app.infra import clock, pdf, storage
from app.infra.db import unit_of_work
from app.infra.i18n import _l
from app.infra.jobs import Job
from app.infra.scope import current_region
from app.kernel.kinds import JobName
from app.mediation import queries, seal, service
from app.mediation.jobs import MediationJob
from app.mediation.models import Mediation
from app.notices import service as notices

STEPS = 3  # read, printed, kept


def print_agreement(job: Job) -> None:
    """The paper of one agreement, and a word to who waits for it."""
    with unit_of_work():
        mediation = queries.by_id(int(job.args["mediation_id"]))
        if mediation is None or not mediation.has_agreement or mediation.paper_id is not None:
            return
        job.total, job.done = STEPS, 1
    content = _printed(mediation)
    with unit_of_work():
        job.done = 2
    with unit_of_work():
        name = f"{mediation.code}.pdf"
        file = storage.keep(content, media_type="application/pdf", name=name, now=clock.now())
        if service.keep_paper(mediation, file, now=clock.now()):
            _tell(mediation)
        job.done = STEPS


def tell_overdue_breaches(now: datetime) -> None:
    """Reported, not looked into in time, and nobody told of that yet."""
    service.tell_overdue(now)


def _printed(mediation: Mediation) -> bytes:
    home = current_app.config["PUBLIC_URL"]
    verify_url = f"{home}/r/{current_region().code}/agreements/{mediation.code}"
    newest = mediation.on_the_table
    return pdf.render(
        "pdf/agreement.html", mediation=mediation, confirmations=newest.confirmations if newest else (),
        statement=seal.statement_of(mediation), fingerprint=seal.fingerprint(), verify_url=verify_url,
        qr=pdf.qr_svg(verify_url),
    )  # fmt: skip


def _tell(mediation: Mediation) -> None:
    """The seller and the mediator; the consumer was told of the agreement, and finds the paper with it."""
    people = list(accounts.of_merchant(mediation.complaint.merchant_id))
    mediator = accounts.user(mediation.mediator_id) if mediation.mediator_id else None
    notices.tell_all(
        [*people, *([mediator] if mediator else [])],
        _l("投诉 %(code)s 的调解协议书做好了", code=mediation.complaint.code), _l("可以下载打印了。"),
        f"/complaints/{mediation.complaint.code}/mediation", key=f"{mediation.code} paper", now=clock.now(),
    )  # fmt: skip


JOBS: dict[JobName, Callable[[Job], None]] = {MediationJob.PAPER: print_agreement}
