"""Tables of the public slice: what everybody may know, ready to be read."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column
from sqlalchemy.types import String, Text

from app.infra.db import Base, Json, RegionScoped
from app.merchants.terms import MerchantKind
from app.public.terms import CardFacts, Shown
from app.titles.terms import Standing


class Showing(RegionScoped, Base):
    """A seller shows this of itself on its public page until it takes it back; then the row goes, the audit stays."""

    __tablename__ = "showing"
    __table_args__ = (UniqueConstraint("merchant_id", "what"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    merchant_id: Mapped[int] = mapped_column(ForeignKey("merchant.id"))
    what: Mapped[Shown]
    since: Mapped[datetime]
    by_name: Mapped[str]

    @property
    def audit_label(self) -> str:
        return self.what.value


class MerchantCard(RegionScoped, Base):
    """A seller as the public sees it, written again in the same transaction as whatever it tells of.

    ``facts`` are ``terms.CardFacts``; the columns are what is searched and narrowed by. ``words`` and ``grams`` are what
    it is found by. ``standing`` is what its title was when the card was written; ``title_until`` tells whether it still is.
    ``counted_on``: the day through which its complaints are counted. ``digest`` tells whether
    anything changed at all.
    """

    __tablename__ = "merchant_card"
    __table_args__ = (
        Index("ix_merchant_card_kind", "region_id", "kind", "merchant_id"),
        Index("ix_merchant_card_park", "region_id", "park_id", "merchant_id"),
        Index("ix_merchant_card_title", "region_id", "standing", "merchant_id"),
        Index("ix_merchant_card_uscc", "region_id", "uscc"),
        Index("ix_merchant_card_grams", "grams", postgresql_using="gin"),
        Index("ix_merchant_card_red", "region_id", "merchant_id", postgresql_where=text("red_until IS NOT NULL")),
        Index("ix_merchant_card_black", "region_id", "merchant_id", postgresql_where=text("black_until IS NOT NULL")),
        Index("ix_merchant_card_counted", "region_id", "counted_on", postgresql_where=text("received > 0")),
    )  # fmt: skip

    merchant_id: Mapped[int] = mapped_column(ForeignKey("merchant.id"), primary_key=True)
    code: Mapped[str] = mapped_column(unique=True)
    uscc: Mapped[str] = mapped_column(String(collation="C"))  # so that its beginning is found by the index
    name: Mapped[str]
    kind: Mapped[MerchantKind]
    park_id: Mapped[int | None]
    standing: Mapped[Standing]
    title_until: Mapped[date | None]
    red_until: Mapped[date | None]
    black_until: Mapped[date | None]
    received: Mapped[int]
    counted_on: Mapped[date]
    words: Mapped[str]
    grams: Mapped[list[str]] = mapped_column(ARRAY(Text))
    facts: Mapped[Json]
    digest: Mapped[str]

    @property
    def said(self) -> CardFacts:
        """The facts as what they are."""
        return CardFacts.model_validate(self.facts)
