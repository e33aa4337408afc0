"""Tables of the rights slice."""

from datetime import datetime
from decimal import Decimal

from sqlalchemy import ForeignKey, Index, Numeric, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.assessments.models import Assessment
from app.infra.db import Base, RegionScoped
from app.infra.storage import StoredFile
from app.merchants.models import Merchant
from app.rights.terms import ClaimKind, ClaimState


class Claim(RegionScoped, Base):
    """What a shop says or asks about its score. ``state`` changes only in ``service``.

    ``against_id`` is the decision that an appeal is about; empty: the score itself. ``score_before`` and ``score_after``
    are published figures. ``form_key`` makes the same form sent twice one claim.
    """

    __tablename__ = "claim"
    __table_args__ = (
        UniqueConstraint("region_id", "form_key"),
        Index("uq_claim_open", "assessment_id", "kind", unique=True, postgresql_where=text("state in ('open', 'running', 'standing')")),
    )  # fmt: skip

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(unique=True)
    kind: Mapped[ClaimKind]
    state: Mapped[ClaimState] = mapped_column(index=True)
    merchant_id: Mapped[int] = mapped_column(ForeignKey("merchant.id"), index=True)
    assessment_id: Mapped[int] = mapped_column(ForeignKey("assessment.id"))
    against_id: Mapped[int | None] = mapped_column(ForeignKey("claim.id"))
    text: Mapped[str]
    file_id: Mapped[int | None] = mapped_column(ForeignKey("stored_file.id"))
    form_key: Mapped[str]
    made_at: Mapped[datetime]
    made_by: Mapped[str]
    answer: Mapped[str | None]
    decided_at: Mapped[datetime | None]
    decided_by: Mapped[str | None]
    decider_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    score_before: Mapped[Decimal | None] = mapped_column(Numeric(5, 2))
    score_after: Mapped[Decimal | None] = mapped_column(Numeric(5, 2))

    merchant: Mapped[Merchant] = relationship(lazy="raise")
    assessment: Mapped[Assessment] = relationship(lazy="raise")
    against: Mapped["Claim | None"] = relationship(lazy="raise", remote_side="Claim.id")
    file: Mapped[StoredFile | None] = relationship(lazy="raise")

    @property
    def audit_label(self) -> str:
        return self.code
