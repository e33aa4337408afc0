"""Tables of the mediation slice."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.complaints.models import Complaint
from app.complaints.terms import Side
from app.infra.db import Base, RegionScoped
from app.infra.storage import StoredFile
from app.mediation.rules import AT_THE_TABLE, WITH_AGREEMENT
from app.mediation.terms import EndGround, MediationState, Party


class Mediation(RegionScoped, Base):
    """One table for one complaint. ``code`` is public and stands on the agreement.

    ``consumer_agreed_at``, ``merchant_agreed_at``: when each side agreed to mediation (art. 18). ``text`` is what both
    confirmed, ``text_hash`` its SHA-256, ``signature`` the bureau's, base64. ``breach_by``: who reported it.
    """

    __tablename__ = "mediation"

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(unique=True)
    complaint_id: Mapped[int] = mapped_column(ForeignKey("complaint.id"), unique=True)
    state: Mapped[MediationState] = mapped_column(default=MediationState.INVITED, index=True)
    opened_at: Mapped[datetime]
    mediator_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    mediator: Mapped[str]
    consumer_agreed_at: Mapped[datetime | None]
    merchant_agreed_at: Mapped[datetime | None]
    agreed_at: Mapped[datetime | None]
    text: Mapped[str | None]
    text_hash: Mapped[str | None]
    perform_by: Mapped[date | None]
    signature: Mapped[str | None]
    paper_id: Mapped[int | None] = mapped_column(ForeignKey("stored_file.id"))
    ended_at: Mapped[datetime | None]
    ground: Mapped[EndGround | None]
    end_reason: Mapped[str | None]
    breach_at: Mapped[datetime | None]
    breach_by: Mapped[Party | None]
    breach_result: Mapped[str | None]
    cleared_at: Mapped[datetime | None]

    complaint: Mapped[Complaint] = relationship(lazy="raise")
    paper: Mapped[StoredFile | None] = relationship(lazy="raise")
    lines: Mapped[list["MediationLine"]] = relationship(order_by="MediationLine.id", lazy="raise")
    proposals: Mapped[list["Proposal"]] = relationship(order_by="Proposal.number", lazy="raise")

    @property
    def audit_label(self) -> str:
        return self.code

    @property
    def at_the_table(self) -> bool:
        return self.state in AT_THE_TABLE

    @property
    def has_agreement(self) -> bool:
        return self.state in WITH_AGREEMENT

    @property
    def on_the_table(self) -> "Proposal | None":
        """The newest proposal: the only one that can be confirmed."""
        return self.proposals[-1] if self.proposals else None

    def consent_of(self, party: Party) -> datetime | None:
        return self.consumer_agreed_at if party is Party.CONSUMER else self.merchant_agreed_at


class MediationLine(RegionScoped, Base):
    """Something said at the table. Never edited; ``form_hash`` tells a form sent twice."""

    __tablename__ = "mediation_line"
    __table_args__ = (UniqueConstraint("mediation_id", "form_hash"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    mediation_id: Mapped[int] = mapped_column(ForeignKey("mediation.id"), index=True)
    form_hash: Mapped[str]
    at: Mapped[datetime]
    side: Mapped[Side]
    author: Mapped[str]
    text: Mapped[str]

    @property
    def audit_label(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M}"


class Proposal(RegionScoped, Base):
    """A whole agreement as it would be confirmed. A newer one takes its place. Never edited."""

    __tablename__ = "mediation_proposal"
    __table_args__ = (
        UniqueConstraint("mediation_id", "number"),
        UniqueConstraint("mediation_id", "form_hash"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    mediation_id: Mapped[int] = mapped_column(ForeignKey("mediation.id"), index=True)
    number: Mapped[int]
    form_hash: Mapped[str]
    at: Mapped[datetime]
    side: Mapped[Side]
    author: Mapped[str]
    terms: Mapped[str]
    perform_by: Mapped[date]
    text: Mapped[str]
    text_hash: Mapped[str]

    confirmations: Mapped[list["Confirmation"]] = relationship(order_by="Confirmation.id", lazy="raise")

    @property
    def audit_label(self) -> str:
        return f"#{self.number}"

    @property
    def confirmed_by(self) -> frozenset[Party]:
        return frozenset(one.party for one in self.confirmations)


class Confirmation(RegionScoped, Base):
    """One side's word on one text, by its hash."""

    __tablename__ = "mediation_confirmation"
    __table_args__ = (UniqueConstraint("proposal_id", "party"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    proposal_id: Mapped[int] = mapped_column(ForeignKey("mediation_proposal.id"), index=True)
    party: Mapped[Party]
    author: Mapped[str]
    at: Mapped[datetime]
    text_hash: Mapped[str]

    @property
    def audit_label(self) -> str:
        return self.text_hash[:12]
