"""Reads of the selfchecks slice."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import joinedload

from app.guides import queries as guides
from app.guides.terms import Guide
from app.infra.paging import Page, newest_first
from app.infra.scope import Session, once
from app.merchants.models import Merchant
from app.selfchecks import rules
from app.selfchecks.models import Answer, Remediation, SelfCheck
from app.selfchecks.terms import AnswerValue, RemediationState, SelfCheckState


def _whole() -> Select[SelfCheck]:
    return select(SelfCheck).options(joinedload(SelfCheck.merchant))


def by_code(code: str) -> SelfCheck | None:
    """With its merchant."""
    return Session().scalar(_whole().where(SelfCheck.code == code))


def guide_of(selfcheck: SelfCheck) -> Guide:
    """The version that is being answered."""
    return guides.of_version(selfcheck.guide_version_id)


def draft_of(merchant_id: int) -> SelfCheck | None:
    return next((one for one in _at_hand(merchant_id) if one.is_draft), None)


def latest_submitted(merchant_id: int) -> SelfCheck | None:
    """The shop's newest submitted self-check, with its merchant; ``outcome`` and ``compliance`` hold the figures."""
    return next((one for one in _at_hand(merchant_id) if not one.is_draft), None)


def _at_hand(merchant_id: int) -> Sequence[SelfCheck]:
    """The draft and the newest submitted one: where a shop stands, read once a page."""
    newest = (
        select(SelfCheck.id)
        .where(SelfCheck.merchant_id == merchant_id, SelfCheck.state == SelfCheckState.SUBMITTED)
        .order_by(SelfCheck.submitted_at.desc(), SelfCheck.id.desc())
        .limit(1)
    )
    wanted = _whole().where(
        SelfCheck.merchant_id == merchant_id,
        or_(SelfCheck.state == SelfCheckState.DRAFT, SelfCheck.id == newest.scalar_subquery()),
    )
    return once(("selfchecks", merchant_id), lambda: Session().scalars(wanted).all())


def latest_results(merchant_ids: Sequence[int]) -> dict[int, SelfCheck]:
    """The newest submitted self-check of each of these shops that has one, in one query."""
    newest = (
        select(SelfCheck)
        .where(SelfCheck.merchant_id.in_(merchant_ids), SelfCheck.state == SelfCheckState.SUBMITTED)
        .distinct(SelfCheck.merchant_id)
        .order_by(SelfCheck.merchant_id, SelfCheck.submitted_at.desc(), SelfCheck.id.desc())
    )
    return {one.merchant_id: one for one in Session().scalars(newest)}


def submitted_of(merchant_id: int) -> Sequence[SelfCheck]:
    """All submitted ones of a shop, newest first."""
    return (
        Session()
        .scalars(
            _whole()
            .where(SelfCheck.merchant_id == merchant_id, SelfCheck.state == SelfCheckState.SUBMITTED)
            .order_by(SelfCheck.submitted_at.desc(), SelfCheck.id.desc())
        )
        .all()
    )


def page_of_submitted(*, park_id: int | None = None, after: int | None = None) -> Page[SelfCheck]:
    """One page of the region's submitted self-checks, newest first, with their merchants."""
    wanted = _whole().where(SelfCheck.state == SelfCheckState.SUBMITTED)
    if park_id is not None:
        wanted = wanted.where(
            SelfCheck.merchant_id.in_(select(Merchant.id).where(Merchant.park_id == park_id))
        )
    return newest_first(wanted, SelfCheck.id, after)


def answers_of(selfcheck: SelfCheck) -> Mapping[str, Answer]:
    """By item code."""
    found = Session().scalars(select(Answer).where(Answer.selfcheck_id == selfcheck.id))
    return {one.item_code: one for one in found}


def values_of(selfcheck: SelfCheck) -> dict[str, AnswerValue]:
    """What was answered, by item code: what the rules ask for."""
    return {code: one.answer for code, one in answers_of(selfcheck).items()}


def remediation_by_code(code: str) -> Remediation | None:
    """With its self-check and merchant."""
    return Session().scalar(
        select(Remediation)
        .where(Remediation.code == code)
        .options(joinedload(Remediation.selfcheck), joinedload(Remediation.merchant))
    )


def remediation_for(selfcheck: SelfCheck, item_codes: Sequence[str]) -> Mapping[str, Remediation]:
    """The task of each of these items as it stood when the self-check was handed in; an older one may have been kept."""
    found = Session().scalars(
        select(Remediation)
        .where(
            Remediation.merchant_id == selfcheck.merchant_id,
            Remediation.item_code.in_(item_codes),
            Remediation.opened_at <= selfcheck.submitted_at,
        )
        .order_by(Remediation.id)
    )
    return {task.item_code: task for task in found}


