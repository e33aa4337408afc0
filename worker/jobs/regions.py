"""Everything dated that is due in a region and not yet done: each morning, and after a demo clock moved.

Every chore asks "due and not yet done", never "due exactly today": a missed night must not swallow a deadline.
A chore that fails does not keep the others from their turn.
"""

import logging
from collections.abc import Callable
from datetime import datetime

from app.infra import clock
from app.infra.db import unit_of_work
from app.infra.jobs import Job
from app.kernel.kinds import JobName
from app.regions.jobs import RegionJob
from worker.jobs import (
    assessments,
    clocks,
    complaints,
    entry,
    files,
    guides,
    keeping,
    licences,
    mediation,
    notices,
    public,
    reports,
    selfchecks,
    statistics,
    titles,
)

log = logging.getLogger(__name__)
CHORES: tuple[Callable[[datetime], None], ...] = (
    assessments.enter_newcomers,
    assessments.remind_late,
    assessments.forget_marks,
    clocks.recount_deadlines,
    complaints.tell_overdue_complaints,
    complaints.forget_consumers,
    complaints.forget_sent_files,
    complaints.forget_one_time_codes,
    complaints.index_phones,
    reports.tell_overdue_reports,
    reports.forget_reporters,
    reports.forget_answered_challenges,
    entry.forget_entries,
    guides.take_up_amendments,
    guides.tell_of_law_changes,
    licences.close_expired,
    licences.remind_of_expiry,
    mediation.tell_overdue_breaches,
    notices.release_held_words,
    statistics.count_complaints,
    notices.forget_addresses,
    selfchecks.reopen_what_rested_on_papers,
    selfchecks.remind_of_remediation,
    selfchecks.forget_old_reports,
    licences.let_originals_go,
    files.forget_unclaimed_files,
    files.remove_unclaimed_bytes,
    keeping.forget_objectors,
    keeping.forget_accounts,
    keeping.forget_declared_ties,
    keeping.forget_waybills,
    keeping.forget_exports,
    keeping.walk_audit_chain,
    titles.recount_notices,
    titles.reread_hearings,
    titles.end_notices,
    titles.expire_titles,
    titles.take_down_expired,
    titles.tell_overdue,
    public.renew_cards,
    public.count_open_lines,
)


def do_chores(job: Job) -> None:
    """One unit of work a chore."""
    broken: list[str] = []
    for chore in CHORES:
        try:
            with unit_of_work():
                chore(clock.now())
        except Exception:
            log.exception("chore %s failed", chore.__name__)
            broken.append(chore.__name__)
    if broken:
        raise RuntimeError(f"chores failed: {', '.join(broken)}")


JOBS: dict[JobName, Callable[[Job], None]] = {RegionJob.CHORES: do_chores}
