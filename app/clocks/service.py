"""Start, pause, resume, extend, meet and lift a clock. Whoever owns the subject decides when; the record is here."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select, update

from app.clocks import queries, rules
from app.clocks.models import Deadline, Pause
from app.clocks.queries import RUNNING, Subject
from app.clocks.terms import ClockAction, Rule
from app.infra import audit
from app.infra.audit import Actor
from app.infra.db import add
from app.infra.scope import Session
from app.kernel.kinds import ClockName
from app.kernel.workdays import Calendar
from app.regions import queries as regions


def start(subject: Subject, rule: Rule, *, at: datetime) -> Deadline:
    """Start a clock at ``at``. If one of that name already runs for the subject, that one stays as it is."""
    known = queries.running(subject, rule.clock)
    if known:
        return known[0]
    term = rules.term_of(rule, at, regions.calendar())
    return add(
        Deadline(
            subject_kind=subject.__tablename__, subject_id=subject.id, clock=rule.clock, unit=rule.unit,
            length=rule.length, version=rule.version, extension=rule.extension, to_confirm=rule.to_confirm,
            started_at=at, due_at=term.due_at, due_on=term.due_on, provisional=term.provisional,
            counted=term.counted, pauses=[],
        )
    )  # fmt: skip


def pause(deadline: Deadline, *, why: str, paper: str, by: Actor, now: datetime) -> Pause:
    """The clock stands from now on: a test, an appraisal. Raises ``rules.PauseRefused``."""
    _hold(deadline)
    rules.check_pause(
        is_over=deadline.is_over, is_paused=deadline.paused_at is not None, due_at=deadline.due_at, now=now
    )
    deadline.paused_at = now
    taken_out = add(
        Pause(
            deadline_id=deadline.id, from_at=now, until_at=None, why=why, paper=paper, by_name=by.audit_name
        )
    )
    audit.record(ClockAction.PAUSED, deadline, by=by, now=now, why=why, paper=paper)
    Session().refresh(deadline, ["pauses"])
    return taken_out


def resume(deadline: Deadline, *, by: Actor, now: datetime) -> None:
    """It runs again; what lay between is taken out and the last day counted anew. Raises ``rules.PauseRefused``."""
    _hold(deadline)
    rules.check_resume(deadline.paused_at, now)
    for one in _pauses(deadline):
        one.until_at = one.until_at or now
    deadline.paused_at = None
    _count(deadline, regions.calendar())
    audit.record(ClockAction.RESUMED, deadline, by=by, now=now, due_at=deadline.due_at)


def extend(deadline: Deadline, *, why: str, by: Actor, now: datetime) -> None:
    """Longer, once, by what its rule allows. Raises ``rules.ExtendRefused``."""
    _hold(deadline)
    rules.check_extend(
        extension=deadline.extension, is_extended=deadline.extended_at is not None,
        is_over=deadline.is_over or (deadline.paused_at is None and rules.is_late(deadline.due_at, now)),
    )  # fmt: skip
    deadline.extended_at = now
    _count(deadline, regions.calendar())
    audit.record(ClockAction.EXTENDED, deadline, by=by, now=now, why=why, due_at=deadline.due_at)


def reread(deadline: Deadline, length: int, *, by: Actor, now: datetime) -> bool:
    """Count anew after the rule or the calendar changed, for somebody's good only: whoever was told a last day keeps it.

    What is met, lifted or over stays. Whether the last moment moved.
    """
    _hold(deadline)
    if deadline.is_over or (deadline.paused_at is None and rules.is_late(deadline.due_at, now)):
        return False
    spans = [span for one in _pauses(deadline) if (span := one.span) is not None]
    longer, more = max(length, deadline.length), deadline.whole_length - deadline.length
    term = rules.due(deadline.unit, longer + more, deadline.started_at, spans, regions.calendar())
    if term.due_at <= deadline.due_at:
        return False
    deadline.length, deadline.due_at, deadline.due_on = longer, term.due_at, term.due_on
    deadline.counted, deadline.provisional = term.counted, term.provisional
    audit.record(ClockAction.REREAD, deadline, by=by, now=now, length=longer, due_at=deadline.due_at)
    return True


def meet(subject: Subject, *clocks: ClockName, now: datetime) -> None:
    """These were waited for and are done; late or not, the time stays. What has stood stands no longer."""
    for one in queries.running(subject, *clocks) if clocks else ():
        one.met_at = now
        _end_pause(one, now)
    Session().flush()


def lift(subject: Subject, *clocks: ClockName, now: datetime) -> None:
    """Nobody waits for these (none named: for anything) any more."""
    still = update(Deadline).where(
        Deadline.subject_kind == subject.__tablename__, Deadline.subject_id == subject.id, *RUNNING
    )
    if clocks:
        still = still.where(Deadline.clock.in_(clocks))
    Session().execute(still.values(lifted_at=now))


def recount(now: datetime) -> None:
    """Count again what was guessed over an unknown year, once its holidays are known; nothing met is touched."""
    calendar = regions.calendar()
    for deadline in queries.provisional():
        _count(deadline, calendar)


def _hold(deadline: Deadline) -> None:
    """Lock the row and read it again: of two who act at once, the second sees what the first did."""
    columns = ["paused_at", "extended_at", "met_at", "lifted_at", "due_at"]
    Session().refresh(deadline, columns, with_for_update=True)


def _pauses(deadline: Deadline) -> Sequence[Pause]:
    return Session().scalars(select(Pause).where(Pause.deadline_id == deadline.id).order_by(Pause.id)).all()


def _count(deadline: Deadline, calendar: Calendar) -> None:
    spans = [span for one in _pauses(deadline) if (span := one.span) is not None]
    term = rules.due(deadline.unit, deadline.whole_length, deadline.started_at, spans, calendar)
    deadline.due_at, deadline.due_on = term.due_at, term.due_on
    deadline.counted, deadline.provisional = term.counted, term.provisional
    Session().flush()


def _end_pause(deadline: Deadline, now: datetime) -> None:
    """Met while it stood: the time taken out ends here, and the last day is counted to where it would have been."""
    if deadline.paused_at is not None:
        for one in _pauses(deadline):
            one.until_at = one.until_at or now
        deadline.paused_at = None
        _count(deadline, regions.calendar())
