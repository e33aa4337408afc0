"""A panel sits: it is called together, votes blind, and the votes are read out."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any

from app.accounts import queries as accounts
from app.accounts.models import User
from app.accounts.terms import Role
from app.assessments.models import Assessment, Cycle
from app.clocks import queries as clocks
from app.clocks import service as clock_service
from app.clocks.terms import Rule as ClockRule
from app.clocks.terms import Unit
from app.infra import audit, jobs
from app.infra.audit import Actor
from app.infra.db import add
from app.infra.i18n import _, _l
from app.infra.phrases import word
from app.infra.scope import Session
from app.infra.storage import StoredFile
from app.kernel import codes
from app.merchants.models import Merchant
from app.notices import service as notices
from app.panels import queries, rules, vote_queries
from app.panels.models import PanelQuestion, PanelSitting, PanelVote
from app.panels.terms import (
    Cast,
    Choice,
    PanelAction,
    PanelClock,
    PanelJob,
    QuestionKind,
    Rule,
    SittingState,
)
from app.regions import queries as regions
from app.regions.models import Organisation

BY_REGION = "region policy"


def refer(
    panel: Organisation,
    cycle: Cycle,
    merchant: Merchant,
    source: Mapping[str, Any],
    *,
    by: User,
    now: datetime,
) -> PanelQuestion:
    """Put a published decision about a seller before a panel: shall it stand on the black list?"""
    question = _ask(
        panel.id, cycle.id, merchant, QuestionKind.BLACK_LIST, by=by, now=now, source=dict(source)
    )
    audit.record(PanelAction.REFERRED, question, by=by, now=now, merchant=merchant.name)
    notices.tell_all(
        queries.members(panel.id), _l("有一件黑榜事项请考评组评议"), merchant.name, "/panel",
        key=f"panel-referred-{question.code}", now=now,
    )  # fmt: skip
    return question


def open_sitting(cycle: Cycle, *, by: User, now: datetime) -> PanelSitting:
    """A member calls its panel together over everything that waits for it.

    Raises ``rules.SittingThere``, ``rules.TooFewMembers``, ``rules.NothingToJudge``.
    """
    panel_id = by.organisation_id or 0
    if (there := queries.open_sitting(panel_id)) is not None:
        raise rules.SittingThere(sitting=there.code)
    policy, members = regions.policy(), queries.members(panel_id)
    rules.check_roster(len(members), policy.panel_least_members)
    sellers, referred = queries.to_judge(cycle.id, panel_id), queries.waiting(panel_id)
    if not sellers and not referred:
        raise rules.NothingToJudge
    sitting = add(
        PanelSitting(
            code=codes.fresh(8), cycle_id=cycle.id, panel_id=panel_id,
            roster=[{"id": one.id, "name": one.name} for one in members], quorum_pct=policy.panel_quorum_pct,
            least_members=policy.panel_least_members, tie_passes=policy.panel_tie_passes, opened_at=now, opened_by=by.name,
        )
    )  # fmt: skip
    for one in sellers:
        _ask(
            panel_id,
            cycle.id,
            one.merchant,
            QuestionKind.TITLE,
            by=by,
            now=now,
            sitting=sitting,
            assessment=one,
        )
    for question in referred:
        question.sitting_id = sitting.id
    Session().flush()
    rule = ClockRule(PanelClock.VOTE, Unit.WORKDAYS, policy.panel_vote_workdays, BY_REGION)
    clock_service.start(sitting, rule, at=now)
    audit.record(
        PanelAction.SITTING_OPENED, sitting, by=by, now=now, questions=len(sellers) + len(referred),
        roster=[one.name for one in members],
    )  # fmt: skip
    notices.tell_all(
        members, _l("考评组评议会已召开，请独立投票"), by.name, f"/panel/sittings/{sitting.code}",
        key=f"panel-sitting-{sitting.code}", now=now,
    )  # fmt: skip
    return sitting


def vote(
    question: PanelQuestion, choice: Choice, *, points: Decimal | None, reason: str, by: User, now: datetime
) -> None:
    """Cast one vote. The last one wanted reads all of them out.

    Raises ``rules.VotingOver``, ``NotOfTheSitting``, ``HasInterest``, ``VotedAlready``.
    """
    sitting = queries.sitting_by_id(question.sitting_id or 0)
    if sitting is None:
        raise rules.VotingOver
    queries.held(sitting)
    rules.check_open(sitting.state)
    tied = queries.conflicts_in(sitting.cycle_id, [question.merchant_id])[question.merchant_id]
    rules.check_may_vote(by.id, sitting.member_ids, [one.member_id for one in tied])
    if vote_queries.own_votes([question.id], by.id):
        raise rules.VotedAlready
    add(
        PanelVote(
            question_id=question.id, member_id=by.id, member_name=by.name, choice=choice, points=points, reason=reason,
            cast_at=now,
        )
    )  # fmt: skip
    audit.record(PanelAction.VOTED, question, by=by, now=now)  # that, not what
    count_if_all_have_voted(sitting, by=by, now=now)


def count(sitting: PanelSitting, *, by: User, now: datetime) -> None:
    """Read the votes out after the last day for voting, though some are missing.

    Raises ``rules.VotingOver``, ``rules.VotesMissing``.
    """
    queries.held(sitting)
    rules.check_open(sitting.state)
    missing = votes_missing(sitting)
    running = clocks.running(sitting, PanelClock.VOTE)
    if missing and running and now <= running[0].due_at:
        raise rules.VotesMissing(count=missing, closes_on=running[0].due_on)
    _count(sitting, by=by, now=now)


def votes_missing(sitting: PanelSitting) -> int:
    """How many votes are still wanted in this sitting."""
    cast = vote_queries.cast([one.id for one in sitting.questions])
    return sum(len(voters) for voters in voters_of(sitting).values()) - sum(cast.values())


def voters_of(sitting: PanelSitting) -> dict[int, list[int]]:
    """Who votes on each question: the roster without those who have an interest."""
    tied = queries.conflicts_in(sitting.cycle_id, [one.merchant_id for one in sitting.questions])
    return {
        one.id: rules.may_vote(sitting.member_ids, [who.member_id for who in tied[one.merchant_id]])
        for one in sitting.questions
    }


def keep_minutes(sitting: PanelSitting, file: StoredFile, *, by: Actor, now: datetime) -> None:
    """The PDF is there; the members are told. Twice is once."""
    if sitting.minutes_id is not None:
        return
    sitting.minutes_id = file.id
    audit.record(PanelAction.MINUTES_WRITTEN, sitting, by=by, now=now, sha256=file.sha256)
    notices.tell_all(
        queries.members(sitting.panel_id), _l("评议会的会议记录做好了"), sitting.code, f"/panel/sittings/{sitting.code}",
        key=f"panel-minutes-{sitting.code}", now=now,
    )  # fmt: skip


def minutes_key(sitting: PanelSitting) -> str:
    return f"minutes {sitting.code}"


def _ask(
    panel_id: int, cycle_id: int, merchant: Merchant, kind: QuestionKind, *, by: User, now: datetime,
    sitting: PanelSitting | None = None, assessment: Assessment | None = None, source: dict[str, Any] | None = None,
) -> PanelQuestion:  # fmt: skip
    return add(
        PanelQuestion(
            code=codes.fresh(10), kind=kind, panel_id=panel_id, cycle_id=cycle_id, merchant_id=merchant.id,
            sitting_id=sitting.id if sitting else None, assessment_id=assessment.id if assessment else None,
            score=assessment.total if assessment else None, scored_at=assessment.scored_at if assessment else None,
            source=source or {}, asked_by=by.name, asked_at=now,
        )
    )  # fmt: skip


def count_if_all_have_voted(sitting: PanelSitting, *, by: User, now: datetime) -> None:
    if votes_missing(sitting) == 0:
        _count(sitting, by=by, now=now)


def _count(sitting: PanelSitting, *, by: User, now: datetime) -> None:
    rule = Rule(sitting.quorum_pct, sitting.least_members, sitting.tie_passes)
    voters, votes = voters_of(sitting), vote_queries.votes_to_count(sitting)
    for one in sitting.questions:
        _settle(one, len(voters[one.id]), votes[one.id], rule)
    sitting.state, sitting.counted_at, sitting.counted_by = SittingState.COUNTED, now, by.name
    clock_service.meet(sitting, PanelClock.VOTE, now=now)
    audit.record(
        PanelAction.COUNTED, sitting, by=by, now=now,
        outcomes={one.code: one.outcome.value for one in sitting.questions if one.outcome},
    )  # fmt: skip
    jobs.promise(PanelJob.MINUTES, key=minutes_key(sitting), sitting_id=sitting.id)
    members = [person for one in sitting.member_ids if (person := accounts.user(one))]
    notices.tell_all(
        members, _l("评议会已计票，结果可以查看"), sitting.code, f"/panel/sittings/{sitting.code}",
        key=f"panel-counted-{sitting.code}", now=now,
    )  # fmt: skip
    for one in sitting.questions:
        if one.kind is QuestionKind.BLACK_LIST:
            _tell_office(one, now)


def _tell_office(question: PanelQuestion, now: datetime) -> None:
    """Who referred a decision hears what the panel made of it: the next step is the office's."""

    def text() -> str:
        return _("%(name)s：%(outcome)s", name=question.merchant.name, outcome=word(question.outcome))

    notices.tell_all(
        accounts.of_role(Role.ADMIN, Role.OFFICER), _l("考评组评议了一件黑榜事项"), text, "/honours",
        key=f"panel-judged-{question.code}", now=now,
    )  # fmt: skip


def _settle(question: PanelQuestion, voters: int, votes: Sequence[PanelVote], rule: Rule) -> None:
    said = [Cast(vote.choice, vote.points) for vote in votes]
    question.outcome = rules.outcome(voters, said, rule)
    question.voters = voters
    question.votes_for = sum(vote.choice is Choice.FOR for vote in said)
    question.votes_against = sum(vote.choice is Choice.AGAINST for vote in said)
    question.abstained = sum(vote.choice is Choice.ABSTAIN for vote in said)
    question.points = rules.mean_points(said)
