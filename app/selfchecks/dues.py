"""What a shop has to put right, in its calendar."""

from collections.abc import Iterator
from datetime import date

from flask import url_for

from app.accounts.models import User
from app.accounts.terms import Role
from app.infra.desk import Due
from app.infra.i18n import _, say
from app.selfchecks import queries


def dues(user: User, first: date, last: date) -> Iterator[Due]:
    if user.role is not Role.MERCHANT or user.merchant_id is None:
        return
    for task in queries.open_remediation(user.merchant_id):
        if first <= task.due_on <= last:
            item = queries.guide_of(task.selfcheck).item(task.item_code)
            title = say(item.ask, item.ask_en) if item else task.item_code
            yield Due(task.due_on, _("整改"), url_for("remediation.show", code=task.code), title)
