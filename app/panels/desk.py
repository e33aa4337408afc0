"""What a panel asks of its members today, and its lines in the side navigation."""

from collections.abc import Iterable
from datetime import datetime

from flask import url_for

from app.accounts.models import User
from app.accounts.terms import Role
from app.assessments import queries as assessments
from app.clocks import counting
from app.clocks import queries as clocks
from app.infra.desk import NavEntry, Todo
from app.infra.i18n import _, _l
from app.panels import queries, vote_queries
from app.panels.terms import PanelClock
from app.regions import queries as regions

NAV = (
    NavEntry("panels.home", _l("评议会"), "scale", frozenset({Role.PANELIST}), 38),
    NavEntry(
        "panel_sittings.index",
        _l("评议会"),
        "scale",
        frozenset({Role.OFFICER, Role.ADMIN}),
        58,
        also=("panel_lot",),
    ),
)


def todos(user: User, now: datetime) -> Iterable[Todo]:
    """Ballots to cast; a panel to call together."""
    if user.role is not Role.PANELIST or user.organisation_id is None:
        return
    sitting = queries.open_sitting(user.organisation_id)
    if sitting is not None:
        tied = queries.conflicts_of(user.id, sitting.cycle_id)
        mine = [one for one in sitting.questions if one.merchant_id not in tied]
        voted = vote_queries.own_votes([one.id for one in mine], user.id)
        left = sum(one.id not in voted for one in mine) if user.id in sitting.member_ids else 0
        running = clocks.running(sitting, PanelClock.VOTE)
        due = counting.standing(running[0], now, regions.calendar())[0] if running else ""
        if left:
            yield Todo(
                title=_("评议会投票"), url=url_for("panel_sittings.show", code=sitting.code), due=due, tone="warn",
                rank=14, count=left, text=_("独立投票，全部投完才公开"), icon="scale",
            )  # fmt: skip
        elif running and user.id in sitting.member_ids and now > running[0].due_at:
            yield Todo(
                title=_("投票期满，可以计票"), url=url_for("panel_sittings.show", code=sitting.code), due=_("待计票"),
                tone="warn", rank=14, text=_("按已投的票计票，人数不足的没有结果"), icon="scale",
            )  # fmt: skip
        return
    cycle = assessments.current_cycle()
    ready = queries.to_judge(cycle.id, user.organisation_id) if cycle else ()
    referred = queries.waiting(user.organisation_id)
    asked = [*(one.merchant_id for one in ready), *(one.merchant_id for one in referred)]
    tied = queries.conflicts_of(user.id) if asked else frozenset()
    seen = sum(merchant_id not in tied for merchant_id in asked)
    if seen:
        yield Todo(
            title=_("召开评议会"), url=url_for("panels.home"), due=_("待评议"), tone="warn", rank=21, count=seen,
            text=_("先申报回避，再独立投票"), icon="scale",
        )  # fmt: skip
