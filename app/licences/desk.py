"""What the papers ask of people today, and their lines in the side navigation."""

from collections.abc import Iterator
from datetime import date, datetime

from flask import url_for

from app.accounts.models import User
from app.accounts.terms import Role
from app.infra.desk import NavEntry, Todo
from app.infra.i18n import _, _l
from app.infra.phrases import word
from app.kernel.clock import local_day
from app.licences import queries, rules
from app.licences.models import Licence
from app.licences.terms import LicenceKind, LicenceState

PRESSING_DAYS = 7
NAV = (
    NavEntry("licences.mine", _l("我的证照"), "certificate", frozenset({Role.MERCHANT}), 30),
    NavEntry("licences.queue", _l("待核验证照"), "certificate", frozenset({Role.OFFICER, Role.ADMIN}), 30),
    NavEntry("licences.park", _l("商家证照"), "certificate", frozenset({Role.PARK}), 30),
)


def todos(user: User, now: datetime) -> Iterator[Todo]:
    if user.role is Role.MERCHANT and user.merchant_id is not None:
        yield from _sellers(user.merchant_id, local_day(now))
    elif user.is_regulator and (waiting := queries.count_waiting()):
        yield Todo(
            _("核验商家上传的证照"), url_for("licences.queue"), rank=30, count=waiting, icon="certificate"
        )


def _sellers(merchant_id: int, today: date) -> Iterator[Todo]:
    held = queries.of_merchant(merchant_id)
    if not any(one.kind is LicenceKind.BUSINESS_LICENCE for one in held):
        url = url_for("licences.new", kind=LicenceKind.BUSINESS_LICENCE.value)
        text = _("拍一张照片就行，监管人员核验后会通知您。")
        yield Todo(_("上传营业执照"), url, tone="warn", rank=20, text=text, icon="certificate")
    for one in rules.wanting(held, today):
        yield _matter(one, today)


def _matter(licence: Licence, today: date) -> Todo:
    kind, url = word(licence.kind), url_for("licences.show", code=licence.code)
    if licence.state is LicenceState.REJECTED:
        title, text = _("%(kind)s被退回，请重新上传", kind=kind), licence.reason or ""
        return Todo(title, url, _("已退回"), "bad", 15, text=text, icon="certificate")
    if licence.state is LicenceState.EXPIRED or licence.valid_until is None:
        title = _("%(kind)s已过期，请上传新证", kind=kind)
        return Todo(title, url, _("已过期"), "bad", 5, icon="certificate")
    days = (licence.valid_until - today).days
    due = _("还剩 %(days)d 天", days=days) if days else _("今天到期")
    tone = "bad" if days <= PRESSING_DAYS else "warn"
    return Todo(_("%(kind)s快到期了", kind=kind), url, due, tone, 12, icon="certificate")
