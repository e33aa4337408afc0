"""What changes the proofs: of an answer in a draft, of a task."""

from collections.abc import Collection, Sequence
from datetime import datetime

from app.accounts.models import User
from app.infra import audit, storage
from app.infra.papers import Paper
from app.infra.scope import Session
from app.infra.storage import StoredFile
from app.licences import queries as licences
from app.licences.models import Licence
from app.licences.terms import LicenceState
from app.selfchecks import proof_queries, queries, rules
from app.selfchecks.models import AnswerProof, Remediation, RemediationProof, SelfCheck
from app.selfchecks.terms import RemediationAction, SelfCheckAction

Choice = StoredFile | Licence


def key_of(thing: Choice) -> str:
    """What a form calls it."""
    return f"{'file' if isinstance(thing, StoredFile) else 'licence'}:{thing.code}"


def key_of_proof(proof: AnswerProof) -> str:
    return (
        f"file:{proof.file.code}" if proof.file else f"licence:{proof.licence.code if proof.licence else ''}"
    )


def to_choose_from(selfcheck: SelfCheck) -> dict[str, Choice]:
    """By key: the shop's confirmed papers, and every file or paper that proves something in this self-check."""
    known: dict[str, Choice] = {}
    for licence in licences.of_merchant(selfcheck.merchant_id):
        if licence.state is LicenceState.VERIFIED:
            known[key_of(licence)] = licence
    for proofs in proof_queries.proofs_of(selfcheck).values():
        for proof in proofs:
            thing = proof.file or proof.licence
            if thing is not None:
                known[key_of(thing)] = thing
    return known


def set_proofs(
    selfcheck: SelfCheck,
    item_code: str,
    chosen: Collection[str],
    fresh: Sequence[Paper],
    *,
    by: User,
    now: datetime,
) -> None:
    """The item is borne out by what was ``chosen`` and by the ``fresh`` files; by nothing else any more.

    A file that is there already is not kept twice, so that a second click does no harm.

    Raises ``rules.AlreadySubmitted``, ``rules.NotAsked``, ``rules.ProofUnknown``, ``rules.TooManyProofs``.
    """  # fmt: skip
    selfcheck = queries.locked(selfcheck)
    rules.check_open(selfcheck.state)
    rules.check_asked(queries.guide_of(selfcheck), selfcheck.scopes or (), item_code)
    known = to_choose_from(selfcheck)
    if not known.keys() >= set(chosen):
        raise rules.ProofUnknown
    rules.check_proofs(len(set(chosen)) + len(fresh))
    held = {key_of_proof(one): one for one in proof_queries.proofs_of(selfcheck).get(item_code, ())}
    wanted = {key: known[key] for key in dict.fromkeys(chosen)}
    wanted |= {key_of(one): one for one in (_kept(paper, known.values(), now) for paper in _each_once(fresh))}
    for key in held.keys() - wanted.keys():
        Session().delete(held[key])
    for key, thing in wanted.items():
        if key not in held:
            Session().add(_link(selfcheck, item_code, thing, by, now))
    Session().flush()
    if held.keys() != wanted.keys():
        said = sorted(thing.audit_label for thing in wanted.values())
        audit.record(SelfCheckAction.PROVED, selfcheck, by=by, now=now, item=item_code, proofs=said)


def add_to_task(task: Remediation, fresh: Sequence[Paper], *, by: User, now: datetime) -> None:
    """Files that show that the task was done. The same file again changes nothing.

    Raises ``rules.TaskClosed``, ``rules.TooManyProofs``.
    """
    Session().refresh(task, ["state"], with_for_update=True)
    rules.check_task_open(task.state)
    held = [proof.file for proof in proof_queries.task_proofs(task)]
    rules.check_proofs(len(held) + len(fresh))
    for paper in _each_once(fresh):
        file = _kept(paper, held, now)
        if file not in held:
            held.append(file)
            Session().add(
                RemediationProof(remediation_id=task.id, file_id=file.id, added_at=now, added_by=by.name)
            )
            audit.record(RemediationAction.PROVED, task, by=by, now=now, file=file.name, sha256=file.sha256)
    Session().flush()


def carry(old: SelfCheck, new: SelfCheck, codes: Collection[str]) -> None:
    """The proofs of these items prove the same in the newer self-check; a paper that is over proves nothing any more."""
    for code, proofs in proof_queries.proofs_of(old).items():
        for proof in proofs if code in codes else ():
            if proof.licence is None or proof.licence.state is LicenceState.VERIFIED:
                Session().add(
                    AnswerProof(
                        selfcheck_id=new.id, item_code=code, file_id=proof.file_id, licence_id=proof.licence_id,
                        added_at=proof.added_at, added_by=proof.added_by,
                    )
                )  # fmt: skip
    Session().flush()


def _link(selfcheck: SelfCheck, item_code: str, thing: Choice, by: User, now: datetime) -> AnswerProof:
    return AnswerProof(
        selfcheck_id=selfcheck.id, item_code=item_code, added_at=now, added_by=by.name,
        file_id=thing.id if isinstance(thing, StoredFile) else None,
        licence_id=thing.id if isinstance(thing, Licence) else None,
    )  # fmt: skip


def _each_once(fresh: Sequence[Paper]) -> Collection[Paper]:
    return {paper.original_sha256: paper for paper in fresh}.values()


def _kept(paper: Paper, known: Collection[Choice], now: datetime) -> StoredFile:
    """The file's row: the one it has among ``known``, or a new one."""
    made = storage.keep(paper.content, media_type=paper.media_type, name=paper.name, now=now)
    same = (one for one in known if isinstance(one, StoredFile) and one.sha256 == made.sha256)
    found = next(same, None)
    if found is None:
        return made
    Session().delete(made)
    return found
