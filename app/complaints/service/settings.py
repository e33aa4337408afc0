"""What a region sets for its complaints, and the standard answers its officers keep. Nothing is overwritten."""

from datetime import date, datetime

from app.accounts.models import User
from app.complaints import around, office_rules, policy
from app.complaints.side_models import Setting, Wording
from app.complaints.terms import ComplaintAction
from app.infra import audit
from app.infra.db import add
from app.kernel import codes
from app.kernel.clock import start_of

CODE_LENGTH = 6


def enter_setting(
    *, since_on: date, pack: str, qr_is_published: bool, announcement: str, url: str, by: User, now: datetime
) -> Setting:
    """Holds from the morning of ``since_on``. A published QR names its announcement.

    What was received before keeps the clocks it has. Raises ``office_rules.SettingRefused``.
    """
    office_rules.check_setting(
        qr_is_published=qr_is_published, announcement=announcement,
        is_known=any(one.name == pack for one in policy.offered()),
    )  # fmt: skip
    entered = add(
        Setting(
            since_at=start_of(since_on), pack=pack, qr_is_published=qr_is_published, announcement=announcement,
            url=url, entered_at=now, enterer_name=by.audit_name,
        )
    )  # fmt: skip
    audit.record(
        ComplaintAction.SETTING_ENTERED, entered, by=by, now=now, pack=pack, qr_is_published=qr_is_published,
        announcement=announcement, since_on=since_on,
    )  # fmt: skip
    return entered


def enter_wording(
    *, code: str | None, title: str, text: str, is_retired: bool = False, by: User, now: datetime
) -> Wording:
    """A new standard answer, or the next version of one. The same again is no new version, and no second answer."""
    known = around.wording(code) if code else around.wording_of(title, text)
    if known and (known.title, known.text, known.is_retired) == (title, text, is_retired):
        return known
    entered = add(
        Wording(
            code=known.code if known else codes.fresh(CODE_LENGTH), version=known.version + 1 if known else 1,
            title=title, text=text, is_retired=is_retired, entered_at=now, enterer_name=by.audit_name,
        )
    )  # fmt: skip
    audit.record(
        ComplaintAction.WORDING_ENTERED, entered, by=by, now=now, version=entered.version, retired=is_retired
    )
    return entered
