"""Tables of the panels slice."""

from datetime import datetime
from decimal import Decimal

from sqlalchemy import ForeignKey, Index, Numeric, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.infra.db import Base, Json, JsonList, RegionScoped
from app.infra.seals import Sealed
from app.merchants.models import Merchant
from app.panels.terms import Choice, InterestKind, Outcome, QuestionKind, SittingState
from app.regions.models import Organisation


class PanelDraw(RegionScoped, Base):
    """The one lot of a year. ``seed`` is a value that was published elsewhere, ``source`` says where and when.

    ``panels`` are ``{id, name}`` in the order in which they were dealt to; ``digest`` is of who came where.
    """

    __tablename__ = "panel_draw"

    id: Mapped[int] = mapped_column(primary_key=True)
    cycle_id: Mapped[int] = mapped_column(ForeignKey("cycle.id"), unique=True)
    seed: Mapped[str]
    source: Mapped[str]
    panels: Mapped[JsonList]
    sellers: Mapped[int]
    digest: Mapped[str]
    drawn_at: Mapped[datetime]
    drawn_by: Mapped[str]

    @property
    def audit_label(self) -> str:
        return self.seed


class PanelInterest(RegionScoped, Base):
    """A member is tied to a seller this year: it neither sees nor votes on it. ``note`` is sealed."""

    __tablename__ = "panel_interest"
    __table_args__ = (UniqueConstraint("cycle_id", "member_id", "merchant_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    cycle_id: Mapped[int] = mapped_column(ForeignKey("cycle.id"))
    member_id: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)
    member_name: Mapped[str]
    merchant_id: Mapped[int] = mapped_column(ForeignKey("merchant.id"), index=True)
    kind: Mapped[InterestKind]
    note: Mapped[str] = mapped_column(Sealed)
    declared_at: Mapped[datetime]

    merchant: Mapped[Merchant] = relationship(lazy="raise")

    @property
    def audit_label(self) -> str:
        return f"{self.member_name} {self.merchant_id}"


class PanelSitting(RegionScoped, Base):
    """A panel sits over some sellers. ``roster`` are ``{id, name}`` of its members on the day it began.

    ``quorum_pct``, ``least_members`` and ``tie_passes`` are the region's rule of that day. One sitting of a panel is
    open at a time.
    """

    __tablename__ = "panel_sitting"
    __table_args__ = (
        Index("uq_panel_sitting_open", "panel_id", unique=True, postgresql_where=text("state = 'open'")),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(unique=True)
    cycle_id: Mapped[int] = mapped_column(ForeignKey("cycle.id"), index=True)
    panel_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), index=True)
    state: Mapped[SittingState] = mapped_column(default=SittingState.OPEN)
    roster: Mapped[JsonList]
    quorum_pct: Mapped[int]
    least_members: Mapped[int]
    tie_passes: Mapped[bool]
    opened_at: Mapped[datetime]
    opened_by: Mapped[str]
    counted_at: Mapped[datetime | None]
    counted_by: Mapped[str | None]
    minutes_id: Mapped[int | None] = mapped_column(ForeignKey("stored_file.id"))

    panel: Mapped[Organisation] = relationship(lazy="raise")
    questions: Mapped[list["PanelQuestion"]] = relationship(
        order_by="PanelQuestion.id", lazy="raise", back_populates="sitting"
    )

    @property
    def audit_label(self) -> str:
        return self.code

    @property
    def member_ids(self) -> list[int]:
        return [int(one["id"]) for one in self.roster]


class PanelQuestion(RegionScoped, Base):
    """One seller before a panel. Without ``sitting_id`` it waits for the panel's next sitting.

    ``source`` is the published decision behind a question about the black list. Counts and ``outcome`` are empty until the
    votes of the sitting are read out.
    """

    __tablename__ = "panel_question"

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(unique=True)
    kind: Mapped[QuestionKind]
    panel_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), index=True)
    cycle_id: Mapped[int] = mapped_column(ForeignKey("cycle.id"), index=True)
    sitting_id: Mapped[int | None] = mapped_column(ForeignKey("panel_sitting.id"), index=True)
    merchant_id: Mapped[int] = mapped_column(ForeignKey("merchant.id"), index=True)
    assessment_id: Mapped[int | None] = mapped_column(ForeignKey("assessment.id"), index=True)
    score: Mapped[Decimal | None] = mapped_column(Numeric(5, 2))
    scored_at: Mapped[datetime | None]
    source: Mapped[Json]
    asked_by: Mapped[str]
    asked_at: Mapped[datetime]
    outcome: Mapped[Outcome | None]
    voters: Mapped[int | None]
    votes_for: Mapped[int | None]
    votes_against: Mapped[int | None]
    abstained: Mapped[int | None]
    points: Mapped[Decimal | None] = mapped_column(Numeric(5, 2))

    merchant: Mapped[Merchant] = relationship(lazy="raise")
    sitting: Mapped[PanelSitting | None] = relationship(lazy="raise", back_populates="questions")

    @property
    def audit_label(self) -> str:
        return self.code


class PanelVote(RegionScoped, Base):
    """One member's vote. Nobody else's is read before the sitting is counted: ask ``queries``, never this table.

    ``struck_at``: the member declared an interest afterwards; the vote does not count.
    """

    __tablename__ = "panel_vote"
    __table_args__ = (UniqueConstraint("question_id", "member_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    question_id: Mapped[int] = mapped_column(ForeignKey("panel_question.id"))
    member_id: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)
    member_name: Mapped[str]
    choice: Mapped[Choice]
    points: Mapped[Decimal | None] = mapped_column(Numeric(5, 2))
    reason: Mapped[str]
    cast_at: Mapped[datetime]
    struck_at: Mapped[datetime | None]
