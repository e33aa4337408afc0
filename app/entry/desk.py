"""The way to one's own account, on every page; the people, for the administrator."""

from typing import Any

from flask import url_for

from app.accounts.models import User
from app.accounts.terms import Role
from app.infra.desk import NavEntry
from app.infra.i18n import _, _l

NAV = (NavEntry("entry.people", _l("同事账号"), "users", frozenset({Role.ADMIN}), 90),)


def around(_user: User) -> dict[str, Any]:
    return {"user_links": [
        {"url": url_for("entry.account"), "title": _("账号与安全")},
        {"url": url_for("notices.own_contacts"), "title": _("通知方式")},
    ]}  # fmt: skip
