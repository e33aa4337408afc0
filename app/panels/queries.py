"""Reads of the panels slice. Votes of others come out of here only after they have been read out."""

from collections.abc import Collection, Sequence

from sqlalchemy import Select, exists, select
from sqlalchemy.orm import joinedload, selectinload

from app.accounts.models import User
from app.accounts.terms import Role
from app.assessments.kinds import AssessmentState, ReviewState
from app.assessments.models import Assessment, ReviewForm
from app.infra.paging import Page, newest_first
from app.infra.scope import Session, once
from app.panels.models import PanelDraw, PanelInterest, PanelQuestion, PanelSitting, PanelVote
from app.panels.terms import Outcome, QuestionKind, SittingState
from app.regions.models import Organisation

AGAIN = (Outcome.NO_QUORUM,)


def draw_of(cycle_id: int) -> PanelDraw | None:
    return Session().scalar(select(PanelDraw).where(PanelDraw.cycle_id == cycle_id))


def members(panel_id: int) -> Sequence[User]:
    """Who sits on a panel, oldest account first."""
    wanted = select(User).where(User.organisation_id == panel_id, User.role == Role.PANELIST)
    return Session().scalars(wanted.order_by(User.id)).all()


def interests_of(member_id: int, cycle_id: int) -> Sequence[PanelInterest]:
    """What a member declared this year, with the sellers, newest first."""
    wanted = select(PanelInterest).where(
        PanelInterest.member_id == member_id, PanelInterest.cycle_id == cycle_id
    )
    return (
        Session()
        .scalars(wanted.options(joinedload(PanelInterest.merchant)).order_by(PanelInterest.id.desc()))
        .all()
    )


def conflicts_of(member_id: int, cycle_id: int | None = None) -> frozenset[int]:
    """Sellers that this member neither sees nor judges: of one year, or of any."""
    wanted = select(PanelInterest.merchant_id).where(PanelInterest.member_id == member_id)
    if cycle_id is not None:
        wanted = wanted.where(PanelInterest.cycle_id == cycle_id)
    return frozenset(Session().scalars(wanted))


def conflicts_in(cycle_id: int, merchant_ids: Collection[int]) -> dict[int, list[PanelInterest]]:
    """Declared interests in these sellers, by seller; one query."""
    found: dict[int, list[PanelInterest]] = {one: [] for one in merchant_ids}
    wanted = select(PanelInterest).where(
        PanelInterest.cycle_id == cycle_id, PanelInterest.merchant_id.in_(merchant_ids)
    )
    for one in Session().scalars(wanted.order_by(PanelInterest.id)):
        found[one.merchant_id].append(one)
    return found


def sitting_by_code(code: str) -> PanelSitting | None:
    """With its panel, its questions and their sellers."""
    return Session().scalar(_whole().where(PanelSitting.code == code))


def sitting_by_id(sitting_id: int) -> PanelSitting | None:
    """The same, by id."""
    return Session().scalar(_whole().where(PanelSitting.id == sitting_id))


def held(sitting: PanelSitting) -> None:
    """The sitting as it stands now, held until the end of the unit of work: votes come one after the other."""
    names = [column.key for column in PanelSitting.__mapper__.column_attrs]
    Session().refresh(sitting, names, with_for_update=True)


def open_sitting(panel_id: int) -> PanelSitting | None:
    return Session().scalar(
        _whole().where(PanelSitting.panel_id == panel_id, PanelSitting.state == SittingState.OPEN)
    )


def open_sittings() -> Sequence[PanelSitting]:
    wanted = _whole().where(PanelSitting.state == SittingState.OPEN).order_by(PanelSitting.id)
    return Session().scalars(wanted).all()


def has_sat(cycle_id: int) -> bool:
    return Session().scalar(select(exists().where(PanelSitting.cycle_id == cycle_id))) or False


def page_of(panel_id: int | None = None, after: int | None = None) -> Page[PanelSitting]:
    """One page of sittings, newest first: of one panel, or of all."""
    wanted = _whole()
    if panel_id is not None:
        wanted = wanted.where(PanelSitting.panel_id == panel_id)
    return newest_first(wanted, PanelSitting.id, after)


def question_by_code(code: str) -> PanelQuestion | None:
    """With its seller and its sitting."""
    return Session().scalar(
        select(PanelQuestion)
        .options(joinedload(PanelQuestion.merchant), joinedload(PanelQuestion.sitting))
        .where(PanelQuestion.code == code)
    )


