"""Tables of the accounts slice."""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from app.accounts.terms import Role
from app.infra.db import Base, RegionScoped
from app.infra.seals import Sealed
from app.kernel.text import mask_phone


class Login(Base):
    """How a person is found before the region is known: a blind index of the phone, and the password's hash.

    No region wall here, so nothing here names anybody.
    """

    __tablename__ = "login"

    id: Mapped[int] = mapped_column(primary_key=True)
    phone_index: Mapped[str] = mapped_column(unique=True)
    password_hash: Mapped[str]
    region_id: Mapped[int] = mapped_column(ForeignKey("region.id"))
    is_open: Mapped[bool] = mapped_column(default=True)
    session_mark: Mapped[str]


class User(RegionScoped, Base):
    """A person of a region. ``id`` is the login's. The phone is sealed; pages show it masked."""

    __tablename__ = "account"

    id: Mapped[int] = mapped_column(ForeignKey("login.id"), primary_key=True, autoincrement=False)
    name: Mapped[str]
    phone: Mapped[str] = mapped_column(Sealed)
    role: Mapped[Role]
    organisation_id: Mapped[int | None] = mapped_column(ForeignKey("organisation.id"), index=True)
    merchant_id: Mapped[int | None] = mapped_column(ForeignKey("merchant.id"), index=True)
    opened_at: Mapped[datetime]

    is_authenticated = True
    is_active = True
    is_anonymous = False

    def get_id(self) -> str:
        return f"{self.region_id}:{self.id}"

    @property
    def audit_id(self) -> int:
        return self.id

    @property
    def audit_name(self) -> str:
        return self.name

    @property
    def audit_label(self) -> str:
        return self.name

    @property
    def masked_phone(self) -> str:
        return mask_phone(self.phone)

    @property
    def role_name(self) -> Role:
        return self.role

    @property
    def is_regulator(self) -> bool:
        """Officers and the region's administrator act for the regulator."""
        return self.role in (Role.OFFICER, Role.ADMIN)
