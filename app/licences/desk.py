"""What the papers ask of people today, and their lines in the side navigation."""

from collections.abc import Iterator
from datetime import date, datetime

from flask import url_for

from app.accounts.models import User
from app.accounts.terms import Role
from app.clocks import counting
from app.infra.counts import Count
from app.infra.desk import NavEntry, Todo
from app.infra.i18n import _, _l
from app.infra.phrases import word
from app.kernel.clock import local_day
from app.licences import kind_queries, queries, rules
from app.licences.kind_queries import kind_name
from app.licences.models import Licence
from app.licences.terms import LicenceKind, LicenceState
from app.merchants import queries as merchants

PRESSING_DAYS = 7
NAV = (
    NavEntry("licences.mine", _l("我的证照"), "license", frozenset({Role.MERCHANT}), 30),
    NavEntry("licences.queue", _l("待核验证照"), "license", frozenset({Role.OFFICER, Role.ADMIN}), 30),
    NavEntry("licences.park", _l("商家证照"), "license", frozenset({Role.PARK}), 30),
)


def todos(user: User, now: datetime) -> Iterator[Todo]:
    if user.role is Role.MERCHANT and user.merchant_id is not None:
        yield from _sellers(user.merchant_id, local_day(now))
    elif user.is_regulator and (waiting := queries.unverified().value()):
        yield Todo(
            _("核验商家上传的证照"), url_for("licences.queue"), rank=30, count=waiting, icon="certificate"
        )


def counts(user: User, _now: datetime) -> Iterator[Count]:
    if user.is_regulator:
        yield queries.unverified()


def _sellers(merchant_id: int, today: date) -> Iterator[Todo]:
    held, shop = queries.of_merchant(merchant_id), merchants.plain(merchant_id)
    known = rules.standing(held)
    for kind in kind_queries.current().required(shop.scopes if shop else ()):
        if kind not in known:
            yield _absent(kind)
    for reading in queries.unused_readings(merchant_id):
        url = url_for("licences.confirm", code=reading.code)
        yield Todo(_("核对刚上传的证照"), url, word(reading.state), "warn", 19, icon="certificate")
    for one in rules.wanting(held, today):
        yield _matter(one, today)


def _absent(kind: str) -> Todo:
    """A paper that the shop must show and has never sent."""
    url, title = url_for("licences.upload", kind=kind), _("上传%(kind)s", kind=kind_name(kind))
    text = _("拍一张照片就行，监管人员核验后会通知您。")
    if kind != LicenceKind.BUSINESS_LICENCE:
        text = _("店铺登记的经营内容要有这张证照。")
    return Todo(title, url, tone="warn", rank=20, text=text, icon="certificate")


def _matter(licence: Licence, today: date) -> Todo:
    kind, url = kind_name(licence.kind), url_for("licences.show", code=licence.code)
    if licence.state is LicenceState.REJECTED:
        title, text = _("%(kind)s被退回，请重新上传", kind=kind), licence.reason or ""
        return Todo(title, url, _("已退回"), "bad", 15, text=text, icon="certificate")
    if licence.state is LicenceState.EXPIRED or licence.valid_until is None:
        title = _("%(kind)s已过期，请上传新证", kind=kind)
        return Todo(title, url, _("已过期"), "bad", 5, icon="certificate")
    days = (licence.valid_until - today).days
    due = counting.until_day(licence.valid_until, today)
    tone, rank = ("bad", 12) if days <= PRESSING_DAYS else ("warn", 24)
    return Todo(_("%(kind)s快到期了", kind=kind), url, due, tone, rank, icon="certificate")
