"""What stands around every signed-in page: the bell, and how much is unread."""

from typing import Any

from flask import url_for

from app.accounts.models import User
from app.notices import queries


def around(user: User) -> dict[str, Any]:
    return {"inbox_url": url_for("notices.inbox"), "inbox_count": queries.unread_count(user.id)}
