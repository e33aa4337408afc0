"""How editions come out and entries fall."""

from collections.abc import Sequence
from datetime import datetime

from app.accounts import queries as accounts
from app.accounts.models import User
from app.accounts.terms import Role
from app.assessments.models import Cycle
from app.honours import noticed, queries, rules, stages
from app.honours.models import BlackProposal, HonourEntry, HonourList
from app.honours.terms import (
    EditionState,
    Fall,
    HonourAction,
    Honoured,
    HonourJob,
    ListKind,
    Source,
)
from app.infra import audit, jobs
from app.infra.audit import SYSTEM, Actor
from app.infra.db import add
from app.infra.i18n import _l
from app.infra.jobs import Job
from app.infra.scope import Session, current_region
from app.infra.storage import StoredFile
from app.kernel import codes
from app.kernel.clock import local_day
from app.merchants import queries as merchants
from app.merchants.models import Merchant
from app.notices import service as messages
from app.panels import queries as panels
from app.panels import service as panel_service
from app.panels.models import PanelQuestion
from app.panels.terms import Outcome, QuestionKind
from app.publicity import queries as notices
from app.publicity import service as publicity
from app.publicity.models import PublicNotice
from app.publicity.service import Put
from app.publicity.terms import Line, NoticeKind, Origin
from app.regions.models import Organisation

NAMES = {ListKind.RED: "红榜", ListKind.BLACK: "黑榜"}


def publish_red(
    honoured: Sequence[Honoured], *, by: Actor, now: datetime, notice_id: int | None = None
) -> HonourList:
    """An edition of sellers who have earned the title."""
    edition = _edition(ListKind.RED, notice_id, by=by, now=now)
    for one in honoured:
        Session().add(
            HonourEntry(
                code=codes.fresh(10), edition_id=edition.id, merchant_id=one.merchant_id, merchant_code=one.merchant_code, name=one.name,
                uscc=one.uscc, grounds="获得放心电商称号", score=one.score, source_number=one.number,
                source_on=one.awarded_on, source_url="", until=one.until,
            )
        )  # fmt: skip
    Session().flush()
    promise_paper(edition)
    return edition


def propose_black(
    merchant: Merchant, source: Source, *, minutes: str, by: User, now: datetime, origin: Origin = Origin.OFFICER,
    question: PanelQuestion | None = None,
) -> PublicNotice:  # fmt: skip
    """Put a seller on notice for the black list, on the ground of a published decision.

    ``origin`` says who put it forward: an officer, a stated rule, or a panel by its vote on ``question``. Raises
    ``rules.SourceRefused``, ``rules.ListedAlready``, ``rules.NotPassed``, ``rules.NotByRule``.
    """
    rules.check_source(source.listed, source.until, local_day(now))
    notices.hold_the_floor()
    if queries.is_proposed(merchant.id, source.number):
        raise rules.ListedAlready(number=source.number)
    if origin is Origin.RULE:
        rules.check_by_rule(source.kind)
    if origin is Origin.PANEL and (question is None or question.outcome is not Outcome.PASSED):
        raise rules.NotPassed
    grounds = f"{source.grounds}（{source.number}）"
    line = Line(merchant.id, merchant.code, merchant.name, merchant.uscc, grounds=grounds)
    put = Put(
        minutes=minutes, origin=origin, year=local_day(now).year, cycle_id=question.cycle_id if question else None,
        sitting_id=question.sitting_id if question else None,
    )  # fmt: skip
    notice = publicity.open_notice(NoticeKind.BLACK_LIST, [line], put, by=by, now=now)
    add(
        BlackProposal(
            notice_id=notice.id, merchant_id=merchant.id, source_kind=source.kind, source_number=source.number,
            source_on=source.decided_on, source_url=source.url, until=source.until, grounds=source.grounds,
            source_published_on=source.published_on, source_measure=source.measure, restricted_until=source.restricted_until,
            question_id=question.id if question else None,
        )
    )  # fmt: skip
    noticed.tell(
        merchant.id, _l("您的店铺正在公示，拟列入黑榜，可以提出异议"), source.grounds, f"notice-{notice.code}", now,
        f"/r/{current_region().code}/notices/{notice.code}",
    )  # fmt: skip
    return notice


def refer_black(
    merchant: Merchant, source: Source, panel: Organisation, cycle: Cycle, *, by: User, now: datetime
) -> PanelQuestion:
    """Ask a panel first whether this decision shall stand on the black list.

    Raises ``rules.SourceRefused``, ``rules.ListedAlready``.
    """
    rules.check_source(source.listed, source.until, local_day(now))
    notices.hold_the_floor()
    asked = {one.source.get("number") for one in panels.questions_about(merchant.id, QuestionKind.BLACK_LIST)}
    if queries.is_proposed(merchant.id, source.number) or source.number in asked:
        raise rules.ListedAlready(number=source.number)
    return panel_service.refer(panel, cycle, merchant, source.kept(), by=by, now=now)


