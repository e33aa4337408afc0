"""Reads of what hangs on answers and tasks: proofs and comments."""

from collections.abc import Mapping, Sequence

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from app.accounts.models import User
from app.infra.scope import Session
from app.infra.storage import StoredFile
from app.licences.models import Licence
from app.selfchecks.models import AnswerProof, Remediation, RemediationComment, RemediationProof, SelfCheck


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


def file_in(selfcheck: SelfCheck, code: str) -> StoredFile | None:
    """A file that proves something in this self-check."""
    return Session().scalar(
        select(StoredFile)
        .join(AnswerProof, AnswerProof.file_id == StoredFile.id)
        .where(AnswerProof.selfcheck_id == selfcheck.id, StoredFile.code == code)
        .limit(1)
    )


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


def writers_on(task: Remediation) -> Sequence[User]:
    """Whoever has left a word on the task, the first first."""
    wrote = select(RemediationComment.writer_id).where(RemediationComment.remediation_id == task.id)
    return Session().scalars(select(User).where(User.id.in_(wrote)).order_by(User.id)).all()


def licence_behind(task: Remediation) -> Licence | None:
    """The paper whose end re-opened the item, if that is why the task is there."""
    return Session().get(Licence, task.licence_id) if task.licence_id else None
