"""Every template may ask what a notice is called."""

from typing import Any

from app.infra import scope
from app.publicity import headings, rules
from app.publicity.models import PublicNotice


def words() -> dict[str, Any]:
    return {
        "notice_title": notice_title,
        "notice_sellers": headings.sellers,
        "shows_lines_of": shows_lines_of,
    }


def notice_title(notice: PublicNotice) -> str:
    return headings.of(notice, scope.current_region())


def shows_lines_of(notice: PublicNotice) -> bool:
    """Whether everybody may still read the names."""
    return rules.shows_lines(notice.kind, notice.state)
