"""Titles in calendars: a hearing's last day, and the last day of a seller's own title."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from flask import url_for
from sqlalchemy import select

from app.accounts.models import User
from app.accounts.terms import Role
from app.clocks import dues as clock_dues
from app.infra.desk import Due
from app.infra.i18n import _
from app.titles import case_queries, queries
from app.titles.models import TitleCase
from app.titles.terms import TitleState


def dues(user: User, first: date, last: date) -> Iterator[Due]:
    kind, there = TitleCase.__tablename__, url_for("own_title.mine")
    if user.is_regulator:
        yield from clock_dues.of_kind(kind, first, last, _named, all_url=url_for("title_cases.index"))
    elif user.role is Role.MERCHANT and user.merchant_id is not None:
        own = select(TitleCase.id).where(TitleCase.merchant_id == user.merchant_id)
        yield from clock_dues.of_kind(kind, first, last, _named, all_url=there, among=own)
        title = queries.current_title(user.merchant_id)
        if title is not None and first <= title.valid_until <= last:
            still = title.standing_on(first) is TitleState.VALID
            yield Due(
                title.valid_until, _("称号的最后一天"), there, title.number, tone="calm" if still else "plain"
            )


def _named(ids: Sequence[int]) -> Mapping[int, tuple[str, str]]:
    return {
        one.id: (one.title.name, url_for("title_cases.show", code=one.code))
        for one in case_queries.by_ids(ids)
    }