def waiting(panel_id: int) -> Sequence[PanelQuestion]:
    """Referred to a panel, and no sitting has taken it up yet."""
    wanted = select(PanelQuestion).where(
        PanelQuestion.panel_id == panel_id, PanelQuestion.sitting_id.is_(None)
    )
    return (
        Session().scalars(wanted.options(joinedload(PanelQuestion.merchant)).order_by(PanelQuestion.id)).all()
    )


def to_judge(cycle_id: int, panel_id: int) -> Sequence[Assessment]:
    """The panel's sellers with enough points on which it has not voted at this score; with merchants, best first."""
    asked = exists().where(
        PanelQuestion.assessment_id == Assessment.id,
        PanelQuestion.scored_at == Assessment.scored_at,
        PanelQuestion.outcome.is_(None) | PanelQuestion.outcome.not_in(AGAIN),
    )
    wanted = (
        select(Assessment)
        .where(
            Assessment.cycle_id == cycle_id, Assessment.panel_id == panel_id,
            Assessment.state == AssessmentState.SCORED, Assessment.eligible.is_(True), ~asked,
        )
        .options(joinedload(Assessment.merchant))
        .order_by(Assessment.total.desc(), Assessment.id)
    )  # fmt: skip
    return Session().scalars(wanted).all()


def passed(cycle_id: int, panel_id: int | None, kind: QuestionKind) -> Sequence[PanelQuestion]:
    """What the panel's votes have passed this year, with sellers and sittings; newest first."""
    wanted = (
        select(PanelQuestion)
        .where(
            PanelQuestion.cycle_id == cycle_id,
            PanelQuestion.kind == kind,
            PanelQuestion.outcome == Outcome.PASSED,
        )
        .options(joinedload(PanelQuestion.merchant), joinedload(PanelQuestion.sitting))
        .order_by(PanelQuestion.id.desc())
    )
    if panel_id is not None:
        wanted = wanted.where(PanelQuestion.panel_id == panel_id)
    return Session().scalars(wanted).all()


def questions_about(merchant_id: int, kind: QuestionKind) -> Sequence[PanelQuestion]:
    """What was ever asked about a seller and did not end in a no, oldest first."""
    wanted = select(PanelQuestion).where(
        PanelQuestion.merchant_id == merchant_id,
        PanelQuestion.kind == kind,
        PanelQuestion.outcome.is_(None) | (PanelQuestion.outcome == Outcome.PASSED),
    )
    return Session().scalars(wanted.order_by(PanelQuestion.id)).all()


def judges_now(sitting: PanelSitting) -> dict[int, str]:
    """By question that came to nothing: the panel that has its seller now, if that is another."""
    wanted = (
        select(PanelQuestion.id, Organisation.name)
        .join(Assessment, Assessment.id == PanelQuestion.assessment_id)
        .join(Organisation, Organisation.id == Assessment.panel_id)
        .where(
            PanelQuestion.sitting_id == sitting.id,
            PanelQuestion.outcome == Outcome.NO_QUORUM,
            Assessment.panel_id != PanelQuestion.panel_id,
        )
    )
    return dict(Session().execute(wanted).tuples().all())


def touched(user_id: int) -> frozenset[tuple[int, int]]:
    """Year and seller of every score in which this person had a hand: by a form handed in, or by a panel's vote."""
    wrote = (
        select(Assessment.cycle_id, Assessment.merchant_id)
        .join(ReviewForm, ReviewForm.assessment_id == Assessment.id)
        .where(ReviewForm.author_id == user_id, ReviewForm.state != ReviewState.DRAFT)
    )
    voted = (
        select(PanelQuestion.cycle_id, PanelQuestion.merchant_id)
        .join(PanelVote, PanelVote.question_id == PanelQuestion.id)
        .where(PanelVote.member_id == user_id)
    )
    rows = once(("touched", user_id), lambda: Session().execute(wrote.union(voted)).all())
    return frozenset((cycle, seller) for cycle, seller in rows)


def _whole() -> Select[PanelSitting]:
    return select(PanelSitting).options(
        joinedload(PanelSitting.panel),
        selectinload(PanelSitting.questions).joinedload(PanelQuestion.merchant),
    )
