"""The table of the bulletins slice."""

from datetime import datetime

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.bulletins import rules
from app.bulletins.terms import BulletinKind, BulletinState
from app.infra.db import Base, RegionScoped


class Bulletin(RegionScoped, Base):
    """One typical case or consumer alert. ``state`` changes only in ``service``; what was out is never edited.

    ``text`` is plain, a paragraph a line; the English beside it may be empty. ``form_key`` makes the same form sent
    twice one bulletin.
    """

    __tablename__ = "bulletin"
    __table_args__ = (UniqueConstraint("region_id", "form_key"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(unique=True)
    kind: Mapped[BulletinKind] = mapped_column(index=True)
    state: Mapped[BulletinState] = mapped_column(default=BulletinState.DRAFT, index=True)
    title: Mapped[str]
    text: Mapped[str]
    title_en: Mapped[str] = mapped_column(default="")
    text_en: Mapped[str] = mapped_column(default="")
    law: Mapped[str] = mapped_column(default="")
    form_key: Mapped[str]
    author_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    author_name: Mapped[str]
    written_at: Mapped[datetime]
    published_at: Mapped[datetime | None]
    publisher_name: Mapped[str | None]
    withdrawn_at: Mapped[datetime | None]
    withdrawn_for: Mapped[str | None]

    @property
    def audit_label(self) -> str:
        return self.title

    @property
    def paragraphs(self) -> tuple[str, ...]:
        return rules.paragraphs(self.text)

    @property
    def paragraphs_en(self) -> tuple[str, ...]:
        return rules.paragraphs(self.text_en)
