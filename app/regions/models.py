"""Tables of the region slice."""

from datetime import date, datetime

from sqlalchemy import BigInteger, UniqueConstraint
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column
from sqlalchemy.types import Date, SmallInteger

from app.infra.db import Base, Json, RegionScoped
from app.regions.terms import OrganisationKind


class Region(Base):
    """A county or district. ``code`` is its six-digit administrative code; ``id`` is below 4096 (labels carry it).

    ``ahead_seconds`` is how far a demo county's clock runs ahead of the real one; 0 everywhere else.
    """

    __tablename__ = "region"

    id: Mapped[int] = mapped_column(SmallInteger, primary_key=True)
    code: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    name_en: Mapped[str]
    bureau_name: Mapped[str]
    hotline: Mapped[str]
    is_demo: Mapped[bool] = mapped_column(default=False)
    ahead_seconds: Mapped[int] = mapped_column(BigInteger, default=0)
    policy: Mapped[Json] = mapped_column(default=dict)
    opened_at: Mapped[datetime]

    @property
    def audit_label(self) -> str:
        return self.name


class Organisation(RegionScoped, Base):
    """An office, a park, a body or a panel: what people act for."""

    __tablename__ = "organisation"

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[OrganisationKind]
    name: Mapped[str]
    address: Mapped[str | None]
    phone: Mapped[str | None]

    @property
    def audit_label(self) -> str:
        return self.name


class RegionCalendar(RegionScoped, Base):
    """A year's notice on holidays as a region's administrator entered it; the newest version counts."""

    __tablename__ = "region_calendar"
    __table_args__ = (UniqueConstraint("region_id", "year", "version"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    year: Mapped[int]
    version: Mapped[int]
    notice: Mapped[str]
    days_off: Mapped[list[date]] = mapped_column(ARRAY(Date))
    make_up_days: Mapped[list[date]] = mapped_column(ARRAY(Date))
    entered_at: Mapped[datetime]

    @property
    def audit_label(self) -> str:
        return f"{self.year} v{self.version}"
