"""When a paper ends, the items that rested on it are looked at again: a task, a notice, and no carrying over."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta

from sqlalchemy import or_, select

from app.accounts import queries as accounts
from app.infra import audit
from app.infra.audit import Actor
from app.infra.db import add
from app.infra.i18n import _l
from app.infra.scope import Session
from app.kernel import codes
from app.kernel.clock import local_day
from app.licences import queries as licences
from app.licences.models import Licence
from app.licences.terms import LicenceState
from app.notices import service as notices
from app.selfchecks import queries, rules, versions
from app.selfchecks.models import AnswerProof, Remediation, SelfCheck
from app.selfchecks.terms import AnswerValue, RemediationAction, RemediationState, SelfCheckState

LOOKED_BACK = timedelta(
    days=120
)  # far longer than any outage; keeps old papers from being looked at for ever
OVER = (LicenceState.EXPIRED, LicenceState.REPLACED)


def reopen(*, by: Actor, now: datetime) -> int:
    """Re-open what rested on papers that have ended since; how many items. Each paper re-opens an item once.

    The result stays as it was handed in: it was true that day. The item gets a task, is not carried into the next
    self-check, and is asked again in a draft.
    """
    opened = 0
    for licence in _ended(local_day(now)):
        last = queries.latest_submitted(licence.merchant_id)
        if last is not None:
            opened += _reopen_for(licence, last, by=by, now=now)
    return opened


def _ended(today: date) -> Sequence[Licence]:
    """Papers that have ended of late and re-opened nothing yet, of shops that have handed in, oldest first."""
    seen = select(Remediation.id).where(Remediation.licence_id == Licence.id)
    checked = select(SelfCheck.id).where(
        SelfCheck.merchant_id == Licence.merchant_id, SelfCheck.state == SelfCheckState.SUBMITTED,
        or_(SelfCheck.submitted_at >= Licence.decided_at, Licence.decided_at.is_(None)),
    )  # fmt: skip
    linked = select(AnswerProof.id).where(AnswerProof.licence_id == Licence.id)
    wanted = select(Licence).where(
        Licence.state.in_(OVER),
        ~seen.exists(),
        or_(checked.exists(), linked.exists()),
        or_(Licence.state == LicenceState.REPLACED, Licence.valid_until >= today - LOOKED_BACK),
    )
    return Session().scalars(wanted.order_by(Licence.id)).all()


def _reopen_for(licence: Licence, last: SelfCheck, *, by: Actor, now: datetime) -> int:
    codes_open = {task.item_code for task in queries.open_remediation(last.merchant_id)}
    rested = [code for code in _resting_on(licence, last) if code not in codes_open]
    for code in rested:
        _open_task(licence, last, code, by=by, now=now)
    draft = queries.draft_of(last.merchant_id)
    if draft is not None:
        versions.forget(draft, rested)
    if rested:
        _tell(licence, len(rested), now=now)
    return len(rested)


def _resting_on(licence: Licence, last: SelfCheck) -> Iterator[str]:
    """Items answered as met that the paper was named for, or whose kind of paper the shop has none of any more."""
    linked = set(
        Session().scalars(
            select(AnswerProof.item_code).where(
                AnswerProof.selfcheck_id == last.id, AnswerProof.licence_id == licence.id
            )
        )
    )
    gone = licence.kind not in licences.verified_kinds(last.merchant_id)
    answers = queries.values_of(last)
    for item in queries.guide_of(last).applicable(last.scopes or ()):
        by_kind = gone and item.licence == licence.kind and _was_in_force(licence, last)
        if answers.get(item.code) is AnswerValue.MET and (item.code in linked or by_kind):
            yield item.code


def _was_in_force(licence: Licence, check: SelfCheck) -> bool:
    """Whether it still held on the day the self-check was handed in."""
    if licence.valid_until is None or check.submitted_at is None:
        return False
    return local_day(check.submitted_at) <= licence.valid_until


def _open_task(licence: Licence, last: SelfCheck, code: str, *, by: Actor, now: datetime) -> None:
    item = queries.guide_of(last).item(code)
    days = item.fix_days if item else 0
    held = queries.remediation_at(last, code)
    if held is not None:  # put right before, on this very self-check: the same task opens again
        held.state, held.closed_at, held.closed_by, held.closed_how = RemediationState.OPEN, None, None, None
        held.licence_id, held.opened_at, held.reminded = licence.id, now, 0
        held.due_on = rules.due_on(local_day(now), days)
    task = held or add(
        Remediation(
            code=codes.fresh(10), selfcheck_id=last.id, merchant_id=last.merchant_id, item_code=code, opened_at=now,
            due_on=rules.due_on(local_day(now), days), state=RemediationState.OPEN, licence_id=licence.id,
        )
    )  # fmt: skip
    audit.record(
        RemediationAction.REOPENED,
        task,
        by=by,
        now=now,
        licence=licence.audit_label,
        state=licence.state.value,
    )


def _tell(licence: Licence, count: int, *, now: datetime) -> None:
    replaced = licence.state is LicenceState.REPLACED
    title = _l("证照换了新的，有条目要重新确认") if replaced else _l("证照过期了，有条目要重新确认")
    text = _l(
        "%(count)d 条自查是靠 %(number)s 证明的，请看看现在是否仍然做到。", count=count, number=licence.number
    )
    notices.tell_all(
        accounts.of_merchant(licence.merchant_id), title, text, "/remediation",
        key=f"licence {licence.code} reopened", now=now,
    )  # fmt: skip
