"""Tables of the honours slice."""

from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import ForeignKey, Index, Numeric, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.honours.terms import EditionState, Fall, ListKind, RepairState, SourceKind
from app.infra.db import Base, RegionScoped
from app.infra.storage import StoredFile


class HonourList(RegionScoped, Base):
    """One dated edition of the red or the black list. ``number`` counts the editions of a kind from 1.

    ``file_id`` is the print-ready PDF; ``audit_head`` the hash of the newest audit row when it was printed.
    """

    __tablename__ = "honour_list"
    __table_args__ = (UniqueConstraint("region_id", "kind", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(unique=True)
    kind: Mapped[ListKind] = mapped_column(index=True)
    number: Mapped[int]
    title: Mapped[str]
    state: Mapped[EditionState] = mapped_column(default=EditionState.PUBLISHED)
    published_on: Mapped[date]
    notice_id: Mapped[int | None] = mapped_column(ForeignKey("public_notice.id"), unique=True)
    file_id: Mapped[int | None] = mapped_column(ForeignKey("stored_file.id"))
    audit_head: Mapped[str | None]
    withdrawn_at: Mapped[datetime | None]
    withdrawn_by: Mapped[str | None]
    withdrawn_for: Mapped[str | None]

    entries: Mapped[list["HonourEntry"]] = relationship(
        order_by="HonourEntry.id", lazy="raise", back_populates="edition"
    )

    @property
    def audit_label(self) -> str:
        return self.title


class HonourEntry(RegionScoped, Base):
    """One seller on an edition, copied as it stood. It stands through ``until`` unless it fell before.

    ``source_number``: the certificate's number on the red list, the decision's on the black one.
    """

    __tablename__ = "honour_entry"

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(unique=True)
    edition_id: Mapped[int] = mapped_column(ForeignKey("honour_list.id"), index=True)
    merchant_id: Mapped[int] = mapped_column(ForeignKey("merchant.id"), index=True)
    merchant_code: Mapped[str]
    name: Mapped[str]
    uscc: Mapped[str]
    grounds: Mapped[str]
    score: Mapped[Decimal | None] = mapped_column(Numeric(5, 2))
    source_kind: Mapped[SourceKind | None]
    source_number: Mapped[str] = mapped_column(index=True)
    source_on: Mapped[date]
    source_url: Mapped[str]
    until: Mapped[date] = mapped_column(index=True)
    fell_at: Mapped[datetime | None]
    fall: Mapped[Fall | None]
    fall_note: Mapped[str | None]

    edition: Mapped[HonourList] = relationship(lazy="raise", back_populates="entries")

    @property
    def audit_label(self) -> str:
        return f"{self.name} {self.source_number}"

    def stands_on(self, day: date) -> bool:
        return self.fell_at is None and day <= self.until


class BlackProposal(RegionScoped, Base):
    """What an officer proposed for the black list, while its notice runs."""

    __tablename__ = "black_proposal"

    id: Mapped[int] = mapped_column(primary_key=True)
    notice_id: Mapped[int] = mapped_column(ForeignKey("public_notice.id"), unique=True)
    merchant_id: Mapped[int] = mapped_column(ForeignKey("merchant.id"), index=True)
    source_kind: Mapped[SourceKind]
    source_number: Mapped[str]
    source_on: Mapped[date]
    source_url: Mapped[str]
    until: Mapped[date]
    grounds: Mapped[str]
    question_id: Mapped[int | None] = mapped_column(ForeignKey("panel_question.id"))

    @property
    def audit_label(self) -> str:
        return self.source_number


class RepairRequest(RegionScoped, Base):
    """A seller asks to be taken off the black list before the last day. One request for an entry is open at a time."""

    __tablename__ = "repair_request"
    __table_args__ = (
        Index("uq_repair_request_open", "entry_id", unique=True, postgresql_where=text("state = 'open'")),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(unique=True)
    entry_id: Mapped[int] = mapped_column(ForeignKey("honour_entry.id"), index=True)
    merchant_id: Mapped[int] = mapped_column(ForeignKey("merchant.id"), index=True)
    state: Mapped[RepairState] = mapped_column(default=RepairState.OPEN, index=True)
    text: Mapped[str]
    file_id: Mapped[int | None] = mapped_column(ForeignKey("stored_file.id"))
    asked_at: Mapped[datetime]
    asked_by: Mapped[str]
    answer: Mapped[str | None]
    decided_at: Mapped[datetime | None]
    decided_by: Mapped[str | None]

    entry: Mapped[HonourEntry] = relationship(lazy="raise")
    file: Mapped[StoredFile | None] = relationship(lazy="raise")

    @property
    def audit_label(self) -> str:
        return self.code
