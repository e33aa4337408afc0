"""Tables around a complaint: what the office does with it, and what the region has set."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.complaints.models import Complaint
from app.complaints.terms import Outcome
from app.infra.db import Base, RegionScoped
from app.kernel.clock import local_day


class Closing(RegionScoped, Base):
    """An officer wants to end a case against the consumer's word; a second officer confirms or refuses.

    ``confirmed`` is None while it waits. Names are copied, so that the row stays true.
    """

    __tablename__ = "complaint_closing"
    __table_args__ = (
        Index(
            "uq_complaint_closing_waiting", "complaint_id", unique=True, postgresql_where=text("decided_at IS NULL")
        ),
    )  # fmt: skip

    id: Mapped[int] = mapped_column(primary_key=True)
    complaint_id: Mapped[int] = mapped_column(ForeignKey("complaint.id"), index=True)
    outcome: Mapped[Outcome]
    text: Mapped[str]
    proposed_at: Mapped[datetime]
    proposer_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    proposer_name: Mapped[str]
    decided_at: Mapped[datetime | None]
    decider_name: Mapped[str | None]
    confirmed: Mapped[bool | None]
    reason: Mapped[str | None]

    complaint: Mapped[Complaint] = relationship(lazy="raise")


class Appeal(RegionScoped, Base):
    """A seller against what is counted of it. ``granted`` is None until an officer who did not handle the case decides."""

    __tablename__ = "complaint_appeal"
    __table_args__ = (UniqueConstraint("complaint_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    complaint_id: Mapped[int] = mapped_column(ForeignKey("complaint.id"))
    text: Mapped[str]
    made_at: Mapped[datetime]
    maker_name: Mapped[str]
    decided_at: Mapped[datetime | None]
    decider_name: Mapped[str | None]
    granted: Mapped[bool | None]
    reason: Mapped[str | None]

    complaint: Mapped[Complaint] = relationship(lazy="raise")

    @property
    def audit_label(self) -> str:
        return f"appeal {self.complaint_id}"


class Mark(RegionScoped, Base):
    """An officer holds the claim for malicious or professional, and says why. Officers see it, nobody else ever.

    It decides nothing by itself. Source: 市场监督管理投诉举报处理办法 art. 17 (the factors are the bureau's to weigh).
    """

    __tablename__ = "complaint_mark"

    id: Mapped[int] = mapped_column(primary_key=True)
    complaint_id: Mapped[int] = mapped_column(ForeignKey("complaint.id"), index=True)
    reason: Mapped[str]
    made_at: Mapped[datetime]
    maker_name: Mapped[str]
    lifted_at: Mapped[datetime | None]
    lifter_name: Mapped[str | None]
    lifted_why: Mapped[str | None]


class Link(RegionScoped, Base):
    """Two cases that belong together, by an officer's hand. ``complaint_id`` is the smaller number."""

    __tablename__ = "complaint_link"
    __table_args__ = (UniqueConstraint("complaint_id", "other_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    complaint_id: Mapped[int] = mapped_column(ForeignKey("complaint.id"))
    other_id: Mapped[int] = mapped_column(ForeignKey("complaint.id"), index=True)
    why: Mapped[str]
    made_at: Mapped[datetime]
    maker_name: Mapped[str]


class Setting(RegionScoped, Base):
    """What holds for complaints from ``since_at`` on. Never changed: a new row follows; the newest that has begun counts.

    ``pack`` names the policy of promises. ``qr_is_published``: the bureau has announced the parcel QR as a channel
    for complaints (市场监督管理投诉举报处理办法 art. 8), in ``announcement``, to be read at ``url``.
    """

    __tablename__ = "complaint_setting"

    id: Mapped[int] = mapped_column(primary_key=True)
    since_at: Mapped[datetime] = mapped_column(index=True)
    pack: Mapped[str]
    qr_is_published: Mapped[bool]
    announcement: Mapped[str]
    url: Mapped[str]
    entered_at: Mapped[datetime]
    enterer_name: Mapped[str]

    @property
    def since_on(self) -> date:
        return local_day(self.since_at)

    @property
    def audit_label(self) -> str:
        return f"{self.since_on} {self.pack}"


class Wording(RegionScoped, Base):
    """A version of a standard answer; the newest of a ``code`` is offered, unless it is retired."""

    __tablename__ = "complaint_wording"
    __table_args__ = (UniqueConstraint("region_id", "code", "version"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str]
    version: Mapped[int]
    title: Mapped[str]
    text: Mapped[str]
    is_retired: Mapped[bool]
    entered_at: Mapped[datetime]
    enterer_name: Mapped[str]

    @property
    def audit_label(self) -> str:
        return f"{self.title} v{self.version}"


class Assistance(RegionScoped, Base):
    """A request between regions, as one of them holds it: the same ``code`` stands once on either side of the wall.

    ``is_ours``: this region asked. Only question and answer cross, carried by a job and on record; the case
    itself stays where it is.
    """

    __tablename__ = "complaint_assistance"
    __table_args__ = (UniqueConstraint("region_id", "code"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str]
    is_ours: Mapped[bool]
    complaint_id: Mapped[int | None] = mapped_column(ForeignKey("complaint.id"), index=True)
    other_region_code: Mapped[str]
    other_region_name: Mapped[str]
    title: Mapped[str]
    text: Mapped[str]
    asked_at: Mapped[datetime]
    asker_name: Mapped[str]
    answer: Mapped[str | None]
    answered_at: Mapped[datetime | None]
    answerer_name: Mapped[str | None]

    complaint: Mapped[Complaint | None] = relationship(lazy="raise")

    @property
    def audit_label(self) -> str:
        return self.code
