"""The label lines of people's first page and of the side navigation."""

from collections.abc import Iterator
from datetime import datetime

from flask import url_for

from app.accounts.models import User
from app.accounts.terms import Role
from app.infra.counts import Count
from app.infra.desk import NavEntry, Todo
from app.infra.i18n import _, _l
from app.labels import queries

FAILED_RANK, FIRST_RANK = 22, 60
NAV = (
    NavEntry(
        "labels.index", _l("信用标签"), "qrcode",
        frozenset({Role.MERCHANT, Role.PARK, Role.OFFICER, Role.ADMIN}), 40, also=("label_flags",),
    ),
)  # fmt: skip


def todos(user: User, now: datetime) -> Iterator[Todo]:
    """A batch that failed wants a new one; a shop without labels wants its first."""
    merchant_id = user.merchant_id if user.role is Role.MERCHANT else None
    park_id = user.organisation_id if user.role is Role.PARK else None
    if merchant_id is None and park_id is None:
        return
    has_any = merchant_id is None or queries.batches_of(merchant_id).value() > 0
    for batch in queries.failed(merchant_id=merchant_id, park_id=park_id) if has_any else ():
        yield Todo(
            _("%(count)d 张标签没有做成，请重新申领", count=batch.count), url_for("labels.show", code=batch.code),
            tone="bad", rank=FAILED_RANK, icon="qrcode",
        )  # fmt: skip
    if not has_any:
        yield Todo(
            _("申领第一批信用标签"), url_for("labels.new"), rank=FIRST_RANK, icon="qrcode",
            text=_("贴在包裹上，买家扫码能看到您的信用，有问题先找到您"),
        )  # fmt: skip


def counts(user: User, _now: datetime) -> Iterator[Count]:
    if user.role is Role.MERCHANT and user.merchant_id is not None:
        yield queries.batches_of(user.merchant_id)
