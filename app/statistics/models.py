"""Tables of the statistics slice."""

from datetime import date, datetime

from sqlalchemy import BigInteger, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.complaints.terms import About
from app.infra.db import Base, Json, RegionScoped
from app.infra.storage import StoredFile


class Cell(RegionScoped, Base):
    """Counts of one month's complaints about one seller and one matter: ``{"received": 3, "end.solved": 1, "days.4": 1}``.

    Written by the chore only; pages add cells up, so a page costs what sellers and months cost, not what complaints do.
    """

    __tablename__ = "complaint_cell"
    __table_args__ = (
        UniqueConstraint("region_id", "month", "merchant_id", "about"),
        Index("ix_complaint_cell_merchant", "merchant_id", "month"),
    )

    id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    month: Mapped[date]
    merchant_id: Mapped[int] = mapped_column(ForeignKey("merchant.id"))
    about: Mapped[About]
    counts: Mapped[Json]


class CellsMark(RegionScoped, Base):
    """How far the cells have been brought up to date. ``seq`` is of the last line of the record that was read."""

    __tablename__ = "complaint_cells_mark"
    __table_args__ = (UniqueConstraint("region_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    seq: Mapped[int] = mapped_column(BigInteger)
    counted_at: Mapped[datetime]
    whole_on: Mapped[date | None]


class Export(RegionScoped, Base):
    """A list of single complaints that somebody asked for, as a file. It names no consumer.

    ``merchant_id``, ``park_id``: whose complaints; neither: the region's.
    """

    __tablename__ = "complaint_export"

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(unique=True)
    asked_by_id: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)
    asked_at: Mapped[datetime]
    first: Mapped[date]
    last: Mapped[date]
    merchant_id: Mapped[int | None] = mapped_column(ForeignKey("merchant.id"))
    park_id: Mapped[int | None] = mapped_column(ForeignKey("organisation.id"))
    rows: Mapped[int | None]
    file_id: Mapped[int | None] = mapped_column(ForeignKey("stored_file.id"))

    file: Mapped[StoredFile | None] = relationship(lazy="raise")

    @property
    def audit_label(self) -> str:
        return self.code
