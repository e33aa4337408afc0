"""Every template may ask what a notice is called."""

from typing import Any

from app.infra import scope
from app.publicity import headings
from app.publicity.models import PublicNotice


def words() -> dict[str, Any]:
    return {"notice_title": notice_title}


def notice_title(notice: PublicNotice) -> str:
    return headings.of(notice, scope.current_region())
