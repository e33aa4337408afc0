"""Tables of the reports slice. Nothing here is ever shown to the seller."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.infra.db import Base, RegionScoped
from app.infra.seals import Sealed
from app.infra.storage import StoredFile
from app.kernel.text import mask_name, mask_phone
from app.merchants.models import Merchant
from app.reports.terms import (
    Offence,
    ReportChannel,
    ReportGround,
    ReportOutcome,
    ReportSide,
    ReportState,
    ReportStep,
)


class Report(RegionScoped, Base):
    """A clue about an offence. ``state`` changes only in ``service``.

    ``merchant_id`` is a seller of the list, else ``seller_said`` is the reporter's own words. Without name and
    phone it is anonymous. ``complaint_code``: the complaint of the same letter, or in which the clue was found.
    ``phone_index`` finds the phone without opening it. ``told_at``: the reporter was told of the result.
    ``told_version_id``: the words on personal information that stood beside the form.
    """

    __tablename__ = "report"
    __table_args__ = (
        UniqueConstraint("region_id", "form_hash"),
        Index("ix_report_open", "region_id", "id", postgresql_where=text("state <> 'clue_decided'")),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(unique=True)
    secret_hash: Mapped[str]
    form_hash: Mapped[str]
    merchant_id: Mapped[int | None] = mapped_column(ForeignKey("merchant.id"), index=True)
    seller_said: Mapped[str | None]
    label_batch_id: Mapped[int | None]
    label_serial: Mapped[int | None]
    complaint_code: Mapped[str | None] = mapped_column(index=True)
    channel: Mapped[ReportChannel]
    name: Mapped[str | None] = mapped_column(Sealed)
    phone: Mapped[str | None] = mapped_column(Sealed)
    phone_index: Mapped[str | None] = mapped_column(index=True)
    told_version_id: Mapped[int | None] = mapped_column(ForeignKey("policy_version.id"))
    offence: Mapped[Offence] = mapped_column(index=True)
    happened: Mapped[str]
    state: Mapped[ReportState] = mapped_column(default=ReportState.RECEIVED, index=True)
    outcome: Mapped[ReportOutcome | None]
    ground: Mapped[ReportGround | None]
    reason: Mapped[str | None]
    case_number: Mapped[str | None]
    taken_by: Mapped[str | None]
    received_at: Mapped[datetime] = mapped_column(index=True)
    taken_at: Mapped[datetime | None]
    decided_at: Mapped[datetime | None]
    told_at: Mapped[datetime | None]
    forgotten_at: Mapped[datetime | None]

    merchant: Mapped[Merchant | None] = relationship(lazy="raise")
    lines: Mapped[list["ReportLine"]] = relationship(
        order_by="ReportLine.id", lazy="raise", back_populates="report"
    )
    files: Mapped[list["ReportFile"]] = relationship(
        order_by="ReportFile.id", lazy="raise", back_populates="report"
    )

    @property
    def audit_label(self) -> str:
        return self.code

    @property
    def is_anonymous(self) -> bool:
        return not self.name and not self.phone

    @property
    def masked_phone(self) -> str:
        return mask_phone(self.phone) if self.phone else ""

    @property
    def masked_name(self) -> str:
        return mask_name(self.name or "")

    @property
    def is_open(self) -> bool:
        return self.state is not ReportState.DECIDED


class ReportLine(RegionScoped, Base):
    """A line of the history. ``private`` ones are the bureau's own; the reporter reads the others. Never edited."""

    __tablename__ = "report_line"
    __table_args__ = (UniqueConstraint("report_id", "form_hash"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    report_id: Mapped[int] = mapped_column(ForeignKey("report.id"), index=True)
    form_hash: Mapped[str | None]
    at: Mapped[datetime]
    step: Mapped[ReportStep]
    side: Mapped[ReportSide]
    author: Mapped[str]
    text: Mapped[str]
    private: Mapped[bool] = mapped_column(default=False)

    report: Mapped[Report] = relationship(back_populates="lines", lazy="raise")


class ReportFile(RegionScoped, Base):
    """Evidence, cleaned. ``original_sha256`` is of the bytes as they came. Its name never comes from the sender."""

    __tablename__ = "report_file"

    id: Mapped[int] = mapped_column(primary_key=True)
    report_id: Mapped[int] = mapped_column(ForeignKey("report.id"), index=True)
    file_id: Mapped[int] = mapped_column(ForeignKey("stored_file.id"), index=True)
    original_sha256: Mapped[str]
    side: Mapped[ReportSide]
    at: Mapped[datetime]

    report: Mapped[Report] = relationship(back_populates="files", lazy="raise")
    file: Mapped[StoredFile] = relationship(lazy="raise")
