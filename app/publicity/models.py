"""Tables of the publicity slice."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.infra.db import Base, JsonList, RegionScoped
from app.infra.seals import Sealed
from app.kernel.text import mask_name, mask_phone
from app.publicity import rules
from app.publicity.terms import Line, NoticeKind, NoticeState, Origin


class PublicNotice(RegionScoped, Base):
    """What is meant to be decided, shown to everyone first. ``state`` changes only in ``service``; ask ``state_on``
    what it is today.

    ``lines`` are ``terms.Line``, copied as they stood. ``ends_on`` is the last day, whole; ``counted`` the working
    days that led there; ``provisional`` when one of them lies in a year whose holidays are not announced yet.
    ``stopped`` are ``{merchant_id, at, why}``: sellers whose score changed meanwhile; nothing follows for them.
    ``title`` is the Chinese heading as it was published; pages say it in the reader's language (``headings``).
    """

    __tablename__ = "public_notice"

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(unique=True)
    kind: Mapped[NoticeKind] = mapped_column(index=True)
    state: Mapped[NoticeState] = mapped_column(default=NoticeState.RUNNING, index=True)
    title: Mapped[str]
    lines: Mapped[JsonList]
    minutes: Mapped[str]
    cycle_id: Mapped[int | None] = mapped_column(ForeignKey("cycle.id"), index=True)
    proposer_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    proposed_by: Mapped[str]
    opened_at: Mapped[datetime]
    workdays: Mapped[int]
    ends_on: Mapped[date]
    counted: Mapped[JsonList]
    provisional: Mapped[bool]
    decided_at: Mapped[datetime | None]
    decided_by: Mapped[str | None]
    origin: Mapped[Origin] = mapped_column(default=Origin.OFFICER)
    year: Mapped[int | None]
    sitting_id: Mapped[int | None] = mapped_column(ForeignKey("panel_sitting.id"), index=True)
    stopped: Mapped[JsonList] = mapped_column(default=list)
    withdrawn_at: Mapped[datetime | None]
    withdrawn_for: Mapped[str | None]

    objections: Mapped[list["Objection"]] = relationship(
        order_by="Objection.id", lazy="raise", back_populates="notice"
    )

    @property
    def audit_label(self) -> str:
        return f"{self.title} {self.code}"

    def state_on(self, day: date) -> NoticeState:
        """What it is on ``day``, even if no chore has come round since."""
        return rules.standing(self.state, self.ends_on, day)

    @property
    def said(self) -> tuple[Line, ...]:
        """The lines as what they are."""
        return tuple(Line(**line) for line in self.lines)

    @property
    def stopped_ids(self) -> frozenset[int]:
        """Sellers taken off this notice because their score moved."""
        return frozenset(int(one["merchant_id"]) for one in self.stopped)

    @property
    def struck_ids(self) -> frozenset[int]:
        """Sellers for whom nothing follows, because an objection to them or to the whole was upheld. Needs the objections."""
        upheld = [one.merchant_id for one in self.objections if one.upheld]
        everybody = [line.merchant_id for line in self.said] if None in upheld else []
        return frozenset(one for one in (*upheld, *everybody) if one is not None)

    @property
    def days(self) -> tuple[date, ...]:
        """The working days that were counted."""
        return tuple(date.fromisoformat(day) for day in self.counted)


class Objection(RegionScoped, Base):
    """Someone says no. ``merchant_id`` empty: to the whole notice. Name and phone are sealed and never shown in public.

    ``upheld`` is empty until it is answered. ``form_key`` (a hash of it) makes the same form sent twice one objection.
    ``secret_hash``: of the receipt's secret code; empty for objections from before there were receipts. ``phone_index``
    finds the phone without opening it.
    ``told_version_id``: the words on personal information beside the form; ``forgotten_at``: since when name and phone are gone.
    """

    __tablename__ = "objection"
    __table_args__ = (UniqueConstraint("region_id", "form_key"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(unique=True)
    notice_id: Mapped[int] = mapped_column(ForeignKey("public_notice.id"), index=True)
    merchant_id: Mapped[int | None] = mapped_column(ForeignKey("merchant.id"))
    about: Mapped[str]
    name: Mapped[str] = mapped_column(Sealed)
    phone: Mapped[str | None] = mapped_column(Sealed)
    text: Mapped[str]
    form_key: Mapped[str]
    secret_hash: Mapped[str | None]
    phone_index: Mapped[str | None] = mapped_column(index=True)
    received_at: Mapped[datetime]
    answer: Mapped[str | None]
    upheld: Mapped[bool | None]
    answered_at: Mapped[datetime | None]
    answered_by: Mapped[str | None]
    told_version_id: Mapped[int | None] = mapped_column(ForeignKey("policy_version.id"))
    forgotten_at: Mapped[datetime | None]

    notice: Mapped[PublicNotice] = relationship(lazy="raise", back_populates="objections")

    @property
    def audit_label(self) -> str:
        return self.code

    @property
    def masked_phone(self) -> str:
        return mask_phone(self.phone) if self.phone else ""

    @property
    def masked_name(self) -> str:
        return mask_name(self.name)
