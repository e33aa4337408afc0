"""Prints label batches. Killed half way, it goes on after the last whole chunk; the batch's row says all else."""

import logging
from collections.abc import Callable
from pathlib import Path

from app.accounts import queries as accounts
from app.infra import clock, storage
from app.infra.db import unit_of_work
from app.infra.i18n import _l, number_text
from app.infra.jobs import MOST_TRIES, Job
from app.kernel.errors import DomainError
from app.kernel.kinds import JobName
from app.labels import printing, queries, resuming, service
from app.labels.errors import OpticalMiss, ProofFailed
from app.labels.jobs import LabelJob
from app.labels.models import LabelBatch
from app.labels.terms import BatchState
from app.notices import service as notices

log = logging.getLogger(__name__)
TOLD_EVERY = 4_800  # labels between two words on progress


class VoidedMeanwhile(Exception):
    """Nobody wants the rest."""


def make(job: Job) -> None:
    """From waiting to ready or failed. Runs twice without harm: a batch that is done stays as it is."""
    with unit_of_work():
        batch = queries.by_id(int(job.args["batch_id"]))
        if batch is None:
            return
        wanted = service.begin(batch)
        job.total, job.done = batch.count, 0 if wanted else batch.made
    path = _unfinished(batch)
    try:
        if wanted:
            _print(job, batch, path)
    except resuming.BeingPrinted:
        raise  # the other worker has the file in its hands; nothing of it is touched here
    except Exception:
        if job.tries >= MOST_TRIES:
            _fail(batch, "unexpected")
            resuming.discard(path)
        raise
    resuming.discard(path)


def _print(job: Job, batch: LabelBatch, path: Path) -> None:
    """Until it is handed over, refused or no longer wanted."""
    try:
        printing.press_on(batch, path, _telling(job, batch))
        printing.look(batch, path)
        with unit_of_work():
            job.done = batch.count
            if service.finish(batch, path, now=clock.now()):
                _tell(batch)
    except VoidedMeanwhile:
        log.info("batch %s was voided while it was made", batch.code)
    except (OpticalMiss, ProofFailed) as miss:
        page, cell = printing.where(batch, miss)
        _fail(batch, f"{miss.code} {page} {cell}")
    except DomainError as refusal:
        _fail(batch, refusal.code)


def _telling(job: Job, batch: LabelBatch) -> Callable[[int], None]:
    """Writes progress down every few thousand labels, in a transaction of its own, so that the page sees it."""

    def tell(made: int) -> None:
        if made - job.done < TOLD_EVERY:
            return
        with unit_of_work():
            job.done = made
            if not service.note_progress(batch, made):
                raise VoidedMeanwhile

    return tell


def _fail(batch: LabelBatch, trouble: str) -> None:
    with unit_of_work():
        service.fail(batch, trouble, now=clock.now())
        _tell(batch)


def _unfinished(batch: LabelBatch) -> Path:
    """Always the same place, so that the next worker finds what the last one left."""
    return storage.scratch("").with_name(f"labels-{batch.code}.pdf")


def _tell(batch: LabelBatch) -> None:
    """A message to who ordered, once."""
    person = None if batch.ordered_by is None else accounts.user(batch.ordered_by)
    if person is None:
        return
    if batch.state is BatchState.READY:
        title = _l("%(count)s 张信用标签做好了", count=number_text(batch.count))
        text = _l("给“%(shop)s”的标签可以下载打印了。", shop=batch.merchant_name)
    else:
        title = _l("%(count)s 张信用标签没有做成", count=number_text(batch.count))
        text = _l("给“%(shop)s”的这批标签没有交付，请看看原因，重新申领一批。", shop=batch.merchant_name)
    notices.tell(
        person,
        title,
        text,
        f"/labels/{batch.code}",
        key=f"labels {batch.code} {batch.state.value}",
        now=clock.now(),
    )


JOBS: dict[JobName, Callable[[Job], None]] = {LabelJob.MAKE: make}
