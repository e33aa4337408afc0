"""Figures as pictures and tables, and as a file."""

from datetime import date
from typing import Any

from flask import Response, flash, render_template, request
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.accounts.models import User
from app.guides import queries as guides
from app.guides.terms import Dimension
from app.infra import clock
from app.infra.access import requires
from app.infra.i18n import _, in_english, month_text, say
from app.infra.phrases import sentence, word
from app.kernel.errors import DomainError
from app.merchants.terms import MerchantKind
from app.statistics import queries, rules, sheets
from app.statistics.forms import ExportForm
from app.statistics.queries import Line, Whose
from app.statistics.rules import Period
from app.statistics.terms import By, StatisticsPermission
from app.statistics.views import blueprint

MOST_SHOWN = 50


@blueprint.get("/statistics")
@requires(StatisticsPermission.SEE)
def index() -> ResponseReturnValue:
    """Everything at once for one period: how many, how fast, how they ended, what about."""
    return page(ExportForm(formdata=None))


def page(export_form: ExportForm) -> ResponseReturnValue:
    """The same with a form that was sent and could not be taken."""
    period, whose = asked_period(), whose_of(current_user)
    months, matters, whole = queries.by_month_and_matter(period, whose)
    return render_template(
        "statistics/index.html", export_form=export_form, period=period, whole=whole, month_dots=[(_month(one.key), one.figures.received) for one in months],
        matters=[(name_of(By.DIMENSION, one), one.figures) for one in matters], counted_at=queries.counted_at(),
        spans=[(_span(first, last), count) for (first, last), count in rules.distribution(whole.days)], ways=ways_for(current_user), choices=month_choices(), whose=whose,
        today=clock.today(), **_asked(period),
    )  # fmt: skip


@blueprint.get("/statistics/by/<any(month,merchant,park,category,dimension):by>")
@requires(StatisticsPermission.SEE)
def side_by_side(by: str) -> ResponseReturnValue:
    """One table: several of a kind, each with all its figures."""
    period, whose, way = asked_period(), whose_of(current_user), _way(by)
    lines = queries.lines(way, period, whose)
    return render_template(
        "statistics/by.html", way=way, period=period, lines=[(name_of(way, one), one) for one in lines[:MOST_SHOWN]],
        left=max(0, len(lines) - MOST_SHOWN), counted_at=queries.counted_at(), ways=ways_for(current_user),
        choices=month_choices(), today=clock.today(), **_asked(period),
    )  # fmt: skip


@blueprint.get("/statistics/by/<any(month,merchant,park,category,dimension):by>/table.csv")
@requires(StatisticsPermission.SEE)
def file(by: str) -> ResponseReturnValue:
    """The same table whole, for a spreadsheet."""
    period, way = asked_period(), _way(by)
    lines = queries.lines(way, period, whose_of(current_user))
    rows = list(sheets.figures(word(way), [(name_of(way, one), one) for one in lines]))
    answer = Response(sheets.written(rows), content_type="text/csv; charset=utf-8")
    name = f"complaints-{by}-{period.first:%Y%m}-{period.last:%Y%m}.csv"
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    answer.headers["Cache-Control"] = "private, no-store"
    return answer


def whose_of(user: User) -> Whose:
    """The regulator sees the region, a park its sellers, a seller itself."""
    if user.is_regulator:
        return Whose()
    return Whose(merchant_id=user.merchant_id) if user.merchant_id else Whose(park_id=user.organisation_id)


def ways_for(user: User) -> list[By]:
    """Sellers and parks are not put side by side with others."""
    if user.is_regulator:
        return list(By)
    return (
        [By.MONTH, By.DIMENSION] if user.merchant_id else [By.MONTH, By.MERCHANT, By.CATEGORY, By.DIMENSION]
    )


def asked_period() -> Period:
    """By the address, else the last twelve months; a wrong one is said and left aside."""
    today = clock.today()
    try:
        return rules.period(_month_of("from"), _month_of("to"), today)
    except DomainError as refusal:
        flash(sentence(refusal), "warning")
        return rules.period(None, None, today)


def month_choices() -> list[tuple[str, str]]:
    """The months that can be chosen, newest first."""
    now = rules.first_of(clock.today())
    months = [rules.months_on(now, -back) for back in range(rules.MOST_MONTHS)]
    return [(f"{month:%Y-%m}", _month(month)) for month in months]


def name_of(way: By, line: Line) -> str:
    if way is By.MONTH:
        return _month(line.key)
    if way is By.CATEGORY:
        return word(line.key)
    if way is By.PARK:
        return line.name or _("不在园区")
    if way is By.DIMENSION:
        known = _dimensions().get(line.key)
        return say(known.zh, known.en) if known else _("其他（不对应指南方面）")
    return line.name


def _way(by: str) -> By:
    """What may be put side by side by this person; anything else is shown by month."""
    way = By(by)
    return way if way in ways_for(current_user) else By.MONTH


def _asked(period: Period) -> dict[str, Any]:
    return {"asked": {"from": f"{period.first:%Y-%m}", "to": f"{period.last:%Y-%m}"}}


def _month_of(name: str) -> date | None:
    told = request.args.get(name, "")
    try:
        return date.fromisoformat(f"{told}-01") if told else None
    except ValueError:
        return None


def _month(month: date) -> str:
    return month_text(month) if in_english() else f"{month.year} 年 {month.month} 月"


def _span(first: int, last: int | None) -> str:
    """Working days: 0, 2–3, 31+."""
    if last is None:
        return f"{first}+"
    return str(first) if first == last else f"{first}–{last}"


def _dimensions() -> dict[str, Dimension]:
    found = guides.current(MerchantKind.LIVE_STREAM)
    return {one.code: one for one in found.guide.dimensions} if found else {}