def decide_black(notice: PublicNotice, *, by: User, now: datetime) -> HonourList | None:
    """Publish what has run without an upheld objection and has not run out meanwhile; None if nothing is left.

    Raises ``publicity.rules.NoticeStillRunning``, ``ObjectionsOpen``, ``MoveRefused``.
    """
    notices.hold_the_floor()
    struck = publicity.struck(notice)
    publicity.decide(notice, by=by, now=now)
    proposal = queries.proposal_of(notice.id)
    if proposal is None:
        return None
    if proposal.merchant_id in struck or rules.is_over(proposal.until, local_day(now)):
        url = f"/r/{current_region().code}/notices/{notice.code}"
        key = f"unlisted-{notice.code}"
        noticed.tell(proposal.merchant_id, _l("您的店铺没有列入黑榜"), proposal.grounds, key, now, url)
        return None
    merchant = merchants.by_id(proposal.merchant_id)
    if merchant is None:
        return None
    edition = _edition(ListKind.BLACK, notice.id, by=by, now=now)
    Session().add(
        HonourEntry(
            code=codes.fresh(10), edition_id=edition.id, merchant_id=merchant.id, merchant_code=merchant.code, name=merchant.name,
            uscc=merchant.uscc, grounds=proposal.grounds, source_kind=proposal.source_kind,
            source_number=proposal.source_number, source_on=proposal.source_on, source_url=proposal.source_url,
            source_published_on=proposal.source_published_on, source_measure=proposal.source_measure,
            restricted_until=proposal.restricted_until, until=proposal.until,
        )
    )  # fmt: skip
    Session().flush()
    promise_paper(edition)
    listed = _l("您的店铺已列入黑榜，可以看信用修复的条件")
    noticed.tell(merchant.id, listed, proposal.grounds, f"listed-{notice.code}", now)
    return edition


def repair(entry: HonourEntry, *, by: User, note: str, now: datetime, annulled: bool = False) -> None:
    """The source was repaired, or (``annulled``) itself changed or revoked: the entry falls at once.

    Source: 市场监督管理信用修复管理办法 art. 17 (three working days at most), art. 23; 行政处罚法 art. 48.
    Raises ``rules.FellAlready``, ``stages.NotShortened``.
    """
    if entry.fell_at is not None:
        raise rules.FellAlready
    stages.check_take_down(entry.restarted_on, entry.until, annulled=annulled)
    _fall(entry, Fall.REPAIRED, note, by=by, now=now)


def withdraw(edition: HonourList, *, reason: str, by: User, now: datetime) -> None:
    """Take a whole edition back: everything on it falls, the page says so and why. Raises ``rules.WithdrawnAlready``."""
    notices.hold_the_floor()
    held = queries.held(edition)
    if held.state is EditionState.WITHDRAWN:
        raise rules.WithdrawnAlready
    held.state, held.withdrawn_at = EditionState.WITHDRAWN, now
    held.withdrawn_by, held.withdrawn_for = by.name, reason
    for entry in held.entries:
        if entry.fell_at is None:
            _fall(entry, Fall.WITHDRAWN, reason, by=by, now=now)
    audit.record(HonourAction.WITHDRAWN, held, by=by, now=now, reason=reason, entries=len(held.entries))


def promise_paper(edition: HonourList) -> Job:
    """The print-ready PDF, written by a job. The same edition twice is one job."""
    return jobs.promise(HonourJob.PRINT, key=paper_key(edition), edition_id=edition.id)


def paper_key(edition: HonourList) -> str:
    return f"edition {edition.code}"


def keep_paper(edition: HonourList, file: StoredFile, head: str, *, by: Actor, now: datetime) -> None:
    """The PDF is there, with the audit chain's head that is printed on it; the administrators are told. Twice is once."""
    if edition.file_id is None:
        edition.file_id, edition.audit_head = file.id, head
        audit.record(HonourAction.PRINTED, edition, by=by, now=now, sha256=file.sha256, head=head)
        messages.tell_all(
            accounts.of_role(Role.ADMIN), _l("名单的张贴件做好了"), _l("可以下载打印，张贴出来。"), f"/honours/editions/{edition.code}",
            key=f"edition-paper-{edition.code}", now=now,
        )  # fmt: skip


def strike(number: str, *, note: str, by: Actor, now: datetime) -> None:
    """A certificate was revoked: its red-list entries say so."""
    for entry in queries.red_by_number(number):
        if entry.fell_at is None or entry.fall is Fall.SUSPENDED:
            _fall(entry, Fall.REVOKED, note, by=by, now=now)


def rest(number: str, *, note: str, by: Actor, now: datetime) -> None:
    """A title is held back: its red-list entries do not stand meanwhile."""
    for entry in queries.red_by_number(number):
        if entry.fell_at is None:
            _fall(entry, Fall.SUSPENDED, note, by=by, now=now)


def stand_again(number: str, *, by: Actor, now: datetime) -> None:
    """A title was given back: so are its places on the red list."""
    for entry in queries.red_by_number(number):
        if entry.fall is Fall.SUSPENDED:
            entry.fell_at = entry.fall = entry.fall_note = None
            audit.record(HonourAction.STANDS_AGAIN, entry, by=by, now=now)


def take_down_expired(now: datetime) -> None:
    """Chore: every entry whose last day is over falls."""
    for entry in queries.over_by(local_day(now)):
        _fall(entry, Fall.EXPIRED, "", by=SYSTEM, now=now)


def _fall(entry: HonourEntry, why: Fall, note: str, *, by: Actor, now: datetime) -> None:
    entry.fell_at, entry.fall, entry.fall_note = now, why, note
    audit.record(HonourAction.FELL, entry, by=by, now=now, why=why.value, note=note)
    if entry.source_kind is not None:  # a line of the black list
        noticed.tell(
            entry.merchant_id, _l("黑榜上关于您店铺的一条已经撤下"), entry.source_number,
            f"fell-{entry.code}-{now:%Y%m%d%H%M}", now,
        )  # fmt: skip


def _edition(kind: ListKind, notice_id: int | None, *, by: Actor, now: datetime) -> HonourList:
    number, day = queries.next_number(kind), local_day(now)
    edition = add(
        HonourList(
            code=codes.fresh(8), kind=kind, number=number, published_on=day, notice_id=notice_id,
            title=f"{current_region().name}放心电商{NAMES[kind]}第 {number} 期（{day.year} 年）",
        )
    )  # fmt: skip
    audit.record(HonourAction.PUBLISHED, edition, by=by, now=now, kind=kind.value, number=number)
    return edition
