"""How the title is proposed, awarded, suspended, taken away, and ends."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from app.accounts import queries as accounts
from app.accounts.models import User
from app.assessments.models import Assessment, Cycle
from app.honours import queries as honour_lists
from app.honours import service as honours
from app.honours.terms import Honoured
from app.infra import audit
from app.infra.audit import SYSTEM, Actor
from app.infra.db import add
from app.infra.i18n import _l
from app.infra.scope import current_region
from app.kernel.clock import local_day
from app.merchants.models import Merchant
from app.notices import service as notices
from app.publicity import queries as public_notices
from app.publicity import service as publicity
from app.publicity.models import PublicNotice
from app.publicity.terms import Line, NoticeKind
from app.regions import queries as regions
from app.titles import certificate, queries, rules
from app.titles.models import Title, TitleProposal
from app.titles.terms import Ground, TitleAction, TitleState

OWN_PAGE = "/titles/mine"


@dataclass(frozen=True, slots=True)
class Case:
    """Why a title is revoked: the ground, the facts, the proof, and what the seller said to it."""

    ground: Ground
    reason: str
    evidence: str
    hearing: str


def propose(
    cycle: Cycle, chosen: Sequence[Assessment], *, minutes: str, looked_up: bool, by: User, now: datetime
) -> PublicNotice:
    """A panel proposes sellers for the title; the public notice starts at once.

    ``looked_up``: the panel says that none of them is on the published list of serious violations. Raises
    ``rules.NotLookedUp``, ``NotOfThisPanel``, ``NotEligible``, ``OnSeriousList``, ``ProposedAlready`` and
    ``publicity.rules.NoticeEmpty``.
    """
    if not looked_up:
        raise rules.NotLookedUp
    public_notices.hold_the_floor()
    _check_all(cycle, chosen, by=by, today=local_day(now))
    lines = [
        Line(
            one.merchant_id, one.merchant.code, one.merchant.name, one.merchant.uscc, score=f"{one.total:.2f}"
        )
        for one in chosen
    ]
    notice = publicity.open_notice(
        NoticeKind.TITLES, f"{current_region().name} {cycle.year} 年放心电商拟授予名单公示", lines, minutes=minutes,
        by=by, now=now, cycle_id=cycle.id,
    )  # fmt: skip
    for one in chosen:
        add(
            TitleProposal(
                notice_id=notice.id, merchant_id=one.merchant_id, assessment_id=one.id, score=one.total
            )
        )
        _tell(
            one.merchant_id,
            _l("您的店铺正在公示，拟授予放心电商称号"),
            notice.title,
            f"notice-{notice.code}",
            now,
        )
    audit.record(TitleAction.PROPOSED, notice, by=by, now=now, merchants=[one.merchant_id for one in chosen])
    return notice


def _check_all(cycle: Cycle, chosen: Sequence[Assessment], *, by: User, today: date) -> None:
    needed = regions.policy().pass_score
    taken = queries.proposed_ids(cycle.id)
    listed = honour_lists.on_serious_list([one.merchant_id for one in chosen], today)
    for one in chosen:
        name = one.merchant.name
        if one.panel_id != by.organisation_id or one.cycle_id != cycle.id:
            raise rules.NotOfThisPanel(name=name)
        rules.check_eligible(name, one.total, needed, is_barred=not one.eligible)
        if one.merchant_id in listed:
            raise rules.OnSeriousList(name=name)
        if one.merchant_id in taken:
            raise rules.ProposedAlready(name=name)


def award(notice: PublicNotice, *, by: User, now: datetime) -> Sequence[Title]:
    """After the notice has run: the title for everyone without an upheld objection, and the red list with them.

    Whoever came onto the serious list meanwhile gets none (市场监督管理严重违法失信名单管理办法 art. 15 no. 4). Raises
    ``publicity.rules.NoticeStillRunning``, ``ObjectionsOpen``, ``MoveRefused``.
    """
    public_notices.hold_the_floor()
    struck = publicity.struck(notice)
    held = publicity.decide(notice, by=by, now=now)
    proposals = queries.proposals_of(held.id)
    listed = honour_lists.on_serious_list([one.merchant_id for one in proposals], local_day(now))
    titles = [
        _grant(one.merchant, one.score, local_day(now), by=by, now=now, proposal=one)
        for one in proposals
        if one.merchant_id not in struck | listed
    ]
    if titles:
        honours.publish_red([_honoured(title) for title in titles], by=by, now=now, notice_id=held.id)
    return titles


def enter_earlier(merchant: Merchant, *, score: Decimal, awarded_on: date, by: Actor, now: datetime) -> Title:
    """A title that was earned before the region used this system."""
    public_notices.hold_the_floor()
    return _grant(merchant, score, awarded_on, by=by, now=now, action=TitleAction.ENTERED)


def publish_earlier(titles: Sequence[Title], *, by: Actor, now: datetime) -> None:
    """The red list that belongs to titles from before."""
    honours.publish_red([_honoured(title) for title in titles], by=by, now=now)


def revoke(title: Title, case: Case, *, by: User, now: datetime) -> None:
    """Take the title away on one of the six grounds, with every other title the seller still holds.

    Raises ``rules.MoveRefused``.
    """
    public_notices.hold_the_floor()
    rules.check_move(title.standing_on(local_day(now)), TitleState.REVOKED)
    for one in queries.holding(title.merchant_id):
        if one.standing_on(local_day(now)) is TitleState.EXPIRED:
            continue
        one.state, one.revoked_at, one.revoked_by = TitleState.REVOKED, now, by.name
        one.ground, one.reason, one.evidence, one.hearing = (
            case.ground,
            case.reason,
            case.evidence,
            case.hearing,
        )
        honours.strike(one.number, note=case.reason, by=by, now=now)
        audit.record(
            TitleAction.REVOKED, one, by=by, now=now, ground=case.ground.value, reason=case.reason,
            evidence=case.evidence, hearing=case.hearing,
        )  # fmt: skip
    _tell(
        title.merchant_id, _l("您的放心电商称号已被撤销"), case.reason, f"title-revoked-{title.number}", now
    )


def suspend(title: Title, *, reason: str, by: User, now: datetime) -> None:
    """Hold the title back while something is looked into. Raises ``rules.MoveRefused``."""
    rules.check_move(title.standing_on(local_day(now)), TitleState.SUSPENDED)
    title.state, title.suspended_at, title.suspended_for = TitleState.SUSPENDED, now, reason
    audit.record(TitleAction.SUSPENDED, title, by=by, now=now, reason=reason)
    _tell(
        title.merchant_id,
        _l("您的放心电商称号已暂停"),
        reason,
        f"title-suspended-{title.number}-{now:%Y%m%d%H%M%S}",
        now,
    )


def restore(title: Title, *, reason: str, by: User, now: datetime) -> None:
    """Give a suspended title back; its last day stays. Raises ``rules.MoveRefused``."""
    rules.check_move(title.standing_on(local_day(now)), TitleState.VALID)
    title.state, title.suspended_at, title.suspended_for = TitleState.VALID, None, None
    audit.record(TitleAction.RESTORED, title, by=by, now=now, reason=reason)
    _tell(
        title.merchant_id,
        _l("您的放心电商称号已恢复"),
        reason,
        f"title-restored-{title.number}-{now:%Y%m%d%H%M%S}",
        now,
    )


def expire_titles(now: datetime) -> None:
    """Chore: every title whose last day is over has expired; it must be earned again."""
    for title in queries.over_by(local_day(now)):
        rules.check_move(title.state, TitleState.EXPIRED)
        title.state = TitleState.EXPIRED
        audit.record(TitleAction.EXPIRED, title, by=SYSTEM, now=now)
        _tell(
            title.merchant_id,
            _l("您的放心电商称号已到期"),
            title.number,
            f"title-expired-{title.number}",
            now,
        )


def _grant(
    merchant: Merchant, score: Decimal, awarded_on: date, *, by: Actor, now: datetime,
    proposal: TitleProposal | None = None, action: TitleAction = TitleAction.AWARDED,
) -> Title:  # fmt: skip
    seq = queries.next_seq(awarded_on.year)
    number = f"{current_region().code}-{awarded_on.year}-{seq:04d}"
    said = certificate.Statement(
        number, merchant.name, merchant.uscc, score, awarded_on, rules.last_day(awarded_on)
    )
    title = add(
        Title(
            number=number, year=awarded_on.year, seq=seq, merchant_id=merchant.id, name=said.name, uscc=said.uscc,
            score=score, awarded_on=awarded_on, valid_until=said.valid_until, awarded_by=by.audit_name,
            signature=certificate.sign(said), assessment_id=proposal.assessment_id if proposal else None,
            notice_id=proposal.notice_id if proposal else None,
        )
    )  # fmt: skip
    title.merchant = merchant
    audit.record(action, title, by=by, now=now, score=score, valid_until=title.valid_until)
    _tell(merchant.id, _l("恭喜，您获得了放心电商称号"), number, f"title-awarded-{number}", now)
    return title


def _honoured(title: Title) -> Honoured:
    return Honoured(
        title.merchant_id, title.merchant.code, title.name, title.uscc, title.score, title.number, title.awarded_on,
        title.valid_until,
    )  # fmt: skip


def _tell(merchant_id: int, title: object, text: str, key: str, now: datetime) -> None:
    notices.tell_all(accounts.of_merchant(merchant_id), title, text, OWN_PAGE, key=key, now=now)
