"""What is undecided about a title: objections without an answer, and sellers' own claims about scores on notice."""

from collections.abc import Collection
from typing import Any

from sqlalchemy import Select, select

from app.infra.scope import Session
from app.publicity.models import Objection, PublicNotice
from app.publicity.terms import NoticeState
from app.rights import queries as rights
from app.titles.models import TitleProposal


def claimed(merchant_ids: Collection[int]) -> frozenset[int]:
    """Sellers among these whose own claim is undecided, about a score that is or was on notice and still stands there."""
    asked = rights.undecided_about(merchant_ids)
    if not asked:
        return frozenset()
    wanted = (
        select(TitleProposal.merchant_id, PublicNotice.stopped)
        .join(PublicNotice, PublicNotice.id == TitleProposal.notice_id)
        .where(TitleProposal.assessment_id.in_(asked), PublicNotice.state != NoticeState.WITHDRAWN)
    )
    return not_stopped(wanted)


def not_stopped(wanted: Select[int, list[Any]]) -> frozenset[int]:
    return frozenset(
        of for of, stopped in Session().execute(wanted) if all(one["merchant_id"] != of for one in stopped)
    )


def unanswered(notice_ids: Collection[int]) -> frozenset[tuple[int, int | None]]:
    """Notice and seller of objections without an answer; no seller: to the whole notice."""
    if not notice_ids:
        return frozenset()
    wanted = select(Objection.notice_id, Objection.merchant_id).where(
        Objection.notice_id.in_(notice_ids), Objection.answered_at.is_(None)
    )
    return frozenset((notice, seller) for notice, seller in Session().execute(wanted))
