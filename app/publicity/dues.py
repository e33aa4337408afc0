"""Notices in calendars: the last day of each, and objections to be answered."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from flask import url_for

from app.accounts.models import User
from app.accounts.terms import Role
from app.clocks import dues as clock_dues
from app.infra.desk import Due
from app.infra.i18n import _
from app.infra.scope import current_region
from app.publicity import headings, queries
from app.publicity.models import Objection, PublicNotice
from app.publicity.terms import PublicityClock


def dues(user: User, first: date, last: date) -> Iterator[Due]:
    """The last day of a notice is a milestone for the office and the panels; objections are the office's to answer."""
    if user.is_regulator or user.role is Role.PANELIST:
        for notice in queries.ending_between(first, last):
            what = headings.of(notice, current_region())
            yield Due(notice.ends_on, _("公示的最后一天"), _page_of(notice, user), what, tone="calm")
    if user.is_regulator:
        yield from clock_dues.of_kind(
            Objection.__tablename__, first, last, _named, all_url=url_for("publicity.index"), clocks=(PublicityClock.ANSWER,)
        )  # fmt: skip


def _page_of(notice: PublicNotice, user: User) -> str:
    """The desk's page is the office's; panels read what everybody reads."""
    if user.is_regulator:
        return url_for("publicity.show", code=notice.code)
    return url_for("public_notices.show", region_code=current_region().code, code=notice.code)


def _named(ids: Sequence[int]) -> Mapping[int, tuple[str, str]]:
    return {
        one.id: (headings.of(one.notice, current_region()), url_for("publicity.show", code=one.notice.code))
        for one in queries.objections_by_ids(ids)
    }
