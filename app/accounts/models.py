"""Tables of the accounts slice."""

from datetime import datetime

from sqlalchemy import BigInteger, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from app.accounts.terms import Role, SignInWay
from app.infra.db import Base, RegionScoped
from app.infra.seals import Sealed
from app.kernel import codes
from app.kernel.text import mask_phone


class Login(Base):
    """How a person is found before the region is known: blind indexes of phone and e-mail, and the password's hash.

    No region wall here, so nothing here names anybody. ``has_second``: a second proof is asked for after the password.
    ``session_mark`` changes with the password, and ends every link that was sent before. ``closed_at``: since when nobody
    may sign in with it; empty while it is open and for an invitation that nobody has taken.
    """

    __tablename__ = "login"

    id: Mapped[int] = mapped_column(primary_key=True)
    phone_index: Mapped[str] = mapped_column(unique=True)
    email_index: Mapped[str | None] = mapped_column(unique=True)
    password_hash: Mapped[str]
    region_id: Mapped[int] = mapped_column(ForeignKey("region.id"))
    is_open: Mapped[bool] = mapped_column(default=True)
    has_second: Mapped[bool] = mapped_column(default=False)
    session_mark: Mapped[str]
    closed_at: Mapped[datetime | None]


class User(RegionScoped, Base):
    """A person of a region. ``id`` is the login's, ``code`` stands in addresses. The phone is sealed; pages show it masked.

    ``forgotten_at``: closed long ago, phone and proofs are gone; the name stays beside what the person did.
    """

    __tablename__ = "account"

    id: Mapped[int] = mapped_column(ForeignKey("login.id"), primary_key=True, autoincrement=False)
    code: Mapped[str] = mapped_column(unique=True, default=lambda: codes.fresh(12))
    name: Mapped[str]
    phone: Mapped[str] = mapped_column(Sealed)
    role: Mapped[Role]
    organisation_id: Mapped[int | None] = mapped_column(ForeignKey("organisation.id"), index=True)
    merchant_id: Mapped[int | None] = mapped_column(ForeignKey("merchant.id"), index=True)
    opened_at: Mapped[datetime]
    forgotten_at: Mapped[datetime | None]

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
    def is_regulator(self) -> bool:
        """Officers and the region's administrator act for the regulator."""
        return self.role in (Role.OFFICER, Role.ADMIN)


class SignInTrace(RegionScoped, Base):
    """From which device and neighbourhood of addresses a seller signs in, as keyed hashes that cannot be turned back.

    Only for telling a seller's own reviews of itself; nobody's place can be read from it.
    """

    __tablename__ = "sign_in_trace"
    __table_args__ = (UniqueConstraint("user_id", "device_mark", "address_mark"),)

    id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    device_mark: Mapped[str]
    address_mark: Mapped[str]
    first_at: Mapped[datetime]
    last_at: Mapped[datetime]


class UserSession(RegionScoped, Base):
    """One browser in which a person is signed in. The cookie holds a secret, this row only its hash.

    ``strong``: a second proof was given. ``confirmed_at``: when the person last proved who it is.
    ``device`` is what the browser calls itself, in two words; ``address`` is shortened.
    """

    __tablename__ = "user_session"
    __table_args__ = (Index("ix_user_session_open", "user_id", postgresql_where=text("ended_at IS NULL")),)

    id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    code: Mapped[str] = mapped_column(unique=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    token_hash: Mapped[str] = mapped_column(unique=True)
    way: Mapped[SignInWay]
    strong: Mapped[bool]
    device: Mapped[str]
    address: Mapped[str]
    begun_at: Mapped[datetime]
    seen_at: Mapped[datetime]
    confirmed_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]

    @property
    def audit_label(self) -> str:
        return self.device
