"""Writes the minutes of counted sittings. Killed half way, it begins again; minutes that are there stay."""

from collections.abc import Callable, Mapping
from typing import Any

from app.assessments import queries as assessments
from app.infra import audit, clock, pdf, storage
from app.infra.audit import SYSTEM
from app.infra.db import unit_of_work
from app.infra.jobs import Job
from app.kernel.kinds import JobName
from app.panels import queries, service, vote_queries
from app.panels.models import PanelSitting
from app.panels.terms import PanelJob, SittingState

PDF = "application/pdf"


def write_minutes(job: Job) -> None:
    """One step a seller, one for the paper."""
    with unit_of_work():
        sitting = queries.sitting_by_id(int(job.args["sitting_id"]))
        if sitting is None or sitting.state is not SittingState.COUNTED or sitting.minutes_id is not None:
            return
        job.total, job.done = len(sitting.questions) + 1, 0
    told = _told(sitting)
    with unit_of_work():
        job.done = len(told)
    written = pdf.render(
        "pdf/minutes.html", sitting=sitting, questions=told, cycle=assessments.cycle_by_id(sitting.cycle_id),
        audit_head=audit.head(),
    )  # fmt: skip
    with unit_of_work():
        file = storage.keep(written, media_type=PDF, name=f"minutes-{sitting.code}.pdf", now=clock.now())
        service.keep_minutes(sitting, file, by=SYSTEM, now=clock.now())
        job.done = job.total


def _told(sitting: PanelSitting) -> list[Mapping[str, Any]]:
    tied = queries.conflicts_in(sitting.cycle_id, [one.merchant_id for one in sitting.questions])
    votes = vote_queries.read_out(sitting)
    return [
        {
            "question": one,
            "votes": votes.get(one.id, []),
            "recused": [
                who.member_name for who in tied[one.merchant_id] if who.member_id in sitting.member_ids
            ],
        }
        for one in sitting.questions
    ]


JOBS: dict[JobName, Callable[[Job], None]] = {PanelJob.MINUTES: write_minutes}
