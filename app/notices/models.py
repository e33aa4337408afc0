"""Tables of the notices slice."""

from datetime import datetime

from sqlalchemy import BigInteger, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.infra.db import Base, RegionScoped
from app.infra.seals import Sealed
from app.notices.rules import mask
from app.notices.terms import DeliveryState, Port, Purpose, Trouble


class Notice(RegionScoped, Base):
    """A message to one person. ``key`` says what it is about, so that telling twice is telling once.

    ``url`` is an address inside the house; ``code`` is the notice's own public one.
    """

    __tablename__ = "notice"
    __table_args__ = (
        UniqueConstraint("user_id", "key"),
        Index("ix_notice_unread", "user_id", postgresql_where=text("read_at IS NULL")),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(unique=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)
    key: Mapped[str]
    title: Mapped[str]
    text: Mapped[str]
    title_en: Mapped[str] = mapped_column(default="")
    text_en: Mapped[str] = mapped_column(default="")
    url: Mapped[str]
    told_at: Mapped[datetime]
    read_at: Mapped[datetime | None]

    @property
    def is_new(self) -> bool:
        return self.read_at is None


class Contact(RegionScoped, Base):
    """Where a person wants to be told outside the house. Nothing is sent there before it is verified.

    ``wanted``: also for what the law does not require. ``language``: what the person read when choosing.
    Of the code only a hash is kept.
    """

    __tablename__ = "contact"
    __table_args__ = (UniqueConstraint("user_id", "port"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)
    port: Mapped[Port]
    address: Mapped[str] = mapped_column(Sealed)
    language: Mapped[str]
    wanted: Mapped[bool] = mapped_column(default=True)
    code_hash: Mapped[str | None]
    code_sent_at: Mapped[datetime | None]
    guesses: Mapped[int] = mapped_column(default=0)
    verified_at: Mapped[datetime | None]

    @property
    def masked(self) -> str:
        return mask(self.port, self.address)

    @property
    def audit_label(self) -> str:
        return self.masked


class Delivery(RegionScoped, Base):
    """One word to one address through one port. ``key`` makes it one, however often it is promised.

    ``to`` and ``words`` are sealed; the words go once they are out, the address later. ``not_before``: held until then
    because of the night. ``required``: the law asks for it. ``trouble``: why the last try failed.
    """

    __tablename__ = "delivery"
    __table_args__ = (
        UniqueConstraint("region_id", "key"),
        Index("ix_delivery_held", "not_before", postgresql_where=text("state = 'delivery_held'")),
    )

    id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    code: Mapped[str] = mapped_column(unique=True)
    key: Mapped[str]
    notice_id: Mapped[int | None] = mapped_column(ForeignKey("notice.id"), index=True)
    user_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"), index=True)
    port: Mapped[Port]
    purpose: Mapped[Purpose]
    to: Mapped[str | None] = mapped_column(Sealed)
    title: Mapped[str | None] = mapped_column(Sealed)
    words: Mapped[str | None] = mapped_column(Sealed)
    urgent: Mapped[bool]
    required: Mapped[bool]
    state: Mapped[DeliveryState] = mapped_column(index=True)
    tries: Mapped[int] = mapped_column(default=0)
    rounds: Mapped[int] = mapped_column(default=1)
    trouble: Mapped[Trouble | None]
    wanted_at: Mapped[datetime]
    not_before: Mapped[datetime]
    tried_at: Mapped[datetime | None]
    sent_at: Mapped[datetime | None]

    notice: Mapped[Notice | None] = relationship(lazy="raise")

    @property
    def masked(self) -> str:
        return mask(self.port, self.to) if self.to else ""

    @property
    def audit_label(self) -> str:
        return self.code
