"""Tables of the titles slice."""

from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import ForeignKey, Numeric, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.infra.db import Base, RegionScoped
from app.merchants.models import Merchant
from app.titles import rules
from app.titles.terms import Ground, TitleState


class TitleProposal(RegionScoped, Base):
    """A seller that a panel proposed on a notice, with the score it rests on."""

    __tablename__ = "title_proposal"
    __table_args__ = (UniqueConstraint("notice_id", "merchant_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    notice_id: Mapped[int] = mapped_column(ForeignKey("public_notice.id"))
    merchant_id: Mapped[int] = mapped_column(ForeignKey("merchant.id"), index=True)
    assessment_id: Mapped[int] = mapped_column(ForeignKey("assessment.id"), index=True)
    score: Mapped[Decimal] = mapped_column(Numeric(5, 2))

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
