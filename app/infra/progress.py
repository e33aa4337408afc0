"""How far long work has come, for the one component that shows it (``components/work.html``).

A slice that has long work promises a job, counts ``job.done`` of ``job.total`` in transactions of its own, tells who asked when it
is over, and gives a page with the part and an address that answers with the part alone.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from app.infra.i18n import _
from app.infra.jobs import Job, JobState

UNDER_WAY = frozenset({JobState.WAITING, JobState.RUNNING})
LEAST_SEEN = timedelta(seconds=2)  # sooner, a guess would only jump about


@dataclass(frozen=True, slots=True)
class Progress:
    """``made`` of ``total``, in whatever is counted; ``left`` is a sentence or nothing."""

    made: int
    total: int
    left: str
    is_done: bool
    has_failed: bool

    @property
    def under_way(self) -> bool:
        return not self.is_done and not self.has_failed


def of(job: Job, at: datetime) -> Progress:
    """``at`` is the real time: work goes on whatever the region's clock says."""
    return Progress(
        made=job.done, total=job.total, left=left_text(job.started_at, job.done, job.total, at),
        is_done=job.state is JobState.DONE, has_failed=job.state is JobState.FAILED,
    )  # fmt: skip


def left_text(started_at: datetime | None, made: int, total: int, at: datetime) -> str:
    """“大约还要 2 分钟”: as fast as up to now. Nothing while too little is known."""
    if started_at is None or made <= 0 or made >= total:
        return ""
    spent = at - started_at
    if spent < LEAST_SEEN:
        return ""
    seconds = round(spent.total_seconds() * (total - made) / made)
    if seconds < 60:
        return _("大约还要 %(count)d 秒", count=max(5, -(-seconds // 5) * 5))
    return _("大约还要 %(count)d 分钟", count=-(-seconds // 60))
