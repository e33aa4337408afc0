"""The phases of the year as milestones in everybody's calendar."""

from collections.abc import Iterator
from datetime import date

from flask import url_for

from app.accounts.models import User
from app.accounts.terms import Role
from app.assessments import queries
from app.assessments.kinds import EVALUATION_OF, CycleState
from app.infra.desk import Due
from app.infra.i18n import _
from app.infra.phrases import word


def dues(user: User, first: date, last: date) -> Iterator[Due]:
    cycle = queries.current_cycle()
    if cycle is None or user.role is Role.PARK:
        return
    for phase in cycle.phases:
        end = date.fromisoformat(phase["to"])
        if first <= end <= last:
            state = CycleState(phase["state"])
            yield Due(
                end, _("“%(phase)s”的最后一天", phase=word(state)), _page(user, cycle.code), tone="calm"
            )


def _page(user: User, code: str) -> str:
    if user.role is Role.MERCHANT:
        return url_for("assessments.mine")
    if user.role in EVALUATION_OF and not user.is_regulator:
        return url_for("reviews.index")
    return url_for("cycles.show", code=code)
