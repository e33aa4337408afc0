"""What titles ask of people today, and their lines in the side navigation."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from flask import url_for

from app.accounts.models import User
from app.accounts.terms import Role
from app.clocks import counting
from app.clocks import queries as clocks
from app.infra.desk import NavEntry, Todo
from app.infra.i18n import _, _l, day_text
from app.kernel.clock import local_day
from app.panels import queries as panels
from app.publicity import headings
from app.publicity import queries as notices
from app.publicity.terms import NoticeKind
from app.regions import queries as regions
from app.titles import case_queries, queries
from app.titles.terms import TitleState

SOON = timedelta(days=60)
NAV = (
    NavEntry("proposals.propose", _l("提名"), "award", frozenset({Role.PANELIST}), 40),
    NavEntry(
        "titles.index",
        _l("称号列表"),
        "medal",
        frozenset({Role.OFFICER, Role.ADMIN}),
        62,
        also=("title_cases",),
    ),
    NavEntry(
        "own_title.mine",
        _l("我的称号"),
        "certificate",
        frozenset({Role.MERCHANT}),
        60,
        also=("titles", "title_cases"),
    ),
)


def todos(user: User, now: datetime) -> Iterable[Todo]:
    if user.role is Role.PANELIST:
        yield from _to_propose(user)
    elif user.is_regulator:
        yield from _to_decide(user, now)
        yield from _cases_to_decide(user, now)
    elif user.merchant_id is not None:
        yield from _to_speak(user.merchant_id, now)
        yield from _to_renew(user.merchant_id, now)


def _to_propose(user: User) -> Iterable[Todo]:
    found = queries.candidates(user.organisation_id, panels.conflicts_of(user.id))
    if found.open:
        yield Todo(
            title=_("提名达到称号分数的商家"), url=url_for("proposals.propose"), due=_("待提名"), tone="warn", rank=20,
            count=len(found.open), icon="award", text=_("提名后先公示，期满再授予"),
        )  # fmt: skip


def _to_decide(user: User, now: datetime) -> Iterable[Todo]:
    if user.role is not Role.ADMIN:
        return
    for notice in notices.ended(NoticeKind.TITLES, local_day(now)):
        if notice.proposer_id != user.id:
            yield Todo(
                title=_("公示期满，请作出决定"), url=url_for("publicity.show", code=notice.code), due=_("待决定"),
                tone="warn", rank=15, text=headings.in_short(notice), icon="gavel",
            )  # fmt: skip


def _cases_to_decide(user: User, now: datetime) -> Iterable[Todo]:
    """The seller has spoken or let its days go by, and this person did not open the case."""
    mine = [one for one in case_queries.open_cases(files=False) if one.opener_id != user.id]
    running = clocks.by_subject("title_case", [one.id for one in mine]) if mine else {}
    ripe = [
        one
        for one in mine
        if one.stated_at is not None or all(now > late.due_at for late in running.get(one.id, ()))
    ]
    if ripe:
        yield Todo(
            title=_("决定是否撤销称号"), url=url_for("title_cases.show", code=ripe[0].code), due=_("待决定"), tone="warn",
            rank=13, count=len(ripe), text=ripe[0].title.name, icon="gavel",
        )  # fmt: skip


def _to_speak(merchant_id: int, now: datetime) -> Iterable[Todo]:
    unheard = [one for one in case_queries.open_cases(merchant_id, files=False) if one.stated_at is None]
    running = clocks.by_subject("title_case", [one.id for one in unheard]) if unheard else {}
    for case in unheard:
        due = [counting.standing(one, now, regions.calendar())[0] for one in running.get(case.id, ())]
        yield Todo(
            title=_("拟撤销称号，请陈述申辩"), url=url_for("title_cases.show", code=case.code), due=due[0] if due else "",
            tone="bad", rank=5, text=case.reason, icon="message-report",
        )  # fmt: skip


def _to_renew(merchant_id: int, now: datetime) -> Iterable[Todo]:
    title, today = queries.current_title(merchant_id), local_day(now)
    if title is None or title.standing_on(today) is not TitleState.VALID or title.valid_until - today > SOON:
        return
    yield Todo(
        title=_("放心电商称号快到期了"), url=url_for("own_title.mine"), due=_("%(day)s 到期", day=day_text(title.valid_until)),
        tone="warn", rank=30, text=_("称号有效期一年，期满要重新参加年度评定"), icon="certificate",
    )  # fmt: skip
