"""Tables of the labels slice. There is no row per label, however many there are."""

from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import BigInteger, ForeignKey, Index, LargeBinary, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.infra.db import Base, JsonList, RegionScoped
from app.infra.storage import StoredFile
from app.labels.terms import BatchState, LedgerKind, Span
from app.merchants.models import Merchant
from app.regions.models import Organisation


class LabelBatch(RegionScoped, Base):
    """One print run. Everything on the paper is kept here, so that a second start prints the same labels.

    ``number`` is what tokens carry: below 2^20, unique in the region, allotted under a lock. Serials run
    from ``first_serial`` for ``count``. ``address``, ``merchant_name``, ``park_name`` and ``hotline`` are what was
    printed, whatever they are today. Offsets in millimetres, ``scale`` a factor. ``state`` changes only in
    ``service``. ``request_key`` makes a repeated request the same batch. ``trouble`` is the code of a refusal,
    followed by page and cell if it names one. ``void_ranges``: first and last serial and the instant, so that the
    page behind a label needs no second read; who and why stand in the ledger. ``waybill_file`` holds one number of
    ``waybill_width`` bytes for each label. ``valid_until`` is the last day on which its labels are vouched for; None: no end.
    """

    __tablename__ = "label_batch"
    __table_args__ = (
        UniqueConstraint("region_id", "number"),
        UniqueConstraint("region_id", "request_key"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(unique=True)
    number: Mapped[int]
    merchant_id: Mapped[int] = mapped_column(ForeignKey("merchant.id"), index=True)
    park_id: Mapped[int | None] = mapped_column(ForeignKey("organisation.id"), index=True)
    layout: Mapped[str]
    count: Mapped[int]
    start_at: Mapped[int]
    dpi: Mapped[int | None]
    dx_mm: Mapped[Decimal]
    dy_mm: Mapped[Decimal]
    scale: Mapped[Decimal]
    key_id: Mapped[int]
    first_serial: Mapped[int]
    address: Mapped[str]
    merchant_name: Mapped[str]
    park_name: Mapped[str | None]
    hotline: Mapped[str]
    state: Mapped[BatchState] = mapped_column(default=BatchState.WAITING)
    made: Mapped[int] = mapped_column(default=0)
    pages: Mapped[int]
    file_id: Mapped[int | None] = mapped_column(BigInteger, ForeignKey("stored_file.id"))
    trouble: Mapped[str | None]
    request_key: Mapped[str]
    ordered_at: Mapped[datetime]
    ordered_by: Mapped[int | None]
    orderer_name: Mapped[str]
    made_at: Mapped[datetime | None]
    void_reason: Mapped[str | None]
    voided_at: Mapped[datetime | None]
    voider_name: Mapped[str | None]
    copies: Mapped[int] = mapped_column(default=1, server_default="1")
    credit_words: Mapped[str | None]
    waybill_file_id: Mapped[int | None] = mapped_column(BigInteger, ForeignKey("stored_file.id"))
    waybill_width: Mapped[int | None]
    void_ranges: Mapped[JsonList] = mapped_column(default=list, server_default="[]")
    valid_until: Mapped[date | None]

    merchant: Mapped[Merchant] = relationship(lazy="raise")
    park: Mapped[Organisation | None] = relationship(lazy="raise")
    file: Mapped[StoredFile | None] = relationship(lazy="raise", foreign_keys=[file_id])
    waybill_file: Mapped[StoredFile | None] = relationship(lazy="raise", foreign_keys=[waybill_file_id])

    @property
    def last_serial(self) -> int:
        return self.first_serial + self.count - 1

    @property
    def span(self) -> Span:
        return Span(self.first_serial, self.last_serial)

    @property
    def voided_spans(self) -> tuple[Span, ...]:
        return tuple(Span(first, last) for first, last, _ in self.void_ranges)

    def voided_when(self, serial: int) -> datetime | None:
        """When this label was taken back, alone or with the batch; None if it stands."""
        for first, last, at in self.void_ranges:
            if first <= serial <= last:
                return datetime.fromisoformat(at)
        return self.voided_at

    @property
    def audit_label(self) -> str:
        return f"{self.code} {self.merchant_name} × {self.count}"


class LabelScan(RegionScoped, Base):
    """How often labels of a batch were scanned within one hour; ``hour`` is its first instant, in UTC.

    ``first_count``: how many of the scans were a label's first. ``places``: 63 bits, one set for each group of
    networks that the scans came from; how many are set tells about how many places there were.
    """

    __tablename__ = "label_scan"

    batch_id: Mapped[int] = mapped_column(ForeignKey("label_batch.id"), primary_key=True)
    hour: Mapped[datetime] = mapped_column(primary_key=True)
    count: Mapped[int]
    first_count: Mapped[int] = mapped_column(default=0, server_default="0")
    places: Mapped[int] = mapped_column(BigInteger, default=0, server_default="0")


class LabelMarks(RegionScoped, Base):
    """One byte for each of a thousand neighbouring serials, from the first scan of any of them on.

    A byte of nought was never scanned. Each of its eight bits stands for an eighth of all networks (a keyed hash
    says which): a parcel seen in many places fills them. No address is kept.
    """

    __tablename__ = "label_marks"

    batch_id: Mapped[int] = mapped_column(ForeignKey("label_batch.id"), primary_key=True)
    block: Mapped[int] = mapped_column(primary_key=True)
    marks: Mapped[bytes] = mapped_column(LargeBinary)


class LabelEntry(RegionScoped, Base):
    """The ledger: what happened to which serials of a batch, who did it and why. Never edited."""

    __tablename__ = "label_entry"
    __table_args__ = (
        Index("ix_label_entry_scattered", "region_id", "id", postgresql_where=text("kind = 'scattered'")),
    )

    id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    batch_id: Mapped[int] = mapped_column(ForeignKey("label_batch.id"), index=True)
    kind: Mapped[LedgerKind]
    first_serial: Mapped[int]
    last_serial: Mapped[int]
    note: Mapped[str | None]
    at: Mapped[datetime]
    who_id: Mapped[int | None]
    who_name: Mapped[str]


class LabelPrinter(RegionScoped, Base):
    """What one printer of a shop or park needs, found once with the ruler sheet. Millimetres; ``scale`` a factor."""

    __tablename__ = "label_printer"

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(unique=True)
    merchant_id: Mapped[int | None] = mapped_column(ForeignKey("merchant.id"), index=True)
    park_id: Mapped[int | None] = mapped_column(ForeignKey("organisation.id"), index=True)
    name: Mapped[str]
    dpi: Mapped[int | None]
    dx_mm: Mapped[Decimal]
    dy_mm: Mapped[Decimal]
    scale: Mapped[Decimal]
    kept_at: Mapped[datetime]

    @property
    def audit_label(self) -> str:
        return self.name
