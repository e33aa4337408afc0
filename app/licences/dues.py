"""When papers end, in the calendars of the seller that holds them and of its park."""

from collections.abc import Iterator
from datetime import date

from flask import url_for

from app.accounts.models import User
from app.accounts.terms import Role
from app.infra.desk import Due
from app.infra.i18n import _
from app.licences import queries
from app.licences.kind_queries import kind_name


def dues(user: User, first: date, last: date) -> Iterator[Due]:
    if user.role is Role.MERCHANT and user.merchant_id is not None:
        for one in queries.ending_between(first, last, merchant_id=user.merchant_id):
            title = _("%(kind)s到期", kind=kind_name(one.kind))
            yield Due(one.valid_until or last, title, url_for("licences.show", code=one.code))
    elif user.role is Role.PARK and user.organisation_id is not None:
        for one in queries.ending_between(first, last, park_id=user.organisation_id):
            title = _("%(kind)s到期", kind=kind_name(one.kind))
            yield Due(one.valid_until or last, title, url_for("licences.park"), one.merchant.name)
