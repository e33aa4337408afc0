"""Tables of the complaints slice."""

from datetime import datetime
from decimal import Decimal

from sqlalchemy import ForeignKey, Index, Numeric, UniqueConstraint, and_, text
from sqlalchemy.orm import Mapped, foreign, mapped_column, relationship

from app.accounts.models import User
from app.clocks.models import Deadline
from app.complaints.terms import (
    About,
    Channel,
    ConsumerWord,
    Ground,
    Outcome,
    Satisfaction,
    Side,
    State,
    Step,
)
from app.infra.db import Base, Json, RegionScoped
from app.infra.seals import Sealed
from app.kernel.text import mask_name, mask_phone
from app.merchants.models import Merchant
from app.regions.models import Organisation


class Complaint(RegionScoped, Base):
    """A consumer's dispute with a seller. ``state`` changes only in ``service``.

    ``code`` is public; of the consumer's secret only a hash is kept. ``form_hash`` tells a form sent twice.
    ``amount``: yuan. ``order_said`` is whatever the consumer wrote to find the order by.
    ``may_pass_on``: the consumer agreed that name and masked phone go to the seller (PIPL art. 23).
    ``forgotten_at``: since when name, phone and address are gone (PIPL art. 19 and 47).
    ``reached_bureau_at``: since when the law's clocks run; until then none does. ``station_id``: the station that
    handles it now; ``handler_id``: the officer who has it. ``merged_into_id``: it is handled under another number, and
    not counted by itself. ``left_out_at``, ``left_out_why``: an appeal was granted; it leaves the seller's figures.
    ``phone_index`` finds the phone without opening it. ``weight``: how much it counts, 1 unless it came in a burst;
    ``weight_why`` the numbers behind that, ``weight_version_id`` the policy.
    ``told_version_id``: the words on personal information that stood beside the form (``infra/told.py``).
    ``objected_at``: the consumer disputes how it ended. ``reopened``: how often it was opened again.
    """

    __tablename__ = "complaint"
    __table_args__ = (
        UniqueConstraint("region_id", "form_hash"),
        Index("ix_complaint_open", "region_id", "id", postgresql_where=text("state <> 'closed'")),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(unique=True)
    secret_hash: Mapped[str]
    form_hash: Mapped[str]
    merchant_id: Mapped[int] = mapped_column(ForeignKey("merchant.id"), index=True)
    label_batch_id: Mapped[int | None]
    label_serial: Mapped[int | None]
    channel: Mapped[Channel]
    name: Mapped[str | None] = mapped_column(Sealed)
    phone: Mapped[str] = mapped_column(Sealed)
    address: Mapped[str | None] = mapped_column(Sealed)
    may_pass_on: Mapped[bool]
    about: Mapped[About] = mapped_column(index=True)
    happened: Mapped[str]
    wanted: Mapped[str]
    amount: Mapped[Decimal | None] = mapped_column(Numeric(12, 2))
    order_said: Mapped[str | None]
    state: Mapped[State] = mapped_column(default=State.RECEIVED, index=True)
    outcome: Mapped[Outcome | None]
    ground: Mapped[Ground | None]
    word: Mapped[ConsumerWord | None]
    received_at: Mapped[datetime] = mapped_column(index=True)
    answered_at: Mapped[datetime | None]
    spoke_at: Mapped[datetime | None]
    reached_bureau_at: Mapped[datetime | None]
    consumer_agreed_at: Mapped[datetime | None]
    merchant_agreed_at: Mapped[datetime | None]
    closed_at: Mapped[datetime | None]
    forgotten_at: Mapped[datetime | None]
    station_id: Mapped[int | None] = mapped_column(ForeignKey("organisation.id"), index=True)
    handler_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"), index=True)
    assigned_at: Mapped[datetime | None]
    product: Mapped[str | None]
    merged_into_id: Mapped[int | None] = mapped_column(ForeignKey("complaint.id"), index=True)
    merged_at: Mapped[datetime | None]
    satisfaction: Mapped[Satisfaction | None]
    objected_at: Mapped[datetime | None]
    reopened: Mapped[int] = mapped_column(default=0, server_default="0")
    left_out_at: Mapped[datetime | None]
    left_out_why: Mapped[str | None]
    phone_index: Mapped[str | None] = mapped_column(index=True)
    told_version_id: Mapped[int | None] = mapped_column(ForeignKey("policy_version.id"))
    weight: Mapped[Decimal] = mapped_column(Numeric(4, 2), default=Decimal(1), server_default="1")
    weight_why: Mapped[Json | None]
    weight_version_id: Mapped[int | None] = mapped_column(ForeignKey("policy_version.id"))

    merchant: Mapped[Merchant] = relationship(lazy="raise")
    station: Mapped[Organisation | None] = relationship(lazy="raise")
    handler: Mapped[User | None] = relationship(lazy="raise")
    merged_into: Mapped["Complaint | None"] = relationship(remote_side=lambda: [Complaint.id], lazy="raise")
    messages: Mapped[list["Message"]] = relationship(
        order_by="Message.id", lazy="raise", back_populates="complaint"
    )
    deadlines: Mapped[list[Deadline]] = relationship(
        primaryjoin=lambda: and_(
            foreign(Deadline.subject_id) == Complaint.id, Deadline.subject_kind == Complaint.__tablename__
        ),
        order_by=Deadline.id, lazy="raise", viewonly=True,
    )  # fmt: skip

    @property
    def audit_label(self) -> str:
        return self.code

    @property
    def masked_phone(self) -> str:
        return mask_phone(self.phone)

    @property
    def masked_name(self) -> str:
        return mask_name(self.name or "")

    @property
    def is_open(self) -> bool:
        return self.state is not State.CLOSED

    @property
    def running(self) -> list[Deadline]:
        """Deadlines neither met nor lifted, the nearest first."""
        return sorted((one for one in self.deadlines if one.is_running), key=lambda one: one.due_at)


class Message(RegionScoped, Base):
    """A line of the history. ``private`` ones are the regulator's own. Never edited.

    ``form_hash`` tells a form sent twice; ``author`` is copied, so that the line stays true.
    """

    __tablename__ = "complaint_message"
    __table_args__ = (UniqueConstraint("complaint_id", "form_hash"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    complaint_id: Mapped[int] = mapped_column(ForeignKey("complaint.id"), index=True)
    form_hash: Mapped[str | None]
    at: Mapped[datetime]
    step: Mapped[Step]
    side: Mapped[Side]
    author: Mapped[str]
    text: Mapped[str]
    private: Mapped[bool] = mapped_column(default=False)

    complaint: Mapped[Complaint] = relationship(back_populates="messages", lazy="raise")

    @property
    def audit_label(self) -> str:
        return f"{self.step.value} {self.at:%Y-%m-%d %H:%M}"
