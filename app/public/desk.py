"""What officers are asked for by what scans leave behind."""

from collections.abc import Iterable
from datetime import datetime

from flask import url_for

from app.accounts.models import User
from app.infra.counts import Count
from app.infra.desk import Todo
from app.infra.i18n import _
from app.public import flags


def todos(user: User, now: datetime) -> Iterable[Todo]:
    if not user.is_regulator:
        return
    count = flags.waiting().value()
    if count:
        yield Todo(
            title=_("有标签在很多地方被扫过，可能被复制"), url=url_for("label_flags.index"), due=_("待核实"), tone="warn",
            rank=24, count=count, icon="qrcode", text=_("先问店家，再决定要不要作废"),
        )  # fmt: skip


def counts(user: User, _now: datetime) -> Iterable[Count]:
    if user.is_regulator:
        yield flags.waiting()
