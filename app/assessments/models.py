"""Tables of the assessments slice."""

from datetime import datetime
from decimal import Decimal

from sqlalchemy import BigInteger, ForeignKey, Index, Numeric, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.assessments.kinds import AssessmentState, CycleState, ReviewState
from app.assessments.terms import Evaluation
from app.infra.db import Base, Json, JsonList, RegionScoped
from app.infra.packs import PolicyVersion
from app.merchants.models import Merchant
from app.regions.models import Organisation


class Cycle(RegionScoped, Base):
    """One region's year. ``state`` moves only in ``service``.

    ``phases``: ``{state, from, to}`` in order, the planned days, both inclusive. ``moves``: ``{state, at, by}``, what really
    happened. ``seed`` is the lot by which sellers came to panels; with it the draw can be repeated.
    """

    __tablename__ = "cycle"
    __table_args__ = (UniqueConstraint("region_id", "year"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(unique=True)
    year: Mapped[int]
    name: Mapped[str]
    state: Mapped[CycleState] = mapped_column(default=CycleState.MOBILISE)
    phases: Mapped[JsonList]
    moves: Mapped[JsonList] = mapped_column(default=list)
    seed: Mapped[str]
    opened_at: Mapped[datetime]
    scored_at: Mapped[datetime | None]

    @property
    def audit_label(self) -> str:
        return self.name


class Assessment(RegionScoped, Base):
    """One seller in one year. ``total`` is the published figure, two places, and the one that was compared.

    ``result`` is the whole explanation with the policy and the forms it rests on: what ``replay.dump`` says,
    and ``policy`` and ``forms`` as in a replay file.
    """

    __tablename__ = "assessment"
    __table_args__ = (
        UniqueConstraint("cycle_id", "merchant_id"),
        Index("ix_assessment_cycle_id_total", "cycle_id", "total"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(unique=True)
    cycle_id: Mapped[int] = mapped_column(ForeignKey("cycle.id"))
    merchant_id: Mapped[int] = mapped_column(ForeignKey("merchant.id"), index=True)
    panel_id: Mapped[int | None] = mapped_column(ForeignKey("organisation.id"), index=True)
    rubric_version_id: Mapped[int] = mapped_column(ForeignKey("policy_version.id"))
    state: Mapped[AssessmentState] = mapped_column(default=AssessmentState.OPEN)
    total: Mapped[Decimal | None] = mapped_column(Numeric(5, 2))
    eligible: Mapped[bool | None]
    result: Mapped[Json | None]
    scored_at: Mapped[datetime | None]

    cycle: Mapped[Cycle] = relationship(lazy="raise")
    merchant: Mapped[Merchant] = relationship(lazy="raise")
    panel: Mapped[Organisation | None] = relationship(lazy="raise")
    rubric_version: Mapped[PolicyVersion] = relationship(lazy="raise")

    @property
    def audit_label(self) -> str:
        return self.code


NOT_REPLACED = text("state <> 'replaced'")


class ReviewForm(RegionScoped, Base):
    """One filled-in form. ``answers`` are kept as written; ``score`` is of 100, four places.

    ``weight`` below 1 has its ``weight_reason``. ``token_hash`` is of the parcel label a consumer holds,
    ``device_hash`` and ``address_hash`` of where a public form came from; none can be turned back.
    ``first_submitted_at`` starts a consumer's days for changing it.
    """

    __tablename__ = "review_form"
    __table_args__ = (
        Index("uq_review_form_author", "assessment_id", "evaluation", "author_id", unique=True, postgresql_where=NOT_REPLACED),
        Index("uq_review_form_token", "assessment_id", "token_hash", unique=True, postgresql_where=NOT_REPLACED),
        Index("uq_review_form_device", "assessment_id", "evaluation", "device_hash", unique=True, postgresql_where=text("state <> 'replaced' and evaluation = 'social'")),
        Index("ix_review_form_author_id", "author_id"),
    )  # fmt: skip

    id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    code: Mapped[str] = mapped_column(unique=True)
    assessment_id: Mapped[int] = mapped_column(ForeignKey("assessment.id"), index=True)
    evaluation: Mapped[Evaluation]
    author_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    author_label: Mapped[str]
    answers: Mapped[Json] = mapped_column(default=dict)
    note: Mapped[str] = mapped_column(default="")
    state: Mapped[ReviewState] = mapped_column(default=ReviewState.DRAFT)
    score: Mapped[Decimal | None] = mapped_column(Numeric(7, 4))
    weight: Mapped[Decimal] = mapped_column(Numeric(5, 4), default=Decimal(1))
    weight_reason: Mapped[str] = mapped_column(default="")
    started_at: Mapped[datetime]
    submitted_at: Mapped[datetime | None]
    first_submitted_at: Mapped[datetime | None]
    token_hash: Mapped[str | None]
    device_hash: Mapped[str | None]
    address_hash: Mapped[str | None]

    assessment: Mapped[Assessment] = relationship(lazy="raise")

    @property
    def audit_label(self) -> str:
        return f"{self.evaluation.value} {self.code}"
