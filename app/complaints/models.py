"""Tables of the complaints slice."""

from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import ForeignKey, Index, Numeric, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.complaints.terms import About, Channel, Clock, ConsumerWord, Ground, Outcome, Side, State, Step
from app.infra.db import Base, Json, RegionScoped
from app.infra.seals import Sealed
from app.kernel.text import mask_name, mask_phone
from app.merchants.models import Merchant


class Complaint(RegionScoped, Base):
    """A consumer's dispute with a seller. ``state`` changes only in ``service``.

    ``code`` is public; of the consumer's secret only a hash is kept. ``form_hash`` tells a form sent twice.
    ``amount``: yuan. ``order_said`` is whatever the consumer wrote to find the order by.
    ``may_pass_on``: the consumer agreed that name and masked phone go to the seller (PIPL art. 23).
    ``forgotten_at``: since when name, phone and address are gone (PIPL art. 19 and 47).
    ``reached_bureau_at``: since when the law's clocks run; until then none does.
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

    merchant: Mapped[Merchant] = relationship(lazy="raise")
    messages: Mapped[list["Message"]] = relationship(
        order_by="Message.id", lazy="raise", back_populates="complaint"
    )
    deadlines: Mapped[list["Deadline"]] = relationship(
        order_by="Deadline.id", lazy="raise", back_populates="complaint"
    )

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
    def running(self) -> list["Deadline"]:
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


class Deadline(RegionScoped, Base):
    """One thing due. ``version`` says under which rule; ``counted`` holds the days, so that it can be explained.

    ``due_at`` is the last moment in time; ``due_on`` the last day, where days are counted. ``lifted_at``:
    the complaint ended or moved on and nobody waits any more. ``told_at``: its people know that it is late.
    """

    __tablename__ = "complaint_deadline"
    __table_args__ = (
        UniqueConstraint("complaint_id", "clock"),
        Index(
            "ix_complaint_deadline_running",
            "due_at",
            postgresql_where=text("met_at IS NULL AND lifted_at IS NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    complaint_id: Mapped[int] = mapped_column(ForeignKey("complaint.id"), index=True)
    clock: Mapped[Clock]
    version: Mapped[str]
    started_at: Mapped[datetime]
    due_at: Mapped[datetime]
    due_on: Mapped[date | None]
    provisional: Mapped[bool]
    counted: Mapped[Json]
    met_at: Mapped[datetime | None]
    lifted_at: Mapped[datetime | None]
    told_at: Mapped[datetime | None]

    complaint: Mapped[Complaint] = relationship(back_populates="deadlines", lazy="raise")

    @property
    def is_running(self) -> bool:
        return self.met_at is None and self.lifted_at is None

    @property
    def audit_label(self) -> str:
        return self.clock.value
