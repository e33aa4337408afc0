"""Tables of the entry slice."""

from datetime import datetime

from sqlalchemy import BigInteger, ForeignKey, LargeBinary, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.entry.terms import LinkFor
from app.infra.db import Base, RegionScoped
from app.infra.seals import Sealed


class Authenticator(RegionScoped, Base):
    """A person's time-based codes (RFC 6238). ``last_step``: the newest 30 seconds whose code was used, so none works twice."""

    __tablename__ = "authenticator"

    user_id: Mapped[int] = mapped_column(ForeignKey("account.id"), primary_key=True, autoincrement=False)
    secret: Mapped[str] = mapped_column(Sealed)
    begun_at: Mapped[datetime]
    confirmed_at: Mapped[datetime | None]
    last_step: Mapped[int] = mapped_column(BigInteger, default=0)


class RecoveryCode(RegionScoped, Base):
    """A code for the day the phone is lost; works once. Only its hash is kept."""

    __tablename__ = "recovery_code"
    __table_args__ = (UniqueConstraint("user_id", "code_hash"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)
    code_hash: Mapped[str]
    used_at: Mapped[datetime | None]


class Passkey(RegionScoped, Base):
    """A key that lives in a person's device (WebAuthn). ``count`` goes up with each use; if it falls, it was copied."""

    __tablename__ = "passkey"

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(unique=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)
    credential_id: Mapped[bytes] = mapped_column(LargeBinary, unique=True)
    public_key: Mapped[bytes] = mapped_column(LargeBinary)
    count: Mapped[int] = mapped_column(BigInteger)
    name: Mapped[str]
    added_at: Mapped[datetime]
    used_at: Mapped[datetime | None]

    @property
    def audit_label(self) -> str:
        return self.name


class OneTime(Base):
    """A secret that works once and not for long: an invitation, a reset, a passkey's challenge. Only its hash is kept.

    Found before the region is known, so no wall here and nothing that names anybody. ``mark``: the login's own at that
    time; a changed password ends it.
    """

    __tablename__ = "one_time"

    id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    purpose: Mapped[LinkFor]
    secret_hash: Mapped[str] = mapped_column(unique=True)
    login_id: Mapped[int | None] = mapped_column(ForeignKey("login.id"), index=True)
    mark: Mapped[str]
    until: Mapped[datetime] = mapped_column(index=True)
    used_at: Mapped[datetime | None]
