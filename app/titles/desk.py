"""What titles ask of people today, and their lines in the side navigation."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from flask import url_for

from app.accounts.models import User
from app.accounts.terms import Role
from app.infra.desk import NavEntry, Todo
from app.infra.i18n import _, _l, day_text
from app.kernel.clock import local_day
from app.publicity import queries as notices
from app.publicity.terms import NoticeKind
from app.titles import queries
from app.titles.terms import TitleState

SOON = timedelta(days=60)
NAV = (
    NavEntry("proposals.propose", _l("提名"), "award", frozenset({Role.PANELIST}), 40),
    NavEntry("titles.index", _l("称号"), "medal", frozenset({Role.OFFICER, Role.ADMIN}), 62),
    NavEntry("own_title.mine", _l("我的称号"), "certificate", frozenset({Role.MERCHANT}), 60),
)


def todos(user: User, now: datetime) -> Iterable[Todo]:
    if user.role is Role.PANELIST:
        yield from _to_propose(user)
    elif user.role is Role.ADMIN:
        yield from _to_decide(user)
    elif user.merchant_id is not None:
        yield from _to_renew(user.merchant_id, now)


def _to_propose(user: User) -> Iterable[Todo]:
    found = queries.candidates(user.organisation_id)
    if found.open:
        yield Todo(
            title=_("提名达到称号分数的商家"), url=url_for("proposals.propose"), due=_("待提名"), tone="warn", rank=20,
            count=len(found.open), icon="award", text=_("提名后先公示，期满再授予"),
        )  # fmt: skip


def _to_decide(user: User) -> Iterable[Todo]:
    for notice in notices.ended(NoticeKind.TITLES):
        if notice.proposer_id != user.id:
            yield Todo(
                title=_("公示期满，请作出决定"), url=url_for("publicity.show", code=notice.code), due=_("待决定"),
                tone="warn", rank=15, text=notice.title, icon="gavel",
            )  # fmt: skip


def _to_renew(merchant_id: int, now: datetime) -> Iterable[Todo]:
    title, today = queries.current_title(merchant_id), local_day(now)
    if title is None or title.standing_on(today) is not TitleState.VALID or title.valid_until - today > SOON:
        return
    yield Todo(
        title=_("放心电商称号快到期了"), url=url_for("own_title.mine"), due=_("%(day)s 到期", day=day_text(title.valid_until)),
        tone="warn", rank=30, text=_("称号有效期一年，期满要重新参加年度评定"), icon="certificate",
    )  # fmt: skip
