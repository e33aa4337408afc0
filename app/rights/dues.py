"""What sellers' claims put into the office's calendar."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from flask import url_for

from app.accounts.models import User
from app.clocks import dues as clock_dues
from app.infra.desk import Due
from app.rights import queries
from app.rights.models import Claim
from app.rights.terms import RightsClock


def dues(user: User, first: date, last: date) -> Iterator[Due]:
    if user.is_regulator:
        yield from clock_dues.of_kind(
            Claim.__tablename__, first, last, _named, all_url=url_for("rights.index"), clocks=(RightsClock.DECISION,)
        )  # fmt: skip


def _named(ids: Sequence[int]) -> Mapping[int, tuple[str, str]]:
    return {
        one.id: (f"{one.code} · {one.merchant.name}", url_for("rights.show", code=one.code))
        for one in queries.by_ids(ids)
    }
