"""Tables of the notices slice."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from app.infra.db import Base, RegionScoped


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
