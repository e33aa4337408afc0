"""What happens to a notice and its objections."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from flask_babel import force_locale

from app.accounts import queries as accounts
from app.accounts.models import User
from app.accounts.terms import Role
from app.clocks import service as clock_service
from app.clocks.terms import Rule, Unit
from app.infra import audit, receipts
from app.infra.audit import SYSTEM, Actor, Passer
from app.infra.db import add
from app.infra.i18n import _l
from app.infra.scope import current_region
from app.kernel import codes
from app.kernel.clock import local_day
from app.kernel.text import mask_name
from app.notices import service as notices
from app.publicity import changes, contact, headings, queries, rules
from app.publicity.models import Objection, PublicNotice
from app.publicity.terms import (
    PREFIX,
    SIGNS,
    Line,
    NoticeKind,
    NoticeState,
    Origin,
    PublicityAction,
    PublicityClock,
)
from app.regions import queries as regions

BY_REGION = "region policy"


@dataclass(frozen=True, slots=True)
class Said:
    """What someone objects. ``merchant_code`` empty: to the whole notice."""

    name: str
    phone: str | None
    text: str
    merchant_code: str | None
    form_key: str
    told_version_id: int | None = None


@dataclass(frozen=True, slots=True)
class Put:
    """Who puts a notice forward, and why. ``year`` is in its heading."""

    minutes: str
    origin: Origin
    year: int
    cycle_id: int | None = None
    sitting_id: int | None = None


def open_notice(
    kind: NoticeKind, lines: Sequence[Line], put: Put, *, by: User, now: datetime
) -> PublicNotice:
    """Show everyone what is meant to be decided. Raises ``rules.NoticeEmpty``."""
    if not lines:
        raise rules.NoticeEmpty
    days = regions.policy().notice_workdays
    due = rules.last_day(local_day(now), days, regions.calendar())
    with force_locale("zh"):
        title = headings.composed(kind, put.year, current_region())
    notice = add(
        PublicNotice(
            code=codes.fresh(8), kind=kind, title=title, lines=[line.kept() for line in lines], minutes=put.minutes,
            origin=put.origin, year=put.year, cycle_id=put.cycle_id, sitting_id=put.sitting_id, stopped=[],
            proposer_id=by.id, proposed_by=by.name, opened_at=now, workdays=len(due.counted), ends_on=due.due_on,
            counted=[day.isoformat() for day in due.counted], provisional=due.provisional,
        )
    )  # fmt: skip
    clock_service.start(notice, Rule(PublicityClock.RUN, Unit.WORKDAYS, days, BY_REGION), at=now)
    audit.record(
        PublicityAction.OPENED,
        notice,
        by=by,
        now=now,
        kind=kind.value,
        ends_on=due.due_on,
        origin=put.origin.value,
    )
    changes.tell(notice)
    return notice


def heading(notice: PublicNotice) -> Callable[[], str]:
    """For messages: said in the language that is set when it is asked."""
    region = current_region()

    def said() -> str:
        return headings.of(notice, region)

    return said


def stop(notice: PublicNotice, merchant_id: int, why: str, *, by: Actor, now: datetime) -> None:
    """A seller's score moved: nothing follows for it from this notice. Twice is once."""
    held = queries.locked(notice.id)
    if merchant_id in held.stopped_ids or held.state not in (NoticeState.RUNNING, NoticeState.ENDED):
        return
    held.stopped = [*held.stopped, {"merchant_id": merchant_id, "at": now.isoformat(), "why": why}]
    audit.record(PublicityAction.STOPPED, held, by=by, now=now, merchant_id=merchant_id, why=why)
    changes.tell(held)


def recount_provisional(now: datetime) -> None:
    """Chore: a last day that was counted over unannounced holidays is counted anew once they are known."""
    calendar = regions.calendar()
    for notice in queries.provisional():
        due = rules.last_day(local_day(notice.opened_at), notice.workdays, calendar)
        notice.ends_on, notice.provisional = due.due_on, due.provisional
        notice.counted = [day.isoformat() for day in due.counted]
    clock_service.recount(now)


def end_notices(now: datetime) -> None:
    """Chore: every notice whose last day is over has run; whoever decides is told."""
    for notice in queries.over_by(local_day(now)):
        rules.check_move(notice.state, NoticeState.ENDED)
        notice.state = NoticeState.ENDED
        clock_service.meet(notice, PublicityClock.RUN, now=now)
        audit.record(PublicityAction.ENDED, notice, by=SYSTEM, now=now)
        changes.tell(notice)
        notices.tell_all(
            accounts.of_role(Role.ADMIN), _l("公示期满，请作出决定"), heading(notice),
            f"/publicity/{notice.code}", key=f"notice-ended-{notice.code}", now=now,
        )  # fmt: skip


