"""What shops' rights ask of people today, and their lines in the side navigation."""

from collections.abc import Iterable
from datetime import datetime

from flask import url_for

from app.accounts.models import User
from app.accounts.terms import Role
from app.clocks import counting
from app.clocks import queries as clocks
from app.infra.desk import NavEntry, Todo
from app.infra.i18n import _, _l
from app.regions import queries as regions
from app.rights import queries

NAV = (
    NavEntry("rights.index", _l("商家申请"), "scale", frozenset({Role.OFFICER, Role.ADMIN}), 59),
    NavEntry("own_rights.mine", _l("我的权利"), "scale", frozenset({Role.MERCHANT}), 58, also=("rights",)),
)
RANKS, OPEN = {"bad": 3, "warn": 13}, 27


def todos(user: User, now: datetime) -> Iterable[Todo]:
    """Claims that this person may decide."""
    if not user.is_regulator:
        return
    waiting = queries.undecided()
    touched = queries.hands_in(user.id, waiting) if waiting else frozenset()
    mine = [one for one in waiting if one.id not in touched]
    if mine:
        running = clocks.by_subject("claim", [mine[0].id]).get(mine[0].id, [])
        due, tone = (
            counting.standing(running[0], now, regions.calendar()) if running else (_("待重新评定"), "warn")
        )
        yield Todo(
            title=_("答复商家对评定的申请"), url=url_for("rights.show", code=mine[0].code), tone=tone, due=due,
            rank=RANKS.get(tone, OPEN), count=len(mine), text=mine[0].merchant.name, icon="scale",
        )  # fmt: skip
