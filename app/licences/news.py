"""What sellers are told about their papers. Each message has a key: told twice, it stands in the inbox once."""

from datetime import date, datetime

from flask_babel import force_locale

from app.accounts import queries as accounts
from app.infra.i18n import _, day_text
from app.infra.phrases import word
from app.licences.models import Licence
from app.notices import service as notices

KEPT_IN = "zh"  # until these sentences are lazy, both languages of a message are this one


def verified(licence: Licence, *, now: datetime) -> None:
    with force_locale(KEPT_IN):
        until = (
            _("有效期到%(day)s，到期前会提醒您。", day=day_text(licence.valid_until))
            if licence.valid_until
            else _("长期有效。")
        )
        _tell(
            licence, _("%(kind)s已通过核验", kind=word(licence.kind)),
            _("编号 %(number)s，", number=licence.number) + until, key="verified", now=now,
        )  # fmt: skip


def rejected(licence: Licence, *, now: datetime) -> None:
    with force_locale(KEPT_IN):
        _tell(
            licence, _("%(kind)s没有通过核验，请重新上传", kind=word(licence.kind)),
            _("原因：%(reason)s", reason=licence.reason), key="rejected", now=now,
        )  # fmt: skip


def running_out(licence: Licence, *, mark: int, today: date, now: datetime) -> None:
    """``mark`` names the reminder; the sentence counts from ``today``."""
    if licence.valid_until is None:
        return
    days = (licence.valid_until - today).days
    with force_locale(KEPT_IN):
        title = (
            _("%(kind)s还有 %(days)d 天到期", kind=word(licence.kind), days=days)
            if days
            else _("%(kind)s今天到期", kind=word(licence.kind))
        )
        _tell(
            licence, title,
            _("%(number)s 的有效期到%(day)s。换好新证后请上传，由监管人员核验。",
              number=licence.number, day=day_text(licence.valid_until)),
            key=f"mark {licence.valid_until} {mark}", now=now,
        )  # fmt: skip


def expired(licence: Licence, *, now: datetime) -> None:
    if licence.valid_until is None:
        return
    with force_locale(KEPT_IN):
        _tell(
            licence, _("%(kind)s已经过期", kind=word(licence.kind)),
            _("%(number)s 的有效期到%(day)s为止。请尽快上传新证。",
              number=licence.number, day=day_text(licence.valid_until)),
            key="expired", now=now,
        )  # fmt: skip


def _tell(licence: Licence, title: str, text: str, *, key: str, now: datetime) -> None:
    people = accounts.of_merchant(licence.merchant_id)
    url = f"/licences/{licence.code}"
    notices.tell_all(people, title, text, url, key=f"licence {licence.code} {key}", now=now)
