"""Reads of the rights slice."""

from collections.abc import Collection, Sequence

from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload

from app.assessments.models import Assessment
from app.infra.paging import Page, newest_first
from app.infra.scope import Session
from app.panels import queries as panels
from app.rights.models import Claim
from app.rights.rules import ONGOING
from app.rights.terms import ClaimKind, ClaimState

PUBLIC = (ClaimState.STANDING, ClaimState.RUNNING, ClaimState.GRANTED, ClaimState.REFUSED)

UNDECIDED = (ClaimState.OPEN, ClaimState.RUNNING)


def by_code(code: str) -> Claim | None:
    """With seller, assessment and year, the decision it is against, and its paper."""
    return Session().scalar(_whole().where(Claim.code == code))


def by_key(form_key: str) -> Claim | None:
    return Session().scalar(_whole().where(Claim.form_key == form_key))


def held(claim: Claim) -> None:
    """The claim as it stands now, held until the end of the unit of work."""
    names = [column.key for column in Claim.__mapper__.column_attrs]
    Session().refresh(claim, names, with_for_update=True)


def ongoing(assessment_id: int, kind: ClaimKind) -> Claim | None:
    return Session().scalar(
        _whole().where(Claim.assessment_id == assessment_id, Claim.kind == kind, Claim.state.in_(ONGOING))
    )


def of_merchant(merchant_id: int) -> Sequence[Claim]:
    """Everything a shop ever said or asked, newest first."""
    return Session().scalars(_whole().where(Claim.merchant_id == merchant_id).order_by(Claim.id.desc())).all()


def public_of(merchant_id: int) -> Sequence[Claim]:
    """What everyone may read beside the score: replies, and what became of claims; newest first."""
    return public_of_all([merchant_id]).get(merchant_id, [])


def public_of_all(merchant_ids: Collection[int]) -> dict[int, list[Claim]]:
    """The same for several sellers, in one query."""
    found: dict[int, list[Claim]] = {}
    wanted = _whole().where(Claim.merchant_id.in_(merchant_ids), Claim.state.in_(PUBLIC))
    for claim in Session().scalars(wanted.order_by(Claim.id.desc())):
        found.setdefault(claim.merchant_id, []).append(claim)
    return found


def page_of(*, state: ClaimState | None = None, after: int | None = None) -> Page[Claim]:
    """The officers' list, newest first; replies only when asked for."""
    wanted = _whole()
    if state is not None:
        wanted = wanted.where(Claim.state == state)
    return newest_first(wanted, Claim.id, after)


def by_ids(ids: Collection[int]) -> Sequence[Claim]:
    return Session().scalars(_whole().where(Claim.id.in_(ids))).all()


def undecided() -> Sequence[Claim]:
    """Waiting for a decision or for the new score, oldest first."""
    wanted = _whole().where(Claim.state.in_(UNDECIDED))
    return Session().scalars(wanted.order_by(Claim.id)).all()


def undecided_about(merchant_ids: Collection[int]) -> frozenset[int]:
    """The assessments about which these sellers' own claims wait for a decision or for the new score."""
    wanted = select(Claim.assessment_id).where(
        Claim.merchant_id.in_(merchant_ids), Claim.state.in_(UNDECIDED)
    )
    return frozenset(Session().scalars(wanted))


def has_hand_in(user_id: int, claim: Claim) -> bool:
    """Whether this person made the score or the decision that the claim is about."""
    return claim.id in hands_in(user_id, [claim])


def hands_in(user_id: int, among: Collection[Claim]) -> frozenset[int]:
    """Ids of those claims in whose score or earlier decision this person had a hand; one query for any number."""
    touched = panels.touched(user_id)
    return frozenset(
        one.id
        for one in among
        if (one.assessment.cycle_id, one.merchant_id) in touched
        or (one.against is not None and one.against.decider_id == user_id)
    )


def _whole() -> Select[Claim]:
    return select(Claim).options(
        joinedload(Claim.merchant), joinedload(Claim.assessment).joinedload(Assessment.cycle),
        joinedload(Claim.assessment).joinedload(Assessment.merchant), joinedload(Claim.against), joinedload(Claim.file),
    )  # fmt: skip
