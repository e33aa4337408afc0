"""Tables of the titles slice."""

from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import ForeignKey, Index, Numeric, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.assessments.models import Assessment
from app.infra.db import Base, RegionScoped
from app.infra.storage import StoredFile
from app.merchants.models import Merchant
from app.publicity.models import PublicNotice
from app.titles import rules
from app.titles.terms import CaseState, Ground, TitleState


class TitleProposal(RegionScoped, Base):
    """A seller that a panel proposed on a notice, with the score and the vote (``question_id``) it rests on."""

    __tablename__ = "title_proposal"
    __table_args__ = (UniqueConstraint("notice_id", "merchant_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    notice_id: Mapped[int] = mapped_column(ForeignKey("public_notice.id"))
    merchant_id: Mapped[int] = mapped_column(ForeignKey("merchant.id"), index=True)
    assessment_id: Mapped[int] = mapped_column(ForeignKey("assessment.id"), index=True)
    score: Mapped[Decimal] = mapped_column(Numeric(5, 2))
    question_id: Mapped[int | None] = mapped_column(ForeignKey("panel_question.id"))

    notice: Mapped[PublicNotice] = relationship(lazy="raise")
    assessment: Mapped[Assessment] = relationship(lazy="raise")
    merchant: Mapped[Merchant] = relationship(lazy="raise")

    @property
    def audit_label(self) -> str:
        return f"{self.merchant_id} {self.score}"


class Title(RegionScoped, Base):
    """A seller's title. ``number`` is on the certificate; ``name`` and ``uscc`` are copied as they stood.

    It holds from ``awarded_on`` through ``valid_until``, both inclusive. ``state`` changes only in ``service``; ask
    ``standing_on`` what it is today. ``signature`` is Ed25519 over the certificate's text, in base64. Without
    ``assessment_id`` it was earned before the region used this system.
    """

    __tablename__ = "title"
    __table_args__ = (UniqueConstraint("region_id", "year", "seq"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[str] = mapped_column(unique=True)
    year: Mapped[int]
    seq: Mapped[int]
    merchant_id: Mapped[int] = mapped_column(ForeignKey("merchant.id"), index=True)
    assessment_id: Mapped[int | None] = mapped_column(ForeignKey("assessment.id"))
    notice_id: Mapped[int | None] = mapped_column(ForeignKey("public_notice.id"))
    name: Mapped[str]
    uscc: Mapped[str]
    score: Mapped[Decimal] = mapped_column(Numeric(5, 2))
    awarded_on: Mapped[date]
    valid_until: Mapped[date] = mapped_column(index=True)
    state: Mapped[TitleState] = mapped_column(default=TitleState.VALID, index=True)
    awarded_by: Mapped[str]
    signature: Mapped[str]
    suspended_at: Mapped[datetime | None]
    suspended_for: Mapped[str | None]
    revoked_at: Mapped[datetime | None]
    revoked_by: Mapped[str | None]
    ground: Mapped[Ground | None]
    reason: Mapped[str | None]
    evidence: Mapped[str | None]
    hearing: Mapped[str | None]

    merchant: Mapped[Merchant] = relationship(lazy="raise")

    @property
    def audit_label(self) -> str:
        return f"{self.number} {self.name}"

    def standing_on(self, day: date) -> TitleState:
        """What it is on ``day``, even if the nightly chore has not come round yet."""
        return rules.standing(self.state, self.valid_until, day)


class TitleCase(RegionScoped, Base):
    """A title is to be taken away: the ground, the facts, the proof, and the seller's word before anything is decided.

    ``statement`` is what the seller said, ``waived`` that it wants to say nothing. ``suspended``: the region's policy held the title
    back at once. Whoever opened the case does not decide it. One case of a title is open at a time.
    """

    __tablename__ = "title_case"
    __table_args__ = (
        Index("uq_title_case_open", "title_id", unique=True, postgresql_where=text("state = 'hearing'")),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(unique=True)
    title_id: Mapped[int] = mapped_column(ForeignKey("title.id"), index=True)
    merchant_id: Mapped[int] = mapped_column(ForeignKey("merchant.id"), index=True)
    state: Mapped[CaseState] = mapped_column(default=CaseState.HEARING, index=True)
    ground: Mapped[Ground]
    reason: Mapped[str]
    evidence: Mapped[str]
    opened_at: Mapped[datetime]
    opened_by: Mapped[str]
    opener_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    suspended: Mapped[bool]
    statement: Mapped[str | None]
    stated_at: Mapped[datetime | None]
    stated_by: Mapped[str | None]
    waived: Mapped[bool] = mapped_column(default=False)
    decision: Mapped[str | None]
    decided_at: Mapped[datetime | None]
    decided_by: Mapped[str | None]

    title: Mapped[Title] = relationship(lazy="raise")
    merchant: Mapped[Merchant] = relationship(lazy="raise")
    files: Mapped[list["TitleCaseFile"]] = relationship(order_by="TitleCaseFile.id", lazy="raise")

    @property
    def audit_label(self) -> str:
        return self.code


class TitleCaseFile(RegionScoped, Base):
    """A paper in a case. ``from_seller``: the seller's own, beside its statement."""

    __tablename__ = "title_case_file"
    __table_args__ = (UniqueConstraint("case_id", "file_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("title_case.id"))
    file_id: Mapped[int] = mapped_column(ForeignKey("stored_file.id"))
    from_seller: Mapped[bool]
    added_at: Mapped[datetime]
    added_by: Mapped[str]

    file: Mapped[StoredFile] = relationship(lazy="raise")
