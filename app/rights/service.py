"""What becomes of a shop's words about its score."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from app.accounts import queries as accounts
from app.accounts.models import User
from app.accounts.terms import Role
from app.assessments import anew
from app.assessments import form_queries as review_forms
from app.assessments.kinds import AssessmentState, CycleState
from app.assessments.models import Assessment
from app.clocks import service as clock_service
from app.clocks.rules import Term, term_of
from app.clocks.terms import Rule, Unit
from app.infra import audit, storage
from app.infra.db import add
from app.infra.i18n import _l
from app.infra.papers import Paper
from app.kernel import codes
from app.notices import service as notices
from app.regions import queries as regions
from app.rights import queries, rules
from app.rights.models import Claim
from app.rights.terms import ClaimKind, ClaimState, RightsAction, RightsClock

BY_REGION = "region policy"


@dataclass(frozen=True, slots=True)
class Words:
    """What a shop sends in. ``against``: the refused claim that an appeal is about."""

    kind: ClaimKind
    text: str
    form_key: str
    paper: Paper | None = None
    against: Claim | None = None


def appeal_term(since: datetime) -> Term:
    """Until when a shop may appeal against what was told it at ``since``."""
    return term_of(appeal_rule(), since, regions.calendar())


def appeal_rule() -> Rule:
    """How long a shop may appeal, by the region's policy."""
    return Rule(RightsClock.APPEAL, Unit.WORKDAYS, regions.policy().appeal_workdays, BY_REGION)


def appealable(assessment: Assessment, claims: Sequence[Claim], now: datetime) -> list[Claim | None]:
    """What may still be appealed against today: None stands for the score itself, a claim for its refusal."""
    about: list[tuple[Claim | None, datetime | None]] = [(None, assessment.scored_at)]
    about += [
        (one, one.decided_at)
        for one in claims
        if one.assessment_id == assessment.id
        and one.state is ClaimState.REFUSED
        and one.kind in rules.APPEALABLE
    ]
    return [one for one, since in about if since and now <= appeal_term(since).due_at]


def make(assessment: Assessment, words: Words, *, by: User, now: datetime) -> Claim:
    """Take a shop's words in. The same form sent twice is one claim.

    Raises ``rules.NoScore``, ``rules.YearOver``, ``rules.ClaimThere``, ``rules.AppealOver``, ``rules.NotAppealable``.
    """
    known = queries.by_key(words.form_key)
    if known is not None:
        return known
    if assessment.state is not AssessmentState.SCORED or assessment.scored_at is None:
        raise rules.NoScore
    if words.kind is not ClaimKind.REPLY and assessment.cycle.state is CycleState.CLOSED:
        raise rules.YearOver
    if (there := queries.ongoing(assessment.id, words.kind)) is not None:
        raise rules.ClaimThere(claim=there.code)
    if words.kind is ClaimKind.APPEAL:
        _check_appeal(assessment, words.against, now)
    paper = words.paper
    file = (
        storage.keep(paper.content, media_type=paper.media_type, name=paper.name, now=now) if paper else None
    )
    claim = add(
        Claim(
            code=codes.fresh(10), kind=words.kind, state=rules.first_state(words.kind), merchant_id=assessment.merchant_id,
            assessment_id=assessment.id, against_id=words.against.id if words.against else None, text=words.text,
            file_id=file.id if file else None, form_key=words.form_key, made_at=now, made_by=by.name,
            score_before=assessment.total,
        )
    )  # fmt: skip
    audit.record(RightsAction.MADE, claim, by=by, now=now, kind=words.kind.value)
    if claim.state is ClaimState.OPEN:
        days = regions.policy().claim_workdays
        clock_service.start(claim, Rule(RightsClock.DECISION, Unit.WORKDAYS, days, BY_REGION), at=now)
        notices.tell_all(
            accounts.of_role(Role.ADMIN, Role.OFFICER), _l("商家对评定提出了申请"), assessment.merchant.name,
            f"/claims/{claim.code}", key=f"claim-{claim.code}", now=now,
        )  # fmt: skip
    return claim