def decide(notice: PublicNotice, *, by: User, now: datetime) -> PublicNotice:
    """Close a notice that has run and whose objections are answered; what follows from it is the caller's.

    Raises ``rules.NoticeStillRunning``, ``rules.ObjectionsOpen``, ``rules.MoveRefused``.
    """
    held = queries.locked(notice.id)
    rules.check_run(held.ends_on, local_day(now))
    if held.state is NoticeState.RUNNING:  # the chore has not come round yet
        held.state = NoticeState.ENDED
    rules.check_move(held.state, NoticeState.DECIDED)
    rules.check_all_answered(queries.unanswered(held.id))
    held.state, held.decided_at, held.decided_by = NoticeState.DECIDED, now, by.name
    clock_service.meet(held, PublicityClock.RUN, now=now)
    audit.record(PublicityAction.DECIDED, held, by=by, now=now)
    changes.tell(held)
    return held


def withdraw(notice: PublicNotice, *, by: User, reason: str, now: datetime) -> PublicNotice:
    """Take a notice back; nothing follows from it. Raises ``rules.MoveRefused``."""
    held = queries.locked(notice.id)
    rules.check_move(held.state, NoticeState.WITHDRAWN)
    held.state, held.withdrawn_at, held.withdrawn_for = NoticeState.WITHDRAWN, now, reason
    clock_service.lift(held, PublicityClock.RUN, now=now)
    audit.record(PublicityAction.WITHDRAWN, held, by=by, now=now, reason=reason)
    people = accounts.of_merchants([line.merchant_id for line in held.said])
    notices.tell_all(
        [one for owners in people.values() for one in owners], _l("关于您店铺的公示已撤回"), reason,
        f"/r/{current_region().code}/notices/{held.code}", key=f"notice-withdrawn-{held.code}", now=now,
    )  # fmt: skip
    changes.tell(held)
    return held


def object_to(notice: PublicNotice, said: Said, *, now: datetime) -> Objection:
    """Take an objection in. The same form sent twice is one objection.

    Raises ``rules.NoticeOver``, ``rules.NotOnNotice``.
    """
    known = queries.objection_by_key(said.form_key)
    if known is not None:
        return known
    rules.check_may_object(notice.state, notice.ends_on, local_day(now))
    about = next((line for line in notice.said if line.merchant_code == said.merchant_code), None)
    if said.merchant_code is not None and about is None:
        raise rules.NotOnNotice
    code, secret = receipts.fresh_number(PREFIX, now), secret_of(said)
    objection = add(
        Objection(
            code=code, secret_hash=codes.digest(secret, salt=code), notice_id=notice.id, merchant_id=about.merchant_id if about else None, name=said.name,
            about=about.name if about else "", phone=said.phone, phone_index=contact.phone_mark(said.phone) if said.phone else None, text=said.text,
            form_key=receipts.hash_of_form(said.form_key), received_at=now, notice=notice, told_version_id=said.told_version_id,
        )
    )  # fmt: skip
    days = regions.policy().objection_answer_workdays
    clock_service.start(objection, Rule(PublicityClock.ANSWER, Unit.WORKDAYS, days, BY_REGION), at=now)
    audit.record(
        PublicityAction.OBJECTED, objection, by=Passer(mask_name(said.name)), now=now, notice=notice.code
    )
    changes.tell(notice)
    notices.tell_all(
        accounts.of_role(Role.ADMIN, Role.OFFICER), _l("公示收到一件异议"), heading(notice),
        f"/publicity/{notice.code}", key=f"objection-{objection.code}", now=now,
    )  # fmt: skip
    return objection


def secret_of(said: Said) -> str:
    """The receipt's secret code: the same for a form sent twice, and kept nowhere."""
    return receipts.secret_of(said.form_key, purpose=SIGNS)


def unmask(objection: Objection, *, by: User, reason: str, now: datetime) -> tuple[str, str]:
    """Name and phone in full, once, with the reason on record. Nothing is changed but the record."""
    audit.record(PublicityAction.UNMASKED, objection, by=by, now=now, reason=reason)
    return objection.name, objection.phone or ""


def answer(objection: Objection, *, upheld: bool, text: str, by: Actor, now: datetime) -> None:
    """Say whether the objection holds, and why. Raises ``rules.AnsweredAlready``."""
    if objection.answered_at is not None:
        raise rules.AnsweredAlready
    objection.answer, objection.upheld = text, upheld
    objection.answered_at, objection.answered_by = now, by.audit_name
    clock_service.meet(objection, PublicityClock.ANSWER, now=now)
    audit.record(PublicityAction.ANSWERED, objection, by=by, now=now, upheld=upheld)
    changes.tell(objection.notice)


def struck(notice: PublicNotice) -> frozenset[int]:
    """Sellers of the notice against whom an objection was upheld, or whose score moved; all of them if it was to the whole notice."""
    upheld = [objection for objection in notice.objections if objection.upheld]
    if any(objection.merchant_id is None for objection in upheld):
        return frozenset(line.merchant_id for line in notice.said)
    against = frozenset(objection.merchant_id for objection in upheld if objection.merchant_id is not None)
    return against | notice.stopped_ids
