"""Tables of the assessments slice."""

from datetime import datetime
from decimal import Decimal

from sqlalchemy import BigInteger, ForeignKey, Index, Numeric, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.accounts.models import User
from app.assessments.kinds import AssessmentState, CycleState, ReviewState
from app.assessments.terms import Evaluation
from app.infra.db import Base, Json, JsonList, RegionScoped
from app.infra.packs import PolicyVersion
from app.infra.storage import StoredFile
from app.merchants.models import Merchant
from app.regions.models import Organisation


class Cycle(RegionScoped, Base):
    """One region's year. ``state`` moves only in ``service``.

    ``phases``: ``{state, from, to}`` in order, the planned days, both inclusive. ``moves``: ``{state, at, by}``, what really
    happened. ``seed`` is the lot by which sellers came to panels; with it the draw can be repeated. ``rubrics``: the rubric
    version of each kind of business, fixed when the year was opened, so that newcomers are measured alike.
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
    rubrics: Mapped[Json] = mapped_column(default=dict, server_default="{}")
    opened_at: Mapped[datetime]
    scored_at: Mapped[datetime | None]

    @property
    def audit_label(self) -> str:
        return self.name


class Assessment(RegionScoped, Base):
    """One seller in one year. ``total`` is the published figure, two places, and the one that was compared.

    ``result`` is the whole explanation with the policy and the forms it rests on: what ``replay.dump`` says,
    and ``policy`` and ``forms`` as in a replay file. While ``reassessing_at`` is set, forms may be corrected although there
    is a score; that score stands until the new one is there.
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
    reassessing_at: Mapped[datetime | None]
    reassess_reason: Mapped[str] = mapped_column(default="", server_default="")

    cycle: Mapped[Cycle] = relationship(lazy="raise")
    merchant: Mapped[Merchant] = relationship(lazy="raise")
    panel: Mapped[Organisation | None] = relationship(lazy="raise")
    rubric_version: Mapped[PolicyVersion] = relationship(lazy="raise")

    @property
    def audit_label(self) -> str:
        return self.code

    @property
    def is_reassessing(self) -> bool:
        return self.reassessing_at is not None


class ScoreRecord(RegionScoped, Base):
    """A score as it once was, with all it rests on. Written with each reckoning, never edited; ``number`` counts from 1."""

    __tablename__ = "score_record"
    __table_args__ = (UniqueConstraint("assessment_id", "number"),)

    id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    assessment_id: Mapped[int] = mapped_column(ForeignKey("assessment.id"))
    number: Mapped[int]
    total: Mapped[Decimal] = mapped_column(Numeric(5, 2))
    eligible: Mapped[bool]
    result: Mapped[Json]
    rubric_version_id: Mapped[int] = mapped_column(ForeignKey("policy_version.id"))
    reason: Mapped[str]
    scored_at: Mapped[datetime]
    scored_by: Mapped[str]


class RubricDraft(RegionScoped, Base):
    """A rubric that an administrator is writing, as typed. Once published it is a policy version and stays as it is."""

    __tablename__ = "rubric_draft"

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(unique=True)
    kind: Mapped[str]
    year: Mapped[int]
    source: Mapped[str]
    started_at: Mapped[datetime]
    started_by: Mapped[str]
    saved_at: Mapped[datetime]
    published_at: Mapped[datetime | None]
    version_id: Mapped[int | None] = mapped_column(ForeignKey("policy_version.id"))

    @property
    def audit_label(self) -> str:
        return f"{self.kind} {self.year}"


class ReviewDuty(RegionScoped, Base):
    """Who is to fill in which evaluation of a seller. Without any, everyone of that role may."""

    __tablename__ = "review_duty"
    __table_args__ = (UniqueConstraint("assessment_id", "evaluation", "user_id"),)

    id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    assessment_id: Mapped[int] = mapped_column(ForeignKey("assessment.id"))
    evaluation: Mapped[Evaluation]
    user_id: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)
    given_at: Mapped[datetime]
    given_by: Mapped[str]

    user: Mapped[User] = relationship(lazy="raise")


NOT_REPLACED = text("state <> 'replaced'")
IS_DRAFT, IS_SUBMITTED = text("state = 'draft'"), text("state = 'submitted'")


class ReviewForm(RegionScoped, Base):
    """One filled-in form. ``answers`` are kept as written; ``score`` is of 100, four places.

    ``weight`` below 1 has its ``weight_reason``. ``token_hash`` is of the parcel label a consumer holds,
    ``device_hash`` and ``address_hash`` of where a public form came from; none can be turned back.
    ``first_submitted_at`` starts a consumer's days for changing it. ``overrides``: for each item that the house had filled in
    and the officer changed, ``{prefilled, source, reason}``. ``trace``: what the parcel label had been through when the review
    came. ``digest`` and ``signature`` are over what was submitted, by whom and when. A correction is a form of its own
    that ``replaces`` the one before, with its ``correction_reason``. ``signals``: what the collusion checks found;
    ``judged_by`` is the officer who set the weight otherwise, and the checks leave it so.
    """

    __tablename__ = "review_form"
    __table_args__ = (
        Index("uq_review_form_author_draft", "assessment_id", "evaluation", "author_id", unique=True, postgresql_where=IS_DRAFT),
        Index("uq_review_form_author_submitted", "assessment_id", "evaluation", "author_id", unique=True, postgresql_where=IS_SUBMITTED),
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
    overrides: Mapped[Json] = mapped_column(default=dict, server_default="{}")
    trace: Mapped[Json] = mapped_column(default=dict, server_default="{}")
    digest: Mapped[str | None]
    signature: Mapped[str | None]
    replaces_id: Mapped[int | None] = mapped_column(BigInteger, ForeignKey("review_form.id"), index=True)
    correction_reason: Mapped[str] = mapped_column(default="", server_default="")
    signals: Mapped[JsonList] = mapped_column(default=list, server_default="[]")
    judged_by: Mapped[str | None]
    judged_at: Mapped[datetime | None]

    assessment: Mapped[Assessment] = relationship(lazy="raise")
    proofs: Mapped[list["ReviewProof"]] = relationship(lazy="raise", order_by="ReviewProof.id")

    @property
    def audit_label(self) -> str:
        return f"{self.evaluation.value} {self.code}"


class ReviewProof(RegionScoped, Base):
    """A file that bears out one item of a form."""

    __tablename__ = "review_proof"
    __table_args__ = (UniqueConstraint("form_id", "item_code", "file_id"),)

    id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    form_id: Mapped[int] = mapped_column(BigInteger, ForeignKey("review_form.id"))
    item_code: Mapped[str]
    file_id: Mapped[int] = mapped_column(BigInteger, ForeignKey("stored_file.id"))
    added_at: Mapped[datetime]
    added_by: Mapped[str]

    file: Mapped[StoredFile] = relationship(lazy="raise")
