"""What changes a self-check: starting, scoping, answering, handing in."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert

from app.accounts.models import User
from app.guides import queries as guides
from app.infra import audit
from app.infra.db import add
from app.infra.scope import Session
from app.kernel import codes
from app.merchants import service as merchants
from app.merchants.models import Merchant
from app.selfchecks import queries, remediation, rules, versions
from app.selfchecks.models import Answer, SelfCheck
from app.selfchecks.terms import AnswerValue, SelfCheckAction, SelfCheckState


def start(merchant: Merchant, *, by: User, now: datetime) -> SelfCheck:
    """The shop's draft: the one it has, or a new one with the last answers carried over.

    Two people starting at once get the same draft: the shop's row is locked first.

    Raises ``rules.NoGuide``.
    """
    Session().execute(select(Merchant.id).where(Merchant.id == merchant.id).with_for_update())
    draft = queries.draft_of(merchant.id)
    if draft is not None:
        return draft
    version = guides.current(merchant.kind)
    if version is None:
        raise rules.NoGuide(kind=merchant.kind)
    selfcheck = add(
        SelfCheck(
            code=codes.fresh(10), merchant_id=merchant.id, guide_version_id=version.id, started_at=now,
            state=SelfCheckState.DRAFT,
        )
    )  # fmt: skip
    carried = versions.carry_over(selfcheck)
    audit.record(SelfCheckAction.STARTED, selfcheck, by=by, now=now, merchant=merchant.name, carried=carried)
    return selfcheck


def set_scopes(selfcheck: SelfCheck, scopes: Sequence[str], *, by: User, now: datetime) -> None:
    """What the shop sells and does; kept in its own entry as well. Answers out of scope stay, unasked and uncounted.

    Raises ``rules.AlreadySubmitted``, ``rules.UnknownScope``.
    """
    selfcheck = queries.locked(selfcheck)
    rules.check_open(selfcheck.state)
    guide = queries.guide_of(selfcheck)
    rules.check_scopes(guide, scopes)
    kept = [one.code for one in guide.scopes if one.code in scopes]
    if kept == selfcheck.scopes:
        return
    audit.record(SelfCheckAction.SCOPED, selfcheck, by=by, now=now, scopes=kept, before=selfcheck.scopes)
    selfcheck.scopes = kept
    merchants.set_scopes(selfcheck.merchant, kept, by=by, now=now)
    Session().flush()


def answer(
    selfcheck: SelfCheck,
    item_code: str,
    value: AnswerValue,
    *,
    by: User,
    now: datetime,
    note: str = "",
    reason: str = "",
) -> Answer:
    """Save one answer. The same again changes nothing; another one takes its place.

    Raises ``rules.AlreadySubmitted``, ``rules.NotAsked``, ``rules.ReasonMissing``.
    """
    queries.lock_item(selfcheck, item_code)
    selfcheck = queries.locked(selfcheck, shared=True)
    rules.check_open(selfcheck.state)
    rules.check_answer(queries.guide_of(selfcheck), selfcheck.scopes or (), item_code, value, reason)
    said = {
        "answer": value, "note": note, "reason": reason, "carried": False, "answered_at": now,
        "answered_by": by.name,
    }  # fmt: skip
    put = insert(Answer).values(selfcheck_id=selfcheck.id, item_code=item_code, **said)
    put = put.on_conflict_do_update(index_elements=["selfcheck_id", "item_code"], set_=said)
    return Session().scalars(put.returning(Answer), execution_options={"populate_existing": True}).one()


@dataclass(frozen=True, slots=True)
class Overtaken:
    """What a colleague had answered since the page was opened, and has been written over: kept in the ledger."""

    by: str
    value: AnswerValue
    words: str


def overtaken(
    selfcheck: SelfCheck, item_code: str, value: AnswerValue, *, seen: str, by: User, now: datetime
) -> Overtaken | None:
    """Whether saving ``value`` writes over what somebody else has said meanwhile. To be asked just before ``answer``.

    ``seen`` is the mark of the answer that the person's page showed. One at a time for an item: the second of two who
    save at once sees the first one's answer here.
    """
    queries.lock_item(selfcheck, item_code)
    held = queries.answer_to(selfcheck, item_code)
    if held is None or held.mark == seen or held.answered_by == by.name or held.answer is value:
        return None
    audit.record(
        SelfCheckAction.OVERTAKEN, selfcheck, by=by, now=now, item=item_code, before=held.answer.value,
        before_words=held.words, before_by=held.answered_by, before_at=held.answered_at, answer=value.value,
    )  # fmt: skip
    return Overtaken(held.answered_by, held.answer, held.words)


def take_first_pass(selfcheck: SelfCheck, *, by: User, now: datetime) -> SelfCheck:
    """The gravest items are answered: their result is kept and each of their gaps becomes a task. The draft goes on.

    Taken once; a second click does no harm.

    Raises ``rules.AlreadySubmitted``, ``rules.Unanswered``.
    """
    selfcheck = queries.locked(selfcheck)
    rules.check_open(selfcheck.state)
    if selfcheck.first_pass is not None:
        return selfcheck
    guide, scopes = queries.guide_of(selfcheck), selfcheck.scopes
    if scopes is None:
        raise rules.Unanswered(count=len(guide.items))
    result = rules.first_result(guide, scopes, queries.values_of(selfcheck))
    selfcheck.first_pass_at, selfcheck.first_pass = now, result.model_dump(mode="json")
    Session().flush()
    audit.record(
        SelfCheckAction.FIRST_PASS, selfcheck, by=by, now=now, total=str(result.total), items=result.answered,
        gaps=[gap.code for gap in result.gaps], guide_version=selfcheck.guide_version_id,
    )  # fmt: skip
    asked = [item.code for item in rules.first_pass(guide.applicable(scopes))]
    remediation.plan(selfcheck, result, asked=asked, by=by, now=now)
    return selfcheck


def submit(selfcheck: SelfCheck, *, by: User, now: datetime) -> SelfCheck:
    """Hand it in: the result is worked out and kept, and each gap becomes a task. A second click does no harm.

    Raises ``rules.Unanswered``.
    """
    selfcheck = queries.locked(selfcheck)
    if selfcheck.state is SelfCheckState.SUBMITTED:
        return selfcheck
    guide, answers = queries.guide_of(selfcheck), queries.values_of(selfcheck)
    if selfcheck.scopes is None:
        raise rules.Unanswered(count=len(guide.items))
    result = rules.result(guide, selfcheck.scopes, answers)
    selfcheck.state, selfcheck.submitted_at = SelfCheckState.SUBMITTED, now
    selfcheck.submitted_by = by.name
    selfcheck.result = result.model_dump(mode="json")
    Session().flush()
    audit.record(
        SelfCheckAction.SUBMITTED, selfcheck, by=by, now=now, total=str(result.total),
        gaps=[gap.code for gap in result.gaps], guide_version=selfcheck.guide_version_id,
    )  # fmt: skip
    remediation.plan(selfcheck, result, by=by, now=now)
    return selfcheck
