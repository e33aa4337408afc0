"""The table of the open data slice."""

from datetime import datetime

from sqlalchemy import BigInteger, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from app.infra.db import Base, Json, RegionScoped
from app.opendata.terms import Dataset


class OpenRecord(RegionScoped, Base):
    """One line of the open data. ``seq`` grows with every change in the region, in the order of the commits.

    A line that is ``gone`` keeps its key and nothing else, so that whoever copied it learns of it. ``digest`` tells
    whether anything changed at all. ``lines``: how many lines of the dataset were there after this change, so that nobody has to
    count them; None on rows from before that was kept.
    """

    __tablename__ = "open_record"
    __table_args__ = (
        Index("uq_open_record_seq", "region_id", "dataset", "seq", unique=True),
        Index("ix_open_record_merchant_id", "merchant_id"),
    )

    dataset: Mapped[Dataset] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(primary_key=True)
    merchant_id: Mapped[int] = mapped_column(ForeignKey("merchant.id"))
    seq: Mapped[int] = mapped_column(BigInteger)
    changed_at: Mapped[datetime]
    gone: Mapped[bool] = mapped_column(default=False)
    content: Mapped[Json]
    digest: Mapped[str]
    lines: Mapped[int | None]
