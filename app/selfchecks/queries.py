"""Reads of the selfchecks slice."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload

from app.guides import queries as guides
from app.guides.terms import Guide
from app.infra.paging import Page, newest_first
from app.infra.scope import Session
from app.infra.storage import StoredFile
from app.merchants.models import Merchant
from app.selfchecks import rules
from app.selfchecks.models import Answer, AnswerProof, Remediation, RemediationComment, RemediationProof, SelfCheck
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
    return Session().scalar(
        _whole().where(SelfCheck.merchant_id == merchant_id, SelfCheck.state == SelfCheckState.DRAFT)
    )


def latest_submitted(merchant_id: int) -> SelfCheck | None:
    """The shop's newest submitted self-check, with its merchant; ``outcome`` and ``compliance`` hold the figures."""
    return Session().scalar(
        _whole()
        .where(SelfCheck.merchant_id == merchant_id, SelfCheck.state == SelfCheckState.SUBMITTED)
        .order_by(SelfCheck.submitted_at.desc(), SelfCheck.id.desc())
        .limit(1)
    )


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


def proofs_of(selfcheck: SelfCheck) -> Mapping[str, Sequence[AnswerProof]]:
    """By item code, oldest first, each with its file or paper."""
    found: dict[str, list[AnswerProof]] = {}
    wanted = (
        select(AnswerProof)
        .where(AnswerProof.selfcheck_id == selfcheck.id)
        .options(joinedload(AnswerProof.file), joinedload(AnswerProof.licence))
        .order_by(AnswerProof.id)
    )
    for proof in Session().scalars(wanted):
        found.setdefault(proof.item_code, []).append(proof)
    return found


def proof_file(selfcheck_code: str, file_code: str) -> tuple[SelfCheck, StoredFile] | None:
    """A file that proves something in this self-check, and the self-check with its merchant."""
    row = (
        Session()
        .execute(
            select(SelfCheck, StoredFile)
            .join(AnswerProof, AnswerProof.selfcheck_id == SelfCheck.id)
            .join(StoredFile, StoredFile.id == AnswerProof.file_id)
            .where(SelfCheck.code == selfcheck_code, StoredFile.code == file_code)
            .options(joinedload(SelfCheck.merchant))
            .limit(1)
        )
        .first()
    )
    return (row[0], row[1]) if row else None


def task_proofs(task: Remediation) -> Sequence[RemediationProof]:
    """Oldest first, each with its file."""
    wanted = select(RemediationProof).where(RemediationProof.remediation_id == task.id)
    return (
        Session()
        .scalars(wanted.options(joinedload(RemediationProof.file)).order_by(RemediationProof.id))
        .all()
    )


def comments_on(task: Remediation) -> Sequence[RemediationComment]:
    """Newest first."""
    wanted = select(RemediationComment).where(RemediationComment.remediation_id == task.id)
    return Session().scalars(wanted.order_by(RemediationComment.id.desc())).all()


def tasks_of(merchant_id: int) -> Sequence[Remediation]:
    """All tasks of a shop, open and done, in the order they were opened."""
    wanted = select(Remediation).where(Remediation.merchant_id == merchant_id)
    return Session().scalars(wanted.order_by(Remediation.id)).all()
