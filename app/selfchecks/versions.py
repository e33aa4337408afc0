"""One self-check after another: what goes over into a new one, to a new version of the guide, and after a closed task."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from app.accounts.models import User
from app.guides import changes
from app.guides import queries as guides
from app.guides.terms import Guide
from app.infra import audit
from app.infra.db import add
from app.infra.scope import Session
from app.kernel import codes
from app.selfchecks import proof_queries, proofs, queries, rules
from app.selfchecks.models import Answer, AnswerProof, Remediation, SelfCheck
from app.selfchecks.terms import PROPOSED, AnswerValue, SelfCheckAction, SelfCheckState


def carry_over(selfcheck: SelfCheck) -> int:
    """The last submitted answers that still stand, marked as carried, with their proofs; how many.

    An answer stands if its item says the same in both versions of the guide, and no paper it rests on has ended since.
    """
    last = queries.latest_submitted(selfcheck.merchant_id)
    if last is None:
        return 0
    old, new = queries.guide_of(last), queries.guide_of(selfcheck)
    stands = set(changes.answers_that_stand(old, new)) - queries.reopened_items(selfcheck.merchant_id)
    count = _copy(queries.answers_of(last).values(), selfcheck, stands, carried=True)
    proofs.carry(last, selfcheck, stands)
    return count


def asked_since(last: SelfCheck) -> int:
    """How many items the newest version would ask of this shop anew. A version that only says it better asks nothing.

    What hangs on things that the older version did not know of counts: the shop has not said yet whether it sells them.
    """
    newest = guides.current(last.merchant.kind)
    if newest is None or newest.id == last.guide_version_id:
        return 0
    old, new, said = queries.guide_of(last), newest.guide, list(last.scopes or ())
    known = {scope.code for scope in old.scopes}
    stands = {item.code for item in old.applicable(said)} & set(changes.answers_that_stand(old, new))
    unsaid = [scope.code for scope in new.scopes if scope.code not in known]
    return sum(item.code not in stands for item in new.applicable([*said, *unsaid]))


@dataclass(frozen=True, slots=True)
class News:
    """What is new for a draft. ``since_last``: how its guide differs from that of the last self-check.

    ``newer`` is the newest version of the guide, if the draft is of an older one; ``differs`` how that one differs.
    """

    since_last: changes.Differences | None
    newer: Guide | None
    differs: changes.Differences | None


def news_for(draft: SelfCheck) -> News:
    guide = queries.guide_of(draft)
    last = queries.latest_submitted(draft.merchant_id)
    moved = last is not None and last.guide_version_id != draft.guide_version_id
    newest = guides.current(draft.merchant.kind)
    newer = newest.guide if newest is not None and newest.id != draft.guide_version_id else None
    return News(
        since_last=changes.between(queries.guide_of(last), guide) if last and moved else None,
        newer=newer,
        differs=changes.between(guide, newer) if newer else None,
    )


def move_to_newest(selfcheck: SelfCheck, *, by: User, now: datetime) -> SelfCheck:
    """Go on with a draft in the newest version of the guide. What changed is asked again; the rest stays answered.

    Raises ``rules.AlreadySubmitted``, ``rules.NoGuide``.
    """
    selfcheck = queries.locked(selfcheck)
    rules.check_open(selfcheck.state)
    newest = guides.current(selfcheck.merchant.kind)
    if newest is None:
        raise rules.NoGuide(kind=selfcheck.merchant.kind)
    old = queries.guide_of(selfcheck)
    if newest.id == selfcheck.guide_version_id:
        return selfcheck
    stands = set(changes.answers_that_stand(old, newest.guide))
    lost = [code for code in queries.values_of(selfcheck) if code not in stands]
    forget(selfcheck, lost)
    selfcheck.guide_version_id = newest.id
    selfcheck.scopes = _scopes_in(newest.guide.scopes, old.scopes, selfcheck.scopes)
    Session().flush()
    audit.record(
        SelfCheckAction.MOVED, selfcheck, by=by, now=now, version=newest.guide.version, asked_again=lost
    )
    return selfcheck


def _scopes_in(
    known: Iterable[object], before: Iterable[object], ticked: list[str] | None
) -> list[str] | None:
    """What was ticked, as the newer version knows it; asked again (None) if it knows more than the older one."""
    now_known, then_known = ([getattr(one, "code", "") for one in scopes] for scopes in (known, before))
    if ticked is None or set(now_known) - set(then_known):
        return None
    return [code for code in now_known if code in ticked]


def forget(selfcheck: SelfCheck, item_codes: Collection[str]) -> None:
    """Answers of a draft that do not count any more: the items are asked again. Their proofs stay at hand."""
    for code, one in queries.answers_of(selfcheck).items():
        if code in item_codes:
            Session().delete(one)
    Session().flush()


def preview(task: Remediation) -> tuple[Decimal | None, dict[AnswerValue, Decimal | None]] | None:
    """The shop's score now, and what it would be with each answer that closing the task may give to its item.

    None if the item is not asked in the shop's last self-check any more.
    """
    base = _to_update(task)
    if base is None:
        return None
    guide, scopes, answers = queries.guide_of(base), base.scopes or (), queries.values_of(base)
    return base.compliance, {
        value: rules.result(guide, scopes, answers | {task.item_code: value}).total for value in PROPOSED
    }


def bring_up_to_date(
    task: Remediation, value: AnswerValue, *, note: str, by: User, now: datetime
) -> SelfCheck | None:
    """A new submitted self-check: the last one with this one answer changed. The last one stays as it was handed in.

    A draft, if there is one, gets the answer too. None if there is no such self-check, or the item is not asked any more.
    """
    queries.lock_shop(task.merchant_id)
    base, draft = _to_update(task), queries.draft_of(task.merchant_id)
    if base is None:
        if draft is not None:
            _say(draft, task, value, note=note, by=by, now=now)
        return None
    new = add(
        SelfCheck(
            code=codes.fresh(10), merchant_id=base.merchant_id, guide_version_id=base.guide_version_id,
            scopes=base.scopes, state=SelfCheckState.SUBMITTED, started_at=now, submitted_at=now,
            submitted_by=by.name, updates_id=base.id,
        )
    )  # fmt: skip
    answers = queries.answers_of(base)
    _copy(answers.values(), new, answers.keys() - {task.item_code}, carried=None)
    proofs.carry(base, new, answers.keys())
    for check in (new, *([draft] if draft else ())):
        _say(check, task, value, note=note, by=by, now=now)
    result = rules.result(queries.guide_of(new), new.scopes or (), queries.values_of(new))
    new.result = result.model_dump(mode="json")
    Session().flush()
    audit.record(
        SelfCheckAction.UPDATED, new, by=by, now=now, updates=base.code, task=task.code, item=task.item_code,
        answer=value.value, before=str(base.compliance), total=str(result.total),
    )  # fmt: skip
    return new


def _to_update(task: Remediation) -> SelfCheck | None:
    """The shop's last self-check, if the task's item has an answer that counts there."""
    base = queries.latest_submitted(task.merchant_id)
    if base is None or task.item_code not in queries.values_of(base):
        return None
    item = queries.guide_of(base).item(task.item_code)
    return base if item is not None and item.applies_to(base.scopes or ()) else None


def _say(
    check: SelfCheck, task: Remediation, value: AnswerValue, *, note: str, by: User, now: datetime
) -> None:
    """The new answer with the task's files as proofs; nothing where the item is not known."""
    item = queries.guide_of(check).item(task.item_code)
    if item is None or not item.applies_to(check.scopes or ()):
        return
    old = queries.answers_of(check).get(task.item_code)
    said = old or Answer(selfcheck_id=check.id, item_code=task.item_code)
    aside = value is AnswerValue.NOT_APPLICABLE
    said.answer, said.note, said.reason = value, "" if aside else note, note if aside else ""
    said.carried, said.answered_at, said.answered_by = False, now, by.name
    Session().add(said)
    held = {one.file_id for one in proof_queries.proofs_of(check).get(task.item_code, ())}
    Session().add_all(
        AnswerProof(
            selfcheck_id=check.id, item_code=task.item_code, file_id=one.file_id, added_at=one.added_at,
            added_by=one.added_by,
        )
        for one in proof_queries.task_proofs(task) if one.file_id not in held
    )  # fmt: skip
    Session().flush()


def _copy(answers: Iterable[Answer], to: SelfCheck, only: Collection[str], *, carried: bool | None) -> int:
    """``carried`` None keeps each answer's own mark."""
    copies: Sequence[Answer] = [
        Answer(
            selfcheck_id=to.id, item_code=one.item_code, answer=one.answer, note=one.note, reason=one.reason,
            carried=one.carried if carried is None else carried, answered_at=one.answered_at,
            answered_by=one.answered_by,
        )
        for one in answers if one.item_code in only
    ]  # fmt: skip
    Session().add_all(copies)
    Session().flush()
    return len(copies)
