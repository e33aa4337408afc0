"""How the title is given, rests, is taken away, and ends. What leads to it: ``proposing`` and ``cases``."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from app.accounts import queries as accounts
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
from app.titles import certificate, changes, queries, rules
from app.titles.models import Title, TitleProposal
from app.titles.terms import Ground, TitleAction, TitleState

OWN_PAGE = "/titles/mine"


@dataclass(frozen=True, slots=True)
class Case:
    """Why a title is revoked: the ground, the facts, the proof, and what the seller said to it (None: nothing)."""

    ground: Ground
    reason: str
    evidence: str
    hearing: str | None


def enter_earlier(merchant: Merchant, *, score: Decimal, awarded_on: date, by: Actor, now: datetime) -> Title:
    """A title that was earned before the region used this system."""
    public_notices.hold_the_floor()
    return grant(merchant, score, awarded_on, by=by, now=now, action=TitleAction.ENTERED)


def publish_earlier(titles: Sequence[Title], *, by: Actor, now: datetime) -> None:
    """The red list that belongs to titles from before."""
    honours.publish_red([honoured(title) for title in titles], by=by, now=now)


def revoke(title: Title, case: Case, *, by: Actor, now: datetime) -> None:
    """Take the title away on one of the six grounds, with every other title the seller still holds.

    Raises ``rules.MoveRefused``.
    """
    public_notices.hold_the_floor()
    rules.check_move(title.standing_on(local_day(now)), TitleState.REVOKED)
    for one in queries.holding(title.merchant_id):
        if one.standing_on(local_day(now)) is TitleState.EXPIRED:
            continue
        one.state, one.revoked_at, one.revoked_by = TitleState.REVOKED, now, by.audit_name
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
    changes.tell([title.merchant_id])
    tell_shop(
        title.merchant_id, _l("您的放心电商称号已被撤销"), case.reason, f"title-revoked-{title.number}", now
    )


def suspend(title: Title, *, reason: str, by: Actor, now: datetime) -> None:
    """Hold the title back while something is looked into. Raises ``rules.MoveRefused``."""
    rules.check_move(title.standing_on(local_day(now)), TitleState.SUSPENDED)
    title.state, title.suspended_at, title.suspended_for = TitleState.SUSPENDED, now, reason
    honours.rest(title.number, note=reason, by=by, now=now)
    changes.tell([title.merchant_id])
    audit.record(TitleAction.SUSPENDED, title, by=by, now=now, reason=reason)
    tell_shop(
        title.merchant_id,
        _l("您的放心电商称号已暂停"),
        reason,
        f"title-suspended-{title.number}-{now:%Y%m%d%H%M%S}",
        now,
    )


def restore(title: Title, *, reason: str, by: Actor, now: datetime) -> None:
    """Give a suspended title back; its last day stays. Raises ``rules.MoveRefused``."""
    rules.check_move(title.standing_on(local_day(now)), TitleState.VALID)
    title.state, title.suspended_at, title.suspended_for = TitleState.VALID, None, None
    honours.stand_again(title.number, by=by, now=now)
    changes.tell([title.merchant_id])
    audit.record(TitleAction.RESTORED, title, by=by, now=now, reason=reason)
    tell_shop(
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
        changes.tell([title.merchant_id])
        audit.record(TitleAction.EXPIRED, title, by=SYSTEM, now=now)
        tell_shop(
            title.merchant_id,
            _l("您的放心电商称号已到期"),
            title.number,
            f"title-expired-{title.number}",
            now,
        )


def grant(
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
    changes.tell([merchant.id])
    audit.record(action, title, by=by, now=now, score=score, valid_until=title.valid_until)
    tell_shop(merchant.id, _l("恭喜，您获得了放心电商称号"), number, f"title-awarded-{number}", now)
    return title


def honoured(title: Title) -> Honoured:
    return Honoured(
        title.merchant_id, title.merchant.code, title.name, title.uscc, title.score, title.number, title.awarded_on,
        title.valid_until,
    )  # fmt: skip


def tell_shop(
    merchant_id: int, title: object, text: object, key: str, now: datetime, *, url: str = OWN_PAGE
) -> None:
    notices.tell_all(accounts.of_merchant(merchant_id), title, text, url, key=key, now=now)