def decide(claim: Claim, *, grants: bool, answer: str, by: User, now: datetime) -> None:
    """Refuse with reasons, or begin to assess the shop again; the new score may be lower.

    Raises ``rules.MoveRefused``, and what ``assessments`` refuses.
    """
    queries.held(claim)
    rules.check_move(claim.state, ClaimState.RUNNING if grants else ClaimState.REFUSED)
    claim.state = ClaimState.RUNNING if grants else ClaimState.REFUSED
    claim.answer, claim.decided_at, claim.decided_by, claim.decider_id = answer, now, by.name, by.id
    clock_service.meet(claim, RightsClock.DECISION, now=now)
    audit.record(RightsAction.DECIDED, claim, by=by, now=now, granted=grants, answer=answer)
    if grants:
        anew.begin(claim.assessment, answer, by=by, now=now)
        _ask_for_corrections(claim, now)
    _tell(claim, _l("您对评定的申请有结果了"), "decided", now)


def finish(claim: Claim, *, by: User, now: datetime) -> None:
    """The forms have been put right: reckon anew. Raises ``rules.MoveRefused``, and what ``assessments`` refuses."""
    queries.held(claim)
    rules.check_move(claim.state, ClaimState.GRANTED)
    anew.finish(claim.assessment, by=by, now=now)
    claim.state, claim.score_after = ClaimState.GRANTED, claim.assessment.total
    audit.record(
        RightsAction.FINISHED, claim, by=by, now=now, before=claim.score_before, after=claim.score_after
    )
    _tell(claim, _l("重新评定的分数出来了"), "finished", now)


def withdraw(claim: Claim, *, by: User, now: datetime) -> None:
    """The shop takes its words back. Raises ``rules.MoveRefused``."""
    queries.held(claim)
    rules.check_move(claim.state, ClaimState.WITHDRAWN)
    claim.state = ClaimState.WITHDRAWN
    clock_service.lift(claim, now=now)
    audit.record(RightsAction.WITHDRAWN, claim, by=by, now=now)


def hide(claim: Claim, *, reason: str, by: User, now: datetime) -> None:
    """A reply that names private people or breaks the law is taken off the public pages. Raises ``rules.MoveRefused``."""
    queries.held(claim)
    rules.check_move(claim.state, ClaimState.HIDDEN)
    claim.state, claim.answer = ClaimState.HIDDEN, reason
    claim.decided_at, claim.decided_by, claim.decider_id = now, by.name, by.id
    audit.record(RightsAction.HIDDEN, claim, by=by, now=now, reason=reason)
    _tell(claim, _l("您的公开回复已不再展示"), "hidden", now)


def _check_appeal(assessment: Assessment, against: Claim | None, now: datetime) -> None:
    since = assessment.scored_at
    if against is not None:
        rules.check_against(against.kind, against.state)
        since = against.decided_at
    if since is None:
        raise rules.NotAppealable
    term = appeal_term(since)
    rules.check_in_time(now, term.due_at, term.due_on)


def _ask_for_corrections(claim: Claim, now: datetime) -> None:
    """Whoever wrote a form may put it right now; nobody else can."""
    notices.tell_all(
        review_forms.authors_of(claim.assessment_id), _l("商家的申请得到支持，请核对您的评价表，有错的请更正"),
        claim.merchant.name, f"/reviews/{claim.assessment.code}", key=f"claim-correct-{claim.code}", now=now,
    )  # fmt: skip


def _tell(claim: Claim, title: object, mark: str, now: datetime) -> None:
    notices.tell_all(
        accounts.of_merchant(claim.merchant_id), title, claim.answer or "", f"/claims/{claim.code}",
        key=f"claim-{mark}-{claim.code}", now=now,
    )  # fmt: skip
