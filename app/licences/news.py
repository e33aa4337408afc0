"""What sellers are told about their papers, and who else when one has run out.

Each message has a key: told twice, it stands in the inbox once. The words are functions, because a message is kept in both languages.
"""

from collections.abc import Callable
from datetime import date, datetime

from app.accounts import queries as accounts
from app.accounts.terms import Role
from app.infra.i18n import _, _n, day_text
from app.licences import queries
from app.licences.kind_queries import kind_name
from app.licences.models import Licence
from app.notices import service as notices


def verified(licence: Licence, *, now: datetime) -> None:
    def text() -> str:
        until = (
            _("有效期到%(day)s，到期前会提醒您。", day=day_text(licence.valid_until))
            if licence.valid_until
            else _("长期有效。")
        )
        return _("编号 %(number)s，", number=licence.number) + until

    _tell(
        licence, lambda: _("%(kind)s已通过核验", kind=kind_name(licence.kind)), text, key="verified", now=now
    )  # fmt: skip


def rejected(licence: Licence, *, now: datetime) -> None:
    _tell(
        licence, lambda: _("%(kind)s没有通过核验，请重新上传", kind=kind_name(licence.kind)),
        lambda: _("原因：%(reason)s", reason=licence.reason), key="rejected", now=now,
    )  # fmt: skip


def running_out(licence: Licence, *, mark: int, today: date, now: datetime) -> None:
    """``mark`` names the reminder; the sentence counts from ``today``."""
    until = licence.valid_until
    if until is None:
        return
    days = (until - today).days

    def title() -> str:
        if days:
            return _n(
                "%(kind)s还有 %(num)d 天到期",
                "%(kind)s还有 %(num)d 天到期",
                days,
                kind=kind_name(licence.kind),
            )
        return _("%(kind)s今天到期", kind=kind_name(licence.kind))

    _tell(
        licence, title,
        lambda: _("%(number)s 的有效期到%(day)s。换好新证后请上传，由监管人员核验。", number=licence.number, day=day_text(until)),
        key=f"mark {until} {mark}", now=now,
    )  # fmt: skip


def expired(licence: Licence, *, now: datetime) -> None:
    until = licence.valid_until
    if until is None:
        return
    _tell(
        licence, lambda: _("%(kind)s已经过期", kind=kind_name(licence.kind)),
        lambda: _("%(number)s 的有效期到%(day)s为止。请尽快上传新证。", number=licence.number, day=day_text(until)),
        key="expired", now=now,
    )  # fmt: skip
    _tell_the_watching(licence, until, now)


def _tell_the_watching(licence: Licence, until: date, now: datetime) -> None:
    """Its park, and the office at whose station it is: a shop that goes on selling without a paper is their matter too.

    Not while another of the kind is in force: a shop may hold several brands' authorisations.
    """
    if queries.in_force(licence.merchant_id, licence.kind):
        return
    shop = licence.merchant
    park = accounts.of_organisation(shop.park_id) if shop.park_id else []
    station = accounts.of_organisation(shop.station_id) if shop.station_id else []
    notices.tell_all(
        [*park, *(station or accounts.of_role(Role.OFFICER))],
        lambda: _("%(shop)s的%(kind)s已经过期", shop=shop.name, kind=kind_name(licence.kind)),
        lambda: _("有效期到%(day)s为止，还没有核验过新证。请提醒商家换证。", day=day_text(until)),
        f"/merchants/{shop.code}/licences", key=f"licence {licence.code} expired watched", now=now,
    )  # fmt: skip


def _tell(
    licence: Licence, title: Callable[[], str], text: Callable[[], str], *, key: str, now: datetime
) -> None:
    people = accounts.of_merchant(licence.merchant_id)
    url = f"/licences/{licence.code}"
    notices.tell_all(people, title, text, url, key=f"licence {licence.code} {key}", now=now)
