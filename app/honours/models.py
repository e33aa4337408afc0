"""Tables of the honours slice."""

from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import ForeignKey, Index, Numeric, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.honours import stages
from app.honours.conditions import Finding
from app.honours.terms import (
    EditionState,
    Fall,
    Listed,
    ListKind,
    Measure,
    RepairStage,
    RepairState,
    SourceKind,
)
from app.infra.db import Base, JsonList, RegionScoped
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

    ``source_number``: the certificate's number on the red list, the decision's on the black one. ``source_published_on``: since
    when the decision is public (entries from before that was asked have none); ``restricted_until``: the last day of what the
    penalty forbids; ``restarted_on``: the day on which its repair was revoked for deceit, from which ``until`` is counted anew.
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
    source_published_on: Mapped[date | None]
    source_measure: Mapped[Measure | None]
    restricted_until: Mapped[date | None]
    until: Mapped[date] = mapped_column(index=True)
    fell_at: Mapped[datetime | None]
    fall: Mapped[Fall | None]
    fall_note: Mapped[str | None]
    restarted_on: Mapped[date | None]

    edition: Mapped[HonourList] = relationship(lazy="raise", back_populates="entries")

    @property
    def audit_label(self) -> str:
        return f"{self.name} {self.source_number}"

    @property
    def listed(self) -> Listed:
        """What the waiting time of a repair is counted from."""
        measure = self.source_measure or Measure.NONE
        return Listed(
            self.source_kind, self.source_on, self.source_published_on, measure, self.restricted_until, self.restarted_on
        )  # fmt: skip

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
    source_published_on: Mapped[date | None]
    source_measure: Mapped[Measure | None]
    restricted_until: Mapped[date | None]
    until: Mapped[date]
    grounds: Mapped[str]
    question_id: Mapped[int | None] = mapped_column(ForeignKey("panel_question.id"))

    @property
    def audit_label(self) -> str:
        return self.source_number


class RepairRequest(RegionScoped, Base):
    """A seller asks to be taken off the black list before the last day. One request for an entry is open at a time.

    ``state`` is what was decided, ``stage`` where it stands. ``lacking`` is what the office misses, told once; ``added`` what the
    seller sent then. ``findings`` are ``conditions.Finding``, one for each condition, written with the answer; ``again_on``: from
    when the seller may ask again, where a law names the day: a decision about deceit is public through the day before.
    """

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
    lacking: Mapped[str | None]
    lacking_at: Mapped[datetime | None]
    lacking_by: Mapped[str | None]
    added: Mapped[str | None]
    added_at: Mapped[datetime | None]
    added_file_id: Mapped[int | None] = mapped_column(ForeignKey("stored_file.id"))
    taken_in_at: Mapped[datetime | None]
    taken_in_by: Mapped[str | None]
    declined_at: Mapped[datetime | None]
    declined_approved_by: Mapped[str | None]
    extended_at: Mapped[datetime | None]
    extended_for: Mapped[str | None]
    extended_approved_by: Mapped[str | None]
    answer: Mapped[str | None]
    findings: Mapped[JsonList] = mapped_column(default=list, server_default="[]")
    again_on: Mapped[date | None]
    decided_at: Mapped[datetime | None]
    decided_by: Mapped[str | None]
    decider_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    revoked_at: Mapped[datetime | None]
    revoked_by: Mapped[str | None]
    revoked_for: Mapped[str | None]
    revoked_shown: Mapped[str | None]
    revoked_approved_by: Mapped[str | None]

    entry: Mapped[HonourEntry] = relationship(lazy="raise")
    file: Mapped[StoredFile | None] = relationship(lazy="raise", foreign_keys=[file_id])
    added_file: Mapped[StoredFile | None] = relationship(lazy="raise", foreign_keys=[added_file_id])

    @property
    def audit_label(self) -> str:
        return self.code

    @property
    def stage(self) -> RepairStage:
        return stages.stage(
            self.state, taken_in=self.taken_in_at is not None, lacking=self.lacking_at is not None,
            completed=self.added_at is not None, declined=self.declined_at is not None, revoked=self.revoked_at is not None,
        )  # fmt: skip

    @property
    def found(self) -> tuple[Finding, ...]:
        """The findings as what they are."""
        return tuple(Finding.read(one) for one in self.findings)
