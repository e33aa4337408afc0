"""A title is to be taken away: the case is told to the seller, the seller is heard, somebody else decides."""

from collections.abc import Sequence
from datetime import datetime

from app.accounts import queries as accounts
from app.accounts.models import User
from app.accounts.terms import Role
from app.clocks import queries as clocks
from app.clocks import service as clock_service
from app.clocks.terms import Rule, Unit
from app.infra import audit, storage
from app.infra.db import add
from app.infra.i18n import _l
from app.infra.papers import Paper
from app.infra.scope import Session
from app.kernel import codes
from app.kernel.clock import local_day
from app.notices import service as notices
from app.publicity import queries as public_notices
from app.regions import queries as regions
from app.titles import case_queries, rules, service
from app.titles.models import Title, TitleCase, TitleCaseFile
from app.titles.service import Case
from app.titles.terms import CaseState, TitleAction, TitleClock, TitleState

BY_REGION = "region policy"


def open_case(title: Title, case: Case, papers: Sequence[Paper], *, by: User, now: datetime) -> TitleCase:
    """Tell the seller what its title is to be taken away for; from now on it may speak.

    The title rests meanwhile only where the region's policy says so. Raises ``rules.MoveRefused``, ``rules.CaseThere``.
    """
    public_notices.hold_the_floor()
    rules.check_move(title.standing_on(local_day(now)), TitleState.REVOKED)
    for one in case_queries.open_cases(title.merchant_id):
        if one.title_id == title.id:
            raise rules.CaseThere(case=one.code)
    policy = regions.policy()
    rests = policy.suspend_during_case and title.state is TitleState.VALID
    made = add(
        TitleCase(
            code=codes.fresh(10), title_id=title.id, merchant_id=title.merchant_id, ground=case.ground, reason=case.reason,
            evidence=case.evidence, opened_at=now, opened_by=by.name, opener_id=by.id, suspended=rests,
        )
    )  # fmt: skip
    keep_papers(made, papers, from_seller=False, by=by, now=now)
    rule = Rule(TitleClock.HEARING, Unit.WORKDAYS, policy.hearing_workdays, BY_REGION)
    clock_service.start(made, rule, at=now)
    audit.record(
        TitleAction.CASE_OPENED, title, by=by, now=now, case=made.code, ground=case.ground.value, reason=case.reason,
        evidence=case.evidence, papers=len(papers),
    )  # fmt: skip
    if rests:
        service.suspend(title, reason=case.reason, by=by, now=now)
    service.tell_shop(
        title.merchant_id, _l("拟撤销您的放心电商称号，请陈述申辩"), case.reason, f"title-case-{made.code}", now,
        url=f"/titles/cases/{made.code}",
    )  # fmt: skip
    return made


def speak(case: TitleCase, said: str | None, papers: Sequence[Paper], *, by: User, now: datetime) -> None:
    """The seller's word, or (None) that it wants to say nothing. Once.

    Raises ``rules.CaseOver``, ``rules.SpokenAlready``.
    """
    case_queries.held_case(case)
    rules.check_open(case.state)
    if case.stated_at is not None:
        raise rules.SpokenAlready
    case.statement, case.waived = said, said is None
    case.stated_at, case.stated_by = now, by.name
    keep_papers(case, papers, from_seller=True, by=by, now=now)
    clock_service.meet(case, TitleClock.HEARING, now=now)
    audit.record(TitleAction.HEARD, case.title, by=by, now=now, case=case.code, waived=case.waived)
    notices.tell_all(
        [one for one in accounts.of_role(Role.ADMIN, Role.OFFICER) if one.id != case.opener_id],
        _l("商家已陈述申辩，请作出决定"), case.title.name, f"/titles/cases/{case.code}", key=f"title-heard-{case.code}", now=now,
    )  # fmt: skip


def check_ripe(case: TitleCase, *, now: datetime) -> None:
    """Whether it can be decided now. Raises ``rules.CaseOver``, ``rules.HearingOpen``."""
    rules.check_open(case.state)
    running = clocks.running(case, TitleClock.HEARING)
    rules.check_heard(
        spoken=case.stated_at is not None, due_at=running[0].due_at if running else None,
        due_on=running[0].due_on if running else None, now=now,
    )  # fmt: skip


def decide(case: TitleCase, *, revokes: bool, why: str, by: User, now: datetime) -> None:
    """Take the title away, or leave it. Only after the seller was heard.

    Raises ``rules.CaseOver``, ``rules.HearingOpen``, ``rules.MoveRefused``.
    """
    public_notices.hold_the_floor()
    case_queries.held_case(case)
    check_ripe(case, now=now)
    case.decision, case.decided_at, case.decided_by = why, now, by.name
    case.state = CaseState.REVOKED if revokes else CaseState.DROPPED
    clock_service.lift(case, TitleClock.HEARING, now=now)
    title = case.title
    if revokes:
        service.revoke(title, Case(case.ground, case.reason, case.evidence, case.statement), by=by, now=now)
        return
    audit.record(TitleAction.CASE_DROPPED, title, by=by, now=now, case=case.code, why=why)
    if case.suspended and title.state is TitleState.SUSPENDED:
        service.restore(title, reason=why, by=by, now=now)
    service.tell_shop(
        title.merchant_id, _l("不撤销您的放心电商称号"), why, f"title-case-dropped-{case.code}", now,
        url=f"/titles/cases/{case.code}",
    )  # fmt: skip


def keep_papers(
    case: TitleCase, papers: Sequence[Paper], *, from_seller: bool, by: User, now: datetime
) -> None:
    """Store what was sent; the same paper twice is one."""
    seen: set[str] = set()
    for paper in papers:
        if paper.original_sha256 in seen:
            continue
        seen.add(paper.original_sha256)
        file = storage.keep(paper.content, media_type=paper.media_type, name=paper.name, now=now)
        Session().add(
            TitleCaseFile(
                case_id=case.id, file_id=file.id, from_seller=from_seller, added_at=now, added_by=by.name
            )
        )
        audit.record(
            TitleAction.CASE_FILE_ADDED, case, by=by, now=now, name=paper.name, sha256=file.sha256
        )  # fmt: skip
    Session().flush()
    Session().expire(case, ["files"])
