"""From a panel's vote to the title: the public notice, and what is decided after it has run."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from app.accounts.models import User
from app.assessments import queries as assessments
from app.assessments.kinds import AssessmentState
from app.assessments.locks import hold
from app.assessments.models import Assessment, Cycle
from app.honours import queries as honour_lists
from app.honours import service as honours
from app.honours.rules import months_after
from app.infra import audit
from app.infra.db import add
from app.infra.i18n import _l
from app.infra.scope import current_region
from app.kernel.clock import local_day
from app.panels import queries as panels
from app.panels.models import PanelQuestion
from app.panels.rules import HasInterest
from app.panels.terms import Outcome
from app.publicity import queries as public_notices
from app.publicity import service as publicity
from app.publicity.models import PublicNotice
from app.publicity.service import Put
from app.publicity.terms import Line, NoticeKind, Origin
from app.regions import queries as regions
from app.titles import queries, rules, service
from app.titles.models import Title, TitleProposal
from app.titles.terms import TitleAction

MOVED = "score moved before the decision"


def propose(
    cycle: Cycle, chosen: Sequence[PanelQuestion], *, looked_up: bool, by: User, now: datetime
) -> PublicNotice:
    """Put on notice what the panel's vote has passed; the public notice starts at once.

    ``looked_up``: the panel says that none of them is on the published list of serious violations. Raises
    ``rules.NotLookedUp``, ``NotOfThisPanel``, ``NotPassed``, ``NotEligible``, ``OnSeriousList``, ``ProposedAlready``, ``TooSoon``
    and ``publicity.rules.NoticeEmpty``.
    """
    if not looked_up:
        raise rules.NotLookedUp
    public_notices.hold_the_floor()
    scored = {
        one.merchant_id: one for one in assessments.scored(cycle.id) if one.panel_id == by.organisation_id
    }
    _check_all(cycle, chosen, scored, by=by, today=local_day(now))
    lines = [
        Line(
            one.merchant_id, one.merchant.code, one.merchant.name, one.merchant.uscc, score=f"{one.score:.2f}"
        )
        for one in chosen
    ]
    sittings = sorted({one.sitting.code for one in chosen if one.sitting})
    put = Put(
        minutes=f"评议会 {'、'.join(sittings)} 会议记录", origin=Origin.PANEL, year=cycle.year, cycle_id=cycle.id,
        sitting_id=chosen[0].sitting_id if chosen else None,
    )  # fmt: skip
    notice = publicity.open_notice(NoticeKind.TITLES, lines, put, by=by, now=now)
    for one in chosen:
        add(
            TitleProposal(
                notice_id=notice.id, merchant_id=one.merchant_id, assessment_id=one.assessment_id, score=one.score,
                question_id=one.id,
            )
        )  # fmt: skip
        service.tell_shop(
            one.merchant_id, _l("您的店铺正在公示，拟授予放心电商称号"), publicity.heading(notice),
            f"notice-{notice.code}", now, url=f"/r/{current_region().code}/notices/{notice.code}",
        )  # fmt: skip
    audit.record(TitleAction.PROPOSED, notice, by=by, now=now, merchants=[one.merchant_id for one in chosen])
    return notice


def _check_all(
    cycle: Cycle, chosen: Sequence[PanelQuestion], scored: dict[int, Assessment], *, by: User, today: date
) -> None:
    policy, ids = regions.policy(), [one.merchant_id for one in chosen]
    taken, listed = queries.proposed_ids(cycle.id), honour_lists.on_serious_list(ids, today)
    tied, lost = panels.conflicts_of(by.id, cycle.id), queries.last_revoked(ids)
    for one in chosen:
        name, assessment = one.merchant.name, scored.get(one.merchant_id)
        if one.panel_id != by.organisation_id or one.cycle_id != cycle.id:
            raise rules.NotOfThisPanel(name=name)
        if one.merchant_id in tied:
            raise HasInterest
        if one.outcome is not Outcome.PASSED or assessment is None or assessment.scored_at != one.scored_at:
            raise rules.NotPassed(name=name)
        rules.check_eligible(name, assessment.total, policy.pass_score, is_barred=not assessment.eligible)
        if one.merchant_id in listed:
            raise rules.OnSeriousList(name=name)
        if one.merchant_id in taken:
            raise rules.ProposedAlready(name=name)
        rules.check_may_return(name, _waits_until(lost.get(one.merchant_id)), today)


def _waits_until(lost_on: date | None) -> date | None:
    """The last day, whole, on which whoever lost a title gets no other."""
    return months_after(lost_on, regions.policy().reapply_months) if lost_on else None


def again_from(merchant_id: int, today: date) -> date | None:
    """The first day on which a seller that lost its title may get one again; None if it need not wait."""
    waits = _waits_until(queries.last_revoked([merchant_id]).get(merchant_id))
    return waits + timedelta(days=1) if waits and waits >= today else None


def award(notice: PublicNotice, *, by: User, now: datetime) -> Sequence[Title]:
    """After the notice has run: the title for everyone without an upheld objection, and the red list with them.

    A score that moved meanwhile stops its seller, whoever moved it. Whoever came onto the serious list meanwhile gets none
    (市场监督管理严重违法失信名单管理办法 art. 15 no. 4). Raises ``publicity.rules.NoticeStillRunning``, ``ObjectionsOpen``,
    ``MoveRefused``.
    """
    public_notices.hold_the_floor()
    proposals = queries.proposals_of(notice.id)
    for one in proposals:
        hold(one.assessment)
        if _has_moved(one):
            publicity.stop(notice, one.merchant_id, MOVED, by=by, now=now)
    held = publicity.decide(notice, by=by, now=now)
    struck = publicity.struck(public_notices.by_id(held.id) or held)
    listed = honour_lists.on_serious_list([one.merchant_id for one in proposals], local_day(now))
    titles = [
        service.grant(one.merchant, one.score, local_day(now), by=by, now=now, proposal=one)
        for one in proposals
        if one.merchant_id not in struck | listed
    ]
    if titles:
        honours.publish_red([service.honoured(title) for title in titles], by=by, now=now, notice_id=held.id)
    return titles


def _has_moved(proposal: TitleProposal) -> bool:
    now = proposal.assessment
    return (
        now.state is not AssessmentState.SCORED
        or now.total != proposal.score
        or now.eligible is not True
        or now.reassessing_at is not None
    )
