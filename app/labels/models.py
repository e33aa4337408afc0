"""Tables of the labels slice. There is no row per label, however many there are."""

from datetime import datetime
from decimal import Decimal

from sqlalchemy import BigInteger, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.infra.db import Base, RegionScoped
from app.infra.storage import StoredFile
from app.labels.terms import BatchState
from app.merchants.models import Merchant
from app.regions.models import Organisation


class LabelBatch(RegionScoped, Base):
    """One print run. Everything on the paper is kept here, so that a second start prints the same labels.

    ``number`` is what tokens carry: below 2^20, unique in the region, allotted under a lock. Serials run
    from ``first_serial`` for ``count``. ``address``, ``merchant_name``, ``park_name`` and ``hotline`` are what was
    printed, whatever they are today. Offsets in millimetres, ``scale`` a factor. ``state`` changes only in
    ``service``. ``request_key`` makes a repeated request the same batch. ``trouble`` is the code of a refusal.
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

    merchant: Mapped[Merchant] = relationship(lazy="raise")
    park: Mapped[Organisation | None] = relationship(lazy="raise")
    file: Mapped[StoredFile | None] = relationship(lazy="raise")

    @property
    def last_serial(self) -> int:
        return self.first_serial + self.count - 1

    @property
    def audit_label(self) -> str:
        return f"{self.code} {self.merchant_name} × {self.count}"


class LabelScan(RegionScoped, Base):
    """How often labels of a batch were scanned within one hour; ``hour`` is its first instant, in UTC."""

    __tablename__ = "label_scan"

    batch_id: Mapped[int] = mapped_column(ForeignKey("label_batch.id"), primary_key=True)
    hour: Mapped[datetime] = mapped_column(primary_key=True)
    count: Mapped[int]
