"""A person's calendar: what is due when, month by month, or everything of one day."""

from datetime import date

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.desk import month
from app.desk.permissions import DeskPermission
from app.desk.todos import dues_of
from app.infra import clock
from app.infra.access import requires
from app.regions import queries as regions

blueprint = Blueprint("agenda", __name__)


@blueprint.get("/desk/calendar")
@requires(DeskPermission.OPEN)
def show() -> ResponseReturnValue:
    """Counts by day in a month, the things themselves in a list below; without script, and on paper."""
    today = clock.today()
    first = month.first_day(request.args.get("month", ""), today)
    start, end = month.span(first)
    weeks = month.weeks(first, dues_of(current_user, start, end), today, regions.calendar())
    busy = [day for week in weeks for day in week if day.dues]
    here = today.replace(day=1)
    return render_template(
        "desk/agenda.html", first=first, weeks=weeks, busy=busy, today=today, here=first == here,
        before=_other(first, -1, here), after=_other(first, 1, here),
        total=sum(day.count for day in busy), late=sum(_late(day, today) for day in busy),
    )  # fmt: skip


def _other(first: date, count: int, here: date) -> date | None:
    there = month.month_after(first, count)
    return there if abs(month.months_between(here, there)) <= month.FARTHEST else None


def _late(day: month.Day, today: date) -> int:
    return sum(due.count for due in day.dues if day.tone_of(due, today) == "bad")
