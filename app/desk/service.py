"""What an administrator may do to the machinery."""

from datetime import datetime

from app.desk.terms import SystemAction
from app.infra import audit, jobs
from app.infra.audit import Actor
from app.infra.jobs import Job


def try_again(job: Job, *, by: Actor, now: datetime) -> None:
    """Work that was given up is tried once more; who asked for it stands on record. Raises ``jobs.NotFailed``."""
    again = jobs.try_again(job.id)
    audit.record(SystemAction.JOB_TRIED_AGAIN, again, by=by, now=now, code=again.code, trouble=again.trouble)
