"""What agreements put into people's calendars: the day by which one is to be kept, and breaches to be looked into."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from flask import url_for

from app.accounts.models import User
from app.accounts.terms import Role
from app.clocks import dues as clock_dues
from app.infra.desk import Due
from app.infra.i18n import _
from app.mediation import queries
from app.mediation.models import Mediation


def dues(user: User, first: date, last: date) -> Iterator[Due]:
    """For the office: breaches. For a seller: what it has promised to do."""
    if user.is_regulator:
        there = url_for("mediation.index")
        yield from clock_dues.of_kind(Mediation.__tablename__, first, last, _named, all_url=there)
    elif user.role is Role.MERCHANT and user.merchant_id is not None:
        for one in queries.to_perform(user.merchant_id, first, last):
            url = url_for("mediation.show", code=one.complaint.code)
            yield Due(one.perform_by or last, _("履行调解协议"), url, one.complaint.code, tone="calm")


def _named(ids: Sequence[int]) -> Mapping[int, tuple[str, str]]:
    return {
        one.id: (one.complaint.code, url_for("mediation.show", code=one.complaint.code))
        for one in queries.by_ids(ids)
    }
