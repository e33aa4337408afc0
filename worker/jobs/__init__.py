"""The functions behind the job names, found by name. A house test asks that none is missing."""

from collections.abc import Callable, Mapping

from app.infra.jobs import Job
from app.kernel.kinds import JobName
from worker.jobs import (
    assessments,
    assistance,
    guides,
    honours,
    labels,
    licences,
    mediation,
    notices,
    panels,
    regions,
    selfchecks,
    statistics,
)

JOBS: Mapping[JobName, Callable[[Job], None]] = {
    **regions.JOBS,
    **assessments.JOBS,
    **assistance.JOBS,
    **assistance.JOBS,
    **honours.JOBS,
    **guides.JOBS,
    **labels.JOBS,
    **licences.JOBS,
    **notices.JOBS,
    **mediation.JOBS,
    **statistics.JOBS,
    **panels.JOBS,
    **selfchecks.JOBS,
}
