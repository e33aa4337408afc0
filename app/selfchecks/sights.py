"""What a shop sees of its newest self-check on its first page."""

from collections.abc import Iterator
from datetime import datetime

from app.accounts.models import User
from app.accounts.terms import Role
from app.infra.desk import Sight
from app.selfchecks import queries

RANK = 10
SHOWN = 3


def sights(user: User, _now: datetime) -> Iterator[Sight]:
    """The newest result by dimension, and what would raise it most."""
    if user.role is not Role.MERCHANT or user.merchant_id is None:
        return
    newest = queries.latest_submitted(user.merchant_id)
    if newest is None or newest.outcome is None:
        return
    guide = queries.guide_of(newest)
    axes = [
        (guide.dimension(one.code), one.score) for one in newest.outcome.dimensions if one.score is not None
    ]
    facts = {
        "selfcheck": newest, "total": newest.outcome.total, "axes": axes, "guide": guide,
        "gaps": newest.outcome.gaps[:SHOWN],
    }  # fmt: skip
    yield Sight("selfchecks/sight.html", facts, RANK)