def open_remediation(merchant_id: int) -> Sequence[Remediation]:
    """What the shop still has to put right, soonest first, with its self-check."""
    return (
        Session()
        .scalars(
            select(Remediation)
            .where(Remediation.merchant_id == merchant_id, Remediation.state == RemediationState.OPEN)
            .options(joinedload(Remediation.selfcheck))
            .order_by(Remediation.due_on, Remediation.item_code)
        )
        .all()
    )


def closed_remediation(merchant_id: int, most: int = 30) -> Sequence[Remediation]:
    """What was put right, newest first, with its self-check."""
    return (
        Session()
        .scalars(
            select(Remediation)
            .where(Remediation.merchant_id == merchant_id, Remediation.state == RemediationState.DONE)
            .options(joinedload(Remediation.selfcheck))
            .order_by(Remediation.closed_at.desc(), Remediation.id.desc())
            .limit(most)
        )
        .all()
    )


def to_remind(today: date) -> Sequence[Remediation]:
    """Open tasks that are due soon or overdue and were not reminded of that loudly, soonest first."""
    soon = today + timedelta(days=rules.SOON_DAYS)
    tasks = Session().scalars(
        select(Remediation)
        .where(
            Remediation.state == RemediationState.OPEN, Remediation.due_on <= soon, Remediation.reminded < 2
        )
        .options(joinedload(Remediation.selfcheck))
        .order_by(Remediation.due_on, Remediation.id)
    )
    return [task for task in tasks if rules.reminder_due(task.due_on, today) > task.reminded]


def previous_of(selfcheck: SelfCheck) -> SelfCheck | None:
    """The submitted one that the shop had before this one."""
    return Session().scalar(
        select(SelfCheck)
        .where(
            SelfCheck.merchant_id == selfcheck.merchant_id, SelfCheck.state == SelfCheckState.SUBMITTED,
            SelfCheck.id < selfcheck.id,
        )
        .order_by(SelfCheck.id.desc())
        .limit(1)
    )  # fmt: skip


def locked(selfcheck: SelfCheck, *, shared: bool = False) -> SelfCheck:
    """The row as it is now, held until the commit: nothing is answered while it is being handed in.

    Answers take it shared, so that two people answer side by side.
    """
    return (
        Session()
        .scalars(
            _whole().where(SelfCheck.id == selfcheck.id).with_for_update(read=shared, of=SelfCheck),
            execution_options={"populate_existing": True},
        )
        .one()
    )


def lock_shop(merchant_id: int) -> None:
    """One new version a shop at a time, until the commit."""
    Session().execute(select(Merchant.id).where(Merchant.id == merchant_id).with_for_update())


def reopened_items(merchant_id: int) -> set[str]:
    """Codes of the items that a paper's end has re-opened and that are not seen to yet."""
    return {task.item_code for task in open_remediation(merchant_id) if task.licence_id is not None}


def remediation_at(selfcheck: SelfCheck, item_code: str) -> Remediation | None:
    """The task that this self-check made of the item, open or done."""
    return Session().scalar(
        select(Remediation).where(
            Remediation.selfcheck_id == selfcheck.id, Remediation.item_code == item_code
        )
    )


def tasks_on(selfcheck: SelfCheck) -> Sequence[Remediation]:
    """The tasks that hang on this very self-check: its gaps, and what was re-opened on it."""
    wanted = select(Remediation).where(Remediation.selfcheck_id == selfcheck.id)
    return Session().scalars(wanted.order_by(Remediation.id)).all()


def updated_by(selfcheck: SelfCheck) -> SelfCheck | None:
    """The one that this one brings up to date, if it was made by closing a task."""
    return Session().get(SelfCheck, selfcheck.updates_id) if selfcheck.updates_id else None


def lock_item(selfcheck: SelfCheck, item_code: str) -> None:
    """One person at a time for one item of a self-check, until the commit; other items go on beside it."""
    key = func.hashtextextended(f"selfcheck {selfcheck.id} {item_code}", 0)
    Session().execute(select(func.pg_advisory_xact_lock(key)))


def answer_to(selfcheck: SelfCheck, item_code: str) -> Answer | None:
    """As it stands in the database now."""
    wanted = select(Answer).where(Answer.selfcheck_id == selfcheck.id, Answer.item_code == item_code)
    return Session().scalar(wanted, execution_options={"populate_existing": True})
