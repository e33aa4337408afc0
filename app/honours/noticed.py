"""What is on public notice about a seller for the black list: it hears of it before anything is decided."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Select, func, select

from app.accounts import queries as accounts
from app.honours.models import BlackProposal
from app.infra.scope import Session
from app.notices import service as messages
from app.publicity.models import PublicNotice
from app.publicity.terms import NoticeState


def about(merchant_id: int) -> Sequence[tuple[BlackProposal, PublicNotice]]:
    """On notice and not decided yet, oldest first, each with its notice."""
    return [
        (one, notice) for one, notice in Session().execute(_about(merchant_id).order_by(BlackProposal.id))
    ]


def count_of(merchant_id: int) -> Select[int]:
    return select(func.count()).select_from(
        _about(merchant_id).with_only_columns(BlackProposal.id).subquery()
    )


def tell(
    merchant_id: int, title: object, text: str, key: str, now: datetime, url: str = "/honours/mine"
) -> None:
    """To the seller itself; the same ``key`` again changes nothing."""
    messages.tell_all(accounts.of_merchant(merchant_id), title, text, url, key=key, now=now)


def _about(merchant_id: int) -> Select[BlackProposal, PublicNotice]:
    return (
        select(BlackProposal, PublicNotice)
        .join(PublicNotice, PublicNotice.id == BlackProposal.notice_id)
        .where(
            BlackProposal.merchant_id == merchant_id,
            PublicNotice.state.in_((NoticeState.RUNNING, NoticeState.ENDED)),
        )
    )
