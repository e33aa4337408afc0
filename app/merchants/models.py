"""Tables of the merchants slice."""

from datetime import datetime

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column, relationship
from sqlalchemy.types import Text

from app.infra.db import Base, RegionScoped
from app.merchants.terms import MerchantKind, Platform
from app.regions.models import Organisation


class Merchant(RegionScoped, Base):
    """A seller. ``code`` is public; ``uscc`` is stored compact; ``address`` is the studio or the place of business.

    ``scopes`` are the guide's scope codes that the seller ticked: what it sells and does.
    """

    __tablename__ = "merchant"
    __table_args__ = (UniqueConstraint("region_id", "uscc"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(unique=True)
    uscc: Mapped[str]
    name: Mapped[str]
    kind: Mapped[MerchantKind] = mapped_column(index=True)
    contact: Mapped[str]
    address: Mapped[str]
    goods: Mapped[str]
    scopes: Mapped[list[str]] = mapped_column(ARRAY(Text), default=list)
    park_id: Mapped[int | None] = mapped_column(ForeignKey("organisation.id"), index=True)
    station_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), index=True)
    registered_at: Mapped[datetime]

    park: Mapped[Organisation | None] = relationship(foreign_keys=[park_id], lazy="raise")
    station: Mapped[Organisation] = relationship(foreign_keys=[station_id], lazy="raise")
    rooms: Mapped[list["StreamRoom"]] = relationship(
        order_by="StreamRoom.id", lazy="raise", back_populates="merchant"
    )

    @property
    def audit_label(self) -> str:
        return f"{self.name} {self.uscc}"


class StreamRoom(RegionScoped, Base):
    """Where a seller sells: a room on a platform, a mini program, a chat group."""

    __tablename__ = "stream_room"

    id: Mapped[int] = mapped_column(primary_key=True)
    merchant_id: Mapped[int] = mapped_column(ForeignKey("merchant.id"), index=True)
    platform: Mapped[Platform]
    name: Mapped[str]

    merchant: Mapped[Merchant] = relationship(back_populates="rooms", lazy="raise")

    @property
    def audit_label(self) -> str:
        return self.name
